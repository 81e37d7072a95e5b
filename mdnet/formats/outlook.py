"""Outlook's CSV: of outlook.com, of the program, and what others write in its layout.

Columns are known by name in several languages (``mdnet.formats.outlook_columns``), and those
of Thunderbird and Yahoo with them.
Days may have the month or the day in front: the file is looked through for one that can be
read in one way only.
"""

import re
from collections.abc import Iterator
from datetime import date

from mdnet.formats.outlook_columns import canonical, canonical_names, speaks_english
from mdnet.formats.person import TECHNICAL, Item
from mdnet.formats.rows import RowCard
from mdnet.formats.table import Heading, Row, rows
from mdnet.model import Problem

_DAY_COLUMNS = ("Birthday", "Anniversary")
_SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:[ T].*)?", re.ASCII)
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[ T].*)?", re.ASCII)
_EMPTY_DAY = re.compile(r"0+[/.-]0+[/.-]0+", re.ASCII)
# Two digits up to here are of this century: few people in an address book are to be born.
_LAST_OF_THIS_CENTURY = 25
_NEEDED = frozenset(("First Name", "Last Name", "E-mail Address", "Company"))
_TELEPHONES = {
    "Home Phone": "home", "Home Phone 2": "home", "Business Phone": "work",
    "Business Phone 2": "work", "Mobile Phone": "mobile", "Mobile Phone 2": "mobile",
    "Car Phone": "car", "Other Phone": "other", "Primary Phone": "main", "Pager": "pager",
    "Business Fax": "work fax", "Home Fax": "home fax", "Other Fax": "fax",
    "Company Main Phone": "Company", "Callback": "Callback", "Radio Phone": "Radio",
    "Telex": "Telex", "TTY/TDD Phone": "TTY", "Assistant's Phone": "Assistant", "ISDN": "ISDN",
}  # fmt: skip
_ADDRESS = ("PO Box", "", "Street", "City", "State", "Postal Code", "Country/Region")
_PLAIN = {
    "Nickname": "NICKNAME", "E-mail Address": "EMAIL", "E-mail 2 Address": "EMAIL",
    "E-mail 3 Address": "EMAIL", "Web Page": "URL", "Personal Web Page": "URL",
    "Job Title": "TITLE", "Profession": "ROLE", "Manager's Name": "X-MANAGER",
    "Assistant's Name": "X-ASSISTANT", "Spouse": "X-SPOUSE", "Notes": "NOTE",
    "Hobby": "INTEREST", "Location": "X-MDNET-CITY",
    "Given Yomi": "X-PHONETIC-FIRST-NAME", "Surname Yomi": "X-PHONETIC-LAST-NAME",
    "Company Yomi": "X-PHONETIC-ORG",
}  # fmt: skip
_SEVERAL = {"Children": "X-MS-CHILD", "Language": "X-MDNET-LANGUAGE"}
_NAMES = ("Last Name", "First Name", "Middle Name", "Title", "Suffix")
_TOLD = (
    "Office Location", "Schools", "Account", "Billing Information", "Government ID Number",
    "Keywords", "Mileage", "Organizational ID Number", "User 1", "User 2", "User 3", "User 4",
)  # fmt: skip
"""Columns without a field, of which a line of text is made."""
_TECHNICAL = frozenset(
    ("Priority", "Sensitivity", "Initials", "Directory Server", "Internet Free Busy")
) | {f"E-mail{number} {what}" for number in ("", " 2", " 3") for what in ("Type", "Display Name")}
# What is neither is some word for "unspecified", which says nothing.
_GENDERS = {
    **dict.fromkeys(("f", "female", "weiblich", "féminin", "femme", "femenino", "mujer",
                     "femmina", "femminile", "vrouwelijk", "vrouw", "feminino"), "F"),
    **dict.fromkeys(("m", "male", "männlich", "masculin", "homme", "masculino", "hombre",
                     "maschio", "maschile", "mannelijk", "man"), "M"),
}  # fmt: skip
_TRUE = frozenset(("true", "on", "yes", "1", "wahr", "ein", "ja", "vrai", "oui", "verdadero",
                   "sí", "vero", "sì", "waar", "verdadeiro", "sim"))  # fmt: skip


def is_heading(cells: Heading) -> bool:
    """Tell whether a row is the heading of such a table, in a language that is known."""
    return len(_NEEDED & {canonical(cell) for cell in cells}) >= 3


