import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.index.catalogue import Catalogue, catalogue_in_memory
from mdnet.index.catalogue_file import CatalogueFile, Entry, catalogue_file, entry_of
from mdnet.index.flat.blocks import BlockFile
from mdnet.index.protocol import DamagedIndexError
from mdnet.model.summary import Card
from mdnet.util.text import name_key
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
    return catalogue_in_memory(entries(*cards), "settings")


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
    read = catalogue_in_memory(held, "settings")
    assert read.settings == "settings"
    assert read.paths == sorted(held)
    assert read.entries() == held
    assert read.stamps() == dict.fromkeys(sorted(held), STAMP)
    assert read.cards() == [GOAL, ANA, BOB]
    assert read.card(ANA.path) == ANA
    assert read.card("Templates/Person.md") is None
    assert read.card("nowhere.md") is None


def test_the_order_of_the_walk_makes_no_difference_but_to_the_next_walk() -> None:
    one, other = catalogue(ANA, BOB, GOAL), catalogue(GOAL, ANA, BOB)
    assert one.paths == other.paths
    assert one.cards() == other.cards()
    for seen in (one.stamps(), other.stamps(), dict(sorted(one.stamps().items()))):
        assert one.is_of(seen)
        assert other.is_of(seen)


@pytest.mark.parametrize(
    "seen",
    [
        {},
        {ANA: STAMP},
        {ANA: STAMP, BOB: STAMP[::-1]},
        {ANA: STAMP, "x.md": STAMP},
        {ANA: STAMP, BOB: STAMP, "x.md": STAMP},
    ],
    ids=["nothing", "one gone", "one changed", "one moved", "one more"],
)
def test_another_walk_is_told_from_the_one_before(seen: dict[Card | str, bytes]) -> None:
    stamps = {one if isinstance(one, str) else one.path: stamp for one, stamp in seen.items()}
    assert not catalogue(ANA, BOB).is_of(stamps)


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


PATH = st.sampled_from([f"{name}.md" for name in "abcdefg"])
NOTE = st.builds(
    lambda path, name, errors, stamp, note: (
        path,
        entry_of(
            bytes([stamp]) * STAMP_SIZE,
            Card(path, "contact", name, errors=errors) if note else None,
        ),
    ),
    PATH,
    st.sampled_from(["Ana", "Bo", "Cleo"]),
    st.integers(0, 1),
    st.integers(0, 9),
    st.booleans(),
)
NOTES = st.lists(NOTE, max_size=6).map(dict)


def everything(held: Catalogue) -> dict[str, object]:
    """Return all that a catalogue tells."""
    return {
        "paths": held.paths,
        "stamps": held.stamps(),
        "entries": held.entries(),
        "cards": held.cards(),
        "notes": held.note_paths(),
        "names": held.names(),
        "by name": {key: held.by_name(key) for key in "abcdefg"},
        "by alias": {key: held.by_alias(key) for key in ("ana", "bo", "cleo")},
        "by prefix": {key: held.by_prefix(key) for key in ("", "a", "b", "c")},
        "card": {path: held.card(path) for path in held.paths},
        "troubled": held.troubled(),
        "length": len(held),
    }


@given(NOTES, st.lists(st.tuples(NOTES, st.sets(PATH)), max_size=3))
def test_changes_over_a_catalogue_read_as_if_it_were_written_anew(
    first: dict[str, Entry], steps: list[tuple[dict[str, Entry], set[str]]]
) -> None:
    held, now = dict(first), catalogue_in_memory(first, "settings")
    below = CatalogueFile(BlockFile(b"".join(catalogue_file(first, "settings"))))
    for changed, removed in steps:
        gone = removed & held.keys() - changed.keys()
        held = {path: one for path, one in held.items() if path not in gone} | changed
        differs, hidden = now.over(changed, gone)
        parts = catalogue_file(differs, "settings", hidden)
        now = Catalogue(below, CatalogueFile(BlockFile(b"".join(parts))))
        right = catalogue_in_memory(held, "settings")
        assert everything(now) == everything(right)
        assert now.is_of(right.stamps())
        assert all(now.holds(path, entry) for path, entry in held.items())
        assert not any(now.holds(path, entry._replace(stamp=b"")) for path, entry in held.items())


WHOLE = b"".join(catalogue_file(entries(ANA, BOB, GOAL), "settings"))


def use(data: bytes) -> Catalogue:
    """Open a catalogue and read all of it."""
    read = Catalogue(CatalogueFile(BlockFile(data)))
    everything(read)
    return read


@pytest.mark.parametrize(
    "head", [b"", b"null", b"[]", b"{}", b"[" * 100_000, b"7", b'{"schema": 9}']
)
def test_a_head_that_says_nothing_is_damage(head: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mdnet.index.catalogue_file.json.dumps", lambda _: head.decode())
    with pytest.raises(DamagedIndexError):
        catalogue(ANA)


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_a_flipped_byte_is_told_or_does_no_harm(at: int, flip: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[at] ^= flip
    try:
        read = use(bytes(damaged))
    except DamagedIndexError:
        return
    assert everything(read) == everything(use(WHOLE))


@given(st.integers(0, len(WHOLE) - 1))
def test_a_catalogue_that_is_cut_short_is_damage(left: int) -> None:
    with pytest.raises(DamagedIndexError):
        use(WHOLE[:left])


def test_a_catalogue_of_another_schema_is_of_no_use(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("mdnet.index.catalogue_file.SCHEMA", 0)
        older = b"".join(catalogue_file(entries(ANA), "settings"))
    with pytest.raises(DamagedIndexError, match="another version"):
        CatalogueFile(BlockFile(older))
