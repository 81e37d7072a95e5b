"""Which texts speak of private people, in what words they ever do."""

import pytest

from mdnet.index.codec import note_from_json
from mdnet.search.discretion import Discretion
from tests.conftest import Indexed

HIDDEN = "---\nprivate: true\naliases: [Vivi, Ça va]\n---\n"
ANA = """\
---
offers: ["a room in [[Vera Hidden|her aunt's]] house"]
---
Ask [[Vera Hidden|the lady upstairs]]. A veranda is no secret.

## Log
- 2026-01-02 gave: {filler} to [[Vera Hidden|you know who]]
""".format(filler="many words " * 40)


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("lunch with Vera", False),
        ("lunch with vera hidden", False),
        ("VIVI came too", False),
        ("Ça va?", False),
        ("a veranda to the south", True),
        ("viviparous lizards", True),
        ("a room in her aunt's house", False),
        ("Ask the lady upstairs.", False),
        ("many words to you know who", False),
        ("my aunts and uncles", True),
    ],
)
def test_names_and_the_words_of_links_tell(indexed: Indexed, text: str, *, allowed: bool) -> None:
    files = {"People/Vera Hidden.md": HIDDEN, "People/Ana.md": ANA}
    snapshot = indexed(files).snapshot
    discretion = Discretion(snapshot.catalogue.cards(), snapshot.catalogue)
    number = snapshot.reader.number("People/Ana.md")
    assert number is not None
    note = note_from_json(snapshot.reader.record(number))
    assert discretion.allows(text, note) is allowed


def test_without_private_people_everything_may_be_told(indexed: Indexed) -> None:
    snapshot = indexed({"People/Ana.md": ANA}).snapshot
    discretion = Discretion(snapshot.catalogue.cards(), snapshot.catalogue)
    number = snapshot.reader.number("People/Ana.md")
    assert number is not None
    assert discretion.allows("Vera", note_from_json(snapshot.reader.record(number)))
