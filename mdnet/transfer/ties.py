"""Ties of imported people: the note that each leads to.

A file names the other end by an ID or only by name, and their note may have another name. So
ties wait until everybody is known. Knows no files.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from mdnet.formats.person import Incoming, Lost
from mdnet.model.contact import Contact, Edge
from mdnet.model.keys import CONTACT, key_form
from mdnet.notes.links import split_links, written_link
from mdnet.transfer.identity import People, Person
from mdnet.transfer.tie_words import Values, listed, may_be_key, put_ties
from mdnet.transfer.values import clean
from mdnet.util.text import name_key, one_line
from mdnet.vault.names import link_key, portable_stem, stem_of

_SEVERAL = "several people have this name"
_UNDECIDED = "it is not clear yet who that is"
_NO_KEY = "this key cannot contain links to people"
_HOLD_LINKS = frozenset(("links", "texts", "text"))


def ties_there(contact: Contact) -> Values:
    """The links of a note to others, by key."""
    return _links(contact.edges)


def _links(edges: Iterable[Edge]) -> Values:
    found: dict[str, list[str]] = {}
    for edge in edges:
        found.setdefault(edge.kind, []).append(written_link(edge.target))
    return {kind: [*dict.fromkeys(links)] for kind, links in found.items()}


class NewTies(NamedTuple):
    """The ties that a person gains, and those that are unclear."""

    edges: tuple[Edge, ...] = ()
    """``target`` is the target of the link."""
    names: tuple[str, ...] = ()
    """What the file calls the other end of each."""
    lost: tuple[Lost, ...] = ()

    @property
    def links(self) -> Values:
        """The ties as values of a note, each a separate link."""
        return _links(self.edges)

    def put_into(self, values: Values) -> None:
        """Add them to the values of a new note, as links within its texts if possible."""
        put_ties(values, self.edges, self.names)


def new_ties(
    person: Person, one: Incoming, people: People, undecided: Mapping[str, str]
) -> NewTies:
    """The ties that a person gains.

    Args:
        person: whose ties they are.
        one: the imported person.
        people: everybody.
        undecided: the keys and names of the imported people who could be several.
    """
    found: dict[Edge, str] = {}
    lost: list[Lost] = []
    for kind, name, others in _ends(one, people, undecided):
        if not _may_tie(kind, person):
            lost.append(Lost(kind, name, _NO_KEY))
        elif others is None or len(others) > 1:
            lost.append(Lost(kind, name, _UNDECIDED if others is None else _SEVERAL))
        elif not others:
            target = portable_stem(_last(name))
            if target and link_key(target) not in _keys(person, kind):
                found.setdefault(Edge(kind, target), name)
        elif others[0] is not person and others[0] not in _linked(person, kind, people):
            found.setdefault(Edge(kind, _link_to(others[0], people)), name)
    return NewTies(tuple(found), tuple(found.values()), tuple(lost))


def _ends(
    one: Incoming, people: People, undecided: Mapping[str, str]
) -> Iterator[tuple[str, str, list[Person] | None]]:
    """Yield the key of each tie, the name of the other end, and who it can be."""
    done: set[tuple[str, str]] = set()
    for kind, key in ((one_line(clean(tie.kind)), tie.target) for tie in one.related):
        others = people.known_as(key)
        if len(others) == 1:
            done |= {(kind, name_key(name)) for name in others[0].names}
            yield kind, others[0].names[0], others
        elif key in undecided:
            done.add((kind, name_key(undecided[key])))
            yield kind, undecided[key], None
    for edge in one.contact.edges:
        kind, target = one_line(clean(edge.kind)), one_line(clean(edge.target))
        if target and (kind, name_key(target)) not in done:
            yield kind, target, people.called(target) or people.called(_last(target))


def _may_tie(kind: str, person: Person) -> bool:
    """Whether a key can contain the tie; not if it is a single text already."""
    field = CONTACT.get(key_form(kind))
    if not person.is_new and isinstance(person.values.get(kind), str):
        return False
    return may_be_key(kind) and (field is None or field.kind in _HOLD_LINKS)


def _keys(person: Person, kind: str) -> set[str]:
    """The ``link_key`` of each link under a key of a person."""
    return {link_key(end) for end in _targets(listed(person.values, kind))}


def _linked(person: Person, kind: str, people: People) -> list[Person]:
    """The people to whom a note has such a tie, by any name."""
    ends = _targets(listed(person.values, kind))
    return [other for end in ends for other in people.called(_last(end).removesuffix(".md"))]


def _targets(texts: Iterable[str]) -> list[str]:
    return [target for text in texts if "[" in text for target in split_links(text)[1]]


def _last(target: str) -> str:
    return target.rpartition("/")[2]


def _link_to(person: Person, people: People) -> str:
    """The target of a link to a note: its name, or its path if the name is not unique."""
    stem = stem_of(person.path)
    namesakes = [one for one in people.called(stem) if link_key(one.path) == link_key(stem)]
    return person.path[:-3] if len(namesakes) > 1 else stem
