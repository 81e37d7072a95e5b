"""A run: some hundreds of notes whose paths follow each other, read into files of their own.

They are the files of an index of these notes, so that they can be read and merged like any other.
"""

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from mdnet.index.catalogue_file import Entry, catalogue_file
from mdnet.index.fields import FIELDS
from mdnet.index.flat.blocks import BlockFile, OpenFile
from mdnet.index.flat.postings import FlatBuilder
from mdnet.index.intake import Intake
from mdnet.util.atomic_write import write_whole
from mdnet.vault.walk import Stamp

_LEAST = 256
# All runs are open at once when they are merged.
_MOST_RUNS = 64
_DRAFT = "draft-"


class Run(NamedTuple):
    """Notes to be read into files. ``place`` is the beginning of their paths."""

    place: Path
    notes: Sequence[tuple[str, Stamp]]

    @property
    def postings(self) -> Path:
        """Where its file of postings lies."""
        return self.place.with_name(f"{self.place.name}-postings")

    @property
    def catalogue(self) -> Path:
        """Where its file of the catalogue lies."""
        return self.place.with_name(f"{self.place.name}-catalogue")


class RunFiles(NamedTuple):
    """The files of a run, open for reading; on disk they go with the process."""

    postings: BlockFile
    catalogue: BlockFile

    def close(self) -> None:
        """Let go of them, and so of their room on the disk."""
        self.postings.close()
        self.catalogue.close()


def runs_of(stamps: Mapping[str, Stamp], folder: Path) -> list[Run]:
    """The notes of a vault as runs, in the order of their paths.

    Their files have names that no other build uses: a process whose parent was killed may still
    be writing those of an earlier one.
    """
    size = max(_LEAST, -(-len(stamps) // _MOST_RUNS))
    notes = sorted(stamps.items())
    build = os.urandom(4).hex()
    starts = range(0, len(notes), size)
    return [Run(folder / f"{_DRAFT}{build}-{at}", notes[at : at + size]) for at in starts]


def write_run(intake: Intake, run: Run, told: Callable[[], None]) -> None:
    """Read the notes of a run and write its files.

    Args:
        intake: reads notes.
        run: the notes.
        told: called after each note.

    Raises:
        OSError: the disk is full or the like.
    """
    builder, entries = FlatBuilder(FIELDS), dict[str, Entry]()
    for path, document, entry in intake.take(dict(run.notes)):
        entries[path] = entry
        if document:
            builder.add(document)
        told()
    write_whole(run.catalogue, catalogue_file(entries, ""), draft=_DRAFT)
    write_whole(run.postings, builder.file(), draft=_DRAFT)


def opened(run: Run) -> RunFiles:
    """The files of a run, which are taken out of their folder.

    Raises:
        DamagedIndexError: they are not what was written.
        OSError: they cannot be read.
    """
    postings = _opened(run.postings)
    try:
        return RunFiles(postings, _opened(run.catalogue))
    except BaseException:
        postings.close()
        raise


def _opened(path: Path) -> BlockFile:
    data = OpenFile(path)
    try:
        path.unlink()
        return BlockFile(data)
    except BaseException:
        data.close()
        raise
