"""The totals of a log: the days of contact, and what was given and received.

Knows the lines of one note but not today's date, so the days may include some that lie ahead.

"""

from collections.abc import Iterable

from mdnet.model.contact import Contact, LogEntry

# Weights have three decimals at most; whole thousandths add up exactly.
_PARTS = 1000


def contact_days(contact: Contact, log: Iterable[LogEntry]) -> tuple[int, ...]:
    """The days of contact in a person's note, newest first, as day numbers.

    They come from the log and from ``last_contact``; a promise alone is not a contact. Plans,
    which lie ahead, are among them.
    """
    days = {entry.day.toordinal() for entry in log if entry.kind != "promised"}
    if contact.last_contact:
        days.add(contact.last_contact.toordinal())
    return tuple(sorted(days, reverse=True))


def weight_of(kind: str, log: Iterable[LogEntry]) -> float:
    """The weight of all lines of a kind, such as ``gave``."""
    return total(entry.weight for entry in log if entry.kind == kind)


def total(weights: Iterable[float]) -> float:
    """The exact decimal sum of weights: 0.1 and 0.2 are 0.3."""
    return sum(round(weight * _PARTS) for weight in weights) / _PARTS
