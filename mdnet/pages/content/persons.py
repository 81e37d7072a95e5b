"""What several pages say about people: their order, what they do, how strong a tie is."""

from collections.abc import Iterable

from mdnet.model.circles import closeness_of
from mdnet.model.summary import Card
from mdnet.network.ties import strength
from mdnet.pages.ground import Ground, PersonRef
from mdnet.util.text import name_key


def in_order(cards: Iterable[Card]) -> list[Card]:
    """Cards sorted by name; namesakes by path."""
    return sorted(cards, key=lambda card: (name_key(card.name), card.path))


def refs_in_order(keys: Iterable[str], ground: Ground) -> tuple[PersonRef, ...]:
    """The people with these keys, sorted by name; namesakes by path."""
    refs = map(ground.ref, keys)
    return tuple(sorted(refs, key=lambda ref: (name_key(ref.name), ref.path or "")))


def met(ground: Ground) -> list[Card]:
    """The cards of the people whom the owner has met, sorted by name."""
    return in_order(card for card in ground.contacts if not card.stub)


def does(card: Card) -> str:
    """What somebody does and where: ``dentist, Studio Diaz``; empty if unknown."""
    return ", ".join((*card.roles, *card.organizations[:1]))


def own_tie(card: Card, ground: Ground) -> float:
    """The strength of the owner's tie to somebody, 0 to 1; 0 for people not met."""
    if card.stub:
        return 0.0
    return strength(closeness_of(card.closeness, card.circles), card.last_contact, ground.as_of)


def strongest_first(keys: Iterable[str], ground: Ground) -> list[str]:
    """The keys of those whom the owner has met, the closest first."""
    found = []
    for key in keys:
        card = ground.graph.people[key].card
        if card and not card.stub:
            found.append((-own_tie(card, ground), name_key(card.name), key))
    return [key for _, _, key in sorted(found)]


def leading_to_strangers(ground: Ground) -> dict[str, list[str]]:
    """Who can introduce each person not met yet, the closest first.

    A name that is only linked from other kinds of notes, such as an author's, cannot be reached
    through anybody and is left out.
    """
    graph = ground.graph
    return {
        key: some
        for key, person in graph.people.items()
        if (person.card is None or person.card.stub)
        and (some := strongest_first(graph.ties.get(key, {}), ground))
    }
