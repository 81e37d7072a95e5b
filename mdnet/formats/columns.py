"""Finds the keys that the columns of a table fill, by their names.

Unknown columns are recognised by the form of their cells: addresses, phone numbers or
profiles. The words themselves are in ``mdnet.formats.column_words``.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Final

from mdnet.formats.column_words import BESIDE, COLUMNS, EITHER, LABELS, STRONG
from mdnet.model.keys import CONTACT, key_form
from mdnet.util.text import fold

_MARKS = re.compile(r"[\W_]+")
_BROKEN_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_MAIL = re.compile(r"[^\s@<>,;\"']{1,64}@[^\s@<>,;\"']{1,255}\.[^\W\d_]{2,}")
_NUMBER = re.compile(r"\+[0-9][0-9 ()./\u00a0-]{6,24}|0[0-9 ()./\u00a0-]{8,20}")
_PROFILE = re.compile(r"(?:https?://|www\.)\S+|(?:[\w-]+\.)?linkedin\.com/\S+", re.IGNORECASE)
_FORMS: Final = (("emails", _MAIL), ("phones", _NUMBER), ("urls", _PROFILE))
_LONGEST_CELL = 300
_LONGEST_COLUMN = 100


def column_form(column: str) -> str:
    """The form for comparing columns: ``E-Mail_1`` is ``e mail 1``."""
    return _MARKS.sub(" ", fold(_BROKEN_WORD.sub(" ", column[:_LONGEST_COLUMN]))).strip()


def targets_of(heading: Sequence[str]) -> dict[str, str]:
    """The target of each column of a heading, from ``generic.TARGETS``.

    A column called *name* is the part of the name that no other column has.
    """
    return _targets(tuple(heading))


@lru_cache(maxsize=256)
def _targets(heading: tuple[str, ...]) -> dict[str, str]:
    found = {column: target for column in heading if (target := target_of(column))}
    parts = {*found.values()}
    if "name" in parts and ("family" in parts) != ("given" in parts):
        missing = "given" if "family" in parts else "family"
        for column, target in found.items():
            if target == "name" and column_form(column) in _folded(EITHER):
                found[column] = missing
    if "name" not in parts and "given" in parts and "family" not in parts:
        # Russian has one word for both.
        for column in heading:
            if found.get(column) == "given" and column_form(column) in _folded(EITHER):
                found[column] = "name"
    return found


@lru_cache(maxsize=4096)
def target_of(column: str) -> str:
    """The target of a column; empty if unknown."""
    form = column_form(column)
    words = [word for word in form.split() if not word.isdigit()]
    plain = [word for word in words if word not in _folded(BESIDE)]
    for candidate in (form, " ".join(words), " ".join(plain)):
        if candidate in _by_form():
            return _by_form()[candidate]
    field = CONTACT.get(key_form(column))
    if field is not None and field.kind not in ("group", "kept", "raw"):
        return field.name
    for word in plain:
        if word in _strong():
            return _strong()[word]
    return ""


def form_of_cell(cell: str) -> str:
    """The target of a cell by its form: ``emails``, ``phones`` or ``urls``; else empty."""
    if len(cell) > _LONGEST_CELL:
        return ""
    parts = [part.strip() for part in re.split(r"[;,\n]| ::: ", cell) if part.strip()]
    for target, pattern in _FORMS:
        if parts and all(map(pattern.fullmatch, parts)):
            return target
    return ""


def label_of_column(column: str) -> str:
    """The label of a number or address in the name of its column: ``home``, ``mobile``."""
    words = column_form(column).split()
    known = _words_to_keys(LABELS)
    return next((known[word] for word in words if word in known), "")


@cache
def _by_form() -> dict[str, str]:
    return {
        column_form(name): target
        for target, names in COLUMNS.items()
        for name in names.split("|")
    }  # fmt: skip


@cache
def _strong() -> dict[str, str]:
    return _words_to_keys(STRONG)


def _words_to_keys(table: Mapping[str, str]) -> dict[str, str]:
    return {column_form(word): key for key, words in table.items() for word in words.split()}


@cache
def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(column_form, words))
