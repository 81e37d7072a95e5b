"""The formats that mdnet reads contacts from: the one list of them, in the order of detection.

A format is a module of this package with a reader; modules are imported when a file is
looked at, so that to know the names costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from mdnet.formats.person import Reader

_LOOKED_AT = 1 << 16


class Format(NamedTuple):
    """Where the reader of a format is, and what its files are called."""

    module: str
    """Of this package, and behind a colon what the reader is called, if not ``READER``."""
    endings: tuple[str, ...] = ()
    """Of names of files in which nothing else tells the format."""
    days_only: bool = False
    """Whether it knows people only by when one was in touch."""
    is_table: bool = False


FORMATS: Final = {
    "vcard": Format("vcard.reader", ("vcf", "vcard")),
    "ics": Format("calendar_file", ("ics",), days_only=True),
    "mbox": Format("mail", ("mbox",), days_only=True),
    "monica": Format("monica"),
    "facebook": Format("facebook"),
    "ldif": Format("ldif", ("ldif", "ldi")),
    "abook": Format("mail_books:ABOOK"),
    "mutt": Format("mail_books:MUTT"),
    "org": Format("mail_books:ORG"),
    "linkedin-messages": Format("linkedin_archive:MESSAGES", days_only=True),
    "linkedin-recommendations": Format("linkedin_archive:RECOMMENDATIONS"),
    "linkedin": Format("linkedin", is_table=True),
    "google": Format("google", is_table=True),
    "outlook": Format("outlook", is_table=True),
    "csv": Format("generic", is_table=True),
}


def reader_of(name: str) -> "Reader":
    """The reader of a format in ``FORMATS``."""
    module, _, called = FORMATS[name].module.partition(":")
    reader: Reader = getattr(import_module(f"mdnet.formats.{module}"), called or "READER")
    return reader


def detect(data: bytes, name: str) -> str | None:
    """The format of a file by what is in it, then by its name; None when unknown.

    Args:
        data: the file, or its first 64 KiB.
        name: its name.
    """
    from mdnet.formats.content import physical_lines

    start = b"".join(physical_lines(data[:_LOOKED_AT])).lstrip()
    for known in FORMATS:
        if reader_of(known).recognises(start, name):
            return known
    ending = name.lower().rpartition(".")[2]
    return next((known for known, one in FORMATS.items() if ending in one.endings), None)
