"""LinkedIn's ``Connections.csv``: people with their work, and since when one is connected.

The heading is found by what its columns are called, in any of LinkedIn's languages: notes may
stand above it, and the order differs. The address of the profile tells who somebody is, and
what a table is whose headings nobody knows. Days are in the words of the language.
"""

import re
from collections.abc import Iterator

from mdnet.formats.columns import targets_of
from mdnet.formats.people_table import card_of, nameless, order_in, unsure
from mdnet.formats.person import Item, Options, Reader
from mdnet.formats.table import Heading, Row, has_heading, rows
from mdnet.formats.table_days import DayOrder, day_in
from mdnet.model.contact import Problem

_PROFILE = re.compile(rb"linkedin\.com/(?:in|pub)/", re.IGNORECASE)
_COLUMNS = frozenset("given family urls emails organizations roles met".split())
_NAMED = frozenset(("given", "family", "urls", "emails"))
_CONNECTED = re.compile("connect|conect|conex|collega|verbund|verbond|подключ", re.IGNORECASE)


def is_heading(cells: Heading) -> bool:
    """Whether a row is the heading of a list of connections."""
    targets = targets_of(cells)
    is_named = {"given", "family", "met"} <= {*targets.values()}
    return is_named and any(
        target == "met" and _CONNECTED.search(column) for column, target in targets.items()
    )


def _may_be_heading(cells: Heading) -> bool:
    """Whether a row can be the heading of such a list, with one column that nobody knows."""
    targets = targets_of(cells)
    named = {*targets.values()}
    strange = sum(bool(cell) and targets.get(cell) not in _COLUMNS for cell in cells)
    return {"given", "family", "urls"} <= named and strange <= 1


def _recognises(start: bytes, _: str) -> bool:
    if has_heading(start, is_heading):
        return True
    return _PROFILE.search(start) is not None and has_heading(start, _may_be_heading)


def read_linkedin(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of a ``Connections.csv``; the day of connection is ``met``."""
    test = is_heading if has_heading(data, is_heading) else _may_be_heading
    order = None
    for row in rows(data, name, test):
        if isinstance(row, Problem):
            yield row
            continue
        targets = targets_of(tuple(row.cells))
        if order is None:
            order = order_in(rows(data, name, test), targets)
            yield from unsure(order, name)
        yield from _items(row, targets, name, order)


def _read(data: bytes, name: str, _: Options) -> Iterator[Item]:
    return read_linkedin(data, name)


READER = Reader(_recognises, _read)


def _items(row: Row, targets: dict[str, str], name: str, order: DayOrder) -> Iterator[Item]:
    if not any(row.get(column) for column, target in targets.items() if target in _NAMED):
        # A closed account leaves a row with nothing but the day.
        return
    card = card_of(row, targets, f"{name}:{row.line}", order)
    if any(one.name == "X-MDNET-MET" for one in card.properties):
        card.add("X-MDNET-MET-AT", "LinkedIn")
    person = card.incoming()
    yield person or nameless(row, name)
    for column, target in targets.items():
        text = row.get(column)
        if person and target == "met" and text and day_in(text, order) is None:
            yield Problem(name, row.line, 1, "bad-date", f'"{text[:40]}" is not a date')
