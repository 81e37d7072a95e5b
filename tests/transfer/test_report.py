"""The report: every loss is told, and thousands of alike lines are one line and a count."""

from mdnet.formats.person import TECHNICAL, Lost
from mdnet.model.contact import Problem
from mdnet.transfer.plan import Outcome
from mdnet.transfer.report import MOST, as_data, counts_of, lines_of
from mdnet.transfer.values import Kept

KEPT = Kept("birthday", "1980-01-01", "1981-01-01")


def test_the_figures() -> None:
    outcomes = [Outcome("a:1", "A", "created"), Outcome("a:2", "B", "ambiguous")]
    assert counts_of(outcomes) == {
        "created": 1, "merged": 0, "unchanged": 0, "ambiguous": 1, "skipped": 0,
        "failed": 0,
    }  # fmt: skip


def test_of_thousands_of_losses_one_line_and_all_in_the_data() -> None:
    lost = (Lost("X-ODD", "1", "has no key"), Lost("REV", "x", TECHNICAL))
    outcomes = [Outcome(f"a.vcf:{n}", f"P{n}", "created", lost=lost) for n in range(10_000)]
    assert lines_of(outcomes, (), ()) == [
        "a.vcf:0: X-ODD of P0 and 9999 more was left out: has no key",
        "Ignored 10000 technical fields (REV); --report json lists all.",
    ]
    people = as_data(outcomes, (), (), (), dry_run=False)["people"]
    assert all(len(one["lost"]) == 2 for one in people)


def test_thousands_of_differences_are_some_lines_and_a_count() -> None:
    outcomes = [
        Outcome(f"a:{n}", "P", "unchanged", f"{n}.md", kept=(KEPT, Kept("stub", "true", "")))
        for n in range(500)
    ]
    lines = lines_of(outcomes, (), ())
    assert len(lines) == 2 * (MOST + 1)
    assert lines[0] == "a:0: P: birthday 1980-01-01 was left out; 0.md says 1981-01-01."
    assert f"… and {500 - MOST} more values of birthday; --report json lists all." in lines
    assert "a:0: P: stub true was left out; 0.md does not say so." in lines


def test_problems_have_a_place_unless_they_are_of_the_whole_file() -> None:
    problems = [
        Problem("a.vcf", 7, 1, "card-junk", "is odd"),
        Problem("b.bin", 1, 1, "format", "is in no format", "name it", "error"),
    ]
    assert lines_of((), problems, [("A.md", "is read-only")]) == [
        "a.vcf:7:1: card-junk is odd", "b.bin is in no format. Name it.", "A.md: is read-only"
    ]  # fmt: skip


def test_who_is_ambiguous_and_who_has_no_note() -> None:
    outcomes = [
        Outcome("a:1", "A", "ambiguous", candidates=("1.md", "2.md", "3.md", "4.md"), reason="why"),
        *(Outcome("m:1", f"M{n}", "skipped", times=n) for n in range(5)),
    ]
    lines = lines_of(outcomes, (), ())
    assert lines[0] == "a:1: A was left out: why (1.md or 2.md or 3.md or 1 more)."
    assert lines[-1].startswith("In touch, but no note yet: M4 (4), M3 (3), M2 (2), …")
