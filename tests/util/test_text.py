import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.util.text import (
    fold,
    name_key,
    one_line,
    safe_text,
    umlaut_twin,
    without_controls,
    words_key,
)
from tests.safety import acts_on_nobody


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ana Diaz", "ana  diaz"),
        ("Chloe\u0301", "Chlo\u00e9"),
        ("STRASSE", "straße"),
        (" Ana\tDiaz\n", "Ana Diaz"),
        ("Ǆ", "ǆ"),
    ],
)
def test_names_that_are_the_same(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"), [("Zoe", "Zoë"), ("Ana Diaz", "AnaDiaz"), ("Ana-Diaz", "Ana Diaz")]
)
def test_names_that_differ(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)


@given(st.text())
def test_a_name_key_is_its_own_key_on_one_line(name: str) -> None:
    key = name_key(name)
    assert name_key(key) == key
    assert not set("\n\r\t") & set(key)
    assert name_key(unicodedata.normalize("NFD", name)) == key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Zoë Müller", "zoe muller"),
        ("ŁUKASZ", "lukasz"),
        ("Søren Kjær", "soren kjaer"),
        ("Straße", "strasse"),
        ("İstanbul Diyarbakır", "istanbul diyarbakir"),
        ("Đặng", "dang"),
        ("Þór", "thor"),
        ("ﬁne", "fine"),
        ("Ελλάδα", "ελλαδα"),
        ("𝗔𝗻𝗮 Ｄ", "ana d"),
        ("PLAIN", "plain"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded
    assert fold(unicodedata.normalize("NFD", text)) == folded


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded


@pytest.mark.parametrize(
    ("text", "twin"),
    [
        ("Müller", "mueller"),
        ("MU\u0308LLER", "mueller"),
        ("Ærø", "aeroe"),
        ("Åsa", "aasa"),
        ("Ana", "ana"),
        ("Größe", "groesse"),
    ],
)
def test_umlauts_written_out(text: str, twin: str) -> None:
    assert umlaut_twin(text) == twin


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ana Diaz", "Ana Diaz"),
        ("Zoë 🎻 小林", "Zoë 🎻 小林"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("a\nb\r\tc", r"a\x0ab\x0d\x09c"),
        ("a\x00b\x7f", r"a\x00b\x7f"),
        ("\x9b31m", r"\x9b31m"),
        ("evil\u202etxt", r"evil\u202etxt"),
        ("\u2066x\u2069", r"\u2066x\u2069"),
        ("zero\u200bwidth\ufeff", r"zero\u200bwidth\ufeff"),
        ("line\u2028par\u2029", r"line\u2028par\u2029"),
        ("file\udc80", r"file\udc80"),
        ("\U000e0041", r"\U000e0041"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("דוד\u200f!", "דוד\u200f!"),
    ],
)
def test_what_is_shown_on_a_terminal(text: str, shown: str) -> None:
    assert safe_text(text) == shown


@given(st.text(st.characters()))
def test_safe_text_is_one_harmless_line(text: str) -> None:
    shown = safe_text(text)
    shown.encode()
    bad = {letter for letter in shown if unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Zl"}}
    assert bad <= {*"\u200c\u200d\u200e\u200f\u061c"}
    assert len(shown.splitlines()) <= 1
    assert safe_text(shown) == shown


@given(st.text(st.characters()))
def test_without_controls_nothing_acts_and_letters_stay(text: str) -> None:
    clean = without_controls(text)
    assert acts_on_nobody(clean)
    assert without_controls(clean) == clean
    kept = [letter for letter in text if unicodedata.category(letter)[0] in "LMNPS"]
    assert [letter for letter in clean if unicodedata.category(letter)[0] in "LMNPS"] == kept


def test_one_line_keeps_words_and_no_line_ends() -> None:
    assert one_line("  a\n\n b\t c\u2028d ") == "a b c d"


def test_the_words_of_a_text_are_the_same_however_they_are_joined() -> None:
    assert words_key("Chess-club") == words_key("chess  Club") == words_key("Chéss_club")
