"""Sources of leads: the people and circles who gave tips and introductions. Pure."""

from collections import Counter
from collections.abc import Iterable

from mdnet.model.circles import circle_key
from mdnet.model.summary import Card, Lead
from mdnet.network.ghosts import could_be_person
from mdnet.util.rows import NamedTuple
from mdnet.util.text import name_key
from mdnet.vault.names import NameIndex, link_key, resolve

NO_CIRCLE = "no circle"

Counts = tuple[tuple[str, int], ...]


class LeadSources(NamedTuple):
    """How many leads came from each circle and person, the most first."""

    by_circle: Counts
    by_person: Counts


def lead_sources(cards: Iterable[Card], names: NameIndex) -> LeadSources:
    """Where the leads in the logs of contacts and in the leads of goals came from.

    A lead in a contact's log is theirs; one in a goal belongs to the person named after
    ``via`` or the like, else to the first contact it links to. One that stands in both, on
    the same day, counts once. Somebody in two circles counts in both.
    """
    cards = list(cards)
    contacts = {card.path: card for card in cards if card.kind == "contact"}
    given: Counter[tuple[str, str]] = Counter()
    for card in cards:
        givers = ((_giver(lead, card, contacts, names), lead.day) for lead in card.leads)
        # The greater number, not the sum: two notes of one day mention the same leads.
        given |= Counter((giver, day) for giver, day in givers if giver)
    by_person: Counter[str] = Counter()
    for (giver, _), count in given.items():
        by_person[giver] += count
    return LeadSources(_by_circle(by_person, contacts), _by_name(by_person, contacts, cards))


def _giver(lead: Lead, card: Card, contacts: dict[str, Card], names: NameIndex) -> str:
    """The giver of a lead: the path of a contact, the key of a ghost, empty for unknown."""
    if card.kind == "contact":
        return card.path
    if lead.giver:
        found = resolve(lead.giver, card.path, names)
        if found.path is None and not found.candidates and could_be_person(lead.giver):
            return link_key(lead.giver)
        return found.path if found.path in contacts else ""
    linked = (resolve(target, card.path, names).path for target in lead.targets)
    return next((path for path in linked if path in contacts and not contacts[path].stub), "")


def _by_circle(by_person: Counter[str], contacts: dict[str, Card]) -> Counts:
    counts: Counter[str] = Counter()
    spelling: dict[str, str] = {}
    for giver, count in by_person.items():
        circles = contacts[giver].circles if giver in contacts else ()
        for key, circle in {circle_key(one): one for one in circles or (NO_CIRCLE,)}.items():
            spelling.setdefault(key, circle)
            counts[key] += count
    return _ordered({spelling[key]: count for key, count in counts.items()})


def _by_name(by_person: Counter[str], contacts: dict[str, Card], cards: Iterable[Card]) -> Counts:
    """The counts by name; people who share a name are distinguished by their paths."""
    bearers = Counter(card.name for card in contacts.values())
    written = {link_key(lead.giver): lead.giver for card in cards for lead in card.leads}
    named = {}
    for giver, count in by_person.items():
        card = contacts.get(giver)
        name = card.name if card else written[giver].rpartition("/")[2]
        named[f"{name} ({giver})" if card and bearers[name] > 1 else name] = count
    return _ordered(named)


def _ordered(counts: dict[str, int]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], name_key(item[0]))))
