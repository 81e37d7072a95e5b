"""What is wrong with the ties that a person's note states, seen beside the notes of the others.

Two notes may contradict each other, or one may say nothing of what both would. Reads one
note; what the others say comes from the index.
"""

from collections.abc import Iterable, Iterator

from mdnet.check.known import Known
from mdnet.model.contact import Edge, Note, Position, Problem
from mdnet.model.keys import THING_KEYS, field_of, key_form
from mdnet.model.summary import Card
from mdnet.network.ghosts import PERSON_KEYS
from mdnet.network.kinds import COUPLE, NOT_SAME, in_words, inverse, is_said_by_both
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.links import split_links
from mdnet.notes.scalars import quoted
from mdnet.notes.values import texts_of
from mdnet.util.text import one_line

_NO_WORDS_OF_ONES_OWN = PERSON_KEYS | THING_KEYS | {NOT_SAME}


def tie_problems(note: Note, data: bytes, known: Known) -> Iterator[Problem]:
    """Yield the ties of a person that another note contradicts, or does not tell of.

    Args:
        note: the person's.
        data: its bytes, for the places.
        known: the other notes.
    """
    found = list(_found(note, known))
    places = _places(note, data) if found else {}
    for edge, code, message, fix in found:
        place = places.get(edge, Position(1, 1))
        yield Problem(note.path, place.line, place.column, code, message, fix)


def _found(note: Note, known: Known) -> Iterator[tuple[Edge, str, str, str]]:
    """Yield each tie with which something is wrong: the rule, what it is, what to do."""
    for edge in note.contact.edges if note.contact else ():
        path = known.resolve(edge.target, note.path).path
        other = known.cards.get(path) if path else None
        if other is None or other.path == note.path:
            continue
        tie = f"{note.name} {in_words(edge.kind, other.name)}"
        against = _contradiction(note, edge, other, known)
        if against:
            yield edge, "contradiction", f"{tie}, but {against}", "correct one of the two"
        elif _is_one_sided(note, edge, other, known):
            message = f"{tie}, but no key of {other.path} says so"
            yield edge, "one-sided-relation", message, _addition(note, edge, other, known)


def _contradiction(note: Note, edge: Edge, other: Card, known: Known) -> str:
    """What the note of the other says against a tie; empty when it says nothing."""
    theirs = [one for one in other.edges if one.kind == edge.kind]
    back = note.path in known.named_by(other).surely.get(edge.kind, ())
    if edge.kind in COUPLE and theirs and not back:
        return f"{other.path} names {theirs[0].target} as {edge.kind}"
    if edge.kind != inverse(edge.kind) and back:
        return f"{other.path} says that {other.name} {in_words(edge.kind, note.name)}, too"
    return ""


def _is_one_sided(note: Note, edge: Edge, other: Card, known: Known) -> bool:
    """Whether the other note should tell of a tie as well, and does not."""
    if not is_said_by_both(edge.kind) or other.kind != "contact":
        return False
    # Nobody fills in the note of a stranger, or what was put aside.
    if other.stub or other.archived or (note.contact and note.contact.archived):
        return False
    if edge.kind in COUPLE and any(one.kind in COUPLE for one in other.edges):
        return False  # to this one, in the other word; or to somebody else
    named = known.named_by(other).perhaps
    # A key of one's own, like mother or godson, may say it as well.
    own_words = named.keys() - _NO_WORDS_OF_ONES_OWN
    return all(note.path not in named.get(key, ()) for key in {inverse(edge.kind), *own_words})


def _addition(note: Note, edge: Edge, other: Card, known: Known) -> str:
    """What to add to the note of the other."""
    link, key = quoted(known.link_to(note.path, other.path)), inverse(edge.kind)
    if any(one.kind == key for one in other.edges):
        return f"add {link} to {key} there"  # a key may stand in a note only once
    return f"add {key}: {link} there"


def _places(note: Note, data: bytes) -> dict[Edge, Position]:
    """Where a note states each tie: the place of the link, or of the plain name."""
    links: dict[str, list[Position]] = {}
    for link in note.links:
        links.setdefault(link.target, []).append(Position(link.line, link.column))
    front = read_front_matter(note.path, data)
    places: dict[Edge, Position] = {}
    for key, value in front.values.items():
        kind = field_of(key) or key_form(key)
        for number, text in enumerate(texts_of(value)):
            start = front.value_place(key, number)
            targets = split_links(text)[1]
            for target in targets or (one_line(text),):
                place = _first_from(start, links.get(target, ())) if targets else start
                places.setdefault(Edge(kind, target), place)
    return places


def _first_from(start: Position, places: Iterable[Position]) -> Position:
    """The first of some places at or behind another; that one when there is none."""
    for place in places:
        if (place.line, place.column) >= (start.line, start.column):
            return place
    return start
