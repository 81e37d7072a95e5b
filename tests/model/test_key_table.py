"""The table of keys decides everything about every key, so that none can be forgotten."""

from dataclasses import fields
from typing import get_args, get_type_hints

import pytest

from mdnet.index.fields import FIELDS, QUERY_NAMES, WORDS
from mdnet.model.contact import Contact, Group
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS, GOAL_KEYS, TEXT_FIELDS
from mdnet.model.keys import LIST_KINDS
from mdnet.notes.schema import _SHAPES
from mdnet.search.features import _ASIDE
from mdnet.search.hits import KINDS as KINDS_OF_REASONS

ROWS = {key.name: key for key in CONTACT_KEYS}
# Fields of a contact that no key fills alone: ties of all kinds, and keys that nobody knows.
GATHERED = {"edges": "links", "extra": "kept"}
TYPES = get_type_hints(Contact)
KINDS_OF_TYPE = {
    tuple[str, ...]: LIST_KINDS,
    str: {"text", "partial"},
    bool: {"flag"},
    Group: {"group"},
}
every_key = pytest.mark.parametrize("key", CONTACT_KEYS, ids=lambda key: key.name)


@pytest.mark.parametrize("name", [field.name for field in fields(Contact)])
def test_every_field_of_a_contact_has_a_row(name: str) -> None:
    kind = GATHERED.get(name)
    assert name in ROWS or any(key.kind == kind for key in CONTACT_KEYS)


@every_key
def test_every_row_fills_a_field_of_its_kind(key: Field) -> None:
    gathered = {kind: name for name, kind in GATHERED.items()}
    assert gathered.get(key.kind, key.name) in TYPES
    if key.kind in gathered:
        return
    type_ = TYPES[key.name]
    if type(None) in get_args(type_):
        assert key.kind in {"date", "rating", "days"}
    else:
        assert key.kind in KINDS_OF_TYPE[type_]


def test_a_row_with_an_undecided_column_is_no_row() -> None:
    values = CONTACT_KEYS[0]._asdict()
    for column in Field._fields:
        with pytest.raises(TypeError, match=column):
            Field(**{name: value for name, value in values.items() if name != column})
    assert Field._field_defaults == {}


@every_key
def test_what_a_row_says_fits_together(key: Field) -> None:
    assert key.kind in _SHAPES
    assert (key.kind == "links") == (key.tie is not None)
    assert key.tie or key.shown
    assert {*key.leaves.split()} <= {"cards", "tables", "documents"}
    if key.kind not in ("links", "kept", "raw"):
        assert ("cards" in key.leaves) == (key.vcard is not None)
    if key.shown and key.kind in ("flag", "rating"):
        assert key.shown.words
    if key.search:
        assert key.kind in LIST_KINDS or key.kind == "text"
        assert key.search.length > 0


def test_names_are_given_once() -> None:
    for table in (CONTACT_KEYS, GOAL_KEYS):
        names = [name for key in table for name in (key.name, *key.synonyms.split())]
        assert len(names) == len({*names})
    for column in (
        [key.vcard.own for key in CONTACT_KEYS if key.vcard and key.vcard.own],
        [name for key in CONTACT_KEYS if key.vcard for name in key.vcard.properties.split()],
        [key.option.name for key in CONTACT_KEYS if key.option],
    ):
        assert len(column) == len({*column})


def test_ties_lead_back() -> None:
    for key in CONTACT_KEYS:
        if key.tie and (back := ROWS.get(key.tie.inverse)):
            assert back.tie
            assert (back.tie.inverse, back.tie.both) == (key.name, key.tie.both)


def test_the_groups_that_a_search_goes_by_are_those_of_the_table() -> None:
    groups = {one.group for one in WORDS.values()}
    assert groups >= _ASIDE | {*KINDS_OF_REASONS} | {"lack", "told"}
    assert {one.field for one in TEXT_FIELDS} <= {*WORDS} < {*FIELDS}


@every_key
def test_a_key_that_is_searched_can_be_asked_for_by_all_its_names(key: Field) -> None:
    for name in (key.name, *key.synonyms.split()):
        assert QUERY_NAMES.get(name) == (key.search.field if key.search else None)


def test_keys_of_one_line_have_one_rank() -> None:
    ranks: dict[str, set[int]] = {}
    for key in CONTACT_KEYS:
        if key.shown:
            ranks.setdefault(key.shown.label, set()).add(key.shown.rank)
    assert all(len(some) == 1 and some <= {1, 2, 3} for some in ranks.values())
