"""Finds the passages that speak for a person, to be shown with them."""

from collections.abc import Sequence

from mdnet.model import Note
from mdnet.search.answer import Evidence, Reason, ReasonKind
from mdnet.search.evidence import Case, Told
from mdnet.search.ideas import Idea
from mdnet.search.lookup import Leaf
from mdnet.search.people import People
from mdnet.search.texts import Texts

MOST_REASONS = 3

_KINDS: dict[str, ReasonKind] = {
    "roles": "does", "organizations": "does", "offers": "does", "skills": "does",
    "via": "knows", "mention": "knows", "linked": "knows", "log": "log",
}  # fmt: skip


def reasons_for(
    case: Case, ideas: Sequence[Idea], people: People, texts: Texts
) -> tuple[Reason, ...]:
    """Return the best reasons for a person, strongest first, no passage twice."""
    note = people.note_at(case.key) if people.contact(case.key) else None
    found: dict[tuple[str, str], tuple[float, set[str]]] = {}
    sources: dict[tuple[str, str], str] = {}
    told = {id(item.leaf): item for item in case.told}
    for at, leaves in case.leaves.items():
        for leaf in sorted(leaves, key=lambda leaf: -leaf.value)[: MOST_REASONS + 1]:
            item = told.get(id(leaf))
            text = _told_text(item, people) if item else _own_text(note, leaf, texts)
            if not text:
                continue
            place = (leaf.field, text)
            value, words = found.get(place, (0.0, set()))
            found[place] = (value + leaf.value * ideas[at].weight, words | {ideas[at].text})
            if item:
                sources[place] = item.source
    best = sorted(found.items(), key=lambda entry: (-entry[1][0], entry[0]))[:MOST_REASONS]
    return tuple(
        Reason(
            "knows" if place in sources else _KINDS.get(place[0], "is"),
            place[0],
            place[1],
            tuple(sorted(words)),
            people.name(sources[place]) if place in sources else "",
            sources.get(place, ""),
        )
        for place, (_, words) in best
    )


def reasons_against(
    case: Case, ideas: Sequence[Idea], people: People, texts: Texts
) -> tuple[Reason, ...]:
    """Return what shows that somebody needs the thing themselves, or shuns it."""
    note = people.note_at(case.key)
    found = {}
    for at, leaves in case.against.items():
        for leaf in leaves:
            text = _own_text(note, leaf, texts)
            if text:
                found[leaf.field, text] = Reason("is", leaf.field, text, (ideas[at].text,))
    return tuple(found.values())[:MOST_REASONS]


def evidence_of(
    case: Case, ideas: Sequence[Idea], people: People, texts: Texts
) -> tuple[Evidence, ...]:
    """Return every match of a person, for and against, the weightiest first."""
    note = people.note_at(case.key) if people.contact(case.key) else None
    told = {id(item.leaf): item for item in case.told}
    found = []
    for against, leaves in ((False, case.leaves), (True, case.against)):
        for at, some in leaves.items():
            for leaf in some:
                item = told.get(id(leaf))
                text = _told_text(item, people) if item else _own_text(note, leaf, texts)
                source = people.name(item.source) if item else ""
                terms = " ".join(leaf.alternative.terms)
                weight = round(leaf.value * ideas[at].weight, 4)
                one = Evidence(ideas[at].text, terms, leaf.field, text, weight, source, against)
                found.append(one)
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (-one.weight, one.field, one.text)))


def _told_text(item: Told, people: People) -> str:
    """Return what somebody's note says of a person; a bare link says that they know them."""
    return item.text or f"{people.name(item.source)} knows them"


def _own_text(note: Note | None, leaf: Leaf, texts: Texts) -> str:
    """Return the item or passage of a person's own note that matched."""
    return texts.holding(note, leaf.field, leaf.alternative.terms) if note else ""
