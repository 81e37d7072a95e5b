"""In which order a loop does what follows a save: read it, tell, look at all notes, build."""

from pathlib import Path

import pytest

from mdnet.index.bulk.crew import ReadersEndedError
from mdnet.index.refresh import Progress
from mdnet.watch.bell import Bell
from mdnet.watch.follow import Follower, Look
from mdnet.watch.runner import PagesRunner
from tests.conftest import MakeVault
from tests.index.test_refresh import BOB, VAULT
from tests.watch.test_pages import Told, a_loop, looping
from tests.watch.watching import until


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a loop does from now on, by name."""
    done: list[str] = []
    for owner, name in ((Follower, "look_at"), (Follower, "look"), (PagesRunner, "ask")):
        really = getattr(owner, name)

        def noted(*arguments: object, really: object = really, name: str = name) -> object:
            done.append(name)
            return really(*arguments)  # type: ignore[operator]

        monkeypatch.setattr(owner, name, noted)
    differs = Follower.differs

    def noted_after(follower: Follower) -> bool:
        found = differs(follower)
        done.append(f"differs {found}")
        return found

    monkeypatch.setattr(Follower, "differs", noted_after)
    return done


def save(root: Path, bell: Bell, *names: str, heard: bool = True) -> None:
    for name in names:
        (root / f"People/{name}.md").write_text(BOB)
        bell.ring(f"People/{name}.md" if heard else None)


def test_a_save_is_told_before_the_look_at_all(make_vault: MakeVault, done: list[str]) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    with looping(a_loop(root, ["/nowhere"], told, bell, pages=True), bell):
        until(lambda: done == ["ask"], "the pages of the start")
        done.clear()
        (root / "People/Dora.md").write_text(BOB)  # no event tells of her
        save(root, bell, "Cleo")
        until(lambda: len(told.told) == 2)
        until(lambda: "ask" in done)
    assert [name for name, _ in told.told] == ["Cleo", "Dora"]
    assert done[:4] == ["look_at", "differs True", "look", "ask"]


def test_what_is_not_known_takes_a_look_at_all(make_vault: MakeVault, done: list[str]) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    with looping(a_loop(root, [], told, bell, pages=False), bell):
        done.clear()
        save(root, bell, "Cleo", heard=False)
        until(lambda: told.told == [("Cleo", None)])
        assert done == ["look"]
        save(root, bell, *(f"{number}" for number in range(17)))
        until(lambda: len(told.told) == 2)
        (root / "People/Cleo.md").unlink()
        bell.ring("People/Cleo.md")
        until(lambda: told.told[2:] == [("Cleo", None)])
    tried = [at for at, what in enumerate(done) if what == "look_at"]
    assert [done[at + 1] for at in tried] == ["look"] * 2


def test_a_fault_with_one_note_is_made_good_by_the_look(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()

    def look_at(*_: object) -> Look:
        raise ZeroDivisionError("x")

    monkeypatch.setattr(Follower, "look_at", look_at)
    with looping(a_loop(root, [], told, bell, pages=False), bell):
        save(root, bell, "Cleo")
        until(lambda: told.told == [("Cleo", None)])
    assert told.said == ["The index could not be refreshed (ZeroDivisionError: x)."]


def test_a_build_that_lost_a_process_is_told_and_tried_again(
    make_vault: MakeVault, monkeypatch: pytest.MonkeyPatch
) -> None:
    root, told, bell = make_vault(VAULT), Told(), Bell()
    lost = [ReadersEndedError(-9)]
    really = Follower.look

    def look(follower: Follower, progress: Progress) -> Look:
        if lost:
            raise lost.pop()
        return really(follower, progress)

    monkeypatch.setattr(Follower, "look", look)
    with looping(a_loop(root, [], told, bell, pages=False), bell):
        save(root, bell, "Cleo", heard=False)
        until(lambda: told.told == [("Cleo", None)])
    assert told.said == [str(ReadersEndedError(-9))]


def test_a_bell_knows_what_rang() -> None:
    bell = Bell()
    bell.ring("a.md")
    bell.ring("b.md", whole=True)
    bell.ring("a.md")
    assert bell.names() == {"a.md", "b.md"}
    assert bell.names() == set()
    bell.ring("a.md")
    bell.doubt()
    assert bell.names() is None
    for number in range(2000):
        bell.ring(f"{number}.md")
    assert bell.names() is None
    assert bell.names() == set()
