"""Writes docs/commands.md from the help of the commands; ``--check`` only compares."""

import sys
from pathlib import Path

import click

from mdnet.cli import cli
from mdnet.cli.commands import COMMANDS

PAGE = Path(__file__).parent.parent / "docs/commands.md"
_WIDTH = 90
EXIT_CODES = (
    (0, "success, even if nobody was found"),
    (1, "it failed"),
    (2, "the command was not understood, or asks for a note that would never be read"),
    (3, "there is no vault"),
    (4, "nobody has that name, or several people do"),
    (5, "refused: something would be lost"),
    (130, "you stopped it with Ctrl-C"),
)
"""The meaning of each exit status."""
_ROWS = "\n".join(f"| {code} | {meaning} |" for code, meaning in EXIT_CODES)
_INTRODUCTION = f"""\
# Commands

*Made from the help of the commands by `scripts/build_command_docs.py`.*

Data goes to stdout; counts, warnings and hints go to stderr. On a terminal you see columns
and colours, and names that link to their notes where the terminal has links; `--color never` or
`NO_COLOR=1` turns both off, `FORCE_HYPERLINK=0` the links alone. In a pipe the fields of a line are
separated by tabs. `--json` prints [JSON](json.md).

A person on the command line is a name, an alias or a path in the vault; any word of a name
(`rossi`), or its beginning; a phone number in any spelling, an email address, a profile or a
handle (`@ana`), or a `uid`. Accents, case, titles, a leading `@` and the order of words make no
difference. What is exact comes first. An inexact name is answered with `zoe → Zoë Müller` on
stderr. If several people fit equally, you choose at a terminal, with `fzf` if you have it;
elsewhere they are listed with organisation, city and file, and the command ends with 4. People
without a note are found by the name that other notes link to.

Names need no quotes: `mdnet log Ana Diaz got a lift`, `mdnet merge Ana Diaz Ana Dias`. Use them
behind an option, and where a name holds a word such as `call` that `mdnet log` would take for
the kind. [Every day](everyday.md) shows the shortest ways to do what you do most.

Words that other programs have work, too, or say what to type: `find`, `add`, `ls`, `view`, `mv`,
`rm`, `config` … `mdnet help search` is `mdnet search --help`.

| exit code | means |
|---|---|
{_ROWS}

{", ".join(f"[{name}](#{name})" for name in COMMANDS)}
"""


def commands_page() -> str:
    """The text of the page."""
    root = cli.make_context("mdnet", [], resilient_parsing=True, terminal_width=_WIDTH)
    parts = [_INTRODUCTION, f"## mdnet\n\n{_fenced(cli.get_help(root))}"]
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command
        context = click.Context(command, info_name=name, parent=root, terminal_width=_WIDTH)
        parts.append(f"## {name}\n\n{_fenced(command.get_help(context))}")
        parts += _parts_of_a_group(command, context)
    return "\n".join(parts)


def _parts_of_a_group(command: click.Command, parent: click.Context) -> list[str]:
    """The help of the commands below a command such as ``goal``."""
    if not isinstance(command, click.Group):
        return []
    parts = []
    for name in command.list_commands(parent):
        below = command.get_command(parent, name)
        assert below
        context = click.Context(below, info_name=name, parent=parent, terminal_width=_WIDTH)
        parts.append(f"### {parent.info_name} {name}\n\n{_fenced(below.get_help(context))}")
    return parts


def _fenced(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return "```text\n" + "\n".join(lines) + "\n```\n"


def main() -> None:
    """Write the page, or with ``--check`` end with 1 when it is stale."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(commands_page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != commands_page():
        sys.exit("docs/commands.md is stale; run: make docs")


if __name__ == "__main__":
    main()
