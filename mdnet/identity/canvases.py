"""Obsidian canvases, which are updated with a note, and bases that mention one.

These files are not indexed; they are searched when a note is renamed or merged.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from mdnet.editing.canvas import canvas_relinked
from mdnet.identity.links import NamesAfter, towards
from mdnet.identity.plan import Change
from mdnet.model.note_names import CANVAS, HIDDEN
from mdnet.util.safe_read import read_small
from mdnet.vault.names import stem_of

_BASE = ".base"
_MOST_TOLD = 5


Files = Mapping[str, bytes]
"""Canvases and bases, by path."""


def canvas_changes(files: Files, after: NamesAfter, *, keep_text: bool) -> list[Change]:
    """The changes to canvases that mention the note at ``after.old``.

    With ``keep_text``, links in their texts keep showing the same words.
    """
    changes = []
    for path, data in files.items():
        if not path.lower().endswith(CANVAS):
            continue
        decide = towards(path, after.names, after, keep_text=keep_text)
        new = canvas_relinked(data, after.old, after.new, decide)
        if new != data:
            changes.append(Change(path, data, new))
    return changes


def left_behind(files: Files, after: NamesAfter, changes: list[Change]) -> tuple[str, ...]:
    """Sentences about bases and canvases that still mention the old name of a note."""
    stem = stem_of(after.old)
    changed = {change.path: change.after for change in changes}
    left = [path for path, data in files.items() if stem.encode() in changed.get(path, data)]
    if not left or stem == stem_of(after.new):
        return ()
    more = f" and {len(left) - _MOST_TOLD} more" if len(left) > _MOST_TOLD else ""
    told = ", ".join(left[:_MOST_TOLD])
    return (f'Not changed, though they mention "{stem}": {told}{more}',)


def files_beside(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the paths and bytes of the canvases and bases that are not hidden, in order."""
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if name[0] not in HIDDEN)
        for name in sorted(names):
            if name[0] in HIDDEN or not name.lower().endswith((CANVAS, _BASE)):
                continue
            path = Path(folder, name)
            try:
                yield path.relative_to(root).as_posix(), read_small(path, root)
            except OSError:
                continue
