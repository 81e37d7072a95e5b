"""The day of a value is the same wherever it is read, shown, compared and exported."""

import json
from typing import Any

import pytest

from tests.conftest import MakeVault, Run

TODAY = "2026-11-23"


def rows(run: Run, root: Any, *args: str) -> Any:
    return json.loads(run("-C", str(root), *args, "--json", "--today", TODAY).stdout)


@pytest.mark.parametrize(
    "written",
    [
        "2026-05-04",
        "2026-05-04T14:30",
        '"[[2026-05-04]]"',
        '"[[2026-05-04|6 May]]"',
        '"[[Daily/2026-05-04|6 May]]"',
        '"[[Daily/2026-05-04.md]]"',
        '"[6 May](Daily/2026-05-04.md)"',
        '"[[Daily/2026-05-04 Monday|Mon]]"',
        "2026/05/04",
        "04.05.2026",
        '"May 4, 2026"',
        "4 May 2026",
        "20260504",
        "2026-5-4",
    ],
)
def test_the_day_is_what_a_link_leads_to(make_vault: MakeVault, run: Run, written: str) -> None:
    text = f"---\nlast_contact: {written}\nbirthday: {written}\n---\n"
    root = make_vault({"People/Ana Feld.md": text})
    shown = rows(run, root, "show", "Ana Feld")
    assert shown["last_contact"] == "2026-05-04"
    assert shown["birthday"] == "2026-05-04"
    assert shown["problems"] == [] or "is read as 2026-05-04" in shown["problems"][0]
    assert [one["last_contact"] for one in rows(run, root, "list")] == ["2026-05-04"]
    assert "warnings in" not in run("-C", str(root), "check").stderr.replace("0 warnings in", "")


@pytest.mark.parametrize(
    "written",
    [
        "[[2026-05-04]]",
        "[[2026-05-04|Mon]]",
        "[[Journal/2026-05-04|3 May]]",
        "[3 May](Journal/2026-05-04.md)",
        "**[[Journal/2026-05-04]]**",
        "[[2026-05-04 Monday]]",
    ],
)
def test_a_line_of_the_log_may_begin_with_a_link_to_its_day(
    make_vault: MakeVault, run: Run, written: str
) -> None:
    root = make_vault({"People/Ana Feld.md": f"## Log\n- {written} gave: clay\n"})
    shown = rows(run, root, "show", "Ana Feld")
    assert [(one["day"], one["kind"], one["text"]) for one in shown["log"]] == [
        ("2026-05-04", "gave", "clay")
    ]
    assert shown["problems"] == []


@pytest.mark.parametrize("year", ["1604", "0001", "0000"])
def test_a_year_that_stands_for_none_is_none(make_vault: MakeVault, run: Run, year: str) -> None:
    root = make_vault({"People/Ana Feld.md": f"---\nbirthday: {year}-12-06\n---\n"})
    assert rows(run, root, "show", "Ana Feld")["birthday"] == "--12-06"
    (due,) = rows(run, root, "due", "--all")
    assert (due["day"], due["years"]) == ("2026-12-06", None)
    card = run("-C", str(root), "export", "--format", "vcard").stdout
    assert "BDAY:--1206" in card
    card = run("-C", str(root), "export", "--format", "vcard", "--vcard", "3.0").stdout
    assert "BDAY;X-APPLE-OMIT-YEAR=1604:1604-12-06" in card
    assert run("-C", str(root), "check").code == 0


def test_a_birthday_that_lies_ahead_is_a_problem(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(
        {
            "People/Di Moor.md": "---\ncity: Bern\nbirthday: 2126-05-06\n---\n",
            "People/Ana Feld.md": f"---\nbirthday: {TODAY}\n---\n",
        }
    )
    found = rows(run, root, "check")
    assert [(one["path"], one["line"], one["rule"]) for one in found] == [
        ("People/Di Moor.md", 3, "future-birthday")
    ]
    later = run("-C", str(root), "check", "--json", "--today", "2126-05-06").stdout
    assert json.loads(later) == []


def test_a_day_that_can_be_read_in_two_ways_is_not_guessed(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ana Feld.md": "---\nbirthday: 05/06/1984\n---\n"})
    assert rows(run, root, "show", "Ana Feld")["birthday"] is None
    assert [one["rule"] for one in rows(run, root, "check")] == ["bad-date"]


def test_a_merge_keeps_the_later_contact_whatever_it_is_written_as(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(
        {
            "People/Ana Feld.md": '---\nlast_contact: "[[2026-05-04]]"\n---\n',
            "People/Ana F.md": "---\nlast_contact: 2026-08-01\n---\n",
        }
    )
    assert run("-C", str(root), "merge", "Ana Feld", "Ana F", "-y").code == 0
    assert rows(run, root, "show", "Ana Feld")["last_contact"] == "2026-08-01"
