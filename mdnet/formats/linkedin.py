"""LinkedIn's ``Connections.csv``: people with their work, and since when one is connected.

The heading is found by the names of its columns: notes may stand above it, and the order
differs. It is in English nearly always, sometimes in German. The address of the profile tells
who it is. Days are in English: ``12 Mar 2024``, ``7-Feb-22``.
"""

import re
from collections.abc import Iterator
from datetime import date

from mdnet.formats.person import Item
from mdnet.formats.rows import RowCard
from mdnet.formats.table import Heading, Row, rows
from mdnet.model import Problem
from mdnet.when import MONTHS

COLUMNS = frozenset(("First Name", "Last Name", "Connected On"))
_KNOWN = (
    *("First Name", "Last Name", "URL", "Email Address"),
    *("Company", "Position", "Connected On"),
)
_GERMAN = {
    "Vorname": "First Name", "Nachname": "Last Name", "E-Mail-Adresse": "Email Address",
    "Unternehmen": "Company", "Verbunden am": "Connected On",
}  # fmt: skip
_DAY = re.compile(r"(\d{1,2})[ -]([A-Za-z]{3,9})\.?[ -](\d{4}|\d{2})", re.ASCII)
_AMERICAN = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?", re.ASCII)


def is_heading(cells: Heading) -> bool:
    """Tell whether a row is the heading of a list of connections."""
    return COLUMNS.issubset(_GERMAN.get(cell, cell) for cell in cells)


def read_linkedin(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of a ``Connections.csv``; the day of connection is when one met."""
    for row in rows(data, name, is_heading):
        if isinstance(row, Problem):
            yield row
        else:
            cells = {_GERMAN.get(column, column): cell for column, cell in row.cells.items()}
            yield from _items(Row(row.line, cells), name)


def _items(row: Row, name: str) -> Iterator[Item]:
    if not any(row.get(column) for column in _KNOWN[:4]):
        # Who has closed their account leaves a row with nothing but the day.
        return
    card = RowCard(f"{name}:{row.line}")
    card.add("FN", f"{row.get('First Name')} {row.get('Last Name')}")
    card.structured("N", (row.get("Last Name"), row.get("First Name")))
    card.add("EMAIL", row.get("Email Address"))
    card.add("URL", row.get("URL"))
    card.add("ORG", row.get("Company"))
    card.add("TITLE", row.get("Position"))
    for column, cell in row.cells.items():
        if cell and column not in _KNOWN:
            card.lose(column, cell, "is no column that mdnet knows")
    connected = row.get("Connected On")
    day = day_of(connected)
    if day:
        card.add("X-MDNET-MET", day.isoformat())
        card.add("X-MDNET-MET-AT", "LinkedIn")
    elif connected:
        card.lose("Connected On", connected, "is no day")
    person = card.incoming()
    if person is None:
        yield Problem(name, row.line, 1, "row-nameless", "this row names nobody", "", "error")
    else:
        yield person
        if connected and not day:
            yield Problem(name, row.line, 1, "bad-date", f'"{connected[:40]}" is no day')


def day_of(text: str) -> date | None:
    """Read ``12 Mar 2024``, ``7-Feb-22``, ``3/12/24`` (month first) and ``2024-03-12``."""
    if found := _DAY.fullmatch(text):
        named = found[2].lower()
        month = next((n for n, whole in enumerate(MONTHS, 1) if whole.startswith(named[:3])), 0)
        return _date(found[3], month, int(found[1]))
    if found := _AMERICAN.fullmatch(text):
        return _date(found[3], int(found[1]), int(found[2]))
    if found := _ISO.fullmatch(text):
        return _date(found[1], int(found[2]), int(found[3]))
    return None


def _date(year: str, month: int, day: int) -> date | None:
    # LinkedIn began in 2003: two digits are of this century.
    whole = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(whole, month, day)
    except ValueError:
        return None
