"""Every rule finds what it is for, and only that."""

import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mdnet.check import run
from mdnet.check.fixing import FIXABLE_RULES
from mdnet.check.known import Known
from mdnet.check.rules import FAMILIES, RULES, rule_like
from mdnet.check.run import problems_of
from mdnet.model.config import Config
from mdnet.model.contact import Problem
from mdnet.notes.reader import read_note
from mdnet.vault.root import open_vault
from tests.check.cases import ANA, CASES, Files
from tests.conftest import ROOT, Indexed, MakeVault

TODAY = date(2026, 11, 23)
Found = Callable[[Files], list[Problem]]


@pytest.fixture
def found(indexed: Indexed, tmp_path: Path) -> Found:
    """A function that returns what is wrong in a vault of some files."""

    def problems(files: Files) -> list[Problem]:
        snapshot = indexed(files).snapshot
        return problems_of(open_vault(tmp_path / "vault"), snapshot, today=TODAY)

    return problems


def of_rule(problems: list[Problem], rule: str) -> list[Problem]:
    return [problem for problem in problems if problem.code == rule]


@pytest.mark.parametrize("rule", CASES)
def test_what_breaks_a_rule_is_found_at_its_place(rule: str, found: Found) -> None:
    problems = of_rule(found(CASES[rule].bad), rule)
    assert problems
    first = problems[0]
    assert f"{first.path}:{first.line}:{first.column}" == CASES[rule].place
    assert {problem.severity for problem in problems} == {RULES[rule].severity}


@pytest.mark.parametrize("rule", CASES)
def test_what_nearly_breaks_a_rule_is_fine(rule: str, found: Found) -> None:
    assert of_rule(found(CASES[rule].good), rule) == []


def test_every_rule_has_a_case() -> None:
    assert RULES.keys() - CASES.keys() == {"skipped-file", "unreadable"}
    assert CASES.keys() <= RULES.keys()


def test_what_is_passed_over_is_told(make_vault: MakeVault, indexed: Indexed) -> None:
    root = make_vault({"inside.md": ""})
    (root / "out.md").symlink_to("/etc/hostname")
    (root / "in.md").symlink_to("inside.md")
    os.mkfifo(root / "fifo.md")
    snapshot = indexed({}).snapshot
    (root / "gone.md").symlink_to("nowhere")
    problems = problems_of(open_vault(root), snapshot)
    assert [(one.path, one.code) for one in problems] == [
        ("fifo.md", "skipped-file"), ("gone.md", "skipped-file"), ("out.md", "skipped-file"),
    ]  # fmt: skip


def test_a_note_that_may_not_be_read_is_told(make_vault: MakeVault) -> None:
    vault = open_vault(make_vault({}))
    (problem,) = run._problems_at(vault, "gone.md", Known([], NoNames(), []))
    assert (problem.code, problem.message) == (
        "unreadable", "cannot be read: No such file or directory"
    )  # fmt: skip


class NoNames:
    """A vault without names."""

    def by_name(self, _: str) -> list[str]:
        return []

    by_alias = by_name


def test_every_code_of_the_readers_has_a_rule() -> None:
    # What is wrong in a foreign file is told by the import of it.
    foreign = {"formats", "transfer"}
    modules = (path for path in (ROOT / "mdnet").rglob("*.py") if foreign.isdisjoint(path.parts))
    sources = [path.read_text() for path in modules]
    problem = r"(?:Problem|Finding|Oddity|Misfit|_Form|complain|wrong)\((?:[^()\"]|\([^()]*\))*?\"([a-z]+(?:-[a-z]+)+)\""
    codes = {code for source in sources for code in re.findall(problem, source)}
    assert {"bad-date", "never-closed", "unquoted-link", "bad-setting"} <= codes
    assert codes <= RULES.keys()


def test_rules_are_told_in_sentences() -> None:
    for rule in RULES.values():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+|encoding|unreadable|contradiction", rule.id)
        assert rule.what.endswith(".")
        assert rule.fix.endswith(".")
        assert rule.example
    assert len(RULES) == sum(len(family.rules) for family in FAMILIES)


def test_rules_that_can_be_mended_are_marked() -> None:
    assert {rule.id for rule in RULES.values() if rule.fixable} == FIXABLE_RULES


def test_a_rule_that_was_meant() -> None:
    assert rule_like("dead-lnk") == "dead-link"
    assert rule_like("zzz") == ""


@pytest.mark.parametrize(
    "aliases",
    ["[[Ana]]", "[[[Ana]], [[Bo]]]", '["[[Ana]]", Bo]', "'[[Ana|A]]'", "\n- [[Ana]]\n- Bo # [[Ana]]"],
)  # fmt: skip
@pytest.mark.parametrize("key", ["aliases", "nickname", "Aliases"])
@pytest.mark.parametrize("more", ["", "roles: [a\n"])
def test_no_rule_about_links_looks_into_aliases(
    found: Found, aliases: str, key: str, more: str
) -> None:
    problems = found({
        **ANA, "People/Bo.md": f"---\n{key}: {aliases}\n{more}---\n", "People/Ana.md": "",
        "Sub/Bo.md": "---\ntype: person\n---\n",
    })  # fmt: skip
    codes = {one.code for one in problems if one.path == "People/Bo.md"}
    assert codes <= {"shared-name", "broken-yaml", "unknown-key"}
    (note,) = (read_note("People/Bo.md", f"---\n{key}: {aliases}\n---\n".encode(), Config()),)
    assert note
    assert note.contact
    assert note.links == ()
    assert note.contact.edges == ()
