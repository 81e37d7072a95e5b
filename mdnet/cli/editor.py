"""Opening a note in the user's editor."""

import os
import shlex
import sys
from pathlib import Path

from mdnet.cli import output
from mdnet.model.errors import MdnetError

_VARIABLES = ("VISUAL", "EDITOR")


def edit_file(path: Path) -> bool:
    """Open a file in $VISUAL or $EDITOR and wait; return whether there was an editor.

    There is none without a terminal, or if neither variable is set. The file is left as the editor
    saved it.

    Raises:
        MdnetError: the editor is missing or failed.
    """
    values = (os.environ.get(name, "").strip() for name in _VARIABLES)
    command = next(filter(None, values), "")
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return False
    if not command:
        output.say("To open notes in an editor, set $VISUAL or $EDITOR.")
        return False
    import subprocess

    try:
        words = [*shlex.split(command), str(path)]
        ended = subprocess.run(words, check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", "") or str(error)
        message = f"The editor {command} did not start ({reason}). The note is safe: {path}"
        raise MdnetError(message) from None
    if ended.returncode:
        message = f"The editor {command} failed ({ended.returncode}). The note is safe: {path}"
        raise MdnetError(message)
    return True
