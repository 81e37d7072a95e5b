from datetime import date
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.pages import markdown
from mdnet.pages.ground import PersonRef

HOSTILE = [
    'A | B [x] "y" <b>',
    "two\nlines",
    "tick ` tock",
    "ends ]] here",
    "ends --> here",
    "<script>alert(1)</script>",
    "%% hidden %%",
    "```",
    "$x$ $$y$$",
    "turned \u202e around",
    "bell \x07 and escape \x1b[31m",
    "# heading",
    "#tag",
    "- item",
    "> quote",
    "1. one",
    "==mark==",
    "{{ 7 * 7 }}",
    "{% raw %}",
    "![[embed]]",
    "[[link|shown]]",
    "back\\slash",
    "**bold** _it_ ~~gone~~",
    "https://example.org",
    "<!-- mdnet:end home -->",
    "---",
    "a ^block",
    "&lt;",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_of_a_text_acts(text: str) -> None:
    shown = markdown.md(text)
    assert "\n" not in shown
    assert "<" not in shown
    assert not any(mark in shown for mark in ("%%", "==", "{{", "{%", "[[", "]]", "```", "://"))
    assert all(letter.isprintable() for letter in shown)
    assert not shown.startswith(("#", "-", ">", "+", "=", "1."))
    for mark in "|`*[]$":
        assert shown.count(mark) == shown.count("\\" + mark)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_link_is_one_link_or_none(text: str) -> None:
    for ref in (PersonRef(text, "People/x.md", "x"), PersonRef(text), text):
        shown = markdown.link(ref)
        assert "\n" not in shown
        assert "<" not in shown
        assert shown.count("[[") == shown.count("]]") <= 1
        if shown.startswith("[["):
            assert shown.endswith("]]")
            assert shown.count("|") <= 1
        cell = markdown.cell(shown)
        assert cell.replace("\\|", "").count("|") == 0


@given(st.text())
def test_any_text_stays_in_its_cell(text: str) -> None:
    for shown in (markdown.cell(text), markdown.cell_link(text), markdown.cell(markdown.md(text))):
        assert "\n" not in shown
        assert "|" not in shown.replace("\\\\", "").replace("\\|", "")


@given(st.text())
def test_any_text_is_one_label(text: str) -> None:
    label = markdown.mermaid(text)
    assert label[0] == label[-1] == '"'
    assert '"' not in label[1:-1]
    assert not set(label[1:-1]) & set("<>[]{}()|`\n")


def test_plain_text_stays_plain() -> None:
    for text in ("Ana Diaz", "Zoë Müller-Lüdenscheidt", "O'Neil, 3 rooms (big)", "C#", "25 %"):
        assert markdown.md(text) == text


def test_a_link_says_the_name_where_the_note_is_called_otherwise() -> None:
    assert markdown.link(PersonRef("Ana", "People/Ana.md", "Ana")) == "[[Ana]]"
    assert markdown.link(PersonRef("Ana", "P/Ana.md", "P/Ana")) == "[[P/Ana|Ana]]"
    assert markdown.cell(markdown.link(PersonRef("Ana", "P/a.md", "P/a"))) == "[[P/a\\|Ana]]"
    assert markdown.link("Ana Diaz") == "[[Ana Diaz]]"
    assert markdown.link("a#b") == "a#b"
    assert markdown.link(SimpleNamespace(name="Ana")) == "Ana"


def test_small_filters() -> None:
    assert markdown.iso(date(2026, 11, 23)) == "2026-11-23"
    assert markdown.iso(None) == ""
    assert markdown.counted(1, "person", "people") == "1 person"
    assert markdown.counted(2, "person", "people") == "2 people"
    assert markdown.joined(["a", "", "b|c"]) == "a, b\\|c"
    assert markdown.heading("C ##") == "C \\##"
    assert markdown.anchor("Close friends & family") == "close-friends--family"
