"""How the notes of a vault are cut into runs, and what is left of their files."""

from pathlib import Path

import pytest

from mdnet.index.analysis import Analyzer
from mdnet.index.bulk.runs import opened, runs_of, write_run
from mdnet.index.catalogue_file import CatalogueFile
from mdnet.index.flat.postings import FlatReader
from mdnet.index.intake import Intake
from mdnet.index.protocol import DamagedIndexError
from mdnet.vault.root import open_vault
from mdnet.vault.walk import scan
from tests.conftest import MakeVault
from tests.index.test_refresh import VAULT


@pytest.mark.parametrize("count", [0, 1, 255, 256, 257, 16_383, 16_384, 16_385, 100_000])
def test_runs_are_of_notes_that_follow_each_other_and_never_too_many(count: int) -> None:
    stamps = {f"{number % 10}/{number}.md": bytes(32) for number in range(count)}
    runs = runs_of(stamps, Path("index"))
    assert [note for run in runs for note in run.notes] == sorted(stamps.items())
    assert len(runs) <= 64
    assert all(run.notes for run in runs)
    assert len({run.place for run in runs}) == len(runs)


def test_two_builds_have_no_file_in_common(tmp_path: Path) -> None:
    one, other = (runs_of({"a.md": bytes(32)}, tmp_path)[0] for _ in range(2))
    assert {one.postings, one.catalogue}.isdisjoint({other.postings, other.catalogue})


def test_the_files_of_a_run_tell_of_its_notes_and_are_gone_once_they_are_open(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    vault = open_vault(make_vault(VAULT))
    folder = tmp_path / "index"
    folder.mkdir()
    [run] = runs_of(scan(vault.root, vault.config).stamps, folder)
    told: list[None] = []
    write_run(Intake(vault, Analyzer("en"), 0), run, lambda: told.append(None))
    assert len(told) == len(VAULT)
    files = opened(run)
    try:
        assert not list(folder.iterdir())
        paths = CatalogueFile(files.catalogue).paths
        assert paths == sorted(VAULT)
        reader = FlatReader(files.postings)
        assert reader.count() == sum(reader.number(path) is not None for path in paths)
        assert len(list(reader.records())) == reader.count()
    finally:
        files.close()


@pytest.mark.parametrize("kind", ["postings", "catalogue"])
def test_a_file_of_a_run_that_is_cut_short_is_damage(
    make_vault: MakeVault, tmp_path: Path, kind: str
) -> None:
    vault = open_vault(make_vault(VAULT))
    [run] = runs_of(scan(vault.root, vault.config).stamps, tmp_path)
    write_run(Intake(vault, Analyzer("en"), 0), run, lambda: None)
    path: Path = getattr(run, kind)
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(DamagedIndexError):
        opened(run)
