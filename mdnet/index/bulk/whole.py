"""An index rebuilt: the files of its runs, and what is made of them."""

import tempfile
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Self

from mdnet.index.bulk.runs import RunFiles
from mdnet.index.catalogue_file import ALIAS, NAME, CardSections, CatalogueFile, file_of_cards
from mdnet.index.engine.pool import Held
from mdnet.index.fields import FIELDS
from mdnet.index.flat.blocks import Joined
from mdnet.index.flat.merging import joined_ends, merged_postings, merged_terms
from mdnet.index.flat.postings import PATH, FlatReader

if TYPE_CHECKING:
    from mdnet.index.engine.whoosh_index import WhooshWriter
    from mdnet.vault.walk import Stamp


class WholeIndex:
    """An index that is being built; use it as a context manager, since it keeps files open."""

    def __init__(
        self, folder: Path, words: "WhooshWriter", walk: Iterable[str], settings: str
    ) -> None:
        """Begin an index.

        Args:
            folder: where it lies.
            words: a writer of a fresh text index.
            walk: all paths in the order in which the walk saw them.
            settings: under which the notes are read.
        """
        self._folder = folder
        self._words = words
        self._walk = walk
        self._settings = settings
        self._runs: list[RunFiles] = []
        self._spools: list[BinaryIO] = []
        self._is_committed = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for run in self._runs:
            run.close()
        for file in self._spools:
            file.close()
        if not self._is_committed:
            self._words.cancel()  # or it would hold its lock for as long as somebody holds it

    def add(self, run: RunFiles) -> None:
        """Put in the notes of a run, whose paths come after all that are in."""
        self._runs.append(run)
        reader = FlatReader(run.postings)
        for number in range(reader.count()):
            self._words.put(reader.record(number), reader.passages(number))

    def catalogue(self) -> Iterator[bytes]:
        """The parts of the file of the catalogue."""
        files = [run.catalogue for run in self._runs]
        stamps: dict[str, Stamp] = dict.fromkeys(self._walk, b"")
        counts: list[int] = []
        troubled: list[int] = []
        for file in files:
            of_run = CatalogueFile(file)
            troubled += [sum(counts) + number for number in of_run.troubled()]
            counts.append(len(of_run))
            stamps |= of_run.stamps()
        cards = CardSections(
            Joined(files, "rows"),
            joined_ends(files, "row ends", "I"),
            array("I", troubled).tobytes(),
            merged_terms(files, counts, (NAME, ALIAS), self._spool),
        )
        return file_of_cards(stamps, cards, self._settings)

    def postings(self) -> Iterator[bytes]:
        """The parts of the file of postings."""
        return merged_postings([run.postings for run in self._runs], FIELDS, self._spool)

    def commit_words(self, written: FlatReader) -> None:
        """Commit the text index.

        Args:
            written: the file of postings, in which the documents have the numbers that they
                have there.
        """
        self._is_committed = True
        self._words.commit_whole(
            (field, key, Held(numbers, weights))
            for field in sorted((*FIELDS, PATH))
            for key, numbers, weights in written.all_postings(field)
        )

    def _spool(self) -> BinaryIO:
        file = tempfile.TemporaryFile(prefix="draft-", dir=self._folder)  # noqa: SIM115 - closed with us
        self._spools.append(file)
        return file
