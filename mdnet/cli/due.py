"""``mdnet due``: whom to get back to, and which days are near."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import VaultValue
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    limit_option,
    no_private_option,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.network.cadence import Reconnect
    from mdnet.network.calendar import Occasion
    from mdnet.vault.root import Vault

    Due = Reconnect | Occasion

_LIMIT = 20


@click.command("due", short_help="Show whom to get back to, and near birthdays.")
@click.option(
    "--within",
    type=click.IntRange(min=0),
    default=14,
    show_default=True,
    metavar="DAYS",
    help="How many days to look ahead.",
)
@click.option(
    "--circle",
    multiple=True,
    type=VaultValue("circle"),
    help="Only this circle; more than one: any of them.",
)
@click.option(
    "--all", "show_all", is_flag=True, help="Everybody with a rhythm or a day, however far ahead."
)
@limit_option(
    None, f"Show at most this many of a kind (default: {_LIMIT}; with --all, all of them)."
)
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    within: int,
    circle: tuple[str, ...],
    limit: int | None,
    *,
    show_all: bool,
    as_json: bool,
    today: date,
) -> None:
    """Show whom to reconnect with, whom to follow up, and whose birthday is near.

    Examples:

    \b
      mdnet due
      mdnet due --within 30
      mdnet due --circle family --circle "close friend"
      mdnet due --all --json

    It is time to reconnect when the last contact is longer ago than the rhythm of a person:
    their cadence, else that of their circle, which [cadence] in .mdnet/config.toml can
    change. Who waits longest for their rhythm comes first. A follow_up is done when there
    was contact on its day or later.

    The keys of --json: kind (reconnect, follow_up, birthday or anniversary), name, path,
    day (or null, if there never was contact), days (from today, below 0 when past),
    last_contact, rhythm (in days) and past (in rhythms) to reconnect, years (of a birthday
    or anniversary, when known), circles, private.
    """
    sections = _sections(current_vault(ctx), circle, today, None if show_all else within)
    most = limit or (None if show_all else _LIMIT)
    if as_json:
        output.put_json([_as_json(one) for _, found in sections for one in found[:most]])
    else:
        from mdnet.network.namesakes import told_apart

        apart = told_apart(one.card for _, found in sections for one in found)
        for title, found in sections:
            _put_section(title, found[:most], apart)
    _say_how_many([len(found) for _, found in sections], most)


def _sections(
    vault: "Vault", circles: tuple[str, ...], today: date, ahead: int | None
) -> "list[tuple[str, Sequence[Due]]]":
    """Return what is due ``ahead`` days from now, however far for None, under its titles."""
    from mdnet.network.cadence import reconnects
    from mdnet.network.calendar import anniversaries, follow_ups
    from mdnet.network.facts import with_last_contact
    from mdnet.network.selection import Selection, fits

    catalogue = fresh_index(vault).snapshot.catalogue
    cards = with_last_contact(catalogue.cards(), catalogue, today)
    wanted = Selection(circle=circles)
    people = [card for card in cards if fits(card, wanted)]
    return [
        ("reconnect", reconnects(people, vault.config.cadence, today, ahead)),
        ("follow up", follow_ups(people, today, ahead)),
        ("birthdays", anniversaries(people, today, ahead)),
    ]


def _put_section(title: str, found: "Sequence[Due]", apart: dict[str, str]) -> None:
    """Print a section under its title, or off a terminal with the kind in front of each row."""
    from mdnet.network.namesakes import named

    names = [named(one.card.name, one.card.path, apart) for one in found]
    rows = [
        (str(one.day or "-"), name, _in_words(one)) for name, one in zip(names, found, strict=True)
    ]
    if not output.is_terminal():
        kinds = [_kind(one).replace("_", " ") for one in found]
        output.put_rows([(kind, *row) for kind, row in zip(kinds, rows, strict=True)])
    elif rows:
        click.echo(output.styled(title, bold=True))
        output.put_rows([(f"  {row[0]}", *row[1:]) for row in rows])


def _say_how_many(numbers: list[int], most: int | None) -> None:
    if not any(numbers):
        output.say("Nobody is waiting to hear from you, and no birthday is near. Enjoy your day.")
        return
    near = output.counted(numbers[2], "birthday or anniversary", "birthdays and anniversaries")
    more = f"; more with -n {max(numbers)}" if most and max(numbers) > most else ""
    output.say(f"{numbers[0]} to reconnect with, {numbers[1]} to follow up, {near}{more}")


def _kind(one: "Due") -> str:
    return getattr(one, "kind", "reconnect")


def _in_words(one: "Due") -> str:
    from mdnet.network.calendar import Occasion
    from mdnet.util.dates import in_words

    if isinstance(one, Occasion):
        return _occasion_in_words(one)
    rhythm = f"every {in_words(one.rhythm)}"
    last = one.card.last_contact
    if last is None:
        return f"{rhythm}: no contact noted {'since you met' if one.day else 'yet'}"
    late = f"{in_words(-one.days)} past" if one.days < 0 else _ahead(one.days)
    return f"{rhythm}: {late}; last contact {last}"


def _occasion_in_words(one: "Occasion") -> str:
    ahead = _ahead(one.days)
    if one.kind == "follow_up":
        return f"get back to them: {ahead}"
    if one.kind == "birthday":
        return f"turns {one.years} {ahead}" if one.years else f"birthday {ahead}"
    years = output.counted(one.years, "year") + " " if one.years else ""
    return f"anniversary: {years}{ahead}"


def _ahead(days: int) -> str:
    from mdnet.util.dates import in_words

    if days == 0:
        return "today"
    return f"in {in_words(days)}" if days > 0 else f"{in_words(-days)} ago"


def _as_json(one: "Due") -> dict[str, Any]:
    from mdnet.network.cadence import Reconnect

    last = one.card.last_contact
    return {
        "kind": _kind(one),
        "name": one.card.name,
        "path": one.card.path,
        "day": one.day.isoformat() if one.day else None,
        "days": one.days if one.day else None,
        "last_contact": last.isoformat() if last else None,
        "rhythm": one.rhythm if isinstance(one, Reconnect) else None,
        "past": one.past if isinstance(one, Reconnect) else None,
        "years": None if isinstance(one, Reconnect) else one.years,
        "circles": list(one.card.circles),
        "private": one.card.private,
    }
