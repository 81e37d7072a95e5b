"""Files that people come from: opened, their format found out, and read by its reader.

What cannot be read is one problem with its place, and never the end. Knows no vault.
"""

import errno
import os
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from mdnet.formats.calendar_file import read_calendar
from mdnet.formats.generic import read_table
from mdnet.formats.mail import read_mbox
from mdnet.formats.person import Item, Reading
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of
from mdnet.formats.table import heading_of
from mdnet.model import Problem
from mdnet.text import one_line

STDIN = "-"
_LOOKED_AT = 1 << 16
# Bytes of one file; a hundred thousand cards have fewer, and a device has no end.
_LARGEST = 512 << 20
_SHOWN_COLUMNS = 8
_DAYS_ONLY = frozenset(("mbox", "ics"))
# Problems of a whole file, of which nothing came in.
_NOBODY = frozenset(("unreadable", "format", "columns", "no-cards", "no-own", "no-heading"))
_WHOLE_FILE = _NOBODY | {"own-unknown"}


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user said of the files."""

    day: date
    """Today; later days do not count."""
    forced: str = ""
    """A format, whatever the files look like."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns of a table, and the keys that they go to."""
    own: tuple[str, ...] = ()
    """The owner's mail addresses."""
    photos: bool = False
    """Whether the pictures of address books are wanted."""


def is_days_only(reading_format: str) -> bool:
    """Tell whether a format knows people only by when one was in touch."""
    return reading_format in _DAYS_ONLY


def is_of_whole_file(problem: Problem) -> bool:
    """Tell whether a problem has no place in its file."""
    return problem.code in _WHOLE_FILE


def is_failure(problem: Problem) -> bool:
    """Tell whether a problem is why nobody came in out of a file."""
    return problem.code in _NOBODY


def read_sources(
    files: Iterable[str], stdin: BinaryIO, wishes: Wishes
) -> Iterator[tuple[str, Reading]]:
    """Yield the format and what it gave for each file, folder of vCards, or ``-``.

    Mailboxes come last and as one, since what was sent lies in one of them and what came in
    another. The format is empty for a file that could not be read.
    """
    mailboxes: list[Path] = []
    for name in files:
        path = Path(name)
        if name != STDIN and path.is_dir():
            yield from _folder(path, wishes)
            continue
        try:
            # What is no file, such as a pipe, can be read only once.
            if path.is_file() and _format(_start(path), path.name, wishes) == "mbox":
                mailboxes.append(path)
            else:
                yield _one(name, stdin, wishes)
        except OSError as error:
            yield "", _failed(name, "unreadable", f"cannot be read: {error.strerror or error}")
    if mailboxes:
        yield "mbox", _mailbox(_lines(mailboxes), mailboxes[0].name, wishes)


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LOOKED_AT)


def _lines(paths: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of files, with an empty one behind each."""
    for path in paths:
        with path.open("rb") as file:
            yield from file
        yield b"\n"


def _folder(folder: Path, wishes: Wishes) -> Iterator[tuple[str, Reading]]:
    """Read the vCards of a folder as one address book, so that ties between them are found."""
    names = sorted(name for name in os.listdir(folder) if name.lower().endswith((".vcf", ".vcard")))
    if not names:
        yield "", _failed(str(folder), "no-cards", "is a folder without a file that ends in .vcf")
        return
    items: list[Item] = []
    for name in names:
        try:
            data = _regular(folder / name)
        except OSError as error:
            yield "", _failed(str(folder / name), "unreadable", f"cannot be read: {error.strerror}")
        else:
            items += reader_of("vcard", photos=wishes.photos)(data, name)
    yield wishes.forced or "vcard", gather(items)


def _regular(path: Path) -> bytes:
    """Return the bytes of a file that nobody named: no pipe is waited for, no device read.

    Raises:
        OSError: it cannot be read, or is no regular file.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", str(path))
        return file.read()


def _one(name: str, stdin: BinaryIO, wishes: Wishes) -> tuple[str, Reading]:
    shown = "stdin" if name == STDIN else Path(name).name
    if name == STDIN:
        data = stdin.read(_LARGEST + 1)
    else:
        with Path(name).open("rb") as file:
            data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        return "", _failed(shown, "unreadable", f"is larger than {_LARGEST >> 20} MB")
    if not data.strip():
        return "", _failed(shown, "unreadable", "is empty")
    found = _format(data, shown, wishes)
    return found, _reading(found, data, shown, wishes)


def _format(data: bytes, name: str, wishes: Wishes) -> str:
    return wishes.forced or ("csv" if wishes.columns else detect(data, name) or "")


def _reading(found: str, data: bytes, name: str, wishes: Wishes) -> Reading:
    if found == "mbox":
        return _mailbox(data.splitlines(keepends=True), name, wishes)
    if found == "ics":
        return _calendar(data, name, wishes)
    if found == "csv" and wishes.columns:
        return gather(read_table(data, name, wishes.columns))
    if found == "csv":
        return _unknown_table(data, name)
    if not found:
        message = "is in no format that mdnet knows"
        return _failed(name, "format", message, "if it is in one after all, name it with --from")
    return gather(reader_of(found, photos=wishes.photos)(data, name))


def _unknown_table(data: bytes, name: str) -> Reading:
    heading = [one_line(cell) for cell in heading_of(data) if cell.strip()]
    shown = ", ".join(heading[:_SHOWN_COLUMNS]) + (", …" if len(heading) > _SHOWN_COLUMNS else "")
    message = f"is a table of an unknown kind, with the columns {shown or 'of no name'}"
    column = heading[0] if heading else "Full name"
    return _failed(name, "columns", message, f'say what each is: --map "{column}=name"')


def _mailbox(lines: Iterable[bytes], name: str, wishes: Wishes) -> Reading:
    if not wishes.own:
        message = "is a mailbox, and which mail you wrote yourself is not known"
        return _failed(name, "no-own", message, "name your address with --me, each one if several")
    return gather(read_mbox(lines, name, own=wishes.own, today=wishes.day))


def _calendar(data: bytes, name: str, wishes: Wishes) -> Reading:
    reading = gather(read_calendar(data, name, own=wishes.own, today=wishes.day))
    if wishes.own:
        return reading
    message = "is a calendar, and you may be among its guests"
    hint = Problem(name, 1, 1, "own-unknown", message, "name your address with --me", "info")
    return replace(reading, problems=(*reading.problems, hint))


def _failed(name: str, code: str, message: str, fix: str = "") -> Reading:
    return Reading(problems=(Problem(name, 1, 1, code, message, fix, "error"),))
