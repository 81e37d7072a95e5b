"""Files that are made to fill the memory are refused with a sentence, and fill little of it."""

import gzip
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MakeVault

MOST_MEGABYTES = 200
CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Ana\nNOTE:"
ZEROS = b"0" * (1 << 20)


def bomb_zip(file: Path) -> None:
    with (
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a.vcf", "w") as a,
    ):
        a.write(CARD)
        for _ in range(300):
            a.write(ZEROS)


def bomb_gzip(file: Path) -> None:
    with gzip.open(file, "wb", compresslevel=1) as a:
        a.write(CARD)
        for _ in range(300):
            a.write(ZEROS)


def columns(file: Path) -> None:
    more = "".join(f",c{n}" for n in range(1_000_000))
    file.write_text(f"First Name,Last Name,E-mail Address{more}\nAna,Diaz,a@x.example{more}\n")


def sparse(start: bytes) -> Callable[[Path], None]:
    def make(file: Path) -> None:
        with file.open("wb") as a:
            a.write(start)
            a.truncate(2 << 30)

    return make


FILES: dict[str, tuple[Callable[[Path], None], str]] = {
    "bomb.zip": (bomb_zip, "bomb.zip unpacks to more than 64 MB."),
    "bomb.vcf.gz": (bomb_gzip, "bomb.vcf.gz unpacks to more than 64 MB."),
    "wide.csv": (columns, "wide.csv has more than 2,000 columns."),
    "zeros.vcf": (sparse(CARD), "zeros.vcf is larger than 128 MB."),
    "zeros.zip": (sparse(b"PK\3\4"), "zeros.zip is larger than 128 MB."),
}


# A process of a fork is counted with all that the one before it had, and that of the tests is
# large; so a small one stands between.
MEASURE = """
import os, subprocess, sys
child = subprocess.Popen(sys.argv[1:])
_, status, usage = os.wait4(child.pid, 0)
print(usage.ru_maxrss)
sys.exit(os.waitstatus_to_exitcode(status))
"""


def peak_of(command: list[str]) -> tuple[int, str, int]:
    """Run a command; its exit code, what it printed, and the most memory it had, in megabytes."""
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *command],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
    )  # fmt: skip
    printed, _, peak = done.stdout.rstrip().rpartition("\n")
    return done.returncode, printed, int(peak) // (1 << 20 if sys.platform == "darwin" else 1 << 10)


@pytest.mark.parametrize("name", FILES)
def test_what_would_fill_the_memory_is_refused(
    make_vault: MakeVault, tmp_path: Path, name: str
) -> None:
    make, sentence = FILES[name]
    root = make_vault({"People/Bo Ek.md": ""})
    file = tmp_path / name
    make(file)
    command = [sys.executable, "-m", "mdnet", "-C", str(root), "import", str(file), "--yes"]
    code, printed, megabytes = peak_of(command)
    assert sentence in printed
    assert code == 1
    assert megabytes <= MOST_MEGABYTES
    assert [path.name for path in (root / "People").iterdir()] == ["Bo Ek.md"]
