"""The people named by words of a goal: those with notes, and those who are only linked."""

from collections.abc import Iterable, Sequence

from mdnet.index.analysis import Analyzer, words
from mdnet.index.fields import NAME_WORD, WORDS, texts_in
from mdnet.model.contact import Note
from mdnet.model.names import words_of, words_to_find
from mdnet.network.ghosts import GHOST, ghost_name
from mdnet.network.lookup import Lookup
from mdnet.network.people import People, links_of
from mdnet.search.goal_words import Token

_MOST_READ = 60
# Fields with the person's own name; elsewhere the same word is something else.
_OF_NAMES = ("name", "linked")
_PROSE = tuple(one.field for one in WORDS.values() if one.sentence and one.field not in _OF_NAMES)
_KEYS = tuple(name for name in WORDS if name not in (*_OF_NAMES, *_PROSE))


class Names:
    """Finds people of one vault by names; each is known by their key."""

    def __init__(self, lookup: Lookup, people: People, analyzer: Analyzer) -> None:
        self._lookup = lookup
        self._people = people
        self._analyzer = analyzer

    def exactly(self, tokens: Sequence[Token]) -> list[str]:
        """The people with exactly this name, or the same words in another order."""
        said = _said(tokens)
        keys = self._people.named(" ".join(token.typed for token in tokens))
        if not keys and len(tokens) > 1:
            keys = [path for path in self._having(said) if self._is_whole(path, said)]
        return keys or self._linked(said, whole=True)

    def partly(self, tokens: Sequence[Token]) -> list[str]:
        """The people with all the words in their names."""
        said = _said(tokens)
        return self._having(said) + self._linked(said, whole=False)

    def are_only_names(self, tokens: Iterable[Token]) -> bool:
        """Whether the vault has the words only in names of people."""
        return all(self._is_only_name(token.word) for token in tokens)

    def tied_to(self, keys: Iterable[str]) -> list[str]:
        """The people tied to one of some people."""
        return [other for key in keys for other, _ in self._people.tied_to(key)]

    def numbers(self, keys: Iterable[str]) -> frozenset[int]:
        """The numbers of the notes of people who have one."""
        numbers = (self._lookup.reader.number(key) for key in keys)
        return frozenset(number for number in numbers if number is not None)

    def _is_only_name(self, word: str) -> bool:
        term = self._analyzer.term(word)
        if self._lookup.knows(term, _KEYS):
            return False
        called = {number for number, _ in self._lookup.reader.postings(NAME_WORD, word)}
        called.update(self._lookup.matches("linked", (term,)))
        for field in _PROSE:
            others = self._lookup.matches(field, (term,)).keys() - called
            if len(others) > _MOST_READ:
                return False
            notes = map(self._people.note, others)
            if not all(self._is_written_as_name(term, note, field) for note in notes):
                return False
        return True

    def _is_written_as_name(self, term: str, note: Note, field: str) -> bool:
        """Whether a word has a capital wherever it stands in some prose."""
        pieces = (piece for text in texts_in(note, field) for piece in text.split())
        same = (piece for piece in pieces if term in map(self._analyzer.term, words(piece)))
        return all(piece.lstrip("([\"'“‘*_")[:1].isupper() for piece in same)

    def _having(self, said: Iterable[str]) -> list[str]:
        """The paths of the people with all of some words in their names."""
        numbers = [self._numbers_with(word) for word in said]
        notes = map(self._people.note, sorted(set.intersection(*numbers)) if numbers else ())
        return [note.path for note in notes if note.contact]

    def _numbers_with(self, word: str) -> set[int]:
        return {number for number, _ in self._lookup.reader.postings(NAME_WORD, word)}

    def _is_whole(self, path: str, said: set[str]) -> bool:
        note = self._people.note_at(path)
        names = (note.name, *note.contact.aliases) if note and note.contact else ()
        return any(said == set(words_of(name)) for name in names)

    def _linked(self, said: set[str], *, whole: bool) -> list[str]:
        """The keys of people without notes whose names have the words."""
        terms = tuple(map(self._analyzer.term, sorted(said)))
        found: dict[str, None] = {}
        for number in sorted(self._lookup.matches("linked", terms))[:_MOST_READ]:
            note = self._people.note(number)
            for target, kind in links_of(note):
                name = ghost_name(target)
                fits = said == set(words_of(name)) if whole else said <= words_to_find([name])
                key = self._people.person(target, note.path, kind) if fits else None
                if key and key.startswith(GHOST):
                    found[key] = None
        return list(found)


def _said(tokens: Sequence[Token]) -> set[str]:
    """The words of a name as typed, without titles."""
    return set(words_of(" ".join(token.typed for token in tokens))) or {
        token.word for token in tokens
    }
