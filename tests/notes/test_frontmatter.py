"""The tables of what front matter does to people, row by row."""

import sys
import time
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import Position
from mdnet.notes import frontmatter
from mdnet.notes.frontmatter import FrontMatter, NoteHandler, read_front_matter
from tests.conftest import examples

PATH = "People/Anna.md"


def read(source: str, body: str = "body\n") -> FrontMatter:
    return read_front_matter(PATH, f"---\n{source}\n---\n{body}".encode())


def codes(front: FrontMatter) -> list[str]:
    return [problem.code for problem in front.problems]


# --- 2.1 scalars: as written, whatever YAML 1.1 or 1.2 would make of them


@pytest.mark.parametrize(
    "written",
    [
        "yes", "no", "on", "off", "NO", "y", "Y", "true", "True", "1:30", "12:30:45", "012",
        "0123456789", "+14155550100", "+1 (415) 555-0100", "1_000", "1,000", "1e3", "3.10",
        "2024-01-02", "1999-02-30", "0000-05-04", "01-02", "--02-29", "=", "<<", ".inf", "0x1F",
        "2001-12-14t21:59:43.10-05:00", "2026-05-02T10:00", "a\tb", "5 > 3", "R&D", "c# and f#",
    ],
)  # fmt: skip
def test_scalars_arrive_as_written(written: str) -> None:
    front = read(f"k: {written}")
    assert front.values == {"k": written}
    assert front.problems == ()


@pytest.mark.parametrize("written", ["~", "null", "Null", "NULL", "", "  # a comment"])
def test_null_is_none_when_plain(written: str) -> None:
    assert read(f"k: {written}").values == {"k": None}


@pytest.mark.parametrize(
    ("written", "value"),
    [('"null"', "null"), ("'~'", "~"), ('""', ""), ('"0123"', "0123"), ("'NO'", "NO")],
)
def test_quoted_text_is_text(written: str, value: str) -> None:
    assert read(f"k: {written}").values == {"k": value}


# --- 2.2 values that surprise


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("knows: [[Anna Lee]]", {"knows": "[[Anna Lee]]"}),
        ("knows: [[Lee, Anna]]", {"knows": "[[Lee, Anna]]"}),
        ("knows: [[Anna|An]]", {"knows": "[[Anna|An]]"}),
        ("knows: [[a#b]]", {"knows": "[[a#b]]"}),
        ("knows:\n  - [[Anna]]\n  - Bob", {"knows": ["[[Anna]]", "Bob"]}),
        ('knows: [[[A]], "[[B]]"]', {"knows": ["[[A]]", "[[B]]"]}),
    ],
)
def test_unquoted_links_are_taken_with_a_warning(source: str, values: dict[str, Any]) -> None:
    front = read(source)
    assert front.values == values
    assert codes(front) == ["unquoted-link"]
    assert 'write "[[' in front.problems[0].fix


@pytest.mark.parametrize("source", ["k:: a", "k ::   a", "{k:: a}", "k::: a"])
def test_a_key_with_two_colons_is_the_key(source: str) -> None:
    front = read(source)
    assert front.values == {"k": "a"}
    assert codes(front) == ["double-colon"]
    assert str(front.value_place("k")) != str(Position(1, 1))


@pytest.mark.parametrize("source", ["k::a: b", '"k:": a', "k: a:", "x:\n  k:: a"])
def test_other_colons_stay(source: str) -> None:
    assert "double-colon" not in codes(read(source))


@pytest.mark.parametrize("source", ["k: [[a], [b]]", "k: [ [a] ]", "k: [[a ], x]", "k: [[]]"])
def test_other_nested_lists_are_no_links(source: str) -> None:
    assert "unquoted-link" not in codes(read(source))


def test_an_unquoted_link_has_a_place() -> None:
    assert str(read("a: 1\nknows: [[Anna]]").problems[0]) == (
        "People/Anna.md:3:8: unquoted-link a [[link]] must be quoted: other tools do not see it"
        ' (write "[[Anna]]")'
    )


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("knows: [[A]], [[B]]", {"knows": "[[A]], [[B]]"}),
        ("knows: [[A]] since 2001", {"knows": "[[A]] since 2001"}),
        ("photo: ![[x.png]]", {"photo": "![[x.png]]"}),
        ("x: @handle", {"x": "@handle"}),
        ("x: `code`", {"x": "`code`"}),
        ("x: %50", {"x": "%50"}),
        ("note: re: hello", {"note": "re: hello"}),
        ("x: *bold*", {"x": "*bold*"}),
        ("x: *star", {"x": "*star"}),
        ("a: 1\n\tb: 2", {"a": "1", "b": "2"}),
        ("a: 1\nphone 123\nb: 2", {"a": "1", "b": "2"}),
        ("a: [x, y\nb: 2", {"a": ["x", "y"], "b": "2"}),
        ('a: "open\nb: 2', {"a": "open", "b": "2"}),
        ("a: Anna\n  b: 2", {"a": "Anna", "b": "2"}),
    ],
)
def test_broken_front_matter_is_reported_and_salvaged(source: str, values: dict[str, Any]) -> None:
    front = read(source)
    assert front.present
    assert front.values == values
    assert front.body == "body\n"
    assert [(problem.code, problem.severity) for problem in front.problems] == [
        ("broken-yaml", "error")
    ]


