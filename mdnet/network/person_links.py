"""The people each note links to: contacts, and ghosts who have no note. Pure."""

from collections.abc import Iterable, Iterator

from mdnet.model.keys import THING_KEYS
from mdnet.model.summary import Card
from mdnet.network.ghosts import PERSON_KEYS, could_be_person
from mdnet.network.kinds import ties_among
from mdnet.util.rows import NamedTuple
from mdnet.vault.names import NameIndex, link_key, resolve


class PersonLink(NamedTuple):
    """A link from a note to a person other than its own.

    ``key`` is the path of a contact or the ``link_key`` of a ghost, ``target`` the link as
    written, ``kind`` the key it stands under or ``mention``.
    """

    source: Card
    key: str
    target: str
    kind: str


def person_links(cards: Iterable[Card], names: NameIndex) -> Iterator[PersonLink]:
    """Yield the links to people of all notes, the stated ties of each before its mentions.

    Args:
        cards: of all notes; a contact not among them does not count as a person here.
        names: what links are resolved by.
    """
    cards = list(cards)
    contacts = {card.path for card in cards if card.kind == "contact"}
    for card in cards:
        stated = {edge.target for edge in card.edges}
        links = [(edge.kind, edge.target) for edge in ties_among(card.edges)]
        links += [("mention", target) for target in card.mentions if target not in stated]
        for kind, target in links:
            key = _person(kind, target, card.path, names, contacts)
            if key is not None and key != card.path:
                yield PersonLink(card, key, target, kind)


def _person(
    kind: str, target: str, source: str, names: NameIndex, contacts: set[str]
) -> str | None:
    resolution = resolve(target, source, names)
    if resolution.path:
        return resolution.path if resolution.path in contacts else None
    if resolution.candidates or kind in THING_KEYS:
        return None
    if kind in PERSON_KEYS or could_be_person(target):
        return link_key(target)
    return None
