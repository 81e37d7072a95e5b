"""Plans the renaming of a person, a goal, or somebody without a note.

The file and all links to it get the new name; a ``name:`` key is only set if there is one
already, or if the file cannot have the name. Writes nothing.
"""

from mdnet.editing.keys import add_key, append, set_scalar
from mdnet.editing.links import Decide, NewTarget, relinked
from mdnet.history import places
from mdnet.history.places import real_note
from mdnet.identity.canvases import canvas_changes, files_beside, left_behind
from mdnet.identity.links import (
    NamesAfter,
    link_keys_of,
    linking_notes,
    new_target,
    targets_of,
    towards,
)
from mdnet.identity.plan import Change, Plan
from mdnet.index.store import Snapshot
from mdnet.model.contact import Note
from mdnet.model.errors import AmbiguousNameError, EditRefusedError, RefusedError
from mdnet.model.keys import key_form
from mdnet.notes.frontmatter import read_front_matter
from mdnet.util.text import name_key
from mdnet.vault.files import read_bytes
from mdnet.vault.gate import refuse_unread
from mdnet.vault.names import link_key, portable_stem, resolve, stem_of
from mdnet.vault.root import Vault


def plan_renaming(
    vault: Vault, snapshot: Snapshot, path: str, name: str, *, keep_alias: bool = False
) -> Plan:
    """A plan that renames the note at ``path``.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
        path: of a contact or a goal.
        name: the new name; its ``portable_stem`` is not empty.
        keep_alias: keep the old name as an alias.

    Raises:
        RefusedError: there is a note of that name, or links would lead astray.
        UnreadPathError: the note would not be read under the new name.
        EditRefusedError: a note cannot be changed safely; the sentence says where.
    """
    names = snapshot.catalogue
    card = names.card(path)
    stem = portable_stem(name)
    new = f"{path.rpartition('/')[0]}/{stem}{path[-3:]}".lstrip("/")
    _refuse_taken(vault, snapshot, path, new)
    old_name = card.name if card else stem_of(path)
    kept = keep_alias and old_name != name
    lost = {name_key(old_name)} - {name_key(alias) for alias in (card.aliases if card else ())}
    won = {name_key(name)} | ({name_key(old_name)} if kept else set())
    after = NamesAfter(names, path, new, frozenset(lost - won), frozenset(won))
    notices = _led_astray(snapshot, after)
    changes = []
    for note in _with_own(linking_notes(snapshot, link_keys_of(path, names)), path, snapshot):
        decide = towards(note.path, names, after, keep_text=False)
        change = change_of(note, _text_of(vault, note), decide)
        if note.path == path:
            data = _called(change.after, name, stem, path)
            data = _with_alias(data, old_name, path) if kept else data
            refuse_unread(vault, new, data, note.kind)
            change = change._replace(after=data)
        changes.append(change)
    files = dict(files_beside(vault.root))
    canvases = canvas_changes(files, after, keep_text=False)
    notices += left_behind(files, after, canvases)
    moved = (path, new) if new != path else None
    return Plan((*changed_only(changes, vault), *canvases), moved, notices=notices)


def plan_ghost_renaming(vault: Vault, snapshot: Snapshot, ghost: str, name: str) -> Plan:
    """A plan that renames somebody without a note in every link.

    If a note has the new name, the links lead to it afterwards. ``ghost`` is the name as a
    ``link_key``.

    Raises:
        AmbiguousNameError: several notes have the new name.
        EditRefusedError: a note cannot be changed safely; the sentence says where.
    """
    names = snapshot.catalogue
    found = resolve(name, "", names)
    if found.candidates:
        raise AmbiguousNameError(name, found.candidates)
    notices = (f"Links to {name} lead to {found.path} now.",) if found.path else ()
    changes = [
        change_of(
            note, _text_of(vault, note), ghost_links(note.path, snapshot, ghost, found.path, name)
        )
        for note in linking_notes(snapshot, [ghost])
    ]
    return Plan(changed_only(changes, vault), notices=notices)


