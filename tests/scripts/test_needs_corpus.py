"""The corpus of needs: what is read, and what is said of mistakes."""

from pathlib import Path

import pytest

from scripts.needs_corpus import counts, read_corpus, repeated, sound_needs

PLUMBER = """
[[need]]
name = "plumber"
kind = "skill"
goals = ["the tap drips", "plumber"]
helpers = ["plumber", "mends pipes"]
also = ["handyman"]
not = ["Mr Plumber"]
"""
GERMAN = """
[[need]]
name = "plumber"
label = "Klempnerin"
goals = ["der Hahn tropft"]
helpers = ["Installateur"]
"""


def corpus(folder: Path, english: str, german: str = "") -> Path:
    for language, text in (("en", english), ("de", german)):
        (folder / language).mkdir()
        if text:
            (folder / language / "home.toml").write_text(text, encoding="utf-8")
    return folder


def test_a_need_holds_its_texts_by_language(tmp_path: Path) -> None:
    (need,) = sound_needs(corpus(tmp_path, PLUMBER, GERMAN))
    assert (need.name, need.kind) == ("plumber", "skill")
    assert need.texts["en"].goals == ("the tap drips", "plumber")
    assert need.texts["en"].unlike == ("Mr Plumber",)
    assert need.texts["de"].helpers == ("Installateur",)


def test_a_label_is_the_first_helper_unless_it_is_given(tmp_path: Path) -> None:
    (need,) = sound_needs(corpus(tmp_path, PLUMBER, GERMAN))
    assert need.labels == {"en": "plumber", "de": "Klempnerin"}


def test_needs_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    other = PLUMBER.replace('"plumber"\nkind', '"alarm"\nkind')
    assert [need.name for need in sound_needs(corpus(tmp_path, PLUMBER + other))] == [
        "alarm",
        "plumber",
    ]


@pytest.mark.parametrize(
    ("typed", "wrong", "fault"),
    [
        ('kind = "skill"', 'kind = "trade"', "plumber: kind must be one of"),
        ('kind = "skill"', "", "plumber: kind must be one of"),
        ('name = "plumber"', "", "a need without a name"),
        ('also = ["handyman"]', 'alos = ["handyman"]', "plumber: unknown key alos"),
        ('also = ["handyman"]', "also = [3]", "plumber: also must be a list of texts"),
        ('also = ["handyman"]', 'also = "handyman"', "plumber: also must be a list of texts"),
        ('["the tap drips", "plumber"]', "[]", "plumber: no goals"),
        ('["the tap drips", "plumber"]', '["a", "A "]', "plumber: twice in goals: A"),
        ('"handyman"', '" "', "plumber: an empty text in also"),
        ('"Mr Plumber"', '"mends pipes"', "in helpers and in not: mends pipes"),
        ('"mends pipes"', f'"{"very " * 70}"', "more than 60 words in helpers"),
        ("[[need]]", "[need]", "needs are written as [[need]] tables"),
        ("[[need]]", "odd = 1\n[[need]]", "unknown key odd"),
        ("[[need]]", "[[need", "home.toml: "),
    ],
)
def test_a_fault_tells_file_and_need(tmp_path: Path, typed: str, wrong: str, fault: str) -> None:
    assert typed in PLUMBER
    faults = read_corpus(corpus(tmp_path, PLUMBER.replace(typed, wrong))).faults
    assert any(fault in line for line in faults), faults
    assert all(line.startswith("en/home.toml: ") for line in faults)
    with pytest.raises(ValueError, match=r"home\.toml"):
        sound_needs(tmp_path)


def test_a_name_is_given_once(tmp_path: Path) -> None:
    faults = read_corpus(corpus(tmp_path, PLUMBER * 2, GERMAN * 2)).faults
    assert faults == [
        "en/home.toml: plumber: there is a need of this name already",
        "de/home.toml: plumber: there is a need of this name already",
    ]


def test_a_need_of_another_language_needs_its_english_name(tmp_path: Path) -> None:
    german = GERMAN.replace("plumber", "Klempner")
    faults = read_corpus(corpus(tmp_path, PLUMBER, german)).faults
    assert faults == ["de/home.toml: Klempner: there is no need of this name in en"]


def test_what_stands_in_two_needs_is_told(tmp_path: Path) -> None:
    other = PLUMBER.replace('"plumber"\nkind', '"tiler"\nkind').replace("the tap", "the roof")
    needs = sound_needs(corpus(tmp_path, PLUMBER + other))
    assert "en: mends pipes: plumber (helpers), tiler (helpers)" in repeated(needs)
    assert not any("drips" in line for line in repeated(needs))


def test_counts_are_by_language(tmp_path: Path) -> None:
    assert list(counts(sound_needs(corpus(tmp_path, PLUMBER, GERMAN)))) == [
        "en: 1 needs, 6 texts: 2 goals, 2 helpers, 1 also, 1 not",
        "de: 1 needs, 2 texts: 1 goals, 1 helpers, 0 also, 0 not",
    ]


def test_the_corpus_that_ships_is_sound() -> None:
    corpus = read_corpus()
    assert corpus.needs
    assert not corpus.faults
