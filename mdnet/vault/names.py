"""Resolves a name to a note, as Obsidian resolves a link, and makes file names of names.

Works on any source of names (``NameIndex``); reads nothing itself. A link that
leads nowhere is not an error here: a person without a note is a ghost, an introduction to make.
"""

import posixpath
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Protocol

from mdnet.util.patterns import late_pattern
from mdnet.util.rows import NamedTuple
from mdnet.util.text import name_key

# Bytes of a file name without its ending; file systems allow 255 in all.
_STEM_LIMIT = 200
_FORBIDDEN = late_pattern(r'[\x00-\x1f\x7f<>:"/\\|?*#^\[\]%]+')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)


class NameIndex(Protocol):
    """Where the notes of a vault can be looked up by name."""

    def by_name(self, key: str) -> Sequence[str]:
        """The paths of the notes whose file name has this ``name_key``."""

    def by_alias(self, key: str) -> Sequence[str]:
        """The paths of the notes that give this ``name_key`` as an alias or name."""


class Resolution(NamedTuple):
    """The target of a link: one path, none, or several candidates."""

    path: str | None = None
    candidates: tuple[str, ...] = ()
    by_alias: bool = False


def resolve(target: str, source: str, names: NameIndex) -> Resolution:
    """Resolve a link target as Obsidian does, and by alias where Obsidian would not.

    The order: the exact path in the vault, the folder of the note that links, the
    shortest path; then aliases. Paths of one length are not guessed between.

    Args:
        target: as written, without heading and display text.
        source: the path of the note that links.
        names: the notes of the vault.
    """
    wanted = _link_path(target, source)
    if not wanted:
        return Resolution()
    stem = wanted.rpartition("/")[2]
    candidates = [path for path in names.by_name(stem) if _ends_with(path, wanted)]
    if candidates:
        return _choose(candidates, wanted, posixpath.dirname(source))
    if "/" in wanted:
        return Resolution()
    return _only(names.by_alias(wanted), by_alias=True)


def target_to(path: str, names: NameIndex, source: str = "") -> str:
    """The target of a link that leads to the note at ``path``: the shortest one that does.

    Args:
        path: of the note.
        names: the notes of the vault.
        source: the path of the note that the link stands in.
    """
    # Without its ending a file called "Bo.md.md" would be taken for "Bo.md".
    whole = path if path[:-3].lower().endswith(".md") else path[:-3]
    short = whole.rpartition("/")[2]
    found = resolve(short, source, names)
    return short if found.path == path and not found.by_alias else whole


def target_to_unlisted(name: str) -> str:
    """The target of a link to somebody who has no note: the name the note would have."""
    return portable_stem(name) if "/" in name else name


def link_key(target: str) -> str:
    """The form that a link target shares with the name of the note it means."""
    return _without_ending(name_key(target).rpartition("/")[2])


def name_in(target: str) -> str:
    """The name in a link target, without folders and ending."""
    return target.rpartition("/")[2].removesuffix(".md") or target


def stem_of(path: str) -> str:
    """The file name of ``path`` without folders and the ending ``.md``."""
    return path.rpartition("/")[2][:-3]


def portable_stem(name: str) -> str:
    """A file name, without ending, for a person's name, fit for every system.

    Characters that file systems, Obsidian links or shells stumble over become blanks or
    hyphens; reserved names get an underscore; long names are cut. Empty when nothing of
    the name is left.
    """
    text = unicodedata.normalize("NFC", name)
    if not text.isascii():
        text = "".join(one for one in text if unicodedata.category(one) not in {"Cf", "Cs"})
    text = _FORBIDDEN.sub("-", text)
    text = " ".join(text.split()).strip(" .-")
    text = _cut(text, _STEM_LIMIT).rstrip(" .-")
    head, dot, rest = text.partition(".")
    return f"{head}_{dot}{rest}" if is_reserved(text) else text


def is_reserved(stem: str) -> bool:
    """Whether Windows takes a file name for a device: ``con``, ``NUL.old``."""
    return stem.partition(".")[0].rstrip().casefold() in _RESERVED


def _link_path(target: str, source: str) -> str:
    """The target as a comparable path, with ``./`` and ``../`` led back to the vault."""
    if target.startswith(("./", "../")):
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), target))
    return _without_ending(name_key(target.strip("/ ")))


def _without_ending(key: str) -> str:
    return key.removesuffix(".md")


def _ends_with(path: str, wanted: str) -> bool:
    whole = "/" + _without_ending(name_key(path))
    return whole.endswith("/" + wanted)


def _choose(candidates: Sequence[str], wanted: str, folder: str) -> Resolution:
    if len(candidates) == 1:
        return Resolution(candidates[0])
    exact = [path for path in candidates if _without_ending(name_key(path)) == wanted]
    beside = [path for path in candidates if posixpath.dirname(path) == folder]
    lengths = {path: len(unicodedata.normalize("NFC", path)) for path in candidates}
    short = [path for path in candidates if lengths[path] == min(lengths.values())]
    for tier in (exact, beside, short):
        if tier:
            return _only(tier)
    return Resolution()


def _only(paths: Iterable[str], *, by_alias: bool = False) -> Resolution:
    found = sorted(set(paths))
    if len(found) == 1:
        return Resolution(found[0], by_alias=by_alias)
    return Resolution(candidates=tuple(found))


def _cut(text: str, limit: int) -> str:
    return text.encode()[:limit].decode(errors="ignore")
