"""``mdnet discover``: who fills which role, and what is written of the answers."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.test_json import TEXT, TEXTS, Shape, assert_shape
from tests.cli.test_vault_untouched import tree_of
from tests.conftest import TODAY, MakeVault, Run
from tests.terminal import MDNET, in_terminal, without_styles

FOUND: Shape = {"kind": TEXT, "name": TEXT, "people": TEXTS, "count": int}
KINDS = {"role", "circle", "ghost", "company", "place", "past", "figure"}


@pytest.fixture
def make_vault(make_vault: MakeVault) -> MakeVault:
    """Mark every vault as one."""
    return lambda files: make_vault({".mdnet/config.toml": "", **files})


def discovered(run: Run, vault: Path) -> list[Any]:
    ran = run("discover", "--json", "--today", TODAY, cwd=vault)
    assert ran.code == 0
    found: list[Any] = json.loads(ran.stdout)
    return found


def role(run: Run, vault: Path, name: str) -> tuple[list[str], int]:
    [one] = (one for one in discovered(run, vault) if (one["kind"], one["name"]) == ("role", name))
    return one["people"], one["count"]


def test_json(example_vault: Path, run: Run) -> None:
    found = discovered(run, example_vault)
    assert_shape(found, [FOUND])
    assert {one["kind"] for one in found} == KINDS


@pytest.mark.parametrize(
    ("name", "people", "count"),
    [
        ("dentist", ["Ana Diaz"], 1),
        ("notary", ["Marisol Vega"], 0),
        ("vet", ["Priyanka Raman"], 0),
        ("translator", ["Fatou Diop", "Sami Haddad"], 0),
        ("childminder", ["Wanjiru Kamau"], 0),
        ("teacher", ["Ben Frost", "Reto Zumsteg", "Ruth Amsler", "Tilda Marsh"], 4),
        ("therapist", ["Isolde Marrow"], 1),  # the owner's own terminal
        ("carpenter", [], 0),  # Ruby is called so
        ("estate agent", [], 0),  # Sami cannot stand them; Fatou writes to landlords
        ("baker", ["Tomás Herrera"], 1),
    ],
)
def test_roles_of_the_example_vault(
    name: str, people: list[str], count: int, example_vault: Path, run: Run
) -> None:
    assert role(run, example_vault, name) == (people, count)


@pytest.mark.parametrize(
    ("note", "counts"),
    [
        ("---\nroles: [master plumbers]\n---\n", 1),
        ("---\njob: Pipe-fitter\n---\n", 1),
        ("---\nskills: [Plumbing]\n---\n", 1),
        ("---\noffers: [plumber]\n---\n", 1),
        ("---\noffers: [plumbing at cost price]\n---\n", 1),
        ("---\noffers: [the number of a plumber]\n---\n", 0),
        ("---\nneeds: [a plumber]\n---\n", 0),
        ("---\nabout: the plumber of our street\n---\n", 1),
        ("She is a plumber in Bern.", 1),
        ("---\nroles: [nurse]\n---\nShe was a plumber once.", 0),
        ("She hates plumbers.", 0),
        ("---\nroles: [plumber]\narchived: true\n---\n", 0),
        ("---\nroles: [plumber]\nprivate: true\n---\n", 1),
        ("---\nroles: [plumbago grower]\n---\n", 0),
    ],
)
def test_who_counts_as_a_plumber(note: str, counts: int, make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ana.md": note})
    assert role(run, root, "plumber") == (["Ana"] * counts, counts)


@pytest.mark.parametrize(
    "notes",
    [
        {"People/Ana.md": "Her sister is a plumber."},
        {"People/Ana.md": "[[Joe Pipe]] is the plumber of the family."},
        {"People/Ana.md": "", "People/Joe.md": "---\nroles: [plumber]\nstub: true\n"
         'introduced_by: "[[Ana]]"\n---\n'},
    ],
)  # fmt: skip
def test_who_is_known_through_others_only(
    notes: dict[str, str], make_vault: MakeVault, run: Run
) -> None:
    assert role(run, make_vault(notes), "plumber") == (["Ana"], 0)


def test_settings_change_the_roles(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(
        {
            ".mdnet/config.toml": '[discover]\nroles = ["beekeeper: apiarist", "-vet"]\n',
            "People/Ana.md": "---\nroles: [apiarist]\n---\n",
        }
    )
    names = [one["name"] for one in discovered(run, root) if one["kind"] == "role"]
    assert "vet" not in names
    assert role(run, root, "beekeeper") == (["Ana"], 1)


def test_sections_on_a_terminal(example_vault: Path) -> None:
    seen = without_styles(in_terminal([*MDNET, "discover", "--today", TODAY], example_vault))
    for title in (
        "nobody yet for", "only known through others", "you have", "mentioned, without a note",
        "just one person at", "just one person in", "out of touch", "where your reach comes from",
    ):  # fmt: skip
        assert f"\n{title}" in seen
    assert "Dr. Meera Raman, through Priyanka Raman" in seen
    assert max(map(len, seen.splitlines())) <= 100


def test_looking_writes_nothing(example_vault: Path, run: Run) -> None:
    before = tree_of(example_vault)
    run("discover", cwd=example_vault)
    run("discover", "--json", cwd=example_vault)
    run("discover", "--interactive", cwd=example_vault, stdin="\n\nq\n")
    assert tree_of(example_vault) == before


def test_answers_become_notes(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    ran = run("discover", "--interactive", cwd=root, stdin="Ana Diaz\n\n  Bob   Rossi \nq\nEve\n")
    assert ran.code == 0
    assert ran.stdout == f"{root}/People/Ana Diaz.md\n{root}/People/Bob Rossi.md\n"
    assert "Who is your doctor? (name, empty to skip, q to stop)" in ran.stderr
    assert "2 people added" in ran.stderr
    assert role(run, root, "doctor") == (["Ana Diaz"], 1)
    [written] = json.loads(run("list", "--role", "doctor", "--json", cwd=root).stdout)
    assert written["circles"] == ["service provider"]
    assert not (root / "People/Eve.md").exists()


def test_circles_are_asked_for_as_well(make_vault: MakeVault, run: Run) -> None:
    taken = ", ".join(f'"-{name}"' for name in _role_names(run, make_vault({})))
    root = make_vault({".mdnet/config.toml": f"[discover]\nroles = [{taken}]\n"})
    ran = run("discover", "--interactive", cwd=root, stdin="Ana\n")
    assert "Who is in your family?" in ran.stderr
    assert "Who do you know from your club?" in run(
        "discover", "--interactive", cwd=root, stdin="\n" * 20
    ).stderr  # fmt: skip
    [written] = json.loads(run("list", "--circle", "family", "--json", cwd=root).stdout)
    assert (written["name"], written["roles"]) == ("Ana", [])


def _role_names(run: Run, root: Path) -> list[str]:
    ran = run("-C", str(root), "discover", "--json")
    return [one["name"] for one in json.loads(ran.stdout) if one["kind"] == "role"]


@pytest.mark.parametrize(
    ("answer", "roles"), [("y", "[sailor, doctor]"), ("n", "[sailor]"), ("", "[sailor]")]
)
def test_who_has_a_note_gets_the_role_if_one_agrees(
    answer: str, roles: str, make_vault: MakeVault, run: Run
) -> None:
    note = "---\naliases: [Joe]\nroles: [sailor] # and cook\n---\nKind.\n"
    root = make_vault({"People/Joe Pipe.md": note})
    ran = run("discover", "--interactive", cwd=root, stdin=f"joe\n{answer}\n")
    assert "Add doctor to its roles?" in ran.stderr
    after = note.replace("[sailor]", roles)
    assert (root / "People/Joe Pipe.md").read_text() == after


def test_a_name_that_no_file_can_have_does_not_end_the_questions(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({"People/a/Sam.md": "", "People/b/Sam.md": ""})
    ran = run("discover", "--interactive", cwd=root, stdin="///\nSam\nAna\n")
    assert ran.code == 0
    assert "cannot be the name" in ran.stderr
    assert "Several people" in ran.stderr
    assert ran.stdout == f"{root}/People/Ana.md\n"


def test_without_anybody_to_ask_it_refuses(example_vault: Path, run: Run) -> None:
    ran = run("discover", "--interactive", cwd=example_vault, stdin="")
    assert (ran.stdout, ran.code) == ("", 2)
    assert "needs a terminal" in ran.stderr
    done = subprocess.run(
        [*MDNET, "discover", "--interactive"], cwd=example_vault, stdin=subprocess.DEVNULL,
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("", 2)


def test_questions_are_not_for_programs(example_vault: Path, run: Run) -> None:
    assert run("discover", "--interactive", "--json", cwd=example_vault).code == 2


def test_an_empty_vault_is_all_gaps(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    assert all(one["count"] == 0 for one in discovered(run, root))
    assert "0 of 66 everyday roles" in run("discover", cwd=root).stderr
