"""Reads the slots of a goal from left to right, cue by cue."""

from collections.abc import Iterator, Sequence
from functools import partial

from mdnet.network.ghosts import GHOST
from mdnet.search.goal_words import LONGEST_CITY, LONGEST_NAME, Before, GoalWords
from mdnet.search.query import Query, function_words
from mdnet.search.slot_languages import read_languages
from mdnet.search.slot_unknown import goes_on, is_everyday, unknown_name
from mdnet.search.slot_values import Values
from mdnet.search.slots import Slot, SlotKind, SlotReading, united
from mdnet.search.vocabulary import cues_of

_MOST_NAMESAKES = 5
# "Put me in touch with": the first word may stand this many words before the last.
_INTRODUCED_WITHIN = 3


def read_slots(query: Query, values: Values, language: str) -> SlotReading:
    """The slots of a goal.

    Args:
        query: the goal.
        values: of the vault.
        language: of the vault, for the small words that announce what follows.
    """
    goal = GoalWords(query.text, cues_of(language), function_words(language))
    slot = _whole_goal(goal, values)
    return goal.part(0, len(goal), slot) if slot else united(_parts(goal, values))


def _parts(goal: GoalWords, values: Values) -> Iterator[SlotReading]:
    """Yield the reading at each cue; the first reader that advances takes it."""
    readers = (
        read_languages, _acquaintance, _state, _behind_preposition, _place_before, _last_city
    )  # fmt: skip
    at = 0
    while at < len(goal):
        end = 0
        for reader in readers:
            found = None if end else reader(goal, values, at)
            if found:
                yield found
                end = found.end
        at = max(at + 1, end)


# The whole goal


def _whole_goal(goal: GoalWords, values: Values) -> Slot | None:
    """The person or circle that makes up a whole goal but for small words: Bob, my neighbours."""
    content = goal.content()
    start, end = (content[0], content[-1] + 1) if content else (0, len(goal))
    in_a_row = end - start == len(content or goal.tokens)
    if start == end:
        return None
    keys = _named_by_all(goal, values, start, end, in_a_row=in_a_row)
    if keys:
        text = goal.typed(start, end)
        ghosts = frozenset(key for key in keys if key.startswith(GHOST))
        return Slot("name", text, values.names.numbers(keys), ghosts)
    said = goal.words[start:end]
    if not content or not in_a_row or values.is_trade(said):
        return None
    return values.circle(said, spoken=False)


def _named_by_all(
    goal: GoalWords, values: Values, start: int, end: int, *, in_a_row: bool
) -> Sequence[str]:
    """The people whose name is the whole goal."""
    cues, names, inner = goal.cues, values.names, goal.tokens[start:end]
    if not (cues.speaks | cues.knows | cues.introduce | cues.being).isdisjoint(goal.words):
        return ()
    # "Will" may be somebody if it is all that was typed.
    for tokens in (goal.tokens, inner):
        keys = names.exactly(tokens) if len(tokens) <= LONGEST_NAME else ()
        if keys:
            is_trade = len(inner) == 1 and values.is_trade([inner[0].word])
            return () if is_trade else keys
    is_name = in_a_row and len(inner) <= LONGEST_NAME and names.are_only_names(inner)
    return names.partly(inner) if is_name else ()


# States beside a trade, such as retired


