"""One Markdown file, read: its kind and everything it says.

``read_note`` takes bytes and never raises; faults in them come back as problems
of the note. Reads no files, resolves no links and knows nothing of other notes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property, lru_cache

from mdnet.model.config import Config, Purpose, purpose_of
from mdnet.model.contact import Contact, Link, Note, NoteKind, Passage, Position, Problem
from mdnet.model.keys import field_of, key_form
from mdnet.model.note_names import PLACEHOLDER_MARKS, has_placeholder
from mdnet.notes.days import day_in_path
from mdnet.notes.encoding import readable
from mdnet.notes.fields import contact_from, goal_from
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.inline import (
    BothPlaces,
    InlineValues,
    inline_values,
    page_values,
)
from mdnet.notes.kinds import Traits, judged
from mdnet.notes.links import day_text, only_links, read_links, split_links
from mdnet.notes.log import CONTACT_KINDS, GOAL_KINDS, NO_LOG, Headings, Log, read_log
from mdnet.notes.note_text import NoteText
from mdnet.notes.own_names import folder_and_stem, given_name, name_of_parts, spelt_out
from mdnet.notes.prose import read_passages, without_things
from mdnet.notes.scalars import split_comment
from mdnet.notes.tags import names_one_of
from mdnet.notes.unseen import definitions_in, unseen_in
from mdnet.notes.values import Value, as_date, as_flag, one_text, texts_of
from mdnet.util.text import one_line

LEADS_HEADING = "Leads"
MOST_PROBLEMS = 20
"""Problems shown of one note; a line for each of four thousand would help nobody."""

# Keys with the name of a note; with a placeholder in one it is nobody's yet.
_NAMING = frozenset(("name", "title", "aliases", "alias"))
# Keys whose links sort a note and tie it to nobody.
_SORTING = frozenset(("type", "categories", "category", "tags"))
_TITLE_AT_MOST = 500
_DULL_HEADINGS = frozenset(("log", "notes", "leads"))


def read_note(path: str, data: bytes, config: Config, *, most: int = MOST_PROBLEMS) -> Note | None:
    """Read the note ``path`` (relative, with ``/``) from its bytes; never raises.

    None for anything but a note of the user's: generated pages, and templates, known by their
    folder or by a ``{{placeholder}}`` in their name or front matter. Only the first ``most``
    problems are kept.
    """
    draft = _begun(path, data, config)
    if draft is None:
        return None
    note = draft.finished(config)
    if len(note.problems) <= most:
        return note
    return replace(note, problems=_first_of(path, note.problems, most))


def read_contact(path: str, data: bytes, config: Config) -> tuple[str, Contact] | None:
    """Read the name and the contact alone, as ``read_note`` does, in a fraction of the time.

    None for every other kind of note.
    """
    draft = _begun(path, data, config)
    if draft is None or draft.kind != "contact":
        return None
    return draft.name, draft.who()


def _begun(path: str, data: bytes, config: Config) -> "_Draft | None":
    """A note whose front matter is read; None for anything but a note of the user's."""
    folder, stem = folder_and_stem(path)
    place = purpose_of(folder, config)
    if place == "templates" or has_placeholder(stem):
        return None
    clean, problems = readable(path, data)
    front = read_front_matter(path, clean)
    values = _by_form(front.values)
    if _is_yes(values.get("generated")) or _is_template(front, values, place):
        return None
    problems += [
        one for one in front.problems
        if one.code != "unquoted-link" or not _is_in_alias(front, Position(one.line, one.column))
    ]  # fmt: skip
    draft = _Draft(path, stem, front, values, problems)
    keys = (*front.values, *draft.add_page_values())
    traits = Traits(path, folder, stem, place, values, keys, draft.tags_if_any(config))
    draft.kind, draft.likely = judged(traits, config)
    return draft


