"""What tests of the goal search share: goals understood once, and vaults to search."""

import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot
from mdnet.search.answer import Answer
from mdnet.search.helpers import Filters, find_helpers
from mdnet.search.understanding import Understanding, load_understanding
from mdnet.sense.table import WordTable
from mdnet.sense.vectors import ENGLISH_TABLE, TextVectors
from mdnet.vault.root import open_vault

TODAY = date(2026, 11, 23)

Files = Mapping[str, str]
Search = Callable[..., Answer]
SearchIn = Callable[..., Search]
IndexIn = Callable[[Files], Snapshot]


def note(body: str = "", **keys: object) -> str:
    """Write a contact note; lists and texts become front matter."""
    lines = [f"{key}: {_value(value)}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", body, ""])


def _value(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def names(answer: Answer) -> list[str]:
    return [hit.name for hit in answer.hits]


def crowd(number: int = 12) -> dict[str, str]:
    """Write people who have nothing to do with anything, so that words can be rare."""
    jobs = ("clerk", "sailor", "philosopher", "cashier", "signaller", "grocer")
    return {
        f"People/Filler {chr(65 + at)}.md": note(roles=[jobs[at % len(jobs)]])
        for at in range(number)
    }


@pytest.fixture(scope="session")
def goal_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("goal-cache")


@pytest.fixture(scope="session")
def understanding(goal_cache: Path) -> Understanding:
    """The built-in goal words and the real word table, compiled once."""
    return load_understanding(goal_cache, "en", goal_cache)


@pytest.fixture(scope="session")
def without_table(understanding: Understanding) -> Understanding:
    return replace(understanding, senses=None)


@pytest.fixture(scope="session")
def with_own_words(tmp_path_factory: pytest.TempPathFactory) -> Understanding:
    """The same with two phrases of the user's, one of which the built-in words have, too."""
    root = tmp_path_factory.mktemp("own-words")
    (root / ".mdnet").mkdir()
    (root / ".mdnet/goals.toml").write_text(
        '[[goal]]\nsay = ["unicycle acrobatics", "the big wheel squeaks", "dentist"]\n'
        'ask = ["circus school"]\n'
    )
    return load_understanding(root, "en", None)


@pytest.fixture(scope="session")
def vectors() -> TextVectors:
    return TextVectors(WordTable.open(ENGLISH_TABLE))


@pytest.fixture
def index_in(tmp_path: Path) -> IndexIn:
    """Return a function that writes a vault and returns its index, kept in memory."""

    def index(files: Files) -> Snapshot:
        root = tmp_path / "searched"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot

    return index


@pytest.fixture
def search_in(index_in: IndexIn, understanding: Understanding) -> SearchIn:
    """Return a function that writes a vault and returns a search of it.

    ``search = search_in(files); search("plumber", near="Bern")``.
    """

    def searching(files: Files, by: Understanding | None = None) -> Search:
        snapshot = index_in(files)

        def search(text: str, **filters: object) -> Answer:
            chosen = Filters(**filters)  # type: ignore[arg-type]
            return find_helpers(snapshot, by or understanding, text, today=TODAY, filters=chosen)

        return search

    return searching
