"""Fixes: what they write, what they leave alone, and that nothing else changes."""

import dataclasses
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.check import fixes, fixing
from mdnet.check.fixing import fixed
from mdnet.check.known import Known
from mdnet.check.run import problems_in
from mdnet.model.config import Config
from mdnet.model.contact import Problem
from mdnet.model.summary import Card
from mdnet.notes.frontmatter import FrontMatter, read_front_matter
from mdnet.notes.reader import read_note
from mdnet.notes.scalars import split_comment

PATH = "People/Cleo Hart.md"
ANA = "People/Ana Diaz.md"


class Names:
    """A vault in which Ana Diaz goes by Ana."""

    def by_name(self, key: str) -> list[str]:
        return [ANA] if key == "ana diaz" else []

    def by_alias(self, key: str) -> list[str]:
        return [ANA] if key == "ana" else []


KNOWN = Known([Card(ANA, "contact", "Ana Diaz", aliases=("Ana",))], Names(), [ANA, PATH])


def find(data: bytes) -> list[Problem]:
    return problems_in(PATH, data, KNOWN, Config())


def fixed_text(text: str) -> str:
    return fixed(text.encode(), find).data.decode()


def above(front: str) -> str:
    """Return front matter after its fixes."""
    return (
        fixed_text(f"---\n{front}\n---\nText.\n")
        .removeprefix("---\n")
        .removesuffix("\n---\nText.\n")
    )


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("roles: [a, b\ncity: x", "roles: [a, b]\ncity: x"),
        ("twitter: @x\nnote: re: hi\ncity: x", 'twitter: "@x"\nnote: "re: hi"\ncity: x'),
        ("name:Anna\nrole:cook", "name: Anna\nrole: cook"),
        ("a:\n\t- x\n\t- y\nb: 1", "a:\n  - x\n  - y\nb: 1"),
        ("a:\n- x\n-y\n-z", "a:\n- x\n- y\n- z"),
        ("a: 'it's'\nb: \"x", "a: \"it's\"\nb: \"x\""),
        ("knows: [[Anna]] since school", 'knows: "[[Anna]] since school"'),
        ("a:\n  - ok\n  - @x # c", 'a:\n  - ok\n  - "@x" # c'),
        ("company: Feld: Pottery # since 2020", 'company: "Feld: Pottery" # since 2020'),
        ("roles: [a, b # c\ncity: x", "roles: [a, b] # c\ncity: x"),
        ("about: a #tag and b # c", 'about: "a #tag and b" # c'),
        ("company: &Sons Ltd # c", 'company: "&Sons Ltd" # c'),
        ("knows: [[Anna]] since school  # c", 'knows: "[[Anna]] since school"  # c'),
        ("tags: [#person, #friend]", 'tags: ["#person", "#friend"]'),
        ("tags: [a, #b # c\ncity: x", 'tags: [a, "#b"] # c\ncity: x'),
        ("aliases: [[Cy]], [[Cyrus]]", "aliases: [Cy, Cyrus]"),
        ("companies:: [[A]], [[B]]", 'companies: ["[[A]]", "[[B]]"]'),
        ("companies:: @x\nskills:: [[Bo]]", 'companies: "@x"\nskills: "[[Bo]]"'),
        ("roles :: cook # c\ncity:: Bern", "roles: cook # c\ncity: Bern"),
        ("{roles:: cook, city: Bern}", "{roles: cook, city: Bern}"),
        ("knows::\n- [[Bo]]", 'knows:\n- "[[Bo]]"'),
        ("name::Anna\nrole::cook", "name: Anna\nrole: cook"),
        ("spouse: - [[Ida]]", 'spouse: ["[[Ida]]"]'),
        ("knows: [[Ana Diaz]] # c", 'knows: "[[Ana Diaz]]" # c'),
        ("knows:\n- [[Ana Diaz]]\n- [[Bo]]", 'knows:\n- "[[Ana Diaz]]"\n- "[[Bo]]"'),
        ("tags: #friend", 'tags: "#friend"'),
        ("company: &Sons Ltd", 'company: "&Sons Ltd"'),
        ("about: a #tag", 'about: "a #tag"'),
        ("needs:\n  - !important x\n  - y", 'needs:\n  - "!important x"\n  - y'),
        ("phone: +41790\nphones: [0123, a]", 'phone: "+41790"\nphones: ["0123", a]'),
        ("birthday: 17.4.1981", "birthday: 1981-04-17"),
        ("met: '2026/5/2'", "met: '2026-05-02'"),
        ('knows: ["[[Ana]]"]', 'knows: ["[[Ana Diaz|Ana]]"]'),
        ("tags: #x\nrole: @y", 'tags: "#x"\nrole: "@y"'),
        # One fix reveals the next problem.
        ("roles: [a\nphone: +41790", 'roles: [a]\nphone: "+41790"'),
    ],
)  # fmt: skip
def test_front_matter_is_mended(front: str, after: str) -> None:
    assert above(front) == after


