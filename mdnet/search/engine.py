"""The search itself: from the words of a goal to the people who can help.

A goal is read, candidates are retrieved and judged, and the best are written as hits, with
their reasons and the way to them.
"""

from mdnet.search import ranker
from mdnet.search.context import EVERYWHERE, SearchContext
from mdnet.search.filters import Filters, has_what_was_demanded
from mdnet.search.hits import HitWriter
from mdnet.search.judging import Judge, Judged
from mdnet.search.reading import GoalReading, read
from mdnet.search.results import Answer
from mdnet.search.retrieval import Retriever

_MOST_APART = 20


def search(context: SearchContext, text: str, filters: Filters | None = None) -> Answer:
    """The people who can help with a goal, best first.

    Args:
        context: the index and the settings of the search.
        text: the goal as typed; any text is one.
        filters: limits on the answer.
    """
    filters = filters or Filters()
    correct = context.scope == EVERYWHERE
    reading = read(text, context.language, context.lookup, context.people, correct=correct)
    if reading.is_empty:
        return Answer(empty=True)
    judged = _judged(context, reading, filters)
    helpers = [one for one in judged if _is_shown(one, filters)] or _called_so(
        context, judged, reading
    )
    apart = [one for one in judged if one.band == "not a helper"]
    writer = HitWriter(context, reading, filters)
    return Answer(
        hits=tuple(writer.hit(one, one.evidence) for one in helpers[: filters.limit]),
        apart=tuple(writer.hit(one, one.against) for one in apart[:_MOST_APART]),
        looking_for=reading.labels,
        read_as=tuple(reading.corrected),
        unknown=reading.unknown,
        found=len(helpers),
        ignored=tuple(reading.ignored),
    )


def _judged(context: SearchContext, reading: GoalReading, filters: Filters) -> list[Judged]:
    """Everybody about whom anything was found and whom the filters admit, best first."""
    found = Retriever(context, reading).candidates().values()
    admitted = (one for one in found if filters.admit(context.people.contact(one.key)))
    fitting = (one for one in admitted if has_what_was_demanded(one, reading, context))
    return sorted(Judge(context, reading, filters).judged(fitting), key=_order)


def _is_shown(judged: Judged, filters: Filters) -> bool:
    if judged.band == "not a helper":
        return False
    return judged.score >= ranker.SHOWN or filters.all


def _called_so(context: SearchContext, judged: list[Judged], reading: GoalReading) -> list[Judged]:
    """People whose name contains the whole goal, and whose note gives no role.

    Phone books keep trades in names. Dan Carpenter, a dentist, is not a carpenter, so this
    counts only when nobody else is found.
    """
    goal = {*range(len(reading.sought))}
    named = []
    for one in judged:
        names = [of.match for of in one.evidence if of.match.field == "name"]
        if one.band == "not a helper" or not any(goal <= match.words for match in names):
            continue
        contact = context.people.contact(one.candidate.key)
        if contact and not contact.roles:
            named.append(one)
    return named


def _order(judged: Judged) -> tuple[float, float, str]:
    """Sort by score, then by closeness, then by the latest contact."""
    return -round(judged.score, 3), -judged.tie, judged.name
