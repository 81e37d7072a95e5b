"""The people with the organisation, city, circle or language that words of a goal mean."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from mdnet.index.analysis import Analyzer, words
from mdnet.index.fields import TRADE, texts_in
from mdnet.model.circles import CIRCLES, circle_key, circle_of
from mdnet.network.lookup import Lookup
from mdnet.network.people import People
from mdnet.search.corrections import is_near
from mdnet.search.slot_people import Names
from mdnet.search.slots import FIELDS, Slot, SlotKind
from mdnet.search.vocabulary import name_parts
from mdnet.util.patterns import late_pattern
from mdnet.util.text import umlaut_twin

_MOST_READ = 120
# Fields with names.
_NAMED = ("name", "linked", "organizations", "city", "languages")
# Other fields that may say which languages somebody speaks.
_DEEDS = ("roles", "skills", "offers", "about")
_NEARBY = 3
_BETWEEN_PARTS = late_pattern(r"[,;/()]")
_ACRONYM = range(2, 7)
_ARTICLES = frozenset(("the", "die", "der", "das"))

Said = Sequence[str]
"""Words, folded, of a goal or of a value."""
Fits = Callable[[Said, Said], bool]


class Values:
    """Looks up the values of keys in the notes of one vault."""

    def __init__(
        self,
        lookup: Lookup,
        people: People,
        analyzer: Analyzer,
        is_word: Callable[[str], bool],
    ) -> None:
        self.names = Names(lookup, people, analyzer)
        self.is_word = is_word
        """Whether a word table knows a word, so that it need not be a name."""
        self._lookup = lookup
        self._people = people
        self._analyzer = analyzer

    def knows(self, word: str, fields: Iterable[str]) -> bool:
        """Whether any note has a word in one of the fields."""
        return self._lookup.knows(self._analyzer.term(word), fields)

    def is_trade(self, said: Said) -> bool:
        """Whether all words are of trades or skills of the vault."""
        return all(self.knows(word, TRADE) for word in said)

    def may_be_mistyped(self, word: str) -> bool:
        """Whether a word may be a mistyped name from the vault."""
        return is_near(self._analyzer.term(word), self._lookup, _NAMED)

    def organization(self, said: Said, *, loosely: bool) -> Slot | None:
        """The people at an organisation: by its whole name, or ``loosely`` its beginning."""
        found = self._with("organization", [said], _is_whole)
        if found is None and len(said) > 1:
            found = self.initials(said)
        if found is None and loosely:
            found = self._with("organization", [said], _begins)
        return found

    def initials(self, said: Said) -> Slot | None:
        """The people at an organisation known by the initials of some words."""
        short = sorted({_initials(one) for one in (said, _telling(said))})
        return self._with("organization", [[one] for one in short if one], _is_whole)

    def acronym(self, word: str) -> Slot | None:
        """The people at an organisation whose words begin with the letters of a word."""
        if len(word) not in _ACRONYM or not word.isalpha():
            return None
        reader = self._lookup.reader
        having: dict[str, set[int]] = {letter: set() for letter in word}
        for term in reader.terms("organizations"):
            if term[0] in having:
                numbers = (number for number, _ in reader.postings("organizations", term))
                having[term[0]].update(numbers)
        among = sorted(set.intersection(*having.values()))[:_MOST_READ]
        found = self._fitting("organizations", among, partial(_is_acronym, word))
        names = _spellings(_shortest(found.values()), "organizations") if found else ()
        return self._with("organization", names, _is_whole)

    def place(self, said: Said) -> Slot | None:
        """The people who live at a place."""
        return self._with("place", [said], _is_place)

    def circle(self, said: Said, *, spoken: bool) -> Slot | None:
        """The people in a circle, by its name in singular or plural.

        Args:
            said: the words of the goal.
            spoken: whether any other name for the circle will do as well.
        """
        key = circle_key(" ".join(said))
        meant = circle_of(key)
        if key not in name_parts().circles:
            found = self._with("circle", _in_singular(said), self._is_same)
            if found or not spoken or key != meant:
                return found
        names = [name.replace("-", " ").split() for name in (meant, *CIRCLES.get(meant, ()))]
        return self._with(
            "circle", names, lambda _, words: circle_of(circle_key(" ".join(words))) == meant
        )

    def state(self, word: str) -> Slot | None:
        """The people whose role includes a state beside the trade: a retired nurse."""
        terms = self._terms([word])
        found = self._with("state", [[word]], lambda _, words: terms[0] in self._terms(words))
        return found._replace(text=word) if found else None

    def language(self, said: Said) -> Slot | None:
        """The people who speak a language: by the key of languages, else by what they do."""
        name = " ".join(said)
        names = [
            one.split() for one in dict.fromkeys((name, *name_parts().languages.get(name, ())))
        ]
        found = self._with("language", names, _is_within)
        if found is None:
            return None
        speaking = [self._with("language", names, _speaks, field) for field in _DEEDS]
        numbers = [one.numbers for one in speaking if one]
        return found._replace(numbers=found.numbers.union(*numbers))

    def _is_same(self, said: Said, words: Said) -> bool:
        return self._terms(said) == self._terms(words)

    def _terms(self, words: Iterable[str]) -> list[str]:
        return [self._analyzer.term(word) for word in words]

    def _with(
        self, kind: SlotKind, names: Iterable[Said], fits: Fits, field: str = ""
    ) -> Slot | None:
        """The slot of people whose value fits one of some names, in its field or another."""
        field = field or FIELDS[kind]
        numbers: set[int] = set()
        texts: list[str] = []
        for name in names:
            terms = tuple(self._terms(name))
            held = sorted(self._lookup.matches(field, terms)) if terms else []
            fitting = self._fitting(field, held[:_MOST_READ], partial(fits, name))
            if fitting:
                numbers.update(fitting, held[_MOST_READ:])
                texts.append(_shortest(fitting.values()))
        return Slot(kind, texts[0], frozenset(numbers)) if numbers else None

    def _fitting(
        self, field: str, numbers: Iterable[int], fits: Callable[[Said], bool]
    ) -> dict[int, str]:
        """The notes among some with a value that fits, and the shortest such value."""
        found: dict[int, str] = {}
        for number in numbers:
            note = self._people.note(number)
            values = texts_in(note, field) if note.contact else ()
            fitting = [value for value in values if any(map(fits, _spellings(value, field)))]
            if fitting:
                found[number] = _shortest(fitting)
        return found


def _shortest(values: Iterable[str]) -> str:
    return min(values, key=lambda value: (len(value), value))


def _spellings(value: str, field: str) -> Iterator[Said]:
    """Yield the words of a value, folded: also with umlauts written out, if it has any.

    A place is each part of it: "St. Gallen, Switzerland".
    """
    for text in _BETWEEN_PARTS.split(value) if field == "city" else [value]:
        yield words(text)
        if not text.isascii():
            yield words(umlaut_twin(text))


def _in_singular(said: Said) -> Iterable[Said]:
    """Yield words as they are, and without an ending that no stemmer takes off: Nachbarn."""
    yield said
    if said[-1].endswith("n"):
        yield [*said[:-1], said[-1][:-1]]


def _is_whole(said: Said, words: Said) -> bool:
    """Whether a value is what was said, apart from its legal form and an article."""
    return _bare(said) == _bare(words)


def _bare(words: Said) -> list[str]:
    start, end = 0, len(words)
    while end > 1 and words[end - 1] in name_parts().legal_forms:
        end -= 1
    if end > 1 and words[0] in _ARTICLES:
        start = 1
    return list(words[start:end])


def _begins(said: Said, words: Said) -> bool:
    return list(said) == _bare(words)[: len(said)] and bool(_telling(said))


def _telling(words: Said) -> list[str]:
    return [word for word in words if word not in name_parts().small]


def _within(said: Said, words: Said) -> list[int]:
    """The place where words stand side by side in a value."""
    wanted, many = list(said), len(said)
    return [at for at in range(len(words) - many + 1) if list(words[at : at + many]) == wanted]


def _is_within(said: Said, words: Said) -> bool:
    return bool(_within(said, words))


def _is_place(said: Said, words: Said) -> bool:
    """Whether a place is what was said, or begins with it: Frankfurt am Main."""
    many, parts = len(said), name_parts()
    if list(words[:many]) != list(said):
        return False
    return len(words) == many or words[many] in parts.of_places or said[-1] not in parts.beginnings


def _speaks(said: Said, words: Said) -> bool:
    """Whether a value is a language, or has words about speaking around one."""
    around: list[str] = []
    for at in _within(said, words):
        around += words[max(0, at - _NEARBY) : at + len(said) + _NEARBY]
    return list(words) == list(said) or any(
        word.startswith(name_parts().speaking) for word in around
    )


def _initials(words: Said) -> str:
    return "".join(word[0] for word in words)


def _is_acronym(word: str, words: Said) -> bool:
    """Whether a word is made of the first letters of words side by side."""
    letters = {_initials(_bare(chosen)) for chosen in (words, _telling(words))}
    return word in letters or (len(word) > 2 and any(one.startswith(word) for one in letters))