@pytest.mark.parametrize(
    ("source", "place", "fix"),
    [
        ("channel: #general", (2, 10), 'write "#general"'),
        ("channel: a #general", (2, 10), 'write "a #general"'),
        ("tags:\n  - #friend", (3, 5), 'write "#friend"'),
        ("firm: &Sons Ltd", (2, 7), 'write "&Sons Ltd"'),
        ("note: !important stuff", (2, 7), 'write "!important stuff"'),
        ("knows:\n  -a\n  -b", (3, 3), "write - a"),
        ("knows: Anna\n  - x", (3, 3), "make all of it a list"),
        ("a: 1\n\u00a0phone: 2", (3, 1), "use plain spaces"),
        ("<<: {a: 1}", (2, 1), "write the keys out"),
    ],
)
def test_text_that_yaml_swallows_is_reported(source: str, place: tuple[int, int], fix: str) -> None:
    (problem,) = read(source).problems
    assert problem.code == "lost-text"
    assert (problem.line, problem.column) == place
    assert problem.fix == fix


@pytest.mark.parametrize(
    "source",
    [
        "a: b # a comment",
        "a: # a comment\n  - x",
        "a: 'x' #tag",
        "url: http://x.org/#top",
        "a: &x one\nb: *x",
        "a: !!str 5",
        "a: R&D & more!",
        "a:\n  - one\n  - two",
        "a:\n- one\n- two",
        "a: one\n  two\n  three",
        "# a #comment\na: b",
        "a: b-\n  c",
    ],
)
def test_nothing_is_lost_where_nothing_is(source: str) -> None:
    assert read(source).problems == ()


def test_keys_glued_to_their_values_are_salvaged() -> None:
    front = read("name:Anna\nrole:dentist")
    assert front.values == {"name": "Anna", "role": "dentist"}
    (problem,) = front.problems
    assert (problem.code, problem.fix) == ("broken-yaml", "write name: Anna")


# --- 2.3 files


def test_no_front_matter_is_all_body() -> None:
    front = read_front_matter(PATH, b"text\n\n---\na: 1\n---\n")
    assert (front.present, front.values, front.body_line) == (False, {}, 1)
    assert front.body == "text\n\n---\na: 1\n---\n"


def test_prose_between_rules_stays_body() -> None:
    data = b"---\nSome prose here.\n---\nmore\n"
    front = read_front_matter(PATH, data)
    assert front.body == data.decode()
    assert (front.body_line, front.present) == (1, False)
    assert [(p.code, p.severity) for p in front.problems] == [("no-front-matter", "info")]


@pytest.mark.parametrize("prose", ["Well: he said: so.\nAnd went home.\nAnd slept.", "*a* b"])
def test_prose_that_is_no_yaml_stays_body(prose: str) -> None:
    data = f"---\n{prose}\n---\nmore\n"
    front = read_front_matter(PATH, data.encode())
    assert (front.body, front.present) == (data, False)


def test_a_list_is_no_front_matter() -> None:
    front = read("- a\n- b")
    assert front.body.startswith("---\n- a")
    assert [(p.code, p.severity, p.line) for p in front.problems] == [("not-a-mapping", "error", 2)]


@pytest.mark.parametrize("source", ["", "# only a comment", "\n\n"])
def test_empty_front_matter_is_present(source: str) -> None:
    front = read(source)
    assert (front.present, front.values, front.problems) == (True, {}, ())


def test_byte_order_mark_and_carriage_returns() -> None:
    front = read_front_matter(PATH, b"\xef\xbb\xbf---\r\na: b\r\nc: [[d]]\r\n---\r\nx\r\n y \r\n")
    assert front.values == {"a": "b", "c": "[[d]]"}
    assert (front.body, front.body_line) == ("x\r\n y \r\n", 5)
    assert (front.problems[0].line, front.problems[0].column) == (3, 4)


