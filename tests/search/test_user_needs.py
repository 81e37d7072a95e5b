"""The needs that a user writes down: their mistakes with their places, and what meets them."""

from pathlib import Path

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.model.contact import GOAL_KINDS
from mdnet.model.goals_file import parse_goals, read_user_needs
from mdnet.network.lookup import Alternative
from mdnet.search.language import load_resources
from mdnet.search.query import read_query
from mdnet.search.user_needs import UserMatch, UserNeeds, load_user_needs, phrase_terms

FILE = ".mdnet/goals.toml"
GOOD = '[[goal]]\nsay = ["odd lamp"]\nask = ["lamp maker"]\n'


def problems_of(text: str) -> list[str]:
    _, problems = parse_goals(text.encode(), FILE)
    return [str(problem) for problem in problems]


def test_an_entry_is_read_as_written() -> None:
    entries, problems = parse_goals(
        b'[[goal]]\nsay = ["a b"]\nask = ["c"]\nalso = ["d"]\nkind = "skill"\nnot = ["e"]\n', FILE
    )
    assert problems == ()
    assert entries == [{"say": ["a b"], "ask": ["c"], "also": ["d"], "kind": "skill", "not": ["e"]}]


@pytest.mark.parametrize("raw", [b"", b"  \n", b"# nothing yet\n", b"\xef\xbb\xbf# BOM\n"])
def test_a_file_without_entries_is_no_mistake(raw: bytes) -> None:
    assert parse_goals(raw, FILE) == ([], ())


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[[goal]]\nsay = [nonsense]\n", "2:8"),
        ("[[goal]]\nsay = 'x\ny'\n", "2:9"),
        ("[[goal]\n", "1:7"),
        ("[[goal]]\nsay = ['x']\nsay = ['y']\n", "3:12"),
        ("\n\n!\n", "3:1"),
    ],
)
def test_what_is_no_toml_is_told_with_its_place(text: str, place: str) -> None:
    entries, [problem] = parse_goals(text.encode(), FILE)
    assert entries == []
    assert str(problem).startswith(f"{FILE}:{place}: goal-words ")
    assert problem.severity == "error"


def test_what_is_not_closed_is_told_at_the_end_of_the_file() -> None:
    _, [problem] = parse_goals(b"[[goal]]\nsay = ['x'\n\n", FILE)
    assert problem.line > 1


@pytest.mark.parametrize("raw", [b"\xff\xfe", b"a = '\xe4'\n", b"\x00", b"a = " + b"[" * 9_999])
def test_bytes_of_any_kind_are_a_problem_and_no_crash(raw: bytes) -> None:
    entries, [problem] = parse_goals(raw, FILE)
    assert entries == []
    assert problem.line >= 1
    assert problem.column >= 1


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ('say = ["x"]', "an entry needs ask"),
        ('ask = ["x"]', "an entry needs say"),
        ('say = []\nask = ["x"]', "an entry needs say"),
        ('say = "x"\nask = ["y"]', "say must be a list of texts"),
        ('say = ["x", 3]\nask = ["y"]', "say must be a list of texts"),
        ('say = ["x"]\nask = ["y"]\nalso = "z"', "also must be a list of texts"),
        ('say = ["x"]\nask = ["y"]\nnot = [["z"]]', "not must be a list of texts"),
        ('say = ["x"]\nask = ["y"]\nkind = "thing"', f"kind must be one of {GOAL_KINDS[0]}, "),
        ('say = ["x"]\nask = ["y"]\nkind = ["skill"]', "kind must be one of"),
        ('say = ["x"]\nask = ["y"]\nweight = 2', "unknown key weight"),
    ],
)
def test_what_is_wrong_in_an_entry_is_told_and_the_others_are_used(lines: str, said: str) -> None:
    text = f"{GOOD}\n[[goal]]\n{lines}\n"
    entries, [problem] = parse_goals(text.encode(), FILE)
    assert [entry["say"] for entry in entries] == [["odd lamp"]]
    assert said in problem.message
    # A TOML table carries no place, so the line is that of the first text in the entry.
    assert problem.line == text[: text.index('"x"')].count("\n") + 1
    assert str(problem).startswith(f"{FILE}:{problem.line}:1: goal-words ")


