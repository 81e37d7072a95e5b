"""The formats that mdnet writes contacts in: the one list of them.

Each imports its module when it is written, so that to know the names costs nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from mdnet.formats.person import Outgoing


class Layout(NamedTuple):
    """What the user chose of a format that has more than one form."""

    version: Literal["3.0", "4.0"] = "4.0"
    """Of vCards."""
    columns: str = "google"
    """Of tables: ``google`` or ``linkedin``."""
    name: str = "contacts"
    """Of the index, for OpenSearch."""
    day: date = date(2000, 1, 1)
    """The day of the export, for calendars."""


class Writer(NamedTuple):
    """A format. ``write`` gives the parts of a file, for people in their order."""

    write: Callable[["Iterable[Outgoing]", Layout], Iterator[str]]
    takes_text: Callable[[Layout], bool] = lambda _: True
    """Whether the text of notes is written; without, no note needs to be opened."""
    takes_reminders: bool = False
    """Whether it matters when to be in touch again."""
    is_json: bool = False


def _vcard(people: "Iterable[Outgoing]", layout: Layout) -> Iterator[str]:
    from mdnet.formats.vcard.writer import write_vcards

    return write_vcards(people, layout.version)


def _csv(people: "Iterable[Outgoing]", layout: Layout) -> Iterator[str]:
    from mdnet.formats.tables_out import write_google, write_linkedin

    return write_linkedin(people) if layout.columns == "linkedin" else write_google(people)


def _ndjson(people: "Iterable[Outgoing]", _: Layout) -> Iterator[str]:
    from mdnet.formats.json_out import write_ndjson

    return write_ndjson(people)


def _opensearch(people: "Iterable[Outgoing]", layout: Layout) -> Iterator[str]:
    from mdnet.formats.json_out import write_opensearch

    return write_opensearch(people, layout.name)


def _ics(people: "Iterable[Outgoing]", layout: Layout) -> Iterator[str]:
    from mdnet.formats.calendar_out import write_calendar

    return write_calendar(people, layout.day)


WRITERS: Final = {
    "vcard": Writer(_vcard),
    "csv": Writer(_csv, lambda layout: layout.columns != "linkedin"),
    "jsonl": Writer(_ndjson, is_json=True),
    "ics": Writer(_ics, lambda _: False, takes_reminders=True),
    "ndjson": Writer(_ndjson, is_json=True),
    "opensearch": Writer(_opensearch, is_json=True),
    "meilisearch": Writer(_ndjson, is_json=True),
}