def test_dots_close_with_a_remark() -> None:
    front = read_front_matter(PATH, b"---\na: b\n...\nx")
    assert (front.values, front.body) == ({"a": "b"}, "x")
    assert [(p.code, p.line) for p in front.problems] == [("closing-dots", 3)]


def test_a_rule_inside_quotes_ends_the_front_matter() -> None:
    front = read_front_matter(PATH, b'---\na: "x\n---\ny"\n---\n')
    assert codes(front) == ["broken-yaml"]
    assert "never closed" in front.problems[0].message


@pytest.mark.parametrize("key", ["content", "handler", "self", "2024", "no", "metadata", "null"])
def test_no_key_is_reserved(key: str) -> None:
    assert read(f"{key}: x").values == {key: "x"}


def test_a_key_twice_keeps_all_values() -> None:
    front = read("city: Rome\nrole: cook\ncity: Bern")
    assert front.values == {"city": "Rome", "role": "cook", "city ": "Bern"}
    assert front.key_place("city ") == Position(4, 1)
    assert front.value_place("city ") == Position(4, 7)
    assert read("a: 1\na: [2, 3]\na: 4").values == {"a": "1", "a ": [["2", "3"], "4"]}
    (problem,) = front.problems
    assert (problem.code, problem.line, problem.column) == ("duplicate-key", 4, 1)
    assert "line 2" in problem.message


def test_keys_in_different_case_are_both_kept_and_told() -> None:
    front = read("Phone: 1\ncity: Rome\nphone: 2")
    assert front.values == {"Phone": "1", "city": "Rome", "phone": "2"}
    (problem,) = front.problems
    assert (problem.code, problem.line, problem.column) == ("same-key", 4, 1)
    assert problem.message == '"phone" is the same key as "Phone" on line 2'
    assert read("Phone: 1\nphones: 2\nnested:\n  a: 1\n  A: 2").problems == ()


@pytest.mark.parametrize(
    ("source", "place", "message", "fix"),
    [
        ("a: x]", (2, 5), "there is no [ before this ]", "write [x]"),
        ("a: x, y ]", (2, 9), "there is no [ before this ]", "write [x, y ]"),
        ("a: x}", (2, 5), "there is no { before this }", "write {x}"),
        ("a: Anna Lee]]", (2, 12), "there is no [[ before this ]]", 'write "[[Anna Lee]]"'),
        ("a:\n  - x]\n  - y", (3, 6), "there is no [ before this ]", "write [x]"),
    ],
)
def test_a_bracket_that_nothing_opened_is_told(
    source: str, place: tuple[int, int], message: str, fix: str
) -> None:
    (problem,) = read(source).problems
    assert (problem.code, problem.severity) == ("stray-bracket", "warning")
    assert ((problem.line, problem.column), problem.message, problem.fix) == (place, message, fix)


@pytest.mark.parametrize(
    "source", ["a: x [y]", "a: [x]", 'a: "x]"', "a: |\n  x]", "a: {b: c}", "# x]"]
)
def test_brackets_that_belong_together_are_fine(source: str) -> None:
    assert read(source).problems == ()


@pytest.mark.parametrize("letter", ["\u2028", "\u2029", "\x85"])
@pytest.mark.parametrize("around", ["{}", '"{}"', "'{}'", "[{}]"])
def test_rare_line_ends_are_text_like_any_other(letter: str, around: str) -> None:
    text = f"x{letter}y: \ue000"
    front = read(
        f"{text[:3]}: {around.format(text)}\nb: [[C]]\nb: 2".replace("y: \ue000", "y \ue000")
    )
    value = f"x{letter}y \ue000"
    assert front.values[f"x{letter}y"] in (value, [value])
    assert [(p.code, p.line) for p in front.problems] == [
        ("unquoted-link", 3),
        ("duplicate-key", 4),
    ]


def test_anchors_and_aliases_are_read() -> None:
    front = read("a: &x [1, 2]\nb: *x")
    assert front.values == {"a": ["1", "2"], "b": ["1", "2"]}
    assert front.value_place("b") == Position(3, 1)


def test_merge_keys_are_plain_keys() -> None:
    front = read("a: &x {k: v}\nb:\n  <<: *x")
    assert front.values["b"] == {"<<": {"k": "v"}}


def test_a_body_that_looks_like_json_is_body() -> None:
    assert read_front_matter(PATH, b"{\nx: 1\n}\n").body == "{\nx: 1\n}\n"


def test_complex_keys_are_text() -> None:
    front = read("? [a, b]\n: c")
    assert front.values == {"[a, b]": "c"}
    assert codes(front) == ["broken-yaml"]


