"""Records behave as frozen dataclasses with slots do, and cost less."""

import copy
import dataclasses
import pickle
import types
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.util.records import Record, replace, values_of


@dataclasses.dataclass(frozen=True, slots=True)
class Twin:
    """The dataclass that ``Point`` is compared with."""

    name: str
    x: float
    y: float = 0.5
    tags: tuple[str, ...] = ("a", "b")

    def sum(self) -> float:
        """Add up."""
        return self.x + self.y


class Point(Record):
    """A record with the fields of ``Twin``."""

    name: str
    x: float
    y: float = 0.5
    tags: tuple[str, ...] = ("a", "b")

    def sum(self) -> float:
        """Add up."""
        return self.x + self.y


class Other(Record):
    """A record with as many fields as ``Point``."""

    name: str
    x: float
    y: float = 0.5
    tags: tuple[str, ...] = ("a", "b")


class Handle(Record, eq=False):
    """A record that equals only itself."""

    number: int


class Nothing(Record):
    """A record without fields."""


FIELDS = ("name", "x", "y", "tags")
VALUES = st.one_of(st.text(), st.integers(), st.none(), st.tuples(st.integers()))
ARGUMENTS = st.tuples(
    st.lists(VALUES, max_size=5), st.dictionaries(st.sampled_from([*FIELDS, "z"]), VALUES)
)


def made(base: type[Record], body: dict[str, Any]) -> type[Any]:
    """A class that is derived from another with this in its body."""
    return types.new_class("Made", (base,), exec_body=lambda namespace: namespace.update(body))


def outcome(call: Callable[[], Any]) -> Any:
    """What a call gives, or the error it raises, as a dataclass would tell it."""
    try:
        return repr(call()).replace("Point", "Twin")
    except (TypeError, AttributeError) as error:
        return isinstance(error, AttributeError), str(error).replace("Point", "Twin")


def both(do: Callable[[Any], Any]) -> None:
    """Assert that the record does what the dataclass does."""
    assert outcome(lambda: do(Point)) == outcome(lambda: do(Twin))


@given(ARGUMENTS)
def test_any_arguments_make_what_they_make_of_a_dataclass(arguments: Any) -> None:
    values, named = arguments
    both(lambda kind: kind(*values, **named))


@given(st.dictionaries(st.sampled_from([*FIELDS, "z"]), VALUES))
def test_any_changes_make_what_they_make_of_a_dataclass(changes: dict[str, Any]) -> None:
    both(lambda kind: dataclasses.replace(kind("a", 1.0), **changes))
    assert outcome(lambda: replace(Point("a", 1.0), **changes)) == outcome(
        lambda: dataclasses.replace(Twin("a", 1.0), **changes)
    )


@given(st.tuples(VALUES, VALUES), st.tuples(VALUES, VALUES))
def test_records_are_equal_when_their_values_are(one: Any, other: Any) -> None:
    assert (Point(*one) == Point(*other)) is (Twin(*one) == Twin(*other))
    assert Point(*one) == Point(*one)
    assert hash(Point(*one)) == hash(Point(*one))
    assert len({Point(*one), Point(*other)}) == len({Twin(*one), Twin(*other)})


def test_records_of_two_classes_are_never_equal() -> None:
    assert Point("a", 1.0) != Other("a", 1.0)
    assert Point("a", 1.0) != ("a", 1.0, 0.5, ("a", "b"))


@given(st.tuples(VALUES, VALUES))
def test_a_record_can_be_copied_and_pickled(values: Any) -> None:
    for record in (Point(*values), Nothing()):
        assert copy.copy(record) == copy.deepcopy(record) == record
        assert pickle.loads(pickle.dumps(record)) == record


@pytest.mark.parametrize("name", FIELDS)
def test_a_record_does_not_change(name: str) -> None:
    both(lambda kind: setattr(kind("a", 1.0), name, 2.0))
    both(lambda kind: delattr(kind("a", 1.0), name))
    with pytest.raises(AttributeError):  # where a dataclass with slots raises a TypeError
        Point("a", 1.0).other = 1


def test_the_fields_for_dataclasses_are_made_once() -> None:
    """Or each replace would compile a class."""
    made = Point.__dataclass_fields__
    assert dataclasses.replace(Point("a", 1.0), name="b").__dataclass_fields__ is made


def test_dataclasses_takes_a_record_for_one_of_its_own() -> None:
    assert dataclasses.is_dataclass(Point)
    both(lambda kind: dataclasses.asdict(kind("a", 1.0, tags=("b",))))
    both(lambda kind: dataclasses.astuple(kind("a", 1.0)))
    both(lambda kind: [(one.name, one.type, one.default) for one in dataclasses.fields(kind)])
    both(lambda kind: [one.name for one in dataclasses.fields(kind("a", 1.0))])
    assert dataclasses.asdict(Nothing()) == values_of(Nothing()) == {}


def test_the_values_of_a_record_by_name() -> None:
    inner = Point("a", 1.0)
    assert values_of(Other("b", 2.0, tags=(inner,))) == {  # type: ignore[arg-type]
        "name": "b", "x": 2.0, "y": 0.5, "tags": (inner,),
    }  # fmt: skip


def test_a_record_is_matched_by_position_and_has_methods() -> None:
    match Point("a", 1.0):
        case Point(name, x):
            assert (name, x) == ("a", 1.0)
    assert Point("a", 1.0).sum() == 1.5


def test_a_record_may_be_equal_to_itself_alone() -> None:
    one = Handle(1)
    assert one == one  # noqa: PLR0124 - that is what is asked
    assert one != Handle(1)
    assert len({one, Handle(1)}) == 2


def test_each_class_makes_its_own_records() -> None:
    """The ``__init__`` that the first record compiles is that of its class alone."""
    kinds = [
        made(Record, {"__annotations__": dict.fromkeys(names, int)})
        for names in (["a"], ["a", "b"], ["b"])
    ]
    for _ in range(2):
        assert [repr(kind(*range(len(kind.__match_args__)))) for kind in kinds] == [
            "Made(a=0)", "Made(a=0, b=1)", "Made(b=0)",
        ]  # fmt: skip


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"__annotations__": {"a": int, "b": int}, "a": 1}, "without a default follows"),
        ({"__annotations__": {"a": list}, "a": []}, "must not change"),
    ],
)
def test_a_class_that_cannot_be_is_refused_at_once(body: dict[str, Any], said: str) -> None:
    with pytest.raises(TypeError, match=said):
        made(Record, body)
    with pytest.raises(TypeError, match="no subclasses"):
        made(Point, {})


def test_annotations_are_found_where_newer_versions_of_python_keep_them() -> None:
    body = {"__annotate_func__": lambda _: {"a": int, "b": str}, "b": "x"}
    assert made(Record, body).__match_args__ == ("a", "b")