def ghost_links(
    source: str, snapshot: Snapshot, ghost: str, path: str | None, name: str, *,
    keep_text: bool = False,
) -> Decide:  # fmt: skip
    """A function that points links to a ghost at ``path``, or else renames them to ``name``."""
    names = snapshot.catalogue
    after = NamesAfter(names, "", path) if path else None
    stem = portable_stem(name)

    def decide(target: str) -> NewTarget | None:
        found = resolve(target, source, names)
        if found.path or found.candidates or link_key(target) != ghost:
            return None
        shown = target.rpartition("/")[2] if keep_text else ""
        if after is not None:
            return new_target(target.rpartition("/")[2], source, after, shown)
        folder, slash, _ = target.rpartition("/")
        return NewTarget(f"{folder}{slash}{stem}")

    return decide


def _text_of(vault: Vault, note: Note) -> bytes:
    return read_bytes(vault.root, note.path)[0]


def change_of(note: Note, data: bytes, decide: Decide) -> Change:
    """The change of a note with the text ``data`` and new link targets.

    Raises:
        EditRefusedError: it cannot be done safely; the message names the note.
    """
    try:
        return Change(note.path, data, relinked(data, decide, is_contact=bool(note.contact)))
    except EditRefusedError as error:
        raise error.of(note.path) from None


def changed_only(changes: list[Change], vault: Vault) -> tuple[Change, ...]:
    """The changes that change anything, once for each file."""
    by_file = {
        real_note(vault.root, change.path): change
        for change in changes
        if change.before != change.after
    }
    return tuple(by_file.values())


def _with_own(notes: list[Note], path: str, snapshot: Snapshot) -> list[Note]:
    """The notes, plus the renamed one if it does not link to itself."""
    if any(note.path == path for note in notes):
        return notes
    card = snapshot.catalogue.card(path)
    return [*notes, Note(path, card.kind if card else "note", stem_of(path))]


def _refuse_taken(vault: Vault, snapshot: Snapshot, path: str, new: str) -> None:
    source, target = places.own_note(vault.root, path), places.own_note(vault.root, new)
    there = places.namesake_of(target, source)
    others = snapshot.catalogue.by_name(name_key(stem_of(new)))
    taken = there.relative_to(vault.root).as_posix() if there else ""
    taken = next((other for other in others if other != path), taken)
    if taken:
        raise RefusedError(
            f"A note of that name already exists: {taken}; nothing was written. "
            f'If both are the same person: mdnet merge "{taken}" "{path}"'
        )


def _led_astray(snapshot: Snapshot, after: NamesAfter) -> tuple[str, ...]:
    """Notices about links that now lead to the note; refuses to take links from others."""
    names, newly = snapshot.catalogue, 0
    stem = stem_of(after.new)
    for note in linking_notes(snapshot, {link_key(stem), *after.won}):
        for target in dict.fromkeys(targets_of(note)):
            before = resolve(target, note.path, names)
            now = resolve(target, note.path, after).path
            if before.path is not None and before.path not in (after.old, now):
                raise RefusedError(
                    f"{note.path} links to {before.path} by the alias [[{target}]]. That link "
                    "would lead to the renamed note, so nothing was written. Write "
                    f"[[{stem_of(before.path)}|{target}]] there first."
                )
            newly += before.path is None and now == after.new
    links = "1 link" if newly == 1 else f"{newly} links"
    return (
        (f"{links} to [[{stem}]] led to no note before, and now lead to this one.",)
        if newly
        else ()
    )


def _called(data: bytes, name: str, stem: str, path: str) -> bytes:
    """The note with its ``name`` key updated, or added if the file cannot have the name."""
    keys = {key_form(key) for key in read_front_matter(path, data).values}
    try:
        if "name" in keys:
            return set_scalar(data, "name", name)
        return add_key(data, "name", name) if stem != name else data
    except EditRefusedError as error:
        raise error.of(path) from None


def _with_alias(data: bytes, alias: str, path: str) -> bytes:
    try:
        return append(data, "aliases", alias)
    except EditRefusedError as error:
        raise error.of(path) from None
