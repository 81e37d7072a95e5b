"""The front matter of a note: from bytes to plain values with their places.

The only module that knows YAML and python-frontmatter. Reads leniently (every scalar is a
string as written) and never gives up: what does not parse is salvaged line by line and
reported. Knows nothing of contacts, of what a key means, or of the body's text.
"""

import re
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any, NoReturn

import yaml
from frontmatter.default_handlers import BaseHandler

from mdnet.model.contact import Position, Problem
from mdnet.notes.encoding import decoded_body, decoded_head
from mdnet.notes.hints import Complaint, explain
from mdnet.notes.nodes import (
    NodeReader,
    Oddity,
    YamlTooLargeError,
    pairs_of,
    place_in,
    swallowed,
    value_index,
)
from mdnet.notes.salvage import mostly_keys, salvage
from mdnet.notes.split import find_block, misfit
from mdnet.notes.values import Value

MAX_EVENT_DEPTH = 40
# With more brackets, dashes and question marks than this, the depth is checked first.
_SUSPICIOUS = 200

# libyaml is 15 times as fast; without it the pure loader gives the same nodes.
_BASE: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class _Loader(_BASE):  # type: ignore[misc]  # which of the two is known only here
    """Composes nodes without asking what type a scalar might be: it is text."""

    def resolve(self, *_: object) -> None:
        """Give no node a tag."""


_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ufffe\uffff]")


_TIGHT_KEYS = re.compile(r"([\w-]+)::?([^\s:/].*)")

# Characters that YAML 1.1 takes for line ends and every editor shows as text.
_RARE_LINE_ENDS = re.compile("[\x85\u2028\u2029]")
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The front matter of a note, and the body itself, untouched.

    ``source`` is the YAML as written, ``body_line`` the number of the body's first line.
    ``values`` holds strings, None, lists and dicts only; for a repeated key, all values but
    the first are under the key followed by ``AGAIN``.
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
        """The place of a top-level key; the first line when there is no such key."""
        for name, _ in pairs_of(self.root, key):
            return place_in(self.source, name.start_mark.index)
        return self.salvaged.get(key, Position(1, 1))

    def value_place(self, key: str, item: int | None = None) -> Position:
        """The place of a value, or of one item of its list."""
        for name, node in pairs_of(self.root, key):
            return place_in(self.source, value_index(name, node, item))
        return self.salvaged.get(key, Position(1, 1))

    def is_in_value(self, place: Position, key: str) -> bool:
        """Whether a place in the file lies in the value of a top-level key."""
        for name, node in pairs_of(self.root, key):
            start = place_in(self.source, name.end_mark.index)
            end = place_in(self.source, node.end_mark.index)
            if _is_before(start, place) and _is_before(place, end):
                return True
        begun = self.salvaged.get(key)
        if begun is None or place.line < begun.line:
            return False
        later = (one.line for one in self.salvaged.values() if one.line > begun.line)
        return place.line < min(later, default=self.body_line)


def _is_before(one: Position, other: Position) -> bool:
    return (one.line, one.column) < (other.line, other.column)


class NoteHandler(BaseHandler):  # type: ignore[misc]  # mypy skips the untyped package
    """Front matter as mdnet reads it, in the shape python-frontmatter gives to handlers.

    After ``load``, ``root`` is the tree of nodes and ``findings`` are the oddities met.
    Give no note to ``frontmatter.load``: it strips bodies and loses keys.
    """

    FM_BOUNDARY = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)

    def __init__(self) -> None:
        self.root: Any = None
        self.findings: list[Oddity] = []

    def detect(self, text: str) -> bool:
        """Whether ``text`` begins with front matter."""
        return find_block(text.encode(errors="surrogatepass")) is not None

    def split(self, text: str) -> tuple[str, str]:
        """The YAML and the body; ValueError when there is no front matter."""
        data = text.encode(errors="surrogatepass")
        block = find_block(data)
        if block is None:
            raise ValueError("no front matter")
        head, body = data[block.start : block.end], data[block.body :]
        return head.decode(errors="surrogatepass"), body.decode(errors="surrogatepass")

    def load(self, fm: str) -> dict[str, Value]:
        """The values; yaml.YAMLError, RecursionError or TooMuchError when it cannot.

        Anything but a mapping gives no values; ``root`` shows what it was.
        """
        text, stand_ins = _without_rare_line_ends(fm)
        _guard(text)
        loader = _Loader(text)
        try:
            self.root = loader.get_single_node()
        finally:
            loader.dispose()
        if not isinstance(self.root, yaml.MappingNode):
            return {}
        reading = NodeReader(fm, self.findings, stand_ins)
        return reading.mapping(self.root, 1)

    def export(self, metadata: dict[str, object], **_: object) -> NoReturn:
        """Refuse: mdnet edits notes line by line and never writes front matter as a whole."""
        raise NotImplementedError("mdnet never writes front matter as a whole")


def _without_rare_line_ends(text: str) -> tuple[str, dict[int, str]]:
    """The text with letters in their place that mean nothing to YAML, and those letters.

    Every place stays the same.
    """
    rare = set(_RARE_LINE_ENDS.findall(text))
    if not rare:
        return text, {}
    unused = (number for number in _PRIVATE_USE if chr(number) not in text)
    stand_ins = dict(zip(unused, sorted(rare), strict=False))
    back = {ord(letter): number for number, letter in stand_ins.items()}
    return text.translate(back), stand_ins


