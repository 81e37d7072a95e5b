"""``mdnet path``: who can introduce you to somebody."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    no_private_option,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.network.introductions import IntroductionPath


@click.command("path", short_help="Find who can introduce you to somebody.")
@person_argument()
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(ctx: click.Context, name: str, *, as_json: bool, today: date) -> None:
    """Find who can introduce you to NAME, the warmest way first.

    Examples:

    \b
      mdnet path "Dr. Lee"
      mdnet path "Hye-jin Park"
      mdnet path "Dr. Lee" --json

    Shows up to three ways, each starting with a different person. A way is warmer the closer you
    are to the person you ask first, and the fewer people there are in between. If you already
    know NAME, it says so first.

    The keys of --json: through (names, the one nearest to you first; empty if you know NAME),
    steps (each with from, null for you, to, kind and strength from 0 to 1), warmth (0 to 1).
    """
    from mdnet.cli.person import NameFinder
    from mdnet.network.introductions import introductions_to, own_tie
    from mdnet.network.people import People

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, today)
    key = NameFinder(vault, snapshot, people).person(name)
    own = own_tie(key, people)
    ways = [*([own] if own else []), *introductions_to(key, people)]
    if as_json:
        output.put_json([way_as_json(way) for way in ways])
    else:
        for way in ways:
            output.put(f"{way.sentence}.")
    if not ways:
        from mdnet.editing.links import link_to, link_to_unlisted

        names = snapshot.catalogue
        link = link_to(key, names) if people.contact(key) else link_to_unlisted(people.name(key))
        output.say(
            f"Nobody you know can introduce you to {people.name(key)}. If you hear who knows them, "
            f'add knows: ["{link}"] to the note of that person.'
        )


def way_as_json(way: "IntroductionPath") -> dict[str, Any]:
    """A way as it is in JSON."""
    return {
        "through": list(way.through),
        "steps": [
            {"from": step.start, "to": step.end, "kind": step.kind, "strength": step.strength}
            for step in way.steps
        ],
        "warmth": way.warmth,
    }
