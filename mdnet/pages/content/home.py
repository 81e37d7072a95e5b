"""The facts of the Home page: this week, and the network at a glance."""

from collections import Counter
from dataclasses import dataclass

from mdnet.network.figures import figures_of
from mdnet.pages.content.persons import leading_to_strangers
from mdnet.pages.content.week import Week, week
from mdnet.pages.ground import Ground

_MOST = 8


@dataclass(frozen=True, slots=True)
class Home:
    """The network in figures; the largest circles and cities with how many people each."""

    day: str
    """The newest date in the notes, as ISO text; empty without one."""
    week: Week
    """What to do in the seven days from then on."""
    people: int
    primary: int
    secondary: int
    heard_of: int
    """Ghosts (no note) and stubs (a note, but not met yet) whom somebody can introduce."""
    ties: int
    goals: int
    open_goals: int
    circles: tuple[tuple[str, int], ...]
    more_circles: int
    cities: tuple[tuple[str, int], ...]
    more_cities: int
    without_rhythm: int
    """How many people have no rhythm."""


def home(ground: Ground) -> Home:
    """What the Home page shows."""
    figures = figures_of(ground.cards, ground.names)
    graph = ground.graph
    goals = Counter(card.status for card in ground.goals)
    ties = {frozenset((one, other)) for one, others in graph.ties.items() for other in others}
    circles, cities = figures.circles, figures.cities
    return Home(
        ground.told_until.isoformat() if ground.told_until else "",
        ground.content(week),
        figures.contacts - figures.stubs,
        figures.primary,
        figures.secondary,
        len(leading_to_strangers(ground)),
        len(ties),
        goals.total(),
        goals["open"],
        circles[:_MOST],
        len(circles[_MOST:]),
        cities[:_MOST],
        len(cities[_MOST:]),
        figures.without_rhythm,
    )
