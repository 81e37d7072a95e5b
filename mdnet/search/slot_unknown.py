"""Decides whether words after a cue are a name, and finds names the vault does not have."""

from mdnet.index.fields import SEARCHED, TRADE
from mdnet.search.goal_words import LONGEST_CITY, Before, GoalWords
from mdnet.search.slot_values import Values
from mdnet.search.slots import SlotKind, SlotReading, united

# Nobody lives in York because somebody lives in New York.
_OUT_OF_TOWN = tuple(name for name in SEARCHED if name != "city")
_MOST_WORDS = 5
_NOBODY: dict[SlotKind, str] = {
    "organization": "Nobody at {}",
    "place": "Nobody in {}",
    "language": "Nobody who speaks {}",
    "knows": "Nobody who knows {}",
}


def is_everyday(goal: GoalWords, values: Values, start: int, end: int, *, sure: bool) -> bool:
    """Whether words mean something other than a firm where no capital makes them a name.

    Args:
        goal: the words.
        values: of the vault.
        start: where they begin.
        end: where they end.
        sure: whether the words before them ask for somebody who is somewhere.
    """
    said = goal.words[start:end]
    if said[0] in goal.cues.no_names:
        return True
    if sure:
        return False
    if len(said) == 1 and values.is_word(said[0]):
        return True
    return any(values.knows(word, TRADE) for word in said)


def goes_on(goal: GoalWords, values: Values, at: int, start: int = -1) -> bool:
    """Whether a word with a capital comes next, so that a name continues.

    A city that ends the goal is not part of the name before it: Novartis Basel.
    """
    if at >= len(goal) or (at != start and goal.stops(at)) or not goal.shows_name(at, at + 1):
        return False
    ends = len(goal) - at <= LONGEST_CITY
    return at == start or not ends or values.place(goal.words[at:]) is None


def nobody(goal: GoalWords, kind: SlotKind, start: int, end: int) -> SlotReading:
    """The reading of a name that the vault does not have."""
    sentence = _NOBODY[kind].format(goal.typed(start, end))
    return goal.part(start, end)._replace(unknown=(sentence,), end=end)


def unknown_name(
    goal: GoalWords, values: Values, kind: SlotKind, before: Before, at: int
) -> SlotReading | None:
    """The name after the cue at a place, if it occurs nowhere in the vault."""
    start = at + 1
    if goal.begins_sentence(start):
        return None
    end = _end_of_name(goal, values, start)
    named = end > start
    end = end if named else _end_of_word(goal, start)
    said = goal.words[start:end]
    if not said or said[0] in goal.cues.indefinite or not goal.cues.no_names.isdisjoint(said):
        return None
    fields = _OUT_OF_TOWN if kind == "place" else SEARCHED
    if all(values.knows(word, fields) for word in said):
        return None
    if not _must_be_name(goal, values, kind, before, (start, end), named=named):
        return None
    if any(map(values.may_be_mistyped, said)):
        return None
    return united((goal.part(before.start, start), nobody(goal, kind, start, end)))


def _must_be_name(
    goal: GoalWords,
    values: Values,
    kind: SlotKind,
    before: Before,
    span: tuple[int, int],
    *,
    named: bool,
) -> bool:
    """Whether words are a name by the cue before them, ``named`` by their capitals."""
    start, end = span
    if (named or before.sure) and not all(map(values.is_word, goal.words[start:end])):
        return True
    if kind == "language":
        return False
    if kind == "knows":
        return named and end - start > 1
    if named and before.sure:
        return True
    if kind == "organization":
        return goal.words[start - 1] in goal.cues.workplace and (named or bool(before.verb))
    return before.verb in goal.cues.living


def _end_of_name(goal: GoalWords, values: Values, start: int) -> int:
    """The end of a run of words with capitals."""
    end = start
    while end - start < _MOST_WORDS and goes_on(goal, values, end, start):
        end += 1
    return end


def _end_of_word(goal: GoalWords, start: int) -> int:
    """The end of a single word if its clause ends there too; else ``start``."""
    if goal.stops(start) or goal.words[start] in goal.aside | goal.cues.definite:
        return start
    end = start + 1
    return end if goal.stops(end) or goal.words[end] in goal.aside else start
