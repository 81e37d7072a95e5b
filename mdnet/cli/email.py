"""``mdnet email``: the email addresses of a person, or a lookup for a mail program."""

import click

from mdnet.cli import output
from mdnet.cli.reaching import put_values, reaching_command

_OPTION = click.option(
    "--mutt", is_flag=True, help="Print lines for mutt and aerc: address, tab, name, tab, details."
)


@_OPTION
@reaching_command("email", "Print somebody's email addresses.")
def command(
    ctx: click.Context, name: str, *, template: str | None, as_json: bool, mutt: bool
) -> None:
    """Print the email addresses of NAME, one per line, and nothing else.

    Examples:

    \b
      mdnet email ana
      mdnet email Ngaire Tamatea --format "{name} <{value}>"
      mdnet email --mutt an

    If several people match, all of them are listed with their addresses. The exit code is 4 if
    nobody matches, and 1 if the person has no address.

    With --mutt, the beginning of any word of a name, or any part of an address, is enough. Put
    this into your muttrc: set query_command = "mdnet -C ~/network email --mutt %s"
    """
    if not mutt:
        put_values(ctx, name, "email", template=template, as_json=as_json)
    elif not _put_for_mutt(ctx, name):
        ctx.exit(1)


def _put_for_mutt(ctx: click.Context, text: str) -> bool:
    """Print a line for mutt to show, then the addresses; return whether there are any."""
    from mdnet.cli.context import current_vault, fresh_index
    from mdnet.identity.reaching import Reaching, values_of_kind

    vault = current_vault(ctx)
    reaching = Reaching(fresh_index(vault).snapshot, vault.config.country)
    found = values_of_kind(reaching.beginning(text), "email")
    output.put(output.counted(len(found), "address", "addresses") + " in mdnet")
    for person, value in found:
        more = output.joined((person.role, person.organization, person.city))
        click.echo("\t".join(map(output.safe, (value, person.name, more))))
    return bool(found)