def test_an_entry_must_be_a_table() -> None:
    assert problems_of('goal = ["x"]') == [
        f"{FILE}:1:1: goal-words an entry must be a table: [[goal]]"
    ]
    assert all("[[goal]]" in problem for problem in problems_of("[goal]\nsay = ['x']\n"))


@pytest.mark.parametrize(
    "value",
    [
        "[]",
        "{a = 1}",
        "5",
        "true",
        "1.5",
        "2026-11-23",
        "'text'",
    ],
)
def test_what_stands_for_the_entries_may_be_anything(value: str) -> None:
    entries, problems = parse_goals(f"goal = {value}\n".encode(), FILE)
    assert entries == []
    assert len(problems) == (value != "[]")


def test_the_line_is_that_of_the_entry_and_not_of_one_that_says_the_same() -> None:
    [problem] = problems_of(f'{GOOD}[[goal]]\nsay = ["odd lamp"]\nask = ["x"]\nkind = "y"\n')
    assert problem.startswith(f"{FILE}:5:")


@pytest.mark.parametrize("texts", ['[""]', '["  "]', '["?!"]'])
@pytest.mark.parametrize("key", ["say", "ask"])
def test_a_text_without_a_word_is_no_text(key: str, texts: str) -> None:
    other = "ask" if key == "say" else "say"
    [problem] = problems_of(f'[[goal]]\n{key} = {texts}\n{other} = ["x"]\n')
    assert key in problem


def test_other_tables_are_named() -> None:
    _, [problem] = parse_goals(f"{GOOD}\n[goals]\nx = 1\n".encode(), FILE)
    assert "unknown table goals" in problem.message
    assert problem.severity == "error"


# Reading the file of a vault


def write(root: Path, text: str) -> None:
    (root / ".mdnet").mkdir()
    (root / FILE).write_text(text)


def test_the_file_of_a_vault(tmp_path: Path) -> None:
    assert read_user_needs(tmp_path) == ([], ())
    write(tmp_path, GOOD)
    [entry], problems = read_user_needs(tmp_path)
    assert entry == {"say": ["odd lamp"], "ask": ["lamp maker"]}
    assert problems == ()


