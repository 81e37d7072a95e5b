"""``mdnet goal``: what is written, what is read of leads, and what stays as it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_json import HIT, MAYBE_TEXT, TEXT, TEXTS, Shape, assert_shape
from tests.cli.test_vault_untouched import tree_of
from tests.conftest import TODAY, MakeVault, Run

GOAL: Shape = {
    "name": TEXT, "path": TEXT, "status": TEXT, "kind": MAYBE_TEXT, "due": MAYBE_TEXT,
    "wants": TEXTS,
}  # fmt: skip
LISTED: Shape = GOAL | {"leads": int, "asked": MAYBE_TEXT, "asked_on": MAYBE_TEXT}
LEAD: Shape = {
    "day": TEXT, "kind": TEXT, "text": TEXT, "people": TEXTS, "source": MAYBE_TEXT,
}  # fmt: skip
SHOWN: Shape = GOAL | {"helpers": [HIT], "leads": [LEAD]}

FLAT = """\
---
type: goal
status: open   # so far
wants: [flat]
---
## Leads
- 2026-05-04 done: [[Dr. Lee]] let us the flat
- 2026-05-03 asked: [[Bob]]
- 2026-05-02 lead: [[Dr. Lee]] via [[Ana Diaz|Ana]]
- 2026-05-01 tip: look at the board, says [[Cleo Sand]]
"""
PEOPLE = {
    "People/Ana Diaz.md": "## Log\n- 2026-06-01 met: coffee\n"
    "- 2026-05-05 got: a sofa for [[Flat]]\n- 2026-05-02 lead: [[Dr. Lee]] for [[Flat]]\n",
    "People/Bob.md": "---\nroles: [flat agent]\n---\n## Log\n- 2026-05-03 got: a list\n",
    "People/Cleo Sand.md": "## Log\n- 2026-05-09 met: swam\n- 2026-05-08 tip: ask at the mill\n",
}


@pytest.fixture
def make_vault(make_vault: MakeVault) -> MakeVault:
    """Mark every vault as one."""
    return lambda files: make_vault({".mdnet/config.toml": "", **files})


def shown(run: Run, vault: Path, name: str = "Flat") -> Any:
    return json.loads(run("goal", "show", name, "--json", "--today", TODAY, cwd=vault).stdout)


@pytest.fixture
def vault(make_vault: MakeVault) -> Path:
    return make_vault({"Goals/Flat.md": FLAT, **PEOPLE})


def test_json_of_the_example_vault(example_vault: Path, run: Run) -> None:
    listed = json.loads(run("goal", "list", "--all", "--json", cwd=example_vault).stdout)
    assert len(listed) == 3
    assert_shape(listed, [LISTED])
    for goal in listed:
        data = shown(run, example_vault, goal["name"])
        assert_shape(data, SHOWN)
        assert data["helpers"]
        assert len(data["helpers"]) <= 10
        bands = [("strong", "good", "maybe").index(hit["band"]) for hit in data["helpers"]]
        assert bands == sorted(bands)


def test_a_vault_without_goals(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    assert run("goal", "list", "--json", cwd=root).stdout == "[]\n"
    ran = run("goal", "list", cwd=root)
    assert (ran.stdout, ran.code) == ("", 0)
    assert "mdnet goal new" in ran.stderr


def test_a_new_goal_is_read_back(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    words = ("Sail: the sea?", "--want", "boat #1", "--kind", "skill", "--due", "2027-03-31")
    ran = run("goal", "new", *words, "--json", cwd=root)
    assert json.loads(ran.stdout) == [{"name": "Sail: the sea?", "path": "Goals/Sail- the sea.md"}]
    data = shown(run, root, "sail")
    assert (data["name"], data["wants"]) == ("Sail: the sea?", ["boat #1"])
    assert (data["status"], data["kind"], data["due"]) == ("open", "skill", "2027-03-31")
    assert (data["helpers"], data["leads"]) == ([], [])


def test_a_goal_without_wants_wants_its_name(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"goals/Old.md": "", **PEOPLE})
    assert run("goal", "new", "Flat", "agent", cwd=root).stdout == f"{root}/goals/Flat agent.md\n"
    data = shown(run, root, "flat")
    assert data["wants"] == ["Flat agent"]
    assert data["helpers"][0]["name"] == "Bob"


def test_a_goal_is_never_overwritten(vault: Path, run: Run) -> None:
    before = tree_of(vault)
    assert run("goal", "new", "Flat", cwd=vault).code == 5
    assert tree_of(vault) == before


@pytest.mark.parametrize(
    "args",
    [("///",), (), ("x", "--kind", "wish"), ("x", "--due", "soon"), ("x", "--due", "2026-02-30")],
)
def test_what_no_goal_can_be(args: tuple[str, ...], vault: Path, run: Run) -> None:
    before = tree_of(vault)
    assert run("goal", "new", *args, cwd=vault).code == 2
    assert tree_of(vault) == before


def test_lines_of_logs_that_link_to_the_goal_are_leads(vault: Path, run: Run) -> None:
    leads = shown(run, vault)["leads"]
    assert [(lead["day"], lead["kind"], lead["people"], lead["source"]) for lead in leads] == [
        ("2026-05-05", "got", ["Ana Diaz"], "Ana Diaz"),
        ("2026-05-04", "done", ["Dr. Lee"], None),
        ("2026-05-03", "asked", ["Bob"], None),
        # Ana's own line on the same day tells of the same lead.
        ("2026-05-02", "lead", ["Dr. Lee", "Ana Diaz"], None),
        ("2026-05-01", "tip", ["Cleo Sand"], None),
    ]


def test_what_became_of_leads(vault: Path, run: Run) -> None:
    ran = run("goal", "show", "flat", "--today", TODAY, cwd=vault)
    rows = [row.strip() for row in ran.stdout.partition("leads\n")[2].splitlines()]
    after = {row[:10]: row.partition(" → ")[2] for row in rows}
    assert after == {
        "2026-05-05": "",
        "2026-05-04": "",
        "2026-05-03": "2026-05-03 got: Bob: a list",
        "2026-05-02": "2026-05-04 done: Dr. Lee let us the flat",
        "2026-05-01": "2026-05-08 tip: Cleo Sand: ask at the mill",
    }


def test_who_was_asked_is_marked(vault: Path, run: Run) -> None:
    ran = run("goal", "show", "flat", "--today", TODAY, cwd=vault)
    [row] = (row for row in ran.stdout.splitlines() if row.strip().startswith("Bob\t"))
    assert row.split("\t")[3].startswith("asked 2026-05-03 · ")


def test_who_was_asked_last_is_listed(vault: Path, run: Run) -> None:
    [goal] = json.loads(run("goal", "list", "--json", cwd=vault).stdout)
    assert (goal["asked"], goal["asked_on"], goal["leads"]) == ("Bob", "2026-05-03", 2)


@pytest.mark.parametrize(
    ("args", "status"), [(("done",), "done"), (("done", "--dropped"), "dropped")]
)
def test_done_changes_one_word(args: tuple[str, ...], status: str, vault: Path, run: Run) -> None:
    ran = run("goal", *args, "flat", "--json", cwd=vault)
    [done] = json.loads(ran.stdout)
    assert done == {"path": "Goals/Flat.md", "status": status, "changed": True}
    text = (vault / "Goals/Flat.md").read_text()
    assert text == FLAT.replace("status: open ", f"status: {status} ")
    assert run("goal", "list", "--json", cwd=vault).stdout == "[]\n"
    assert shown(run, vault)["status"] == status


def test_done_twice_is_done(vault: Path, run: Run) -> None:
    run("goal", "done", "flat", cwd=vault)
    before = tree_of(vault)
    ran = run("goal", "done", "flat", cwd=vault)
    assert (ran.stdout, ran.code) == ("done\tGoals/Flat.md\n", 0)
    assert "already" in ran.stderr
    assert tree_of(vault) == before


def test_done_can_be_undone(vault: Path, run: Run) -> None:
    run("goal", "done", "flat", cwd=vault)
    assert run("undo", cwd=vault).code == 0
    assert (vault / "Goals/Flat.md").read_text() == FLAT


def test_a_goal_without_front_matter_can_be_done(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"Goals/Sail.md": "Some day.\n"})
    assert run("goal", "done", "sail", cwd=root).code == 0
    assert shown(run, root, "sail")["status"] == "done"
    assert (root / "Goals/Sail.md").read_text().endswith("Some day.\n")


@pytest.mark.parametrize("command", ["show", "done"])
@pytest.mark.parametrize(
    ("name", "code", "told"),
    [
        ("Fl", 4, "Apartment (Goals/Flat 2.md)"),
        ("Goals/Flat 2", 0, ""),
        ("flat 2", 0, ""),
        ("Apartment", 0, ""),
        ("Flet", 4, 'Did you mean "Flat"'),
        ("Bob", 4, "no goal"),
        ("", 4, "no goal"),
    ],
)
def test_names_of_goals(
    command: str, name: str, code: int, told: str, vault: Path, run: Run
) -> None:
    (vault / "Goals/Flat 2.md").write_text("---\nname: Apartment\n---\n")
    ran = run("goal", command, name, cwd=vault)
    assert ran.code == code
    assert told in ran.stderr


def test_looking_at_goals_changes_nothing(vault: Path, run: Run) -> None:
    before = tree_of(vault)
    for args in (("list",), ("list", "--all", "--json"), ("show", "flat"), ("show", "nope")):
        run("goal", *args, cwd=vault)
    assert tree_of(vault) == before


@pytest.mark.parametrize("name", ["new", "list", "show", "done"])
def test_help_of_each_begins_with_examples(name: str, run: Run) -> None:
    ran = run("goal", name, "--help")
    assert ran.code == 0
    assert f"  mdnet goal {name}" in ran.stdout.partition("Examples:")[2].splitlines()[2]
    assert run("goal", name, "-h").stdout == ran.stdout


def test_a_goal_that_nobody_helps_with(make_vault: MakeVault, run: Run) -> None:
    ran = run("goal", "show", "x", cwd=make_vault({"Goals/x.md": "---\nwants: [zebra]\n---\n"}))
    assert ran.code == 0
    assert "Nobody" in ran.stderr
    assert "No leads yet" in ran.stderr
