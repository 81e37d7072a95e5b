"""What the README promises, each by its name there."""

import ast
import json
import shutil
import socket
from pathlib import Path
from typing import NoReturn

import pytest

from tests.cli.test_vault_untouched import tree_of
from tests.conftest import ROOT, TODAY, MakeVault, Ran, Run
from tests.notes.hiding import BLOCKS, CANARY, INLINE, LINE_ENDS, PLACES, TASK_SIGNS

LOOKING = [
    ["search", "dentist", "--all", "--json", "--today", TODAY],
    ["show", "Ana Diaz", "--json", "--today", TODAY],
    ["list", "--archived", "--json", "--today", TODAY],
    ["stats", "--json"],
]
# Modules that speak to other machines.
NETWORK = frozenset(
    "socket socketserver ssl http ftplib smtplib poplib imaplib telnetlib nntplib xmlrpc asyncio "
    "urllib.request requests httpx aiohttp urllib3 webbrowser".split()
)


def _looked(run: Run, vault: Path) -> list[Ran]:
    return [run(*command, cwd=vault) for command in LOOKING]


def test_notes_are_the_truth(example_vault: Path, own_home: Path, run: Run) -> None:
    before = _looked(run, example_vault)
    shutil.rmtree(own_home / "cache")
    assert _looked(run, example_vault) == before
    assert (own_home / "cache").is_dir()


def test_the_truth_moves_with_the_notes(example_vault: Path, tmp_path: Path, run: Run) -> None:
    before = _looked(run, example_vault)
    moved = example_vault.rename(tmp_path / "moved")
    assert _looked(run, moved) == before


def test_no_note_is_changed_that_was_not_asked_for(example_vault: Path, run: Run) -> None:
    before = tree_of(example_vault)
    _looked(run, example_vault)
    assert tree_of(example_vault) == before


@pytest.mark.parametrize(
    "bad",
    [
        b"---\nroles: [dentist\n---\n",
        b"---\nroles: dentist: yes\n---\n",
        b"---\nroles: dentist\n",
        b"---\n\troles: dentist\n---\n",
        b"\xff\xfe dentist \x00 \x80",
        b"---\n" + b"[" * 100_000 + b"\n---\ndentist\n",
        b"---\na: &a [x]\nb: [*a, *a]\nroles: [dentist]\n---\n",
        b"dentist " * 400_000,
        b"",
    ],
    ids=lambda bad: repr(bad[:20]),
)
def test_a_bad_note_is_never_dropped_and_never_stops_a_command(
    bad: bytes, make_vault: MakeVault, run: Run
) -> None:
    good = b"---\nroles: [dentist]\n---\n"
    vault = make_vault({"People/Bad Note.md": bad, "People/Good Note.md": good})
    listed = json.loads(run("-C", str(vault), "list", "--json").stdout)
    assert [person["name"] for person in listed] == ["Bad Note", "Good Note"]
    for command in (["search", "dentist"], ["show", "Good Note"], ["show", "Bad Note"], ["stats"]):
        assert run("-C", str(vault), *command).code == 0
    assert "Good Note" in run("-C", str(vault), "search", "dentist").stdout


def test_nothing_leaves_the_machine(
    example_vault: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> NoReturn:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert all(ran.code == 0 for ran in _looked(run, example_vault))
    assert run("new", "Eve Stone", cwd=example_vault).code == 0


@pytest.mark.parametrize(
    "module", sorted((ROOT / "mdnet").rglob("*.py")), ids=lambda path: path.stem + path.parent.name
)
def test_there_is_no_network_code(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text())):
        names = [name.name for name in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        assert not [n for n in names if n in NETWORK or n.partition(".")[0] in NETWORK]


def test_it_works_on_a_vault_it_has_never_seen(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({
        "Kontakte/Ana Diaz.md": "---\nRole: dentist\nCity: Basel\n---\n",
        "crm/bob.md": "---\ntags: [people/friends]\nname: Bob Rossi\n---\nA baker.\n",
        "Ideas.md": "# Ideas\n\nAsk [[Dr. Lee]], the dentist.\n",
    })  # fmt: skip
    before = tree_of(vault)
    listed = json.loads(run("-C", str(vault), "list", "--json").stdout)
    assert [person["name"] for person in listed] == ["Ana Diaz", "Bob Rossi"]
    assert run("-C", str(vault), "search", "dentist").stdout.startswith("Ana Diaz\t")
    assert tree_of(vault) == before


def test_hidden_text_stays_at_home(make_vault: MakeVault, run: Run, tmp_path: Path) -> None:
    """Everything that can be hidden, everywhere: on no screen, on no page, in no export."""
    bodies = [place.replace("@", hidden.strip("\n")) for place in PLACES for hidden in INLINE]
    bodies += [one.replace("@", INLINE[0]) for one in (*LINE_ENDS, *TASK_SIGNS, *BLOCKS)]
    people = {
        f"People/Ana {number}.md": f"---\noffers: [a kiln]\n---\nA [[Stranger]] who is a potter.\n{body}\n"
        for number, body in enumerate(bodies)
    }
    goal = "---\ntype: goal\n---\n" + "\n\n".join(bodies)
    vault = make_vault({
        **people, "Goals/Kiln.md": goal, "2026-01-02.md": "[[Ana 1]] came.\n" + "\n\n".join(bodies),
        ".mdnet/config.toml": "",
    })  # fmt: skip
    printed = [
        run(*command, "--today", "2026-02-01", cwd=vault).stdout
        for command in (
            ["search", "potter", "--all", "--json"], ["search", CANARY, "--all"],
            ["goal", "show", "Kiln"], ["balance", "--all", "--json"], ["due", "--all", "--json"],
            *(["show", f"Ana {number}"] for number in range(0, len(bodies), 7)),
            ["match", "Ana 1", "--json"],
        )
    ]  # fmt: skip
    assert run("build", cwd=vault).code == 0
    for form in ("vcard", "jsonl", "csv", "ics", "meilisearch"):
        run("export", "--format", form, "--with-log", "-o", str(tmp_path / form), cwd=vault)
    written = [path.read_text() for path in (vault / "Network").iterdir()]
    written += [path.read_text() for path in tmp_path.iterdir() if path.is_file()]
    assert len(written) > 12
    assert any("first" in text for text in written)
    for text in (*printed, *written):
        assert CANARY not in text.lower()
