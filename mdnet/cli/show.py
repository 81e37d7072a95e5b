"""``mdnet show``: one person on a page."""

from datetime import date
from typing import TYPE_CHECKING, Any

import click

from mdnet.cli import output
from mdnet.cli.completion import person_argument
from mdnet.cli.context import current_vault, fresh_index, json_option, today_option, vault_option

if TYPE_CHECKING:
    from mdnet.model import Contact
    from mdnet.search.portrait import Portrait

_LOG_SHOWN = 8


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
    from mdnet.search.names import find_person
    from mdnet.search.people import People
    from mdnet.search.portrait import portrait_of

    snapshot = fresh_index(current_vault(ctx)).snapshot
    people = People(snapshot, today)
    key = find_person(name, people, snapshot.catalogue, snapshot.reader)
    portrait = portrait_of(key, people)
    if as_json:
        output.put_json(_as_json(portrait))
    else:
        _put(portrait)


def _put(portrait: "Portrait") -> None:
    click.echo(output.styled(portrait.name, bold=True))
    for label, value in _facts(portrait):
        if value:
            _put_fact(label, value)
    for kind, names in portrait.ties.items():
        _put_fact(kind.replace("_", " "), ", ".join(names))
    if portrait.known_by:
        _put_fact("linked by", ", ".join(portrait.known_by))
    if portrait.through:
        _put_fact("way in", "ask " + ", then ".join(portrait.through))
    for text in portrait.passages:
        output.put(f"  {text}")
    if portrait.log:
        output.put("log:")
        output.put_rows(
            [(f"  {entry.day}", entry.kind, entry.text) for entry in portrait.log[:_LOG_SHOWN]]
        )


def _put_fact(label: str, value: str) -> None:
    click.echo(f"{output.styled(f'{label}:', dim=True)} {output.safe(value)}")


def _facts(portrait: "Portrait") -> list[tuple[str, str]]:
    contact = portrait.contact
    if contact is None:
        return [("note", "none; known through others only")]
    last = portrait.last_contact
    closeness = f", closeness {contact.closeness}" if contact.closeness else ""
    tie = f"{contact.group}{closeness}"
    marks = {"not met yet": contact.stub, "private": contact.private, "archived": contact.archived}
    return [
        ("what they do", output.joined((*contact.roles, *contact.organizations))),
        ("where", contact.city),
        ("also called", ", ".join(contact.aliases)),
        ("circles", f"{', '.join(contact.circles)} ({tie})" if contact.circles else ""),
        ("group", "" if contact.circles else tie),
        ("marked", ", ".join(mark for mark, given in marks.items() if given)),
        ("about", contact.about),
        ("skills", "; ".join(contact.skills)),
        ("offers", "; ".join(contact.offers)),
        ("needs", "; ".join(contact.needs)),
        ("interests", ", ".join(contact.interests)),
        ("languages", ", ".join(contact.languages)),
        (
            "reach",
            output.joined((*contact.phones, *contact.emails, *contact.urls, *contact.social)),
        ),
        ("birthday", contact.birthday),
        ("last contact", last.isoformat() if last else ""),
        ("balance", portrait.balance_in_words),
        ("note", portrait.path or ""),
    ]


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
