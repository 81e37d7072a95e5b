"""The terms of mdnet: plain frozen data without input or output.

Dates are ``datetime.date``, weights are plain numbers, paths are strings relative to the
vault with ``/`` between the parts, lines and columns count from 1. Tuples are in the
order of the note. Nothing here reads files, clocks or settings. Small data
that are many are named tuples, which are quicker to make than records.
"""

from datetime import date
from typing import Literal

from mdnet.util.records import Record
from mdnet.util.rows import NamedTuple

Severity = Literal["error", "warning", "info"]
NoteKind = Literal["contact", "goal", "note"]
Group = Literal["primary", "secondary"]
PassageKind = Literal["about", "via", "neg", "log"]

GOAL_KINDS = ("information", "resource", "support", "skill", "job", "introduction")
GOAL_STATUSES = ("open", "done", "dropped")
LOG_KINDS = (
    "gave", "got", "met", "call", "mail", "intro", "asked", "tip", "lead", "referral", "promised",
)  # fmt: skip


class Position(NamedTuple):
    """A place in a file."""

    line: int
    column: int


class Problem(Record):
    """Something wrong in a note, with its place and, where there is one, the fix."""

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    severity: Severity = "warning"

    def __str__(self) -> str:
        fix = f" ({self.fix})" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}{fix}"


class Link(NamedTuple):
    """A link to another note as it is written.

    ``target`` is without heading and display text; ``counts`` is false where a link is
    no sign of contact with the person: in an unchecked task, a quote or an embed.
    """

    target: str
    text: str
    line: int
    column: int
    counts: bool = True


class Edge(Record):
    """A tie that a note states: ``kind`` is the key it stands under, ``target`` as written."""

    kind: str
    target: str


class LogEntry(Record):
    """One dated line of a log: what was given, received, promised, said."""

    day: date
    kind: str
    """One of ``LOG_KINDS``, or empty for plain contact."""
    text: str
    weight: float = 1.0
    links: tuple[str, ...] = ()
    line: int = 0
    unseen: tuple[str, ...] = ()
    """Parts of its links that are not shown: see ``mdnet.notes.unseen``."""


class Passage(NamedTuple):
    """A sentence or line of prose, and whom it is about.

    ``about`` describes the person, ``via`` somebody they know, ``neg`` things they avoid; ``log``
    reports an exchange. ``links`` are the targets it names, as written. ``unseen`` is what they
    say besides what is shown: see ``mdnet.notes.unseen``. ``after`` says that the passage before
    is an earlier sentence of the same paragraph, or a piece of the same sentence.
    """

    kind: PassageKind
    text: str
    links: tuple[str, ...] = ()
    unseen: tuple[str, ...] = ()
    after: Literal["", "sentence", "piece"] = ""


class Contact(Record):
    """A person, as their note describes them. The fields are the keys of the note format."""

    aliases: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    circles: tuple[str, ...] = ()
    group: Group = "secondary"
    roles: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    about: str = ""
    city: str = ""
    languages: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    offers: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    edges: tuple[Edge, ...] = ()
    met: date | None = None
    met_at: str = ""
    closeness: int | None = None
    trust: int | None = None
    cadence: int | None = None
    """Days."""
    last_contact: date | None = None
    """The value of the key; the log and dated notes may be later."""
    follow_up: date | None = None
    birthday: str = ""
    """``1981-04-17`` or, without the year, ``--04-17``."""
    anniversary: str = ""
    phones: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    social: tuple[str, ...] = ()
    pronouns: str = ""
    photo: str = ""
    uid: str = ""
    stub: bool = False
    private: bool = False
    archived: bool = False
    vcard: tuple[str, ...] = ()
    extra: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Keys that mdnet does not know, with their values as text."""


class Goal(Record):
    """Something the owner wants to achieve, and what came of asking."""

    status: str = "open"
    wants: tuple[str, ...] = ()
    kind: str = ""
    due: date | None = None


class Note(Record):
    """One Markdown file of the vault, read.

    ``contact`` is there when ``kind`` is ``contact``, ``goal`` when it is ``goal``. ``day``
    is the date of a dated note (a meeting, a daily note). ``log`` holds the dated lines of
    a contact's log or of a goal's leads. ``written`` are the values of the front matter that
    hold a link: how each reads, and how it is written or what else it says.
    """

    path: str
    kind: NoteKind
    name: str
    day: date | None = None
    contact: Contact | None = None
    goal: Goal | None = None
    links: tuple[Link, ...] = ()
    passages: tuple[Passage, ...] = ()
    log: tuple[LogEntry, ...] = ()
    problems: tuple[Problem, ...] = ()
    hidden_links: tuple[Link, ...] = ()
    """Links in comments and in the definitions of reference links, without a place: they follow a
    renaming but count for nothing else."""
    written: tuple[tuple[str, str], ...] = ()
    likely: str = ""
    """The sign that a plain note may be a person's: ``folder CRM``, ``tag friend``."""
