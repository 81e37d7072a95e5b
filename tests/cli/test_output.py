"""How things are printed: rows, sentences, and nothing raw from a note."""

import contextlib
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.cli import output, terminal
from mdnet.cli.layout import width
from tests.safety import is_safe


@given(st.text())
def test_safe_text_is_safe_and_stays_so(text: str) -> None:
    safe = output.safe(text)
    assert is_safe(safe)
    assert "\n" not in safe
    assert output.safe(safe) == safe


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana\x1b[31m", r"Ana\x1b[31m"),
        ("\x1b]52;c;QQ==\x07", r"\x1b]52;c;QQ==\x07"),
        ("a\nb\rc\td", r"a\x0ab\x0dc\x09d"),
        ("\x9b2J", r"\x9b2J"),
        ("\u202eevil\u2066", r"\u202eevil\u2066"),
        ("zero\u200bwidth", r"zero\u200bwidth"),
        ("a\u2028b", r"a\u2028b"),
        ("\udc80", r"\udc80"),
        ("Zoë 渡辺 🦷 👨\u200d👩\u200d👧", "Zoë 渡辺 🦷 👨\u200d👩\u200d👧"),
    ],
)
def test_what_could_harm_a_terminal_is_shown_instead(text: str, shown: str) -> None:
    assert output.safe(text) == shown


def test_rows_off_a_terminal_are_tabs(capsys: pytest.CaptureFixture[str]) -> None:
    output.put_rows([("Ana", "", "a\tb"), ("Ben", "x\ny", "c")])
    assert capsys.readouterr().out == "Ana\t\ta\\x09b\nBen\tx\\x0ay\tc\n"


def test_rows_on_a_terminal_are_columns(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    output.put_rows([("渡辺", "painter", ""), ("Ben", "teacher", "Basel")])
    assert capsys.readouterr().out == "渡辺  painter\nBen   teacher  Basel\n"


@pytest.mark.parametrize("columns", [20, 30, 40, 47, 60])
def test_rows_fit_the_terminal(
    columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", str(columns))
    output.put_rows([["x" * 3_000_000, *["渡辺直美" * 5] * 4], ["a", "b", "c", "d", "e"]])
    rows = capsys.readouterr().out.splitlines()
    assert max(map(width, rows)) <= columns


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [40, 60, 80, 110, 160])
def test_a_sentence_is_broken_between_words(columns: int, monkeypatch: pytest.MonkeyPatch) -> None:
    sentence = "Not in your notes: " + ", ".join(["Tomás Herrera", "Amara Osei"] * 20)
    monkeypatch.setenv("COLUMNS", str(columns))
    for stream, lines in ((_Terminal(), None), (io.StringIO(), 1)):
        monkeypatch.setattr("sys.stderr", stream)
        output.say(sentence)
        said = stream.getvalue().splitlines()
        assert " ".join(said) == sentence
        assert len(said) == lines or max(map(width, said)) <= columns


@given(st.recursive(st.text(st.characters()), st.lists))
def test_json_is_safe_and_means_the_same(data: object) -> None:
    with (
        contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), "utf-8", newline="")) as out,
    ):
        output.put_json(data)
        out.flush()
        printed = out.buffer.getvalue().decode()
    assert is_safe(printed)
    assert json.loads(printed) == data


def test_no_rows_are_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    output.put_rows([])
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    output.put_rows([])
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("place", "setting", "shown"),
    [
        ("terminal", "", "\x1b[1mAna\x1b[0m"),
        ("terminal", "1", "Ana"),
        ("pipe", "", "Ana"),
    ],
)
def test_styles(place: str, setting: str, shown: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terminal, "is_terminal", lambda: place == "terminal")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", setting)
    assert output.styled("Ana", bold=True) == shown
    assert r"\x1b[2J" in output.styled("\x1b[2J", bold=True)


@pytest.mark.parametrize(
    ("number", "shown"), [(0, "0 notes"), (1, "1 note"), (2, "2 notes"), (1000, "1000 notes")]
)
def test_counted(number: int, shown: str) -> None:
    assert output.counted(number, "note") == shown


def test_counted_with_a_plural_of_its_own() -> None:
    assert output.counted(2, "note has", "notes have") == "2 notes have"
