"""Any table with a heading: by what its columns are called, or by a mapping to keys of a note.

``{"Full name": "name", "Firm": "organizations"}``; the delimiter is found out. Cells of list
fields are split at ``;`` and at line ends, tags and the like at commas, too. Columns that the
mapping does not name are reported as lost. If no column is known to have names, a mapping is
proposed.
"""

import re
from collections.abc import Iterator, Mapping
from shlex import quote
from typing import Any, Final

from mdnet.formats.columns import form_of_cell, targets_of
from mdnet.formats.csv_records import MOST_COLUMNS
from mdnet.formats.draft import Draft
from mdnet.formats.name_parts import name_of
from mdnet.formats.people_table import is_people, read_people, several
from mdnet.formats.person import Item, Lost, Options, Reader
from mdnet.formats.table import Heading, Row, has_heading, heading_of, rows
from mdnet.formats.table_days import day_in
from mdnet.formats.vcard import own
from mdnet.formats.vcard.values import partial_date
from mdnet.model.contact import Edge, Problem
from mdnet.model.identifiers import uid_key
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.keys import LIST_KINDS
from mdnet.util.text import one_line

_ENDINGS = frozenset(("csv", "tsv", "txt"))
_SHOWN_COLUMNS = 8
_BETWEEN = re.compile(r"\s*(?:;|\n|:::)\s*")
_IN_A_MAPPING: Final = dict.fromkeys(("postcode", "region", "country"), "address")
_KINDS = {key.name: key.kind for key in CONTACT_KEYS if key.kind not in ("group", "kept", "raw")}
TARGETS = frozenset(("name", "given", "family", "body", *_KINDS))
"""What a column can be mapped to: keys of a note, ``name``, its two parts, and ``body``."""


def read_table(data: bytes, name: str, mapping: Mapping[str, str]) -> Iterator[Item]:
    """Yield the people of a table.

    Args:
        data: the file.
        name: its name, for places and problems.
        mapping: from the columns of the heading, in any case, to members of ``TARGETS``.
    """
    targets = {one_line(column).casefold(): target for column, target in mapping.items()}
    wanted = set(targets)
    found = False
    for row in rows(data, name, lambda cells: wanted <= {cell.casefold() for cell in cells}):
        found = True
        yield row if isinstance(row, Problem) else _item(row, name, targets)
    if not found:
        columns = ", ".join(mapping)
        yield Problem(
            name, 1, 1, "no-heading", f"no line has all of the columns {columns}",
            "name the columns as the heading does", "error",
        )  # fmt: skip


def _recognises(start: bytes, name: str) -> bool:
    if b"\0" in start:
        return False
    ending = name.lower().rpartition(".")[2]
    return has_heading(start, is_people) or (ending in _ENDINGS and bool(heading_of(start)))


def _read(data: bytes, name: str, options: Options) -> Iterator[Item]:
    if options.columns:
        return read_table(data, name, options.columns)
    return read_people(data, name) if has_heading(data, is_people) else _unmapped(data, name)


def _unmapped(data: bytes, name: str) -> Iterator[Item]:
    """Yield the problem of a table without a known column of names."""
    cells = heading_of(data)
    heading = [cell for cell in cells if cell.strip()]
    if len(heading) > MOST_COLUMNS:
        what = f"has more than {MOST_COLUMNS:,} columns"
        yield Problem(name, 1, 1, "columns", what, "keep only those about people", "error")
        return
    if any(map(form_of_cell, heading)):
        what = "has no heading"
        yield Problem(name, 1, 1, "columns", what, "add a first line with column names", "error")
        return
    shown = ", ".join(heading[:_SHOWN_COLUMNS]) + (", …" if len(heading) > _SHOWN_COLUMNS else "")
    message = f"is an unknown kind of table, with the columns {shown or 'of no name'}"
    maps = " ".join(f"--map {quote(f'{column}={key}')}" for column, key in _proposed(data, cells))
    fix = f"say what they contain, for example: {maps}"
    yield Problem(name, 1, 1, "columns", message, fix, "error")


def _proposed(data: bytes, heading: Heading) -> Iterator[tuple[str, str]]:
    """Yield columns with the keys that they probably fill; the first text is the name."""
    known = targets_of(heading)
    first = next((row for row in rows(data, "", lambda cells: tuple(cells) == tuple(heading))
                  if isinstance(row, Row)), Row(1, {}))  # fmt: skip
    is_named = not {"name", "given", "family"}.isdisjoint(known.values())
    for column in heading:
        target = _IN_A_MAPPING.get(known.get(column, ""), known.get(column, ""))
        target = target or form_of_cell(first.get(column))
        if not target and not is_named and column and not first.get(column).isdecimal():
            target, is_named = "name", True
        if target:
            yield column, target


READER = Reader(_recognises, _read)


def _item(row: Row, name: str, targets: Mapping[str, str]) -> Item:
    draft = Draft(f"{name}:{row.line}")
    parts = {"given": "", "family": ""}
    for column, cell in row.cells.items():
        # Addresses and numbers count even in unnamed columns.
        target = targets.get(column.casefold()) or form_of_cell(cell) or None
        if not cell:
            continue
        if target in parts:
            parts[str(target)] = cell
        elif target == "name":
            draft.name = draft.name or one_line(cell)
        elif target is None or not _take(draft, target, cell):
            why = "no key was given for it" if target is None else f"not a value for {target}"
            draft.lost.append(Lost(column, cell[:60], why))
    draft.name = draft.name or name_of(one_line(parts["family"]), one_line(parts["given"]))
    if not draft.name:
        return Problem(name, row.line, 1, "row-nameless", "this row has no name", "", "error")
    return draft.incoming()


def _take(draft: Draft, target: str, cell: str) -> bool:
    """Put a cell into a field; False when it does not fit there."""
    if target == "body":
        draft.body.append(cell)
        return True
    kind = _KINDS[target]
    if kind in LIST_KINDS:
        return all(draft.take(target, text) for text in several(cell, target))
    if kind == "links":
        return all(draft.take("edges", Edge(target, text)) for text in _BETWEEN.split(cell) if text)
    value = _value(kind, one_line(cell))
    if value is None:
        return False
    if target == "uid":
        draft.keys[f"uid:{uid_key(cell)}"] = None
    return draft.take(target, value)


def _value(kind: str, text: str) -> Any:
    """The value of a text for a kind of key; None if it is not one."""
    if kind == "flag" and text.lower() in ("yes", "true", "1", "x"):
        text = "yes"
    if kind == "partial":
        day = day_in(text, born=True)
        return partial_date(text) or (day.isoformat() if day else None)
    return day_in(text) if kind == "date" else own.value_of(kind, text)
