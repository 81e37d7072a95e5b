from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import LogEntry
from mdnet.notes.log import CONTACT_KINDS, GOAL_KINDS, Log, read_log

DAY = date(2026, 5, 2)


def read(body: str, heading: str = "Log", kinds: frozenset[str] = CONTACT_KINDS) -> Log:
    return read_log("A.md", body, 10, heading, kinds)


def entry(line: str, kinds: frozenset[str] = CONTACT_KINDS) -> LogEntry:
    (found,) = read(f"## Log\n{line}\n", kinds=kinds).entries
    return found


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("- 2026-05-02 got: tooth fixed", LogEntry(DAY, "got", "tooth fixed")),
        ("- 2026-05-02 gave: a letter (x2)", LogEntry(DAY, "gave", "a letter", 2.0)),
        ("- 2026-05-02 gave: a letter (2x)", LogEntry(DAY, "gave", "a letter", 2.0)),
        ("- 2026-05-02 (x1.5) gave: a letter", LogEntry(DAY, "gave", "a letter", 1.5)),
        ("- 2026-05-02 met: at the [[Chess Club|club]]", LogEntry(DAY, "met", "at the club", 1.0, ("Chess Club",))),
        ("- 2026-05-02 intro: [[Elena Frey]]", LogEntry(DAY, "intro", "Elena Frey", 1.0, ("Elena Frey",))),
        ("- 2026-05-02 coffee in town", LogEntry(DAY, "", "coffee in town")),
        ("- 2026-05-02 coffee: two of them", LogEntry(DAY, "", "coffee: two of them")),
        ("- 2026-05-02", LogEntry(DAY, "", "")),
        ("* 2026-05-02 call", LogEntry(DAY, "", "call")),
        ("* 2026-05-02 call:", LogEntry(DAY, "call", "")),
        ("+ 2026-05-02: Mail : hello", LogEntry(DAY, "mail", "hello")),
        ("- 2026-05-02 - gave: x", LogEntry(DAY, "gave", "x")),
        ("- 2026-05-02 — gave: x", LogEntry(DAY, "gave", "x")),
        ("- 2026-05-02T10:30 gave: x", LogEntry(DAY, "gave", "x")),
        ("- 2026-05-02 10:30 gave: x", LogEntry(DAY, "gave", "x")),
        ("- [[2026-05-02]] gave: x", LogEntry(DAY, "gave", "x")),
        ("- [[2026-05-02|Saturday]] gave: x", LogEntry(DAY, "gave", "x")),
        ("- **2026-05-02** gave: x", LogEntry(DAY, "gave", "x")),
        ("- **2026-05-02:** **gave:** *x*", LogEntry(DAY, "gave", "x")),
        ("- [x] 2026-05-02 gave: x", LogEntry(DAY, "gave", "x")),
        ("- [ ] 2026-05-02 promised: x", LogEntry(DAY, "promised", "x")),
        ("- [ ] 2026-05-02 **Promised**: x", LogEntry(DAY, "promised", "x")),
        ("- [x] 2026-05-02 promised: x", LogEntry(DAY, "promised", "✓ x")),
        ("- [ ] 2026-05-02 [promised:: x]", LogEntry(DAY, "promised", "x")),
        ("1. 2026-05-02 gave: x", LogEntry(DAY, "gave", "x")),
        ("  - 2026-05-02 gave: x", LogEntry(DAY, "gave", "x")),
        ("- 2026-05-02 [gave:: a letter]", LogEntry(DAY, "gave", "a letter")),
        ("- 2026-05-02 (gave:: a letter)", LogEntry(DAY, "gave", "a letter")),
        ("- 2026-05-02 [gave:: a letter] [weight:: 2]", LogEntry(DAY, "gave", "a letter", 2.0)),
        ("- 2026-05-02 [gave:: a letter] (weight:: 3)", LogEntry(DAY, "gave", "a letter", 3.0)),
        ("- 2026-05-02 [gave:: a letter] (x2)", LogEntry(DAY, "gave", "a letter", 2.0)),
        ("- 2026-05-02 [intro:: [[Elena Frey]]]", LogEntry(DAY, "intro", "Elena Frey", 1.0, ("Elena Frey",))),
        ("- 2026-05-02 [gave:: x] at noon", LogEntry(DAY, "gave", "x at noon")),
        ("- 2026-05-02 lunch [with:: [[Bob]]]", LogEntry(DAY, "", "lunch with: Bob", 1.0, ("Bob",))),
        ("- 2026-05-02 gave: x (x99999)", LogEntry(DAY, "gave", "x", 100.0)),
        ("- 2026-05-02 gave: x (x2 and more)", LogEntry(DAY, "gave", "x (x2 and more)")),
        ("- 2026-05-02 gave: x [weight:: lots]", LogEntry(DAY, "gave", "x weight: lots")),
    ],
)  # fmt: skip
def test_the_grammar(line: str, expected: LogEntry) -> None:
    found = entry(line)
    assert found.line == 11
    assert (found.day, found.kind, found.text, found.weight, found.links) == (
        expected.day,
        expected.kind,
        expected.text,
        expected.weight,
        expected.links,
    )


