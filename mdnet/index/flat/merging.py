"""Makes one flat file of several, of notes whose paths follow each other: as if all were one.

Only a few terms and one file's records are in memory at a time.
"""

from array import array
from collections.abc import Callable, Iterator, Sequence
from heapq import merge
from itertools import accumulate
from typing import BinaryIO

from mdnet.index.flat.blocks import BlockFile, Content, Joined, block_file
from mdnet.index.flat.postings import HIDDEN, NUMBERS, PATH
from mdnet.index.flat.terms import Term, TermTable, term_sections

Shifted = tuple[bytes, int, "array[int]", "array[float]"]


def merged_postings(
    files: Sequence[BlockFile], fields: Sequence[str], spool: Callable[[], BinaryIO]
) -> Iterator[bytes]:
    """The parts of the file of all documents of some files of postings.

    Args:
        files: each of documents whose paths come after all those of the file before.
        fields: those that are searched.
        spool: makes a file to keep something in meanwhile.

    Raises:
        DamagedIndexError: a file is not what was written.
    """
    counts = [len(file.numbers("record ends", "Q")) for file in files]
    return block_file({
        **merged_terms(files, counts, (*fields, PATH), spool),
        NUMBERS: [b""],
        HIDDEN: [b""],
        **_joined(files, "record"),
        **_joined(files, "passage"),
    })  # fmt: skip


def merged_terms(
    files: Sequence[BlockFile],
    counts: Sequence[int],
    fields: Sequence[str],
    spool: Callable[[], BinaryIO],
) -> dict[str, Content]:
    """The sections of the terms of some files, whose notes get numbers one after the other.

    Args:
        files: as they follow each other.
        counts: how many notes each has.
        fields: of the terms.
        spool: makes a file to keep something in meanwhile.
    """
    tables = list(map(TermTable, files))
    bases = [0, *accumulate(counts)]
    return term_sections({field: _merged(tables, bases, field) for field in fields}, spool)


def joined_ends(files: Sequence[BlockFile], name: str, code: str) -> bytes:
    """Where each piece ends when those of some files are joined, as numbers."""
    ends, base = array(code), 0
    for file in files:
        of_file = file.numbers(name, code)
        ends.extend([base + end for end in of_file])
        base += of_file[-1] if of_file else 0
    return ends.tobytes()


def _joined(files: Sequence[BlockFile], name: str) -> dict[str, Content]:
    ends = f"{name} ends"
    return {ends: [joined_ends(files, ends, "Q")], f"{name}s": Joined(files, f"{name}s")}


def _merged(tables: Sequence[TermTable], bases: Sequence[int], field: str) -> Iterator[Term]:
    """Yield the terms of a field with their postings in all tables, sorted."""
    shifted = [_shifted(table, base, field) for table, base in zip(tables, bases, strict=False)]
    found: Term | None = None
    for key, _, numbers, weights in merge(*shifted):
        if found and found[0] == key:
            found[1].extend(numbers)
            found[2].extend(weights)
            continue
        if found:
            yield found
        found = key, numbers, weights
    if found:
        yield found


def _shifted(table: TermTable, base: int, field: str) -> Iterator[Shifted]:
    """Yield the terms of a field with the numbers that their documents get."""
    for key, numbers, weights in table.all_postings(field):
        yield key, base, array("I", [base + number for number in numbers]), weights
