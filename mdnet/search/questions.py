"""Questions that are not goals, and that another command answers.

For example: people not seen for long, favours owed, the next birthdays, open promises. Only a
goal that is such a question as a whole counts. The table of a language has
a pattern for each way to ask: a regular expression, folded, for the whole goal, in which
brackets capture nothing and ``<name>`` stands for one of the parts.
"""

import re
from functools import cache
from typing import Any, Literal

from mdnet.search.vocabulary import languages_of, table
from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple
from mdnet.util.text import fold

QuestionKind = Literal["unseen", "they owe", "i owe", "birthday", "i promised", "they promised"]
Period = Literal["next", "today", "tomorrow", "week", "month", "next month"]

_LONGEST = 120
_NOT = late_pattern(r"(?<=[a-z])n['’]t\b")
_HAVE = late_pattern(r"['’]ve\b")
_IS = late_pattern(r"(?<=who|hat)['’]s\b")
_SIGN = late_pattern(r"[\W_]+")
_PART = late_pattern(r"(?<!\?P)<([a-z]+)>")
_BRACKET = late_pattern(r"\((?!\?)")
# "For weeks" says at least two of them.
_SEVERAL = 2
_MOST_DAYS = 365 * 150
_LATELY, _LONG = 90, 180


class Question(NamedTuple):
    """A question that another command answers.

    ``days`` is how long somebody has not been seen; ``period`` is the one for birthdays.
    """

    kind: QuestionKind
    days: int = 0
    period: Period = "next"


def question_of(text: str, language: str) -> Question | None:
    """The question in a goal, in English or in the language of the vault.

    Args:
        text: the goal as typed.
        language: of the vault.
    """
    if len(text) > _LONGEST:
        return None
    asked = _plain(text)
    words = set(asked.split())
    for one in languages_of(language):
        questions = table(one)["questions"]
        for kind, signs in questions["signs"].items():
            # Every question has one of these words: other goals need no closer look.
            patterns = () if words.isdisjoint(signs.split()) else _patterns(one, kind)
            for found in filter(None, (pattern.fullmatch(asked) for pattern in patterns)):
                return _question(kind, found.groupdict(), questions)
    return None


def _plain(text: str) -> str:
    """A goal folded, in words with one space between, contractions spelt out."""
    whole = _NOT.sub(" not", fold(text))
    return _SIGN.sub(" ", _IS.sub(" is", _HAVE.sub(" have", whole))).strip()


@cache
def _patterns(language: str, kind: QuestionKind) -> tuple[re.Pattern[str], ...]:
    """The patterns for questions of a kind in a language, their parts in place."""
    questions = table(language)["questions"]
    found = []
    for pattern in questions["patterns"][kind]:
        whole = pattern
        while _PART.search(whole):
            whole = _PART.sub(lambda part: questions["parts"][part[1]], whole)
        found.append(re.compile(_BRACKET.sub("(?:", whole)))
    return tuple(found)


def _question(
    kind: QuestionKind, parts: dict[str, str | None], questions: dict[str, Any]
) -> Question | None:
    """A question by the parts of its pattern; None if it counts no days."""
    if kind == "unseen":
        days = _days(parts, questions)
        return Question(kind, days) if days else None
    return Question(kind, period=_period(parts)) if kind == "birthday" else Question(kind)


def _days(parts: dict[str, str | None], questions: dict[str, Any]) -> int:
    """How many days a span has; 0 for none."""
    if parts["lately"]:
        return _LATELY
    if parts["long"]:
        return _LONG
    unit, count = parts["unit"] or "", parts["count"]
    days: int = questions["units"][unit]
    if count is None:
        number: float = 1 if unit in questions["single"].split() else _SEVERAL
    elif count.isdecimal():
        number = int(count)
    else:
        number = questions["numbers"].get(count, 0)
    return min(_MOST_DAYS, round(number * days))


def _period(parts: dict[str, str | None]) -> Period:
    periods: tuple[Period, ...] = ("today", "tomorrow", "week", "month")
    if parts.get("nextmonth"):
        return "next month"
    return next((period for period in periods if parts.get(period)), "next")
