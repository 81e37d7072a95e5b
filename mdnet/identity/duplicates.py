"""Pairs of notes that are probably about one person, with what speaks for and against it.

Points are added up as in the linkage of records (Fellegi and Sunter, 1969), with weights
set by hand: a shared mail address is worth more than a shared town. Only people with a
key in common, or in one block of names, are compared, and blocks have a bound, so that
the work grows with the number of notes and not with its square. Pure.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import Literal, NamedTuple

from mdnet.identity.candidates import Candidate
from mdnet.identity.person_names import blocks_of, likeness, words_of
from mdnet.network.kinds import NOT_SAME
from mdnet.text import fold, name_key

Band = Literal["sure", "likely", "weak"]

_WORTH = {"uid": 12.0, "source": 10.0, "profile": 9.0, "email": 8.0, "phone": 6.0}
# A key that more people share than this is that of a firm or a household.
_MOST_SHARING = 4
# Of a block of names this many are compared with all others, of the rest only neighbours.
_MOST_IN_BLOCK = 60
_WINDOW = 8
_SURE, _LIKELY, _WEAK = 9.0, 5.0, 3.0


class Evidence(NamedTuple):
    """One thing that speaks for two being one, or, with points below 0, against it."""

    what: str
    text: str
    points: float


class Pair(NamedTuple):
    """Two who may be one; ``two`` may be a ghost, which has no path."""

    one: Candidate
    two: Candidate
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """Return the sum of the points."""
        return sum(item.points for item in self.evidence)

    @property
    def band(self) -> Band:
        """Return how sure it is."""
        if self.score >= _SURE:
            return "sure"
        return "likely" if self.score >= _LIKELY else "weak"


Resolve = Callable[[str, str], str | None]
"""From the target of a link and the path it stands in to the path it leads to."""


def duplicates(
    people: Iterable[Candidate], ghosts: Iterable[str], resolve: Resolve
) -> list[Pair]:  # fmt: skip
    """Return the pairs that may be one person, the surest first; weak ones are among them.

    Args:
        people: those who have a note.
        ghosts: names of people who have none; they are paired with notes only.
        resolve: tells where the links of a note lead.
    """
    held = [*people, *(Candidate(name, None) for name in sorted(set(ghosts)))]
    pairs = []
    for first, second in sorted(_pairs_to_compare(held)):
        one, two = held[first], held[second]
        if one.path is None:
            continue
        pair = Pair(one, two, tuple(_evidence(one, two)))
        if pair.score < _WEAK:
            continue  # to resolve links takes long, and they speak against it at most
        kinds = dict(_ties_between(one, two, resolve))
        if NOT_SAME not in kinds:
            pairs.append(_less_for_ties(pair, kinds))
    pairs = [pair for pair in pairs if pair.score >= _WEAK]
    return sorted(pairs, key=_order)


def _order(pair: Pair) -> tuple[float, str, str]:
    return -pair.score, name_key(pair.one.name), pair.two.path or name_key(pair.two.name)


def _pairs_to_compare(held: list[Candidate]) -> set[tuple[int, int]]:
    """Return the numbers of those who share a key or a block of names."""
    by_key: dict[tuple[str, str], list[int]] = defaultdict(list)
    blocks: dict[str, dict[int, None]] = defaultdict(dict)
    for number, candidate in enumerate(held):
        for what, form in candidate.keys:
            by_key[(what, form[-9:] if what == "phone" else form)].append(number)
        for name in candidate.names:
            for block in blocks_of(name):
                blocks[block][number] = None
    pairs: set[tuple[int, int]] = set()
    for numbers in by_key.values():
        if len(numbers) <= _MOST_SHARING:
            pairs.update(combinations(sorted(set(numbers)), 2))
    for members in blocks.values():
        pairs.update(_pairs_in_block([*members], held))
    return pairs


def _pairs_in_block(numbers: list[int], held: list[Candidate]) -> Iterator[tuple[int, int]]:
    close: Iterable[tuple[int, int]]
    if len(numbers) <= _MOST_IN_BLOCK:
        close = combinations(sorted(numbers), 2)
    else:
        ordered = sorted(
            numbers, key=lambda number: (words_of(held[number].name), held[number].city)
        )
        close = (
            (min(one, two), max(one, two))
            for at, one in enumerate(ordered)
            for two in ordered[at + 1 : at + 1 + _WINDOW]
        )
    return (pair for pair in close if held[pair[0]].path is not None)


def _less_for_ties(pair: Pair, kinds: dict[str, Candidate]) -> Pair:
    """Return a pair with what its ties say: nobody knows themselves."""
    for kind, who in kinds.items():
        told = Evidence("tie", f"{who.name} has the other under {kind}", -6.0)
        return pair._replace(evidence=(*pair.evidence, told))
    return pair


def _ties_between(
    one: Candidate, two: Candidate, resolve: Resolve
) -> Iterator[tuple[str, Candidate]]:
    """Yield the kinds of the ties that one of the two states to the other."""
    for who, other in ((one, two), (two, one)):
        for kind, target in who.ties if who.path else ():
            path = resolve(target, who.path or "")
            is_ghost = path is None and other.path is None
            if (path is not None and path == other.path) or (
                is_ghost and name_key(target.rpartition("/")[2]) == name_key(other.name)
            ):
                yield kind, who


def _evidence(one: Candidate, two: Candidate) -> Iterator[Evidence]:
    shared, names = [*_shared_keys(one, two)], _names(one, two)
    yield from shared
    yield names
    if two.path is None:
        yield Evidence("link", "no note has this name", 1.0)
    elif shared or names.points > 0:
        yield from _circumstances(one, two)
        for what in ("phone", "email"):
            if one.of(what) and two.of(what) and not _common(one, two, what):
                yield Evidence(what, f"another {what}", -1.5)


def _shared_keys(one: Candidate, two: Candidate) -> Iterator[Evidence]:
    if not (one.keys and two.keys):
        return
    for what, worth in _WORTH.items():
        for form in sorted(_common(one, two, what))[:1]:
            yield Evidence(what, f"the same {what} {form}", worth)


def _common(one: Candidate, two: Candidate, what: str) -> frozenset[str]:
    if what != "phone":
        return one.of(what) & two.of(what)
    # A number without its country is compared by its last digits.
    twins = {form[-9:]: form for form in two.of(what)}
    return frozenset(
        form
        for form in one.of(what)
        if form[-9:] in twins and not (_is_whole(form, twins) and form != twins[form[-9:]])
    )


def _is_whole(form: str, twins: dict[str, str]) -> bool:
    return form.startswith("+") and twins[form[-9:]].startswith("+")


def _names(one: Candidate, two: Candidate) -> Evidence:
    keys = {name_key(name) for name in two.names}
    shared = [name for name in one.names if name_key(name) in keys]
    if shared:
        worth = 6.0 if " " in shared[0].strip() else 3.0
        own = name_key(one.name) == name_key(two.name)
        return Evidence("name", "the same name" if own else f"both are called {shared[0]}", worth)
    likes = [like for name in one.names for other in two.names if (like := likeness(name, other))]
    if not likes:
        return Evidence("name", "another name", -4.0)
    best = max(likes, key=lambda like: like.points)
    return Evidence("name", best.words, best.points)


def _circumstances(one: Candidate, two: Candidate) -> Iterator[Evidence]:
    if one.birthday and two.birthday:
        same = one.birthday[-5:] == two.birthday[-5:]
        years = {text[:4] for text in (one.birthday, two.birthday) if not text.startswith("--")}
        if same and len(years) < 2:
            yield Evidence("birthday", "the same birthday", 4.0)
        else:
            yield Evidence("birthday", "another birthday", -8.0)
    for shared in sorted(one.organizations.keys() & two.organizations)[:1]:
        yield Evidence("organization", f"both with {one.organizations[shared]}", 2.0)
    if one.city and two.city:
        same = fold(one.city) == fold(two.city)
        words = f"both in {one.city}" if same else "another city"
        yield Evidence("city", words, 1.0 if same else -1.0)
    for shared in sorted(one.circles.keys() & two.circles)[:1]:
        yield Evidence("circle", f"circle {one.circles[shared]}", 0.5)
