"""The front matter of a note: from bytes to plain values with their places.

The only module that knows YAML and python-frontmatter. Reads leniently (every scalar is a
string as written) and never gives up: what does not parse is salvaged line by line and
reported. Knows nothing of contacts, of what a key means, or of the body's text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NoReturn

import yaml
from frontmatter.default_handlers import BaseHandler

from mdnet.model import Position, Problem, Severity
from mdnet.notes import lost
from mdnet.notes.hints import Complaint, explain, quoted
from mdnet.notes.salvage import salvage
from mdnet.notes.split import find_block, misfit
from mdnet.notes.values import Value
from mdnet.text import one_line

MAX_NODES = 10_000
MAX_DEPTH = 20
MAX_EVENT_DEPTH = 40
# More brackets, dashes and question marks than this, and the depth is tried first.
_SUSPICIOUS = 200

# libyaml parses 15 times as fast; without it the pure loader gives the same nodes.
_LOADER: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset(("", "~", "null", "Null", "NULL"))
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


_TIGHT_KEYS = re.compile(r"[\w-]+:[^\s:/]")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands above the body of a note, and the body itself, untouched.

    ``source`` is the YAML as written, ``body_line`` the number of the body's first line.
    ``values`` holds strings, None, lists and dicts only; a key given twice keeps its first.
    """

    present: bool
    values: dict[str, Value]
    problems: tuple[Problem, ...]
    source: str
    body: str
    body_line: int
    root: Any = field(default=None, repr=False, compare=False)
    salvaged: dict[str, Position] = field(default_factory=dict, repr=False, compare=False)

    def key_place(self, key: str) -> Position:
        """Return the place of a top-level key; the first line when there is no such key."""
        for key_node, _ in self._pairs(key):
            return self._place(key_node.start_mark.index)
        return self.salvaged.get(key, Position(1, 1))

    def value_place(self, key: str, item: int | None = None) -> Position:
        """Return the place of a value, or of one item of its list."""
        for key_node, node in self._pairs(key):
            if item is not None and isinstance(node, yaml.SequenceNode) and item < len(node.value):
                node = node.value[item]  # noqa: PLW2901 - the item stands for the value
            # An alias is the anchored node, which stands elsewhere: point at the key then.
            start = node.start_mark.index
            return self._place(
                start if start >= key_node.end_mark.index else key_node.start_mark.index
            )
        return self.salvaged.get(key, Position(1, 1))

    def _pairs(self, key: str) -> Iterator[tuple[Any, Any]]:
        pairs = self.root.value if self.root is not None else ()
        return ((name, node) for name, node in pairs if name.value == key)

    def _place(self, index: int) -> Position:
        return place_in(self.source, index)


def place_in(source: str, index: int) -> Position:
    """Return the place in the file of a character of the YAML text.

    Counts line ends itself: YAML's own line numbers count rarer line breaks too.
    """
    return Position(source.count("\n", 0, index) + 2, index - source.rfind("\n", 0, index))


@dataclass(frozen=True, slots=True)
class _Finding:
    """A problem before it has a path: ``index`` is a character of the YAML text."""

    index: int
    code: str
    message: str
    fix: str
    severity: Severity = "warning"


class _TooMuchError(Exception):
    """The YAML is nested too deeply, or grows beyond the budget through its aliases."""


class NoteHandler(BaseHandler):  # type: ignore[misc]  # mypy skips the untyped package
    """Front matter as mdnet reads it, in the shape python-frontmatter gives to handlers.

    After ``load``, ``root`` is the tree of nodes and ``findings`` are the oddities met.
    Give no note to ``frontmatter.load``: it strips bodies and loses keys.
    """

    FM_BOUNDARY = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)

    def __init__(self) -> None:
        self.root: Any = None
        self.findings: list[_Finding] = []

    def detect(self, text: str) -> bool:
        """Tell whether ``text`` begins with front matter."""
        return find_block(text.encode(errors="surrogatepass")) is not None

    def split(self, text: str) -> tuple[str, str]:
        """Return the YAML and the body; ValueError when there is no front matter."""
        data = text.encode(errors="surrogatepass")
        block = find_block(data)
        if block is None:
            raise ValueError("no front matter")
        head, body = data[block.start : block.end], data[block.body :]
        return head.decode(errors="surrogatepass"), body.decode(errors="surrogatepass")

    def load(self, fm: str) -> dict[str, Value]:
        """Return the values; yaml.YAMLError, RecursionError or _TooMuchError when it cannot.

        What is no mapping gives no values; ``root`` tells what it was.
        """
        _guard(fm)
        loader = _LOADER(fm)
        try:
            self.root = loader.get_single_node()
        finally:
            loader.dispose()
        if not isinstance(self.root, yaml.MappingNode):
            return {}
        reading = _Reading(fm, self.findings)
        return reading.mapping(self.root, 1)

    def export(self, metadata: dict[str, object], **_: object) -> NoReturn:
        """Refuse: mdnet edits notes line by line and never writes front matter as a whole."""
        raise NotImplementedError("mdnet never writes front matter as a whole")


