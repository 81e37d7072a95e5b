"""``mdnet new``: a note for a person, from the template."""

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option

if TYPE_CHECKING:
    from mdnet.vault.root import Vault

_LISTS = {
    "alias": "aliases", "circle": "circles", "role": "roles", "org": "organizations",
    "skill": "skills", "offer": "offers", "need": "needs", "interest": "interests",
    "phone": "phones", "email": "emails", "tag": "tags",
}  # fmt: skip


@click.command("new", short_help="Write a note for a person.")
@person_argument(known=False)
@click.option("--role", multiple=True, help="What they do.")
@click.option("--circle", multiple=True, help="Where you know them from: family, work, club …")
@click.option("--city", default="", help="Where they live.")
@click.option("--org", multiple=True, help="Where they work.")
@click.option("--skill", multiple=True, help="What they can do.")
@click.option("--offer", multiple=True, help="What they would give.")
@click.option("--need", multiple=True, help="What would help them.")
@click.option("--interest", multiple=True, help="What they like.")
@click.option("--knows", multiple=True, metavar="NAME", help="Whom they know.")
@click.option("--introduced-by", default="", metavar="NAME", help="Who brought you together.")
@click.option("--about", default="", help="Who they are, in one line.")
@click.option("--alias", multiple=True, help="What else they are called.")
@click.option("--phone", multiple=True, help="A telephone number.")
@click.option("--email", multiple=True, help="An e-mail address.")
@click.option("--tag", multiple=True, help="A tag.")
@click.option("--closeness", type=click.IntRange(1, 5), help="How close you are, 1 to 5.")
@click.option("--stub", is_flag=True, help="You have not met them yet.")
@click.option("--private", is_flag=True, help="Keep them out of pages and exports.")
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
    shown, stem = name_and_stem(name)
    path, target = write_person(current_vault(ctx), shown, stem, said, into)
    if as_json:
        output.put_json([{"name": shown, "path": path}])
    else:
        output.put(str(target))
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


def write_person(
    vault: "Vault", name: str, stem: str, said: Mapping[str, Any], into: str = ""
) -> tuple[str, Path]:
    """Write the note of a person; return its path in the vault and on disk.

    ``said`` are the values of the options by their names, as far as there are any.

    Raises:
        RefusedError: there is such a note, or its folder is none of the vault.
    """
    from mdnet.notes.reader import is_for_people
    from mdnet.vault.files import write_new
    from mdnet.vault.folders import folder_for_people

    folder = folder_for_people(vault, into)
    path = (folder / f"{stem}.md").as_posix()
    _warn_of_namesakes(vault, name)
    kind = "" if is_for_people(folder.as_posix(), vault.config) else "person"
    text = _note_text(vault, name, stem, defaultdict(str, said, type=kind))
    return path, write_new(vault.root, path, text)


def _note_text(vault: "Vault", name: str, stem: str, said: Mapping[str, Any]) -> str:
    from mdnet.careful_rendering import render_carefully

    lists = [(key, list(said[option])) for option, key in _LISTS.items() if said[option]]
    if said["knows"]:
        lists.append(("knows", [_link(other) for other in said["knows"]]))
    texts = [(key, said[key]) for key in ("about", "city") if said[key]]
    if said["introduced_by"]:
        texts.append(("introduced_by", _link(said["introduced_by"])))
    plain = [(key, said[key]) for key in ("type", "closeness") if said[key]]
    plain += [(key, "true") for key in ("stub", "private") if said[key]]
    note = said["note"].strip()
    values = {
        "name": name,
        "stem": stem,
        "lists": lists,
        "texts": texts,
        "plain": plain,
        "note": f"{note}\n\n" if note else "\n",
    }
    return render_carefully(vault.root, "person.md.j2", values)


def _link(name: str) -> str:
    return f"[[{name.strip().removeprefix('[[').removesuffix(']]')}]]"


def _warn_of_namesakes(vault: "Vault", name: str) -> None:
    from mdnet.text import name_key

    catalogue = fresh_index(vault).snapshot.catalogue
    for path in catalogue.by_name(name_key(name)) + catalogue.by_alias(name_key(name)):
        output.say(f"There is a note of that name already: {Path(path)}")
