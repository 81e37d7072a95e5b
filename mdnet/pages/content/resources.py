"""The facts of the page Resources: everything that the people of a network can do and give.

What people do for a living, and what several people can do, is listed by its name. Everything
else is in personal words, so it is listed by person. Things that answer the same need share a
row: if you look for a plumber, you find "repairs taps" next to "heating engineer".
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
from mdnet.pages.ground import Ground, PersonRef, Thing
from mdnet.util.text import fold, name_key

_MOST = 12
# More than anybody reads, but less than GitHub cuts off.
_ROWS = 3000
# The keys of a note that contain things.
_WORK, _OFFER = "roles", "offers"
# What distinguishes "C++" from "C"; other signs only separate words.
_SIGNS = re.compile(r"[^\w\s,.;:!?'’\"“”()/·–—-]")
_ARTICLE = re.compile(r"(?:an?|the|some)\s+(?=\w)", re.IGNORECASE)
_LONGEST_ROLE = 4


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody who can do or give something; ``through`` is who to ask if they are not met yet.

    ``words`` are what their note says, unless it is just the name of the resource.
    """

    person: PersonRef
    through: PersonRef | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Resource:
    """Something people have, with the closest of them; ``more`` are not shown."""

    name: str
    holders: tuple[Holder, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Giver:
    """What somebody offers, and what else they can do, in the words of their note."""

    person: PersonRef
    through: PersonRef | None
    offers: tuple[str, ...]
    skills: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resources:
    """Everything available: people's work, what several of them can do, and what each offers.

    ``people`` have ``count`` things; if there are too many, the least common are left out.
    """

    work: tuple[Resource, ...]
    skills: tuple[Resource, ...]
    givers: tuple[Giver, ...]
    shown: int
    count: int
    people: int


def resources(ground: Ground) -> Resources:
    """The roles, offers and skills of all people."""
    found = _gathered(ground)
    # The sort is stable, so equally common things stay in the order of the notes.
    common = sorted(found.rows, key=lambda row: -len(row.holders))[:_ROWS]
    shown = _Shown(found, ground)
    by_name = [row for row in common if not row.offered and (row.roles or len(row.holders) > 1)]
    return Resources(
        shown.resources(row for row in by_name if row.roles),
        shown.resources(row for row in by_name if not row.roles),
        shown.givers(row for row in common if row not in by_name),
        len(common),
        len(found.rows),
        len({key for row in found.rows for key in row.holders}),
    )


def _gathered(ground: Ground) -> "_Found":
    """What all people have, including those not met."""
    found = _Found(Analyzer(ground.config.language))
    for card in ground.contacts:
        for thing in ground.things(card.path):
            found.add(thing, card.path, _through(card, ground))
    roles = _roles_by_words(ground)
    for key, person in ground.graph.people.items():
        if person.card is None:
            for role, source in _told(key, roles, ground):
                found.add(Thing(role, _WORK, None), key, source)
    return found


@dataclass(slots=True, eq=False)
class _Row:
    """One resource while it is gathered: its spellings, and through whom each person is reached."""

    need: int | None
    offered: bool
    spellings: Counter[str] = field(default_factory=Counter)
    roles: Counter[str] = field(default_factory=Counter)
    holders: dict[str, str | None] = field(default_factory=dict)
    words: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class _Found:
    """Gathers resources; those that answer the same need or use the same words are combined.

    An offer is not a trade, so offers are only combined with offers.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self.rows: list[_Row] = []
        self._by_need: dict[tuple[bool, int], _Row] = {}
        self._by_words: dict[tuple[bool, tuple[str, ...]], _Row] = {}
        self._analyzer = analyzer
        self._keys: dict[str, tuple[str, ...]] = {}

    def add(self, thing: Thing, key: str, through: str | None) -> None:
        text = unicodedata.normalize("NFC", " ".join(thing.text.split()))
        row = self._row(self.key(text), thing.need, offered=thing.field == _OFFER)
        row.spellings[text] += 1
        if thing.field == _WORK:
            row.roles[text] += 1
        row.holders.setdefault(key, through)
        row.words[key].append(text)

    def key(self, text: str) -> tuple[str, ...]:
        """A key that is equal for texts that are written alike."""
        if text not in self._keys:
            terms = self._analyzer.terms(_ARTICLE.sub("", text, count=1))
            alike = (*terms, *_SIGNS.findall(text)) if terms else (name_key(text),)
            self._keys[text] = alike
        return self._keys[text]

    def _row(self, words: tuple[str, ...], need: int | None, *, offered: bool) -> _Row:
        row = self._by_words.get((offered, words))
        if row is None and need is not None:
            row = self._by_need.get((offered, need))
        if row is None:
            row = _Row(need, offered)
            self.rows.append(row)
            if need is not None:
                self._by_need[offered, need] = row
        self._by_words[offered, words] = row
        return row


class _Shown:
    """Turns gathered resources into rows of the page."""

    def __init__(self, found: _Found, ground: Ground) -> None:
        self._found = found
        self._ground = ground
        self._needs = ground.language.needs

    def resources(self, rows: Iterable[_Row]) -> tuple[Resource, ...]:
        """Rows, sorted by name."""
        return tuple(sorted(map(self._resource, rows), key=_order))

    def givers(self, rows: Iterable[_Row]) -> tuple[Giver, ...]:
        """What the rows that are not listed by name say, by person."""
        texts: dict[tuple[str, str | None], tuple[list[str], list[str]]] = {}
        for row in rows:
            for key, through in row.holders.items():
                offers, skills = texts.setdefault((key, through), ([], []))
                some = offers if row.offered else skills
                some += row.words[key]
        found = (
            Giver(self._ground.ref(key), self._ref(through), tuple(offers), tuple(skills))
            for (key, through), (offers, skills) in texts.items()
        )
        return tuple(sorted(found, key=lambda one: _person_order(one.person, one.through)))

    def _resource(self, row: _Row) -> Resource:
        name = self._name(row)
        keys = list(row.holders)
        if len(keys) > _MOST:
            keys.sort(key=lambda key: (-_tie(key, self._ground), key))
        shown = (self._holder(row, key, name) for key in keys[:_MOST])
        holders = sorted(shown, key=lambda one: _person_order(one.person, one.through))
        return Resource(name, tuple(holders), len(keys[_MOST:]))

    def _name(self, row: _Row) -> str:
        """The name of a row: the role if all agree on one, else the need."""
        if row.roles and self._are_alike(row.roles):
            return _commonest(row.roles)
        if row.need is not None and self._needs and not self._are_alike(row.spellings):
            return self._needs.label(row.need)
        return _commonest(row.spellings)

    def _are_alike(self, texts: Iterable[str]) -> bool:
        return len(set(map(self._found.key, texts))) == 1

    def _ref(self, key: str | None) -> PersonRef | None:
        return self._ground.ref(key) if key else None

    def _holder(self, row: _Row, key: str, name: str) -> Holder:
        through = row.holders[key]
        words = {self._found.key(text): text for text in row.words[key]}
        words.pop(self._found.key(name), None)
        return Holder(self._ground.ref(key), self._ref(through), tuple(words.values()))


def _commonest(texts: Counter[str]) -> str:
    return min(texts, key=lambda text: (-texts[text], text))


def _tie(key: str, ground: Ground) -> float:
    card = ground.graph.people[key].card
    return own_tie(card, ground) if card else 0.0


def _through(card: Card, ground: Ground) -> str | None:
    """Who to ask about somebody who has a note but is not met yet."""
    if not card.stub:
        return None
    return next(iter(strongest_first(ground.graph.ties.get(card.path, {}), ground)), None)


def _roles_by_words(ground: Ground) -> Mapping[tuple[str, ...], str]:
    """All names of roles, by their words."""
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
    """The roles that others mention for somebody without a note, and who mentions them."""
    for source in strongest_first(ground.graph.ties.get(key, {}), ground):
        note = ground.note(source)
        for passage in note.passages if note else ():
            people = [ground.people.person(link, source) for link in passage.links]
            # If two people are named, the sentence is about the first.
            unmet = (one for one in people if one and ground.graph.people.get(one, None))
            first = next((one for one in unmet if _is_unmet(one, ground)), None)
            if passage.kind == "via" and first == key:
                for role in _roles_in(_without_links(passage.text, passage.links), roles):
                    yield role, source


def _is_unmet(key: str, ground: Ground) -> bool:
    card = ground.graph.people[key].card
    return card is None or card.stub


def _without_links(text: str, links: Iterable[str]) -> str:
    """A sentence without the names in it: a Baker is not a baker."""
    for link in links:
        text = text.replace(link.rpartition("/")[2], " ")
    return text


def _roles_in(text: str, roles: Mapping[tuple[str, ...], str]) -> Iterator[str]:
    """The roles that a sentence names; if they overlap, the longest."""
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


def _plain(name: str) -> str:
    """A sort key for a name: without leading articles and signs."""
    return _ARTICLE.sub("", name, count=1).lstrip("\"'“„«(-–—. ")


def _order(row: Resource) -> tuple[str, str, str]:
    return fold(_plain(row.name)), name_key(row.name), row.name


def _person_order(person: PersonRef, through: PersonRef | None) -> tuple[bool, str, str]:
    """Sort people met before the others."""
    return through is not None, name_key(person.name), person.path or ""
