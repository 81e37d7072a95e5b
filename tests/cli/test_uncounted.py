"""What a vault seems to hold and does not count is said, and init proposes what counts it."""

import json

import pytest

from mdnet.model.config import parse_config
from tests.conftest import MakeVault, Run

NOTES = {
    "People/Ana Feld.md": "A potter.\n",
    "CRM/Gil Noor.md": "A lawyer.\n",
    "CRM/Ida Marsh.md": "A nurse.\n",
    "CRM/README.md": "How we do it.\n",
    "CRM/ideas.md": "x\n",
    "Lu Berg.md": "---\ntype: friend\n---\n",
    "Mo Hart.md": "---\ntags: [work/client]\n---\n",
}
FOLDER = 'people = ["People", "Contacts", "Persons", "Friends", "Personen", "Kontakte", "CRM"]'


@pytest.mark.parametrize("command", [["list"], ["stats"], ["search", "xylophone"]])
def test_the_largest_group_is_named_with_the_setting(
    make_vault: MakeVault, run: Run, command: list[str]
) -> None:
    root = make_vault(NOTES)
    ran = run("-C", str(root), *command)
    assert '2 notes in the folder "CRM" look like people but are not treated as such.' in ran.stderr
    assert FOLDER in ran.stderr
    (root / ".mdnet").mkdir()
    (root / ".mdnet/config.toml").write_text(FOLDER)
    ran = run("-C", str(root), *command)
    assert "CRM" not in ran.stderr
    assert '"Kontakt", "friend"]' in ran.stderr or '"Kontakt", "client"]' in ran.stderr


def test_nothing_is_said_of_a_few_among_many(make_vault: MakeVault, run: Run) -> None:
    many = {f"People/Ana Feld{letter}.md": "" for letter in "abcdefghijklmnopqrstuvwxyz"}
    root = make_vault({**many, "CRM/Gil Noor.md": ""})
    assert run("-C", str(root), "list").stderr == "26 contacts\n"


def test_json_is_no_place_for_it(make_vault: MakeVault, run: Run) -> None:
    assert len(json.loads(run("-C", str(make_vault(NOTES)), "list", "--json").stdout)) == 1


def test_init_looks_first_and_writes_nothing_without_a_yes(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(NOTES)
    before = sorted(root.rglob("*"))
    ran = run("init", str(root))
    assert ran.code == 0
    assert "1 contact in 7 notes." in ran.stderr
    assert FOLDER in ran.stderr
    assert "Nothing was written." in ran.stderr
    assert sorted(root.rglob("*")) == before
    assert run("init", "--yes", str(root)).code == 0
    config, problems = parse_config((root / ".mdnet/config.toml").read_bytes())
    assert problems == ()
    assert config.people[-1] == "CRM"
    assert config.person_words[-2:] == ("client", "friend")
    assert run("-C", str(root), "list").stderr == "6 contacts\n"


def test_init_says_what_to_add_to_settings_that_are_there(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({**NOTES, ".mdnet/config.toml": "# mine\n"})
    ran = run("init", "--yes", str(root))
    assert FOLDER in ran.stderr
    assert (root / ".mdnet/config.toml").read_text() == "# mine\n"


@pytest.mark.parametrize(
    ("notes", "people", "goals"),
    [
        (["06 People/Ana.md"], "06 People", "Goals"),
        (["👥 People/Ana.md", "07 Goals/Clay.md"], "👥 People", "07 Goals"),
        (["Areas/Contacts/Ana.md"], "Areas/Contacts", "Goals"),
        (["CRM/Ana Feld.md"], "CRM", "Goals"),
        (["Notes/x.md"], "People", "Goals"),
    ],
)
def test_init_adds_no_second_folder_of_people(
    notes: list[str], people: str, goals: str, make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(dict.fromkeys(notes, ""))
    run("init", "--yes", str(root))
    folders = {path.partition("/")[0] for path in (*notes, f"{people}/", f"{goals}/", ".mdnet/")}
    assert {path.name for path in root.iterdir()} == folders
    assert run("-C", str(root), "new", "Eve Stone").code == 0
    assert (root / people / "Eve Stone.md").is_file()


_ADVICE = {
    "a folder": ("CRM/Gil Noor.md", ""),
    "a folder with an ornament": ("03 📇 Clients/Gil Noor.md", ""),
    "a folder in another": ("Areas/Familie/Gil Noor.md", ""),
    "one of a namespace": ("Kunden___Gil Noor.md", ""),
    "a folder with more words": ("Friends and Family/Gil Noor.md", ""),
    "a tag": ("Gil.md", "---\ntags: [friend]\n---\n"),
    "a nested tag": ("Gil.md", "---\ntags: [work/Clients]\n---\n"),
    "a German tag": ("Gil.md", "---\ntags: freund\n---\n"),
    "a type": ("Gil.md", "---\ntype: Colleague\n---\n"),
    "a linked type": ("Gil.md", '---\nfileClass: "[[Neighbours]]"\n---\n'),
    "a type of another word": ("Gil.md", "---\ntype: kollege\n---\n"),
    "one of several types": ("Gil.md", "---\ntype: [note, Customer]\n---\n"),
}


@pytest.mark.parametrize("case", _ADVICE)
@pytest.mark.parametrize("how", ["by hand", "with init"])
def test_the_advice_counts_them_when_followed(
    case: str, how: str, make_vault: MakeVault, run: Run
) -> None:
    path, text = _ADVICE[case]
    root = make_vault({path: text})
    said = run("-C", str(root), "list")
    assert said.stdout == ""
    assert "looks like a person but is not treated as one" in said.stderr
    if how == "with init":
        run("init", "--yes", str(root))
    else:
        (root / ".mdnet").mkdir()
        (root / ".mdnet/config.toml").write_text(said.stderr.splitlines()[-1].strip())
    after = run("-C", str(root), "list")
    assert after.stderr == "1 contact\n"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("CRM/Gil Noor.md", "---\ntype: company\n---\n"),
        ("CRM/Client List.md", ""),
        ("CRM/2026-05-04 Gil Noor.md", ""),
        ("CRM/README.md", ""),
        ("Gil.md", "---\ntype: client project\n---\n"),
        ("Gil.md", "---\ntags: [friend-zone]\n---\n"),
        ("Gil.md", "---\ntags: [friend, moc]\n---\n"),
        ("Freundlich/Gil Noor.md", ""),
    ],
)
def test_no_advice_is_given_that_would_count_nobody(
    path: str, text: str, make_vault: MakeVault, run: Run
) -> None:
    assert run("-C", str(make_vault({path: text})), "list").stderr == "0 contacts\n"


def test_a_new_folder_needs_no_yes(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    assert run("init", str(root / "new")).code == 0
    assert (root / "new/.mdnet/config.toml").exists()
