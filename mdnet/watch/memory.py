"""Tidies up after looks and gives memory back, for a process that lives long and is mostly idle."""

import ctypes
import gc
import sys
from collections.abc import Callable

# Where saves never end it is tidied up after so many looks.
_MOST_LOOKS = 20
# More notes than these leave behind what is not worth remembering.
_MANY_NOTES = 100


class Housekeeping:
    """Tidies up after looks at the vault: when there is time, or when it is high time."""

    def __init__(self, tidy_index: Callable[[], None]) -> None:
        """Take what keeps the index fast after many changes."""
        self._tidy_index = tidy_index
        self._looks = 0
        self._notes = 0

    def looked(self, notes: int) -> None:
        """Take note of a look that found so many notes changed."""
        self._looks += 1
        self._notes += notes

    def tidy(self, *, is_idle: bool) -> None:
        """Tidy up if there is anything to and nothing else to do, or if much has piled up."""
        if self._looks <= (0 if is_idle else _MOST_LOOKS):
            return
        self._looks = 0
        self._tidy_index()
        forget = self._notes > _MANY_NOTES
        if forget:
            self._notes = 0
        give_back(forget=forget)


def give_back(*, forget: bool = True) -> None:
    """Drop garbage now and return free memory.

    A refresh leaves a few megabytes of objects that refer to each other, and the command
    line has the garbage collector run rarely. Without this a watch grows with each save.

    Args:
        forget: whether many notes were read, so that it is worth forgetting what was learned
            from them. The next note takes twice as long to read after that.
    """
    if forget:
        _forget()
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's own
    if trim:
        trim(0)


def _forget() -> None:
    """Empty what the functions of mdnet remember of their last calls.

    It is little, but lies scattered between what is free and keeps it from being returned:
    130 megabytes after 10,000 notes were read.
    """
    for name, module in [*sys.modules.items()]:
        if name.startswith("mdnet."):
            for value in [*vars(module).values()]:
                clear = getattr(value, "cache_clear", None)
                if callable(clear):
                    clear()
