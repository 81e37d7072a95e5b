"""Safe file names for imported people and pictures.

Every name of an imported note or picture goes through here. Knows no disk.
"""

from collections.abc import Callable

from mdnet.model.conflict_copies import unlike_a_copy
from mdnet.vault.names import portable_stem

UNNAMED = "Unnamed contact"


def stem_for(name: str, is_free: Callable[[str], bool]) -> str:
    """A file name, without its ending, for a name: ``Ana Diaz``, else ``Ana Diaz 2``.

    Args:
        name: the imported name, unchecked.
        is_free: whether a file name, without its ending, is available.
    """
    stem = unlike_a_copy(portable_stem(name)) or UNNAMED
    number, found = 1, stem
    while not is_free(found):
        number += 1
        found = f"{stem} {number}"
    return found
