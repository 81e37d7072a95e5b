"""A note without what it says about private people, for everything others may read.

In doubt it leaves out too much: a whole sentence of prose, an item of a list, a line of a log.
Works on plain data and reads no files.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Final

from mdnet.model.contact import Contact, Edge, Goal, Link, LogEntry, Note, Passage
from mdnet.network.name_forms import bare, lower, name_words, tokens_of
from mdnet.network.privacy import Phrases, PrivateNames, words_of
from mdnet.notes.links import split_links
from mdnet.notes.unseen import Definitions, definitions_in, unseen_in
from mdnet.notes.wording import sentences
from mdnet.util.records import Record, replace, values_of
from mdnet.util.text import one_line

WhoIs = Callable[[str, str], bool | None]
"""Takes a link and the path of its note; says whether it leads to somebody private (True), to
another contact (False), or to neither (None)."""

_BLOCKS = re.compile(r"(\n[ \t]*\n|\n(?=[ \t]*(?:[-*+#|]|\d{1,9}[.)])))")
# A name may go on in the next line of a quote.
_QUOTE_MARKS = re.compile(r"\n[ \t]*>[ \t>]*")
_MARK = re.compile(r"[ \t]*(?:(?:[-*+>]|#{1,6}|\d{1,9}[.)])[ \t]+)*(?:\[[^\[\]]\][ \t]+)?")
# A row of a table, and a line of a log.
_WHOLE = re.compile(r"\s*(?:\||[-*+][ \t]+(?:\[[^\[\]]\][ \t]+)?\d{4}-\d{2}-\d{2})")
_WORD_BREAK = re.compile(r"[\s_-]+")
# No place or language is named after anybody the owner knows.
_PLACES: Final = frozenset(("city", "languages"))
# Somebody's own surname in their own address is theirs.
_OWN: Final = frozenset(("aliases", "emails", "urls", "social", "address", "phones", "uid"))
_UNTOUCHED: Final = frozenset(("group", "birthday", "anniversary"))
_NO_CONTACT: Final = "promised"
_SHORT_WORD = 4
_LONGEST_TITLE = 24


class Redaction(Record):
    """Removes from notes what they say about private people."""

    names: PrivateNames
    who_is: WhoIs

    def note(self, note: Note) -> Note | None:
        """A note without what it says about private people.

        The note itself, if it says nothing; None if its own name names somebody, as a goal's or
        a meeting's may. Contacts keep their name.
        """
        if note.contact is None and (
            self.names.named_in(note.name) or self.names.named_in(note.path)
        ):
            return None
        judge = _Judge(self, note)
        new = replace(
            note,
            contact=note.contact and judge.contact(note.contact),
            goal=note.goal and judge.goal(note.goal),
            links=tuple(link for link in note.links if judge.allows_link(link)),
            passages=tuple(judge.passages(note.passages)),
            log=tuple(judge.log(note.log)),
            hidden_links=tuple(link for link in note.hidden_links if judge.allows_link(link)),
            problems=tuple(one for one in note.problems if not judge.names(str(one))),
        )
        return note if new == note else replace(new, written=())

    def markdown(self, text: str, note: Note) -> str:
        """A text of a note, as Markdown, without the sentences that name anybody private."""
        if not text:
            return text
        judge = _Judge(self, note, definitions_in(text))
        parts = _BLOCKS.split(text)
        kept = ""
        for block, between in zip(parts[::2], [*parts[1::2], ""], strict=True):
            left = block if judge.allows(block) else judge.sentences(block)
            kept += left + between if left else ("\n" if "\n\n" in between else "")
        return kept.strip("\n")


class _Judge:
    """Decides about the texts of one note."""

    def __init__(
        self, redaction: Redaction, note: Note, definitions: Definitions | None = None
    ) -> None:
        self._all_names = redaction.names
        self._who_is = redaction.who_is
        self._path = note.path
        self._is_contact = note.contact is not None
        self._own = words_of(note.name)
        self._definitions = definitions or {}
        self._shown = self._words_of_links(note)
        self._written: dict[str, list[str]] = defaultdict(list)
        for shown, text in note.written:
            self._written[_value_key(shown)].append(text)

    def names(self, text: str) -> bool:
        """Whether a text names somebody private, by a name or by the words of a link."""
        if self._all_names.named_in(text):
            return True
        return self._shown.found_in(text)

    def allows(self, text: str) -> bool:
        """Whether a text, as Markdown, names and links to nobody private."""
        shown, targets = split_links(text)
        if self.names(text) or (shown != text and self.names(shown)):
            return False
        return self._are_public(targets, unseen_in(text, self._definitions))

    def sentences(self, block: str) -> str:
        """A block of Markdown without the sentences that name somebody."""
        if _WHOLE.match(block):
            return ""
        mark = _MARK.match(block)
        start = mark.end() if mark else 0
        text = one_line(_QUOTE_MARKS.sub("\n", block[start:]))
        told = []
        withheld = False
        for one in _whole_sentences(text):
            withheld = (withheld and _goes_on(one)) or not self.allows(one)
            if not withheld:
                told.append(one)
        kept = " ".join(told)
        # If only the whole block shows a name, such as one cut in two, the whole block goes.
        return block[:start] + kept if kept and self.allows(kept) else ""

    def passages(self, passages: Iterable[Passage]) -> Iterator[Passage]:
        """Yield the passages of the sentences that name nobody."""
        withheld = False
        for sentence in _sentences_of(passages):
            goes_on = sentence[0].after == "sentence" and _goes_on(sentence[0].text)
            withheld = (withheld and goes_on) or not self._allows_sentence(sentence)
            if not withheld:
                yield from sentence

    def _allows_sentence(self, sentence: list[Passage]) -> bool:
        text = " ".join(passage.text.removesuffix("…") for passage in sentence)
        return not self.names(text) and all(
            self._are_public(passage.links, passage.unseen) for passage in sentence
        )

    def log(self, entries: Iterable[LogEntry]) -> Iterator[LogEntry]:
        """Yield the entries of a log whose lines name nobody.

        From any other line in a contact's log, the day of contact stays.
        """
        lines: dict[int, list[LogEntry]] = defaultdict(list)
        for entry in entries:
            lines[entry.line].append(entry)
        for line in lines.values():
            if all(self._allows_entry(entry) for entry in line):
                yield from line
            elif self._is_contact and line[0].kind != _NO_CONTACT:
                yield LogEntry(line[0].day, "", "", line=line[0].line)

    def _allows_entry(self, entry: LogEntry) -> bool:
        return not self.names(entry.text) and self._are_public(entry.links, entry.unseen)

    def allows_link(self, link: Link) -> bool:
        """Whether a link leads to nobody private."""
        return self._is_public(link.target) and (
            not self.names(link.text) or self._who_is(link.target, self._path) is False
        )

    def goal(self, goal: Goal) -> Goal:
        """A goal without wants that name somebody."""
        return replace(goal, wants=tuple(want for want in goal.wants if self._allows_value(want)))

    def contact(self, contact: Contact) -> Contact:
        """The fields without values that name somebody."""
        changed: dict[str, Any] = {}
        for field, value in values_of(contact).items():
            if field in _UNTOUCHED or not isinstance(value, str | tuple):
                continue
            left = self._left(field, value)
            if left != value:
                changed[field] = left
        return replace(contact, **changed) if changed else contact

    def _left(self, field: str, value: str | tuple[Any, ...]) -> str | tuple[Any, ...]:
        """The part of a field that may be shown."""
        if isinstance(value, str):
            return value if not value or self._allows_value(value, field) else ""
        if field == "edges":
            return tuple(edge for edge in value if self._allows_edge(edge))
        if field == "extra":
            return tuple(self._extra(value))
        return tuple(one for one in value if self._allows_value(one, field))

    def _allows_value(self, text: str, field: str = "") -> bool:
        besides = self._own if field in _OWN else ()
        parts = field not in _PLACES or " " in text
        if self._all_names.named_in(text, besides=besides, parts=parts):
            # A person's own name stays, even if somebody private shares it.
            return field == "aliases" and self._own.issuperset(words_of(text))
        if parts and self._shown.found_in(text):
            return False
        written = self._written.get(_value_key(text), ())
        return all(self._are_public(split_links(one)[1], (one,)) for one in written)

    def _allows_edge(self, edge: Edge) -> bool:
        return self._is_public(edge.target)

    def _extra(
        self, values: Iterable[tuple[str, tuple[str, ...]]]
    ) -> Iterator[tuple[str, tuple[str, ...]]]:
        for key, texts in values:
            kept = tuple(text for text in texts if self._allows_value(text))
            if not self.names(key) and (kept or not texts):
                yield key, kept

    def _are_public(self, targets: Iterable[str], unseen: Collection[str]) -> bool:
        return all(map(self._is_public, targets)) and all(map(self._is_public, unseen))

    def _is_public(self, target: str) -> bool:
        """Whether a link leads to nobody private, by whom it means or else by its words."""
        private = self._who_is(target, self._path)
        if private is None:
            return not self._all_names.named_in(target)
        return not private

    def _words_of_links(self, note: Note) -> Phrases:
        """A finder of the words that the note's links to private people show."""
        return Phrases(
            link.text
            for link in (*note.links, *note.hidden_links)
            if _says_something(link.text) and not self._is_public(link.target)
        )


