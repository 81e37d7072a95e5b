"""Fair exchange and keeping in touch, on the example vault."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_json import assert_shape, ran_json
from tests.conftest import TODAY, MakeVault, Run

TEXT, NUMBER, TEXTS, MAYBE_TEXT = str, (int, float), [str], (str, type(None))
MAYBE_NUMBER = (int, float, type(None))
PROMISE: dict[str, Any] = {
    "name": TEXT, "path": TEXT, "day": TEXT, "days": int, "by": TEXT, "text": TEXT,
    "private": bool,
}  # fmt: skip
BALANCE: dict[str, Any] = {
    "name": MAYBE_TEXT, "path": MAYBE_TEXT, "group": MAYBE_TEXT, "circles": TEXTS,
    "people": int, "gave": NUMBER, "got": NUMBER, "balance": NUMBER, "ratio": MAYBE_NUMBER,
    "ahead": TEXT, "promises": [PROMISE], "private": bool,
}  # fmt: skip
DUE: dict[str, Any] = {
    "kind": TEXT, "name": TEXT, "path": TEXT, "day": MAYBE_TEXT, "days": (int, type(None)),
    "last_contact": MAYBE_TEXT, "rhythm": (int, type(None)), "past": MAYBE_NUMBER,
    "years": (int, type(None)), "circles": TEXTS, "private": bool,
}  # fmt: skip


def names(found: list[dict[str, Any]], **wanted: str) -> list[str]:
    return [one["name"] for one in found if all(one[key] == wanted[key] for key in wanted)]


@pytest.mark.parametrize(
    "options", [[], ["--group-by", "circle"], ["--group-by", "group"], ["ana"]], ids=" ".join
)
def test_the_keys_of_balance(options: list[str], example_vault: Path, run: Run) -> None:
    found = ran_json(run, example_vault, "balance", *options, "--today", TODAY)
    assert found
    assert_shape(found, [BALANCE])
    assert [one["balance"] for one in found] == [one["got"] - one["gave"] for one in found]


def test_the_keys_of_promises(example_vault: Path, run: Run) -> None:
    found = ran_json(run, example_vault, "balance", "--promises", "--today", TODAY)
    assert_shape(found, [PROMISE])
    assert names(found, by="they") == [
        "Łukasz Wiśniewski", "Tomás Herrera", "Reto Zumsteg", "Lotte van Dijk",
    ]  # fmt: skip
    assert len(names(found, by="you")) == 5
    assert found[0]["days"] == 478


def test_balance_agrees_with_the_list(example_vault: Path, run: Run) -> None:
    listed = {one["name"]: one["balance"] for one in ran_json(run, example_vault, "list")}
    found = ran_json(run, example_vault, "balance", "-n", "100")
    assert {one["name"]: one["balance"] for one in found} == {
        name: balance for name, balance in listed.items() if name in names(found)
    }
    assert not [name for name, value in listed.items() if value and name not in names(found)]


def test_balance_with_one_person(example_vault: Path, run: Run) -> None:
    [ben] = ran_json(run, example_vault, "balance", "ben", "--today", TODAY)
    assert (ben["name"], ben["got"], ben["gave"], ben["ahead"]) == ("Ben Frost", 5, 3, "they")
    assert run("balance", "ben", "--promises", cwd=example_vault).stdout.startswith(
        "2025-12-20\tyou"
    )
    nobody = run("balance", "marisol", "vega", cwd=example_vault)
    assert nobody.stdout == "Marisol Vega\t0\tthey gave 0, you gave 0\teven\t\n"


def test_balance_with_somebody_without_a_note(example_vault: Path, run: Run) -> None:
    ran = run("balance", "Dr. Lee", "--json", cwd=example_vault)
    assert (ran.stdout, ran.code) == ("[]\n", 0)
    assert run("balance", "Nobody Atall", cwd=example_vault).code == 4


@pytest.mark.parametrize("more", ["ana", "--promises"])
def test_groups_go_with_nothing_else(more: str, example_vault: Path, run: Run) -> None:
    ran = run("balance", "--group-by", "group", more, cwd=example_vault)
    assert ran.code == 2
    assert "--group-by" in ran.stderr


def test_the_keys_of_due(example_vault: Path, run: Run) -> None:
    found = ran_json(run, example_vault, "due", "--all", "--today", TODAY)
    assert_shape(found, [DUE])
    assert {one["kind"] for one in found} == {
        "reconnect", "follow_up", "birthday", "anniversary",
    }  # fmt: skip
    assert not {"Callum Reid", "Noémie Favre"} & set(names(found))
    assert "Isolde Marrow" in names(found, kind="reconnect")
    past = [one["past"] for one in found if one["kind"] == "reconnect" and one["past"] >= 0]
    assert past == sorted(past, reverse=True)


def test_what_is_due(example_vault: Path, run: Run) -> None:
    found = ran_json(run, example_vault, "due", "--today", TODAY)
    assert names(found, kind="reconnect")[:3] == ["Kaito Nakamura", "Dagmar Holtz", "Desmond Baker"]
    assert names(found, kind="follow_up") == ["Hye-jin Park"]
    assert names(found, kind="birthday") == ["Zoë Müller"]
    found = ran_json(run, example_vault, "due", "--within", "14", "--today", TODAY)
    assert names(found, kind="follow_up") == ["Hye-jin Park", "Lotte van Dijk"]
    assert names(found, kind="birthday") == ["Zoë Müller", "Ben Frost"]
    [ben] = [one for one in found if one["kind"] == "birthday" and one["name"] == "Ben Frost"]
    assert (ben["day"], ben["days"], ben["years"]) == ("2026-12-02", 9, 42)


def test_a_dated_note_counts_as_contact(example_vault: Path, run: Run) -> None:
    command = ("due", "--circle", "school", "--today", TODAY)
    assert "Kaito Nakamura" in run(*command, cwd=example_vault).stdout
    (example_vault / "Daily/2026-11-20.md").write_text("Ran into [[Kaito Nakamura]].\n")
    assert "Kaito Nakamura" not in run(*command, cwd=example_vault).stdout


def test_the_rhythm_of_a_circle_can_be_set(example_vault: Path, run: Run) -> None:
    command = ("due", "--circle", "neighbour", "--today", TODAY, "--within", "0")
    assert "Gül Çelik" not in run(*command, cwd=example_vault).stdout
    with (example_vault / ".mdnet/config.toml").open("a") as config:
        config.write('\n[cadence]\nneighbour = "1 week"\nclub = "sometimes"\n')
    # No note is read by it, so the index stays as it is.
    assert ran_json(run, example_vault, "index") == []
    ran = run(*command, cwd=example_vault)
    assert "Gül Çelik\twas due 2 days ago; every week" in ran.stdout
    assert "config.toml:9:1: bad-setting the cadence of club must be a time span" in ran.stderr


def test_nothing_is_due(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana.md": "", ".mdnet/config.toml": ""})
    for command, said in (("due", ""), ("balance", "got TEXT")):
        ran = run(command, cwd=vault)
        assert (ran.stdout, ran.code) == ("", 0)
        assert ran.stderr.rstrip().endswith(said)
        assert json.loads(run(command, "--json", cwd=vault).stdout) == []


def test_more_than_are_shown_are_told_of(example_vault: Path, run: Run) -> None:
    ran = run("due", "-n", "1", "--today", TODAY, cwd=example_vault)
    assert len(ran.stdout.splitlines()) == 3
    assert ran.stderr.endswith(". To see more: -n 14\n")
    assert len(ran_json(run, example_vault, "due", "-n", "1", "--today", TODAY)) == 3
    assert "3 of 38" in run("balance", "-n", "3", cwd=example_vault).stderr
    everything = run("due", "--all", "--today", TODAY, cwd=example_vault)
    assert "more with" not in everything.stderr


def test_namesakes_are_told_apart(make_vault: MakeVault, run: Run) -> None:
    note = "---\nname: Amélie Weber\nbirthday: 1990-11-25\norganizations: [{}]\n---\n"
    vault = make_vault(
        {
            ".mdnet/config.toml": "",
            "People/Amélie Weber.md": note.format("Novartis"),
            "People/A. Weber.md": note.format("Migros"),
        }
    )
    rows = run("due", "--today", "2026-11-23", cwd=vault).stdout.splitlines()
    assert {row.split("\t")[2] for row in rows} == {
        "Amélie Weber (Novartis)",
        "Amélie Weber (Migros)",
    }
