"""Which file names can be those of notes.

The scan of a vault, the gate for new notes and the settings all ask here.
"""

from pathlib import PurePath

HIDDEN = ".#"
"""The first characters of file and folder names that are skipped."""

PLACEHOLDER_MARKS = (("{{", "}}"), ("<%", "%>"))
"""The marks around placeholders in templates."""

CANVAS = ".canvas"
_PICTURES = frozenset((".jpg", ".png", ".gif", ".webp", ".heic"))


def is_hidden(path: PurePath) -> bool:
    """Whether a file, or a folder on the way to it, is skipped for its name."""
    return any(part[0] in HIDDEN for part in path.parts)


def is_note_path(path: PurePath) -> bool:
    """Whether a path below the vault can be that of a note: not hidden, not a program's."""
    return path.suffix.lower() == ".md" and not is_hidden(path)


def is_canvas_path(path: PurePath) -> bool:
    """Whether a path below the vault can be that of a canvas of Obsidian."""
    return path.suffix.lower() == CANVAS and not is_hidden(path)


def is_picture_path(path: PurePath) -> bool:
    """Whether a path below the vault can be that of a picture beside notes."""
    return path.suffix.lower() in _PICTURES and not is_hidden(path)


def has_placeholder(text: str) -> bool:
    """Whether a line of a text contains ``{{…}}`` or Templater's ``<%…%>``, as templates do.

    A regular expression would start again at each of ten thousand opening braces.
    """
    return any(_holds(text, begin, end) for begin, end in PLACEHOLDER_MARKS if begin in text)


def _holds(text: str, begin: str, end: str) -> bool:
    lines = ((line, line.find(begin)) for line in text.split("\n"))
    return any(at >= 0 and end in line[at + 2 :] for line, at in lines)
