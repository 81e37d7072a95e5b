"""Looks for goals of the benchmarks in the corpus of needs: `make check-leaks`.

A model cannot be measured on its training data. So no text of the corpus may be a goal of a
benchmark, nor nearly one: with three or more content words, of which three in four are the same
when stemmed. Each sentence of a long goal is checked as well. Phrases that anybody would use, such
as "dentist" or "lost my keys", are not leaks, but four identical words or more are. Prints each
leak; ends with 1 if there is one.
"""

import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from mdnet.index.analysis import Analyzer, words
from mdnet.search.query import function_words
from scripts.needs_corpus import LANGUAGES, read_corpus

ROOT = Path(__file__).parents[1]
BENCHMARKS = (
    "bench/relevance/goals.json",
    "bench/relevance/paraphrases.json",
    "bench/forum/needs.json",
)
NEAR = 0.75
LEAST_WORDS = 3
LEAST_OF_A_SENTENCE = 5
"""A sentence of a longer goal says less, so short ones are phrases that anybody would use."""
LEAST_EQUAL = 4
_END = re.compile(r"(?<=[.!?;…])\s+|\n+")


class Item(NamedTuple):
    """Something of a benchmark that must not be in the corpus."""

    place: str
    text: str


class Leak(NamedTuple):
    """A text of the corpus and the item that it is, or nearly is."""

    item: Item
    place: str
    text: str


class Finder:
    """Finds texts that are nearly an item, in a time that does not grow with the items."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._analyzers = {language: Analyzer(language) for language in LANGUAGES}
        self._aside = {language: function_words(language) for language in LANGUAGES}
        self._items: list[tuple[Item, frozenset[str]]] = []
        self._same: dict[tuple[str, ...], Item] = {}
        self._holding: dict[str, dict[str, list[int]]] = {language: {} for language in LANGUAGES}
        for item in items:
            for number, part in enumerate(_parts(item.text)):
                least = LEAST_OF_A_SENTENCE if number else LEAST_WORDS
                for language in LANGUAGES:
                    self._add(item, part, language, least)

    def _add(self, item: Item, text: str, language: str, least: int) -> None:
        typed = words(text)
        if len(typed) >= LEAST_EQUAL:
            self._same.setdefault(tuple(typed), item)
        terms = self._terms(typed, language)
        if len(terms) < least:
            return
        for term in terms:
            self._holding[language].setdefault(term, []).append(len(self._items))
        self._items.append((item, terms))

    def found_in(self, text: str, language: str) -> Item | None:
        """The item that a text is nearest to, if it is near enough."""
        typed = words(text)
        if len(typed) < LEAST_WORDS:
            return None
        if same := self._same.get(tuple(typed)):
            return same
        terms = self._terms(typed, language)
        holding = self._holding[language]
        shared = Counter(number for term in terms for number in holding.get(term, ()))
        best: tuple[float, Item] | None = None
        for number, count in shared.items():
            item, wanted = self._items[number]
            near = count / (len(terms) + len(wanted) - count)
            if near >= NEAR and (best is None or near > best[0]):
                best = near, item
        return best[1] if best else None

    def _terms(self, typed: Sequence[str], language: str) -> frozenset[str]:
        term, aside = self._analyzers[language].term, self._aside[language]
        return frozenset(term(word) for word in typed if word not in aside)


def _parts(text: str) -> list[str]:
    """A text and, if there are several, its sentences."""
    sentences = _END.split(text)
    return [text, *sentences] if len(sentences) > 1 else [text]


def benchmark_items(root: Path = ROOT) -> Iterator[Item]:
    """Yield the goals of all benchmarks."""
    for place in BENCHMARKS:
        path = root / place
        if path.exists():
            for entry in json.loads(path.read_text(encoding="utf-8")):
                yield Item(f"{place}: {entry['id']}", entry["query"])


def leaks(items: Iterable[Item], texts: Iterable[tuple[str, str, str]]) -> list[Leak]:
    """The texts of the corpus that are in a benchmark.

    Args:
        items: of the benchmarks.
        texts: of the corpus: the language, the place, the text.
    """
    finder = Finder(items)
    found = ((finder.found_in(text, language), place, text) for language, place, text in texts)
    return [Leak(item, place, text) for item, place, text in found if item]


def corpus_texts() -> Iterator[tuple[str, str, str]]:
    """Yield the texts of the corpus: the language, the need, the text."""
    for need in read_corpus().needs:
        for language, texts in need.texts.items():
            yield from ((language, f"{language}: {need.name}", text) for text in texts.all())


def main() -> int:
    """Print each leak; return 1 if there is one."""
    found = leaks(benchmark_items(), corpus_texts())
    for leak in found:
        print(f"{leak.place}: {leak.text}\n    is {leak.item.place}: {leak.item.text}")
    print(f"{len(found)} leaks")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