def _guard(text: str) -> None:
    """Refuse deep nesting before the recursive composer sees it: it would crash the process."""
    count = text.count
    marks = count("[") + count("{") + count("- ") + count("-\t") + count("? ") + count("?\t")
    if marks <= _SUSPICIOUS:
        return
    depth = 0
    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_EVENT_DEPTH:
                raise YamlTooLargeError
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def read_front_matter(path: str, data: bytes) -> FrontMatter:
    """Read the front matter of the note ``path``; never raises.

    Without front matter, or with something else between the dashes, everything is body.
    """
    block = find_block(data)
    if block is None:
        return _without(path, data)
    raw = data[block.start : block.end]
    source, problems = decoded_head(path, raw)
    if block.dots:
        line = raw.count(b"\n") + 2
        message = "the front matter is closed by ... instead of ---"
        problems.append(Problem(path, line, 1, "closing-dots", message, "write ---", "info"))
    head = _parsed(source)
    problems += [_problem(path, source, finding) for finding in head.findings]
    start = block.body if head.kept else 0
    body, body_problems = decoded_body(path, data, start)
    return FrontMatter(
        head.kept, head.values, tuple(problems + body_problems), source if head.kept else "",
        body, data.count(b"\n", 0, start) + 1, head.root, head.places,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    """The YAML, parsed or salvaged; not ``kept`` when it is not front matter after all."""

    kept: bool
    values: dict[str, Value]
    findings: list[Oddity]
    root: Any = None
    places: dict[str, Position] = field(default_factory=dict)


def _parsed(source: str) -> _Head:
    handler = NoteHandler()
    try:
        values = handler.load(source)
    except (yaml.YAMLError, YamlTooLargeError, ValueError, TypeError, RecursionError) as error:
        values, places = salvage(source)
        return _Head(mostly_keys(source), values, [_broken(source, error)], places=places)
    root = handler.root
    if root is None or isinstance(root, yaml.MappingNode):
        return _Head(True, values, handler.findings + swallowed(source, root), root)
    values, places, finding = _no_mapping(source, root)
    return _Head(bool(values), values, [finding], places=places)


def _without(path: str, data: bytes) -> FrontMatter:
    """Read a note without front matter, though some may have been intended."""
    body, problems = decoded_body(path, data, 0)
    odd = misfit(data)
    if odd is None:
        return FrontMatter(False, {}, tuple(problems), "", body, 1)
    problems.insert(0, Problem(path, odd.line, 1, odd.code, odd.message, odd.fix, odd.severity))
    values: dict[str, Value] = {}
    salvaged: dict[str, Position] = {}
    if odd.severity == "error":  # meant as front matter, so its privacy setting counts
        lines = body.split("\n", 200)[1:200]
        values, salvaged = salvage("\n".join(takewhile(str.strip, lines)))
    return FrontMatter(False, values, tuple(problems), "", body, 1, None, salvaged)


def _no_mapping(source: str, root: Any) -> tuple[dict[str, Value], dict[str, Position], Oddity]:
    """Judge YAML that is a list or a text: badly written keys, or not front matter at all."""
    start = root.start_mark.index
    tight = _TIGHT_KEYS.match(source, start) if isinstance(root, yaml.ScalarNode) else None
    if tight is not None:
        values, places = salvage(source)
        message = "a space is missing after the colon"
        fix = f"write {tight[1]}: {tight[2].rstrip()}"
        return values, places, Oddity(tight.end(1), "broken-yaml", message, fix, "error")
    if isinstance(root, yaml.SequenceNode):
        message = "front matter must be key: value lines"
        finding = Oddity(start, "not-a-mapping", message, "put a key above the list", "error")
        return {}, {}, finding
    message = "the text between the dashes is not front matter; it is read as prose"
    return {}, {}, Oddity(start, "no-front-matter", message, "", "info")


def _broken(source: str, error: Exception) -> Oddity:
    """The problem for an error of the parser."""
    if isinstance(error, (YamlTooLargeError, RecursionError)):
        message = "the front matter is nested too deeply or grows too large"
        return Oddity(0, "nested-too-deep", message, "keep it to key: value lines", "error")
    control = _CONTROL.search(source)
    if control is not None:
        message = f"there is a control character here: {control[0]!r}"
        return Oddity(control.start(), "broken-yaml", message, "remove it", "error")
    lines = source.split("\n")
    hint = explain(_complaint(source, error), lines)
    index = sum(len(line) + 1 for line in lines[: hint.line]) + hint.column
    return Oddity(index, hint.code, hint.message, hint.fix, "error")


def _complaint(source: str, error: Exception) -> Complaint:
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Complaint(str(error), "", 0, 0)
    place = place_in(source, error.problem_mark.index)
    context = error.context_mark
    context_line = None if context is None else place_in(source, context.index).line - 2
    return Complaint(
        error.problem or "", error.context or "", place.line - 2, place.column - 1, context_line
    )


def _problem(path: str, source: str, finding: Oddity) -> Problem:
    place = place_in(source, finding.index)
    return Problem(
        path, place.line, place.column, finding.code, finding.message, finding.fix, finding.severity
    )
