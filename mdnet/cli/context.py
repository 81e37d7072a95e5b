"""What commands have in common: the vault, the index, the date, their options."""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from mdnet.cli.output import say

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from mdnet.index.refresh import Refreshed
    from mdnet.index.store import Snapshot
    from mdnet.search.understanding import Understanding
    from mdnet.vault.root import Vault

Function = TypeVar("Function", bound=Callable[..., Any])

# A progress bar is for waits that one notices.
_NOTICED_NOTES = 500


def _set_vault(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.obj = value


def vault_option(function: Function) -> Function:
    """Let ``--vault`` stand after the name of the command as well."""
    return click.option(
        "-C", "--vault", metavar="DIR", expose_value=False, callback=_set_vault, help="The vault."
    )(function)


def json_option(function: Function) -> Function:
    """Add ``--json``."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON, for programs.")(
        function
    )


def limit_option(
    default: int | None, told: str = "Show at most this many."
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


def _read_date(_: click.Context, __: click.Parameter, value: str | None) -> date:
    if value is None:
        return date.today()  # noqa: DTZ011 - the user's own calendar day
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise click.BadParameter(f'"{value}" is not a date like 2026-11-23.') from None


def today_option(function: Function) -> Function:
    """Add ``--today``, for whatever depends on the date."""
    return click.option(
        "--today",
        metavar="DATE",
        callback=_read_date,
        help="The date to reckon from (default: today).",
    )(function)


def current_vault(ctx: click.Context, *, settings_too: bool = True) -> "Vault":
    """Return the vault the command works on, and say what is wrong with its settings.

    ``settings_too`` is false for a command that reports the settings itself.

    Raises:
        NoVaultError: there is none.
    """
    from mdnet.vault.root import find_vault

    vault = find_vault(ctx.obj, os.environ, Path.cwd())
    for problem in vault.problems if settings_too else ():
        say(str(problem))
    return vault


def fresh_index(vault: "Vault", *, rebuild: bool = False) -> "Refreshed":
    """Return the index of ``vault``, up to date, with a progress bar for a long first time.

    It is open for as long as the command runs.
    """
    from mdnet.index.refresh import refresh

    with Bar() as bar:
        refreshed = refresh(vault, os.environ, rebuild=rebuild, progress=bar.show)
    click.get_current_context().call_on_close(refreshed.snapshot.reader.close)
    for notice in refreshed.notices:
        say(notice)
    return refreshed


def understanding_of(vault: "Vault", snapshot: "Snapshot") -> "Understanding":
    """Return what is known of goals, and say what is wrong with the user's own goal words."""
    from mdnet.search.understanding import load_understanding

    understanding = load_understanding(vault.root, vault.config.language, snapshot.cache)
    for problem in understanding.problems:
        say(str(problem))
    for notice in understanding.notices:
        say(notice)
    return understanding


class Bar(ExitStack):
    """A progress bar on stderr that appears only where somebody would wait and sees it."""

    def __init__(self, label: str = "Reading notes", noticed: int = _NOTICED_NOTES) -> None:
        super().__init__()
        self._label = label
        self._noticed = noticed
        self._bar: ProgressBar[int] | None = None

    def show(self, done: int, total: int) -> None:
        """Advance to ``done`` of ``total``; there is no bar for fewer than would be noticed."""
        if total < self._noticed or not sys.stderr.isatty():
            return
        if self._bar is None:
            bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar = self.enter_context(bar)
        self._bar.update(done - self._bar.pos)
