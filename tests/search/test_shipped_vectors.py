"""The vectors that ship are those of the goal words that ship."""

from pathlib import Path

from mdnet.search.goal_words import read_goal_words
from mdnet.search.senses import SHIPPED, senses_key
from mdnet.sense.vectors import open_vectors


def test_they_are_up_to_date(tmp_path: Path) -> None:
    vectors = open_vectors("en")
    assert vectors is not None
    key = senses_key(read_goal_words(tmp_path, "en"), vectors)
    assert SHIPPED.read_bytes().startswith(key.encode() + b" "), "run: make vectors"
