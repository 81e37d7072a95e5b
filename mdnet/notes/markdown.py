"""Markdown marks: what of a body is code or comment, and what a line says without its marks.

Works on text alone; knows nothing of links between notes (``links``) or sentences (``prose``).
"""

import re

_FENCE = re.compile(r"^[ \t>]*(?:[-*+][ \t]+)?(`{3,}|~{3,})([^\n]*)$", re.MULTILINE)
# Spans are bounded so that stray backticks cannot make the search quadratic.
_INLINE_CODE = re.compile(r"(?<!`)(`{1,3})(?!`)([^\n]{1,500}?)(?<!`)\1(?!`)")
_NOT_NEWLINE = re.compile(r"[^\n]+")
_MARKS = re.compile(
    r"\*+|~~|==|%%|`+|(?<!\w)_+(?=\S)|(?<=\S)_+(?!\w)|\^[\w-]+$|<[/a-zA-Z][^<>\n]*>"
)
_MARK_LETTERS = re.compile(r"[*~=%`_^<]")


def without_hidden(body: str) -> str:
    """Return ``body`` with fenced code and HTML comments blanked out, every place kept."""
    return without_code_blocks(without_comments(body))


def without_code_blocks(body: str) -> str:
    """Return ``body`` with fenced code blanked out, every place kept."""
    return _without_fences(body) if "```" in body or "~~~" in body else body


def without_inline_code(text: str) -> str:
    """Return ``text`` with `` `code` `` blanked out, every place kept."""
    if "`" not in text:
        return text
    return _INLINE_CODE.sub(lambda found: " " * len(found[0]), text)


def plain(text: str) -> str:
    """Return ``text`` without emphasis, code marks and HTML tags."""
    return _MARKS.sub("", text) if _MARK_LETTERS.search(text) else text


def without_comments(body: str) -> str:
    """Return ``body`` with HTML comments blanked out, every place kept."""
    if "<!--" not in body:
        return body
    parts, done = [], 0
    while (start := body.find("<!--", done)) >= 0:
        end = body.find("-->", start + 4)
        if end < 0:
            break
        parts += [body[done:start], _blanked(body[start : end + 3])]
        done = end + 3
    return "".join([*parts, body[done:]])


def _without_fences(body: str) -> str:
    parts, done, opened = [], 0, None
    for fence in _FENCE.finditer(body):
        if opened is None:
            if "`" not in fence[2]:  # ```code``` on one line is inline code
                opened = fence
        elif _closes(fence, opened):
            parts += [body[done : opened.start()], _blanked(body[opened.start() : fence.end()])]
            done, opened = fence.end(), None
    if opened is None:
        return "".join([*parts, body[done:]])
    # A fence that is never closed reaches to the end, as everywhere in Markdown.
    return "".join([*parts, body[done : opened.start()], _blanked(body[opened.start() :])])


def _closes(fence: re.Match[str], opened: re.Match[str]) -> bool:
    return fence[1].startswith(opened[1]) and not fence[2].strip()


def _blanked(text: str) -> str:
    return _NOT_NEWLINE.sub(lambda found: " " * len(found[0]), text)
