"""The data that every reader produces and every writer takes.

Plain frozen data. A reader is a generator of ``Item``s: a person, a list of people, or a
problem, in the order of the file. ``mdnet.formats.reading.gather`` makes one ``Reading`` of
them, with lists turned into circles and ties by identifier into ties by name.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from mdnet.model.contact import Contact, Edge, Problem

TECHNICAL = "not about the person"


@dataclass(frozen=True, slots=True)
class Lost:
    """Something that does not fit in a note, and why it was left out."""

    name: str
    """What the foreign file calls it: a property or a column."""
    value: str
    """The value, shortened when it is long."""
    reason: str

    @property
    def technical(self) -> bool:
        """Whether nobody will miss it: program names, time stamps."""
        return self.reason == TECHNICAL


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture: its bytes and their media type, such as ``image/jpeg``."""

    data: bytes
    media_type: str


@dataclass(frozen=True, slots=True)
class Incoming:
    """One card, row or record of a foreign file, in the terms of the note format."""

    place: str
    """Where it begins: ``contacts.vcf:12``."""
    name: str
    """The display name, on one line; never empty."""
    contact: Contact
    """``contact.vcard`` holds the content lines that carry more than a field can say."""
    body: str = ""
    """Notes about the person, as Markdown."""
    keys: tuple[str, ...] = ()
    """Keys that recognise the person later: ``uid:…``, ``linkedin:anna-schmidt``, ``monica:…``."""
    related: tuple[Edge, ...] = ()
    """Ties to others whose ``target`` is a key (``uid:…``) and no name yet."""
    lost: tuple[Lost, ...] = ()
    photo: Photo | None = None
    """Only where photos were asked for."""
    days: tuple[date, ...] = ()
    """Days of contact, oldest first; only from mail and calendars."""
    times: int = 0
    """How often: mails in the direction that has fewer, or events; only from these two."""


@dataclass(frozen=True, slots=True)
class Circle:
    """A list of people that a foreign file keeps, such as a group of an address book."""

    place: str
    name: str
    members: tuple[str, ...]
    """Keys of the members (``uid:…``, ``email:…``)."""
    keys: tuple[str, ...] = ()


Item: TypeAlias = Incoming | Circle | Problem


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a file: people, their lists, and problems."""

    people: tuple[Incoming, ...] = ()
    circles: tuple[Circle, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """The options for reading files."""

    day: date
    """Today; later days do not count."""
    forced: str = ""
    """A format, whatever the files look like."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """Columns of a table, and the keys that they go to."""
    own: tuple[str, ...] = ()
    """The owner's email addresses."""
    charset: str = ""
    """The character set of the files; empty to detect it."""
    photos: bool = False
    """Whether the pictures of address books are wanted."""


class Reader(NamedTuple):
    """How a format is recognised, and how it is read.

    ``recognises`` takes the beginning of a file, without blanks before it and with its lines
    ended alike, and the file's name. ``read`` takes the whole file, its name for places, and
    what the user said.
    """

    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str, Options], Iterator[Item]]


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day to be in touch with somebody: a ``follow-up`` that is open, or a ``reconnect``.

    ``day`` has passed if they wait already; ``told`` is the rhythm and the last contact.
    """

    kind: Literal["follow-up", "reconnect"]
    day: date
    told: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A person for a writer: the display name, the fields, and the text."""

    name: str
    contact: Contact = field(default_factory=Contact)
    body: str = ""
    """Text of the note, as Markdown; also its log, where that was asked for."""
    id: str = ""
    """The path of the note, for programs that must know people again, if there is no ``uid``."""
    reminders: tuple[Reminder, ...] = ()
    """Only where the writer takes them."""
