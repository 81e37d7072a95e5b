"""Where new notes go: the folders for people and for goals, as they are spelt where they exist."""

from collections.abc import Sequence
from pathlib import PurePosixPath

from mdnet.model.errors import RefusedError
from mdnet.util.text import name_key
from mdnet.vault.root import Vault


def folder_for_people(vault: Vault, into: str = "") -> PurePosixPath:
    """Return the folder ``into``, else the first one for people that exists, else a new one.

    Raises:
        RefusedError: ``into`` is no folder of the vault.
    """
    return _folder_of_vault(into) if into else _first_there(vault, vault.config.people)


def folder_for_goals(vault: Vault) -> PurePosixPath:
    """Return the folder for goals."""
    return _first_there(vault, (vault.config.goals,))


def _first_there(vault: Vault, folders: Sequence[str]) -> PurePosixPath:
    entries = sorted(vault.root.iterdir(), reverse=True)
    there = {name_key(entry.name): entry.name for entry in entries if entry.is_dir()}
    wanted = [folder.strip("/") for folder in folders]
    names = (there[name_key(folder)] for folder in wanted if name_key(folder) in there)
    return PurePosixPath(next(names, wanted[0]))


def _folder_of_vault(into: str) -> PurePosixPath:
    folder = PurePosixPath(into)
    if folder.is_absolute() or {"..", "~"} & {*folder.parts} or {"\\", "\0"} & {*into}:
        raise RefusedError(
            f'--into takes a folder of the vault, such as People/Family, and not "{into}"; '
            "nothing was written."
        )
    return folder
