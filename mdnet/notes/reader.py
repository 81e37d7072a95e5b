"""One Markdown file, read: what kind of note it is and everything it tells.

``read_note`` takes bytes and never raises; what is wrong with them comes back as problems
of the note. Reads no files, resolves no links and knows nothing of other notes.
"""

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import lru_cache

from mdnet.config import Config
from mdnet.model import Contact, Link, Note, NoteKind, Passage, Problem
from mdnet.notes.encoding import readable
from mdnet.notes.fields import contact_from, goal_from
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.keys import key_form, marks_of_contact
from mdnet.notes.links import read_links, split_links
from mdnet.notes.log import CONTACT_KINDS, GOAL_KINDS, NO_LOG, Log, read_log
from mdnet.notes.markdown import without_hidden
from mdnet.notes.prose import read_passages
from mdnet.notes.regions import without_regions
from mdnet.notes.values import Value, as_date, as_flag, day_of, one_text, texts_of
from mdnet.text import name_key, one_line

LEADS_HEADING = "Leads"
MOST_PROBLEMS = 20
"""Of one note; a note of four thousand mistakes is told of no better in as many lines."""

_DATED_NAME = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?!\d)", re.ASCII)
_PERSON_TYPES = frozenset(("person", "contact"))
_PERSON_TAGS = frozenset(("people", "person", "contact", "contacts"))
_COMMENT_LINE = re.compile(r"^[ \t]*#.*$", re.MULTILINE)
# Keys whose links sort a note and tie it to nobody.
_SORTING = frozenset(("type", "categories", "category", "tags"))
_DULL_HEADINGS = frozenset(("log", "notes", "leads"))


def read_note(path: str, data: bytes, config: Config, *, most: int = MOST_PROBLEMS) -> Note | None:
    """Read the note ``path`` (relative, with ``/``) from its bytes; never raises.

    None for what is no note of the user's: generated pages, and templates, known by their
    folder or by a ``{{placeholder}}`` in their name or front matter. Of more than ``most``
    problems the first are told.
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
    return draft.name(), draft.who()


def _begun(path: str, data: bytes, config: Config) -> "_Draft | None":
    """Return a note whose front matter is read; None for what is no note of the user's."""
    folder, stem = _folder_and_stem(path)
    place = _place(folder, config)
    if place == "templates" or _has_placeholder(stem):
        return None
    clean, problems = readable(path, data)
    front = read_front_matter(path, clean)
    values = _by_form(front.values)
    if _is_yes(values.get("generated")) or _has_placeholder(front.source):
        return None
    kind = _kind(place, stem, values, front.values)
    return _Draft(path, stem, kind, front, values, [*problems, *front.problems])


class _Draft:
    """A note while it is read."""

    def __init__(
        self, path: str, stem: str, kind: NoteKind, front: FrontMatter, values: dict[str, Value],
        problems: list[Problem],
    ) -> None:  # fmt: skip
        self.path = path
        self.kind = kind
        self.front = front
        self.values = values
        self.problems = problems
        self.stem = one_line(stem)
        self.body = ""

    def finished(self, config: Config) -> Note:
        self.body = without_hidden(without_regions(_with_plain_line_ends(self.front.body)))
        finish = {"contact": self.contact, "goal": self.goal, "note": self.plain}
        return finish[self.kind](config)

    def who(self) -> Contact:
        """Return what the front matter says of a person, whose file name is a name as well."""
        contact, problems = contact_from(self.path, self.front.values, self.front)
        self.problems += problems
        if self.name() != self.stem and self.stem not in contact.aliases:
            return replace(contact, aliases=(self.stem, *contact.aliases))
        return contact

    def contact(self, config: Config) -> Note:
        name, contact = self.name(), self.who()
        log = self.log(config.log_heading, CONTACT_KINDS)
        self.problems += log.problems
        return Note(
            self.path, "contact", name, None, contact, None, self.links(),
            self.passages(log, config.log_heading), log.entries, tuple(self.problems),
        )  # fmt: skip

    def goal(self, _: Config) -> Note:
        name = self.name()
        goal, problems = goal_from(self.path, self.front.values, self.front)
        if not goal.wants:
            goal = replace(goal, wants=(name,))
        log = self.log(LEADS_HEADING, GOAL_KINDS)
        self.problems += [*problems, *log.problems]
        return Note(
            self.path, "goal", name, None, None, goal, self.links(),
            self.passages(log, LEADS_HEADING), log.entries, tuple(self.problems),
        )  # fmt: skip

    def plain(self, config: Config) -> Note:
        day = self.day()
        return Note(
            self.path, "note", self.stem, day, None, None, self.links(),
            self.passages(NO_LOG, config.log_heading), (), tuple(self.problems),
        )  # fmt: skip

    def name(self) -> str:
        """Return the name a note gives itself, else that of its file."""
        value = self.values.get("name")
        if isinstance(value, dict):
            given = " ".join(text for part in value.values() for text in texts_of(part))
        else:
            given = one_text(value)
        return one_line(split_links(given)[0]) or self.stem

    def day(self) -> date | None:
        named = _DATED_NAME.match(self.stem)
        day = day_of(*named.groups()) if named else None
        written = split_links(one_text(self.values.get("date")))[0].strip()
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
        in_body = read_links(self.body, self.front.body_line)
        source = self.front.source
        if "[" not in source:
            return in_body
        if "#" in source:
            source = _COMMENT_LINE.sub("", source)
        sorting = {
            target
            for key in _SORTING & self.values.keys()
            for text in texts_of(self.values[key])
            for target in split_links(text)[1]
        }
        above = (link for link in read_links(source, 2) if link.target not in sorting)
        return (*above, *in_body)

    def log(self, heading: str, kinds: frozenset[str]) -> Log:
        return read_log(self.path, self.body, self.front.body_line, heading, kinds)

    def passages(self, log: Log, heading: str) -> tuple[Passage, ...]:
        dull = _DULL_HEADINGS | {heading.casefold(), self.stem.casefold()}
        return read_passages(self.body, log.entries, log.lines, dull)


