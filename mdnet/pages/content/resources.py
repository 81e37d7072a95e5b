"""The facts of the page on resources: all that the people of a network can do and give.

Things that answer one need are one row, named as a search names that need; so whoever looks
for a plumber finds "heating engineer" and "repairs taps" beside it. Others keep their words.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mdnet.index.analysis import Analyzer, words
from mdnet.model.summary import Card
from mdnet.network.everyday_roles import everyday_roles
from mdnet.pages.content.persons import own_tie, strongest_first
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import fold, name_key

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
    """Somebody who can do or give something; ``through`` is whom to ask about one not met.

    ``words`` are what their note says, where it is not just the name of the resource.
    """

    person: PersonRef
    through: PersonRef | None = None
    words: tuple[str, ...] = ()


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
        for text, need in ground.things(card.path):
            found.add(text, card.path, _through(card, ground), need)
    roles = _roles_by_words(ground)
    for key, person in ground.graph.people.items():
        if person.card is None:
            for role, source in _told(key, roles, ground):
                found.add(role, key, source)
    letters: dict[str, list[Resource]] = defaultdict(list)
    # Sorting keeps the order of the notes where as many people have a thing.
    common = sorted(found.rows, key=lambda row: -len(row.holders))[:_ROWS]
    shown = _Shown(found, ground)
    for row in sorted(map(shown.resource, common), key=_order):
        letters[_letter(row.name)].append(row)
    people = {key for row in found.rows for key in row.holders}
    return Resources(
        tuple((letter, tuple(some)) for letter, some in letters.items()),
        len(common),
        len(found.rows),
        len(people),
    )


@dataclass(slots=True)
class _Row:
    """One resource while it is gathered: how it is written, and through whom each has it."""

    need: int | None
    spellings: Counter[str] = field(default_factory=Counter)
    holders: dict[str, str | None] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class _Found:
    """Gathers resources; those that answer one need are one, and those in the same words."""

    def __init__(self, analyzer: Analyzer) -> None:
        self.rows: list[_Row] = []
        self._by_need: dict[int, _Row] = {}
        self._by_words: dict[tuple[str, ...], _Row] = {}
        self._analyzer = analyzer
        self._keys: dict[str, tuple[str, ...]] = {}

    def add(self, text: str, key: str, through: str | None, need: int | None = None) -> None:
        text = unicodedata.normalize("NFC", " ".join(text.split()))
        row = self._row(self.key(text), need)
        row.spellings[text] += 1
        row.holders.setdefault(key, through)
        row.words[key].append(text)

    def key(self, text: str) -> tuple[str, ...]:
        """Return what two texts have in common that are written alike."""
        if text not in self._keys:
            terms = self._analyzer.terms(_ARTICLE.sub("", text, count=1))
            alike = (*terms, *_SIGNS.findall(text)) if terms else (name_key(text),)
            self._keys[text] = alike
        return self._keys[text]

    def _row(self, words: tuple[str, ...], need: int | None) -> _Row:
        row = self._by_words.get(words)
        if row is None and need is not None:
            row = self._by_need.get(need)
        if row is None:
            row = _Row(need)
            self.rows.append(row)
            if need is not None:
                self._by_need[need] = row
        self._by_words[words] = row
        return row


class _Shown:
    """Makes rows of a page of what was gathered."""

    def __init__(self, found: _Found, ground: Ground) -> None:
        self._found = found
        self._ground = ground
        self._needs = ground.language.needs

    def resource(self, row: _Row) -> Resource:
        name = self._name(row)
        keys = list(row.holders)
        if len(keys) > _MOST:
            keys.sort(key=lambda key: (-_tie(key, self._ground), key))
        shown = (self._holder(row, key, name) for key in keys[:_MOST])
        return Resource(name, tuple(sorted(shown, key=_holder_order)), len(keys[_MOST:]))

    def _name(self, row: _Row) -> str:
        """Return the name of the need where the things of a row differ, else their own."""
        if (
            row.need is not None
            and self._needs
            and len(set(map(self._found.key, row.spellings))) > 1
        ):
            return self._needs.label(row.need)
        return min(row.spellings, key=lambda text: (-row.spellings[text], text))

    def _holder(self, row: _Row, key: str, name: str) -> Holder:
        through = row.holders[key]
        words = {self._found.key(text): text for text in row.words[key]}
        words.pop(self._found.key(name), None)
        source = self._ground.ref(through) if through else None
        return Holder(self._ground.ref(key), source, tuple(words.values()))


def _tie(key: str, ground: Ground) -> float:
    card = ground.graph.people[key].card
    return own_tie(card, ground) if card else 0.0


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
    names += [role for card in ground.contacts for role in card.roles]
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
            if passage.kind == "via" and first == key:
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
