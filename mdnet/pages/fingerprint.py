"""Recognises quickly that pages are up to date, because their sources have not changed.

The fingerprint is a JSON file next to the index in the user's cache. It only saves work: if it
is damaged or missing, the pages are built.
"""

import json
from collections.abc import Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from mdnet.index.store import DRAFT, Snapshot
from mdnet.rendering.resources import USER_TEMPLATES, templates_folder
from mdnet.util.atomic_write import write_whole
from mdnet.vault.root import Vault
from mdnet.vault.walk import stamp_of

_FILE = "pages.json"
_PACKAGE = Path(__file__).parent.parent
# The user's own goal words, which affect who can help with a goal.
_GOAL_WORDS = ".mdnet/goals.toml"


class Fingerprint:
    """A short form of everything that the pages of one snapshot depend on."""

    def __init__(self, vault: Vault, snapshot: Snapshot) -> None:
        self._vault = vault
        self._snapshot = snapshot
        self._file = snapshot.cache / _FILE if snapshot.cache else None

    def holds(self, pages: Mapping[str, bytes | None]) -> bool:
        """Whether nothing has changed since the last build, neither sources nor pages."""
        if self._file is None:
            return False
        try:
            kept = json.loads(self._file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return False
        return bool(kept == self._of(pages))

    def keep(self, pages: Mapping[str, bytes | None]) -> None:
        """Remember that ``pages`` are up to date."""
        if self._file is None:
            return
        with suppress(OSError):
            write_whole(self._file, (json.dumps(self._of(pages)).encode(),), draft=DRAFT)

    def _of(self, pages: Mapping[str, bytes | None]) -> dict[str, object]:
        # File names may contain bytes that are not text; JSON stores them as escapes.
        held = {path: sha256(data).hexdigest() for path, data in pages.items() if data is not None}
        return {"made_of": self._made_of, "pages": held}

    @cached_property
    def _made_of(self) -> str:
        root = self._vault.root
        parts = [
            str(root),
            repr(self._vault.config),
            str(self._snapshot.generation),
            self._snapshot.catalogue.digest(),
            _stamp_at(root / _GOAL_WORDS),
        ]
        for folder in (root / USER_TEMPLATES, templates_folder()):
            parts += [
                f"{path.relative_to(folder)} {_stamp_at(path)}"
                for path in sorted(folder.rglob("*.j2"))
            ]
        parts += _stamps_of_code()
        return sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def _stamp_at(path: Path) -> str:
    with suppress(OSError):
        return stamp_of(path.stat()).hex()
    return ""


def _stamps_of_code() -> list[str]:
    """What changes with the version of mdnet."""
    paths = sorted(_PACKAGE.rglob("*.py"))
    return [f"{path.relative_to(_PACKAGE)} {_stamp_at(path)}" for path in paths]
