"""Reads the values of a contact's and a goal's keys, and reports those that do not fit.

Turns the plain values of front matter into ``Contact`` and ``Goal``; with ``mdnet.model.keys``
it is the only place for such rules. Knows no YAML, and no Markdown but links.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mdnet.model.circles import group_of
from mdnet.model.contact import GOAL_KINDS, GOAL_STATUSES, Contact, Edge, Goal, Problem
from mdnet.model.keys import CONTACT, GOAL, NOT_TEXT, Field, key_form, known_key_like
from mdnet.notes.labelled import plain_values
from mdnet.notes.links import day_text, only_links, split_links
from mdnet.notes.values import (
    AGAIN,
    Value,
    ValuePlaces,
    as_date,
    as_flag,
    as_partial_date,
    as_rating,
    is_usual_date,
    one_text,
    texts_of,
)
from mdnet.util.dates import as_days
from mdnet.util.text import one_line

# A word of a name begins with a capital, but for the small words of many languages.
_NAME_WORD = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'’.-]*|d[aeiou]|del|des?|von|van|den?|der|la|le|zu|bin|al|y|e"
)
_MAX_NAME_WORDS = 5
_GROUPS = frozenset(("primary", "secondary"))


def contact_from(
    path: str, values: Mapping[str, Value], places: ValuePlaces
) -> tuple[Contact, list[Problem]]:
    """The contact described by ``values``, and the values that do not fit."""
    reading = _FieldReader(path, places, CONTACT)
    plain = plain_values(values)
    for key, value in plain.values.items():
        reading.take(key, value, plain.fields.get(key, ""))
    if plain.lines:
        reading.add(CONTACT["vcard"], plain.lines)
    found = reading.found
    found.setdefault("group", group_of(found.get("circles", ()), found.get("closeness")))
    found["edges"] = tuple(reading.edges)
    found["extra"] = tuple(reading.extra.items())
    return Contact(**found), reading.problems


def goal_from(
    path: str, values: Mapping[str, Value], places: ValuePlaces
) -> tuple[Goal, list[Problem]]:
    """The goal described by ``values``, and the values that do not fit."""
    reading = _FieldReader(path, places, GOAL)
    for key, value in values.items():
        reading.take(key, value)
    return Goal(**reading.found), reading.problems


# Only this many unknown keys are compared with the known ones. A note has a dozen; one with
# thousands, each compared with every name of a key, would be an attack.
_MOST_COMPARED = 200


class _FieldReader:
    """Gathers the fields of one note, key by key."""

    def __init__(self, path: str, places: ValuePlaces, table: Mapping[str, Field]) -> None:
        self.path = path
        self.places = places
        self.table = table
        self.found: dict[str, Any] = {}
        self.edges: dict[Edge, None] = {}
        self.extra: dict[str, tuple[str, ...]] = {}
        self.problems: list[Problem] = []

    def take(self, key: str, value: Value, name: str = "") -> None:
        field = self.table.get(name or key) or self.table.get(key_form(key))
        if field is None:
            self.unknown(key, value)
        elif value is not None and value != "":
            _TAKERS[field.kind](self, field, key, value)

    def texts(self, field: Field, _: str, value: Value) -> None:
        # An alias that is written as a link is a name of this person, not a tie.
        kind = "" if field.name == "aliases" else field.name
        self.add(field, self.shown(kind, value))

    def tags(self, field: Field, _: str, value: Value) -> None:
        # Tags have no spaces, and Obsidian splits a text of several.
        words = " ".join(texts_of(value)).replace(",", " ").split()
        self.add(field, [tag for word in words if (tag := word.lstrip("#"))])

    def circles(self, field: Field, _: str, value: Value) -> None:
        shown = self.shown(field.name, value)
        self.add(field, [one_line(re.sub(r"[-_]", " ", text)) for text in shown])

    def raw(self, field: Field, _: str, value: Value) -> None:
        self.add(field, texts_of(value))

    def kept(self, field: Field, _: str, value: Value) -> None:
        self.remark(field.name, texts_of(value))

    def add(self, field: Field, texts: Iterable[str]) -> None:
        """Add texts to a list field; two keys may fill one field."""
        self.found[field.name] = tuple(dict.fromkeys((*self.found.get(field.name, ()), *texts)))

    def shown(self, kind: str, value: Value) -> list[str]:
        """The texts of a value as they read; links in them become edges of a kind."""
        shown = []
        for text in texts_of(value):
            if "[" not in text:
                shown.append(one_line(text))
                continue
            for part in only_links(text) or [text]:
                display, targets = split_links(part)
                self.edges.update((Edge(kind, target), None) for target in targets if kind)
                shown.append(one_line(display))
        return [text for text in shown if text]

    def text(self, field: Field, key: str, value: Value) -> None:
        shown = ", ".join(self.shown(field.name, value))
        if field.name in self.found:
            self.remark(key, [shown])  # city: and location: are two things
        elif shown:
            self.found[field.name] = shown

    def links(self, field: Field, key: str, value: Value) -> None:
        """Read ties: links, or plain names; other words about them are kept as text."""
        words = []
        for text in texts_of(value):
            display, targets = split_links(text)
            self.edges.update((Edge(field.name, target), None) for target in targets)
            if targets:
                if only_links(text) is None:
                    words.append(one_line(display))
            elif is_name(text):
                self.edges[Edge(field.name, one_line(text))] = None
            else:
                words.append(one_line(display))
        self.remark(key, words)

    def flag(self, field: Field, key: str, value: Value) -> None:
        text = one_text(value).strip()
        flag = as_flag(text)
        if flag is None:
            self.wrong(key, text, "bad-value", "is neither yes nor no", "yes or no")
            # If it may be meant as private, it is private.
            flag = field.name == "private"
        self.found[field.name] = flag or self.found.get(field.name, False)

    def unknown(self, key: str, value: Value) -> None:
        form = key_form(key)
        if form in NOT_TEXT:
            return
        words = []
        for text in texts_of(value):
            display, targets = split_links(text)
            self.edges.update((Edge(form, target), None) for target in targets)
            if not targets or only_links(text) is None:
                words.append(one_line(display))
        self.remark(key, words)
        if len(self.extra) > _MOST_COMPARED:
            return
        near = known_key_like(form, goal=self.table is GOAL)
        if near is not None:
            place = self.places.key_place(key)
            message = f'unknown key "{one_line(key)}"'
            fix = f"did you mean {near}?"
            self.problems.append(
                Problem(self.path, place.line, place.column, "unknown-key", message, fix)
            )

    def remark(self, key: str, words: list[str]) -> None:
        """Keep words that fit nowhere else, under the key as written."""
        if words:
            name = key.removesuffix(AGAIN)
            self.extra[name] = (*self.extra.get(name, ()), *words)

    def wrong(self, key: str, text: str, code: str, what: str, expected: str) -> None:
        place = self.places.value_place(key)
        message = f'{one_line(key)}: "{_short(text)}" {what}'
        self.problems.append(
            Problem(self.path, place.line, place.column, code, message, f"expected {expected}")
        )

    def group(self, field: Field, key: str, value: Value) -> None:
        text = one_text(value).strip()
        if text.lower() in _GROUPS:
            self.found[field.name] = text.lower()
            return
        self.wrong(key, text, "bad-value", "is read as a circle", "primary or secondary")
        self.found["circles"] = (*self.found.get("circles", ()), one_line(text))

    def single(self, field: Field, key: str, value: Value) -> None:
        """Take a value that must be readable as one date, number or word."""
        form = _FORMS[field.kind]
        written = one_line(one_text(value))
        text = day_text(written) if form.code == "bad-date" else split_links(written)[0].strip()
        read = form.read(text)
        if read is None:
            self.wrong(key, text, form.code, form.wrong, form.expected)
            return
        self.found.setdefault(field.name, read)
        if form.code == "bad-date" and not is_usual_date(text):
            self.unusual_date(key, text, str(read))

    def unusual_date(self, key: str, text: str, day: str) -> None:
        place = self.places.value_place(key)
        message = f'{one_line(key)}: "{_short(text)}" is read as {day}'
        problem = Problem(
            self.path, place.line, place.column, "date-form", message, f"write {day}", "info"
        )
        self.problems.append(problem)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a single value is read, and the message when it cannot be."""

    read: Callable[[str], Any]
    code: str
    wrong: str
    expected: str


