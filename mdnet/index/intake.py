"""Takes a note in: from its path to its document and its entry in the catalogue.

A note that cannot be read is no error here: it stays known by its file name, with the
reason as a problem, and is tried again at the next refresh.
"""

from collections.abc import Iterator, Mapping, Sequence

from mdnet.index.analysis import Analyzer
from mdnet.index.catalogue_file import Entry, entry_of
from mdnet.index.documents import card_of, document_of
from mdnet.index.passages import kept_of
from mdnet.index.protocol import Document
from mdnet.model.contact import Note, Problem
from mdnet.notes.reader import read_note
from mdnet.util.records import Record
from mdnet.vault.files import read_bytes
from mdnet.vault.names import stem_of
from mdnet.vault.root import Vault
from mdnet.vault.walk import UNSEEN, Stamp, is_racy

# The passages of so many notes are encoded together.
_ENCODED_AT_ONCE = 32


class Intake(Record):
    """Reads notes for one refresh. ``looked_at`` is when the walk began, in nanoseconds."""

    vault: Vault
    analyzer: Analyzer
    looked_at: int

    def take(self, stamps: Mapping[str, Stamp]) -> Iterator[tuple[str, Document | None, Entry]]:
        """Yield the path, document and entry of some notes, given by path and last stamp.

        The document is None for a file that is no note of the vault, such as a template.
        """
        notes = list(stamps.items())
        for start in range(0, len(notes), _ENCODED_AT_ONCE):
            yield from self._take(notes[start : start + _ENCODED_AT_ONCE])

    def _take(
        self, some: Sequence[tuple[str, Stamp]]
    ) -> Iterator[tuple[str, Document | None, Entry]]:
        read = [(path, *self._read(path, stamp)) for path, stamp in some]
        notes = [note for _, note, _ in read if note]
        kept = iter(kept_of(notes, self.vault.config.language))
        for path, note, entry in read:
            document = document_of(note, self.analyzer, next(kept)) if note else None
            yield path, document, entry

    def _read(self, path: str, stamp: Stamp) -> tuple[Note | None, Entry]:
        try:
            data, stamp_after = read_bytes(self.vault.root, path)
        except OSError as error:
            note: Note | None = _unreadable(path, error)
            stamp_after = UNSEEN
        else:
            note = read_note(path, data, self.vault.config)
        settled = stamp_after == stamp and not is_racy(stamp, self.looked_at)
        card = card_of(note) if note else None
        return note, entry_of(stamp if settled else UNSEEN, card)


def _unreadable(path: str, error: OSError) -> Note:
    reason = error.strerror or str(error)
    problem = Problem(path, 1, 1, "unreadable", f"cannot be read: {reason}", severity="error")
    return Note(path, "note", stem_of(path), problems=(problem,))
