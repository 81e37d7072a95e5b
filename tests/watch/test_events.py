"""Events of the real file system, and what is done where they do not come."""

import errno
import logging
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver

from mdnet.watch.bell import Bell, Pace
from mdnet.watch.events import Events
from mdnet.watch.wakeup import WakeUp
from tests.watch.watching import until


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
