"""The JSON Schema of front matter, made from the tables of keys, for editors.

An editor completes keys, shows what they mean and marks what mdnet would not understand.
Draft 2020-12 (https://json-schema.org/draft/2020-12). Reads no notes.
"""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from mdnet.model.contact import GOAL_KINDS, GOAL_STATUSES
from mdnet.model.keys import CONTACT, GOAL, Field

KINDS: Final = ("contact", "goal")
"""The kinds of notes with a schema."""

_DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"

_SINGLE: Final = {"type": ["string", "number", "boolean", "null"]}
_TEXTS: Final = {"$ref": "#/$defs/texts"}
_FLAG_WORDS: Final = ("yes", "no", "on", "off", "Yes", "No", "true", "false", 0, 1)
# Other forms are read, but an editor should suggest the one that all programs know.
_DAY: Final = r"^([0-9]{4}-[0-9]{2}-[0-9]{2}([T ].*)?|\[.*[0-9]{4}-[0-9]{2}-[0-9]{2}.*[\])])$"
_PARTIAL: Final = _DAY.removesuffix("$") + r"|^(--)?[0-9]{2}-?[0-9]{2}$"

_EMPTY: Final = {"type": "null"}
_SHAPES: Final[Mapping[str, Mapping[str, Any]]] = {
    "texts": _TEXTS,
    "tags": _TEXTS,
    "circles": _TEXTS,
    "links": _TEXTS,
    "raw": _TEXTS,
    "kept": _TEXTS,
    # A text may be given as a list, and is read with commas then.
    "text": _TEXTS,
    "group": {"enum": ["primary", "secondary", None]},
    "flag": {"anyOf": [{"type": ["boolean", "null"]}, {"enum": list(_FLAG_WORDS)}]},
    "date": {"anyOf": [{"type": "string", "pattern": _DAY}, _EMPTY]},
    "partial": {"anyOf": [{"type": "string", "pattern": _PARTIAL}, _EMPTY]},
    "rating": {
        "anyOf": [
            {"type": "integer", "minimum": 1, "maximum": 5},
            {"type": "string", "pattern": "^[1-5]$"},
            _EMPTY,
        ]
    },
    "days": {
        "anyOf": [
            {"type": "integer", "minimum": 1},
            {"type": "string", "pattern": r"[0-9]|[A-Za-z]"},
            _EMPTY,
        ]
    },
    "status": {"enum": [*GOAL_STATUSES, None]},
    "goal kind": {"enum": [*GOAL_KINDS, None]},
}
_HOLDS: Final = {
    "texts": "a list", "tags": "tags", "circles": "a list", "links": "links to people, in quotes",
    "raw": "raw lines", "kept": "texts that programs put there",
    "text": "a text", "group": "primary or secondary", "flag": "yes or no",
    "date": "a date like 2026-05-02", "partial": "a date, perhaps without its year: --04-17",
    "rating": "a number from 1 to 5", "days": "a time span like 3 months",
    "status": "open, done or dropped", "goal kind": "what kind of help is wanted",
}  # fmt: skip
_TITLES: Final = {"contact": "A contact of mdnet", "goal": "A goal of mdnet"}


def schema_of(kind: str) -> dict[str, Any]:
    """The JSON Schema of the front matter of a ``contact`` or a ``goal``.

    Keys that mdnet does not know are allowed: it keeps them.
    """
    table = GOAL if kind == "goal" else CONTACT
    return {
        "$schema": _DRAFT,
        "title": _TITLES[kind],
        "type": ["object", "null"],
        "properties": {**_always(kind), **_properties(table.items())},
        "$defs": {"texts": _texts()},
    }


def _always(kind: str) -> dict[str, Any]:
    types = ["goal"] if kind == "goal" else ["person", "contact"]
    return {
        "type": {"description": f"what the note is: {' or '.join(types)}", "examples": types},
        "name": {"description": "the name, where it cannot be the file name"},
    }


def _properties(table: Iterable[tuple[str, Field]]) -> dict[str, Any]:
    return {
        name: {
            "description": _HOLDS[field.kind]
            if name == field.name
            else f"the same as {field.name}: {_HOLDS[field.kind]}",
            **_SHAPES[field.kind],
        }
        for name, field in table
    }


def _texts() -> dict[str, Any]:
    """The forms of a list of texts: also a single one, and an unquoted link."""
    return {
        "anyOf": [
            _SINGLE,
            {"type": "array", "items": {"anyOf": [_SINGLE, {"type": ["array", "object"]}]}},
            {"type": "object"},
        ]
    }
