"""Turns rows of a table into cards, by the names of the columns.

For tables of unknown programs, and for columns that the readers of Outlook and LinkedIn do not
know. The rest is kept by its form, or reported.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from mdnet.formats.columns import column_form, form_of_cell, label_of_column, targets_of
from mdnet.formats.name_parts import name_of
from mdnet.formats.person import TECHNICAL, Item
from mdnet.formats.rows import RowCard
from mdnet.formats.table import Heading, Row, rows
from mdnet.formats.table_days import DayOrder, day_in, order_of
from mdnet.formats.vcard import own
from mdnet.formats.vcard.values import partial_date
from mdnet.model.contact import Problem
from mdnet.model.keys import names_of_kind

DAYS: Final = frozenset(names_of_kind("date", "partial"))
COMMA_LISTS: Final = frozenset("tags circles languages skills interests aliases".split())
"""Lists whose items hold no commas, so that tables have commas between them."""
_PROPERTIES = {
    "emails": "EMAIL", "phones": "TEL", "urls": "URL", "organizations": "ORG", "roles": "TITLE",
    "body": "NOTE", "birthday": "BDAY", "anniversary": "ANNIVERSARY", "aliases": "NICKNAME",
}  # fmt: skip
_PROSE = ("body", "about")
_NAMES = ("family", "given", "name")
ADDRESS: Final = ("address", "city", "region", "postcode", "country")
# Technical columns.
_OF_PROGRAMS = frozenset(
    """created at|updated at|created|modified|record id|id|uuid|contact owner|owner|lead status
    |status|creation date|createdat|source""".replace("\n", "").split("|")
)
_BETWEEN = re.compile(r"\s*(?:;|\n| ::: )\s*")
_BETWEEN_WORDS = re.compile(r"\s*(?:[;,\n]| ::: )\s*")


def is_people(cells: Heading) -> bool:
    """Whether a row is a heading that names people, and something more of them.

    Without a column for names, addresses are enough where no other column can be one.
    """
    targets = targets_of(cells)
    if len(targets) < 2 or form_of_cell(cells[0]):
        return False
    found = {*targets.values()}
    named = not found.isdisjoint(_NAMES)
    return named or ("emails" in found and all(cell in targets for cell in cells if cell))


def read_people(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of a table with known columns."""
    order = None
    for row in rows(data, name, is_people):
        if isinstance(row, Problem):
            yield row
            continue
        targets = targets_of(tuple(row.cells))
        if order is None:
            order = order_in(rows(data, name, is_people), targets)
            yield from unsure(order, name)
        person = card_of(row, targets, f"{name}:{row.line}", order).incoming()
        yield person or nameless(row, name)


def nameless(row: Row, name: str) -> Problem:
    """The problem of a row without a name."""
    return Problem(name, row.line, 1, "row-nameless", "this row has no name", "", "error")


def order_in(table: Iterable[Row | Problem], targets: Mapping[str, str]) -> DayOrder:
    """The order of day and month in a table; in English the month may stand first."""
    columns = [column for column, target in targets.items() if target in DAYS]
    cells = (row.get(column) for row in table if isinstance(row, Row) for column in columns)
    return order_of(cells, month_first=_is_english(targets))


def _is_english(columns: Iterable[str]) -> bool:
    words = {word for column in columns for word in column_form(column).split()}
    return bool(words & {"first", "last", "name", "company", "birthday", "phone", "date"})


def unsure(order: DayOrder, name: str) -> Iterator[Problem]:
    """Yield a problem if the dates are ambiguous."""
    if not order.is_told:
        shown = "month/day/year" if order.month_first else "day/month/year"
        yield Problem(
            name, 1, 1, "date-order",
            f"the dates do not show whether the month or the day comes first; read as {shown}",
            "check the birthdays", "info",
        )  # fmt: skip