def _is_template(front: FrontMatter, values: Mapping[str, Value], place: Purpose) -> bool:
    """Whether a note is still to be filled in; the front matter of people may lack a value."""
    if _has_title_to_fill_in(front.body):
        return True
    if not has_placeholder(front.source):
        return False
    naming = [value for form, value in values.items() if form in _NAMING]
    # Unquoted braces are a map.
    is_nobody = any(isinstance(one, dict) or has_placeholder(one_text(one)) for one in naming)
    return place != "people" or is_nobody


def _has_title_to_fill_in(body: str) -> bool:
    """Whether a text begins with ``# {{title}}`` or with a line of ``<% … %>`` alone."""
    first = body[:_TITLE_AT_MOST].lstrip().partition("\n")[0].strip()
    if not has_placeholder(first):
        return False
    return any(first.strip("# ").startswith(mark) for mark, _ in PLACEHOLDER_MARKS)


class _Draft:
    """A note while it is read."""

    def __init__(
        self, path: str, stem: str, front: FrontMatter, values: dict[str, Value],
        problems: list[Problem],
    ) -> None:  # fmt: skip
        self.path = path
        self.kind: NoteKind = "note"
        self.front = front
        self.values = values
        self.problems = problems
        self.stem = one_line(stem)
        self.likely = ""
        self.text = NoteText(front.body)

    def tags_if_any(self, config: Config) -> Callable[[], Iterable[str]]:
        """A reader of the tags, which looks closely only where one may name a person."""
        hint = _hint_of_person(config.person_words)
        return lambda: self.text.tags if hint.search(self.front.body) else ()

    @cached_property
    def inline(self) -> InlineValues:
        """The values that the fields in the text give for a person."""
        return inline_values(self.text.fields, self.front.values, self.front.body_line)

    def add_page_values(self) -> Iterable[str]:
        """Add the text's values for the note as if they stood above it; return their keys."""
        found = page_values(self.text.fields) if "::" in self.front.body else {}
        for form, value in found.items():
            self.values.setdefault(form, value)
        return found

    def finished(self, config: Config) -> Note:
        finish = {"contact": self.contact, "goal": self.goal, "note": self.plain}
        return finish[self.kind](config)

    def who(self) -> Contact:
        """The fields of a person; the file name is a name as well."""
        inline = self.inline
        values = {**self.front.values, **inline.values}
        places = BothPlaces(self.front, inline.places)
        contact, problems = contact_from(self.path, values, places)
        self.problems += problems
        if self.text.tags:
            tags = tuple(dict.fromkeys((*contact.tags, *self.text.tags)))
            contact = replace(contact, tags=tags)
        name = self.name
        others = [self.stem, one_text(self.values.get("fn")), name_of_parts(self.values)]
        more = [one for one in others if one and one not in (name, *contact.aliases)]
        if more:
            return replace(contact, aliases=(*dict.fromkeys(more), *contact.aliases))
        return contact

    def contact(self, config: Config) -> Note:
        name, contact = self.name, self.who()
        log = self.log(config.log_heading, CONTACT_KINDS)
        self.problems += log.problems
        return Note(
            self.path, "contact", name, None, contact, None, self.links(),
            without_things(self.passages(log, config.log_heading), contact), log.entries,
            tuple(self.problems), self.text.hidden_links(), tuple(self.written()),
        )  # fmt: skip

    def goal(self, _: Config) -> Note:
        name = self.name
        goal, problems = goal_from(self.path, self.front.values, self.front)
        if not goal.wants:
            goal = replace(goal, wants=(name,))
        log = self.log(LEADS_HEADING, GOAL_KINDS)
        self.problems += [*problems, *log.problems]
        return Note(
            self.path, "goal", name, None, None, goal, self.links(),
            self.passages(log, LEADS_HEADING), log.entries, tuple(self.problems),
            self.text.hidden_links(), tuple(self.written()),
        )  # fmt: skip

    def plain(self, config: Config) -> Note:
        day = self.day(config)
        return Note(
            self.path, "note", self.stem, day, None, None, self.links(),
            self.passages(NO_LOG, config.log_heading), (), tuple(self.problems),
            self.text.hidden_links(), likely=self.likely,
        )  # fmt: skip

    @cached_property
    def name(self) -> str:
        """The name that a note gives itself, else that of its file."""
        given = given_name(self.values)
        if not given and self.kind == "contact":
            given = spelt_out(self.stem, self.values, self.front.body)
        return given or self.stem

    def day(self, config: Config) -> date | None:
        day = day_in_path(self.path[: -len(".md")], config.daily_notes)
        written = day_text(one_text(self.values.get("date")))
        if day is not None or not written:
            return day
        day = as_date(written)
        if day is None:
            self.bad_date(written)
        return day

    def bad_date(self, written: str) -> None:
        key = next(key for key in self.front.values if key_form(key) == "date")
        place = self.front.value_place(key)
        message = f'date: "{one_line(written)[:40]}" is no date'
        fix = "expected a date like 1999-12-31"
        self.problems.append(Problem(self.path, place.line, place.column, "bad-date", message, fix))

    def links(self) -> tuple[Link, ...]:
        in_body = read_links(self.text.body, self.front.body_line)
        source = self.front.source
        if "[" not in source:
            return in_body
        if "#" in source:
            source = "\n".join(split_comment(line)[0] for line in source.split("\n"))
        sorting = {
            target
            for key in _SORTING & self.values.keys()
            for text in texts_of(self.values[key])
            for target in split_links(text)[1]
        }
        above = [
            link for link in read_links(source, 2)
            if link.target not in sorting
            and not _is_in_alias(self.front, Position(link.line, link.column))
        ]  # fmt: skip
        return (*above, *in_body)

    def written(self) -> Iterator[tuple[str, str]]:
        """Yield the values with a link: as they read, and what they say besides that."""
        if "[" not in self.front.source and not self.inline.values:
            return
        definitions = definitions_in(self.text.body)
        for value in (*self.front.values.values(), *self.inline.values.values()):
            for text in texts_of(value):
                for part in (only_links(text) or [text]) if "[" in text else ():
                    shown = one_line(split_links(part)[0])
                    unseen = unseen_in(part, definitions)
                    if shown != part or unseen:
                        yield from ((shown, said) for said in (part, *unseen))

    def log(self, heading: Headings, kinds: frozenset[str]) -> Log:
        return read_log(self.path, self.text.body, self.front.body_line, heading, kinds)

    def passages(self, log: Log, heading: Headings) -> tuple[Passage, ...]:
        headings = (heading,) if isinstance(heading, str) else heading
        own = (self.stem, self.name) if self.kind == "contact" else (self.stem,)
        dull = _DULL_HEADINGS | {*map(str.casefold, (*own, *headings))}
        taken = log.lines | self.inline.lines if self.kind == "contact" else log.lines
        return read_passages(self.text.words, log.entries, taken, dull)


