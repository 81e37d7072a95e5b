"""The formats that mdnet reads contacts from, by name, and which of them a file is in.

``FORMATS`` is the one list of them. Mailboxes, calendars and free tables need to be told more
than the file (``mdnet.formats.mail``, ``calendar_file``, ``generic``); they are detected all
the same.
"""

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from mdnet.formats import google, linkedin, outlook
from mdnet.formats.content import physical_lines
from mdnet.formats.monica import read_monica
from mdnet.formats.person import Item
from mdnet.formats.table import has_heading, heading_of
from mdnet.formats.vcard.reader import read_vcards

Reader = Callable[[bytes, str], Iterator[Item]]

FORMATS: Final[dict[str, Reader]] = {
    "vcard": read_vcards,
    "linkedin": linkedin.read_linkedin,
    "google": google.read_google,
    "outlook": outlook.read_outlook,
    "monica": read_monica,
}
"""Readers that need nothing but a file and its name."""
OTHERS: Final = ("mbox", "ics", "csv")
"""Formats whose readers must be told more: own addresses, today, columns."""

_LOOKED_AT = 1 << 16
_MONICA = re.compile(rb'"app_version"|"contact"|"monica')
_HEADINGS: Final = (
    ("linkedin", linkedin.is_heading),
    ("google", google.is_heading),
    ("outlook", outlook.is_heading),
)


def detect(data: bytes, name: str) -> str | None:
    """Return the format of a file by what is in it, then by its name; None when unknown.

    Args:
        data: the file, or its first 64 KiB.
        name: its name.
    """
    start = b"".join(physical_lines(data[:_LOOKED_AT])).lstrip()
    upper = start[:4096].upper()
    if re.search(rb"^\s*BEGIN:VCARD", upper, re.MULTILINE):
        return "vcard"
    if upper.startswith(b"BEGIN:VCALENDAR"):
        return "ics"
    if start.startswith(b"From ") and re.search(rb"^[A-Za-z-]+: ", start, re.MULTILINE):
        return "mbox"
    if start[:1] == b"{" and b'"account"' in start and _MONICA.search(start):
        return "monica"
    for known, is_heading in _HEADINGS:
        if has_heading(start, is_heading):
            return known
    return _by_name(name, start)


def _by_name(name: str, start: bytes) -> str | None:
    suffix = name.lower().rpartition(".")[2]
    by_suffix = {"vcf": "vcard", "vcard": "vcard", "mbox": "mbox", "ics": "ics"}
    if suffix in by_suffix:
        return by_suffix[suffix]
    is_table = suffix in ("csv", "tsv", "txt") and b"\0" not in start
    return "csv" if is_table and heading_of(start) else None


def reader_of(name: str, *, photos: bool = False) -> Reader:
    """Return the reader of a format in ``FORMATS``; ``photos`` keeps the pictures of vCards."""
    if name == "vcard" and photos:
        return partial(read_vcards, photos=True)
    return FORMATS[name]
