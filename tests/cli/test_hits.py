"""What is said of a hit: above all, what the owner could do for the person."""

import json

import pytest

from mdnet.cli.hits import could_be_done
from mdnet.search.results import Hit
from tests.conftest import MakeVault, Run


def hit(balance: float = 0.0, needs: tuple[str, ...] = ()) -> Hit:
    return Hit("Ana Diaz", "People/Ana Diaz.md", "good", 0.5, balance=balance, needs=needs)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (hit(), ""),
        (hit(balance=-2), ""),
        (hit(balance=2), ""),  # what is true of most people is said by mdnet balance
        (hit(2, ("a lift",)), "you could return the favour: they need a lift"),
        (hit(-2, ("a lift",)), "you could help with what they need: a lift"),
        (hit(0, ("a lift", "a cat", "a hat")), "you could help with what they need: a lift; a cat"),
    ],
)
def test_what_could_be_done_for_a_person(one: Hit, said: str) -> None:
    assert could_be_done(one) == said


def test_a_search_says_it_beside_the_hit(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(
        {
            ".mdnet/config.toml": "",
            "People/Ana.md": "---\nroles: [dentist]\nneeds: [a lift]\n---\n"
            "## Log\n- 2026-05-02 got: tooth fixed\n",
            "People/Bo.md": "---\nroles: [dentist]\n---\n",
        }
    )
    rows = run("search", "dentist", cwd=vault).stdout.splitlines()
    said = {row.partition("\t")[0]: row.rpartition("\t")[2] for row in rows}
    assert said == {"Ana": "you could return the favour: they need a lift", "Bo": ""}
    found = json.loads(run("search", "dentist", "--json", cwd=vault).stdout)
    assert {one["name"]: one["needs"] for one in found} == {"Ana": ["a lift"], "Bo": []}
