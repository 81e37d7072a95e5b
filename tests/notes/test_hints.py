"""What the parser complains of, in words that help: every row with the user's own line mended."""

import pytest

from mdnet.model.contact import Problem
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.hints import Complaint, explain
from mdnet.notes.scalars import quoted


def problem(source: str) -> Problem:
    (found,) = read_front_matter("A.md", f"---\n{source}\n---\n".encode()).problems
    assert found.severity == "error"
    return found


@pytest.mark.parametrize(
    ("source", "place", "message", "fix"),
    [
        ("a: 1\n\tb: 2", (3, 1), "a tab is used for indentation", "write   b: 2"),
        ("a:\n\t- x", (3, 1), "a tab is used for indentation", "write   - x"),
        ("twitter: @anna", (2, 10), "@ cannot start a value", 'write twitter: "@anna"'),
        ("x: `code`", (2, 4), "` cannot start a value", 'write x: "`code`"'),
        ("x: %50", (2, 4), "% cannot start a value", 'write x: "%50"'),
        ("a: }", (2, 4), "} cannot start a value", 'write a: "}"'),
        ("a: ,b", (2, 4), ", cannot start a value", 'write a: ",b"'),
        ("x:\n  - @anna", (3, 5), "@ cannot start a value", 'write - "@anna"'),
        ("a: [b, @c]", (2, 8), "@ cannot start a value", 'write a: [b, "@c"]'),
        (
            "knows: [[Anna]] since school", (2, 8), "a [[link]] with other text must be quoted",
            'write knows: "[[Anna]] since school"',
        ),
        (
            "knows: [[A]], [[B]]", (2, 8), "several links are a list, and each must be quoted",
            'write knows: ["[[A]]", "[[B]]"]',
        ),
        (
            "tags: [#person, #friend]\nroles: [a]", (2, 8),
            "# begins a comment here, so the rest of the list is lost",
            'write tags: ["#person", "#friend"]',
        ),
        (
            'a: ["b, #c", d #e # f', (2, 16),
            "# begins a comment here, so the rest of the list is lost",
            'write a: ["b, #c", "d #e"] # f',
        ),
        (
            "aliases: [[A|Bo]], [[C]]", (2, 10), "an alias is a plain name, not a [[link]]",
            "write aliases: [Bo, C]",
        ),
        (
            "firms:: [[A]], [[B]]", (2, 9), "several links are a list, and each must be quoted",
            'write firms: ["[[A]]", "[[B]]"]',
        ),
        ('x: "open # c', (2, 4), "the quote opened here is never closed", 'write x: "open # c" ?'),
        ("x: @a # c # d", (2, 4), "@ cannot start a value", 'write x: "@a" # c # d'),
        ("roles: [a, , b]", (2, 12), "there is a comma too many", "write roles: [a, b]"),
        ("roles: [, b]", (2, 9), "there is a comma too many", "write roles: [b]"),
        (
            "roles: baker\n- cook", (3, 1), "this list stands below a key that has a value already",
            "make all of it a list",
        ),
        (
            "city: Bern\n\u2014\nroles: [x]", (3, 1), "front matter ends with three plain dashes",
            "write ---",
        ),
        (
            "p: ![[x.png]]", (2, 4), "a [[link]] with other text must be quoted",
            'write p: "![[x.png]]"',
        ),
        ("knows: [[Anna", (2, 8), "a [[link]] is not closed", 'write knows: "[[Anna]]"'),
        ("knows: [[Anna]", (2, 8), "a [[link]] is not closed", 'write knows: "[[Anna]]"'),
        ("x: *star", (2, 4), "* means an alias in YAML", 'write x: "*star"'),
        ("x: *bold* text", (2, 4), "* means an alias in YAML", 'write x: "*bold* text"'),
        ("x: &a &b", (2, 4), "& means an anchor in YAML", 'write x: "&a &b"'),
        ("x: |text", (2, 4), "| begins a text block", 'write x: "|text"'),
        ("x: > 5 people", (2, 4), "> begins a text block", 'write x: "> 5 people"'),
        ('x: "open', (2, 4), "the quote opened here is never closed", 'write x: "open"'),
        ("x: 'open\ny: 1", (2, 4), "the quote opened here is never closed", "write x: 'open'"),
        ('x: "Foo" bar', (2, 9), "there is text after the closing quote", "write x: '\"Foo\" bar'"),
        ("x: 'it's'", (2, 8), "there is text after the closing quote", 'write x: "it\'s"'),
        ('x: "a" or "b"', (2, 7), "there is text after the closing quote", "write x: '\"a\" or \"b\"'"),
        ("note: re: hello", (2, 7), 'a value with ": " in it must be quoted', 'write note: "re: hello"'),
        ("note: a: b: c", (2, 7), 'a value with ": " in it must be quoted', 'write note: "a: b: c"'),
        ("a: Anna\n  b: 2", (3, 3), "this line is indented under a value", "remove the indentation"),
        ("a:1\nb: 2", (2, 2), "a space is missing after the colon", "write a: 1"),
        ("a: 1\nphone:123\n", (3, 6), "a space is missing after the colon", "write phone: 123"),
        ("a: 1\nphone 123", (3, 1), 'this line has no "key: value"', "write phone: 123 ?"),
        ("a:\n- x\n-y", (4, 1), "a list item needs a blank after its dash", "write - y"),
        ("a: [x, y\nb: 2", (2, 4), "the [ opened here is never closed", "write a: [x, y]"),
        ("a: {x: y\nb: 2", (2, 4), "the { opened here is never closed", "write a: {x: y}"),
        ("a: [x, y]]", (2, 10), "there is a ] too many", "write a: [x, y]"),
        ("a: [b] c", (2, 4), "there is text after the closing ]", 'write a: "[b] c"'),
        (r'x: "C:\dir"', (2, 7), r'"\d" means nothing between double quotes', r"write x: 'C:\dir'"),
        ("x: - a", (2, 4), "a list begins on the line below its key", "write x: [a]"),
        ('t: "{{title}}"\na: {{x}} y', (3, 4), "the template is not filled in: {{x}}", "write a value instead"),
        ("a: \x1b[0m", (2, 4), "there is a control character here: '\\x1b'", "remove it"),
        ("a: 1\n   b: 2\n  c: 3", (3, 4), "this line is indented under a value", "remove the indentation"),
        ("a:\n  - x\n - y", (4, 2), "the indentation does not match the lines above", ""),
        ("  a: 1\nb: 2", (3, 1), "the indentation does not match the lines above", ""),
        ("-\tx: 1\n@", (2, 2), "a tab follows the dash", "write - x: 1"),
        (": x", (2, 1), "there is no key before the colon", ""),
    ],
)  # fmt: skip
def test_the_mistake_is_named_and_mended(
    source: str, place: tuple[int, int], message: str, fix: str
) -> None:
    found = problem(source)
    assert (found.code, found.message, found.fix) == ("broken-yaml", message, fix)
    assert (found.line, found.column) == place


