"""One person on a page, for the terminal: who they are, what went on, what could be done."""

from typing import TYPE_CHECKING

import click

from mdnet.cli import output

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mdnet.model.contact import Contact
    from mdnet.model.key_columns import Field, Shown
    from mdnet.network.exchange import Balance
    from mdnet.network.profile import Profile
    from mdnet.search.matching import Match

_HISTORY_SHOWN = 8


def put_page(profile: "Profile", balance: "Balance | None", matches: "Sequence[Match]") -> None:
    """Print the page of a person.

    Args:
        profile: all that the vault tells of them.
        balance: the exchange with them; None for people without a note.
        matches: who could meet which of their needs.
    """
    click.echo(output.styled(profile.name, bold=True))
    for label, value in _facts(profile):
        _put_fact(label, value)
    for text in profile.passages:
        output.put(f"  {text}")
    for kind, names in profile.ties.items():
        _put_fact(kind.replace("_", " "), ", ".join(names))
    _put_fact("linked by", ", ".join(profile.known_by))
    _put_fact("you both know", ", ".join(profile.mutual) if profile.met else "")
    for way in profile.ways:
        _put_fact("way in", way.sentence)
    if balance:
        _put_balance(balance)
    _put_matches(matches)
    _put_history(profile)


def _put_fact(label: str, value: str) -> None:
    if value:
        click.echo(f"{output.styled(f'{output.safe(label)}:', dim=True)} {output.safe(value)}")


def _facts(profile: "Profile") -> "Iterator[tuple[str, str]]":
    """Yield what the keys of the note say, by the table of keys: labels with values."""
    from mdnet.model.key_table import IMPORTED_FROM

    contact = profile.contact
    if contact is None:
        yield "note", "none; known through others only"
        return
    lines = _lines(profile, contact)
    for label, value in lines.items():
        if label == "circles":
            yield label, f"{value} ({lines['group']})"
        elif label != "group" or "circles" not in lines:
            yield label, value
    for key, texts in contact.extra:
        if key != IMPORTED_FROM:
            yield key.replace("_", " "), ", ".join(texts)
    yield "note", profile.path or ""


def _lines(profile: "Profile", contact: "Contact") -> dict[str, str]:
    """Return the lines of the page that are filled, in their order."""
    from mdnet.model.key_table import CONTACT_KEYS
    from mdnet.model.keys import by_place

    lines: dict[str, str] = {}
    for key in by_place(CONTACT_KEYS):
        value = _value(key, profile, contact)
        if key.shown and value not in (None, "", (), False):
            label, told = key.shown.label, _in_words(key.kind, key.shown, value)
            lines[label] = output.joined((lines.get(label, ""), told), key.shown.between)
    return lines


def _value(key: "Field", profile: "Profile", contact: "Contact") -> object:
    """Return what is known under a key; of the last contact, also what the log says."""
    if key.name == "last_contact":
        return profile.last_contact
    if key.kind == "kept":
        return dict(contact.extra).get(key.name)
    return getattr(contact, key.name, None)


def _in_words(kind: str, shown: "Shown", value: object) -> str:
    from mdnet.util.dates import in_words

    if isinstance(value, tuple):
        return output.joined(value, shown.between)
    if kind == "flag":
        return shown.words
    if isinstance(value, int):
        return f"every {in_words(value)}" if kind == "days" else f"{shown.words} {value}"
    return str(value)


def _put_balance(balance: "Balance") -> None:
    if balance.got or balance.gave:
        told = f"they gave you {balance.got:g}, you gave them {balance.gave:g}"
        _put_fact("balance", f"{told}; {balance.could}")
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


def _put_history(profile: "Profile") -> None:
    """Print the log together with the dated notes, newest first."""
    lines = [(entry.day, entry.kind, entry.text) for entry in profile.log]
    lines += [
        (note.day, "note", f"{note.name}: {note.text}" if note.text else note.name)
        for note in profile.notes
    ]
    lines.sort(key=lambda line: line[0], reverse=True)
    if lines:
        output.put("history:")
        output.put_rows([(f"  {day}", kind, text) for day, kind, text in lines[:_HISTORY_SHOWN]])
    if len(lines) > _HISTORY_SHOWN:
        output.put(f"  … {len(lines) - _HISTORY_SHOWN} more since {lines[-1][0]}")
