"""The pages of a vault as a watch sees them: are there any, and what did a build do?

A build of a large vault takes seconds and much memory, so it is a command of its own,
run beside the watch. Nothing here writes a page.
"""

import json
import os
import sys
from datetime import datetime
from pathlib import Path

from mdnet.model.errors import RefusedError
from mdnet.pages.folder import PagesFolder
from mdnet.vault.root import Vault
from mdnet.watch.batch import Built
from mdnet.watch.child import Ended

_MOST_LINES = 10


def build_command(root: Path) -> list[str]:
    """The command that builds the pages of the vault at ``root``.

    ``-P`` keeps Python from importing what lies in the current folder, which may be an
    untrusted vault.
    """
    return [sys.executable, "-P", "-m", "mdnet", "-C", os.fspath(root), "build", "--json"]


def has_pages(vault: Vault) -> bool:
    """Whether a build made pages in this vault before."""
    try:
        return PagesFolder(vault.root, vault.config.pages).holds_pages()
    except RefusedError:
        return False


def built(ended: Ended, at: datetime) -> Built:
    """What a build did by what it printed: an array of ``path`` and ``action``."""
    try:
        rows = [(row["action"], row["path"]) for row in json.loads(ended.stdout)]
    except (ValueError, TypeError, KeyError):
        said = ("The pages could not be built.", *_said(ended))
        return Built(at, seconds=ended.seconds, said=said)
    written, removed, refused = (
        tuple(path for action, path in rows if action == wanted)
        for wanted in ("written", "removed", "refused")
    )
    said = _said(ended) if ended.code else ()
    return Built(at, written, removed, refused, ended.seconds, said)


def _said(ended: Ended) -> tuple[str, ...]:
    """What a build said on stderr; how it ended if it said nothing."""
    lines = ended.stderr.decode(errors="replace").splitlines()[-_MOST_LINES:]
    return tuple(lines) or (f"mdnet build ended with {ended.code}.",)
