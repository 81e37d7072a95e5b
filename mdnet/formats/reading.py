"""From the items of a reader to one reading: lists become circles, identifiers become names.

Both may come after the people they concern, so this needs the whole file. Knows no
format.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from mdnet.formats.person import Circle, Incoming, Item, Reading
from mdnet.model.contact import Edge, Problem


def gather(items: Iterable[Item]) -> Reading:
    """The content of a whole file, with lists and ties resolved."""
    people: list[Incoming] = []
    circles: list[Circle] = []
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Incoming):
            people.append(item)
        elif isinstance(item, Circle):
            circles.append(item)
        else:
            problems.append(item)
    by_key = _by_key(people)
    names = {key: people[index].name for key, index in by_key.items()}
    for circle in circles:
        problems += _join(circle, people, by_key)
    resolved = tuple(_with_ties(one, names) for one in people)
    return Reading(resolved, tuple(circles), tuple(problems))


def _by_key(people: Iterable[Incoming]) -> dict[str, int]:
    """The place of each person by their keys and email addresses."""
    by_key: dict[str, int] = {}
    for index, one in enumerate(people):
        for key in (*one.keys, *(f"email:{address.lower()}" for address in one.contact.emails)):
            by_key.setdefault(key, index)
    return by_key


def _join(circle: Circle, people: list[Incoming], by_key: Mapping[str, int]) -> list[Problem]:
    """Put the members of a list into the circle of its name."""
    name = " ".join(circle.name.replace("-", " ").replace("_", " ").split())
    missing = 0
    for member in circle.members:
        index = by_key.get(member)
        if index is None:
            missing += 1
        elif name:
            one = people[index]
            circles = tuple(dict.fromkeys((*one.contact.circles, name)))
            people[index] = replace(one, contact=replace(one.contact, circles=circles))
    if not missing:
        return []
    path, _, line = circle.place.rpartition(":")
    count = "1 member" if missing == 1 else f"{missing} members"
    message = f'the list "{name}" names {count} not in this file'
    return [Problem(path, int(line), 1, "list-members", message)]


def _with_ties(one: Incoming, names: Mapping[str, str]) -> Incoming:
    """Add the ties whose other end is in the file; the others stay in ``vcard`` alone."""
    known = [Edge(tie.kind, names[tie.target]) for tie in one.related if tie.target in names]
    if not known:
        return one
    edges = tuple(dict.fromkeys((*one.contact.edges, *known)))
    return replace(one, contact=replace(one.contact, edges=edges))
