"""The day that the name of a note says."""

from datetime import date

import pytest

from mdnet.notes.days import day_in_path, is_day_format

DAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    "path",
    ["2026-05-03", "daily/2026-05-03 Sun", "2026-05-03 Dinner", "2026-05-03T10", "20260503",
     "journals/2026_05_03", "daily.journal.2026.05.03", "a-b.c.2026.05.03", "2026.05.03",
     "daily/2026/05/03", "May 3rd, 2026", "3 May 2026", "3rd of May 2026", "x/03.05.2026"],
)  # fmt: skip
def test_names_of_daily_notes(path: str) -> None:
    assert day_in_path(path) == DAY


@pytest.mark.parametrize(
    "path",
    ["", "2026", "2026-05", "2026-W18", "2026-13-03", "05/06/2026", "05-06-2026", "202605031200",
     "202605031200 Hal Voss", "20260503 Hal Voss", "Lunch 2026-05-03", "May 2026", "3 May",
     "2026/05/3x", "5/2026/05/031", "version 2026.05", "Call 43100000", "2026-05-031"],
)  # fmt: skip
def test_names_that_say_no_day(path: str) -> None:
    assert day_in_path(path) is None


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("YYYYMMDD", "deep/20260503"),
        ("DD-MM-YYYY", "daily/03-05-2026"),
        ("[daily/]DD-MM-YYYY", "daily/03-05-2026"),
        ("YYYY/MM-MMMM/YYYY-MM-DD-dddd", "2026/05-May/2026-05-03-Sunday"),
        ("YYYY/M/D", "2026/5/3"),
        ("MMM Do, YYYY", "May 3rd, 2026"),
        ("[Day] D.M.YYYY", "Day 3.5.2026"),
        ("dddd D MMMM YYYY", "Sunday 3 May 2026"),
    ],
)
def test_formats_of_ones_own(form: str, path: str) -> None:
    assert is_day_format(form)
    assert day_in_path(path, (form,)) == DAY
    assert day_in_path(f"{path}x", (form,)) == day_in_path(f"{path}x")


def test_a_format_counts_in_its_folder_only() -> None:
    assert day_in_path("other/03-05-2026", ("[daily/]DD-MM-YYYY",)) is None


@pytest.mark.parametrize("form", ["", "gggg-[W]ww", "YYYY-MM", "DD-MM", "note", "[YYYY-MM-DD]"])
def test_formats_without_a_day_say_nothing(form: str) -> None:
    assert not is_day_format(form)
    assert day_in_path("2026-W18", (form,)) is None


def test_a_format_of_many_months_does_not_try_all_ways_to_share_letters() -> None:
    assert day_in_path("2026" + "a" * 250 + "!", ("YYYYDD" + "MMMM" * 20,)) is None
