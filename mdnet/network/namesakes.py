"""A word or two to distinguish people of one name. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Protocol

from mdnet.util.text import name_key


class Described(Protocol):
    """A person as cards and hits describe them."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def path(self) -> str | None: ...  # noqa: D102
    @property
    def roles(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def organizations(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def city(self) -> str: ...  # noqa: D102
    @property
    def circles(self) -> tuple[str, ...]: ...  # noqa: D102


def told_apart(people: Iterable[Described]) -> dict[str, str]:
    """The words that distinguish people who share a name.

    An organisation, a role, a city or a circle that only they have, else the path of their
    note.

    Returns:
        the words by the path of the note, only for people who share a name.
    """
    by_name: dict[str, dict[str, Described]] = defaultdict(dict)
    for person in people:
        if person.path:
            by_name[name_key(person.name)][person.path] = person
    found: dict[str, str] = {}
    for some in by_name.values():
        if len(some) > 1:
            found |= _told_apart(list(some.values()))
    return found


def named(name: str, path: str | None, apart: dict[str, str]) -> str:
    """A name, with what distinguishes it from others like it: ``Ana Diaz (Basel)``."""
    told = apart.get(path or "")
    return f"{name} ({told})" if told else name


def _told_apart(namesakes: Sequence[Described]) -> dict[str, str]:
    facts = [_facts(person) for person in namesakes]
    taken: dict[str, int] = defaultdict(int)
    for some in facts:
        for fact in {name_key(fact) for fact in some}:
            taken[fact] += 1
    found = {}
    for person, some in zip(namesakes, facts, strict=True):
        own = (fact for fact in some if taken[name_key(fact)] == 1)
        path = person.path or ""
        found[path] = next(own, path.removesuffix(".md"))
    return found


def _facts(person: Described) -> list[str]:
    """Facts that may distinguish somebody from a namesake, the shortest first."""
    found = [*person.organizations, *person.roles, person.city, *person.circles]
    return [fact for fact in found if fact]
