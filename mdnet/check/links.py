"""Problems with the links of a note.

A link to somebody without a note is fine: that is how a vault mentions people who have none.
Only what looks like a misspelt name is reported.
"""

from collections.abc import Iterator

from mdnet.check.known import Known
from mdnet.model.contact import Link, Note, Problem
from mdnet.model.keys import THING_KEYS, field_of
from mdnet.network.ghosts import PERSON_KEYS, could_be_person
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.links import written_link
from mdnet.notes.values import texts_of
from mdnet.util.text import one_line
from mdnet.vault.names import link_key, stem_of


def link_problems(note: Note, data: bytes, known: Known) -> Iterator[Problem]:
    """Yield links that are misspelt, ambiguous, or lead to an alias."""
    things = _things(note)
    for link in [*note.links, *_plain_names(note, data, known)]:
        found = known.resolve(link.target, note.path)
        if found.candidates:
            some = ", ".join(found.candidates[:3])
            message = f'"{link.target}" could mean several notes'
            fix = f"add the folder to the link: one of {some}"
            yield _at(note, link, "ambiguous-link", message, fix)
        elif found.path and found.by_alias and link.text:
            yield _alias(note, link, found.path)
        elif not found.path and link.target not in things:
            yield from _misspelt(note, link, known)


def _things(note: Note) -> set[str]:
    """The targets whose key says that they are not people."""
    edges = note.contact.edges if note.contact else ()
    return {edge.target for edge in edges if edge.kind in THING_KEYS}


def _plain_names(note: Note, data: bytes, known: Known) -> list[Link]:
    """Plain names under keys for people that lead to no single note, as links.

    They have no link text.
    """
    linked = {link.target for link in note.links}
    edges = note.contact.edges if note.contact else ()
    plain = {
        edge.target for edge in edges
        if edge.kind in PERSON_KEYS and edge.target not in linked
        and not known.resolve(edge.target, note.path).path
    }  # fmt: skip
    if not plain:
        return []
    front = read_front_matter(note.path, data)
    found = []
    for key, value in front.values.items():
        for number, text in enumerate(texts_of(value)):
            if one_line(text) in plain and field_of(key) in PERSON_KEYS:
                place = front.value_place(key, number)
                found.append(Link(one_line(text), "", place.line, place.column))
    return found


def _alias(note: Note, link: Link, path: str) -> Problem:
    stem = stem_of(path)
    message = f"{link.target} is an alias of {stem}; Obsidian does not follow the link"
    return _at(note, link, "alias-link", message, f"write {written_link(stem, link.text)}")


def _misspelt(note: Note, link: Link, known: Known) -> Iterator[Problem]:
    name = link_key(link.target)
    if not could_be_person(link.target) and not could_be_person(name.title()):
        return
    near = known.spellings.near(name)
    if near:
        message = f'"{link.target}" leads to nobody'
        fix = f"did you mean {' or '.join(f'[[{other}]]' for other in near[:3])}?"
        yield _at(note, link, "dead-link", message, fix)


def _at(note: Note, link: Link, code: str, message: str, fix: str) -> Problem:
    return Problem(note.path, link.line, link.column, code, message, fix)
