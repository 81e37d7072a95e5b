"""Builds the pages: compares the drafts with the existing files, and writes what differs.

Only files with the marker of mdnet are replaced or removed. Reads no clock and prints nothing.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from mdnet.index.store import Snapshot
from mdnet.model.contact import Problem
from mdnet.model.errors import MdnetError
from mdnet.network.privacy import PrivateNames
from mdnet.pages.drafts import Draft, Drafts, kinds_of
from mdnet.pages.fingerprint import Fingerprint
from mdnet.pages.folder import PagesFolder
from mdnet.pages.ground import Ground
from mdnet.pages.marker import is_marked
from mdnet.pages.registry import PageKind
from mdnet.pages.traces import first_trace
from mdnet.rendering.sandbox import Sandbox
from mdnet.util.text import name_key
from mdnet.vault.root import Vault


class UnknownPageError(MdnetError):
    """There is no page of this name."""

    exit_code = 2


class Change(NamedTuple):
    """A change to one page: ``new`` is None if it is removed, ``old`` is None if it is new."""

    path: str
    old: bytes | None
    new: bytes | None

    @property
    def state(self) -> str:
        """``missing``, ``stale`` or ``left over``: what is wrong with the page now."""
        if self.old is None:
            return "missing"
        return "stale" if self.new is not None else "left over"


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build would do. Paths are relative to the vault.

    ``refused`` are files in the way that mdnet did not write.
    """

    changes: tuple[Change, ...] = ()
    unchanged: int = 0
    refused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did. Paths are relative to the vault."""

    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    unchanged: int = 0
    refused: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


def build(
    vault: Vault,
    snapshot: Snapshot,
    *,
    force: bool = False,
    only: str | None = None,
) -> Built:
    """Write the pages that are out of date, and remove those that are left over.

    Args:
        vault: the vault.
        snapshot: its index, up to date.
        force: also replace files that mdnet did not write, and ignore the fingerprint.
        only: the name of the only page to build.

    Raises:
        UnknownPageError: there is no page called ``only``.
        RefusedError: the folder of the pages is a link or is outside the vault.
        OSError: for example, the disk is full; every page is intact.
    """
    plan = plan_of(vault, snapshot, force=force, only=only)
    folder = PagesFolder(vault.root, vault.config.pages)
    folder.sweep()
    start = len(folder.name) + 1
    # Removals come first: a new page may have the same name in another case.
    for change in plan.changes:
        if change.new is None:
            folder.remove(change.path[start:])
    for change in plan.changes:
        if change.new is not None:
            folder.write(change.path[start:], change.new)
    if only is None and not (plan.refused or plan.problems):
        Fingerprint(vault, snapshot).keep(folder.read())
    return Built(
        tuple(change.path for change in plan.changes if change.new is not None),
        tuple(change.path for change in plan.changes if change.new is None),
        plan.unchanged,
        plan.refused,
        plan.problems,
    )


def plan_of(
    vault: Vault,
    snapshot: Snapshot,
    *,
    force: bool = False,
    only: str | None = None,
) -> Plan:
    """What ``build`` would do, without doing it. The arguments are those of ``build``."""
    kinds = chosen_kinds(vault, only)
    folder = PagesFolder(vault.root, vault.config.pages)
    there = folder.read()
    if not force and only is None and Fingerprint(vault, snapshot).holds(there):
        return Plan(unchanged=sum(data is not None and is_marked(data) for data in there.values()))
    ground = Ground(vault, snapshot)
    with Sandbox(vault.root) as sandbox:
        drafts = Drafts(vault.root, ground, sandbox).of(kinds)
    comparison = _Comparison(folder.name, there, ground.private_names, force=force)
    for draft in drafts:
        comparison.take(draft)
    if only is None:
        comparison.take_left_over()
    return comparison.plan()


class _Comparison:
    """Compares drafts with the files in the folder of the pages."""

    def __init__(
        self,
        name: str,
        there: Mapping[str, bytes | None],
        private_names: PrivateNames | None,
        *,
        force: bool,
    ) -> None:
        self._name = name
        self._there = there
        self._private_names = private_names
        self._force = force
        self._by_key: dict[str, list[str]] = {}
        for path in there:
            self._by_key.setdefault(name_key(path), []).append(path)
        self._changes: list[Change] = []
        self._kept: set[str] = set()
        self._refused: list[str] = []
        self._problems: list[Problem] = []
        self._unchanged = 0

    def take(self, draft: Draft) -> None:
        """Compare one page with the file in its place, whatever the case of its name."""
        twins = self._by_key.get(name_key(draft.path), [])
        if draft.problem:
            self._problems.append(draft.problem)
            # A page that cannot be rebuilt stays as it is, unless it mentions somebody private.
            self._kept.update(path for path in twins if not self._names_somebody(path))
            self._changes += self._without_draft(path for path in twins if path not in self._kept)
            return
        in_the_way = [path for path in twins if not self._may_replace(path)]
        if in_the_way:
            self._refused += in_the_way
            self._kept.update(twins)
            return
        new = (draft.text or "").encode()
        old = self._there.get(draft.path)
        self._kept.add(draft.path)
        if old == new:
            self._unchanged += 1
        else:
            self._changes.append(Change(self._below(draft.path), old, new))

    def take_left_over(self) -> None:
        """Find pages that mdnet once wrote but that no longer have a draft."""
        removed = {change.path for change in self._changes}
        left = (path for path in self._there if path not in self._kept)
        self._changes += self._without_draft(
            path for path in left if self._below(path) not in removed
        )

    def _without_draft(self, paths: Iterable[str]) -> Iterator[Change]:
        """The removals of those files that mdnet wrote."""
        for path in paths:
            data = self._there[path]
            if data is not None and is_marked(data):
                yield Change(self._below(path), data, None)

    def _names_somebody(self, path: str) -> bool:
        data = self._there[path]
        text = data.decode(errors="replace") if data else ""
        return first_trace(text, "", self._private_names) > 0

    def plan(self) -> Plan:
        """What was found."""
        changes = tuple(sorted(self._changes, key=lambda change: change.path))
        refused = tuple(self._below(path) for path in sorted(self._refused))
        return Plan(changes, self._unchanged, refused, tuple(self._problems))

    def _may_replace(self, path: str) -> bool:
        data = self._there[path]
        # A power failure may leave an empty file in place of a page.
        return data is not None and (self._force or not data or is_marked(data))

    def _below(self, path: str) -> str:
        return f"{self._name}/{path}"


def chosen_kinds(vault: Vault, only: str | None) -> tuple[PageKind, ...]:
    """The pages called ``only`` by name or title; all pages for None.

    Raises:
        UnknownPageError: there is none.
    """
    kinds = kinds_of(vault.root)
    if only is None:
        return kinds
    key = name_key(only)
    chosen = tuple(kind for kind in kinds if key in {name_key(kind.name), name_key(kind.title)})
    if not chosen:
        known = ", ".join(kind.name for kind in kinds)
        raise UnknownPageError(f'There is no page "{only}". The pages are: {known}')
    return chosen
