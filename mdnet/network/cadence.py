"""People to reconnect with, because their rhythm says that it is time or soon will be.

A rhythm is what a note says, else what the settings say of a circle. That of a circle is for
people with whom there is a sign of a relation: an address book of a thousand names is not a
list of a thousand people to write to. Pure: reads no settings, no notes and no clock.
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card
from mdnet.network.calendar import open_follow_up
from mdnet.util.records import Record
from mdnet.util.text import name_key


class Reconnect(Record):
    """A person to be in touch with again.

    ``day`` is when it is time; None if neither a contact nor the day they met is known.
    ``days`` is how far ahead that is, negative once it has passed. ``past`` is the same in
    rhythms: 1.0 when a whole one has passed.
    """

    card: Card
    rhythm: int
    day: date | None
    days: int
    past: float

    @property
    def is_due(self) -> bool:
        """Whether it is time."""
        return self.days <= 0


def reconnects(
    cards: Iterable[Card],
    rhythms: Iterable[tuple[str, int]],
    today: date,
    within: int | None = 0,
) -> list[Reconnect]:
    """The people to be in touch with again, those most overdue by their rhythm first.

    People who are archived or whom the owner has not met are left out, and so are those with
    an open follow-up on the day that their rhythm would give, or later: it takes its place.

    Args:
        cards: of all people, with the effective last contact.
        rhythms: circles with their rhythms in days, for notes that give none.
        today: the day to count from.
        within: how many days ahead to look; None for as far as it goes.
    """
    table = {circle_key(circle): days for circle, days in rhythms}
    found = (one for card in cards if (one := _reconnect(card, table, today)))
    return sorted((one for one in found if within is None or one.days <= within), key=_order)


def without_rhythm(cards: Iterable[Card]) -> list[Card]:
    """The people without a rhythm, since there is no sign of a relation yet.

    Args:
        cards: of all people, with the effective last contact.
    """
    return [card for card in cards if _has_met(card) and not shows_relation(card)]


def shows_relation(card: Card) -> bool:
    """Whether there is any sign that the owner and a person are in touch, or want to be.

    It is a line in the log, contact on any day (mail both ways is noted as such), how close
    they are, a rhythm of their own or a follow-up. A circle and the day they met on are none:
    an import gives these to everybody in a file.
    """
    says_so = card.closeness or card.trust or card.cadence or card.follow_up
    return bool(says_so or card.logged or card.contact_days or card.last_contact)


def rhythm_of(card: Card, rhythms: Mapping[str, int]) -> int | None:
    """The days after which to be in touch again; the shortest, for several circles.

    None if nothing says so, or if only a circle does and there is no sign of a relation.
    """
    if card.cadence:
        return card.cadence
    if not shows_relation(card):
        return None
    keys = [circle_key(circle) for circle in card.circles]
    return min((rhythms[key] for key in keys if key in rhythms), default=None)


def _reconnect(card: Card, rhythms: Mapping[str, int], today: date) -> Reconnect | None:
    rhythm = rhythm_of(card, rhythms) if _has_met(card) else None
    if rhythm is None:
        return None
    day, follow_up = _next_day(card, rhythm), open_follow_up(card)
    if follow_up and (day is None or follow_up >= day):
        return None
    if day is None:
        # A circle alone does not mean a wish to get in touch with everybody in it.
        return Reconnect(card, rhythm, None, 0, 0.0) if card.cadence else None
    days = (day - today).days
    return Reconnect(card, rhythm, day, days, round(-days / rhythm, 3))


def _has_met(card: Card) -> bool:
    return card.kind == "contact" and not (card.archived or card.stub)


def _next_day(card: Card, rhythm: int) -> date | None:
    """The day it is time, counted from the day they met if there was no contact since."""
    if card.last_contact is None:
        return card.met
    room = (date.max - card.last_contact).days
    return card.last_contact + timedelta(days=min(rhythm, room))


def _order(one: Reconnect) -> tuple[bool, float, int, str]:
    """Sort overdue people first, by rhythms past, then by day."""
    ahead = 0 if one.is_due else one.days
    return not one.is_due, -one.past if one.is_due else 0.0, ahead, name_key(one.card.name)
