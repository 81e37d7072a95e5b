"""Finds the links to a note, and their new targets when it moves.

The index says which notes contain them; only those are opened. A link that still leads to
the right note is left alone.
"""

import posixpath
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from mdnet.editing.links import Decide, NewTarget
from mdnet.index.catalogue import Catalogue
from mdnet.index.fields import LINK
from mdnet.index.store import Snapshot
from mdnet.model.contact import Note
from mdnet.util.text import name_key
from mdnet.vault.names import NameIndex, link_key, resolve, stem_of


class NamesAfter(NamedTuple):
    """The names in a vault once the note at ``old`` has the path ``new``.

    ``new`` may exist already. ``lost`` are name keys that the note no longer has, ``won``
    those that it gains.
    """

    names: NameIndex
    old: str
    new: str
    lost: frozenset[str] = frozenset()
    won: frozenset[str] = frozenset()

    def by_name(self, key: str) -> Sequence[str]:
        """The paths of the notes whose file name has this ``name_key``."""
        found = [path for path in self.names.by_name(key) if path not in (self.old, self.new)]
        return [*found, self.new] if name_key(stem_of(self.new)) == key else found

    def by_alias(self, key: str) -> Sequence[str]:
        """The paths of the notes with this ``name_key`` as an alias or name."""
        paths = self.names.by_alias(key)
        found = [path for path in paths if path not in (self.old, self.new)]
        has_it = self.new in paths or (self.old in paths and key not in self.lost)
        return [*found, self.new] if has_it or key in self.won else found


def linking_notes(snapshot: Snapshot, keys: Iterable[str]) -> list[Note]:
    """The notes with links of any of these ``link_key`` forms, sorted by path."""
    numbers = {number for key in keys for number, _ in snapshot.reader.postings(LINK, key)}
    return sorted(map(snapshot.note, numbers), key=lambda note: note.path)


def link_keys_of(path: str, catalogue: Catalogue) -> set[str]:
    """The ``link_key`` forms that links to a note may have."""
    card = catalogue.card(path)
    names = (card.name, *card.aliases) if card else ()
    return {link_key(stem_of(path)), *map(link_key, names)}


def targets_of(note: Note) -> Iterator[str]:
    """Yield the targets of all links of a note, as written."""
    for edge in note.contact.edges if note.contact else ():
        yield edge.target
    for link in (*note.links, *note.hidden_links):
        yield link.target


def towards(source: str, names: NameIndex, after: NamesAfter, *, keep_text: bool) -> Decide:
    """A function that decides on the links of the note ``source``.

    Links to ``after.old`` become links to ``after.new``, unless an alias leads there anyway.
    With ``keep_text`` they keep showing the same words.
    """

    def decide(target: str) -> NewTarget | None:
        found = resolve(target, source, names)
        if found.path != after.old:
            return None
        if found.by_alias and resolve(target, source, after).path == after.new:
            return None
        shown = target.rpartition("/")[2] if keep_text else ""
        return new_target(target, source, after, shown)

    return decide


def from_elsewhere(source: str, names: NameIndex, after: NamesAfter) -> Decide:
    """A function that decides on the links of a text moved from ``source`` to ``after.new``."""

    def decide(target: str) -> NewTarget | None:
        before = resolve(target, source, names).path
        if before is None or before in (after.old, after.new):
            return None
        if resolve(target, after.new, after).path == before:
            return None
        return NewTarget(before[:-3], target.rpartition("/")[2])

    return decide


def new_target(target: str, source: str, after: NamesAfter, shown: str = "") -> NewTarget:
    """The target that leads to ``after.new``, in the style of the old one if possible."""
    whole = after.new[:-3]
    stem = stem_of(after.new)
    for form in _forms(target, source, whole, stem):
        found = resolve(form, source, after)
        if found.path == after.new and not found.by_alias:
            return NewTarget(form, shown if shown != form else "")
    return NewTarget(whole, shown or stem)


def _forms(target: str, source: str, whole: str, stem: str) -> Iterator[str]:
    """Yield the ways to write a link, the most similar to the old one first."""
    if target.startswith(("./", "../")):
        way = posixpath.relpath(whole, posixpath.dirname(source) or ".")
        yield way if way.startswith("../") else f"./{way}"
    elif "/" in target.strip("/"):
        yield f"{target.rpartition('/')[0]}/{stem}"
    yield stem
