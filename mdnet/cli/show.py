"""``mdnet show``: one person on a page."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import (
    current_vault,
    fresh_index,
    json_option,
    today_option,
    understanding_of,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.model import Contact
    from mdnet.network.exchange import Balance
    from mdnet.search.matching import Match
    from mdnet.search.portrait import Portrait
    from mdnet.vault.root import Vault

_MATCHES_SHOWN = 3


@click.command("show", short_help="Show one person on a page.")
@person_argument()
@json_option
@today_option
@vault_option
@click.pass_context
def command(ctx: click.Context, name: str, *, as_json: bool, today: date) -> None:
    """Show the person NAME: what they do, whom they know, and the ways to them.

    Examples:

    \b
      mdnet show "Ana Diaz"
      mdnet show ana
      mdnet show "Dr. Lee" --json

    NAME is a file name, an alias or the beginning of a name, if only one person has it.
    People without a note are found, too, when a note links to them.
    """
    from mdnet.cli.person_page import put_page
    from mdnet.search.names import find_person
    from mdnet.search.people import People
    from mdnet.search.portrait import portrait_of

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, today)
    key = find_person(name, people, snapshot.catalogue, snapshot.reader)
    portrait = portrait_of(key, people)
    balance = _balance(key, snapshot)
    matches = _matches(portrait, vault, snapshot, today)
    if as_json:
        more = _more_as_json(portrait, balance, matches, today)
        output.put_json({**_as_json(portrait), **more})
    else:
        put_page(portrait, balance, matches)


def _balance(key: str, snapshot: "Snapshot") -> "Balance | None":
    from mdnet.network.exchange import balance_of

    card = snapshot.catalogue.card(key)
    return balance_of(card) if card else None


def _matches(
    portrait: "Portrait", vault: "Vault", snapshot: "Snapshot", today: date
) -> "list[Match]":
    """Return who could meet which of their needs: introductions that the owner could make."""
    contact = portrait.contact
    if portrait.path is None or contact is None or contact.stub or not contact.needs:
        return []
    from mdnet.search.matching import Choice, Matching

    matching = Matching(snapshot, understanding_of(vault, snapshot), today)
    return matching.matches(matching.needs_of(portrait.path), Choice(limit=_MATCHES_SHOWN))


def _as_json(portrait: "Portrait") -> dict[str, Any]:
    last = portrait.last_contact
    return {
        "name": portrait.name,
        "path": portrait.path,
        **_contact_as_json(portrait.contact),
        "last_contact": last.isoformat() if last else None,
        "ties": {kind: list(names) for kind, names in portrait.ties.items()},
        "linked_by": list(portrait.known_by),
        "via": list(portrait.through),
        "balance": float(portrait.balance),
        "log": [
            {
                "day": entry.day.isoformat(),
                "kind": entry.kind,
                "text": entry.text,
                "weight": entry.weight,
            }
            for entry in portrait.log
        ],
        "passages": list(portrait.passages),
        "problems": [str(problem) for problem in portrait.problems],
    }


def _more_as_json(
    portrait: "Portrait", balance: "Balance | None", matches: "list[Match]", today: date
) -> dict[str, Any]:
    """Return what a person has in common with the owner, and what could be done."""
    from mdnet.cli.match import match_as_json
    from mdnet.cli.path import way_as_json

    return {
        "mutual": list(portrait.mutual),
        "promises": [
            {
                "day": one.promise.day,
                "days": (today - date.fromisoformat(one.promise.day)).days,
                "by": "you" if one.promise.mine else "they",
                "text": one.promise.text,
            }
            for one in (balance.promises if balance else ())
        ],
        "notes": [
            {"day": note.day.isoformat(), "name": note.name, "path": note.path, "text": note.text}
            for note in portrait.notes
        ],
        "matches": [match_as_json(match) for match in matches],
        "ways": [way_as_json(way) for way in portrait.ways],
    }


def _contact_as_json(contact: "Contact | None") -> dict[str, Any]:
    """Return the keys of a note; null and [] for what is not there, or if there is no note."""
    from dataclasses import asdict

    from mdnet.model import Contact

    values = asdict(contact or Contact())
    for name in ("edges", "extra"):
        del values[name]
    for name, value in values.items():
        if isinstance(value, date):
            values[name] = value.isoformat()
        elif value == "" or (contact is None and not isinstance(value, tuple)):
            values[name] = None
    return values
