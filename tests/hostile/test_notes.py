"""Notes made to be slow or deep: each is read, and its command comes to an end."""

import time

import pytest

from mdnet.check.fixing import MOST_FIXED, fixed
from mdnet.check.run import problems_in
from mdnet.index.analysis import Analyzer
from mdnet.index.documents import card_of, document_of
from mdnet.model.config import Config
from mdnet.notes.reader import read_note
from tests.check.test_run import KNOWN
from tests.hostile.vault import NOTES

ANALYZER = Analyzer("en")
# Far beyond what any of them takes, far below what a quadratic step would.
SECONDS = 10


@pytest.mark.parametrize("name", NOTES)
def test_no_note_takes_long_to_read(name: str) -> None:
    started = time.process_time()
    note = read_note(f"People/{name}.md", NOTES[name][: 2**21 + 1], Config())
    if note:
        document_of(note, ANALYZER)
        card_of(note)
    assert time.process_time() - started < SECONDS


@pytest.mark.parametrize("name", NOTES)
def test_no_note_takes_long_to_mend(name: str) -> None:
    path = f"People/{name}.md"
    started = time.process_time()
    fixed(
        NOTES[name][: 2**21 + 1],
        lambda data: problems_in(path, data, KNOWN, Config(), most=MOST_FIXED),
    )
    assert time.process_time() - started < SECONDS
