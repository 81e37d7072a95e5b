"""Monica 4's JSON export: contacts with their notes, activities, calls and ties.

``account.data`` is a list of ``{count, type, values}``; types are singular. What a contact
owns stands in its own ``data``. Monica 5 exports no JSON; its vCards are read as vCards.
Source: ``app/ExportResources`` of monicahq/monica 4.
"""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mdnet.formats.draft import Draft
from mdnet.formats.person import Item, Lost
from mdnet.model import Edge, Problem
from mdnet.text import one_line

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
}  # fmt: skip
"""The type tells what ``of_contact`` is to ``contact_is``, as Monica's own pages show it."""
_TAKEN = frozenset(
    """first_name last_name middle_name nickname description job company food_preferences
    last_talked_to stay_in_touch_frequency tags birthdate first_met_date first_met_through
    first_met_where first_met_additional_info is_starred is_partial is_active is_dead uuid
    gender""".split()
)
_DATED = ("happened_at", "called_at", "date", "given_at", "next_expected_date")
_TEXTS = ("name", "title", "summary", "body", "description", "content", "note", "comment")


def read_monica(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of an export; partial contacts, known by name alone, are stubs."""
    try:
        export = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield Problem(name, 1, 1, "not-json", f"this is no JSON: {str(error)[:80]}", "", "error")
        return
    blocks = _blocks(_map(_map(export).get("account")).get("data"))
    contacts = blocks.get("contact", [])
    names = {str(one.get("uuid")): _name(_map(one.get("properties"))) for one in contacts}
    ties = _ties(blocks.get("relationship", []), names)
    for number, one in enumerate(contacts, 1):
        draft = Draft(f"{name}:{number}")
        draft.name = names[str(one.get("uuid"))]
        if draft.name:
            for tie in ties.get(str(one.get("uuid")), ()):
                draft.take("edges", tie)
            _contact(draft, one, names)
            yield draft.incoming()
        else:
            message = f"contact {number} has no name"
            yield Problem(name, 1, 1, "row-nameless", message, "", "error")
    for kind, values in blocks.items():
        if kind not in ("contact", "relationship"):
            message = f"{len(values)} of the kind {kind!r} belong to no contact and are skipped"
            yield Problem(name, 1, 1, "not-read", message, "", "info")


def _map(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}


def _blocks(value: object) -> dict[str, list[Mapping[str, Any]]]:
    """Return the values of the blocks by their type."""
    blocks: dict[str, list[Mapping[str, Any]]] = {}
    for block in value if isinstance(value, list) else []:
        values = _map(block).get("values")
        if isinstance(values, list):
            kind = str(_map(block).get("type", "")).removesuffix("s")
            blocks.setdefault(kind, []).extend(_map(one) for one in values)
    return blocks


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, str | int | float) else ""


def _name(properties: Mapping[str, Any]) -> str:
    keys = ("first_name", "middle_name", "last_name")
    named = one_line(" ".join(_text(properties.get(key)) for key in keys))
    return named or one_line(_text(properties.get("nickname")))


def _ties(
    relationships: list[Mapping[str, Any]], names: Mapping[str, str]
) -> dict[str, list[Edge]]:
    ties: dict[str, list[Edge]] = {}
    for one in relationships:
        properties = _map(one.get("properties"))
        other = names.get(str(properties.get("of_contact")))
        kind = _TIES.get(_text(properties.get("type")).lower(), "knows")
        if other:
            ties.setdefault(str(properties.get("contact_is")), []).append(Edge(kind, other))
    return ties


def _contact(draft: Draft, one: Mapping[str, Any], names: Mapping[str, str]) -> None:
    properties = _map(one.get("properties"))
    if uuid := _text(one.get("uuid")):
        draft.keys[f"monica:{uuid.lower()}"] = None
    for key, field in (("nickname", "aliases"), ("job", "roles"), ("company", "organizations")):
        if (text := one_line(_text(properties.get(key)))) and text != draft.name:
            draft.take(field, text)
    for key, field in (("description", "about"), ("first_met_where", "met_at")):
        if text := one_line(_text(properties.get(key))):
            draft.take(field, text)
    _tags(draft, properties.get("tags"))
    _days(draft, properties)
    through = names.get(str(properties.get("first_met_through")))
    if through:
        draft.take("edges", Edge("introduced_by", through))
    if properties.get("is_partial") is True:
        draft.take("stub", True)
    _rest(draft, properties)
    for kind, values in _blocks(one.get("data")).items():
        for value in values:
            _owned(draft, kind, value)


def _tags(draft: Draft, tags: object) -> None:
    for tag in tags if isinstance(tags, list) else []:
        text = _text(_map(tag).get("name")) if isinstance(tag, dict) else _text(tag)
        if text:
            draft.take("tags", "-".join(text.split()))


def _days(draft: Draft, properties: Mapping[str, Any]) -> None:
    birth = _map(properties.get("birthdate"))
    day = _day(birth.get("date"))
    if day and birth.get("is_age_based") is not True:
        yearless = birth.get("is_year_unknown") is True
        draft.take("birthday", f"--{day:%m-%d}" if yearless else day.isoformat())
    elif day:
        draft.lost.append(Lost("birthdate", day.isoformat(), "is only guessed from the age"))
    met = _map(properties.get("first_met_date"))
    if (day := _day(met.get("date"))) and met.get("is_year_unknown") is not True:
        draft.take("met", day)
    if day := _day(properties.get("last_talked_to")):
        draft.take("last_contact", day)
    often = properties.get("stay_in_touch_frequency")
    if isinstance(often, int) and 0 < often <= 36_500:
        draft.take("cadence", often)


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(_text(value)[:10])
    except ValueError:
        return None


def _rest(draft: Draft, properties: Mapping[str, Any]) -> None:
    """Put into words what has no field, and tell what has no place at all."""
    for key, what in (
        ("food_preferences", "Food"),
        ("first_met_additional_info", "How we met"),
        ("gender", "Gender"),
    ):
        if text := _text(properties.get(key)):
            draft.body.append(f"{what}: {text}")
    if properties.get("is_dead") is True:
        draft.take("tags", "deceased")
    if properties.get("is_starred") is True:
        draft.take("tags", "starred")
    if properties.get("is_active") is False:
        draft.take("archived", True)
    for key, value in properties.items():
        if key not in _TAKEN and value not in (None, "", [], {}, False):
            draft.lost.append(Lost(key, _text(value)[:60], "has no field in a note"))


def _owned(draft: Draft, kind: str, value: Mapping[str, Any]) -> None:
    """Take what a contact owns: addresses and numbers to fields, all else as dated text."""
    properties = _map(value.get("properties"))
    if kind == "contact_field":
        _reach(draft, properties)
    elif kind == "address":
        keys = ("name", "street", "city", "province", "postal_code", "country")
        parts = [one_line(_text(properties.get(key))) for key in keys]
        if any(parts[1:]):
            draft.take("address", ", ".join(part for part in parts[1:] if part))
            if parts[2]:
                draft.take("city", parts[2])
    else:
        _tell(draft, kind, value, properties)


def _reach(draft: Draft, properties: Mapping[str, Any]) -> None:
    text = one_line(_text(properties.get("data")))
    kind = _map(properties.get("type"))
    named = _text(kind.get("type")) or _text(kind.get("name")) or _text(properties.get("type"))
    lowered = named.lower()
    if not text:
        return
    if "mail" in lowered or ("@" in text and not lowered):
        draft.take("emails", text)
    elif lowered in ("phone", "telephone", "mobile"):
        draft.take("phones", text)
    else:
        draft.take("social", f"{lowered}:{text}" if lowered and ":" not in text else text)


def _tell(draft: Draft, kind: str, value: Mapping[str, Any], properties: Mapping[str, Any]) -> None:
    texts = dict.fromkeys(text for key in _TEXTS if (text := _text(properties.get(key))))
    if not texts:
        draft.lost.append(Lost(kind, "", "holds no text"))
        return
    day = next((day for key in _DATED if (day := _day(properties.get(key)))), None)
    day = day or _day(value.get("created_at"))
    words = ": ".join(texts)
    what = "" if kind == "note" else f"{kind.replace('_', ' ')}: "
    draft.body.append(f"{day.isoformat()} {what}{words}" if day else f"{what}{words}")
