"""The goal thesaurus on small goal words: which entries a goal meets, and what is kept."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.search import thesaurus as module
from mdnet.search.goal import read_goal
from mdnet.search.goal_words import GoalWords
from mdnet.search.thesaurus import Entry, Thesaurus, load_thesaurus

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

Compile = Callable[..., Thesaurus]


def compiled(text: str = WORDS, language: str = "en", cache: Path | None = None) -> Thesaurus:
    return load_thesaurus(GoalWords(b"", text.encode()), Analyzer(language), language, cache)


def met(goal: str, thesaurus: Thesaurus | None = None, language: str = "en") -> list[str]:
    """Return the labels of the entries that a goal meets."""
    thesaurus = compiled() if thesaurus is None else thesaurus
    read = read_goal(goal, language)
    analyzer = Analyzer(language)
    typed = [word for one in (*read.wanted, *read.aside) for word in one.words]
    matches = thesaurus.matches(map(analyzer.term, typed))
    return [match.entry.label for match in matches]


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
        ("locked out of my flat", ["locksmith"]),
        ("locked", []),  # of two words one would be left, and match too much
        ("who", []),
        ("", []),
    ],
)
def test_which_entries_a_goal_meets(goal: str, labels: list[str]) -> None:
    assert met(goal) == labels


def test_a_phrase_of_small_words_needs_all_of_them() -> None:
    assert met("tell me who is who") == ["locksmith"]
    assert met("who can help") == []


@pytest.mark.parametrize(
    "goal", ["toilet flush", "the toilet doesn't flush", "my toilet wouldn't flush"]
)
def test_what_is_left_of_a_contraction_is_a_small_word(goal: str) -> None:
    assert met(goal) == ["plumber"]
    assert [one.text for one in read_goal(goal).wanted] == ["toilet", "flush"]


def test_a_match_tells_the_words_that_met_it() -> None:
    analyzer = Analyzer("en")
    [match] = compiled().matches(analyzer.terms("kitchen pipes leaking tap"))
    # Of two phrases of one entry the longer counts.
    assert match.terms == {analyzer.term("pipe"), analyzer.term("leaking")}
    assert compiled().entry(match.number) == match.entry


def test_an_entry_in_terms() -> None:
    term = Analyzer("en").term
    entry = compiled().entry(0)
    assert entry.ask == ((term("plumber"),), (term("fixes"), term("pipes")))
    assert entry.also == ((term("handyman"),),)
    assert entry.say[1] == (term("water"), term("tap"))
    assert entry.kind == "skill"
    assert entry.without == (term("shoes"), term("gas"))
    assert entry.label == "plumber"
    assert isinstance(entry, Entry)


def test_parts_are_the_words_of_longer_asks_that_few_ask_for() -> None:
    many = "".join(
        f'[[goal]]\nsay = ["say{at}"]\nask = ["subject{at} teacher", "alone{at}"]\n'
        for at in range(module._FEW_ENTRIES + 1)
    )
    assert compiled(many).entry(3).parts == (("subject3",),)
    few = compiled('[[goal]]\nsay = ["x"]\nask = ["maths teacher"]\n')
    assert few.entry(0).parts == (("math",), ("teacher",))


def test_every_entry_is_counted() -> None:
    assert len(compiled()) == 5
    assert len(compiled("")) == 0
    assert met("tap", compiled("")) == []


def test_another_language_has_its_own_stems_and_small_words() -> None:
    german = compiled(
        '[[goal]]\nsay = ["der Wasserhahn tropft", "Zähne"]\nask = ["Klempner"]\n', "de"
    )
    assert met("Wasserhahn tropft", german, "de") == ["Klempner"]
    assert met("mein Wasserhahn, der tropft", german, "de") == ["Klempner"]
    assert met("ZAEHNE", german, "de") == []  # umlauts fold, they are not written out
    assert met("zahne", german, "de") == ["Klempner"]


@pytest.fixture
def never(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let compiling fail."""

    def fail(*_: object) -> bytes:
        raise AssertionError("compiled again")

    monkeypatch.setattr(module, "_compiled", fail)


def test_what_was_compiled_is_used_again(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    first = compiled(cache=tmp_path)
    request.getfixturevalue("never")
    assert met("tap", compiled(cache=tmp_path)) == met("tap", first)


@pytest.mark.parametrize(
    "again",
    [
        lambda cache: compiled(WORDS + "# a remark\n", cache=cache),
        lambda cache: compiled(WORDS, "de", cache=cache),
        lambda cache: load_thesaurus(GoalWords(WORDS.encode(), b""), Analyzer("en"), "en", cache),
        lambda _: compiled(cache=None),
    ],
    ids=["other words", "other language", "built in instead", "no cache"],
)
def test_what_was_compiled_of_something_else_is_not(
    tmp_path: Path, request: pytest.FixtureRequest, again: Callable[[Path], Thesaurus]
) -> None:
    compiled(cache=tmp_path)
    request.getfixturevalue("never")
    with pytest.raises(AssertionError, match="compiled again"):
        again(tmp_path)


@pytest.mark.parametrize("damage", [b"", b"\x00" * 100, b"{}\n[]", None])
def test_a_damaged_file_is_compiled_again(tmp_path: Path, damage: bytes | None) -> None:
    compiled(cache=tmp_path)
    path = tmp_path / "goals"
    whole = path.read_bytes()
    path.write_bytes(whole[:-3] if damage is None else damage)
    assert met("tap", compiled(cache=tmp_path)) == ["plumber"]
    assert path.read_bytes() == whole


def test_a_file_of_an_earlier_form_is_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_FORM", 0)
    compiled('[[goal]]\nsay = ["tap"]\nask = ["old form"]\n', cache=tmp_path)
    monkeypatch.undo()
    assert met("tap", compiled(cache=tmp_path)) == ["plumber"]
