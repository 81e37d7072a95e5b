"""Front matter that does not parse, saved line by line so that the note can be found.

Reads ``key: value``, ``key: [a, b]`` and ``- item`` as they seem to be meant and ignores the
rest: mistakes are explained by ``hints``. Knows no YAML.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from mdnet.model.contact import Position
from mdnet.notes.scalars import split_comment
from mdnet.notes.values import AGAIN, Value, repeated

MAX_LINES = 2_000

_KEY = re.compile(r"[ \t\u00a0]*([\"']?)(\w[\w .&/()-]{0,60}?)\1[ \t]*::?(?=[ \t]|$)[ \t]*(.*)")
# Only when nothing in the block has a space after its colon: name:Anna
_TIGHT_KEY = re.compile(r"[ \t]*([\"']?)(\w[\w -]{0,60}?)\1::?(?!//)([^:].*)")
_ITEM = re.compile(r"[ \t]*-(?!-)[ \t]*(.*)")
_BLOCK_HEADER = re.compile(r"[|>][\d+-]*$")
_PART = re.compile(r"\s*(\"[^\"]*\"|'[^']*'|\[\[.*?\]\]|[^,]+)\s*(?:,|$)")
_PROSE = re.compile(r"\w")
_NULLS = frozenset(("", "~", "null"))


@dataclass(slots=True)
class _KeyValue:
    key: str
    value: Value
    place: Position


def salvage(source: str) -> tuple[dict[str, Value], dict[str, Position]]:
    """The values that can be recovered from ``source``, and the place of each in the file."""
    lines = source.split("\n", MAX_LINES)[:MAX_LINES]
    pattern = _KEY if any(_KEY.match(line) for line in lines) else _TIGHT_KEY
    pairs: list[_KeyValue] = []
    for number, line in enumerate(lines, start=2):
        text = line.rstrip()
        item = _ITEM.match(text)
        found = None if item else pattern.match(text)
        if found is not None:
            place = Position(number, found.start(3) + 1)
            pairs.append(_KeyValue(found[2], _value(found[3]), place))
        elif pairs and text.strip():
            pairs[-1].value = _joined(pairs[-1].value, item[1] if item else None, text)
    return _united(pairs)


def _united(pairs: Iterable[_KeyValue]) -> tuple[dict[str, Value], dict[str, Position]]:
    values: dict[str, Value] = {}
    places: dict[str, Position] = {}
    again: dict[str, list[Value]] = {}
    for pair in pairs:
        if pair.key in values:
            again.setdefault(pair.key, []).append(pair.value)
            places.setdefault(pair.key + AGAIN, pair.place)
        else:
            values[pair.key] = pair.value
            places[pair.key] = pair.place
    return values | repeated(again), places


def _joined(value: Value, item: str | None, text: str) -> Value:
    """The value with one more list item, or one more line of text."""
    if item is not None:
        items = value if isinstance(value, list) else [value] if value else []
        return [*items, _scalar(item)]
    if text[0] not in " \t" or text.lstrip().startswith("#"):
        return value  # a line that belongs to nothing
    more = text.strip()
    if isinstance(value, list):
        return [*value, *_parts(more.strip("[]"))]
    return f"{value} {more}" if value else more


def _value(written: str) -> Value:
    text = split_comment(written)[0].strip()
    if text.startswith("[") and (not text.startswith("[[") or text.startswith("[[[")):
        return _parts(text[1:].removesuffix("]"))
    return _scalar(text)


def _parts(text: str) -> list[Value]:
    return [_scalar(part[1]) for part in _PART.finditer(text) if part[1].strip()]


def _scalar(written: str) -> str | None:
    text = split_comment(written)[0].strip()
    if text in _NULLS or _BLOCK_HEADER.fullmatch(text):
        return None
    if text[0] in "\"'":
        return text[1:].removesuffix(text[0]).strip() or None
    return text


def mostly_keys(source: str) -> bool:
    """Whether broken YAML is front matter at all, and not prose between two rules."""
    lines = [line for line in source.split("\n", MAX_LINES)[:MAX_LINES] if line.strip()]
    ours = sum(1 for line in lines if _KEY.match(line) or _ITEM.match(line))
    foreign = sum(1 for line in lines if _PROSE.match(line) and not _KEY.match(line))
    return ours > 0 and ours >= foreign
