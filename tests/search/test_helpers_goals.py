"""Goals end to end on small vaults: who is found, through whom, in what order, how surely."""

from dataclasses import replace
from pathlib import Path

import pytest

from mdnet.model import GOAL_KINDS
from mdnet.search import weights
from mdnet.search.answer import Answer, Hit
from mdnet.search.rank import Score, band_of, combined
from mdnet.search.understanding import Understanding, load_understanding
from tests.search.conftest import SearchIn, crowd, names, note

CROWD = crowd()


def bands(answer: Answer) -> dict[str, str]:
    return {hit.name: hit.band for hit in (*answer.hits, *answer.apart)}


def hit(answer: Answer, name: str) -> Hit:
    [found] = [one for one in (*answer.hits, *answer.apart) if one.name == name]
    return found


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


@pytest.mark.parametrize("goal", ["the tap drips", "my tooth hurts"])
def test_without_a_word_table_the_thesaurus_does_it(
    search_in: SearchIn, without_table: Understanding, goal: str
) -> None:
    answer = search_in(TRADES, without_table)(goal)
    assert names(answer)[0] in {"Pia", "Dov"}
    assert answer.hits[0].band in {"strong", "good"}


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
    assert {one.band for one in answer.hits} <= {"maybe"}


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
    [("NHS", "national health service"), ("BBC", "british broadcasting corporation")],
)
def test_words_are_found_as_an_acronym(search_in: SearchIn, organization: str, goal: str) -> None:
    search = search_in({"People/Jo.md": note(organizations=[organization]), **CROWD})
    assert "Jo" in names(search(goal))


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


def test_connector_and_target_are_one_result(search_in: SearchIn) -> None:
    search = search_in({"People/Near.md": note("[[Gus Low]] is a plumber.", closeness=4), **CROWD})
    assert names(search("the tap drips")) == ["Gus Low"]


def test_a_connector_with_something_of_their_own_is_a_result_too(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Near.md": note("[[Gus Low]] is a plumber.", closeness=4, skills=["plumbing"]),
            **CROWD,
        }
    )
    assert names(search("the tap drips")) == ["Near", "Gus Low"]


def test_two_connectors_and_their_target_are_one_result(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Far.md": note("[[Gus Low]] is a plumber.", closeness=1),
            "People/Near.md": note("[[Gus Low]] is a plumber.", closeness=5),
            **CROWD,
        }
    )
    assert names(search("the tap drips")) == ["Gus Low"]


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
        assert one.sum
        assert weights.GHOST_BASE <= one.sum.tie <= weights.GHOST_BASE + weights.GHOST_TIE


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
            "People/Friend.md": note(closeness=5, knows=["'[[Weak]]'", "'[[Strong]]'"]),
            **CROWD,
        }
    )
    answer = search("bees in the garden")
    assert hit(answer, "Weak").via == ("Friend",)
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


def test_known_people_come_before_introductions_of_the_same_band(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Near.md": note("[[Gus Low]] is a plumber.", closeness=5),
            "People/Pia.md": note(roles=["plumber"], closeness=1),
            **CROWD,
        }
    )
    answer = search("the tap drips")
    assert names(answer)[0] == "Pia"
    order = ("strong", "good", "maybe", "weak")
    places = [order.index(one.band) for one in answer.hits]
    assert places == sorted(places)


# The kind of a goal


def listeners() -> dict[str, str]:
    return {
        f"People/{name}.md": note("A good listener.", closeness=closeness)
        for name, closeness in (("Bea Close", 5), ("Cy Middle", 2), ("Ada Far", 1))
    } | CROWD


def test_support_is_best_asked_of_close_people(search_in: SearchIn) -> None:
    assert names(search_in(listeners())("I feel lonely")) == ["Bea Close", "Cy Middle", "Ada Far"]


def test_information_is_best_asked_of_acquaintances(search_in: SearchIn) -> None:
    found = names(search_in(listeners())("lonely", kind="information"))
    assert found[0] == "Cy Middle"


@pytest.mark.parametrize("kind", ["", "introduction"])
def test_other_kinds_leave_the_order_to_competence(search_in: SearchIn, kind: str) -> None:
    files = {
        f"People/{name}.md": note(roles=["zither maker"], closeness=closeness)
        for name, closeness in (("Bea Close", 5), ("Cy Middle", 2), ("Ada Far", 1))
    }
    answer = search_in({**files, **CROWD})("zither", kind=kind)
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
    answer = search_in(files)("zither", kind=kind, explain=True)
    assert names(answer)[0] == "Able"
    for one in answer.hits:
        assert one.sum
        assert abs(one.sum.kind - 1) <= weights.TILT_MOST + 1e-9


# Needs and aversions


def test_who_needs_it_or_shuns_it_stands_apart(search_in: SearchIn) -> None:
    search = search_in(
        {
            "People/Pia.md": note(roles=["plumber"]),
            "People/Nat.md": note(needs=["a plumber"]),
            "People/Both.md": note(roles=["plumber"], needs=["another plumber"]),
            "People/Shy.md": note("Hates plumbing."),
            **CROWD,
        }
    )
    answer = search("the tap drips")
    assert names(answer) == ["Pia"]
    assert {"Nat", "Both"} <= {one.name for one in answer.apart}
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
    answer = search_in(FILTERED)("zither", near=near, explain=True)
    assert names(answer)[0] == first
    places = {one.name: one.sum.place for one in answer.hits if one.sum}
    assert places[first] == weights.IN_TOWN
    assert {places["Ada"], places["Ben"]} == {weights.IN_TOWN, weights.OUT_OF_TOWN}


