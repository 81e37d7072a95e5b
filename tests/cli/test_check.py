"""``mdnet check`` as it is called: files and folders, formats, mends in real files."""

import json
import os
import re
from pathlib import Path

import pytest

from mdnet.check.rules import RULES
from mdnet.cli.check_formats import put_github
from mdnet.model.contact import Problem
from tests.conftest import MakeVault, Run

BROKEN = "---\nroles: [baker\n---\n"
NOTES = {
    "People/Ana.md": BROKEN,
    "People/Sub/Bo.md": BROKEN,
    "Other/Cleo.md": BROKEN,
    ".mdnet/x": "",
}


@pytest.fixture
def vault(make_vault: MakeVault) -> Path:
    return make_vault(NOTES)


def places(stdout: str) -> list[str]:
    return re.findall(r"^(.+?):\d+:\d+: ", stdout, re.MULTILINE)


def test_the_example_vault_is_clean(example_vault: Path, run: Run) -> None:
    ran = run("check", "--strict", "-v", cwd=example_vault)
    assert (ran.code, ran.stdout) == (0, "")
    assert ran.stderr.startswith("0 errors, 0 warnings in ")


@pytest.mark.parametrize(
    ("files", "found"),
    [
        ([], ["Other/Cleo.md", "People/Ana.md", "People/Sub/Bo.md"]),
        (["."], ["Other/Cleo.md", "People/Ana.md", "People/Sub/Bo.md"]),
        (["People"], ["People/Ana.md", "People/Sub/Bo.md"]),
        (["People/"], ["People/Ana.md", "People/Sub/Bo.md"]),
        (["People/Ana.md", "./Other/../Other/Cleo.md"], ["Other/Cleo.md", "People/Ana.md"]),
        ([".mdnet/x"], []),
    ],
)
def test_files_and_folders(files: list[str], found: list[str], vault: Path, run: Run) -> None:
    ran = run("check", *files, cwd=vault)
    assert places(ran.stdout) == found
    assert ran.code == (1 if found else 0)
    assert f" in {len(found)} note" in ran.stderr


def test_files_are_named_from_where_one_is(vault: Path, run: Run, tmp_path: Path) -> None:
    assert places(run("check", "Bo.md", "..", cwd=vault / "People/Sub").stdout) == [
        "People/Ana.md", "People/Sub/Bo.md",
    ]  # fmt: skip
    above = run("-C", "vault", "check", "vault/People/Ana.md", cwd=tmp_path)
    assert places(above.stdout) == ["vault/People/Ana.md"]
    (tmp_path / "link").symlink_to("vault")
    linked = run("-C", "link", "check", "link/People/Ana.md", cwd=tmp_path)
    assert places(linked.stdout) == ["vault/People/Ana.md"]


@pytest.mark.parametrize(
    "words",
    [["nowhere.md"], ["../outside.md"], [".."], ["--rule", "x"], ["--no-rule", "broken-yaml,x"],
     ["--explain", "x"], ["--format", "xml"], ["--schema", "x"]],
)  # fmt: skip
def test_what_cannot_be_meant(words: list[str], vault: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "outside.md").touch()
    ran = run("check", *words, cwd=vault)
    assert (ran.code, ran.stdout) == (2, "")


def test_a_pipe_is_named_and_not_opened(vault: Path, run: Run) -> None:
    os.mkfifo(vault / "People/pipe.md")
    assert "skipped-file" in run("check", "People/pipe.md", cwd=vault).stdout


def test_rules_are_listed_and_explained(run: Run, tmp_path: Path) -> None:
    listed = run("check", "--rules", cwd=tmp_path)
    assert [line.split("\t")[0] for line in listed.stdout.splitlines()] == [*RULES]
    for rule in RULES.values():
        told = run("check", "--explain", rule.id, cwd=tmp_path).stdout
        assert told.startswith(f"{rule.id} ({rule.severity})\n{rule.what}\n")


@pytest.mark.parametrize("kind", ["contact", "goal"])
def test_the_schema_needs_no_vault(kind: str, run: Run, tmp_path: Path) -> None:
    assert json.loads(run("check", "--schema", kind, cwd=tmp_path).stdout)["properties"]


def test_severities_of_the_settings(make_vault: MakeVault, run: Run) -> None:
    settings = '[check]\nbroken-yaml = "warning"\nlog-line = "error"\nunknown-key = "off"\n'
    note = "---\nbirtday: x\nroles: [a\n---\n## Log\n- called\n"
    vault = make_vault({".mdnet/config.toml": settings, "People/A.md": note})
    ran = run("check", cwd=vault)
    found = re.findall(r"\d: (\w+) ([\w-]+) ", ran.stdout)
    assert found == [("warning", "broken-yaml"), ("error", "log-line")]
    assert run("check", "--no-rule", "log-line", cwd=vault).code == 0
    assert run("check", "--no-rule", "log-line", "--strict", cwd=vault).code == 1


