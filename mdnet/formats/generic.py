"""Any table with a heading, by a mapping of its columns to the keys of a note.

``{"Full name": "name", "Firm": "organizations"}``; the delimiter is found out. Cells of list
fields are split at ``;`` and at line ends. Columns that the mapping does not name are told
lost.
"""

import re
from collections.abc import Iterator, Mapping

from mdnet.formats.draft import LISTS, Draft
from mdnet.formats.person import Item, Lost
from mdnet.formats.table import Row, rows
from mdnet.formats.vcard import own
from mdnet.formats.vcard.mapping import uid_key
from mdnet.formats.vcard.values import partial_date
from mdnet.model import Edge, Problem
from mdnet.text import one_line

_BETWEEN = re.compile(r"\s*(?:;|\n|:::)\s*")
_TEXTS = frozenset(("about", "city", "met_at", "pronouns", "photo", "uid"))
_EDGES = frozenset(
    """knows spouse partner parents children siblings colleagues neighbours mentor mentees boss
    reports introduced_by""".split()
)
_ENCODED = {
    **{field: name for name, field in own.DAYS.items()},
    **{field: name for name, (field, _) in own.NUMBERS.items()},
    **{field: name for name, field in own.FLAGS.items()},
}
TARGETS = frozenset(
    (
        *("name", "given", "family", "body", "birthday", "anniversary"),
        *(LISTS - {"edges", "vcard", "extra"}),
        *(*_TEXTS, *_EDGES, *_ENCODED),
    )
)
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


def _item(row: Row, name: str, targets: Mapping[str, str]) -> Item:
    draft = Draft(f"{name}:{row.line}")
    parts = {"given": "", "family": ""}
    for column, cell in row.cells.items():
        target = targets.get(column.casefold())
        if not cell:
            continue
        if target in parts:
            parts[str(target)] = cell
        elif target == "name":
            draft.name = draft.name or one_line(cell)
        elif target is None or not _take(draft, target, cell):
            why = "no key was named for it" if target is None else f"is no value for {target}"
            draft.lost.append(Lost(column, cell[:60], why))
    draft.name = draft.name or one_line(f"{parts['given']} {parts['family']}")
    if not draft.name:
        return Problem(name, row.line, 1, "row-nameless", "this row names nobody", "", "error")
    return draft.incoming()


def _take(draft: Draft, target: str, cell: str) -> bool:
    """Put a cell into a field; False when it does not fit there."""
    if target == "body":
        draft.body.append(cell)
        return True
    if target in LISTS:
        values = [one_line(text) for text in _BETWEEN.split(cell) if text.strip()]
        return all(draft.take(target, value) for value in values)
    if target in _EDGES:
        names = [one_line(text) for text in _BETWEEN.split(cell) if text.strip()]
        return all(draft.take("edges", Edge(target, text)) for text in names)
    if target in ("birthday", "anniversary"):
        day = partial_date(cell)
        return day is not None and draft.take(target, day)
    if target in _ENCODED:
        text = "yes" if cell.lower() in ("yes", "true", "1", "x") else cell
        gains = own.gains_of(_ENCODED[target], text)
        return bool(gains) and all(draft.take(*gain) for gain in gains)
    if target == "uid":
        draft.keys[uid_key(cell)] = None
    return draft.take(target, one_line(cell))
