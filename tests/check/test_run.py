"""What is collected from whole vaults, and from any bytes."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.check.known import Known
from mdnet.check.rules import RULES
from mdnet.check.run import problems_in, problems_of
from mdnet.model.config import Config
from mdnet.model.summary import Card
from mdnet.vault.root import open_vault
from tests.check.cases import CASES
from tests.conftest import Indexed


class Names:
    """A vault in which two notes are called Bob Rossi."""

    def by_name(self, key: str) -> list[str]:
        return ["a/Bob Rossi.md", "b/Bob Rossi.md"] if key == "bob rossi" else []

    def by_alias(self, _: str) -> list[str]:
        return []


KNOWN = Known([Card("People/Ana Diaz.md", "contact", "Ana Diaz")], Names(), [])


def said(text: str) -> list[str]:
    return [str(one) for one in problems_in("A.md", text.encode(), KNOWN, Config())]


def test_plain_names_under_ties_are_looked_at_as_well() -> None:
    front = "type: person\nknows: [Elena Frey, Anna Diaz]\nboss: Bob Rossi\nroles: Anna Diaz"
    assert said(f"---\n{front}\n---\n") == [
        'A.md:3:21: dead-link "Anna Diaz" leads to nobody (did you mean [[Ana Diaz]]?)',
        (
            'A.md:4:7: ambiguous-link "Bob Rossi" could mean several notes '
            "(add the folder to the link: one of a/Bob Rossi.md, b/Bob Rossi.md)"
        ),
    ]


def test_each_conflict_of_a_note_is_told() -> None:
    one = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
    lonely = "<<<<<<< ours\n\nA heading\n=======\n"
    found = said(f"---\ntype: person\n---\n{one}\n{one}{lonely}")
    assert [text.partition(" this note")[0] for text in found] == [
        "A.md:4:1: conflict-marker",
        "A.md:10:1: conflict-marker",
    ]


def test_both_sides_of_a_tie_that_has_a_direction(indexed: Indexed, tmp_path: Path) -> None:
    files = {
        "People/Ana Diaz.md": '---\nboss: "[[Bo Frey]]"\n---\n',
        "People/Bo Frey.md": "---\nboss: Ana Diaz\n---\n",
    }
    snapshot = indexed(files).snapshot
    found = problems_of(open_vault(tmp_path / "vault"), snapshot)
    assert [str(one) for one in found] == [
        (
            "People/Ana Diaz.md:2:8: contradiction Ana Diaz works for Bo Frey, but "
            "People/Bo Frey.md also says that Bo Frey works for Ana Diaz (correct one of the two)"
        ),
        (
            "People/Bo Frey.md:2:7: contradiction Bo Frey works for Ana Diaz, but "
            "People/Ana Diaz.md also says that Ana Diaz works for Bo Frey (correct one of the two)"
        ),
    ]


# Pages and regions are looked at when a whole vault is.
OF_NOTES = CASES.keys() - {"stale-page", "private-named", "broken-template", "broken-region"}


@pytest.mark.parametrize("rule", sorted(OF_NOTES))
def test_a_note_alone_has_the_problems_that_it_has_among_all(
    rule: str, indexed: Indexed, tmp_path: Path
) -> None:
    snapshot = indexed(CASES[rule].bad).snapshot
    vault = open_vault(tmp_path / "vault")
    whole = problems_of(vault, snapshot)
    apart = [one for path in CASES[rule].bad for one in problems_of(vault, snapshot, [path])]
    assert sorted(map(str, apart)) == sorted(map(str, whole))


def test_what_is_not_there_has_no_problems(indexed: Indexed, tmp_path: Path) -> None:
    snapshot = indexed({"a.md": "---\na: [\n---\n"}).snapshot
    assert problems_of(open_vault(tmp_path / "vault"), snapshot, ["b.md", "x/a.md"]) == []


def test_progress_is_told(indexed: Indexed, tmp_path: Path) -> None:
    snapshot = indexed({"a.md": "", "b.md": ""}).snapshot
    told: list[tuple[int, int]] = []
    problems_of(open_vault(tmp_path / "vault"), snapshot, progress=lambda *step: told.append(step))
    assert told == [(1, 2), (2, 2)]


@given(
    st.binary(max_size=300)
    | st.text(max_size=200).map(lambda text: f"---\n{text}".encode(errors="replace"))
)
def test_any_bytes_have_problems_with_a_place_and_a_rule(data: bytes) -> None:
    lines = data.count(b"\n") + 1
    for problem in problems_in("People/A.md", data, KNOWN, Config()):
        assert problem.code in RULES
        assert problem.column >= 1
        assert 1 <= problem.line <= lines or data.startswith((b"\xff\xfe", b"\xfe\xff"))
