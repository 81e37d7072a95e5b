"""The day that pages count from, so that a page built tomorrow is the same as today's.

It is the newest date in any note: see docs/decisions/0005-pages-without-a-clock.md.
Pure.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from mdnet.model.summary import Card

# In a vault without dates nothing can have faded, whatever day it is.
NO_DAY = date(2000, 1, 1)


def as_of(cards: Iterable[Card]) -> date | None:
    """The newest date of a log line or a dated note; None if there are none.

    Args:
        cards: the cards of notes that pages may show, neither private nor archived.
    """
    return max((day for card in cards for day in _days(card)), default=None)


def _days(card: Card) -> Iterator[date]:
    if card.day is not None:
        yield card.day
    if card.contact_days:
        yield date.fromordinal(card.contact_days[0])
    for lead in card.leads:
        yield date.fromisoformat(lead.day)
