"""Finds traces of people who became private after a page or region was written.

Pure; works on texts and names, not on files or templates.
"""

from mdnet.network.privacy import PrivateNames


def first_trace(old: str, new: str, names: PrivateNames | None) -> int:
    """The number of the first line that names somebody private, from 1; 0 if there is none.

    Args:
        old: a page or a note with regions, as it is.
        new: the same as a build would write it. Lines that are in both are not traces, as they
            may name somebody else of the same name.
        names: the names of the private people; None if there are none.
    """
    if names is None or not names.named_in(old):
        return 0
    again = set(new.splitlines())
    for number, line in enumerate(old.splitlines(), start=1):
        if line not in again and names.named_in(line):
            return number
    return 0
