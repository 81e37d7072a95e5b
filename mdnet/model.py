"""The words mdnet thinks in: plain frozen data without input or output.

Dates are ``datetime.date``, weights are plain numbers, paths are strings relative to the
vault with ``/`` between the parts, lines and columns count from 1. Tuples are in the
order of the note. Nothing here reads files, clocks or settings.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Severity = Literal["error", "warning", "info"]
NoteKind = Literal["contact", "goal", "note"]
Group = Literal["primary", "secondary"]
PassageKind = Literal["about", "via", "neg", "log"]

GOAL_KINDS = ("information", "resource", "support", "skill", "job", "introduction")
GOAL_STATUSES = ("open", "done", "dropped")
LOG_KINDS = (
    "gave", "got", "met", "call", "mail", "intro", "asked", "tip", "lead", "referral", "promised",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a file."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a note, with its place and, where there is one, the mend."""

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    severity: Severity = "warning"

    def __str__(self) -> str:
        mend = f" ({self.fix})" if self.fix else ""
        return f"{self.path}:{self.line}:{self.column}: {self.code} {self.message}{mend}"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another note as it is written.

    ``target`` is without heading and display text; ``counts`` is false where a link says
    nothing of contact with the person: in an unchecked task, a quote or an embed.
    """

    target: str
    text: str
    line: int
    column: int
    counts: bool = True


@dataclass(frozen=True, slots=True)
class Edge:
    """A tie that a note states: ``kind`` is the key it stands under, ``target`` as written."""

    kind: str
    target: str


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One dated line of a log: what was given, received, promised, said."""

    day: date
    kind: str
    """One of ``LOG_KINDS``, or empty for plain contact."""
    text: str
    weight: float = 1.0
    links: tuple[str, ...] = ()
    line: int = 0


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence or line of prose, and whose business it is.

    ``about`` speaks of the person, ``via`` of somebody they know, ``neg`` of what they
    shun, ``log`` of an exchange. ``links`` are the targets it names, as written.
    """

    kind: PassageKind
    text: str
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, as their note tells it. The fields are the keys of the note format."""

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
    """What the key says; the log and dated notes may say later."""
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


@dataclass(frozen=True, slots=True)
class Goal:
    """Something the owner wants to reach, and what came of asking."""

    status: str = "open"
    wants: tuple[str, ...] = ()
    kind: str = ""
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """One Markdown file of the vault, read.

    ``contact`` is there when ``kind`` is ``contact``, ``goal`` when it is ``goal``. ``day``
    is the date of a dated note (a meeting, a daily note). ``log`` holds the dated lines of
    a contact's log or of a goal's leads.
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
