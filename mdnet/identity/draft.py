"""A vault as it would be after planned changes, so that one plan can build on another.

Notes and canvases are read from the disk once; their planned versions are read from here.
Writes nothing.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from mdnet.history.places import real_note
from mdnet.identity.canvases import files_beside
from mdnet.identity.links import NamesAfter
from mdnet.identity.plan import Change, Plan
from mdnet.index.store import Snapshot
from mdnet.util.text import name_key
from mdnet.vault.files import read_bytes
from mdnet.vault.names import NameIndex, stem_of
from mdnet.vault.root import Vault

if TYPE_CHECKING:
    from pathlib import Path


class Draft:
    """Changes planned one after another that become one edit."""

    def __init__(self, vault: Vault, snapshot: Snapshot) -> None:
        self.vault = vault
        self.snapshot = snapshot
        self.names: NameIndex = snapshot.catalogue
        self._also: dict[str, set[str]] = {}
        self._changes: dict[Path, Change] = {}
        self._deleted: list[Change] = []
        self._notices: list[str] = []

    def read(self, path: str) -> bytes:
        """A note as it would be.

        Raises:
            OSError: it cannot be read.
        """
        planned = self._changes.get(real_note(self.vault.root, path))
        return planned.after if planned else read_bytes(self.vault.root, path)[0]

    @cached_property
    def beside(self) -> dict[str, bytes]:
        """The canvases and bases as they would be, by path."""
        return dict(files_beside(self.vault.root))

    def names_of(self, path: str) -> list[str]:
        """The name and the aliases that the note at ``path`` would have."""
        card = self.snapshot.catalogue.card(path)
        own = (card.name, *card.aliases) if card else ()
        return [*own, *sorted(self._also.get(path, ()))]

    def is_gone(self, path: str) -> bool:
        """Whether a note would be deleted."""
        return any(one.path == path for one in self._deleted)

    def take_over(self, plan: Plan, after: NamesAfter, aliases: Iterable[str]) -> None:
        """Add a plan that merges one note into another.

        Args:
            plan: the changes and deletions, based on the texts of this draft.
            after: the names in the vault afterwards.
            aliases: the new aliases of the note that stays.
        """
        for change in plan.changes:
            if change.path in self.beside:
                self.beside[change.path] = change.after
            file = real_note(self.vault.root, change.path)
            first = self._changes.get(file)
            self._changes[file] = first._replace(after=change.after) if first else change
        for gone in plan.deleted:
            first = self._changes.pop(real_note(self.vault.root, gone.path), gone)
            self._deleted.append(Change(first.path, first.before, b""))
        self._notices += plan.notices
        self.names = after
        known = {name_key(stem_of(after.new)), *map(name_key, self.names_of(after.new))}
        new = {name for name in aliases if name_key(name) not in known}
        self._also.setdefault(after.new, set()).update(new)

    def plan(self) -> Plan:
        """Everything planned, as one plan."""
        return Plan(tuple(self._changes.values()), None, tuple(self._deleted), tuple(self._notices))
