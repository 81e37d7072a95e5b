"""Where the index lies: in the user's own cache directory, never in the vault.

Opening a Whoosh index unpickles data, so an index that came with a cloned vault or that
another user wrote would run their code. The folder is private to the user and refused
when it is not theirs.
"""

import os
import stat
import sys
import zlib
from collections.abc import Mapping
from pathlib import Path

from mdnet.util.patterns import late_pattern

_UNPORTABLE = late_pattern(r"[^A-Za-z0-9._]+")
_NAME_LIMIT = 40


class CacheRefusedError(Exception):
    """The cache directory cannot be used; the message says why."""


def cache_home(environment: Mapping[str, str]) -> Path:
    """Where indexes are kept: ``MDNET_CACHE_DIR`` or the system's cache directory."""
    named = environment.get("MDNET_CACHE_DIR")
    if named:
        try:
            return Path(named).expanduser()
        except RuntimeError as error:
            raise CacheRefusedError(f"{named}: {error}") from error
    if sys.platform == "linux":
        # What platformdirs would say, without the six milliseconds that it takes to import.
        base = environment.get("XDG_CACHE_HOME", "")
        return (Path(base) if base.startswith("/") else Path.home() / ".cache") / "mdnet"
    from platformdirs import user_cache_path

    return user_cache_path("mdnet")


def vault_cache(home: Path, root: Path) -> Path:
    """The private folder for the index of the vault at ``root``, made if needed.

    It is called by the vault's name and a checksum of its path. Should two paths ever have
    one checksum, their indexes replace each other: the path stands in the catalogue, too.

    Args:
        home: what ``cache_home`` returns.
        root: the real path of the vault.

    Raises:
        CacheRefusedError: the folder cannot be made, or is not the user's own.
    """
    folder = vault_folder(home, root)
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
        _make_private(folder)
    except OSError as error:
        raise CacheRefusedError(f"{error.filename}: {error.strerror}") from error
    return folder


def vault_folder(home: Path, root: Path) -> Path:
    """Where the index of the vault at ``root`` lies, made or not."""
    path = os.fsencode(root)
    name = _UNPORTABLE.sub("-", root.name)[:_NAME_LIMIT]
    return home / f"{name}-{zlib.crc32(path):08x}{zlib.adler32(path):08x}"


def _make_private(folder: Path) -> None:
    folder.mkdir(exist_ok=True, mode=0o700)
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise CacheRefusedError(f"{folder} is not a folder")
    if status.st_uid != os.geteuid():
        raise CacheRefusedError(f"{folder} belongs to another user")
    mode = stat.S_IMODE(status.st_mode)
    if mode & 0o077:
        folder.chmod(0o700)
    if mode & 0o022:
        _empty(folder)  # others could write there, and opening what they wrote would run it


def _empty(folder: Path) -> None:
    import shutil

    for entry in list(folder.iterdir()):
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