def test_wrong_severities_are_told(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({".mdnet/config.toml": '[check]\n\ndead-link = "loud"\nlog-line = 3\n'})
    assert run("check", cwd=vault).stdout.splitlines() == [
        f".mdnet/config.toml:{line}:1: warning bad-setting check.{rule} must be one of error, "
        "warning, info, off"
        for line, rule in ((3, "dead-link"), (4, "log-line"))
    ]


def test_mends_are_written_and_undone(vault: Path, run: Run) -> None:
    before = {name: (vault / name).read_bytes() for name in NOTES}
    assert run("check", "--fix", "--dry-run", cwd=vault).code == 1
    assert {name: (vault / name).read_bytes() for name in NOTES} == before
    ran = run("check", "--fix", "People", cwd=vault)
    assert ran.code == 0
    assert "Fixed 2 problems." in ran.stderr
    assert (vault / "People/Ana.md").read_text() == "---\nroles: [baker]\n---\n"
    assert (vault / "Other/Cleo.md").read_text() == BROKEN
    assert run("undo", cwd=vault).code == 0
    assert {name: (vault / name).read_bytes() for name in NOTES} == before


def test_more_problems_than_are_told_of_are_mended_as_well(make_vault: MakeVault, run: Run) -> None:
    links = "".join(f"  - [[P{number}]]\n" for number in range(60))
    vault = make_vault({"People/Ana.md": f"---\nknows:\n{links}---\n"})
    ran = run("check", "--fix", "-C", str(vault))
    assert (ran.code, "Fixed 60 problems." in ran.stderr) == (0, True), ran
    assert run("check", "--strict", "-v", "-C", str(vault)).stdout == ""


def test_a_read_only_note_is_left_and_the_others_are_mended(vault: Path, run: Run) -> None:
    (vault / "People/Ana.md").chmod(0o444)
    ran = run("check", "--fix", cwd=vault)
    assert ran.code == 1
    assert "People/Ana.md is read-only" in ran.stderr
    assert "Fixed 2 problems." in ran.stderr
    assert (vault / "People/Ana.md").read_text() == BROKEN


def test_workflow_commands_are_escaped(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_github([Problem("a,b:c%.md", 1, 2, "x-y", "100%: a,b\r\nc", "write d", "info")], tmp_path)
    assert capsys.readouterr().out == (
        "::notice file=a%2Cb%3Ac%25.md,line=1,col=2,title=mdnet x-y::100%25: a,b%0D%0Ac (write d)\n"
    )


def test_mixed_line_ends_are_shown_in_short(make_vault: MakeVault, run: Run) -> None:
    text = "one\r\n" * 10 + "two\n" * 11
    vault = make_vault({"People/A.md": text, ".mdnet/x": ""})
    ran = run("check", "--dry-run", "--rule", "mixed-line-ends", cwd=vault)
    assert "- … and 4 lines more\n" in ran.stdout
    assert "- one\\x0d\n" in ran.stdout


@pytest.mark.parametrize(
    ("front", "number"),
    [
        ("roles: [baker", 1),
        ("roles: [baker\nphone: +41790", 2),
        ("role: potter\n  city: Graz", 0),
        ("birthday: yesterday", 0),
        ("birthday: 05/06/1984\nmet: 2.5.2019", 1),
        ("roles: #t\n-x", 0),
    ],
)
def test_as_many_are_said_to_be_fixable_as_are_fixed(
    front: str, number: int, make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault({"People/Ana.md": f"---\n{front}\n---\n", ".mdnet/x": ""})
    said = re.findall(r"(\d+) problems? can be fixed", run("check", cwd=vault).stderr)
    assert said == ([str(number)] if number else [])
    fixed = re.findall(r"Fixed (\d+) problem", run("check", "--fix", cwd=vault).stderr)
    assert fixed == said
    assert "can be fixed" not in run("check", cwd=vault).stderr


def test_what_can_be_fixed_is_not_tried_without_end(make_vault: MakeVault, run: Run) -> None:
    phones = "".join(f"- +4179000{number}\n" for number in range(150))
    note = f"---\nphones:\n{phones}---\n" + "Nothing but text. \n" * 5_000
    vault = make_vault({f"People/P{number}.md": note for number in range(4)} | {".mdnet/x": ""})
    assert re.search(r"At least \d+ problems can be fixed", run("check", cwd=vault).stderr)
