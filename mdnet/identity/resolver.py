"""Finds the person that somebody types: by name, file, phone number, address or profile.

Uses the index, and only reads the notes of people who could be meant. Exact matches come
first; among equally good ones, none is chosen.
"""

from collections.abc import Callable, Iterable, Iterator

from mdnet.index.fields import HANDLE, IDENTIFIER, LINK, NAME_WORD
from mdnet.index.store import Snapshot
from mdnet.model.identifiers import (
    Identifier,
    handles_of,
    identifiers_in,
    identifiers_of_contact,
)
from mdnet.model.names import (
    fits_beginnings,
    is_same_name,
    joined_words_of,
    words_of,
    words_to_find,
)
from mdnet.network.ghosts import GHOST
from mdnet.network.people import People
from mdnet.util.rows import NamedTuple
from mdnet.util.text import fold, name_key
from mdnet.vault.names import link_key, resolve, stem_of, target_to_unlisted

_SUGGESTED = 3
_ALIKE = 80
# Nobody reads longer lists.
_MOST = 200


class Found(NamedTuple):
    """The keys of the people who could be meant: none, one, or several equally good.

    ``is_exact``: the name or path was typed in full, in any case.
    """

    keys: tuple[str, ...] = ()
    is_exact: bool = False


class Resolver:
    """Answers for one snapshot of the index.

    Args:
        snapshot: the index, fresh.
        people: the people of the snapshot, including private and archived ones.
        country: for phone numbers without a country code; see ``phone_key``.
    """

    def __init__(self, snapshot: Snapshot, people: People, country: str = "") -> None:
        self._catalogue = snapshot.catalogue
        self._reader = snapshot.reader
        self._people = people
        self._country = country

    def find(self, name: str, *, unlisted_first: bool = False) -> Found:
        """Who ``name`` means: the best matches.

        A link without a note whose words are the name of somebody with one is probably a typo,
        not a second person. To fix such a link, pass ``unlisted_first``.
        """
        exact = self.find_exactly(name)
        if exact.keys and (unlisted_first or not exact.keys[0].startswith(GHOST)):
            return exact
        if exact.keys:
            same = tuple(dict.fromkeys(self._by_same_words(name)))
            return Found(same) if same else exact
        ways: tuple[Callable[[str], Iterable[str]], ...] = (
            self._without_mark,
            self._by_identifier,
            self._by_same_words,
            self._by_words,
            self._by_beginning,
            self._by_handle,
            self._unlisted_by_words,
        )
        for way in ways:
            keys = tuple(dict.fromkeys(way(name)))
            if keys:
                return Found(keys)
        return Found()

    def find_exactly(self, name: str) -> Found:
        """The people with this file name, name or alias; or whom nobody has a note of, by links."""
        key = name_key(name)
        if not key:
            return Found()
        for paths in (
            self._at_path(name),
            self._catalogue.by_name(key),
            self._catalogue.by_alias(key),
        ):
            if keys := self._contacts(paths):
                return Found(keys, is_exact=True)
        return Found(self._unlisted(link_key(target_to_unlisted(name))), is_exact=True)

    def holders(self, text: str) -> tuple[str, ...]:
        """The people with the number, address, page or handle that ``text`` is.

        A handle begins with ``@``: a plain word is more likely just a word.
        """
        found = [*self._by_identifier(text)]
        if text.startswith("@"):
            found += self._by_handle(text)
        return tuple(dict.fromkeys(found))

    def beginning(self, text: str) -> tuple[str, ...]:
        """Everybody whose names have words with these beginnings, in any order.

        Also everybody with the text in an email address.
        """
        common: set[int] | None = None
        for word in words_of(text):
            terms = (term for term in self._reader.terms(NAME_WORD) if term.startswith(word))
            held = {
                number for term in terms for number, _ in self._reader.postings(NAME_WORD, term)
            }
            common = held if common is None else common & held
        numbers = set(common or ())
        wanted = text.strip().casefold()
        for term in self._reader.terms(IDENTIFIER) if wanted else ():
            kind, _, form = term.partition(":")
            if kind == "email" and wanted in form:
                numbers |= {number for number, _ in self._reader.postings(IDENTIFIER, term)}
        return self._keys(numbers)

    def suggestions(self, name: str) -> list[str]:
        """Names of people that are spelt almost like ``name``."""
        from rapidfuzz import process

        names = {fold(key): key for key in self._catalogue.names()}
        found = process.extract(
            fold(name), list(names), scorer=_likeness, limit=_SUGGESTED, score_cutoff=_ALIKE
        )
        near: list[str] = []
        for match, _, _ in found:
            key = names[match]
            paths = self._catalogue.by_name(key) or self._catalogue.by_alias(key)
            near += map(self._people.name, self._contacts(paths))
        return list(dict.fromkeys(near))

    def described(self, key: str) -> str:
        """A description that tells namesakes apart: name, organisation, city and file."""
        contact = self._people.contact(key)
        if contact is None:
            return f"{self._people.name(key)} (no note yet)"
        parts = [self._people.name(key), *contact.organizations[:1], contact.city]
        return f"{', '.join(part for part in parts if part)} ({key})"

    def _at_path(self, name: str) -> list[str]:
        """The note that a path such as ``People/Ana Diaz.md`` names."""
        if "/" not in name and not name.lower().endswith(".md"):
            return []
        path = resolve(name, "", self._catalogue).path
        return [path] if path else []

    def _without_mark(self, name: str) -> tuple[str, ...]:
        """Who a name with a leading ``@`` means."""
        bare = name.strip()
        if not bare.startswith("@") or bare.count("@") > 1:
            return ()
        # A single word after @ is usually a handle.
        handle = tuple(self._by_handle(bare))
        return handle or self.find_exactly(bare.removeprefix("@")).keys

    def _by_identifier(self, name: str) -> Iterator[str]:
        for identifier in identifiers_in(name, self._country):
            for key in self._holding(IDENTIFIER, identifier.term):
                if identifier.kind != "phone" or self._has(key, identifier):
                    yield key

    def _has(self, key: str, identifier: Identifier) -> bool:
        contact = self._people.contact(key)
        own = identifiers_of_contact(contact, self._country) if contact else ()
        return any(map(identifier.is_same, own))

    def _by_handle(self, name: str) -> Iterator[str]:
        bare = name.strip().removeprefix("@")
        for handle in handles_of([f"@{bare}"] if " " not in bare else []):
            yield from self._holding(IDENTIFIER, HANDLE + handle)

    def _by_same_words(self, name: str) -> Iterator[str]:
        for key in self._with_words(name):
            if any(is_same_name(name, other) for other in self._names(key)):
                yield key

    def _by_words(self, name: str) -> Iterator[str]:
        for words in (words_of(name), joined_words_of(name)):
            for key in self._with_all(words):
                if any(words_to_find([other]).issuperset(words) for other in self._names(key)):
                    yield key

    def _with_words(self, name: str) -> tuple[str, ...]:
        """The people who have all the words of a name, separate or joined."""
        words = words_of(name)
        for some in (words, joined_words_of(name), ("".join(words),)):
            if found := self._with_all(some):
                return found
        return ()

    def _with_all(self, words: Iterable[str]) -> tuple[str, ...]:
        common: set[int] | None = None
        for word in words:
            held = {number for number, _ in self._reader.postings(NAME_WORD, word)}
            common = held if common is None else common & held
        return self._keys(common or ())

    def _by_beginning(self, name: str) -> Iterator[str]:
        """Yield people whose name begins so, or has words that begin so, one of them in full."""
        words = words_of(name)
        if words:
            yield from self._contacts(self._catalogue.by_prefix(name_key(name)))
        for word in words if len(words) > 1 else ():
            for one in self._holding(NAME_WORD, word):
                if any(fits_beginnings(words, other) for other in self._names(one)):
                    yield one

    def _unlisted(self, key: str) -> tuple[str, ...]:
        """The key of an unlisted person, if a note links to them as to a person."""
        linked = key and self._reader.postings(LINK, key) and self._people.linking_to(GHOST + key)
        return (GHOST + key,) if linked else ()

    def _unlisted_by_words(self, name: str) -> Iterator[str]:
        wanted = set(words_of(name))
        if not wanted:
            return
        for key in self._reader.terms(LINK):
            if wanted <= words_to_find([key]) and not self._catalogue.by_name(key):
                yield from self._unlisted(key)

    def _holding(self, field: str, term: str) -> tuple[str, ...]:
        return self._keys(number for number, _ in self._reader.postings(field, term))

    def _keys(self, numbers: Iterable[int]) -> tuple[str, ...]:
        some = sorted(numbers)[:_MOST]
        return self._contacts(self._people.note(number).path for number in some)

    def _contacts(self, paths: Iterable[str]) -> tuple[str, ...]:
        return tuple(path for path in sorted(set(paths))[:_MOST] if self._people.contact(path))

    def _names(self, key: str) -> tuple[str, ...]:
        contact = self._people.contact(key)
        aliases = contact.aliases if contact else ()
        return (self._people.name(key), stem_of(key), *aliases)


def _likeness(typed: str, name: str, **_: object) -> float:
    """How similar ``typed`` is to a name, in any order, or to one word of it: up to 100."""
    from rapidfuzz import fuzz

    whole = max(fuzz.ratio(typed, name), fuzz.token_sort_ratio(typed, name))
    if len(typed.split()) != 1:
        return whole
    return max(whole, *(fuzz.ratio(typed, word) for word in name.split()), 0.0)
