from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.util.dates import as_days, in_words, parse_day
from mdnet.util.written_days import MONTHS, WEEKDAYS, WrittenDay, written_day

MONDAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"),
        ("Yesterday", "2026-11-22"),
        ("friday", "2026-11-20"),
        ("last friday", "2026-11-20"),
        ("on Fri", "2026-11-20"),
        ("sunday", "2026-11-22"),
        ("tues", "2026-11-17"),
        # Today's weekday means the one a week ago: who means today says so.
        ("monday", "2026-11-16"),
        ("3 days ago", "2026-11-20"),
        ("a week ago", "2026-11-16"),
        ("2 weeks ago", "2026-11-09"),
        ("last week", "2026-11-16"),
        ("last month", "2026-10-23"),
        ("9 months ago", "2026-02-23"),
        ("11 months ago", "2025-12-23"),
        ("last year", "2025-11-23"),
        ("0 days ago", "2026-11-23"),
        ("2026-11-03", "2026-11-03"),
        ("2027-01-01", "2027-01-01"),
        ("2026-1-3", "2026-01-03"),
        ("03.11.2026", "2026-11-03"),
        ("3. 11. 2026", "2026-11-03"),
        ("3.11.", "2026-11-03"),
        ("24.11.", "2025-11-24"),
        ("3 nov", "2026-11-03"),
        ("23 nov", "2026-11-23"),
        ("24 Nov.", "2025-11-24"),
        ("3rd of November", "2026-11-03"),
        ("3. may 2024", "2024-05-03"),
        ("nov 3 2025", "2025-11-03"),
        ("Nov 3rd, 2025", "2025-11-03"),
        ("december 24", "2025-12-24"),
        ("29 feb", "2024-02-29"),
        ("  last \t friday ", "2026-11-20"),
        ("tomorrow", "2026-11-24"),
        ("next friday", "2026-11-27"),
        ("next monday", "2026-11-30"),
        ("next week", "2026-11-30"),
        ("next month", "2026-12-23"),
        ("in 2 weeks", "2026-12-07"),
        ("in a month", "2026-12-23"),
        ("in 3 months", "2027-02-23"),
        ("+10d", "2026-12-03"),
        ("-10d", "2026-11-13"),
        ("2w", "2026-11-09"),
        ("2 weeks", "2026-11-09"),
        ("1y", "2025-11-23"),
        ("20261103", "2026-11-03"),
        ("2026/11/3", "2026-11-03"),
        ("13/11/2026", "2026-11-13"),
        ("march 2027", "2027-03-01"),
    ],
)
def test_a_day(text: str, day: str) -> None:
    assert parse_day(text, MONDAY) == date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "fr", "3", "in 3 days ago", "+", "11/03/2026", "in friday", "next march", "3.11.26",
        "2026-02-30", "31 nov", "30 feb", "3 novel", "nov", "99999 years ago",
        "9999999 days ago", "٣ nov", "32.1.2026", "0000-01-01", "last", "last may", "1 jan 0000", "march 0000", "in 99999 years",
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not a day: write today, .* 2026-11-03, "):
        parse_day(text, MONDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", "2026-11-23"),
        ("yesterday", "2026-11-22"),
        ("friday", "2026-11-27"),
        ("on fri", "2026-11-27"),
        ("this friday", "2026-11-27"),
        ("last friday", "2026-11-20"),
        ("monday", "2026-11-30"),
        ("2w", "2026-12-07"),
        ("3 months", "2027-02-23"),
        ("3 days ago", "2026-11-20"),
        ("-3d", "2026-11-20"),
        ("23 nov", "2026-11-23"),
        ("22 nov", "2027-11-22"),
        ("12 March", "2027-03-12"),
        ("1.12.", "2026-12-01"),
        ("29 feb", "2028-02-29"),
        ("march 2027", "2027-03-31"),
        ("Feb. 2028", "2028-02-29"),
        ("2026-11-03", "2026-11-03"),
    ],
)
def test_a_day_ahead(text: str, day: str) -> None:
    assert parse_day(text, MONDAY, ahead=True) == date.fromisoformat(day)


