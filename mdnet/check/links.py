"""What is wrong with the links of a note, and with the ties that it states.

A link to somebody without a note is fine: that is how people are known who have none. Only
what is nearly somebody's name is reported.
"""

from collections.abc import Iterator

from mdnet.check.known import Known
from mdnet.model import Edge, Link, Note, Problem
from mdnet.network.ghosts import THING_KEYS, could_be_person
from mdnet.network.kinds import in_words, inverse
from mdnet.vault.names import link_key, stem_of

_UNLINKABLE = frozenset("#^[]|")
# Of these everybody has one, as a rule.
_ONE_OF = frozenset(("spouse", "partner"))


def link_problems(note: Note, known: Known) -> Iterator[Problem]:
    """Yield the links that lead nowhere though they nearly do, to several, or by an alias."""
    things = _things(note)
    for link in note.links:
        found = known.resolve(link.target, note.path)
        if found.candidates:
            some = ", ".join(found.candidates[:3])
            message = f"[[{link.target}]] could mean several notes"
            fix = f"write the link with its folder: one of {some}"
            yield _at(note, link, "ambiguous-link", message, fix)
        elif found.path and found.by_alias:
            yield _alias(note, link, found.path)
        elif not found.path and link.target not in things:
            yield from _misspelt(note, link, known)


def _things(note: Note) -> set[str]:
    """Return the targets that are no people by the key they stand under."""
    edges = note.contact.edges if note.contact else ()
    return {edge.target for edge in edges if edge.kind in THING_KEYS}


def _alias(note: Note, link: Link, path: str) -> Problem:
    stem = stem_of(path)
    message = f"{link.target} is an alias of {stem}; Obsidian does not follow the link"
    linkable = _UNLINKABLE.isdisjoint(stem)
    return _at(note, link, "alias-link", message, f"write [[{stem}|{link.text}]]" * linkable)


def _misspelt(note: Note, link: Link, known: Known) -> Iterator[Problem]:
    name = link_key(link.target)
    if not could_be_person(link.target) and not could_be_person(name.title()):
        return
    near = known.spellings.near(name)
    if near:
        message = f"[[{link.target}]] leads to nobody"
        fix = f"did you mean {' or '.join(f'[[{other}]]' for other in near[:3])}?"
        yield _at(note, link, "dead-link", message, fix)


def tie_problems(note: Note, known: Known) -> Iterator[Problem]:
    """Yield the ties of a person that another note contradicts."""
    for edge in note.contact.edges if note.contact else ():
        path = known.resolve(edge.target, note.path).path
        other = known.cards.get(path) if path else None
        if other is None or other.path == note.path:
            continue
        theirs = [one for one in other.edges if one.kind == edge.kind]
        back = any(known.resolve(one.target, other.path).path == note.path for one in theirs)
        if edge.kind in _ONE_OF and theirs and not back:
            said = f"{other.path} names {theirs[0].target} as {edge.kind}"
        elif edge.kind != inverse(edge.kind) and back:
            said = f"{other.path} says that {other.name} {in_words(edge.kind, note.name)}, too"
        else:
            continue
        yield _of_edge(note, edge, f"{note.name} {in_words(edge.kind, other.name)}, but {said}")


def _of_edge(note: Note, edge: Edge, message: str) -> Problem:
    for link in note.links:
        if link.target == edge.target:
            return _at(note, link, "contradiction", message, "correct one of the two")
    return Problem(note.path, 1, 1, "contradiction", message, "correct one of the two")


def _at(note: Note, link: Link, code: str, message: str, fix: str) -> Problem:
    return Problem(note.path, link.line, link.column, code, message, fix)
