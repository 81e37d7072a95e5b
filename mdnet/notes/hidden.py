"""Text in a note that is not its words: code, queries, comments, signs of plugins.

All decisions about it are made here. Resolves no links, and leaves the marks that begin a
block of words, such as headings and bullets, to ``prose``.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from typing import Final, Literal, NamedTuple

from mdnet.notes.markdown import INLINE_CODE, without_inline_code

Kind = Literal["code", "words", "query", "comment", "sign", "label"]
"""``code`` is a fenced block, ``words`` is inline code, which is read like any other word.

A ``query`` is code that a plugin replaces by its result. A ``sign`` is for programs: a block
id, a reference to a footnote, the type of a callout, the dates, priority and recurrence of a
task. The ``label`` of a footnote begins its text.
"""

UNREAD: Final[frozenset[Kind]] = frozenset(("code", "query", "comment", "sign"))
"""Kinds that are not a note's words. The labels of footnotes separate their texts, so they stay."""
UNTOLD: Final[frozenset[Kind]] = frozenset(("query", "comment", "sign", "label"))
"""Kinds that stay behind when a text leaves the vault. A block of code may go along."""
_CODE: Final[frozenset[Kind]] = frozenset(("code", "query"))

_FENCE = r"^[ \t>]*(?:[-*+][ \t]+)?(?P<ticks>`{3,}|~{3,})(?P<info>[^\n]*)$"
_CLOSING = re.compile(_FENCE, re.MULTILINE)
# Kinds that hide all marks up to their end.
_OPENING = re.compile(
    rf"(?P<fence>{_FENCE})|(?P<lead>^[ \t>]*)?(?P<mark><!--|%%)|(?P<run>`+)"
    r"|\b(?:INPUT|VIEW|BUTTON)(?:\[[^\[\]\n]{1,300}\])+",
    re.MULTILINE,
)
# Looked for first, which is quicker: most notes have none of these.
_MAY_OPEN = ("`", "~~~", "%%", "<!--", "INPUT[", "VIEW[", "BUTTON[")
_MAY_BE_SIGN = ("^", "[!")
_ENDS = {"<!--": "-->", "%%": "%%"}
_QUERY = re.compile(r"`+[ \t]*(?:\$?=(?!=)|(?:INPUT|VIEW|BUTTON)\[)")
# The plugins Dataview, Tasks, Buttons and Meta Bind, and the searches and bases of Obsidian.
_QUERY_BLOCK = re.compile(r"[ \t]*(?:dataview|tasks|button|meta-bind|query|base\b)", re.IGNORECASE)

_SIGN = re.compile(
    r"(?P<label>^[ \t]*\[\^[^\[\]\s]{1,100}\]:)|\[\^[^\[\]\s]{1,100}\]"
    r"|(?:^|(?<=[ \t]))\^[A-Za-z0-9-]+(?=[ \t]*$)"
    r"|^[ \t]*(?:>[ \t]*)+(?P<callout>\[![^\[\]\n]*\][+-]?)",
    re.MULTILINE,
)
_TASK = re.compile(r"^[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+\[[^\[\]]\][ \t][^\n]*", re.MULTILINE)
_TASK_EMOJI = "📅📆🗓⏳🛫➕✅❌🔺⏫🔼🔽⏬🔁🆔⛔🏁"
_TASK_SIGN = re.compile(
    r"[📅📆🗓⏳🛫➕✅❌]\ufe0f?[ \t]*\d{4}-\d{2}-\d{2}|[🔺⏫🔼🔽⏬]\ufe0f?"
    rf"|🔁\ufe0f?[^\n{_TASK_EMOJI}#\[]*|🏁\ufe0f?[ \t]*\w*"
    r"|[🆔⛔]\ufe0f?[ \t]*[\w-]*(?:[ \t]*,[ \t]*[\w-]+)*"
    r"|[\[(][ \t]*(?:due|scheduled|start|created|completion|cancelled|priority|repeat|id|dependsOn"
    r"|onCompletion)[ \t]*::[^\[\]()\n]*[\])]"
)
_NOT_NEWLINE = re.compile(r"[^\n]+")
_QUOTE_MARKS = " \t>"


class HiddenSpan(NamedTuple):
    """A piece of a text: ``[start:end]``."""

    start: int
    end: int
    kind: Kind


def hidden_in(body: str) -> list[HiddenSpan]:
    """Find the hidden parts of a note's text, and its inline code, in order.

    The mark that opens first hides the marks within. A comment that begins a line and is never
    closed reaches to the end, as an open fence does. Takes time linear in the length.
    """
    spans = list(_code_and_comments(body)) if any(one in body for one in _MAY_OPEN) else []
    rest = blanked(body, spans, UNREAD | {"words"})
    signs = list(_task_signs(rest))
    if any(one in body for one in _MAY_BE_SIGN):
        signs += _signs(rest)
    return sorted([*spans, *signs]) if signs else spans


