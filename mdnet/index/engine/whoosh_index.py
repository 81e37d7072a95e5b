"""The text index on disk, kept by Whoosh.

Only what Whoosh 2.7.4 has too is used, and nothing of its query layer: postings are read
term by term and combined by ``mdnet.search``, which knows the weight of a field. That
also saves a search the import of Whoosh's parser and scorers.

Opening an index unpickles data, so the folder must be the user's own and its files must
be known to be the ones that were written: ``mdnet.index.store`` sees to both.
"""

import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex

from mdnet.index.engine.pool import FieldWriter, GivenPostings, PostingPool, TermPostings
from mdnet.index.engine.schema import PASSAGES, PATH, RECORD, encoded, schema
from mdnet.index.engine.storage import IndexFiles
from mdnet.index.protocol import DamagedIndexError, Document

# Whoosh names a commit by the table of contents that it publishes last.
_TOC_NAME = re.compile(r"_MAIN_([0-9]+)\.toc")


class WhooshReader:
    """One commit of a Whoosh index, opened for reading."""

    def __init__(self, reader: Any) -> None:
        self._reader = reader

    def count(self) -> int:
        """How many documents there are."""
        return int(self._reader.doc_count())

    def postings(self, field: str, term: str) -> list[tuple[int, float]]:
        """The documents that hold ``term`` in ``field``, with its weight in each."""
        key = encoded(term)
        if (field, key) not in self._reader:
            return []
        matcher = self._reader.postings(field, key)
        found = []
        while matcher.is_active():
            found.append((matcher.id(), matcher.weight()))
            matcher.next()
        return found

    def terms(self, field: str) -> Iterator[str]:
        """Yield every term of ``field``, sorted; some may be of deleted documents only."""
        return (term.decode() for term in self._reader.lexicon(field))

    def number(self, path: str) -> int | None:
        """The number of the note at ``path``, or None when it is not there."""
        found = self.postings(PATH, path)
        return found[0][0] if found else None

    def record(self, number: int) -> str:
        """What was stored with a document."""
        return str(self._reader.stored_fields(number)[RECORD])

    def passages(self, number: int) -> bytes:
        """What was stored of the passages of a document."""
        return bytes(self._passages[number])

    @cached_property
    def _passages(self) -> Any:
        return self._reader.column_reader(PASSAGES)

    def records(self) -> Iterator[str]:
        """Yield what was stored with each document, in the order of their numbers."""
        return map(self.record, self._reader.all_doc_ids())

    def close(self) -> None:
        """Let go of the files."""
        self._reader.close()


class WhooshIndex:
    """A Whoosh index in a folder of its own."""

    def __init__(self, folder: Path, fields: tuple[str, ...]) -> None:
        self._schema = schema(fields)
        # Mapping copies a whole segment into memory here; reading takes what is asked for.
        self._storage = IndexFiles(str(folder), supports_mmap=False)
        self._folder = folder

    def generation(self) -> int:
        """The number of the last commit; 0 for an index that was never written."""
        try:
            found = [_TOC_NAME.fullmatch(name) for name in os.listdir(self._folder)]
        except OSError:
            return 0
        return max((int(match[1]) for match in found if match), default=0)

    def reader(self) -> WhooshReader:
        """A view of the last commit.

        Raises:
            DamagedIndexError: there is no index, or it cannot be read.
        """
        try:
            return WhooshReader(self._open().reader())
        except Exception as error:  # whatever damage makes Whoosh and pickle raise
            raise DamagedIndexError(repr(error)) from error

    def writer(self, *, fresh: bool = False) -> "WhooshWriter":
        """A writer; see ``TextIndex.writer``."""
        try:
            index = self._create() if fresh else self._open_for_writing()
            return WhooshWriter(index, self._storage, fresh=fresh)
        except BaseException:
            self._storage.close_all()
            raise

    def _open(self) -> Any:
        return FileIndex(self._storage, schema=self._schema)

    def _open_for_writing(self) -> Any:
        try:
            return self._open()
        except Exception as error:  # as in reader()
            raise DamagedIndexError(repr(error)) from error

    def _create(self) -> Any:
        """The index to be written afresh, over whatever lies there.

        What can still be opened is kept until the commit, so that readers go on; what
        cannot is removed.
        """
        try:
            return self._open()
        except Exception:  # noqa: BLE001 - as in reader()
            for file in self._folder.iterdir():
                if file.is_file():
                    file.unlink()
            return FileIndex.create(self._storage, self._schema)


class WhooshWriter:
    """A change to a Whoosh index; published by its table of contents, written last."""

    def __init__(self, index: Any, files: IndexFiles, *, fresh: bool) -> None:
        self._files = files
        self._writer = index.writer()
        self._pool = self._writer.pool = PostingPool()
        self._writer.fieldwriter = FieldWriter(self._writer.fieldwriter)
        self._before = None if fresh else WhooshReader(index.reader())

    def remove(self, path: str) -> None:
        """Take out the note at ``path``, if it is there."""
        number = self._before.number(path) if self._before else None
        if number is not None:
            self._writer.delete_document(number)

    def add(self, document: Document) -> None:
        """Put in a document in place of the one at its path."""
        self.remove(document.path)
        self._pool.put(self._writer.docnum, {PATH: {document.path: 1.0}, **document.terms})
        self._writer.add_document(**{RECORD: document.record, PASSAGES: document.passages})

    def put(self, record: str, passages: bytes) -> None:
        """Put in the next document of a whole index; its terms are given to ``commit_whole``."""
        self._writer.add_document(**{RECORD: record, PASSAGES: passages})

    def commit_whole(self, postings: Iterable[TermPostings]) -> None:
        """Make all documents visible at once, in place of what was there.

        Args:
            postings: of all of them: fields, each with its terms, sorted.
        """
        self._writer.pool = GivenPostings(postings)
        self.commit()

    def commit(self) -> None:
        """Make all changes visible at once."""
        if self._before:
            self._before.close()
            self._end(self._writer.commit)
            return
        from whoosh.writing import CLEAR

        self._end(partial(self._writer.commit, mergetype=CLEAR))

    def cancel(self) -> None:
        """Forget all changes."""
        if self._before:
            self._before.close()
        self._end(self._writer.cancel)

    def _end(self, act: Callable[[], None]) -> None:
        try:
            act()
        finally:
            self._files.close_all()