def _sentences_of(passages: Iterable[Passage]) -> Iterator[list[Passage]]:
    """Yield the passages of each sentence."""
    sentence: list[Passage] = []
    for passage in passages:
        cut = passage.after == "sentence" and _ends_in_title(sentence[-1].text if sentence else "")
        if sentence and passage.after != "piece" and not cut:
            yield sentence
            sentence = []
        sentence.append(passage)
    if sentence:
        yield sentence


def _whole_sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a paragraph; none ends after a title, in any language."""
    whole = ""
    for sentence in sentences(text):
        whole = f"{whole} {sentence}" if whole else sentence
        if not _ends_in_title(sentence):
            yield whole
            whole = ""
    if whole:
        yield whole


def _ends_in_title(sentence: str) -> bool:
    words = tokens_of(bare(sentence[-_LONGEST_TITLE:]))
    if not words or not sentence.rstrip("*_\"'”“").endswith("."):
        return False
    return len(words[-1]) == 1 or lower(words[-1]) in name_words().titles


def _goes_on(sentence: str) -> bool:
    """Whether a sentence is about the same person as the one before.

    One that begins with a small letter was cut after an abbreviation.
    """
    words = tokens_of(bare(sentence))
    return bool(words) and (words[0][:1].islower() or lower(words[0]) in name_words().pronouns)


def _says_something(text: str) -> bool:
    """Whether the words of a link are more than ``he`` or ``here``."""
    words = text.split()
    return len(words) > 1 or (bool(words) and (len(text) > _SHORT_WORD or text[:1].isupper()))


def _value_key(text: str) -> str:
    """A value as it is found again, though circles are written without hyphens."""
    return _WORD_BREAK.sub(" ", text).strip().casefold()
