"""Events of the real file system, and what is done where they do not come."""

import errno
import logging
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from mdnet.watch.bell import Bell, Pace
from mdnet.watch.events import Events
from mdnet.watch.wakeup import WakeUp
from tests.conftest import MakeVault
from tests.index.test_refresh import BOB, VAULT
from tests.watch.watching import Watching, until


def everything(path: str, folder: bool) -> bool:  # noqa: FBT001
    return True


@pytest.fixture
def bell() -> Bell:
    return Bell()


@pytest.fixture
def events(tmp_path: Path, bell: Bell) -> Iterator[Events]:
    """Return the events below a folder, under way."""
    root = tmp_path / "root"
    (root / "a/b").mkdir(parents=True)
    (root / "a/x.md").write_text("x")
    made = Events(root, everything, bell)
    made.start()
    yield made
    made.stop()


def rings(bell: Bell) -> None:
    until(lambda: bell.rung, "the bell")
    bell.settle(Pace(quiet=0.05))
    assert not bell.rung


def test_writing_moving_and_deleting_ring(events: Events, bell: Bell, tmp_path: Path) -> None:
    root = tmp_path / "root"
    (root / "a/b/y.md").write_text("y")
    rings(bell)
    (root / "a/b/y.md").rename(root / "a/z.md")
    rings(bell)
    (root / "a/z.md").unlink()
    rings(bell)
    (root / "new").mkdir()
    rings(bell)
    (tmp_path / "outside.md").write_text("")
    (tmp_path / "outside.md").rename(root / "new/inside.md")
    rings(bell)
    assert events.alive()


def test_files_are_rung_by_name_and_folders_are_not(
    events: Events, bell: Bell, tmp_path: Path
) -> None:
    root = tmp_path / "root"
    seen: set[str | None] = set()

    def heard() -> set[str | None]:
        names = bell.names()
        seen.update({None} if names is None else names)
        return seen

    (root / "a/x.md").write_text("y")
    until(lambda: heard() == {"a/x.md"}, "a save")
    (root / "a/b/draft.tmp").write_text("z")
    until(lambda: heard() == {"a/x.md", "a/b/draft.tmp"}, "a draft")
    (root / "a/b/draft.tmp").rename(root / "y.md")
    until(lambda: heard() == {"a/x.md", "a/b/draft.tmp", "y.md"}, "a move")
    (root / "new").mkdir()
    until(lambda: None in heard(), "a folder")
    assert events.alive()


@pytest.mark.parametrize("whole", [True, False])
def test_the_last_ring_says_how_long_it_must_be_quiet(bell: Bell, *, whole: bool) -> None:
    """A file that is whole need not be waited for; one that is still written must be."""
    hour = 3600.0
    quiet, quiet_when_whole = (hour, 0.0) if whole else (0.0, hour)
    bell.ring(whole=not whole)
    bell.ring(whole=whole)
    bell.settle(Pace(quiet, quiet_when_whole, longest=hour))
    assert not bell.rung


def test_what_was_closed_or_moved_into_place_is_whole(
    events: Events, bell: Bell, tmp_path: Path
) -> None:
    file = tmp_path / "root/a/x.md"
    with file.open("a") as written:
        written.write("y")
        written.flush()
        until(lambda: bell.rung, "the bell")
        assert not bell._is_whole
    until(lambda: bell._is_whole, "the end of writing")
    with file.open("a") as written:
        written.write("y")
        written.flush()
        until(lambda: not bell._is_whole, "more writing")
    (tmp_path / "root/b.tmp").write_text("")
    (tmp_path / "root/b.tmp").rename(file)
    until(lambda: bell._is_whole, "the move")
    assert events.alive()


def test_reading_does_not_ring(events: Events, bell: Bell, tmp_path: Path) -> None:
    """Otherwise each refresh would cause the next."""
    for _ in range(20):
        assert (tmp_path / "root/a/x.md").read_text() == "x"
        os.listdir(tmp_path / "root/a")
    # Events come in their order: what was read would have rung before this.
    seen: list[str] = []

    def note(path: str, folder: bool) -> bool:  # noqa: FBT001
        seen.append(path)
        return True

    events._matters = note
    (tmp_path / "root/last.md").write_text("")
    until(lambda: "last.md" in seen)
    assert {*seen} == {"last.md"}


def test_links_are_not_followed_out(tmp_path: Path, bell: Bell) -> None:
    root, outside = tmp_path / "root", tmp_path / "outside"
    root.mkdir()
    outside.mkdir()
    (root / "out").symlink_to(outside)
    (root / "loop").symlink_to(root)
    seen: list[str] = []

    def note(path: str, folder: bool) -> bool:  # noqa: FBT001
        seen.append(path)
        return True

    events = Events(root, note, bell)
    events.start()
    try:
        assert events.missing() == 0
        (outside / "x.md").write_text("")
        (root / "last.md").write_text("")
        until(lambda: "last.md" in seen)
        assert {*seen} == {"last.md"}
    finally:
        events.stop()


