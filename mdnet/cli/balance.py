"""``mdnet balance``: favours given and received, and open promises."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.columns import Column
from mdnet.cli.completion import person_argument
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
    from mdnet.index.store import Snapshot
    from mdnet.network.exchange import Balance, By, OpenPromise
    from mdnet.vault.root import Vault

_NO_CIRCLE = "no circle"
_TITLES = {"even": "about even"}
# For the name, the balance, what was exchanged, and promises.
_COLUMNS = (Column(enough=26), Column(), Column(rank=2), Column(rank=1))


@click.command("balance", short_help="Show favours given and received, and open promises.")
@person_argument(required=False)
@click.option(
    "--group-by",
    type=click.Choice(["person", "circle", "group"]),
    default="person",
    show_default=True,
    help="Add up by person, circle or group (primary: family and close friends).",
)
@click.option("--promises", is_flag=True, help="List open promises, the oldest first.")
@limit_option(20)
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(
    ctx: click.Context,
    name: str | None,
    group_by: "By",
    limit: int,
    *,
    promises: bool,
    as_json: bool,
    today: date,
) -> None:
    """Show what you gave, what you got, and which promises are open.

    Examples:

    \b
      mdnet balance
      mdnet balance "Ana Diaz"
      mdnet balance --promises
      mdnet balance --group-by circle --json

    People who gave you more than they got come first; people you gave more to come last. What
    counts are the log lines that begin with gave: or got:, with their weights. A line that begins
    with promised: opens a promise; a later line about the same thing, or a tick, closes it.

    The keys of --json: name, path, group, circles, people, gave, got, balance (got minus gave),
    ratio (got divided by gave, or null), ahead (they, you or nobody), promises, private. Each
    promise, also with --promises: name, path, day, days (how long ago), by (you or they), text,
    private. For a circle or a group, path and group are null.
    """
    from mdnet.network.exchange import balances, open_promises

    if group_by != "person" and (name or promises):
        raise click.UsageError("--group-by cannot be combined with NAME or --promises.", ctx)
    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    if name:
        found = _of_one(name, vault, snapshot, today)
    else:
        found = balances(snapshot.catalogue.cards(), group_by)
    if promises:
        _put_promises(open_promises(found), limit, today, as_json=as_json)
    else:
        _put_balances(found, limit, today, as_json=as_json)


def _of_one(name: str, vault: "Vault", snapshot: "Snapshot", today: date) -> "list[Balance]":
    """The balance with the person called ``name``; empty for a person without a note."""
    from mdnet.cli.person import NameFinder
    from mdnet.network.exchange import balance_of
    from mdnet.network.people import People

    key = NameFinder(vault, snapshot, People(snapshot, today)).person(name)
    card = snapshot.catalogue.card(key)
    return [balance_of(card)] if card else []


def _put_balances(found: "list[Balance]", limit: int, today: date, *, as_json: bool) -> None:
    shown = found[:limit]
    if as_json:
        output.put_json([_as_json(one, today) for one in shown])
    elif output.is_terminal():
        _put_by_side(shown)
    else:
        output.put_rows([_row(one) for one in shown])
    if not found:
        output.say("No favours noted yet. To add one: mdnet log NAME got TEXT")
    elif len(shown) < len(found):
        output.say(f"{len(shown)} of {len(found)}. To see all: -n {len(found)}")


def _put_by_side(found: "list[Balance]") -> None:
    """Print balances grouped under a heading for each side."""
    from mdnet.network.namesakes import named, told_apart

    apart = told_apart(card for one in found if one.by == "person" for card in one.people)
    for could in dict.fromkeys(one.could for one in found):
        side = [one for one in found if one.could == could]
        click.echo(output.styled(_TITLES.get(could, could), bold=True))
        rows = []
        for one in side:
            name, balance, exchange, _, promised = _row(one)
            path = one.people[0].path if one.by == "person" else None
            rows.append((f"  {named(name, path, apart)}", balance, exchange, promised))
        output.put_rows(rows, _COLUMNS)


def _put_promises(found: "list[OpenPromise]", limit: int, today: date, *, as_json: bool) -> None:
    shown = found[:limit]
    if as_json:
        output.put_json([_promise_as_json(one, today) for one in shown])
    else:
        output.put_rows(
            [(one.promise.day, _by(one), one.card.name, one.promise.text) for one in shown]
        )
    output.say(output.counted(len(found), "open promise"))


def _row(one: "Balance") -> tuple[str, ...]:
    promised = (
        f"{who} promised {number}"
        for who, number in (
            ("you", one.promised(mine=True)),
            ("they", one.promised(mine=False)),
        )
        if number
    )
    return (
        one.name or _NO_CIRCLE,
        f"{one.balance:+g}" if one.balance else "0",
        f"they gave {one.got:g}, you gave {one.gave:g}",
        one.could,
        ", ".join(promised),
    )


def _by(one: "OpenPromise") -> str:
    return "you" if one.promise.mine else "they"


def _as_json(one: "Balance", today: date) -> dict[str, Any]:
    person = one.people[0] if one.by == "person" else None
    return {
        "name": one.name or None,
        "path": person.path if person else None,
        "group": person.group if person else None,
        "circles": list(person.circles) if person else [],
        "people": len(one.people),
        "gave": one.gave,
        "got": one.got,
        "balance": one.balance,
        "ratio": one.ratio,
        "ahead": one.ahead,
        "promises": [_promise_as_json(promise, today) for promise in one.promises],
        "private": any(card.private for card in one.people),
    }


def _promise_as_json(one: "OpenPromise", today: date) -> dict[str, Any]:
    return {
        "name": one.card.name,
        "path": one.card.path,
        "day": one.promise.day,
        "days": (today - date.fromisoformat(one.promise.day)).days,
        "by": _by(one),
        "text": one.promise.text,
        "private": one.card.private,
    }
