"""Which names of files can be those of notes, by the name alone.

The scan of a vault, the gate for new notes and the settings all ask here.
"""

from pathlib import PurePath

HIDDEN = ".#"
"""What the names of files and folders begin with that are passed over."""

PLACEHOLDER_MARKS = (("{{", "}}"), ("<%", "%>"))
"""What begins and ends what a template leaves to be filled in."""

CANVAS = ".canvas"
_PICTURES = frozenset((".jpg", ".png", ".gif", ".webp", ".heic"))


def is_hidden(path: PurePath) -> bool:
    """Whether a file, or a folder on the way to it, is passed over for its name."""
    return any(part[0] in HIDDEN for part in path.parts)


def is_note_path(path: PurePath) -> bool:
    """Whether a path below the vault can be that of a note: no hidden file, no program's."""
    return path.suffix.lower() == ".md" and not is_hidden(path)


def is_canvas_path(path: PurePath) -> bool:
    """Whether a path below the vault can be that of a canvas of Obsidian."""
    return path.suffix.lower() == CANVAS and not is_hidden(path)


def is_picture_path(path: PurePath) -> bool:
    """Whether a path below the vault can be that of a picture beside notes."""
    return path.suffix.lower() in _PICTURES and not is_hidden(path)


def has_placeholder(text: str) -> bool:
    """Whether a line of a text holds ``{{…}}`` or Templater's ``<%…%>``, as templates do.

    A regular expression would begin anew at each of ten thousand opening braces.
    """
    return any(_holds(text, begin, end) for begin, end in PLACEHOLDER_MARKS if begin in text)


def _holds(text: str, begin: str, end: str) -> bool:
    lines = ((line, line.find(begin)) for line in text.split("\n"))
    return any(at >= 0 and end in line[at + 2 :] for line, at in lines)
