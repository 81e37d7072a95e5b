import os
import stat
from pathlib import Path

import pytest

from mdnet.index.cache import CacheRefusedError, cache_home, vault_cache
from tests.conftest import MakeVault
from tests.index.test_refresh import VAULT
from tests.index.whole import contents, rebuilt, refreshed


@pytest.fixture
def home(own_home: Path) -> Path:
    return own_home / "cache"


def test_where_indexes_are_kept(own_home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache_home({"MDNET_CACHE_DIR": "/x/y"}) == Path("/x/y")
    assert cache_home({"MDNET_CACHE_DIR": "~/y"}) == own_home / "y"
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    assert cache_home({}).is_relative_to(own_home)
    with pytest.raises(CacheRefusedError):
        cache_home({"MDNET_CACHE_DIR": "~nosuchuser/y"})


def test_each_vault_has_a_folder_of_its_own_that_is_private(home: Path) -> None:
    paths = [
        "/a/v",
        "/b/v",
        "/a/w",
        "/a",
        "/",
        "/a/..v",
        os.fsdecode(b"/a/\xff"),
        "/a/" + "é" * 200,
    ]
    folders = {vault_cache(home, Path(path)) for path in paths}
    assert len(folders) == len(paths)
    for folder in folders:
        assert folder.parent == home
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert len(os.fsencode(folder.name)) <= 255
    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert vault_cache(home, Path("/a/v")) in folders


def test_a_folder_that_others_could_enter_is_closed(home: Path) -> None:
    folder = vault_cache(home, Path("/a/v"))
    folder.chmod(0o777)
    vault_cache(home, Path("/a/v"))
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def stamps(folder: Path) -> dict[Path, int]:
    """Return when each file below a folder was written."""
    return {path: path.lstat().st_mtime_ns for path in folder.rglob("*") if not path.is_dir()}


def refuse_owner(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    if os.geteuid() == 0:
        os.chown(folder, 12345, -1)
    else:
        other = os.geteuid() + 1
        monkeypatch.setattr("mdnet.index.cache.os.geteuid", lambda: other)


def refuse_file(_: pytest.MonkeyPatch, folder: Path) -> None:
    folder.rmdir()
    folder.write_text("")


def refuse_link(_: pytest.MonkeyPatch, folder: Path) -> None:
    folder.rename(folder.parent / "elsewhere")
    folder.symlink_to("elsewhere")


def refuse_home(_: pytest.MonkeyPatch, folder: Path) -> None:
    folder.rmdir()
    folder.parent.rmdir()
    folder.parent.write_text("")


def refuse_words(_: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "words").write_text("")


def refuse_lock(_: pytest.MonkeyPatch, folder: Path) -> None:
    (folder / "lock").symlink_to("/etc/passwd")


@pytest.mark.parametrize(
    ("refuse", "says"),
    [
        (refuse_owner, "belongs to another user"),
        (refuse_file, "File exists"),
        (refuse_link, "is not a folder"),
        (refuse_home, "exists"),
        (refuse_words, "exists"),
        (refuse_lock, "symbolic link"),
    ],
)
def test_a_cache_that_cannot_be_used_costs_a_notice_and_nothing_else(
    make_vault: MakeVault,
    home: Path,
    monkeypatch: pytest.MonkeyPatch,
    refuse: object,
    says: str,
) -> None:
    root = make_vault(VAULT)
    folder = vault_cache(home, root)
    refuse(monkeypatch, folder)  # type: ignore[operator]
    before = stamps(home)
    for _ in range(2):
        found = refreshed(root)
        (notice,) = found.notices
        assert says in notice
        assert "every note is read each time" in notice
        assert found.changes.added == tuple(sorted(VAULT))
        assert contents(found.snapshot) == rebuilt(root)
    assert stamps(home) == before


def test_a_cache_that_cannot_be_written(
    make_vault: MakeVault, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def mkdir(path: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    root = make_vault(VAULT)
    monkeypatch.setattr(Path, "mkdir", mkdir)
    found = refreshed(root)
    (notice,) = found.notices
    assert f"{home}: Permission denied" in notice
    assert contents(found.snapshot) == rebuilt(root)
