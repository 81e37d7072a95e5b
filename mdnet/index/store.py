"""The index of one vault on disk: flat files that are read, and the text index they come from.

Searches read the flat files: a catalogue and postings of all notes, and over each a small file of
what changed since. The text index is Whoosh's; it is written with them and read when one of them
is damaged. A commit writes new flat files beside those of the last one, then commits the text
index, and is published by its seal, which names all of them. Opening a Whoosh index can run code,
so it is opened only as it was sealed; if it is not, the index is built anew.
"""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mdnet.index.catalogue import Catalogue
from mdnet.index.catalogue_file import CatalogueFile
from mdnet.index.fields import FIELDS
from mdnet.index.flat.blocks import BlockFile, open_block_file
from mdnet.index.flat.layers import LayeredReader
from mdnet.index.flat.postings import FlatReader
from mdnet.index.flat.recovery import RecoveringReader, RenumberedReader
from mdnet.index.protocol import DamagedIndexError, Reader
from mdnet.index.seal import (
    CATALOGUE,
    POSTINGS,
    SEAL,
    WORDS,
    Seal,
    is_words,
    read_seal,
    words_files,
)
from mdnet.model.contact import Note
from mdnet.util.records import Record
from mdnet.vault.walk import stamp_of

if TYPE_CHECKING:
    from mdnet.index.bulk.whole import WholeIndex
    from mdnet.index.commit import CatalogueChange, IndexWriter
    from mdnet.index.engine.whoosh_index import WhooshIndex

_TRIES = 5
_PAUSE = 0.02
DRAFT = "draft-"
"""What the name of a file in the folder of the index begins with until it is whole."""
_OURS = (CATALOGUE, POSTINGS, DRAFT, f"{SEAL}-")


