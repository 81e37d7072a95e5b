"""Decides how a vault is watched: by events, or by looking every two seconds.

Events are had where the system gives them. Where it does not, or no longer, one sentence
says so and the same look that follows an event is taken at intervals.
"""

from collections.abc import Callable
from typing import Protocol

from mdnet.watch.bell import Bell, Pace

_RAISE = "docs/watch.md tells how to raise the limit"


class Events(Protocol):
    """What rings the bell for changes; see ``mdnet.watch.events``."""

    def start(self) -> None:
        """Begin; OSError if the system gives no events."""

    def stop(self) -> None:
        """End; may be called twice."""

    def alive(self) -> bool:
        """Whether events still come."""

    def missing(self) -> int:
        """How many folders are not watched."""


class WakeUp:
    """Events as long as they can be relied on, then polling."""

    def __init__(
        self, events: Events | None, bell: Bell, pace: Pace, say: Callable[[str], None]
    ) -> None:
        self._events = events
        self._bell = bell
        self._pace = pace
        self._say = say
        self._short = False

    @property
    def interval(self) -> float:
        """How often the vault is to be looked at, in seconds."""
        return self._pace.rescan if self._events else self._pace.poll

    def start(self) -> None:
        """Begin to listen, if there is anything to listen to."""
        if self._events is None:
            return
        try:
            self._events.start()
        except OSError as error:
            self._poll(f"The system gives no events ({error.strerror or error}; {_RAISE})")

    def stop(self) -> None:
        """Listen no more."""
        if self._events:
            self._events.stop()
            self._events = None

    def check(self) -> None:
        """Make sure that events still come; if they do not, poll."""
        if self._events and not self._events.alive():
            self._poll("The events of the system ended")

    def check_folders(self) -> None:
        """Make sure that all folders are watched; twice, since one may just have come."""
        missing = self._events.missing() if self._events else 0
        if missing and self._short:
            folders = "1 folder" if missing == 1 else f"{missing} folders"
            self._poll(f"{folders} cannot be watched ({_RAISE})")
        self._short = missing > 0

    @property
    def wants_another_check(self) -> bool:
        """Whether folders seemed not to be watched at the last check."""
        return self._short and self._events is not None

    def _poll(self, why: str) -> None:
        self.stop()
        self._short = False
        self._say(f"{why}, so the vault is looked at every {self._pace.poll:g} seconds.")
        self._bell.ring()
