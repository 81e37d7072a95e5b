"""The kind of a note: a person's, a goal or any other.

What it says about itself counts first, then its folder, then what it merely has: tags, a
category, keys. Notes about a group of people, dated notes and templates are never people,
wherever they lie.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from mdnet.model.config import Config, Purpose, is_people_folder, purpose_of
from mdnet.model.contact import NoteKind
from mdnet.model.keys import field_of, marks_of_contact
from mdnet.model.people_words import (
    is_about_people,
    is_group,
    is_plainly_a_name,
    is_relation,
    is_template_name,
    person_forms,
    plain_words,
    relation_in,
    says_person,
    telling_words,
)
from mdnet.notes.days import day_in_path
from mdnet.notes.fields import is_name
from mdnet.notes.links import split_links
from mdnet.notes.values import Value, texts_of

# Keys that say what a note is. Underscores do not count: fileClass is file_class.
_TYPES: Final = frozenset(("type", "types", "fileclass", "class", "entitytype", "crtype",
                           "notetype"))  # fmt: skip
_SORTED_UNDER: Final = frozenset(("category", "categories", "kind", "up", "is", "isa"))
_TAGS: Final = frozenset(("tag", "tags"))
# Types that give the state of a note, or somebody's trade.
_SAYING_NOTHING: Final = frozenset(
    """artist atomic author bio biography confidential default draft employee entity evergreen
    expert family fleeting human individual literature member mentor note page partner permanent
    private professional profile public reference seedling student teacher wiki zettel""".split()
)
_INDEX_TAGS: Final = frozenset("index moc template toc".split())
_ONE_PERSON: Final = (("person",), ("contact",), ("kontakt",))
_MARKS = 2
_ENDING = ".md"
# Keys that no index, meeting or template has.
_DATA: Final = frozenset(("address", "anniversary", "birthday", "emails", "phones", "social"))


class Judgement(NamedTuple):
    """The kind of a note and, if it is not a person's, why it may well be."""

    kind: NoteKind
    likely: str = ""
    """``tag``, ``type`` or ``folder`` and its name, which a setting would have to include for
    the note to count. Empty for most."""


class Traits(NamedTuple):
    """The facts about a note that decide its kind."""

    path: str
    folder: str
    stem: str
    place: Purpose
    """The purpose of its folder."""
    forms: Mapping[str, Value]
    """Its values by the form of their keys."""
    keys: Iterable[str]
    """Its keys as they are written."""
    text_tags: Callable[[], Iterable[str]]
    """Reads the tags in its text; called last."""


class _Said(NamedTuple):
    """The keys by which a note says what it is."""

    types: tuple[str, ...] = ()
    sorted_under: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


def judged(traits: Traits, config: Config) -> Judgement:
    """The kind of a note, by the first sign that decides."""
    said = _said(traits.forms)
    kind = _kind_of(traits, said, config)
    return Judgement(kind, _likely_person(traits, said, config) if kind == "note" else "")


def _kind_of(traits: Traits, said: _Said, config: Config) -> NoteKind:
    words = person_forms(config.person_words)
    types = said.types
    if any(plain_words(text) == ("goal",) for text in types):
        return "goal"
    is_said = any(says_person(text, words) for text in types)
    if traits.place == "goals" and not is_said:
        return "goal"
    if not is_said and (any(map(_is_another_type, types)) or not _has_sign(traits, said, words)):
        return "note"
    if not (_is_index(traits, said, config) or (not is_said and _is_dated(traits, config))):
        return "contact"
    # Somebody may be called Home; a note that says it is a person's is believed.
    if any(plain_words(text) in _ONE_PERSON for text in types) and not is_template_name(
        traits.stem
    ):
        return "contact"
    return "contact" if traits.place == "people" and _has_data(traits.forms) else "note"


def sounds_like_no_person(path: str, config: Config) -> bool:
    """Whether a note is a person's only if it says so: ``Home.md``, ``2026-05-04.md``."""
    folder, _, name = path.rpartition("/")
    stem = name[: -len(_ENDING)]
    last = folder.rpartition("/")[2]
    is_people = is_people_folder(last, config)
    return is_about_people(stem, last, is_people_folder=is_people) or (
        day_in_path(path[: -len(_ENDING)], config.daily_notes) is not None
    )


