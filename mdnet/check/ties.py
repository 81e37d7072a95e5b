"""Problems with the ties of a person, compared with the notes of the others.

Two notes may contradict each other, or one may lack a tie that both should have. Reads one
note; the others come from the index.
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

_KNOWN_KEYS = PERSON_KEYS | THING_KEYS | {NOT_SAME}


def tie_problems(note: Note, data: bytes, known: Known) -> Iterator[Problem]:
    """Yield the ties of a person that another note contradicts or lacks.

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
    """Yield each tie with a problem, with its rule, message and fix."""
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
            message = f"{tie}, but {other.path} does not say so"
            yield edge, "one-sided-relation", message, _addition(note, edge, other, known)


def _contradiction(note: Note, edge: Edge, other: Card, known: Known) -> str:
    """How the other note contradicts a tie; empty if it does not."""
    theirs = [one for one in other.edges if one.kind == edge.kind]
    back = note.path in known.named_by(other).surely.get(edge.kind, ())
    if edge.kind in COUPLE and theirs and not back:
        return f"{other.path} names {theirs[0].target} as {edge.kind}"
    if edge.kind != inverse(edge.kind) and back:
        return f"{other.path} also says that {other.name} {in_words(edge.kind, note.name)}"
    return ""


def _is_one_sided(note: Note, edge: Edge, other: Card, known: Known) -> bool:
    """Whether the other note should have the tie too, but lacks it."""
    if not is_said_by_both(edge.kind) or other.kind != "contact":
        return False
    # Nobody fills in notes of strangers or archived people.
    if other.stub or other.archived or (note.contact and note.contact.archived):
        return False
    if edge.kind in COUPLE and any(one.kind in COUPLE for one in other.edges):
        return False  # spouse for partner, or a tie to somebody else
    named = known.named_by(other).perhaps
    # The owner's own keys, like mother or godson, count too.
    own_words = named.keys() - _KNOWN_KEYS
    return all(note.path not in named.get(key, ()) for key in {inverse(edge.kind), *own_words})


def _addition(note: Note, edge: Edge, other: Card, known: Known) -> str:
    """What to add to the note of the other."""
    link, key = quoted(known.link_to(note.path, other.path)), inverse(edge.kind)
    if any(one.kind == key for one in other.edges):
        return f"add {link} to {key} there"  # a key may appear only once
    return f"add {key}: {link} there"


def _places(note: Note, data: bytes) -> dict[Edge, Position]:
    """The place of each tie: that of its link, or of the plain name."""
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
    """The first of ``places`` at or after ``start``; ``start`` if there is none."""
    for place in places:
        if (place.line, place.column) >= (start.line, start.column):
            return place
    return start
