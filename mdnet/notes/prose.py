"""The prose of a note as passages: one sentence each, with whom it is about.

A sentence is ``neg`` when it expresses an aversion, ``via`` when it is about somebody the
person knows, ``about`` otherwise; a log entry is ``log``. The English words that decide are
in ``mdnet.notes.wording``. Knows nothing of front matter or of the index.
"""

import re
from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet

from mdnet.model.contact import Contact, LogEntry, Passage, PassageKind
from mdnet.model.keys import THING_KEYS
from mdnet.notes.links import split_links
from mdnet.notes.markdown import plain
from mdnet.notes.unseen import definitions_in, unseen_in
from mdnet.notes.wording import (
    TURN,
    aversion_in,
    clause_start,
    sentences,
    speaks_of_another,
    words_of,
)
from mdnet.util.text import one_line

MAX_BODY = 256 * 1024
"""Characters of a body that are read for passages."""
MAX_PASSAGES = 400
MAX_LENGTH = 300
MAX_LINKS = 50
"""Links of one passage that are kept: each piece of a long sentence has them all."""
MAX_SENTENCE = 2_000
"""Characters of a sentence that is split into clauses."""

# Starts of lines that do not continue the line before.
_BLOCK_MARK = re.compile(
    r"[ \t]*(?:(?P<heading>#{1,6}[ \t]+)"
    r"|(?P<quote>(?:>[ \t]*)+)"
    r"|(?P<row>\|)"
    # An inline field; its mark is not consumed.
    r"|(?P<field>(?=[*_]{0,3}\w[\w -]{0,60}[*_]{0,3}::(?:[ \t]|$)))"
    r"|(?P<begun>(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^\[\]]\][ \t]+)?"
    # A footnote; a label in bold.
    r"|\[\^[^\[\]\s]{1,100}\]:[ \t]*|(?=\*\*[^*\n]{1,60}(?::\*\*|\*\*:))))"
)
# The text below says what they lack, as in "How I can help them".
_OF_NEEDS = re.compile(
    r"\W*(?:(?:how|what|where) (?:i|we) (?:can|could|might) (?:help|do for|offer)"
    r"|(?:their |what they )?needs?\b|(?:they are )?looking for\b|wie ich helfen)",
    re.IGNORECASE,
)
_TABLE_BAR = re.compile(r"(?<!\\)\|")
_WORD = re.compile(r"\w")
_LETTER = re.compile(r"[^\W\d_]")


def read_passages(
    body: str, log: Iterable[LogEntry] = (), log_lines: frozenset[int] = frozenset(),
    dull: frozenset[str] = frozenset(),
) -> tuple[Passage, ...]:  # fmt: skip
    """The passages of a body, then those of its log.

    ``body`` is without hidden text (``hidden.UNREAD``). ``log_lines`` are the 0-based
    lines that the log has taken; ``dull`` are headings, case folded, without content.
    """
    passages: list[Passage] = []
    definitions = definitions_in(body)
    is_of_needs = False
    for block, heading in _blocks(body[:MAX_BODY], log_lines):
        if heading:
            is_of_needs = _OF_NEEDS.match(block) is not None
        if heading and block.strip(" :").casefold() in dull:
            continue
        told = False
        for sentence in sentences(block):
            pieces = _passages(sentence)
            if is_of_needs:
                pieces = [piece._replace(kind="neg") for piece in pieces]
            passages += _one_sentence(pieces, unseen_in(sentence, definitions), follows=told)
            told = told or bool(pieces)
        if len(passages) >= MAX_PASSAGES:
            break
    passages += _log_passages(log)
    return tuple(passages[:MAX_PASSAGES])


def without_things(passages: tuple[Passage, ...], contact: Contact) -> tuple[Passage, ...]:
    """The passages without links to things, as the person's keys identify them.

    Somebody with ``city: "[[Graz]]"`` does not introduce anybody to Graz. The words of such
    links stay known, in case they name somebody private.
    """
    things = {edge.target for edge in contact.edges if edge.kind in THING_KEYS}
    if not things:
        return passages
    return tuple(
        _without_links(one, things) if not things.isdisjoint(one.links) else one for one in passages
    )


def _without_links(passage: Passage, things: AbstractSet[str]) -> Passage:
    links = tuple(link for link in passage.links if link not in things)
    left_out = tuple(link for link in passage.links if link in things)
    return passage._replace(links=links, unseen=(*passage.unseen, *left_out))


