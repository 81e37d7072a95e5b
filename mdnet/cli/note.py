"""``mdnet note``: adds a line of text to somebody's note."""

from datetime import date

import click

from mdnet.cli import output
from mdnet.cli.completion import PersonName
from mdnet.cli.context import current_vault, fresh_index, json_option, this_command, vault_option


@click.command("note", short_help="Add a line of text to somebody's note.")
@click.argument("words", nargs=-1, required=True, type=PersonName(), metavar="NAME TEXT...")
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, words: tuple[str, ...], *, as_json: bool) -> None:
    """Add TEXT to the note of NAME, above its first heading.

    Examples:

    \b
      mdnet note ana is afraid of dogs
      mdnet note Ben Frost: has a van now, and lends it

    NAME is as many words as make up somebody's name, or everything before a colon. Nothing else
    in the note changes; mdnet undo takes it back. For something that happened on a certain day,
    use mdnet log.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.editing.text import add_text
    from mdnet.history.transaction import rewrite
    from mdnet.network.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, date.min))
    name, text = finder.name_and_text(words)
    path = finder.note(name)
    if not text.strip():
        raise click.UsageError(f'What about them? mdnet note "{output.safe(name)}" TEXT', ctx)
    writing = this_command(ctx, name)
    heading = vault.config.log_heading
    rewrite(vault, path, lambda data: add_text(data, text, heading), writing)
    if as_json:
        output.put_json([{"path": path, "text": text}])
    else:
        output.put(f"{path}: {text}")
    output.say_where_undo_lies(made=writing.made_folder)
