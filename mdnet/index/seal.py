"""The seal of an index: which of its files belong together, and what they were when written.

It is written last, so it is what publishes a commit: whoever reads it finds the files that it
names, or a newer seal. A file that is not as it says was changed by somebody else or by a fault.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from mdnet.index.protocol import DamagedIndexError
from mdnet.util.rows import NamedTuple
from mdnet.vault.walk import stamp_of

SEAL: Final = "seal"
CATALOGUE: Final = "catalogue-"
POSTINGS: Final = "postings-"
WORDS: Final = "words"
"""The folder of the text index that the flat files are made from."""
_MOST_LAYERS = 2
_CONTENTS = ".toc"


class Seal(NamedTuple):
    """A commit.

    ``generation`` is the number of the flat files with which a posting changed last, ``layers``
    are the numbers of the flat files: those of all notes and, perhaps, those of what changed
    since. ``stamps`` are the stamps of all files by their paths in the folder of the index, in
    hexadecimal.
    """

    generation: int
    layers: tuple[int, ...]
    stamps: Mapping[str, str]

    def check(self, folder: Path, name: str) -> None:
        """Make sure that a file is as it was when it was sealed.

        Raises:
            DamagedIndexError: it is not.
            OSError: it is not there.
        """
        if stamp_of((folder / name).stat()).hex() != self.stamps.get(name):
            raise DamagedIndexError(f"{name} is not as it was written")

    def check_words(self, folder: Path) -> None:
        """Make sure that the files of the text index are those that were sealed.

        Raises:
            DamagedIndexError: they are not.
        """
        sealed = [name for name in self.stamps if is_words(name)]
        try:
            for name in sealed:
                self.check(folder, name)
            found = words_files(folder)
        except OSError as error:
            raise DamagedIndexError(f"the text index is not as it was written: {error}") from error
        # A table of contents that nobody sealed would be opened as well.
        if not sealed or any(name.endswith(_CONTENTS) and name not in sealed for name in found):
            raise DamagedIndexError("the text index is not as it was written")

    def to_json(self) -> bytes:
        """The bytes of its file."""
        return json.dumps(self._asdict()).encode()


def is_words(name: str) -> bool:
    """Whether a file of an index is the text index's."""
    return name.startswith(f"{WORDS}/")


def words_files(folder: Path) -> list[str]:
    """The paths of the text index's files in the folder of an index."""
    return [
        f"{WORDS}/{path.name}"
        for path in (folder / WORDS).iterdir()
        if path.suffix in {_CONTENTS, ".seg"}
    ]


def read_seal(folder: Path) -> Seal | None:
    """The seal of the index in a folder; None if nothing was ever published there.

    Raises:
        DamagedIndexError: it is no seal.
        OSError: it cannot be read.
    """
    try:
        data = (folder / SEAL).read_bytes()
    except FileNotFoundError:
        return None
    try:
        held = json.loads(data)
        seal = Seal(held["generation"], tuple(held["layers"]), held["stamps"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise DamagedIndexError("the seal is damaged") from error
    if not _is_sound(seal):
        raise DamagedIndexError("the seal is damaged")
    return seal


def _is_sound(seal: Seal) -> bool:
    numbers = (seal.generation, *seal.layers)
    return (
        1 <= len(seal.layers) <= _MOST_LAYERS
        and all(type(number) is int and number >= 0 for number in numbers)
        and isinstance(seal.stamps, dict)
        and not any("\0" in name for name in seal.stamps)
    )
