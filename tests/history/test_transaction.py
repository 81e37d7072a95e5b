import errno
import os
import resource
import shutil
import signal
import stat
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from mdnet.history import journal, replace, snapshot, transaction
from mdnet.history.backups import entries_of
from mdnet.history.journal import Command
from mdnet.history.lock import writer_lock
from mdnet.history.transaction import ATTEMPTS, Transaction
from mdnet.history.undo import redo, undo
from mdnet.model.errors import EditConflictError, EditRefusedError, RefusedError, VaultBusyError
from mdnet.util.held_folder import HeldFolder, Place
from mdnet.util.renames import ready_exchange
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault
from tests.history.edits import change_one

NOW = 1_790_000_000.0
DAY = 24 * 3600
NOTE = "People/Ana.md"
OLD = b"old\r\n\xff\x00 text"
NEW = b"new\r\n\xff\x00 text and more"


def become(data: bytes) -> Callable[[bytes], bytes]:
    return lambda _: data


def change(vault: Vault, data: bytes = NEW, path: str = NOTE, now: float = NOW) -> bool:
    return transaction.rewrite(vault, path, become(data), Command("test", now))


def backups_in(vault: Vault) -> list[Path]:
    return sorted((vault.root / ".mdnet/undo").glob("*/*.md"))


def last_backup(vault: Vault) -> bytes:
    """What the last edit of one note kept."""
    (backup,) = entries_of(vault.root)[-1].folder.glob("*.md")
    return backup.read_bytes()


def litter_in(vault: Vault) -> list[str]:
    return [path.name for path in vault.root.rglob("*.mdnet-tmp")]


@pytest.fixture
def vault(make_vault: MakeVault) -> Vault:
    return open_vault(make_vault({NOTE: OLD}))


@pytest.fixture
def note(vault: Vault) -> Path:
    return vault.root / NOTE


@pytest.fixture
def no_sync(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "fsync", lambda _: None)


def test_a_note_is_changed_and_what_it_was_is_kept(vault: Vault, note: Path) -> None:
    assert change(vault)
    assert note.read_bytes() == NEW
    assert last_backup(vault) == OLD
    assert (vault.root / ".mdnet/undo/.gitignore").read_text() == "*\n"
    assert not litter_in(vault)


def test_only_the_first_edit_makes_the_folder(vault: Vault) -> None:
    for data, made in ((NEW, True), (b"newer", False)):
        command = Command("test", NOW)
        assert transaction.rewrite(vault, NOTE, become(data), command)
        assert command.made_folder == made
    assert len(backups_in(vault)) == 2


def test_an_edit_that_changes_nothing_writes_nothing(vault: Vault, note: Path) -> None:
    before = note.stat()
    assert not change(vault, OLD)
    assert note.stat() == before
    assert os.listdir(vault.root) == ["People"]


def test_a_refused_edit_writes_nothing_and_names_the_note(vault: Vault) -> None:
    def refuse(_: bytes) -> bytes:
        raise EditRefusedError(4, "it is odd", "a: 1")

    with pytest.raises(EditRefusedError, match=r"^People/Ana.md:4: it is odd") as refused:
        transaction.rewrite(vault, NOTE, refuse, Command("test", NOW))
    assert (refused.value.line, refused.value.what_to_type) == (4, "a: 1")
    assert os.listdir(vault.root) == ["People"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755, 0o200])