def test_unclosed_front_matter_is_body_but_its_keys_count() -> None:
    front = read_front_matter(PATH, b"---\nprivate: true\nrole: spy\n\nText: of mine\n")
    assert front.values == {"private": "true", "role": "spy"}
    assert not front.present
    assert front.body.startswith("---\nprivate")
    assert codes(front) == ["never-closed"]
    assert front.value_place("role") == Position(3, 7)


# --- places


def test_places_of_keys_values_and_items() -> None:
    front = read('name: Anna\nknows:\n  - "[[Bob]]"\n  - Eve\ncity:   Rome\nempty:\n')
    assert front.key_place("knows") == Position(3, 1)
    assert front.value_place("knows", 1) == Position(5, 5)
    assert front.value_place("knows", 9) == Position(4, 3)
    assert front.value_place("city") == Position(6, 9)
    assert front.value_place("empty") == Position(7, 7)
    assert front.value_place("missing") == Position(1, 1)
    assert front.key_place("missing") == Position(1, 1)


def test_rare_line_breaks_do_not_shift_places() -> None:
    front = read('a: "x\u2028y"\nb: "\u0085"\nc: 😀 é\nd: [[x]]')
    assert (front.problems[0].line, front.problems[0].column) == (5, 4)


# --- 6 hostile and odd input


def test_billion_laughs_is_refused_quickly() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    started = time.process_time()
    front = read("\n".join(lines))
    assert time.process_time() - started < 0.5
    assert codes(front) == ["nested-too-deep"]


@pytest.mark.parametrize("text", ["a: &x [1, *x]", "&a x: *a", "a: &x\n  b: *x"])
def test_self_references_end(text: str) -> None:
    assert read(text).present


@pytest.mark.parametrize("opener", ["[", "{", "- ", "? ", "-  ", "-\t", "? -  ", "[ ", '{"a":'])
def test_nesting_bombs_neither_kill_nor_hang(opener: str) -> None:
    bomb = (opener * 60_000)[:60_000]
    started = time.process_time()
    for source in (bomb, f"a: {bomb}", f"a: 1\nb:\n  {bomb}"):
        assert read(source).problems
    assert time.process_time() - started < 2


def test_deep_indentation_is_refused() -> None:
    source = "\n".join(" " * n + f"k{n}:" for n in range(60))
    assert codes(read(source)) == ["nested-too-deep"]


def test_reasonable_nesting_is_read() -> None:
    assert read("a: {b: [1, {c: [2]}]}").values == {"a": {"b": ["1", {"c": ["2"]}]}}


def test_many_brackets_without_depth_are_fine() -> None:
    front = read("\n".join(f"k{n}: [a, b]" for n in range(400)))
    assert len(front.values) == 400
    assert front.problems == ()


def test_bad_bytes_in_the_front_matter() -> None:
    front = read_front_matter(PATH, b"---\nname: M\xfcller\nrole: cook\n---\nx")
    assert front.values == {"name": "M\ufffdller", "role": "cook"}
    (problem,) = front.problems
    assert (problem.code, problem.line, problem.column) == ("encoding", 2, 8)


def test_bad_bytes_in_the_body() -> None:
    front = read_front_matter(PATH, "---\na: b\n---\né x".encode() + b"\xff rest\n")
    assert front.body == "é x\ufffd rest\n"
    (problem,) = front.problems
    assert (problem.code, problem.line, problem.column) == ("encoding", 4, 4)


@pytest.mark.parametrize("letter", ["\x00", "\x1b", "\x7f"])
def test_control_characters_have_a_place(letter: str) -> None:
    front = read(f"a: 1\nb: x{letter}y")
    assert [(p.code, p.line, p.column) for p in front.problems] == [("broken-yaml", 3, 5)]
    assert front.values["a"] == "1"


# --- the handler


def test_the_handler_serves_python_frontmatter() -> None:
    handler = NoteHandler()
    text = "---\nname: Anna\nzip: 0123\n---\n    code\n"
    assert handler.detect(text)
    assert not handler.detect("\n" + text)
    assert handler.split(text) == ("name: Anna\nzip: 0123\n", "    code\n")
    assert handler.load("name: Anna\nzip: 0123\n") == {"name": "Anna", "zip": "0123"}


def test_the_handler_splits_nothing_where_there_is_nothing() -> None:
    with pytest.raises(ValueError, match="no front matter"):
        NoteHandler().split("text")


def test_the_handler_writes_nothing() -> None:
    with pytest.raises(NotImplementedError):
        NoteHandler().export({"a": 1})


# --- without libyaml

