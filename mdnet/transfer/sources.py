"""Opens the files to import, detects their format, and reads them.

A file that cannot be read is one problem and does not stop the others. Knows no vault.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from mdnet.formats.charsets import NAMES, as_unicode, recoded
from mdnet.formats.foreign import what_instead
from mdnet.formats.mail import read_mail
from mdnet.formats.person import Item, Options, Reading
from mdnet.formats.reading import gather
from mdnet.formats.registry import FORMATS, detect, reader_of
from mdnet.model.contact import Problem
from mdnet.transfer.containers import (
    Part,
    TooMuchError,
    gunzipped,
    is_gzip,
    is_zip,
    parts_of_zip,
    regular,
    wanted,
)

STDIN = "-"
_LOOKED_AT = 1 << 16
# Bytes of one file; a hundred thousand cards have fewer, and a device never ends.
_LARGEST = 128 << 20
# In a mailbox; a longer line, such as a file of zeros, is read in pieces.
_LONGEST_LINE = 1 << 20
# Problems of a whole file from which nothing was imported.
_NOBODY = frozenset(("unreadable", "format", "columns", "no-cards", "no-own", "no-heading"))
_WHOLE_FILE = _NOBODY | {"own-unknown", "charset", "date-order"}


def is_days_only(reading_format: str) -> bool:
    """Whether a format only says when you were in touch with people."""
    return reading_format in FORMATS and FORMATS[reading_format].days_only


def is_of_whole_file(problem: Problem) -> bool:
    """Whether a problem concerns the whole file, not one line."""
    return problem.code in _WHOLE_FILE


def is_failure(problem: Problem) -> bool:
    """Whether nothing was imported from a file because of a problem."""
    return problem.code in _NOBODY


def read_sources(
    files: Iterable[str], stdin: BinaryIO, options: Options
) -> Iterator[tuple[str, Reading]]:
    """Yield the format and the content of each file, folder, zip, or ``-``.

    Mailboxes come last and together, because sent and received mail are often in separate
    ones. The format is empty for a file that could not be read.
    """
    mailboxes: list[Path] = []
    for name in files:
        path = Path(name)
        if name != STDIN and path.is_dir():
            yield from _folder(path, options)
            continue
        try:
            # A pipe can only be read once.
            if path.is_file() and _format(_start(path), path.name, options) == "mbox":
                mailboxes.append(path)
            else:
                yield from _one(name, stdin, options)
        except OSError as error:
            yield "", _failed(name, "unreadable", f"cannot be read: {error.strerror or error}")
    if mailboxes:
        yield "mbox", gather(read_mail(_lines(mailboxes), mailboxes[0].name, options))


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_LOOKED_AT)


def _lines(paths: Iterable[Path]) -> Iterator[bytes]:
    """Yield the lines of files, with an empty line after each file."""
    for path in paths:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST_LINE):
                yield line
        yield b"\n"


def _folder(folder: Path, options: Options) -> Iterator[tuple[str, Reading]]:
    """Read the files about people in a folder."""
    failed: list[Reading] = []

    def parts() -> Iterator[Part]:
        for name in wanted(os.listdir(folder)):
            try:
                yield Part(name, regular(folder / name, _LARGEST))
            except OSError as error:
                reason = f"cannot be read: {error.strerror}"
                failed.append(_failed(str(folder / name), "unreadable", reason))

    readings = [*_parts(parts(), str(folder), "a folder", options)]
    yield from (("", one) for one in failed)
    if readings[0][0] or not failed:
        yield from readings


def _parts(
    parts: Iterable[Part], name: str, what: str, options: Options
) -> Iterator[tuple[str, Reading]]:
    """Read the files of a container; its vCards as one address book, to find ties."""
    items: list[Item] = []
    others: list[Part] = []
    count = 0
    for part in parts:
        count += 1
        if part.name.lower().endswith((".vcf", ".vcard")):
            items += reader_of("vcard").read(part.data, part.name, options)
        else:
            others.append(part)
    if items:
        yield options.forced or "vcard", gather(items)
    for part in others:
        yield _read_data(part.data, part.name, options)
    if not count:
        message = f"is {what} without .vcf files, and not a LinkedIn archive"
        instead = what_instead(b"", Path(name).name)
        yield "", _failed(name, "no-cards", instead or message)


def _one(name: str, stdin: BinaryIO, options: Options) -> Iterator[tuple[str, Reading]]:
    shown = "stdin" if name == STDIN else Path(name).name
    if name != STDIN and Path(name).stat().st_size > _LARGEST:
        data = None
    elif name == STDIN:
        data = _up_to_largest(stdin)
    else:
        with Path(name).open("rb") as file:
            data = _up_to_largest(file)
    if data is None:
        yield "", _failed(shown, "unreadable", f"is larger than {_LARGEST >> 20} MB")
    elif not data or data.isspace():
        yield "", _failed(shown, "unreadable", "is empty")
    elif is_zip(data) and not what_instead(b"", shown):
        try:
            yield from _parts([*parts_of_zip(data)], shown, "a zip", options)
        except TooMuchError as error:
            yield "", _failed(shown, "unreadable", str(error))
    elif is_gzip(data):
        try:
            yield _read_data(gunzipped(data), shown.removesuffix(".gz"), options)
        except TooMuchError as error:
            yield "", _failed(shown, "unreadable", str(error))
    else:
        yield _read_data(data, shown, options)


def _up_to_largest(file: BinaryIO) -> bytes | None:
    """The whole file; None if it is too large."""
    data = file.read(_LARGEST + 1)
    return data if len(data) <= _LARGEST else None


def _read_data(data: bytes, name: str, options: Options) -> tuple[str, Reading]:
    """The format of a file and its content; the encoding of a table is guessed."""
    if options.charset:
        data = recoded(data, options.charset)
    found = _format(data, name, options)
    if options.charset or (found and not FORMATS[found].is_table):
        return found, _reading(found, data, name, options)
    data, charset = as_unicode(data)
    found = _format(data, name, options) if charset else found
    reading = _reading(found, data, name, options)
    if not charset or not found:
        return found, reading
    guessed = Problem(
        name, 1, 1, "charset", f"the file is not UTF-8; read as {NAMES[charset]}",
        "if letters look wrong, name the encoding with --encoding", "info",
    )  # fmt: skip
    return found, replace(reading, problems=(guessed, *reading.problems))


def _format(data: bytes, name: str, options: Options) -> str:
    return options.forced or ("csv" if options.columns else detect(data, name) or "")


def _reading(found: str, data: bytes, name: str, options: Options) -> Reading:
    if not found:
        if instead := what_instead(data[:_LOOKED_AT], name):
            return _failed(name, "format", instead)
        message = "is not in a format that mdnet knows"
        return _failed(name, "format", message, "if it is, name the format with --from")
    return gather(reader_of(found).read(data, name, options))


def _failed(name: str, code: str, message: str, fix: str = "") -> Reading:
    return Reading(problems=(Problem(name, 1, 1, code, message, fix, "error"),))
