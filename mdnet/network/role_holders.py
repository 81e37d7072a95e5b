"""People who fill everyday roles, by the words of their notes, and those who know some.

Exact words, unlike a search for help, which may take a physiotherapist for a nurse: a gap
filled by somebody similar would jog nobody's memory.
"""

import re
from collections.abc import Iterable, Iterator

from mdnet.index.analysis import Analyzer, words
from mdnet.index.fields import TRADE, fields_of, texts_in
from mdnet.model.contact import Note
from mdnet.network.coverage import Finding
from mdnet.network.everyday_roles import Role
from mdnet.network.ghosts import GHOST
from mdnet.network.lookup import Lookup
from mdnet.network.people import People
from mdnet.util.text import name_key

_OWN_FIELDS = (*TRADE, *fields_of("person"))


class RoleHolders:
    """Finds the people of one snapshot of the index who fill roles."""

    def __init__(self, people: People, lookup: Lookup, analyzer: Analyzer) -> None:
        self._people = people
        self._lookup = lookup
        self._analyzer = analyzer

    def find(self, role: Role) -> Finding:
        """The people who fill a role, or else those who know somebody who does."""
        called, working = _pattern((role.name, *role.called)), _pattern(role.does)
        notes = self._notes(role)
        met = [note for note in notes if note.contact and not note.contact.stub]
        holders = [note.name for note in met if _fills(note, called, working)]
        if holders:
            return Finding("role", role.name, _sorted(holders), len(holders))
        told = [pair for note in met for pair in self._told(note, called)]
        stubs = (note for note in notes if note.contact and note.contact.stub)
        told += [
            (stub.name, self._people.name(way.through[0]))
            for stub in stubs
            if _fills(stub, called, working) and (way := self._people.way_to(stub.path))
        ]
        known = _sorted({name for name, _ in told if name})
        return Finding("role", role.name, _sorted({asked for _, asked in told}), through=known)

    def _notes(self, role: Role) -> list[Note]:
        """The notes of people with all words of one name of the role."""
        numbers: dict[int, None] = {}
        for fields, texts in (
            ((*_OWN_FIELDS, "via"), (role.name, *role.called)),
            (_OWN_FIELDS, role.does),
        ):
            for text in texts:
                terms = tuple(self._analyzer.terms(text))
                for field in fields if terms else ():
                    numbers.update(dict.fromkeys(self._lookup.matches(field, terms)))
        notes = (self._people.note(number) for number in numbers)
        return [note for note in notes if note.contact and not note.contact.archived]

    def _told(self, note: Note, called: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """Yield each person a note says fills a role, empty for no name, and its own person."""
        for passage in note.passages:
            if passage.kind != "via" or not called.search(_plain(passage.text)):
                continue
            keys = (self._people.person(target, note.path) for target in passage.links)
            unmet = [key for key in keys if key and self._is_unmet(key)]
            yield self._people.name(unmet[0]) if unmet else "", note.name

    def _is_unmet(self, key: str) -> bool:
        contact = self._people.contact(key)
        return key.startswith(GHOST) or (contact is not None and contact.stub)


def _fills(note: Note, called: re.Pattern[str], working: re.Pattern[str]) -> bool:
    """Whether a note says that its own person fills a role.

    "Model letters to landlords" is not a landlord's offer: of skills and offers that speak of
    work the words for a person count only where they are all that is said.
    """
    can = [_plain(text) for text in _said(note, "ability")]
    return (
        any(called.search(_plain(text)) for text in _saying_who(note))
        or any(working.search(text) or called.fullmatch(text) for text in can)
        or any(working.search(_plain(text)) for text in _said(note, "role"))
    )


def _said(note: Note, group: str) -> list[str]:
    """The items under the keys of a group."""
    return [text for field in fields_of(group) for text in texts_in(note, field)]


def _saying_who(note: Note) -> Iterator[str]:
    """Yield the texts that say who somebody is, with the prose if they have no role."""
    roles = _said(note, "role")
    yield from roles
    if note.contact:
        yield note.contact.about
    if not roles:
        yield from (passage.text for passage in note.passages if passage.kind == "about")


def _plain(text: str) -> str:
    return " ".join(words(text))


def _pattern(texts: Iterable[str]) -> re.Pattern[str]:
    """A pattern for any of the texts, word by word, in singular or plural."""
    phrases = [re.escape(found) for text in texts if (found := _plain(text))]
    return re.compile(rf"\b(?:{'|'.join(phrases)})(?:e?s)?\b" if phrases else "(?!)")


def _sorted(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(names, key=name_key))
