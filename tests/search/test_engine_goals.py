"""Goals end to end on small vaults: who is found, through whom, in what order, how surely."""

import math

import pytest

from mdnet.model.contact import GOAL_KINDS
from mdnet.search import ranker
from mdnet.search.language import LanguageResources
from tests.search.conftest import SearchIn, bands, crowd, hit, names, note

CROWD = crowd()


# From what is wrong to who can mend it

TRADES = {
    "People/Pia.md": note(roles=["plumber"]),
    "People/Dov.md": note(roles=["dentist"]),
    "People/Tess.md": note("Does tax returns for half the street."),
    "People/Gus.md": note(roles=["piano tuner"]),
    "People/Bea.md": note(interests=["beekeeping"], skills=["catching swarms of bees"]),
    "People/Lou.md": note(roles=["locksmith"]),
    "People/Vera.md": note(roles=["veterinarian"]),
    "People/Noel.md": note(roles=["notary"]),
    **CROWD,
}


@pytest.mark.parametrize(
    ("goal", "helper"),
    [
        ("the tap in the kitchen drips", "Pia"),
        ("there is a leaking pipe under the sink", "Pia"),
        ("my tooth hurts", "Dov"),
        ("fill in my tax return", "Tess"),
        ("the piano sounds off", "Gus"),
        ("a swarm of bees in the garden", "Bea"),
        ("locked out of my flat", "Lou"),
        ("the cat limps", "Vera"),
        ("certify a signature", "Noel"),
        ("DENTIST!!", "Dov"),
        ("Does anybody know a good vet?", "Vera"),
    ],
)
def test_a_symptom_leads_to_the_trade(search_in: SearchIn, goal: str, helper: str) -> None:
    answer = search_in(TRADES)(goal)
    assert names(answer)[0] == helper
    assert answer.hits[0].band in {"strong", "good"}
    assert answer.hits[0].reasons


@pytest.mark.parametrize(
    ("goal", "helper"),
    [("dentits", "Dov"), ("plubmer", "Pia"), ("locksmtih", "Lou"), ("notry", "Noel")],
)
def test_typing_mistakes(search_in: SearchIn, goal: str, helper: str) -> None:
    answer = search_in(TRADES)(goal)
    assert names(answer)[0] == helper
    assert any(read.startswith(f"{goal} → ") for read in answer.read_as)


def test_a_correction_is_told_as_a_word(search_in: SearchIn) -> None:
    search = search_in({"People/A.md": note(skills=["zither carving"]), **CROWD})
    assert search("zither carvving").read_as == ("carvving → carving",)


@pytest.mark.parametrize(
    "goal", ["plumber", "tap drips", "dentist", "somebody who tunes pianos", "cat is sick"]
)
def test_every_goal_is_answered_the_same_again(search_in: SearchIn, goal: str) -> None:
    search = search_in(TRADES)
    assert search(goal, explain=True) == search(goal, explain=True)


@pytest.mark.parametrize("goal", ["xyzzyq frobnication", "submarine sonar calibration"])
def test_where_nobody_can_help_nothing_is_promised(search_in: SearchIn, goal: str) -> None:
    answer = search_in(TRADES)(goal)
    assert {one.band for one in answer.hits} <= {"maybe", "weak"}


@pytest.mark.parametrize("goal", ["", " ", "?!", "who can help me", "I need something", "-tap"])
def test_a_goal_that_says_nothing(search_in: SearchIn, goal: str) -> None:
    answer = search_in(TRADES)(goal)
    assert answer.empty
    assert answer.hits == ()
    assert answer.apart == ()


def test_an_empty_vault(search_in: SearchIn) -> None:
    answer = search_in({"Readme.md": "Nothing here.\n"})("plumber")
    assert answer.hits == ()
    assert not answer.empty


# Organisations


ORGANIZATIONS = {
    "People/Hal.md": note(organizations=["World Health Organization"]),
    "People/Ida.md": note(organizations=["NABU"]),
    **CROWD,
}


