"""The values of contacts by key, for lists whose columns the user chooses."""

from collections.abc import Callable, Iterable
from typing import Any, Literal, NamedTuple

from mdnet.model.contact import Contact, Note
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.keys import CONTACT, field_of, key_form
from mdnet.model.summary import Card
from mdnet.network.facts import favours_with
from mdnet.util.text import name_key

NoteAt = Callable[[str], Note | None]
Value = str | int | float | bool | tuple[str, ...] | None

# Fields without a key of their own, or with more behind them than that key.
_OF_CARDS: dict[str, Callable[[Card], Value]] = {
    "name": lambda card: card.name,
    "path": lambda card: card.path,
    "group": lambda card: card.group,
    "last_contact": lambda card: card.last_contact.isoformat() if card.last_contact else None,
    "balance": lambda card: favours_with([card]).balance,
}


class ContactField(NamedTuple):
    """A field of contacts, by its name in a note: ``city``, ``phones``, ``last_contact``."""

    name: str
    kind: Literal["card", "ties", "key", "own"]
    """Where to find it: in the card, in the ties, under a known key or one of the user's."""


def contact_field(word: str) -> ContactField:
    """The field with this name, in any spelling that a note may use.

    A word that is not a known key is taken for one of the user's.
    """
    form = key_form(word)
    if form in _OF_CARDS:
        return ContactField(form, "card")
    name = field_of(word)
    if name in _OF_CARDS:
        return ContactField(name, "card")
    if name:
        return ContactField(name, "ties" if CONTACT[name].tie else "key")
    return ContactField(form, "own")


def known_fields() -> tuple[str, ...]:
    """The names of all fields that have a meaning to mdnet."""
    return tuple(dict.fromkeys((*_OF_CARDS, *(key.name for key in CONTACT_KEYS))))


def values_of(card: Card, fields: Iterable[ContactField], note_at: NoteAt) -> tuple[Value, ...]:
    """The values of one contact in some fields, ready for JSON.

    Args:
        card: of a contact, with the last contact filled in.
        fields: the fields that are wanted.
        note_at: gives the note of a path; it is asked only if the card does not say enough.
    """
    wanted = list(fields)
    note = note_at(card.path) if any(field.kind != "card" for field in wanted) else None
    contact = note.contact if note else None
    return tuple(_value(card, contact, field) for field in wanted)


def as_text(value: Value, between: str = ", ") -> str:
    """A value in words; empty if nothing is known."""
    if value is None or value is False or value == ():
        return ""
    if isinstance(value, tuple):
        return between.join(value)
    if value is True:
        return "yes"
    return f"{value:g}" if isinstance(value, float) else str(value)


def in_order_of(
    field: ContactField, cards: Iterable[Card], note_at: NoteAt, *, reverse: bool = False
) -> list[Card]:
    """Cards in the order of a field: numbers by size, texts by letters.

    Those without a value come last, whatever the direction.
    """
    known: list[tuple[float, str, Card]] = []
    unknown: list[Card] = []
    for card in cards:
        (value,) = values_of(card, (field,), note_at)
        if as_text(value):
            is_number = isinstance(value, int | float)
            size = float(value) if isinstance(value, int | float) else 0.0
            known.append((size, "" if is_number else name_key(as_text(value)), card))
        else:
            unknown.append(card)
    known.sort(key=lambda one: one[:2], reverse=reverse)
    return [*(card for _, _, card in known), *unknown]


def _value(card: Card, contact: Contact | None, field: ContactField) -> Value:
    if field.kind == "card":
        return _OF_CARDS[field.name](card)
    if contact is None:
        return None
    if field.kind == "ties":
        return tuple(edge.target for edge in contact.edges if edge.kind == field.name)
    if field.kind == "own":
        own = {key_form(key): values for key, values in contact.extra}
        return own.get(field.name)
    return _plain(getattr(contact, field.name, None))


def _plain(value: Any) -> Value:
    """A value of a contact as texts and numbers; days become ISO text."""
    if value is None or isinstance(value, str | int | float):
        return value or None if isinstance(value, str) else value
    if isinstance(value, tuple):
        return tuple(map(str, value))
    return str(value)
