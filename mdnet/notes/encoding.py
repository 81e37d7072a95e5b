"""From the bytes of a note to text, whatever the bytes are, with the problems in them.

A bad byte costs one character and never the note. Knows nothing of what the text says.
"""

from mdnet.model.contact import Position, Problem
from mdnet.notes.split import find_block

MAX_SIZE = 2 * 1024 * 1024
"""Bytes of a note that are read."""
_BINARY_HEAD = 8 * 1024
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_FIX = "save the note as UTF-8"


def readable(path: str, data: bytes) -> tuple[bytes, list[Problem]]:
    """The part of ``data`` that can be read as UTF-8 text, and the problem with it."""
    problems = []
    if len(data) > MAX_SIZE:
        data = data[:MAX_SIZE]
        message = "the note is larger than 2 MiB; only its beginning is read"
        problems.append(Problem(path, 1, 1, "too-large", message, "move the rest elsewhere"))
    if data.startswith(_UTF_16):
        message = "the note is UTF-16 text"
        problems.append(Problem(path, 1, 1, "encoding", message, _FIX, "error"))
        return data.decode("utf-16", errors="replace").encode(), problems
    nul = data.find(b"\0", 0, _BINARY_HEAD)
    if nul >= 0:
        line = data.count(b"\n", 0, nul) + 1
        message = "the note contains NUL bytes, so it is not plain text"
        column = nul - data.rfind(b"\n", 0, nul)
        problems.append(Problem(path, line, column, "encoding", message, severity="error"))
        if find_block(data) is None:
            data = b""  # an image or the like
    return data, problems


def decoded_head(path: str, raw: bytes) -> tuple[str, list[Problem]]:
    """Decode front matter, whose first line is the second of the file."""
    try:
        return raw.decode(), []
    except UnicodeDecodeError as error:
        message = "the front matter is not UTF-8 text"
        place = _place_of_byte(raw, error.start)
        problem = Problem(path, place.line + 1, place.column, "encoding", message, _FIX, "error")
        return raw.decode(errors="replace"), [problem]


def decoded_body(path: str, data: bytes, start: int) -> tuple[str, list[Problem]]:
    """Decode the body, which begins at the byte ``start`` of ``data``."""
    raw = data[start:]
    try:
        return raw.decode("utf-8-sig" if start == 0 else "utf-8"), []
    except UnicodeDecodeError as error:
        place = _place_of_byte(data, start + error.start)
        message = "this text is not UTF-8; what cannot be read is left out"
        problem = Problem(path, place.line, place.column, "encoding", message, _FIX, "error")
        return raw.decode(errors="replace").removeprefix("\ufeff"), [problem]


def _place_of_byte(data: bytes, index: int) -> Position:
    line_start = data.rfind(b"\n", 0, index) + 1
    column = len(data[line_start:index].decode(errors="replace")) + 1
    return Position(data.count(b"\n", 0, index) + 1, column)
