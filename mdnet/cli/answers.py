"""Short answers to questions that another command answers in full."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from mdnet.cli import output

if TYPE_CHECKING:
    from mdnet.index.catalogue import Catalogue
    from mdnet.model.summary import Card
    from mdnet.network.selection import Selection
    from mdnet.search.questions import Period, Question

Row = tuple[str, str]

_MOST = 5
_FULL_YEAR = 366
_WEEK = 7


def put_short_answer(
    question: "Question",
    catalogue: "Catalogue",
    wanted: "Selection",
    today: date,
    *,
    as_json: bool,
) -> None:
    """Print a short answer to a question, and say which command shows more.

    As JSON it is an empty list: these people are not helpers, and the other command has the
    facts under its own keys.

    Args:
        question: what is asked.
        catalogue: the vault in short.
        wanted: which people count.
        today: the day to count from.
        as_json: whether a program reads it.
    """
    command, rows = _answer(question, catalogue, wanted, today)
    if as_json:
        output.put_json([])
        output.say(f"This does not ask for help. For the answer as JSON: {command} --json")
        return
    output.put_rows(rows[:_MOST])
    if not rows:
        output.say(_NOBODY[question.kind])
    output.say(
        f"{_MOST} of {len(rows)}. To see all: {command}" if rows[_MOST:] else f"More: {command}"
    )


_NOBODY = {
    "unseen": "Nobody: you have been in touch with everyone whose last contact is noted.",
    "they owe": "Nobody, according to the favours in your notes.",
    "i owe": "Nobody, according to the favours in your notes.",
    "birthday": "No birthdays in your notes for that time.",
    "i promised": "No open promises.",
    "they promised": "No open promises.",
}


def _answer(
    question: "Question", catalogue: "Catalogue", wanted: "Selection", today: date
) -> tuple[str, list[Row]]:
    """The command with the full answer, and all rows of the answer."""
    from mdnet.network.facts import with_last_contact
    from mdnet.network.selection import fits

    cards = [card for card in catalogue.cards() if fits(card, wanted)]
    if question.kind == "unseen":
        everything = with_last_contact(catalogue.cards(), catalogue, today)
        known = [card for card in everything if fits(card, wanted)]
        return "mdnet list --sort last-contact", list(_unseen(known, question.days, today))
    if question.kind == "birthday":
        return "mdnet due --all", list(_birthdays(cards, question.period, today))
    if question.kind in {"they owe", "i owe"}:
        return "mdnet balance", list(_favours(cards, mine=question.kind == "i owe"))
    return "mdnet balance --promises", list(_promises(cards, mine=question.kind == "i promised"))


def _unseen(cards: "Iterable[Card]", days: int, today: date) -> Iterable[Row]:
    """The people without contact for that many days, the longest ago first."""
    from mdnet.network.selection import Selection, select
    from mdnet.util.dates import in_words

    until = date.fromordinal(max(1, today.toordinal() - days))
    for card in select(cards, Selection(), order="last-contact"):
        last = card.last_contact
        if last and last <= until and not card.stub:
            yield card.name, f"last contact {last}, {in_words((today - last).days)} ago"


def _favours(cards: "Iterable[Card]", *, mine: bool) -> Iterable[Row]:
    """Who owes favours, most first; whom the owner owes if ``mine``."""
    from mdnet.network.exchange import balances

    found = balances(cards)
    for one in found if mine else reversed(found):
        if one.ahead == ("they" if mine else "you"):
            yield one.name, f"they gave {one.got:g}, you gave {one.gave:g}"


def _birthdays(cards: "Iterable[Card]", period: "Period", today: date) -> Iterable[Row]:
    """The birthdays in a period, the nearest first."""
    from mdnet.network.calendar import anniversaries
    from mdnet.util.dates import in_words

    first, last = _days_of(period, today)
    for one in anniversaries(cards, today, last):
        if one.kind == "birthday" and one.days >= first:
            when = f"in {in_words(one.days)}" if one.days else "today"
            yield (
                one.card.name,
                f"{one.day}, " + (f"turns {one.years} {when}" if one.years else when),
            )


def _days_of(period: "Period", today: date) -> tuple[int, int]:
    """The start and the end of a period, in days from today."""
    month = _days_to_next_month(today)
    spans = {"today": (0, 0), "tomorrow": (1, 1), "week": (0, _WEEK), "month": (0, month - 1)}
    if period == "next month":
        return month, month + _days_to_next_month(today + timedelta(days=month)) - 1
    return spans.get(period, (0, _FULL_YEAR))


def _days_to_next_month(day: date) -> int:
    first = day.replace(day=28) + timedelta(days=4)
    return (first.replace(day=1) - day).days


def _promises(cards: "Iterable[Card]", *, mine: bool) -> Iterable[Row]:
    """The open promises, the oldest first."""
    from mdnet.network.exchange import balances, open_promises

    for one in open_promises(balances(cards)):
        if one.promise.mine is mine:
            yield one.card.name, f"{one.promise.day}: {one.promise.text}"
