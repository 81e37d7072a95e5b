"""A terminal to run commands in: a real process on a pseudo-terminal of a given width."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

COLUMNS = 100
CTRL_C = "\x03"
MDNET = (sys.executable, "-m", "mdnet")

# Seconds of silence until somebody types, and until they press Ctrl-C again.
_PAUSE, _PATIENCE = 0.2, 3.0
_STYLE = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True)
class Typed:
    """What a person types when something is asked: the words of the question, and the keys."""

    question: str
    keys: str


def in_terminal(
    command: Sequence[str],
    cwd: Path,
    *,
    columns: int = COLUMNS,
    settings: Mapping[str, str] | None = None,
) -> str:
    """What a person sees of a command: stdout and stderr as they come, with colours."""
    return talk(command, cwd, columns=columns, settings=settings)[0]


def talk(
    command: Sequence[str],
    cwd: Path,
    typed: Typed | None = None,
    *,
    columns: int = COLUMNS,
    settings: Mapping[str, str] | None = None,
) -> tuple[str, int]:
    """What a person sees of a command whom they answer, and its exit status.

    Ctrl-C is a signal there, and pressed again when nothing comes of it: one that arrives
    between the question and the wait for a key is lost on Python.
    """
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "NO_COLOR"}}
    env |= {"TERM": "xterm-256color", **(settings or {})}

    def take_terminal() -> None:
        fcntl.ioctl(0, termios.TIOCSCTTY, 0)

    process = subprocess.Popen(
        list(command),
        cwd=cwd,
        env=env,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=take_terminal,  # noqa: PLW1509 - nothing here has threads
    )
    os.close(theirs)
    try:
        seen = _read_all(ours, typed)
    except BaseException:
        process.kill()
        raise
    finally:
        os.close(ours)
        code = process.wait()
    return seen.decode().replace("\r\n", "\n"), code


def without_styles(text: str) -> str:
    """Return text without colours and the like."""
    return _STYLE.sub("", text)


def _read_all(descriptor: int, typed: Typed | None) -> bytes:
    """Read until the other end is closed, and answer on the way."""
    seen = b""
    asked, answered = False, False
    while True:
        pause = _PATIENCE if answered else _PAUSE
        if not select.select([descriptor], [], [], pause)[0]:
            if typed and asked and (not answered or typed.keys == CTRL_C):
                os.write(descriptor, typed.keys.encode())
                answered = True
            continue
        try:
            part = os.read(descriptor, 65536)
        except OSError:  # Linux says so when the other end is closed
            part = b""
        if not part:
            return seen
        seen += part
        asked = typed is not None and typed.question.encode() in seen
