"""The columns of the table of keys: plain records, one for each group of columns."""

from mdnet.util.rows import NamedTuple


class Searched(NamedTuple):
    """How the words of a key, or of a part of the text, are searched."""

    field: str
    """The field of the index that they are filed under."""
    group: str
    """The subject of the field; a search treats its matches by group."""
    length: float
    """How many words the field typically holds."""
    lead: str
    """The words before a match that is shown, as in ``can do: cello``."""
    sentence: bool = False
    """Whether the text is a sentence, and quoted as one."""


class Shown(NamedTuple):
    """Where a key stands on the page of ``show``: keys with one label share a line."""

    label: str
    place: int
    """The lines are in this order."""
    between: str = ", "
    words: str = ""
    """The words for a flag that is set, or before a number."""
    rank: int = 2
    """On a page too long for a screen, 1 stays, as one wants it before one meets; 3 goes first.
    Keys on one line share a rank."""


class Vcard(NamedTuple):
    """How a key goes into vCards.

    ``own`` is the name after ``X-MDNET-``, for values that no standard property fits.
    ``properties`` are those read into the key; the first is the one that is written.
    """

    own: str
    properties: str = ""


class Option(NamedTuple):
    """The option of ``mdnet new`` that fills a key; ``several`` allows it more than once."""

    name: str
    help: str
    several: bool = False
    short: str = ""
    """A letter that stands for the name."""


class Tie(NamedTuple):
    """A tie between people: ``parents`` are the person's own.

    ``verb`` ends the sentence "Ana …", as in ``is a child of``. ``both`` says that it
    belongs in the notes of both people.
    """

    inverse: str
    verb: str
    both: bool


class Field(NamedTuple):
    """A key that mdnet knows.

    Two keys may share ``search.field`` and ``shown.label``. ``None`` is a decision, too: not
    searched, not shown, not in vCards, no option, no tie.
    """

    name: str
    kind: str
    """The kind of its values; they are read by ``mdnet.notes.fields``."""
    synonyms: str
    mark: bool
    """Whether the key marks a note as that of a contact, wherever the note lies."""
    search: Searched | None
    shown: Shown | None
    vcard: Vcard | None
    option: Option | None
    tie: Tie | None
    leaves: str
    """The ways for the key to leave the vault: ``cards``, ``tables`` and ``documents`` (JSON)."""
