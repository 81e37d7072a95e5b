"""Text in front matter that YAML swallows without an error: ``#tag``, ``&Sons``, ``-a``.

Looks at the source of single values; knows no YAML library and no keys.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from mdnet.notes.scalars import quoted, split_comment

NO_BREAK_SPACE = "\u00a0"

# A list item without its blank, and a list below a key that has a value already.
_TIGHT_DASH = re.compile(r"\n[ \t]*-[^\s-]")
_LIST_BELOW_TEXT = re.compile(r":[ \t]+[^\s|>&#][^\n]*\n[ \t]+-[ \t]")
_DASH_LINE = re.compile(r"(?:^|\n)[ \t]*-")
_HASH = re.compile(r"[ \t]+(#[^\s#][^\n]*)")
_SIGN = re.compile(r"[&!][^\s,\[\]{}]*")
_ALIAS = re.compile(r"\*([\w-]+)")
_ODD_INDENT = re.compile(rf"^[ \t]*{NO_BREAK_SPACE}", re.MULTILINE)
# A value or an item that ends with a bracket that nothing opened.
_STRAY = re.compile(r"(?:^|[:-][ \t]+)[^\s\[{\"'|>#][^\[{\n]*[\]}][ \t]*$", re.MULTILINE)
_STRAY_END = re.compile(r"[^\[{]*?([\]}]{1,2})")
_MERGE = re.compile(r"^<<[ \t]*:", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class ValueSpan:
    """One plain or empty value in the source: ``[start:end]``, its key or dash before ``after``.

    Anchors and tags stand between ``after`` and the value; ``start`` is theirs.
    """

    after: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class LostText:
    """Lost text: its place in the source, the reason, and how to write it."""

    index: int
    message: str
    fix: str


def may_lose(source: str) -> bool:
    """Whether the values need a closer look; a quick check."""
    return (
        "#" in source
        or "&" in source
        or "!" in source
        or NO_BREAK_SPACE in source
        or "<<" in source
        or _TIGHT_DASH.search(source) is not None
        or _LIST_BELOW_TEXT.search(source) is not None
    )


def lost_text(source: str, spans: Iterable[ValueSpan]) -> Iterator[LostText]:
    """Yield the parts of ``source`` that did not reach the values, or not as intended."""
    for found in _ODD_INDENT.finditer(source):
        message = "a no-break space begins this line and becomes part of the key"
        yield LostText(found.end() - 1, message, "use plain spaces")
    for found in _MERGE.finditer(source):
        yield LostText(found.start(), '"<<" is not merged but read as a key', "write the keys out")
    aliases = frozenset(_ALIAS.findall(source))
    for span in spans:
        lost = _sign(source, span, aliases) or _hash(source, span) or _dash(source, span)
        if lost is not None:
            yield lost


def may_have_stray_bracket(source: str) -> bool:
    """Whether the values need a closer look; a quick check."""
    return _STRAY.search(source) is not None


def stray_brackets(source: str, spans: Iterable[ValueSpan]) -> Iterator[LostText]:
    """Yield the closing brackets at the end of a value that nothing opened: ``a: x]``."""
    for span in spans:
        written = source[span.start : span.end]
        found = _STRAY_END.fullmatch(written)
        if found is None:
            continue
        opener = "".join("[" if closer == "]" else "{" for closer in found[1])
        whole = quoted(opener + written) if opener == "[[" else opener + written
        message = f"there is no {opener} before this {found[1]}"
        yield LostText(span.start + found.start(1), message, f"write {whole}")


def _sign(source: str, span: ValueSpan, aliases: Collection[str]) -> LostText | None:
    """An anchor or a tag: ``&Sons Ltd`` arrives as ``Ltd``."""
    sign = _SIGN.match(source, span.start)
    if sign is None or sign[0].startswith("!!"):
        return None
    if sign[0][0] == "&" and sign[0][1:] in aliases:
        return None  # the anchor is used
    line_end = source.find("\n", span.start)
    line = source[span.start : line_end if line_end >= 0 else len(source)]
    written = split_comment(line.rstrip())[0]
    return LostText(span.start, f'"{sign[0]}" is lost: YAML reads it as syntax', _quote(written))


def _hash(source: str, span: ValueSpan) -> LostText | None:
    """A comment that was no comment: ``a #tag`` arrives as ``a``."""
    comment = _HASH.match(source, span.end)
    if comment is None:
        return None
    start = span.start if span.start < span.end else comment.start(1)
    tag = split_comment(comment[1].rstrip())[0]
    message = f'"{tag}" is lost: # begins a comment'
    return LostText(start, message, _quote(source[start : comment.start(1)] + tag))


def _dash(source: str, span: ValueSpan) -> LostText | None:
    """List items that became part of a text: ``Anna`` above ``- x`` arrives as ``Anna - x``."""
    written = source[span.after : span.end]
    dash = _DASH_LINE.search(written) if "\n" in written else None
    if dash is None:
        return None
    at = span.after + dash.end() - 1
    spaced = source[at + 1 : at + 2] in (" ", "\t")
    if spaced:
        return LostText(
            at, "this list is read as part of the text above it", "make all of it a list"
        )
    end = source.find("\n", at)
    item = source[at + 1 : end if end >= 0 else len(source)].strip()
    return LostText(at, "a list item needs a space after its dash", f"write - {item}")


def _quote(written: str) -> str:
    return f"write {quoted(written)}"
