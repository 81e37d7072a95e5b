"""From the nodes of a YAML tree to plain values, noting oddities on the way.

Works on the nodes of any YAML parser: they are distinguished by
their ``id``, and their marks give places in the text. Knows no keys and no files.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from mdnet.model.contact import Position, Severity
from mdnet.notes import lost
from mdnet.notes.scalars import quoted
from mdnet.notes.values import AGAIN, Value, repeated
from mdnet.util.lines import LineStarts
from mdnet.util.text import one_line

MAX_NODES = 10_000
"""Nodes of one front matter, counting what an alias repeats."""
MAX_DEPTH = 20

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Oddity:
    """A problem before it has a path: ``index`` is a character of the YAML text."""

    index: int
    code: str
    message: str
    fix: str
    severity: Severity = "warning"


class YamlTooLargeError(Exception):
    """The YAML is nested too deeply, or grows beyond the budget through its aliases."""


def place_in(source: str, index: int) -> Position:
    """The place in the file of a character of the YAML text.

    Counts line ends itself: YAML's own line numbers count rarer line breaks too.
    """
    line, column = _line_starts(source).place(index)
    return Position(line + 1, column)


@lru_cache(maxsize=2)  # a note asks for all its places one after another
def _line_starts(source: str) -> LineStarts:
    return LineStarts(source)


def pairs_of(root: Any, key: str) -> list[tuple[Any, Any]]:
    """Find the key and value nodes of a top-level key, those of a repeated one in its place."""
    pairs = root.value if root is not None else ()
    found = [(name, node) for name, node in pairs if name.value == key]
    if not found and key.endswith(AGAIN):
        return pairs_of(root, key.removesuffix(AGAIN))[1:]
    return found


def value_index(name: Any, node: Any, item: int | None) -> int:
    """Where a value, or an item of its list, begins in the text."""
    if item is not None and node.id == "sequence" and item < len(node.value):
        node = node.value[item]
    start: int = node.start_mark.index
    # An alias is the anchored node, which stands elsewhere: the key is the nearest place.
    return start if start >= name.end_mark.index else int(name.start_mark.index)


class NodeReader:
    """Turns the nodes of one front matter into plain values and notes oddities."""

    def __init__(
        self, text: str, findings: list[Oddity], stand_ins: Mapping[int, str] | None = None
    ) -> None:
        self.text = text
        self.findings = findings
        self.stand_ins = stand_ins or {}
        """Letters that stand for others in the values of the nodes, but not in ``text``."""
        self.budget = MAX_NODES

    def value(self, node: Any, depth: int) -> Value:
        """The value of a node; TooMuchError beyond the budget."""
        self.budget -= 1
        if self.budget < 0 or depth > MAX_DEPTH:
            raise YamlTooLargeError
        if node.id == "scalar":
            text = self.written(node)
            # Plain style is '' from libyaml and None from the pure loader.
            return None if text in _NULLS and not node.style else text
        if node.id == "sequence":
            return self.sequence(node, depth)
        return self.mapping(node, depth)

    def mapping(self, node: Any, depth: int) -> dict[str, Value]:
        """A mapping; the values of a repeated key come under ``AGAIN``."""
        result: dict[str, Value] = {}
        first: dict[str, Any] = {}
        again: dict[str, list[Value]] = {}
        for key_node, value_node in node.value:
            if depth == 1 and key_node.id == "scalar" and key_node.value.endswith(":"):
                self.take_colon(key_node)
            key = self.written(key_node) if key_node.id == "scalar" else self.odd(key_node)
            value = self.value(value_node, depth + 1)
            if key in result:
                self.twice(key, key_node, first[key], depth)
                again.setdefault(key, []).append(value)
            else:
                first[key] = key_node
                result[key] = value
        result |= repeated(again)
        if depth == 1 and len({key.casefold() for key in result}) < len(result):
            self.same_but_for_case(node)
        return result

    def take_colon(self, node: Any) -> None:
        """Read ``key::``, Dataview's form of a key in a text, as the key itself."""
        name = node.value.rstrip(": \t")
        if node.style or not name:
            return
        node.value = name
        place = node.end_mark.index - 1
        message = f'other programs read "{name}:" and "{name}" as two keys'
        self.findings.append(Oddity(place, "double-colon", message, f"write {name}:"))

    def written(self, node: Any) -> str:
        """The text of a scalar."""
        text: str = node.value
        return text.translate(self.stand_ins) if self.stand_ins else text

    def sequence(self, node: Any, depth: int) -> Value:
        """A list, or the text of an unquoted link."""
        if self.is_link(node):
            return self.link(node)
        return [self.value(item, depth + 1) for item in node.value]

    def is_link(self, node: Any) -> bool:
        """Whether a list in a list comes from an unquoted ``[[link]]``."""
        if not node.flow_style or len(node.value) != 1:
            return False
        inner = node.value[0]
        return (
            inner.id == "sequence"
            and bool(inner.flow_style and inner.value)
            and inner.start_mark.index == node.start_mark.index + 1
            and inner.end_mark.index == node.end_mark.index - 1
            and all(item.id == "scalar" for item in inner.value)
        )

    def link(self, node: Any) -> str:
        """An unquoted link as it is written."""
        # The list would lose it, the source does not: [[Lee, Anna]] is one name.
        start, end = node.start_mark.index, node.end_mark.index
        written = one_line(self.text[start:end])
        message = "a [[link]] must be quoted: other tools do not see it"
        self.findings.append(Oddity(start, "unquoted-link", message, f"write {quoted(written)}"))
        return written

    def odd(self, node: Any) -> str:
        """A key that is a list or a map, as it is written."""
        start, end = node.start_mark.index, node.end_mark.index
        self.findings.append(Oddity(start, "broken-yaml", "a key must be plain text", "", "error"))
        return one_line(self.text[start:end])

    def twice(self, key: str, again: Any, first: Any, depth: int) -> None:
        """Note that a key is repeated."""
        if depth > 1:
            return  # in a nested map, which mdnet keeps as text only
        line = place_in(self.text, first.start_mark.index).line
        message = f'the key "{key}" is already on line {line}; other programs read only one'
        place = again.start_mark.index
        fix = "put all values under one key"
        self.findings.append(Oddity(place, "duplicate-key", message, fix, "error"))

    def same_but_for_case(self, mapping: Any) -> None:
        """Note the keys that differ from one above only in case."""
        first: dict[str, Any] = {}
        for key, _ in mapping.value:
            other = first.setdefault(key.value.casefold(), key) if key.id == "scalar" else key
            if other.value == key.value:
                continue
            place = key.start_mark.index
            line = place_in(self.text, other.start_mark.index).line
            message = f'"{key.value}" is the same key as "{other.value}" on line {line}'
            self.findings.append(Oddity(place, "same-key", message, "keep one spelling"))


def swallowed(source: str, root: Any) -> list[Oddity]:
    """The text that YAML took for syntax in the values below ``root``."""
    found = []
    if lost.may_lose(source):
        items = lost.lost_text(source, plain_spans(root))
        found = [Oddity(item.index, "lost-text", item.message, item.fix) for item in items]
    if lost.may_have_stray_bracket(source):
        items = lost.stray_brackets(source, plain_spans(root))
        found += [Oddity(item.index, "stray-bracket", item.message, item.fix) for item in items]
    return found


def plain_spans(root: Any) -> Iterator[lost.ValueSpan]:
    """Yield the plain values of the keys and of the items of their lists."""
    for key_node, node in root.value if root is not None else ():
        after = key_node.end_mark.index
        if node.id == "sequence":
            for item in node.value:
                yield from _span(item, item.start_mark.index)
        else:
            yield from _span(node, after)


def _span(node: Any, after: int) -> Iterator[lost.ValueSpan]:
    start = node.start_mark.index
    # An alias is a node that stands elsewhere: its own place is looked at there.
    if node.id == "scalar" and not node.style and start >= after:
        yield lost.ValueSpan(after, start, node.end_mark.index)
