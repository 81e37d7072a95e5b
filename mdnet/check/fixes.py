"""The fixes: from the bytes of a note and one of its problems to new bytes.

Each returns None where the intent is unclear. ``mdnet.check.verify`` decides whether the
result is safe to use.
"""

import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence

from mdnet.check.text import BOM
from mdnet.check.verify import differences
from mdnet.editing.links import is_row
from mdnet.model.contact import Problem
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.split import find_block
from mdnet.notes.values import as_partial_date, texts_of

_WRITE = "write "
# A hint that is a guess ends with this.
_GUESS = " ?"
_MOST_LINES = 50
_FEWEST_COLONS = 2

_KEY_OR_ITEM = re.compile(r"[ \t]*(?:-[ \t]|[\w\"'-][^:\n]*:(?:\s|$))|[ \t]+\S")
_QUOTED = re.compile(r"(?P<quote>[\"'])(?P<value>[^\"']*)(?P=quote)")
_BARE = re.compile(r"(?P<value>[^\"'\s#](?:[^#\n]*[^\s#])?)(?=\s*(?:#|$))")
_WIKILINK = re.compile(r"\[\[[^\[\]\n]+\]\]")
_WORD = re.compile(r"\w+")
_LAST_SIGN = re.compile(r".*(?::|-)[ \t]+")
_TOKEN = "mdnet0token0"  # noqa: S105 - a word that no note contains


def closed(data: bytes, _: Problem) -> bytes | None:
    """Close front matter below its last key."""
    lines = _lines(data)
    if lines is None:
        return None
    end = 1
    while end < len(lines) and _KEY_OR_ITEM.match(lines[end]):
        end += 1
    if end == 1:
        return None
    closing = "---\r" if lines[0].endswith("\r") else "---"
    return "\n".join([*lines[:end], closing, *lines[end:]]).encode()


def moved_up(data: bytes, _: Problem) -> bytes | None:
    """Drop the blank lines above front matter."""
    mark = BOM if data.startswith(BOM) else b""
    rest = data[len(mark) :].lstrip(b" \t\r\n")
    return mark + rest if rest.startswith(b"---") else None


def only_blank_lines_gone(before: bytes, after: bytes) -> bool:
    """Whether a note lost only leading whitespace, and its front matter is found now."""
    return before.endswith(after.removeprefix(BOM)) and read_front_matter("", after).present


def parsed(data: bytes, problem: Problem) -> bytes | None:
    """Rewrite broken lines of front matter as their hints say, until it parses."""
    for _ in range(_MOST_LINES):
        new = _with_hinted_line(data, problem)
        if new is None or new == data:
            return None
        data = new
        broken = [one for one in read_front_matter("", data).problems if one.code == problem.code]
        if not broken:
            return _without_lost_text(data)
        problem = broken[0]
    return None


def _without_lost_text(data: bytes) -> bytes:
    """Quote values that would be lost now that the front matter parses."""
    for _ in range(_MOST_LINES):
        problems = read_front_matter("", data).problems
        lost = next((one for one in problems if one.code == "lost-text"), None)
        new = with_written_value(data, lost) if lost else None
        if new is None or read_front_matter("", new).root is None:
            break
        data = new
    return data


def only_values_rewritten(before: bytes, after: bytes) -> bool:
    """Whether front matter that parses now says what was written, and no more.

    Each line must keep its letters. Then each rewritten value is replaced by a placeholder:
    all the others must stay the same.
    """
    old, new = _lines(before), _lines(after)
    if old is None or new is None or len(old) != len(new):
        return False
    changed = [at for at, line in enumerate(new) if line != old[at]]
    if any(_letters(old[at]) != _letters(new[at]) for at in changed):
        return False
    probe = [*new]
    for at in changed:
        probe[at] = _with_token(old[at], new[at])
    front, tried = _read(new), _read(probe)
    if front.root is None or front.body != tried.body or tried.root is None:
        return False
    most = sum(_TOKEN in line for line in probe)
    return differences(tried.values, front.values) <= most and _holds_all(front, _read(old))


def without_mark(data: bytes, _: Problem) -> bytes | None:
    """Drop the byte order mark."""
    return data.removeprefix(BOM)


def with_one_line_end(data: bytes, _: Problem) -> bytes | None:
    """End all lines as most of them do."""
    plain = data.replace(b"\r\n", b"\n")
    windows = data.count(b"\r\n")
    return plain if windows * 2 <= data.count(b"\n") else plain.replace(b"\n", b"\r\n")


