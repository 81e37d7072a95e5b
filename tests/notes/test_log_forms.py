"""The forms in which people keep a log, read and written."""

from datetime import date

import pytest

from mdnet.editing.log import add_line_under
from mdnet.model.config import Config
from mdnet.notes.log import item_text
from mdnet.notes.reader import read_note

HEADINGS = Config().log_heading
FIRST, SECOND = "2026-01-01", "2026-02-01"


def entries(text: str) -> list[tuple[str, str, str]]:
    note = read_note("People/Ana.md", text.encode(), Config())
    assert note is not None
    assert not note.problems
    return [(entry.day.isoformat(), entry.kind, entry.text) for entry in note.log]


@pytest.mark.parametrize(
    "body",
    [
        "## Log\n- 2026-01-01 met: fair\n",
        "## 📒 Log\n- 2026-01-01 met: fair\n",
        "### Log:\n- 2026-01-01 met: fair\n",
        "## Interactions\n- 2026-01-01: met: fair\n",
        "## 🤝 Interaction Log\n* **2026-01-01** met: fair\n",
        "## Log\n### 2026-01-01\nmet: fair\n",
        "## Log\n### 2026-01-01\n\n- met: fair\n",
        "## Log\n### [[Daily/2026-01-01|New Year]] met: fair\n",
        "## Log\n### 2026-01-01 – met: fair\n",
        "## Log\n| Date | What |\n|---|---|\n| 2026-01-01 | met: fair |\n",
        "## Log\n| Date | Kind | What |\n|---|---|---|\n| 2026-01-01 | Met | fair |\n",
        "## Log\n| [[2026-01-01]] | met: fair |\n",
        "## Log\n> [!note]- entries\n> - 2026-01-01 met: fair\n",
        "## Log\n> 2026-01-01 met: fair\n",
        "## Log\n2026-01-01 met: fair\n",
        "## Log\n- (2026-01-01) met: fair\n",
        "## Log\n- [2026-01-01] met: fair\n",
        "## Log\n- 2026/01/01 met: fair\n",
        "## Log\n- 01.01.2026 met: fair\n",
        "## Log\n1. 2026-01-01 met: fair\n",
    ],
)
def test_forms_of_a_log(body: str) -> None:
    assert entries(body) == [(FIRST, "met", "fair")]


def test_days_as_headings() -> None:
    body = (
        "## Log\n### 2026-02-01\nLong talk,\nand a walk.\n\nmail: later\n- gave: a lift\n  home\n"
        "- [ ] ask her\n### 2026-01-01\n### Other\n- x\n## Else\n- y\n"
    )
    note = read_note("People/Ana.md", body.encode(), Config())
    assert note is not None
    assert [(one.day.isoformat(), one.kind, one.text, one.line) for one in note.log] == [
        (SECOND, "", "Long talk,; and a walk.", 3),
        (SECOND, "mail", "later", 6),
        (SECOND, "gave", "a lift; home", 7),
        (FIRST, "", "", 10),
    ]
    assert [one.line for one in note.problems] == [12]


@pytest.mark.parametrize(
    "body",
    ["## Logistics\n- 2026-01-01 x\n", "## Log book\n- 2026-01-01 x\n",
     "## Log\n| Date | What |\n|---|---|\n", "## Log\nIn 2026-01-01 terms\n", "- 2026-01-01 x\n"],
)  # fmt: skip
def test_what_is_no_log(body: str) -> None:
    assert entries(body) == []


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("## 📒 Log\n- 2026-01-01 x\n", "## 📒 Log\n- {}\n- 2026-01-01 x\n"),
        ("## Interactions\n* 2026-01-01: x\n", "## Interactions\n* {}\n* 2026-01-01: x\n"),
        ("## Log\n| Date | What |\n|---|---|\n| 2026-01-01 | x |\n",
         "## Log\n| Date | What |\n|---|---|\n| 2026-03-01 | gave: a lift |\n| 2026-01-01 | x |\n"),
        ("## Log\n| Day | Kind | What |\n|---|---|---|\n| 2026-01-01 | met | x |\n| 2026-02-01 | met | y |\n",
         ("## Log\n| Day | Kind | What |\n|---|---|---|\n| 2026-01-01 | met | x |\n| 2026-02-01 | met | y |\n"
         "| 2026-03-01 | gave: a lift |  |\n")),
        ("## Log\n> [!note]- entries\n> - 2026-01-01 x\n\nMore.\n",
         "## Log\n> [!note]- entries\n> - {}\n> - 2026-01-01 x\n\nMore.\n"),
        ("## Log\n2026-01-01 x\n\n2026-02-01 y\n", "## Log\n2026-01-01 x\n\n2026-02-01 y\n\n{}\n"),
        ("## Log\n2026-02-01 x\n2026-01-01 y\n", "## Log\n{}\n2026-02-01 x\n2026-01-01 y\n"),
        ("## Log\n### 2026-01-01\nx\n", "## Log\n### 2026-03-01\ngave: a lift\n\n### 2026-01-01\nx\n"),
        ("## Log\n### 2026-01-01\n- x\n- y\n\n### 2026-02-01\n- z\n\n## Else\n",
         ("## Log\n### 2026-01-01\n- x\n- y\n\n### 2026-02-01\n- z\n\n"
         "### 2026-03-01\n- gave: a lift\n\n## Else\n")),
        ("Text.\n", "Text.\n\n## Log\n- {}\n"),
    ],
)  # fmt: skip
def test_a_new_line_is_written_as_the_others_are(before: str, after: str) -> None:
    line = "2026-03-01 gave: a lift"
    changed = add_line_under(before.encode(), HEADINGS, line).decode()
    assert changed == after.format(line)
    assert ("2026-03-01", "gave", "a lift") in entries(changed)
    windows = add_line_under(before.replace("\n", "\r\n").encode(), HEADINGS, line).decode()
    assert windows == changed.replace("\n", "\r\n")


def test_headings_come_from_the_settings() -> None:
    config = Config(log_heading=("Verlauf", "履歴"))
    for heading in config.log_heading:
        note = read_note("People/A.md", f"## {heading}\n- 2026-01-01 x\n".encode(), config)
        assert note is not None
        assert [entry.day for entry in note.log] == [date(2026, 1, 1)]


@pytest.mark.parametrize(
    "line",
    ["- 2026-01-01 met: fair", "| 2026-01-01 | met | fair |", "> - 2026-01-01 met: fair",
     "2026-01-01 met: fair", "### 2026-01-01 met: fair", "- met: fair", "met: fair"],
)  # fmt: skip
def test_a_line_of_any_form_as_an_item(line: str) -> None:
    assert item_text(line, date(2026, 1, 1)) == "2026-01-01 met: fair"


def test_an_item_keeps_its_box() -> None:
    assert item_text("- [x] 2026-01-01 promised: x", date(2026, 1, 1)) == (
        "[x] 2026-01-01 promised: x"
    )
