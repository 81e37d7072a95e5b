"""How goals are read against a small vault: ideas, needs, places, kinds, unknown words."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mdnet.model import GOAL_KINDS
from mdnet.search import weights
from mdnet.search.lookup import Lookup
from mdnet.search.reading import Reading, read
from mdnet.search.understanding import Understanding, load_understanding
from tests.search.conftest import IndexIn, crowd, note

VAULT = {
    "People/Ana Diaz.md": note(roles=["plumber"], city="Bern"),
    "People/Bob Rossi.md": note(
        "Sails on Sundays.", roles=["baker"], city="Lugano", skills=["wood carving"]
    ),
    "People/Reading Roe.md": note(roles=["librarian"], city="Reading", skills=["bath tiling"]),
    "People/Cleo Kim.md": note(roles=["clerk"], city="Bath", organizations=["Acme"]),
    "People/Dan Frey.md": note(roles=["clerk"], city="New York"),
    **crowd(6),
}

Read = Callable[..., Reading]


@pytest.fixture
def read_goal(index_in: IndexIn, understanding: Understanding) -> Read:
    reader = index_in(VAULT).reader

    def reading(text: str, near: str = "", by: Understanding = understanding) -> Reading:
        return read(text, by, Lookup(reader), reader, near=near)

    return reading


def ideas(reading: Reading) -> list[str]:
    return [idea.text for idea in reading.ideas]


def places(reading: Reading) -> list[str]:
    return [idea.text for idea in reading.places]


def looked_for(reading: Reading, at: int = 0) -> dict[str, float]:
    return {" ".join(one.terms): one.weight for one in reading.ideas[at].alternatives}


# Places


def test_a_word_that_is_a_city_is_a_place_and_no_content(read_goal: Read) -> None:
    reading = read_goal("plumber in Bern")
    assert (ideas(reading), places(reading)) == (["plumber"], ["bern"])


@pytest.mark.parametrize("goal", ["Bern", "bern lugano"])
def test_where_there_is_nothing_but_places_they_are_content(read_goal: Read, goal: str) -> None:
    assert (ideas(read_goal(goal)), places(read_goal(goal))) == (goal.lower().split(), [])


def test_a_city_that_is_a_trade_or_a_skill_is_no_place(read_goal: Read) -> None:
    assert places(read_goal("tiling the bath")) == []


@pytest.mark.parametrize("goal", ['"Bern" baker', "city:Bern baker", "name:Bern baker"])
def test_quoted_and_field_words_are_no_places(read_goal: Read, goal: str) -> None:
    assert places(read_goal(goal)) == []


def test_near_is_a_place_of_several_words(read_goal: Read) -> None:
    [place] = read_goal("baker", near="New York").places
    assert [one.terms for one in place.alternatives] == [("new", "york")]
    assert places(read_goal("baker in bern", near="Lugano")) == ["bern", "Lugano"]


def test_a_city_that_nobody_lives_in_is_a_word_that_stands_nowhere(read_goal: Read) -> None:
    reading = read_goal("plumber in Ouagadougou")
    assert reading.unknown == ["ouagadougou"]


@pytest.mark.parametrize("goal", ["a new plumber", "new logo"])
def test_a_part_of_the_name_of_a_city_is_no_city(read_goal: Read, goal: str) -> None:
    assert places(read_goal(goal)) == []


# Kinds


@pytest.mark.parametrize(
    ("goal", "kind"),
    [
        ("plumber", "skill"),  # the thesaurus says it
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
def test_the_kind_of_a_goal(
    read_goal: Read, understanding: Understanding, goal: str, kind: str
) -> None:
    assert read_goal(goal, by=replace(understanding, senses=None)).kind == kind


def test_a_need_that_is_only_like_the_goal_tells_the_kind_last(
    read_goal: Read, understanding: Understanding
) -> None:
    goal = "teaching my daughter to drive"
    assert read_goal(goal, by=replace(understanding, senses=None)).kind == ""
    assert read_goal(goal).kind in GOAL_KINDS


# Needs


def test_what_the_thesaurus_knows_together_is_one_idea(read_goal: Read) -> None:
    reading = read_goal("there is a dripping tap in the kitchen")
    assert ideas(reading)[0] == "dripping tap"
    assert reading.ideas[0].read_as == ("plumber",)
    found = looked_for(reading)
    assert found["plumber"] == weights.ASK
    assert found["handyman"] == weights.ALSO
    assert found["drip tap"] == weights.TYPED
    assert found["drip"] == weights.PART_OF_A_NEED


def test_what_is_asked_for_by_its_name_is_not_read_as_itself(read_goal: Read) -> None:
    reading = read_goal("plumber")
    assert reading.ideas[0].read_as == ()
    assert looked_for(reading)["plumber"] == weights.TYPED


def test_who_asks_for_one_trade_is_not_shown_its_neighbours_first(read_goal: Read) -> None:
    named, described = looked_for(read_goal("plumber")), looked_for(read_goal("dripping tap"))
    assert named["handyman"] == pytest.approx(weights.NEIGHBOURING_TRADE * described["handyman"])


def test_words_beside_a_need_count_less(read_goal: Read) -> None:
    weight = {idea.text: idea.weight for idea in read_goal("plumber acme").ideas}
    assert weight["plumber"] == 1
    assert weight["acme"] <= weights.BESIDE_A_NEED


def test_a_need_that_words_alone_do_not_meet_is_found_alike(read_goal: Read) -> None:
    reading = read_goal("molar aching badly")
    assert "dentist" in [label for idea in reading.alike for label in idea.read_as]
    assert all(0 < idea.weight <= weights.ALIKE_MOST for idea in reading.alike)
    assert len(reading.alike) <= weights.ALIKE_TAKEN


def test_without_a_table_nothing_is_alike(read_goal: Read, understanding: Understanding) -> None:
    reading = read_goal("molar aching badly", by=replace(understanding, senses=None))
    assert reading.alike == ()
    assert reading.vector == ()


@pytest.mark.parametrize("goal", ['"dripping tap"', "role:tap", '"tap"'])
def test_quoted_and_field_words_are_not_expanded(read_goal: Read, goal: str) -> None:
    reading = read_goal(goal)
    assert reading.alike == ()
    assert reading.read_as == []
    assert all(one.typed for idea in reading.ideas for one in idea.alternatives)


def test_a_quoted_word_beside_others_leaves_nothing_alike(read_goal: Read) -> None:
    assert read_goal('molar aching "badly"').alike == ()


def test_a_word_is_not_told_to_be_read_as_itself(read_goal: Read) -> None:
    assert "plumber → plumber" not in read_goal("plumber").read_as


def test_a_need_that_is_ruled_out_is_not_found_alike(
    index_in: IndexIn, goal_cache: Path, tmp_path: Path
) -> None:
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / ".mdnet/goals.toml").write_text(
        '[[goal]]\nsay = ["unicycle acrobatics"]\nask = ["circus school"]\nnot = ["film"]\n'
    )
    by = load_understanding(tmp_path, "en", None)
    reader = index_in(VAULT).reader
    reading = read("unicycle acrobatics film", by, Lookup(reader), reader)
    assert ("circus school",) not in [idea.read_as for idea in reading.alike]


# Words that stand nowhere


def test_a_typing_mistake_is_corrected(read_goal: Read) -> None:
    reading = read_goal("plubmer")
    assert looked_for(reading) == {"plumber": weights.CORRECTED}
    assert reading.read_as == ["plubmer → plumber"]
    assert reading.unknown == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("libarian", ["librarian"]),
        ("libbrarrian", ["librarian"]),  # two mistakes in a longer word
        ("acmee", ["acme"]),
        ("aceme", ["acme"]),
        ("ecme", []),  # the first letter is hardly ever mistaken
        ("bakr", []),  # too short to be corrected, and no beginning
    ],
)
def test_mistakes(
    read_goal: Read, understanding: Understanding, typed: str, found: list[str]
) -> None:
    reading = read_goal(typed, by=replace(understanding, senses=None))
    stems = [understanding.analyzer.term(word) for word in found]
    assert [one.terms[0] for one in reading.ideas[0].alternatives] == stems


def test_a_word_that_is_not_typed_to_its_end_is_completed(read_goal: Read) -> None:
    reading = read_goal("libra")
    assert looked_for(reading) == {"librarian": weights.COMPLETED}
    assert reading.read_as == ["libra → librarian"]


@pytest.mark.parametrize("typed", ["xyzzyq", "lib", "qq"])
def test_what_stands_nowhere_is_told(read_goal: Read, typed: str) -> None:
    reading = read_goal(f"{typed} carving")
    assert reading.unknown == [typed]
    assert "carving" in ideas(reading)


def test_corrections_stay_in_the_field_that_was_named(read_goal: Read) -> None:
    assert looked_for(read_goal("role:plubmer")) == {"plumber": weights.CORRECTED}
    assert looked_for(read_goal("skill:plubmer")) == {}


def test_a_goal_of_small_words_may_be_a_name(read_goal: Read) -> None:
    assert ideas(read_goal("who can help")) == ["who", "can", "help"]
    assert not any(idea.alternatives for idea in read_goal("who can help").ideas)


def test_ideas_keep_the_order_of_the_goal(read_goal: Read, understanding: Understanding) -> None:
    goal = "acme carving with a dripping tap and sailing"
    by = replace(understanding, senses=None)
    found = ideas(read_goal(goal, by=by))
    assert found.index("acme") < found.index("dripping tap")
    assert found[0] == "acme"
