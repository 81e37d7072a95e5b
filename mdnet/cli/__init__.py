"""The command line: a group that imports a command only when it is called.

No package below this one uses click. Errors from below become a sentence on stderr and an exit
code here, and nowhere else.
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
from mdnet.cli.commands import COMMANDS, SECTIONS
from mdnet.model.errors import MdnetError

COMMAND = "mdnet.command"
"""The key under which a context keeps the ``Command`` that may have written something."""
# Shells add this to the number of the signal that ended a process.
_BY_SIGNAL = 128
INTERRUPTED = _BY_SIGNAL + signal.SIGINT
"""The exit code of a process that Ctrl-C stopped."""


class LazyGroup(click.Group):
    """A group whose commands are modules of this package, imported when needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the help."""
        del ctx
        return [*COMMANDS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now; None if there is none of that name."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"mdnet.cli.{cmd_name}").command
        _let_colours_be_said(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that was typed, or that a synonym stands for, or say what to type."""
        name = args[0] if args else ""
        if name == "help":
            return self.resolve_command(ctx, [*args[1:], "--help"])
        if name and not name.startswith("-") and name not in COMMANDS:
            from mdnet.cli.other_words import command_for, what_to_do

            meant = command_for(name, COMMANDS)
            if meant is None:
                raise click.UsageError(what_to_do(name, COMMANDS), ctx)
            args = [meant, *args[1:]]
        return super().resolve_command(ctx, args)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the options before the command; without a command, show the help, as git does.

        ``-C`` is read as ``--vault``: click would first try a one-letter option as a long one, and
        then search for similar long options.
        """
        if not args and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit(1)
        if args[:1] == ["-C"]:
            args = ["--vault", *args[1:]]
        return super().parse_args(ctx, args)

    def make_context(self, *args: Any, **extra: Any) -> click.Context:
        """Parse the options before the command; Ctrl-C works here as it does in a command."""
        try:
            return super().make_context(*args, **extra)
        except KeyboardInterrupt:
            click.echo("\nAborted!", err=True)
            raise click.exceptions.Exit(INTERRUPTED) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands in their sections, without importing them."""
        del ctx
        widest = max(map(len, COMMANDS))
        for title, commands in SECTIONS.items():
            with formatter.section(title):
                formatter.write_dl([(f"{name:{widest}}", line) for name, line in commands.items()])

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
            code = INTERRUPTED if is_ctrl_c(error) else MdnetError.exit_code
        except _EndedError as end:
            click.echo("\nAborted!", err=True)
            code = _BY_SIGNAL + end.number
        _say_how_to_undo(ctx)
        raise click.exceptions.Exit(code)


def is_ctrl_c(error: BaseException) -> bool:
    """Whether Ctrl-C stopped the command, rather than a no or the end of the input."""
    return isinstance(error, KeyboardInterrupt) or (
        # click replaces either with its own error.
        isinstance(error.__context__, KeyboardInterrupt)
    )


class _EndedError(BaseException):
    """The process is asked to end: the terminal closes, or the machine shuts down."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


@contextmanager
def _orderly_ends() -> Iterator[None]:
    """Make terminating signals act like Ctrl-C, so that files are tidied up first.

    A signal that is ignored, as under ``nohup``, stays ignored.
    """

    def end(number: int, _: FrameType | None) -> None:
        raise _EndedError(number)

    taken = []
    with suppress(ValueError):  # in a thread, which gets no signals
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
    """Say on stderr if a command that failed had already written something."""
    command = ctx.meta.get(COMMAND)
    if command is None or not command.wrote:
        return
    back, forward = "mdnet undo", "mdnet redo"
    if command.text == "undo":
        back, forward = forward, back
    if command.is_over:
        said = f"Everything was already done. To take it back: {back}"
    elif command.text in {"undo", "redo"}:
        said = f"Part of it was already done. To continue: {forward}"
    else:
        said = f"Part of it was already written. To take it back: {back}"
    click.echo(said, err=True)


def _tell(error: OSError) -> None:
    """Say on stderr what went wrong in the system."""
    from mdnet.util.text import safe_text

    place = f"{error.filename}: " if error.filename else ""
    click.echo(f"mdnet: {safe_text(f'{place}{error.strerror or error}')}", err=True)


def _set_colour(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    """Store the value of ``--color`` where click and ``mdnet.cli.terminal`` look for it."""
    if value is not None:
        ctx.color = {"always": True, "never": False}.get(value)


def _colour_option(*, hidden: bool) -> click.Option:
    return click.Option(
        ["--color"],
        type=click.Choice(["auto", "always", "never"]),
        callback=_set_colour,
        expose_value=False,
        is_eager=True,
        hidden=hidden,
        help="Colours and links. auto (default): on a terminal, unless $NO_COLOR is set.",
    )


def _let_colours_be_said(command: click.Command) -> None:
    """Accept ``--color`` after the name of a command, too."""
    if any(param.name == "color" for param in command.params):
        return
    command.params.append(_colour_option(hidden=True))
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _let_colours_be_said(below)


def _print_version(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    if value:
        click.echo(f"mdnet {__version__}")
        ctx.exit()


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Works on any folder of notes, without set-up: mdnet -C ~/notes search dentist",
)
@click.option(
    "-C",
    "--vault",
    metavar="DIR",
    help="The vault folder. Default: $MDNET_VAULT, else the nearest folder, here or above, "
    "that contains .mdnet or .obsidian.",
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
      mdnet show "Ana Diaz"               one person at a glance
      mdnet init --example my-network     a vault to play with
      mdnet -C ~/notes list               any folder of Markdown notes works
    """
    ctx.obj = vault


cli.params.insert(1, _colour_option(hidden=False))


def main() -> None:
    """Run the command line."""
    # Notes are UTF-8 whatever the locale, and no name may cause a traceback.
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
    """End the process without freeing its many small objects one by one.

    Freeing them would cost a search a tenth of its time; all files are closed or flushed by now.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:  # nobody reads it, or the disk is full
        code = 1
    os._exit(code if isinstance(code, int) else 0)
