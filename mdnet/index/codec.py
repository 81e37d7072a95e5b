"""Turns model objects into JSON text and back, for the index's own files.

A dataclass becomes the list of its values in the order of its fields, which is half the
size and twice the speed of named keys; the schema number of the catalogue guards the
order. Dates are day numbers. Knows the shapes, not the meaning.
"""

import json
from collections.abc import Callable, Mapping
from datetime import date
from operator import attrgetter
from typing import Any

from mdnet.model.contact import Contact, Edge, Goal, Link, LogEntry, Note, Passage, Problem


def note_to_json(note: Note) -> str:
    """A note as one line of JSON."""
    values = list(_NOTE_VALUES(note))
    values[_AT["contact"]] = note.contact and packed(_CONTACT_VALUES(note.contact))
    values[_AT["goal"]] = note.goal and packed(_GOAL_VALUES(note.goal))
    values[_AT["links"]] = [_LINK_VALUES(link) for link in note.links]
    values[_AT["passages"]] = [_PASSAGE_VALUES(passage) for passage in note.passages]
    values[_AT["log"]] = [packed(_LOG_VALUES(entry)) for entry in note.log]
    values[_AT["hidden_links"]] = [_LINK_VALUES(link) for link in note.hidden_links]
    values[_AT["problems"]] = [_PROBLEM_VALUES(problem) for problem in note.problems]
    return dumps(packed(values))


def note_from_json(text: str) -> Note:
    """The note that ``note_to_json`` wrote."""
    values = json.loads(text)
    for name, rebuild in _REBUILD_NOTE.items():
        values[_AT[name]] = rebuild(values[_AT[name]])
    return Note(*values)


def names(kind: type) -> tuple[str, ...]:
    """The names of the fields of a class of plain data."""
    return tuple(kind.__annotations__)


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number)


def _some_day(number: int) -> date:
    return date.fromordinal(number)


def _edges(values: list[list[str]]) -> tuple[Edge, ...]:
    return tuple(Edge(*value) for value in values)


def _extra(values: list[Any]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(texts)) for key, texts in values)


def _contact(values: list[Any] | None) -> Contact | None:
    if values is None:
        return None
    for at, rebuild in _REBUILD_CONTACT:
        values[at] = rebuild(values[at])
    return Contact(*values)


def _goal(values: list[Any] | None) -> Goal | None:
    if values is None:
        return None
    status, wants, kind, due = values
    return Goal(status, tuple(wants), kind, _day(due))


def _log(values: list[list[Any]]) -> tuple[LogEntry, ...]:
    return tuple(
        LogEntry(_some_day(day), kind, text, weight, tuple(links), line, tuple(unseen))
        for day, kind, text, weight, links, line, unseen in values
    )


def _links(values: list[Any]) -> tuple[Link, ...]:
    return tuple(Link(*value) for value in values)


def _passages(values: list[Any]) -> tuple[Passage, ...]:
    return tuple(
        Passage(kind, text, tuple(links), tuple(unseen), after)
        for kind, text, links, unseen, after in values
    )


def packed(values: Any) -> list[Any]:
    """The values with dates as day numbers."""
    return [value.toordinal() if isinstance(value, date) else value for value in values]


# Edges are the only objects left inside the values when they are written.
dumps = json.JSONEncoder(
    check_circular=False, separators=(",", ":"), default=attrgetter("kind", "target")
).encode

_AT = {name: at for at, name in enumerate(names(Note))}
_NOTE_VALUES = attrgetter(*names(Note))
_CONTACT_VALUES = attrgetter(*names(Contact))
_GOAL_VALUES = attrgetter(*names(Goal))
_LINK_VALUES = attrgetter(*names(Link))
_PASSAGE_VALUES = attrgetter(*names(Passage))
_LOG_VALUES = attrgetter(*names(LogEntry))
_PROBLEM_VALUES = attrgetter(*names(Problem))

_REBUILD_NOTE: dict[str, Callable[[Any], Any]] = {
    "day": _day,
    "contact": _contact,
    "goal": _goal,
    "links": _links,
    "passages": _passages,
    "log": _log,
    "problems": lambda values: tuple(Problem(*value) for value in values),
    "hidden_links": _links,
    "written": lambda values: tuple((shown, text) for shown, text in values),
}


def rebuilders(
    kind: type, more: Mapping[str, Callable[[Any], Any]] | None = None
) -> tuple[tuple[int, Callable[[Any], Any]], ...]:
    """Which values of ``kind`` are not what JSON gives back, and how to restore them."""
    special: dict[str, Callable[[Any], Any]] = {"edges": _edges, "extra": _extra, **(more or {})}
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for at, (name, shape) in enumerate(kind.__annotations__.items()):
        if name in special:
            found.append((at, special[name]))
        elif "date" in str(shape):
            found.append((at, _day))
        elif "tuple" in str(shape):
            found.append((at, tuple))
    return tuple(found)


_REBUILD_CONTACT = rebuilders(Contact)
