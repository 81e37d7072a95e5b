"""Monica 4's JSON export: contacts with their notes, activities, calls and ties.

``account.data`` is a list of ``{count, type, values}``; types are singular. What a contact
owns stands in its own ``data``, but for activities, of which it has the identifiers only; so
it is with kinds of contact fields, genders and life events, which stand under
``account.instance``. Monica 5 exports no JSON; its vCards are read as vCards.
Source: ``app/ExportResources`` of monicahq/monica 4.0.0 to 4.1.2.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mdnet.formats.draft import Draft
from mdnet.formats.monica_told import Known, day_of, map_of, text_of, told, touched
from mdnet.formats.name_parts import name_of
from mdnet.formats.person import TECHNICAL, Item, Lost, Reader
from mdnet.model.contact import Edge, Problem
from mdnet.util.text import one_line

_MONICA = re.compile(rb'"app_version"|"contact"|"monica')
_TIES = {
    **dict.fromkeys(("partner", "lover", "date", "inlovewith", "lovedby"), "partner"),
    **dict.fromkeys(("spouse", "husband", "wife"), "spouse"),
    **dict.fromkeys(("parent", "stepparent"), "parents"),
    **dict.fromkeys(("child", "stepchild"), "children"),
    "sibling": "siblings",
    "colleague": "colleagues",
    "boss": "boss",
    "subordinate": "reports",
    "mentor": "mentor",
    "protege": "mentees",
    **dict.fromkeys(("friend", "bestfriend"), "knows"),
    **dict.fromkeys(("grandparent", "grandchild", "uncle", "nephew", "cousin", "godfather",
                     "godson"), "relatives"),
    **dict.fromkeys(("ex", "ex_husband"), "ex"),
}  # fmt: skip
"""The type is what ``of_contact`` is to ``contact_is``, as Monica's own pages show it."""
_TAKEN = frozenset(
    """first_name last_name middle_name nickname description job company food_preferences
    last_talked_to stay_in_touch_frequency tags birthdate deceased_date first_met_date
    first_met_through first_met_where first_met_additional_info is_starred is_partial is_active
    is_dead uuid gender""".split()
)
# How often a page was looked at, and what follows from what is taken.
_TECHNICAL = frozenset(
    """avatar last_consulted_at number_of_views stay_in_touch_trigger_date vcard distant_etag
    deceased_reminder first_met_reminder""".split()
)
# The address books and people who use the program.
_NOBODY = frozenset(
    "user address_book addressbook address_book_subscription addressbook_subscription".split()
)


@dataclass(frozen=True, slots=True)
class _Export:
    """What all contacts of a file share."""

    names: Mapping[str, str]
    """By identifier."""
    ties: Mapping[str, list[Edge]]
    known: Known
    end: date
    """The day of the export; contact cannot be later."""


def _recognises(start: bytes, _: str) -> bool:
    return start[:1] == b"{" and b'"account"' in start and _MONICA.search(start) is not None