def _guard(text: str) -> None:
    """Refuse deep nesting before the recursive composer sees it: it would kill the process."""
    count = text.count
    marks = count("[") + count("{") + count("- ") + count("-\t") + count("? ") + count("?\t")
    if marks <= _SUSPICIOUS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_EVENT_DEPTH:
                raise _TooMuchError
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Reading:
    """Turns the nodes of one front matter into plain values and notes what is odd."""

    def __init__(self, text: str, findings: list[_Finding]) -> None:
        self.text = text
        self.findings = findings
        self.budget = MAX_NODES

    def value(self, node: Any, depth: int) -> Value:
        self.budget -= 1
        if self.budget < 0 or depth > MAX_DEPTH:
            raise _TooMuchError
        if node.__class__ is yaml.ScalarNode:
            text: str = node.value
            # Plain style is '' from libyaml and None from the pure loader.
            return None if text in _NULLS and not node.style else text
        if node.__class__ is yaml.SequenceNode:
            return self.sequence(node, depth)
        return self.mapping(node, depth)

    def mapping(self, node: Any, depth: int) -> dict[str, Value]:
        result: dict[str, Value] = {}
        for key_node, value_node in node.value:
            key = key_node.value if key_node.__class__ is yaml.ScalarNode else self.odd(key_node)
            if key in result:
                self.twice(key, key_node, node, depth)
                self.value(value_node, depth + 1)
            else:
                result[key] = self.value(value_node, depth + 1)
        return result

    def sequence(self, node: Any, depth: int) -> Value:
        if self.is_link(node):
            return self.link(node)
        return [self.value(item, depth + 1) for item in node.value]

    def is_link(self, node: Any) -> bool:
        """Tell whether a list in a list is what YAML makes of an unquoted ``[[link]]``."""
        if not node.flow_style or len(node.value) != 1:
            return False
        inner = node.value[0]
        return (
            inner.__class__ is yaml.SequenceNode
            and bool(inner.flow_style and inner.value)
            and inner.start_mark.index == node.start_mark.index + 1
            and inner.end_mark.index == node.end_mark.index - 1
            and all(item.__class__ is yaml.ScalarNode for item in inner.value)
        )

    def link(self, node: Any) -> str:
        # The source keeps what the list would lose: [[Lee, Anna]] is one name.
        start, end = node.start_mark.index, node.end_mark.index
        written = one_line(self.text[start:end])
        message = "a [[link]] must be quoted: other tools do not see it"
        self.findings.append(_Finding(start, "unquoted-link", message, f"write {quoted(written)}"))
        return written

    def odd(self, node: Any) -> str:
        start, end = node.start_mark.index, node.end_mark.index
        self.findings.append(_Finding(start, "yaml", "a key must be plain text", "", "error"))
        return one_line(self.text[start:end])

    def twice(self, key: str, again: Any, mapping: Any, depth: int) -> None:
        if depth > 1:
            return  # in a nested map, which mdnet keeps as text only
        first = next(name for name, _ in mapping.value if name.value == key)
        line = place_in(self.text, first.start_mark.index).line
        message = f'the key "{key}" is there already on line {line}; the first one counts'
        place = again.start_mark.index
        self.findings.append(_Finding(place, "duplicate-key", message, "keep one", "error"))


