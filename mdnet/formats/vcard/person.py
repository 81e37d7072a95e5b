"""Turns a card into a person: each property fills a field, is kept, or is reported as lost.

Works on properties, so that rows of tables can come this way too. Knows nothing of bytes.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from mdnet.formats.content import Property
from mdnet.formats.draft import Draft
from mdnet.formats.person import Circle, Incoming
from mdnet.formats.vcard import own
from mdnet.formats.vcard.mapping import DEPARTMENT, NO_DAY, SYSTEM_GROUPS, meaning_of
from mdnet.formats.vcard.names import take_n
from mdnet.formats.vcard.photos import MOST_LETTERS, is_binary, lost, photo_of
from mdnet.formats.vcard.values import listed, plain_label, split, unescape
from mdnet.model.identifiers import uid_key
from mdnet.util.text import name_key, one_line

OF_FIRMS: Final = ("X-ABShowAs:COMPANY", "KIND:org")
"""How a card of version 3 or 4 says that its name is that of a firm."""
COMPANIONS = frozenset(("X-ABLABEL", "X-ABADR"))
"""Properties that speak of another one, of the same group."""
_NAMES_OF_LAST_RESORT = ("ORG", "EMAIL", "TEL")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_COUNTRY = re.compile("[A-Za-z]{2}")
_ONE_ONLY = "a note holds only one"


@dataclass(slots=True)
class _Kept:
    """What the whole card must be seen for."""

    groups: dict[str, list[Property]]
    categories: dict[str, None] = field(default_factory=dict)
    localities: list[tuple[bool, str]] = field(default_factory=list)
    departments: dict[str, None] = field(default_factory=dict)
    told: set[str] = field(default_factory=set)
    """Groups whose label a field has taken in or whose lines are kept."""


def person_of(
    properties: Sequence[Property], place: str, *, photos: bool = False
) -> Incoming | None:
    """The person of a card, or None if nothing in it names them.

    Args:
        properties: the card without BEGIN and END.
        place: where the card begins.
        photos: whether to keep pictures; otherwise they are reported as lost.
    """
    draft = Draft(place)
    exact = next((one.value for one in properties if one.name == own.NAME), "")
    draft.name = one_line(unescape(exact)) or display_name(properties)
    if not draft.name:
        return None
    draft.is_exact = bool(exact.strip()) or not any(one.name in ("FN", "N") for one in properties)
    kept = _Kept(_companions(properties))
    for one in properties:
        if one.name == own.NAME or (one.name in COMPANIONS and one.group):
            continue
        if one.name == "PHOTO" and is_binary(one):
            _take_photo(draft, one, wanted=photos)
        elif one.name == "N":
            _take_n(draft, kept, one)
        else:
            _take(draft, kept, one)
    for group, lines in kept.groups.items():
        if group not in kept.told and not _has_main(properties, group):
            for line in lines:
                _keep(draft, line)
    _finish(draft, kept)
    return draft.incoming()


def circle_of(properties: Sequence[Property], place: str) -> Circle | None:
    """The list of people that a card stands for, or None when it is a person."""
    kinds = ("KIND", "X-ADDRESSBOOKSERVER-KIND")
    if not any(one.name in kinds and one.value.strip().lower() == "group" for one in properties):
        return None
    members = [
        member
        for one in properties
        if one.name in ("MEMBER", "X-ADDRESSBOOKSERVER-MEMBER") and (member := _member(one.value))
    ]
    keys = tuple(f"uid:{uid_key(one.value)}" for one in properties if one.name == "UID")
    return Circle(place, display_name(properties), tuple(dict.fromkeys(members)), keys)


def _member(value: str) -> str:
    text = value.strip()
    if text.lower().startswith("mailto:"):
        return f"email:{text[7:].lower()}"
    return f"uid:{uid_key(text)}" if text else ""


def display_name(properties: Sequence[Property]) -> str:
    """FN, or a name made from other properties, or empty."""
    values: dict[str, str] = {}
    for one in properties:
        if one.value.strip(" ;,"):
            values.setdefault(one.name, one.value)
    if fn := one_line(unescape(values.get("FN", ""))):
        return fn
    if "N" in values and (name := _name_of(values["N"])):
        return name
    for field_name in ("NICKNAME", *_NAMES_OF_LAST_RESORT):
        for text in listed(values.get(field_name, "")):
            if name := one_line(text.strip("; ")):
                return name.removeprefix("tel:").removeprefix("mailto:").replace(";", ", ")
    for one in properties:
        if handles := [value for field, value in meaning_of(one).gains if field == "social"]:
            return str(handles[0]).rpartition(":")[2].strip("/")
    return ""


def _name_of(value: str) -> str:
    """The display name that N suggests: prefix, given, more, family, suffix."""
    parts = [" ".join(listed(part)) for part in split(value, ";")] + [""] * 5
    family, given, more, prefix, suffix = parts[:5]
    return one_line(f"{prefix} {given} {more} {family} {suffix}")


def _companions(properties: Iterable[Property]) -> dict[str, list[Property]]:
    groups: dict[str, list[Property]] = {}
    for one in properties:
        if one.group and one.name in COMPANIONS:
            groups.setdefault(one.group.lower(), []).append(one)
    return groups


def _has_main(properties: Iterable[Property], group: str) -> bool:
    return any(one.group.lower() == group and one.name not in COMPANIONS for one in properties)


def label_of(companions: Iterable[Property]) -> str:
    """The label among the lines of a group, plain."""
    labels = (plain_label(one.value) for one in companions if one.name == "X-ABLABEL")
    return next((label for label in labels if label), "")


def _take(draft: Draft, kept: _Kept, one: Property) -> None:
    companions = kept.groups.get(one.group.lower(), []) if one.group else []
    meaning = meaning_of(one, label_of(companions))
    if meaning.lost:
        draft.lost.append(lost(one, meaning.lost))
        if not meaning.gains and meaning is not NO_DAY:
            return
    refused = [gain for gain in meaning.gains if not _gain(draft, kept, one, *gain)]
    if refused:
        draft.lost.append(lost(one, _ONE_ONLY))
        return
    whole = meaning.whole and not any(map(_says_a_place, companions))
    if not whole and one.value.strip(" ;,"):
        _keep(draft, one)
        if one.group.lower() not in kept.told:
            for line in companions:
                if line.name != "X-ABADR" or _says_a_place(line):
                    _keep(draft, line)
    if one.group:
        kept.told.add(one.group.lower())


def _says_a_place(line: Property) -> bool:
    """Whether a line is Apple's for an address, and no mere code of a country."""
    return line.name == "X-ABADR" and _COUNTRY.fullmatch(line.value.strip()) is None


