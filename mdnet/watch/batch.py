"""What a watch has to tell: changes that were found together, and pages that were built.

Plain frozen data. ``at`` comes from the caller's clock.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from mdnet.model.contact import Problem

Change = Literal["added", "changed", "removed"]


@dataclass(frozen=True, slots=True)
class Changed:
    """One note, or file of settings, that is not as it was."""

    path: str
    name: str
    change: Change


@dataclass(frozen=True, slots=True)
class Batch:
    """Changes that one refresh found, what is wrong in these notes, and what it took."""

    at: datetime
    changes: tuple[Changed, ...]
    problems: tuple[Problem, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """The pages that one build wrote and removed, as paths, and what it took.

    ``refused`` are files that stand where a page should and are not mdnet's. ``said`` is
    what a build said that did not end well.
    """

    at: datetime
    written: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    seconds: float = 0.0
    said: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many pages are not as they were."""
        return len(self.written) + len(self.removed)
