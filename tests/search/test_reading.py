"""How goals are read against a small vault: words, slots, needs, kinds, unknown words."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.search.engine import search
from mdnet.search.language import LanguageResources, load_resources
from mdnet.search.reading import GoalReading, read
from mdnet.search.sought import Sought
from tests.search.conftest import ContextOf, crowd, note

VAULT = {
    "People/Ana Diaz.md": note(roles=["plumber"], city="Bern"),
    "People/Bob Rossi.md": note(
        "Sails on Sundays.", roles=["baker"], city="Lugano", skills=["wood carving"]
    ),
    "People/Reading Roe.md": note(roles=["librarian"], city="GoalReading", skills=["bath tiling"]),
    "People/Cleo Kim.md": note(roles=["clerk"], city="Bath", organizations=["Acme"]),
    "People/Dan Frey.md": note(roles=["clerk"], city="New York", languages=["Welsh"]),
    **crowd(6),
}

Read = Callable[..., GoalReading]


@pytest.fixture
def read_goal(context_of: ContextOf, resources: LanguageResources) -> Read:
    context = context_of(VAULT)

    def reading(text: str, by: LanguageResources = resources, **options: bool) -> GoalReading:
        return read(text, by, context.lookup, context.people, **options)

    return reading


def sought(reading: GoalReading) -> list[str]:
    return [one.clause.text for one in reading.sought]


def the(reading: GoalReading, word: str) -> Sought:
    [found] = [one for one in reading.sought if one.clause.text == word]
    return found


def looked_for(reading: GoalReading, at: int = 0) -> dict[str, float]:
    return {" ".join(one.terms): one.weight for one in reading.sought[at].alternatives}


# Words


def test_words_are_looked_for_as_terms(read_goal: Read) -> None:
    reading = read_goal("zither carvings")
    assert sought(reading) == ["zither", "carvings"]
    assert looked_for(reading, 1) == {"carv": 1.0}
    assert the(reading, "zither").alternatives == ()
    assert reading.ignored == ["zither"]


def test_words_that_say_little_weigh_little(read_goal: Read) -> None:
    reading = read_goal("start carving")
    assert the(reading, "start").weight < the(reading, "carving").weight / 2


def test_a_word_no_table_knows_weighs_in_full(
    read_goal: Read, without_needs: LanguageResources
) -> None:
    assert the(read_goal("qqzzx carving"), "qqzzx").weight == 1
    assert not the(read_goal("qqzzx carving"), "qqzzx").known
    assert the(read_goal("qqzzx carving"), "carving").known
    assert not the(read_goal("carving", without_needs), "carving").known


@pytest.mark.parametrize("goal", ['"wood carving"', 'need "wood carving" now'])
def test_quoted_words_are_demanded_in_a_row(read_goal: Read, goal: str) -> None:
    quoted = the(read_goal(goal), "wood carving")
    assert quoted.clause.demanded
    assert quoted.weight == 1
    assert [one.terms for one in quoted.alternatives] == [("wood", "carv")]


def test_a_word_bound_to_a_field_is_demanded(read_goal: Read) -> None:
    [bound] = read_goal("role:plumber").sought
    assert (bound.clause.field, bound.clause.demanded) == ("roles", True)
    assert not read_goal("plumber").sought[0].clause.demanded


def test_quoted_and_bound_words_and_unwanted_ones_mean_no_need(read_goal: Read) -> None:
    for goal in ('"dripping tap"', "role:plumber", "-plumber -tap"):
        reading = read_goal(goal)
        assert reading.needs == ()
        assert reading.vector == b""
        assert reading.labels == ()


# Slots


def test_a_place_is_no_content(read_goal: Read) -> None:
    reading = read_goal("plumber in Bern")
    assert sought(reading) == ["plumber"]
    assert [(slot.kind, slot.field) for slot in reading.slots] == [("place", "city")]
    assert len(reading.slots[0].numbers) == 1


@pytest.mark.parametrize(
    ("goal", "kind"),
    [("who works at Acme", "organization"), ("who speaks Welsh", "language")],
)
def test_what_is_asked_of_somebody_is_a_slot(read_goal: Read, goal: str, kind: str) -> None:
    reading = read_goal(goal)
    assert kind in [slot.kind for slot in reading.slots]
    assert sought(reading) == []


@pytest.mark.parametrize("goal", ['"Bern" baker', "city:Bern baker", "name:Bern baker"])
def test_quoted_and_bound_words_are_no_slots(read_goal: Read, goal: str) -> None:
    assert read_goal(goal).slots == ()


@pytest.mark.parametrize("goal", ["a new plumber", "new logo", "tiling the bath"])
def test_a_word_that_is_also_in_a_city_is_no_place(read_goal: Read, goal: str) -> None:
    assert read_goal(goal).slots == ()


# Kinds


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("quiet", ""),
        ("internship at acme", "job"),
        ("vacancies with carving", "job"),
        ("borrow a zither", "resource"),
        ("insider zither", "information"),
        ("zither mentor", "support"),
        ("introduction to acme", "introduction"),
        ("teach me the zither", "skill"),
        ("advice on zithers", "information"),
        ("", ""),
    ],
)
def test_the_kind_of_a_goal_by_its_words(
    read_goal: Read, without_needs: LanguageResources, goal: str, kind: str
) -> None:
    assert read_goal(goal, without_needs).kind == kind


# Needs


def test_what_a_goal_may_mean_is_told_surest_first(read_goal: Read) -> None:
    reading = read_goal("there is a dripping tap in the kitchen")
    assert "plumber" in reading.labels[0].lower()
    assert 1 <= len(reading.labels) <= 3
    shares = [match.share for match in reading.needs]
    assert shares == sorted(shares, reverse=True)
    assert reading.vector


def test_without_tables_nothing_is_meant(read_goal: Read, without_needs: LanguageResources) -> None:
    reading = read_goal("molar aching badly", without_needs)
    assert (reading.needs, reading.labels, reading.vector) == ((), (), b"")
    assert sought(reading) == ["molar", "aching", "badly"]


def test_a_need_of_ones_own_comes_first(read_goal: Read, tmp_path: Path) -> None:
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / ".mdnet/goals.toml").write_text(
        '[[goal]]\nsay = ["dripping tap"]\nask = ["baker"]\nkind = "support"\nnot = ["film"]\n'
    )
    by = load_resources(tmp_path, "en")
    reading = read_goal("dripping tap", by)
    assert reading.labels[0] == "baker"
    assert reading.kind == "support"
    # Who has the words that were typed counts as well, but less.
    [found] = [looked_for(reading, at) for at, one in enumerate(reading.sought) if one.own]
    assert found["baker"] == 1 > found["drip tap"]
    assert read_goal("a film of a dripping tap", by).own == ()


@pytest.mark.parametrize("tables", [True, False])
def test_who_is_only_hinted_at_comes_after_who_is_asked_for(
    context_of: ContextOf, tmp_path: Path, *, tables: bool
) -> None:
    """Clearly, as the neighbours of a need that ships: with tables and without."""
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / ".mdnet/goals.toml").write_text(
        '[[goal]]\nsay = ["zwirbel stuck"]\nask = ["qqzx maker"]\nalso = ["qqzx dealer"]\n'
    )
    by = load_resources(tmp_path, "en")
    files = {
        "People/Ask.md": note(roles=["qqzx maker"]),
        "People/Also.md": note(roles=["qqzx dealer"], closeness=5),
        "People/Other.md": note(roles=["dealer"]),
        **crowd(6),
    }
    context = context_of(files, by if tables else by._replace(needs=None))
    ask, also, *_ = search(context, "my zwirbel is stuck").hits
    assert (ask.name, ask.band, also.name) == ("Ask", "strong", "Also")
    assert also.band in {"maybe", "good"}
    assert ask.score - also.score > 0.2


# Words that stand nowhere


def test_a_typing_mistake_is_corrected(read_goal: Read) -> None:
    reading = read_goal("plubmer")
    [(term, weight)] = looked_for(reading).items()
    assert term == "plumber"
    assert 0 < weight < 1
    assert reading.corrected == ["plubmer → plumber"]
    assert reading.ignored == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("libarian", "librarian"),
        ("libbrarrian", "librarian"),  # two mistakes in a longer word
        ("xlumber", ""),  # the first letter is hardly ever mistaken
        ("bakr", ""),  # too short to be corrected, and no beginning
    ],
)
def test_mistakes(
    read_goal: Read, without_needs: LanguageResources, typed: str, found: str
) -> None:
    reading = read_goal(typed, without_needs)
    stems = [without_needs.analyzer.term(found)] if found else []
    assert list(looked_for(reading)) == stems


@pytest.mark.parametrize("word", ["lumber", "cleric", "notary", "sailor", "google", "lawnmower"])
def test_a_word_that_is_one_is_never_corrected(read_goal: Read, word: str) -> None:
    assert read_goal(word).corrected == []


def test_a_word_that_is_not_typed_to_its_end_is_completed(
    read_goal: Read, without_needs: LanguageResources
) -> None:
    reading = read_goal("libra", without_needs)
    [(term, weight)] = looked_for(reading).items()
    assert term == "librarian"
    assert 0 < weight < 1
    assert reading.corrected == ["libra → librarian"]


@pytest.mark.parametrize("typed", ["xyzzyq", "lib", "qq"])
def test_what_stands_nowhere_is_told(read_goal: Read, typed: str) -> None:
    reading = read_goal(f"{typed} carving")
    assert reading.ignored == [typed]
    assert "carving" in sought(reading)


def test_where_nothing_is_to_be_corrected_nothing_is(read_goal: Read) -> None:
    assert read_goal("plubmer", correct=False).corrected == []


def test_corrections_stay_in_the_field_that_was_named(read_goal: Read) -> None:
    assert list(looked_for(read_goal("role:plubmer"))) == ["plumber"]
    assert looked_for(read_goal("skill:plubmer")) == {}


@pytest.mark.parametrize("goal", ["", "  ", "?!", "who can help", "-plumber", '""'])
def test_a_goal_that_says_nothing_is_empty(read_goal: Read, goal: str) -> None:
    assert read_goal(goal).is_empty


def test_a_goal_of_small_words_may_be_a_name(
    context_of: ContextOf, resources: LanguageResources
) -> None:
    context = context_of({"People/Will May.md": note(), **crowd()})
    reading = read("will", resources, context.lookup, context.people)
    assert not reading.is_empty
    assert reading.slots or [one.clause.field for one in reading.sought] == ["name"]


# Long goals


def test_a_very_long_goal_is_read_up_to_a_point(
    read_goal: Read, resources: LanguageResources, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However long: what is compared with all needs is counted, not timed."""
    assert resources.needs
    compared = []
    whole = type(resources.needs)._likenesses

    def counted(self: object, vector: bytes) -> list[float]:
        compared.append(len(vector))
        return whole(self, vector)  # type: ignore[arg-type]

    monkeypatch.setattr(type(resources.needs), "_likenesses", counted)
    reading = read_goal("My tap drips. I do not know what to do! " * 2_500)
    assert len(compared) <= 5
    assert len(reading.sought) <= 40
    assert sum(map(len, reading.query.sentences)) <= 2_000
    assert "plumber" in reading.labels[0].lower()
