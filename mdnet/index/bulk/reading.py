"""The process that reads notes for a build: see ``mdnet.index.bulk.crew``.

Gets lines of JSON on its stdin: first the vault, then runs of notes to read into files. Answers
on stdout with a line after each few notes and after each run. Ends when there is no more, or
when nobody listens.
"""

import gc
import json
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mdnet.index.analysis import Analyzer
from mdnet.index.bulk.runs import Run, write_run
from mdnet.index.intake import Intake
from mdnet.model.errors import NoVaultError
from mdnet.vault.root import open_vault, settings_of

_STDOUT = 1
_TOLD_TOGETHER = 32
_OTHER_VAULT = 3
"""The code that it ends with if the vault is not as its parent knows it."""


def main() -> int:
    """Read one run after another."""
    orders = _orders()
    beginning = next(orders, None)
    if beginning is None:
        return 0
    try:
        vault = open_vault(Path(beginning["root"]))
    except NoVaultError:
        return _OTHER_VAULT
    if settings_of(vault) != beginning["settings"]:
        return _OTHER_VAULT
    # What is loaded by now stays, and what a note leaves behind is seldom garbage in a circle.
    gc.freeze()
    gc.set_threshold(50_000)
    intake = Intake(vault, Analyzer(vault.config.language), beginning["looked at"])
    try:
        for order in orders:
            _answer(_done(intake, order))
    except BrokenPipeError:
        return 1
    return 0


def _orders() -> Iterator[Mapping[str, Any]]:
    """Yield what there is to do; the last line may be cut short, when the parent was ended."""
    for line in sys.stdin.buffer:
        if line.endswith(b"\n"):
            yield json.loads(line)


def _done(intake: Intake, order: Mapping[str, Any]) -> Mapping[str, Any]:
    """Read a run and return what there is to say of it."""
    notes = [(path, bytes.fromhex(stamp)) for path, stamp in order["notes"]]
    read = 0

    def told() -> None:
        nonlocal read
        read += 1
        if read == _TOLD_TOGETHER:
            _answer({"read": read})
            read = 0

    try:
        write_run(intake, Run(Path(order["place"]), notes), told)
    except OSError as error:
        return {"error": [error.errno, error.strerror, error.filename]}
    return {"read": read, "finished": [order["run"]]}


def _answer(what: Mapping[str, Any]) -> None:
    os.write(_STDOUT, json.dumps(what).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
