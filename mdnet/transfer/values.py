"""A contact as keys and values of front matter, and how two of them differ.

``values_of`` gives the keys in the order of docs/note-format.md; ``additions`` gives what one
set of values adds to another. Knows no files and no YAML.
"""

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from operator import attrgetter
from typing import NamedTuple

from mdnet.formats.person import Incoming
from mdnet.formats.vcard.groups import regrouped
from mdnet.formats.vcard.respelling import respelt
from mdnet.model.contact import Contact
from mdnet.model.identifiers import item_key, same_form
from mdnet.model.keys import CONTACT, CONTACT_KEYS, IMPORTED_FROM, key_form, names_of_kind
from mdnet.model.value_labels import tidied
from mdnet.notes.links import split_links
from mdnet.notes.scalars import Plain
from mdnet.transfer.tie_words import Values, is_of_words, may_be_key
from mdnet.util.text import name_key, one_line
from mdnet.vault.names import link_key

_APART = frozenset(("links", "kept", "flag", "raw"))
_IN_ORDER = tuple(key.name for key in CONTACT_KEYS if key.kind not in _APART)
_VALUES = attrgetter(*_IN_ORDER)
# Only meaningful for a new note.
_FOR_NEW = frozenset(("stub", "archived", "group"))
# The later date wins.
_NEWEST = "last_contact"


class Kept(NamedTuple):
    """A value that was left out because the note has a different one."""

    key: str
    value: str
    there: str


