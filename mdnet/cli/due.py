"""``mdnet due``: who to get back to today, upcoming birthdays, and snoozing."""

import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import PersonName, VaultValue
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

    from mdnet.network.due import Due, Reminder

_LIMIT = 20


@click.command("due", short_help="Show who to get back to, and upcoming birthdays.")
@click.argument("words", nargs=-1, type=PersonName(), metavar="[NAME [WHEN]]")
@click.option("--snooze", is_flag=True, help="Set a follow-up with NAME for WHEN.")
@click.option("--every", metavar="SPAN", help="Set how often to be in touch with NAME.")
@click.option(
    "--pick", is_flag=True, help="Choose people who have no rhythm yet, and give them one."
)
@click.option(
    "--within",
    type=click.IntRange(min=0),
    metavar="DAYS",
    help="Look this many days ahead (default: 0; birthdays: 7).",
)
@click.option(
    "--circle",
    multiple=True,
    type=VaultValue("circle"),
    help="Only people in this circle. Can be repeated.",
)
@click.option("--all", "show_all", is_flag=True, help="Show every reminder, however far off.")
@limit_option(
    None, f"Show no more than this many of each kind (default: {_LIMIT}; with --all, all of them)."
)
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    words: tuple[str, ...],
    within: int | None,
    circle: tuple[str, ...],
    limit: int | None,
    every: str | None,
    *,
    snooze: bool,
    pick: bool,
    show_all: bool,
    as_json: bool,
    today: date,
) -> None:
    """Show who to reconnect or follow up with today, and upcoming birthdays.

    Examples:

    \b
      mdnet due
      mdnet due --within 30 --circle family
      mdnet due --snooze Ana Diaz 2 weeks
      mdnet due --every "3 months" Ben Frost
      mdnet due --pick --circle work

    A person's rhythm is how often you want to be in touch: their own cadence, or else that of
    their circle, which you can change under [cadence] in .mdnet/config.toml. When your last
    contact is longer ago than that, it is time to reconnect. The most overdue come first. A
    circle's rhythm only applies if the note shows that you are in touch: a log line, a last
    contact or a closeness.

    A follow-up is done once you have had contact on its day or later. Until then it replaces the
    rhythm. --snooze sets follow_up in the note, --every and --pick set cadence; mdnet undo takes
    it back.

    If nothing is due, nothing is printed, so cron stays quiet.

    The keys of --json: kind (reconnect, follow_up, birthday or anniversary), name, path, day
    (null if there was never any contact), days (from today; negative when past), last_contact,
    rhythm (in days) and past (in rhythms) to reconnect, years (of a birthday or anniversary, if
    known), circles, private.
    """
    _refuse_what_does_not_go_together(ctx, words, every, snooze=snooze, pick=pick)
    if snooze or every or pick:
        from mdnet.cli import due_changes

        if snooze:
            due_changes.snooze(ctx, words, today, as_json=as_json)
        elif words:
            due_changes.set_rhythm(ctx, words, every or "", today, as_json=as_json)
        else:
            due_changes.pick(ctx, circle, every, as_json=as_json)
        return
    found = _found(ctx, circle, today, *_how_far(within, show_all=show_all))
    _put(found, limit or (None if show_all else _LIMIT), as_json=as_json)


def _put(found: "Due", most: int | None, *, as_json: bool) -> None:
    """Print what is due, at most ``most`` of each kind, and say how much there is."""
    sections = (
        ("reconnect", found.reconnects),
        ("follow up", found.follow_ups),
        ("birthdays", found.days),
    )
    if as_json:
        output.put_json([_as_json(one) for _, some in sections for one in some[:most]])
    else:
        from mdnet.network.namesakes import told_apart

        apart = told_apart(one.card for _, some in sections for one in some)
        for title, some in sections:
            _put_section(title, some[:most], apart)
    _say_how_many(found, most)


def _refuse_what_does_not_go_together(
    ctx: click.Context, words: tuple[str, ...], every: str | None, *, snooze: bool, pick: bool
) -> None:
    """Refuse options that exclude each other.

    Raises:
        click.UsageError: NAME is missing or needs an option, or two options exclude each other.
    """
    if snooze + pick > 1 or (snooze and every) or (pick and words):
        raise click.UsageError(
            "Use only one of --snooze NAME WHEN, --every SPAN NAME and --pick.", ctx
        )
    if words and not (snooze or every):
        message = "NAME needs --snooze or --every. To see one person: mdnet show NAME"
        raise click.UsageError(message, ctx)
    if not words and (snooze or (every and not pick)):
        option = "--snooze" if snooze else "--every"
        raise click.UsageError(f"{option} needs a NAME.", ctx)


def _how_far(within: int | None, *, show_all: bool) -> tuple[int | None, int | None]:
    """How many days ahead to look, and how many for birthdays; None for all."""
    from mdnet.network.due import DAYS_NEAR

    if show_all:
        return None, None
    return (0, DAYS_NEAR) if within is None else (within, within)


def _found(
    ctx: click.Context,
    circles: tuple[str, ...],
    today: date,
    within: int | None,
    near: int | None,
) -> "Due":
    """What is due in some circles, as far ahead as ``within`` and ``near`` say."""
    from mdnet.cli.filters import say_unknown
    from mdnet.network.due import due_among
    from mdnet.network.facts import with_last_contact
    from mdnet.network.selection import Selection, fits

    vault = current_vault(ctx)
    catalogue = fresh_index(vault).snapshot.catalogue
    cards = with_last_contact(catalogue.cards(), catalogue, today)
    wanted = Selection(circle=circles)
    say_unknown(cards, wanted)
    people = [card for card in cards if fits(card, wanted)]
    return due_among(people, vault.config.cadence, today, within=within, near=near)


def _put_section(title: str, found: "Sequence[Reminder]", apart: dict[str, str]) -> None:
    """Print a section under its title; off a terminal, put the kind before each row instead."""
    from mdnet.network.due import in_a_sentence
    from mdnet.network.namesakes import named

    rows = [
        (str(one.day or "-"), named(one.card.name, one.card.path, apart), in_a_sentence(one))
        for one in found
    ]
    if not output.is_terminal():
        kinds = [_kind(one).replace("_", " ") for one in found]
        output.put_rows([(kind, *row) for kind, row in zip(kinds, rows, strict=True)])
    elif rows:
        click.echo(output.styled(title, bold=True))
        output.put_rows([(f"  {row[0]}", *row[1:]) for row in rows])


def _say_how_many(found: "Due", most: int | None) -> None:
    """Say how much is due, and how many people have no rhythm; silent under cron."""
    numbers = [len(found.reconnects), len(found.follow_ups), len(found.days)]
    if any(numbers):
        near = output.counted(numbers[2], "birthday or anniversary", "birthdays and anniversaries")
        more = f". To see more: -n {max(numbers)}" if most and max(numbers) > most else ""
        output.say(f"{numbers[0]} to reconnect with, {numbers[1]} to follow up, {near}{more}")
    without = len(found.without_rhythm)
    if without and (any(numbers) or sys.stderr.isatty()):
        have = output.counted(without, "person has", "people have")
        output.say(f"{have} no rhythm yet. To choose some: mdnet due --pick")


def _kind(one: "Reminder") -> str:
    return getattr(one, "kind", "reconnect")


def _as_json(one: "Reminder") -> dict[str, Any]:
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
