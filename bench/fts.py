"""The least that a search in Python costs: SQLite's FTS5, and a look at every file.

    python bench/fts.py VAULT DATABASE        makes the database
    python bench/fts.py VAULT DATABASE GOAL   searches it

Like ``mdnet search`` it checks each note for changes first and prints ten people with a piece of
their note. It knows no fields, needs, ties or reasons, and imports no click.
"""

import os
import sqlite3
import sys
from collections.abc import Iterator
from pathlib import Path


def stamps(folder: str) -> Iterator[tuple[str, int, int]]:
    """Yield the path, size and time of each note."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from stamps(entry.path)
            elif entry.name.endswith(".md"):
                status = entry.stat()
                yield entry.path, status.st_size, status.st_mtime_ns


def build(vault: str, database: sqlite3.Connection) -> None:
    """Put every note into the database, with its stamp."""
    database.execute("create virtual table notes using fts5(name, text, tokenize = 'porter')")
    database.execute("create table stamps (path text primary key, size int, time int)")
    for path, size, time in stamps(vault):
        note = Path(path)
        row = (note.stem, note.read_text(encoding="utf-8"))
        database.execute("insert into notes values (?, ?)", row)
        database.execute("insert into stamps values (?, ?, ?)", (path, size, time))
    database.commit()


def search(vault: str, database: sqlite3.Connection, goal: str) -> None:
    """Print ten people, best first; end with 1 if a note has changed."""
    known = {(path, size, time) for path, size, time in database.execute("select * from stamps")}
    if any(stamp not in known for stamp in stamps(vault)):
        sys.exit(1)
    rows = database.execute(
        "select name, snippet(notes, 1, '', '', '…', 12) from notes where notes match ?"
        " order by bm25(notes, 4.0, 1.0) limit 10",
        (goal,),
    )
    for name, piece in rows:
        print(name, " ".join(piece.split()), sep="\t")


def main() -> None:
    """Make the database, or search it."""
    vault, path, *words = sys.argv[1:]
    database = sqlite3.connect(path)
    if words:
        search(vault, database, " ".join(words))
    else:
        build(vault, database)


if __name__ == "__main__":
    main()
