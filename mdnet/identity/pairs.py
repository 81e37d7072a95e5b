"""Resolves a pair of duplicates: merge it, or mark it as different people."""

from mdnet.editing.keys import append
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction
from mdnet.identity.candidates import Candidate
from mdnet.identity.duplicates import Pair
from mdnet.index.store import Snapshot
from mdnet.network.kinds import NOT_SAME
from mdnet.notes.links import written_link
from mdnet.vault.names import resolve, stem_of
from mdnet.vault.root import Vault


def keep_and_gone(pair: Pair) -> tuple[str, str]:
    """The paths of the note that stays, which has more information, and of the other."""
    one, two = sorted((pair.one, pair.two), key=says)
    return two.path or "", one.path or ""


def says(who: Candidate) -> tuple[int, int]:
    """How much is known about somebody, for comparing."""
    known = len(who.identifiers) + len(who.organizations) + len(who.aliases) + len(who.ties)
    return known + bool(who.birthday) + bool(who.city), len(who.name)


def keep_apart(vault: Vault, snapshot: Snapshot, pair: Pair, command: Command) -> None:
    """Record in the first note that the second is about somebody else.

    Raises:
        MdnetError, OSError: it cannot be written.
    """
    source, target = pair.one.path or "", pair.two.path or pair.two.name
    stem = stem_of(target)
    is_plain = resolve(stem, source, snapshot.catalogue).path == pair.two.path
    link = written_link(stem if is_plain else target.removesuffix(".md"))
    with Transaction(vault, command) as edits:
        for _, error in edits.change(
            [(source, lambda data: append(data, NOT_SAME, link))]
        ).failures:
            raise error
