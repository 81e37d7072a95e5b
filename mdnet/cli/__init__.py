"""The command line: a group that imports a command only when it is called.

Nothing below this package knows of click; errors from below become a sentence on stderr
and an exit code here and nowhere else.
"""

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from mdnet.errors import MdnetError

_GARBAGE_THRESHOLD = 200_000

# Name, module and one line of help of each command, so that --help imports none of them.
COMMANDS = {
    "init": "Make a vault, or adopt a folder as one.",
    "import": "Make notes of address books and other files.",
    "new": "Write a note for a person.",
    "search": "Find who can help with a goal, and why.",
    "show": "Show one person on a page.",
    "path": "Find who can introduce you to somebody.",
    "match": "Match needs with what others of your contacts offer.",
    "list": "List contacts, filtered and sorted.",
    "log": "Add a dated line to somebody's log.",
    "due": "Show whom to get back to, and near birthdays.",
    "balance": "Show who is ahead in the exchange, and open promises.",
    "goal": "Write down goals, and follow their leads.",
    "discover": "Jog your memory: whom you know, and where the gaps are.",
    "build": "Write the summary pages of the network.",
    "export": "Write contacts for address books, tables and search engines.",
    "watch": "Keep the index and the pages fresh on every save.",
    "check": "Find what is wrong in notes, and mend it.",
    "duplicates": "Find notes that are probably about one person.",
    "merge": "Make one note of two, and take over every link.",
    "rename": "Give a person or a goal another name, in all links too.",
    "index": "Bring the index up to date by hand.",
    "stats": "Show the network in figures.",
    "undo": "Undo the last edit of mdnet.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, imported when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which one meets them."""
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command; None for one that does not exist."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mdnet.cli.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or suggest the one that was meant."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            from mdnet.text import safe_text

            near = get_close_matches(name, COMMANDS, n=1)
            hint = (
                f' Did you mean "{near[0]}"?'
                if near
                else f' To search: mdnet search "{safe_text(name)}"'
            )
            raise click.UsageError(f'There is no command "{safe_text(name)}".{hint}', ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        del ctx
        with formatter.section("Commands"):
            formatter.write_dl([*COMMANDS.items()])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; a failed operation becomes a sentence and an exit code."""
        from mdnet.text import safe_text

        try:
            return super().invoke(ctx)
        except MdnetError as error:
            lines = (safe_text(line) for line in str(error).split("\n"))
            click.echo("mdnet: " + "\n".join(lines), err=True)
            ctx.exit(error.exit_code)
        except BrokenPipeError:
            raise
        except OSError as error:
            _tell(error)
            ctx.exit(MdnetError.exit_code)


def _tell(error: OSError) -> None:
    """Say on stderr what the system could not do."""
    from mdnet.text import safe_text

    place = f"{error.filename}: " if error.filename else ""
    click.echo(f"mdnet: {safe_text(f'{place}{error.strerror or error}')}", err=True)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        from importlib.metadata import version

        click.echo(f"mdnet {version('mdnetwork')}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Any folder of notes will do, without set-up: mdnet -C ~/notes search dentist",
)
@click.option(
    "-C",
    "--vault",
    metavar="DIR",
    help="The vault. Default: $MDNET_VAULT, else the folder at or above this one "
    "that has .mdnet or .obsidian.",
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_version,
    help="Show the version and exit.",
)
@click.pass_context
def cli(ctx: click.Context, vault: str | None) -> None:
    """Search your network of contacts by goal: who can help, through whom, and why.

    \b
    Examples:
      mdnet search dentist                who can help, and why
      mdnet show "Ana Diaz"               one person on a page
      mdnet init --example my-network     a vault to play with
      mdnet -C ~/notes list               any folder of Markdown notes will do
    """
    ctx.obj = vault


def main() -> None:
    """Run the command line."""
    # Most commands live too briefly for garbage to matter, and read many small objects.
    gc.set_threshold(_GARBAGE_THRESHOLD)
    # Whatever the locale says, notes are UTF-8, and no name may end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        cli(prog_name="mdnet")
    except SystemExit as end:
        _leave(end.code)
    except OSError as error:  # help and version are printed before a command is invoked
        _tell(error)
        _leave(MdnetError.exit_code)


def _leave(code: str | int | None) -> None:
    """End the process without taking its many small objects apart one by one.

    That would cost a search a tenth of its time; all files are closed or flushed by now.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it, or nowhere is room for it
        code = 1
    os._exit(code if isinstance(code, int) else 0)
