"""A goal that is a number or an address finds who has it, and nobody who is like it."""

import json

import pytest

from tests.conftest import MakeVault, Run

VAULT = {
    "People/Joe Plumber.md": (
        "---\nroles: [plumber]\nphones: ['079 555 66 77']\nemails: [Joe@pipes.example]\n"
        "urls: [https://www.pipes.example/joe/]\nsocial: ['@joep']\n---\n"
    ),
    "People/Ana Diaz.md": "---\nroles: [exam coach]\nphones: ['+41 79 000 44 03']\n---\n555 66\n",
}


@pytest.mark.parametrize(
    ("goal", "value"),
    [
        ("079 555 66 77", "079 555 66 77"),
        ("+41 79 555 66 77", "079 555 66 77"),
        ("0041795556677", "079 555 66 77"),
        ("joe@PIPES.example", "Joe@pipes.example"),
        ("pipes.example/joe", "https://www.pipes.example/joe/"),
        ("@joep", "@joep"),
    ],
)
def test_who_has_it_alone_is_found(make_vault: MakeVault, run: Run, goal: str, value: str) -> None:
    root = make_vault({**VAULT, ".mdnet/config.toml": 'country = "CH"\n'})
    (hit,) = json.loads(run("-C", str(root), "search", goal, "--json").stdout)
    assert (hit["name"], hit["band"]) == ("Joe Plumber", "strong")
    assert [reason["text"] for reason in hit["reasons"]] == [value]


@pytest.mark.parametrize("goal", ["079 123 45 67", "nobody@exam.example"])
def test_nobody_is_like_a_number_or_an_address(make_vault: MakeVault, run: Run, goal: str) -> None:
    ran = run("-C", str(make_vault(VAULT)), "search", goal)
    assert ran.stdout == ""
    assert f"Not in your notes: {goal}" in ran.stderr


@pytest.mark.parametrize(
    "goal", ["3d printing", "node.js", "mp3", "a 24/7 plumber", "plumber @ home"]
)
def test_other_goals_are_goals(make_vault: MakeVault, run: Run, goal: str) -> None:
    ran = run("-C", str(make_vault(VAULT)), "search", goal, "--all", "--json", "--explain")
    assert ran.code == 0
    hits = json.loads(ran.stdout)
    assert not any(reason["text"] == goal for hit in hits for reason in hit["reasons"])


def test_a_word_that_is_a_handle_too_is_a_word(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(
        {
            "People/Zed.md": "---\nsocial: ['@mp3']\n---\n",
            "People/Ana.md": "---\nskills: [mp3 players]\n---\n",
        }
    )
    found = json.loads(run("-C", str(root), "search", "mp3", "--json").stdout)
    assert found[0]["name"] == "Ana"
    (alone,) = json.loads(run("-C", str(root), "search", "@mp3", "--json").stdout)
    assert alone["name"] == "Zed"


def test_filters_hold_for_who_is_looked_up(make_vault: MakeVault, run: Run) -> None:
    number = "phones: ['+41 79 000 44 03']"
    root = make_vault(
        {
            "People/Old.md": f"---\narchived: true\n{number}\n---\n",
            "People/Ana.md": f"---\ncircles: [work]\n{number}\n---\n",
        }
    )

    def names(*options: str) -> list[str]:
        ran = run("-C", str(root), "search", "+41790004403", "--json", *options)
        return [hit["name"] for hit in json.loads(ran.stdout)]

    assert names() == ["Ana"]
    assert names("--all") == ["Ana", "Old"]
    assert names("--all", "-n", "1") == ["Ana"]
    assert names("--circle", "club") == []