@pytest.mark.parametrize("goal", ["somebody at the world health organisation", "NABU", "org:nabu"])
def test_people_are_found_by_their_organisation(search_in: SearchIn, goal: str) -> None:
    answer = search_in(ORGANIZATIONS)(goal)
    assert names(answer)[0] == ("Ida" if "nabu" in goal.lower() else "Hal")


@pytest.mark.parametrize(
    ("organization", "goal"),
    [
        ("NHS", "national health service"),
        ("National Health Service", "NHS"),
        ("Qualified Zither Xylophone Fund", "qzxf"),
        ("National Health Service", "nurse NHS"),
        ("British Broadcasting Corporation", "someone from the BBC"),
        ("BBC", "who works at the british broadcasting corporation"),
    ],
)
def test_words_are_found_as_an_acronym(search_in: SearchIn, organization: str, goal: str) -> None:
    search = search_in({"People/Jo.md": note(organizations=[organization]), **CROWD})
    assert "Jo" in names(search(goal))


@pytest.mark.parametrize("goal", ["rent a flat", "tap drips", "HELP WITH A TAP", "bad back pain"])
def test_words_are_no_acronym_by_chance(search_in: SearchIn, goal: str) -> None:
    """Neither a word in small letters, nor two words, nor a goal that is shouted."""
    organizations = ["Thames Anglers Partnership", "Right Furniture", "Fly Low Airways Trust"]
    files = {"People/Jo.md": note(organizations=organizations), **CROWD}
    assert "Jo" not in names(search_in(files)(goal))


# The way in


def test_a_ghost_is_found_through_the_closest_tie(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Far.md": note("[[Gus Low]] is a plumber.", closeness=1),
            "People/Near.md": note("His plumber is [[Gus Low]].", closeness=5, circles=["friend"]),
            **CROWD,
        }
    )
    ghost = hit(search("the tap drips"), "Gus Low")
    assert ghost.path is None
    assert ghost.via == ("Near",)
    assert ghost.via_circle == "friend"
    assert {reason.source for reason in ghost.reasons} == {"Far", "Near"}


def test_who_can_help_comes_before_who_leads_to_them(search_in: SearchIn) -> None:
    search = search_in({"People/Near.md": note("[[Gus Low]] is a plumber.", closeness=4), **CROWD})
    assert names(search("the tap drips"))[0] == "Gus Low"


@pytest.mark.parametrize("closeness", [1, 3, 5])
@pytest.mark.parametrize("helper", ["People/Gus Low.md", "People/Somebody Else.md"])
def test_whoever_leads_to_a_helper_comes_after_them(
    search_in: SearchIn, closeness: int, helper: str
) -> None:
    """Whether or not the helper has a note, and however close the one is who knows them."""
    near = note("[[Gus Low]] is a plumber, he mended my tap.", closeness=closeness)
    search = search_in({"People/Near.md": near, helper: note(closeness=2), **CROWD})
    answer = search("the tap drips", explain=True)
    assert names(answer)[0] == "Gus Low"
    for one in answer.hits:
        assert one.explanation
        odds = one.explanation.chance / (1 - one.explanation.chance) * one.explanation.tie
        introduced = one.explanation.chance * one.explanation.tie
        assert one.score == pytest.approx(
            introduced if one.path is None else odds / (1 + odds), abs=1e-3
        )


def test_who_can_do_it_themselves_does_not_come_after_whom_they_know(search_in: SearchIn) -> None:
    near = note("[[Gus Low]] is a plumber.", closeness=4, roles=["plumber"])
    search = search_in({"People/Near.md": near, **CROWD})
    assert names(search("the tap drips")) == ["Near", "Gus Low"]


def test_who_leads_to_a_helper_is_named_with_them(search_in: SearchIn) -> None:
    search = search_in({"People/Near.md": note("[[Gus Low]] is a plumber.", closeness=4), **CROWD})
    assert hit(search("the tap drips"), "Gus Low").via == ("Near",)


def test_a_connector_with_something_of_their_own_is_a_result_too(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Near.md": note("[[Gus Low]] is a plumber.", closeness=4, skills=["plumbing"]),
            **CROWD,
        }
    )
    assert names(search("the tap drips")) == ["Near", "Gus Low"]


