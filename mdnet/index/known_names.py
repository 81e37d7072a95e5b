"""What a vault holds, for completion: names, circles, cities, from the last catalogue.

Completion must answer at once and must never write, so a stale answer will do.
"""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from mdnet.index.cache import CacheRefusedError, cache_home, vault_folder
from mdnet.index.protocol import DamagedIndexError
from mdnet.index.store import Store
from mdnet.util.text import fold, name_key
from mdnet.vault.root import Vault

if TYPE_CHECKING:
    from mdnet.model.summary import Card

# What the option of a filter compares, by its name.
_VALUES: Final = {
    "circle": "circles",
    "city": "city",
    "role": "roles",
    "tag": "tags",
    "org": "organizations",
}


def known_names(vault: Vault, environment: Mapping[str, str], beginning: str) -> list[str]:
    """The names and aliases of contacts that begin with ``beginning``, sorted."""
    contacts = _cards(vault, environment, "contact")
    return _sorted((name for card in contacts for name in (card.name, *card.aliases)), beginning)


def known_goals(vault: Vault, environment: Mapping[str, str], beginning: str) -> list[str]:
    """The names of goals that begin with ``beginning``, sorted."""
    return _sorted((card.name for card in _cards(vault, environment, "goal")), beginning)


def known_values(
    vault: Vault, environment: Mapping[str, str], option: str, beginning: str
) -> list[str]:
    """The values of contacts that begin with ``beginning``, sorted.

    ``option`` says which: circle, city, role, tag or org.
    """
    found: list[str] = []
    for card in _cards(vault, environment, "contact"):
        value: str | tuple[str, ...] = getattr(card, _VALUES[option])
        found += [value] if isinstance(value, str) else value
    return _sorted(filter(None, found), beginning)


def _cards(vault: Vault, environment: Mapping[str, str], kind: str) -> "list[Card]":
    """The cards of the notes of a kind; none when anything is amiss."""
    try:
        catalogue = Store(vault_folder(cache_home(environment), vault.root)).catalogue()
    except (CacheRefusedError, DamagedIndexError, OSError):
        return []
    cards = catalogue.brief_cards() if catalogue else []
    return [card for card in cards if card.kind == kind]


def _sorted(texts: Iterable[str], beginning: str) -> list[str]:
    """The texts that begin so, each once in whatever case it is written."""
    wanted = fold(beginning)
    found = {name_key(text): text for text in texts if fold(text).startswith(wanted)}
    return [found[key] for key in sorted(found)]
