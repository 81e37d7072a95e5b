"""The file that an export writes, and where it may be. Knows nothing of its content."""

import os
from collections.abc import Iterable
from pathlib import Path

from mdnet.model.errors import MdnetError, RefusedError
from mdnet.util.atomic_write import write_whole


def check_target(target: Path, root: Path, *, force: bool) -> Path:
    """The real path of a file that may be written.

    Args:
        target: the file as the user named it.
        root: the vault.
        force: whether to overwrite an existing file; never a note.

    Raises:
        RefusedError: it exists, is not a regular file, is a note, is a link out of the vault,
            or is in a hidden folder of the vault such as ``.mdnet``.
        MdnetError: its folder does not exist.
    """
    try:
        real = target.resolve()
        exists, plain = real.exists(), real.is_file()
    except (OSError, RuntimeError, ValueError) as error:
        raise RefusedError(f"{target} cannot be written: {error}.") from None
    # As written: ".." may leave the vault without a link.
    named = (Path(os.path.abspath(target)), target.parent.resolve() / target.name)  # noqa: PTH100
    if not real.is_relative_to(root) and any(path.is_relative_to(root) for path in named):
        raise RefusedError(f"{target} is a link that leads out of the vault; nothing was written.")
    if real.is_relative_to(root):
        below = real.relative_to(root)
        if real.suffix.lower() == ".md":
            raise RefusedError(f"{target} would be a note in the vault; nothing was written.")
        if any(part.startswith(".") for part in below.parts):
            raise RefusedError(
                f"{target} is in a hidden folder of the vault; nothing was written. "
                "Choose another place."
            )
    if exists and not plain:
        raise RefusedError(f"{target} is not a regular file; nothing was written.")
    if exists and not force:
        raise RefusedError(
            f"{target} already exists; nothing was written. To overwrite it: --force"
        )
    if not real.parent.is_dir():
        raise MdnetError(f"There is no folder {real.parent}; nothing was written. Create it first.")
    return real


def write_out(target: Path, chunks: Iterable[bytes]) -> None:
    """Write an export, whole or not at all; nobody else can read a new file.

    Raises:
        OSError: the folder is missing, the disk is full or the like; nothing has changed.
    """
    write_whole(target, chunks, draft=".mdnet-export-", durable=True)
