"""Chooses who is exported, and prepares them for the writers.

Contacts come from the index; note files are only opened for their text. Private people, and
what other notes say about them, are left out unless asked for.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from mdnet.formats.person import Outgoing, Reminder
from mdnet.index.store import Snapshot
from mdnet.model.contact import Contact, Edge, Note
from mdnet.model.names import words_of
from mdnet.model.summary import Card
from mdnet.network.due import due_among, short_rhythm
from mdnet.network.facts import with_last_contact
from mdnet.network.public import PublicView, public_view
from mdnet.network.selection import Selection, select
from mdnet.notes.body import body_of
from mdnet.vault.files import read_bytes
from mdnet.vault.names import name_in, resolve, stem_of
from mdnet.vault.root import Vault

# The number that an import adds to a file name that is taken.
_NUMBER = re.compile(r" \d+$")


class Chosen(NamedTuple):
    """The people to export, by name, and how many were left out."""

    cards: list[Card]
    private: int = 0
    archived: int = 0


def choose(
    cards: Iterable[Card],
    wanted: Selection,
    paths: frozenset[str] | None = None,
    *,
    include_private: bool = False,
) -> Chosen:
    """The people to export.

    Args:
        cards: of all notes.
        wanted: what they must match; ``archived`` includes archived people.
        paths: the notes of the people named; None for everybody.
        include_private: whether to include private people.
    """
    everybody = select(cards, replace(wanted, archived=True))
    named = [card for card in everybody if paths is None or card.path in paths]
    shown = [card for card in named if include_private or not card.private]
    kept = [card for card in shown if wanted.archived or not card.archived]
    return Chosen(kept, len(named) - len(shown), len(shown) - len(kept))


class Exporter:
    """Turns the people of a snapshot into what the writers take."""

    def __init__(self, vault: Vault, snapshot: Snapshot, *, include_private: bool = False) -> None:
        whole = PublicView(snapshot)
        self._view = whole if include_private else public_view(snapshot, vault.config.language)
        self._vault = vault
        self._snapshot = self._view.snapshot
        # Whether a text is private depends on the whole note.
        self._whole = snapshot
        cards = self._snapshot.catalogue.cards()
        self._names = {card.path: card.name for card in cards if card.kind == "contact"}

    def people(
        self,
        cards: Iterable[Card],
        *,
        with_text: bool = True,
        with_log: bool = False,
        reminders_on: date | None = None,
    ) -> Iterator[Outgoing]:
        """Yield the people of these cards, in their order.

        Args:
            cards: those of ``choose``.
            with_text: whether to include the text of the notes; opens each file.
            with_log: whether the log follows the text.
            reminders_on: the day that reminders count from; None for no reminders.
        """
        reminders = self._reminders(reminders_on) if reminders_on else {}
        for card in cards:
            note = self._snapshot.note_at(card.path)
            if note is None or note.contact is None:
                continue
            body = self._body(note, with_log=with_log) if with_text else ""
            yield Outgoing(
                note.name,
                self._with_names(note.contact, note),
                body,
                note.path,
                tuple(reminders.get(note.path, ())),
            )

    def _reminders(self, today: date) -> dict[str, list[Reminder]]:
        """The reminders by path, based only on what may leave the vault."""
        catalogue = self._snapshot.catalogue
        cards = with_last_contact(catalogue.cards(), catalogue, today)
        due = due_among(cards, self._vault.config.cadence, today, within=None, near=0)
        found: dict[str, list[Reminder]] = defaultdict(list)
        for follow_up in due.follow_ups:
            found[follow_up.card.path].append(Reminder("follow-up", follow_up.day))
        for one in due.reconnects:
            last = f", last contact {one.card.last_contact}" if one.card.last_contact else ""
            told = f"every {short_rhythm(one.rhythm)}{last}"
            # Without a date it is due at once.
            found[one.card.path].append(Reminder("reconnect", one.day or today, told))
        return found

    def _body(self, note: Note, *, with_log: bool) -> str:
        data = b""
        with suppress(OSError):  # deleted a moment ago, so there is no text
            data, _ = read_bytes(self._vault.root, note.path)
        prose, log = body_of(note.path, data, self._vault.config.log_heading)
        text = "\n\n".join(part for part in (prose, log if with_log else "") if part)
        return self._view.markdown(text, self._whole.note_at(note.path) or note)

    def _with_names(self, contact: Contact, note: Note) -> Contact:
        """The contact, with ties by name instead of path.

        The file name is not an alias if it is only the name in a form that files can have.
        """
        stem = stem_of(note.path)
        words = words_of(_NUMBER.sub("", stem))
        if contact.aliases[:1] == (stem,) and {*words} <= {*words_of(note.name)}:
            contact = replace(contact, aliases=contact.aliases[1:])
        if not contact.edges:
            return contact
        edges = (Edge(edge.kind, self._called(edge.target, note)) for edge in contact.edges)
        return replace(contact, edges=tuple(dict.fromkeys(edges)))

    def _called(self, target: str, note: Note) -> str:
        path = resolve(target, note.path, self._snapshot.catalogue).path
        return (self._names.get(path) if path else None) or name_in(target)
