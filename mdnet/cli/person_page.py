"""One person on a page, for the terminal: who they are, what went on, what could be done."""

from typing import TYPE_CHECKING

import click

from mdnet.cli import output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.network.exchange import Balance
    from mdnet.search.matching import Match
    from mdnet.search.portrait import Portrait

_HISTORY_SHOWN = 8


def put_page(portrait: "Portrait", balance: "Balance | None", matches: "Sequence[Match]") -> None:
    """Print the page of a person.

    Args:
        portrait: all that the vault tells of them.
        balance: the exchange with them; None for people without a note.
        matches: who could meet which of their needs.
    """
    click.echo(output.styled(portrait.name, bold=True))
    for label, value in _facts(portrait):
        _put_fact(label, value)
    for text in portrait.passages:
        output.put(f"  {text}")
    for kind, names in portrait.ties.items():
        _put_fact(kind.replace("_", " "), ", ".join(names))
    _put_fact("linked by", ", ".join(portrait.known_by))
    _put_fact("you both know", ", ".join(portrait.mutual) if portrait.met else "")
    for way in portrait.ways:
        _put_fact("way in", way.sentence)
    if balance:
        _put_balance(portrait, balance)
    _put_matches(matches)
    _put_history(portrait)


def _put_fact(label: str, value: str) -> None:
    if value:
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
        ("note", portrait.path or ""),
    ]


def _put_balance(portrait: "Portrait", balance: "Balance") -> None:
    told = portrait.balance_in_words
    _put_fact("balance", f"{told}; {balance.could}" if told else "")
    for one in balance.promises:
        who = "you" if one.promise.mine else "they"
        _put_fact(f"{who} promised", f"{one.promise.text} ({one.promise.day})")


def _put_matches(matches: "Sequence[Match]") -> None:
    from mdnet.cli.hits import said_of

    if matches:
        output.put("you could help with an introduction:")
        output.put_rows(
            [(f"  {match.need.text}", match.name, said_of(match.reason)) for match in matches]
        )


def _put_history(portrait: "Portrait") -> None:
    """Print the log together with the dated notes, newest first."""
    lines = [(entry.day, entry.kind, entry.text) for entry in portrait.log]
    lines += [
        (note.day, "note", f"{note.name}: {note.text}" if note.text else note.name)
        for note in portrait.notes
    ]
    lines.sort(key=lambda line: line[0], reverse=True)
    if lines:
        output.put("history:")
        output.put_rows([(f"  {day}", kind, text) for day, kind, text in lines[:_HISTORY_SHOWN]])
    if len(lines) > _HISTORY_SHOWN:
        output.put(f"  … {len(lines) - _HISTORY_SHOWN} more since {lines[-1][0]}")
