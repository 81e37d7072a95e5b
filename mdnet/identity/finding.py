"""Finds the duplicates of a vault in its index, reading each note once."""

from collections.abc import Iterator

from mdnet.identity.candidates import candidate_of
from mdnet.identity.duplicates import Pair, Resolve, duplicates, speaks_against
from mdnet.identity.groups import Group, groups_of
from mdnet.index.store import Snapshot
from mdnet.network.ghosts import ghost_name
from mdnet.network.person_links import person_links
from mdnet.vault.names import resolve


def find_duplicates(snapshot: Snapshot, country: str = "") -> list[Pair]:
    """The pairs that may be the same person, most certain first.

    ``country`` is for phone numbers without a country code; see ``phone_key``.
    """
    found = (candidate_of(note, country) for note in snapshot.contact_notes())
    people = [candidate for candidate in found if candidate]
    return duplicates(people, _ghosts(snapshot), _resolver(snapshot))


def sure_groups(snapshot: Snapshot, country: str = "") -> list[Group]:
    """Groups of notes that are certainly about the same person; see ``groups_of``."""
    pairs = find_duplicates(snapshot, country)
    sure = [pair for pair in pairs if pair.band == "sure" and pair.two.path]
    leads_to = _resolver(snapshot)
    return groups_of(sure, lambda one, two: speaks_against(one, two, leads_to))


def _resolver(snapshot: Snapshot) -> Resolve:
    names = snapshot.catalogue
    return lambda target, source: resolve(target, source, names).path


def _ghosts(snapshot: Snapshot) -> Iterator[str]:
    cards = snapshot.catalogue.cards()
    contacts = {card.path for card in cards if card.kind == "contact"}
    seen: set[str] = set()
    for link in person_links(cards, snapshot.catalogue):
        if link.key not in contacts and link.key not in seen:
            seen.add(link.key)
            yield ghost_name(link.target)
