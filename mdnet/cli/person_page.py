"""One person on a page, for the terminal: how you met, who they are, what you could do.

The page is built from the table of keys, so that no key of a note is forgotten.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from mdnet.cli import output
from mdnet.cli.screen import Paragraph, Part, put_page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mdnet.model.contact import Contact
    from mdnet.model.key_columns import Field, Shown
    from mdnet.network.exchange import Balance
    from mdnet.network.profile import DatedNote, Profile
    from mdnet.search.matching import Match

# What you want to know before you meet; what is good to know; what can wait.
_FIRST, _SECOND, _LAST = 1, 2, 3
_LATEST_CONTACTS = 3
_INTRODUCED_BY = "introduced_by"


def put_person(
    profile: "Profile", balance: "Balance | None", matches: "Sequence[Match]", *, whole: bool
) -> None:
    """Print the page of a person: as much as fits on a screen, or the ``whole``.

    Args:
        profile: everything the vault says about them.
        balance: the favours exchanged with them; None for people without a note.
        matches: who could meet which of their needs.
        whole: whether to print everything, however long.
    """
    click.echo(output.styled(profile.name, bold=True))
    parts = [
        *_facts(profile),
        *_listed(_FIRST, "you both know", profile.mutual if profile.met else ()),
        *_exchange(balance),
        *_introductions(matches),
        *_passages(profile),
        *_ties(profile),
        *_history(profile),
    ]
    left = put_page(parts, whole=whole)
    if left:
        more = output.counted(left, "more line")
        output.say(f"{more}. To see everything: mdnet show --all {profile.name}")


def _listed(rank: int, label: str, texts: "Sequence[str]", between: str = ", ") -> Iterator[Part]:
    if texts:
        yield Part(rank, (Paragraph(label, between.join(texts)),))


def _facts(profile: "Profile") -> Iterator[Part]:
    """How you met, and everything else from the keys of the note."""
    from mdnet.model.key_table import IMPORTED_FROM

    contact = profile.contact
    if contact is None:
        yield Part(_FIRST, (Paragraph("note", "none; only known through others"),))
        return
    lines = _lines(profile, contact)
    if "circles" in lines:
        rank, circles = lines["circles"]
        lines["circles"] = rank, f"{circles} ({lines.pop('group')[1]})"
    if "met" in lines:
        yield _fact("met", *lines.pop("met"))
    yield from _listed(_FIRST, "introduced by", profile.ties.get(_INTRODUCED_BY, ()))
    for label, (rank, text) in lines.items():
        yield _fact(label, rank, text)
    for key, texts in contact.extra:
        if key != IMPORTED_FROM:
            yield from _listed(_SECOND, key.replace("_", " "), texts)
    yield _fact("note", _LAST, profile.path or "")


def _fact(label: str, rank: int, text: str) -> Part:
    return Part(rank, (Paragraph(label, text),))


def _lines(profile: "Profile", contact: "Contact") -> dict[str, tuple[int, str]]:
    """The filled lines of the page, in order: rank and text by label."""
    from mdnet.model.key_table import CONTACT_KEYS
    from mdnet.model.keys import by_place

    lines: dict[str, tuple[int, str]] = {}
    for key in by_place(CONTACT_KEYS):
        value = _value(key, profile, contact)
        if key.shown and value not in (None, "", (), False):
            label, told = key.shown.label, _in_words(key.kind, key.shown, value)
            before = lines.get(label, (0, ""))[1]
            lines[label] = key.shown.rank, output.joined((before, told), key.shown.between)
    return lines


def _value(key: "Field", profile: "Profile", contact: "Contact") -> object:
    """The value of a key; for the last contact, the log counts, too."""
    if key.name == "last_contact":
        return profile.last_contact
    if key.kind == "kept":
        return dict(contact.extra).get(key.name)
    return getattr(contact, key.name, None)


def _in_words(kind: str, shown: "Shown", value: object) -> str:
    from mdnet.network.due import short_rhythm

    if isinstance(value, tuple):
        return output.joined(value, shown.between)
    if kind == "flag":
        return shown.words
    if isinstance(value, int):
        return f"every {short_rhythm(value)}" if kind == "days" else f"{shown.words} {value}"
    return str(value)


def _exchange(balance: "Balance | None") -> Iterator[Part]:
    """Favours given and received, and promises."""
    if balance is None:
        return
    if balance.got or balance.gave:
        told = f"they gave you {balance.got:g}, you gave them {balance.gave:g}; {balance.could}"
        yield _fact("balance", _FIRST, told)
    for one in balance.promises:
        who = "you" if one.promise.mine else "they"
        yield _fact(f"{who} promised", _FIRST, f"{one.promise.text} ({one.promise.day})")


def _introductions(matches: "Sequence[Match]") -> Iterator[Part]:
    """Who could meet their needs."""
    from mdnet.cli.hits import said_of

    for number, match in enumerate(matches):
        told = f"{match.need.text}: {match.name} ({said_of(match.reason)})"
        title = "you could help with an introduction"
        heading = () if number else (Paragraph(title, ""),)
        yield Part(_SECOND if number else _FIRST, (*heading, Paragraph("", told)), title)


def _passages(profile: "Profile") -> Iterator[Part]:
    for number, text in enumerate(profile.passages):
        yield Part(_SECOND if number else _FIRST, (Paragraph("", text),), "passages")


def _ties(profile: "Profile") -> Iterator[Part]:
    for kind, names in profile.ties.items():
        if kind != _INTRODUCED_BY or profile.contact is None:
            yield from _listed(_SECOND, kind.replace("_", " "), names)
    yield from _listed(_LAST, "linked by", profile.known_by)
    for way in profile.ways:
        yield _fact("how to meet", _SECOND, way.sentence)


def _history(profile: "Profile") -> Iterator[Part]:
    """The log together with the dated notes, the newest first."""
    lines = [(entry.day, entry.kind, entry.text) for entry in profile.log]
    lines += [(note.day, "", _told(note)) for note in profile.notes]
    lines.sort(key=lambda line: line[0], reverse=True)
    for number, (day, kind, text) in enumerate(lines):
        told = output.joined((f"{day} {kind}".rstrip(), text), ": ")
        heading = () if number else (Paragraph("history", ""),)
        rank = _FIRST if number < _LATEST_CONTACTS else _LAST
        yield Part(rank, (*heading, Paragraph("", told)), "history")


def _told(note: "DatedNote") -> str:
    """The name of a dated note, unless it is just the date, and what the note says."""
    day = note.day.isoformat()
    name = note.name.removeprefix(day).strip()
    if "".join(filter(str.isalnum, name)) == day.replace("-", ""):
        name = ""
    return output.joined((name, note.text), ": ") or "mentioned"
