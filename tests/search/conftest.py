"""What tests of the goal search share: the tables loaded once, and vaults to search."""

import os
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from mdnet.embeddings.vectors import TextVectors, open_vectors
from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot
from mdnet.search.context import SearchContext, search_context
from mdnet.search.engine import search as search_for
from mdnet.search.filters import Filters
from mdnet.search.language import LanguageResources, load_resources
from mdnet.search.results import Answer, Hit
from mdnet.vault.root import open_vault

TODAY = date(2026, 11, 23)

Files = Mapping[str, str]
Search = Callable[..., Answer]
SearchIn = Callable[..., Search]
IndexIn = Callable[[Files], Snapshot]
ContextOf = Callable[..., SearchContext]


def note(body: str = "", **keys: object) -> str:
    """Write a contact note; lists and texts become front matter."""
    lines = [f"{key}: {_value(value)}" for key, value in keys.items()]
    return "\n".join(["---", *lines, "---", body, ""])


def _value(value: object) -> str:
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else str(value)


def names(answer: Answer) -> list[str]:
    return [hit.name for hit in answer.hits]


def hit(answer: Answer, name: str) -> Hit:
    [found] = [one for one in (*answer.hits, *answer.apart) if one.name == name]
    return found


def bands(answer: Answer) -> dict[str, str]:
    return {one.name: one.band for one in (*answer.hits, *answer.apart)}


def searching_by(context: SearchContext) -> Search:
    """A search that takes its filters by name."""

    def search(text: str, **filters: object) -> Answer:
        return search_for(context, text, Filters(**filters))  # type: ignore[arg-type]

    return search


def crowd(number: int = 12) -> dict[str, str]:
    """Write people who have nothing to do with anything, so that words can be rare."""
    jobs = ("clerk", "sailor", "philosopher", "cashier", "signaller", "grocer")
    return {
        f"People/Filler {chr(65 + at)}.md": note(roles=[jobs[at % len(jobs)]])
        for at in range(number)
    }


@pytest.fixture(scope="session")
def resources(tmp_path_factory: pytest.TempPathFactory) -> LanguageResources:
    """What ships for English, without needs of the user's."""
    return load_resources(tmp_path_factory.mktemp("nothing"), "en")


@pytest.fixture(scope="session")
def without_needs(resources: LanguageResources) -> LanguageResources:
    return resources._replace(needs=None)


@pytest.fixture(scope="session")
def with_own_needs(tmp_path_factory: pytest.TempPathFactory) -> LanguageResources:
    """The same with a need of the user's; one of its phrases names a shipped need, too."""
    root = tmp_path_factory.mktemp("own-needs")
    (root / ".mdnet").mkdir()
    (root / ".mdnet/goals.toml").write_text(
        '[[goal]]\nsay = ["unicycle acrobatics", "the big wheel squeaks", "dentist"]\n'
        'ask = ["circus school"]\n'
    )
    return load_resources(root, "en")


@pytest.fixture(scope="session")
def vectors() -> TextVectors:
    found = open_vectors("en")
    assert found
    return found


@pytest.fixture
def index_in(tmp_path: Path) -> IndexIn:
    """A function that writes a vault and returns its index, kept in memory."""

    def index(files: Files) -> Snapshot:
        root = tmp_path / "searched"
        for name, text in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return refresh(open_vault(root), {"MDNET_CACHE_DIR": os.devnull}).snapshot

    return index


@pytest.fixture
def context_of(index_in: IndexIn, resources: LanguageResources) -> ContextOf:
    """A function that writes a vault and returns a context for searches of it."""

    def context(files: Files, by: LanguageResources | None = None) -> SearchContext:
        return search_context(index_in(files), by or resources, TODAY)

    return context


@pytest.fixture
def search_in(context_of: ContextOf) -> SearchIn:
    """A function that writes a vault and returns a search of it.

    ``search = search_in(files); search("plumber", near="Bern")``.
    """

    def searching(files: Files, by: LanguageResources | None = None) -> Search:
        return searching_by(context_of(files, by))

    return searching