def test_near_and_a_city_in_the_goal_are_the_same(search_in: SearchIn) -> None:
    search = search_in(FILTERED)
    named, near = search("zither maker in Bern"), search("zither maker", near="Bern")
    assert [(one.name, one.score) for one in named.hits] == [
        (one.name, one.score) for one in near.hits
    ]


def test_weak_hits_are_shown_only_with_all(search_in: SearchIn) -> None:
    files = {
        "People/Ada.md": note("## Log\n\n- 2026-01-02 we spoke of zithers and much else"),
        "People/Ben.md": note(roles=["zither maker"]),
        **CROWD,
    }
    search = search_in(files)
    assert names(search("zither maker of old")) == ["Ben"]
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
@pytest.mark.parametrize("table", [True, False])
def test_the_sum_adds_up_to_the_score(
    search_in: SearchIn,
    understanding: Understanding,
    without_table: Understanding,
    goal: str,
    table: bool,  # noqa: FBT001
) -> None:
    search = search_in(EXPLAINED, understanding if table else without_table)
    answer = search(goal, explain=True, all=True, limit=None)
    assert answer.hits
    compared = table and '"' not in goal and ":" not in goal and goal != "zihter"
    for one in (*answer.hits, *answer.apart):
        made_of = one.sum
        assert made_of
        direct = combined(made_of.typed, made_of.alike) + made_of.likeness
        score = Score(direct, made_of.against)
        values = {
            max(score.value * scale, 0.0 if score.against else made_of.literal)
            * made_of.place * made_of.kind * made_of.tie
            for scale in ((weights.WITH_SENSES, 1.0) if compared else (1.0,))
        }  # fmt: skip
        assert any(one.score == pytest.approx(value, abs=1e-4) for value in values)
        expected = "not a helper" if score.looks_for_the_same else band_of(one.score)
        assert one.band == expected or abs(one.score - round(one.score, 1)) < 1e-4


@pytest.mark.parametrize("goal", ["zither", "zithers", '"zither maker"'])
def test_the_evidence_adds_up_to_the_sum(
    search_in: SearchIn, without_table: Understanding, goal: str
) -> None:
    """Of one idea: the best match of each field, the best of them whole, the next a little."""
    answer = search_in(EXPLAINED, without_table)(goal, explain=True, all=True, limit=None)
    assert len(answer.hits) >= 2
    for one in (*answer.hits, *answer.apart):
        assert one.sum
        for against, expected in ((False, one.sum.typed), (True, one.sum.against)):
            best: dict[str, float] = {}
            for match in one.evidence:
                if match.against == against:
                    best[match.field] = max(best.get(match.field, 0.0), match.weight)
            first, *rest = sorted(best.values(), reverse=True) or [0.0]
            value = first + weights.NEXT_LEAVES * sum(rest[: weights.NEXT_LEAVES_COUNTED])
            assert value == pytest.approx(expected, abs=1e-3)


def test_a_word_that_stands_nowhere_makes_hits_less_sure_and_keeps_their_order(
    search_in: SearchIn, without_table: Understanding
) -> None:
    search = search_in(EXPLAINED, without_table)
    plain, beside = search("zither"), search("zither frobnication")
    assert names(beside) == names(plain)
    assert all(less.score < sure.score for less, sure in zip(beside.hits, plain.hits, strict=True))


def test_who_is_merely_like_a_goal_is_no_clear_helper(search_in: SearchIn) -> None:
    files = {
        "People/Mia.md": note(roles=["hospital nurse"], skills=["first aid", "wound care"]),
        **CROWD,
    }
    answer = search_in(files)("see a surgeon about my stomach", explain=True)
    like = [hit for hit in answer.hits if hit.sum and hit.sum.likeness]
    assert like
    for hit in like:
        assert hit.sum
        met = combined(hit.sum.typed, hit.sum.alike)
        assert hit.sum.likeness <= max(weights.LIKE_BY_ITSELF, met)


# Goal words of one's own, and faults


def test_own_goal_words_lead_to_ones_own_people(
    search_in: SearchIn, with_own_words: Understanding
) -> None:
    files = {
        "People/Mia.md": note("Went to a circus school."),
        "People/Dov.md": note(roles=["dentist"]),
        "People/Pia.md": note(roles=["plumber"]),
        **CROWD,
    }
    search = search_in(files, with_own_words)
    assert names(search("why does the big wheel squeak"))[0] == "Mia"
    assert set(names(search("dentist"))) == {"Mia", "Dov"}
    # The rest of the built-in words is still there.
    assert names(search("my tooth hurts"))[0] == "Dov"
    assert names(search("the tap drips"))[0] == "Pia"


@pytest.mark.parametrize("content", [None, b"", b"no table", b"MDNWORDS" + bytes(100)])
def test_without_its_table_the_search_goes_on(
    search_in: SearchIn, tmp_path: Path, goal_cache: Path, content: bytes | None
) -> None:
    table = tmp_path / "words.bin"
    if content is not None:
        table.write_bytes(content)
    understood = load_understanding(tmp_path, "en", goal_cache, table)
    assert len(understood.notices) == 1
    answer = search_in(TRADES, understood)("the tap drips", explain=True)
    assert names(answer)[0] == "Pia"
    for one in answer.hits:
        assert one.sum
        assert (one.sum.alike, one.sum.likeness) == (0, 0)


@pytest.mark.parametrize("goal", ["tap", "the tap drips", "dentist", "my tooth hurts in Bern"])
def test_no_part_is_needed(search_in: SearchIn, understanding: Understanding, goal: str) -> None:
    """A vault indexed without vectors, searched with them, and the other way round."""
    nothing = replace(understanding, senses=None, thesaurus=type(understanding.thesaurus)(b"{}"))
    answer = search_in(TRADES, nothing)(goal)
    assert {one.name for one in answer.hits} <= {"Dov"}
