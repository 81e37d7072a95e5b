"""Unified diffs of files as git writes them, for commands that show what they would do.

``git apply`` takes them as they are. Knows bytes and paths, and no terminal.
"""

from collections.abc import Iterator
from difflib import unified_diff

_NO_NEWLINE = "\\ No newline at end of file"


def diff_of_file(
    before: bytes | None, after: bytes | None, path: str, new_path: str = "", *, context: int = 3
) -> Iterator[str]:
    """Yield the lines of a diff, without line ends; nothing when nothing differs.

    Args:
        before: the bytes that the file has; None when there is none.
        after: those it is to have; None when it goes.
        path: where it lies.
        new_path: where it will lie, if elsewhere.
        context: how many lines to show around each change.
    """
    old = "/dev/null" if before is None else f"a/{path}"
    new = "/dev/null" if after is None else f"b/{new_path or path}"
    lines = unified_diff(_lines(before), _lines(after), old, new, n=context)
    for line in lines:
        yield line.removesuffix("\n").removesuffix("\r")
        if not line.endswith("\n"):
            yield _NO_NEWLINE


def _lines(data: bytes | None) -> list[str]:
    """The lines with their ends; only a line feed ends one."""
    *ended, rest = (data or b"").decode(errors="replace").split("\n")
    return [*(f"{line}\n" for line in ended), *([rest] if rest else [])]
