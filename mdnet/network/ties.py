"""How strong a tie is: by closeness, faded by the time since the last contact.

Pure: a tie's strength depends on numbers and dates alone.
"""

from datetime import date

# By closeness: 0 for somebody never met, 5 for the closest.
_STRENGTH = (0.0, 0.3, 0.5, 0.7, 0.85, 1.0)
_DAYS_A_MONTH = 30.44
# A tie halves in two years of silence, and never fades below its half.
_HALF_LIFE_MONTHS = 24.0
_FADED_AT_MOST = 0.5

WEAK_TIE = 0.4
"""A tie below this is better approached through somebody closer, when there is one."""

_IN_WORDS = ((0.9, "very close"), (0.75, "close"), (0.55, "good"), (0.4, "loose"), (0.0, "weak"))


def strength(closeness: int, last_contact: date | None, today: date) -> float:
    """The strength of a tie, 0 to 1.

    ``s · max(.5, 2^(-months/24))`` with ``s`` by closeness; without a known last contact
    the tie counts as it stands.
    """
    base = _STRENGTH[closeness]
    if last_contact is None or last_contact >= today:
        return base
    months = (today - last_contact).days / _DAYS_A_MONTH
    return base * max(_FADED_AT_MOST, 2 ** (-months / _HALF_LIFE_MONTHS))


def in_words(value: float) -> str:
    """A tie's strength as a word."""
    return next(word for least, word in _IN_WORDS if value >= least)
