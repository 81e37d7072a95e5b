"""Tells which files matter to a watch: notes, and the settings and templates of the vault.

What mdnet itself writes (pages, backups, temporary files) must not wake it, nor what
editors, git and sync programs leave beside the notes. Pure but for ``setup_stamps``.
"""

import os
from pathlib import Path

from mdnet.model.config import CONFIG_PATH
from mdnet.vault.walk import Stamp, stamp_of

_FOLDER = ".mdnet"
_TEMPLATES = ".mdnet/templates"
_FILES = (CONFIG_PATH, ".mdnet/goals.toml")


def matters(path: str, pages: str, *, folder: bool) -> bool:
    """Whether a change at ``path`` may change the index or the pages.

    Args:
        path: below the vault, with ``/``.
        pages: the folder of the generated pages.
        folder: whether it is a folder that came or went.
    """
    if path.split("/", 1)[0] == _FOLDER:
        return _is_setup(path)
    if any(part[:1] in {".", "#"} for part in path.split("/")):
        return False
    if f"{path}/".casefold().startswith(f"{pages.strip('/')}/".casefold()):
        return False
    return folder or path[-3:].lower() == ".md"


def setup_stamps(root: Path) -> dict[str, Stamp]:
    """The stamps of the vault's settings, goal words and templates that are there."""
    found: dict[str, Stamp] = {}
    for path in _FILES:
        _stamp(root, path, found)
    for folder, _, names in os.walk(root / _TEMPLATES):
        for name in names:
            if not _is_litter(name):
                _stamp(root, f"{Path(folder).relative_to(root).as_posix()}/{name}", found)
    return found


def _is_setup(path: str) -> bool:
    if path in {_FOLDER, _TEMPLATES, *_FILES}:
        return True
    return path.startswith(f"{_TEMPLATES}/") and not _is_litter(path.rpartition("/")[2])


def _is_litter(name: str) -> bool:
    """Whether a file is what an editor leaves behind while it saves another."""
    return name[:1] in {".", "#"} or name.endswith(("~", ".swp", ".tmp")) or name.isdigit()


def _stamp(root: Path, path: str, found: dict[str, Stamp]) -> None:
    try:
        found[path] = stamp_of((root / path).stat())
    except OSError:
        return
