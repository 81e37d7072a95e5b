"""Where new notes go: the folders for people and for goals, by their names in the vault."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from mdnet.model.config import Config, Purpose, number_of_people_folder, pages_folder, purpose_of
from mdnet.model.errors import RefusedError
from mdnet.model.note_names import HIDDEN
from mdnet.vault.root import Vault


def folder_for_people(vault: Vault, into: str = "") -> PurePosixPath:
    """The folder ``into``, else the vault's folder for people, else a new one.

    Raises:
        RefusedError: ``into`` is not a folder of the vault.
    """
    return _folder_of_vault(into) if into else people_folder(vault.root, vault.config)


def people_folder(root: Path, config: Config) -> PurePosixPath:
    """The folder where people are, else the first one in the settings.

    It may be decorated and lie anywhere: ``Areas/👥 People`` is one. Folders with notes come
    first, then the order of the settings counts.
    """

    def rank(folder: PurePosixPath) -> tuple[bool, int, int, PurePosixPath]:
        number = number_of_people_folder(folder.as_posix(), config)
        return not _has_notes(root / folder), number, len(folder.parts), folder

    new = PurePosixPath(config.people[0].strip("/"))
    return min(_folders_for(root, config, "people"), key=rank, default=new)


def folder_for_goals(vault: Vault) -> PurePosixPath:
    """The folder for goals."""
    return goals_folder(vault.root, vault.config)


def goals_folder(root: Path, config: Config) -> PurePosixPath:
    """The folder where goals are, else the one in the settings."""
    new = PurePosixPath(config.goals.strip("/"))
    return min(
        _folders_for(root, config, "goals"), key=lambda one: (len(one.parts), one), default=new
    )


def _folders_for(root: Path, config: Config, purpose: Purpose) -> Iterator[PurePosixPath]:
    """Yield the folders for a purpose that do not lie in another one."""
    pages = pages_folder(config)
    for place, names, _ in os.walk(root):
        above = PurePosixPath(Path(place).relative_to(root).as_posix())
        goes_on = []
        for name in names:
            folder = above / name
            if name[0] in HIDDEN or folder.as_posix().casefold() == pages:
                continue
            meant = purpose_of(folder.as_posix(), config)
            if meant == purpose:
                yield folder
            elif not meant:
                goes_on.append(name)
        names[:] = goes_on


def _has_notes(folder: Path) -> bool:
    return any(name.lower().endswith(".md") for _, _, names in os.walk(folder) for name in names)


def _folder_of_vault(into: str) -> PurePosixPath:
    folder = PurePosixPath(into)
    if folder.is_absolute() or {"..", "~"} & {*folder.parts} or {"\\", "\0"} & {*into}:
        raise RefusedError(
            f'--into takes a folder of the vault, such as People/Family, not "{into}"; '
            "nothing was written."
        )
    return folder