def _gain(draft: Draft, kept: _Kept, one: Property, name: str, value: object) -> bool:
    """Put one value where it belongs; False when there is no room for it."""
    if name == "categories":
        kept.categories[str(value)] = None
    elif name == "locality":
        kept.localities.append(("home" not in one.all("TYPE"), str(value)))
    elif name == "body":
        draft.body.append(str(value))
    elif name == "related":
        draft.related[value] = None  # type: ignore[index]
    elif name == "name" or (name == "aliases" and not one.name.startswith(own.PREFIX)):
        is_shown = name == "name" and draft.is_exact
        if not is_shown and name_key(str(value)) != name_key(draft.name):
            draft.take("aliases", value)
    elif name == "uid":
        draft.keys[f"uid:{uid_key(str(value))}"] = None
        return draft.take(name, value)
    elif name == "extra" and isinstance(value, tuple) and value[0] == DEPARTMENT and value[1]:
        kept.departments.update(dict.fromkeys(value[1]))
    else:
        return draft.take(name, value)
    return True


def _take_n(draft: Draft, kept: _Kept, one: Property) -> None:
    if not take_n(draft, one.value) or one.group.lower() in kept.groups:
        _keep(draft, one)


def _take_photo(draft: Draft, one: Property, *, wanted: bool) -> None:
    photo = photo_of(one) if wanted and draft.photo is None else None
    if photo is not None:
        draft.photo = photo
    elif not wanted:
        draft.lost.append(lost(one, "pictures were not asked for"))
    else:
        reason = _ONE_ONLY if draft.photo else "not a readable picture"
        draft.lost.append(lost(one, reason))


def _keep(draft: Draft, one: Property) -> None:
    text = _CONTROL.sub(" ", one.text)
    if len(text) > MOST_LETTERS:
        draft.lost.append(lost(one, "too long for a line of a note"))
    else:
        draft.take("vcard", text)


def _finish(draft: Draft, kept: _Kept) -> None:
    """Separate tags from circles, and find the city."""
    _take_off_firm(draft)
    if kept.departments:
        draft.take("extra", (DEPARTMENT, tuple(kept.departments)))
    tags = draft.lists.pop("tags", {})
    circles = draft.lists.pop("circles", {})
    named = {one_line(re.sub("[-_]", " ", category)): category for category in kept.categories}
    # A category that was taken away elsewhere is a tag or circle no longer.
    for tag in tags:
        if tag in kept.categories or tag.lower() in SYSTEM_GROUPS:
            draft.take("tags", tag)
    for circle in circles:
        if circle in named or circle.lower() in SYSTEM_GROUPS:
            draft.take("circles", circle)
    for circle, category in named.items():
        if circle and category not in tags:
            draft.take("circles", circle)
    city = draft.fields.get("city")
    if city is None and kept.localities:
        draft.fields["city"] = min(kept.localities, key=lambda one: one[0])[1]


def _take_off_firm(draft: Draft) -> None:
    """Drop the line that says that a firm is one, where the note says it, too."""
    firms = map(name_key, draft.lists.get("organizations", ()))
    if name_key(draft.name) in firms and "roles" not in draft.lists:
        for line in OF_FIRMS:
            draft.lists.get("vcard", {}).pop(line, None)
