"""What is left of private people in pages and regions that were written before they were private.

Pure; knows texts and names, and neither files nor templates.
"""

from mdnet.network.privacy import PrivateNames


def first_trace(old: str, new: str, names: PrivateNames | None) -> int:
    """The first line that names somebody private, counted from 1; 0 for none.

    Args:
        old: a page or a note with regions, as it is.
        new: as a build would write it; the lines that it would write again are no trace. They
            may name somebody else who is called the same.
        names: of the private people; None if there are none.
    """
    if names is None or not names.named_in(old):
        return 0
    again = set(new.splitlines())
    for number, line in enumerate(old.splitlines(), start=1):
        if line not in again and names.named_in(line):
            return number
    return 0
