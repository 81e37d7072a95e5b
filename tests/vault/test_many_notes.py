"""Thousands of notes made in one edit: written down once, taken back, and brought back."""

import time

import pytest

from mdnet.errors import RefusedError
from mdnet.vault.rewrite import Edits
from mdnet.vault.root import open_vault
from mdnet.vault.undo import undo
from tests.conftest import MakeVault


def test_many_notes_are_one_edit(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault({}))
    # So many that what is written down of them is longer than settings may be.
    notes = [(f"People/{'long name ' * 6}{number}.md", b"text\n") for number in range(5000)]
    with Edits(vault, now=time.time(), several=True) as edits:
        edits.create_many(notes, 0o644)
    assert len([*vault.root.glob("People/*.md")]) == len(notes)
    assert len(undo(vault, now=time.time())) == len(notes)
    assert [*vault.root.glob("People/*")] == []


def test_a_taken_name_writes_nothing(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault({"People/ana.md": "hers"}))
    notes = [("People/Ben.md", b""), ("People/Ana.md", b"")]
    with pytest.raises(RefusedError), Edits(vault, now=time.time()) as edits:
        edits.create_many(notes, 0o644)
    assert [path.name for path in vault.root.glob("People/*")] == ["ana.md"]
    assert not (vault.root / ".mdnet").exists()
