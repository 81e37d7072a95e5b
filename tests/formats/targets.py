"""One function for each reader that takes any bytes, for fuzzing: ``target(data)``."""

import io
from collections.abc import Callable
from datetime import date

from mdnet.formats.calendar_file import read_calendar
from mdnet.formats.charsets import as_unicode
from mdnet.formats.generic import read_table
from mdnet.formats.google import read_google
from mdnet.formats.linkedin import read_linkedin
from mdnet.formats.mail import read_mbox
from mdnet.formats.monica import read_monica
from mdnet.formats.outlook import read_outlook
from mdnet.formats.people_table import read_people
from mdnet.formats.person import Options, Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of
from mdnet.formats.vcard.reader import read_vcards
from mdnet.formats.vcard.writer import write_vcards

TODAY = date(2026, 11, 23)
OWN = ("me@example.org",)
OTHERS = (
    "facebook",
    "ldif",
    "abook",
    "mutt",
    "org",
    "linkedin-messages",
    "linkedin-recommendations",
)


def vcard(data: bytes) -> None:
    for one in gather(read_vcards(data, "x.vcf", photos=True)).people:
        card = "".join(write_vcards([Outgoing(one.name, one.contact, one.body)]))
        (again,) = gather(read_vcards(card.encode("utf-8", "replace"), "y.vcf")).people
        assert again.contact.phones == one.contact.phones


def linkedin(data: bytes) -> None:
    gather(read_linkedin(data, "x.csv"))


def google(data: bytes) -> None:
    gather(read_google(data, "x.csv"))


def outlook(data: bytes) -> None:
    gather(read_outlook(data, "x.csv"))


def table(data: bytes) -> None:
    gather(read_table(data, "x.csv", {"a": "name", "b": "roles", "c": "cadence"}))


def monica(data: bytes) -> None:
    gather(read_monica(data, "x.json"))


def mbox(data: bytes) -> None:
    list(read_mbox(io.BytesIO(data), "x.mbox", own=OWN, today=TODAY))


def calendar(data: bytes) -> None:
    list(read_calendar(data, "x.ics", own=OWN, today=TODAY))


def other_books(data: bytes) -> None:
    """Every reader that has no target of its own, and a table in an unknown character set."""
    for name in OTHERS:
        gather(reader_of(name).read(data, "x.csv", Options(TODAY)))
    read_people_of(as_unicode(data).data)


def read_people_of(data: bytes) -> None:
    gather(read_people(data, "x.csv"))


def detection(data: bytes) -> None:
    detect(data, "x.csv")


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one
    for one in (
        vcard,
        linkedin,
        google,
        outlook,
        table,
        monica,
        mbox,
        calendar,
        other_books,
        detection,
    )
}
