"""The names of a vault's people for completion: from the last catalogue, without Whoosh.

Completion must answer at once and must never write, so a stale answer will do.
"""

from collections.abc import Mapping

from mdnet.index.cache import CacheRefusedError, cache_home, vault_folder
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.store import Store
from mdnet.util.text import fold, name_key
from mdnet.vault.root import Vault


def known_names(vault: Vault, environment: Mapping[str, str], beginning: str) -> list[str]:
    """Return the names and aliases of contacts that begin with ``beginning``, sorted."""
    try:
        catalogue = Store(vault_folder(cache_home(environment), vault.root)).catalogue()
    except (CacheRefusedError, DamagedIndexError, OSError):
        return []
    if catalogue is None:
        return []
    wanted = fold(beginning)
    names = {
        name
        for card in catalogue.brief_cards()
        if card.kind == "contact"
        for name in (card.name, *card.aliases)
        if fold(name).startswith(wanted)
    }
    return sorted(names, key=name_key)
