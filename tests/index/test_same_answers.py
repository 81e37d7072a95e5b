"""Searches find the same in flat files, in the text index they come from, and in memory."""

import os
from datetime import date
from pathlib import Path

import pytest

from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot, Store
from mdnet.search.context import search_context
from mdnet.search.engine import search
from mdnet.search.language import load_resources
from mdnet.search.results import Answer
from mdnet.vault.root import open_vault
from tests.conftest import MakeVault

TODAY = date(2026, 11, 29)
GOALS = [
    "dentist", "my tooth hurts", "dentst", "at Acme", "baker in Bern", "role:baker", "knows Ana",
    "speaks Polish", "somebody to fix a dripping tap", "-dentist baker", "x", "Ana", "sister notary",
]  # fmt: skip
NAMES = ["Ana Diaz", "Bob Rossi", "Cleo Lee", "Dora Müller", "Emil Roy"]


def note(at: int) -> str:
    other = NAMES[(at + 1) % len(NAMES)]
    role = ("dentist", "baker", "plumber", "notary")[at % 4]
    return (
        f"---\nroles: [{role}]\ncity: Bern\norganizations: [Acme]\nlanguages: [Polish]\n"
        f"knows: ['[[{other}]]']\n---\n{other} is a good {role}, [[{other}]] says.\n"
        f"\n## Log\n- 2026-05-0{at % 9 + 1} got: help with a tap from [[{other}]]\n"
    )


def answers(root: Path, snapshot: Snapshot) -> list[Answer]:
    context = search_context(snapshot, load_resources(root, "en"), TODAY)
    return [search(context, goal) for goal in GOALS]


@pytest.fixture
def root(make_vault: MakeVault) -> Path:
    root = make_vault({f"People/{name}.md": note(at) for at, name in enumerate(NAMES)})
    for saved in range(3):
        refresh(open_vault(root), os.environ)
        (root / f"People/{NAMES[saved]}.md").write_text(note(saved + 1))
    (root / "People/Emil Roy.md").unlink()
    return root


def test_whatever_answers_says_the_same(root: Path, own_home: Path) -> None:
    vault = open_vault(root)
    written = refresh(vault, os.environ).snapshot
    assert written.seal
    assert len(written.seal.layers) == 2
    right = answers(root, written)
    assert sum(len(one.hits) for one in right) > len(GOALS)
    (folder,) = (own_home / "cache").iterdir()
    (folder / f"postings-{written.seal.layers[0]}").touch()
    recovered = Store(folder).open()
    assert recovered
    assert recovered.is_recovered
    assert answers(root, recovered) == right
    anew = refresh(vault, os.environ, rebuild=True).snapshot
    assert answers(root, anew) == right
    in_memory = refresh(vault, {"MDNET_CACHE_DIR": os.devnull}).snapshot
    assert answers(root, in_memory) == right
