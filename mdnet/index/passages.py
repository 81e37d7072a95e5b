"""The passages of a note: each item of a key and each sentence, as a search compares them.

The index keeps with each its vector and the needs that it answers. They lie beside the
record of the note, in the order in which ``passages_of`` gives the texts.
"""

import struct
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from mdnet.embeddings.vectors import LANGUAGES
from mdnet.index.analysis import meaning_words
from mdnet.index.fields import NEED, NEED_LACKED, NEED_TOLD, PROSE, WORDS, fields_of, texts_in
from mdnet.model.contact import Note, Passage
from mdnet.util.rows import NamedTuple

if TYPE_CHECKING:
    from mdnet.embeddings.encoder import PassageEncoder
    from mdnet.embeddings.shares import Encoded

# A name says nothing of what somebody does: not their own, and not those of others.
_NOT_ENCODED = frozenset(fields_of("name", "circle", "place", "told"))
_ENCODED = tuple(field for field in WORDS if field not in _NOT_ENCODED)
_LACKED = frozenset(fields_of("lack"))
_HEAD = struct.Struct("<BB")
_NEED = struct.Struct("<HB")
_WHOLE = 255
# A need of one passage is a posting from this share on; those of the whole are all.
_LEAST_POSTED = 0.03


def encoder_of(language: str) -> "PassageEncoder | None":
    """What encodes the passages of a vault; None for a language without a table.

    A table that cannot be used is none: what then is missing, a search says.
    """
    if language not in LANGUAGES:
        return None
    # A search makes no vectors of notes.
    from mdnet.embeddings.encoder import load_encoder

    try:
        return load_encoder(language)
    except (OSError, ValueError):
        return None


class PassageText(NamedTuple):
    """A passage as it stands in a note. ``links`` are whom it names."""

    field: str
    text: str
    links: tuple[str, ...] = ()

    @property
    def plain(self) -> str:
        """What it says besides the names it links to: a Baker is no baker."""
        text = self.text
        for target in self.links:
            text = text.replace(target.rpartition("/")[2], " ")
        return text


WHOLE = PassageText("about", "")
"""All that a note says of its own person, as one: it has a vector and needs, but no text."""


class Encoding(NamedTuple):
    """What is kept of a passage: its vector, empty for none, and the needs that it answers."""

    vector: bytes = b""
    needs: tuple[tuple[int, float], ...] = ()


def passages_of(note: Note) -> list[PassageText]:
    """The passages of a note that a search compares with a goal.

    Of a meeting or a daily note these are the sentences that link to people.
    """
    if note.contact is None:
        return [_sentence("mention", one) for one in note.passages if one.links]
    found = []
    for field in _ENCODED:
        sentences = [one for one in note.passages if one.kind == field] if field in PROSE else []
        items = texts_in(note, field)
        found += [PassageText(field, text) for text in items[: len(items) - len(sentences)]]
        found += [_sentence(field, one) for one in sentences]
    return found


def _sentence(field: str, passage: Passage) -> PassageText:
    return PassageText(field, passage.text, passage.links)


class Kept(NamedTuple):
    """The passages of a note as they are kept, and the postings of their needs by field."""

    packed: bytes = b""
    postings: Mapping[str, Mapping[str, float]] = {}


def kept_of(notes: Sequence[Note], language: str) -> list[Kept]:
    """The passages of notes as they are kept; nothing in a language without a table."""
    encoder = encoder_of(language)
    if encoder is None:
        return [Kept()] * len(notes)
    from mdnet.embeddings.encoder import PassageWords

    passages = [passages_of(note) for note in notes]
    encodable = [
        [PassageWords(meaning_words(one.plain), _is_own(note, one)) for one in some]
        for note, some in zip(notes, passages, strict=True)
    ]
    encoded = encoder.encode(encodable)
    return [
        Kept(_packed(found), _postings([*some, WHOLE], found))
        for some, found in zip(passages, encoded, strict=True)
    ]


def _is_own(note: Note, passage: PassageText) -> bool:
    return note.contact is not None and passage.field not in _LACKED


def _postings(
    passages: Sequence[PassageText], found: Sequence["Encoded"]
) -> dict[str, dict[str, float]]:
    """The needs that a note answers by field: its own, of others, and what it lacks."""
    best: dict[str, dict[int, float]] = {}
    for passage, one in zip(passages, found, strict=True):
        least = 0.0 if passage is WHOLE else _LEAST_POSTED
        for field in _need_fields(passage) if one.needs else ():
            held = best.setdefault(field, {})
            for need, share in one.needs:
                if share >= least and share > held.get(need, 0.0):
                    held[need] = share
    return {
        field: {str(need): round(share, 3) for need, share in held.items()}
        for field, held in best.items()
        if held
    }


def _need_fields(passage: PassageText) -> Iterable[str]:
    if passage.field in _LACKED:
        return (NEED_LACKED,)
    if passage.field == "mention":
        return (NEED_TOLD,)
    return (NEED, NEED_TOLD) if passage.links else (NEED,)


def _packed(found: Iterable["Encoded"]) -> bytes:
    return b"".join(map(_bytes_of, found))


def _bytes_of(one: "Encoded") -> bytes:
    values: list[int] = []
    for need, share in one.needs:
        values += (need, round(share * _WHOLE))
    size, count = len(one.vector), len(one.needs)
    return _layout(size, count).pack(size, count, one.vector, *values)


@cache
def _layout(size: int, count: int) -> struct.Struct:
    return struct.Struct(f"<BB{size}s{'HB' * count}")


def unpacked(data: bytes) -> list[Encoding]:
    """What is kept of the passages of a note, in the order of ``passages_of``.

    The last one is of ``WHOLE``.
    """
    at, found = 0, []
    while at < len(data):
        size, count = _HEAD.unpack_from(data, at)
        at += _HEAD.size
        vector = data[at : at + size]
        at += size
        end = at + count * _NEED.size
        needs = tuple((need, share / _WHOLE) for need, share in _NEED.iter_unpack(data[at:end]))
        found.append(Encoding(vector, needs))
        at = end
    return found


def encoded_passages(note: Note, data: bytes) -> list[tuple[PassageText, Encoding]]:
    """The passages of a note with what the index keeps of each, and ``WHOLE`` last.

    Args:
        note: as the record tells it.
        data: what the index holds of its passages.
    """
    passages = [*passages_of(note), WHOLE]
    found = unpacked(data)
    found += [Encoding()] * (len(passages) - len(found))
    return list(zip(passages, found, strict=False))