def test_the_mode_stays(vault: Vault, note: Path, mode: int) -> None:
    if mode == 0o200 and os.geteuid():
        pytest.skip("only root can read such a note")
    note.chmod(mode)
    change(vault)
    assert stat.S_IMODE(note.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(vault: Vault, note: Path) -> None:
    os.chown(note, 1234, 4321)
    note.chmod(0o2640)
    change(vault)
    status = note.stat()
    assert (status.st_uid, status.st_gid) == (1234, 4321)
    assert stat.S_IMODE(status.st_mode) == 0o2640


def _set_attribute(path: Path, name: str, value: bytes) -> None:
    try:
        os.setxattr(path, name, value)
    except (OSError, AttributeError) as error:
        pytest.skip(f"no such attributes here: {error}")


def test_attributes_stay(vault: Vault, note: Path) -> None:
    _set_attribute(note, "user.mdnet.test", b"\x00value")
    change(vault)
    assert os.getxattr(note, "user.mdnet.test") == b"\x00value"


def test_access_control_lists_stay(vault: Vault, note: Path) -> None:
    # The owner rw-, user 1234 r--, the group r--, the mask r--, others nothing.
    rights = [(1, 6, -1), (2, 4, 1234), (4, 4, -1), (16, 4, -1), (32, 0, -1)]
    packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHi", *one) for one in rights)
    _set_attribute(note, "system.posix_acl_access", packed)
    change(vault)
    assert os.getxattr(note, "system.posix_acl_access") == packed


def test_a_linked_note_is_changed_where_it_lies(vault: Vault, note: Path) -> None:
    (vault.root / "Link.md").symlink_to("People/Ana.md")
    change(vault, path="Link.md")
    assert (vault.root / "Link.md").readlink() == Path("People/Ana.md")
    assert note.read_bytes() == NEW
    assert undo(vault, Command("undo", NOW)).paths == (NOTE,)


@pytest.mark.parametrize("path", ["Out.md", "out/a.md", "../outside/a.md", "ABSOLUTE"])
def test_nothing_outside_the_vault_is_changed(vault: Vault, tmp_path: Path, path: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "a.md").write_bytes(OLD)
    (vault.root / "Out.md").symlink_to(outside / "a.md")
    (vault.root / "out").symlink_to(outside)
    with pytest.raises(RefusedError, match="outside the vault"):
        change(vault, path=str(outside / "a.md") if path == "ABSOLUTE" else path)
    assert (outside / "a.md").read_bytes() == OLD


def test_a_note_of_two_names_keeps_both(vault: Vault, note: Path) -> None:
    os.link(note, vault.root / "Twin.md")
    before = note.stat()
    for data in (NEW, b"short", NEW * 100):
        change(vault, data)
        assert (vault.root / "Twin.md").read_bytes() == note.read_bytes() == data
    assert note.stat().st_ino == before.st_ino
    assert last_backup(vault) == b"short"
    assert backups_in(vault)[-1].stat().st_nlink == 1


def test_a_note_that_cannot_have_a_twin_is_written_in_place(
    vault: Vault, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(errno.EPERM, "not yours")

    monkeypatch.setattr(replace, "_dress", refuse)
    before = note.stat().st_ino
    change(vault)
    assert (note.read_bytes(), note.stat().st_ino) == (NEW, before)
    assert last_backup(vault) == OLD
    assert not litter_in(vault)


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555, 0o000])
def test_a_read_only_note_is_refused(vault: Vault, note: Path, mode: int) -> None:
    note.chmod(mode)
    with pytest.raises((RefusedError, PermissionError)):
        change(vault)
    note.chmod(0o600)
    assert note.read_bytes() == OLD
    assert os.listdir(vault.root) == ["People"]


@pytest.mark.parametrize("kind", ["fifo", "folder", "gone", "loop", "device"])
def test_what_is_no_note_is_an_error_at_once(vault: Vault, kind: str) -> None:
    path = vault.root / f"{kind}.md"
    if kind == "fifo":
        os.mkfifo(path)
    elif kind == "folder":
        path.mkdir()
    elif kind == "loop":
        path.symlink_to(path.name)
    elif kind == "device":
        path.symlink_to("/dev/zero")
    with pytest.raises((OSError, RefusedError)):
        change(vault, path=path.name)


def test_a_huge_file_is_no_note(vault: Vault, note: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot, "SIZE_LIMIT", 4)
    with pytest.raises(OSError, match="too large"):
        change(vault)
    assert note.read_bytes() == OLD


@pytest.mark.parametrize("stem", ["x" * 252, "é" * 126, "林" * 84, "-rf", " a ", "a\nb", "%s{}"])
def test_odd_names(vault: Vault, stem: str) -> None:
    (vault.root / f"{stem}.md").write_bytes(OLD)
    change(vault, path=f"{stem}.md")
    assert (vault.root / f"{stem}.md").read_bytes() == NEW
    assert undo(vault, Command("undo", NOW)).paths == (f"{stem}.md",)
    assert (vault.root / f"{stem}.md").read_bytes() == OLD


def test_a_name_of_any_bytes(vault: Vault) -> None:
    name = os.fsdecode(b"caf\xe9.md")
    try:
        (vault.root / name).write_bytes(OLD)
    except OSError:
        pytest.skip("file names must be UTF-8 here")
    change(vault, path=name)
    assert undo(vault, Command("undo", NOW)).paths == (name,)
    assert (vault.root / name).read_bytes() == OLD


def test_an_empty_note_can_be_changed(vault: Vault, note: Path) -> None:
    note.write_bytes(b"")
    assert change(vault)
    assert note.read_bytes() == NEW


# Somebody else at the same time


