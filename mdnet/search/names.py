"""Finds the person somebody means by a name typed on the command line.

A name resolves like a link, and a little more generously: file name, alias, the name of
a ghost, or the beginning of a name when only one person has it.
"""

from collections.abc import Iterable

from mdnet.errors import AmbiguousNameError, NotFoundError
from mdnet.index.catalogue import Catalogue
from mdnet.index.fields import LINK
from mdnet.index.protocol import Reader
from mdnet.network.ghosts import GHOST
from mdnet.search.people import People
from mdnet.text import fold, name_key
from mdnet.vault.names import resolve

_SUGGESTED = 3
_ALIKE = 80


def find_person(name: str, people: People, catalogue: Catalogue, reader: Reader) -> str:
    """Return the key of the person called ``name``.

    Raises:
        AmbiguousNameError: several people could be meant; the error lists them.
        NotFoundError: nobody could; the error suggests who is spelt alike.
    """
    key = name_key(name)
    tiers = (
        _resolved(name, people, catalogue),
        _contacts(catalogue.by_name(key), people),
        _contacts(catalogue.by_alias(key), people),
        _ghosts(key, reader, people),
        _contacts(catalogue.by_prefix(key), people) if key else [],
    )
    for found in tiers:
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousNameError(name, [f"{people.name(one)} ({one})" for one in found])
    raise NotFoundError(name, _suggestions(name, catalogue))


def _resolved(name: str, people: People, catalogue: Catalogue) -> list[str]:
    """Return the note a path such as ``People/Ana Diaz.md`` names."""
    if "/" not in name:
        return []
    path = resolve(name, "", catalogue).path
    return _contacts([path] if path else [], people)


def _contacts(paths: Iterable[str], people: People) -> list[str]:
    return [path for path in sorted(set(paths)) if people.contact(path)]


def _ghosts(key: str, reader: Reader, people: People) -> list[str]:
    """Return the ghost of this name, if somebody links to it as to a person."""
    linked = key and reader.postings(LINK, key) and people.linking_to(GHOST + key)
    return [GHOST + key] if linked else []


def _suggestions(name: str, catalogue: Catalogue) -> list[str]:
    from rapidfuzz import process

    names = {fold(key): key for key in catalogue.names()}
    found = process.extract(
        fold(name), list(names), scorer=_likeness, limit=_SUGGESTED, score_cutoff=_ALIKE
    )
    paths = (
        catalogue.by_name(names[match]) or catalogue.by_alias(names[match]) for match, _, _ in found
    )
    cards = (catalogue.card(path) for some in paths for path in some)
    return list(dict.fromkeys(card.name for card in cards if card and card.kind == "contact"))


def _likeness(typed: str, name: str, **_: object) -> float:
    """Return how nearly ``typed`` is a name in any order, or one word of it: up to 100."""
    from rapidfuzz import fuzz

    whole = max(fuzz.ratio(typed, name), fuzz.token_sort_ratio(typed, name))
    if len(typed.split()) != 1:
        return whole
    return max(whole, *(fuzz.ratio(typed, word) for word in name.split()), 0.0)
