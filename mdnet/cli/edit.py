"""``mdnet edit``: the note of a person or a goal, in the user's editor."""

from datetime import date

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import current_vault, fresh_index, json_option, vault_option


@click.command("edit", short_help="Open somebody's note in your editor.")
@person_argument()
@json_option
@vault_option
@click.pass_context
def command(ctx: click.Context, name: str, *, as_json: bool) -> None:
    """Open the note of NAME, a person or a goal, in your editor ($VISUAL or $EDITOR).

    Examples:

    \b
      mdnet edit ana
      mdnet edit "Find an apartment"

    Without a terminal, or if neither variable is set, the path of the note is printed instead, as
    in less "$(mdnet edit ana)". --json prints it too.
    """
    from mdnet.cli.editor import edit_file
    from mdnet.cli.person import NameFinder
    from mdnet.model.errors import NoNoteError
    from mdnet.network.ghosts import GHOST
    from mdnet.network.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, date.min)
    key = NameFinder(vault, snapshot, people).person_or_goal(name)
    if key.startswith(GHOST):
        raise NoNoteError(people.name(key))
    if as_json:
        output.put_json([{"path": key}])
    elif not edit_file(vault.root / key):
        output.put(str(vault.root / key))
