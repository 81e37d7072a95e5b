"""The gate for new notes: code that writes or moves a note asks here first.

Would a scan of the vault take this path, and would the reader take the note for what it is
meant to be? The scan and the reader answer themselves: nothing is decided here.
"""

from pathlib import PurePosixPath

from mdnet.model.config import CONFIG_PATH, why_unread_folder
from mdnet.model.conflict_copies import is_conflict_copy, original_of
from mdnet.model.contact import NoteKind
from mdnet.model.errors import UnreadPathError
from mdnet.model.note_names import has_placeholder, is_hidden
from mdnet.notes.reader import read_note
from mdnet.vault.root import Vault

_KINDS = {"contact": "the note of a person", "goal": "a goal", "note": "a plain note"}
_OTHER_NAME = "choose another name"
_OTHER_FOLDER = f"choose another folder, or change the settings in {CONFIG_PATH}"


def refuse_unread(vault: Vault, path: str, data: bytes, kind: NoteKind) -> None:
    """Refuse a note that mdnet would not read back as the kind it is meant to be.

    Args:
        vault: the vault.
        path: where the note is to lie, relative to the vault.
        data: its contents.
        kind: the kind it is meant to be.

    Raises:
        UnreadPathError: it would not be read, or as another kind; the message says why
            and what to do.
    """
    refuse_unread_path(vault, path)
    note = read_note(path, data, vault.config)
    if note is None:
        raise UnreadPathError(path, "it would be a template or a page", "remove {{ and }}")
    if note.kind != kind:
        reason = f"it would be read as {_KINDS[note.kind]}, not as {_KINDS[kind]}"
        raise UnreadPathError(path, reason, "choose another name or folder")


def refuse_unread_path(vault: Vault, path: str) -> None:
    """Refuse a path that a scan of the vault would not take for a note's.

    Raises:
        UnreadPathError: a scan would skip it.
    """
    pure = PurePosixPath(path)
    folder = path.rpartition("/")[0]
    if why := why_unread_folder(folder, vault.config):
        raise UnreadPathError(path, why, _OTHER_FOLDER)
    if is_hidden(pure):
        raise UnreadPathError(path, "names that begin with . or # are skipped", _OTHER_NAME)
    if pure.suffix.lower() != ".md":
        raise UnreadPathError(path, "notes end with .md", _OTHER_NAME)
    if is_conflict_copy(pure.name):
        why = "that is how sync programs name the copy that lost a conflict"
        raise UnreadPathError(path, why, _OTHER_NAME)
    original = original_of(pure.name)
    if original and original.is_sure and (vault.root / pure.with_name(original.name)).exists():
        why = f"that is how systems name a copy of {original.name}"
        raise UnreadPathError(path, why, _OTHER_NAME)
    if has_placeholder(pure.stem):
        raise UnreadPathError(path, "{{ }} in a name marks a template", _OTHER_NAME)
    for parent in pure.parents:
        place = vault.root / parent
        # A link out of the vault is refused where things are written.
        if place.is_symlink() and place.resolve().is_relative_to(vault.root):
            why = f"{parent.as_posix()} is a link to a folder, and these are not followed"
            raise UnreadPathError(path, why, "choose the folder that it leads to")
