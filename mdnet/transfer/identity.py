"""Recognises imported people: somebody in the vault, nobody yet, or unclear.

Uses identifiers, and the same evidence as ``mdnet duplicates``. A name alone is only enough if
nothing else is known about the person in the vault, or if the user agrees. Never guesses
between two. Knows no files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from mdnet.identity.candidates import Candidate
from mdnet.identity.evidence import are_other_phones, band_of, evidence_of
from mdnet.identity.person_names import blocks_of, compared_words, likeness
from mdnet.model.circles import circle_key
from mdnet.model.identifiers import (
    SOURCE_KEYS,
    Identifier,
    derived_uid,
    identifiers_of,
    uid_key,
)
from mdnet.model.keys import key_form
from mdnet.model.names import spellings_of
from mdnet.notes.links import split_links
from mdnet.transfer.namesakes import contradiction, is_full_name
from mdnet.transfer.tie_words import Values, listed
from mdnet.util.text import fold, name_key

# A number or address shared by more people belongs to a firm; comparing all takes too long.
_SHARED = 50
_WHAT = {"email": "email address", "profile": "profile", "phone": "phone number"}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with an existing or planned note; grows while files are read."""

    path: str
    names: list[str]
    values: Values
    origin: str = ""
    """The file they come from if their note is new; empty otherwise."""
    added: Values = field(default_factory=dict)
    """The additions to an existing note."""
    first: dict[str, str] = field(default_factory=dict)
    """New first items of lists in an existing note: a new job."""
    texts: list[str] = field(default_factory=list)
    """Blocks of text for the note."""
    identifiers: dict[Identifier, None] = field(default_factory=dict)
    claimed: str = ""
    """The file that named them by an identifier, if any."""

    @property
    def is_new(self) -> bool:
        """Whether the note is to be written."""
        return bool(self.origin)

    @property
    def candidate(self) -> Candidate:
        """The facts to compare."""
        return candidate_from(self.names, self.values, self.identifiers, self.path)

    def has(self, identifier: Identifier) -> bool:
        """Whether they have an identifier, in any spelling."""
        return any(map(identifier.is_same, self.identifiers))


class Match(NamedTuple):
    """The match: one person, nobody, or several candidates with a reason."""

    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    reason: str = ""
    """Why the match is unclear; without candidates, why a namesake was ruled out."""
    by_name: bool = False
    """Whether the candidates match by name only."""
    namesake: Person | None = None
    """The only person with this full name, if nothing rules them out."""


def identifiers_in_values(
    values: Values, sources: Iterable[str] = (), country: str = ""
) -> tuple[Identifier, ...]:
    """The identifiers in the values of a note and in other sources."""
    said = [*sources]
    for key in values:
        if key_form(key) in SOURCE_KEYS:
            said += listed(values, key)
    return identifiers_of(
        uid="".join(listed(values, "uid")),
        emails=listed(values, "emails"),
        phones=listed(values, "phones"),
        profiles=(*listed(values, "urls"), *listed(values, "social")),
        sources=said,
        country=country,
    )


def candidate_from(
    names: Iterable[str], values: Values, identifiers: Iterable[Identifier], path: str = ""
) -> Candidate:
    """The facts to compare for these names and values."""
    name, *aliases = names
    organizations = [split_links(text)[0] for text in listed(values, "organizations")]
    return Candidate(
        name,
        path,
        tuple(aliases),
        tuple(identifiers),
        birthday="".join(listed(values, "birthday")),
        organizations={fold(text): text for text in organizations},
        circles={circle_key(text): text for text in listed(values, "circles")},
        city="".join(listed(values, "city")),
    )


_Table: TypeAlias = "dict[str, dict[Person, None]]"


