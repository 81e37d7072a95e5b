"""Finds generated pages that are out of date, and why a build would fail.

The worst are those that still name somebody who is private now. Only existing pages are
checked: a vault without them does not want any. ``mdnet.pages`` decides what a page contains;
nothing is written.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from mdnet.index.store import Snapshot
from mdnet.model.contact import Problem
from mdnet.model.errors import RefusedError
from mdnet.network.privacy import PrivateNames
from mdnet.network.public import private_names
from mdnet.pages.build import Change, plan_of
from mdnet.pages.folder import PagesFolder
from mdnet.pages.marker import is_marked
from mdnet.pages.regions import plan_of_regions
from mdnet.pages.traces import first_trace
from mdnet.vault.files import read_bytes
from mdnet.vault.root import Vault


def page_problems(vault: Vault, snapshot: Snapshot) -> Iterator[Problem]:
    """Yield the problems with the pages and regions of a vault.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
    """
    names = private_names(snapshot)
    try:
        if PagesFolder(vault.root, vault.config.pages).holds_pages():
            plan = plan_of(vault, snapshot)
            yield from plan.problems
            for change in plan.changes:
                if change.old is not None:
                    yield _trace(change, names) or _stale(change.path)
        regions = plan_of_regions(vault, snapshot)
        yield from regions.problems
        yield from filter(None, (_trace(change, names) for change in regions.changes))
        yield from _elsewhere(vault, snapshot, names)
    except RefusedError as error:
        yield Problem(vault.config.pages, 1, 1, "stale-page", str(error))


def _trace(change: Change, names: PrivateNames | None) -> Problem | None:
    """A problem if a page or note names somebody private; None otherwise."""
    old, new = (data.decode(errors="replace") if data else "" for data in (change.old, change.new))
    line = first_trace(old, new, names)
    if not line:
        return None
    fix = "mdnet build --regions" if change.new and not is_marked(change.new) else "mdnet build"
    message = "this generated text still names somebody who is private"
    return Problem(change.path, line, 1, "private-named", message, f"run {fix} to remove it")


def _elsewhere(vault: Vault, snapshot: Snapshot, names: PrivateNames | None) -> Iterator[Problem]:
    """Yield the pages that name somebody private outside the folder for pages."""
    if names is None:
        return
    notes = set(snapshot.catalogue.note_paths())
    pages = f"{vault.config.pages.strip('/')}/"
    for path in snapshot.catalogue.paths:
        if path in notes or path.startswith(pages):
            continue
        with suppress(OSError):
            data, _ = read_bytes(vault.root, path)
            found = _trace(Change(path, data, None), names) if is_marked(data) else None
            if found:
                yield replace(found, fix="delete the file; it is outside the pages folder")


def _stale(path: str) -> Problem:
    message = "the page is out of date, or was edited by hand"
    return Problem(path, 1, 1, "stale-page", message, "run mdnet build to update it")
