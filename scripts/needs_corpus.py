"""The corpus of needs: reads `mdnet/needs/<language>/*.toml` and reports mistakes.

    python -m scripts.needs_corpus            how much there is
    python -m scripts.needs_corpus --check    ends with 1 if something is wrong

A file holds `[[need]]` tables with the texts of each need in one language:

    name      the identifier of the need; the English name in every language
    kind      one of the kinds of a goal; in English only
    label     the person to look for, in a word or two; by default the first helper
    goals     what people with the need would say
    helpers   how notes describe people who can help
    also      weaker helpers: neighbours of the trade, people who went through the same
    not       texts of notes that share words with the need but are no help
"""

import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "mdnet/needs"
LANGUAGES = ("en", "de")
"""The first has every need; the others may lack some."""
KINDS = ("information", "resource", "support", "skill", "job", "introduction")
PARTS = ("goals", "helpers", "also", "not")
_KEYS = frozenset((*PARTS, "name", "kind", "label"))
_MOST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Texts:
    """The texts of a need in one language."""

    goals: tuple[str, ...]
    helpers: tuple[str, ...]
    also: tuple[str, ...] = ()
    unlike: tuple[str, ...] = ()
    """Texts that share words with the need but are no help."""

    def all(self) -> tuple[str, ...]:
        """All texts."""
        return (*self.goals, *self.helpers, *self.also, *self.unlike)


@dataclass(frozen=True, slots=True)
class Need:
    """A need, with its label and its texts by language."""

    name: str
    kind: str
    labels: dict[str, str]
    texts: dict[str, Texts]


@dataclass(slots=True)
class Corpus:
    """The needs in the order of their names, and the mistakes in the files."""

    needs: list[Need] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_corpus(folder: Path = FOLDER) -> Corpus:
    """The needs of a folder; bad entries are left out and listed in ``faults``."""
    corpus = Corpus()
    found: dict[str, Need] = {}
    for language in LANGUAGES:
        for path in sorted((folder / language).glob("*.toml")):
            place = f"{language}/{path.name}"
            for entry in _entries(path, place, corpus.faults):
                _take(entry, language, place, found, corpus.faults)
    corpus.needs = [found[name] for name in sorted(found)]
    return corpus


def sound_needs(folder: Path = FOLDER) -> list[Need]:
    """The needs of a folder.

    Raises:
        ValueError: a file has mistakes.
    """
    corpus = read_corpus(folder)
    if corpus.faults:
        raise ValueError("\n".join(corpus.faults))
    return corpus.needs


def repeated(needs: Sequence[Need]) -> list[str]:
    """A line for each text that helps two needs, or stands in two lists of one."""
    places: dict[str, list[str]] = {}
    for need in needs:
        for language, texts in need.texts.items():
            parts = zip(PARTS, (texts.goals, texts.helpers, texts.also), strict=False)
            for part, listed in parts:
                for text in listed:
                    key = f"{language}: {' '.join(text.casefold().split())}"
                    places.setdefault(key, []).append(f"{need.name} ({part})")
    return [f"{text}: {', '.join(found)}" for text, found in places.items() if len(found) > 1]


def _entries(path: Path, place: str, faults: list[str]) -> Iterator[Mapping[str, Any]]:
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        faults.append(f"{place}: {error}")
        return
    entries = table.pop("need", [])
    faults += [f"{place}: unknown key {key}" for key in table]
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        faults.append(f"{place}: needs are written as [[need]] tables")
        return
    yield from entries


def _take(
    entry: Mapping[str, Any], language: str, place: str, found: dict[str, Need], faults: list[str]
) -> None:
    """Add what an entry says, or the faults that keep it out."""
    name = entry.get("name")
    if not isinstance(name, str) or not name.strip():
        faults.append(f"{place}: a need without a name")
        return
    mine = list(_faults(entry))
    known = found.get(name)
    if language == LANGUAGES[0]:
        if known:
            mine.append("there is a need of this name already")
        if entry.get("kind") not in KINDS:
            mine.append(f"kind must be one of {', '.join(KINDS)}")
    elif known is None:
        mine.append(f"there is no need of this name in {LANGUAGES[0]}")
    elif language in known.texts:
        mine.append("there is a need of this name already")
    if mine:
        faults += [f"{place}: {name}: {fault}" for fault in mine]
        return
    need = found.setdefault(name, Need(name, entry.get("kind", ""), {}, {}))
    need.labels[language] = entry.get("label") or entry["helpers"][0]
    need.texts[language] = Texts(*(tuple(entry.get(part, ())) for part in PARTS))


def _faults(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the mistakes in an entry by itself."""
    for key in entry:
        if key not in _KEYS:
            yield f"unknown key {key}"
    if not isinstance(entry.get("label", ""), str):
        yield "label must be a text"
    seen: dict[str, set[str]] = {}
    for part in PARTS:
        texts = entry.get(part, [])
        if not isinstance(texts, list) or not all(isinstance(text, str) for text in texts):
            yield f"{part} must be a list of texts"
            continue
        if not texts and part in {"goals", "helpers"}:
            yield f"no {part}"
        yield from _text_faults(part, texts, seen)


def _text_faults(part: str, texts: Sequence[str], seen: dict[str, set[str]]) -> Iterator[str]:
    for text in texts:
        if not text.strip():
            yield f"an empty text in {part}"
        if len(text.split()) > _MOST_WORDS:
            yield f"more than {_MOST_WORDS} words in {part}: {text[:60]}…"
        key = " ".join(text.casefold().split())
        # A goal may also be in ``not``, since people with the need are no help; a helper may not.
        before = seen.setdefault(key, set())
        if part in before:
            yield f"twice in {part}: {text}"
        elif part == "not" and before - {"goals"}:
            yield f"in {max(before - {'goals'})} and in not: {text}"
        before.add(part)


def counts(needs: Sequence[Need]) -> Iterator[str]:
    """Yield a line for each language: needs and texts."""
    for language in LANGUAGES:
        texts = [need.texts[language] for need in needs if language in need.texts]
        parts = [sum(map(len, lists)) for lists in zip(*map(_lists, texts), strict=True)]
        told = ", ".join(f"{count:,} {part}" for part, count in zip(PARTS, parts, strict=False))
        yield f"{language}: {len(texts):,} needs, {sum(parts):,} texts: {told}"


def _lists(texts: Texts) -> tuple[tuple[str, ...], ...]:
    return (texts.goals, texts.helpers, texts.also, texts.unlike)


def main(arguments: Sequence[str]) -> int:
    """Print counts, faults and repeated texts; return 1 if asked to check and any were found."""
    corpus = read_corpus()
    lines = [*counts(corpus.needs), *corpus.faults]
    if "--check" not in arguments:
        lines += [f"twice: {line}" for line in repeated(corpus.needs)]
    print("\n".join(lines))
    return 1 if "--check" in arguments and corpus.faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
