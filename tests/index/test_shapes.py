"""The number of the index follows from what is stored, so that nobody has to think of it."""

import subprocess
import sys
from dataclasses import fields, is_dataclass, make_dataclass
from typing import NamedTuple, get_args, get_type_hints

import pytest

from mdnet.index import shapes
from mdnet.model.contact import Note
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.summary import Card


class Small(NamedTuple):
    """A record."""

    name: str
    size: int = 0


def test_every_change_of_a_record_changes_the_number() -> None:
    more = make_dataclass("Small", [("name", str), ("size", int), ("more", str)])
    other = make_dataclass("Small", [("name", str), ("size", float)])
    turned = make_dataclass("Small", [("size", int), ("name", str)])
    renamed = make_dataclass("Small", [("name", str), ("number", int)])
    records: list[type] = [Small, more, other, turned, renamed]
    numbers = {shapes.schema_of(shapes.shape_of(record)) for record in records}
    assert len(numbers) == len(records)


@pytest.mark.parametrize("column", ["name", "kind", "synonyms", "search"])
def test_a_key_that_is_read_or_filed_otherwise_changes_the_number(column: str) -> None:
    key = CONTACT_KEYS[0]
    values = {**key._asdict(), column: "another"}
    changed = Field(**values)
    assert shapes.schema_of(shapes.read_as(key)) != shapes.schema_of(shapes.read_as(changed))


def test_a_label_does_not() -> None:
    key = CONTACT_KEYS[0]
    assert shapes.read_as(key) == shapes.read_as(key._replace(shown=None, option=None))


def test_every_record_that_is_stored_is_counted() -> None:
    """Whatever a note or a summary is made of, however deep."""
    found: set[type] = set()
    waiting: list[object] = [Note, Card]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        is_record = isinstance(one, type) and (is_dataclass(one) or hasattr(one, "_fields"))
        if isinstance(one, type) and is_record and one not in found:
            found.add(one)
            waiting += get_type_hints(one).values()
    assert found == set(shapes._STORED)
    assert {field.name for field in fields(Note)} == set(Note.__annotations__)


def test_the_number_is_the_same_in_each_process() -> None:
    command = [sys.executable, "-c", "from mdnet.index.shapes import SCHEMA; print(SCHEMA)"]
    told = {
        subprocess.run(
            command, capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert told == {f"{shapes.SCHEMA}\n"}
