"""What must not be told of private people where others may read along: who they are at all.

That a private note is not shown is not enough: the notes of others may speak of its person.
"""

import re
import unicodedata
from collections.abc import Iterable

from mdnet.card import Card
from mdnet.model import Note
from mdnet.text import fold
from mdnet.vault.names import NameIndex, link_key, resolve, stem_of

_SHORTEST_NAME = 3
_WORD = re.compile(r"\w+")
_NEVER = re.compile(r"(?!)")


class Discretion:
    """Knows the private people of a vault, and tells which texts speak of them."""

    def __init__(self, cards: Iterable[Card], names: NameIndex) -> None:
        private = [card for card in cards if card.private]
        self._keys = frozenset(link_key(name) for card in private for name in _link_names(card))
        self._paths = frozenset(card.path for card in private)
        self._names = names
        self._shown: dict[str, re.Pattern[str]] = {}
        self._called = _pattern(private)
        self._beginnings = _beginnings(private)

    def allows(self, text: str, note: Note) -> bool:
        """Tell whether a text that stands in ``note`` speaks of no private person.

        Neither by their name, nor by the words of a link to them, wherever in the note it is.
        """
        if not self._paths:
            return True
        # Letters and their accents may be written as one or as two.
        composed = unicodedata.normalize("NFC", text)
        if self._names_somebody(composed) or self._linked_in(note).search(composed):
            return False
        links = (target for one in note.passages if one.text == text for target in one.links)
        return not any(self.is_private(target, note) for target in links)

    def _names_somebody(self, text: str) -> bool:
        # The pattern tries every name at every word; most texts hold the beginning of none.
        likely = not self._beginnings.isdisjoint(_WORD.findall(fold(text)))
        return likely and self._called.search(text) is not None

    def _linked_in(self, note: Note) -> re.Pattern[str]:
        """Return what finds the words that the note's links to private people show."""
        if note.path not in self._shown:
            links = (link.text for link in note.links if self.is_private(link.target, note))
            words = _any_of({text for text in links if text.strip()})
            self._shown[note.path] = re.compile(rf"(?<!\w)(?i:{words})(?!\w)") if words else _NEVER
        return self._shown[note.path]

    def is_private(self, target: str, note: Note) -> bool:
        """Tell whether a link that stands in ``note`` leads to a private person."""
        # To resolve a link takes time; most are called like nobody private.
        may_be = link_key(target) in self._keys
        return may_be and resolve(target, note.path, self._names).path in self._paths


def _link_names(card: Card) -> tuple[str, ...]:
    return (stem_of(card.path), card.name, *card.aliases)


def _pattern(private: Iterable[Card]) -> re.Pattern[str]:
    """Return what finds their names and aliases in any case, and their first names as written."""
    whole, first = set(), set()
    for card in private:
        whole |= {name for name in (card.name, *card.aliases) if name.strip()}
        word = card.name.split()[0] if card.name.split() else ""
        if len(word) >= _SHORTEST_NAME and not word.endswith("."):
            first.add(word)
    if not whole:
        return _NEVER
    return re.compile(rf"\b(?:(?i:{_any_of(whole)})|{_any_of(first) or '(?!)'})\b")


def _beginnings(private: Iterable[Card]) -> frozenset[str]:
    """Return the first word of each name and alias, folded."""
    names = (fold(name) for card in private for name in (card.name, *card.aliases))
    return frozenset(found[0] for name in names if (found := _WORD.search(name)))


def _any_of(names: Iterable[str]) -> str:
    composed = {unicodedata.normalize("NFC", name) for name in names}
    return "|".join(map(re.escape, sorted(composed, key=lambda name: (-len(name), name))))
