"""What must be so of the needs and judgments of bench/forum; nothing is searched here."""

import json
import re
from collections import Counter
from typing import Any

import pytest

from mdnet.notes.frontmatter import read_front_matter
from tests.conftest import ROOT

FORUM = ROOT / "bench/forum"
NOTES = sorted((FORUM / "vault/People").glob("*.md"))
NEEDS: list[dict[str, Any]] = json.loads((FORUM / "needs.json").read_text(encoding="utf-8"))


def _people() -> set[str]:
    linked = {
        name
        for note in NOTES
        for name in re.findall(r"\[\[([^\]|#]+)", note.read_text(encoding="utf-8"))
    }
    return linked | {note.stem for note in NOTES}


def test_everybody_who_is_judged_stands_in_the_vault() -> None:
    judged = {name for need in NEEDS for name in (*need["relevant"], *need["distractors"])}
    assert judged - _people() == set()


def test_everybody_of_the_vault_is_judged() -> None:
    judged = {name for need in NEEDS for name in (*need["relevant"], *need["distractors"])}
    assert _people() - judged == set()


def test_needs_are_as_many_of_each_style_as_the_readme_says() -> None:
    assert Counter(need["style"] for need in NEEDS) == dict.fromkeys(
        ("title", "sentence", "paragraph"), 20
    )
    assert sum(not need["relevant"] for need in NEEDS) == 6
    assert len({need["id"] for need in NEEDS}) == len({need["query"] for need in NEEDS}) == 60


@pytest.mark.parametrize("need", NEEDS, ids=[need["id"] for need in NEEDS])
def test_judgments_are_grades_and_name_nobody_twice(need: dict[str, Any]) -> None:
    assert set(need["relevant"].values()) <= {1, 2, 3}
    assert set(need["relevant"]).isdisjoint(need["distractors"])
    assert (need["area"] == "none") is not bool(need["relevant"])


def test_the_readme_gives_the_source_of_each_need() -> None:
    page = (FORUM / "README.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (f\d\d) \| (\w+) \| \w+ \| <(http\S+)> \|$", page, re.MULTILINE)
    assert rows == [(need["id"], need["style"], need["source"]) for need in NEEDS]


def test_nobody_is_of_the_other_judged_vault() -> None:
    other = {note.stem for note in (ROOT / "bench/relevance/vault/People").glob("*.md")}
    assert _people() & other == set()


@pytest.mark.parametrize("note", NOTES, ids=[note.stem for note in NOTES])
def test_notes_can_be_read(note: Any) -> None:
    read = read_front_matter(note.name, note.read_bytes())
    assert not read.problems