@pytest.mark.parametrize(
    "front",
    [
        "a: 1\nphone 123", "a: Anna\n  b: 2", "a: 1\na: 2", "birthday: 5/6/2026", "met: 31.2.2026",
        "birtday: 1981-04-17", "a:\n- x\n-y\nb: @z\n  c: 1", "roles: dentist]", ": x",
        "<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> b", "a: &x [1]\nb: *x", "about: |\n  +41",
        "a: x\u00a0y\n\u00a0b: 1", "roles: dentist # really", 'role: "potter # really',
        "aliases: [[Ana]]", "roles: #t\n-x", '"role::": x',
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_alone(front: str) -> None:
    assert above(front) == front


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("---\nroles: [a]\n\nHello.\n", "---\nroles: [a]\n---\n\nHello.\n"),
        ("---\nroles:\n- a\ncity: b\n# H\n", "---\nroles:\n- a\ncity: b\n---\n# H\n"),
        ("---\r\nroles: [a]\r\n\r\nHello.\r\n", "---\r\nroles: [a]\r\n---\r\n\r\nHello.\r\n"),
        ("\n\n---\nroles: [a]\n---\nhi", "---\nroles: [a]\n---\nhi"),
        ("Text.\n---\nroles: [a]\ncity: b\n---\nhi", None),
        ("\ufeff---\nroles: [a]\n...\nhi", "---\nroles: [a]\n---\nhi"),
        ("a\r\nb\nc\n", "a\nb\nc\n"), ("a\r\nb\r\nc\n", "a\r\nb\r\nc\r\n"),
        ("Hi [[Ana]], [[Ana|her]] and `[[Ana]]`.\n",
         "Hi [[Ana Diaz|Ana]], [[Ana Diaz|her]] and `[[Ana]]`.\n"),
        ("---\na: b\n---\nKnows \\[[Ana Diaz]\\] and \\[\\[Ana\\_B\\|b\\]\\], !\\[\\[x\\]\\] \\* `\\[[Ana]\\]`.\n",
         "---\na: b\n---\nKnows [[Ana Diaz]] and [[Ana_B\\|b]], ![[x]] \\* `\\[[Ana]\\]`.\n"),
        ("[[Ana\\_B\\|b]], [[Ana Diaz\\*]], \\[[Ana Diaz]\\].\n", "[[Ana_B\\|b]], [[Ana Diaz*]], [[Ana Diaz]].\n"),
        ("| [[Ana]] | [[Ana\\|her]] |\n", "| [[Ana Diaz\\|Ana]] | [[Ana Diaz\\|her]] |\n"),
        ("| \\[[Ana\\|her]\\] |\r\n", "| [[Ana Diaz\\|her]] |\r\n"),
        ("\\[[Ana Diaz]\\] and [[Bo]] or \\\\[[Ana]\\].\n", None),
        ("See [[Ana#Log]] and [x](Ana.md).\n", None),
        ("---\r\nroles: [a\r\n---\r\nx\r\n", "---\r\nroles: [a]\r\n---\r\nx\r\n"),
        ("---\nroles: [a\n---\ncaf\xe9 \udcff", None),
    ],
)  # fmt: skip
def test_notes_are_mended(text: str, after: str | None) -> None:
    data = text.encode(errors="surrogateescape")
    expected = data if after is None else after.encode()
    assert fixed(data, find).data == expected


