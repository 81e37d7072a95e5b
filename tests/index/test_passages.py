"""The passages of notes as the index keeps them, and the postings of the needs they answer."""

import pytest
from hypothesis import given

from mdnet.embeddings.encoder import PassageWords, load_encoder
from mdnet.embeddings.shares import Encoded
from mdnet.embeddings.vectors import open_vectors
from mdnet.index.analysis import Analyzer, words
from mdnet.index.codec import note_from_json
from mdnet.index.documents import document_of
from mdnet.index.fields import NEED, NEED_LACKED, NEED_TOLD, NEEDS
from mdnet.index.passages import (
    Encoding,
    Kept,
    PassageText,
    _packed,
    encoder_of,
    kept_of,
    passages_of,
    unpacked,
)
from mdnet.model.config import Config
from mdnet.model.contact import Note
from mdnet.network.public import without_private
from mdnet.notes.reader import read_note
from tests.conftest import Indexed, examples
from tests.strategies import NOTES

ENCODER = load_encoder("en")


def read(text: str, path: str = "People/Ana.md") -> Note:
    note = read_note(path, text.encode(), Config())
    assert note
    return note


def kept(note: Note, language: str = "en") -> Kept:
    [found] = kept_of([note], language)
    return found


def encode(*texts: str) -> list[Encoded]:
    """Return passages encoded, and last the whole of them."""
    [found] = ENCODER.encode([[PassageWords(words(text), own=True) for text in texts]])
    return found


def needs_of(text: str, path: str = "People/Ana.md") -> dict[str, set[str]]:
    """Return by field the needs whose posting weighs most."""
    postings = kept(read(text, path)).postings
    return {field: {max(held, key=lambda term: held[term])} for field, held in postings.items()}


def need(text: str) -> set[str]:
    """Return the need that a passage answers most."""
    [found, _] = encode(text)
    return {str(found.needs[0][0])}


# Which passages there are


def test_each_item_and_each_sentence_is_a_passage() -> None:
    note = read(
        "---\nroles: [dentist, tutor]\noffers: [a ladder to borrow]\n---\n"
        "She is calm. Her sister [[Eva]] is a notary.\n\n## Log\n- 2026-05-02 got: a crown\n"
    )
    assert {(one.field, one.text) for one in passages_of(note)} == {
        ("roles", "dentist"),
        ("roles", "tutor"),
        ("offers", "a ladder to borrow"),
        ("about", "She is calm."),
        ("via", "Her sister Eva is a notary."),
        ("log", "a crown"),
    }


def test_names_circles_and_places_say_nothing_of_what_somebody_does() -> None:
    note = read(
        "---\naliases: [Smith]\ncity: Cook\ncircles: [bakers]\nknows: ['[[Dan Carpenter]]']\n---\n"
    )
    assert passages_of(note) == []


def test_the_names_in_a_passage_are_not_encoded() -> None:
    [passage] = passages_of(read("Plays chess with [[Friends/Dan Carpenter|Dan]].\n"))
    assert passage.links
    assert "Carpenter" not in passage.plain
    assert PassageText("via", "Eva Baker sings.", ("People/Eva Baker",)).plain.split() == ["sings."]


def test_of_a_dated_note_only_what_links_to_people_is_a_passage() -> None:
    note = read("Lunch with [[Ana]].\n\nThe plumber was late.\n", "2026-04-01.md")
    assert [(one.field, one.links) for one in passages_of(note)] == [("mention", ("Ana",))]


def test_a_note_without_passages() -> None:
    note = read("---\ncity: Bern\n---\n")
    packed, postings = kept(note)
    assert unpacked(packed) == [Encoding()]  # the whole of nothing
    assert postings == {}


# What is kept of them


def test_each_passage_is_kept_in_its_place_and_the_whole_last() -> None:
    note = read("---\nroles: [plumber, qqzzx]\n---\nSings in a choir.\n")
    found = unpacked(kept(note).packed)
    assert [bool(one.vector) for one in found] == [True, False, True, True]
    vectors = open_vectors("en")
    assert vectors
    assert len(found[0].vector) == vectors.dims // 2


@examples(60)
@given(NOTES)
def test_the_passages_of_any_note_survive(note: Note) -> None:
    packed, postings = kept(note)
    found, passages = unpacked(packed), passages_of(note)
    assert len(found) == len(passages) + 1
    expected = encode(*(one.plain for one in passages))
    for one, other in zip(found[:-1], expected[:-1], strict=True):
        assert one.vector == other.vector
        assert [number for number, _ in one.needs] == [number for number, _ in other.needs]
    assert set(postings) <= set(NEEDS)
    assert all(0 < share <= 1 for held in postings.values() for share in held.values())


