"""New notes about people: from what is known of somebody to the path and text of a note."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mdnet.editing.links import link_to, link_to_unlisted
from mdnet.history.journal import Command
from mdnet.history.transaction import Transaction, encoded
from mdnet.index.catalogue import Catalogue
from mdnet.model.errors import BadNameError
from mdnet.model.key_columns import Field
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.network.people import People
from mdnet.notes.kinds import type_to_write
from mdnet.notes.links import split_links
from mdnet.rendering.sandbox import Sandbox
from mdnet.util.atomic_write import usual_mode
from mdnet.util.text import name_key
from mdnet.vault.folders import folder_for_people
from mdnet.vault.gate import refuse_unread
from mdnet.vault.names import portable_stem
from mdnet.vault.root import Vault

FindPerson = Callable[[str], str | None]
"""From a name to the key of the person; None if there is nobody."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person who gets a note: the name, and what is known of them.

    ``said`` has the values of the options of ``mdnet new`` by their names, and under ``note`` the
    text below the front matter.
    """

    name: str
    said: Mapping[str, Any] = field(default_factory=dict)


def name_and_stem(name: str) -> tuple[str, str]:
    """A name on one line, and the file name of its note without the extension.

    Raises:
        BadNameError: no part of the name can be used in a file name.
    """
    shown = " ".join(name.split())
    stem = portable_stem(shown)
    if not stem:
        raise BadNameError(name)
    return shown, stem


def person_note(
    vault: Vault, sandbox: Sandbox, person: NewPerson, into: str = ""
) -> tuple[str, str]:
    """The path and the text of a person's note, which is not written yet.

    Raises:
        BadNameError: no part of the name can be used in a file name.
        RefusedError: the folder ``into`` is not in the vault.
        UnreadPathError: it would not be read as the note of a person.
        BadTemplateError: the template of the vault cannot be filled in.
    """
    name, stem = name_and_stem(person.name)
    folder = folder_for_people(vault, into)
    path = (folder / f"{stem}.md").as_posix()
    kind = type_to_write(path, vault.config)
    text = sandbox.render("person.md.j2", _values(name, stem, person.said, kind))
    refuse_unread(vault, path, text.encode(errors="replace"), "contact")
    return path, text


def write_people(
    vault: Vault, people: Iterable[NewPerson], command: Command, into: str = ""
) -> list[str]:
    """Write a note for each person, all as one edit, and return their paths in the vault.

    Raises:
        MdnetError: as in ``person_note``, or a path is taken; nothing has been written.
        OSError: for example, the disk is full.
    """
    # Looked up once, as it may be anywhere in the vault.
    folder = folder_for_people(vault, into).as_posix()
    with Sandbox(vault.root) as sandbox:
        notes = [person_note(vault, sandbox, person, folder) for person in people]
    with Transaction(vault, command) as edit:
        edit.create([(path, encoded(path, text)) for path, text in notes], usual_mode())
    return [path for path, _ in notes]


def namesakes(catalogue: Catalogue, name: str) -> list[str]:
    """The paths of the notes with this name or alias."""
    key = name_key(name)
    return [*dict.fromkeys((*catalogue.by_name(key), *catalogue.by_alias(key)))]


def joined(one: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """Two sets of values combined: lists are joined, and of single values the later one wins.

    Empty values are ignored.
    """
    values = {name: value for name, value in one.items() if value}
    for name, value in more.items():
        if isinstance(value, tuple | list) and name in values:
            values[name] = [*values[name], *value]
        elif value:
            values[name] = value
    return values


def names_others(said: Mapping[str, Any]) -> bool:
    """Whether some of the values name other people."""
    return any(said.get(name) for name in _options_with_links())


def with_links(
    said: Mapping[str, Any], find: FindPerson, people: People, catalogue: Catalogue
) -> dict[str, Any]:
    """The values, with links instead of the names of other people."""
    values = dict(said)
    for name in _options_with_links():
        others = values.get(name)
        if isinstance(others, str) and others:
            values[name] = _link(others, find, people, catalogue)
        elif others:
            values[name] = [_link(other, find, people, catalogue) for other in others]
    return values


def is_whole_day(key: Field, value: object) -> bool:
    """Whether a value is a full date, as other programs read it."""
    return key.kind == "partial" and isinstance(value, str) and not value.startswith("--")


def _options_with_links() -> Sequence[str]:
    options = (key.option for key in CONTACT_KEYS if key.kind == "links")
    return [option.name.replace("-", "_") for option in options if option]


def _link(name: str, find: FindPerson, people: People, catalogue: Catalogue) -> str:
    """A link to the person called ``name``, who need not be in the vault."""
    targets = split_links(name)[1]
    called = targets[0] if targets else name.strip()
    key = find(called)
    if key is None:
        return link_to_unlisted(called)
    if people.contact(key) is None:
        return link_to_unlisted(people.name(key))
    return link_to(key, catalogue)


def _values(name: str, stem: str, said: Mapping[str, Any], kind: str) -> dict[str, Any]:
    """The values for the template of a person."""
    known = defaultdict(str, said)
    lists: list[tuple[str, list[str]]] = []
    texts: list[tuple[str, str]] = []
    plain = [("type", kind)] if kind else []
    for key in CONTACT_KEYS:
        value = known[key.option.name.replace("-", "_")] if key.option else None
        if not value:
            continue
        if key.kind == "flag":
            plain.append((key.name, "true"))
        elif isinstance(value, int | date) or is_whole_day(key, value):
            plain.append((key.name, str(value)))
        elif isinstance(value, str):
            texts.append((key.name, value))
        else:
            lists.append((key.name, [*value]))
    note = known["note"].strip()
    return {
        "name": name,
        "stem": stem,
        "lists": lists,
        "texts": texts,
        "plain": plain,
        "note": f"{note}\n\n" if note else "\n",
    }
