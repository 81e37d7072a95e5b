"""What Monica 4 keeps of a contact beside its fields, put into words, a paragraph for each.

Calls, activities, conversations, gifts, debts, pets, tasks, reminders and life events. Source:
``app/ExportResources/Contact`` of monicahq/monica 4.1.2. Knows no files and no fields of notes.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from mdnet.util.text import one_line

Properties = Mapping[str, Any]
Known = Mapping[str, Properties]
"""Properties of what is named by an identifier elsewhere: kinds, genders, activities."""

_DATED = (
    "happened_at", "called_at", "date", "given_at", "initial_date", "next_expected_date",
    "completed_at",
)  # fmt: skip
_TOUCHING = {"call": "called_at", "activity": "happened_at", "conversation": "happened_at"}
_TEXTS = ("name", "title", "summary", "body", "description", "content", "note", "comment")


def map_of(value: object) -> Mapping[str, Any]:
    """A JSON object, or an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def text_of(value: object) -> str:
    """A JSON text or number as text; nothing for anything else."""
    return str(value).strip() if isinstance(value, str | int | float) else ""


def day_of(value: object) -> date | None:
    """The day of a time such as ``2024-05-15T00:00:00Z``, or None."""
    try:
        return date.fromisoformat(text_of(value)[:10])
    except ValueError:
        return None


def touched(kind: str, properties: Properties) -> date | None:
    """The day of contact, if a record has one."""
    return day_of(properties.get(_TOUCHING.get(kind, "")))


def told(kind: str, value: Mapping[str, Any], known: Known) -> str:
    """A thing as one paragraph with its day; nothing when there is nothing to tell.

    Args:
        kind: the type of its block, such as ``call``.
        value: the whole of it, with ``properties``.
        known: what its identifiers stand for.
    """
    properties = map_of(value.get("properties"))
    day = next((day for key in _DATED if (day := day_of(properties.get(key)))), None)
    words = _WORDS.get(kind, _plain)(properties, known)
    if not words and (day is None or kind not in _TOUCHING):
        return ""
    day = day or day_of(value.get("created_at"))
    what = kind.replace("_", " ")
    said = words if kind == "note" else f"{what}: {words}" if words else what
    return f"{day.isoformat()} {said}" if day else said


def _plain(properties: Properties, _: Known) -> str:
    texts = dict.fromkeys(text for key in _TEXTS if (text := text_of(properties.get(key))))
    return ": ".join(texts)


def _with(words: str, *more: str) -> str:
    """The words, with details in parentheses."""
    there = [text for text in more if text]
    return f"{words} ({', '.join(there)})".strip() if there else words


def _call(properties: Properties, known: Known) -> str:
    emotions = properties.get("emotions")
    felt = ", ".join(map(text_of, emotions)) if isinstance(emotions, list) else ""
    called = "they called" if properties.get("contact_called") is True else ""
    return _with(_plain(properties, known), called, felt)


def _conversation(properties: Properties, known: Known) -> str:
    messages = properties.get("messages")
    lines = []
    for message in messages if isinstance(messages, list) else []:
        said = map_of(map_of(message).get("properties")) or map_of(message)
        if text := text_of(said.get("content")):
            lines.append(f"{'I' if said.get('written_by_me') else 'They'}: {one_line(text)}")
    through = known.get(text_of(properties.get("contact_field_type")), {}).get("name")
    return "\n".join(text for text in (text_of(through), *lines) if text)


def _debt(properties: Properties, _: Known) -> str:
    amount = text_of(properties.get("amount"))
    currency = properties.get("currency")
    unit = text_of(map_of(currency).get("iso") if isinstance(currency, dict) else currency)
    if not amount:
        return ""
    who = "I owe" if properties.get("in_debt") in (True, "yes") else "they owe"
    status = {"inprogress": "open"}.get(text := text_of(properties.get("status")), text)
    return _with(f"{who} {amount} {unit}".strip(), status)


def _gift(properties: Properties, known: Known) -> str:
    details = (text_of(properties.get(key)) for key in ("status", "amount", "url"))
    return _with(_plain(properties, known), *details)


def _pet(properties: Properties, known: Known) -> str:
    return _with(_plain(properties, known), text_of(properties.get("category")))


def _task(properties: Properties, known: Known) -> str:
    words = _plain(properties, known)
    return _with(words, "done") if words and properties.get("completed") else words


def _reminder(properties: Properties, known: Known) -> str:
    words = _plain(properties, known)
    often, unit = (text_of(properties.get(f"frequency_{one}")) for one in ("number", "type"))
    if not words or unit in ("", "one_time"):
        return words
    return _with(words, f"every {unit}" if often in ("", "1") else f"every {often} {unit}s")


def _with_type(properties: Properties, known: Known) -> str:
    kind = known.get(text_of(properties.get("type")), {})
    named = text_of(kind.get("name")) or text_of(kind.get("translation_key")).replace("_", " ")
    return ": ".join(text for text in (named, _plain(properties, known)) if text)


_WORDS: dict[str, Callable[[Properties, Known], str]] = {
    "call": _call,
    "conversation": _conversation,
    "debt": _debt,
    "gift": _gift,
    "pet": _pet,
    "task": _task,
    "reminder": _reminder,
    "life_event": _with_type,
    "activity": _with_type,
}
