"""How commands end: 0 fine, 1 failed, 2 usage, 3 no vault, 4 nobody or several, 5 refused."""

from pathlib import Path

import pytest

from mdnet.cli.commands import COMMANDS
from mdnet.model import errors
from tests.conftest import MakeVault, Run

CARDS = Path(__file__).parent.parent / "transfer" / "cards.vcf"
ARGUMENTS = {
    "search": ["dentist"],
    "show": ["Ana Diaz"],
    "path": ["Ana Diaz"],
    "new": ["Eve Stone"],
    "log": ["Ana Diaz", "met"],
    "goal": ["list"],
    "import": [str(CARDS)],
    "merge": ["Ana Diaz", "Bob Rossi"],
    "rename": ["Ana Diaz", "Ana Moss"],
    "note": ["Ana Diaz", "tea"],
    "edit": ["Ana Diaz"],
    "phone": ["Ana Diaz"],
    "email": ["Priyanka"],
    "open": ["--print", "Amara Osei"],
}
IN_A_VAULT = [name for name in COMMANDS if name != "init"]


# A watch ends when it is told to: see tests/watch/test_end.py.
@pytest.mark.parametrize("name", [name for name in IN_A_VAULT if name != "watch"])
def test_fine(name: str, example_vault: Path, run: Run) -> None:
    assert run(name, *ARGUMENTS.get(name, []), cwd=example_vault).code == 0


def test_no_hits_are_fine(example_vault: Path, run: Run) -> None:
    ran = run("search", "qqzzx", cwd=example_vault)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr


@pytest.mark.parametrize("name", IN_A_VAULT)
def test_no_vault(name: str, tmp_path: Path, run: Run) -> None:
    ran = run(name, *ARGUMENTS.get(name, []), cwd=tmp_path)
    assert (ran.code, ran.stdout) == (3, "")
    assert "mdnet init" in ran.stderr


@pytest.mark.parametrize("name", IN_A_VAULT)
@pytest.mark.parametrize("option", ["-C", "--vault"])
def test_a_vault_that_is_not_there(name: str, option: str, tmp_path: Path, run: Run) -> None:
    ran = run(name, option, "nowhere", *ARGUMENTS.get(name, []), cwd=tmp_path)
    assert (ran.code, ran.stdout) == (3, "")
    assert "nowhere" in ran.stderr


