"""Ghosts: people who are linked to but have no note, known only through somebody.

A link without a note may also mean a club, a firm or an idea; this module decides whether
a name could be a person's. Pure.
"""

from mdnet.model.keys import names_of_kind
from mdnet.util.patterns import late_pattern

# What the key of a ghost begins with, where others have the path of their note.
GHOST = "ghost:"

PERSON_KEYS = frozenset(names_of_kind("links"))
"""Keys whose links are people, whatever the name looks like."""

_THINGS = frozenset(
    """apartment association band bank bar book cafe café center centre choir church clinic club
    college committee company corp council course festival flat foundation garden gmbh group guild
    holiday home hospital hotel house idea ideas inc index institute journal league library list llc
    ltd market meeting mosque museum network note notes office orchestra parish party plan
    planning project restaurant road school shop society store street studio synagogue team temple
    theater theatre todo trip union university workshop""".split()
)
_PARTICLES = frozenset(
    "al ben bin da de del della den der di do dos du e el ibn "
    "la le of ter the und van von y zu".split()
)
_TITLES = frozenset("aunt dr father frau herr m miss mme mr mrs ms prof sir sister uncle".split())
_FILE_ENDING = late_pattern(r"\.[a-z]{2,5}$")
_MOST_WORDS = 5


def could_be_person(target: str) -> bool:
    """Whether a link target without a note reads like the name of a person."""
    name = target.rpartition("/")[2].strip()
    if not name or any(letter.isdigit() for letter in name) or _FILE_ENDING.search(name):
        return False
    plain = [word.casefold().strip(".,'’") for word in name.split()]
    if plain[0] in _TITLES:
        return True
    if not _THINGS.isdisjoint(plain):
        return False
    words = [word for word in name.split() if word.casefold() not in _PARTICLES]
    return 0 < len(words) <= _MOST_WORDS and all(_is_name_word(word) for word in words)


def ghost_name(target: str) -> str:
    """The name of a person without a note, from the target of a link to them."""
    name = target.rpartition("/")[2].strip()
    return name[:-3].strip() if name[-3:].lower() == ".md" else name


def _is_name_word(word: str) -> bool:
    """Whether a word begins with a capital, or with a letter of a script that has none."""
    first = word.lstrip("('\"“‘")[:1]
    return first.isalpha() and (first.isupper() or first.lower() == first.upper())
