"""Ties that one note states and the other says nothing of, or something else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.check.run import problems_of
from mdnet.vault.root import open_vault
from tests.conftest import Indexed

ANA = "People/Ana Diaz.md"
BEA = "People/Bea Moss.md"

Said = Callable[..., list[str]]


@pytest.fixture
def said(indexed: Indexed, tmp_path: Path) -> Said:
    """What the rules about ties say of Ana's note, beside that of Bea and others."""

    def problems(ana: str, bea: str, **others: str) -> list[str]:
        files = {ANA: f"---\n{ana}\n---\n", BEA: f"---\n{bea}\n---\n"}
        files |= {f"People/{name}.md": text for name, text in others.items()}
        snapshot = indexed(files).snapshot
        found = problems_of(open_vault(tmp_path / "vault"), snapshot, [ANA])
        return [str(one) for one in found if one.code in ("one-sided-relation", "contradiction")]

    return problems


def one_sided(place: str, tie: str, fix: str) -> list[str]:
    said = f"Ana Diaz {tie} Bea Moss, but {BEA} does not say so"
    return [f"{ANA}:{place}: one-sided-relation {said} ({fix})"]


@pytest.mark.parametrize(
    ("key", "tie", "theirs"),
    [
        ("spouse", "is married to", "spouse"), ("partner", "is the partner of", "partner"),
        ("parents", "is a child of", "children"), ("children", "is a parent of", "parents"),
        ("siblings", "is a sibling of", "siblings"), ("mentor", "learns from", "mentees"),
        ("mentees", "is the mentor of", "mentor"), ("boss", "works for", "reports"),
        ("reports", "is the boss of", "boss"),
    ],
)  # fmt: skip
def test_what_both_would_say(key: str, tie: str, theirs: str, said: Said) -> None:
    fix = f'add {theirs}: "[[Ana Diaz]]" there'
    assert said(f'{key}: "[[Bea Moss]]"', "city: Bern") == one_sided(f"2:{len(key) + 4}", tie, fix)
    assert said(f'{key}: "[[Bea Moss]]"', f"city: Bern\n{theirs}: Ana Diaz") == []


@pytest.mark.parametrize(
    "key",
    ["knows", "friends", "colleagues", "neighbours", "introduced_by", "godson", "not_same_as"],
)
def test_of_other_ties_one_side_is_enough(key: str, said: Said) -> None:
    assert said(f'{key}: "[[Bea Moss]]"', "city: Bern") == []


@pytest.mark.parametrize(
    "theirs",
    [
        'parents: ["[[Ana Diaz|Mum]]"]', "parents: Annie", "parent: '[[People/Ana Diaz]]'",
        'mother: "[[Ana Diaz]]"', "stub: yes", "archived: yes", "type: goal",
    ],
)  # fmt: skip
def test_what_is_said_in_any_form_or_need_not_be(theirs: str, said: Said) -> None:
    assert said('aliases: Annie\nchildren: "[[Bea Moss]]"', theirs) == []


@pytest.mark.parametrize("theirs", ["partner: Ana Diaz", 'partner: "[[Emil Hart]]"'])
def test_spouse_and_partner_are_two_words_for_one_tie(theirs: str, said: Said) -> None:
    assert said('spouse: "[[Bea Moss]]"', theirs) == []


@pytest.mark.parametrize(
    "theirs", ['knows: "[[Ana Diaz]]"', 'city: "[[Ana Diaz]]"', 'boss: "[[Ana Diaz]]"']
)
def test_another_tie_says_nothing_of_it(theirs: str, said: Said) -> None:
    fix = 'add parents: "[[Ana Diaz]]" there'
    assert said('children: "[[Bea Moss]]"', theirs) == one_sided("2:12", "is a parent of", fix)


def test_what_contradicts_is_not_one_sided_as_well(said: Said) -> None:
    (found,) = said('boss: "[[Bea Moss]]"', 'boss: "[[Ana Diaz]]"')
    assert ": contradiction " in found


def test_a_key_that_is_there_is_not_added_again(said: Said) -> None:
    fix = 'add "[[Ana Diaz]]" to children there'
    found = said('parents: "[[Bea Moss]]"', 'children: "[[Emil Hart]]"')
    assert found == one_sided("2:11", "is a child of", fix)


def test_the_link_to_add_leads_back(said: Said) -> None:
    """Two people are called so, and one lies beside Bea."""
    found = said('boss: "[[Bea Moss]]"', "city: Bern", **{"x/Ana Diaz": ""})
    assert found == one_sided("2:8", "works for", 'add reports: "[[Ana Diaz]]" there')
    nested = said('boss: "[[y/Bea Moss]]"', "city: Bern", **{"y/Bea Moss": "", "y/Ana Diaz": ""})
    assert nested[0].endswith('(add reports: "[[People/Ana Diaz|Ana Diaz]]" there)')


def test_a_link_that_could_mean_two_is_left_to_its_own_rule(said: Said) -> None:
    namesake = {"Ann Frey": "---\naliases: Annie\n---\n"}
    assert said('aliases: Annie\nboss: "[[Bea Moss]]"', "reports: Annie", **namesake) == []
    assert said('aliases: Annie\nboss: "[[Bea Moss]]"', "boss: Annie", **namesake) != []


def test_every_tie_is_told_at_its_place(said: Said) -> None:
    """Also where the link stands under another key before, or in a list, or is a plain name."""
    fix = 'add parents: "[[Ana Diaz]]" there'
    tie = "is a parent of"
    front = 'knows: "[[Bea Moss]]"\nchildren:\n  - "[[Emil Hart]]"\n  - "[[Bea Moss]]"'
    assert said(front, "city: Bern") == one_sided("5:6", tie, fix)
    assert said("children: [Emil Hart, Bea Moss]", "") == one_sided("2:23", tie, fix)
