"""A terminal to run commands in: a real process on a pseudo-terminal of a given width."""

import fcntl
import os
import pty
import re
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from pathlib import Path

COLUMNS = 100
MDNET = (sys.executable, "-m", "mdnet")

_STYLE = re.compile(r"\x1b\[[0-9;]*m")


def in_terminal(
    command: Sequence[str],
    cwd: Path,
    *,
    columns: int = COLUMNS,
    settings: Mapping[str, str] | None = None,
) -> str:
    """Return what a person sees of a command: stdout and stderr as they come, with colours."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    env |= {"TERM": "xterm-256color", **(settings or {})}
    with subprocess.Popen(
        list(command), cwd=cwd, env=env, stdin=theirs, stdout=theirs, stderr=theirs
    ):
        os.close(theirs)
        seen = _read_all(ours)
    os.close(ours)
    return seen.decode().replace("\r\n", "\n")


def without_styles(text: str) -> str:
    """Return text without colours and the like."""
    return _STYLE.sub("", text)


def _read_all(descriptor: int) -> bytes:
    parts: list[bytes] = []
    while True:
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other end is closed
            part = b""
        if not part:
            return b"".join(parts)
        parts.append(part)
