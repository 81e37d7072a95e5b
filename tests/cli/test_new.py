"""Where ``mdnet new`` writes a note, what it writes, and what it refuses."""

from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run


def listed(vault: Path, run: Run) -> list[str]:
    lines = run("-C", str(vault), "list").stdout.splitlines()
    return [line.partition("\t")[0] for line in lines]


@pytest.mark.parametrize(
    ("setting", "folder"),
    [
        ('people = ["People", "Contacts"]', "People"),
        ('people = ["contacts", "People"]', "Contacts"),
        ('people = ["Friends", "Contacts"]', "Contacts"),
        ('people = ["Friends"]', "Friends"),
        ("", "People"),
    ],
)
def test_the_first_folder_of_the_settings_is_taken(
    setting: str, folder: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({".mdnet/config.toml": setting, "Contacts/A.md": "", "People/B.md": ""})
    assert run("-C", str(vault), "new", "Eve Stone").code == 0
    assert (vault / folder / "Eve Stone.md").is_file()


@pytest.mark.parametrize(
    ("notes", "folder"),
    [
        (["👥 People/A.md", "Goals/B.md"], "👥 People"),
        (["06 People/A.md", "People/.keep"], "06 People"),
        (["Areas/04 - Contacts/A.md", "Friends Old/B.md"], "Areas/04 - Contacts"),
        (["people_notes/work/A.md"], "people_notes"),
        (["Wiki/Kontakte/A.md", "People/B.md"], "People"),
        (["Templates/People/A.md", "Notes/B.md"], "People"),
    ],
)
def test_a_new_note_goes_where_people_are(
    notes: list[str], folder: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault(dict.fromkeys(notes, ""))
    ran = run("-C", str(vault), "new", "Eve Stone")
    assert (vault / folder / "Eve Stone.md").is_file()
    assert "type" not in Path(ran.stdout.rstrip("\n")).read_text()


@pytest.mark.parametrize("name", ["Home", "Index", "Friends", "2026-05-04 Smith", "People"])
def test_who_is_called_like_another_note_is_said_to_be_a_person(
    name: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({"People/A.md": ""})
    ran = run("-C", str(vault), "new", name)
    assert ran.code == 0
    assert "type: person\n" in Path(ran.stdout.rstrip("\n")).read_text()
    assert listed(vault, run) == sorted(["A", name])


@pytest.mark.parametrize(
    ("there", "name"),
    [("Ana Diaz", "ANA DIAZ"), ("Zoë", "Zoe\u0308"), ("Zoe\u0308", "zoë"), ("Straße", "STRASSE")],
)
def test_a_name_that_differs_in_case_only_is_refused(
    there: str, name: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({f"People/{there}.md": "old", "Work/x.md": ""})
    ran = run("-C", str(vault), "new", name)
    assert (ran.code, ran.stdout) == (5, "")
    assert f"People/{there}.md already exists" in ran.stderr
    assert [path.name for path in (vault / "People").iterdir()] == [f"{there}.md"]
    # Elsewhere it can be told apart.
    assert run("-C", str(vault), "new", name, "--into", "Work").code == 0


@pytest.mark.parametrize("folder", ["Work", "Goals", ".", "Work/Old", "Peoples"])
def test_a_note_elsewhere_says_that_it_is_a_person(
    folder: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({"People/A.md": ""})
    ran = run("-C", str(vault), "new", "Eve Stone", "--into", folder)
    assert "type: person\n" in Path(ran.stdout.rstrip("\n")).read_text()
    assert listed(vault, run) == ["A", "Eve Stone"]


@pytest.mark.parametrize("folder", ["People", "people/Family", "Work/Contacts", "People/"])
def test_a_note_among_people_need_not(folder: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/A.md": ""})
    ran = run("-C", str(vault), "new", "Eve Stone", "--into", folder)
    assert "type" not in Path(ran.stdout.rstrip("\n")).read_text()
    assert listed(vault, run) == ["A", "Eve Stone"]


@pytest.mark.parametrize(
    "folder",
    ["/etc", "/", "//x", "..", "../x", "People/../Work", "Work/..", "C:\\x", "~/x", "a\x00b"],
)
def test_a_folder_that_is_not_of_the_vault_is_refused(
    folder: str, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({"People/A.md": ""})
    before = sorted(vault.rglob("*"))
    ran = run("-C", str(vault), "new", "Eve Stone", "--into", folder)
    assert (ran.code, ran.stdout) == (5, "")
    assert "folder of the vault" in ran.stderr
    assert "nothing was written" in ran.stderr
    assert sorted(vault.rglob("*")) == before


def test_a_name_needs_no_quotes(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/A.md": ""})
    assert run("-C", str(vault), "new", "Eve", "Stone", "--role", "mason").code == 0
    assert listed(vault, run) == ["A", "Eve Stone"]


def test_a_bad_name_is_told_what_it_lacks(make_vault: MakeVault, run: Run) -> None:
    ran = run("-C", str(make_vault({})), "new", "???")
    assert ran.code == 2
    assert "at least one letter, digit or symbol that is allowed in a file name" in ran.stderr
