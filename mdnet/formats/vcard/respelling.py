"""Kept lines, when the note spells their value otherwise: ``TEL;TYPE=CELL:079 …``.

A line stands in for the value that it names. The number of a second address book is that of
the note in another spelling; the line is kept for what else it says, with the note's spelling.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from mdnet.formats.content import Property, compose, parse
from mdnet.formats.vcard.mapping import meaning_of
from mdnet.formats.vcard.values import escape
from mdnet.model.identifiers import item_key, same_form

_SPELT = frozenset(("phones", "emails", "urls"))


def respelt(
    lines: Iterable[str], values: Mapping[str, Sequence[str]], country: str = ""
) -> list[str]:
    """Kept lines in the spelling of the note, each once.

    Args:
        lines: content lines, unfolded.
        values: the lists of the note by their keys.
        country: for phone numbers without a country code; see ``phone_key``.
    """
    known = {field: {item_key(field, text, country): text for text in values.get(field, ())}
             for field in _SPELT}  # fmt: skip
    return [*dict.fromkeys(_respelt(line, known, country) for line in lines)]


def _respelt(line: str, known: Mapping[str, Mapping[str, str]], country: str) -> str:
    one = parse(line.encode("utf-8", "replace"))
    if not isinstance(one, Property):
        return line
    for field, value in _spelt(one):
        form = same_form(field, item_key(field, value, country), known[field])
        spelling = known[field].get(form, value)
        if spelling != value:
            return compose(one.name, escape(spelling), one.params, one.group)
    return line


def _spelt(one: Property) -> Iterator[tuple[str, str]]:
    for field, value in meaning_of(one).gains:
        if field in _SPELT:
            yield field, str(value)
