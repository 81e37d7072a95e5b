"""The text of a note as its owner wrote it, apart from its log, for exports.

Hidden text and regions that mdnet filled in are left out: neither is meant for others.
Knows only where front matter ends, and nothing of sentences.
"""

import re
from typing import NamedTuple

from mdnet.notes.encoding import decoded_body, readable
from mdnet.notes.hidden import UNTOLD, cut, hidden_in, without_code
from mdnet.notes.log import Headings, sections
from mdnet.notes.regions import without_regions
from mdnet.notes.split import find_block

_TRAILING_BLANKS = re.compile(r"(?<![ \t])[ \t]+$", re.MULTILINE)
_EMPTY_LINES = re.compile(r"\n{3,}")


class Body(NamedTuple):
    """Both as Markdown, without blank lines around; empty where there is none."""

    prose: str
    log: str
    """With its heading."""


def body_of(path: str, data: bytes, log_heading: Headings) -> Body:
    """The text below the front matter of the note ``path``; never raises.

    Args:
        path: of the note, needed only for decoding.
        data: its bytes.
        log_heading: the heading of the log, as in ``Config.log_heading``.
    """
    clean, _ = readable(path, data)
    block = find_block(clean)
    text, _ = decoded_body(path, clean, block.body if block else 0)
    text = without_regions(text.replace("\r\n", "\n"))
    text = cut(text, hidden_in(text), UNTOLD)
    prose, log, done = [], [], 0
    for start, end in sections(without_code(text), log_heading) if "#" in text else ():
        heading = text.rfind("\n", 0, max(start - 1, 0)) + 1
        prose.append(text[done:heading])
        log.append(text[heading:end].strip())
        done = end
    prose.append(text[done:])
    return Body(_tidy("".join(prose)), _tidy("\n\n".join(log)))


def _tidy(text: str) -> str:
    return _EMPTY_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", text)).strip("\n")