def clean(text: str) -> str:
    """The text as valid Unicode and without anything that makes it a template."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    while "{{" in text:
        text = text.replace("{{", "{ {")
    return text


def values_of(contact: Contact, keys: Iterable[str] = ()) -> Values:
    """The values of a contact, with the ``keys`` that recognise them later as sources."""
    found: Values = {}
    for name, value in zip(_IN_ORDER, _VALUES(contact), strict=True):
        if value not in (None, "", ()) and (name, value) != ("group", "secondary"):
            _put(found, name, value)
    sources = [*_sources_in(contact), *(key for key in keys if _is_source(key))]
    if sources:
        found[IMPORTED_FROM] = [*dict.fromkeys(map(clean, sources))]
    for name in names_of_kind("flag"):
        if getattr(contact, name):
            found[name] = Plain("true")
    for name in names_of_kind("raw"):
        if lines := getattr(contact, name):
            found[name] = [*dict.fromkeys(tidied(clean(line)) for line in lines)]
    _put_extra(found, contact)
    return found


def _put(found: Values, name: str, value: object) -> None:
    if isinstance(value, tuple):
        texts = [text for one in value if (text := one_line(clean(one)))]
        if texts:
            found[name] = texts
    else:
        found[name] = _scalar(name, str(value))


def _scalar(name: str, text: str) -> str:
    """One value; dates and numbers are unquoted, so that other tools recognise them."""
    if CONTACT[name].kind not in ("text", "texts"):
        with suppress(ValueError):
            return Plain(text)
    return one_line(split_links(clean(text))[0])  # as the reader will see it


def _put_extra(found: Values, contact: Contact) -> None:
    """Add unknown keys, and texts about ties beside the ties."""
    for key, texts in contact.extra:
        place = _place_of(one_line(clean(key)), found)
        if may_be_key(place) and place not in found:
            found[place] = [one_line(clean(text)) for text in texts if text.strip()]


def _place_of(key: str, found: Values) -> str:
    """The key for a text that no field has; empty if there is no room."""
    field = CONTACT.get(key_form(key))
    if field is None or field.kind == "links":
        return key
    if field.kind != "text" or field.name not in found:
        return ""
    # A second key for a text, such as location beside city, means something else.
    return field.synonyms.partition(" ")[0] if key == field.name else key


def _sources_in(contact: Contact) -> Iterator[str]:
    for key, texts in contact.extra:
        if key_form(key) == IMPORTED_FROM:
            yield from texts


def _is_source(key: str) -> bool:
    return not key.startswith(("uid:", "email:"))


def _item_key(key: str, text: str, country: str = "") -> str:
    """The form in which list items, including links, are compared."""
    if key == "vcard":
        return text
    shown, targets = split_links(text)
    if targets and text.startswith("[") and not is_of_words(key):
        return link_key(targets[0])
    return item_key(key, shown, country)


def additions(
    known: Values, new: Values, own_names: Iterable[str], country: str = ""
) -> tuple[Values, list[Kept]]:
    """What ``new`` adds to the known values of a person, and what contradicts them.

    Args:
        known: the values of the note; they stay.
        new: the imported values.
        own_names: the names of the note, which are not aliases.
        country: for phone numbers without a country code; see ``phone_key``.
    """
    added: Values = {}
    kept: list[Kept] = []
    for key, value in new.items():
        there = known.get(key)
        if key == "vcard" and isinstance(value, list):
            value = respelt(value, _lists(united(known, added)), country)  # noqa: PLW2901
        if isinstance(value, list):
            taken = _new_items(key, value, there, own_names, country)
            if taken:
                added[key] = taken
        elif key in _FOR_NEW:
            if there != value:
                kept.append(Kept(key, value, str(there or "")))
        elif there is None or (key == _NEWEST and value > str(there)):
            added[key] = value
        elif key not in (_NEWEST, "uid"):
            texts = there if isinstance(there, list) else [there]
            if all(_shown(text) != _shown(value) for text in texts):
                kept.append(Kept(key, value, texts[0]))
    return added, kept


def _lists(values: Values) -> dict[str, list[str]]:
    """The lists among values."""
    return {key: value for key, value in values.items() if isinstance(value, list)}


def _shown(text: str) -> str:
    return name_key(split_links(text)[0])


def _new_items(
    key: str,
    items: list[str],
    there: list[str] | str | None,
    own_names: Iterable[str],
    country: str,
) -> list[str]:
    old = there if isinstance(there, list) else [there] if there else []
    if key == "vcard":
        items = [*regrouped(items, old)]
    seen = {_item_key(key, text, country) for text in old}
    if key == "aliases":
        seen |= {name_key(name) for name in own_names}
    if not is_of_words(key):
        # A tie may be part of a text: "[[Ana]], my eldest".
        seen |= {link_key(target) for text in old for target in split_links(text)[1]}
    return once(key, items, seen, country)


def united(known: Values, added: Values) -> Values:
    """The values of a person with the additions."""
    both: Values = {key: [*value] if isinstance(value, list) else value
                    for key, value in known.items()}  # fmt: skip
    for key, value in added.items():
        there = both.get(key)
        if isinstance(value, list) and there is not None:
            # Links within a single text are kept beside it.
            both[key] = [*(there if isinstance(there, list) else [there]), *value]
        else:
            both[key] = value
    return both


def values_of_incoming(one: Incoming, *, circles: Iterable[str], tags: Iterable[str]) -> Values:
    """The values of an imported person, with the given circles and tags."""
    given, circles, tags = one.contact, [*circles], [*tags]
    if not circles and not tags:
        return values_of(given, one.keys)
    contact = replace(
        given,
        circles=tuple(once("circles", (*given.circles, *circles))),
        tags=tuple(once("tags", (*given.tags, *tags))),
    )
    return values_of(contact, one.keys)


def once(
    key: str, texts: Iterable[str], seen: Collection[str] = (), country: str = ""
) -> list[str]:
    """The items of a list without duplicates; the first of them stays.

    Of two spellings of a phone number, the one with a country code stays.

    Args:
        key: the key of the list.
        texts: the items.
        seen: the ``item_key``s of the items that are already there.
        country: as in ``item_key``.
    """
    found: dict[str, str] = {}
    for text in texts:
        form = _item_key(key, text, country)
        if same_form(key, form, seen):
            continue
        same = same_form(key, form, found)
        if not same:
            found[form] = text
        elif len(form) > len(same):
            found[same] = text
    return [*found.values()]
