"""A view of an index with changed notes is the index of a vault in which they read so."""

from collections.abc import Mapping

from mdnet.index.codec import note_from_json
from mdnet.index.fields import FIELDS
from mdnet.index.overlay import changed_snapshot
from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot
from mdnet.vault.root import open_vault
from tests.conftest import Indexed, MakeVault

BEFORE: Mapping[str, str] = {
    "People/Ana.md": "---\nroles: [dentist]\nknows: ['[[Bob]]']\n---\nMends teeth.\n",
    "People/Bob.md": "---\nroles: [plumber]\n---\nFond of [[Ana]].\n",
    "People/Cleo.md": "---\nroles: [dentist]\naliases: [Cle]\n---\n",
}
AFTER: Mapping[str, str] = {
    "People/Bob.md": "---\nroles: [welder]\n---\n",
    "People/Cleo.md": BEFORE["People/Cleo.md"],
}

# Whoosh rounds weights.
IN_MEMORY = {"MDNET_CACHE_DIR": "/dev/null"}


def _held(snapshot: Snapshot) -> object:
    """Return all that an index holds, whatever the numbers of its documents."""
    reader, catalogue = snapshot.reader, snapshot.catalogue
    paths = {reader.number(path): path for path in catalogue.paths}
    postings = {
        (field, term): sorted((paths[number], weight) for number, weight in found)
        for field in FIELDS
        for term in reader.terms(field)
        if (found := reader.postings(field, term))
    }
    records = sorted(reader.records())
    names = [catalogue.by_alias(name) for name in ("cle", "ana")]
    return reader.count(), postings, records, catalogue.cards(), names


def test_a_view_is_as_an_index_of_the_changed_notes(make_vault: MakeVault) -> None:
    root = make_vault(BEFORE)
    before = refresh(open_vault(root), IN_MEMORY).snapshot
    make_vault(AFTER)
    (root / "People/Ana.md").unlink()
    after = refresh(open_vault(root), IN_MEMORY).snapshot
    number = after.reader.number("People/Bob.md")
    assert number is not None
    changes = {
        "People/Ana.md": None,
        "People/Bob.md": note_from_json(after.reader.record(number)),
    }
    view = changed_snapshot(before, changes, "en")
    assert _held(view) == _held(after)
    assert [*view.reader.terms("roles")] == [*after.reader.terms("roles")]
    assert view.reader.number("People/Ana.md") is None
    assert view.note_at("People/Ana.md") is None
    assert before.note_at("People/Ana.md") is not None


def test_a_view_of_a_view(indexed: Indexed) -> None:
    snapshot = indexed(BEFORE).snapshot
    one = changed_snapshot(snapshot, {"People/Ana.md": None}, "en")
    two = changed_snapshot(one, {"People/Bob.md": None}, "en")
    assert [card.name for card in two.catalogue.cards()] == ["Cleo"]
    assert two.reader.count() == len([*two.reader.records()]) == 1