def test_a_fault_in_the_handler_does_not_end_it(tmp_path: Path, bell: Bell) -> None:
    def faulty(path: str, folder: bool) -> bool:  # noqa: FBT001
        raise ZeroDivisionError(path)

    events = Events(tmp_path, faulty, bell)
    events.start()
    try:
        for name in ("a.md", "b.md"):
            (tmp_path / name).write_text("")
            rings(bell)
        assert events.alive()
    finally:
        events.stop()


def test_lost_events_are_heard_of(events: Events, bell: Bell) -> None:
    """watchdog tells of them in its log only."""
    logger = logging.getLogger("watchdog.observers.inotify_c")
    logger.warning("Inotify queue overflowed; filesystem events were lost")
    assert bell.rung
    assert bell.in_doubt
    events.stop()
    bell.rung = False
    logger.addHandler(logging.NullHandler())
    logger.warning("nobody listens any more")
    assert not bell.rung


# Has watchdog's thread log, warn, or fail at the first event, each in its own words.
LOUD = """
import logging, warnings
from watchdog.observers.api import BaseObserver
from mdnet.cli import main
really = BaseObserver.dispatch_events
def loud(observer, queue):
    really(observer, queue)
    logging.getLogger("watchdog.observers.inotify_c").error("LOUD log")
    warnings.warn("LOUD warning", RuntimeWarning)
    {more}
BaseObserver.dispatch_events = loud
main()
"""


@pytest.mark.parametrize("more", ["pass", "raise ZeroDivisionError('LOUD end')"])
def test_nothing_that_watchdog_says_is_printed(more: str, make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    program = [sys.executable, "-W", "default", "-P", "-c", LOUD.format(more=more)]
    with Watching(root, program=program) as watch:
        for name in ("Cleo", "Dora"):
            (root / f"People/{name}.md").write_text(BOB)
            watch.tells(f"{name} added")
        assert watch.end() == 0
    started, *rest = watch.err.splitlines()
    assert started.startswith("Watching ")
    ended = "The events of the system ended, so the vault is looked at every 2 seconds."
    assert rest == ([] if more == "pass" else [ended])


def test_threads_of_others_end_as_ever(
    events: Events, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended: list[str] = []
    hearsay = events._hearsay
    monkeypatch.setattr(hearsay, "_end_of_thread", lambda args: ended.append(str(args.exc_value)))

    def fail() -> None:
        raise ZeroDivisionError("not of watchdog")

    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    assert ended == ["not of watchdog"]
    assert not bell.rung
    monkeypatch.undo()
    before = threading.excepthook
    events.stop()
    assert threading.excepthook != before


def test_folders_that_are_not_watched_are_counted(
    events: Events, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert events.missing() == 0
    # As if the limit had been reached: two of the three folders have no watch.
    monkeypatch.setattr("mdnet.watch.events._watches_held", lambda: 1)
    assert events.missing() == 2
    monkeypatch.setattr("mdnet.watch.events._watches_held", lambda: None)
    assert events.missing() == 0


def no_instance() -> BaseObserver:
    raise OSError(errno.EMFILE, "inotify instance limit reached")


class NoWatches(Observer):  # type: ignore[misc,valid-type]
    """An observer that is given no watch."""

    def start(self) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")


@pytest.mark.parametrize("observer", [no_instance, NoWatches])
def test_without_events_it_polls(observer: type[BaseObserver], tmp_path: Path, bell: Bell) -> None:
    said: list[str] = []
    wakeup = WakeUp(Events(tmp_path, everything, bell, observer), bell, Pace(), said.append)
    assert wakeup.interval == 30
    wakeup.start()
    assert wakeup.interval == 2
    wakeup.check()
    wakeup.check_folders()
    [sentence] = said
    assert "limit reached" in sentence
    assert sentence.endswith("so the vault is looked at every 2 seconds.")


def test_events_that_ended_are_noticed(events: Events, bell: Bell) -> None:
    said: list[str] = []
    wakeup = WakeUp(events, bell, Pace(), said.append)
    wakeup.check()
    assert not said
    assert events._observer
    events._observer.unschedule_all()
    wakeup.check()
    assert said == ["The events of the system ended, so the vault is looked at every 2 seconds."]
    assert bell.rung


def test_folders_must_be_missing_twice(
    events: Events, bell: Bell, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    wakeup = WakeUp(events, bell, Pace(), said.append)
    missing = [2, 0, 1, 1]
    monkeypatch.setattr(events, "missing", lambda: missing.pop(0))
    for _ in range(3):
        wakeup.check_folders()
        assert not said
    assert wakeup.wants_another_check
    wakeup.check_folders()
    assert [sentence[:27] for sentence in said] == ["1 folder cannot be watched "]
    assert wakeup.interval == 2
