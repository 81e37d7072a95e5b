"""The command line: a group that imports a command only when it is called.

Nothing below this package knows of click; errors from below become a sentence on stderr
and an exit code here and nowhere else.
"""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType
from typing import Any, NoReturn

import click

from mdnet import __version__
from mdnet.model.errors import MdnetError

COMMAND = "mdnet.command"
"""Where a context keeps the ``Command`` that may have written something."""
# What a shell adds to the number of the signal that ended a process.
_BY_SIGNAL = 128

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
    "undo": "Undo the last edit of mdnet, and again the one before.",
    "redo": "Do again what was undone last.",
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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what stands before the name of the command.

        ``-C`` is read as ``--vault``: click takes what has one letter for a long option first, and
        then looks, in vain, for long ones that are spelt alike.
        """
        if args[:1] == ["-C"]:
            args = ["--vault", *args[1:]]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or suggest the one that was meant."""
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in COMMANDS:
            from difflib import get_close_matches

            from mdnet.util.text import safe_text

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
        from mdnet.util.text import safe_text

        try:
            with _orderly_ends():
                return super().invoke(ctx)
        except MdnetError as error:
            lines = (safe_text(line) for line in str(error).split("\n"))
            click.echo("mdnet: " + "\n".join(lines), err=True)
            code = error.exit_code
        except BrokenPipeError:
            raise
        except OSError as error:
            _tell(error)
            code = MdnetError.exit_code
        except (KeyboardInterrupt, click.Abort) as error:
            start = "" if isinstance(error, click.Abort) else "\n"
            click.echo(f"{start}Aborted!", err=True)
            code = MdnetError.exit_code
        except _EndedError as end:
            click.echo("\nAborted!", err=True)
            code = _BY_SIGNAL + end.number
        _say_how_to_undo(ctx)
        raise click.exceptions.Exit(code)


class _EndedError(BaseException):
    """Somebody ends the process: the terminal goes, or the machine shuts down."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _orderly_ends() -> Iterator[None]:
    """Have the signals that end a process end it as Ctrl-C does: files are put in order first.

    One that is ignored, as under ``nohup``, stays ignored.
    """

    def end(number: int, _: FrameType | None) -> None:
        raise _EndedError(number)

    taken = []
    with suppress(ValueError):  # in a thread that gets no signals
        for number in (signal.SIGTERM, signal.SIGHUP):
            if signal.getsignal(number) is signal.SIG_DFL:
                signal.signal(number, end)
                taken.append(number)
    try:
        yield
    finally:
        for number in taken:
            signal.signal(number, signal.SIG_DFL)


def _say_how_to_undo(ctx: click.Context) -> None:
    """Say on stderr, after a command failed, if it had written something by then."""
    command = ctx.meta.get(COMMAND)
    if command is None or not command.wrote:
        return
    back, forward = "mdnet undo", "mdnet redo"
    if command.text == "undo":
        back, forward = forward, back
    if command.is_over:
        said = f"All of it was done by then. To take it back: {back}"
    elif command.text in {"undo", "redo"}:
        said = f"Some of it was done by then. To go on: {forward}"
    else:
        said = f"Some of it was written by then. To take it back: {back}"
    click.echo(said, err=True)


def _tell(error: OSError) -> None:
    """Say on stderr what the system could not do."""
    from mdnet.util.text import safe_text

    place = f"{error.filename}: " if error.filename else ""
    click.echo(f"mdnet: {safe_text(f'{place}{error.strerror or error}')}", err=True)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        click.echo(f"mdnet {__version__}")
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
    # Whatever the locale says, notes are UTF-8, and no name may end in a traceback.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        if wish := os.environ.get("_MDNET_COMPLETE"):
            from mdnet.cli.shells import answer

            _leave(answer(cli, wish))
        cli(prog_name="mdnet")
    except SystemExit as end:
        _leave(end.code)
    except OSError as error:  # help and version are printed before a command is invoked
        _tell(error)
        _leave(MdnetError.exit_code)


def _leave(code: str | int | None) -> NoReturn:
    """End the process without taking its many small objects apart one by one.

    That would cost a search a tenth of its time; all files are closed or flushed by now.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it, or nowhere is room for it
        code = 1
    os._exit(code if isinstance(code, int) else 0)
