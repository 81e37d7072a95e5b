"""Checks that a fix changed what it should and nothing else.

Each reads the bytes before and after from scratch and trusts nothing about the fix.
"""

from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.hidden import without_hidden
from mdnet.notes.links import read_links
from mdnet.notes.values import Value

_MANY = 1_000


def same_text(before: bytes, after: bytes) -> bool:
    """Whether values and body are the same apart from line endings."""
    old, new = _read(before), _read(after)
    return old.values == new.values and _plain(old.body) == _plain(new.body)


def same_values(before: bytes, after: bytes) -> bool:
    """Whether the values are the same, even where few could be parsed."""
    old, new = _read(before), _read(after)
    return old.values == new.values and new.present


def same_but_one_value(before: bytes, after: bytes) -> bool:
    """Whether one value or one item differs, or one line of the body."""
    old, new = _read(before), _read(after)
    lines = _differing_lines(old.body, new.body)
    return differences(old.values, new.values) + lines <= 1


def same_but_one_link(before: bytes, after: bytes) -> bool:
    """Whether exactly one link differs, and still shows the same text."""
    old, new = _read(before), _read(after)
    if differences(old.values, new.values) + _differing_lines(old.body, new.body) > 1:
        return False
    pairs = list(zip(links_of(old), links_of(new), strict=False))
    other = [(one, two) for one, two in pairs if one != two]
    same_number = len(links_of(old)) == len(links_of(new))
    return same_number and len(other) == 1 and other[0][0][1] == other[0][1][1]


def differences(one: Value, other: Value) -> int:
    """How many single values differ; a large number if a key or item was added or removed."""
    if isinstance(one, dict) and isinstance(other, dict):
        if [*one] != [*other]:
            return _MANY
        return sum(differences(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        if len(one) != len(other):
            return _MANY
        return sum(differences(a, b) for a, b in zip(one, other, strict=True))
    return int(one != other)


def _read(data: bytes) -> FrontMatter:
    return read_front_matter("", data)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _differing_lines(one: str, other: str) -> int:
    old, new = _plain(one).split("\n"), _plain(other).split("\n")
    if len(old) != len(new):
        return _MANY
    return sum(a != b for a, b in zip(old, new, strict=True))


def links_of(front: FrontMatter) -> list[tuple[str, str]]:
    """The target and text of every link of a note, in order, hidden parts left out."""
    texts = (front.source, without_hidden(_plain(front.body)))
    return [(link.target, link.text) for text in texts for link in read_links(text)]
