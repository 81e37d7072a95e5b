"""The words that mark notes of people: names of folders, tags and types, however decorated.

``06 People``, ``👥 People`` and ``people_notes`` are one name; ``People MOC`` and ``README``
are notes about the people in a folder, not people themselves. Words alone: knows no files
and no front matter.
"""

from functools import lru_cache
from typing import Final

from mdnet.util.patterns import late_pattern
from mdnet.util.text import fold, name_key

PERSON_WORDS: Final = ("person", "people", "contact", "Kontakt")
"""Words for a person in a tag, a type or a category; plurals count as well."""

# Words for what somebody is to the owner of a vault, in a tag or a type.
_RELATIONS: Final = frozenset(
    """acquaintance amigo bekannte classmate client colleague coworker customer freund friend
    kollege kunde neighbor neighbour relative""".split()
)
# Words for several people, who may have a folder or a note about them. The plurals of the
# words above with an "s", and the words for a person, are such words as well.
_GROUPS: Final = frozenset(
    """alumni amis bekannte bekannten bekanntschaften contactos contatti crm familie familien
    families family freunde gente kollegen kunden leute persona personas persone personen personnes
    rolodex""".split()
)
_CAMEL = late_pattern(r"(?<=[a-z])(?=[A-Z])")
_WORD = late_pattern(r"[^\W\d_]+")
_SEGMENT_ENDS = late_pattern(r"[/,]")
# Not the plural of "people".
_NO_PLURALS = frozenset(("peoples",))
_FILLERS = frozenset("a all and der die folder list my note notes notizen of the und".split())
_INDEX_WORDS = frozenset(
    """about changelog contents contributing dashboard guide home hub index inhalt
    inhaltsverzeichnis instructions key license liste map maps moc overview readme rules start
    table team toc todo ubersicht uebersicht unbenannt untitled work""".split()
)
# Claude is also a person's name, but not in capitals.
_OF_PROGRAMS = frozenset(("AGENTS", "CLAUDE", "COPILOT", "GEMINI", "SKILL"))
_TEMPLATE_WORDS = frozenset(("template", "templates", "tpl", "vorlage", "vorlagen"))
# Words before "Templates" in the name of a folder of note templates.
_BEFORE_TEMPLATES = frozenset(
    "contact contacts core file meta note notes obsidian people person system templater".split()
)
# Nobody decorates the name of an index with these: $HOME is not called Home.
_NO_ORNAMENT = frozenset("$%<>^`|\\")
_SHORT = 2


@lru_cache(maxsize=4096)
def plain_words(text: str) -> tuple[str, ...]:
    """The words of a name, folded, without figures, emoji and signs."""
    return tuple(_WORD.findall(fold(_CAMEL.sub(" ", text))))


@lru_cache(maxsize=4096)
def folder_form(name: str) -> str:
    """The form in which names of folders are compared: ``04_PEOPLE``, ``👥 People``.

    It has no plural ``s``, no single letters and no fillers such as ``notes``, unless nothing
    else is there.
    """
    telling = telling_words(name) or plain_words(name)
    return " ".join(map(_singular, telling)) or name_key(name)


def telling_words(text: str) -> tuple[str, ...]:
    """The ``plain_words`` of a name without single letters and words such as ``notes``."""
    return tuple(word for word in plain_words(text) if len(word) > 1 and word not in _FILLERS)


def is_templates_folder(name: str, form: str) -> bool:
    """Whether a folder is called ``form``, or so after a sort mark such as ``99`` or ``zz``.

    ``form`` is the ``folder_form`` of a folder of templates.
    """
    *before, last = plain_words(name) or ("",)
    if folder_form(name) == form:
        return True
    return _singular(last) == form and all(
        len(word) <= _SHORT or word in _BEFORE_TEMPLATES for word in before
    )


def says_person(text: str, words: frozenset[str]) -> bool:
    """Whether a tag or a type says that a note is a person's.

    One segment of it must be one of ``words`` and nothing else: ``work/people`` and
    ``Person, Author`` do, ``peopleskills`` does not. ``words`` are ``person_forms``.
    """
    return any(
        len(found) == 1 and _singular(found[0]) in words
        for found in map(plain_words, _SEGMENT_ENDS.split(text))
    )


@lru_cache(maxsize=16)
def person_forms(words: tuple[str, ...]) -> frozenset[str]:
    """Words for a person in the form in which ``says_person`` compares them."""
    return frozenset(folder_form(word) for word in words)


def is_about_people(stem: str, folder: str, *, is_people_folder: bool) -> bool:
    """Whether a note is an index, a folder note, a guide or a template by its name.

    Args:
        stem: the file name without its ending.
        folder: the last part of the folder that it lies in.
        is_people_folder: whether that is a folder of people itself, and not one below it.
    """
    if not _NO_ORNAMENT.isdisjoint(stem):
        return False  # its name means something else
    words = plain_words(stem)
    if stem in _OF_PROGRAMS or (is_people_folder and words == plain_words(folder)):
        return True
    if is_template_name(stem):
        return True
    telling = telling_words(stem)
    if stem[-1:].isdigit() and _INDEX_WORDS.isdisjoint(telling):
        return False  # "Friend 3" is one of several
    # A note called Friend may be about one, or about somebody with that name.
    is_one_word = len(words) == 1
    return bool(telling) and all(
        _is_of_an_index(word) or (is_relation(word) and not is_one_word) for word in telling
    )


def is_plainly_a_name(stem: str, folder: str) -> bool:
    """Whether a note's name is plainly a person's, not a group's; a quick check.

    All other names are for ``is_about_people``.
    """
    first, _, last = stem.rpartition(" ")
    first = first.partition(" ")[0]
    if not (_is_plain_word(first) and _is_plain_word(last)):
        return False
    word = last.lower()
    if first.lower() in _TEMPLATE_WORDS or word in _TEMPLATE_WORDS or word in _FILLERS:
        return False
    if _is_of_an_index(word) or is_relation(word):
        return False
    return plain_words(folder)[-1:] != (word,)


def _is_plain_word(word: str) -> bool:
    return word.isascii() and word.isalpha() and word.istitle()


def is_template_name(stem: str) -> bool:
    """Whether a note is called a template, first or last."""
    words = plain_words(stem)
    return not _TEMPLATE_WORDS.isdisjoint((*words[:1], *words[-1:]))


def _is_of_an_index(word: str) -> bool:
    return word in _INDEX_WORDS or is_group(word)


def is_group(word: str) -> bool:
    """Whether a folded word means several people: ``clients``."""
    one = _singular(word)
    return word in _GROUPS or one in _PERSON_FORMS or (one != word and one in _RELATIONS)


def is_relation(word: str) -> bool:
    """Whether a folded word says what somebody is to the owner of a vault: ``client``."""
    return _singular(word) in _RELATIONS


def relation_in(text: str) -> str:
    """The word of a tag or a type that makes its note a person's; empty for none.

    It must stand alone in its segment, as words for a person must (``says_person``).
    """
    for words in map(plain_words, _SEGMENT_ENDS.split(text)):
        if len(words) == 1 and is_relation(words[0]):
            return words[0]
    return ""


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and word not in _NO_PLURALS else word


_PERSON_FORMS = person_forms(PERSON_WORDS)
