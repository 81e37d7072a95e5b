"""Fills in a template of the user's own, which may have come with the vault, within limits.

The sandbox keeps a template from reaching anything; that it ends, and how much memory it
takes on the way, is seen to here. Knows nothing of what a template is for.
"""

import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any, NoReturn

from mdnet.errors import MdnetError
from mdnet.rendering import USER_TEMPLATES, render

SECONDS = 1.0
"""Of processor time; a note takes a thousandth of it."""
MEGABYTES = 256
MOST_LETTERS = 1024 * 1024


class _TooLongError(Exception):
    """The time is up."""


def render_carefully(root: Path, template: str, values: dict[str, Any]) -> str:
    """Return the template filled with ``values``; see ``mdnet.rendering.render``.

    Raises:
        MdnetError: the template is missing or wrong, does not end, or makes too much.
    """
    if not (root / USER_TEMPLATES / template).exists():
        return render(root, template, values)
    try:
        with _limits():
            text = render(root, template, values)
    except _TooLongError:
        raise _refused(template, "it does not come to an end") from None
    except MemoryError:
        raise _refused(template, "it takes too much memory") from None
    except (OSError, LookupError, AttributeError) as error:
        raise _refused(template, str(error)) from None
    if len(text) > MOST_LETTERS:
        raise _refused(template, "it makes too long a note")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise _refused(template, "it makes what is no UTF-8 text") from None
    return text


def _refused(template: str, reason: str) -> MdnetError:
    return MdnetError(f"The template {template} cannot be used: {reason}; nothing was written.")


@contextmanager
def _limits() -> Iterator[None]:
    """Limit the processor time and the memory of what is done inside, where one can."""
    least, most = resource.getrlimit(resource.RLIMIT_AS)
    own = _address_space() + MEGABYTES * 1024 * 1024
    if most != resource.RLIM_INFINITY:
        own = min(own, most)
    timed = threading.current_thread() is threading.main_thread()
    handler = signal.signal(signal.SIGVTALRM, _stop) if timed else None
    try:
        resource.setrlimit(resource.RLIMIT_AS, (own, most))
        if timed:
            signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
        yield
    finally:
        if timed:
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)
            signal.signal(signal.SIGVTALRM, handler)
        resource.setrlimit(resource.RLIMIT_AS, (least, most))


def _stop(_: int, __: FrameType | None) -> NoReturn:
    raise _TooLongError


def _address_space() -> int:
    """Return the bytes that this process has mapped; a guess where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    except (OSError, ValueError, IndexError):
        return 1024 * 1024 * 1024
    return pages * resource.getpagesize()
