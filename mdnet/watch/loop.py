"""The loop of a watch: wait for a save, let it settle, read it, tell, look at all, build the pages.

One thread does all of it; events, signals and ended commands only put something into its
bell. Nothing that goes wrong in one round ends it, but that the vault is gone.
"""

import contextlib
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from mdnet.index.refresh import Progress
from mdnet.model.errors import IndexBusyError, MdnetError, VaultGoneError
from mdnet.watch.batch import Batch, Built
from mdnet.watch.bell import Bell, Pace, Stopped
from mdnet.watch.child import Ended
from mdnet.watch.follow import Follower, Look
from mdnet.watch.memory import Housekeeping, give_back
from mdnet.watch.pages import built as what_was_built
from mdnet.watch.pages import has_pages
from mdnet.watch.runner import CommandRunner, PagesRunner
from mdnet.watch.wakeup import WakeUp

# Seconds until the index is tried again that another process was writing,
_BUSY_PAUSE = 0.5
# and until it is tried again after something went wrong or events were lost.
_DOUBT_PAUSE = 1.0


class Output(Protocol):
    """Where a watch tells what it has to tell."""

    def changed(self, batch: Batch) -> None:
        """Report changes, as soon as the index has them."""

    def pages(self, built: Built) -> None:
        """Report the pages that a build changed."""

    def say(self, text: str) -> None:
        """Say a sentence that is no data."""


@dataclass(frozen=True, slots=True)
class Parts:
    """What a loop is made of."""

    follower: Follower
    bell: Bell
    wakeup: WakeUp
    pages: PagesRunner
    command: CommandRunner


