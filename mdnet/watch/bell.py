"""What the watching loop waits for: saves, ended commands, and the wish to stop.

Rung from other threads and from signal handlers, so it takes no lock: the queue is one
that may be put to from anywhere. Knows nothing of files.
"""

import collections
import contextlib
import queue
import time
from dataclasses import dataclass
from typing import Any

_NAP = 0.05
# So many names are kept of what rang; a storm may be of any size.
_MOST_NAMES = 1000


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast the loop is, in seconds."""

    quiet: float = 0.1
    """Nothing may have been saved for so long before the index is refreshed,"""
    quiet_when_whole: float = 0.02
    """or for so long where the last that was heard is that a file is whole,"""
    longest: float = 1.0
    """but this long is the most that a save waits for others to end."""
    rescan: float = 30.0
    """How often the vault is looked at without being asked to."""
    poll: float = 2.0
    """The same where there are no events."""
    beat: float = 1.0
    """How often it is asked whether vault and events are still there."""


class Stopped(Exception):  # noqa: N818 - a wish, no error
    """The loop is to end while something takes long."""


class Bell:
    """Rung for a save; also brings messages from other threads."""

    def __init__(self) -> None:
        self._queue: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._last = 0.0
        self._is_whole = False
        self._names: collections.deque[str | None] = collections.deque(maxlen=_MOST_NAMES)
        self.rung = False
        """Something may have been saved since ``settle``."""
        self.in_doubt = False
        """Events were lost; whoever takes note of it sets it back."""
        self.stopped = False

    def ring(self, name: str | None = None, *, whole: bool = False) -> None:
        """Tell that something may have been saved.

        Args:
            name: of what was saved; None if it is not known, or was more than a file.
            whole: whether the file is whole by now.
        """
        self._names.append(name)
        self._last = time.monotonic()
        self._is_whole = whole
        if not self.rung:
            self.rung = True
            self._queue.put(None)

    def doubt(self) -> None:
        """Tell that events were lost, and that the next ones may be."""
        self.in_doubt = True
        self.ring()

    def post(self, message: object) -> None:
        """Send a message to the loop."""
        self._queue.put(message)

    def stop(self) -> None:
        """Ask the loop to end."""
        self.stopped = True
        self._queue.put(None)

    def take(self, timeout: float) -> object | None:
        """Wait for a message, a ring or a stop; None stands for all but messages."""
        message: object | None = None
        with contextlib.suppress(queue.Empty):
            message = self._queue.get(timeout=max(timeout, 0.0))
        return message

    def names(self) -> set[str] | None:
        """The names of what rang since the last call; None if not all are known."""
        found: set[str | None] = set()
        is_full = len(self._names) == _MOST_NAMES
        for _ in range(len(self._names)):
            found.add(self._names.popleft())
        return None if is_full or None in found else {name for name in found if name is not None}

    def settle(self, pace: Pace) -> None:
        """Return when nothing was saved for a moment, or when that takes too long."""
        latest = time.monotonic() + pace.longest
        while not self.stopped:
            self.rung = False
            quiet = pace.quiet_when_whole if self._is_whole else pace.quiet
            rest = min(self._last + quiet, latest) - time.monotonic()
            if rest <= 0:
                return
            time.sleep(min(rest, _NAP))

    def check(self) -> None:
        """End what takes long, once the loop is to end.

        Raises:
            Stopped: it is.
        """
        if self.stopped:
            raise Stopped
