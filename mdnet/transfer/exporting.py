"""Who is exported, and what of them: from the index to the people that the writers take.

Contacts come from the index; note files are opened only where their text is wanted. Private
people are left out, and so is what others' notes say of them, unless they are asked for.
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

# What an import puts behind the name of a file that is taken.
_NUMBER = re.compile(r" \d+$")


class Chosen(NamedTuple):
    """The people to export, by name, and how many others would have been."""

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
    """Who is to be exported.

    Args:
        cards: of all notes.
        wanted: what they must have; ``archived`` lets archived people in.
        paths: the notes of those who were named; None for everybody.
        include_private: whether private people are wanted, too.
    """
    everybody = select(cards, replace(wanted, archived=True))
    named = [card for card in everybody if paths is None or card.path in paths]
    shown = [card for card in named if include_private or not card.private]
    kept = [card for card in shown if wanted.archived or not card.archived]
    return Chosen(kept, len(named) - len(shown), len(shown) - len(kept))


class Exporter:
    """Makes of the people of one snapshot what writers of foreign files take."""

    def __init__(self, vault: Vault, snapshot: Snapshot, *, include_private: bool = False) -> None:
        whole = PublicView(snapshot)
        self._view = whole if include_private else public_view(snapshot, vault.config.language)
        self._vault = vault
        self._snapshot = self._view.snapshot
        # The text of a note is judged by what all of the note says.
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
            with_text: whether the text of the notes is wanted, for which each is opened.
            with_log: whether the log is to follow the text.
            reminders_on: the day from which it is counted when to be in touch again; None
                where nobody asks for that.
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
        """Return by path when to be in touch again, by what may leave the vault alone."""
        catalogue = self._snapshot.catalogue
        cards = with_last_contact(catalogue.cards(), catalogue, today)
        due = due_among(cards, self._vault.config.cadence, today, within=None, near=0)
        found: dict[str, list[Reminder]] = defaultdict(list)
        for follow_up in due.follow_ups:
            found[follow_up.card.path].append(Reminder("follow-up", follow_up.day))
        for one in due.reconnects:
            last = f", last contact {one.card.last_contact}" if one.card.last_contact else ""
            told = f"every {short_rhythm(one.rhythm)}{last}"
            # Without a day it is time at once.
            found[one.card.path].append(Reminder("reconnect", one.day or today, told))
        return found

    def _body(self, note: Note, *, with_log: bool) -> str:
        data = b""
        with suppress(OSError):  # gone a moment ago: then there is no text to tell
            data, _ = read_bytes(self._vault.root, note.path)
        prose, log = body_of(note.path, data, self._vault.config.log_heading)
        text = "\n\n".join(part for part in (prose, log if with_log else "") if part)
        return self._view.markdown(text, self._whole.note_at(note.path) or note)

    def _with_names(self, contact: Contact, note: Note) -> Contact:
        """The contact with ties to notes by the name of their people, not by a path.

        The name of the file is no other name where it only is what a file can be called.
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
