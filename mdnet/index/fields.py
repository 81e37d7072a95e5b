"""The fields of the index: what the words and links of a note are filed under.

Made from the table of keys. A field has a group, which says what its words are about; the
weights of a search and what a match means go by these groups.
"""

from collections.abc import Iterable
from typing import Final, get_args

from mdnet.model.contact import Contact, Note, Passage, PassageKind
from mdnet.model.key_columns import Searched
from mdnet.model.key_table import CONTACT_KEYS, IMPORTED_FROM, TEXT_FIELDS
from mdnet.model.keys import CONTACT

LINK: Final = "link"
"""The field of whole keys: which notes link to a name."""
CONTACT_DAY: Final = "contact_day"
"""As ``LINK``, for the links of dated notes that count as contact."""
NAME_WORD: Final = "name_word"
"""The field of the words by which the names of people are found."""
IDENTIFIER: Final = "identifier"
"""The field of numbers, addresses and pages by which people are found."""
NEED: Final = "need"
"""The field of the needs, by number, that a note says its person answers."""
NEED_TOLD: Final = "need_told"
"""As ``NEED``, of sentences that link to others."""
NEED_LACKED: Final = "need_lacked"
"""As ``NEED``, of what somebody needs themselves or shuns."""
HANDLE: Final = "handle:"
"""What a name that somebody goes by on the web begins with in ``IDENTIFIER``."""


def _searched() -> dict[str, Searched]:
    """The fields of words by name."""
    of_keys = [key.search for key in CONTACT_KEYS if key.search]
    return {one.field: one for one in (*of_keys, *TEXT_FIELDS)}


def _keys_by_field() -> dict[str, list[str]]:
    """The keys of a contact whose words a field holds."""
    found: dict[str, list[str]] = {}
    for key in CONTACT_KEYS:
        if key.search:
            found.setdefault(key.search.field, []).append(key.name)
    return found


def _query_names() -> dict[str, str]:
    """What may stand before the colon of ``field:word``, with the field that is meant."""
    found = {name: key.search.field for name, key in CONTACT.items() if key.search}
    return {**found, "name": "name", "log": "log"}


WORDS: Final = _searched()
"""The fields of words by name."""
NEEDS: Final = (NEED, NEED_TOLD, NEED_LACKED)
FIELDS: Final = (*WORDS, *NEEDS, LINK, CONTACT_DAY, NAME_WORD, IDENTIFIER)
QUERY_NAMES: Final = _query_names()
_KEYS: Final = _keys_by_field()


def fields_of(*groups: str) -> tuple[str, ...]:
    """The fields of some groups, group by group."""
    return tuple(one.field for group in groups for one in WORDS.values() if one.group == group)


LACKED: Final = frozenset(fields_of("lack"))
"""Where a note says what somebody needs or shuns."""
PROSE: Final = frozenset(get_args(PassageKind))
"""The fields that hold sentences of the text, by their kind."""
SEARCHED: Final = tuple(name for name in WORDS if name not in LACKED)
"""All fields of words but those of what somebody lacks or shuns."""
TRADE: Final = fields_of("role", "ability")
"""Where a note says what somebody does, can do and would do for others."""


def texts_in(note: Note, field: str) -> list[str]:
    """The items and passages that a field of a note holds; none of them is empty."""
    if note.contact is None:
        return _texts_of_mention(note, field)
    texts = _texts_of_keys(note, note.contact, field)
    if field in PROSE:
        texts += [passage.text for passage in note.passages if passage.kind == field]
    return [text for text in texts if text]


def _texts_of_mention(note: Note, field: str) -> list[str]:
    """The texts of a meeting or a daily note: only what it says of people is of use."""
    linking = [passage for passage in note.passages if passage.links]
    if field == "mention":
        return [passage.text for passage in linking]
    return _link_names(linking) if field == "linked" else []


def _texts_of_keys(note: Note, contact: Contact, field: str) -> list[str]:
    texts: list[str] = []
    if field == "name":
        texts.append(note.name)
    elif field == "extra":
        texts += [
            f"{key}: {', '.join(values)}" for key, values in contact.extra if key != IMPORTED_FROM
        ]
    elif field == "linked":
        texts += [edge.target for edge in contact.edges]
        texts += _link_names(note.passages)
    for key in _KEYS.get(field, ()):
        value = getattr(contact, key)
        texts += (value,) if isinstance(value, str) else value
    return texts


def _link_names(passages: Iterable[Passage]) -> list[str]:
    return [target for passage in passages for target in passage.links]