def test_the_31st_of_a_shorter_month_is_its_last_day() -> None:
    assert parse_day("last month", date(2026, 3, 31)) == date(2026, 2, 28)
    assert parse_day("a year ago", date(2024, 2, 29)) == date(2023, 2, 28)
    assert parse_day("last month", date(2024, 3, 29)) == date(2024, 2, 29)


def test_the_first_days_of_the_calendar() -> None:
    for text in ("yesterday", "last month", "a year ago", "29 feb", "friday"):
        with pytest.raises(ValueError, match="is not a day"):
            parse_day(text, date(1, 1, 1))


WORDS = st.sampled_from(
    [*WEEKDAYS, *MONTHS, "last", "next", "in", "+", "2w", "10d", "tomorrow", "ago", "today", "days", "weeks", "a", "of", "2026", "31", "3.",
     "29", "st", "99999", "-", ".", "11", "²", "é"]
)  # fmt: skip


@given(st.text() | st.lists(WORDS, max_size=5).map(" ".join), st.dates(), st.booleans())
def test_a_date_or_a_value_error_and_nothing_else(text: str, today: date, ahead: bool) -> None:  # noqa: FBT001
    try:
        found: object = parse_day(text, today, ahead=ahead)
    except ValueError as error:
        found = str(error)
    assert type(found) is date or "is not a day" in str(found)


@given(st.dates(date(100, 1, 1)), st.dates(date(100, 1, 1)))
def test_every_day_can_be_written_in_four_ways(day: date, today: date) -> None:
    month = MONTHS[day.month - 1]
    for text in (
        f"{day}",
        f"{day.day}.{day.month}.{day.year:04}",
        f"{day.day} {month[:3]} {day.year:04}",
        f"{month} {day.day}, {day.year:04}",
    ):
        assert parse_day(text, today) == parse_day(text, today, ahead=True) == day
        assert written_day(text) == WrittenDay(day.year, day.month, day.day)


@given(
    st.text() | st.lists(WORDS, max_size=5).map(" ".join),
    st.dates(date(100, 1, 1), date(9000, 1, 1)),
)
def test_what_is_read_looking_back_is_read_looking_ahead(text: str, today: date) -> None:
    """No option knows words that another does not, and both keep to their side of today."""
    found: list[date | None] = []
    for ahead in (False, True):
        try:
            found.append(parse_day(text, today, ahead=ahead))
        except ValueError:
            found.append(None)
    behind, before = found
    assert (behind is None) == (before is None)
    assert behind is None or before is None or behind <= before


@given(st.sampled_from(WEEKDAYS), st.dates(date(100, 1, 1)))
def test_a_weekday_lies_in_the_last_seven_days(name: str, today: date) -> None:
    day = parse_day(name, today)
    assert WEEKDAYS[day.weekday()] == name
    assert 1 <= (today - day).days <= 7


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3 months", 90),
        ("30 days", 30),
        ("1 day", 1),
        ("2 weeks", 14),
        ("1 year", 365),
        ("a week", 7),
        ("every 2 months", 60),
        ("every month", 30),
        ("2weeks", 14),
        ("quarterly", 90),
        ("monthly", 30),
        ("Weekly", 7),
        ("yearly", 365),
        ("45", 45),
        ("0", None),
        ("-3", None),
        ("3 m", None),
        ("often", None),
        ("3.5 months", None),
        ("99999 years", None),
        ("9" * 5000, None),
        ("²", None),
    ],
)
def test_durations(text: str, days: int | None) -> None:
    assert as_days(text) == days


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "0 days"), (1, "1 day"), (13, "13 days"), (7, "1 week"), (14, "2 weeks"),
        (20, "3 weeks"), (21, "3 weeks"), (30, "1 month"), (31, "4 weeks"), (60, "2 months"),
        (180, "6 months"), (365, "1 year"), (400, "13 months"), (730, "2 years"),
        (3650, "10 years"),
    ],
)  # fmt: skip
def test_spans_in_words(days: int, words: str) -> None:
    assert in_words(days) == words


@pytest.mark.parametrize("days", [1, 7, 14, 21, 30, 60, 90, 180, 365, 730])
def test_spans_in_words_can_be_read_again(days: int) -> None:
    assert as_days(in_words(days)) == days
