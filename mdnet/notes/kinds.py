"""What kind of note a note is: a person's, a goal or any other.

What it says of itself counts before the folder that it lies in, and that before what it
merely has: tags, a category, keys. Notes that are about a group of people, dated notes and
templates are no people wherever they lie.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from mdnet.model.config import Config, Purpose, is_people_folder
from mdnet.model.contact import NoteKind
from mdnet.model.keys import field_of, marks_of_contact
from mdnet.model.people_words import (
    is_about_people,
    is_template_name,
    person_forms,
    plain_words,
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
# Types that say how far a note has come, or who somebody is to its owner.
_SAYING_NOTHING: Final = frozenset(
    """acquaintance artist atomic author bio biography classmate client colleague confidential
    coworker customer default draft employee entity evergreen expert family fleeting friend human
    individual literature member mentor neighbor neighbour note page partner permanent private
    professional profile public reference relative seedling student teacher wiki zettel""".split()
)
# Who somebody is to the owner of a vault, in a tag or a type.
_WHO: Final = frozenset(
    """acquaintance amigo bekannte classmate client colleague coworker customer freund friend
    kollege kunde neighbor neighbour relative""".split()
)
_FOLDERS_OF_PEOPLE: Final = frozenset(
    """acquaintances alumni amigos amis bekannte bekanntschaften classmates clients colleagues
    contact contactos contacts contatti coworkers crm customers familie family freunde friends
    kollegen kontakte kunden neighbors neighbours people person personas persone personen
    personnes relatives rolodex""".split()
)
_INDEX_TAGS: Final = frozenset("index moc template toc".split())
_ONE_PERSON: Final = (("person",), ("contact",), ("kontakt",))
_MARKS = 2
_ENDING = ".md"
# What no index, no meeting and no template has.
_DATA: Final = frozenset(("address", "anniversary", "birthday", "emails", "phones", "social"))


class Traits(NamedTuple):
    """What is known of a note when its kind is asked for."""

    path: str
    folder: str
    stem: str
    place: Purpose
    """What its folder is for."""
    forms: Mapping[str, Value]
    """Its values by the form of their keys."""
    keys: Iterable[str]
    """Its keys as they are written."""
    text_tags: Callable[[], Iterable[str]]
    """Reads the tags in its text, which is asked for last."""


def kind_of(traits: Traits, config: Config) -> NoteKind:
    """Return what a note is, by the first sign that decides."""
    words = person_forms(config.person_words)
    types = _texts_under(traits.forms, _TYPES)
    if any(plain_words(text) == ("goal",) for text in types):
        return "goal"
    is_said = any(says_person(text, words) for text in types)
    if traits.place == "goals" and not is_said:
        return "goal"
    if not is_said and (any(map(_is_another_type, types)) or not _has_sign(traits, words)):
        return "note"
    if not (_is_index(traits, config) or (not is_said and _is_dated(traits, config))):
        return "contact"
    # Somebody may well be called Home; a note that says so of itself is believed.
    if any(plain_words(text) in _ONE_PERSON for text in types) and not is_template_name(
        traits.stem
    ):
        return "contact"
    return "contact" if traits.place == "people" and _has_data(traits.forms) else "note"


def sounds_like_no_person(path: str, config: Config) -> bool:
    """Tell whether a note is a person's only if it says so: ``Home.md``, ``2026-05-04.md``."""
    folder, _, name = path.rpartition("/")
    stem = name[: -len(_ENDING)]
    last = folder.rpartition("/")[2]
    is_people = is_people_folder(last, config)
    return is_about_people(stem, last, is_people_folder=is_people) or (
        day_in_path(path[: -len(_ENDING)], config.daily_notes) is not None
    )


def likely_person(traits: Traits, config: Config) -> str:
    """Return why a note that is no person's may well be one; empty for most.

    The reason is ``tag``, ``type`` or ``folder`` and what it is called: what a setting would
    have to name for the note to be counted.
    """
    if traits.place or _is_dated(traits, config) or _is_index(traits, config):
        return ""
    for kind, texts in (
        ("type", _texts_under(traits.forms, _TYPES)),
        ("tag", _tags_of(traits.forms)),
    ):
        for word in (word for text in texts for word in plain_words(text)):
            if word.removesuffix("s") in _WHO:
                return f"{kind} {word}"
    if len(traits.stem.split()) > 1 and is_name(traits.stem):
        parts = traits.folder.split("/")
        for part in parts:
            if not _FOLDERS_OF_PEOPLE.isdisjoint(plain_words(part)):
                return f"folder {'/'.join(parts[: parts.index(part) + 1])}"
    return ""


def _has_sign(traits: Traits, words: frozenset[str]) -> bool:
    """Tell whether anything but its type speaks for a note being a person's."""
    if traits.place == "people":
        return True
    forms = traits.forms
    if any(says_person(tag, words) for tag in _tags_of(forms)):
        return True
    if any(says_person(text, words) for text in _texts_under(forms, _SORTED_UNDER)):
        return True
    return marks_of_contact(traits.keys) >= _MARKS or any(
        says_person(tag, words) for tag in traits.text_tags()
    )


def _is_dated(traits: Traits, config: Config) -> bool:
    without_ending = traits.path[: -len(_ENDING)]
    return day_in_path(without_ending, config.daily_notes) is not None


def _has_data(forms: Mapping[str, Value]) -> bool:
    """Tell whether somebody can be reached by a note: an address book may hold any name."""
    return any(field_of(form) in _DATA for form, value in forms.items() if texts_of(value))


def _is_index(traits: Traits, config: Config) -> bool:
    folder = traits.folder.rpartition("/")[2]
    is_people = traits.place == "people" and is_people_folder(folder, config)
    return is_about_people(traits.stem, folder, is_people_folder=is_people) or any(
        plain_words(tag)[-1:] and plain_words(tag)[-1] in _INDEX_TAGS
        for tag in _tags_of(traits.forms)
    )


def _is_another_type(text: str) -> bool:
    return not all(word.removesuffix("s") in _SAYING_NOTHING for word in telling_words(text))


def _texts_under(forms: Mapping[str, Value], keys: frozenset[str]) -> list[str]:
    """Return what stands under some keys, a link as what it shows and as what it leads to."""
    texts: list[str] = []
    for form, value in forms.items():
        if value is None or form.replace("_", "") not in keys:
            continue
        for text in texts_of(value):
            shown, targets = split_links(text)
            texts += (shown, *(target.rpartition("/")[2] for target in targets))
    return texts


_TAG_ENDS = re.compile(r"[\s,]+")


def _tags_of(forms: Mapping[str, Value]) -> list[str]:
    texts = _texts_under(forms, _TAGS)
    return [tag for text in texts for tag in _TAG_ENDS.split(text) if tag]