def test_a_file_that_cannot_be_read_is_a_problem_and_no_needs(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    needs, [problem] = read_user_needs(tmp_path)
    assert needs == []
    assert problem.path == FILE
    assert "cannot be read" in problem.message


def test_a_broken_file_is_told_and_what_ships_is_used(tmp_path: Path) -> None:
    write(tmp_path, "[[goal]]\nsay = [oops]\n")
    resources = load_resources(tmp_path, "en")
    assert [str(problem).split(" ")[0] for problem in resources.problems] == [f"{FILE}:2:8:"]
    assert resources.needs
    assert resources.own == UserNeeds()


def test_what_is_right_in_a_partly_broken_file_is_used(tmp_path: Path) -> None:
    write(tmp_path, f"{GOOD}[[goal]]\nsay = ['only said']\n")
    needs, problems = load_user_needs(tmp_path, Analyzer("de"), "de")
    assert [problem.line for problem in problems] == [5]
    assert [match.label for match in needs.matches(["odd", "lamp"])] == ["lamp maker"]


# Which needs a goal meets

WORDS = """
[[goal]]
say = ["tap", "water tap", "pipe leaking", "toilet won't flush"]
ask = ["plumber", "fixes pipes"]
also = ["handyman"]
kind = "skill"
not = ["shoes", "gas"]

[[goal]]
say = ["tap dance", "dance steps"]
ask = ["dance teacher"]

[[goal]]
say = ["mould", "colour of walls"]
ask = ["damp specialist"]

[[goal]]
say = ["locked out", "who is who", "lost my keys"]
ask = ["locksmith", "teacher of locks"]

[[goal]]
say = ["water tap", "jewellery"]
ask = ["well digger"]
"""


@pytest.fixture
def needs(tmp_path: Path) -> UserNeeds:
    return needs_in(tmp_path, WORDS)


def needs_in(root: Path, text: str, language: str = "en") -> UserNeeds:
    write(root, text)
    found, problems = load_user_needs(root, Analyzer(language), language)
    assert problems == ()
    return found


def matches(needs: UserNeeds, goal: str, language: str = "en") -> list[UserMatch]:
    read = read_query(goal, language)
    typed = [word for one in (*read.wanted, *read.aside) for word in one.words]
    return needs.matches(map(Analyzer(language).term, typed))


def met(needs: UserNeeds, goal: str, language: str = "en") -> list[str]:
    return [match.label for match in matches(needs, goal, language)]


@pytest.mark.parametrize(
    ("goal", "labels"),
    [
        ("the tap", ["plumber"]),
        ("a tap in my kitchen", ["plumber"]),
        ("taps", ["plumber"]),
        ("the pipes leak", ["plumber"]),  # word forms, in any order
        ("leaking everywhere, some pipe", ["plumber"]),
        ("a pipe", []),  # a part of a phrase is not enough
        ("tap dancing", ["dance teacher"]),  # the longest phrase wins
        ("the water tap", ["plumber", "well digger"]),  # two that are as long both do
        ("tap for gas", []),  # "not"
        ("tap shoes", []),
        ("tap dance shoes", ["dance teacher"]),  # "not" is of one entry
        ("mold", ["damp specialist"]),  # American and British
        ("mouldy", []),
        ("color of the walls", ["damp specialist"]),
        ("jewelry", ["well digger"]),
        ("keys lost", ["locksmith"]),
        ("my toilet won't flush", ["plumber"]),  # small words do not count
        ("the toilet doesn't flush", ["plumber"]),
        ("locked out of my flat", ["locksmith"]),
        ("locked", []),  # of two words one would be left, and match too much
        ("tell me who is who", ["locksmith"]),
        ("who can help", []),
        ("", []),
    ],
)
def test_which_needs_a_goal_meets(needs: UserNeeds, goal: str, labels: list[str]) -> None:
    assert met(needs, goal) == labels


def test_a_match_tells_the_words_that_met_it_and_whom_to_look_for(needs: UserNeeds) -> None:
    term = Analyzer("en").term
    [match] = matches(needs, "kitchen pipes leaking tap")
    # Of two phrases of one entry the longer counts.
    assert match.terms == {term("pipe"), term("leaking")}
    assert (match.label, match.kind) == ("plumber", "skill")
    first, second, hint = match.expansions
    assert first == Alternative((term("plumber"),), 1.0)
    assert second.terms == (term("fixes"), term("pipes"))
    assert hint.terms == (term("handyman"),)
    assert 0 < hint.weight < second.weight == 1


def test_without_needs_nothing_is_met() -> None:
    assert UserNeeds().matches(["tap"]) == []


def test_another_language_has_its_own_stems_and_small_words(tmp_path: Path) -> None:
    german = needs_in(
        tmp_path, '[[goal]]\nsay = ["der Wasserhahn tropft", "Zähne"]\nask = ["Klempner"]\n', "de"
    )
    assert met(german, "mein Wasserhahn, der tropft", "de") == ["Klempner"]
    assert met(german, "ZAEHNE", "de") == []  # umlauts fold, they are not written out
    assert met(german, "zahne", "de") == ["Klempner"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a dripping tap", ["dripping", "tap"]),
        ("locked out", ["locked", "out"]),
        ("who is who", ["who", "is"]),
        ("help", ["help"]),
        ("tap tap", ["tap"]),
        ("?!", []),
    ],
)
def test_the_terms_of_a_phrase(text: str, words: list[str]) -> None:
    analyzer = Analyzer("en")
    assert phrase_terms(text, analyzer, "en") == tuple(map(analyzer.term, words))
