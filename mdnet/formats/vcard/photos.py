"""Pictures in vCards: inline base64 and data links, and how large a kept line may be.

Knows nothing of files: what becomes of the bytes is up to the caller.
"""

import base64
import binascii
from urllib.parse import unquote_to_bytes

from mdnet.formats.content import Property
from mdnet.formats.person import Lost, Photo

MOST_LETTERS = 2000
"""What is longer is no line for the front matter of a note."""
_SHOWN = 60
_INLINE = frozenset(("b", "base64"))
_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)


def is_binary(one: Property) -> bool:
    """Whether the value of a property is bytes and no text."""
    return not _INLINE.isdisjoint(one.all("ENCODING")) or one.value[:5].lower() == "data:"


def photo_of(one: Property) -> Photo | None:
    """The picture in a PHOTO property, or None when there is none to be read."""
    linked = one.value[:5].lower() == "data:"
    data = _from_data_link(one.value) if linked else _decoded(one.value)
    if not data:
        return None
    media = next((media for magic, media in _MAGIC if data.startswith(magic)), "")
    return Photo(data, media or "application/octet-stream")


def _from_data_link(value: str) -> bytes:
    head, _, content = value.replace("\\,", ",").partition(",")
    if head.lower().endswith(";base64"):
        return _decoded(content)
    return unquote_to_bytes(content)


def _decoded(text: str) -> bytes:
    whole = "".join(text.split())
    try:
        return base64.b64decode(whole + "=" * (-len(whole) % 4))
    except (binascii.Error, ValueError):
        return b""


def lost(one: Property, reason: str) -> Lost:
    """The report on a property that was left out; bytes are only counted."""
    if is_binary(one):
        return Lost(one.name, f"({max(1, len(one.value) * 3 // 4000)} kB)", reason)
    value = one.value if len(one.value) <= _SHOWN else one.value[: _SHOWN - 1] + "…"
    return Lost(one.name, value, reason)
