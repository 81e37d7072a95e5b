"""The page of problems and the hooks say what the rules and the commands say."""

import re
import subprocess
import sys

import yaml

from mdnet.check.rules import RULES
from mdnet.cli import COMMANDS
from tests.conftest import ROOT

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
    assert f"`mdnet check`: {len(RULES)} rules" in (ROOT / "CHANGELOG.md").read_text()


def test_the_hooks_call_what_there_is() -> None:
    hooks = {
        hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    }
    assert hooks.keys() == {"mdnet-check", "mdnet-pages"}
    assert hooks["mdnet-check"]["entry"] == "mdnet check"
    assert hooks["mdnet-check"]["types"] == ["markdown"]
    assert hooks["mdnet-pages"]["entry"] == "mdnet build --check"
    assert hooks["mdnet-pages"]["pass_filenames"] is False
    assert hooks["mdnet-check"]["entry"].split()[1] in COMMANDS
