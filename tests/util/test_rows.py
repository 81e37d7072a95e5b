"""Our named tuples beside those of ``typing``, which they must not be told from."""

import copy
import pickle
import typing
from collections.abc import Callable
from typing import Any

import pytest

from mdnet.util import rows


class Ours(rows.NamedTuple):
    """A class of named tuples of ours."""

    name: str
    age: int = 3
    tags: tuple[str, ...] = ()
    """A docstring of a field."""

    @property
    def shout(self) -> str:
        """The name in capitals."""
        return self.name.upper()


class Theirs(typing.NamedTuple):
    """The same class of ``typing``."""

    name: str
    age: int = 3
    tags: tuple[str, ...] = ()

    @property
    def shout(self) -> str:
        """The name in capitals."""
        return self.name.upper()


class Empty(rows.NamedTuple):
    """A class without fields."""


class Single(rows.NamedTuple):
    """A class with one field."""

    only: int


class Derived(Ours):
    """A class derived from one with fields."""


def swapped(text: object) -> str:
    return str(text).replace("Theirs", "Ours")


USES: dict[str, Callable[[Any], Any]] = {
    "positions": lambda kind: kind("a", 4, ("t",)),
    "names": lambda kind: kind(tags=("t",), name="a"),
    "defaults": lambda kind: kind("a"),
    "repr": lambda kind: repr(kind("a")),
    "equal to a tuple": lambda kind: (kind("a") == ("a", 3, ()), hash(kind("a"))),
    "unpacked": lambda kind: [*kind("a", 1)],
    "slot": lambda kind: (kind("a").shout, kind("a").age, kind("a")[0]),
    "replaced": lambda kind: kind("a")._replace(age=9),
    "replaced wrongly": lambda kind: kind("a")._replace(agee=9),
    "made": lambda kind: kind._make(["a", 1, ()]),
    "made of too few": lambda kind: kind._make(["a"]),
    "as a dict": lambda kind: kind("a")._asdict(),
    "fields": lambda kind: (kind._fields, kind._field_defaults, kind.__match_args__),
    "annotations": typing.get_type_hints,
    "missing": lambda kind: kind(),
    "too many": lambda kind: kind(1, 2, 3, 4),
    "unknown": lambda kind: kind("a", colour=1),
    "assigned": lambda kind: setattr(kind("a"), "name", "b"),
    "more": lambda kind: setattr(kind("a"), "more", "b"),
    "copied": lambda kind: copy.deepcopy(kind("a")),
    "pickled": lambda kind: pickle.loads(pickle.dumps(kind("a"))),
    "sorted": lambda kind: sorted([kind("b"), kind("a", 9), kind("a", 1)]),
}


def outcome(kind: Any, use: Callable[[Any], Any]) -> tuple[str, str]:
    try:
        found = use(kind)
    except (TypeError, ValueError, AttributeError) as error:
        return type(error).__name__, swapped(error)
    return swapped(type(found).__name__), swapped(repr(found))


@pytest.mark.parametrize("use", USES.values(), ids=USES.keys())
def test_they_do_what_those_of_typing_do(use: Callable[[Any], Any]) -> None:
    ours, theirs = outcome(Ours, use), outcome(Theirs, use)
    if ours[0] == "AttributeError":  # which words it differently from one Python to the next
        assert theirs[0] == "AttributeError"
    elif "unexpected field" in ours[1]:  # of which a newer Python makes another kind of error
        assert ours[1] == theirs[1]
    else:
        assert ours == theirs


def test_none_one_and_derived() -> None:
    assert Empty() == ()
    assert Single(1) == (1,)
    assert repr(Derived("a")) == "Derived(name='a', age=3, tags=())"
    assert type(Derived("a")._replace(age=1)) is Derived
    match Ours("a", 1):
        case Ours(name, age):
            assert (name, age) == ("a", 1)


def test_a_default_before_a_field_without_one_is_refused() -> None:
    kind: Any = type(rows.NamedTuple)
    body = {"__annotations__": {"a": int, "b": int}, "a": 1}
    with pytest.raises(TypeError):
        kind("Wrong", (rows.NamedTuple,), body)
