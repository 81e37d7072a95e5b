import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from mdnet.index.refresh import refresh
from mdnet.pages.ground import Ground
from mdnet.vault.root import open_vault
from tests.conftest import MakeVault

MakeGround = Callable[[Mapping[str, str]], Ground]


@pytest.fixture
def ground_at() -> Callable[[Path], Ground]:
    """A function that gives the ground of the vault at a path."""

    def make(root: Path) -> Ground:
        vault = open_vault(root)
        return Ground(vault, refresh(vault, os.environ).snapshot)

    return make


@pytest.fixture
def ground(make_vault: MakeVault, ground_at: Callable[[Path], Ground]) -> MakeGround:
    """A function that writes notes, ``People/`` where nothing else is said."""

    def make(notes: Mapping[str, str]) -> Ground:
        files = {name if "/" in name else f"People/{name}.md": text for name, text in notes.items()}
        return ground_at(make_vault({".mdnet/config.toml": "", **files}))

    return make


def person(*log: str, **fields: str) -> str:
    """A note: ``person("2026-05-02 met: coffee", roles="[dentist]")``."""
    front = "".join(f"{key}: {value}\n" for key, value in fields.items())
    lines = "".join(f"- {line}\n" for line in log)
    return f"---\n{front}---\n" + (f"## Log\n{lines}" if log else "")
