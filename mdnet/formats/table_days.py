"""Days in tables: of LinkedIn in seven languages, of Excel, and as programs write them.

``12 Mär 2024``, ``Feb 1, 2020``, ``04.04.2021``, ``3/12/24``, ``2024-05-01 10:00``, and the
bare numbers in which Excel counts days. Whether a month or a day stands first in ``3/12/24``
follows from the other days of the table, else by its language.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final, NamedTuple

from mdnet.util.text import fold
from mdnet.util.written_days import MONTHS, day_of

# Behind a day may stand a time.
_TIME = r"(?:[T ,].*)?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.ASCII)
_MARKED = re.compile(rf"(\d{{1,2}})([/.-]) ?(\d{{1,2}})\2 ?(\d{{4}}|\d{{2}}){_TIME}", re.ASCII)
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:\.|er|º|ª|st|nd|rd|th)?[ -](?:de )?"
    rf"([^\W\d_]{{3,12}})\.?,?[ -](?:de )?(\d{{4}}|\d{{2}}){_TIME}"
)
_MONTH_FIRST = re.compile(rf"([^\W\d_]{{3,12}})\.? (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}}){_TIME}")
_EAST_ASIAN = re.compile(rf"(\d{{4}})[年년] ?(\d{{1,2}})[月월] ?(\d{{1,2}})[日일]{_TIME}")
_SERIAL = re.compile(r"[2-6]\d{4}(?:\.0*)?", re.ASCII)
_FIRST_SERIAL = date(1899, 12, 30)
_LONGEST = 60
# Two digits up to here are of this century: few people in an address book are to be born.
_LAST_OF_THIS_CENTURY = 25
_OTHER_MONTHS: Final = """
januar februar märz april mai juni juli august september oktober november dezember
janvier février mars avril mai juin juillet août septembre octobre novembre décembre
enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro
januari februari maart april mei juni juli augustus september oktober november december
января февраля марта апреля мая июня июля августа сентября октября ноября декабря
"""
_SHORT: Final = {"mrz": 3, "mrt": 3, "juil": 7, "juin": 6, "sept": 9, "set": 9, "dez": 12}


class DayOrder(NamedTuple):
    """How the days of a table are to be read."""

    month_first: bool = True
    """The order in ``3/12/24``, where both are possible; with points the day stands first."""
    is_told: bool = True
    """Whether the days tell the order themselves, if there is any that can be read both ways."""


AMERICAN: Final = DayOrder()
"""The month stands first, and nothing is to be said of it."""


def day_in(text: str, order: DayOrder = AMERICAN, *, born: bool = False) -> date | None:
    """Read a day; None when it is none. A bare number is a day as Excel counts them.

    Args:
        text: the cell.
        order: see there.
        born: whether it is a birthday: years of two digits are then of the past.
    """
    found = _day_in(text.strip(), order) if len(text) <= _LONGEST else None
    if found is None:
        return None
    year, month, day = found
    if year < 100:
        year += 1900 if born and year > _LAST_OF_THIS_CENTURY else 2000
    return day_of(year, month, day)


def _day_in(text: str, order: DayOrder) -> tuple[int, int, int] | None:
    if found := _ISO.fullmatch(text) or _EAST_ASIAN.fullmatch(text):
        return (int(found[1]), int(found[2]), int(found[3]))
    if found := _MARKED.fullmatch(text):
        return _in_order(found, order)
    if found := _DAY_FIRST.fullmatch(text):
        return (int(found[3]), _month(found[2]), int(found[1]))
    if found := _MONTH_FIRST.fullmatch(text):
        return (int(found[3]), _month(found[1]), int(found[2]))
    if _SERIAL.fullmatch(text):
        counted = _FIRST_SERIAL + timedelta(days=int(text.partition(".")[0]))
        return counted.year, counted.month, counted.day
    return None


def order_of(cells: Iterable[str], *, month_first: bool) -> DayOrder:
    """The order of the days of a table.

    Args:
        cells: those with days.
        month_first: the order where no day can be read in one way only.
    """
    verdicts = {_verdict(cell) for cell in cells}
    sure = verdicts & {"month", "day"}
    is_told = len(sure) == 1 or "either" not in verdicts
    return DayOrder("month" in sure if sure else month_first, is_told)


def _verdict(cell: str) -> str:
    """What a day says of the order: ``month`` or ``day`` first, ``either``, or nothing."""
    found = _MARKED.fullmatch(cell.strip()) if len(cell) <= _LONGEST else None
    if not found or found[2] == "." or found[1] == found[3] or not int(found[1]):
        return ""
    if int(found[1]) > 12:
        return "day"
    return "month" if int(found[3]) > 12 else "either"


def _in_order(found: re.Match[str], order: DayOrder) -> tuple[int, int, int]:
    first, second = int(found[1]), int(found[3])
    month, day = (first, second) if order.month_first and found[2] != "." else (second, first)
    # A day that fits the other way only says so itself.
    if month > 12 >= day:
        month, day = day, month
    return int(found[4]), month, day


def _months() -> dict[str, int]:
    """The names of months, folded, and their first four and three letters."""
    found: dict[str, int] = {}
    for line in (" ".join(MONTHS), *_OTHER_MONTHS.strip().splitlines()):
        for number, name in enumerate(line.split(), 1):
            whole = fold(name)
            for form in (whole, whole[:4], whole[:3]):
                found.setdefault(form, number)
    return found | _SHORT


_MONTHS: Final = _months()


def _month(name: str) -> int:
    return _MONTHS.get(fold(name), 0)
