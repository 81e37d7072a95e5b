"""Takes a note in: from its path to its document and its entry in the catalogue.

A note that cannot be read is no error here: it stays known by its file name, with the
reason as a problem, and is tried again at the next refresh.
"""

from dataclasses import dataclass

from mdnet.index.analysis import Analyzer
from mdnet.index.catalogue import Entry, entry_of
from mdnet.index.documents import card_of, document_of, sense_of
from mdnet.index.protocol import Document
from mdnet.model import Note, Problem
from mdnet.notes.reader import read_note
from mdnet.sense.vectors import TextVectors
from mdnet.vault.files import read_bytes
from mdnet.vault.names import stem_of
from mdnet.vault.root import Vault
from mdnet.vault.walk import UNSEEN, Stamp, is_racy


@dataclass(frozen=True, slots=True)
class Intake:
    """Reads notes for one refresh. ``looked_at`` is when the walk began, in nanoseconds."""

    vault: Vault
    analyzer: Analyzer
    looked_at: int
    vectors: TextVectors | None = None

    def take(self, path: str, stamp: Stamp) -> tuple[Document | None, Entry]:
        """Return the document and entry of the note at ``path``, last seen with ``stamp``.

        The document is None for a file that is no note of the vault, such as a template.
        """
        try:
            data, stamp_after = read_bytes(self.vault.root, path)
        except OSError as error:
            note: Note | None = _unreadable(path, error)
            stamp_after = UNSEEN
        else:
            note = read_note(path, data, self.vault.config)
        settled = stamp_after == stamp and not is_racy(stamp, self.looked_at)
        card = card_of(note) if note else None
        sense = sense_of(note, self.vectors) if note and self.vectors else b""
        entry = entry_of(stamp if settled else UNSEEN, card, sense)
        return (document_of(note, self.analyzer) if note else None), entry


def _unreadable(path: str, error: OSError) -> Note:
    reason = error.strerror or str(error)
    problem = Problem(path, 1, 1, "unreadable", f"cannot be read: {reason}", severity="error")
    return Note(path, "note", stem_of(path), problems=(problem,))
