"""What a wikilink to a person must say so that Obsidian and mdnet follow it to their note. Pure."""

from mdnet.vault.names import NameIndex, resolve, stem_of

# What ends a wikilink, or the part of it that names the note.
_NEVER = frozenset("[]|#^\n\r\t\\")


def link_target(name: str, path: str | None, names: NameIndex) -> str:
    """Return the target of a link to somebody: the file name where it is enough, else the path.

    Empty when no wikilink can hold it: brackets and the like cannot be escaped in one.

    Args:
        name: of the person.
        path: of their note; None for a ghost, whom a link by name makes known.
        names: what links are resolved by.
    """
    if path is None:
        return name if _can_be_linked(name) else ""
    whole = path[:-3]
    stem = stem_of(path)
    target = stem if resolve(stem, "", names).path == path else whole
    return target if _can_be_linked(target) else ""


def _can_be_linked(target: str) -> bool:
    return bool(target.strip()) and target.isprintable() and not _NEVER & set(target)
