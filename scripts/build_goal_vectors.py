"""Makes the vectors of the built-in goal words anew: ``mdnet/search/goals.bin``.

They follow from ``goals.toml`` and the word table and could be made by every user's first
search; that would take it a second. A test fails when they are out of date.
"""

from pathlib import Path

from mdnet.search.goal_words import GoalWords, read_goal_words
from mdnet.search.kept import packed
from mdnet.search.senses import SHIPPED, compiled, senses_key
from mdnet.sense.vectors import open_vectors


def main() -> None:
    """Write the file."""
    vectors = open_vectors("en")
    assert vectors is not None
    built_in = GoalWords(read_goal_words(Path("/nonexistent"), "en").built_in, b"")
    SHIPPED.write_bytes(packed(senses_key(built_in, vectors), compiled(built_in, vectors)))


if __name__ == "__main__":
    main()
