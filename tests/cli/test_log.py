"""``mdnet log`` on real notes: only the one line is added."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run

NOTE = "---\nroles: [dentist]\n---\nShe is kind.\r\n\n## Log\n- 2026-01-02 met: at the fair\n"


def test_only_that_line_is_added(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ana Diaz.md": NOTE})
    ran = run(
        "-C",
        str(root),
        "log",
        "ana",
        "got",
        "a tooth",
        "fixed",
        "--date",
        "2026-11-03",
        "--weight",
        "2",
    )
    assert ran.code == 0
    after = (root / "People/Ana Diaz.md").read_bytes().decode()
    assert after == NOTE.replace(
        "- 2026-01-02", "- 2026-11-03 got: a tooth fixed (x2)\n- 2026-01-02"
    )
    assert ".mdnet" in ran.stderr


def test_the_line_is_read_back(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ana Diaz.md": NOTE, "People/Ben Frost.md": ""})
    args = ("log", "Ana Diaz", "gave", "a lift", "--with", "Ben Frost", "--today", "2026-11-23")
    assert run("-C", str(root), *args).code == 0
    shown = json.loads(run("-C", str(root), "show", "Ana Diaz", "--json").stdout)
    newest = shown["log"][0]
    assert newest["day"] == "2026-11-23"
    assert newest["kind"] == "gave"
    assert "Ben Frost" in newest["text"]
    assert shown["balance"] == -1


def test_a_note_without_a_log_gets_one(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ana Diaz.md": "Just prose, and no end of line"})
    assert run("-C", str(root), "log", "Ana Diaz", "call", "--today", "2026-11-23").code == 0
    text = (root / "People/Ana Diaz.md").read_text(encoding="utf-8")
    assert text.startswith("Just prose, and no end of line")
    assert "## Log" in text
    assert "- 2026-11-23 call:" in text


@pytest.mark.parametrize(
    ("args", "code", "told"),
    [
        (("Nobody", "met"), 4, "nobody called"),
        (("Ana", "met"), 4, "could be any of these"),
        (("Ana Diaz", "sang"), 2, "not one of gave, got"),
        (("Ana Diaz", "met", "--date", "soonish"), 2, "not a day"),
        (("Ana Diaz", "met", "--goal", "Nothing"), 4, 'no goal called "Nothing"'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(
    make_vault: MakeVault, run: Run, args: tuple[str, ...], code: int, told: str
) -> None:
    root = make_vault({"People/Ana Diaz.md": NOTE, "People/Ana Berg.md": ""})
    ran = run("-C", str(root), "log", *args)
    assert ran.code == code
    assert told in ran.stderr
    assert (root / "People/Ana Diaz.md").read_bytes() == NOTE.encode()
    assert not Path(root / ".mdnet").exists()


def test_a_note_that_cannot_be_edited_says_what_to_type(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ana Diaz.md": b"caf\xe9 \xff\n"})
    ran = run("-C", str(root), "log", "Ana Diaz", "met", "--today", "2026-11-23")
    assert ran.code == 5
    assert "2026-11-23 met:" in ran.stderr
    assert (root / "People/Ana Diaz.md").read_bytes() == b"caf\xe9 \xff\n"


PEOPLE = {
    "People/Ana Diaz.md": "",
    "People/Ben Frost.md": "",
    "People/Zoë Müller.md": "",
    "People/Tip Call.md": "",
    "People/Oak, Sam.md": "",
}


@pytest.mark.parametrize(
    ("words", "path", "line"),
    [
        ("Ana Diaz got a lift", "Ana Diaz", "got: a lift"),
        ("zoe muller met tea", "Zoë Müller", "met: tea"),
        ("Ana Diaz, ben met lunch", "Ana Diaz", "met: lunch with [[Ben Frost]]"),
        ("ana, ben, zoe met lunch", "Ana Diaz", "met: lunch with [[Ben Frost]], [[Zoë Müller]]"),
        ("Ana Diaz Ben Frost met", "Ana Diaz", "met: with [[Ben Frost]]"),
        ("Oak, Sam met", "Oak, Sam", "met:"),
        ("tip met", "Tip Call", "met:"),
        ("ANA MET: tea", "Ana Diaz", "met: tea"),
    ],
)
def test_names_need_no_quotes(
    words: str, path: str, line: str, make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(PEOPLE)
    ran = run("-C", str(root), "log", *words.split(), "--today", "2026-11-23")
    assert ran.stdout == f"People/{path}.md: 2026-11-23 {line}\n"


def test_names_in_quotes_and_one_that_is_nobody(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(PEOPLE)
    both = run("-C", str(root), "log", "Ana Diaz", "Ben Frost", "met", "--today", "2026-11-23")
    assert both.stdout == "People/Ana Diaz.md: 2026-11-23 met: with [[Ben Frost]]\n"
    for words, name in (("ana diza met", "ana diza"), ("Ana, Nobody met", "Nobody")):
        ran = run("-C", str(root), "log", *words.split())
        assert (ran.code, ran.stdout) == (4, "")
        assert f'nobody called "{name}"' in ran.stderr
    assert (root / "People/Ben Frost.md").read_text() == ""