def _is_in_alias(front: FrontMatter, place: Position) -> bool:
    """Whether a place lies in an alias, where a link leads to nobody."""
    aliases = (key for key in front.values if field_of(key) == "aliases")
    return any(front.is_in_value(place, key) for key in aliases)


def _first_of(path: str, problems: tuple[Problem, ...], most: int) -> tuple[Problem, ...]:
    """The first problems, errors before all others, and one that counts the rest."""
    grave = sorted(problems, key=lambda problem: problem.severity != "error")[:most]
    left = len(problems) - len(grave)
    message = f"there are {left} more problems in this note"
    return (*grave, Problem(path, grave[-1].line, 1, "many-problems", message, "fix these first"))


def _by_form(values: dict[str, Value]) -> dict[str, Value]:
    forms: dict[str, Value] = {}
    for key, value in values.items():
        form = key if key.islower() and key.isalpha() else key_form(key)
        if form in _SORTING and form in forms:
            forms[form] = [forms[form], value]
        forms.setdefault(form, value)
    return forms


def _is_yes(value: Value) -> bool:
    return isinstance(value, str) and as_flag(value.strip()) is True


@lru_cache(maxsize=8)
def _hint_of_person(words: tuple[str, ...]) -> re.Pattern[str]:
    return names_one_of(words)
