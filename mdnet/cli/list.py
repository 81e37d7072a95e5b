"""``mdnet list``: the contacts, filtered and sorted."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    no_private_option,
    today_option,
    vault_option,
)
from mdnet.cli.filters import filter_options, selection_of
from mdnet.cli.uncounted import say_uncounted

if TYPE_CHECKING:
    from mdnet.model.summary import Card

_ORDERS = ("name", "closeness", "last-contact", "city", "circle")


@click.command("list", short_help="List contacts, filtered and sorted.")
@filter_options
@click.option(
    "--sort", type=click.Choice(_ORDERS), default="name", show_default=True, help="The order."
)
@click.option("--reverse", is_flag=True, help="The other way round.")
@click.option("--archived", is_flag=True, help="Archived people, too.")
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    sort: str,
    reverse: bool,
    archived: bool,
    as_json: bool,
    today: date,
    **filters: Any,
) -> None:
    """List contacts, filtered and sorted.

    Examples:

    \b
      mdnet list
      mdnet list --circle "close friend"
      mdnet list --city Basel --sort last-contact
      mdnet list --role engineer --json

    Filters compare without regard to case and accents, and a part of a word is enough.
    """
    from mdnet.network.facts import with_last_contact
    from mdnet.network.selection import select

    vault = current_vault(ctx)
    catalogue = fresh_index(vault).snapshot.catalogue
    cards = with_last_contact(catalogue.brief_cards(), catalogue, today)
    wanted = selection_of(filters, archived=archived)
    people = select(cards, wanted, order=sort, reverse=reverse)
    if as_json:
        output.put_json([_as_json(card) for card in people])
    else:
        output.put_rows([_row(card) for card in people])
    output.say(output.counted(len(people), "contact"))
    say_uncounted(catalogue, vault.config)


def _row(card: "Card") -> tuple[str, ...]:
    work = output.joined((*card.roles, *card.organizations))
    met = card.last_contact.isoformat() if card.last_contact else ""
    return card.name, work, card.city, ", ".join(card.circles), met


def _as_json(card: "Card") -> dict[str, Any]:
    from mdnet.network.facts import favours_with

    return {
        "name": card.name,
        "path": card.path,
        "group": card.group,
        "circles": list(card.circles),
        "roles": list(card.roles),
        "organizations": list(card.organizations),
        "city": card.city or None,
        "tags": list(card.tags),
        "aliases": list(card.aliases),
        "closeness": card.closeness,
        "last_contact": card.last_contact.isoformat() if card.last_contact else None,
        "balance": favours_with([card]).balance,
        "stub": card.stub,
        "private": card.private,
        "archived": card.archived,
    }