def without_hidden(body: str) -> str:
    """Blank out all that is not a note's words; every place is kept."""
    return blanked(body, hidden_in(body), UNREAD)


def without_code(body: str) -> str:
    """Blank out all code, which has no links, but not comments; every place is kept."""
    # Inline code within a comment, too.
    return without_inline_code(blanked(body, hidden_in(body), _CODE))


def blanked(body: str, spans: Iterable[HiddenSpan], kinds: Collection[Kind]) -> str:
    """Replace some kinds of hidden text by spaces; every place is kept."""
    parts, done = [], 0
    for span in spans:
        if span.kind in kinds and span.end > done:
            start = max(span.start, done)
            parts += [body[done:start], _NOT_NEWLINE.sub(_blanks, body[start : span.end])]
            done = span.end
    return "".join([*parts, body[done:]]) if parts else body


def cut(body: str, spans: Iterable[HiddenSpan], kinds: Collection[Kind]) -> str:
    """Remove some kinds of hidden text; every line keeps its number."""
    parts, done = [], 0
    for span in spans:
        if span.kind in kinds and span.end > done:
            start = max(span.start, done)
            parts += [body[done:start], "\n" * body.count("\n", start, span.end)]
            done = span.end
    return "".join([*parts, body[done:]]) if parts else body


def _blanks(found: re.Match[str]) -> str:
    return " " * len(found[0])


def _code_and_comments(body: str) -> Iterator[HiddenSpan]:
    # Marks that nothing closes any more: searched once, however often they occur.
    unclosed: set[str] = set()
    at = 0
    while (opening := _OPENING.search(body, at)) is not None:
        span = _opened(opening, unclosed)
        at = opening.end()
        if span is not None:
            at = span.end
            yield span


def _opened(opening: re.Match[str], unclosed: set[str]) -> HiddenSpan | None:
    """The span that an opening mark starts, if it is one."""
    body = opening.string
    if opening["mark"]:
        return _comment(opening, unclosed)
    # A fence with a backtick after it is inline code.
    if opening["fence"] and "`" not in opening["info"]:
        kind: Kind = "query" if _QUERY_BLOCK.match(opening["info"]) else "code"
        return HiddenSpan(opening.start(), _end_of_fence(opening), kind)
    if opening["run"] or opening["fence"]:
        code = INLINE_CODE.match(body, opening.start("run" if opening["run"] else "ticks"))
        if code is None:
            return None
        return HiddenSpan(code.start(), code.end(), "query" if _QUERY.match(code[0]) else "words")
    return HiddenSpan(opening.start(), opening.end(), "query")


def _comment(opening: re.Match[str], unclosed: set[str]) -> HiddenSpan | None:
    body, start, mark = opening.string, opening.start("mark"), opening["mark"]
    end = -1 if mark in unclosed else body.find(_ENDS[mark], opening.end())
    if end < 0:
        unclosed.add(mark)
        return None if opening["lead"] is None else HiddenSpan(start, len(body), "comment")
    end += len(_ENDS[mark])
    if mark == "%%":
        end = _end_in_doubt(body, start, end)
    return HiddenSpan(start, end, "comment")


def _end_in_doubt(body: str, start: int, end: int) -> int:
    """The end of a comment whose last line may be a comment by itself.

    After a stray mark, as in "5%% off", the text between comments would be taken for comments.
    So everything up to the last mark of such a line is hidden.
    """
    line_start = body.rfind("\n", start, end) + 1
    if not line_start or body[line_start : end - 2].strip(_QUOTE_MARKS):
        return end
    line_end = body.find("\n", end)
    last = body.rfind("%%", end, line_end if line_end >= 0 else len(body))
    return end if last < 0 else last + 2


def _end_of_fence(opening: re.Match[str]) -> int:
    for fence in _CLOSING.finditer(opening.string, opening.end()):
        if fence["ticks"].startswith(opening["ticks"]) and not fence["info"].strip():
            return fence.end()
    # A fence that is never closed extends to the end, as always in Markdown.
    return len(opening.string)


def _signs(rest: str) -> Iterator[HiddenSpan]:
    for found in _SIGN.finditer(rest):
        start, end = found.span("callout" if found["callout"] else 0)
        yield HiddenSpan(start, end, "label" if found["label"] else "sign")


def _task_signs(rest: str) -> Iterator[HiddenSpan]:
    if "] " not in rest and "]\t" not in rest:
        return
    for task in _TASK.finditer(rest):
        for found in _TASK_SIGN.finditer(rest, task.start(), task.end()):
            yield HiddenSpan(found.start(), found.end(), "sign")
