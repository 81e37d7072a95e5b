"""Who somebody in a foreign file is: one person of the vault, nobody yet, or not to be told.

By identifiers, and by the evidence that ``mdnet duplicates`` goes by as well; by a name alone
only where nothing else is known of the person there, or where the user agrees. Two who could
be meant are never guessed between. Knows no files.
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

# What more people have is the number or address of a firm; to compare all names takes forever.
_SHARED = 50
_WHAT = {"email": "email address", "profile": "profile", "phone": "phone number"}


@dataclass(slots=True, eq=False)
class Person:
    """Somebody with a note, or with one to be written; grows while files are read."""

    path: str
    names: list[str]
    values: Values
    origin: str = ""
    """The file they come from when their note is new; empty when there is one already."""
    added: Values = field(default_factory=dict)
    """What is new in a note that is there already."""
    first: dict[str, str] = field(default_factory=dict)
    """What comes to the front of lists of a note that is there already: a new job."""
    texts: list[str] = field(default_factory=list)
    """Blocks of text for the note."""
    identifiers: dict[Identifier, None] = field(default_factory=dict)
    claimed: str = ""
    """The file that has spoken of them by an identifier, if any."""

    @property
    def is_new(self) -> bool:
        """Whether the note is to be written."""
        return bool(self.origin)

    @property
    def candidate(self) -> Candidate:
        """What is compared of them."""
        return candidate_from(self.names, self.values, self.identifiers, self.path)

    def has(self, identifier: Identifier) -> bool:
        """Whether they have an identifier, in whatever spelling."""
        return any(map(identifier.is_same, self.identifiers))


class Match(NamedTuple):
    """Who is meant: one person, nobody, or, with a reason, one of several."""

    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    reason: str = ""
    """Why it is open who is meant; without candidates, why nobody of the same name is."""
    by_name: bool = False
    """Whether nothing but the name leads to the candidates."""
    namesake: Person | None = None
    """The only one of this full name, if nothing speaks against them."""


def identifiers_in_values(
    values: Values, sources: Iterable[str] = (), country: str = ""
) -> tuple[Identifier, ...]:
    """What only one person should have, of the values of a note and of other sources."""
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
    """What is compared of somebody with these names and values."""
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
    """All who are known so far, by their identifiers and names."""

    def __init__(self) -> None:
        self._by_term: _Table = {}
        self._by_name: _Table = {}
        self._by_place: dict[str, Person] = {}
        self._by_block: _Table = {}
        self._by_circumstance: _Table = {}

    def add(self, person: Person, identifiers: Iterable[Identifier]) -> None:
        """Make a person known, or known by more identifiers and names than before."""
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
        """Who is meant by somebody out of the file ``origin``, who has these values."""
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
        """All of a name."""
        return [*self._by_name.get(name_key(name), ())]

    def known_as(self, source: str) -> list[Person]:
        """All who are known by a source such as ``uid:…``."""
        return self._with(identifiers_of(sources=[source]))

    def has_place(self, uid: str) -> bool:
        """Whether an identifier is the one that an export gives a note here by its place."""
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
        """Return those whose name can be this one; of very many, only those of exactly it."""
        if len(people) <= _SHARED:
            return [person for person in people if _is_alike(name, person)]
        return [person for person in self.called(name) if person in people]

    def _proved(self, who: Candidate, values: Values) -> list[Person]:
        """Return those who are surely the same by name and circumstances.

        Where very many have names like it, those of exactly its words are compared.
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
        """All of the same words, in whatever order and spelling."""
        found: dict[Person, None] = {}
        for block in _exact_blocks(name):
            found.update(self._by_block.get(block, {}))
        return found

    def _by_name_alone(self, who: Candidate, origin: str) -> Match:
        same = [*self._namesakes(who.name)]
        if who.identifiers:
            # One address book that has a name twice, with other addresses, means two people.
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
            # Many have two numbers, so that they are no two people for sure, and not one either.
            return Match(None, possible, "the name matches, but no phone number does", True)
        only = possible[0] if len(same) == 1 and is_full_name(who.name) else None
        return Match(None, possible, "only the name matches", True, only)


def _exact_blocks(name: str) -> Iterator[str]:
    """Yield what all names of the same words share, in whatever order."""
    for form in spellings_of(name) or (name_key(name),):
        yield f"={form}"


def _circumstances_of(values: Values) -> Iterator[str]:
    """Yield what two must share at least one of to be surely the same without identifiers."""
    for text in listed(values, "birthday"):
        yield f"birthday:{text[-5:]}"
    for text in listed(values, "organizations"):
        yield f"organization:{fold(split_links(text)[0])}"


def _into(table: _Table, key: str, person: Person) -> None:
    table.setdefault(key, {})[person] = None


def _only(people: list[Person], reason: str) -> Match:
    return Match(people[0]) if len(people) == 1 else Match(None, tuple(people), reason)


def _is_sure(identifier: Identifier) -> bool:
    """Whether an identifier is enough, whatever the name is by now."""
    return identifier.kind in ("uid", "source") or identifier.form.startswith("linkedin.com/in/")


def _is_another(person: Person, who: Candidate, origin: str) -> bool:
    """Whether one file names two: they share an address, as families do, but no more."""
    if person.claimed != origin or not _is_name(who.name):
        return False
    if name_key(who.name) in _forms(person) or not any(map(_is_name, person.names)):
        return False
    return bool(who.of("uid"))


def _forms(person: Person) -> Iterator[str]:
    return map(name_key, person.names)


def _are_at_odds(person: Person, who: Candidate) -> bool:
    """Whether addresses and numbers are known on both sides, and none is the same.

    In another vault, somebody else may have a note at the same place.
    """
    theirs = [one for one in who.identifiers if one.kind != "uid"]
    known = any(one.kind != "uid" for one in person.identifiers)
    return bool(theirs) and known and not any(map(person.has, theirs))


def _same_first(people: list[Person], name: str) -> list[Person]:
    """Return those of exactly this name; all when there are none."""
    same = [one for one in people if name_key(name) in _forms(one)]
    return same or people


def _is_alike(name: str, person: Person) -> bool:
    """Whether a name can be that of a person: what is no name speaks against nobody."""
    telling = [other for other in person.names if _is_name(other)]
    if not telling or not _is_name(name):
        return True
    return any(_are_alike(name, other) for other in telling)


def _is_name(text: str) -> bool:
    """Whether a text is no address and has words."""
    return "@" not in text and bool(compared_words(text))


def _are_alike(one: str, other: str) -> bool:
    first, second = {*compared_words(one)}, {*compared_words(other)}
    return first <= second or second <= first or likeness(one, other) is not None
