"""Runs ``mdnet`` as somebody whom file modes bind, even where the tests run as root.

``python mortal.py WORDS`` gives up the two powers by which root reads and writes what it may
not, for itself and for whatever it starts, and then does what ``mdnet WORDS`` does. The numbers
are those of linux/capability.h and linux/prctl.h.
"""

import ctypes
import os
import resource
import sys
from pathlib import Path

_DAC_OVERRIDE = 1
_DAC_READ_SEARCH = 2
_PR_CAPBSET_DROP = 24
_VERSION_3 = 0x20080522
_MOST_SECONDS = 20
"""Of processor time, so that a busy machine costs no test its patience."""
_SETS = 3
"""Effective, permitted and inheritable: a word of each, and then again for high numbers."""

MORTAL = (sys.executable, str(Path(__file__)))


def give_up() -> None:
    """Give up the powers, which nobody has to be allowed.

    Raises:
        OSError: the system does not let it.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    for power in (_DAC_OVERRIDE, _DAC_READ_SEARCH):
        # Where this is not allowed only what is started gets them back.
        libc.prctl(_PR_CAPBSET_DROP, power, 0, 0, 0)
    head = (ctypes.c_uint32 * 2)(_VERSION_3, 0)
    held = (ctypes.c_uint32 * (2 * _SETS))()
    if libc.capget(head, held):
        raise OSError(ctypes.get_errno(), "capget")
    for number in range(_SETS):
        held[number] &= ~(1 << _DAC_OVERRIDE | 1 << _DAC_READ_SEARCH)
    if libc.capset(head, held):
        raise OSError(ctypes.get_errno(), "capset")


def be_mortal() -> None:
    """Give up the powers of root, and end if it takes too long."""
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_SECONDS, _MOST_SECONDS))
    if os.geteuid() == 0:
        give_up()


if __name__ == "__main__":
    be_mortal()
    # Python put this folder on its path; nothing is to be imported from here.
    del sys.path[0]
    from mdnet.cli import main

    main()
