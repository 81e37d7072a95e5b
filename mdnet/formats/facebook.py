"""Facebook's ``friends.json`` (``your_friends.json`` since 2023): names, and since when.

Facebook writes the bytes of UTF-8 as if each were a letter; this is put right.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime

from mdnet.formats.draft import Draft
from mdnet.formats.person import Item, Reader
from mdnet.model.contact import Problem
from mdnet.util.text import one_line

_LISTS = ("friends_v2", "friends")


def _recognises(start: bytes, _: str) -> bool:
    head = start[:4096]
    return head[:1] == b"{" and any(f'"{name}"'.encode() in head for name in _LISTS)


def read_friends(data: bytes, name: str) -> Iterator[Item]:
    """Yield the friends in a Facebook download; the start of the friendship is ``met``."""
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        yield Problem(name, 1, 1, "not-json", f"this is not JSON: {str(error)[:80]}", "", "error")
        return
    friends: list[object] = next(
        (whole[key] for key in _LISTS if isinstance(whole.get(key), list)), []
    )
    for number, friend in enumerate(friends, 1):
        draft = Draft(f"{name}:{number}")
        told = friend if isinstance(friend, dict) else {}
        draft.name = one_line(_as_utf8(str(told.get("name") or "")))
        stamp = told.get("timestamp")
        if isinstance(stamp, int) and 0 < stamp < 1 << 33:
            draft.take("met", datetime.fromtimestamp(stamp, UTC).date())
            draft.take("met_at", "Facebook")
        if draft.name:
            yield draft.incoming()
        else:
            message = f"friend {number} has no name"
            yield Problem(name, 1, 1, "row-nameless", message, "", "error")


READER = Reader(_recognises, lambda data, name, _: read_friends(data, name))


def _as_utf8(text: str) -> str:
    """The text, if its letters are the bytes of UTF-8; otherwise unchanged."""
    try:
        return text.encode("latin-1").decode()
    except UnicodeError:
        return text
