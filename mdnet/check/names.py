"""Problems with the names of notes: shared, too similar, or not allowed on other systems."""

import re
from collections.abc import Iterator

from mdnet.check.known import Known, names_of
from mdnet.model.contact import Note, Position, Problem
from mdnet.model.keys import field_of
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.values import texts_of
from mdnet.util.text import name_key
from mdnet.vault.names import is_reserved, stem_of

_LONGEST = 255
"""Bytes of one name that file systems allow."""
_WINDOWS = re.compile(r'[<>:"\\|?*\x00-\x1f\x7f]')
_UNLINKABLE = re.compile(r"[#^\[\]|]|%%")


def path_problems(path: str) -> Iterator[Problem]:
    """Yield why a path may not survive on other systems, or cannot be linked to."""
    faults = [fault for part in path.split("/") for fault in _faults(part)]
    if faults:
        message = f"other systems do not allow this name: {', '.join(dict.fromkeys(faults))}"
        yield Problem(path, 1, 1, "file-name", message, "rename it")
    unlinkable = "".join(dict.fromkeys(_UNLINKABLE.findall(path)))
    if unlinkable:
        message = f"a link cannot contain this name: {unlinkable}"
        yield Problem(path, 1, 1, "unlinkable-name", message, "rename it")


def _faults(part: str) -> Iterator[str]:
    stem = part[:-3] if part.lower().endswith(".md") else part
    bad = "".join(dict.fromkeys(_WINDOWS.findall(part)))
    if bad:
        yield f"it contains {' '.join(bad)}"
    if is_reserved(stem):
        yield f"{stem} is a device name on Windows"
    if part.endswith((".", " ")) or stem.endswith(" "):
        yield "it ends with a dot or a space"
    if part.startswith(" "):
        yield "it begins with a space"
    size = len(part.encode(errors="surrogateescape"))
    if size > _LONGEST:
        yield f"it is {size} bytes long"


def twin_problems(path: str, known: Known) -> Iterator[Problem]:
    """Yield a problem if another path differs only in case or Unicode form."""
    others = [other for other in known.twins.get(name_key(path), ()) if other != path]
    if others:
        message = f"differs from {others[0]} only in case or Unicode form"
        yield Problem(path, 1, 1, "twin-names", message, "rename or merge them")


def shared_name_problems(note: Note, data: bytes, known: Known) -> Iterator[Problem]:
    """Yield the names and aliases that a person shares with somebody else."""
    card = known.cards.get(note.path)
    if card is None or note.contact is None:
        return
    for name in dict.fromkeys(names_of(card)):
        others = [one for one in known.owners.get(name_key(name), ()) if one.path != note.path]
        # Twins are reported as such.
        others = [one for one in others if name_key(one.path) != name_key(note.path)]
        if others:
            place = _place(note, name, data)
            message = f'"{name}" is also a name of {others[0].path}'
            fix = "give each a name of its own"
            yield Problem(note.path, place.line, place.column, "shared-name", message, fix)


def _place(note: Note, name: str, data: bytes) -> Position:
    """The place of an alias; the name of the file counts as its first line."""
    if name_key(name) == name_key(stem_of(note.path)):
        return Position(1, 1)
    front = read_front_matter(note.path, data)
    for key, value in front.values.items():
        if field_of(key) != "aliases":
            continue
        texts = [name_key(text) for text in texts_of(value)]
        if name_key(name) in texts:
            return front.value_place(key, texts.index(name_key(name)))
    return Position(1, 1)
