"""Carries the mends of ``mdnet.check.fixes`` into the notes of a vault, as one edit.

Every write goes through ``mdnet.vault.rewrite`` and can be undone. Reads no clock.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from mdnet.check.fixes import MENDED_RULES, MOST_MENDED, Change, Mended, mended
from mdnet.check.known import Known
from mdnet.check.run import known_of, problems_in
from mdnet.errors import EditConflictError, MdnetError, RefusedError
from mdnet.index.store import Snapshot
from mdnet.model import Problem
from mdnet.vault.files import read_bytes
from mdnet.vault.many import rewrite_many
from mdnet.vault.rewrite import Edit, Edits
from mdnet.vault.root import Vault


@dataclass(frozen=True, slots=True)
class Repair:
    """What was mended in one note, or would be; ``refusal`` says why nothing was written."""

    path: str
    changes: tuple[Change, ...] = ()
    refusal: str = ""
    made_folder: bool = False
    """Whether ``.mdnet`` was made for it."""


def repair(
    vault: Vault,
    snapshot: Snapshot,
    problems: Iterable[Problem],
    *,
    rules: Collection[str],
    now: float,
    dry_run: bool = False,
) -> list[Repair]:
    """Mend what can be mended safely, and return what that was, sorted by path.

    A note that is read-only or being changed by somebody else stays as it is; the others
    are mended all the same.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
        problems: what was found; only their notes are looked at.
        rules: the ids of the rules to mend. A mend may bring problems of others to light.
        now: the time of the edit, in seconds.
        dry_run: write nothing.

    Raises:
        VaultBusyError: another mdnet is writing.
    """
    chosen = MENDED_RULES.intersection(rules)
    paths = sorted({problem.path for problem in problems if problem.code in chosen})
    work = _Work(vault, known_of(snapshot), paths, chosen)
    done = work.tried() if dry_run else work.done(now)
    return [one for one in done if one.changes or one.refusal]


@dataclass(frozen=True, slots=True)
class _Work:
    """The notes to mend, and the rules to mend them by."""

    vault: Vault
    known: Known
    paths: Sequence[str]
    rules: Collection[str]

    def tried(self) -> list[Repair]:
        repairs = []
        for path in self.paths:
            try:
                data, _ = read_bytes(self.vault.root, path)
            except OSError as error:
                repairs.append(Repair(path, refusal=f"{path}: {error.strerror or error}"))
            else:
                repairs.append(Repair(path, self.mended(path, data).changes))
        return repairs

    def done(self, now: float) -> list[Repair]:
        changes: dict[str, tuple[Change, ...]] = {}
        with Edits(self.vault, now=now) as edits:
            notes = [(path, self._edit(path, changes)) for path in self.paths]
            failures = dict(rewrite_many(edits, notes))
        mended = (path for path in self.paths if changes.get(path) and path not in failures)
        first = next(mended, "")
        return [
            Repair(path, refusal=_refusal(path, failures[path]))
            if path in failures
            else Repair(
                path, changes.get(path, ()), made_folder=edits.made_folder and path == first
            )
            for path in self.paths
        ]

    def _edit(self, path: str, changes: dict[str, tuple[Change, ...]]) -> Edit:
        """Return what mends a note, and puts what it changed into ``changes``."""

        def edit(data: bytes) -> bytes:
            result = self.mended(path, data)
            changes[path] = result.changes
            return result.data

        return edit

    def mended(self, path: str, data: bytes) -> Mended:
        def find(text: bytes) -> list[Problem]:
            return problems_in(path, text, self.known, self.vault.config, most=MOST_MENDED)

        return mended(data, find, self.rules)


def _refusal(path: str, error: MdnetError | OSError) -> str:
    """Return why a note was not changed; what concerns all notes is no reason of one."""
    if isinstance(error, OSError):
        return f"{path}: {error.strerror or error}"
    if isinstance(error, (RefusedError, EditConflictError)):
        return str(error)
    raise error
