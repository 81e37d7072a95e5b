"""What a row of the table of keys says: plain records, one for each group of columns."""

from mdnet.util.rows import NamedTuple


class Searched(NamedTuple):
    """How words are searched, those of a key or of a part of the text."""

    field: str
    """The field of the index that they are filed under."""
    group: str
    """What the field is about; a search reads its matches by their groups."""
    length: float
    """How many words the field typically holds."""
    lead: str
    """What stands before a match that is shown, as in ``can do: cello``."""
    sentence: bool = False
    """Whether the text is a sentence, and quoted as one."""


class Shown(NamedTuple):
    """Where a key stands on the page of ``show``: keys with one label share a line."""

    label: str
    place: int
    """The lines are in this order."""
    between: str = ", "
    words: str = ""
    """What stands for a flag that is set, or before a number."""


class Vcard(NamedTuple):
    """How a key goes into vCards.

    ``own`` is the name behind ``X-MDNET-``, for values that no standard property holds.
    ``properties`` are those read into the key; the first is the one that is written.
    """

    own: str
    properties: str = ""


class Option(NamedTuple):
    """The option of ``mdnet new`` that fills a key; ``several`` lets it be given more than once."""

    name: str
    help: str
    several: bool = False


class Tie(NamedTuple):
    """A tie between people: ``parents`` are the person's own.

    ``verb`` ends the sentence "Ana …", as in ``is a child of``. ``both`` says that whoever keeps
    a note of both people would write it in both.
    """

    inverse: str
    verb: str
    both: bool


class Field(NamedTuple):
    """A key that mdnet knows.

    Two keys may share ``search.field`` and ``shown.label``. ``None`` is a decision, too: not
    searched, not shown, in no vCard, no option, no tie.
    """

    name: str
    kind: str
    """What it holds; how that is read is handled by ``mdnet.notes.fields``."""
    synonyms: str
    mark: bool
    """Whether the key marks a note as that of a contact, wherever the note lies."""
    search: Searched | None
    shown: Shown | None
    vcard: Vcard | None
    option: Option | None
    tie: Tie | None
    leaves: str
    """What may carry the key out of the vault: ``cards``, ``tables`` and ``documents`` (JSON)."""
