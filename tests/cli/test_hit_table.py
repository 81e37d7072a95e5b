"""The hits of a search as a person reads them, in terminals of any width."""

import pytest

from mdnet.cli.hit_table import Row, rows_of, table
from mdnet.cli.layout import Marked, width
from mdnet.cli.reasons import Said
from mdnet.search.results import Hit, Reason

WIDTHS = [20, 30, 40, 60, 80, 110, 160, 250]


def row(name: str, role: str, text: str, word: str, could: str = "") -> Row:
    start = text.index(word)
    said = Said('ask Ben Frost (close friend): "', Marked(text, ((start, start + len(word)),)), '"')
    return Row(name, (role, "", "Oven and Sons Limited", "Basel"), "strong", said, could, None)


ROWS = [
    row("Ana Diaz", "dentist", "a dentist", "dentist"),
    row(
        "Somebody with a rather long name",
        "professor of comparative everything",
        "words " * 60 + "and then the zwirbler comes " + "at last " * 30,
        "zwirbler",
        could="you could help with what they need: " + "many a thing " * 20,
    ),
]


def lines(rows: list[Row], room: int) -> list[list[str]]:
    return [["".join(line) for line in hit] for hit in table(rows, room)]


@pytest.mark.parametrize("room", WIDTHS)
def test_no_line_is_wider_than_the_terminal(room: int) -> None:
    assert all(width(line) <= room for hit in lines(ROWS, room) for line in hit)


@pytest.mark.parametrize("room", WIDTHS[1:])
def test_the_word_that_matched_is_seen_at_any_width(room: int) -> None:
    first, second = lines(ROWS, room)
    assert "dentist" in "".join(first[1:] or first)
    assert "zwirbler" in " ".join(second)


@pytest.mark.parametrize("room", WIDTHS)
def test_the_bands_stand_below_each_other(room: int) -> None:
    assert len({width(hit[0][: hit[0].rindex("strong")]) for hit in lines(ROWS, room)}) == 1


def test_one_line_is_for_hits_that_fit_into_it_whole() -> None:
    assert [len(hit) for hit in lines(ROWS[:1], 110)] == [1]
    assert [len(hit) > 1 for hit in lines(ROWS, 110)] == [True, True]


def test_a_wider_terminal_never_tells_less() -> None:
    told = [sum(len("".join(hit)) for hit in lines(ROWS[1:], room)) for room in (60, 80, 110, 160)]
    shown = [" ".join(lines(ROWS[1:], room)[0]).replace(" ", "") for room in (60, 80, 110, 160)]
    assert told
    assert sorted(shown, key=len) == shown


def test_namesakes_are_told_apart() -> None:
    reason = Reason("does", "roles", "dentist", ("dentist",))
    hits = [
        Hit("Ana Diaz", "a.md", "good", 0.5, organizations=("Novartis",), reasons=(reason,)),
        Hit("Ana Diaz", "b.md", "good", 0.5, organizations=("Migros",), reasons=(reason,)),
        Hit("Bo", "c.md", "good", 0.5, organizations=("Migros",), reasons=(reason,)),
    ]
    rows = rows_of(hits, lambda _, __, text: ((0, len(text)),))
    assert [one.name for one in rows] == ["Ana Diaz (Novartis)", "Ana Diaz (Migros)", "Bo"]
