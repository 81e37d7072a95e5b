"""Writes the fixes of ``mdnet.check.fixing`` to the notes of a vault, as one edit.

Every write goes through ``mdnet.history.transaction`` and can be undone. Reads no clock.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mdnet.check.fixing import FIXABLE_RULES, MOST_FIXED, Change, Fixed, fixed
from mdnet.check.known import Known
from mdnet.check.run import known_of, problems_in
from mdnet.history.journal import Command
from mdnet.history.transaction import Edit, Transaction
from mdnet.index.store import Snapshot
from mdnet.model.contact import Problem
from mdnet.model.errors import EditConflictError, MdnetError, RefusedError, reason_of
from mdnet.vault.files import read_bytes
from mdnet.vault.root import Vault

MOST_TRIED = 4_000_000
"""Bytes read to count fixes; a note counts once for each fix tried."""


@dataclass(frozen=True, slots=True)
class NoteFixes:
    """What was or would be fixed in one note; ``refusal`` says why nothing was written."""

    path: str
    changes: tuple[Change, ...] = ()
    refusal: str = ""


class Fixable(NamedTuple):
    """How many problems --fix would fix; at least that many unless ``is_all``."""

    number: int
    is_all: bool


def fix_notes(
    vault: Vault,
    snapshot: Snapshot,
    problems: Iterable[Problem],
    *,
    rules: Collection[str],
    command: Command,
    dry_run: bool = False,
) -> list[NoteFixes]:
    """Fix what can be fixed safely, and return the fixes, sorted by path.

    A note that is read-only or being changed by somebody else stays as it is; the others
    are still fixed.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
        problems: what was found; only their notes are read.
        rules: the ids of the rules to fix. A fix may reveal problems of other rules.
        command: the command line behind the edit.
        dry_run: write nothing.

    Raises:
        VaultBusyError: another mdnet is writing.
    """
    chosen = FIXABLE_RULES.intersection(rules)
    paths = sorted({problem.path for problem in problems if problem.code in chosen})
    work = _Work(vault, known_of(snapshot), paths, chosen)
    done = work.tried() if dry_run else work.done(command)
    return [one for one in done if one.changes or one.refusal]


def count_fixable(
    vault: Vault, snapshot: Snapshot, problems: Iterable[Problem], *, rules: Collection[str]
) -> Fixable:
    """Count what can be fixed, by trying it in memory; arguments as for ``fix_notes``.

    Stops after ``MOST_TRIED`` bytes, because a hostile vault could make it take very long.
    """
    chosen = FIXABLE_RULES.intersection(rules)
    counts = Counter(problem.path for problem in problems if problem.code in chosen)
    work = _Work(vault, known_of(snapshot), sorted(counts), chosen)
    found, left = 0, MOST_TRIED
    for path in work.paths:
        try:
            data, _ = read_bytes(vault.root, path)
        except OSError:
            continue
        if left <= 0:
            return Fixable(found, is_all=False)
        most = min(MOST_FIXED, left // (len(data) + 1) + 1)
        found += len(work.fixed(path, data, most).changes)
        left -= min(most, counts[path]) * len(data)
    return Fixable(found, is_all=left > 0)


@dataclass(frozen=True, slots=True)
class _Work:
    """The notes to fix, and the rules to fix them by."""

    vault: Vault
    known: Known
    paths: Sequence[str]
    rules: Collection[str]

    def tried(self) -> list[NoteFixes]:
        fixes = []
        for path in self.paths:
            try:
                data, _ = read_bytes(self.vault.root, path)
            except OSError as error:
                fixes.append(NoteFixes(path, refusal=f"{path}: {error.strerror or error}"))
            else:
                fixes.append(NoteFixes(path, self.fixed(path, data).changes))
        return fixes

    def done(self, command: Command) -> list[NoteFixes]:
        changes: dict[str, tuple[Change, ...]] = {}
        with Transaction(self.vault, command) as edits:
            notes = [(path, self._edit(path, changes)) for path in self.paths]
            failures = dict(edits.change(notes).failures)
        fixes = []
        for path in self.paths:
            if path in failures:
                fixes.append(NoteFixes(path, refusal=_refusal(path, failures[path])))
            else:
                fixes.append(NoteFixes(path, changes.get(path, ())))
        return fixes

    def _edit(self, path: str, changes: dict[str, tuple[Change, ...]]) -> Edit:
        """A function that fixes a note and records its changes in ``changes``."""

        def edit(data: bytes) -> bytes:
            result = self.fixed(path, data)
            changes[path] = result.changes
            return result.data

        return edit

    def fixed(self, path: str, data: bytes, most: int = MOST_FIXED) -> Fixed:
        def find(text: bytes) -> list[Problem]:
            return problems_in(path, text, self.known, self.vault.config, most=MOST_FIXED)

        return fixed(data, find, self.rules, most=most)


def _refusal(path: str, error: MdnetError | OSError) -> str:
    """Why a note was not changed; raises errors that concern all notes."""
    if isinstance(error, OSError):
        return f"{path}: {reason_of(error)}"
    if isinstance(error, (RefusedError, EditConflictError)):
        return str(error)
    raise error
