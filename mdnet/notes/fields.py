"""How the values of a contact's and a goal's keys are read, and what does not fit.

Turns the plain values of front matter into ``Contact`` and ``Goal``; with ``mdnet.notes.keys``
the only place for such rules. Knows no YAML, and no Markdown but links.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from mdnet.model import GOAL_KINDS, GOAL_STATUSES, Contact, Edge, Goal, Group, Problem
from mdnet.notes.keys import CONTACT, GOAL, NOT_TEXT, Field, key_form, known_key_like
from mdnet.notes.links import only_links, split_links
from mdnet.notes.values import (
    Places,
    Value,
    as_date,
    as_flag,
    as_partial_date,
    as_rating,
    one_text,
    texts_of,
)
from mdnet.text import fold, one_line
from mdnet.when import as_days

_PRIMARY = frozenset(("family", "partner", "spouse", "close friend", "close friends"))
_FRIEND = frozenset(("friend", "friends"))

# A word of a name begins with a capital, but for the small words of many languages.
_NAME_WORD = re.compile(
    r"[^\W\d_a-zß-ÿ][\w'’.-]*|d[aeiou]|del|des?|von|van|den?|der|la|le|zu|bin|al|y|e"
)
_MAX_NAME_WORDS = 5


def contact_from(
    path: str, values: Mapping[str, Value], places: Places
) -> tuple[Contact, list[Problem]]:
    """Return the contact that ``values`` tell of, and what in them does not fit."""
    reading = _Reading(path, places, CONTACT)
    for key, value in values.items():
        reading.take(key, value)
    found = reading.found
    found.setdefault("group", _group(found.get("circles", ()), found.get("closeness")))
    found["edges"] = tuple(reading.edges)
    found["extra"] = tuple(reading.extra)
    return Contact(**found), reading.problems


def goal_from(path: str, values: Mapping[str, Value], places: Places) -> tuple[Goal, list[Problem]]:
    """Return the goal that ``values`` tell of, and what in them does not fit."""
    reading = _Reading(path, places, GOAL)
    for key, value in values.items():
        reading.take(key, value)
    return Goal(**reading.found), reading.problems


def _group(circles: Iterable[str], closeness: int | None) -> Group:
    folded = {fold(circle) for circle in circles}
    near_friend = closeness is not None and closeness >= 4 and not folded.isdisjoint(_FRIEND)
    return "primary" if near_friend or not folded.isdisjoint(_PRIMARY) else "secondary"


class _Reading:
    """Gathers the fields of one note, key by key."""

    def __init__(self, path: str, places: Places, table: Mapping[str, Field]) -> None:
        self.path = path
        self.places = places
        self.table = table
        self.found: dict[str, Any] = {}
        self.edges: dict[Edge, None] = {}
        self.extra: list[tuple[str, tuple[str, ...]]] = []
        self.problems: list[Problem] = []

    def take(self, key: str, value: Value) -> None:
        field = self.table.get(key) or self.table.get(key_form(key))
        if field is None:
            self.unknown(key, value)
        elif value is not None and value != "":
            _TAKERS[field.kind](self, field, key, value)

    def texts(self, field: Field, _: str, value: Value) -> None:
        self.add(field, self.shown(field.name, value))

    def tags(self, field: Field, _: str, value: Value) -> None:
        # Tags have no blanks, and Obsidian splits a text of several.
        words = " ".join(texts_of(value)).replace(",", " ").split()
        self.add(field, [tag for word in words if (tag := word.lstrip("#"))])

    def circles(self, field: Field, _: str, value: Value) -> None:
        shown = self.shown(field.name, value)
        self.add(field, [one_line(re.sub(r"[-_]", " ", text)) for text in shown])

    def raw(self, field: Field, _: str, value: Value) -> None:
        self.add(field, texts_of(value))

    def kept(self, field: Field, _: str, value: Value) -> None:
        self.extra.append((field.name, tuple(texts_of(value))))

    def add(self, field: Field, texts: Iterable[str]) -> None:
        """Add texts to a list field; two keys may fill one field."""
        self.found[field.name] = tuple(dict.fromkeys((*self.found.get(field.name, ()), *texts)))

    def shown(self, kind: str, value: Value) -> list[str]:
        """Return the texts of a value as they read; links in them become edges."""
        shown = []
        for text in texts_of(value):
            if "[" not in text:
                shown.append(one_line(text))
                continue
            for part in only_links(text) or [text]:
                display, targets = split_links(part)
                self.edges.update((Edge(kind, target), None) for target in targets)
                shown.append(one_line(display))
        return [text for text in shown if text]

    def text(self, field: Field, key: str, value: Value) -> None:
        shown = ", ".join(self.shown(field.name, value))
        if field.name in self.found:
            self.extra.append((key, (shown,)))  # city: and location: say two things
        elif shown:
            self.found[field.name] = shown

    def links(self, field: Field, key: str, value: Value) -> None:
        """Take ties: links, or plain names; other words about them are kept as text."""
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
        if words:
            self.extra.append((key, tuple(words)))

    def flag(self, field: Field, key: str, value: Value) -> None:
        text = one_text(value).strip()
        flag = as_flag(text)
        if flag is None:
            self.wrong(key, text, "bad-value", "is neither yes nor no", "yes or no")
            # What may be meant as private is private.
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
        if words:
            self.extra.append((key, tuple(words)))
        near = known_key_like(form, goal=self.table is GOAL)
        if near is not None:
            place = self.places.key_place(key)
            message = f'unknown key "{one_line(key)}"'
            fix = f"did you mean {near}?"
            self.problems.append(
                Problem(self.path, place.line, place.column, "unknown-key", message, fix)
            )

    def wrong(self, key: str, text: str, code: str, what: str, expected: str) -> None:
        place = self.places.value_place(key)
        message = f'{one_line(key)}: "{_short(text)}" {what}'
        self.problems.append(
            Problem(self.path, place.line, place.column, code, message, f"expected {expected}")
        )

    def group(self, field: Field, key: str, value: Value) -> None:
        text = one_text(value).strip()
        if text.lower() in {"primary", "secondary"}:
            self.found[field.name] = text.lower()
            return
        self.wrong(key, text, "bad-value", "is read as a circle", "primary or secondary")
        self.found["circles"] = (*self.found.get("circles", ()), one_line(text))

    def single(self, field: Field, key: str, value: Value) -> None:
        """Take a value that must be readable as one date, number or word."""
        form = _FORMS[field.kind]
        text = split_links(one_line(one_text(value)))[0].strip()
        read = form.read(text)
        if read is None:
            self.wrong(key, text, form.code, form.wrong, form.expected)
        else:
            self.found.setdefault(field.name, read)


@dataclass(frozen=True, slots=True)
class _Form:
    """How a single value is read, and the words for when it cannot be."""

    read: Callable[[str], Any]
    code: str
    wrong: str
    expected: str


def _one_of(words: tuple[str, ...]) -> Callable[[str], str | None]:
    return lambda text: text.lower() if text.lower() in words else None


_FORMS: Final = {
    "date": _Form(as_date, "bad-date", "is no date", "a date like 1999-12-31"),
    "partial": _Form(
        as_partial_date, "bad-date", "is no date", "a date like 1999-12-31, or --12-31"
    ),
    "rating": _Form(as_rating, "bad-number", "is no such number", "a number from 1 to 5"),
    "days": _Form(as_days, "bad-value", "is no span of time", "something like 3 months"),
    "status": _Form(_one_of(GOAL_STATUSES), "bad-value", "is no status", "open, done or dropped"),
    "goal kind": _Form(
        _one_of(GOAL_KINDS), "bad-value", "is no kind of goal", "one of " + ", ".join(GOAL_KINDS)
    ),
}
_TAKERS: Final[dict[str, Callable[[_Reading, Field, str, Value], None]]] = {
    **dict.fromkeys(_FORMS, _Reading.single),
    "texts": _Reading.texts,
    "tags": _Reading.tags,
    "circles": _Reading.circles,
    "raw": _Reading.raw,
    "kept": _Reading.kept,
    "text": _Reading.text,
    "links": _Reading.links,
    "flag": _Reading.flag,
    "group": _Reading.group,
}


def is_name(text: str) -> bool:
    """Tell whether plain words under a tie look like a name and not like a remark."""
    words = text.split()
    return 0 < len(words) <= _MAX_NAME_WORDS and all(_NAME_WORD.fullmatch(word) for word in words)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
