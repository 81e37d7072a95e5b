"""The events of the file system, as a wake-up: the only module that knows watchdog.

No event is believed. Some come late, some never, and some of a file that is half
written; each only rings the bell with the name of a file, and a look tells what is true. The filter
of events matters: it is passed on to the kernel, and without it watchdog's own walks
through a large vault, and every reading of a note, would be events too.
"""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from mdnet.watch.bell import Bell
from mdnet.watch.hearsay import Hearsay

_KINDS: list[type[FileSystemEvent]] = [
    FileCreatedEvent,
    FileModifiedEvent,
    FileClosedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirCreatedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
# After these a file is as it was to be; the others come while it is still written.
_WHOLE = (FileClosedEvent, FileMovedEvent)
_FDINFO = Path("/proc/self/fdinfo")

# Tells by path below the vault, and whether it is a folder, if an event is worth a look.
Matters = Callable[[str, bool], bool]


class Events(FileSystemEventHandler):
    """Rings a bell when something that matters may have changed below a folder."""

    def __init__(
        self,
        root: Path,
        matters: Matters,
        bell: Bell,
        observer: Callable[[], BaseObserver] = Observer,
    ) -> None:
        self._root = os.fspath(root)
        self._matters = matters
        self._bell = bell
        self._make = observer
        self._observer: BaseObserver | None = None
        self._hearsay = Hearsay(bell)

    def start(self) -> None:
        """Begin; every change after the return rings.

        Raises:
            OSError: the system has no more instances or watches to give.
        """
        self._hearsay.start()
        try:
            self._observer = self._make()
            self._observer.schedule(self, self._root, recursive=True, event_filter=_KINDS)
            self._observer.start()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """End; may be called twice."""
        observer, self._observer = self._observer, None
        if observer:
            observer.stop()
            with contextlib.suppress(RuntimeError):  # it was never started
                observer.join()
        self._hearsay.stop()

    def alive(self) -> bool:
        """Whether events still come; watchdog's threads may end without a word."""
        observer = self._observer
        return bool(
            observer
            and observer.is_alive()
            and observer.emitters
            and all(emitter.is_alive() for emitter in observer.emitters)
        )

    def missing(self) -> int:
        """How many folders are not watched, since the system's limit was reached.

        watchdog does not tell. Folders that cannot be listed cannot be watched either and
        do not count. 0 on systems that do not show the watches of a process.
        """
        held = _watches_held()
        return 0 if held is None else max(0, _folders(self._root) - held)

    def dispatch(self, event: FileSystemEvent) -> None:
        """Take an event; whatever goes wrong, watchdog's thread must go on."""
        try:
            for name in self._names(event):
                self._bell.ring(name, whole=isinstance(event, _WHOLE))
        except Exception:  # noqa: BLE001 - an exception here would end the thread in silence
            self._bell.ring()

    def _names(self, event: FileSystemEvent) -> Iterator[str | None]:
        """Yield what an event is of that matters: the path of a file, None for a folder."""
        for path in (os.fsdecode(event.src_path), os.fsdecode(event.dest_path)):
            below = path[len(self._root) + 1 :]
            if path and (not below or self._matters(below, event.is_directory)):
                yield None if event.is_directory else below or None


def _watches_held() -> int | None:
    """How many inotify watches this process holds, or None if that is not told."""
    held = 0
    try:
        for entry in os.scandir(_FDINFO):
            with contextlib.suppress(OSError):  # closed in the meantime
                held += Path(entry.path).read_bytes().count(b"inotify wd:")
    except OSError:
        return None
    return held


def _folders(root: str) -> int:
    """How many folders there are that can be listed."""
    count, pending = 0, [root]
    while pending:
        try:
            with os.scandir(pending.pop()) as entries:
                pending += [entry.path for entry in entries if entry.is_dir(follow_symlinks=False)]
            count += 1
        except OSError:
            continue
    return count