def test_of_whom_two_tell_is_one_result(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Far.md": note("[[Gus Low]] is a plumber.", closeness=1),
            "People/Near.md": note("[[Gus Low]] is a plumber.", closeness=5),
            **CROWD,
        }
    )
    found = names(search("the tap drips"))
    assert found.count("Gus Low") == 1
    assert len(found) == len(set(found))


def test_the_closer_the_connector_the_more_an_introduction_counts(search_in: SearchIn) -> None:
    files = {
        "People/Far.md": note("[[Ada Far]] plays the zither.", closeness=1),
        "People/Mid.md": note("[[Ben Mid]] plays the zither.", closeness=3),
        "People/Near.md": note("[[Cy Near]] plays the zither.", closeness=5),
        "People/Zoe.md": note(interests=["zither"]),
        **CROWD,
    }
    answer = search_in(files)("zither", explain=True, limit=None)
    ghosts = [one for one in answer.hits if one.path is None]
    assert [one.name for one in ghosts] == ["Cy Near", "Ben Mid", "Ada Far"]
    for one in ghosts:
        assert one.explanation
        assert one.explanation.tie < 1
        assert one.score < one.explanation.chance


def test_somebody_one_has_not_met_but_has_a_note_of(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Stub.md": note(roles=["plumber"], stub="yes"),
            "People/Near.md": note(closeness=5, knows=["'[[Stub]]'"]),
            "People/Known.md": note(roles=["plumber"], closeness=1),
            **CROWD,
        }
    )
    answer = search("the tap drips")
    assert hit(answer, "Stub").via == ("Near",)
    assert hit(answer, "Stub").score < hit(answer, "Known").score


def test_somebody_one_hardly_knows_is_reached_through_a_friend(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Weak.md": note(roles=["beekeeper"], closeness=1),
            "People/Strong.md": note(roles=["beekeeper"], closeness=4),
            "People/Fay.md": note(closeness=5, knows=["'[[Weak]]'", "'[[Strong]]'"]),
            **CROWD,
        }
    )
    answer = search("bees in the garden")
    assert hit(answer, "Weak").via == ("Fay",)
    assert hit(answer, "Weak").path == "People/Weak.md"
    assert hit(answer, "Strong").via == ()


def test_a_way_may_lead_through_several_people(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Near.md": note(closeness=5, knows=["'[[Stub One]]'"]),
            "People/Stub One.md": note(stub="yes", knows=["'[[Gus Low]]'"]),
            "People/Other.md": note(interests=["zither"]),
            "2026-01-05.md": "[[Gus Low]] plays the zither.\n",
            **CROWD,
        }
    )
    assert hit(search("zither"), "Gus Low").via == ("Near", "Stub One")


def test_who_is_known_comes_before_an_introduction_to_as_good_a_helper(
    search_in: SearchIn,
) -> None:
    search = search_in(
        {
            "People/Near.md": note("[[Gus Low]] is a plumber.", closeness=5),
            "People/Pia.md": note("A plumber.", closeness=1),
            **CROWD,
        }
    )
    assert names(search("the tap drips"))[:2] == ["Pia", "Gus Low"]


def test_everybody_stands_in_the_order_of_their_scores(search_in: SearchIn) -> None:
    """Also who must be introduced: better than a worse helper one knows."""
    search = search_in(
        {
            "People/Near.md": note("[[Gus Low]] is a zither maker.", closeness=5),
            "People/Ada.md": note("Once heard a zither.", closeness=5),
            "People/Ben.md": note(roles=["zither maker"]),
            **CROWD,
        }
    )
    scores = [one.score for one in search("zither maker", all=True).hits]
    assert scores == sorted(scores, reverse=True)


# The kind of a goal


def listeners() -> dict[str, str]:
    return {
        f"People/{name}.md": note("A good listener.", closeness=closeness)
        for name, closeness in (("Bea Close", 5), ("Cy Middle", 2), ("Ada Far", 1))
    } | CROWD


def test_support_is_best_asked_of_close_people(search_in: SearchIn) -> None:
    assert names(search_in(listeners())("I feel lonely"))[:3] == [
        "Bea Close",
        "Cy Middle",
        "Ada Far",
    ]