class People:
    """Everybody known so far, by identifier and name."""

    def __init__(self) -> None:
        self._by_term: _Table = {}
        self._by_name: _Table = {}
        self._by_place: dict[str, Person] = {}
        self._by_block: _Table = {}
        self._by_circumstance: _Table = {}

    def add(self, person: Person, identifiers: Iterable[Identifier]) -> None:
        """Add a person, or more identifiers and names of one."""
        self._by_place[uid_key(derived_uid(person.path))] = person
        for identifier in identifiers:
            person.identifiers[identifier] = None
            _into(self._by_term, identifier.term, person)
        for name in person.names:
            _into(self._by_name, name_key(name), person)
            for block in (*_exact_blocks(name), *blocks_of(name)):
                _into(self._by_block, block, person)
        for circumstance in _circumstances_of(person.values):
            _into(self._by_circumstance, circumstance, person)

    def find(self, who: Candidate, values: Values, origin: str) -> Match:
        """The match for somebody from the file ``origin`` with these values."""
        sure = self._with(filter(_is_sure, who.identifiers))
        if sure:
            return _only(sure, "several notes have this ID")
        placed = self._placed(who)
        if placed is not None and not _are_at_odds(placed, who):
            return Match(placed)
        for kind, what in _WHAT.items():
            alike = self._others(self._alike(self._with(who.of(kind)), who.name), who, origin)
            if alike:
                return _only(_same_first(alike, who.name), f"several notes have this {what}")
        proved = self._others(self._proved(who, values), who, origin)
        if proved:
            return _only(_same_first(proved, who.name), "several notes match")
        return self._by_name_alone(who, origin)

    def called(self, name: str) -> list[Person]:
        """Everybody with a name."""
        return [*self._by_name.get(name_key(name), ())]

    def known_as(self, source: str) -> list[Person]:
        """Everybody with a source such as ``uid:…``."""
        return self._with(identifiers_of(sources=[source]))

    def has_place(self, uid: str) -> bool:
        """Whether a uid is the one that an export derives from the path of a note here."""
        return uid_key(uid) in self._by_place

    def _placed(self, who: Candidate) -> Person | None:
        for identifier in who.of("uid"):
            if person := self._by_place.get(identifier.form):
                return person
        return None

    def _with(self, identifiers: Iterable[Identifier]) -> list[Person]:
        found: dict[Person, None] = {}
        for identifier in identifiers:
            for person in self._by_term.get(identifier.term, ()):
                if person.has(identifier):
                    found[person] = None
        return [*found]

    def _alike(self, people: list[Person], name: str) -> list[Person]:
        """Those whose name may be this one; if there are very many, only exact matches."""
        if len(people) <= _SHARED:
            return [person for person in people if _is_alike(name, person)]
        return [person for person in self.called(name) if person in people]

    def _proved(self, who: Candidate, values: Values) -> list[Person]:
        """Those who are certainly the same by name and circumstances.

        If very many have similar names, only those with exactly these words are compared.
        """
        close: set[Person] = set()
        for circumstance in _circumstances_of(values):
            close.update(self._by_circumstance.get(circumstance, ()))
        named: dict[Person, None] = {}
        for name in who.names if close else ():
            named.update(self._namesakes(name))
            for block in blocks_of(name):
                people = self._by_block.get(block, {})
                named.update(people if len(people) <= _SHARED else {})
        near = [person for person in named if person in close]
        return [one for one in near if band_of(evidence_of(one.candidate, who)) == "sure"]

    @staticmethod
    def _others(people: Iterable[Person], who: Candidate, origin: str) -> list[Person]:
        return [one for one in people if not _is_another(one, who, origin)]

    def _namesakes(self, name: str) -> dict[Person, None]:
        """Everybody with the same words, in any order and spelling."""
        found: dict[Person, None] = {}
        for block in _exact_blocks(name):
            found.update(self._by_block.get(block, {}))
        return found

    def _by_name_alone(self, who: Candidate, origin: str) -> Match:
        same = [*self._namesakes(who.name)]
        if who.identifiers:
            # A name that is twice in one address book, with different addresses, means two people.
            same = [one for one in same if one.origin != origin or not one.identifiers]
        if not same:
            return Match()
        if len(same) == 1 and not same[0].identifiers:
            return Match(same[0])
        against = {person: contradiction(person.candidate, who) for person in same}
        possible = tuple(person for person in same if not against[person])
        if not possible:
            return Match(reason=f"not {same[0].path}: {against[same[0]]}")
        if all(are_other_phones(person.candidate, who) for person in possible):
            # Many people have two numbers, so this neither proves nor rules it out.
            return Match(None, possible, "the name matches, but no phone number does", True)
        only = possible[0] if len(same) == 1 and is_full_name(who.name) else None
        return Match(None, possible, "only the name matches", True, only)


def _exact_blocks(name: str) -> Iterator[str]:
    """Yield keys shared by all names with the same words, in any order."""
    for form in spellings_of(name) or (name_key(name),):
        yield f"={form}"


def _circumstances_of(values: Values) -> Iterator[str]:
    """Yield facts; to match for certain without identifiers, two must share one."""
    for text in listed(values, "birthday"):
        yield f"birthday:{text[-5:]}"
    for text in listed(values, "organizations"):
        yield f"organization:{fold(split_links(text)[0])}"


def _into(table: _Table, key: str, person: Person) -> None:
    table.setdefault(key, {})[person] = None


def _only(people: list[Person], reason: str) -> Match:
    return Match(people[0]) if len(people) == 1 else Match(None, tuple(people), reason)


def _is_sure(identifier: Identifier) -> bool:
    """Whether an identifier is enough, even if the name has changed."""
    return identifier.kind in ("uid", "source") or identifier.form.startswith("linkedin.com/in/")


def _is_another(person: Person, who: Candidate, origin: str) -> bool:
    """Whether one file lists both: they share an address, as families do, but nothing else."""
    if person.claimed != origin or not _is_name(who.name):
        return False
    if name_key(who.name) in _forms(person) or not any(map(_is_name, person.names)):
        return False
    return bool(who.of("uid"))


def _forms(person: Person) -> Iterator[str]:
    return map(name_key, person.names)


def _are_at_odds(person: Person, who: Candidate) -> bool:
    """Whether both have addresses or numbers, and none in common.

    In another vault, somebody else may have a note with the same path.
    """
    theirs = [one for one in who.identifiers if one.kind != "uid"]
    known = any(one.kind != "uid" for one in person.identifiers)
    return bool(theirs) and known and not any(map(person.has, theirs))


def _same_first(people: list[Person], name: str) -> list[Person]:
    """Those with exactly this name; everybody if there are none."""
    same = [one for one in people if name_key(name) in _forms(one)]
    return same or people


def _is_alike(name: str, person: Person) -> bool:
    """Whether a name may belong to a person; texts that are not names always may."""
    telling = [other for other in person.names if _is_name(other)]
    if not telling or not _is_name(name):
        return True
    return any(_are_alike(name, other) for other in telling)


def _is_name(text: str) -> bool:
    """Whether a text has words and is not an address."""
    return "@" not in text and bool(compared_words(text))


def _are_alike(one: str, other: str) -> bool:
    first, second = {*compared_words(one)}, {*compared_words(other)}
    return first <= second or second <= first or likeness(one, other) is not None
