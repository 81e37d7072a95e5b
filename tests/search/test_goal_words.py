"""The files of goal words: their mistakes with their places, and how two are merged."""

from pathlib import Path

import pytest

from mdnet.model import GOAL_KINDS
from mdnet.search.goal_words import BUILT_IN, GoalWords, parse_goals, read_goal_words
from mdnet.search.understanding import load_understanding

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


def merged(own: str, built_in: str) -> list[tuple[list[str], list[str]]]:
    needs, problems = GoalWords(built_in.encode(), own.encode()).needs()
    assert problems == ()
    return [(need["say"], need["ask"]) for need in needs]


def entry(say: list[str], ask: str) -> str:
    return f'[[goal]]\nsay = {say}\nask = ["{ask}"]\n'


def test_a_phrase_of_the_user_is_taken_from_the_built_in_entries() -> None:
    assert merged(
        entry(["Dripping  TAP"], "my neighbour"), entry(["dripping tap", "leak"], "plumber")
    ) == [
        (["Dripping  TAP"], ["my neighbour"]),
        (["leak"], ["plumber"]),
    ]


def test_accents_make_no_other_phrase() -> None:
    assert merged(entry(["déja vu"], "own"), entry(["deja vu", "rest"], "built in")) == [
        (["déja vu"], ["own"]),
        (["rest"], ["built in"]),
    ]


def test_a_built_in_entry_without_phrases_is_left_out() -> None:
    assert merged(entry(["leak"], "own"), entry(["leak"], "plumber")) == [(["leak"], ["own"])]


def test_without_words_of_the_user_the_built_in_ones_stay_as_they_are() -> None:
    assert merged("", entry(["leak"], "plumber")) == [(["leak"], ["plumber"])]


def test_words_of_the_user_make_another_key() -> None:
    keys = {
        GoalWords(b"a", b"").key, GoalWords(b"a", b"b").key, GoalWords(b"", b"a").key,
        GoalWords(b"b", b"a").key,
    }  # fmt: skip
    assert len(keys) == 4


def test_the_files_that_are_read(tmp_path: Path) -> None:
    assert read_goal_words(tmp_path, "en") == GoalWords(BUILT_IN.read_bytes(), b"")
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / FILE).write_text(GOOD)
    assert read_goal_words(tmp_path, "en").user == GOOD.encode()
    # The built-in words are English.
    assert read_goal_words(tmp_path, "de") == GoalWords(b"", GOOD.encode())


def test_a_file_that_cannot_be_read_is_as_good_as_none(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir(parents=True)
    assert read_goal_words(tmp_path, "en").user == b""


def test_a_broken_file_is_told_and_the_built_in_words_are_used(
    tmp_path: Path, goal_cache: Path
) -> None:
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / FILE).write_text("[[goal]]\nsay = [oops]\n")
    understood = load_understanding(tmp_path, "en", goal_cache)
    assert [str(problem).split(" ")[0] for problem in understood.problems] == [f"{FILE}:2:8:"]
    assert len(understood.thesaurus) > 300


def test_what_is_right_in_a_partly_broken_file_is_used(tmp_path: Path) -> None:
    (tmp_path / ".mdnet").mkdir()
    (tmp_path / FILE).write_text(f"{GOOD}[[goal]]\nsay = ['only said']\n")
    understood = load_understanding(tmp_path, "de", None)
    assert [problem.line for problem in understood.problems] == [5]
    assert [match.entry.label for match in understood.thesaurus.matches(["odd", "lamp"])] == [
        "lamp maker"
    ]