def _one_of(words: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda text: text.lower() if text.lower() in words else None


_FORMS: Final = {
    "date": _Form(as_date, "bad-date", "is not a date", "a date like 1999-12-31"),
    "partial": _Form(
        as_partial_date, "bad-date", "is not a date", "a date like 1999-12-31, or --12-31"
    ),
    "rating": _Form(as_rating, "bad-number", "is not a rating", "a number from 1 to 5"),
    "days": _Form(as_days, "bad-value", "is not a time span", "something like 3 months"),
    "status": _Form(
        _one_of(GOAL_STATUSES), "bad-value", "is not a status", "open, done or dropped"
    ),
    "goal kind": _Form(
        _one_of(GOAL_KINDS), "bad-value", "is not a kind of goal", "one of " + ", ".join(GOAL_KINDS)
    ),
}
_TAKERS: Final[dict[str, Callable[[_FieldReader, Field, str, Value], None]]] = {
    **dict.fromkeys(_FORMS, _FieldReader.single),
    "texts": _FieldReader.texts,
    "tags": _FieldReader.tags,
    "circles": _FieldReader.circles,
    "raw": _FieldReader.raw,
    "kept": _FieldReader.kept,
    "text": _FieldReader.text,
    "links": _FieldReader.links,
    "flag": _FieldReader.flag,
    "group": _FieldReader.group,
}


def fits(field: Field, text: str) -> bool:
    """Whether a text fits a field; any words fit a field of words."""
    shown, targets = split_links(text)
    form = _FORMS.get(field.kind)
    if form is not None:
        return form.read(day_text(text) if form.code == "bad-date" else shown.strip()) is not None
    if field.kind == "flag":
        return as_flag(text.strip()) is not None
    if field.kind == "links":
        return bool(targets) or is_name(text)
    return field.kind != "group" or text.strip().lower() in _GROUPS


def is_name(text: str) -> bool:
    """Whether plain words under a tie look like a name rather than a remark."""
    words = text.split()
    return 0 < len(words) <= _MAX_NAME_WORDS and all(_NAME_WORD.fullmatch(word) for word in words)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
