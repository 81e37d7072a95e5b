"""The keys of contact and goal notes: a table of fields and the many names they go by.

Only names and kinds; how a kind is read is the business of ``mdnet.notes.fields``.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from mdnet.notes.values import Value


@dataclass(frozen=True, slots=True)
class Field:
    """A key that mdnet knows: its name in the model, what it holds, what else it is called.

    ``mark`` says that the key speaks for a contact wherever the note lies.
    """

    name: str
    kind: str
    synonyms: str = ""
    mark: bool = False


IMPORTED_FROM: Final = "imported_from"
"""By what an import knows somebody again; for programs, so never searched."""

_CONTACT_FIELDS: Final = (
    Field("aliases", "texts", "nickname nicknames"),
    Field("tags", "tags"),
    Field("circles", "circles", "relationship groups", mark=True),
    Field("group", "group"),
    Field(
        "roles", "texts", "role job profession occupation job_title jobtitle", mark=True
    ),
    Field(
        "organizations", "texts", "organization org company employer organisation companies orgs",
        mark=True,
    ),
    Field("about", "text", "bio summary"),
    Field("city", "text", "location based_in place", mark=True),
    Field("languages", "texts"),
    Field("skills", "texts", "expertise knows_about", mark=True),
    Field("offers", "texts", "offer resources can_help_with", mark=True),
    Field("needs", "texts", "need wants looking_for", mark=True),
    Field("interests", "texts", "hobbies hobby", mark=True),
    Field("knows", "links", "friends contacts network related", mark=True),
    *(
        Field(name, "links", synonyms, mark=True)
        for name, synonyms in (
            ("spouse", ""), ("partner", ""), ("parents", ""), ("children", "child"),
            ("siblings", ""), ("colleagues", ""), ("neighbours", "neighbors"), ("mentor", ""),
            ("mentees", ""), ("boss", ""), ("reports", ""),
        )
    ),
    Field("introduced_by", "links", "met_via referred_by", mark=True),
    Field("met", "date", mark=True),
    Field("met_at", "text", "how_we_met", mark=True),
    Field("closeness", "rating", mark=True),
    Field("trust", "rating", mark=True),
    Field("cadence", "days", "keep_in_touch frequency", mark=True),
    Field("last_contact", "date", "last_contacted", mark=True),
    Field("follow_up", "date", "followup"),
    Field("birthday", "partial", "dob born bday birthdate birth_date date_of_birth", mark=True),
    Field("anniversary", "partial", mark=True),
    Field("phones", "texts", "phone telephone tel mobile cell phone_number", mark=True),
    Field("emails", "texts", "email mail e_mail", mark=True),
    Field("urls", "texts", "url website homepage"),
    Field("address", "texts", "addresses", mark=True),
    Field("social", "texts", mark=True),
    Field("pronouns", "text", "pronoun", mark=True),
    Field("photo", "text"),
    Field("uid", "text"),
    Field(IMPORTED_FROM, "kept"),
    Field("stub", "flag"),
    Field("private", "flag"),
    Field("archived", "flag"),
    Field("vcard", "raw"),
)  # fmt: skip

_GOAL_FIELDS: Final = (
    Field("status", "status"),
    Field("wants", "texts", "want needs looking_for"),
    Field("kind", "goal kind"),
    Field("due", "date", "deadline due_date"),
)

# Keys that the reader of notes or other programs use; they are no text about the person.
NOT_TEXT = frozenset(
    """type name date generated categories cssclass cssclasses publish created modified
    updated""".split()
)
# Known keys that meetings, projects and books have too.
_COMMON = frozenset(
    "location place related contacts network wants resources frequency groups reports job".split()
)
# One slip makes a misspelling, in a long word two; but these are words of their own.
_SHORTEST_MISSPELT = 4
_LONG = 8
# Obsidian read it once and does so no longer.
_OUTDATED = {"alias": "aliases"}
_NOT_MISSPELT = frozenset("employee employees uuid".split())
_SEPARATOR = re.compile(r"[\s-]+")


def _table(fields: Iterable[Field]) -> dict[str, Field]:
    """Return the fields by every name they have, singular or plural."""
    known = {field.name: field for field in fields}
    for field in fields:
        for name in field.synonyms.split():
            known.setdefault(name, field)
    for name, field in list(known.items()):
        if field.kind in {"texts", "links", "circles", "tags"} and not name.endswith("ss"):
            known.setdefault(name[:-1] if name.endswith("s") else name + "s", field)
    return known


CONTACT: Final = _table(_CONTACT_FIELDS)
GOAL: Final = _table(_GOAL_FIELDS)


def key_form(key: str) -> str:
    """Return the form under which keys are the same: ``Follow-up`` is ``follow_up``."""
    return _SEPARATOR.sub("_", key.strip().casefold())


def field_of(key: str) -> str:
    """Return the name of the field of a contact that a key fills; empty for an unknown key."""
    field = CONTACT.get(key_form(key))
    return field.name if field else ""


def marks_of_contact(values: Mapping[str, Value]) -> int:
    """Return how many keys speak for the note being about a person."""
    forms = {key_form(key) for key in values}
    marks = {
        CONTACT[form].name for form in forms - _COMMON if form in CONTACT and CONTACT[form].mark
    }
    return len(marks)


@lru_cache(maxsize=4096)
def known_key_like(form: str, *, goal: bool = False) -> str | None:
    """Return the field that a key was probably meant to be; None when it is like none."""
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
