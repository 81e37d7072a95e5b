"""What else LinkedIn's archive says about people: messages, invitations, recommendations.

Messages and invitations say when one was in touch with somebody who has a note, who is known
by the address of the profile; nothing of what was written is kept. Recommendations bring
their text. Headings are LinkedIn's own, in English as of 2024.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from mdnet.formats.columns import targets_of
from mdnet.formats.people_table import card_of, nameless
from mdnet.formats.person import Incoming, Item, Options, Reader
from mdnet.formats.table import Heading, Row, has_heading, rows
from mdnet.formats.table_days import AMERICAN, day_in
from mdnet.model.contact import Contact, Problem
from mdnet.model.identifiers import linkedin_slug
from mdnet.util.text import one_line

_MESSAGES: Final = ("FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE")
_INVITATIONS: Final = ("From", "inviterProfileUrl", "To", "inviteeProfileUrl", "Sent At")
_TEXT = frozenset(("First Name", "Last Name", "Text", "Creation Date"))
FILES: Final = tuple(
    """connections.csv importedcontacts.csv imported_contacts.csv recommendations_received.csv
    recommendations_given.csv invitations.csv messages.csv""".split()
)
"""The files of the archive that are about people, in reading order."""


def _is_messages(cells: Heading) -> bool:
    return {*_MESSAGES} <= {*cells} or {*_INVITATIONS} <= {*cells}


def _is_recommendations(cells: Heading) -> bool:
    return {*cells} >= _TEXT


@dataclass(slots=True)
class _Touch:
    """Somebody you exchanged messages with."""

    name: str
    days: set[date] = field(default_factory=set)


def read_messages(data: bytes, name: str, today: date) -> Iterator[Item]:
    """Yield whom one exchanged messages or invitations with, and on which days.

    Oneself is whoever is on one side of most of them.
    """
    table = [row for row in rows(data, name, _is_messages) if isinstance(row, Row)]
    columns = _MESSAGES if any("FROM" in row.cells for row in table) else _INVITATIONS
    sides = [[*_people(row, columns)] for row in table]
    seen = Counter(slug for people in sides for slug in {slug for slug, _ in people})
    (own, most), (_, second) = [*seen.most_common(2), ("", 0), ("", 0)][:2]
    own = own if most > second > 0 else ""
    met: dict[str, _Touch] = {}
    for row, people in zip(table, sides, strict=True):
        day = day_in(row.get(columns[4]))
        for slug, shown in people:
            if slug != own and day and day <= today:
                met.setdefault(slug, _Touch(shown)).days.add(day)
    for slug, touch in met.items():
        days = tuple(sorted(touch.days))
        yield Incoming(
            place=f"{name}:1", name=touch.name or slug, contact=Contact(last_contact=days[-1]),
            keys=(f"linkedin:{slug}",), days=days, times=len(days),
        )  # fmt: skip


def _people(row: Row, columns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for names, urls in (columns[:2], columns[2:4]):
        shown = [one_line(text) for text in row.get(names).split(",")]
        pages = [linkedin_slug(text) for text in row.get(urls).split(",")]
        for at, slug in enumerate(pages):
            if slug:
                yield slug, shown[at] if at < len(shown) else ""


def read_recommendations(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people who recommended you, or whom you recommended, with the text."""
    lead = "I wrote" if "given" in name.lower() else "They wrote of me"
    for row in rows(data, name, _is_recommendations):
        if isinstance(row, Problem):
            yield row
            continue
        text, written = row.cells.pop("Text", ""), row.cells.pop("Creation Date", "")
        row.cells.pop("Status", "")
        day = day_in(written)
        when = f" ({day.isoformat()})" if day else ""
        card = card_of(row, targets_of(tuple(row.cells)), f"{name}:{row.line}", AMERICAN)
        card.add("NOTE", f"{lead}{when}: {text}" if text else "")
        yield card.incoming() or nameless(row, name)


def _read_messages(data: bytes, name: str, options: Options) -> Iterator[Item]:
    return read_messages(data, name, options.day)


MESSAGES = Reader(
    lambda start, _: has_heading(start, _is_messages),
    _read_messages,
)
RECOMMENDATIONS = Reader(
    lambda start, _: has_heading(start, _is_recommendations),
    lambda data, name, _: read_recommendations(data, name),
)
