"""Duplicates of a vault, from its index: each note is read once and only its keys are kept."""

from collections.abc import Iterator

from mdnet.identity.candidates import candidate_of
from mdnet.identity.duplicates import Pair, duplicates
from mdnet.index.store import Snapshot
from mdnet.network.ghosts import ghost_name
from mdnet.network.person_links import person_links
from mdnet.vault.names import resolve


def find_duplicates(snapshot: Snapshot, country: str = "") -> list[Pair]:
    """Return the pairs of a vault that may be one person, the surest first.

    ``country`` is that of telephone numbers that name none; see ``phone_key``.
    """
    names = snapshot.catalogue

    def leads_to(target: str, source: str) -> str | None:
        return resolve(target, source, names).path

    found = (candidate_of(note, country) for note in snapshot.contact_notes())
    people = [candidate for candidate in found if candidate]
    return duplicates(people, _ghosts(snapshot), leads_to)


def _ghosts(snapshot: Snapshot) -> Iterator[str]:
    cards = snapshot.catalogue.cards()
    contacts = {card.path for card in cards if card.kind == "contact"}
    seen: set[str] = set()
    for link in person_links(cards, snapshot.catalogue):
        if link.key not in contacts and link.key not in seen:
            seen.add(link.key)
            yield ghost_name(link.target)