@pytest.mark.parametrize(
    "kind",
    ["gave", "got", "met", "call", "mail", "intro", "asked", "tip", "lead", "referral", "promised"],
)
def test_every_kind(kind: str) -> None:
    assert entry(f"- 2026-05-02 {kind}: x").kind == kind
    assert entry(f"- 2026-05-02 {kind.title()}: x").kind == kind


def test_done_is_a_kind_of_goals_only() -> None:
    line = "- 2026-05-02 done: signed"
    assert (entry(line).kind, entry(line).text) == ("", "done: signed")
    assert (entry(line, GOAL_KINDS).kind, entry(line, GOAL_KINDS).text) == ("done", "signed")


def test_two_inline_fields_are_two_exchanges() -> None:
    entries = read("## Log\n- 2026-05-02 [gave:: a] [got:: b]\n").entries
    assert [(found.kind, found.text) for found in entries] == [("gave", "a"), ("got", "b")]


def test_leads_of_a_goal() -> None:
    log = read("## Leads\n- 2026-05-02 lead: [[Dr. Lee]] via [[Ana]]", "Leads", GOAL_KINDS)
    assert log.entries == (LogEntry(DAY, "lead", "Dr. Lee via Ana", 1.0, ("Dr. Lee", "Ana"), 11),)


@pytest.mark.parametrize("heading", ["# Log", "###### LOG", "## log:", "## Log ##", "##  Log"])
def test_headings(heading: str) -> None:
    assert len(read(f"text\n{heading}\n\n- 2026-05-02 x\n").entries) == 1


@pytest.mark.parametrize("heading", ["## Logs", "##Log", "Log", "## My Log", "####### Log"])
def test_other_headings(heading: str) -> None:
    assert read(f"{heading}\n- 2026-05-02 x\n").entries == ()


def test_the_heading_may_have_another_name() -> None:
    assert len(read("## C++ (notes)\n- 2026-05-02 x", "c++ (notes)").entries) == 1


def test_a_log_ends_with_the_next_heading_of_its_level() -> None:
    body = "## Log\n- 2026-05-02 a\n### 2025\n- 2026-05-02 b\n## Else\n- 2026-05-02 c\n# Log\n- 2026-05-02 d"
    log = read(body)
    assert [(found.text, found.line) for found in log.entries] == [("a", 11), ("b", 13), ("d", 17)]
    assert log.lines == {1, 3, 7}


@pytest.mark.parametrize(
    ("line", "column", "message"),
    [
        ("- called her", 3, "this line of the log has no date"),
        ("- May 2026: x", 3, "this line of the log has no date"),
    ],
)
def test_other_items_are_reported(line: str, column: int, message: str) -> None:
    log = read(f"## Log\n\n{line}\n")
    assert log.entries == ()
    (problem,) = log.problems
    assert (problem.code, problem.severity, problem.message) == ("log-line", "info", message)
    assert (problem.path, problem.line, problem.column) == ("A.md", 12, column)


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", "0000-01-01"])
def test_days_that_there_are_not_are_reported(day: str) -> None:
    log = read(f"## Log\n\n- {day} met: x\n")
    assert log.entries == ()
    (problem,) = log.problems
    assert (problem.code, problem.severity) == ("bad-date", "warning")
    assert (problem.line, problem.column, problem.message) == (12, 3, f"there is no day {day}")


@pytest.mark.parametrize("line", ["plain prose", "", "- [ ] 2026-05-02 gave: x", "- [ ] call her"])
def test_prose_and_open_tasks_are_no_mistakes(line: str) -> None:
    assert read(f"## Log\n{line}\n") == Log()


def test_indented_lines_belong_to_their_entry() -> None:
    log = read("## Log\n- 2026-05-02 gave: x\n  - to [[Bob]]\n  and more\n- 2026-05-02 y")
    assert [(found.text, found.links) for found in log.entries] == [
        ("x; to Bob; and more", ("Bob",)),
        ("y", ()),
    ]
    assert log.problems == ()
    assert log.lines == {1, 2, 3, 4}


@given(
    st.lists(
        st.sampled_from(
            ["# Log", "## Log\n", "- ", "2026-05-02", "2026-02-31", " ", "\n", "gave:", "[gave:: ",
             "]", "(x2)", "[[", "]]", "[weight:: 2]", "**", "[ ] ", ":", "done", "٢٠٢٦-05-02", "\t"]
        ),
        max_size=30,
    ).map("".join)
)  # fmt: skip
def test_no_log_is_too_odd(body: str) -> None:
    log = read("## Log\n" + body)
    lines = body.count("\n") + 12
    assert all(10 < found.line <= lines for found in log.entries)
    assert all(10 < problem.line <= lines for problem in log.problems)
    assert all("\n" not in found.text for found in log.entries)
