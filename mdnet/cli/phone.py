"""``mdnet phone``: the phone numbers of a person, and nothing else."""

import click

from mdnet.cli.reaching import put_values, reaching_command


@reaching_command("phone", "Print somebody's phone numbers.")
def command(ctx: click.Context, name: str, *, template: str | None, as_json: bool) -> None:
    """Print the phone numbers of NAME, one per line, and nothing else.

    Examples:

    \b
      mdnet phone ana
      mdnet phone Ben Frost --format "{name}: {value}"

    If several people match, all of them are listed with their numbers. The exit code is 4 if
    nobody matches, and 1 if the person has no number.
    """
    put_values(ctx, name, "phone", template=template, as_json=as_json)