class Snapshot(Record):
    """The index as it was at one moment: what search and lists read."""

    generation: int
    reader: Reader
    catalogue: Catalogue
    cache: Path | None = None
    """The folder of the index, for what else is worth keeping; None when there is none."""
    seal: Seal | None = None
    """What it consists of; None if it is kept in no files."""

    @property
    def is_recovered(self) -> bool:
        """Tell whether the text index answers, since the postings are damaged."""
        return isinstance(self.reader, RecoveringReader) and self.reader.is_recovered

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

    @property
    def folder(self) -> Path:
        """Return where it lies."""
        return self._folder

    def lock(self, wait: float) -> AbstractContextManager[None]:
        """Return a lock to be held while the index is written.

        Raises:
            IndexBusyError: another process holds it for longer than ``wait`` seconds.
            OSError: nothing can be written here.
        """
        from mdnet.index.lock import write_lock

        (self._folder / WORDS).mkdir(exist_ok=True, mode=0o700)
        return write_lock(self._folder / "lock", wait)

    def open(self) -> Snapshot | None:
        """Return the last commit, or None when there is none yet.

        A writer may publish and clean up between two looks; so it is tried again.

        Raises:
            DamagedIndexError: there is an index and it cannot be used.
        """
        wrong = ""
        for _ in range(_TRIES):
            try:
                seal = read_seal(self._folder)
                return self._open(seal) if seal else None
            except (DamagedIndexError, OSError) as error:
                wrong = error.reason if isinstance(error, DamagedIndexError) else str(error)
                time.sleep(_PAUSE)
        raise DamagedIndexError(wrong)

    def catalogue(self) -> Catalogue | None:
        """Return the catalogue of the last commit, or None when there is none yet.

        Raises:
            DamagedIndexError: there is one and it cannot be used.
            OSError: it cannot be read, or was just replaced by another.
        """
        seal = read_seal(self._folder)
        return self._catalogue(seal) if seal else None

    def writer(self) -> "IndexWriter":
        """Return a writer of changes.

        Raises:
            DamagedIndexError: the text index is not as it was written.
            OSError: it cannot be written.
        """
        from mdnet.index.commit import IndexWriter

        self._check_words()
        return IndexWriter(self._text.writer())

    def whole(self, walk: Iterable[str], settings: str) -> "WholeIndex":
        """Return an index to be built anew; all that was there is dropped, readable or not.

        Args:
            walk: the paths of its notes in the order in which the walk saw them.
            settings: under which they are read.

        Raises:
            OSError: it cannot be written.
        """
        from mdnet.index.bulk.whole import WholeIndex

        try:
            self._check_words()
        except DamagedIndexError:
            self._drop_what_is_not_ours()
        return WholeIndex(self._folder, self._text.writer(fresh=True), walk, settings)

    def commit(
        self,
        change: "CatalogueChange",
        writer: "IndexWriter | None",
        before: Snapshot | None = None,
    ) -> Snapshot:
        """Publish what ``writer`` holds, together with its catalogue; return it, opened.

        Args:
            change: what is other in the catalogue.
            writer: what is other in the text index; None if nothing is.
            before: what it is a change of, None for all there is.

        Raises:
            DamagedIndexError: what was there before cannot be read.
            OSError: the disk is full or the like; what was published before stays.
        """
        from mdnet.index.commit import changed_files, whole_files

        number = self._free_number()
        layers: tuple[int, ...] = (number,)
        try:
            below = self._below(change, before)
            if before and before.seal and below:
                layers = (before.seal.layers[0], number)
                catalogue, postings = changed_files(change, writer, before.catalogue, *below)
            else:
                catalogue, postings = whole_files(change, writer, before)
            self._write(f"{CATALOGUE}{number}", catalogue)
            self._write(f"{POSTINGS}{number}", postings)
        except BaseException:
            if writer:
                writer.cancel()  # or it would hold its lock for as long as somebody holds it
            raise
        if writer:
            writer.commit()
        return self._published(layers, writer.generation if writer else None, before)

    def commit_whole(self, whole: "WholeIndex") -> Snapshot:
        """Publish an index that was built anew; return it, opened.

        Raises:
            DamagedIndexError: what was written for it cannot be read any more.
            OSError: the disk is full or the like; what was published before stays.
        """
        number = self._free_number()
        self._write(f"{CATALOGUE}{number}", whole.catalogue())
        self._write(f"{POSTINGS}{number}", whole.postings())
        file = open_block_file(self._folder / f"{POSTINGS}{number}")
        try:
            whole.commit_words(FlatReader(file))
        finally:
            file.close()
        return self._published((number,), whole.generation, None)

    def _published(
        self, layers: tuple[int, ...], generation: int | None, before: Snapshot | None
    ) -> Snapshot:
        """Seal what has been written, so that it is read from now on; return it, opened.

        Args:
            layers: the numbers of the flat files.
            generation: of the text index, None if that is as it was before.
            before: what there was, None for all anew.
        """
        seal = self._sealed(layers, generation, before)
        self._write(SEAL, (seal.to_json(),))
        self._sweep(seal)
        return self._open(seal)

    def _open(self, seal: Seal) -> Snapshot:
        catalogue = self._catalogue(seal)
        try:
            flat = self._postings(seal)
        except (DamagedIndexError, OSError):
            flat = None
        reader = RecoveringReader(flat, partial(self._recovered, seal, catalogue))
        return Snapshot(seal.generation, reader, catalogue, self._folder, seal)

    def _catalogue(self, seal: Seal) -> Catalogue:
        files = [self._sealed_file(seal, f"{CATALOGUE}{layer}") for layer in seal.layers]
        return Catalogue(*map(CatalogueFile, files))

    def _postings(self, seal: Seal) -> Reader:
        files = [self._sealed_file(seal, f"{POSTINGS}{layer}") for layer in seal.layers]
        below, *changes = map(FlatReader, files)
        return LayeredReader(below, *changes) if changes else below

    def _sealed_file(self, seal: Seal, name: str) -> BlockFile:
        seal.check(self._folder, name)
        return open_block_file(self._folder / name)

    def _recovered(self, seal: Seal, catalogue: Catalogue) -> Reader:
        """Return a reader of the text index with the numbers of the flat files."""
        seal.check_words(self._folder)
        return RenumberedReader(self._text.reader(), catalogue.documents())

    @cached_property
    def _text(self) -> "WhooshIndex":
        # A search of a sound index starts without the modules of Whoosh.
        from mdnet.index.engine.whoosh_index import WhooshIndex

        return WhooshIndex(self._folder / WORDS, FIELDS)

    def _below(
        self, change: "CatalogueChange", before: Snapshot | None
    ) -> tuple[FlatReader, FlatReader | None] | None:
        """Return the postings that changes are to be written over; None if all is to be."""
        if before is None or before.seal is None or before.is_recovered:
            return None
        if before.catalogue.is_worth_folding(len(change.entries) + len(change.gone)):
            return None
        below, *changes = (
            FlatReader(open_block_file(self._folder / f"{POSTINGS}{layer}"))
            for layer in before.seal.layers
        )
        return below, changes[0] if changes else None

    def _check_words(self) -> None:
        """Make sure that the text index may be opened."""
        seal = read_seal(self._folder)
        if seal is None:
            raise DamagedIndexError("the index has no seal")
        seal.check_words(self._folder)

    def _drop_what_is_not_ours(self) -> None:
        """Remove a text index that may not be opened, not even to be written over."""
        for entry in os.scandir(self._folder / WORDS):
            with contextlib.suppress(OSError):
                os.unlink(entry.path)  # noqa: PTH108

    def _free_number(self) -> int:
        """Return a number that no flat file has had, as far as can be seen."""
        ends = [name.rpartition("-")[2] for name in os.listdir(self._folder)]
        return max((int(end) for end in ends if end.isascii() and end.isdigit()), default=0) + 1

    def _sealed(
        self, layers: tuple[int, ...], generation: int | None, before: Snapshot | None
    ) -> Seal:
        """Return the seal of what has just been written beside what was sealed before."""
        old = before.seal if before else None
        known = old.stamps if old else {}
        is_new = generation is not None
        if generation is None:
            generation = old.generation if old else 0
        names = [f"{kind}{layer}" for kind in (CATALOGUE, POSTINGS) for layer in layers]
        names += words_files(self._folder) if is_new else [one for one in known if is_words(one)]
        # What was sealed keeps its stamp: should it be another file now, that must be seen.
        stamps = {name: known.get(name) or self._stamp(name) for name in names}
        return Seal(generation, layers, stamps)

    def _stamp(self, name: str) -> str:
        return stamp_of((self._folder / name).stat()).hex()

    def _write(self, name: str, data: Iterable[bytes]) -> None:
        # A search writes nothing, and should not pay for it.
        from mdnet.util.atomic_write import write_whole

        write_whole(self._folder / name, data, draft=DRAFT)

    def _sweep(self, seal: Seal) -> None:
        """Remove what earlier commits and killed processes left behind."""
        for entry in os.scandir(self._folder):
            if entry.name.startswith(_OURS) and entry.name not in seal.stamps:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)  # noqa: PTH108
