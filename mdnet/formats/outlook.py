"""Outlook's CSV: of outlook.com, of the program, and what others write in its layout.

Columns are known by name in several languages (``mdnet.formats.outlook_columns``), and those
of Thunderbird and Yahoo with them.
Days may have the month or the day in front: the file is looked through for one that can be
read in one way only.
"""

import re
from collections.abc import Iterator

from mdnet.formats.columns import form_of_cell, target_of
from mdnet.formats.outlook_columns import KNOWN, canonical, canonical_names, speaks_english
from mdnet.formats.people_table import ADDRESS, nameless, take_address, take_cell, unsure
from mdnet.formats.person import TECHNICAL, Item
from mdnet.formats.rows import RowCard
from mdnet.formats.table import Heading, Row, reader_by_heading, rows
from mdnet.formats.table_days import DayOrder, day_in, order_of
from mdnet.model.contact import Problem

_DAY_COLUMNS = ("Birthday", "Anniversary")
_EMPTY_DAY = re.compile(r"0+[/.-]0+[/.-]0+", re.ASCII)
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
    """Whether a row is the heading of such a table, in a language that is known."""
    return len(_NEEDED & {canonical(cell) for cell in cells}) >= 3


def read_outlook(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of an Outlook CSV; a guessed order of day and month is a problem."""
    order = _order(data, name)
    yield from unsure(order, name)
    for row in rows(data, name, is_heading):
        yield row if isinstance(row, Problem) else _item(row, name, order)


def _order(data: bytes, name: str) -> DayOrder:
    """The order of day and month in a table; in English the month may stand first."""
    english, days = True, []
    for row in rows(data, name, is_heading):
        if isinstance(row, Row):
            english = speaks_english(row.cells)
            found = [
                cell for column, cell in row.cells.items() if canonical(column) in _DAY_COLUMNS
            ]
            days += [cell for cell in found if not _EMPTY_DAY.fullmatch(cell)]
    return order_of(days, month_first=english)


READER = reader_by_heading(is_heading, read_outlook)


def _item(row: Row, name: str, order: DayOrder) -> Item:
    names = canonical_names(tuple(row.cells))
    card = RowCard(f"{name}:{row.line}")
    cells: dict[str, str] = {}
    for column, cell in row.cells.items():
        if cell and cells.setdefault(names[column], cell) != cell:
            card.lose(column, cell, "another column says the same")
    _take_name(card, cells)
    _take_loose_address(card, cells)
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
    _days(card, cells, order)
    _rest(card, cells, order)
    return card.incoming() or nameless(row, name)


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


def _days(card: RowCard, cells: dict[str, str], order: DayOrder) -> None:
    born = _birth(cells)
    for column, property_name in zip(_DAY_COLUMNS, ("BDAY", "ANNIVERSARY"), strict=True):
        text = cells.pop(column, "") or (born if column == "Birthday" else "")
        if not text or _EMPTY_DAY.fullmatch(text):
            continue
        day = day_in(text, order, born=True)
        if day or text.startswith("--"):
            card.add(property_name, day.isoformat() if day else text)
        else:
            card.lose(column, text, "not a date")


def _birth(cells: dict[str, str]) -> str:
    """The day of birth that Thunderbird has in three columns, which are taken.

    In many languages the last is called as the birthday is.
    """
    if cells.get("Birth Month") and cells.get("Birthday", "").isdecimal():
        cells.setdefault("Birth Day", cells.pop("Birthday"))
    year, month, day = (cells.pop(f"Birth {part}", "") for part in ("Year", "Month", "Day"))
    if not (month.isdecimal() and day.isdecimal()):
        return ""
    whole = f"{int(month):02}-{int(day):02}"
    return f"{year}-{whole}" if len(year) == 4 else f"--{whole}"


def _rest(card: RowCard, cells: dict[str, str], order: DayOrder) -> None:
    private = cells.pop("Private", "")
    if private.casefold() in _TRUE:
        card.add("X-MDNET-PRIVATE", "yes")
    elif form_of_cell(private):
        # Thunderbird's number at home is called as Outlook's mark is.
        card.add("TEL", private, "home")
    card.add("GENDER", _GENDERS.get(cells.pop("Gender", "").casefold(), ""))
    for column in _TOLD:
        if text := cells.pop(column, ""):
            card.add("NOTE", f"{column}: {text}")
    for column, cell in cells.items():
        if column in _TECHNICAL:
            card.lose(column, cell, TECHNICAL)
        else:
            take_cell(card, column, cell, target_of(column), order)


def _take_loose_address(card: RowCard, cells: dict[str, str]) -> None:
    """Take the address of columns that do not say whose it is, and the town beside it."""
    parts: dict[str, list[str]] = {target: [] for target in ADDRESS}
    for column in [*cells]:
        target = target_of(column)
        if target in parts and column not in KNOWN:
            parts[target].append(cells.pop(column))
    if any(parts.values()) and (town := cells.pop("Location", "")):
        parts["city"].append(town)
    take_address(card, *parts.values())
