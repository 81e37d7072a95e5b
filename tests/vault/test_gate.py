"""Whatever writes a note asks the gate, and the gate says what the scan does."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.refresh import refresh
from mdnet.model.config import Config, parse_config
from mdnet.model.errors import UnreadPathError
from mdnet.notes.reader import read_note
from mdnet.vault.gate import refuse_unread, refuse_unread_path
from mdnet.vault.root import Vault, open_vault
from mdnet.vault.walk import scan
from tests.conftest import MakeVault, Run, examples

FOLDERS = ["People", "people/Kin", "Network", "network/Deep", "Networks", "x/Network", "Templates",
           "People/_templates", "Goals", "People/Goals", "Goals/People", ".hidden", "People/.trash",
           "#old", ".git/hooks", "Elsewhere", ""]  # fmt: skip
STEMS = ["Zed One", "Zed conflicted copy", "Zed.sync-conflict-1", "#Zed", ".Zed", "{{name}}",
         "2026-05-04 Zed", "Zed {{", "Conflict course"]  # fmt: skip
PERSON = b"---\ncity: Bern\nroles: [baker]\n---\n"
DATA = st.sampled_from(
    [b"", PERSON, b"---\ntype: person\n---\n", b"---\ntype: goal\n---\n", b"---\ntype: book\n---\n",
     b"---\nabout: '{{x}}'\n---\n", b"---\ngenerated: yes\n---\n"]
)  # fmt: skip


def refusal(vault: Vault, path: str, data: bytes, kind: str) -> str:
    try:
        refuse_unread(vault, path, data, kind)  # type: ignore[arg-type]
    except UnreadPathError as error:
        return str(error)
    return ""


@examples(300)
@given(st.sampled_from(FOLDERS), st.sampled_from(STEMS), DATA, st.sampled_from(["contact", "goal"]))
def test_the_gate_says_what_the_scan_and_the_reader_do(
    tmp_path_factory: pytest.TempPathFactory, folder: str, stem: str, data: bytes, kind: str
) -> None:
    root = tmp_path_factory.getbasetemp() / "gate"
    shutil.rmtree(root, ignore_errors=True)
    path = f"{folder}/{stem}.md".lstrip("/")
    (root / path).parent.mkdir(parents=True)
    (root / path).write_bytes(data)
    vault = open_vault(root)
    note = (
        read_note(path, data, vault.config)
        if path in scan(vault.root, vault.config).stamps
        else None
    )
    taken = note is not None and note.kind == kind
    assert bool(refusal(vault, path, data, kind)) == (not taken)


def test_a_linked_folder_is_not_followed(make_vault: MakeVault) -> None:
    root = make_vault({"People/Ana Diaz.md": ""})
    (root / "Kin").symlink_to("People")
    vault = open_vault(root)
    assert "Kin/Zed.md" not in scan(vault.root, vault.config).stamps
    with pytest.raises(UnreadPathError, match="Kin is a link to a folder"):
        refuse_unread_path(vault, "Kin/Zed.md")


CARD = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:{name}\r\nTEL:5\r\nEND:VCARD\r\n"
# Each command that writes a new note, or gives one a new path: its name and where it goes.
WRITERS = ["new", "new --into", "goal new", "rename", "rename goal", "import", "import --into",
           "discover"]  # fmt: skip


def write(run: Run, root: Path, writer: str, name: str, folder: str) -> tuple[int, str]:
    """Let a command write a note; return how it ended and what it said."""
    args: list[str]
    stdin = ""
    if writer.startswith("new"):
        args = ["new", "--", name]
    elif writer == "goal new":
        args = ["goal", "new", "--", name]
    elif writer == "rename":
        args = ["rename", "-y", "--", "Old Name", name]
    elif writer == "rename goal":
        args = ["rename", "-y", "--", "Old Goal", name]
    elif writer.startswith("import"):
        card = root.parent / "card.vcf"
        card.write_bytes(CARD.format(name=name).encode())
        args = ["import", str(card)]
    else:
        args, stdin = ["discover", "--interactive"], f"{name}\nq\n"
    if writer.endswith("--into"):
        args[1:1] = ["--into", folder or "."]
    ran = run("-C", str(root), *args, stdin=stdin)
    return ran.code, ran.stderr


def tree(root: Path) -> dict[str, bytes]:
    # What mdnet keeps for undo is no note.
    files = (path for path in root.rglob("*") if path.is_file() and ".mdnet" not in path.parts)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in files}


INTO = ["People", "Network", ".hidden", "Templates", "Goals/Deep", "Kin"]
# Only some commands let one choose the folder.
PLACES = [
    (writer, folder) for writer in WRITERS for folder in INTO
    if folder == "People" or writer.endswith("--into")
]  # fmt: skip


@pytest.mark.parametrize(("writer", "folder"), PLACES)
@pytest.mark.parametrize("name", STEMS)
def test_every_command_writes_what_is_read_again_or_nothing(
    make_vault: MakeVault, run: Run, writer: str, folder: str, name: str
) -> None:
    root = make_vault({"People/Old Name.md": PERSON, "Goals/Old Goal.md": "---\ntype: goal\n---\n"})
    before = tree(root)
    code, said = write(run, root, writer, name, folder)
    after = tree(root)
    if after == before:
        assert code != 0 or writer == "discover"
        assert "Traceback" not in said
        return
    assert code == 0, said
    wanted = "goal" if "goal" in writer else "contact"
    vault = open_vault(root)
    catalogue = refresh(vault, os.environ).snapshot.catalogue
    for path in after.keys() - before.keys():
        card = catalogue.card(path)
        assert card is not None, path
        assert card.kind == wanted


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("new", "--into", ".hidden", "Zed One"), "folders that begin with . or # are skipped"),
        (("new", "--into", "Network", "Zed One"), "Network is the folder of the generated pages"),
        (("new", "--into", "Templates", "Zed One"), "it is a folder of templates"),
        (("new", "Zed conflicted copy"), "how sync programs name the copy that lost a conflict"),
        (("new", "Zed.sync-conflict-1"), "how sync programs name the copy that lost a conflict"),
        (("rename", "-y", "Old Name", "Zed conflicted copy"), "how sync programs name the copy"),
        (("import", "--into", "Network", "card.vcf"), "is the folder of the generated pages"),
        (("new", "Zed One", "--alias", "{{x}}"), "it would be a template"),
    ],
)
def test_a_path_that_would_not_be_read_ends_with_2_and_the_reason(
    make_vault: MakeVault, run: Run, args: tuple[str, ...], said: str
) -> None:
    root = make_vault({"People/Old Name.md": PERSON, "card.vcf": CARD.format(name="Zed One")})
    before = tree(root)
    ran = run("-C", str(root), *args, cwd=root)
    assert ran.code == 2
    assert "would never be read: " in ran.stderr
    assert said in ran.stderr
    assert "Nothing was written; " in ran.stderr
    assert tree(root) == before


def test_a_merge_that_would_make_a_person_something_else_is_refused(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault({"Ana Diaz.md": PERSON, "People/Ana D.md": "---\nabout: '{{x}}'\n---\n"})
    before = tree(root)
    ran = run("-C", str(root), "merge", "Ana Diaz", "Ana D", "-y")
    assert (ran.code, tree(root)) == (2, before)
    assert "it would be a template" in ran.stderr


@pytest.mark.parametrize(
    ("setting", "key"),
    [
        ('people = [".git/hooks"]', "people"),
        ('people = ["Network", "Kin"]', "people"),
        ('people = ["People/Templates"]', "people"),
        ('people = ["."]', "people"),
        ('people = ["../outside"]', "people"),
        ('goals = ".obsidian"', "goals"),
        ('goals = "network/Goals"', "goals"),
        ('goals = "Out"\npages = "out"', "goals"),
    ],
)
def test_folders_that_are_never_read_are_no_settings(
    make_vault: MakeVault, run: Run, setting: str, key: str
) -> None:
    config, (problem,) = parse_config(setting.encode())
    assert (problem.line, problem.code) == (1, "bad-setting")
    assert problem.message.startswith(f"{key}: ")
    assert "would never be read" in problem.message
    kept = ("Kin",) if "Kin" in setting else getattr(Config(), key)
    assert getattr(config, key) == kept
    root = make_vault({".mdnet/config.toml": setting})
    for args in (("new", "Zed One"), ("goal", "new", "Sail")):
        ran = run("-C", str(root), *args)
        assert ran.code == 0
        assert "would never be read" in ran.stderr
    assert '"Zed One"' in run("-C", str(root), "list", "--json").stdout
    assert '"Sail"' in run("-C", str(root), "goal", "list", "--json").stdout


def test_settings_that_are_read_are_taken() -> None:
    text = b'people = ["Kin", "Circle/People"]\ngoals = "Aims"\npages = "Pages"'
    config, problems = parse_config(text)
    assert problems == ()
    assert (config.people, config.goals) == (("Kin", "Circle/People"), "Aims")