def test_a_vault_that_is_a_file(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    assert run("-C", "file", "list", cwd=tmp_path).code == 3


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("wrong", ["--nonsense", "--json=1"])
def test_unknown_options(name: str, wrong: str, example_vault: Path, run: Run) -> None:
    ran = run(name, *ARGUMENTS.get(name, []), wrong, cwd=example_vault)
    assert (ran.code, ran.stdout) == (2, "")


@pytest.mark.parametrize(
    "command",
    [
        ["nonsense"],
        ["search"],
        ["show"],
        ["new"],
        ["list", "x"],
        ["merge", "x"],
        ["rename"],
    ],
)
def test_wrong_usage(command: list[str], example_vault: Path, run: Run) -> None:
    ran = run(*command, cwd=example_vault)
    assert (ran.code, ran.stdout) == (2, "")
    assert "Error: " in ran.stderr


@pytest.mark.parametrize("name", ["Nobody Atall", "M", "", "/", "..", "People/", "[["])
def test_nobody_or_several(name: str, example_vault: Path, run: Run) -> None:
    ran = run("show", name, cwd=example_vault)
    assert (ran.code, ran.stdout) == (4, "")
    assert name in ran.stderr


def test_several_of_one_alias(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({
        "People/Ana Diaz.md": "---\naliases: [Ana]\n---\n",
        "People/Ana Moss.md": "---\naliases: [ana]\n---\n",
        "Friends/Old/Ana Diaz.md": "",
        ".mdnet/config.toml": "",
    })  # fmt: skip
    for name in ("Ana", "ANA", "Ana Diaz", "an"):
        ran = run("show", name, cwd=vault)
        assert ran.code == 4
        assert "People/Ana Diaz.md" in ran.stderr
    assert run("show", "People/Ana Diaz.md", cwd=vault).code == 0
    assert run("show", "Ana M", cwd=vault).code == 0


def test_an_existing_note_is_refused(example_vault: Path, run: Run) -> None:
    before = (example_vault / "People/Ana Diaz.md").read_bytes()
    ran = run("new", "Ana Diaz", "--city", "Bern", cwd=example_vault)
    assert (ran.code, ran.stdout) == (5, "")
    assert (example_vault / "People/Ana Diaz.md").read_bytes() == before


@pytest.mark.parametrize("folder", ["..", "../x", "People/../../x", "x/../.."])
def test_a_note_outside_of_the_vault_is_refused(folder: str, example_vault: Path, run: Run) -> None:
    ran = run("new", "Eve Stone", "--into", folder, cwd=example_vault)
    assert (ran.code, ran.stdout) == (5, "")
    assert not list(example_vault.parent.glob("**/Eve Stone.md"))


def test_a_note_behind_a_link_that_leaves_the_vault_is_refused(
    example_vault: Path, tmp_path: Path, run: Run
) -> None:
    (tmp_path / "outside").mkdir()
    (example_vault / "Link").symlink_to(tmp_path / "outside")
    assert run("new", "Eve Stone", "--into", "Link", cwd=example_vault).code == 5
    assert not list((tmp_path / "outside").iterdir())


@pytest.mark.parametrize("name", ["", " ", "///", "..", "\x00", "\u202e", "?*"])
def test_a_name_without_letters_is_refused(name: str, example_vault: Path, run: Run) -> None:
    assert run("new", "--", name, cwd=example_vault).code == 2


@pytest.mark.parametrize(
    "name",
    ["../../etc/x", "CON", "con.md", "nul", "-rf", ".git", "a\x00b", "~root", "$HOME", "x" * 400,
     "渡辺" * 200, "Zoe\u0308", "C:\\x", "a/b", "a\nb", "Dr. Lee", "🎻"],
)  # fmt: skip
def test_any_other_name_makes_a_note_where_people_are(
    name: str, example_vault: Path, run: Run
) -> None:
    ran = run("new", "--", name, cwd=example_vault)
    assert ran.code == 0, ran.stderr
    path = Path(ran.stdout.rstrip("\n"))
    assert path.parent == example_vault.resolve() / "People"
    assert path.is_file()
    assert path.suffix == ".md"


def test_a_failed_write_is_told(tmp_path: Path, run: Run) -> None:
    (tmp_path / "file").touch()
    ran = run("init", "file/below", cwd=tmp_path)
    assert ran.code == 1
    assert ran.stderr.startswith("mdnet: ")


def test_a_broken_template_is_told(example_vault: Path, run: Run) -> None:
    templates = example_vault / ".mdnet/templates"
    templates.mkdir()
    (templates / "person.md.j2").write_text("{% if %}")
    ran = run("new", "Eve Stone", cwd=example_vault)
    assert ran.code == 1
    assert "person.md.j2:1" in ran.stderr
    assert not (example_vault / "People/Eve Stone.md").exists()


def test_the_vault_may_come_from_the_environment(
    example_vault: Path, tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MDNET_VAULT", str(example_vault))
    assert run("show", "Ana Diaz", cwd=tmp_path).code == 0
    monkeypatch.setenv("MDNET_VAULT", str(tmp_path / "nowhere"))
    assert run("show", "Ana Diaz", cwd=tmp_path).code == 3


def test_the_vault_may_be_the_default(
    example_vault: Path, tmp_path: Path, own_home: Path, run: Run
) -> None:
    (own_home / "config").mkdir()
    (own_home / "config/config.toml").write_text(f'vault = "{example_vault}"\n')
    assert run("show", "Ana Diaz", cwd=tmp_path).code == 0


def test_the_vault_may_lie_above(example_vault: Path, run: Run) -> None:
    assert run("show", "Ana Diaz", cwd=example_vault / "People/Family").code == 0


def test_each_error_has_its_code() -> None:
    codes: dict[type[errors.MdnetError], int] = {
        errors.MdnetError: 1, errors.IndexBusyError: 1, errors.NoVaultError: 3,
        errors.NotFoundError: 4, errors.AmbiguousNameError: 4, errors.RefusedError: 5,
    }  # fmt: skip
    assert {error: error.exit_code for error in codes} == codes


ODD_GOALS = [
    "AND", "NOT OR AND", '"', '""', "(", "*", "?", "~2", "^", "[a TO b]", "role:", ":", "-", "--",
    "-x", '-"', "\\", "\x00", "\u202e", "🎻🦷", "渡辺", "x" * 10_000, "x " * 5_000, "role:" * 500,
    '"' * 999, "a\nb", "%s", "{}", "$(x)",
]  # fmt: skip


def test_no_goal_is_an_error(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana Diaz.md": "---\nroles: [dentist]\n---\nx"})
    for goal in ODD_GOALS:
        for option in ([], ["--json"], ["--all"]):
            ran = run("-C", str(vault), "search", *option, "--", goal)
            assert ran.code == 0, goal
            assert ran.stdout + ran.stderr, goal
