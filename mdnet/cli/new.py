"""``mdnet new``: a note for a person, from the template."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import current_vault, fresh_index, json_option, this_command, vault_option
from mdnet.model.key_columns import Field, Option
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.keys import by_place

if TYPE_CHECKING:
    from mdnet.cli.person import NameFinder
    from mdnet.index.store import Snapshot
    from mdnet.network.people import People
    from mdnet.vault.root import Vault

_Command = Callable[..., None]


def _option_of(key: Field, option: Option) -> Callable[[_Command], _Command]:
    name = f"--{option.name}"
    if key.kind == "flag":
        return click.option(name, is_flag=True, help=option.help)
    if key.kind == "rating":
        return click.option(name, type=click.IntRange(1, 5), help=option.help)
    metavar = "NAME" if key.kind == "links" else None
    default = None if option.several else ""
    return click.option(
        name, multiple=option.several, default=default, metavar=metavar, help=option.help
    )


def _options_of_keys(function: _Command) -> _Command:
    """Give a command an option for each key that has one, in the order of the page of ``show``."""
    for key in reversed(by_place(CONTACT_KEYS)):  # the last decorator is the first option
        if key.option:
            function = _option_of(key, key.option)(function)
    return function


@click.command("new", short_help="Write a note for a person.")
@person_argument(known=False)
@_options_of_keys
@click.option("--note", default="", help="Free text below the front matter.")
@click.option(
    "--into", default="", metavar="FOLDER", help="The folder (default: where people are)."
)
@click.option("-e", "--edit", is_flag=True, help="Open the note in $VISUAL or $EDITOR.")
@json_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, /, name: str, *, into: str, edit: bool, as_json: bool, **said: Any
) -> None:
    """Write a note for the person NAME, and print its path.

    Examples:

    \b
      mdnet new "Ana Diaz" --role dentist --circle "service provider" --city Basel
      mdnet new "Ben Frost" --knows "Ana Diaz" --offer "a van on weekends" --edit
      mdnet new "Dr. Lee" --stub --introduced-by "Ben Frost"

    The note is yours: everything in it can be changed in any editor. An existing note is
    never overwritten.
    """
    from mdnet.history.transaction import write_new

    shown, stem = name_and_stem(name)
    vault = current_vault(ctx)
    path, text = person_note(vault, shown, stem, _with_links(vault, said), into)
    writing = this_command(ctx, shown)
    target = write_new(vault, path, text, writing)
    if as_json:
        output.put_json([{"name": shown, "path": path}])
    else:
        output.put(str(target))
    output.say_where_undo_lies(made=writing.made_folder)
    if edit:
        click.edit(filename=str(target))


def name_and_stem(name: str) -> tuple[str, str]:
    """Return a name on one line, and the file name of its note without the ending.

    Raises:
        click.UsageError: nothing of the name can be that of a file.
    """
    from mdnet.vault.names import portable_stem

    shown = " ".join(name.split())
    stem = portable_stem(shown)
    if not stem:
        raise click.UsageError(
            f'"{output.safe(name)}" cannot be the name of a note; it needs at least one letter, '
            "digit or symbol that a file name can hold."
        )
    return shown, stem


def person_note(
    vault: "Vault", name: str, stem: str, said: Mapping[str, Any], into: str = ""
) -> tuple[str, str]:
    """Return the path and the text of the note of a person, which is not written yet.

    ``said`` are the values of the options by their names, as far as there are any.

    Raises:
        RefusedError: its folder is none of the vault.
        UnreadPathError: it would not be read as the note of a person.
    """
    from mdnet.notes.kinds import type_to_write
    from mdnet.vault.folders import folder_for_people
    from mdnet.vault.gate import refuse_unread

    folder = folder_for_people(vault, into)
    path = (folder / f"{stem}.md").as_posix()
    _warn_of_namesakes(vault, name)
    kind = type_to_write(path, vault.config)
    text = _note_text(vault, name, stem, defaultdict(str, said, type=kind))
    refuse_unread(vault, path, text.encode(errors="replace"), "contact")
    return path, text


def _note_text(vault: "Vault", name: str, stem: str, said: Mapping[str, Any]) -> str:
    from mdnet.rendering.sandbox import Sandbox

    lists: list[tuple[str, list[str]]] = []
    texts: list[tuple[str, str]] = []
    plain = [("type", said["type"])] if said["type"] else []
    for key in CONTACT_KEYS:
        value = said[key.option.name.replace("-", "_")] if key.option else None
        if not value:
            continue
        if key.kind == "flag":
            plain.append((key.name, "true"))
        elif key.kind == "rating":
            plain.append((key.name, value))
        elif isinstance(value, str):
            texts.append((key.name, value))
        else:
            lists.append((key.name, [*value]))
    note = said["note"].strip()
    values = {
        "name": name,
        "stem": stem,
        "lists": lists,
        "texts": texts,
        "plain": plain,
        "note": f"{note}\n\n" if note else "\n",
    }
    with Sandbox(vault.root) as sandbox:
        return sandbox.render("person.md.j2", values)


def _with_links(vault: "Vault", said: Mapping[str, Any]) -> dict[str, Any]:
    """Return the values of the options with links in place of the names of others."""
    from mdnet.cli.person import NameFinder
    from mdnet.network.people import People

    values = dict(said)
    options = [key.option for key in CONTACT_KEYS if key.option and key.kind == "links"]
    names = [name for option in options if said[name := option.name.replace("-", "_")]]
    if not names:
        return values
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, date.min)
    finder = NameFinder(vault, snapshot, people)
    for name in names:
        others = said[name]
        if isinstance(others, str):
            values[name] = _link(others, finder, people, snapshot)
        else:
            values[name] = [_link(other, finder, people, snapshot) for other in others]
    return values


def _link(name: str, finder: "NameFinder", people: "People", snapshot: "Snapshot") -> str:
    """Return a link to the person called ``name``, who may be nobody of the vault."""
    from mdnet.editing.links import link_to, link_to_unlisted
    from mdnet.notes.links import split_links

    targets = split_links(name)[1]
    called = targets[0] if targets else name.strip()
    key = finder.person_if_any(called)
    if key is None:
        return link_to_unlisted(called)
    if people.contact(key) is None:
        return link_to_unlisted(people.name(key))
    return link_to(key, snapshot.catalogue)


def _warn_of_namesakes(vault: "Vault", name: str) -> None:
    from mdnet.util.text import name_key

    catalogue = fresh_index(vault).snapshot.catalogue
    for path in catalogue.by_name(name_key(name)) + catalogue.by_alias(name_key(name)):
        output.say(f"There is a note of that name already: {Path(path)}")
