"""Nothing that a note says reaches the terminal as a control character."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run
from tests.safety import is_safe

ESC = "\x1b"
BIDI = "\u202e"
# A text that would clear the screen, set the clipboard, reorder a line and begin another.
HOSTILE = f"{ESC}[2J{ESC}]52;c;cm0gLXJm\x07{BIDI}gpj\u2066\x9b31m\r"
YAML = HOSTILE.encode("unicode_escape").decode()

NOTE = f"""\
---
aliases: ["Eve{YAML}"]
circles: ["work{YAML}"]
roles: ["welder{YAML}"]
organizations: ["Forge{YAML}"]
city: "Bern{YAML}"
tags: ["iron{YAML}"]
offers: ["a forge{YAML}"]
needs: ["coal{YAML}"]
about: "welds{YAML}"
phones: ["1{YAML}"]
knows: ["[[Ghost{YAML}]]"]
"odd{YAML}key": "odd{YAML}value"
closeness: "9{YAML}"
---
Welds {BIDI} gates {ESC}[5m and fences. Knows [[Gus{BIDI}{ESC}[31m Gold]], a goldsmith.

## Log
- 2026-05-02 got: a gate {ESC}]0;owned\x07{BIDI}
- 2026-99-99 got: {ESC}[2J nothing
"""
BROKEN = f"---\nroles: [\x1b[2J{BIDI}\ncity: {ESC}[1m\n---\nA welder.\n"


@pytest.fixture
def hostile_vault(make_vault: MakeVault) -> Path:
    return make_vault(
        {
            ".mdnet/config.toml": f'"lang{BIDI}uage" = "{BIDI}"\npeople = ["People"]\n',
            "People/Eve Iron.md": NOTE,
            f"People/Mal{ESC}]52;c;cm0=\x07{BIDI}ory.md": "---\nroles: [welder]\n---\n",
            "People/Two\nlines.md": "---\nroles: [welder]\n---\n",
            "People/Bro\x9bken.md": BROKEN,
            f"People/x.sync-conflict-{ESC}[2J.md": "A welder.",
        }
    )


@pytest.mark.parametrize(
    "command",
    [
        ["list"],
        ["index"],
        ["index", "--rebuild"],
        ["check", "-v"],
        ["check", "--dry-run"],
        ["check", "--fix"],
        ["check", "--format", "github"],
        ["check", f"x{ESC}[2J{BIDI}"],
        ["check", "--rule", f"x{ESC}[2J{BIDI}"],
        ["check", "--explain", f"x{ESC}[2J{BIDI}"],
        ["stats"],
        ["search", "welder"],
        ["search", "welder", "--all"],
        ["search", "coal", "--all"],
        ["search", "goldsmith"],
        ["search", f"welder{ESC}[2J {BIDI}qqzzxx"],
        ["search", "gate"],
        ["show", "Eve Iron"],
        ["show", f"Mal{ESC}]52;c;cm0=\x07{BIDI}ory"],
        ["show", f"nobody{ESC}[2J{BIDI}"],
        ["show", "Two lines"],
        ["path", "Eve Iron"],
        ["path", "Gus"],
        ["match", "--all"],
        ["match", "Eve Iron", "--all"],
        ["show", "Gus"],
        ["new", f"Eve{ESC}[2J{BIDI}"],
        ["new", f"{ESC}{BIDI}"],
        ["init", "--dry-run", f"x{ESC}[2J"],
        ["-C", f"x{ESC}[2J{BIDI}", "list"],
        [f"lst{ESC}[2J"],
        ["list", "--sort", f"x{ESC}[2J"],
        ["list", f"--x{ESC}[2J"],
        ["search", "welder", "--today", f"x{ESC}[2J"],
    ],
    ids=lambda command: repr(" ".join(command)),
)
def test_nothing_raw_is_printed(command: list[str], hostile_vault: Path, run: Run) -> None:
    ran = run(*command, cwd=hostile_vault)
    assert ran.stdout + ran.stderr
    assert is_safe(ran.stdout), ran.stdout
    assert is_safe(ran.stderr), ran.stderr


@pytest.mark.parametrize(
    "command",
    [["list"], ["index"], ["check"], ["search", "welder"], ["show", "Eve Iron"]],
    ids=lambda command: command[0],
)
def test_json_escapes_what_could_harm(command: list[str], hostile_vault: Path, run: Run) -> None:
    ran = run(*command, "--json", cwd=hostile_vault)
    assert is_safe(ran.stdout), ran.stdout
    assert is_safe(ran.stderr)
    json.loads(ran.stdout)


def test_json_keeps_the_text_as_it_is(hostile_vault: Path, run: Run) -> None:
    [eve] = json.loads(run("list", "--circle", "work", "--json", cwd=hostile_vault).stdout)
    assert f"{ESC}[2J" in eve["roles"][0]