def test_information_is_best_asked_of_acquaintances(search_in: SearchIn) -> None:
    found = names(search_in(listeners())("I feel lonely", kind="information"))
    assert found[0] == "Cy Middle"


def test_an_introduction_leaves_the_order_to_competence(search_in: SearchIn) -> None:
    files = {
        f"People/{name}.md": note(roles=["zither maker"], closeness=closeness)
        for name, closeness in (("Bea Close", 5), ("Cy Middle", 2), ("Ada Far", 1))
    }
    answer = search_in({**files, **CROWD})("zither", kind="introduction")
    assert len({one.score for one in answer.hits}) == 1


@pytest.mark.parametrize("kind", GOAL_KINDS)
def test_competence_comes_before_closeness(search_in: SearchIn, kind: str) -> None:
    files = {
        "People/Able.md": note(roles=["zither maker"], closeness=1),
        "People/Close.md": note(
            interests=["zither"], closeness=5, group="primary", circles=["family"]
        ),
        "People/Middle.md": note(interests=["zither"], closeness=3),
        **CROWD,
    }
    answer = search_in(files)("zither maker", kind=kind, explain=True)
    assert names(answer)[0] == "Able"
    for one in answer.hits:
        assert one.explanation
        assert abs(one.explanation.tie - 1) <= 0.15 + 1e-9


# Needs and aversions


def test_who_needs_it_or_shuns_it_stands_apart(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Pia.md": note(roles=["plumber"]),
            "People/Nat.md": note(needs=["a plumber"]),
            "People/Shy.md": note("Hates plumbing."),
            **CROWD,
        }
    )
    answer = search("the tap drips")
    assert names(answer) == ["Pia"]
    assert {one.name for one in answer.apart} == {"Nat", "Shy"}
    assert {one.band for one in answer.apart} == {"not a helper"}


def test_a_need_never_helps(search_in: SearchIn) -> None:
    """The same person, with a need that meets the goal less and less."""
    needs: tuple[list[str], ...] = ([], ["a singing lesson"], ["zither lessons"], ["zither maker"])
    files = {
        f"People/P{at}.md": note("Likes to sing.", roles=["zither maker"], needs=some)
        for at, some in enumerate(needs)
    }
    answer = search_in({**files, **CROWD})("zither maker", limit=None)
    scores = [hit(answer, f"P{at}").score for at in range(len(needs))]
    assert scores == sorted(scores, reverse=True)
    assert bands(answer)["P0"] == "strong"
    assert bands(answer)["P3"] == "not a helper"


# Names that are trades


def test_who_only_bears_the_name_of_a_trade_is_no_helper(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Dan Carpenter.md": note(roles=["dentist"]),
            "People/Eve Baker.md": note(roles=["pilot"]),
            "People/Finn Hart.md": note(roles=["carpenter"]),
            **CROWD,
        }
    )
    assert names(search("build a shelf")) == ["Finn Hart"]
    assert names(search("carpenter")) == ["Finn Hart"]
    assert names(search("baker")) == []
    assert "Eve Baker" in names(search("baker", all=True))
    assert names(search("Eve Baker"))[0] == "Eve Baker"


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("plumber", ["Abdul Plumber"]),
        ("a good electrician", ["Tom (electrician)"]),
        ("taxi", ["Taxi Zermatt"]),
        ("dentist", ["Ana Diaz"]),
        ("emergency plumber", []),
        ("gardener", []),
    ],
)
def test_a_trade_in_a_name_counts_where_nobody_else_is_found(
    search_in: SearchIn, goal: str, found: list[str]
) -> None:
    search = search_in({
        "People/Abdul Plumber.md": "", "People/Taxi Zermatt.md": "", "People/Tom (electrician).md": "",
        "People/Lindt Dentist.md": "", "People/Ana Diaz.md": note(roles=["dentist"]), **CROWD,
    })  # fmt: skip
    answer = search(goal)
    assert names(answer) == found
    assert set(bands(answer).values()) <= ({"strong", "good"} if goal == "dentist" else {"weak"})


# Filters