def _has_placeholder(text: str) -> bool:
    """Tell whether a line holds ``{{…}}``.

    A regular expression would begin anew at each of ten thousand opening braces.
    """
    if "{{" not in text:
        return False
    lines = ((line, line.find("{{")) for line in text.split("\n"))
    return any(at >= 0 and "}}" in line[at + 2 :] for line, at in lines)


def _with_plain_line_ends(body: str) -> str:
    return body.replace("\r\n", "\n") if "\r" in body else body


def _first_of(path: str, problems: tuple[Problem, ...], most: int) -> tuple[Problem, ...]:
    """Return the first problems, the errors before all others, and one that counts the rest."""
    grave = sorted(problems, key=lambda problem: problem.severity != "error")[:most]
    left = len(problems) - len(grave)
    message = f"there are {left} more problems in this note"
    return (*grave, Problem(path, grave[-1].line, 1, "many-problems", message, "mend these first"))


def is_for_people(folder: str, config: Config) -> bool:
    """Tell whether the notes of a folder are contacts because they lie there."""
    return _place(folder, config) == "people"


def is_for_templates(folder: str, config: Config) -> bool:
    """Tell whether the files of a folder are templates because they lie there."""
    return _place(folder, config) == "templates"


def _folder_and_stem(path: str) -> tuple[str, str]:
    folder, _, name = path.rpartition("/")
    return folder, name[:-3] if name.lower().endswith(".md") else name


@lru_cache(maxsize=1024)
def _place(folder: str, config: Config) -> str:
    """Return what a folder is for by its own name or one above it."""
    parts = f"/{name_key(folder)}/"

    def lies_in(names: Iterable[str]) -> bool:
        return any(f"/{name_key(name.strip('/'))}/" in parts for name in names)

    if lies_in(config.templates):
        return "templates"
    if lies_in((config.goals,)):
        return "goals"
    return "people" if lies_in(config.people) else ""


def _by_form(values: dict[str, Value]) -> dict[str, Value]:
    forms: dict[str, Value] = {}
    for key, value in values.items():
        forms.setdefault(key if key.islower() and key.isalpha() else key_form(key), value)
    return forms


def _is_yes(value: Value) -> bool:
    return isinstance(value, str) and as_flag(value.strip()) is True


def _kind(place: str, stem: str, forms: dict[str, Value], values: dict[str, Value]) -> NoteKind:
    """Decide what a note is: what it says of itself counts before the folder it lies in."""
    types = _words(forms.get("type"))
    if "goal" in types:
        return "goal"
    if types & _PERSON_TYPES:
        return "contact"
    if place:
        return "goal" if place == "goals" else "contact"
    if _is_tagged(forms) or "people" in _words(forms.get("categories")):
        return "contact"
    # A meeting names its type or its day, and may well have keys that contacts have.
    if types or _DATED_NAME.match(stem):
        return "note"
    return "contact" if marks_of_contact(values) >= 2 else "note"


def _words(value: Value) -> set[str]:
    if value is None:
        return set()
    return {split_links(text)[0].strip().casefold() for text in texts_of(value)}


def _is_tagged(forms: dict[str, Value]) -> bool:
    value = forms.get("tags") or forms.get("tag")
    if value is None:
        return False
    words = " ".join(texts_of(value)).casefold().replace(",", " ").split()
    return any(word.lstrip("#").partition("/")[0] in _PERSON_TAGS for word in words)