def with_dashes(data: bytes, _: Problem) -> bytes | None:
    """Close front matter with dashes."""
    block = find_block(data)
    if block is None or not block.dots:
        return None
    return data[: block.end] + b"---" + data[block.end + 3 :]


def with_one_colon(data: bytes, problem: Problem) -> bytes | None:
    """Leave one colon after a key that has two or more."""
    lines = _lines(data)
    if lines is None:
        return None
    line, start = lines[problem.line - 1], problem.column - 1
    rest = line[start:].lstrip(":")
    if len(line) - start - len(rest) < _FEWEST_COLONS:
        return None
    lines[problem.line - 1] = f"{line[:start].rstrip(': ')}:{rest}"
    return "\n".join(lines).encode()


def with_written_value(data: bytes, problem: Problem) -> bytes | None:
    """Write a value as the hint says, up to the end of the line, item or comment."""
    hint = problem.fix.removeprefix(_WRITE)
    lines = _lines(data)
    if lines is None or hint == problem.fix or not hint.startswith(("'", '"')):
        return None
    meant = hint[1:-1].replace("''", "'") if hint[0] == "'" else hint[1:-1]
    line, start = lines[problem.line - 1], problem.column - 1
    if not line.startswith(meant, start):
        return None
    lines[problem.line - 1] = line[:start] + hint + line[start + len(meant) :]
    return "\n".join(lines).encode()


def with_usual_date(data: bytes, problem: Problem) -> bytes | None:
    """Write a date as the hint says, within its quotes or up to a comment."""
    hint = problem.fix.removeprefix(_WRITE)
    lines = _lines(data)
    if lines is None or hint == problem.fix:
        return None
    line, start = lines[problem.line - 1], problem.column - 1
    found = _QUOTED.match(line, start) or _BARE.match(line, start)
    if found is None or as_partial_date(found["value"]) != hint:
        return None
    lines[problem.line - 1] = line[: found.start("value")] + hint + line[found.end("value") :]
    return "\n".join(lines).encode()


def with_written_link(data: bytes, problem: Problem) -> bytes | None:
    """Write a wikilink as the hint says."""
    hint = problem.fix.removeprefix(_WRITE)
    lines = _lines(data)
    if lines is None or not _WIKILINK.fullmatch(hint):
        return None
    line = lines[problem.line - 1]
    start = problem.column - 1 + (line[problem.column - 1 : problem.column] == "!")
    link = _WIKILINK.match(line, start)
    if link is None or "#" in link[0]:
        return None
    if is_row(line):
        hint = hint.replace("|", "\\|")
    lines[problem.line - 1] = line[:start] + hint + line[link.end() :]
    return "\n".join(lines).encode()


def _lines(data: bytes) -> list[str] | None:
    """The lines of a note; None if it is not text or has a byte order mark."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    # Columns do not count the mark, so it must be removed first.
    return None if text.startswith("\ufeff") else text.split("\n")


def _with_hinted_line(data: bytes, problem: Problem) -> bytes | None:
    """The note with one line written as its hint says."""
    hint = problem.fix.removeprefix(_WRITE)
    lines = _lines(data)
    if lines is None or hint == problem.fix or hint.endswith(_GUESS):
        return None
    old = lines[problem.line - 1]
    if not re.search(r"(?::|-)(?:[ \t]|$)", hint):
        return None  # advice, not a line
    indent = old[: len(old) - len(old.lstrip())].replace("\t", "  ")
    end = "\r" if old.endswith("\r") else ""
    lines[problem.line - 1] = indent + hint.strip() + end
    return "\n".join(lines).encode()


def _with_token(old: str, new: str) -> str:
    """The new line with its value, from the first difference on, replaced by a word."""
    common = os.path.commonprefix([old, new])  # noqa: RUF071 - of letters, not of paths
    sign = _LAST_SIGN.match(common)
    return sign[0] + _TOKEN if sign else new


def _holds_all(front: FrontMatter, saved: FrontMatter) -> bool:
    """Whether everything read from the broken front matter is a value now."""
    return not _words(_texts(saved)) - _words(_texts(front))


def _texts(front: FrontMatter) -> list[str]:
    return [text for value in front.values.values() for text in texts_of(value)]


def _words(texts: Iterable[str]) -> Counter[str]:
    return Counter(word for text in texts for word in _WORD.findall(text))


def _read(lines: Sequence[str]) -> FrontMatter:
    return read_front_matter("", "\n".join(lines).encode())


def _letters(line: str) -> str:
    return "".join(letter for letter in line if letter.isalnum())