FILTERED = {
    "People/Ada.md": note(
        roles=["zither maker"], city="Bern", circles=["club"], group="primary", closeness=4
    ),
    "People/Ben.md": note(roles=["zither maker"], city="New York", circles=["work"]),
    "People/Cy.md": note(roles=["zither maker"], circles=["club"], archived="yes"),
    "People/Di.md": note(interests=["zither"], city="Lugano", circles=["close friends"]),
    "People/Ed.md": note("[[Gus Low]] makes zithers.", closeness=5, city="Bern"),
    **CROWD,
}


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, {"Ada", "Ben", "Di", "Gus Low"}),
        ({"circle": "club"}, {"Ada"}),
        ({"circle": "CLUB"}, {"Ada"}),
        ({"circle": "close friend"}, {"Di"}),
        ({"circle": "club", "all": True}, {"Ada", "Cy"}),
        ({"circle": "no such circle"}, set()),
        ({"group": "primary"}, {"Ada", "Di"}),  # a close friend is one of the primary group
        ({"group": "secondary"}, {"Ben"}),
        ({"all": True}, {"Ada", "Ben", "Cy", "Di", "Gus Low"}),
    ],
)
def test_filters(search_in: SearchIn, filters: dict[str, object], found: set[str]) -> None:
    # Ed is known for whom he knows only, and may lead to Gus Low or stand beside him.
    assert set(names(search_in(FILTERED)("zither", **filters))) - {"Ed"} == found


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_the_limit_keeps_the_best(search_in: SearchIn, limit: int) -> None:
    search = search_in(FILTERED)
    everybody = names(search("zither maker", limit=None))
    assert names(search("zither maker", limit=limit)) == everybody[:limit]


@pytest.mark.parametrize(
    ("near", "first"), [("Bern", "Ada"), ("bern", "Ada"), ("New York", "Ben"), ("new york", "Ben")]
)
def test_people_near_come_first(search_in: SearchIn, near: str, first: str) -> None:
    answer = search_in(FILTERED)("zither maker", near=near, limit=None)
    assert names(answer)[0] == first
    plain = search_in(FILTERED)("zither maker", limit=None)
    other = {"Ada": "Ben", "Ben": "Ada"}[first]
    assert hit(answer, first).score > hit(plain, first).score
    assert hit(answer, other).score < hit(plain, other).score
    # Who has no city stays where they are.
    assert hit(answer, "Gus Low").score == hit(plain, "Gus Low").score


def test_a_city_in_the_goal_puts_its_people_first(search_in: SearchIn) -> None:
    search = search_in(FILTERED)
    assert names(search("zither maker in Bern"))[0] == "Ada"
    assert names(search("zither maker in New York"))[0] == "Ben"


def test_weak_hits_beyond_hope_are_shown_only_with_all(search_in: SearchIn) -> None:
    files = {
        "People/Ada.md": note("## Log\n\n- 2026-01-02 we spoke of a maker of films and much else"),
        "People/Ben.md": note(roles=["zither maker"]),
        **CROWD,
    }
    search = search_in(files)
    assert names(search("zither maker of old"))[0] == "Ben"
    assert set(names(search("zither maker of old"))) <= set(
        names(search("zither maker of old", all=True))
    )
    shown = search("zither maker of old", all=True)
    assert bands(shown)["Ada"] == "weak"


# What a score is made of


EXPLAINED = {
    "People/Ada.md": note("Repairs zithers.", roles=["zither maker"], city="Bern", closeness=5),
    "People/Ben.md": note("Owns a zither.", interests=["zither"], city="Lugano", closeness=1),
    "People/Cy.md": note(roles=["zither maker"], needs=["zither lessons"], closeness=3),
    "People/Di.md": note("Hates zithers.", skills=["zither", "carpentry"]),
    "People/Ed.md": note("[[Gus Low]] makes zithers.", closeness=4),
    "People/Flo.md": note(roles=["carpenter"], skills=["making shelves"]),
    **CROWD,
}


