"""What commands share: the vault, the index, the date, their options."""

import os
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mdnet.cli import COMMAND
from mdnet.cli.output import safe, say
from mdnet.util.records import replace

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from mdnet.history.journal import Command
    from mdnet.index.refresh import Refreshed
    from mdnet.search.language import LanguageResources
    from mdnet.vault.root import Vault

Function = TypeVar("Function", bound=Callable[..., Any])
ParseDay = Callable[[str, date], str]

# Show a progress bar only if the wait is noticeable.
_NOTICED_NOTES = 500
_NO_PRIVATE = "mdnet.no_private"


def _set_vault(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.obj = value


def vault_option(function: Function) -> Function:
    """Accept ``--vault`` after the name of the command, too."""
    return click.option(
        "-C",
        "--vault",
        metavar="DIR",
        expose_value=False,
        callback=_set_vault,
        help="The vault folder.",
    )(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON instead of text.")(
        function
    )


def no_private_option(function: Function) -> Function:
    """Add ``--no-private``: ``fresh_index`` then gives a vault without private people."""
    return click.option(
        "--no-private",
        is_flag=True,
        expose_value=False,
        callback=_leave_private_out,
        help="Leave out private contacts and everything your notes say about them.",
    )(function)


def _leave_private_out(ctx: click.Context, _: click.Parameter, value: bool) -> None:  # noqa: FBT001
    ctx.meta[_NO_PRIVATE] = value


def group_option(function: Function) -> Function:
    """Add ``--group``."""
    return click.option(
        "--group",
        type=click.Choice(["primary", "secondary"]),
        help="Only the primary group (family and close friends) or the secondary (everyone else).",
    )(function)


def limit_option(
    default: int | None, told: str = "Show no more than this many."
) -> Callable[[Function], Function]:
    """Add ``-n``, how many rows are shown; ``told`` is its help."""
    return click.option(
        "-n",
        "--limit",
        type=click.IntRange(min=1),
        default=default,
        show_default=default is not None,
        help=told,
    )


def today_option(function: Function) -> Function:
    """Add ``--today``, for everything that depends on the date."""
    # Read first, because other options may count from it.
    told = "Act as if today were DATE"
    return day_option("--today", told=told, is_eager=True, or_today=True)(function)


def day_option(
    *names: str,
    told: str,
    ahead: bool = False,
    is_eager: bool = False,
    or_today: bool = False,
    parse: ParseDay | None = None,
) -> Callable[[Function], Function]:
    """Add an option that takes a day, in any common form.

    Args:
        names: the names of the option.
        told: its help, to which examples are added.
        ahead: whether ambiguous words mean a day in the future.
        is_eager: whether it is read before all other options.
        or_today: whether the default is today, rather than None.
        parse: reads the words instead of ``parse_day``; its ValueError says what is wrong.
    """
    examples = "next friday, in 2 weeks" if ahead else "yesterday, friday"

    def read(ctx: click.Context, _: click.Parameter, value: str | None) -> date | str | None:
        today: date = ctx.params.get("today") or _calendar_day()
        if value is None:
            return today if or_today else None
        from mdnet.util.dates import parse_day

        try:
            return parse(value, today) if parse else parse_day(value, today, ahead=ahead)
        except ValueError as error:
            raise click.BadParameter(safe(str(error))) from None

    return click.option(
        *names, metavar="DATE", callback=read, is_eager=is_eager,
        help=f"{told}: {examples} or 2026-11-03.",
    )  # fmt: skip


def _calendar_day() -> date:
    return date.today()  # noqa: DTZ011 - the user's own calendar day


def current_vault(ctx: click.Context, *, settings_too: bool = True) -> "Vault":
    """The vault the command works on; problems in its settings are printed.

    ``settings_too`` is false for a command that reports the settings itself.

    Raises:
        NoVaultError: there is no vault.
    """
    from mdnet.vault.root import find_vault

    vault = find_vault(ctx.obj, os.environ, Path.cwd())
    for problem in vault.problems if settings_too else ():
        say(str(problem))
    return vault


def this_command(ctx: click.Context, *words: str) -> "Command":
    """The command line for the journal: the command and its ``words``.

    If the command fails, it determines what is said about ``mdnet undo``.
    """
    from mdnet.history.journal import Command

    _, *path = ctx.command_path.split(" ")
    named = (f'"{word}"' if " " in word or not word else word for word in words)
    command = Command(" ".join((*path, *named)), time.time())
    ctx.meta[COMMAND] = command
    return command


def fresh_index(vault: "Vault", *, rebuild: bool = False) -> "Refreshed":
    """The index of ``vault``, up to date, with a progress bar for a long first time.

    It stays open while the command runs. With ``--no-private`` it contains no private people.
    """
    from mdnet.index.refresh import refresh

    with Bar() as bar:
        refreshed = refresh(vault, os.environ, rebuild=rebuild, progress=bar.show)
    context = click.get_current_context()
    context.call_on_close(refreshed.snapshot.reader.close)
    for notice in refreshed.notices:
        say(notice)
    if not context.meta.get(_NO_PRIVATE):
        return refreshed
    from mdnet.network.public import without_private

    return replace(refreshed, snapshot=without_private(refreshed.snapshot, vault.config.language))


def resources_of(vault: "Vault") -> "LanguageResources":
    """What is needed to read goals; problems in the user's own needs are printed."""
    from mdnet.search.language import load_resources

    resources = load_resources(vault.root, vault.config.language)
    for problem in resources.problems:
        say(str(problem))
    for notice in resources.notices:
        say(notice)
    return resources


class Bar(ExitStack):
    """A progress bar on stderr, shown only on a terminal and for long waits."""

    def __init__(self, label: str = "Reading notes", noticed: int = _NOTICED_NOTES) -> None:
        super().__init__()
        self._label = label
        self._noticed = noticed
        self._bar: ProgressBar[int] | None = None

    def show(self, done: int, total: int) -> None:
        """Advance to ``done`` of ``total``; there is no bar if the wait is too short to notice."""
        if total < self._noticed or not sys.stderr.isatty():
            return
        if self._bar is None:
            bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar = self.enter_context(bar)
        self._bar.update(done - self._bar.pos)
