"""What to do this week: people to get back to, promises, birthdays, and goals with helpers.

A week is the seven days from the newest date in the notes, as pages have no clock.
"""

from dataclasses import dataclass
from datetime import date

from mdnet.network.due import due_among, short_rhythm
from mdnet.pages.content.exchange import Promised, exchange
from mdnet.pages.content.goals import Helper, goals
from mdnet.pages.content.persons import met
from mdnet.pages.ground import Ground, PersonRef

_DAYS = 6
_REMINDERS = 5
_PROMISES = 3
_GOALS = 3


@dataclass(frozen=True, slots=True)
class Reminder:
    """Somebody to get back to, on ``day`` or overdue since. ``rhythm`` is empty for follow-ups."""

    person: PersonRef
    day: date
    rhythm: str


@dataclass(frozen=True, slots=True)
class NearDay:
    """A birthday or an anniversary of this week; ``years`` is None if the year is unknown."""

    person: PersonRef
    kind: str
    day: date
    years: int | None


@dataclass(frozen=True, slots=True)
class NextGoal:
    """An open goal, with the best helper, if any."""

    note: PersonRef
    due: date | None
    helper: Helper | None


@dataclass(frozen=True, slots=True)
class Week:
    """What to do this week. The ``more_…`` are the numbers of those not shown.

    Follow-ups come before people who are due by their rhythm. Promises are those that the owner
    made, the oldest first.
    """

    reminders: tuple[Reminder, ...]
    more_reminders: int
    days: tuple[NearDay, ...]
    promises: tuple[Promised, ...]
    more_promises: int
    goals: tuple[NextGoal, ...]
    more_goals: int


def week(ground: Ground) -> Week:
    """What to do this week."""
    due = due_among(met(ground), ground.config.cadence, ground.as_of, within=_DAYS, near=_DAYS)
    reminders = [Reminder(ground.ref(one.card.path), one.day, "") for one in due.follow_ups]
    for one in due.reconnects:
        if one.day:
            reminder = Reminder(ground.ref(one.card.path), one.day, short_rhythm(one.rhythm))
            reminders.append(reminder)
    days = (NearDay(ground.ref(one.card.path), one.kind, one.day, one.years) for one in due.days)
    promises = ground.content(exchange).your_promises
    still_open = ground.content(goals).open
    return Week(
        tuple(reminders[:_REMINDERS]),
        len(reminders[_REMINDERS:]),
        tuple(days),
        promises[:_PROMISES],
        len(promises[_PROMISES:]),
        tuple(
            NextGoal(one.note, one.due, next(iter(one.helpers or ()), None))
            for one in still_open[:_GOALS]
        ),
        len(still_open[_GOALS:]),
    )
