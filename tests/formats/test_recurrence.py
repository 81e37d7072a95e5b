"""Rules of repeated events: what Outlook, Google and Apple write for everyday meetings."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.recurrence import days_of

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("start", "rule", "days"),
    [
        ("2026-11-20", "", ["2026-11-20"]),
        ("2026-11-20", "FREQ=HOURLY", ["2026-11-20"]),
        ("2026-11-20", "FREQ=DAILY", ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]),
        ("2026-11-20", "FREQ=DAILY;BYDAY=MO,TU,WE,TH,FR", ["2026-11-20", "2026-11-23"]),
        ("2026-11-04", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=WE", ["2026-11-04", "2026-11-18"]),
        ("2026-11-11", "FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3",
         ["2026-11-11", "2026-11-16", "2026-11-18"]),
        ("2026-09-15", "FREQ=MONTHLY;BYDAY=3TU", ["2026-09-15", "2026-10-20", "2026-11-17"]),
        ("2026-09-15", "FREQ=MONTHLY;BYDAY=TU;BYSETPOS=3",
         ["2026-09-15", "2026-10-20", "2026-11-17"]),
        ("2026-08-31", "FREQ=MONTHLY;BYDAY=-1MO", ["2026-08-31", "2026-09-28", "2026-10-26"]),
        ("2026-09-30", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
         ["2026-09-30", "2026-10-30"]),
        ("2026-09-30", "FREQ=MONTHLY;BYMONTHDAY=-1", ["2026-09-30", "2026-10-31"]),
        ("2026-08-31", "FREQ=MONTHLY", ["2026-08-31", "2026-10-31"]),
        ("2026-02-13", "FREQ=MONTHLY;BYMONTHDAY=13;BYDAY=FR",
         ["2026-02-13", "2026-03-13", "2026-11-13"]),
        ("2024-11-28", "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", ["2024-11-28", "2025-11-27"]),
        ("2024-01-01", "FREQ=YEARLY;BYDAY=1MO", ["2024-01-01", "2025-01-06", "2026-01-05"]),
        ("2024-02-29", "FREQ=YEARLY", ["2024-02-29"]),
        ("2026-10-01", "FREQ=WEEKLY;UNTIL=20261009T100000Z", ["2026-10-01", "2026-10-08"]),
        ("1900-01-01", "FREQ=DAILY", ["1900-01-01"]),
    ],
)  # fmt: skip
def test_days_of_rules(start: str, rule: str, days: list[str]) -> None:
    found = days_of(date.fromisoformat(start), rule, TODAY)
    assert [day.isoformat() for day in found] == days


def test_a_meeting_of_many_years_goes_on_to_today() -> None:
    days = [*days_of(date(1995, 1, 2), "FREQ=DAILY", TODAY)]
    assert days[-1] == TODAY
    assert len(days) == (TODAY - date(1995, 1, 2)).days + 1


PARTS = st.sampled_from(
    """INTERVAL=0 INTERVAL=99999 COUNT=0 COUNT=7 UNTIL=x UNTIL=--0101 BYDAY=MO,99FR,-5SU,XX
    BYMONTH=13,2 BYMONTHDAY=31,-31,0 BYSETPOS=0,-9,9 WKST=XX WKST=SU =;=; BYDAY=""".split()
)


@given(
    st.dates(date(1, 1, 1), TODAY),
    st.sampled_from("DAILY WEEKLY MONTHLY YEARLY SECONDLY".split()),
    st.lists(PARTS, max_size=5),
)
def test_any_rule_gives_days_in_order(start: date, frequency: str, parts: list[str]) -> None:
    days = [*days_of(start, ";".join([f"FREQ={frequency}", *parts]), TODAY)]
    assert days == sorted(set(days))
    assert all(start <= day <= TODAY for day in days)
    assert len(days) <= (TODAY - start) / timedelta(days=1) + 1
