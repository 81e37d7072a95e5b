"""Ties of people who come in: which note each of them leads to.

A file names the other end by an identifier or by a name alone, and the note that is made of
them may be called otherwise. So ties wait until everybody is known. Knows no files.
"""

from collections.abc import Iterable, Iterator, Mapping

from mdnet.formats.person import Incoming, Lost
from mdnet.formats.vcard.mapping import uid_key
from mdnet.model import Contact
from mdnet.notes.keys import CONTACT, key_form
from mdnet.notes.links import split_links
from mdnet.text import name_key, one_line
from mdnet.transfer.identity import People, Person
from mdnet.transfer.values import BEFORE_TIES, Values, clean, may_be_key
from mdnet.vault.names import link_key, portable_stem, stem_of

_SEVERAL = "several people are called so"
_UNDECIDED = "who that is must be decided first"
_NO_KEY = "no key for ties"
_HOLD_LINKS = frozenset(("links", "texts", "text"))


def ties_there(contact: Contact) -> Values:
    """Return the links to others that a note has, by their keys."""
    found: Values = {}
    for edge in contact.edges:
        _put(found, edge.kind, f"[[{edge.target}]]")
    return found


def new_ties(
    person: Person, one: Incoming, people: People, undecided: Mapping[str, str]
) -> tuple[Values, list[Lost]]:
    """Return the links that a person gains, and the ties that could mean several people.

    Args:
        person: whose ties they are.
        one: what comes in of the person.
        people: everybody.
        undecided: the keys of those of the file who could be several people, and their names.
    """
    found: Values = {}
    lost: list[Lost] = []
    for kind, target, others in _ends(one, people, undecided):
        if not _may_tie(kind) or isinstance(person.values.get(kind), str):
            lost.append(Lost(kind, target, _NO_KEY))
        elif others is None or len(others) > 1:
            lost.append(Lost(kind, target, _UNDECIDED if others is None else _SEVERAL))
        elif not others:
            _put_link(found, kind, portable_stem(_last(target)), person)
        elif others[0] is not person and others[0] not in _linked(person, kind, people):
            _put_link(found, kind, _link_to(others[0], people), person)
    return found, lost


def _ends(
    one: Incoming, people: People, undecided: Mapping[str, str]
) -> Iterator[tuple[str, str, list[Person] | None]]:
    """Yield the key of each tie, the name of its other end, and who that can be."""
    done: set[tuple[str, str]] = set()
    for kind, key in ((one_line(clean(tie.kind)), tie.target) for tie in one.related):
        others = people.known_as(uid_key(key[4:]) if key.startswith("uid:") else key)
        if len(others) == 1:
            done |= {(kind, name_key(name)) for name in others[0].names}
            yield kind, others[0].names[0], others
        elif key in undecided:
            done.add((kind, name_key(undecided[key])))
            yield kind, undecided[key], None
    for edge in one.contact.edges:
        kind, target = one_line(clean(edge.kind)), one_line(clean(edge.target))
        if target and (kind, name_key(target)) not in done:
            yield kind, target, people.called(target) or people.called(_last(target))


def _may_tie(kind: str) -> bool:
    field = CONTACT.get(key_form(kind))
    return may_be_key(kind) and (field is None or field.kind in _HOLD_LINKS)


def _put_link(found: Values, kind: str, target: str, person: Person) -> None:
    keys = {link_key(end) for end in _targets(_listed(person.values.get(kind, [])))}
    if target and link_key(target) not in keys:
        _put(found, kind, f"[[{target}]]")


def _put(found: Values, kind: str, link: str) -> None:
    links = found.setdefault(kind, [])
    if isinstance(links, list) and link not in links:
        links.append(link)


def _linked(person: Person, kind: str, people: People) -> list[Person]:
    """Return those to whom a note has such a tie, under whatever name."""
    ends = _targets(_listed(person.values.get(kind, [])))
    return [other for end in ends for other in people.called(_last(end).removesuffix(".md"))]


def _targets(texts: Iterable[str]) -> list[str]:
    return [target for text in texts if "[[" in text for target in split_links(text)[1]]


def _last(target: str) -> str:
    return target.rpartition("/")[2]


def _link_to(person: Person, people: People) -> str:
    """Return what a link to a note says: its name, or its path where there is another such."""
    stem = stem_of(person.path)
    namesakes = [one for one in people.called(stem) if link_key(one.path) == link_key(stem)]
    return person.path[:-3] if len(namesakes) > 1 else stem


def with_ties(values: Values, ties: Values) -> Values:
    """Return the values of a new note with its ties in their place."""
    first = {key: value for key, value in values.items() if key in BEFORE_TIES}
    rest = {key: value for key, value in values.items() if key not in first and key not in ties}
    both = {key: [*_listed(values.get(key, [])), *_listed(links)] for key, links in ties.items()}
    return {**first, **both, **rest}


def _listed(value: list[str] | str) -> list[str]:
    return value if isinstance(value, list) else [value]
