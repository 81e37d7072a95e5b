"""The words by which people are kept: names of folders, tags and types, however decorated.

``06 People``, ``👥 People`` and ``people_notes`` are one name; ``People MOC`` and ``README``
are notes about the people of a folder and no people themselves. Words alone: knows no files
and no front matter.
"""

from functools import lru_cache
from typing import Final

from mdnet.util.patterns import late_pattern
from mdnet.util.text import fold, name_key

PERSON_WORDS: Final = ("person", "people", "contact", "Kontakt")
"""What names a person in a tag, a type or a category; plurals count as well."""

_CAMEL = late_pattern(r"(?<=[a-z])(?=[A-Z])")
_WORD = late_pattern(r"[^\W\d_]+")
_SEGMENT_ENDS = late_pattern(r"[/,]")
# Another word than the plural of "people".
_NO_PLURALS = frozenset(("peoples",))
_FILLERS = frozenset("a all and der die folder list my note notes notizen of the und".split())
_INDEX_WORDS = frozenset(
    """about changelog contents contributing dashboard guide home hub index inhalt
    inhaltsverzeichnis instructions key license liste map maps moc overview readme rules start
    table toc todo ubersicht uebersicht unbenannt untitled""".split()
)
# Claude is somebody's name, too, but not in capitals.
_OF_PROGRAMS = frozenset(("AGENTS", "CLAUDE", "COPILOT", "GEMINI", "SKILL"))
# What people are sorted by; a note of this name in their folder is about the group.
_GROUPS = frozenset(
    """bekannte client clients colleague colleagues coworkers customers families familie family
    freunde friend friends kollegen kontakte neighbors neighbours personen relatives team
    work""".split()
)
_TEMPLATE_WORDS = frozenset(("template", "templates", "tpl", "vorlage", "vorlagen"))
# What stands before "Templates" in the name of a folder of note templates.
_BEFORE_TEMPLATES = frozenset(
    "contact contacts core file meta note notes obsidian people person system templater".split()
)
# With these nobody adorns the name of an index: $HOME is not called Home.
_NO_ORNAMENT = frozenset("$%<>^`|\\")
_SHORT = 2


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without figures, emoji and signs."""
    return tuple(_WORD.findall(fold(_CAMEL.sub(" ", text))))


@lru_cache(maxsize=4096)
def folder_form(name: str) -> str:
    """Return the form under which names of folders are the same: ``04_PEOPLE``, ``👥 People``.

    It has no plural ``s``, no single letters and no fillers such as ``notes``, unless nothing
    else is there.
    """
    telling = telling_words(name) or plain_words(name)
    return " ".join(map(_singular, telling)) or name_key(name)


def telling_words(text: str) -> tuple[str, ...]:
    """Return the ``plain_words`` of a name without single letters and words such as ``notes``."""
    return tuple(word for word in plain_words(text) if len(word) > 1 and word not in _FILLERS)


def is_templates_folder(name: str, form: str) -> bool:
    """Tell whether a folder is called ``form``, or so behind a sort mark such as ``99`` or ``zz``.

    ``form`` is the ``folder_form`` of a folder of templates.
    """
    *before, last = plain_words(name) or ("",)
    if folder_form(name) == form:
        return True
    return _singular(last) == form and all(
        len(word) <= _SHORT or word in _BEFORE_TEMPLATES for word in before
    )


def says_person(text: str, words: frozenset[str]) -> bool:
    """Tell whether a tag or a type says that a note is a person's.

    One segment of it must be one of ``words`` and nothing else: ``work/people`` and
    ``Person, Author`` do, ``peopleskills`` does not. ``words`` are ``person_forms``.
    """
    return any(
        len(found) == 1 and _singular(found[0]) in words
        for found in map(plain_words, _SEGMENT_ENDS.split(text))
    )


@lru_cache(maxsize=16)
def person_forms(words: tuple[str, ...]) -> frozenset[str]:
    """Return words for a person in the form in which ``says_person`` compares them."""
    return frozenset(folder_form(word) for word in words)


def is_about_people(stem: str, folder: str, *, is_people_folder: bool) -> bool:
    """Tell whether a note is an index, a folder note, a guide or a template by its name.

    Args:
        stem: the file name without its ending.
        folder: the last part of the folder that it lies in.
        is_people_folder: whether that is a folder of people itself, and not one below it.
    """
    if not _NO_ORNAMENT.isdisjoint(stem):
        return False  # what it is called means something else
    words = plain_words(stem)
    if stem in _OF_PROGRAMS or (is_people_folder and words == plain_words(folder)):
        return True
    if is_template_name(stem):
        return True
    telling = telling_words(stem)
    if stem[-1:].isdigit() and _INDEX_WORDS.isdisjoint(telling):
        return False  # "Friend 3" is one of several
    return bool(telling) and all(map(_is_of_an_index, telling))


def is_template_name(stem: str) -> bool:
    """Tell whether a note is called a template, first or last."""
    words = plain_words(stem)
    return not _TEMPLATE_WORDS.isdisjoint((*words[:1], *words[-1:]))


def _is_of_an_index(word: str) -> bool:
    return word in _INDEX_WORDS or word in _GROUPS or _singular(word) in _PERSON_FORMS


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word not in _NO_PLURALS else word


_PERSON_FORMS = person_forms(PERSON_WORDS)
