"""Pairs are merged all at once, one after the other at a terminal, or said to be two people."""

from pathlib import Path

import pytest

from mdnet.identity.candidates import Candidate
from mdnet.identity.evidence import band_of, evidence_of
from mdnet.identity.person_names import common_half
from mdnet.identity.short_names import are_one_given_name
from mdnet.model.identifiers import identifiers_of
from tests.conftest import MakeVault, Run

PHONE = '---\nphones: ["+41 79 123 45 67"]\n---\n'
SURE = {
    "People/Ana Diaz.md": "---\nroles: [dentist]\nemails: [a@x.example]\n---\n",
    "People/Diaz Ana.md": "---\ncity: Bern\nemails: [A@x.example]\n---\n",
    "People/Bo Ek.md": "---\nphones: ['+41 79 555 01 01']\ncity: Oslo\n---\n",
    "People/Ek, Bo.md": "---\nphones: ['079 555 01 01']\n---\n",
    "People/Cara Holm.md": "Knows [[Diaz Ana]].\n",
    "People/Cara Lund.md": "---\nroles: [nurse]\n---\n",
}


def texts(root: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (root / "People").iterdir()}


def band(one: str, two: str, *keys: dict[str, list[str]]) -> str:
    mine, theirs = (keys * 2)[:2]
    candidates = (
        Candidate(name, f"{name}.md", identifiers=identifiers_of(**given))  # type: ignore[arg-type]
        for name, given in ((one, mine), (two, theirs))
    )
    return band_of(evidence_of(*candidates))


@pytest.mark.parametrize("key", [{"phones": ["+41 79 123 45 67"]}, {"emails": ["a@x.example"]}])
@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Salome Lüthi", "Salome Niederburger", "likely"),
        ("Christina Hirsch", "Tina Hirsch", "sure"),
        ("Katharina Roth", "Kathi Berg", "likely"),
        ("Beat Keller", "Silvia Keller", "weak"),
        ("Ana Diaz", "Odo Falk", "weak"),
    ],
)
def test_a_key_in_common_and_half_a_name(
    one: str, two: str, expected: str, key: dict[str, list[str]]
) -> None:
    assert band(one, two, key) == expected


def test_nobody_has_two_profiles_of_linkedin() -> None:
    profiles = (
        {"profiles": [f"https://www.linkedin.com/in/{slug}"]} for slug in ("ana-1", "ana-2")
    )
    assert band("Ana Diaz", "Ana Diaz", *profiles) == "weak"
    assert band("Ana Diaz", "Ana Diaz", {"profiles": ["https://linkedin.com/in/ana-1"]}) == "sure"


@pytest.mark.parametrize(
    ("one", "two", "half"),
    [("Salome Lüthi", "Salome Berg", "given"), ("Bob Roth", "Robert Berg", "given"),
     ("Beat Keller", "Silvia Keller", "family"), ("Jörg Müller", "Joerg Berg", "given"),
     ("Ana Diaz", "Odo Falk", None), ("Ana", "Ana Diaz", None)],
)  # fmt: skip
def test_the_half_that_two_names_share(one: str, two: str, half: str | None) -> None:
    assert common_half(one, two) == half
    assert common_half(two, one) == half


@pytest.mark.parametrize(
    ("mine", "theirs", "expected"),
    [
        ("ana@gmail.com", "ana@gmx.ch", "weak"),
        ("ana@firm.example", "ana@gmx.ch", "likely"),
        ("ana@firm.example", "a.diaz@other.example", "likely"),
    ],
)
def test_a_work_address_beside_a_personal_one_says_nothing(
    mine: str, theirs: str, expected: str
) -> None:
    assert band("Ana Diaz", "Ana Diaz", {"emails": [mine]}, {"emails": [theirs]}) == expected


def test_short_forms() -> None:
    assert are_one_given_name("tina", "martina")
    assert are_one_given_name("rob", "bob")
    assert not are_one_given_name("christina", "martina")


def test_all_sure_ones_are_merged_and_come_back_by_one_undo(
    make_vault: MakeVault, run: Run
) -> None:
    root = make_vault(SURE)
    before = texts(root)
    ran = run("-C", str(root), "merge", "--all", "sure", "--yes")
    assert ran.code == 0, ran.stderr
    after = texts(root)
    assert len(after) == len(before) - 2
    assert "roles: [dentist]" in str(after)
    assert "city: Bern" in str(after)
    assert "nurse" in after["Cara Lund.md"]
    assert run("-C", str(root), "undo").code == 0
    assert texts(root) == before


def test_nothing_is_merged_without_a_word_or_in_a_dry_run(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(SURE)
    before = texts(root)
    assert "would change" in run("-C", str(root), "merge", "--all", "sure", "--dry-run").stderr
    assert run("-C", str(root), "merge").code == 2
    assert texts(root) == before


def reviewed(run: Run, root: Path, answers: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("mdnet.cli.duplicate_review.is_asked", lambda: True)
    ran = run("-C", str(root), "duplicates", "--review", stdin="".join(f"{a}\n" for a in answers))
    assert ran.code == 0, ran.stderr
    return ran.stderr


def test_the_walk_through_merges_keeps_apart_and_skips(
    make_vault: MakeVault, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_vault({**SURE, "People/Salome Lüthi.md": PHONE, "People/Salome Berg.md": PHONE})
    told = reviewed(run, root, "mns", monkeypatch)
    assert "1 merged, 1 not the same, 1 skipped" in told
    assert len(texts(root)) == len(SURE) + 1
    assert "not_same_as" in str(texts(root))
    told = reviewed(run, root, "q", monkeypatch)
    assert "0 merged, 0 not the same, 0 skipped" in told
    assert "1 pair" in run("-C", str(root), "duplicates").stderr


def test_there_is_no_walk_without_a_terminal(make_vault: MakeVault, run: Run) -> None:
    assert run("-C", str(make_vault(SURE)), "duplicates", "--review").code == 5
