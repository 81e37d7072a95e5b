"""The names of keys: the field that a key fills, or was probably meant to fill.

The rows themselves are in ``mdnet.model.key_table``; how values are read is handled by
``mdnet.notes.fields``.
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from mdnet.model.card_keys import form_of_card_key
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS, GOAL_KEYS, IMPORTED_FROM
from mdnet.util.patterns import late_pattern

__all__ = [
    "CONTACT",
    "CONTACT_KEYS",
    "GOAL",
    "IMPORTED_FROM",
    "LIST_KINDS",
    "NAME_PARTS",
    "NOT_TEXT",
    "THING_KEYS",
    "Field",
    "by_place",
    "field_of",
    "key_form",
    "known_key_like",
    "marks_of_contact",
    "names_of_kind",
]

LIST_KINDS: Final = frozenset(("texts", "tags", "circles", "raw"))
"""The kinds whose values are tuples of texts in a ``Contact``."""

NAME_PARTS: Final = (
    "first_name",
    "given_name",
    "middle_name",
    "last_name",
    "family_name",
    "surname",
)
"""Keys that hold a part of the name, in the order in which a name is written."""

# Keys for the reader of notes or other programs; they say nothing about the person.
NOT_TEXT = frozenset(
    (
        *"type name date generated categories cssclass cssclasses publish".split(),
        *"created modified updated".split(),
        *NAME_PARTS,
    )
)
# Known keys that meetings, projects and books have too.
_COMMON = frozenset(
    "location place related contacts network wants resources frequency groups reports job "
    "position".split()
)
# One wrong letter makes a misspelling, two in a long word; but these are real words.
_SHORTEST_MISSPELT = 4
_LONG = 8
# Obsidian read it once and does so no longer.
_OUTDATED = {"alias": "aliases"}
_NOT_MISSPELT = frozenset("employee employees uuid".split())
_SEPARATOR = late_pattern(r"[\s-]+")
_CAMEL = late_pattern(r"(?<=[a-z])(?=[A-Z])")


def _table(fields: Iterable[Field]) -> dict[str, Field]:
    """The fields by every name they have, singular or plural."""
    known = {field.name: field for field in fields}
    for field in fields:
        for name in field.synonyms.split():
            known.setdefault(name, field)
    for name, field in list(known.items()):
        if field.kind in {"texts", "links", "circles", "tags"} and not name.endswith("ss"):
            known.setdefault(name[:-1] if name.endswith("s") else name + "s", field)
    return known


CONTACT: Final = _table(CONTACT_KEYS)
GOAL: Final = _table(GOAL_KEYS)
_FORMS = frozenset((*CONTACT, *GOAL, *NAME_PARTS))


def names_of_kind(*kinds: str) -> tuple[str, ...]:
    """The keys of a contact whose values are of one of these kinds, in the order of the table."""
    return tuple(key.name for key in CONTACT_KEYS if key.kind in kinds)


# Keys of the user's whose links are not people.
_LEADING_TO_THINGS = (
    "album area areas book books category categories class country course down event events "
    "file_class film genre is kind location movie movies next place places podcast prev previous "
    "project projects reading region same see_also series song source sources status subject topic "
    "topics type up"
).split()
THING_KEYS: Final = frozenset(
    (*names_of_kind("text", "texts", "circles", "tags"), *_LEADING_TO_THINGS)
)
"""Keys whose links are places, groups and other things, never people."""


def by_place(keys: Iterable[Field]) -> list[Field]:
    """The keys in the order of the page of ``show``; those not on it come last."""
    return sorted(keys, key=_place)


def _place(key: Field) -> tuple[bool, int]:
    return key.shown is None, key.shown.place if key.shown else 0


@lru_cache(maxsize=1024)
def key_form(key: str) -> str:
    """The form under which keys are the same: ``Follow-up`` is ``follow_up``.

    ``lastContact`` is ``last_contact``, but a word such as ``LinkedIn`` is not taken apart.
    ``TEL[CELL]`` of a vCard is ``tel``.
    """
    if ("[" in key or "." in key) and (card := form_of_card_key(key)):
        return card
    form = _SEPARATOR.sub("_", key.strip().casefold())
    if form in _FORMS or key.islower():
        return form
    apart = _SEPARATOR.sub("_", _CAMEL.sub("_", key.strip()).casefold())
    return apart if apart in _FORMS else form


@lru_cache(maxsize=512)
def field_of(key: str) -> str:
    """The name of the field of a contact that a key fills; empty for an unknown key."""
    field = CONTACT.get(key_form(key))
    return field.name if field else ""


def marks_of_contact(keys: Iterable[str]) -> int:
    """The number of keys that suggest the note is about a person."""
    forms = {key_form(key) for key in keys}
    marks = {
        CONTACT[form].name for form in forms - _COMMON if form in CONTACT and CONTACT[form].mark
    }
    return len(marks)


@lru_cache(maxsize=4096)
def known_key_like(form: str, *, goal: bool = False) -> str | None:
    """The field that a key was probably meant to be; None when none is similar."""
    from rapidfuzz.distance import OSA

    if form in _OUTDATED and not goal:
        return _OUTDATED[form]
    if len(form) < _SHORTEST_MISSPELT or form in _NOT_MISSPELT:
        return None
    table = GOAL if goal else CONTACT
    slips = 1 if len(form) < _LONG else 2
    distances = {name: OSA.distance(form, name, score_cutoff=slips) for name in table}
    near = min(distances, key=lambda name: distances[name])
    return table[near].name if distances[near] <= slips else None
