"""Writes docs/mdnet.1, the manual page, from the help of the commands; ``--check`` compares."""

import re
import sys
from collections.abc import Iterator
from inspect import cleandoc
from pathlib import Path

import click

from mdnet.cli import cli
from mdnet.cli.commands import COMMANDS
from scripts.build_command_docs import EXIT_CODES

PAGE = Path(__file__).parent.parent / "docs/mdnet.1"

_HEAD = r"""
.TH MDNET 1 "" mdnet "User Commands"
.SH NAME
mdnet \- find who in your network of contacts can help
.SH SYNOPSIS
.B mdnet
.RI [ OPTION ]...
.I COMMAND
.RI [ ARGUMENT ]...
.SH DESCRIPTION
"""

_TAIL = r"""
.SH ENVIRONMENT
.TP
.B MDNET_VAULT
The vault, where neither
.B \-\-vault
nor the current folder names one.
.TP
.BR VISUAL ", " EDITOR
The editor for notes.
.TP
.B NO_COLOR
Turns colours off.
.TP
.BR MDNET_CACHE_DIR ", " MDNET_CONFIG_DIR
Where indexes and your settings are kept.
.SH FILES
.TP
.I .mdnet/config.toml
The settings of a vault.
.TP
.I .mdnet/templates/
Templates of pages and notes that replace those of mdnet.
.TP
.I ~/.config/mdnet/config.toml
Your settings for all vaults.
.TP
.I ~/.cache/mdnet/
Indexes. They are made from the notes; delete them any time.
"""


def man_page() -> str:
    """The text of the page, in the macros of man(7)."""
    root = cli.make_context("mdnet", [], resilient_parsing=True)
    lines = [_HEAD.strip(), *_prose(cli.help or ""), ".SH OPTIONS", *_options(cli, root)]
    lines.append(".SH COMMANDS")
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command
        lines += _command(command, click.Context(command, info_name=name, parent=root))
    lines.append(".SH EXIT STATUS")
    for code, meaning in EXIT_CODES:
        lines += [".TP", f".B {code}", _escaped(meaning[0].upper() + meaning[1:] + ".")]
    return "\n".join([*lines, _TAIL.strip(), ""])


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the lines about a command, and about those below it such as ``goal new``."""
    words = context.command_path.removeprefix("mdnet ")
    usage = " ".join(command.collect_usage_pieces(context))
    yield from (f'.SS "{words}"', f".B mdnet {words}", _escaped(usage))
    yield from ("", *_prose(command.help or ""), *_options(command, context))
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below
            yield from _command(below, click.Context(below, info_name=name, parent=context))


def _prose(help_text: str) -> Iterator[str]:
    """Yield paragraphs; those after click's ``\\b`` keep their lines."""
    for paragraph in re.split(r"\n\s*\n", cleandoc(help_text)):
        lines = paragraph.replace("\b", "").strip("\n").split("\n")
        if paragraph.lstrip().startswith("\b"):
            yield from (".PP", ".nf", *map(_escaped, lines), ".fi")
        else:
            yield from (".PP", *(_escaped(line.strip()) for line in lines))


def _options(command: click.Command, context: click.Context) -> Iterator[str]:
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and isinstance(parameter, click.Option):
            yield from (".TP", f".B {_escaped(record[0])}", _escaped(record[1]))


def _escaped(text: str) -> str:
    """The text with the typesetter's special characters escaped."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return r"\&" + text if text.startswith((".", "'")) else text


def main() -> None:
    """Write the page, or with ``--check`` end with 1 when it is stale."""
    if "--check" not in sys.argv[1:]:
        PAGE.write_text(man_page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != man_page():
        sys.exit("docs/mdnet.1 is stale; run: make docs")


if __name__ == "__main__":
    main()
