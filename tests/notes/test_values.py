from datetime import date

import pytest

from mdnet.notes.values import (
    Value,
    as_date,
    as_flag,
    as_partial_date,
    as_rating,
    one_text,
    texts_of,
)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-02", date(2026, 5, 2)),
        ("2026-05-02T10:00", date(2026, 5, 2)),
        ("2026-05-02 10:00:00", date(2026, 5, 2)),
        ("2024-02-29", date(2024, 2, 29)),
        ("1999-02-30", None),
        ("0000-05-04", None),
        ("2026-05", None),
        ("2026-13-01", None),
        ("02.05.2026", date(2026, 5, 2)),
        ("20260502", date(2026, 5, 2)),
        ("2026-5-2", date(2026, 5, 2)),
        ("May 2, 2026", date(2026, 5, 2)),
        ("13/05/2026", date(2026, 5, 13)),
        ("05/13/2026", date(2026, 5, 13)),
        ("02/05/2026", None),
        ("2 May", None),
        ("2026-05-021", None),
        ("", None),
        ("٢٠٢٦-05-02", None),
    ],
)
def test_dates(text: str, day: date | None) -> None:
    assert as_date(text) == day


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1981-04-17", "1981-04-17"),
        ("--04-17", "--04-17"),
        ("04-17", "--04-17"),
        ("--0417", "--04-17"),
        ("--02-29", "--02-29"),
        ("--02-30", None),
        ("--4-17", None),
        ("32/13/1999", None),
        ("17 April", "--04-17"),
        ("1604-04-17", "--04-17"),
        ("0001-04-17", "--04-17"),
        ("0000-02-29", "--02-29"),
        ("1900-04-17", "1900-04-17"),
    ],
)
def test_partial_dates(text: str, expected: str | None) -> None:
    assert as_partial_date(text) == expected


@pytest.mark.parametrize(
    ("text", "rating"),
    [("1", 1), ("5", 5), ("0", None), ("6", None), ("high", None), ("3.5", None), ("٣", None)],
)
def test_ratings(text: str, rating: int | None) -> None:
    assert as_rating(text) == rating


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        *((text, True) for text in ("true", "True", "yes", "YES", "on", "1")),
        *((text, False) for text in ("false", "no", "No", "off", "0")),
        *((text, None) for text in ("", "maybe", "2", "y")),
    ],
)
def test_flags(text: str, flag: bool | None) -> None:  # noqa: FBT001
    assert as_flag(text) is flag


@pytest.mark.parametrize(
    ("value", "texts"),
    [
        (None, []),
        ("", []),
        ("a, b", ["a, b"]),
        (["a", None, ["b", "c"]], ["a", "b", "c"]),
        ({"first": "Ana", "last": ["D", "E"]}, ["first: Ana", "last: D", "last: E"]),
        ([{"k": None}], ["k: "]),
    ],
)
def test_texts_of_a_value(value: Value, texts: list[str]) -> None:
    assert texts_of(value) == texts


def test_one_text_of_a_list() -> None:
    assert one_text(["a", "b"]) == "a, b"
