"""Tells at once that pages need no look: nothing they are made of changed since the last build.

The fingerprint lies beside the index in the user's cache, as JSON, and is trusted with no
more than to save work: one that is damaged or missing means a build.
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
# The user's own goal words: who could help with a goal depends on them.
_GOAL_WORDS = ".mdnet/goals.toml"


class Fingerprint:
    """What the pages of one snapshot are made of, in short."""

    def __init__(self, vault: Vault, snapshot: Snapshot) -> None:
        self._vault = vault
        self._snapshot = snapshot
        self._file = snapshot.cache / _FILE if snapshot.cache else None

    def holds(self, pages: Mapping[str, bytes | None]) -> bool:
        """Whether the last build was of the same, and its pages lie there as it left them."""
        if self._file is None:
            return False
        try:
            kept = json.loads(self._file.read_bytes())
        except (OSError, ValueError, RecursionError):
            return False
        return bool(kept == self._of(pages))

    def keep(self, pages: Mapping[str, bytes | None]) -> None:
        """Remember that ``pages`` are as they should be."""
        if self._file is None:
            return
        with suppress(OSError):
            write_whole(self._file, (json.dumps(self._of(pages)).encode(),), draft=DRAFT)

    def _of(self, pages: Mapping[str, bytes | None]) -> dict[str, object]:
        # Names of files may hold bytes that are no text; JSON takes them as escapes.
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
    """What another version of mdnet differs in."""
    paths = sorted(_PACKAGE.rglob("*.py"))
    return [f"{path.relative_to(_PACKAGE)} {_stamp_at(path)}" for path in paths]
