"""Address books of mail programs in a terminal: abook, the aliases of mutt, org-contacts.

abook keeps sections of ``key=value``; mutt lines of ``alias nick Name <address>``; Org mode
headings with a drawer of ``:KEY: value``. One list of the keys serves for all.
"""

import re
from collections.abc import Callable, Iterator
from email.utils import getaddresses
from typing import NamedTuple

from mdnet.formats.columns import target_of
from mdnet.formats.content import physical_lines
from mdnet.formats.people_table import ADDRESS, take_address, take_cell
from mdnet.formats.person import Circle, Item, Reader
from mdnet.formats.rows import RowCard
from mdnet.formats.table_days import AMERICAN
from mdnet.model.contact import Problem

_ABOOK = re.compile(rb"\A(?:#[^\n]*\n|\s)*\[format\]\s+program=abook", re.IGNORECASE)
_SECTION = re.compile(r"\[(\d+)\]")
_ALIAS = re.compile(rb"\A(?:#[^\n]*\n|\s)*alias\s+\S+\s+[^\n]*@", re.IGNORECASE)
_ALIAS_LINE = re.compile(r"alias\s+(?:-group\s+\S+\s+)*(\S+)\s+(.+)", re.IGNORECASE)
_ORG = re.compile(
    rb"^\*+ [^\n]+\n(?:[^*\n][^\n]*\n){0,20}?[ \t]*:(?:EMAIL|PHONE|MOBILE|CELL|BIRTHDAY|ADDRESS):",
    re.MULTILINE | re.IGNORECASE,
)
_HEADING = re.compile(r"\*+ +(?:(?:TODO|DONE) +)?(.+?)(?:\s+:([\w@:]+):)?\s*")
_DRAWER = re.compile(r"\s*:([\w-]+):\s*(.*?)\s*")
_OF_ORG = frozenset("properties end id created custom_id logbook".split())

Pairs = list[tuple[str, str]]


def _lines(data: bytes) -> Iterator[tuple[int, str]]:
    for number, raw in enumerate(physical_lines(data), 1):
        yield number, raw.rstrip(b"\r\n").decode("utf-8", "replace")


def _whole_lines(data: bytes) -> Iterator[tuple[int, str]]:
    """Yield lines with those that a backslash at the end continues."""
    start, parts = 0, list[str]()
    for number, line in _lines(data):
        start = start if parts else number
        parts.append(line.removesuffix("\\"))
        if not line.endswith("\\"):
            yield start, "".join(parts)
            parts = []
    if parts:
        yield start, "".join(parts)


def _person(shown: str, pairs: Pairs, name: str, line: int) -> Item:
    """A person from keys and values, with keys named like the columns of tables."""
    card = RowCard(f"{name}:{line}")
    card.add("FN", shown)
    parts: dict[str, list[str]] = {target: [] for target in ADDRESS}
    for key, text in pairs:
        target = target_of(key)
        if target in parts:
            parts[target].append(text)
        else:
            take_cell(card, key, text, target, AMERICAN)
    take_address(card, *parts.values())
    person = card.incoming()
    return person or Problem(name, line, 1, "row-nameless", "this entry has no name", "", "error")


def read_abook(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of abook's own file."""
    start, shown, pairs = 0, "", Pairs()
    for number, line in _lines(data):
        key, equals, text = line.partition("=")
        if _SECTION.fullmatch(line.strip()):
            if start:
                yield _person(shown, pairs, name, start)
            start, shown, pairs = number, "", []
        elif start and equals and text.strip():
            if key.strip() == "name":
                shown = text.strip()
            else:
                pairs.append((key.strip(), text.strip()))
    if start:
        yield _person(shown, pairs, name, start)


def read_aliases(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of mutt's aliases; one for several people is a circle of them."""
    for number, line in _whole_lines(data):
        found = _ALIAS_LINE.fullmatch(line.partition(" # ")[0].strip())
        if not found:
            continue
        people = [(shown, mail) for shown, mail in getaddresses([found[2]]) if "@" in mail]
        for shown, mail in people:
            yield _person(shown or (found[1] if len(people) == 1 else mail), [("email", mail)],
                          name, number)  # fmt: skip
        if len(people) > 1:
            members = tuple(f"email:{mail.lower()}" for _, mail in people)
            yield Circle(f"{name}:{number}", found[1], members)
        elif not people:
            yield Problem(name, number, 1, "row-nameless", "this alias has no address", "", "error")


def read_org(data: bytes, name: str) -> Iterator[Item]:
    """Yield the people of an Org file: headings that have an address, a number or a birthday."""
    start, shown, pairs = 0, "", Pairs()
    for number, line in _lines(data):
        if heading := _HEADING.fullmatch(line):
            yield from _of_heading(shown, pairs, name, start)
            start, shown = number, heading[1]
            pairs = [("tags", heading[2].replace(":", ","))] if heading[2] else []
        elif (drawer := _DRAWER.fullmatch(line)) and drawer[2] and drawer[1].lower() not in _OF_ORG:
            pairs.append((drawer[1].lower(), drawer[2]))
    yield from _of_heading(shown, pairs, name, start)


def _of_heading(shown: str, pairs: Pairs, name: str, line: int) -> Iterator[Item]:
    """Yield the person of a heading; none if it has only tags."""
    if line and any(key != "tags" and target_of(key) for key, _ in pairs):
        yield _person(shown, pairs, name, line)


class _Book(NamedTuple):
    """How an address book is recognised, and how it is read."""

    pattern: re.Pattern[bytes]
    read: Callable[[bytes, str], Iterator[Item]]

    def reader(self) -> Reader:
        return Reader(
            lambda start, _: self.pattern.search(start) is not None,
            lambda data, name, _: self.read(data, name),
        )


ABOOK = _Book(_ABOOK, read_abook).reader()
MUTT = _Book(_ALIAS, read_aliases).reader()
ORG = _Book(_ORG, read_org).reader()
