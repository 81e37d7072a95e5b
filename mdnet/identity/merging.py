"""Plans the merge of two notes about the same person.

One note stays and takes over the content of the other; every link to the other then leads to
it and keeps showing the same words. Writes nothing.
"""

from collections.abc import Callable, Iterator
from typing import TypeVar

from mdnet.editing.links import Decide, NewTarget, relinked
from mdnet.editing.splice import opened
from mdnet.history import places
from mdnet.identity.canvases import canvas_changes, left_behind
from mdnet.identity.draft import Draft
from mdnet.identity.links import (
    NamesAfter,
    from_elsewhere,
    linking_notes,
    new_target,
    towards,
)
from mdnet.identity.plan import Change, Plan
from mdnet.identity.renaming import change_of, changed_only, ghost_links
from mdnet.identity.united import united
from mdnet.index.store import Snapshot
from mdnet.model.errors import EditRefusedError, RefusedError
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.links import only_links, split_links
from mdnet.notes.values import texts_of
from mdnet.util.text import name_key
from mdnet.vault.files import read_bytes
from mdnet.vault.gate import refuse_unread
from mdnet.vault.names import NameIndex, link_key, resolve, stem_of
from mdnet.vault.root import Vault

Result = TypeVar("Result")


def plan_merging(vault: Vault, snapshot: Snapshot, keep: str, gone: str) -> Plan:
    """A plan that merges two notes.

    Args:
        vault: the vault.
        snapshot: its index, fresh.
        keep: the path of the contact whose note stays.
        gone: the path of the contact whose note is merged and deleted.

    Raises:
        RefusedError: both are the same note, or the second is a link to a file.
        UnreadPathError: the merged note would not be read as a person.
        EditRefusedError: a note cannot be changed safely; the message says where.
    """
    draft = Draft(vault, snapshot)
    add_merging(draft, keep, gone)
    return draft.plan()


def add_merging(draft: Draft, keep: str, gone: str) -> None:
    """Add the merge of two notes to a draft.

    Raises:
        as ``plan_merging``; the draft stays as it was.
    """
    vault, names = draft.vault, draft.names
    if places.own_note(vault.root, keep).samefile(places.own_note(vault.root, gone)):
        raise RefusedError(f"Both are the same note, {keep}; nothing was written.")
    aliases = _aliases(draft, keep, gone)
    after = NamesAfter(names, gone, keep, won=frozenset(map(name_key, aliases)))
    keys = {link_key(stem_of(gone)), *map(link_key, draft.names_of(gone))}
    changes = [
        change_of(note, draft.read(note.path), towards(note.path, names, after, keep_text=True))
        for note in linking_notes(draft.snapshot, keys)
        if note.path not in (keep, gone) and not draft.is_gone(note.path)
    ]
    own, notices = _taken_over(draft, after, aliases)
    canvases = canvas_changes(draft.beside, after, keep_text=True)
    notices += left_behind(draft.beside, after, canvases)
    plan = Plan(
        (*changed_only(changes, vault), *canvases, own),
        deleted=(Change(gone, draft.read(gone), b""),),
        notices=tuple(notices),
    )
    draft.take_over(plan, after, aliases)


def plan_ghost_merging(vault: Vault, snapshot: Snapshot, keep: str, ghost: str) -> Plan:
    """A plan that turns the links to somebody without a note into links to ``keep``.

    ``ghost`` is the name as a ``link_key``.
    """
    changes = [
        change_of(
            note, read_bytes(vault.root, note.path)[0],
            ghost_links(note.path, snapshot, ghost, keep, stem_of(keep), keep_text=True),
        )
        for note in linking_notes(snapshot, [ghost])
    ]  # fmt: skip
    return Plan(changed_only(changes, vault))


def _aliases(draft: Draft, keep: str, gone: str) -> list[str]:
    """The new aliases of the note that stays."""
    known = {name_key(stem_of(keep)), *map(name_key, draft.names_of(keep))}
    new: dict[str, str] = {}
    for name in (*draft.names_of(gone)[:1], stem_of(gone)):
        if name and name_key(name) not in known:
            new.setdefault(name_key(name), name)
    return [*new.values()]


def _taken_over(draft: Draft, after: NamesAfter, aliases: list[str]) -> tuple[Change, list[str]]:
    """The change to the note that stays, and notices about contradictions."""
    vault, names, keep, gone = draft.vault, draft.names, after.new, after.old
    first, second = draft.read(keep), draft.read(gone)
    own = towards(keep, names, after, keep_text=True)
    data = _or_named(keep, lambda: relinked(first, own, is_contact=True))
    told = _or_named(gone, lambda: relinked(second, _moved(names, after), is_contact=True))

    def is_self(text: str) -> bool:
        targets = split_links(text)[1] if only_links(text) else (text,)
        return all(resolve(target, keep, after).path == keep for target in targets)

    name = next(iter(draft.names_of(gone)), stem_of(gone))
    _or_named(gone, lambda: opened(told, ""))
    result, notices = _or_named(
        keep, lambda: united(data, told, name, aliases, vault.config.log_heading, is_self)
    )
    refuse_unread(vault, keep, result, "contact")
    selves = ", ".join(_keys_of_self(result, is_self))
    if selves:
        notices.append(f"{keep} now links to itself under {selves}; remove that by hand.")
    return Change(keep, first, result), notices


def _moved(names: NameIndex, after: NamesAfter) -> Decide:
    """A function that decides on the links of the merged note."""
    elsewhere = from_elsewhere(after.old, names, after)

    def decide(target: str) -> NewTarget | None:
        if resolve(target, after.old, names).path not in (after.old, after.new):
            return elsewhere(target)
        if resolve(target, after.new, after).path == after.new:
            return None
        return new_target(target, after.new, after, target.rpartition("/")[2])

    return decide


def _keys_of_self(data: bytes, is_self: Callable[[str], bool]) -> Iterator[str]:
    for key, value in read_front_matter("", data).values.items():
        if any("[[" in text and is_self(text) for text in texts_of(value)):
            yield key


def _or_named(path: str, act: Callable[[], Result]) -> Result:
    """The result of ``act``; errors name the note."""
    try:
        return act()
    except EditRefusedError as error:
        raise error.of(path) from None