def test_an_edit_is_done_again_on_a_newer_text(vault: Vault, note: Path) -> None:
    calls = []

    def edit(data: bytes) -> bytes:
        calls.append(data)
        if len(calls) == 1:
            note.write_bytes(b"saved meanwhile")
        return data + b"!"

    transaction.rewrite(vault, NOTE, edit, Command("test", NOW))
    assert calls == [OLD, b"saved meanwhile"]
    assert note.read_bytes() == b"saved meanwhile!"
    assert last_backup(vault) == b"saved meanwhile"


@pytest.mark.parametrize("twin", ["", "Twin.md"])
def test_an_edit_is_given_up_when_somebody_keeps_saving(
    vault: Vault, note: Path, twin: str
) -> None:
    if twin:
        os.link(note, vault.root / twin)
    calls = []

    def edit(data: bytes) -> bytes:
        calls.append(data)
        note.write_bytes(b"save %d" % len(calls))
        return data + b"!"

    with pytest.raises(EditConflictError, match="another program") as conflict:
        transaction.rewrite(vault, NOTE, edit, Command("test", NOW))
    assert conflict.value.exit_code == 5
    assert len(calls) == ATTEMPTS
    assert note.read_bytes() == b"save 5"
    assert not litter_in(vault)
    assert backups_in(vault) == []
    assert undo(vault, Command("undo", NOW)).paths == ()


