"""Names of the copies that sync programs and systems make of a note, in many languages.

Some names are clear by themselves: those of Syncthing, Dropbox, Nextcloud, ownCloud, Obsidian
Sync, Seafile, Resilio, Synology, pCloud. Others are clear only beside the original
note: those of Windows, macOS, iCloud, OneDrive and Linux desktops. Works on names; reads nothing.
"""

import re
from typing import Final

from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple

_CONFLICT = (
    "conflict|konflikt|conflit|конфликт|конфлікт|競合|冲突|衝突|충돌|çakış|motstrid|modstrid|ristirii"
    "|ütköz"
)
_COPY = "copy|kopie|kopi|copie|copia|cópia|kopia|kopya|копия|копія|コピー|副本|複本|복사본"
_ENDING: Final = ".md"

_IN_BRACKETS = late_pattern(rf"[(\[]([^()\[\]]*(?:{_CONFLICT})[^()\[\]]*)[)\]]", re.IGNORECASE)
# Of a conflict in brackets: a copy, a day or a number, or nothing else.
_IS_COPY = late_pattern(rf"{_COPY}|\d{{4}}|^\W*conflict(?:ed)?\W*$", re.IGNORECASE)
_BY_ITSELF = late_pattern(
    r"\.sync-conflict-|conflicted copy|_conflict-\d{8}|\.conflict(?:\(\d+\)|\d*)?$"
    r"|\d_(?:case)?conflict$",
    re.IGNORECASE,
)
_BY_WORD = late_pattern(
    rf"(?P<base>.+?)(?:(?: ?[-–—] ?| |の|_)(?:{_COPY})|(?P<cjk>副本|複本|복사본)"
    rf"|[ _]?\((?:another |\d+\w{{0,2}} )?(?:{_COPY})\))(?: ?\(?\d{{1,3}}\)?)?",
    re.IGNORECASE,
)
# This may also be somebody's real name.
_BY_NUMBER = late_pattern(
    r"(?P<base>.+?)(?: ?\(\d{1,3}\)| [2-9]|-[A-Z][A-Z0-9-]{2,15}|\.(?:bak|backup|old|orig))"
)
_BACKUPS: Final = (".bak", ".backup", ".old", ".orig")
# The endings of the names above, so that two letters are enough to rule out most names.
ENDS: Final = frozenset(")]0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
TAILS: Final = frozenset("py ie ia pi ya ия ія ピー 副本 本 複本 사본 ct CT ak up ld ig".split())


class Original(NamedTuple):
    """The note that another may be a copy of."""

    name: str
    is_sure: bool
    """Whether the name alone is proof; else the texts must be alike."""


def is_conflict_copy(name: str) -> bool:
    """Whether a file name is one that a sync program gives to the loser of a conflict."""
    stem = name.removesuffix(_ENDING)
    # Few names have these, and a search should not even compile the patterns.
    if "conflict" in stem.casefold() and _BY_ITSELF.search(stem):
        return True
    found = _IN_BRACKETS.search(stem) if "(" in stem or "[" in stem else None
    return found is not None and _IS_COPY.search(found[1]) is not None


def original_of(name: str) -> Original | None:
    """The name of the note that a file is a copy of, if that note lies beside it."""
    stem, ending = name[: -len(_ENDING)], name[-len(_ENDING) :]
    if any(word in stem.lower() for word in _COPY.split("|")):
        found = _BY_WORD.fullmatch(stem)
        if found:
            return Original(found["base"] + ending, is_sure=True)
    if stem[-1:] in ENDS or stem.endswith(_BACKUPS):
        found = _BY_NUMBER.fullmatch(stem)
        if found:
            return Original(found["base"] + ending, is_sure=False)
    return None


def unlike_a_copy(stem: str) -> str:
    """A person's name, changed so that it does not look like a copy."""
    if not is_conflict_copy(stem + _ENDING):
        return stem
    for mark, instead in _MARKS:
        stem = re.sub(mark, instead, stem, flags=re.IGNORECASE)
    return stem


_MARKS = (
    (r"conflicted copy", "conflicted-copy"), (r"\.sync-", "-sync-"), (r"_conflict", "-conflict"),
    (r"\.conflict", "-conflict"), (r"[(\[]", "- "), (r"[)\]]", ""),
)  # fmt: skip


def are_alike(one: str, other: str) -> bool:
    """Whether two texts share most of their lines."""
    mine, theirs = _telling_lines(one), _telling_lines(other)
    fewest = min(len(mine), len(theirs))
    return fewest > 0 and len(mine & theirs) >= _SHARE * fewest


_SHARE = 0.6


def _telling_lines(text: str) -> frozenset[str]:
    """The lines with content; headings and keys without a value come from a template."""
    lines = (line.strip() for line in text.splitlines())
    return frozenset(
        line for line in lines if line and not line.endswith(":") and line[0] not in "#-"
    )
