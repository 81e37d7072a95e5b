"""``mdnet export`` as it is typed: where it writes, what it refuses, what it says."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.conftest import Run
from tests.safety import is_safe
from tests.terminal import MDNET, in_terminal


def test_the_pipe_and_the_file_get_the_same_bytes(
    example_vault: Path, tmp_path: Path, run: Run
) -> None:
    for options in ([], ["--vcard", "3.0"], ["--format", "csv"], ["--format", "jsonl"]):
        target = tmp_path / "out"
        ran = run("export", *options, "-o", str(target), "--force", cwd=example_vault)
        assert (ran.code, ran.stdout) == (0, "")
        assert ran.stderr == (
            "42 people exported, 1 private left out (--include-private), "
            "1 archived left out (--archived)\n"
        )
        piped = run("export", *options, "-o", "-", cwd=example_vault)
        assert piped.stdout.replace("\r\n", "\n") == target.read_text()
        assert "Isolde" not in target.read_text()
        assert os.listdir(tmp_path).count("out") == 1
        assert not [name for name in os.listdir(tmp_path) if name.startswith(".mdnet")]


def test_a_new_file_is_the_owners_and_an_old_one_keeps_its_rights(
    example_vault: Path, tmp_path: Path, run: Run
) -> None:
    target = tmp_path / "out.vcf"
    assert run("export", "Ana Diaz", "-o", str(target), cwd=example_vault).code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    target.chmod(0o640)
    before = target.read_bytes()
    again = run("export", "Ben Frost", "-o", str(target), cwd=example_vault)
    assert (again.code, target.read_bytes()) == (5, before)
    assert "--force" in again.stderr
    forced = run("export", "Ben Frost", "-o", str(target), "--force", cwd=example_vault)
    assert forced.code == 0
    assert target.read_bytes() != before
    assert stat.S_IMODE(target.stat().st_mode) == 0o640


@pytest.mark.parametrize(
    "target",
    ["People/Ana Diaz.md", "new.MD", ".mdnet/x.vcf", ".mdnet", ".git", ".obsidian/x", "People",
     "link", "People/../.mdnet/x", "\udcff.md", "a\0b"],
)  # fmt: skip
def test_no_place_for_an_export(target: str, example_vault: Path, run: Run) -> None:
    (example_vault / "link").symlink_to(example_vault / "People/Ana Diaz.md")
    ran = run("export", "Ana Diaz", "-o", target, "--force", cwd=example_vault)
    assert (ran.code, ran.stdout) == (5, "")
    assert "nothing was written" in ran.stderr or "cannot be written" in ran.stderr


def test_a_folder_that_is_not_there(example_vault: Path, run: Run) -> None:
    ran = run("export", "-o", "no/such/place.vcf", cwd=example_vault)
    assert ran.code == 1
    assert "There is no folder" in ran.stderr


@pytest.mark.parametrize("name", ["Nobody Atall", "M", "Dr. Lee"])
def test_nobody_or_several(name: str, example_vault: Path, run: Run, tmp_path: Path) -> None:
    ran = run("export", "Ana Diaz", name, "-o", str(tmp_path / "x"), cwd=example_vault)
    assert (ran.code, ran.stdout) == (4, "")
    assert not (tmp_path / "x").exists()


def test_filters_are_those_of_list(example_vault: Path, run: Run) -> None:
    for filters in (["--circle", "family"], ["--city", "basel"], ["--group", "primary"]):
        listed = json.loads(run("list", "--json", *filters, cwd=example_vault).stdout)
        ran = run("export", "--format", "jsonl", *filters, cwd=example_vault)
        names = [json.loads(line)["name"] for line in ran.stdout.splitlines()]
        assert names == [one["name"] for one in listed if not one["private"]]


def test_documents_for_search_engines(example_vault: Path, run: Run) -> None:
    [action, document] = map(
        json.loads,
        run("export", "Ana Diaz", "--format", "opensearch", "--index-name", "people",
            cwd=example_vault).stdout.splitlines(),
    )  # fmt: skip
    assert action["index"]["_index"] == "people"
    assert document["name"] == "Ana Diaz"
    assert "log" not in document["text"].lower()
    same = run("export", "Ana Diaz", "--format", "meilisearch", cwd=example_vault).stdout
    assert json.loads(same)["id"] == action["index"]["_id"]


def test_nothing_raw_reaches_a_terminal(example_vault: Path) -> None:
    (example_vault / "People/Evil.md").write_text("Red \x1b[31m and \u202e back.\x07\n")
    for kind in ("vcard", "csv", "jsonl"):
        seen = in_terminal([*MDNET, "export", "Evil", "--format", kind], example_vault, settings={})
        assert is_safe(seen.replace("\r\n", "\n").replace("\r", "")), seen
        assert "and" in seen