def test_a_problem_reads_as_one_line() -> None:
    assert str(problem("name: Anna\nnote: re: hello")) == (
        'A.md:3:7: broken-yaml a value with ": " in it must be quoted (write note: "re: hello")'
    )


@pytest.mark.parametrize("source", ["<<<<<<< HEAD\na: 1", "a: 1\n=======\na: 2", "a: 1\n>>>>>>> b"])
def test_merge_conflicts_have_a_code_of_their_own(source: str) -> None:
    assert problem(source).code == "conflict-marker"


def test_unknown_complaints_are_passed_on() -> None:
    hint = explain(Complaint("found something", "while looking", 0, 3), ["a: b"])
    assert (hint.line, hint.column, hint.message) == (0, 3, "while looking found something")


@pytest.mark.parametrize("lines", [[], [""], ["", "  "]])
def test_complaints_about_no_line_are_survived(lines: list[str]) -> None:
    assert explain(Complaint("mapping values are not allowed", "", 7, 0, 9), lines).message


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", '"a"'),
        ('say "hi"', "'say \"hi\"'"),
        ('it\'s "so"', "'it''s \"so\"'"),
        ("a\\b", "'a\\b'"),
    ],
)
def test_quotes_need_no_escapes(text: str, expected: str) -> None:
    assert quoted(text) == expected
