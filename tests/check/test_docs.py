"""The page of problems and the hooks say what the rules and the commands say."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from mdnet.check.rules import RULES
from mdnet.cli.commands import COMMANDS
from tests.conftest import ROOT, MakeVault

PAGE = ROOT / "docs/problems.md"


def test_the_page_is_fresh() -> None:
    script = ROOT / "scripts/build_problem_docs.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_every_rule_has_its_row() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (\w+) \|.*\| (yes)? *\|$", PAGE.read_text(), re.MULTILINE
    )
    assert {name: (severity, bool(fixable)) for name, severity, fixable in rows} == {
        rule.id: (rule.severity, rule.fixable) for rule in RULES.values()
    }


def test_the_changelog_counts_right() -> None:
    assert f"`mdnet check` has {len(RULES)} rules" in (ROOT / "CHANGELOG.md").read_text()


def test_the_hooks_call_what_there_is() -> None:
    hooks = _hooks()
    assert hooks.keys() == {"mdnet-check", "mdnet-pages"}
    assert hooks["mdnet-check"]["entry"] == "mdnet check --"
    assert hooks["mdnet-check"]["types"] == ["markdown"]
    assert hooks["mdnet-pages"]["entry"] == "mdnet build --check"
    assert hooks["mdnet-pages"]["pass_filenames"] is False
    assert hooks["mdnet-check"]["entry"].split()[1] in COMMANDS


def _hooks() -> dict[str, dict[str, Any]]:
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return {hook["id"]: hook for hook in hooks}


def test_a_hook_checks_notes_of_any_name(make_vault: MakeVault) -> None:
    names = ["-v.md", "--help.md", "--.md", "-.md", "$(touch ran).md", "two words.md", "x\ny.md"]
    vault = make_vault({".mdnet/config.toml": "", **dict.fromkeys(names, "Words.\n")})
    # What pre-commit does: the entry, and behind it the files of the commit.
    hook = vault / ".git/hooks/pre-commit"
    entry = _hooks()["mdnet-check"]["entry"]
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }

    def git(*arguments: str) -> "subprocess.CompletedProcess[str]":
        identity = ("-c", "user.name=Eve", "-c", "user.email=eve@example.org")
        return subprocess.run(
            ["git", *identity, *arguments],
            cwd=vault,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert git("init", "--quiet").returncode == 0
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ngit diff --cached --name-only -z | xargs -0 {entry}\n")
    hook.chmod(0o755)
    git("add", "--all", "--", *names)
    done = git("commit", "--quiet", "--message", "Notes")
    assert done.returncode == 0, done
    assert "0 errors, " in done.stderr
    assert f" in {len(names)} notes" in done.stderr
    (vault / "-v.md").write_text("---\nroles: [dentist\n---\n")
    git("add", "--", "-v.md")
    done = git("commit", "--quiet", "--message", "A mistake")
    assert done.returncode == 1
    assert "-v.md:2:8: error broken-yaml" in done.stderr
    assert not (vault / "ran").exists()
