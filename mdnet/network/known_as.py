"""All names a private person may go by: whole and partial names, addresses, phones. Pure."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from mdnet.network.name_forms import (
    NamePart,
    bare,
    joined_forms,
    lower,
    name_words,
    parts_of,
    tokens_of,
)
from mdnet.util.rows import NamedTuple

LAST_DIGITS = 7
"""The last digits by which phone numbers are compared; a shorter one is compared whole."""

_FEWEST_DIGITS = 5
_TRUNK = re.compile(r"\(0\)")
_NOT_DIGITS = re.compile(r"\D+")
_NOT_LETTERS = re.compile(r"[\W_]+")
_SCHEME = re.compile(r"^\s*(?:[a-z][a-z0-9+.-]*:)?(?://)?(?:www\.)?", re.IGNORECASE)
_FEWEST_LETTERS_OF_ADDRESS = 4


class PrivatePerson(NamedTuple):
    """Somebody private, by what their note says. ``addresses`` are of mail, web and profiles.

    The first of the names is that of the note; the others are aliases and the file's name.
    """

    names: tuple[str, ...]
    addresses: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


class SpokenName(NamedTuple):
    """Words in a row that name somebody.

    ``part`` marks a given name or a surname, which others may have as well; ``capital`` an
    everyday word, which is a name only where it has a capital letter.
    """

    tokens: tuple[str, ...]
    part: bool = False
    capital: bool = False


def spoken_names(person: PrivatePerson) -> Iterator[SpokenName]:
    """Yield every name that somebody may go by in scripts that separate words.

    The parts of an alias count only where it shares a word with the name: *Uncle from Basel*
    has no such part.
    """
    words = {part.text for part in parts_of(person.names[0])}
    for place, name in enumerate(person.names):
        parts = parts_of(name)
        yield from _whole(name, parts)
        if len(parts) > 1 and (not place or any(part.text in words for part in parts)):
            for part in parts:
                yield from _part(part)
    for address in person.addresses:
        for one in _addresses(address):
            yield SpokenName(tuple(tokens_of(lower(one))))


def last_digits(person: PrivatePerson) -> Iterator[str]:
    """Yield the digits by which somebody's phones are recognised."""
    for phone in person.phones:
        digits = digits_of(bare(phone)).lstrip("0")
        if len(digits) >= _FEWEST_DIGITS:
            yield digits[-LAST_DIGITS:]


def digits_of(number: str) -> str:
    """The digits of a phone number, in any script, without the zero in brackets."""
    digits = _NOT_DIGITS.sub("", _TRUNK.sub("", number))
    if digits.isascii():
        return digits
    return "".join(str(unicodedata.digit(one)) for one in digits)


def _whole(name: str, parts: list[NamePart]) -> Iterable[SpokenName]:
    """Yield a whole name: as it is listed, without titles, and as one word."""
    if len(parts) == 1:
        alone = parts[0]
        yield SpokenName(alone.tokens, capital=alone.capital and _is_everyday(alone.text))
    else:
        yield SpokenName(tuple(token for part in parts for token in part.tokens))
    listed = tuple(tokens_of(lower(name)))
    if len(listed) > 1:
        yield SpokenName(listed)
    for form in joined_forms(name):
        yield SpokenName((form,))


def _part(part: NamePart) -> Iterable[SpokenName]:
    yield SpokenName(part.tokens, part=True, capital=_is_everyday(part.text))
    # Anne-Marie is also called Anne.
    for token in part.tokens if len(part.tokens) > 1 else ():
        if len(token) > 2:
            yield SpokenName((token,), part=True, capital=True)


def _is_everyday(word: str) -> bool:
    """Whether a part of a name is so short or common that it needs a capital."""
    return word in name_words().everyday or (len(word) <= 2 and word.upper() != word)


def _addresses(address: str) -> Collection[str]:
    """An address without its scheme; for a profile, also the part after the last slash."""
    address = _SCHEME.sub("", address.strip(), count=1).rstrip("/")
    found = {address, address.rpartition("/")[2]}
    return {one for one in found if len(_NOT_LETTERS.sub("", one)) >= _FEWEST_LETTERS_OF_ADDRESS}
