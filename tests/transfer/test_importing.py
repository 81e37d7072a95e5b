"""Whatever is in a file: it comes in, a second time nothing changes, and undo takes it back."""

import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mdnet.formats.person import Options
from mdnet.history.journal import Command
from mdnet.history.undo import undo
from mdnet.transfer.importing import carry_out, diff, planner_for
from mdnet.transfer.plan import Planner
from mdnet.transfer.report import counts_of, lines_of
from mdnet.transfer.sources import read_sources
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault, Run, examples

NAMES = st.one_of(
    st.sampled_from(["Ana Diaz", "ana diaz", "Ana Díaz", "../up", "CON", "a/b: c", "{{x}}", "---",
                     "[[Ana]]", "  ", "Ana #1", "x" * 300, "é" * 120, "Ana|B", "&yes", "null"]),
    st.text(max_size=12),
)  # fmt: skip
MAILS = st.sampled_from(["", "ana@example.org", "ANA@example.org", "ben@example.org", "no mail"])
PHONES = st.sampled_from(["", "+41 79 555 01 01", "079 555 01 01", "12"])
UIDS = st.sampled_from(["", "u-1", "u-2", "urn:uuid:1"])
CARDS = st.lists(st.tuples(NAMES, MAILS, PHONES, UIDS, NAMES, st.text(max_size=20)), max_size=5)


def line(name: str, text: str) -> str:
    text = text.replace("\\", "\\\\").replace("\r", "").replace("\n", "\\n").replace("\0", "")
    return f"{name}:{text}\n" if text else ""


def cards_of(people: list[tuple[str, str, str, str, str, str]]) -> bytes:
    parts = []
    for name, mail, phone, uid, friend, note in people:
        parts += [
            "BEGIN:VCARD\nVERSION:4.0\n", line("FN", name), line("EMAIL", mail),
            line("TEL", phone), line("UID", uid), line("RELATED;TYPE=friend;VALUE=text", friend),
            line("NOTE", note), line("X-ODD", note), "END:VCARD\n",
        ]  # fmt: skip
    return "".join(parts).encode("utf-8", "replace")


def imported(vault: Vault, cards: bytes) -> Planner:
    planner = planner_for(vault, "People", os.environ)
    wishes = Options(date(2026, 11, 23), "vcard")
    for _, reading in read_sources(["-"], BytesIO(cards), wishes):
        for one in reading.people:
            planner.take(one)
    planner.finish()
    lines_of(planner.outcomes, (), ())
    return planner


def files_in(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file() and ".mdnet" not in path.parts)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def on_a_vault(files: dict[str, bytes], work: Callable[[Vault], None]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "vault"
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        root.mkdir(exist_ok=True)
        work(open_vault(root))
        assert [path.name for path in Path(folder).iterdir()] == ["vault"]


@examples(25)
@given(people=CARDS)
def test_any_cards_come_in_once_and_go_again(
    people: list[tuple[str, str, str, str, str, str]],
) -> None:
    def work(vault: Vault) -> None:
        cards = cards_of(people)
        first = imported(vault, cards)
        done = carry_out(vault, first, Command("test", time.time()))
        assert done == ()
        before = files_in(vault.root)
        assert all(path.startswith("People/") and path.count("/") == 1 for path in before)
        assert len(before) == counts_of(first.outcomes)["created"]
        again = imported(vault, cards)
        assert not again.changed, [one for one in again.outcomes if one.action == "merged"]
        if before:
            undo(vault, Command("undo", time.time()))
        assert files_in(vault.root) == {}

    on_a_vault({}, work)


NOTES = st.sampled_from([
    b"", b"Only text\r\n", b"---\nemails: [ana@example.org]\n---\nText.\n",
    b"---\r\nuid: u-1\r\nphones:\r\n  - '+41 79 555 01 01' # hers\r\n---\r\n## Log\r\n",
    b"---\nemail: ana@example.org\nknows: '[[Ben]]'\n---\n\n\nlast line without end",
    b"---\n# a comment\naliases: [A, B]\nvcard:\n  - X-ODD:1\n---\n%% hidden %%\n",
])  # fmt: skip


@examples(25)
@given(people=CARDS, ana=NOTES, ben=NOTES)
def test_every_word_of_a_note_stays(
    people: list[tuple[str, str, str, str, str, str]], ana: bytes, ben: bytes
) -> None:
    old = {"People/Ana Diaz.md": ana, "People/Ben.md": ben}

    def work(vault: Vault) -> None:
        first = imported(vault, cards_of(people))
        assert all(isinstance(text, str) for text in diff(vault, first))
        carry_out(vault, first, Command("test", time.time()))
        found = files_in(vault.root)
        for path, before in old.items():
            # A list in one line grows in its line; nothing else of a line changes.
            text = iter(found[path].decode())
            assert all(letter in text for letter in before.decode())
        again = imported(vault, cards_of(people))
        assert not again.changed, [one for one in again.outcomes if one.action == "merged"]
        if found != old:
            undo(vault, Command("undo", time.time()))
        assert files_in(vault.root) == old

    on_a_vault(old, work)


def test_what_cannot_be_added_is_told_and_the_rest_is_written(make_vault: MakeVault) -> None:
    broken = "---\nuid: u-1\nroles: {a: b}\n---\n"
    vault = open_vault(make_vault({"People/Ana Diaz.md": broken}))
    planner = imported(vault, b"BEGIN:VCARD\nVERSION:4.0\nFN:Ana Diaz\nUID:u-1\nTITLE:nurse\n"
                              b"EMAIL:ana@example.org\nEND:VCARD\n")  # fmt: skip
    done = carry_out(vault, planner, Command("test", time.time()))
    text = (vault.root / "People/Ana Diaz.md").read_text(encoding="utf-8")
    assert "emails: [ana@example.org]" in text
    assert "roles: {a: b}" in text
    assert [path for path, _ in done] == ["People/Ana Diaz.md"]


def test_a_note_that_cannot_be_changed_is_not_called_merged(
    make_vault: MakeVault, run: Run, tmp_path: Path
) -> None:
    root = make_vault({"People/Ana Diaz.md": "---\nphones: ['+41 79 123 45 67']\n---\n"})
    cards = tmp_path / "x.vcf"
    cards.write_text(
        "BEGIN:VCARD\nVERSION:4.0\nFN:Ana Diaz\nTEL:+41 79 123 45 67\n"
        "EMAIL:ana@example.org\nEND:VCARD\n"
    )
    note = root / "People/Ana Diaz.md"
    note.chmod(0o444)
    ran = run("-C", str(root), "import", "--yes", str(cards))
    assert (ran.code, ran.stdout) == (1, "")
    assert ran.stderr.count("People/Ana Diaz.md") == 1
    assert "1 failed." in ran.stderr
    told = json.loads(run("-C", str(root), "import", "--yes", "--json", str(cards)).stdout)
    assert (told["merged"], told["failed"]) == (0, 1)
    assert [one["action"] for one in told["people"]] == ["failed"]
