from datetime import UTC, datetime

from mdnet.model.contact import Problem
from mdnet.watch.batch import Batch, Built, Change, Changed
from mdnet.watch.report import batch_lines, batch_object, built_line, built_object

AT = datetime(2026, 11, 23, 14, 2, 11, tzinfo=UTC)
PROBLEM = Problem("People/Ana.md", 2, 8, "yaml", "never closed", "write ]")


def batch(*names: str, change: Change = "changed", problems: int = 0) -> Batch:
    changes = tuple(Changed(f"People/{name}.md", name, change) for name in names)
    return Batch(AT, changes, (PROBLEM,) * problems, 0.012)


def test_one_note() -> None:
    told = batch("Ana Diaz")
    assert [*batch_lines(told)] == ["14:02:11 Ana Diaz changed · index 12 ms"]


def test_a_few_notes_have_a_line_each() -> None:
    assert [*batch_lines(batch("Ana", "Bob", change="added"))] == [
        "14:02:11 Ana added",
        "14:02:11 Bob added · index 12 ms",
    ]


def test_many_notes_are_summed_up() -> None:
    assert [*batch_lines(batch(*"ABCDEF"))] == [
        "14:02:11 6 notes changed · index 12 ms",
        "         A, B, C and 3 more",
    ]
    mixed = Batch(AT, (*batch(*"ABCD").changes, *batch(*"XY", change="added").changes), (), 1.23)
    first, _ = batch_lines(mixed)
    assert first == "14:02:11 6 notes: 2 added, 4 changed · index 1.2 s"


def test_problems_follow_with_their_places() -> None:
    lines = [*batch_lines(batch("Ana", problems=1))]
    assert lines[1:] == ["People/Ana.md:2:8: yaml never closed (write ])"]
    lines = [*batch_lines(batch("Ana", problems=22))]
    assert len(lines) == 22
    assert lines[-1] == "and 2 more problems: mdnet check lists them all"
    assert [*batch_lines(batch(problems=1))] == [str(PROBLEM)]


def test_pages() -> None:
    built = Built(AT, ("a.md", "b.md"), ("c.md",), seconds=0.3)
    assert built_line(built) == "14:02:11 3 pages · 300 ms"
    assert built_line(Built(AT, ("a.md",), seconds=8.12)) == "14:02:11 1 page · 8.1 s"


def test_objects() -> None:
    assert batch_object(batch("Ana", problems=1)) == {
        "event": "changed",
        "time": "2026-11-23T14:02:11+00:00",
        "changes": [{"change": "changed", "path": "People/Ana.md", "name": "Ana"}],
        "problems": [{
            "path": "People/Ana.md", "line": 2, "column": 8, "code": "yaml",
            "message": "never closed", "fix": "write ]", "severity": "warning",
        }],
        "seconds": 0.012,
    }  # fmt: skip
    assert built_object(Built(AT, ("a.md",), ("b.md",), ("c.md",), 1.5)) == {
        "event": "pages", "time": "2026-11-23T14:02:11+00:00", "written": ["a.md"],
        "removed": ["b.md"], "refused": ["c.md"], "seconds": 1.5,
    }  # fmt: skip
