"""The names of a vault's people for completion: from the last catalogue, without Whoosh.

Completion must answer at once and must never write, so a stale answer will do.
"""

from collections.abc import Mapping
from pathlib import Path

from mdnet.index.cache import CacheRefusedError, cache_home, vault_folder
from mdnet.index.catalogue import Catalogue, read_catalogue
from mdnet.index.protocol import DamagedIndexError
from mdnet.text import fold, name_key, safe_text
from mdnet.vault.root import Vault


def known_names(vault: Vault, environment: Mapping[str, str], beginning: str) -> list[str]:
    """Return the names and aliases of contacts that begin with ``beginning``, sorted.

    Names with control characters are left out: they would end up in a shell.
    """
    try:
        catalogue = _newest(vault_folder(cache_home(environment), vault.root))
    except (CacheRefusedError, DamagedIndexError, OSError):
        return []
    if catalogue is None:
        return []
    wanted = fold(beginning)
    names = {
        name
        for card in catalogue.cards()
        if card.kind == "contact"
        for name in (card.name, *card.aliases)
        if fold(name).startswith(wanted) and safe_text(name) == name
    }
    return sorted(names, key=name_key)


def _newest(folder: Path) -> Catalogue | None:
    numbered = [
        (int(path.name.partition("-")[2]), path)
        for path in folder.glob("catalogue-*")
        if path.name.partition("-")[2].isdigit()
    ]
    return read_catalogue(max(numbered)[1]) if numbered else None
