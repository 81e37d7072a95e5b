"""The index of one vault on disk: a text index, its catalogue and a seal, commit by commit.

The catalogue of a commit is written before the commit is published, and the seal, which
holds the stamps of the text index's files, right after. A file that is not as the seal
says was changed by somebody else or by a fault: it is not opened, since opening a Whoosh
index can run code, and the index is built anew.
"""

import contextlib
import json
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mdnet.index.catalogue import Catalogue, read_catalogue
from mdnet.index.engine.whoosh_index import WhooshIndex
from mdnet.index.fields import FIELDS
from mdnet.index.protocol import DamagedIndexError, Reader, Writer
from mdnet.model import Note
from mdnet.vault.walk import stamp_of

_TRIES = 5
_PAUSE = 0.02
_CATALOGUE = "catalogue-"
_SEAL = "seal-"
DRAFT = "draft-"
"""What the name of a file in the folder of the index begins with until it is whole."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The index as it was at one moment: what search and lists read."""

    generation: int
    reader: Reader
    catalogue: Catalogue
    cache: Path | None = None
    """The folder of the index, for what else is worth keeping; None when there is none."""

    def note(self, number: int) -> Note:
        """Return the note with this number in the text index, as it was read."""
        from mdnet.index.codec import note_from_json  # lists need no notes

        return note_from_json(self.reader.record(number))

    def note_at(self, path: str) -> Note | None:
        """Return the note at ``path``; None when the index does not hold it."""
        number = self.reader.number(path)
        return None if number is None else self.note(number)

    def contact_notes(self) -> Iterator[Note]:
        """Yield the notes of all contacts."""
        for card in self.catalogue.cards():
            note = self.note_at(card.path) if card.kind == "contact" else None
            if note is not None:
                yield note


class Store:
    """Where the index of one vault is kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._words = folder / "words"
        self._words.mkdir(exist_ok=True, mode=0o700)
        self._text = WhooshIndex(self._words, FIELDS)

    @property
    def lock_path(self) -> Path:
        """Return where the lock for writers lies."""
        return self._folder / "lock"

    def open(self) -> Snapshot | None:
        """Return the last commit, or None when there is none yet.

        A writer may publish, seal and clean up between two looks; so it is tried again.

        Raises:
            DamagedIndexError: there is an index and it cannot be used.
        """
        wrong = ""
        for _ in range(_TRIES):
            generation = self._text.generation()
            if generation == 0:
                return None
            try:
                return self._open(generation)
            except (DamagedIndexError, OSError) as error:
                wrong = str(error)
                time.sleep(_PAUSE)
        raise DamagedIndexError(wrong)

    def writer(self, *, fresh: bool) -> Writer:
        """Return a writer on the text index; see ``TextIndex.writer``."""
        if fresh:
            self._drop_what_is_not_ours()
        return self._text.writer(fresh=fresh)

    def commit(self, writer: Writer, catalogue: bytes) -> Snapshot:
        """Publish what ``writer`` holds, together with its catalogue; return it, opened.

        Raises:
            OSError: the disk is full or the like; what was published before stays.
        """
        try:
            self._write(f"{_CATALOGUE}{writer.generation}", catalogue)
        except OSError:
            writer.cancel()  # or it would hold its lock for as long as somebody holds it
            raise
        writer.commit()
        self._seal(writer.generation)
        self._sweep(writer.generation)
        return Snapshot(writer.generation, self._text.reader(), Catalogue(catalogue), self._folder)

    def replace_catalogue(self, snapshot: Snapshot, catalogue: bytes) -> Snapshot:
        """Put another catalogue beside a commit whose documents stay as they are."""
        self._write(f"{_CATALOGUE}{snapshot.generation}", catalogue)
        return replace(snapshot, catalogue=Catalogue(catalogue))

    def _open(self, generation: int) -> Snapshot:
        catalogue = read_catalogue(self._folder / f"{_CATALOGUE}{generation}")
        self._verify(generation)
        return Snapshot(generation, self._text.reader(), catalogue, self._folder)

    def _drop_what_is_not_ours(self) -> None:
        """Remove a text index that may not be opened, not even to be written over."""
        generation = self._text.generation()
        try:
            read_catalogue(self._folder / f"{_CATALOGUE}{generation}")
            self._verify(generation)
        except (DamagedIndexError, OSError):
            for entry in os.scandir(self._words):
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108

    def _verify(self, generation: int) -> None:
        """Compare the files of the text index with the seal.

        Without a seal nothing is opened: its writer is about to write it, or was killed.
        """
        try:
            sealed = json.loads((self._folder / f"{_SEAL}{generation}").read_bytes())
        except (ValueError, RecursionError) as error:
            raise DamagedIndexError("the seal is damaged") from error
        if not isinstance(sealed, dict) or not sealed or any("\0" in name for name in sealed):
            raise DamagedIndexError("the seal is damaged")
        for name, stamp in sealed.items():
            if stamp_of((self._words / name).stat()).hex() != stamp:
                raise DamagedIndexError(f"{name} is not as it was written")

    def _seal(self, generation: int) -> None:
        stamps = {
            entry.name: stamp_of(entry.stat()).hex()
            for entry in os.scandir(self._words)
            if entry.name.endswith((".toc", ".seg"))
        }
        self._write(f"{_SEAL}{generation}", json.dumps(stamps).encode())

    def _write(self, name: str, data: bytes) -> None:
        # A search writes nothing, and should not pay for it.
        from mdnet.whole_files import write_whole

        write_whole(self._folder / name, (data,), draft=DRAFT)

    def _sweep(self, generation: int) -> None:
        """Remove what earlier commits and killed processes left behind."""
        keep = {f"{_CATALOGUE}{generation}", f"{_SEAL}{generation}"}
        for entry in os.scandir(self._folder):
            if entry.name.startswith((_CATALOGUE, _SEAL, DRAFT)) and entry.name not in keep:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108