def _blocks(body: str, skipped: frozenset[int]) -> Iterator[tuple[str, bool]]:
    """Yield paragraphs, list items and headings (True), each as one line."""
    paragraph: list[str] = []
    for number, line in enumerate(body.split("\n")):
        says = number not in skipped and _WORD.search(line) is not None
        mark = _BLOCK_MARK.match(line)
        if paragraph and (mark or not says):
            yield " ".join(paragraph), False
            paragraph = []
        if not says:
            continue
        if mark is None or mark["begun"] is not None:
            paragraph.append(line[mark.end() :] if mark else line)
        else:
            yield from _line_block(line, mark)
    if paragraph:
        yield " ".join(paragraph), False


def _line_block(line: str, mark: re.Match[str]) -> Iterator[tuple[str, bool]]:
    """Yield the text of a heading, a quote, a field or a table row; these end with their line."""
    rest = line[mark.end() :]
    if mark["heading"]:
        yield rest.rstrip(" \t#"), True
    elif mark["quote"]:
        item = _BLOCK_MARK.match(rest)
        yield rest[item.end() :] if item and item["begun"] else rest, False
    elif mark["row"]:
        cells = (cell.strip() for cell in _TABLE_BAR.split(rest) if _LETTER.search(cell))
        yield " · ".join(cells), False
    else:
        yield rest, False


def _passages(sentence: str) -> list[Passage]:
    shown, links = split_links(sentence)
    text = one_line(plain(shown))
    if not _LETTER.search(text):
        return []
    folded = text.lower().replace("\u2019", "'")
    words = words_of(folded)
    # A very long sentence is a list or worse; it is not split into clauses.
    if len(text) > MAX_SENTENCE or aversion_in(folded, words) is None:
        return _cut(_about_or_via(folded, words, links), text, links)
    passages = []
    for kind, clause in _clauses(text, folded, links):
        named = tuple(link for link in links if link.rpartition("/")[2] in clause)
        passages += _cut(kind, clause, named)
    return passages


def _about_or_via(folded: str, words: AbstractSet[str], links: tuple[str, ...]) -> PassageKind:
    return "via" if links or speaks_of_another(folded, words) else "about"


def _clauses(text: str, folded: str, links: tuple[str, ...]) -> Iterator[tuple[PassageKind, str]]:
    """Yield the clauses of a sentence with an aversion, each with its kind.

    "Gave up law and now runs a bakery": only the clause with the aversion is negative. What
    follows it up to a turn such as "but" or "now" may be a list of things avoided.
    """
    if len(text) != len(folded):
        yield "neg", text  # a letter has another length in lower case, so places differ
        return
    done = 0
    for end, start in [*(turn.span() for turn in TURN.finditer(folded)), (len(text), 0)]:
        at = aversion_in(folded[done:end], words_of(folded[done:end]))
        cut, before_end = (end, end) if at is None else _cut_before(folded, done, at)
        before = folded[done:before_end]
        named = tuple(link for link in links if link.rpartition("/")[2] in text[done:before_end])
        yield _about_or_via(before, words_of(before), named), text[done:before_end].strip(" ,;:")
        yield "neg", text[cut:end].strip()
        done = start


def _cut_before(folded: str, done: int, at: int) -> tuple[int, int]:
    start, before = clause_start(folded[done : done + at], at)
    return done + start, done + before


def _one_sentence(
    pieces: list[Passage], unseen: tuple[str, ...], *, follows: bool = False
) -> list[Passage]:
    """The passages of one sentence, marked as such; ``follows`` if it is not the first."""
    if len(pieces) == 1 and not (unseen or follows):
        return pieces
    return [
        piece._replace(unseen=unseen, after="piece" if place else "sentence" if follows else "")
        for place, piece in enumerate(pieces)
    ]


def _cut(kind: PassageKind, text: str, links: tuple[str, ...]) -> list[Passage]:
    """The text in pieces of at most ``MAX_LENGTH`` characters, cut at spaces."""
    passages = []
    links = links[:MAX_LINKS]
    while len(text) > MAX_LENGTH:
        blank = text.rfind(" ", 1, MAX_LENGTH)
        end = blank if blank > 0 else MAX_LENGTH - 1
        passages.append(Passage(kind, text[:end] + "…", links))
        text = text[end:].lstrip()
    if text:
        passages.append(Passage(kind, text, links))
    return passages


def _log_passages(log: Iterable[LogEntry]) -> Iterator[Passage]:
    for entry in log:
        yield from _one_sentence(_cut("log", entry.text, entry.links), entry.unseen)
