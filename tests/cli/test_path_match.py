"""``path``, ``match`` and the parts of ``show`` that come from them, as a user sees them."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY, MakeVault, Run
from tests.terminal import COLUMNS, MDNET, in_terminal, without_styles

# What would tell of Isolde Marrow, the private person of the example vault.
CANARIES = ("quillfeather", "isolde", "marrow")


def ran_json(run: Run, vault: Path, *command: str) -> Any:
    return json.loads(run(*command, "--json", "--today", TODAY, cwd=vault).stdout)


def test_a_way_to_somebody_without_a_note(example_vault: Path, run: Run) -> None:
    ran = run("path", "Mr. Okoye", "--today", TODAY, cwd=example_vault)
    assert ran.stdout == "Ben Frost (close friend, very close tie) knows Mr. Okoye.\n"
    assert (ran.stderr, ran.code) == ("", 0)


def test_a_name_needs_no_quotes(example_vault: Path, run: Run) -> None:
    quoted = run("path", "Dr. Lee", cwd=example_vault)
    assert run("path", "Dr.", "Lee", cwd=example_vault) == quoted


def test_the_own_tie_comes_first(example_vault: Path, run: Run) -> None:
    own, *others = ran_json(run, example_vault, "path", "Hye-jin Park")
    assert own["through"] == []
    assert [step["from"] for step in own["steps"]] == [None]
    assert own["warmth"] == own["steps"][0]["strength"]
    assert [way["through"] for way in others] == [["Ben Frost"]]
    assert [step["to"] for step in others[0]["steps"]] == ["Ben Frost", "Hye-jin Park"]


def test_no_way_is_told_with_what_to_do(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({".mdnet/config.toml": "", "People/Ana Diaz.md": "---\nstub: yes\n---\n"})
    ran = run("path", "Ana", cwd=vault)
    assert (ran.stdout, ran.code) == ("", 0)
    assert "Nobody you know can introduce you to Ana Diaz" in ran.stderr
    assert "knows:" in ran.stderr
    assert ran_json(run, vault, "path", "Ana") == []


def test_nobody_and_several(example_vault: Path, run: Run) -> None:
    for command in ("path", "match"):
        assert run(command, "Xavier Quill", cwd=example_vault).code == 4
        assert run(command, "M", cwd=example_vault).code == 4


def test_matches_are_introductions_that_could_be_made(example_vault: Path, run: Run) -> None:
    found = ran_json(run, example_vault, "match")
    assert found
    assert not any(match["already_tied"] for match in found)
    assert {match["helper"]["band"] for match in found} <= {"strong", "good"}
    assert all(match["need"]["path"] != match["helper"]["path"] for match in found)
    ana = [match for match in found if match["need"]["name"] == "Ana Diaz"]
    assert [match["helper"]["name"] for match in ana] == ["Ruby Carpenter"]


def test_all_shows_more(example_vault: Path, run: Run) -> None:
    everything = ran_json(run, example_vault, "match", "--all", "-n", "500")
    assert {match["helper"]["band"] for match in everything} == {"strong", "good", "maybe"}
    assert any(match["already_tied"] for match in everything)
    assert len(ran_json(run, example_vault, "match", "--all", "-n", "7")) == 7


def test_of_one_person_both_sides(example_vault: Path, run: Run) -> None:
    found = ran_json(run, example_vault, "match", "Kofi Mensah")
    sides = [match["need"]["name"] == "Kofi Mensah" for match in found]
    assert sides == sorted(sides, reverse=True)
    assert set(sides) == {True, False}
    assert all("Kofi Mensah" in (match["need"]["name"], match["helper"]["name"]) for match in found)


@pytest.mark.parametrize("name", ["Isolde Marrow", "Callum Reid", "Noémie Favre", "Mr. Okoye"])
def test_who_takes_no_part(name: str, example_vault: Path, run: Run) -> None:
    ran = run("match", name, "--all", cwd=example_vault)
    assert (ran.stdout, ran.code) == ("", 0)
    assert "are never matched" in ran.stderr


def test_private_people_are_in_no_match(example_vault: Path, run: Run) -> None:
    note = "---\nroles: [notary]\nneeds: [a quillfeather counsellor]\n---\nAsk [[Isolde Marrow]].\n"
    (example_vault / "People/Nell Ash.md").write_text(note)
    with (example_vault / "People/Isolde Marrow.md").open("a") as isolde:
        isolde.write("\nHer brother [[Ben Frost]] is a quillfeather drummer.\n")
    listed = json.loads(run("list", "--archived", "--json", cwd=example_vault).stdout)
    names = {"Nell Ash", "Ben Frost", *(person["name"] for person in listed[::8])}
    everything = ["--all", "-n", "1000"]
    calls = [[], everything, [*everything, "--json"]]
    calls += [[name, *everything, "--json"] for name in sorted(names)]
    for call in calls:
        ran = run("match", *call, "--today", TODAY, cwd=example_vault)
        printed = ran.stdout + ran.stderr
        # What somebody else says they need is theirs to be told; nobody meets it.
        told = printed.lower().replace("a quillfeather counsellor", "")
        assert ran.code == 0
        assert not [canary for canary in CANARIES if canary in told], call


def test_on_a_terminal_each_need_stands_above_who_could_meet_it(example_vault: Path) -> None:
    command = [*MDNET, "match", "--today", TODAY]
    seen = without_styles(in_terminal(command, example_vault))
    lines = seen.splitlines()
    need = lines.index("Ana Diaz needs: bookkeeping help for the practice")
    assert lines[need + 1].startswith("  Ruby Carpenter  strong")
    assert max(map(len, lines[:-1])) <= COLUMNS


def test_no_bar_where_nobody_looks(example_vault: Path) -> None:
    command = [*MDNET, "match", "--today", TODAY]
    done = subprocess.run(command, cwd=example_vault, capture_output=True, text=True, check=True)
    assert "Matching" not in done.stderr


def test_show_tells_what_could_be_done(example_vault: Path, run: Run) -> None:
    ana = ran_json(run, example_vault, "show", "Ana Diaz")
    assert ana["mutual"] == ["Ada Lindt", "Bob Rossi"]
    assert [promise["by"] for promise in ana["promises"]] == ["you"]
    assert [match["helper"]["name"] for match in ana["matches"]] == ["Ruby Carpenter"]
    assert ana["ways"] == []  # the owner knows her well
    dagmar = ran_json(run, example_vault, "show", "Dagmar Holtz")
    assert [way["through"] for way in dagmar["ways"]] == [["Elena Frey"]]


def test_show_tells_the_history(example_vault: Path, run: Run) -> None:
    lotte = ran_json(run, example_vault, "show", "Lotte van Dijk")
    assert [note["path"] for note in lotte["notes"]] == ["Meetings/2026-09-14 Co-op planning.md"]
    printed = run("show", "Lotte van Dijk", "--today", TODAY, cwd=example_vault).stdout
    days = [line.strip()[:10] for line in printed.partition("history:\n")[2].splitlines()]
    history = [day for day in days if day.startswith("20")]
    assert history == sorted(history, reverse=True)
    assert "2026-09-14" in history


def test_show_matches_no_private_person(example_vault: Path, run: Run) -> None:
    isolde = ran_json(run, example_vault, "show", "Isolde Marrow")
    assert isolde["matches"] == []
    assert isolde["name"] == "Isolde Marrow"  # the owner's own terminal
