"""Finds notes that look like people but are not treated as such, and how to include them."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from mdnet.cli import output
from mdnet.model.config import CONFIG_PATH
from mdnet.util.rows import NamedTuple

if TYPE_CHECKING:
    from mdnet.index.catalogue import Catalogue
    from mdnet.model.config import Config
    from mdnet.network.uncounted import Uncounted


def say_uncounted(catalogue: "Catalogue", config: "Config") -> None:
    """Say on stderr how to include the largest group of notes that look like people."""
    from mdnet.network.uncounted import uncounted_people

    found = uncounted_people(catalogue, config)
    if found:
        output.say(f"{told(found[0])} To include them, add this to {CONFIG_PATH} (or: mdnet init):")
        output.say(f"  {found[0].line}", to_copy=True)


def told(group: "Uncounted") -> str:
    """How many notes look like people, and why, as a sentence."""
    kind, _, name = group.reason.partition(" ")
    where = {"folder": f'in the folder "{name}"', "tag": f"tagged #{name}"}.get(
        kind, f"of type {name}"
    )
    looks = (
        "looks like a person but is not treated as one"
        if group.notes == 1
        else "look like people but are not treated as such"
    )
    return f"{output.counted(group.notes, 'note')} {where} {looks}."


class Found(NamedTuple):
    """What was found in a folder that is about to become a vault."""

    notes: int = 0
    sentences: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    """The suggested lines of ``config.toml``."""


NOTHING_FOUND = Found()


def look_at(folder: Path) -> Found:
    """Look at the notes of a folder, and suggest settings that include the people in it."""
    from mdnet.index.refresh import refresh
    from mdnet.network.uncounted import uncounted_people
    from mdnet.vault.root import open_vault

    vault = open_vault(folder)
    refreshed = refresh(vault, os.environ)
    catalogue = refreshed.snapshot.catalogue
    notes = len(catalogue.note_paths())
    refreshed.snapshot.reader.close()
    if not notes:
        return NOTHING_FOUND
    groups = uncounted_people(catalogue, vault.config)
    counted = output.counted(catalogue.contacts(), "contact")
    first = f"{counted} in {output.counted(notes, 'note')}."
    values: dict[str, dict[str, None]] = {}
    for group in groups:
        values.setdefault(group.setting, {}).update(dict.fromkeys(group.values))
    lines = tuple(
        group._replace(values=tuple(values[group.setting])).line
        for group in {one.setting: one for one in groups}.values()
    )
    return Found(notes, (first, *map(told, groups)), lines)
