"""The values of content lines: escapes, structured values, dates, phone links.

Pure functions from text to text. RFC 6350 sections 3.4 and 4, RFC 2426, and what Apple,
Google and CardBook do beside them.
"""

import re
from urllib.parse import unquote

from mdnet.util.written_days import NO_YEARS, YEARLESS, written_day

_ESCAPED = re.compile(r"\\([\\,;:nN\"'])")
_APPLE_LABEL = re.compile(r"_\$!<(.*)>!\$_")
_NO_YEAR = re.compile(r"--(\d{2})-?(\d{2})(?:[T ].*)?", re.ASCII)


def unescape(value: str) -> str:
    """The text of an escaped value."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def escape(text: str) -> str:
    """``text`` as a value, with commas and semicolons escaped."""
    slashed = text.replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")
    return slashed.replace("\r\n", "\\n").replace("\n", "\\n").replace("\r", "\\n")


def split(value: str, separator: str) -> list[str]:
    """Split a value at a separator that no backslash escapes; the parts stay escaped."""
    if "\\" not in value:
        return value.split(separator)
    parts = []
    start = 0
    for found in re.finditer(rf"\\.|{re.escape(separator)}", value, re.DOTALL):
        if found[0] == separator:
            parts.append(value[start : found.start()])
            start = found.end()
    return [*parts, value[start:]]


def components(value: str) -> list[str]:
    """The parts of a structured value such as ``ADR``, unescaped."""
    return [unescape(part).strip() for part in split(value, ";")]


def listed(value: str) -> list[str]:
    """The values of a comma list, unescaped, without empty ones."""
    return [text for part in split(value, ",") if (text := unescape(part).strip())]


def plain_label(value: str) -> str:
    """A label of Apple's address book: ``_$!<Work>!$_`` is ``Work``."""
    text = unescape(value).strip()
    found = _APPLE_LABEL.fullmatch(text)
    return found[1] if found else text


def partial_date(text: str, *, omit_year: str = "") -> str | None:
    """Read ``1981-04-17``, ``19810417``, ``--0417``; a year that stands for none is dropped.

    So are ``1981/4/17``, ``17.4.1981`` and the like, which some programs write.

    Args:
        text: the value, with or without a time of day.
        omit_year: the value of X-APPLE-OMIT-YEAR, a year that stands for none.

    Returns:
        ``1981-04-17`` or ``--04-17``, or None when it is no day.
    """
    stripped = text.strip()
    found = _NO_YEAR.fullmatch(stripped)
    day = written_day(f"{YEARLESS}-{found[1]}-{found[2]}" if found else stripped)
    if day is None:
        return None
    if not day.year or day.year in NO_YEARS or str(day.year) == omit_year.strip():
        return f"--{day.month:02}-{day.day:02}"
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


def telephone(value: str) -> tuple[str, str]:
    """The number of a value such as ``tel:+1-555;ext=2``, and what follows it."""
    text = unescape(value).strip()
    if text[:4].lower() != "tel:":
        return text, ""
    number, _, rest = text[4:].partition(";")
    return unquote(number).strip(), rest
