"""``mdnet watch``: updates the index and the pages on every save."""

import os
import signal
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.context import Bar, current_vault, json_option, vault_option

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from datetime import datetime

    from mdnet.vault.root import Vault
    from mdnet.watch.batch import Batch, Built
    from mdnet.watch.bell import Bell

# Seconds after which a watch that was asked to stop is killed.
_GRACE = 1.0


@click.command("watch", short_help="Update the index and the pages whenever you save.")
@click.option(
    "--pages/--no-pages",
    default=None,
    help="Rebuild the summary pages, or never (default: if mdnet build has made some).",
)
@click.option(
    "--exec", "run", metavar="CMD", default="", help="Run this shell command after changes."
)
@click.option(
    "--poll", is_flag=True, help="Check every 2 seconds; needed for network and cloud folders."
)
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, run: str, *, pages: bool | None, poll: bool, as_json: bool) -> None:
    """Keep the index and the summary pages fresh on every save.

    Examples:

    \b
      mdnet watch
      mdnet watch --pages
      mdnet watch --exec 'git add -A && git commit -qm "Notes"'
      mdnet watch --json --no-pages

    Prints a line for each note that is new, changed or gone, and any problems in it. Your notes
    are not changed. You do not need this to search: every command updates the index itself. Press
    Ctrl-C to stop.

    The command of --exec finds the changed paths in $MDNET_CHANGED, one per line; it is empty if
    there are too many. The command runs after the pages are done, never twice at the same time,
    and its output goes to stderr.
    """
    from mdnet.watch.bell import Bell
    from mdnet.watch.start import Wishes, make_loop

    vault = current_vault(ctx)
    bell = Bell()
    told = _Lines() if as_json else _Text()
    wishes = Wishes(pages, poll, run)
    loop = make_loop(vault, os.environ, _local_time, wishes, bell, told)
    with Bar() as bar, _ending(bell, loop.kill_commands):
        loop.run(bar.show, lambda notes, built: _say_ready(vault, notes, bar, pages=built))


class _Text:
    """Reports events as lines for people."""

    def changed(self, batch: "Batch") -> None:
        """Print changes."""
        from mdnet.watch.report import batch_lines

        _put_all(batch_lines(batch))

    def pages(self, built: "Built") -> None:
        """Print pages."""
        from mdnet.watch.report import built_line

        output.put(built_line(built))

    def say(self, text: str) -> None:
        """Say a sentence on stderr."""
        output.say(text)


class _Lines:
    """Reports events as lines of JSON."""

    def changed(self, batch: "Batch") -> None:
        """Print changes."""
        from mdnet.watch.report import batch_object

        output.put_json_line(batch_object(batch))

    def pages(self, built: "Built") -> None:
        """Print pages."""
        from mdnet.watch.report import built_object

        output.put_json_line(built_object(built))

    def say(self, text: str) -> None:
        """Say a sentence on stderr."""
        output.say(text)


def _put_all(lines: "Iterator[str]") -> None:
    for line in lines:
        output.put(line)


def _local_time() -> "datetime":
    from datetime import datetime

    return datetime.now().astimezone()


def _say_ready(vault: "Vault", notes: int, bar: Bar, *, pages: bool) -> None:
    bar.close()
    kept = f"; pages in {vault.config.pages} are kept up to date" if pages else ""
    output.say(f"Watching {vault.root}: {output.counted(notes, 'note')}{kept}. Ctrl-C to stop.")


def _ending(bell: "Bell", kill: "Callable[[], None]") -> "AbstractContextManager[None]":
    """Let signals stop the watch at the next opportunity, or soon by force.

    An interrupted commit leaves the index unchanged.
    """
    from contextlib import contextmanager

    def stop(number: int, _: object) -> None:
        if bell.stopped and number in {signal.SIGALRM, signal.SIGINT}:
            kill()
            os._exit(0)
        bell.stop()
        signal.setitimer(signal.ITIMER_REAL, _GRACE)

    @contextmanager
    def signals() -> "Iterator[None]":
        numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM)
        before = {number: signal.signal(number, stop) for number in numbers}
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            for number, handler in before.items():
                signal.signal(number, handler)

    return signals()
