"""``mdnet new``: creates a note for a person, or for many, one per line."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    this_command,
    today_option,
    vault_option,
)
from mdnet.cli.key_options import key_options

if TYPE_CHECKING:
    from mdnet.capture.batch import Batch
    from mdnet.capture.people import NewPerson
    from mdnet.index.store import Snapshot
    from mdnet.network.people import People
    from mdnet.vault.root import Vault

_STDIN = ("-",)


@click.command("new", short_help="Create a note for a person.")
@click.argument("words", nargs=-1, required=True, metavar="NAME")
@key_options()
@click.option("--note", default="", help="Text to put below the front matter.")
@click.option(
    "--into", default="", metavar="FOLDER", help="The folder (default: where your people are)."
)
@click.option("-e", "--edit", is_flag=True, help="Open the note in $VISUAL or $EDITOR.")
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context, /, words: tuple[str, ...], *, into: str, edit: bool, as_json: bool,
    today: date, **said: Any,
) -> None:  # fmt: skip
    """Create a note for the person NAME, and print its path.

    Examples:

    \b
      mdnet new Rosa Diaz, potter, Basel: met at the fair
      mdnet new Ana Diaz --role dentist --circle "service provider" --follow-up "in 2 weeks"
      mdnet new "Ben Frost" --knows "Ana Diaz" --offer "a van on weekends" --edit
      mdnet new "Dr. Lee" --stub --introduced-by "Ben Frost"
      mdnet new "Rosa Diaz" "Pete Moss" --circle choir

    After the name, add what they do and where they live, separated by commas, and anything else
    after a colon. Phone numbers, email addresses, #tags and circles are recognised anywhere. To
    create several notes at once, put each name in quotes.

    mdnet new - reads people from stdin, one per line, and skips blank lines and lines that begin
    with #. All of them count as one edit for mdnet undo. People who already have a note, by name,
    phone or email, are left alone. A line that cannot be read is reported with its number; the
    others are written, and the exit code is 1.

    The note is yours: change anything in it, in any editor. An existing note is never
    overwritten.
    """
    from mdnet.capture.people import write_people
    from mdnet.network.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    batch = _batch(words, vault, snapshot, People(snapshot, today), into)
    if edit and len(batch.people) > 1:
        raise click.UsageError("--edit works for one person at a time.", ctx)
    unread = any(one.is_unread for one in batch.left_out)
    for one in batch.left_out:
        output.say(f"line {one.number}: {one.reason}")
    if not batch.people and not batch.left_out:
        output.say("No line contains a name.")
    people = [_with_options(person, said, vault, snapshot) for person in batch.people]
    if not people:
        ctx.exit(1 if unread else 0)
    named = words if words == _STDIN else tuple(person.name for person in people)
    writing = this_command(ctx, *named)
    paths = write_people(vault, people, writing, into)
    _put(vault, people, paths, as_json=as_json)
    output.say_where_undo_lies(made=writing.made_folder)
    if edit:
        from mdnet.cli.editor import edit_file

        edit_file(vault.root / paths[0])
    if unread:
        ctx.exit(1)


def _batch(
    words: tuple[str, ...], vault: "Vault", snapshot: "Snapshot", people: "People", into: str
) -> "Batch":
    """The people named as arguments, or on the lines of stdin."""
    from mdnet.capture.batch import Batch, lines_of, read_people, who_has_a_note
    from mdnet.capture.lines import known_words, read_person

    known = known_words(snapshot.catalogue.cards(), vault.config.country)
    if words == _STDIN:
        if sys.stdin.isatty():
            output.say("Type one person per line: NAME, ROLE, CITY: a sentence. Ctrl-D to finish.")
        lines = lines_of(sys.stdin.buffer.read())
        return read_people(lines, known, who_has_a_note(vault, snapshot, people, into))
    named = tuple(read_person(line, known) for line in _each(words))
    _warn_of_namesakes(named, snapshot)
    return Batch(named, ())


def _each(words: tuple[str, ...]) -> Sequence[str]:
    """One line per person: each quoted argument, or all words together."""
    quoted = [word for word in words if " " in word.strip()]
    if len(words) == 1 or not quoted:
        return [" ".join(words)]
    if len(quoted) < len(words):
        raise click.UsageError("Put each name in quotes, or none of them.")
    return words


def _warn_of_namesakes(people: "Sequence[NewPerson]", snapshot: "Snapshot") -> None:
    from mdnet.capture.people import namesakes

    for person in people:
        for path in namesakes(snapshot.catalogue, person.name):
            output.say(f"There is already a note with that name: {path}")


def _with_options(
    person: "NewPerson", said: Mapping[str, Any], vault: "Vault", snapshot: "Snapshot"
) -> "NewPerson":
    """A person with everything that the options say, and links to others."""
    from mdnet.capture.people import NewPerson, joined, names_others, with_links

    values = joined(person.said, said)
    if not names_others(values):
        return NewPerson(person.name, values)
    from mdnet.cli.person import NameFinder
    from mdnet.network.people import People

    people = People(snapshot, date.min)
    finder = NameFinder(vault, snapshot, people)
    linked = with_links(values, finder.person_if_any, people, snapshot.catalogue)
    return NewPerson(person.name, linked)


def _put(
    vault: "Vault", people: "Sequence[NewPerson]", paths: Sequence[str], *, as_json: bool
) -> None:
    named = zip(people, paths, strict=True)
    if as_json:
        output.put_json([{"name": one.name, "path": path} for one, path in named])
        return
    for path in paths:
        output.put(str(vault.root / path))
