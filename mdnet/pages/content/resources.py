"""The facts of the page on resources: all that the people of a network can do and give."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mdnet.card import Card
from mdnet.index.analysis import Analyzer, words
from mdnet.model import Note
from mdnet.network.everyday_roles import everyday_roles
from mdnet.pages.content.persons import own_tie, strongest_first
from mdnet.pages.ground import Ground, PersonRef
from mdnet.text import fold, name_key

_MOST = 12
# More than anybody reads; the page stays below what GitHub shows.
_ROWS = 3000
_OTHER = "0–9 and more"
# What tells "C++" from "C"; the others only stand between words.
_SIGNS = re.compile(r"[^\w\s,.;:!?'’\"“”()/·–—-]")
_ARTICLE = re.compile(r"(?:an?|the|some)\s+(?=\w)", re.IGNORECASE)
_LONGEST_ROLE = 4


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who can do or give something; ``through`` is whom to ask about one not met."""

    person: PersonRef
    through: PersonRef | None = None


@dataclass(frozen=True, slots=True)
class Resource:
    """Something to be had, with the closest of those who have it; ``more`` are not shown."""

    name: str
    holders: tuple[Holder, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Resources:
    """What can be had, by the letter it begins with; ``people`` is how many have it.

    Of ``count`` things those that fewest people have are left out where they are too many.
    """

    letters: tuple[tuple[str, tuple[Resource, ...]], ...]
    shown: int
    count: int
    people: int


def resources(ground: Ground) -> Resources:
    """Return the roles, skills and offers of all people, from A to Z."""
    found = _Found(Analyzer(ground.config.language))
    for card in ground.contacts:
        note = ground.note(card.path)
        if note:
            for text in _texts(note, ground):
                found.add(text, card.path, _through(card, ground))
    roles = _roles_by_words(ground)
    for key, person in ground.graph.people.items():
        if person.card is None:
            for role, source in _told(key, roles, ground):
                found.add(role, key, source)
    letters: dict[str, list[Resource]] = defaultdict(list)
    # Sorting keeps the order of the notes where as many people have a thing.
    common = sorted(found.rows.values(), key=lambda row: -len(row.holders))[:_ROWS]
    for row in sorted((row.resource(ground) for row in common), key=_order):
        letters[_letter(row.name)].append(row)
    people = {key for row in found.rows.values() for key in row.holders}
    return Resources(
        tuple((letter, tuple(some)) for letter, some in letters.items()),
        len(common),
        len(found.rows),
        len(people),
    )


@dataclass(slots=True)
class _Row:
    """One resource while it is gathered: how it is written, and through whom each has it."""

    spellings: Counter[str] = field(default_factory=Counter)
    holders: dict[str, str | None] = field(default_factory=dict)

    def resource(self, ground: Ground) -> Resource:
        name = min(self.spellings, key=lambda text: (-self.spellings[text], text))
        keys = list(self.holders)
        if len(keys) > _MOST:
            keys.sort(key=lambda key: (-_tie(key, ground), key))
        shown = (Holder(ground.ref(key), self._through(key, ground)) for key in keys[:_MOST])
        return Resource(name, tuple(sorted(shown, key=_holder_order)), len(keys[_MOST:]))

    def _through(self, key: str, ground: Ground) -> PersonRef | None:
        through = self.holders[key]
        return ground.ref(through) if through else None


class _Found:
    """Gathers resources; those in the same words are one."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.rows: dict[tuple[str, ...], _Row] = defaultdict(_Row)
        self._analyzer = analyzer
        self._keys: dict[str, tuple[str, ...]] = {}

    def add(self, text: str, key: str, through: str | None) -> None:
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        if text not in self._keys:
            self._keys[text] = self._key(text)
        row = self.rows[self._keys[text]]
        row.spellings[text] += 1
        row.holders.setdefault(key, through)

    def _key(self, text: str) -> tuple[str, ...]:
        terms = self._analyzer.terms(_ARTICLE.sub("", text, count=1))
        return (*terms, *_SIGNS.findall(text)) if terms else (name_key(text),)


def _tie(key: str, ground: Ground) -> float:
    card = ground.graph.people[key].card
    return own_tie(card, ground) if card else 0.0


def _texts(note: Note, ground: Ground) -> tuple[str, ...]:
    contact = note.contact
    if contact is None:
        return ()
    texts = dict.fromkeys((*contact.roles, *contact.skills, *contact.offers))
    return ground.allowed((text for text in texts if text.strip()), note.path)


def _through(card: Card, ground: Ground) -> str | None:
    """Return whom to ask about somebody who has a note and was not met."""
    if not card.stub:
        return None
    return next(iter(strongest_first(ground.graph.ties.get(card.path, {}), ground)), None)


def _roles_by_words(ground: Ground) -> Mapping[tuple[str, ...], str]:
    """Return everything that somebody can be called by what they do, by its words."""
    names = [
        name
        for role in everyday_roles(ground.config.discover)
        for name in (role.name, *role.called)
    ]
    names += [role for card in ground.contacts for role in ground.allowed(card.roles, card.path)]
    by_words = {tuple(words(name)): name for name in sorted(names, reverse=True)}
    return {key: name for key, name in by_words.items() if 0 < len(key) <= _LONGEST_ROLE}


def _told(
    key: str, roles: Mapping[tuple[str, ...], str], ground: Ground
) -> Iterator[tuple[str, str]]:
    """Yield what the people who know somebody without a note say that they are, and who does."""
    for source in strongest_first(ground.graph.ties.get(key, {}), ground):
        note = ground.note(source)
        for passage in note.passages if note else ():
            people = [ground.people.person(link, source) for link in passage.links]
            # Of two who are named it is the first whom the sentence tells about.
            unmet = (one for one in people if one and ground.graph.people.get(one, None))
            first = next((one for one in unmet if _is_unmet(one, ground)), None)
            if passage.kind == "via" and first == key and ground.allows(passage.text, source):
                for role in _roles_in(_without_links(passage.text, passage.links), roles):
                    yield role, source


def _is_unmet(key: str, ground: Ground) -> bool:
    card = ground.graph.people[key].card
    return card is None or card.stub


def _without_links(text: str, links: Iterable[str]) -> str:
    """Return what a sentence says besides the names in it: a Baker is no baker."""
    for link in links:
        text = text.replace(link.rpartition("/")[2], " ")
    return text


def _roles_in(text: str, roles: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    """Yield the roles that a sentence names, of overlapping ones the longest."""
    said = words(text)
    at = 0
    while at < len(said):
        for length in range(_LONGEST_ROLE, 0, -1):
            role = roles.get(tuple(said[at : at + length]))
            if role and at + length <= len(said):
                yield role
                at += length - 1
                break
        at += 1


def _letter(name: str) -> str:
    first = fold(_plain(name))[:1].upper()
    return first if first.isalpha() else _OTHER


def _plain(name: str) -> str:
    """Return a name as it is sorted: without an article and signs in front."""
    return _ARTICLE.sub("", name, count=1).lstrip("\"'“„«(-–—. ")


def _order(row: Resource) -> tuple[bool, str, str, str]:
    return _letter(row.name) == _OTHER, fold(_plain(row.name)), name_key(row.name), row.name


def _holder_order(holder: Holder) -> tuple[bool, str, str]:
    """Put the people one has met first."""
    return holder.through is not None, name_key(holder.person.name), holder.person.path or ""