SAMPLES = [
    "a: b\nc: [d, [[e]], ~]\nf:\n  - g\n  - h: i\n",
    "k: ~\nl: 'null'\nm:\n",
    "a: |\n  x\n  y\nb: >\n  z\n",
    "a: &x [1]\nb: *x\n",
    "a: #tag\nb: &Sons\n",
]


@pytest.mark.parametrize("source", SAMPLES)
def test_the_pure_loader_reads_the_same(source: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with_libyaml = read(source)
    monkeypatch.setattr(frontmatter, "_Loader", yaml.BaseLoader)
    assert read(source) == with_libyaml


# --- properties

safe_words = st.text(
    st.characters(codec="utf-8", categories=["L", "N"], include_characters=" "), min_size=1
).map(lambda text: " ".join(text.split()))
plain_texts = safe_words.filter(lambda text: text not in {"", "null", "Null", "NULL"})
keys = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True).filter(lambda key: key != "null")


@given(st.dictionaries(keys, plain_texts | st.lists(plain_texts, min_size=1), max_size=8))
def test_plain_values_come_back_as_written(values: dict[str, Any]) -> None:
    lines = []
    for key, value in values.items():
        if isinstance(value, str):
            lines.append(f"{key}: {value}")
        else:
            lines += [f"{key}:", *(f"  - {item}" for item in value)]
    front = read("\n".join(lines))
    assert front.values == values
    assert front.problems == ()


@given(st.dictionaries(keys, st.text(st.characters(codec="utf-8")), max_size=5))
def test_quoted_values_come_back_as_written(values: dict[str, str]) -> None:
    def quote(text: str) -> str:
        return '"' + "".join(_escaped(letter) for letter in text) + '"'

    front = read("\n".join(f"{key}: {quote(value)}" for key, value in values.items()))
    assert front.values == values


def _escaped(letter: str) -> str:
    if letter.isalnum() and letter.isascii():
        return letter
    return f"\\U{ord(letter):08x}"


yamlish = st.lists(
    st.sampled_from(
        ["a", "key", ": ", ":", "\n", "\n  ", "\n- ", "- ", "[", "]", "[[", "]]", "{", "}", ",", '"',
         "'", "#", " #", "&x", "*x", "!t", "|", ">", "%", "@", "`", "? ", "---", "...", "\t", "\r",
         "\u00a0", "\u2028", "\ufeff", "é", "😀", "~", "null", "<<", "\\", "{{", "}}", "\x07"]
    ) | st.text(max_size=5),
    max_size=40,
).map("".join)  # fmt: skip


@examples(400)
@given(yamlish)
def test_no_front_matter_is_too_odd(source: str) -> None:
    data = f"---\n{source}\n---\nbody\n".encode(errors="replace")
    front = read_front_matter(PATH, data)
    lines = data.decode().count("\n") + 1
    assert front.body.endswith("body\n")
    assert all(isinstance(key, str) for key in front.values)
    assert all(1 <= problem.line <= lines and problem.column >= 1 for problem in front.problems)
    for key in front.values:
        assert 1 <= front.value_place(key).line <= lines


@examples(200)
@given(yamlish)
def test_both_loaders_agree(source: str) -> None:
    """What libyaml reads, the pure loader reads alike or refuses; it is the stricter one."""
    data = f"---\n{source}\n---\n".encode(errors="replace")
    fast = read_front_matter(PATH, data)
    loader = frontmatter._Loader
    try:
        frontmatter._Loader = yaml.BaseLoader  # type: ignore[misc,assignment]
        pure = read_front_matter(PATH, data)
    finally:
        frontmatter._Loader = loader  # type: ignore[misc]
    broken = {"broken-yaml", "nested-too-deep"}
    if not broken.intersection(codes(fast)) and not broken.intersection(codes(pure)):
        assert pure.values == fast.values


def test_recursion_is_no_danger_near_the_limit() -> None:
    """A caller deep in its own stack gets a problem, not a RecursionError."""

    def at_depth(depth: int) -> FrontMatter:
        return read("a: " + "[" * 19 + "]" * 19) if depth == 0 else at_depth(depth - 1)

    assert at_depth(sys.getrecursionlimit() // 2).values


@pytest.mark.parametrize("key", ["[a]", "{a: b}", "- a"])
def test_a_key_that_is_no_text_may_stand_there_twice(key: str) -> None:
    front = read(f"? {key}\n: x\n? {key}\n: y\nroles: [dentist]")
    assert front.values["roles"] == ["dentist"]
    assert codes(front) == ["broken-yaml", "broken-yaml", "duplicate-key"]
    assert "on line 2;" in front.problems[-1].message