def read_monica(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of an export; partial contacts, known by name alone, are stubs."""
    try:
        export = map_of(json.loads(data.decode("utf-8-sig")))
    except (ValueError, RecursionError) as error:
        yield Problem(name, 1, 1, "not-json", f"this is not JSON: {str(error)[:80]}", "", "error")
        return
    account = map_of(export.get("account"))
    blocks = _blocks(account.get("data"))
    contacts = [*map(map_of, blocks.pop("contact", []))]
    names = {str(one.get("uuid")): _name(map_of(one.get("properties"))) for one in contacts}
    ties = _ties(blocks.pop("relationship", []), names)
    known = _known(account, blocks)
    shared = _Export(names, ties, known, day_of(export.get("export_date")) or date.max)
    for number, one in enumerate(contacts, 1):
        draft = Draft(f"{name}:{number}")
        draft.name = names[str(one.get("uuid"))]
        if draft.name:
            _contact(draft, one, shared)
            yield draft.incoming()
        else:
            message = f"contact {number} has no name"
            yield Problem(name, 1, 1, "row-nameless", message, "", "error")
    yield from _left(account, blocks, contacts, name)


READER = Reader(_recognises, lambda data, name, _: read_monica(data, name))


def _left(
    account: Mapping[str, Any],
    blocks: Mapping[str, list[Any]],
    contacts: list[Mapping[str, Any]],
    name: str,
) -> Iterator[Problem]:
    """Yield what belongs to no contact, as a problem."""
    used = {
        value
        for one in contacts
        for values in _blocks(one.get("data")).values()
        for value in values
        if isinstance(value, str)
    }
    left = {
        kind: sum(str(map_of(value).get("uuid")) not in used for value in values)
        for kind, values in blocks.items()
        if kind not in _NOBODY
    }
    entries = map_of(account.get("properties")).get("journal_entries")
    left["journal entry"] = len(entries) if isinstance(entries, list) else 0
    for kind, count in left.items():
        if count:
            message = f'{count} of the kind "{kind}" belong to no contact and are skipped'
            yield Problem(name, 1, 1, "not-read", message, "", "info")


def _known(account: Mapping[str, Any], blocks: Mapping[str, list[Any]]) -> Known:
    """What contacts have by its identifier only: kinds of things, and activities."""
    instance = map_of(account.get("instance")).values()
    lists = [*(one for one in instance if isinstance(one, list)), blocks.get("activity", [])]
    values = [map_of(value) for one in lists for value in one]
    return {str(one["uuid"]): map_of(one.get("properties")) for one in values if "uuid" in one}


def _blocks(value: object) -> dict[str, list[Any]]:
    """The values of the blocks by their type."""
    blocks: dict[str, list[Any]] = {}
    for block in value if isinstance(value, list) else []:
        values = map_of(block).get("values")
        if isinstance(values, list):
            kind = str(map_of(block).get("type", ""))
            kind = kind if kind.endswith("ss") else kind.removesuffix("s")
            blocks.setdefault(kind, []).extend(values)
    return blocks


def _name(properties: Mapping[str, Any]) -> str:
    keys = ("last_name", "first_name", "middle_name")
    named = name_of(*(one_line(text_of(properties.get(key))) for key in keys))
    return named or one_line(text_of(properties.get("nickname")))


def _key(uuid: str) -> str:
    return f"monica:{uuid.lower()}"


def _ties(relationships: list[Any], names: Mapping[str, str]) -> dict[str, list[Edge]]:
    """The ties of each contact; the other end is an identifier."""
    ties: dict[str, list[Edge]] = {}
    for one in relationships:
        properties = map_of(map_of(one).get("properties"))
        other = str(properties.get("of_contact"))
        kind = _TIES.get(text_of(properties.get("type")).lower(), "knows")
        if names.get(other):
            ties.setdefault(str(properties.get("contact_is")), []).append(Edge(kind, _key(other)))
    return ties


def _contact(draft: Draft, one: Mapping[str, Any], shared: _Export) -> None:
    properties = map_of(one.get("properties"))
    for tie in shared.ties.get(str(one.get("uuid")), ()):
        draft.related[tie] = None
    if uuid := text_of(one.get("uuid")):
        draft.keys[_key(uuid)] = None
    for key, field in (("nickname", "aliases"), ("job", "roles"), ("company", "organizations")):
        if (text := one_line(text_of(properties.get(key)))) and text != draft.name:
            draft.take(field, text)
    for key, field in (("description", "about"), ("first_met_where", "met_at")):
        if text := one_line(text_of(properties.get(key))):
            draft.take(field, text)
    _tags(draft, properties.get("tags"))
    _days(draft, properties)
    _rest(draft, properties, shared.known)
    through = str(properties.get("first_met_through"))
    if shared.names.get(through):
        draft.related[Edge("introduced_by", _key(through))] = None
    if properties.get("is_partial") is True:
        draft.take("stub", True)
    _own(draft, one, shared)


def _own(draft: Draft, one: Mapping[str, Any], shared: _Export) -> None:
    """Take all that a contact owns, and find the last day of contact in it."""
    days = [day_of(map_of(one.get("properties")).get("last_talked_to"))]
    for kind, values in _blocks(one.get("data")).items():
        for value in values:
            whole = map_of(value) or {"properties": shared.known.get(str(value), {})}
            _owned(draft, kind, whole, shared.known)
            days.append(touched(kind, map_of(whole.get("properties"))))
    if past := [day for day in days if day and day <= shared.end]:
        draft.take("last_contact", max(past))


def _tags(draft: Draft, tags: object) -> None:
    for tag in tags if isinstance(tags, list) else []:
        text = text_of(map_of(tag).get("name")) if isinstance(tag, dict) else text_of(tag)
        if text:
            draft.take("tags", "-".join(text.split()))


def _days(draft: Draft, properties: Mapping[str, Any]) -> None:
    birth = map_of(properties.get("birthdate"))
    day = day_of(birth.get("date"))
    if day and birth.get("is_age_based") is not True:
        yearless = birth.get("is_year_unknown") is True
        draft.take("birthday", f"--{day:%m-%d}" if yearless else day.isoformat())
    elif day:
        draft.lost.append(Lost("birthdate", day.isoformat(), "only guessed from the age"))
    met = map_of(properties.get("first_met_date"))
    if day := day_of(met.get("date")):
        if met.get("is_year_unknown") is True:
            draft.lost.append(Lost("first_met_date", f"--{day:%m-%d}", "without a year"))
        else:
            draft.take("met", day)
    often = properties.get("stay_in_touch_frequency")
    if isinstance(often, int) and 0 < often <= 36_500:
        draft.take("cadence", often)


def _rest(draft: Draft, properties: Mapping[str, Any], known: Known) -> None:
    """Write values without a field as text, and report what does not fit at all."""
    gender = text_of(properties.get("gender"))
    died = day_of(map_of(properties.get("deceased_date")).get("date"))
    for what, text in (
        ("Food", text_of(properties.get("food_preferences"))),
        ("How we met", text_of(properties.get("first_met_additional_info"))),
        ("Gender", text_of(known.get(gender, {"name": gender}).get("name"))),
        ("Died", died.isoformat() if died else ""),
    ):
        if text:
            draft.body.append(f"{what}: {text}")
    if properties.get("is_dead") is True:
        draft.take("tags", "deceased")
    if properties.get("is_starred") is True:
        draft.take("tags", "starred")
    if properties.get("is_active") is False:
        draft.take("archived", True)
    for key, value in properties.items():
        if key not in _TAKEN and value not in (None, "", [], {}, False):
            reason = TECHNICAL if key in _TECHNICAL else "notes have no field for it"
            draft.lost.append(Lost(key, text_of(value)[:60], reason))


def _owned(draft: Draft, kind: str, value: Mapping[str, Any], known: Known) -> None:
    """Take what a contact owns: addresses and numbers to fields, all else as dated text."""
    properties = map_of(value.get("properties"))
    if kind == "contact_field":
        _reach(draft, properties, known)
    elif kind == "address":
        keys = ("street", "city", "province", "postal_code", "country")
        parts = [one_line(text_of(properties.get(key))) for key in keys]
        if any(parts):
            draft.take("address", ", ".join(part for part in parts if part))
            if parts[1]:
                draft.take("city", parts[1])
        if name := one_line(text_of(properties.get("name"))):
            draft.lost.append(Lost("address", name, "addresses have no label"))
    elif kind in ("photo", "document"):
        name = text_of(properties.get("original_filename"))
        draft.lost.append(Lost(kind, name, "files are not imported"))
    elif text := told(kind, value, known):
        draft.body.append(text)
    else:
        draft.lost.append(Lost(kind, "", "contains no text"))


def _reach(draft: Draft, properties: Mapping[str, Any], known: Known) -> None:
    text = one_line(text_of(properties.get("data")))
    plain = text_of(properties.get("type"))
    kind = map_of(properties.get("type")) or known.get(plain, {"name": plain})
    lowered = (text_of(kind.get("type")) or text_of(kind.get("name"))).lower()
    if not text:
        return
    if "mail" in lowered or ("@" in text and not lowered):
        draft.take("emails", text)
    elif lowered in ("phone", "telephone", "mobile"):
        draft.take("phones", text)
    elif ":" in text or not lowered:
        draft.take("social", text)
    else:
        draft.take("social", f"{'-'.join(lowered.split())}:{text}")
