"""Fields in the text of a note: ``role:: potter`` of Dataview and Logseq, ``**Role:** potter``.

Finds them and their places; ``inline_values`` picks those that describe a person. The text must
have its code, comments and signs blanked out.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, NamedTuple

from mdnet.model.contact import Position
from mdnet.model.keys import CONTACT, NOT_TEXT, Field, key_form
from mdnet.notes.fields import fits
from mdnet.notes.links import only_links, split_links
from mdnet.notes.values import AGAIN, Value, ValuePlaces
from mdnet.util.text import one_line

Form = Literal["line", "bracket", "label", "plain"]
"""``key:: value`` on a line, the same in brackets, ``**Key:** value``, and ``- Key: value``."""

_KEY = r"[^\W\d_][\w /.-]{0,60}?"
_LINE = re.compile(
    r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^\[\]]\][ \t]+)?)?"
    r"(?:"
    rf"[*_]{{0,3}}(?P<line>{_KEY})[*_]{{0,3}}::[*_]{{0,3}}(?:[ \t]+|$)"
    rf"|\*\*(?P<label>{_KEY})[ \t]*(?::\*\*|\*\*[ \t]*:)(?!:)[ \t]*"
    rf"|(?P<plain>{_KEY}):[ \t]+(?!:)"
    r")(?P<value>[^\n]*)"
)
_BRACKET = re.compile(
    rf"[\[(][ \t]*(?P<key>{_KEY})[ \t]*::[ \t]*"
    r"(?P<value>(?:\[\[[^\[\]\n]*\]\]|\([^()\n]*\)|[^\[\]()\n])*)[\])]"
)
# A line of a log begins with its day, which may be a link.
_DATED = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[^\[\]]\][ \t]+)?)?\W{0,4}\d")
_COMMAS: Final = frozenset(
    "aliases circles emails interests languages phones roles skills tags urls".split()
)
_DAYS: Final = frozenset(("anniversary", "birthday"))
_ALIAS: Final = {"alias": "aliases"}
# Properties of Logseq's blocks, which say nothing about a person.
_OF_PROGRAMS: Final = frozenset(
    ("background_color", "collapsed", "heading", "id", "logseq.order_list_type", "template")
)
_NO_WORDS: Final = NOT_TEXT | _OF_PROGRAMS
_LONGEST_LABEL = 200
_FEWEST_TOGETHER = 2
_CELLS = 2
_NUMBER = re.compile(r"[+(]{0,2}\d[\d ()/.+-]{3,40}")


class InlineField(NamedTuple):
    """A field as it is written; ``line`` counts from 0 within the text, ``column`` from 1."""

    key: str
    value: str
    form: Form
    line: int
    column: int


class InlineValues(NamedTuple):
    """The values that fields give for a person.

    ``values`` are by keys as in front matter, after those of front matter for
    the same key; ``lines`` are the lines of the text that say nothing else.
    """

    values: Mapping[str, Value] = {}
    places: Mapping[str, Position] = {}
    lines: frozenset[int] = frozenset()


NOTHING: Final = InlineValues()


def fields_in(text: str) -> tuple[InlineField, ...]:
    """The fields of a text in order; those of dated lines belong to its log."""
    if ":" not in text and "|" not in text:
        return ()
    found: list[InlineField] = []
    for number, line in enumerate(text.split("\n")):
        if "|" in line:
            found += _in_row(line, number)
        elif ":" in line:
            found += _on_line(line, number)
            if "::" in line:
                found += _in_brackets(line, number)
    return _with_runs(found)


def _with_runs(found: list[InlineField]) -> tuple[InlineField, ...]:
    """Accept ``Role: cook`` as a field where several lines of a person's keys stand together.

    A single line may be a sentence.
    """
    plain = [one for one in found if one.form == "plain"]
    known = {one.line for one in plain if _fits_a_key(one)} if len(plain) > 1 else ()
    if len(known) < _FEWEST_TOGETHER:
        return tuple(found)
    return tuple(
        one._replace(form="label")
        if one.line in known and (one.line - 1 in known or one.line + 1 in known)
        else one
        for one in found
    )


def _fits_a_key(field: InlineField) -> bool:
    known = CONTACT.get(key_form(field.key))
    return known is not None and bool(field.value) and fits(known, field.value)


def page_values(fields: Sequence[InlineField]) -> dict[str, Value]:
    """The values that may give the note's kind: those on lines, with two colons."""
    values: dict[str, Value] = {}
    for field in fields:
        if field.form == "line":
            values.setdefault(key_form(field.key), field.value)
    return values


