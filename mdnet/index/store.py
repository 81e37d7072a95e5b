"""The index of one vault on disk: flat files that are read, and the text index they come from.

Searches read the flat files: a catalogue and postings of all notes, and over each a small file of
what changed since. The text index is Whoosh's; it is written with them and read when one of them
is damaged. A commit writes new flat files beside those of the last one, then commits the text
index, and is published by its seal, which names all of them. Opening a Whoosh index can run code,
so it is opened only as it was sealed; if it is not, the index is rebuilt.
"""

import contextlib
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from mdnet.index.catalogue import Catalogue
from mdnet.index.catalogue_file import CatalogueFile
from mdnet.index.fields import FIELDS
from mdnet.index.flat.blocks import BlockFile, open_block_file
from mdnet.index.flat.layers import LayeredReader
from mdnet.index.flat.postings import FlatBuilder, FlatReader
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
    from mdnet.index.engine.whoosh_index import WhooshIndex, WhooshWriter

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
    """The folder of the index, for other files to keep; None when there is none."""
    seal: Seal | None = None
    """What it consists of; None if it is kept in no files."""

    @property
    def is_recovered(self) -> bool:
        """Whether the text index answers, since the postings are damaged."""
        return isinstance(self.reader, RecoveringReader) and self.reader.is_recovered

    def note(self, number: int) -> Note:
        """The note with this number in the text index, as it was read."""
        from mdnet.index.codec import note_from_json  # lists need no notes

        return note_from_json(self.reader.record(number))

    def note_at(self, path: str) -> Note | None:
        """The note at ``path``; None when the index does not hold it."""
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
        """Where it lies."""
        return self._folder

    def lock(self, wait: float) -> AbstractContextManager[None]:
        """A lock to be held while the index is written.

        Raises:
            IndexBusyError: another process holds it for longer than ``wait`` seconds.
            OSError: nothing can be written here.
        """
        from mdnet.index.lock import write_lock

        (self._folder / WORDS).mkdir(exist_ok=True, mode=0o700)
        return write_lock(self._folder / "lock", wait)

    def open(self) -> Snapshot | None:
        """The last commit, or None when there is none yet.

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
        """The catalogue of the last commit, or None when there is none yet.

        Raises:
            DamagedIndexError: there is one and it cannot be used.
            OSError: it cannot be read, or was just replaced by another.
        """
        seal = read_seal(self._folder)
        return self._catalogue(seal) if seal else None

    def writer(self, *, whole: bool = False) -> "IndexWriter":
        """A writer of changes.

        Args:
            whole: whether the files of all notes will be rewritten.

        Raises:
            DamagedIndexError: the text index is to be written and is not as it was written.
            OSError: it cannot be written.
        """
        from mdnet.index.commit import IndexWriter

        return IndexWriter(self._words_writer() if whole else None)

    def whole(self, walk: Iterable[str], settings: str) -> "WholeIndex":
        """An index to be rebuilt; all that was there is dropped, readable or not.

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
        before: Snapshot,
        *,
        whole: bool = False,
    ) -> Snapshot:
        """Publish what ``writer`` holds, together with its catalogue; return it, opened.

        Args:
            change: what is other in the catalogue.
            writer: what is other in the text index; None if nothing is.
            before: what it is a change of.
            whole: rewrite the files of all notes, with what changed. Otherwise this goes
                into files of its own, with what changed before.

        Raises:
            DamagedIndexError: what was there before cannot be read.
            OSError: the disk is full or the like; what was published before stays.
        """
        from mdnet.index.commit import IndexWriter, changed_files, whole_files

        is_other = writer is not None
        writer = writer or IndexWriter()
        try:
            before = self.repaired(before)
            seal, number = _seal_of(before), self._free_number()
            if whole or writer.has_words:
                layers: tuple[int, ...] = (number,)
                self._complete_words(writer, before.catalogue, seal)
                files = whole_files(change, writer, before)
            else:
                layers = (seal.layers[0], number)
                files = changed_files(change, writer, before.catalogue, *self._flat_layers(seal))
            for kind, parts in zip((CATALOGUE, POSTINGS), files, strict=True):
                self._write(f"{kind}{number}", parts)
        except BaseException:
            writer.cancel()  # or it would hold its lock for as long as somebody holds it
            raise
        writer.commit()
        generation = number if is_other else before.generation
        return self._published(generation, layers, seal.stamps, with_words=writer.has_words)

    def commit_whole(self, whole: "WholeIndex") -> Snapshot:
        """Publish an index that was rebuilt; return it, opened.

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
        return self._published(number, (number,), {}, with_words=True)

    def repaired(self, before: Snapshot) -> Snapshot:
        """An index with sound postings of all notes, rebuilt if they turned out damaged.

        They are published by themselves. While the text index is being written it answers for
        nothing, so the next change must find them sound.

        Raises:
            DamagedIndexError: the text index cannot be read either.
            OSError: the disk is full or the like; what was published before stays.
        """
        if not before.is_recovered:
            return before
        seal, number = _seal_of(before), self._free_number()
        large, *changes = seal.layers
        seal.check(self._folder, f"{CATALOGUE}{large}")
        builder = FlatBuilder(FIELDS)
        builder.copy(
            self._words_reader(seal, before.catalogue), before.catalogue.note_paths_below()
        )
        self._write(f"{CATALOGUE}{number}", ((self._folder / f"{CATALOGUE}{large}").read_bytes(),))
        self._write(f"{POSTINGS}{number}", builder.file())
        layers = (number, *changes)
        return self._published(before.generation, layers, seal.stamps, with_words=False)

    def _published(
        self,
        generation: int,
        layers: tuple[int, ...],
        known: Mapping[str, str],
        *,
        with_words: bool,
    ) -> Snapshot:
        """Seal what has been written, so that it is read from now on; return it, opened.

        Args:
            generation: of what is sealed.
            layers: the numbers of the flat files.
            known: the stamps of what was sealed before.
            with_words: whether the text index has been written, too.
        """
        names = [f"{kind}{layer}" for kind in (CATALOGUE, POSTINGS) for layer in layers]
        kept = [name for name in known if is_words(name)]
        names += words_files(self._folder) if with_words else kept
        # What was sealed keeps its stamp: should it be another file now, that must be seen.
        stamps = {name: known.get(name) or self._stamp(name) for name in names}
        seal = Seal(generation, layers, stamps)
        self._write(SEAL, (seal.to_json(),))
        self._sweep(seal)
        return self._open(seal)

    def _open(self, seal: Seal) -> Snapshot:
        catalogue = self._catalogue(seal)
        changes = self._changed_postings(seal)
        try:
            below = FlatReader(self._sealed_file(seal, f"{POSTINGS}{seal.layers[0]}"))
            flat: Reader | None = LayeredReader(below, changes) if changes else below
        except (DamagedIndexError, OSError):
            flat = None
        reader = RecoveringReader(flat, partial(self._recovered, seal, catalogue, changes))
        return Snapshot(seal.generation, reader, catalogue, self._folder, seal)

    def _catalogue(self, seal: Seal) -> Catalogue:
        files = [self._sealed_file(seal, f"{CATALOGUE}{layer}") for layer in seal.layers]
        return Catalogue(*map(CatalogueFile, files))

    def _changed_postings(self, seal: Seal) -> FlatReader | None:
        """The postings of what changed since all were written, if anything did."""
        changes = seal.layers[1:]
        if not changes:
            return None
        file = self._sealed_file(seal, f"{POSTINGS}{changes[0]}")
        file.prove()  # it is small, and nothing else could answer for it
        return FlatReader(file)

    def _sealed_file(self, seal: Seal, name: str) -> BlockFile:
        seal.check(self._folder, name)
        return open_block_file(self._folder / name)

    def _recovered(self, seal: Seal, catalogue: Catalogue, changes: FlatReader | None) -> Reader:
        """A reader of the text index with the numbers of the flat file of all notes."""
        below = self._words_reader(seal, catalogue)
        return LayeredReader(below, changes) if changes else below

    def _words_reader(self, seal: Seal, catalogue: Catalogue) -> RenumberedReader:
        """A reader of the text index alone, with the numbers of the flat file."""
        seal.check_words(self._folder)
        numbers = {path: number for number, path in enumerate(catalogue.note_paths_below())}
        return RenumberedReader(self._text.reader(), numbers)

    @cached_property
    def _text(self) -> "WhooshIndex":
        # A search of a sound index starts without the modules of Whoosh.
        from mdnet.index.engine.whoosh_index import WhooshIndex

        return WhooshIndex(self._folder / WORDS, FIELDS)

    def _flat_layers(self, seal: Seal) -> tuple[FlatReader, FlatReader | None]:
        """The postings of all notes, and those of what changed since, if anything did."""
        below = FlatReader(open_block_file(self._folder / f"{POSTINGS}{seal.layers[0]}"))
        return below, self._changed_postings(seal)

    def _complete_words(self, writer: "IndexWriter", before: Catalogue, seal: Seal) -> None:
        """Have the text index hold the same as the files of all notes, which are rewritten."""
        changes = self._changed_postings(seal)
        if changes or not writer.is_empty:
            writer.write_words(self._words_writer, before, changes)

    def _words_writer(self) -> "WhooshWriter":
        self._check_words()
        return self._text.writer()

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
        """A number that no flat file or generation has had, as far as can be seen."""
        ends = [name.rpartition("-")[2] for name in os.listdir(self._folder)]
        numbers = [int(end) for end in ends if end.isascii() and end.isdigit()]
        with contextlib.suppress(DamagedIndexError):
            seal = read_seal(self._folder)
            numbers.append(seal.generation if seal else 0)
        return max(numbers, default=0) + 1

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


def _seal_of(snapshot: Snapshot) -> Seal:
    """The seal of an index that lies on disk."""
    assert snapshot.seal
    return snapshot.seal