def test_each_change_tells_its_lines() -> None:
    result = fixed(b"---\nroles: [a\nphone: +41\n---\n", find)
    assert [(one.problem.code, one.before, one.after) for one in result.changes] == [
        ("broken-yaml", ("roles: [a",), ("roles: [a]",)),
        ("number-like", ("phone: +41",), ('phone: "+41"',)),
    ]


def test_only_the_rules_asked_for_are_mended() -> None:
    data = b"---\nknows: [[Bo]]\nphone: +41\n---\n"
    assert fixed(data, find, {"number-like"}).data == data.replace(b"+41", b'"+41"')


@pytest.mark.parametrize("rule", sorted(fixing.FIXABLE_RULES))
@pytest.mark.parametrize("wrong", ["city: Bern", "extra: 1", "Text."])
def test_a_fix_that_changes_anything_else_is_refused(
    rule: str, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every way of mending is made to spoil a value, add one, or lose text besides."""
    spoil = {"city: Bern": b"city: Bonn", "extra: 1": b"", "Text.": b"Tex."}[wrong]
    samples = {
        "broken-yaml": "a: [b", "lost-text": "tags: #x", "unquoted-link": "knows: [[Bo]]",
        "number-like": "phone: +41", "date-form": "met: 2.5.2026", "alias-link": 'knows: "[[Ana]]"',
    }  # fmt: skip
    front = f"{samples.get(rule, 'a: b')}\ncity: Bern\nextra: 1\n"
    texts = {
        "never-closed": f"---\n{front}\nText.\n", "closing-dots": f"---\n{front}...\nText.\n",
        "late-front-matter": f"\n---\n{front}---\nText.\n",
        "byte-order-mark": f"\ufeff---\n{front}---\nText.\n",
        "mixed-line-ends": f"---\n{front}---\nText.\r\n",
        "double-colon": f"---\nnick:: Cle\n{front}---\nText.\n",
        "escaped-link": f"---\n{front}---\nText. \\[[Ana Diaz]\\]\n",
    }  # fmt: skip
    data = texts.get(rule, f"---\n{front}---\nText.\n").encode()
    assert fixed(data, find, {rule}).changes
    way = fixing._FIXES[rule]

    def spoilt(data: bytes, problem: Problem) -> bytes | None:
        new = way.apply(data, problem)
        return new and new.replace(wrong.encode(), spoil, 1)

    if rule == "never-closed" and wrong == "Text.":
        return  # its text had no clear beginning, and only its values are proved
    spoiling = {rule: fixing._Fix(spoilt, way.is_safe, way.reveals)}
    monkeypatch.setattr(fixing, "_FIXES", {**fixing._FIXES, **spoiling})
    assert fixed(data, find, {rule}).data == data


def _codes(front: FrontMatter) -> list[str]:
    return [problem.code for problem in front.problems]


_WORDS = st.sampled_from([
    "a", "b c", "@x", "[[Bo]]", "[[Ana]]", "#t", "&S L", "+41", "017", "x: y", "'it's'", '"', "[q",
    "q]", "- z", "2.5.2026", "{a", "*s", "%", "| t", "", "~", "ok # c", "[a, b]", '"[[Ana]]"', "é",
    "x\u2028y", "re:x",
])  # fmt: skip
_KEYS = st.sampled_from(["roles", "tags", "phone", "knows", "met", "about", "x y", "needs"])
_LINES = st.one_of(
    st.builds("{}: {}".format, _KEYS, _WORDS),
    st.builds("  - {}".format, _WORDS),
    st.builds("- {}".format, _WORDS),
    st.sampled_from(["roles:", "\t- x", "name:Bo", "# c", "", "about: |", "  text: @x", "-x"]),
)


@given(st.lists(_LINES, max_size=7), st.sampled_from(["\n", "\r\n"]))
def test_what_parses_keeps_its_values_and_all_text_stays(lines: list[str], eol: str) -> None:
    data = eol.join(["---", *lines, "---", "Hi [[Ana]] and 2.5.2026.", ""]).encode()
    result = fixed(data, find)
    before, after = read_front_matter("", data), read_front_matter("", result.data)
    # No letter is lost but in dates and in links that gain the name of the note.
    if not any(one.problem.code in ("date-form", "alias-link") for one in result.changes):
        assert fixes._letters(data.decode()) == fixes._letters(result.data.decode())
        assert after.values == before.values or "broken-yaml" not in _codes(after)
    assert fixed(result.data, find).data == result.data
    assert len(find(result.data)) <= len(find(data)) or any(
        one.problem.code == "broken-yaml" for one in result.changes
    )


_ALL_KEYS = st.sampled_from([
    "roles", "tags", "phone", "knows", "met", "about", "x y", "needs", "aliases", "city",
    "nickname", "birthday", "private", "company", "x", "companies:", "knows:", "tags ::",
])  # fmt: skip
_ALL_WORDS = st.one_of(
    _WORDS,
    st.sampled_from([
        "[#t, #u]", "[[Bo]], [[Cy]]", "[a #t, b", "- [[Bo]]", '"q" r', "a b: c", "[[Bo]] since x",
        "yes", "no", "a #t", "Feld: Pottery", "1981/4/17", "--04-17", "[, a]", "[a]]",
    ]),
)  # fmt: skip
_COMMENTED = st.tuples(
    st.one_of(
        st.builds("{}: {}".format, _ALL_KEYS, _ALL_WORDS),
        st.builds("  - {}".format, _ALL_WORDS),
        st.sampled_from(["roles:", "tags:", "", "-x", "  more", "\t- x"]),
    ),
    st.booleans(),
)


def _numbered(lines: list[tuple[str, bool]]) -> list[str]:
    """The lines, some with a comment of their own behind them."""
    return [f"{line} # why {n}" if has else line for n, (line, has) in enumerate(lines)]


def _texts(data: bytes) -> set[str]:
    """The words that the reader takes from a note: of whatever field, without marks."""
    note = read_note(PATH, data, Config())
    assert note is not None
    assert note.contact is not None
    said = dataclasses.astuple(dataclasses.replace(note.contact, stub=False, private=False))
    words = set(re.findall(r"[^\W_]+", str(said)))
    return words | ({"(private)"} if note.contact.private else set())


@given(st.lists(_COMMENTED, max_size=6))
@example([("companies:: @x", False), ("companies:: [[Bo]]", False)])
def test_no_fix_takes_a_value_away_that_was_read(lines: list[tuple[str, bool]]) -> None:
    data = "\n".join(["---", *_numbered(lines), "---", "Hi.", ""]).encode()
    result = fixed(data, find)
    # What broken front matter lets a comment be read as is no value.
    comments = {"why", *(str(number) for number, (_, has) in enumerate(lines) if has)}
    assert _texts(data) - comments <= _texts(result.data)
    assert fixed(result.data, find).changes == ()


@given(st.lists(_COMMENTED, max_size=6))
def test_a_comment_behind_a_value_stays_one(lines: list[tuple[str, bool]]) -> None:
    before = ["---", *_numbered(lines), "---", "Hi.", ""]
    after = fixed("\n".join(before).encode(), find).data.decode().split("\n")
    assert _comments(before) <= _comments(after)


def _comments(lines: list[str]) -> set[str]:
    return {split_comment(line)[1].strip() for line in lines} - {""}