def card_of(row: Row, targets: Mapping[str, str], place: str, order: DayOrder) -> RowCard:
    """A row as a card; what no column of ``targets`` says is kept by its form."""
    card = RowCard(place)
    parts: dict[str, list[str]] = {target: [] for target in (*_NAMES, *ADDRESS)}
    others: dict[str, str] = {}
    for column, cell in row.cells.items():
        target = targets.get(column, "")
        # "Adresse" is that of a house, or of a mailbox.
        if target in parts and not (target in ADDRESS and form_of_cell(cell) == "emails"):
            parts[target].append(cell)
        else:
            others[column] = cell
    family, given, shown = (" ".join(filter(None, parts[name])) for name in _NAMES)
    card.add("FN", shown or name_of(family, given))
    card.structured("N", (family, given))
    for column, cell in others.items():
        if cell:
            take_cell(card, column, cell, targets.get(column, ""), order)
    take_address(card, *(list(filter(None, parts[name])) for name in ADDRESS))
    return card


def take_address(card: RowCard, *parts: Sequence[str]) -> None:
    """Add an address of the cells for street, city, region, postcode and country."""
    street, city, region, postcode, country = (", ".join(filter(None, part)) for part in parts)
    if street or postcode:
        card.structured("ADR", ("", "", street, city, region, postcode, country))
    elif city:
        card.add("X-MDNET-CITY", city)
    elif region or country:
        card.add("X-MDNET-CITY", region or country)


def take_cell(card: RowCard, column: str, cell: str, target: str, order: DayOrder) -> None:
    """Add a cell to a card, or report that it does not fit.

    Args:
        card: what the row becomes.
        column: the name of its column.
        cell: what it says.
        target: the key that the column is known to fill; empty for none.
        order: of the days.
    """
    if target in DAYS:
        if not _take_day(card, cell, target, order):
            card.lose(column, cell, "not a date")
        return
    if target not in _PROSE and (not target or form_of_cell(cell) == "emails"):
        target = form_of_cell(cell)
    if not target:
        known = column_form(column) in _OF_PROGRAMS
        card.lose(column, cell, TECHNICAL if known else "an unknown column")
    elif target in ("tags", "circles"):
        _take_labels(card, several(cell, target), are_tags=target == "tags")
    elif target == "social":
        for text in several(cell, target):
            _take_profile(card, column, text)
    else:
        label = label_of_column(column) if target in ("phones", "emails") else ""
        for text in several(cell, target):
            card.add(_PROPERTIES.get(target) or own.property_of(target), text, label)


def _take_labels(card: RowCard, labels: list[str], *, are_tags: bool) -> None:
    """Take tags, which hold no blanks, or circles."""
    if are_tags:
        labels = ["-".join(label.lstrip("#").split()) for label in labels]
    card.listed("CATEGORIES", labels)
    for tag in labels if are_tags else ():
        card.add("X-MDNET-TAG", tag)


def _take_profile(card: RowCard, column: str, text: str) -> None:
    if ":" in text or "/" in text:
        card.add("X-SOCIALPROFILE", text)
    else:
        card.add("IMPP", f"{_service(column)}:{text.lstrip('@')}")


def _service(column: str) -> str:
    word = column_form(column).partition(" ")[0]
    return word if word not in ("social", "im", "messenger", "screen") else "im"


def several(cell: str, target: str) -> list[str]:
    """The values of a cell that may hold more than one; a text is one."""
    if target in _PROSE:
        return [cell]
    is_list = target in COMMA_LISTS or form_of_cell(cell) in ("emails", "phones")
    between = _BETWEEN_WORDS if is_list else _BETWEEN
    return [text for text in between.split(cell) if text]


def _take_day(card: RowCard, cell: str, target: str, order: DayOrder) -> bool:
    day = day_in(cell, order, born=target == "birthday")
    text = day.isoformat() if day else None
    if text is None and target in ("birthday", "anniversary"):
        text = partial_date(cell)
    if text is None:
        return False
    card.add(_PROPERTIES.get(target) or own.property_of(target), text)
    return True
