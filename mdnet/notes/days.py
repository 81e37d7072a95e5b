"""The day in the name of a note: daily notes of Obsidian, Logseq and Dendron, meetings.

The user's own formats are those of Moment.js, by which Obsidian names daily notes
(https://momentjs.com/docs/#/displaying/format/). Knows paths and settings, no contents.
"""

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Final

from mdnet.util.patterns import late_pattern
from mdnet.util.written_days import MONTHS, day_of, place_of, written_day

# The name of a meeting continues after its day.
_ISO = late_pattern(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)
# 2026_05_03 of Logseq, daily.journal.2026.05.03 of Dendron, 20260503.
_WHOLE = late_pattern(r"(?:[\w.-]{0,200}\.)?(\d{4})([_.-]?)(\d{2})\2(\d{2})", re.ASCII)
_FOLDERS = late_pattern(r"(?:^|/)(\d{4})/(\d{2})/(\d{2})$", re.ASCII)
_DIGIT = late_pattern(r"\d")
_YEAR = late_pattern(r"\d{4}", re.ASCII)

_TOKEN = late_pattern(
    r"\[([^\]]*)\]|YYYY|MMMM|MMM|MM|M|DDDD?|DD|Do|D|d{1,4}|[A-Za-z]+|.", re.DOTALL
)
_NAME = r"[^\W\d_]++\.?"
_TOKENS: Final = {
    "YYYY": r"(?P<year>\d{4})",
    "MMMM": f"(?P<name>{_NAME})",
    "MMM": f"(?P<name>{_NAME})",
    "MM": r"(?P<month>\d{2})",
    "M": r"(?P<month>\d{1,2})",
    "DD": r"(?P<day>\d{2})",
    "D": r"(?P<day>\d{1,2})",
    "Do": r"(?P<day>\d{1,2})[^\W\d_]{1,3}",
    **dict.fromkeys(("dddd", "ddd", "dd"), _NAME),
}
_GROUP = late_pattern(r"\(\?P<(\w+)>")
_LONGEST_FORMAT = 100


def day_in_path(path: str, formats: Sequence[str] = ()) -> date | None:
    """The day in the name of a note, None if there is none.

    ``path`` is without its ending; ``formats`` are those of daily notes, with their folder.
    """
    # Most names have no digits, and so no day.
    return _day_in(path, formats) if _DIGIT.search(path) else None


def _day_in(path: str, formats: Sequence[str]) -> date | None:
    stem = path.rpartition("/")[2]
    if found := _ISO.match(stem):
        return day_of(int(found[1]), int(found[2]), int(found[3]))
    for one in formats:
        if day := _day_by(path, one):
            return day
    if stem[-1:].isdigit():
        if found := _WHOLE.fullmatch(stem):
            return day_of(int(found[1]), int(found[3]), int(found[4]))
        if found := _FOLDERS.search(path):
            return day_of(int(found[1]), int(found[2]), int(found[3]))
    if _YEAR.search(stem) is None or _WHOLE.match(stem):
        return None
    written = written_day(stem)
    return day_of(written.year, written.month, written.day) if written and written.year else None


def is_day_format(text: str) -> bool:
    """Whether a format gives a whole day, so that names can be read by it."""
    return _pattern(text) is not None


def _day_by(path: str, text: str) -> date | None:
    pattern = _pattern(text)
    found = pattern.search(path) if pattern else None
    if found is None:
        return None
    parts = found.groupdict()
    month = int(parts["month"]) if parts.get("month") else _month_called(parts.get("name") or "")
    return day_of(int(parts["year"]), month, int(parts["day"]))


def _month_called(name: str) -> int:
    place = place_of(name.strip(".").casefold(), MONTHS)
    return 0 if place is None else place + 1


@lru_cache(maxsize=64)
def _pattern(text: str) -> re.Pattern[str] | None:
    """The pattern of a format, None for one without a whole day."""
    parts: list[str] = []
    seen: set[str] = set()
    for token in _TOKEN.finditer(text[:_LONGEST_FORMAT].strip("/")):
        piece = _TOKENS.get(token[0]) or re.escape(token[1] if token[1] is not None else token[0])
        group = _GROUP.match(piece)
        if group and group[1] in seen:
            piece = piece.replace(group[0], "(?:")  # the month of a folder, said once more
        elif group:
            seen.add(group[1])
        parts.append(piece)
    if not {"year", "day"} <= seen or seen.isdisjoint(("month", "name")):
        return None
    return re.compile(f"(?:^|/){''.join(parts)}$")
