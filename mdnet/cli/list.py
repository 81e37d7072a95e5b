"""``mdnet list``: the contacts, filtered and sorted."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    limit_option,
    no_private_option,
    today_option,
    vault_option,
)
from mdnet.cli.filters import filter_options, say_unknown, selection_of
from mdnet.cli.uncounted import say_uncounted

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.model.summary import Card
    from mdnet.network.contact_fields import ContactField
    from mdnet.network.selection import Selection

# How much room name, work, city, circles and day need on a terminal, and the order in which they
# get it.
_COLUMNS = (
    (24, 0),
    (26, 1),
    (14, 2),
    (16, 4),
    (10, 3),
)


@click.command("list", short_help="List contacts, filtered and sorted.")
@filter_options
@click.option(
    "--fields",
    metavar="FIELD,…",
    help="What to show for each person: name,city,phone or any other fields of your notes.",
)
@click.option(
    "--sort",
    default="name",
    show_default=True,
    metavar="FIELD",
    help="Sort by name, closeness, last-contact, city, circle or any other field.",
)
@click.option("--reverse", is_flag=True, help="Reverse the order.")
@limit_option(None)
@click.option("--archived", is_flag=True, help="Include archived people.")
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    /,
    *,
    fields: str | None,
    sort: str,
    reverse: bool,
    limit: int | None,
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
      mdnet list --city Basel --sort last-contact -n 5
      mdnet list --fields name,city,phone
      mdnet list --role engineer --json

    Filters ignore case and accents, and part of a word is enough. Sorting by closeness puts the
    closest people first; sorting by last-contact, those you have not seen the longest.
    """
    from mdnet.network.facts import with_last_contact

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    catalogue = snapshot.catalogue
    # The usual table only needs the brief half of a card.
    held = catalogue.cards() if fields or not _is_usual(sort) else catalogue.brief_cards()
    cards = with_last_contact(held, catalogue, today)
    wanted = selection_of(filters, archived=archived)
    people = _in_order(cards, wanted, sort, snapshot, reverse)
    shown = people[:limit]
    if fields:
        _put_fields(fields, shown, snapshot, as_json=as_json)
    elif as_json:
        output.put_json([_as_json(card) for card in shown])
    else:
        _put_table(shown, vault.root)
    of_all = f"{len(shown)} of " if len(shown) < len(people) else ""
    output.say(of_all + output.counted(len(people), "contact"))
    say_unknown(cards, wanted)
    say_uncounted(catalogue, vault.config)


def _is_usual(sort: str) -> bool:
    from mdnet.network.selection import ORDERS

    return sort.replace("_", "-") in ORDERS


def _in_order(
    cards: "list[Card]",
    wanted: "Selection",
    sort: str,
    snapshot: "Snapshot",
    reverse: bool,  # noqa: FBT001
) -> "list[Card]":
    """The selected contacts, in one of the usual orders or sorted by a field."""
    from mdnet.network.selection import select

    if _is_usual(sort):
        return select(cards, wanted, order=sort.replace("_", "-"), reverse=reverse)
    from mdnet.network.contact_fields import contact_field, in_order_of

    field = contact_field(sort)
    _say_if_unknown(field, cards, snapshot)
    return in_order_of(field, select(cards, wanted), snapshot.note_at, reverse=reverse)


def _put_table(people: "list[Card]", root: Path) -> None:
    if not output.is_terminal():
        # A program that reads the rows has the other columns to tell people apart by.
        output.put_rows([(card.name, *_facts(card)) for card in people])
        return
    from mdnet.cli.columns import Column
    from mdnet.network.namesakes import named, told_apart

    apart = told_apart(people)
    rows = [(named(card.name, card.path, apart), *_facts(card)) for card in people]
    columns = [Column(*how) for how in _COLUMNS]
    output.put_rows(rows, columns, links=[root / card.path for card in people])


def _put_fields(words: str, people: "list[Card]", snapshot: "Snapshot", *, as_json: bool) -> None:
    """Print the chosen fields of contacts: a column each, or a key each in JSON."""
    from mdnet.network.contact_fields import as_text, contact_field, values_of

    fields = [contact_field(word) for word in words.split(",") if word.strip()]
    rows = [values_of(card, fields, snapshot.note_at) for card in people]
    if as_json:
        names = [field.name for field in fields]
        output.put_json([dict(zip(names, row, strict=True)) for row in rows])
    else:
        output.put_rows([tuple(map(as_text, row)) for row in rows])
    for field in fields:
        _say_if_unknown(field, people, snapshot)


def _say_if_unknown(field: "ContactField", people: "list[Card]", snapshot: "Snapshot") -> None:
    """Say which fields no note has, and suggest similar ones."""
    from mdnet.model.keys import known_key_like
    from mdnet.network.contact_fields import as_text, values_of

    if field.kind != "own" or not people:
        return
    contacts = (card for card in people if card.kind == "contact")
    held = (values_of(card, (field,), snapshot.note_at)[0] for card in contacts)
    if not any(map(as_text, held)):
        near = known_key_like(field.name)
        hint = f" Did you mean {near}?" if near else ""
        output.say(f'No note here has a field "{field.name}".{hint}')


def _facts(card: "Card") -> tuple[str, ...]:
    work = output.joined((*card.roles, *card.organizations))
    met = card.last_contact.isoformat() if card.last_contact else ""
    return work, card.city, ", ".join(card.circles), met


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
