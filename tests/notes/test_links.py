import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.model.contact import Link
from mdnet.notes.hidden import without_hidden
from mdnet.notes.links import only_links, read_links, split_links


def targets(text: str) -> list[tuple[str, str]]:
    return [(link.target, link.text) for link in read_links(without_hidden(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Ana]]", [("Ana", "Ana")]),
        ("[[Ana Diaz|Ana]]", [("Ana Diaz", "Ana")]),
        ("[[Ana#Work#Now|she]]", [("Ana", "she")]),
        ("[[Ana#^block]]", [("Ana", "Ana")]),
        ("[[#Heading]]", []),
        ("[[#H|text]]", []),
        ("[[People/Ana Diaz]]", [("People/Ana Diaz", "Ana Diaz")]),
        ("[[../Ana]] [[./Bob.md]]", [("../Ana", "Ana"), ("./Bob.md", "Bob.md")]),
        ("[[ Ana  Diaz ]]", [("Ana  Diaz", "Ana  Diaz")]),
        ("[[a]b]]", [("a]b", "a]b")]),
        ("[[a[b]]", [("a[b", "a[b")]),
        ("[[[Ana]]]", [("Ana", "Ana")]),
        ("[[a [[Bob]] c]]", [("Bob", "Bob")]),
        ("[[a\nb]]", []),
        ("[[Ana]", []),
        ("[[]]", []),
        ("[[|x]]", []),
        ("| [[Ana\\|she]] |", [("Ana", "she")]),
        ("![[Ana]]", [("Ana", "Ana")]),
        ("%%[[Ana]]%% [[Bob]]", [("Bob", "Bob")]),
        ("`[[Ana]]` [[Bob]]", [("Bob", "Bob")]),
        ("```\n[[Ana]]\n```\n[[Bob]]", [("Bob", "Bob")]),
        ("<!-- [[Ana]] --> [[Bob]]", [("Bob", "Bob")]),
        ("[x](My%20Note.md)", [("My Note.md", "x")]),
        ("[x](<My Note.md>)", [("My Note.md", "x")]),
        ('[x](sub/Note.md#part "title")', [("sub/Note.md", "x")]),
        ("[x](Note)", [("Note", "x")]),
        ("[](Note.MD)", [("Note.MD", "Note.MD")]),
        ("[x](http://a.org/b.md)", []),
        ("[x](mailto:a@b.org)", []),
        ("[x](obsidian://open?x)", []),
        ("[x](//host/a.md)", []),
        ("[x](#part)", []),
        ("[x](image.png)", []),
        ("[a](b.md)[c](d.md)", [("b.md", "a"), ("d.md", "c")]),
        ("[[Zoë 🎉]]", [("Zoë 🎉", "Zoë 🎉")]),
    ],
)
def test_links_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert targets(text) == expected


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("[[Ana]]", True),
        ("- [[Ana]]", True),
        ("- [x] call [[Ana]]", True),
        ("- [ ] call [[Ana]]", False),
        ("  * [ ] call [[Ana]]", False),
        ("1. [ ] call [[Ana]]", False),
        ("> said [[Ana]]", False),
        ("- > said [[Ana]]", False),
        ("![[Ana]]", False),
        ("a > b [[Ana]]", True),
        ("- [link](x) [[Ana]]", True),
    ],
)
def test_what_counts_as_contact(line: str, counts: bool) -> None:  # noqa: FBT001
    assert read_links(f"first\n{line}\nlast")[-1].counts is counts


def test_places() -> None:
    assert read_links("a\n\n  é [[B]] [[C]]\n[[D]]", first_line=10) == (
        Link("B", "B", 12, 5),
        Link("C", "C", 12, 11),
        Link("D", "D", 13, 1),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("works at [[Acme|the firm]] now", ("works at the firm now", ("Acme",))),
        ("[Bob](Bob.md) and [site](http://x.org)", ("Bob and site", ("Bob.md",))),
        ("![[x.png]] hello", (" hello", ())),
        ("see [[#Log]]", ("see Log", ())),
        ("plain [brackets]", ("plain [brackets]", ())),
        ("`[[Ana]]`", ("`[[Ana]]`", ())),
    ],
)
def test_text_of_links(text: str, expected: tuple[str, tuple[str, ...]]) -> None:
    assert split_links(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[A]]", ["[[A]]"]),
        ("[[A]] [[B]]", ["[[A]]", "[[B]]"]),
        ("[[A]], [[B|b]] and [C](c.md)", ["[[A]]", "[[B|b]]", "[C](c.md)"]),
        ("[[A]] since school", None),
        ("friend [[A]]", None),
        ("no link", None),
    ],
)
def test_texts_that_are_links_only(text: str, expected: list[str] | None) -> None:
    assert only_links(text) == expected


@given(st.text(st.sampled_from("[]()|#!\\ab \n`<>%")))
def test_any_text_has_places_in_it(text: str) -> None:
    lines = text.split("\n")
    for link in read_links(text):
        assert link.target.strip() == link.target != ""
        assert lines[link.line - 1][link.column - 1] in "[!"


@pytest.mark.parametrize("part", ["[[", "[[a", "[", "[]", "[x](", "![[a]", "[[a|", "\\|", "[[a]]"])
def test_hostile_text_takes_no_time(part: str) -> None:
    text = part * (500_000 // len(part))
    started = time.process_time()
    read_links(text)
    split_links(text)
    assert time.process_time() - started < 4
