"""What goals of a vault are read by, and what is said when the tables cannot be used."""

import shutil
from pathlib import Path

import pytest

from mdnet.embeddings import vectors
from mdnet.embeddings.needs import SHIPPED
from mdnet.search.language import load_resources
from tests.conftest import MakeVault, Run
from tests.search.conftest import SearchIn, crowd, names, note

FILES = {"People/Dov.md": note(roles=["dentist"]), **crowd()}


def test_english_has_needs_and_nothing_to_say(tmp_path: Path) -> None:
    found = load_resources(tmp_path, "en")
    assert found.needs
    assert (found.notices, found.problems, found.own.entries) == ((), (), ())


@pytest.mark.parametrize("language", ["fr", "es", "xx"])
def test_a_language_without_a_table_has_none_and_nothing_to_say(
    tmp_path: Path, language: str
) -> None:
    found = load_resources(tmp_path, language)
    assert found.needs is None
    assert found.notices == ()


@pytest.mark.parametrize("content", [None, b"", b"no table at all", b'{"version": 1}\n', b"{}\n"])
def test_without_needs_there_is_one_notice_and_the_words_are_searched(
    search_in: SearchIn, tmp_path: Path, content: bytes | None
) -> None:
    table = tmp_path / "needs.bin"
    if content is not None:
        table.write_bytes(content)
    found = load_resources(tmp_path, "en", table)
    assert found.needs is None
    [notice] = found.notices
    assert "only words are searched" in notice
    answer = search_in(FILES, found)("dentist")
    assert names(answer) == ["Dov"]
    assert answer.looking_for == ()


@pytest.fixture
def without_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the word tables lie in a folder where there are none yet."""
    folder = tmp_path / "tables"
    folder.mkdir()
    monkeypatch.setattr(vectors, "table_path", lambda language: folder / f"words.{language}.bin")
    return folder


@pytest.mark.parametrize("content", [b"", b"no table", b"MDNWORDS" + bytes(100)])
def test_a_damaged_word_table_is_told_once(
    search_in: SearchIn, tmp_path: Path, without_words: Path, content: bytes
) -> None:
    (without_words / "words.en.bin").write_bytes(content)
    found = load_resources(tmp_path, "en")
    assert found.needs is None
    [notice] = found.notices
    assert "only words are searched" in notice
    assert names(search_in(FILES, found)("dentist")) == ["Dov"]


@pytest.mark.usefixtures("without_words")
def test_a_missing_word_table_is_told_once(search_in: SearchIn, tmp_path: Path) -> None:
    found = load_resources(tmp_path, "en")
    assert found.needs is None
    assert len(found.notices) == 1
    assert names(search_in(FILES, found)("dentist")) == ["Dov"]


def test_the_needs_may_lie_elsewhere(tmp_path: Path) -> None:
    copied = shutil.copy(SHIPPED, tmp_path / "other.bin")
    found = load_resources(tmp_path, "en", Path(copied))
    assert found.needs
    assert found.notices == ()


def test_the_command_says_it_once_and_goes_on(
    make_vault: MakeVault, run: Run, without_words: Path
) -> None:
    from mdnet.embeddings import encoder

    (without_words / "words.en.bin").write_bytes(b"no table")
    encoder.load_encoder.cache_clear()
    vault = make_vault(FILES)
    ran = run("-C", str(vault), "search", "dentist")
    encoder.load_encoder.cache_clear()
    assert ran.code == 0
    assert ran.stdout.startswith("Dov\t")
    assert ran.stderr.count("only words are searched") == 1
