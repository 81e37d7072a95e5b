"""Plans an import: each person becomes a new note, adds to an existing one, or neither.

Works through the people one by one, so that later ones are compared with earlier ones. Writes
nothing; a function provides the texts of notes.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from mdnet.formats.person import Incoming, Lost
from mdnet.formats.vcard.respelling import respelt
from mdnet.model.contact import Contact
from mdnet.model.identifiers import Identifier, derived_uid, uid_key
from mdnet.model.keys import IMPORTED_FROM
from mdnet.notes.links import split_links
from mdnet.transfer.bounds import surely_fits, within_bounds
from mdnet.transfer.identity import Match, People, Person, candidate_from, identifiers_in_values
from mdnet.transfer.jobs import new_job
from mdnet.transfer.naming import UNNAMED, stem_for
from mdnet.transfer.pictures import Pictures
from mdnet.transfer.tie_words import Values, listed
from mdnet.transfer.ties import new_ties, ties_there
from mdnet.transfer.values import (
    Kept,
    additions,
    clean,
    once,
    united,
    values_of,
    values_of_incoming,
)
from mdnet.util.text import name_key, one_line

Identifiers: TypeAlias = tuple[Identifier, ...]
Action = Literal["created", "merged", "unchanged", "ambiguous", "skipped", "failed"]
SameName = Literal["merge", "new", "skip"]
"""What to do if only the name matches: merge into the only note with that full name, make a new
note, or skip."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome for one person of a file."""

    place: str
    name: str
    action: Action
    path: str = ""
    """The note; empty if there is none."""
    added: tuple[str, ...] = ()
    """Keys that gained something, and ``text``."""
    kept: tuple[Kept, ...] = ()
    lost: tuple[Lost, ...] = ()
    candidates: tuple[str, ...] = ()
    """Notes that could be meant."""
    reason: str = ""
    times: int = 0
    """How often you were in touch; only from mail and calendars."""
    job: str = ""
    """The old and the new job, if it changed."""
    by_name: bool = False
    """Whether the person, or the candidates, match by name only."""
    can_merge: bool = False
    """Whether ``--same-name merge`` would import the person."""

    @property
    def is_left_out(self) -> bool:
        """Whether somebody from an address book still has no note."""
        return self.action == "ambiguous" and not self.times