def read_outlook(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of an Outlook CSV; a guessed order of day and month is a problem."""
    english, verdicts = True, set()
    for row in rows(data, name, is_heading):
        if isinstance(row, Row):
            english = speaks_english(row.cells)
            verdicts |= {
                verdict
                for column, cell in row.cells.items()
                if canonical(column) in _DAY_COLUMNS and (verdict := _verdict(cell))
            }
    month_first = english if not verdicts & {"month", "day"} else "month" in verdicts
    if "either" in verdicts and len(verdicts & {"month", "day"}) != 1:
        order = "month/day/year" if month_first else "day/month/year"
        yield Problem(
            name, 1, 1, "date-order",
            f"the days do not tell whether the month or the day stands first; read as {order}",
            "look at the birthdays", "info",
        )  # fmt: skip
    for row in rows(data, name, is_heading):
        yield row if isinstance(row, Problem) else _item(row, name, month_first=month_first)


def _item(row: Row, name: str, *, month_first: bool) -> Item:
    names = canonical_names(tuple(row.cells))
    card = RowCard(f"{name}:{row.line}")
    cells: dict[str, str] = {}
    for column, cell in row.cells.items():
        if cell and cells.setdefault(names[column], cell) != cell:
            card.lose(column, cell, "another column says the same")
    _take_name(card, cells)
    card.structured("ORG", _without_end((cells.pop("Company", ""), cells.pop("Department", ""))))
    for column, property_name in _PLAIN.items():
        card.add(property_name, cells.pop(column, ""))
    for column, property_name in _SEVERAL.items():
        for text in re.split(r"[;,]", cells.pop(column, "")):
            card.add(property_name, text)
    for column, label in _TELEPHONES.items():
        card.add("TEL", cells.pop(column, ""), label)
    for kind in ("Business", "Home", "Other"):
        _take_address(card, cells, kind)
    card.listed("CATEGORIES", re.split(r"[;,]", cells.pop("Categories", "")))
    if messenger := cells.pop("IMAddress", ""):
        card.add("IMPP", messenger if ":" in messenger else f"im:{messenger}")
    if referred := cells.pop("Referred By", ""):
        card.add("X-ABRELATEDNAMES", referred, "Referred by")
    _days(card, cells, month_first=month_first)
    _rest(card, cells)
    person = card.incoming()
    return person or Problem(
        name, row.line, 1, "row-nameless", "this row names nobody", "", "error"
    )


def _take_name(card: RowCard, cells: dict[str, str]) -> None:
    family, given, more, prefix, suffix = (cells.pop(column, "") for column in _NAMES)
    shown = cells.pop("Display Name", "")
    card.add("FN", shown or f"{prefix} {given} {more} {family} {suffix}")
    card.structured("N", (family, given, more, prefix, suffix))


def _without_end(parts: tuple[str, str]) -> tuple[str, ...]:
    return parts if parts[1] else parts[:1]


def _take_address(card: RowCard, cells: dict[str, str], kind: str) -> None:
    parts = [cells.pop(f"{kind} {part}", "") if part else "" for part in _ADDRESS]
    more = [cells.pop(f"{kind} Street {number}", "") for number in (2, 3)]
    parts[2] = "\n".join(line for line in (parts[2], *more) if line)
    whole = [cells.pop(f"{kind} Address{number}", "") for number in ("", " 2")]
    parts[2] = parts[2] or "\n".join(line for line in whole if line)
    if not any(parts):
        return
    if kind == "Business":
        parts[1] = cells.pop("Office Location", "")
    card.structured("ADR", parts, kind)


def _days(card: RowCard, cells: dict[str, str], *, month_first: bool) -> None:
    born = _birth(cells)
    for column, property_name in zip(_DAY_COLUMNS, ("BDAY", "ANNIVERSARY"), strict=True):
        text = cells.pop(column, "") or (born if column == "Birthday" else "")
        if not text or _EMPTY_DAY.fullmatch(text):
            continue
        day = _day(text, month_first=month_first)
        if day:
            card.add(property_name, day)
        else:
            card.lose(column, text, "is no day")


def _birth(cells: dict[str, str]) -> str:
    """Return the day of birth that Thunderbird has in three columns, which are taken."""
    year, month, day = (cells.pop(f"Birth {part}", "") for part in ("Year", "Month", "Day"))
    if not (month.isdecimal() and day.isdecimal()):
        return ""
    whole = f"{int(month):02}-{int(day):02}"
    return f"{year}-{whole}" if len(year) == 4 else f"--{whole}"


def _rest(card: RowCard, cells: dict[str, str]) -> None:
    if cells.pop("Private", "").casefold() in _TRUE:
        card.add("X-MDNET-PRIVATE", "yes")
    card.add("GENDER", _GENDERS.get(cells.pop("Gender", "").casefold(), ""))
    for column in _TOLD:
        if text := cells.pop(column, ""):
            card.add("NOTE", f"{column}: {text}")
    for column, cell in cells.items():
        card.lose(column, cell, TECHNICAL if column in _TECHNICAL else "has no field in a note")


def _verdict(cell: str) -> str:
    """Return what a day says of the order: ``month`` or ``day`` first, ``either``, or nothing."""
    found = _SLASHED.fullmatch(cell)
    if not found or found[2] == "." or found[1] == found[3] or _EMPTY_DAY.fullmatch(cell):
        return ""
    if int(found[1]) > 12:
        return "day"
    return "month" if int(found[3]) > 12 else "either"


def _day(text: str, *, month_first: bool) -> str:
    if text.startswith("--"):
        return text
    if found := _ISO.fullmatch(text):
        year, month, day = found.groups()
    elif found := _SLASHED.fullmatch(text):
        first, mark, second, year = found.groups()
        swapped = month_first and mark != "."
        month, day = (first, second) if swapped else (second, first)
        # A day that fits the other way only says so itself.
        if int(month) > 12 >= int(day):
            month, day = day, month
    else:
        return ""
    century = 0 if len(year) == 4 else 2000 if int(year) <= _LAST_OF_THIS_CENTURY else 1900
    try:
        return date(int(year) + century, int(month), int(day)).isoformat()
    except ValueError:
        return ""