@pytest.mark.parametrize(
    "some",
    [
        [],
        [Encoded(b"", ())],
        [Encoded(b"\x00\x0a\xff\x7f", ((0, 1.0), (65535, 0.01)))],
        [Encoded(b"x" * 128, ()), Encoded(b"", ()), Encoded(b"y", ((7, 0.5),))],
    ],
)
def test_what_is_packed_comes_back(some: list[Encoded]) -> None:
    found = unpacked(_packed(some))
    assert [one.vector for one in found] == [one.vector for one in some]
    for one, other in zip(found, some, strict=True):
        assert [number for number, _ in one.needs] == [number for number, _ in other.needs]
        for (_, share), (_, exact) in zip(one.needs, other.needs, strict=True):
            assert share == pytest.approx(exact, abs=1 / 255)


def test_the_record_is_the_note_and_beside_it_lie_its_passages() -> None:
    note = read("---\nroles: [plumber]\n---\nLine one.\nLine two.\n")
    document = document_of(note, Analyzer("en"), kept(note))
    assert note_from_json(document.record) == note
    assert len(unpacked(document.passages)) == len(passages_of(note)) + 1


def test_without_an_encoder_nothing_is_kept() -> None:
    note = read("---\nroles: [plumber]\n---\n")
    assert kept(note, "fr") == (b"", {})
    assert unpacked(b"") == []
    assert note_from_json(document_of(note, Analyzer("fr")).record) == note


@pytest.mark.parametrize("language", ["fr", "xx"])
def test_a_language_without_a_table_has_no_encoder(language: str) -> None:
    assert encoder_of(language) is None


@pytest.mark.parametrize("error", [OSError("gone"), ValueError("damaged")])
def test_a_table_that_cannot_be_used_is_none(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: str) -> None:
        raise error

    monkeypatch.setattr("mdnet.embeddings.encoder.load_encoder", fail)
    assert encoder_of("en") is None


# Which needs a note answers


@pytest.mark.parametrize(
    "text",
    [
        "---\nroles: [plumber]\n---\n",
        "---\noffers: [help with a dripping tap]\n---\n",
        "Repairs taps and pipes.\n",
        "## Log\n- 2026-05-02 got: mended our dripping tap\n",
    ],
)
def test_what_somebody_does_is_a_need_that_they_answer(text: str) -> None:
    assert set(needs_of(text)) == {NEED}


def test_a_sentence_on_somebody_else_answers_for_them_as_well() -> None:
    found = needs_of("Her brother [[Gus Low]] is a plumber.\n")
    assert set(found) == {NEED, NEED_TOLD}
    assert found[NEED_TOLD] == need("her brother is a plumber")
    assert set(needs_of("[[Gus Low]] mended a dripping tap.\n", "2026-04-01.md")) == {NEED_TOLD}


@pytest.mark.parametrize("text", ["---\nneeds: [a plumber]\n---\n", "Hates plumbing.\n"])
def test_what_somebody_lacks_or_shuns_they_do_not_answer(text: str) -> None:
    assert set(needs_of(text)) == {NEED_LACKED}


def test_each_need_is_posted_once_with_its_best_share() -> None:
    one = kept(read("---\nroles: [plumber]\n---\n")).postings
    more = kept(read("---\nroles: [plumber, clerk]\nskills: [plumbing]\n---\n")).postings
    [best] = need("plumber")
    assert more[NEED][best] >= one[NEED][best]


def test_many_notes_are_kept_as_each_alone() -> None:
    notes = [read(f"---\nroles: [{role}]\n---\nSings.\n") for role in ("plumber", "clerk", "qqzx")]
    assert [one.packed for one in kept_of(notes, "en")] == [kept(note).packed for note in notes]
    assert kept_of([], "en") == []


def test_a_view_without_private_people_is_encoded_anew(indexed: Indexed) -> None:
    snapshot = indexed(
        {
            "People/Vera.md": "---\nprivate: true\nroles: [plumber]\n---\n",
            "People/Gus.md": "---\nroles: [baker]\n---\nHis plumber is [[Vera]]. Sings.\n",
        }
    ).snapshot
    view = without_private(snapshot, "en")
    [plumber] = need("plumber")
    number = view.reader.number("People/Gus.md")
    assert number is not None
    assert dict(snapshot.reader.postings(NEED_TOLD, plumber)).keys() == {number}
    assert view.reader.postings(NEED_TOLD, plumber) == []
    assert number not in dict(view.reader.postings(NEED, plumber))
    before, after = (unpacked(one.reader.passages(number)) for one in (snapshot, view))
    assert len(after) == len(passages_of(view.note(number))) + 1
    assert len(after) < len(before)
