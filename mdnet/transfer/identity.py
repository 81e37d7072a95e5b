"""Who somebody in a foreign file is: one person of the vault, nobody yet, or not to be told.

By identifiers of address books, mail addresses and telephone numbers; by a name alone only
where nothing else is known of the person there. Two who could be meant are never guessed
between. Knows no files.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from mdnet.formats.draft import linkedin_slug
from mdnet.formats.identifiers import derived_uid
from mdnet.formats.vcard.mapping import uid_key
from mdnet.identity.numbers import mail_key, phone_key
from mdnet.identity.person_names import likeness, words_of
from mdnet.notes.keys import IMPORTED_FROM
from mdnet.text import name_key
from mdnet.transfer.tie_words import Values, listed

_SURE = ("uid:", "source:")
# What more people have is the number or address of a firm; to compare all names takes forever.
_SHARED = 50


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
    texts: list[str] = field(default_factory=list)
    """Blocks of text for the note."""
    is_keyed: bool = False
    claimed: str = ""
    """The file that has spoken of them by an identifier, if any."""

    @property
    def is_new(self) -> bool:
        """Tell whether the note is to be written."""
        return bool(self.origin)


class Match(NamedTuple):
    """Who is meant: one person, nobody, or, with a reason, one of several."""

    person: Person | None = None
    candidates: tuple[Person, ...] = ()
    reason: str = ""


def keys_of(values: Values, keys: Iterable[str] = ()) -> list[str]:
    """Return what only one person should have, in the forms in which it is compared."""
    found = [f"source:{name_key(key)}" for key in keys if not key.startswith(("uid:", "email:"))]
    found += [uid_key(key[4:]) for key in keys if key.startswith("uid:")]
    if isinstance(uid := values.get("uid"), str):
        found.append(uid_key(uid))
    for source in listed(values, IMPORTED_FROM):
        is_uid = source.lower().startswith("uid:")
        found.append(uid_key(source[4:]) if is_uid else f"source:{name_key(source)}")
    for url in (*listed(values, "urls"), *listed(values, "social")):
        if slug := linkedin_slug(url):
            found.append(f"source:linkedin:{name_key(slug)}")
    found += [f"email:{form}" for text in listed(values, "emails") if (form := mail_key(text))]
    found += [f"phone:{form}" for text in listed(values, "phones") if (form := phone_key(text))]
    return [*dict.fromkeys(found)]


class People:
    """All who are known so far, by their keys and names."""

    def __init__(self) -> None:
        self._by_key: dict[str, list[Person]] = {}
        self._by_name: dict[str, list[Person]] = {}
        self._by_place: dict[str, Person] = {}

    def add(self, person: Person, keys: Iterable[str]) -> None:
        """Make a person known, or known by more keys and names than before."""
        self._by_place[uid_key(derived_uid(person.path))] = person
        for key in keys:
            _into(self._by_key, key, person)
            person.is_keyed = True
        for name in person.names:
            _into(self._by_name, name_key(name), person)

    def find(self, name: str, keys: Iterable[str], origin: str) -> Match:
        """Return who is meant by a name and by keys out of the file ``origin``."""
        keys = [*keys]
        sure = self._with([key for key in keys if key.startswith(_SURE)])
        if sure:
            return _only(sure, "several notes have its identifiers")
        placed = next((person for key in keys if (person := self._by_place.get(key))), None)
        if placed is not None and not _are_at_odds(placed, keys):
            return Match(placed)
        mailed = self._with([key for key in keys if key.startswith("email:")])
        numbered = self._with([key for key in keys if key.startswith("phone:")])
        alike, called = (
            [one for one in self._alike(some, name) if not _is_another(one, name, keys, origin)]
            for some in (mailed, numbered)
        )
        if alike:
            return _only(_same_first(alike, name), "several notes have its mail addresses")
        if called:
            return _only(_same_first(called, name), "several notes have its telephone numbers")
        others = [one for one in mailed[:_SHARED] if not _is_another(one, name, keys, origin)]
        if others:
            return Match(None, tuple(others), "the mail address is that of somebody else")
        return self._by_name_alone(name, bool(keys), origin)

    def called(self, name: str) -> list[Person]:
        """Return all of a name."""
        return self._by_name.get(name_key(name), [])

    def known_as(self, key: str) -> list[Person]:
        """Return all who have a key; see ``keys_of``."""
        return self._by_key.get(key, [])

    def has_place(self, uid: str) -> bool:
        """Tell whether an identifier is the one that an export gives a note here by its place."""
        return uid_key(uid) in self._by_place

    def _with(self, keys: Iterable[str]) -> list[Person]:
        return [*dict.fromkeys(person for key in keys for person in self._by_key.get(key, ()))]

    def _alike(self, people: list[Person], name: str) -> list[Person]:
        """Return those whose name can be this one; of very many, only those of exactly it."""
        if len(people) <= _SHARED:
            return [person for person in people if _is_alike(name, person)]
        return [person for person in self.called(name) if person in people]

    def _by_name_alone(self, name: str, is_keyed: bool, origin: str) -> Match:  # noqa: FBT001
        same = self._by_name.get(name_key(name), [])
        if is_keyed:
            # One address book that has a name twice, with other addresses, means two people.
            same = [one for one in same if one.origin != origin or not one.is_keyed]
        if not same:
            return Match()
        if len(same) == 1 and not same[0].is_keyed:
            return Match(same[0])
        return Match(None, tuple(same), "the name is the same, and nothing else tells")


def _into(table: dict[str, list[Person]], key: str, person: Person) -> None:
    people = table.setdefault(key, [])
    if person not in people:
        people.append(person)


def _only(people: list[Person], reason: str) -> Match:
    return Match(people[0]) if len(people) == 1 else Match(None, tuple(people), reason)


def _is_another(person: Person, name: str, keys: Iterable[str], origin: str) -> bool:
    """Tell whether one file names two: they share an address, as families do, but no more."""
    if person.claimed != origin or not _is_name(name):
        return False
    if name_key(name) in _forms(person) or not any(map(_is_name, person.names)):
        return False
    return any(key.startswith("uid:") for key in keys)


def _forms(person: Person) -> Iterator[str]:
    return map(name_key, person.names)


def _are_at_odds(person: Person, keys: Iterable[str]) -> bool:
    """Tell whether addresses and numbers are known on both sides, and none is the same.

    In another vault, somebody else may have a note at the same place.
    """
    theirs = {key for key in keys if not key.startswith("uid:")}
    known = {key for key in keys_of(person.values) if not key.startswith("uid:")}
    return bool(theirs and known) and theirs.isdisjoint(known)


def _same_first(people: list[Person], name: str) -> list[Person]:
    """Return those of exactly this name; all when there are none."""
    same = [one for one in people if name_key(name) in _forms(one)]
    return same or people


def _is_alike(name: str, person: Person) -> bool:
    """Tell whether a name can be that of a person: what is no name speaks against nobody."""
    telling = [other for other in person.names if _is_name(other)]
    if not telling or not _is_name(name):
        return True
    return any(_are_alike(name, other) for other in telling)


def _is_name(text: str) -> bool:
    """Tell whether a text is no address and has words."""
    return "@" not in text and bool(words_of(text))


def _are_alike(one: str, other: str) -> bool:
    first, second = {*words_of(one)}, {*words_of(other)}
    return first <= second or second <= first or likeness(one, other) is not None
