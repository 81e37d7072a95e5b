"""What of a page fits a screen, and where its lines break."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.cli import layout, output
from mdnet.cli.screen import Paragraph, Part, put_page, wrapped
from tests.conftest import examples

WORDS = st.lists(st.text("ab木ö", min_size=1, max_size=30), min_size=1, max_size=12)


@examples(60)
@given(words=WORDS, size=st.integers(20, 60), indented=st.booleans())
def test_lines_fit_and_no_word_is_lost(words: list[str], size: int, *, indented: bool) -> None:
    text = ("  " if indented else "") + " ".join(words)
    lines = wrapped(text, size)
    assert all(layout.width(line) <= size for line in lines)
    assert "".join("".join(lines).split()) == "".join(words)
    short = [word for word in words if layout.width(word) <= size - 4]
    assert all(any(word in line for line in lines) for word in short)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", [""]),
        ("one two three", ["one two", "  three"]),
        ("  one two three", ["  one two", "    three"]),
        ("abcdefghijklm", ["abcdefghij", "  klm"]),
        ("木木木木 木木", ["木木木木", "  木木"]),
    ],
)
def test_where_lines_break(text: str, lines: list[str]) -> None:
    assert wrapped(text, 10) == lines


def test_what_can_be_spared_goes_first(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("LINES", "24")
    parts = [Part(3, (Paragraph("spare", "x"),))]
    parts += [Part(1 if number < 18 else 2, (Paragraph("", f"{number}"),)) for number in range(19)]
    parts += [
        Part(2, (Paragraph("long", ""), *[Paragraph("", "row")] * 9), "log"),
        Part(2, (Paragraph("", "next"),), "log"),
        Part(2, (Paragraph("short", "y"),)),
    ]
    assert put_page(parts, whole=False) == 12
    shown = capsys.readouterr().out.split()
    assert shown == [*map(str, range(19)), "short:", "y"]
    assert put_page(parts, whole=True) == 0
    assert len(capsys.readouterr().out.splitlines()) == 32
