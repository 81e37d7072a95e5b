"""Links to other notes, as they are written: wikilinks and Markdown links.

Finds and takes apart; what a target resolves to is the business of the vault.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote

from mdnet.model import Link
from mdnet.notes.markdown import without_inline_code

# Only ]] closes, no line end inside, the inner brackets win. The possessive ++ keeps the
# nested repetition from trying every way to cut the text.
LINK = re.compile(
    r"(?P<embed>!?)(?:"
    r"\[\[(?!\[)(?P<wiki>(?:[^\[\]\n]++|\](?!\])|\[(?!\[))+)\]\]"
    r"|\[(?P<text>[^\[\]\n]*)\]\((?P<url><[^<>\n]+>|[^()\s<>]+)(?:[ \t]+\"[^\"\n]*\")?\)"
    r")"
)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_OTHER_FILE = re.compile(r"\.(?!md$)[a-z0-9]{1,5}$", re.IGNORECASE)
# Quotes and unchecked tasks, at the start of a line.
_UNCOUNTED = re.compile(r"[ \t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?:>|\[ \][ \t])")
_SEPARATORS = re.compile(r"[\s,;&+]*(?:and)?[\s,;]*")


def read_links(text: str, first_line: int = 1) -> tuple[Link, ...]:
    """Return the links in ``text``, whose first line has the number ``first_line``.

    Fenced code and comments must be blanked out already; inline code is passed over here.
    """
    if "[" not in text:
        return ()
    return tuple(_located(without_inline_code(text), first_line))


def _located(text: str, line: int) -> Iterator[Link]:
    line_start = counted = 0
    for found in LINK.finditer(text):
        taken = _parts(found)
        if taken is None:
            continue
        start = found.start()
        passed = text.count("\n", counted, start)
        if passed:
            line += passed
            line_start = text.rfind("\n", counted, start) + 1
        counted = start
        counts = not found["embed"] and not _UNCOUNTED.match(text, line_start)
        yield Link(taken[0], taken[1], line, start - line_start + 1, counts)


def split_links(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` with every link as its display text, and the targets in order.

    An embedded file says nothing in words and vanishes; an embedded note is no target.
    """
    if "[" not in text:
        return text, ()
    parts, targets, done = [], [], 0
    for found in LINK.finditer(without_inline_code(text)):
        parts.append(text[done : found.start()])
        done = found.end()
        taken = _parts(found)
        if taken is not None and not found["embed"]:
            targets.append(taken[0])
        parts.append("" if found["embed"] else _shown(found, taken))
    return "".join([*parts, text[done:]]), tuple(targets)


def only_links(text: str) -> list[str] | None:
    """Return the single links of a text such as ``[[A]], [[B]]``; None if it says more."""
    found = [link.span() for link in LINK.finditer(text)]
    ends = [0, *(end for _, end in found)]
    starts = [*(start for start, _ in found), len(text)]
    between = zip(ends, starts, strict=True)
    if not found or not all(_SEPARATORS.fullmatch(text, end, start) for end, start in between):
        return None
    return [text[start:end] for start, end in found]


def target_of(found: re.Match[str]) -> str | None:
    """Return the target of a match of ``LINK``; None for a link that leads to no other note."""
    taken = _parts(found)
    return taken[0] if taken else None


def _shown(found: re.Match[str], taken: tuple[str, str] | None) -> str:
    if taken is not None:
        return taken[1]
    return found["text"] or (found["wiki"] or "").strip("# ")


def _parts(found: re.Match[str]) -> tuple[str, str] | None:
    """Return target and display text, or None for a link that leads to no other note."""
    if found["wiki"] is not None:
        return _wiki_parts(found["wiki"])
    return _markdown_parts(found["url"], found["text"])


@lru_cache(maxsize=8192)  # the same people are named in note after note
def _wiki_parts(inner: str) -> tuple[str, str] | None:
    # In a table the bar is written \| lest it end the cell.
    written, _, text = inner.replace("\\|", "|").partition("|")
    target = written.partition("#")[0].strip()
    if not target:
        return None  # a heading of the same note
    return target, text.strip() or target.rpartition("/")[2]


def _markdown_parts(url: str, text: str) -> tuple[str, str] | None:
    if _SCHEME.match(url):
        return None
    target = unquote(url.strip("<>").partition("#")[0]).strip()
    if not target or "\n" in target or _OTHER_FILE.search(target):
        return None
    return target, text.strip() or target.rpartition("/")[2]