def type_to_write(path: str, config: Config) -> str:
    """The type that a new note needs to be read as a person's; empty if it needs none."""
    is_told = purpose_of(path.rpartition("/")[0], config) == "people"
    return "" if is_told and not sounds_like_no_person(path, config) else "person"


def _likely_person(traits: Traits, said: _Said, config: Config) -> str:
    if traits.place:
        return ""
    reason = _reason(traits, said)
    # Only now a closer look: most notes are not people's.
    if reason and (_is_dated(traits, config) or _is_index(traits, said, config)):
        return ""
    return reason


def _reason(traits: Traits, said: _Said) -> str:
    for kind, texts in (("type", said.types), ("tag", said.tags)):
        for word in filter(None, map(relation_in, texts)):
            return f"{kind} {word}"
    folder = _folder_of_people(traits.folder)
    if not folder or any(map(_is_another_type, said.types)):
        return ""
    is_named = len(traits.stem.split()) > 1 and is_name(traits.stem)
    return f"folder {folder}" if is_named else ""


@lru_cache(maxsize=1024)
def _folder_of_people(folder: str) -> str:
    """The folder, or the one above it, whose name has a word for several people."""
    parts = folder.split("/")
    for number, part in enumerate(parts, start=1):
        if any(map(is_group, plain_words(part))):
            return "/".join(parts[:number])
    return ""


def _has_sign(traits: Traits, said: _Said, words: frozenset[str]) -> bool:
    """Whether anything but its type suggests that a note is a person's."""
    if traits.place == "people":
        return True
    if any(says_person(text, words) for text in (*said.tags, *said.sorted_under)):
        return True
    return marks_of_contact(traits.keys) >= _MARKS or any(
        says_person(tag, words) for tag in traits.text_tags()
    )


def _is_dated(traits: Traits, config: Config) -> bool:
    without_ending = traits.path[: -len(_ENDING)]
    return day_in_path(without_ending, config.daily_notes) is not None


def _has_data(forms: Mapping[str, Value]) -> bool:
    """Whether a note says how to reach somebody: an address book may contain any name."""
    return any(field_of(form) in _DATA for form, value in forms.items() if texts_of(value))


def _is_index(traits: Traits, said: _Said, config: Config) -> bool:
    for tag in said.tags:
        if plain_words(tag)[-1:] and plain_words(tag)[-1] in _INDEX_TAGS:
            return True
    folder = traits.folder.rpartition("/")[2]
    if is_plainly_a_name(traits.stem, folder):
        return False
    is_people = traits.place == "people" and is_people_folder(folder, config)
    return is_about_people(traits.stem, folder, is_people_folder=is_people)


def _is_another_type(text: str) -> bool:
    return not all(
        word.removesuffix("s") in _SAYING_NOTHING or is_relation(word)
        for word in telling_words(text)
    )


def _said(forms: Mapping[str, Value]) -> _Said:
    """The values of the keys that give the kind of a note, in one pass over them."""
    if _TELLING.isdisjoint(forms) and not any("_" in form for form in forms):
        return _NOTHING_SAID
    types: list[str] = []
    sorted_under: list[str] = []
    tags: list[str] = []
    for form, value in forms.items():
        key = form.replace("_", "")
        if value is None or key not in _TELLING:
            continue
        texts = _shown_and_targets(value)
        if key in _TYPES:
            types += texts
        elif key in _TAGS:
            tags += (tag for text in texts for tag in _TAG_ENDS.split(text) if tag)
        else:
            sorted_under += texts
    return _Said(tuple(types), tuple(sorted_under), tuple(tags))


def _shown_and_targets(value: Value) -> list[str]:
    """The texts of a value; links by the text they show and by their targets."""
    texts: list[str] = []
    for text in texts_of(value):
        if "[" not in text:
            texts.append(text)
            continue
        shown, targets = split_links(text)
        texts += (shown, *(target.rpartition("/")[2] for target in targets))
    return texts


_TAG_ENDS = re.compile(r"[\s,]+")
_TELLING: Final = _TYPES | _SORTED_UNDER | _TAGS
_NOTHING_SAID: Final = _Said()
