"""What a note calls itself: its ``name``, the title of a file named as programs do, its file name.

Knows one note; who else is called so is decided elsewhere.
"""

import re
from collections.abc import Mapping

from mdnet.model.keys import NAME_PARTS
from mdnet.model.names import words_to_find
from mdnet.notes.links import split_links
from mdnet.notes.values import Value, one_text, texts_of
from mdnet.util.text import one_line

_FIRST_HEADING = re.compile(r"^#[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_FAR_DOWN = 2000
_CARD_PARTS = ("n.gn", "n.fn")
_PARTS = frozenset((*NAME_PARTS, *_CARD_PARTS))
_NAMESPACE = "___"
"""What Logseq writes for the / of ``People/Cy Roth``."""


def folder_and_stem(path: str) -> tuple[str, str]:
    """Return the folder of a note and its file name without the ending.

    Where names hold folders, as those of Logseq (``People___Cy Roth``) and of Dendron
    (``people.cy-roth``) do, these count as well.
    """
    folder, _, name = path.rpartition("/")
    stem = name[:-3] if name.lower().endswith(".md") else name
    space, _, last = stem.rpartition(_NAMESPACE)
    if not space and is_slug(stem):
        space, _, last = stem.rpartition(".")
        space, last = space.replace(".", "/"), stem
    if not (space and last):
        return folder, stem
    return f"{folder}/{space.replace(_NAMESPACE, '/')}".lstrip("/"), last


def given_name(values: Mapping[str, Value]) -> str:
    """Return the name that a note gives itself; empty without one."""
    value = values.get("name")
    if isinstance(value, dict):
        given = " ".join(text for part in value.values() for text in texts_of(part))
    else:
        given = one_text(value)
    return one_line(split_links(given)[0])


def name_of_parts(values: Mapping[str, Value]) -> str:
    """Return the name that given name and surname make; empty without both."""
    if values.keys().isdisjoint(_PARTS):
        return ""
    card = (one_text(values.get(form)) for form in _CARD_PARTS)
    parts = [one_text(values.get(form)) for form in NAME_PARTS]
    for words in (parts, [*card]):
        found = [one_line(split_links(word)[0]) for word in words if word]
        if len(found) > 1:
            return " ".join(found)
    return ""


def spelt_out(stem: str, values: Mapping[str, Value], body: str) -> str:
    """Return the title or first heading of a contact whose file is called like ``ana-diaz``.

    It must share a word with the file name: a title can be that of a job.
    """
    if not is_slug(stem):
        return ""
    heading = _FIRST_HEADING.search(body[:_FAR_DOWN])
    titles = [one_line(one_text(values.get("title"))), heading[1] if heading else ""]
    words = words_to_find([stem])
    for title in titles:
        shown = one_line(split_links(title)[0])
        if not words.isdisjoint(words_to_find([shown])):
            return shown
    return ""


def is_slug(stem: str) -> bool:
    """Tell whether a file is named as programs do: in small letters and without blanks."""
    return stem.islower() and " " not in stem
