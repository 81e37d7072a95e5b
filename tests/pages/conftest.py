import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from mdnet.index.refresh import refresh
from mdnet.pages.build import Built, build
from mdnet.vault.root import open_vault

BuildPages = Callable[..., Built]
PEOPLE: Mapping[str, str] = {
    "People/Ana Diaz.md": "---\ncircles: [friend]\ncity: Basel\n---\nKnows [[Bob Rossi]].\n\n"
    "## Log\n- 2026-05-02 met: coffee\n",
    "People/Bob Rossi.md": "---\ncircles: [work, friend]\n---\n",
}


@pytest.fixture
def build_pages() -> BuildPages:
    """A function that builds the pages of the vault at a path."""

    def run(root: Path, **options: Any) -> Built:
        vault = open_vault(root)
        refreshed = refresh(vault, os.environ)
        try:
            return build(vault, refreshed.snapshot, **options)
        finally:
            refreshed.snapshot.reader.close()

    return run
