"""Text of links besides the words that they show: addresses, headings, titles, embedded notes.

No search reads it and nobody sees it, but it may name somebody: ``[he](Victor%20Hale.md)``.
Kept beside the words for checks of privacy. Pure.
"""

import re
from collections.abc import Iterator, Mapping

from mdnet.notes.links import LINK
from mdnet.util.text import one_line

Definitions = Mapping[str, str]
"""The definitions of reference links, by the label in lower case."""

_DEFINITION = re.compile(r"^[ \t>]{0,8}\[(?!\^)([^\[\]\n]{1,200})\]:[ \t]*([^\n]+)$", re.MULTILINE)
# [he][1], [he][] and [he].
_REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\](?:\[([^\[\]\n]{0,200})\])?")
_TAG = re.compile(r"<[a-zA-Z][^<>\n]*>")
_MOST = 50


def definitions_in(body: str) -> Definitions:
    """The definitions of a body, whose code and comments are blanked out."""
    if "]:" not in body:
        return {}
    found: dict[str, str] = {}
    for one in _DEFINITION.finditer(body):
        found.setdefault(_label(one[1]), one[2].strip())
    return found


def unseen_in(text: str, definitions: Definitions) -> tuple[str, ...]:
    """The parts of a text's links and tags that are not shown, at most some dozens."""
    if "[" not in text and "<" not in text:
        return ()
    return tuple(dict.fromkeys(_unseen(text, definitions)))[:_MOST]


def _unseen(text: str, definitions: Definitions) -> Iterator[str]:
    for link in LINK.finditer(text):
        inner = link["wiki"]
        if inner is None:
            # The address and, after it, a title.
            yield link[0].removeprefix("!").partition("](")[2].removesuffix(")")
        elif link["embed"] or "#" in inner:
            yield inner
    for tag in _TAG.finditer(text):
        yield tag[0]
    for reference in _REFERENCE.finditer(text) if definitions else ():
        target = definitions.get(_label(reference[2] or reference[1]))
        if target:
            yield target


def _label(text: str) -> str:
    return one_line(text).casefold()
