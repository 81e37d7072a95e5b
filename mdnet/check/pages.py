"""Finds generated pages that are not as a build would write them, and what keeps one from it.

A vault without generated pages wants none, so only those that lie there are looked at. What
belongs on a page is the business of ``mdnet.pages``; nothing is written.
"""

from collections.abc import Iterator

from mdnet.errors import RefusedError
from mdnet.index.store import Snapshot
from mdnet.model import Problem
from mdnet.pages.build import plan_of
from mdnet.pages.folder import PagesFolder
from mdnet.pages.regions import plan_of_regions
from mdnet.vault.root import Vault


def page_problems(vault: Vault, snapshot: Snapshot) -> Iterator[Problem]:
    """Yield what is wrong with the pages and the regions of a vault.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
    """
    try:
        if PagesFolder(vault.root, vault.config.pages).holds_pages():
            plan = plan_of(vault, snapshot)
            yield from plan.problems
            for change in plan.changes:
                if change.state != "missing":
                    yield _stale(change.path)
        yield from plan_of_regions(vault, snapshot).problems
    except RefusedError as error:
        yield Problem(vault.config.pages, 1, 1, "stale-page", str(error))


def _stale(path: str) -> Problem:
    message = "the page is out of date, or was edited by hand"
    return Problem(path, 1, 1, "stale-page", message, "mdnet build writes it anew")
