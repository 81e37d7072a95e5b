"""Pictures from address books: which to write, and where.

The type of a picture comes from its first bytes, not from the file. It goes to the folder
``photos`` beside the note, under the name of the note. Knows no disk: functions answer what
is there.
"""

import posixpath
from collections.abc import Callable, Collection

from mdnet.transfer.naming import stem_for
from mdnet.util.text import name_key
from mdnet.vault.names import stem_of

FOLDER = "photos"
LARGEST = 8 * 1024 * 1024
"""Bytes of a picture; in a card it is usually some ten thousand."""
_UNKNOWN = "not a JPEG, PNG, GIF, WebP or HEIC image"
_TOO_LARGE = f"larger than {LARGEST // 1024 // 1024} MB"
_ANOTHER = "the note already has a photo"

BytesOf = Callable[[str], bytes | None]
NamesIn = Callable[[str], Collection[str] | None]


def ending_of(data: bytes) -> str:
    """The file ending for a picture, by its signature; empty if unknown."""
    if data.startswith(b"\xff\xd8\xff"):
        return ".jpg"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return ".gif"
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return ".webp"
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1"):
        return ".heic"
    return ""


class Pictures:
    """The pictures that an import writes."""

    def __init__(self, bytes_of: BytesOf, names_in: NamesIn) -> None:
        """Make an empty list.

        Args:
            bytes_of: returns the bytes of a file in the vault; None if there is none.
            names_in: returns the ``name_key`` of everything in a folder; None if nothing
                may be written there.
        """
        self.new: dict[str, bytes] = {}
        self._bytes_of = bytes_of
        self._names_in = names_in
        self._taken: dict[str, set[str] | None] = {}

    def place_for(self, data: bytes, note: str, there: str) -> tuple[str, str]:
        """The path for a picture, or why it is not used; neither if the note has it already.

        Args:
            data: the picture.
            note: the path of the note.
            there: what the note says of its photo.
        """
        ending = ending_of(data)
        if not ending:
            return "", _UNKNOWN
        if len(data) > LARGEST:
            return "", _TOO_LARGE
        if there:
            return "", "" if self._holds(there, data) else _ANOTHER
        folder = posixpath.join(posixpath.dirname(note), FOLDER)
        if folder not in self._taken:
            names = self._names_in(folder)
            self._taken[folder] = None if names is None else set(names)
        taken = self._taken[folder]
        if taken is None:
            return "", f"{folder} is a link, or is inside one"

        def is_free(stem: str) -> bool:
            path = f"{folder}/{stem}{ending}"
            return name_key(stem + ending) not in taken or self._holds(path, data)

        path = f"{folder}/{stem_for(stem_of(note), is_free)}{ending}"
        if not self._holds(path, data):
            self.new[path] = data
            taken.add(name_key(posixpath.basename(path)))
        return path, ""

    def _holds(self, path: str, data: bytes) -> bool:
        return (self.new.get(path) or self._bytes_of(path)) == data