def _state(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    """Read "retired people" and "people who are retired", where a goal begins with it."""
    if goal.words[at] not in goal.cues.states:
        return None
    before, end = goal.before(at), at + 1
    if before.start and not goal.stops(before.start):
        return None
    if not goal.stops(end) and goal.words[end] in goal.cues.people:
        end += 1
    elif not (before.person and goal.stops(end)):
        return None
    slot = values.state(goal.words[at])
    return goal.part(before.start, end, slot) if slot else None


# Firms, places and circles after a preposition


def _behind_preposition(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    cues, word = goal.cues, goal.words[at]
    if word not in cues.prepositions or goal.follows(at, cues.unfit):
        return None
    if word in cues.links and not goal.follows(at, cues.near):
        return None
    before, start = goal.before(at), goal.behind(at + 1, cues.definite)
    definite = start > at + 1
    for kind in cues.prepositions[word]:
        if kind == "circle" and not _may_be_circle(goal, at, before, definite=definite):
            continue
        found = _value(goal, values, kind, before, start)
        if found:
            return found
    verb = goal.part(before.start, at) if before.verb else SlotReading()
    if definite and not _is_the_name(goal, before, start):
        return verb
    kind = _kind_of_unknown(goal, at, before)
    unknown = unknown_name(goal, values, kind, before, start - 1)
    return united((verb, unknown)) if unknown else verb


def _may_be_circle(goal: GoalWords, at: int, before: Before, *, definite: bool) -> bool:
    """Whether a circle may follow a preposition: from work, but "people in the choir"."""
    cues, word = goal.cues, goal.words[at]
    if word in cues.from_circles:
        return True
    return definite and (before.sure or before.start == 0 or word not in cues.within)


def _is_the_name(goal: GoalWords, before: Before, start: int) -> bool:
    """Whether an article introduces a name: who works at the BBC."""
    if goal.stops(start) or not before.sure:
        return False
    return goal.words[start - 1] in goal.cues.the and goal.tokens[start].capital


def _kind_of_unknown(goal: GoalWords, at: int, before: Before) -> SlotKind:
    """The kind of thing that a name unknown to the vault is taken for."""
    kinds = goal.cues.prepositions[goal.words[at]]
    if "place" not in kinds:
        return "organization"
    return "place" if kinds[0] == "place" or before.verb in goal.cues.living else "organization"


def _value(
    goal: GoalWords, values: Values, kind: SlotKind, before: Before, start: int
) -> SlotReading | None:
    """The longest firm, place or circle that begins at a place, with its small words."""
    read = partial(_having, goal, values, kind, before)
    found = goal.longest(start, read)
    if found is None:
        return None
    slot, end = found.slots[0], found.end
    while end < len(goal) and goal.words[end] in goal.cues.joining:
        other = goal.longest(end + 1, read)
        if other is None:
            break
        text = f"{slot.text} {goal.words[end]} {other.slots[0].text}"
        slot, end = Slot(kind, text, slot.numbers | other.slots[0].numbers), other.end
    if kind == "place" and end < len(goal) and goal.words[end] in goal.cues.areas:
        end += 1
    return goal.part(before.start, end, slot)


def _having(
    goal: GoalWords, values: Values, kind: SlotKind, before: Before, start: int, end: int
) -> SlotReading | None:
    """The firm, place or circle that words between two places name."""
    if kind == "circle":
        slot = values.circle(goal.words[start:end], spoken=True)
    elif kind == "place":
        slot = _place(goal, values, before, start, end)
    else:
        slot = _firm(goal, values, before, start, end)
    return goal.part(start, end, slot) if slot else None


def _place(goal: GoalWords, values: Values, before: Before, start: int, end: int) -> Slot | None:
    said, named = goal.words[start:end], goal.shows_name(start, end)
    if named and goes_on(goal, values, end):
        return None
    may_be_trade = not named and before.verb not in goal.cues.living
    return None if may_be_trade and values.is_trade(said) else values.place(said)


def _firm(goal: GoalWords, values: Values, before: Before, start: int, end: int) -> Slot | None:
    said, named = goal.words[start:end], goal.shows_name(start, end)
    if named and goes_on(goal, values, end):
        return values.organization(said, loosely=False)
    if not named and is_everyday(goal, values, start, end, sure=before.sure):
        return None
    slot = values.organization(said, loosely=named or before.sure)
    if slot is None and len(said) == 1 and (before.sure or goal.typed(start, end).isupper()):
        return values.acronym(said[0])
    return slot


# People who know somebody


def _acquaintance(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    """Read the name of somebody who is known, whose people are meant; or a firm.

    An introduction may be to a firm as well: introduce me to Novartis.
    """
    cue = _introduction(goal, at)
    if cue is None and goal.words[at] not in goal.cues.knows:
        return None
    before = goal.before(at if cue is None else cue)
    small = goal.part(before.start, at + 1)
    found = goal.longest(at + 1, partial(_known_person, goal, values))
    if not found and cue is not None:
        found = _value(goal, values, "organization", Before(at, person=True), at + 1)
    found = found or unknown_name(goal, values, "knows", before, at)
    return united((small, found)) if found else small


def _introduction(goal: GoalWords, at: int) -> int | None:
    """The start of the "introduce me to" that ends at a place."""
    if goal.words[at] not in goal.cues.towards:
        return None
    nearby = range(max(0, at - _INTRODUCED_WITHIN), at)
    return next((one for one in nearby if goal.words[one] in goal.cues.introduce), None)


def _known_person(goal: GoalWords, values: Values, start: int, end: int) -> SlotReading | None:
    keys = _named(goal, values, start, end)[:_MOST_NAMESAKES]
    numbers = values.names.numbers(values.names.tied_to(keys))
    return goal.part(start, end, Slot("knows", goal.typed(start, end), numbers)) if keys else None


def _named(goal: GoalWords, values: Values, start: int, end: int) -> Sequence[str]:
    """The people named by words after "knows"."""
    names, tokens = values.names, goal.tokens[start:end]
    if tokens[0].word in goal.aside | goal.cues.no_names:
        return ()
    exact = names.exactly(tokens)
    capital = goal.cues.capitals_tell and all(token.capital for token in tokens)
    if exact and (capital or len(tokens) > 1):
        return exact
    if goes_on(goal, values, end):
        return ()
    if capital or names.are_only_names(tokens):
        return exact or names.partly(tokens)
    return ()


# Places without a preposition


def _place_before(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    """Read "Basel based"."""
    if goal.words[at] not in goal.cues.based:
        return None
    for start in range(max(0, at - LONGEST_CITY), at):
        slot = values.place(goal.words[start:at])
        if slot:
            return goal.part(start, at + 1, slot)
    return None


def _last_city(goal: GoalWords, values: Values, at: int) -> SlotReading | None:
    """Read a city that ends the goal, or is all of it."""
    said = goal.words[at:]
    if len(said) > LONGEST_CITY or said[0] in goal.aside or values.is_trade(said):
        return None
    slot = None if goal.follows(at, goal.cues.indefinite) else values.place(said)
    return goal.part(goal.before(at).start, len(goal), slot) if slot else None
