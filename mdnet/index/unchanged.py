"""Notes as the last index holds them, for who reads all of them and need not wait for a new one.

What has changed since is for the caller to read. Nothing is written.
"""

from collections.abc import Callable, Mapping

from mdnet.index.cache import CacheRefusedError, cache_home, vault_cache, vault_folder
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.store import Snapshot, Store
from mdnet.model.contact import Note
from mdnet.vault.root import Vault, settings_of
from mdnet.vault.walk import Stamp


def unchanged_notes(
    vault: Vault, environment: Mapping[str, str], stamps: Mapping[str, Stamp]
) -> Callable[[str], Note | None]:
    """A function from a path to its note, None for one that must be read.

    Args:
        vault: the vault.
        environment: where the cache lies is read from it.
        stamps: of all notes, as a walk has just seen them.
    """
    snapshot = _opened(vault, environment)
    if snapshot is None:
        return lambda _: None
    held = snapshot.catalogue.stamps()

    def note_at(path: str) -> Note | None:
        if held.get(path) != stamps.get(path):
            return None
        try:
            return snapshot.note_at(path)
        except DamagedIndexError:
            return None

    return note_at


def _opened(vault: Vault, environment: Mapping[str, str]) -> Snapshot | None:
    """The last index of a vault if it was made of notes as they are read now."""
    try:
        home = cache_home(environment)
        if not vault_folder(home, vault.root).exists():
            return None
        snapshot = Store(vault_cache(home, vault.root)).open()
        # What is held under its stamps is asked here, since it may turn out to be damaged.
        if snapshot and snapshot.catalogue.settings == settings_of(vault):
            snapshot.catalogue.stamps()
            return snapshot
    except (CacheRefusedError, DamagedIndexError, OSError):
        pass
    return None
