"""One person on one line: ``Rosa Diaz, potter, Basel: met at the fair``.

First the name, then what they do, last where they live. Phone numbers, emails, #tags, circles,
and cities and roles known in the vault are recognised anywhere. After a colon comes a sentence.
``Diaz, Ana`` is a name. Pure text.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from mdnet.capture.people import NewPerson
from mdnet.formats.decorations import is_behind_a_name
from mdnet.model.circles import CIRCLES
from mdnet.model.errors import BadNameError
from mdnet.model.identifiers import identifiers_in
from mdnet.model.summary import Card
from mdnet.util.text import name_key
from mdnet.vault.names import portable_stem

_SENTENCE = re.compile(r":(?:\s|$)")
_TAG = re.compile(r"#[^\s#]+")


@dataclass(frozen=True, slots=True)
class KnownWords:
    """The words that a vault knows, which help to read a line.

    ``options`` are the options of ``mdnet new`` (circle, city, role) by the keys of the words.
    """

    country: str = ""
    options: dict[str, str] = field(default_factory=dict)


def known_words(cards: Iterable[Card], country: str) -> KnownWords:
    """The roles, circles and cities of the contacts in a vault."""
    options = {name_key(circle): "circle" for circle in CIRCLES}
    for card in cards:
        if card.kind != "contact":
            continue
        options.update(dict.fromkeys(map(name_key, card.roles), "role"))
        options.update(dict.fromkeys(map(name_key, card.circles), "circle"))
    # If a word is both a place and a trade, take it as a place.
    cities = (name_key(card.city) for card in cards if card.kind == "contact" and card.city)
    options.update(dict.fromkeys(cities, "city"))
    return KnownWords(country, options)


def read_person(line: str, known: KnownWords) -> NewPerson:
    """Read one person.

    Raises:
        BadNameError: the line does not begin with a usable name for a note.
    """
    head, _, sentence = _parted(" ".join(line.split()))
    name, *parts = [part.strip() for part in head.split(",")]
    parts = [part for part in parts if part]
    while parts and is_behind_a_name(parts[0]):
        name = f"{name}, {parts.pop(0)}"
    if len(parts) == 1 and _is_given_name(name, parts[0]) and not _option_of(parts[0], known):
        name = f"{name}, {parts.pop()}"
    if not portable_stem(name):
        raise BadNameError(name or line.strip())
    said: dict[str, list[str]] = {"role": [], "city": []}
    placed = ""
    for part in parts:
        option = _option_of(part, known)
        placed = "" if option else part
        said.setdefault(option or "role", []).append(part.removeprefix("#"))
    if placed and len(said["role"]) > 1 and not said["city"]:
        said["city"] = [said["role"].pop()]  # the last part, if it is not known as anything else
    city = said["city"][-1] if said["city"] else ""
    return NewPerson(name, {**said, "city": city, "note": sentence.strip()})


def _parted(line: str) -> tuple[str, str, str]:
    """Split a line before its sentence; a colon inside a word, as in a URL, does not count."""
    found = _SENTENCE.search(line)
    return (line[: found.start()], ":", line[found.end() :]) if found else (line, "", "")


def _is_given_name(name: str, part: str) -> bool:
    """Whether a line is a name as in an address book: ``Diaz, Ana Maria``."""
    words = part.split()
    is_short = " " not in name and len(words) <= 2
    return is_short and all(word[0].isupper() for word in (name or "-", *words))


def _option_of(part: str, known: KnownWords) -> str:
    """The option that a part of a line belongs to; empty if unclear."""
    if _TAG.fullmatch(part):
        return "tag"
    kinds = [one.kind for one in identifiers_in(part, known.country)]
    if "phone" in kinds or "email" in kinds:
        return str(kinds[0])
    return known.options.get(name_key(part), "")