@pytest.mark.parametrize(
    "goal",
    [
        "zither", "zither maker", "zither in Bern", "a zither maker for lessons", "build shelves",
        '"zither maker"', "role:zither", "zihter", "zither frobnication",
    ],
)  # fmt: skip
@pytest.mark.parametrize("tables", [True, False])
def test_the_parts_of_an_explanation_make_the_score(
    search_in: SearchIn,
    resources: LanguageResources,
    without_needs: LanguageResources,
    goal: str,
    tables: bool,  # noqa: FBT001
) -> None:
    search = search_in(EXPLAINED, resources if tables else without_needs)
    answer = search(goal, explain=True, all=True, limit=None)
    assert answer.hits
    for one in (*answer.hits, *answer.apart):
        why = one.explanation
        assert why
        logit = ranker.model().bias + sum(share.adds for share in why.shares)
        assert why.chance == pytest.approx(1 / (1 + math.exp(-logit)), abs=1e-4)
        if not one.via or one.path:
            assert 0 <= one.score <= 1
        if one.band != "not a helper":
            assert one.band == ranker.band_of(one.score) or abs(one.score * 20 % 1) < 1e-2
        assert [abs(share.adds) for share in why.shares] == sorted(
            (abs(share.adds) for share in why.shares), reverse=True
        )
        assert all(share.means for share in why.shares)


@pytest.mark.parametrize("goal", ["zither", "zithers"])
def test_an_explanation_shows_what_speaks_for_and_against(
    search_in: SearchIn, without_needs: LanguageResources, goal: str
) -> None:
    answer = search_in(EXPLAINED, without_needs)(goal, explain=True, all=True, limit=None)
    ada, cy = hit(answer, "Ada").explanation, hit(answer, "Cy").explanation
    assert ada
    assert cy
    assert {"zither maker", "Repairs zithers."} <= {one.text for one in ada.matches}
    assert ada.against == ()
    assert [one.text for one in cy.against] == ["zither lessons"]
    assert "zither lessons" not in [one.text for one in cy.matches]


def test_explanations_are_there_only_when_asked_for(search_in: SearchIn) -> None:
    assert hit(search_in(EXPLAINED)("zither"), "Ada").explanation is None


def test_a_word_that_stands_nowhere_makes_no_hit_surer(
    search_in: SearchIn, without_needs: LanguageResources
) -> None:
    search = search_in(EXPLAINED, without_needs)
    plain, beside = search("zither"), search("zither frobnication")
    assert names(beside)[0] == names(plain)[0]
    assert hit(beside, "Ada").score <= hit(plain, "Ada").score
    assert beside.ignored == ("frobnication",)


def test_who_is_merely_like_a_goal_is_no_clear_helper(search_in: SearchIn) -> None:
    files = {
        "People/Mia.md": note(roles=["stamp collector"], skills=["old coins", "medals"]),
        **CROWD,
    }
    answer = search_in(files)("see a surgeon about my stomach")
    assert {one.band for one in answer.hits} <= {"maybe", "weak"}


# Needs of one's own


def test_ones_own_needs_lead_to_ones_own_people(
    search_in: SearchIn, with_own_needs: LanguageResources
) -> None:
    files = {
        "People/Mia.md": note("Went to a circus school."),
        "People/Dov.md": note(roles=["dentist"]),
        "People/Pia.md": note(roles=["plumber"]),
        **CROWD,
    }
    search = search_in(files, with_own_needs)
    assert names(search("why does the big wheel squeak"))[0] == "Mia"
    assert search("why does the big wheel squeak").looking_for[0] == "circus school"
    assert {"Mia", "Dov"} <= set(names(search("dentist")))
    # What ships is still there.
    assert names(search("my tooth hurts"))[0] == "Dov"
    assert names(search("the tap drips"))[0] == "Pia"


@pytest.mark.parametrize("goal", ["tap", "the tap drips", "dentist", "my tooth hurts in Bern"])
def test_without_tables_the_words_are_searched(
    search_in: SearchIn, without_needs: LanguageResources, goal: str
) -> None:
    answer = search_in(TRADES, without_needs)(goal)
    assert {one.name for one in answer.hits} <= {"Dov"}
    assert names(search_in(TRADES, without_needs)("dentist")) == ["Dov"]
