"""An import from start to finish: read the vault, plan, and write.

The whole import is one edit that ``mdnet undo`` takes back. Knows the vault, not the options
of the command line.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePosixPath

from mdnet.history.journal import Command
from mdnet.history.places import own_note
from mdnet.history.transaction import Transaction
from mdnet.index.unchanged import unchanged_notes
from mdnet.model.contact import Contact
from mdnet.model.errors import RefusedError, reason_of
from mdnet.notes.kinds import type_to_write
from mdnet.notes.reader import read_contact
from mdnet.transfer.identity import Person
from mdnet.transfer.pictures import LARGEST, Pictures
from mdnet.transfer.plan import Planner
from mdnet.transfer.writing import added_to, new_note
from mdnet.util.atomic_write import usual_mode
from mdnet.util.diffs import diff_of_file
from mdnet.util.safe_read import read_small
from mdnet.util.text import name_key
from mdnet.vault.files import read_bytes
from mdnet.vault.gate import refuse_unread, refuse_unread_path
from mdnet.vault.names import stem_of
from mdnet.vault.root import Vault
from mdnet.vault.walk import scan

# Notes between two progress reports.
_TOLD = 100
Progress = Callable[[int, int], None]


def planner_for(
    vault: Vault,
    folder: str,
    environment: Mapping[str, str],
    *,
    circles: Iterable[str] = (),
    tags: Iterable[str] = (),
    progress: Progress | None = None,
) -> Planner:
    """A planner that knows every contact of the vault.

    Unchanged notes come from the last index; only the front matter of the others is read.
    Updating the index first would take five times as long after a large import.

    Args:
        vault: the vault.
        folder: where new notes go.
        environment: for the place of the cache.
        circles: added to everybody imported.
        tags: added to everybody imported.
        progress: called with the number of notes read and the total.

    Raises:
        UnreadPathError: notes in that folder would not be read as people.
    """
    # All new notes would be read in the same way.
    path = PurePosixPath(folder, "new note.md").as_posix()
    somebody = Person(path, [stem_of(path)], {})
    refuse_unread(vault, path, new_note(somebody, type_to_write(path, vault.config)), "contact")
    paths = scan(vault.root, vault.config).stamps
    taken = _stems_in(vault, folder) | {name_key(stem_of(path)) for path in paths}

    def text_of(path: str) -> str:
        return read_bytes(vault.root, path)[0].decode(errors="replace")

    planner = Planner(folder, taken, text_of, _pictures_of(vault), circles, tags)
    planner.country = vault.config.country
    note_at = unchanged_notes(vault, environment, paths)
    for done, path in enumerate(paths):
        note = note_at(path)
        found = (note.name, note.contact) if note else _read_contact(vault, path)
        if found and found[1]:
            planner.know(path, found[0], found[1])
        if progress and done % _TOLD == 0:
            progress(done, len(paths))
    return planner


def _read_contact(vault: Vault, path: str) -> tuple[str, Contact] | None:
    try:
        data, _ = read_bytes(vault.root, path)
    except OSError:
        return None  # deleted a moment ago; its name stays taken
    return read_contact(path, data, vault.config)


def _pictures_of(vault: Vault) -> Pictures:
    def bytes_of(path: str) -> bytes | None:
        try:
            return read_small(vault.root / path, vault.root, LARGEST)
        except (OSError, ValueError):
            return None  # it may be a web address

    def names_in(folder: str) -> set[str] | None:
        try:
            own_note(vault.root, f"{folder}/x.jpg")
            return set(map(name_key, os.listdir(vault.root / folder)))
        except RefusedError:
            return None
        except OSError:
            return set()

    return Pictures(bytes_of, names_in)


def _stems_in(vault: Vault, folder: str) -> set[str]:
    """The Markdown file names in a folder, notes or not."""
    try:
        names = os.listdir(vault.root / folder)
    except OSError:
        return set()
    return {name_key(name[:-3]) for name in names if name[-3:].lower() == ".md"}


def carry_out(
    vault: Vault,
    planner: Planner,
    command: Command,
    progress: Progress | None = None,
) -> tuple[tuple[str, str], ...]:
    """Write what was planned, as one edit.

    Returns:
        paths of notes, and what could not be added to them.

    Raises:
        MdnetError, OSError: new notes cannot be written.
    """
    people = [*planner.changed.values()]
    new = [(one.path, _new_note(vault, one)) for one in people if one.is_new]
    old = [_Addition(one) for one in people if not one.is_new]
    pictures = [*planner.pictures.new.items()]
    mode = usual_mode()
    for path, _ in new:
        refuse_unread_path(vault, path)
    with Transaction(vault, command) as edits:
        edits.create(pictures, mode)
        edits.create(new, mode, progress)
        failures = edits.change([(one.person.path, one.edit) for one in old], progress).failures
        refused = [(path, reason_of(error)) for path, error in failures]
        planner.fail({path for path, _ in failures})
        refused += [(one.person.path, reason) for one in old for reason in one.left]
        return tuple(refused)


def _new_note(vault: Vault, person: Person) -> bytes:
    return new_note(person, type_to_write(person.path, vault.config))


class _Addition:
    """The additions to an existing note."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.left: list[str] = []
        """What could not be added."""

    def edit(self, data: bytes) -> bytes:
        after, self.left = added_to(data, self.person.added, self.person.texts, self.person.first)
        return after


def diff(vault: Vault, planner: Planner) -> Iterable[str]:
    """Yield the lines of a unified diff of everything that would be written."""
    for path, data in planner.pictures.new.items():
        yield f"Binary file {path} (new, {max(1, len(data) // 1000)} kB)"
    for person in planner.changed.values():
        if person.is_new:
            yield from diff_of_file(None, _new_note(vault, person), person.path)
        else:
            before = read_bytes(vault.root, person.path)[0]
            after = added_to(before, person.added, person.texts, person.first)[0]
            yield from diff_of_file(before, after, person.path, context=1)