@pytest.mark.parametrize("how", ["in place", "by rename"])
def test_what_is_saved_in_the_last_moment_is_kept(
    vault: Vault, note: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def save_first(beside: Place, path: Place) -> bool:
        _save(note, b"saved too late", how)
        return ready_exchange()(beside, path)

    monkeypatch.setattr(replace, "ready_exchange", lambda: save_first)
    with pytest.raises(EditConflictError, match="same moment") as conflict:
        change(vault)
    assert note.read_bytes() == NEW
    (backup,) = backups_in(vault)
    assert backup.read_bytes() == b"saved too late"
    assert backup.relative_to(vault.root).as_posix() in str(conflict.value)
    assert not litter_in(vault)
    monkeypatch.setattr(replace, "ready_exchange", ready_exchange)
    assert undo(vault, Command("undo", NOW)).paths == (NOTE,)
    assert note.read_bytes() == b"saved too late"


def _save(note: Path, data: bytes, how: str) -> None:
    if how == "in place":
        note.write_bytes(data)
    else:
        draft = note.with_name("draft~")
        draft.write_bytes(data)
        draft.replace(note)


def test_where_files_cannot_be_swapped_they_are_renamed(
    vault: Vault, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(replace, "ready_exchange", lambda: lambda *_: False)
    change(vault)
    assert note.read_bytes() == NEW
    assert last_backup(vault) == OLD
    assert not litter_in(vault)


def test_where_there_are_no_links_backups_are_copies(
    vault: Vault, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)
    change(vault)
    assert note.read_bytes() == NEW
    assert last_backup(vault) == OLD


@pytest.mark.usefixtures("no_sync")
@pytest.mark.parametrize("how", ["in place", "by rename"])
def test_no_save_of_an_editor_is_lost(vault: Vault, note: Path, tmp_path: Path, how: str) -> None:
    note.write_bytes(b"save 0\n")
    editor = _forked(lambda: _edit_all_the_time(note, how, tmp_path / "lost"))
    edits = 0
    while os.waitpid(editor, os.WNOHANG) == (0, 0):
        with suppress(EditConflictError, FileNotFoundError):
            transaction.rewrite(vault, NOTE, lambda data: data + b"mdnet\n", Command("test", NOW))
            edits += 1
    lost = (tmp_path / "lost").read_text().split()
    kept = b"\n".join(path.read_bytes() for path in backups_in(vault))
    assert edits > 0
    assert [save for save in lost if f"save {save}\n".encode() not in kept] == []
    assert not litter_in(vault)


def _edit_all_the_time(note: Path, how: str, lost: Path) -> None:
    """Save again and again, and write down the saves that were gone the next time."""
    with lost.open("w") as gone:
        for number in range(1, 400):
            if b"save %d\n" % (number - 1) not in note.read_bytes():
                gone.write(f"{number - 1}\n")
            _save(note, b"save %d\n" % number, how)
            time.sleep(0.0015)


def _forked(work: Callable[[], object]) -> int:
    """Start a process that does ``work`` and ends; return its id."""
    process = os.fork()
    if process:
        return process
    try:
        work()
    finally:
        os._exit(0)


@pytest.mark.usefixtures("no_sync")
def test_two_mdnets_do_not_lose_each_others_edits(vault: Vault, note: Path) -> None:
    def add(name: int) -> None:
        for number in range(8):
            line = b"%d-%d\n" % (name, number)
            transaction.rewrite(vault, NOTE, lambda data: data + line, Command("test", NOW))  # noqa: B023

    workers = [_forked(lambda: add(name)) for name in range(3)]  # noqa: B023
    for worker in workers:
        os.waitpid(worker, 0)
    lines = set(note.read_bytes().removeprefix(OLD).split())
    assert lines == {b"%d-%d" % (name, number) for name in range(3) for number in range(8)}


def test_another_mdnet_is_waited_for_only_so_long(
    vault: Vault, note: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(vault)
    monkeypatch.setattr(journal, "writer_lock", lambda place: writer_lock(place, timeout=0.05))
    with (
        HeldFolder(vault.root / ".mdnet/undo") as folder,
        writer_lock(Place(folder, "lock")),
        pytest.raises(VaultBusyError, match="Another mdnet"),
    ):
        change(vault, b"newer")
    assert note.read_bytes() == NEW
    assert change(vault, b"newer")


def test_where_there_are_no_locks_one_writes_without(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def flock(*_: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr("fcntl.flock", flock)
    assert change(vault)


# When the process or the disk fails

# What a change does to the disk, one call after the other.
CALLS = "open link rename unlink mkdir fsync fchmod fchown pwrite ftruncate rmdir".split()


def _die_at(count: int, vault: Vault, data: bytes) -> bool:
    """Change the note in a process that is killed before its ``count``th call; tell if it was."""

    def work() -> None:
        left = count

        def counted(call: Callable[..., object]) -> Callable[..., object]:
            def wrapper(*args: object, **kwargs: object) -> object:
                nonlocal left
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)
                return call(*args, **kwargs)

            return wrapper

        for name in CALLS:
            setattr(os, name, counted(getattr(os, name)))
        exchange = counted(ready_exchange())
        setattr(replace, "ready_exchange", lambda: exchange)  # noqa: B010 - mypy objects else
        change(vault, data)

    _, status = os.waitpid(_forked(work), 0)
    return os.WIFSIGNALED(status)


@pytest.mark.parametrize("earlier", [(), (b"older", OLD)], ids=["first edit", "third edit"])
def test_a_killed_process_leaves_the_old_note_or_the_new(
    vault: Vault, note: Path, earlier: tuple[bytes, ...]
) -> None:
    outcomes = []
    for count in range(1, 100):
        shutil.rmtree(vault.root / ".mdnet", ignore_errors=True)
        note.write_bytes(OLD)
        for data in earlier:
            change(vault, data)
        killed = _die_at(count, vault, NEW)
        outcomes.append(note.read_bytes())
        assert outcomes[-1] in {OLD, NEW}
        assert len(litter_in(vault)) <= 1
        _assert_work_goes_on(vault, note)
        if not killed:
            break
    assert not killed
    assert len(outcomes) > 15
    assert outcomes == sorted(outcomes, key=[OLD, NEW].index)


def _assert_work_goes_on(vault: Vault, note: Path) -> None:
    """Check that the next edit and its undoing take no notice of the dead process."""
    survived = note.read_bytes()
    change(vault, b"next")
    assert note.stat().st_nlink == 1
    assert undo(vault, Command("undo", NOW)).paths == (NOTE,)
    assert note.read_bytes() == survived
    change(vault, b"next", now=NOW + 2 * 3600 + time.time())
    assert not litter_in(vault)


def test_a_kill_in_the_midst_of_writing_in_place_leaves_a_backup(vault: Vault, note: Path) -> None:
    os.link(note, vault.root / "Twin.md")
    for count in range(1, 100):
        note.write_bytes(OLD)
        if not _die_at(count, vault, NEW):
            break
        kept = [path.read_bytes() for path in backups_in(vault)]
        assert note.read_bytes() == OLD or OLD in kept
        # Each of them would be read by the next, one call later than before.
        shutil.rmtree(vault.root / ".mdnet/undo", ignore_errors=True)
    assert note.read_bytes() == NEW


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of 64 KiB."""
    folder = tmp_path / "tiny"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize("twin", ["", "Twin.md"])
@pytest.mark.parametrize("free", [0, 1, 2, 3, 5])
def test_a_full_disk_leaves_the_note_as_it_was(tiny_disk: Path, twin: str, free: int) -> None:
    vault = open_vault(tiny_disk)
    note = tiny_disk / "Ana.md"
    note.write_bytes(OLD)
    change(vault, OLD + b"!", "Ana.md")
    if twin:
        os.link(note, tiny_disk / twin)
    _fill(tiny_disk, free * 4096)
    kept = backups_in(vault)
    with pytest.raises(OSError, match="No space left"):
        change(vault, b"x" * 40_000, "Ana.md")
    assert note.read_bytes() == OLD + b"!"
    assert backups_in(vault) == kept
    assert not litter_in(vault)
    (tiny_disk / "full").unlink()
    assert undo(vault, Command("undo", NOW)).paths == ("Ana.md",)
    assert note.read_bytes() == OLD


def _fill(folder: Path, free: int) -> None:
    with (folder / "full").open("wb", buffering=0) as file:
        with suppress(OSError):
            while True:
                file.write(b"x" * 4096)
        file.truncate(max(0, file.tell() - free))


def test_a_limit_on_files_leaves_the_note_as_it_was(vault: Vault, note: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        with pytest.raises(OSError, match="too large"):
            change(vault, b"x" * 100_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        signal.signal(signal.SIGXFSZ, before)
    assert note.read_bytes() == OLD
    assert backups_in(vault) == []
    assert not litter_in(vault)


def test_no_file_is_left_open(vault: Vault) -> None:
    before = len(os.listdir("/proc/self/fd"))
    change(vault)
    with pytest.raises(OSError):
        change(vault, path="gone.md")
    assert len(os.listdir("/proc/self/fd")) == before


# The folder of backups


def test_leftovers_are_swept_when_they_are_old(vault: Vault, note: Path) -> None:
    for name, age in {".a.mdnet-tmp": 2 * 3600, ".b.mdnet-tmp": 60, "c.mdnet-tmp": DAY}.items():
        (note.parent / name).touch()
        os.utime(note.parent / name, (NOW - age, NOW - age))
    change(vault)
    assert sorted(litter_in(vault)) == [".b.mdnet-tmp", "c.mdnet-tmp"]


def test_a_clock_that_goes_backwards_does_not_mix_up_edits(vault: Vault, note: Path) -> None:
    for number in range(12):
        change(vault, b"%d" % number, now=NOW - number * 60)
    undo(vault, Command("undo", NOW - DAY))
    assert note.read_bytes() == b"10"


@pytest.mark.parametrize("link", [".mdnet", ".mdnet/undo"])
def test_backups_never_lie_behind_a_link(
    vault: Vault, note: Path, tmp_path: Path, link: str
) -> None:
    (tmp_path / "outside").mkdir()
    (vault.root / link).parent.mkdir(exist_ok=True)
    (vault.root / link).symlink_to(tmp_path / "outside")
    with pytest.raises(RefusedError, match="is a link"):
        change(vault)
    assert note.read_bytes() == OLD


def test_several_edits_are_one(vault: Vault, note: Path) -> None:
    other = vault.root / "Other.md"
    other.write_bytes(b"other")
    with Transaction(vault, Command("test", NOW)) as edits:
        change_one(edits, NOTE, become(NEW))
        change_one(edits, "Other.md", become(b"changed"))
        change_one(edits, NOTE, become(b"twice"))
    assert len(entries_of(vault.root)) == 1
    assert sorted(undo(vault, Command("undo", NOW)).paths) == ["Other.md", NOTE]
    assert (note.read_bytes(), other.read_bytes()) == (OLD, b"other")
    assert len(redo(vault, Command("redo", NOW)).paths) == 2
    assert (note.read_bytes(), other.read_bytes()) == (b"twice", b"changed")


def test_when_one_of_several_fails_the_others_can_be_undone(vault: Vault, note: Path) -> None:
    def refuse(_: bytes) -> bytes:
        raise EditRefusedError(1, "no", "a: 1")

    def save(data: bytes) -> bytes:
        note.write_bytes(data + b".")
        return b"never"

    def edit_twice(second: Callable[[bytes], bytes]) -> None:
        with Transaction(vault, Command("test", NOW)) as edits:
            change_one(edits, NOTE, become(NEW))
            change_one(edits, NOTE, second)

    with pytest.raises(EditRefusedError):
        edit_twice(refuse)
    assert undo(vault, Command("undo", NOW)).paths == (NOTE,)
    assert note.read_bytes() == OLD
    with pytest.raises(EditConflictError):
        edit_twice(save)
    note.write_bytes(NEW)
    assert undo(vault, Command("undo", NOW)).paths == (NOTE,)
    assert note.read_bytes() == OLD
