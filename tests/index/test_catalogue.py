from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.card import Card
from mdnet.index.catalogue import Catalogue, Entry, catalogue_bytes, entry_of, read_catalogue
from mdnet.index.protocol import DamagedIndexError
from mdnet.text import name_key
from mdnet.vault.names import stem_of
from mdnet.vault.walk import STAMP_SIZE
from tests.strategies import FILE_NAMES, PROSE

STAMP = bytes(range(STAMP_SIZE))


def entries(*cards: Card | str) -> dict[str, Entry]:
    """Return an entry for each card, and one without a card for each path."""
    return {
        card if isinstance(card, str) else card.path: entry_of(
            STAMP, None if isinstance(card, str) else card
        )
        for card in cards
    }


def catalogue(*cards: Card | str) -> Catalogue:
    return Catalogue(catalogue_bytes(entries(*cards), "settings"))


ANA = Card("People/Ana Diaz.md", "contact", "Ana Diaz", aliases=("Ani", "Dr. Diaz"))
BOB = Card("People/bob.md", "contact", "Robert Rossi", aliases=("Bob", "ani"), errors=2)
GOAL = Card("Goals/Ana.md", "goal", "Ana", status="open")


def test_an_empty_catalogue() -> None:
    empty = catalogue()
    assert empty.paths == []
    assert empty.stamps() == {}
    assert empty.entries() == {}
    assert empty.cards() == []
    assert empty.names() == []
    assert empty.by_prefix("") == []
    assert empty.troubled() == []


def test_what_went_in_comes_out_in_the_order_of_the_paths() -> None:
    held = entries(BOB, "Templates/Person.md", ANA, GOAL)
    read = Catalogue(catalogue_bytes(held, "settings"))
    assert read.settings == "settings"
    assert read.paths == sorted(held)
    assert read.entries() == held
    assert read.stamps() == dict.fromkeys(sorted(held), STAMP)
    assert read.cards() == [GOAL, ANA, BOB]
    assert read.card(ANA.path) == ANA
    assert read.card("Templates/Person.md") is None
    assert read.card("nowhere.md") is None


def test_the_order_of_the_entries_makes_no_difference() -> None:
    one, other = entries(ANA, BOB), entries(BOB, ANA)
    assert catalogue_bytes(one, "s") == catalogue_bytes(other, "s")


def test_names_are_looked_up_by_their_key() -> None:
    read = catalogue(ANA, BOB, GOAL, "Templates/Ana Diaz.md")
    assert read.by_name("ana diaz") == [ANA.path]
    assert read.by_name("ana") == [GOAL.path]
    assert read.by_name("ana d") == []
    assert read.by_name("robert rossi") == []  # a name inside the note is like an alias
    assert read.by_alias("robert rossi") == [BOB.path]
    assert read.by_alias("ani") == [ANA.path, BOB.path]
    assert read.by_alias("bob") == []  # the file name says so already
    assert read.by_prefix("ana") == [GOAL.path, ANA.path]
    assert read.by_prefix("dr.") == [ANA.path]
    assert read.by_prefix("diaz") == []
    assert len(read.by_prefix("")) == 3


def test_which_notes_are_in_trouble() -> None:
    assert catalogue(ANA, BOB, GOAL).troubled() == [BOB.path]
    assert catalogue(ANA, GOAL).troubled() == []


PATHS = FILE_NAMES.map(lambda name: f"People/{name}.md")


@given(st.lists(PATHS, unique=True, max_size=5), st.lists(PROSE, min_size=5, max_size=5))
def test_every_note_is_found_by_every_name(paths: list[str], names: list[str]) -> None:
    cards = [
        Card(path, "contact", name, aliases=(alias,))
        for path, name, alias in zip(paths, names, names[1:] + names[:1], strict=False)
    ]
    read = catalogue(*cards)
    assert sorted(read.cards(), key=lambda card: card.path) == sorted(
        cards, key=lambda card: card.path
    )
    for card in cards:
        stem = name_key(stem_of(card.path))
        assert card.path in read.by_name(stem)
        for name in (card.name, *card.aliases):
            key = name_key(name)
            assert key in ("", stem) or card.path in read.by_alias(key)
            assert not key or card.path in read.by_prefix(key)
            assert not key or key in read.names()
    for name in names:
        for path in (*read.by_alias(name_key(name)), *read.by_name(name_key(name))):
            assert path in paths


WHOLE = catalogue_bytes(entries(ANA, BOB, GOAL), "settings")


def use(data: bytes) -> Catalogue:
    """Open a catalogue and read all of it."""
    read = Catalogue(data)
    read.entries()
    read.names()
    read.cards()
    return read


DAMAGED = [
    b"",
    b"\n",
    b"null\n",
    b"[]\n",
    b"{}\n",
    WHOLE[:-1],
    WHOLE + b"x",
    WHOLE[: WHOLE.index(b"\n")],
    WHOLE.replace(b'"schema": ', b'"schema": 9'),
    WHOLE.replace(b"Ani", b"Ano"),
    WHOLE.replace(STAMP, STAMP[::-1], 1),
    WHOLE.replace(b"nana diaz", b"nana diat"),
    WHOLE.replace(b'"troubled": [2]', b'"troubled": []'),
    WHOLE.replace(b'"sizes": [', b'"sizes": ['[:-1] + b"{"),
    WHOLE.replace(b'"sizes": [', b'"sizes": [' + b"0, " * 4),
    WHOLE.replace(b'"sizes": [', b'"sizes": 7, "x": ['),
    WHOLE.replace(b'"sizes": [', b'"sizes": [], "x": ['),
    WHOLE.replace(b'"sizes": [', b'"sizes": [null], "x": ['),
]


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_damage_is_told_and_nothing_else_is_raised(data: bytes) -> None:
    assert data != WHOLE
    with pytest.raises(DamagedIndexError):
        use(data)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_told_or_does_no_harm(at: int, flip: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[at] ^= flip
    whole = use(WHOLE)
    try:
        read = use(bytes(damaged))
    except DamagedIndexError:
        return
    assert at < WHOLE.index(b"\n")  # what has a checksum was not it
    assert read.entries() == whole.entries()
    assert read.names() == whole.names()


def test_a_catalogue_of_another_schema_is_of_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("mdnet.index.catalogue.SCHEMA", 0)
        older = catalogue_bytes(entries(ANA), "settings")
    with pytest.raises(DamagedIndexError, match="another version"):
        Catalogue(older)


def test_a_catalogue_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "c").write_bytes(WHOLE)
    assert read_catalogue(tmp_path / "c").cards() == [GOAL, ANA, BOB]
    with pytest.raises(OSError):
        read_catalogue(tmp_path / "missing")
