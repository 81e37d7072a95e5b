"""From a goal as read to candidates, with the passages about them.

Postings of words and of needs find the notes; the best of them are read, passage by passage,
and what a sentence says about somebody it links to is credited to that person.
"""

from collections import defaultdict
from collections.abc import Iterable

from mdnet.index.fields import LACKED, NEED, NEED_LACKED, NEED_TOLD, texts_in
from mdnet.index.passages import Encoding, PassageText, encoded_passages
from mdnet.model.contact import Note
from mdnet.network.people import links_of
from mdnet.search.candidates import FieldMatch, HelperCandidate, Matcher
from mdnet.search.context import TOLD, SearchContext
from mdnet.search.reading import GoalReading

Said = list[tuple[PassageText, Encoding]]
"""The passages of a note; see ``encoded_passages``."""

_NAME, _OTHERS = "name", "via"
# Fields without vectors.
_UNENCODED = ("name", "circles", "city")
_MOST_LACKING = 20
# From this similarity on, somebody is a candidate even without answering a need.
_LEAST_LIKENESS = 0.45
_MOST_OF_A_SLOT = 500
# The weight of needs beside words in choosing the notes to read.
_NEED_SHARE = 2.0


class Retriever:
    """Finds the candidates for one goal."""

    def __init__(self, context: SearchContext, reading: GoalReading) -> None:
        self._reading = reading
        self._lookup = context.lookup
        self._people = context.people
        self._scope = context.scope
        self._matcher = Matcher(reading, context.texts)
        self._found: dict[str, HelperCandidate] = {}
        self._fields: dict[int, set[str]] = defaultdict(set)

    def candidates(self) -> dict[str, HelperCandidate]:
        """Everybody about whom anything was found, by their keys."""
        read = [(number, self._read(number)) for number in self._best()]
        self._matcher.compare(encoding for _, said in read for _, encoding in said)
        for number, said in read:
            self._add(number, said)
        self._add_slots()
        return self._found

    # Choosing the notes to read

    def _best(self) -> list[int]:
        """The notes worth reading, the most promising first."""
        promise: dict[int, float] = defaultdict(float)
        total = sum(one.weight for one in self._reading.sought) or 1.0
        for fields in (self._scope.fields, ("via", *TOLD) if self._scope.told else ()):
            for number, words in self._postings(fields).items():
                promise[number] = max(promise[number], sum(words.values()) / total)
        by_need = self._by_need()
        best = max(by_need.values(), default=1.0)
        for number, worth in by_need.items():
            promise[number] += _NEED_SHARE * worth / best
        for slot in self._reading.slots:
            for number in slot.numbers:
                promise[number] += 1.0
        only = self._scope.only
        allowed = promise if only is None else promise.keys() & only
        ranked = sorted(allowed, key=lambda number: (-promise[number], number))
        lacking = self._lacking()
        ranked = ranked[: self._scope.candidates]
        if self._scope.told:
            ranked += [number for number in lacking if number not in promise][:_MOST_LACKING]
        return ranked

    def _postings(self, fields: Iterable[str]) -> dict[int, dict[int, float]]:
        """The words of the goal in some fields, by note, with their weights."""
        found: dict[int, dict[int, float]] = defaultdict(dict)
        for at, sought in enumerate(self._reading.sought):
            allowed = sought.clause.field
            for name in fields:
                if allowed and name != allowed and not (allowed == _NAME and name == "linked"):
                    continue
                for alternative in sought.alternatives:
                    for number in self._lookup.matches(name, alternative.terms):
                        held = found[number]
                        worth = alternative.weight * sought.weight
                        held[at] = max(held.get(at, 0.0), worth)
                        self._fields[number].add(name)
        return found

    def _by_need(self) -> dict[int, float]:
        """How well each note answers the needs of the goal."""
        found: dict[int, float] = defaultdict(float)
        for need, share in self._reading.needs:
            for name in (NEED, NEED_TOLD) if self._scope.told else (NEED,):
                for number, weight in self._lookup.matches(name, (str(need),)).items():
                    found[number] = max(found[number], share * weight)
        return found

    def _lacking(self) -> Iterable[int]:
        """The notes whose people need or avoid the thing themselves, each once."""
        found: dict[int, None] = {}
        for need, _ in self._reading.needs:
            found |= dict.fromkeys(self._lookup.matches(NEED_LACKED, (str(need),)))
        return found | dict.fromkeys(self._postings(LACKED))

    # Reading their passages

    def _read(self, number: int) -> Said:
        """The passages of a note, and all of them as one."""
        return encoded_passages(self._people.note(number), self._lookup.reader.passages(number))

    def _add(self, number: int, said: Said) -> None:
        """Add what a note says about its own person and about those it links to."""
        note = self._people.note(number)
        *passages, (_, whole) = said
        fields = self._fields[number]
        for passage, encoding in passages:
            match = self._matcher.match(passage, encoding, fields)
            if match:
                others = self._credit_others(note, passage, match)
                self._credit(note, passage, match._replace(leads_to=others) if others else match)
        if note.contact:
            self._add_whole(note, whole)
            self._add_unencoded(note, fields)
        if self._scope.told and not fields.isdisjoint(("via", *TOLD)):
            self._add_linked(note)

    def _credit(self, note: Note, passage: PassageText, match: FieldMatch) -> None:
        if note.contact and passage.field in LACKED:
            self._candidate(note.path).against.append(match)
        elif note.contact and passage.field in self._scope.fields:
            self._candidate(note.path).matches.append(match)

    def _credit_others(
        self, note: Note, passage: PassageText, match: FieldMatch
    ) -> tuple[str, ...]:
        """Credit a passage to the people it links to; return those it is about."""
        if not self._scope.told or not passage.links or passage.field in LACKED:
            return ()
        keys = [self._people.person(target, note.path) for target in passage.links]
        others = tuple(dict.fromkeys(key for key in keys if key and key != note.path))
        for key in others:
            self._candidate(key).matches.append(match._replace(source=note.path, whole=False))
        return others if passage.field == _OTHERS else ()

    def _add_whole(self, note: Note, encoding: Encoding) -> None:
        """Add how well a note, taken as one text, meets the goal."""
        share, _ = self._matcher.answered(encoding)
        likeness = self._matcher.likeness(encoding)
        if share or likeness >= _LEAST_LIKENESS:
            candidate = self._candidate(note.path)
            candidate.share, candidate.likeness = share, likeness

    def _add_unencoded(self, note: Note, fields: set[str]) -> None:
        """Add the words of the goal in fields without vectors: names, circles and places."""
        for name in _UNENCODED:
            if name in self._scope.fields and name in fields:
                for match in (self._matcher.held(name, text) for text in texts_in(note, name)):
                    if match:
                        self._candidate(note.path).matches.append(match)

    def _add_linked(self, note: Note) -> None:
        """Add people named in the goal and linked from a note."""
        for target, kind in links_of(note):
            held = self._matcher.held(_NAME, target)
            key = self._people.person(target, note.path, kind) if held else None
            if held and key and key != note.path:
                match = held._replace(field="linked", source=note.path, whole=False)
                self._candidate(key).matches.append(match)

    def _add_slots(self) -> None:
        """Add the slots that each candidate fulfils; fulfilling one makes a candidate."""
        number_of = self._lookup.reader.number
        for slot in self._reading.slots:
            among = slot.numbers if self._scope.only is None else slot.numbers & self._scope.only
            found = {number for key in self._found if (number := number_of(key)) in among}
            # Not everybody in a big town is read, but all who were found by the rest count.
            others = sorted(among - found)[:_MOST_OF_A_SLOT]
            for number in (*found, *others):
                note = self._people.note(number)
                if note.contact:
                    self._candidate(note.path).slots.append(slot)
            for key in slot.keys if self._scope.told else ():
                self._candidate(key).slots.append(slot)

    def _candidate(self, key: str) -> HelperCandidate:
        return self._found.setdefault(key, HelperCandidate(key))
