"""The name of a note: its ``name``, the title of a file named by a program, or its file name.

Knows only one note, not others with the same name.
"""

import re
from collections.abc import Mapping
from unicodedata import category

from mdnet.model.keys import NAME_PARTS
from mdnet.model.names import words_to_find
from mdnet.notes.links import split_links
from mdnet.notes.values import Value, one_text, texts_of
from mdnet.util.text import one_line

_FIRST_HEADING = re.compile(r"^#[ \t]+(.*?)[ \t#]*$", re.MULTILINE)
_FAR_DOWN = 2000
_CARD_PARTS = ("n.gn", "n.fn")
_PARTS = frozenset((*NAME_PARTS, *_CARD_PARTS))
# Before the name itself: the time at which a note was made, @ and pictures.
_NUMBERED = re.compile(r"(?:\d{8}|\d{12}|\d{14})[ _-]+(?=[^\W\d_])")
_ORNAMENTS = re.compile(r"^[^\w\s]+[ _]*(?=\w)|[ _]*[^\w\s]+$")
_PICTURES = frozenset(("So", "Sk", "Mn", "Me", "Cf"))
_ENDS_OF_NAMES = ".)\"'’!"
_NAMESPACE = "___"
"""Logseq's replacement for the / of ``People/Cy Roth``."""


def folder_and_stem(path: str) -> tuple[str, str]:
    """The folder of a note and its file name without the ending.

    Where names contain folders, as those of Logseq (``People___Cy Roth``) and of Dendron
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
    """The name that a note gives itself; empty without one."""
    value = values.get("name")
    if isinstance(value, dict):
        given = " ".join(text for part in value.values() for text in texts_of(part))
    else:
        given = one_text(value)
    return one_line(split_links(given)[0])


def name_of_parts(values: Mapping[str, Value]) -> str:
    """The name made of given name and surname; empty without both."""
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
    """The name that a contact's file name stands for.

    Of a file called like ``ana-diaz`` that is the title or first heading, if it shares a word
    with the file name: a title can be that of a job.
    """
    if not is_slug(stem):
        return without_ornaments(stem)
    heading = _FIRST_HEADING.search(body[:_FAR_DOWN])
    titles = [one_line(one_text(values.get("title"))), heading[1] if heading else ""]
    words = words_to_find([stem])
    for title in titles:
        shown = one_line(split_links(title)[0])
        if not words.isdisjoint(words_to_find([shown])):
            return shown
    return without_ornaments(stem)


def without_ornaments(stem: str) -> str:
    """A file name without ornaments: ``@Ana Diaz``, ``👤 Cy Roth``.

    Only signs that nobody writes in a name are removed, and a number made from the time.
    """
    if stem[:1].isalpha() and (stem[-1:].isalnum() or stem[-1:] in _ENDS_OF_NAMES):
        return stem
    bare = _ORNAMENTS.sub(_without_pictures, stem) or stem
    return _NUMBERED.sub("", bare, count=1) if bare[:1].isdigit() else bare


def _without_pictures(found: re.Match[str]) -> str:
    signs = found[0].strip(" _")
    if signs == "@" and not found.start():
        return ""
    return "" if all(category(sign) in _PICTURES for sign in signs) else found[0]


def is_slug(stem: str) -> bool:
    """Whether a file is named by a program: in small letters and without spaces."""
    return stem.islower() and " " not in stem