class Loop:
    """A watch that is under way."""

    def __init__(
        self,
        parts: Parts,
        output: Output,
        clock: Callable[[], datetime],
        pace: Pace,
        *,
        want_pages: bool | None,
    ) -> None:
        self._follower = parts.follower
        self._bell = parts.bell
        self._wakeup = parts.wakeup
        self._pages = parts.pages
        self._command = parts.command
        self._output = output
        self._clock = clock
        self._pace = pace
        self._want_pages = want_pages
        self._next_look = 0.0
        self._housekeeping = Housekeeping(parts.follower.tidy)
        self._are_pages_stale = False
        self._said: dict[str, tuple[str, ...]] = {}

    def run(self, progress: Progress, ready: Callable[[int, bool], None]) -> None:
        """Watch until the bell says stop.

        Args:
            progress: called while the index is brought up to date for the first time.
            ready: called with the number of notes and whether pages will be built, once
                every further save is noticed.

        Raises:
            VaultGoneError: the vault was moved, renamed or deleted.
        """
        with contextlib.suppress(Stopped), contextlib.ExitStack() as stack:
            stack.callback(self._command.stop)
            stack.callback(self._pages.stop)
            stack.callback(self._wakeup.stop)
            self._wakeup.start()  # first, so that nothing is missed in between
            self._begin(progress, ready)
            while not self._bell.stopped:
                self._turn()

    def kill_commands(self) -> None:
        """End the commands that run, without waiting; for a process about to end."""
        self._pages.kill()
        self._command.kill()

    def _begin(self, progress: Progress, ready: Callable[[int, bool], None]) -> None:
        def checked(done: int, total: int) -> None:
            self._bell.check()
            progress(done, total)

        refreshed = self._follower.start(checked)
        self._say_once("index", refreshed.notices)
        self._next_look = self._in(self._wakeup.interval)
        pages = self._are_pages_wanted()
        ready(len(refreshed.snapshot.catalogue), pages)
        del refreshed
        give_back()
        self._follower.get_ready()
        self._wakeup.check_folders()
        if pages:
            self._pages.ask()

    def _turn(self) -> None:
        message = self._bell.take(self._pause())
        if isinstance(message, Ended):
            self._take(message)
        elif not self._bell.rung:
            self._housekeeping.tidy(is_idle=True)
        if self._bell.stopped:
            return
        self._follower.check_root()
        self._wakeup.check()
        if self._bell.rung:
            self._bell.settle(self._pace)
            self._follow(self._bell.names())
            self._housekeeping.tidy(is_idle=False)
        elif time.monotonic() >= self._next_look:
            self._look_if_needed()
        self._go_on()

    def _pause(self) -> float:
        """How long to wait for the bell at most."""
        return min(self._pace.beat, self._next_look - time.monotonic())

    def _look_if_needed(self) -> None:
        """Look at the vault unasked; at the folders, too, that are to be watched."""
        self._wakeup.check_folders()
        self._make_sure()

    def _make_sure(self) -> None:
        """Look for changes without an event."""
        self._next_look = self._in(self._wakeup.interval)
        try:
            differs = self._follower.differs()
        except OSError as error:
            self._say_once("vault", (f"The vault cannot be looked at: {error.strerror or error}.",))
            return
        if differs:
            self._look()
        elif self._wakeup.wants_another_check:
            self._next_look = self._in(_DOUBT_PAUSE)

    def _follow(self, names: Collection[str] | None) -> None:
        """Read what was saved and report it at once; then look at all notes.

        Args:
            names: the paths of the files that were saved; None if it is not known.
        """
        follower, named = self._follower, names or ()
        if named and self._tell_of(lambda: follower.look_at(named)):
            self._make_sure()
        else:
            self._look()

    def _look(self) -> None:
        """Bring the index up to date with the whole vault and report it."""
        is_done = self._tell_of(lambda: self._follower.look(lambda *_: self._bell.check()))
        if is_done and (self._bell.in_doubt or self._wakeup.wants_another_check):
            self._bell.in_doubt = False
            self._next_look = self._in(_DOUBT_PAUSE)

    def _tell_of(self, take_look: Callable[[], Look | None]) -> bool:
        """Take a look and report it; return whether it came to an end.

        No fault in one round ends the watch.
        """
        if self._bell.stopped:
            return False
        self._next_look = self._in(self._wakeup.interval)
        try:
            look = take_look()
        except (VaultGoneError, Stopped):
            raise
        except IndexBusyError:
            self._next_look = self._in(_BUSY_PAUSE)
            return False
        except Exception as error:  # noqa: BLE001 - the next save may be fine
            self._next_look = self._in(_DOUBT_PAUSE)
            self._say_once("index", (_told(error),))
            return False
        if look is None:
            return False
        if look.busy:
            self._next_look = self._in(_BUSY_PAUSE)
            return False
        self._say_once("index", look.notices)
        if look.batch:
            self._tell(look.batch)
        self._housekeeping.looked(len(look.batch.changes) if look.batch else 0)
        return True

    def _tell(self, batch: Batch) -> None:
        self._output.changed(batch)
        self._command.add(change.path for change in batch.changes)
        self._are_pages_stale = self._are_pages_stale or bool(batch.changes)

    def _take(self, ended: Ended) -> None:
        """Take note of a command that ended."""
        if self._command.take(ended):
            return
        if self._pages.take(ended):
            built = what_was_built(ended, self._clock())
            self._say_once("pages", built.said)
            if built.count:
                self._output.pages(built)
            self._pages.go_on()

    def _go_on(self) -> None:
        """Do what follows a change once it is reported: the pages, and then the command."""
        if self._are_pages_stale:
            self._are_pages_stale = False
            if self._are_pages_wanted():
                self._pages.ask()
        if not self._pages.busy:
            self._command.go_on()

    def _are_pages_wanted(self) -> bool:
        if self._want_pages is None:
            return has_pages(self._follower.vault)
        return self._want_pages

    def _say_once(self, subject: str, sentences: tuple[str, ...]) -> None:
        """Say what there is to say of a subject, unless it was the last that was said."""
        if sentences != self._said.get(subject, ()):
            for sentence in sentences:
                self._output.say(sentence)
        self._said[subject] = sentences

    def _in(self, seconds: float) -> float:
        return time.monotonic() + seconds


def _told(error: Exception) -> str:
    """A sentence for what went wrong with the index."""
    if isinstance(error, MdnetError):
        return str(error)
    return f"The index could not be refreshed ({type(error).__name__}: {error})."
