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
    no_private_option,
    resources_of,
    today_option,
    vault_option,
)

if TYPE_CHECKING:
    from mdnet.index.store import Snapshot
    from mdnet.model.contact import Contact
    from mdnet.network.exchange import Balance
    from mdnet.network.profile import Profile
    from mdnet.search.matching import Match
    from mdnet.vault.root import Vault

_MATCHES_SHOWN = 3


@click.command("show", short_help="Show one person at a glance.")
@person_argument()
@click.option(
    "--all",
    "show_all",
    is_flag=True,
    help="Show everything, even if it fills more than one screen.",
)
@no_private_option
@json_option
@today_option
@vault_option
@click.pass_context
def command(ctx: click.Context, name: str, *, show_all: bool, as_json: bool, today: date) -> None:
    """Show one person: how you met, what they do, your last contacts, what you could do next.

    Examples:

    \b
      mdnet show "Ana Diaz"
      mdnet show rossi
      mdnet show --all rossi
      mdnet show +41 79 000 44 03
      mdnet show "Dr. Lee" --json

    NAME can be a name or an alias, part of either, a phone number, an email address, a web
    profile or a handle. Accents and quotes are optional. If several people match, you are asked
    which one you mean. People without a note are found if any note links to them.

    On a terminal the page fits on one screen and shows what helps before a meeting: how you met,
    your last contacts, open promises, people you both know, and what you could do for them. Use
    --all to see everything; piped output is always complete.
    """
    from mdnet.cli.person import NameFinder
    from mdnet.cli.person_page import put_person
    from mdnet.network.people import People
    from mdnet.network.profile import profile_of

    vault = current_vault(ctx)
    snapshot = fresh_index(vault).snapshot
    people = People(snapshot, today)
    key = NameFinder(vault, snapshot, people).person(name)
    profile = profile_of(key, people)
    balance = _balance(key, snapshot)
    matches = _matches(profile, vault, snapshot, today)
    if as_json:
        more = _more_as_json(profile, balance, matches, today)
        output.put_json({**_as_json(profile), **more})
    else:
        put_person(profile, balance, matches, whole=show_all)


def _balance(key: str, snapshot: "Snapshot") -> "Balance | None":
    from mdnet.network.exchange import balance_of

    card = snapshot.catalogue.card(key)
    return balance_of(card) if card else None


def _matches(
    profile: "Profile", vault: "Vault", snapshot: "Snapshot", today: date
) -> "list[Match]":
    """Who could meet which of their needs: introductions the owner could make."""
    contact = profile.contact
    if profile.path is None or contact is None or contact.stub or not contact.needs:
        return []
    from mdnet.search.matching import Choice, Matching

    matching = Matching(snapshot, resources_of(vault), today)
    return matching.matches(matching.needs_of(profile.path), Choice(limit=_MATCHES_SHOWN))


def _as_json(profile: "Profile") -> dict[str, Any]:
    last = profile.last_contact
    return {
        "name": profile.name,
        "path": profile.path,
        **_contact_as_json(profile.contact),
        "last_contact": last.isoformat() if last else None,
        "ties": {kind: list(names) for kind, names in profile.ties.items()},
        "linked_by": list(profile.known_by),
        "via": list(profile.through),
        "balance": profile.favours.balance,
        "log": [
            {
                "day": entry.day.isoformat(),
                "kind": entry.kind,
                "text": entry.text,
                "weight": entry.weight,
            }
            for entry in profile.log
        ],
        "passages": list(profile.passages),
        "problems": [str(problem) for problem in profile.problems],
    }


def _more_as_json(
    profile: "Profile", balance: "Balance | None", matches: "list[Match]", today: date
) -> dict[str, Any]:
    """What a person has in common with the owner, and what the owner could do."""
    from mdnet.cli.match import match_as_json
    from mdnet.cli.path import way_as_json

    return {
        "mutual": list(profile.mutual),
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
            for note in profile.notes
        ],
        "matches": [match_as_json(match) for match in matches],
        "ways": [way_as_json(way) for way in profile.ways],
    }


def _contact_as_json(contact: "Contact | None") -> dict[str, Any]:
    """The keys of a note; null and [] for missing values, or without a note."""
    from mdnet.model.contact import Contact
    from mdnet.util.records import values_of

    values = values_of(contact or Contact())
    for name in ("edges", "extra"):
        del values[name]
    for name, value in values.items():
        if isinstance(value, date):
            values[name] = value.isoformat()
        elif value == "" or (contact is None and not isinstance(value, tuple)):
            values[name] = None
    return values
