"""The languages that a goal asks for: speaks Spanish, Spanish speaker, Spanish-speaking."""

from functools import partial

from mdnet.index.fields import SEARCHED
from mdnet.search.goal_words import GoalWords
from mdnet.search.slot_unknown import nobody, unknown_name
from mdnet.search.slot_values import Values
from mdnet.search.slots import SlotReading, united
from mdnet.search.vocabulary import name_parts

_LONGEST = 2


def read_languages(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    """The languages at a cue; None where the word at a place is no cue for one."""
    cues, word = goal.cues, goal.words[at]
    found = None
    if cues.spoken_suffix and word.rpartition(cues.spoken_suffix)[0]:
        found = _compound(goal, values, at)
    if not found and word in cues.spoken:
        found = _before(goal, values, at)
    if not found and word in cues.speaks:
        found = _behind(goal, values, at)
    return found


def _compound(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    """Read a German "spanischsprachig"."""
    slot = values.language([goal.words[at].partition(goal.cues.spoken_suffix)[0]])
    return goal.part(at, at + 1, slot) if slot else None


def _before(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    for start in range(max(0, at - _LONGEST), at):
        found = _language(goal, values, start, at)
        if found:
            small = (goal.part(goal.before(start).start, start), goal.part(at, at + 1))
            return united((*small, found._replace(end=at + 1)))
    return None


def _behind(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    cues, before = goal.cues, goal.before(at)
    start = goal.behind(at + 1, cues.definite | cues.indefinite | cues.between)
    found = []
    while one := goal.longest(start, partial(_language, goal, values)):
        found.append(one)
        start = one.end + (one.end < len(goal) and goal.words[one.end] in cues.joining)
    if found:
        return united((goal.part(before.start, at + 1), *found))
    if before.start < at or goal.words[at] in cues.languages_sure:
        return unknown_name(goal, values, "language", before, at)
    return None


def _language(goal: GoalWords, values: Values, start: int, end: int) -> SlotReading | None:
    """The language that words name; one named only in prose stays content."""
    said = goal.words[start:end]
    is_language = " ".join(said) in name_parts().languages
    slot = values.language(said)
    if slot and (is_language or said[0] not in goal.aside):
        return goal.part(start, end, slot)
    if not is_language:
        return None
    if all(values.knows(word, SEARCHED) for word in said):
        return SlotReading(end=end)
    return nobody(goal, "language", start, end)