def read_front_matter(path: str, data: bytes) -> FrontMatter:
    """Read what stands above the body of the note ``path``; never raises.

    Without front matter, or with something else between the dashes, all is body.
    """
    block = find_block(data)
    if block is None:
        return _without(path, data)
    raw = data[block.start : block.end]
    source, problems = _decoded(path, raw)
    if block.dots:
        line = raw.count(b"\n") + 2
        message = "the front matter is closed by ... instead of ---"
        problems.append(Problem(path, line, 1, "closing-dots", message, "write ---", "info"))
    head = _parsed(source)
    problems += [_problem(path, source, finding) for finding in head.findings]
    start = block.body if head.kept else 0
    body, body_problems = _body(path, data, start)
    return FrontMatter(
        head.kept, head.values, tuple(problems + body_problems), source if head.kept else "",
        body, data.count(b"\n", 0, start) + 1, head.root, head.places,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    """The YAML, parsed or salvaged; not ``kept`` when it is no front matter after all."""

    kept: bool
    values: dict[str, Value]
    findings: list[_Finding]
    root: Any = None
    places: dict[str, Position] = field(default_factory=dict)


def _parsed(source: str) -> _Head:
    handler = NoteHandler()
    try:
        values = handler.load(source)
    except (yaml.YAMLError, _TooMuchError, ValueError, TypeError, RecursionError) as error:
        values, places = salvage(source)
        return _Head(bool(values), values, [_broken(source, error)], places=places)
    root = handler.root
    if root is None or isinstance(root, yaml.MappingNode):
        return _Head(True, values, handler.findings + _lost(source, root), root)
    values, places, finding = _no_mapping(source, root)
    return _Head(bool(values), values, [finding], places=places)


def _without(path: str, data: bytes) -> FrontMatter:
    """Read a note that has no front matter, though it may have meant some."""
    body, problems = _body(path, data, 0)
    odd = misfit(data)
    if odd is None:
        return FrontMatter(False, {}, tuple(problems), "", body, 1)
    problems.insert(0, Problem(path, odd.line, 1, odd.code, odd.message, odd.fix, odd.severity))
    values: dict[str, Value] = {}
    salvaged: dict[str, Position] = {}
    if odd.severity == "error":  # meant as front matter, so what it says of privacy counts
        lines = body.split("\n", 200)[1:200]
        values, salvaged = salvage("\n".join(takewhile(str.strip, lines)))
    return FrontMatter(False, values, tuple(problems), "", body, 1, None, salvaged)


def _decoded(path: str, raw: bytes) -> tuple[str, list[Problem]]:
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        message = "the front matter is not UTF-8 text"
        place = _place_of_byte(raw, error.start)
        fix = "save the note as UTF-8"
        problem = Problem(path, place.line + 1, place.column, "encoding", message, fix, "error")
        return raw.decode(errors="replace"), [problem]


def _body(path: str, data: bytes, start: int) -> tuple[str, list[Problem]]:
    raw = data[start:]
    try:
        return raw.decode("utf-8-sig" if start == 0 else "utf-8"), []
    except UnicodeDecodeError as error:
        place = _place_of_byte(data, start + error.start)
        message = "this text is not UTF-8; what cannot be read is left out"
        fix = "save the note as UTF-8"
        problem = Problem(path, place.line, place.column, "encoding", message, fix)
        return raw.decode(errors="replace").removeprefix("\ufeff"), [problem]


def _place_of_byte(data: bytes, index: int) -> Position:
    line_start = data.rfind(b"\n", 0, index) + 1
    column = len(data[line_start:index].decode(errors="replace")) + 1
    return Position(data.count(b"\n", 0, index) + 1, column)


def _no_mapping(source: str, root: Any) -> tuple[dict[str, Value], dict[str, Position], _Finding]:
    """Judge YAML that is a list or a text: badly written keys, or no front matter at all."""
    start = root.start_mark.index
    if isinstance(root, yaml.ScalarNode) and _TIGHT_KEYS.match(source, start):
        values, places = salvage(source)
        message = "a space is missing after the colon"
        finding = _Finding(start, "lost-text", message, "write name: Anna", "error")
        return values, places, finding
    if isinstance(root, yaml.SequenceNode):
        message = "front matter must be key: value lines"
        return (
            {},
            {},
            _Finding(start, "not-a-mapping", message, "put a key above the list", "error"),
        )
    message = "what stands between the dashes is no front matter; it is read as text"
    return {}, {}, _Finding(start, "not-a-mapping", message, "", "info")


def _lost(source: str, root: Any) -> list[_Finding]:
    if not lost.may_lose(source):
        return []
    found = lost.lost_text(source, _spans(root))
    return [_Finding(item.index, "lost-text", item.message, item.fix) for item in found]


def _spans(root: Any) -> Iterator[lost.Span]:
    """Yield the plain values of the keys and of the items of their lists."""
    for key_node, node in root.value if root is not None else ():
        after = key_node.end_mark.index
        if node.__class__ is yaml.SequenceNode:
            for item in node.value:
                yield from _span(item, item.start_mark.index)
        else:
            yield from _span(node, after)


def _span(node: Any, after: int) -> Iterator[lost.Span]:
    start = node.start_mark.index
    # An alias is a node that stands elsewhere: its own place is looked at there.
    if node.__class__ is yaml.ScalarNode and not node.style and start >= after:
        yield lost.Span(after, start, node.end_mark.index)


def _broken(source: str, error: Exception) -> _Finding:
    """Return the problem behind an error of the parser."""
    if isinstance(error, (_TooMuchError, RecursionError)):
        message = "the front matter is nested too deeply or grows too large"
        return _Finding(0, "nested-too-deep", message, "keep it to key: value lines", "error")
    control = _CONTROL.search(source)
    if control is not None:
        message = f"there is a control character here: {control[0]!r}"
        return _Finding(control.start(), "yaml", message, "remove it", "error")
    lines = source.split("\n")
    hint = explain(_complaint(source, error), lines)
    index = sum(len(line) + 1 for line in lines[: hint.line]) + hint.column
    return _Finding(index, hint.code, hint.message, hint.fix, "error")


def _complaint(source: str, error: Exception) -> Complaint:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Complaint(str(error), "", 0, 0)
    place = place_in(source, error.problem_mark.index)
    context = error.context_mark
    context_line = None if context is None else place_in(source, context.index).line - 2
    return Complaint(
        error.problem or "", error.context or "", place.line - 2, place.column - 1, context_line
    )


def _problem(path: str, source: str, finding: _Finding) -> Problem:
    place = place_in(source, finding.index)
    return Problem(
        path, place.line, place.column, finding.code, finding.message, finding.fix, finding.severity
    )