class Planner:
    """Decides on one person after another."""

    def __init__(
        self,
        folder: str,
        taken: Iterable[str],
        text_of: Callable[[str], str],
        pictures: Pictures,
        circles: Iterable[str] = (),
        tags: Iterable[str] = (),
    ) -> None:
        """Make a planner.

        Args:
            folder: where new notes go, relative to the vault.
            taken: the ``name_key`` of each file name, without its ending, that is taken.
            text_of: returns the whole text of a note by its path.
            pictures: takes the imported pictures.
            circles: added to everybody.
            tags: added to everybody.
        """
        self.people = People()
        self.outcomes: list[Outcome] = []
        self.changed: dict[int, Person] = {}
        self._undecided: dict[int, tuple[Incoming, bool]] = {}
        self._namesakes: dict[tuple[str, str], set[int]] = {}
        self._settles = False
        self._tied: list[tuple[int, Person, Incoming]] = []
        self.folder = folder
        self._stems = set(taken)
        self._text_of = text_of
        self.pictures = pictures
        self._circles = [*circles]
        self._tags = [*tags]
        self.country = ""
        """For phone numbers without a country code; see ``phone_key``."""
        self.new_notes = True
        """Whether new people get a note; not for mailboxes and calendars."""
        self.same_name: SameName = "skip"
        """What the user wants; applied after all files are read."""
        self.asks = False
        """Whether a mailbox or calendar changes anything, so that the user must agree."""

    def know(self, path: str, name: str, contact: Contact) -> None:
        """Add a contact of the vault."""
        values = united(values_of(contact), ties_there(contact))
        person = Person(path, [name, *contact.aliases], values)
        self.people.add(person, identifiers_in_values(values, country=self.country))

    def take(self, one: Incoming) -> None:
        """Decide on somebody and remember it; ties come later, in ``finish``."""
        self.outcomes.append(self._decided(one, len(self.outcomes)))

    def fail(self, paths: Collection[str]) -> None:
        """Mark the people whose notes could not be changed as failed."""
        for at, outcome in enumerate(self.outcomes):
            if outcome.path in paths and outcome.action == "merged":
                self.outcomes[at] = replace(outcome, action="failed")

    def _decided(self, one: Incoming, at: int) -> Outcome:
        values = self._values_of(one)
        if not surely_fits(one, values):
            one = within_bounds(one)
            values = self._values_of(one)
        name = one_line(split_links(clean(one.name))[0]) or UNNAMED
        if any("[" in key for key in one.keys):  # keys are read again without links
            one = replace(one, keys=tuple(split_links(clean(key))[0] for key in one.keys))
            values = self._values_of(one)
        origin = one.place.rpartition(":")[0] or one.place
        if not self.new_notes:
            one = replace(one, body="", contact=replace(one.contact, edges=()), related=())
        keys = identifiers_in_values(values, one.keys, self.country)
        who = candidate_from([name, *listed(values, "aliases")], values, keys)
        match = self._settled(self.people.find(who, values, origin), origin, at)
        person = match.person
        if person is not None:
            outcome = self._merged(person, one, name, values, keys)
            outcome = replace(outcome, by_name=match.by_name)
            self.asks |= not self.new_notes and outcome.action == "merged"
        elif known := self._with_all(match.candidates, one, name, values):
            outcome = Outcome(one.place, name, "unchanged", known.path, lost=one.lost)
        elif match.candidates:
            outcome = _ambiguous(one, name, match)
            self._undecided[at] = one, self.new_notes
        elif not self.new_notes:
            outcome = Outcome(one.place, name, "skipped", reason="has no note", times=one.times)
        else:
            person, outcome = self._created(one, name, values, keys, origin)
            outcome = replace(outcome, reason=match.reason)
        if person is not None and who.of("uid"):
            person.claimed = origin
        if person is not None and (one.related or one.contact.edges):
            self._tied.append((at, person, one))
        return outcome

    def namesakes(self) -> list[Outcome]:
        """The people whom ``same_name`` can merge into the only note of their name."""
        return [
            self.outcomes[at] for places in self._namesakes.values() if len(places) == 1
            for at in places if at in self._undecided
        ]  # fmt: skip

    def finish(self) -> None:
        """Decide on the ties, now that everybody has a note.

        First, decide again on unclear people: later ones may have settled it, as they would
        in the next import.
        """
        self._decide_again()
        self._settles = True
        self._decide_again()
        undecided = {key: one.name for one, _ in self._undecided.values() for key in one.keys}
        for at, person, one in self._tied:
            ties = new_ties(person, one, self.people, undecided)
            outcome = self.outcomes[at]
            if ties.edges and person.is_new:
                ties.put_into(person.values)
            elif ties.edges:
                outcome = self._tied_to(person, ties.links, outcome)
            self.outcomes[at] = replace(outcome, lost=(*outcome.lost, *ties.lost))
        self._tied.clear()

    def _tied_to(self, person: Person, links: Values, outcome: Outcome) -> Outcome:
        person.values = united(person.values, links)
        person.added = united(person.added, links)
        self.changed[id(person)] = person
        added = (*outcome.added, *(key for key in links if key not in outcome.added))
        return replace(outcome, action="merged", added=added)

    def _decide_again(self) -> None:
        decided = 1
        while decided:
            decided = sum(self._is_decided_now(at) for at in [*self._undecided])

    def _settled(self, match: Match, origin: str, at: int) -> Match:
        """The match, adjusted by ``same_name`` if only the name matches."""
        if match.namesake is not None:
            # Two rows of one file that match the same note by name only are different people.
            rivals = self._namesakes.setdefault((origin, match.namesake.path), set())
            rivals.add(at)
            if len(rivals) > 1:
                match = match._replace(namesake=None)
            elif self._settles and self.same_name == "merge":
                return match._replace(person=match.namesake)
        if match.by_name and self._settles and self.same_name == "new" and self.new_notes:
            return Match(reason=f"not {match.candidates[0].path}")
        return match

    def _is_decided_now(self, at: int) -> bool:
        one, self.new_notes = self._undecided.pop(at)
        self.outcomes[at] = self._decided(one, at)
        return at not in self._undecided

    def _created(
        self, one: Incoming, name: str, values: Values, keys: Identifiers, origin: str
    ) -> tuple[Person, Outcome]:
        stem = stem_for(name, lambda stem: name_key(stem) not in self._stems)
        self._stems.add(name_key(stem))
        path = f"{self.folder}/{stem}.md" if self.folder not in ("", ".") else f"{stem}.md"
        if one.photo:
            one = self._with_picture(one, path, "")
            values = self._values_of(one)
        values = self._without_derived_uid(values, path)
        names = [name] if name == stem else [name, stem]
        if "aliases" in values:
            added, _ = additions({}, {"aliases": values["aliases"]}, names)
            values = {key: added.get(key, []) if key == "aliases" else value
                      for key, value in values.items()
                      if key != "aliases" or added}  # fmt: skip
        if "phones" in values:
            values["phones"] = once("phones", listed(values, "phones"), country=self.country)
        if "vcard" in values:
            lists = {key: listed(values, key) for key in values}
            values["vcard"] = respelt(listed(values, "vcard"), lists, self.country)
        person = Person(path, names, values, origin, texts=_blocks(one.body))
        person.names += listed(values, "aliases")
        self.people.add(person, keys)
        self.changed[id(person)] = person
        return person, Outcome(one.place, name, "created", path, lost=one.lost)

    def _merged(
        self, person: Person, one: Incoming, name: str, values: Values, keys: Identifiers
    ) -> Outcome:
        if self.new_notes:
            if one.photo:
                one = self._with_picture(one, person.path, "".join(listed(person.values, "photo")))
                values = self._values_of(one)
            values = self._without_derived_uid(values, person.path)
            values = _with_other_name(person, name, _with_other_uids(person, one, values))
        else:
            values = {key: value for key, value in values.items() if key == "last_contact"}
        added, kept = additions(person.values, values, person.names, self.country)
        texts = _new_blocks(person, one.body, self._text_of)
        job = new_job(person, one, added) if self.new_notes else None
        outcome = Outcome(
            one.place, name, "unchanged", person.path, kept=tuple(kept), lost=one.lost,
            times=one.times, job=job.told if job else "",
        )  # fmt: skip
        if not added and not texts:
            return outcome
        if job:
            person.first |= job.first
            added = {key: value for key, value in added.items() if key not in job.first}
            texts = [*texts, job.past]
            person.values = job.put_into(person.values)
        person.values = united(person.values, added)
        person.added = united(person.added, added)
        person.texts += texts
        person.names += listed(added, "aliases")
        self.people.add(person, keys)
        self.changed[id(person)] = person
        told = (*(job.first if job else ()), *added, *(["text"] if texts else []))
        return replace(outcome, action="merged", added=told)

    def _values_of(self, one: Incoming) -> Values:
        return values_of_incoming(one, circles=self._circles, tags=self._tags)

    def _with_picture(self, one: Incoming, note: str, there: str) -> Incoming:
        """The person with the picture as the photo of the note, or as lost."""
        if one.photo is None:
            return one
        path, wrong = self.pictures.place_for(one.photo.data, note, there)
        if path:
            one = replace(one, contact=replace(one.contact, photo=path))
        if wrong:
            size = f"({max(1, len(one.photo.data) // 1000)} kB)" if one.photo else ""
            one = replace(one, lost=(*one.lost, Lost("PHOTO", size, wrong)))
        return one

    def _with_all(
        self, people: Iterable[Person], one: Incoming, name: str, values: Values
    ) -> Person | None:
        return next((who for who in people if self._has_all(who, one, name, values)), None)

    def _has_all(self, person: Person, one: Incoming, name: str, values: Values) -> bool:
        """Whether a person has all the imported values, so that nothing has to be decided.

        The name must match too: two people at one address are different people.
        """
        if name_key(name) not in map(name_key, person.names):
            return False
        added, kept = additions(person.values, values, person.names, self.country)
        return (
            not added and not kept and not _new_blocks(person, one.body, self._text_of)
            and not new_ties(person, one, self.people, {}).edges
        )  # fmt: skip

    def _without_derived_uid(self, values: Values, path: str) -> Values:
        """Leave out a uid that is derived from the path of this or another note."""
        uid = values.get("uid")
        if not isinstance(uid, str):
            return values
        derived = uid_key(uid) == uid_key(derived_uid(path)) or self.people.has_place(uid)
        return {key: value for key, value in values.items() if key != "uid" or not derived}


