"""Gives memory back to the system, for a process that lives long and is mostly idle."""

import ctypes
import gc


def give_back() -> None:
    """Drop garbage now and return free memory.

    A refresh leaves a few megabytes of objects that refer to each other, and the command
    line has the garbage collector run rarely. Without this a watch grows with each save.
    """
    gc.collect()
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)  # glibc's own
    if trim:
        trim(0)
