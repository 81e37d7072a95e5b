"""``mdnet export`` as it is typed: where it writes, what it refuses, what it says."""

import json
import os
import shlex
import signal
import stat
import subprocess
import time
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


@pytest.mark.parametrize("target", ["../out.vcf", "People/../../out.vcf", "out.vcf", "sub/out.vcf"])
def test_places_beside_and_in_the_vault(target: str, example_vault: Path, run: Run) -> None:
    (example_vault / "sub").mkdir()
    ran = run("export", "Ana Diaz", "-o", target, cwd=example_vault)
    assert (ran.code, ran.stdout) == (0, ""), ran.stderr
    assert (example_vault / target).read_bytes().startswith(b"BEGIN:VCARD\r\n")


def test_a_link_that_leads_out_of_the_vault(example_vault: Path, tmp_path: Path, run: Run) -> None:
    (tmp_path / "out").mkdir()
    (example_vault / "out").symlink_to(tmp_path / "out")
    (example_vault / "x.vcf").symlink_to(tmp_path / "x.vcf")
    for target in ("out/x.vcf", "x.vcf", "out/../x.vcf"):
        ran = run("export", "Ana Diaz", "-o", target, "--force", cwd=example_vault)
        assert (ran.code, ran.stdout) == (5, "")
        assert "leads out of the vault" in ran.stderr
    assert not os.listdir(tmp_path / "out")


def test_devices_and_folders_are_no_plain_files(
    example_vault: Path, tmp_path: Path, run: Run
) -> None:
    for target in ("/dev/full", "/dev/null", str(tmp_path)):
        ran = run("export", "-o", target, "--force", cwd=example_vault)
        assert (ran.code, ran.stdout) == (5, "")
        assert "is not a regular file" in ran.stderr


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


def test_a_reader_that_had_enough_and_a_full_disk(example_vault: Path) -> None:
    command = shlex.join([*MDNET, "export", "--archived"])
    script = f"set -o pipefail; {command} --format csv | head -1; echo ${{PIPESTATUS[0]}}"
    ran = subprocess.run(
        ["bash", "-c", script], cwd=example_vault, capture_output=True, text=True, check=False
    )
    assert ran.stdout.startswith("First Name,")
    assert "Traceback" not in ran.stderr
    assert "Exception ignored" not in ran.stderr
    full = subprocess.run(
        ["bash", "-c", f"{command} > /dev/full"], cwd=example_vault, capture_output=True, text=True,
        check=False,
    )  # fmt: skip
    assert full.returncode == 1
    assert "No space left" in full.stderr
    assert "Traceback" not in full.stderr


def heed_interrupts() -> None:
    """Undo what a shell does for what it runs in the background, these tests perhaps."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_an_export_that_is_broken_off_leaves_nothing(example_vault: Path, tmp_path: Path) -> None:
    for number in range(700):
        (example_vault / f"People/P{number}.md").write_text("Some text of some length.\n" * 50)
    out = tmp_path / "out"
    out.mkdir()
    process = subprocess.Popen([*MDNET, "export", "-o", str(out / "all.vcf")], cwd=example_vault,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               preexec_fn=heed_interrupts)  # noqa: PLW1509  # fmt: skip
    while process.poll() is None and not os.listdir(out):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode != 0, "it was done already"
    assert os.listdir(out) == []
    assert b"Traceback" not in errors