def _ambiguous(one: Incoming, name: str, match: Match) -> Outcome:
    paths = tuple(person.path for person in match.candidates)
    return Outcome(
        one.place, name, "ambiguous", lost=one.lost, candidates=paths, reason=match.reason,
        by_name=match.by_name, times=one.times, can_merge=match.namesake is not None,
    )  # fmt: skip


def _with_other_uids(person: Person, one: Incoming, values: Values) -> Values:
    """Keep the uid of a second address book among the sources."""
    uid = values.get("uid")
    if uid is None or "uid" not in person.values:
        return values
    known = {own.form for own in identifiers_in_values(person.values) if own.kind == "uid"}
    mine = [key for key in one.keys if key.startswith("uid:") and uid_key(key[4:]) not in known]
    return (
        {**values, IMPORTED_FROM: [*listed(values, IMPORTED_FROM), *map(clean, mine)]}
        if mine
        else values
    )


def _with_other_name(person: Person, name: str, values: Values) -> Values:
    """Keep a different name as an alias, unless it is an address."""
    known = {name_key(one) for one in person.names}
    if name_key(name) in known or "@" in name or name == UNNAMED:
        return values
    return {**values, "aliases": [name, *listed(values, "aliases")]}


def _blocks(body: str) -> list[str]:
    text = clean(body).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").strip("\n")
    return [block for block in text.split("\n\n") if block.strip()]


def _new_blocks(person: Person, body: str, text_of: Callable[[str], str]) -> list[str]:
    blocks = _blocks(body)
    if not blocks:
        return []
    texts = [*([] if person.is_new else [text_of(person.path)]), *person.texts]
    if all(any(block in text for text in texts) for block in blocks):
        return []
    there = one_line(" ".join(texts))
    return [block for block in blocks if one_line(block) not in there]