def inline_values(
    fields: Sequence[InlineField], above: Mapping[str, Value], first_line: int
) -> InlineValues:
    """The values that fields give for the person of a note.

    Args:
        fields: of the text.
        above: the values of the front matter.
        first_line: the number of the first line of the text in the file.
    """
    values: dict[str, list[Value]] = {}
    places: dict[str, Position] = {}
    lines: set[int] = set()
    for field in fields:
        name = _ALIAS.get(key_form(field.key), field.key)
        known = CONTACT.get(key_form(name))
        if known is None and field.form == "line" and key_form(name) in _NO_WORDS:
            lines.add(field.line)
        if not _says_something(field, name):
            continue
        while name in above:
            name += AGAIN
        values.setdefault(name, []).extend(_parts(known.name if known else "", field.value))
        places.setdefault(name, Position(first_line + field.line, field.column))
        if field.form != "bracket" and _is_all_said(field, known):
            lines.add(field.line)
    read = {name: found[0] if len(found) == 1 else found for name, found in values.items()}
    return InlineValues(read, places, frozenset(lines))


class BothPlaces(NamedTuple):
    """The places of keys above the text and in it."""

    above: ValuePlaces
    inside: Mapping[str, Position]

    def key_place(self, key: str) -> Position:
        """The place of a key."""
        return self.inside.get(key) or self.above.key_place(key)

    def value_place(self, key: str, item: int | None = None) -> Position:
        """The place of a value; one in the text has a single line."""
        return self.inside.get(key) or self.above.value_place(key, item)


def _is_all_said(field: InlineField, known: Field | None) -> bool:
    """Whether values and ties are all that a line says, so that it is not a sentence."""
    return fits(known, field.value) if known else only_links(field.value) is not None


def _says_something(field: InlineField, name: str) -> bool:
    """Whether a field belongs to a person and is not a sentence that looks like one."""
    known = CONTACT.get(key_form(name))
    if not field.value or key_form(name) in _NO_WORDS:
        return False
    if known is None:
        return field.form != "plain" and bool(split_links(field.value)[1])
    if field.form in ("line", "bracket"):
        return True
    if len(field.value) > _LONGEST_LABEL or not fits(known, field.value):
        return False
    return field.form == "label" or _is_data(known.name, field.value)


def _is_data(name: str, value: str) -> bool:
    """Whether a value is a number, an address or a day, not prose."""
    if name == "phones":
        return _NUMBER.fullmatch(value) is not None
    return name in _DAYS or (name == "emails" and "@" in value and " " not in value)


def _parts(name: str, value: str) -> list[Value]:
    """The values in a field: a list is written with commas."""
    if name == "tags":
        return [one_line(split_links(part)[0]).replace(" ", "-") for part in value.split(",")]
    if name in _COMMAS:
        return [part.strip() for part in _split_at_commas(value) if part.strip()]
    return [value]


def _split_at_commas(value: str) -> Iterator[str]:
    """Yield the parts of a list; a comma in parentheses or in a link does not separate."""
    depth = start = 0
    for place, letter in enumerate(value):
        if letter in "([":
            depth += 1
        elif letter in ")]":
            depth -= 1
        elif letter == "," and depth <= 0:
            yield value[start:place]
            start = place + 1
    yield value[start:]


def _on_line(line: str, number: int) -> Iterator[InlineField]:
    found = _LINE.match(line)
    if found:
        form: Form = "line" if found["line"] else "label" if found["label"] else "plain"
        column = found.start(form) + 1
        yield InlineField(found[form].strip(), found["value"].strip(), form, number, column)


def _in_row(line: str, number: int) -> Iterator[InlineField]:
    """Yield the field in a table row of two cells."""
    row = line.lstrip(" \t>").rstrip()
    cells = row.strip("|").split("|")
    if len(cells) == _CELLS and row[0] == row[-1] == "|":
        column = line.index("|") + 2
        yield InlineField(cells[0].strip(" \t*_"), cells[1].strip(), "plain", number, column)


def _in_brackets(line: str, number: int) -> Iterator[InlineField]:
    if _DATED.match(line):
        return
    for found in _BRACKET.finditer(line):
        key, value = found["key"].strip(), found["value"].strip()
        yield InlineField(key, value, "bracket", number, found.start("key") + 1)
