"""What tests of the history share."""

from collections.abc import Callable
from pathlib import Path

from mdnet.history.transaction import Transaction


def change_one(transaction: Transaction, path: str, edit: Callable[[bytes], bytes]) -> None:
    for _, error in transaction.change([(path, edit)]).failures:
        raise error


def backups_in(root: Path) -> list[Path]:
    return sorted((root / ".mdnet/undo").glob("*/*.md"))
