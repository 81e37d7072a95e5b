"""Files that are made to fill the memory are refused with a sentence, and fill little of it."""

import gzip
import os
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


def peak_of(command: list[str], told: Path) -> tuple[int, int]:
    """Run a command; return its exit code and the most memory that it had, in megabytes."""
    child = os.fork()
    if not child:
        out = os.open(told, os.O_WRONLY | os.O_CREAT)
        os.dup2(out, 1)
        os.dup2(out, 2)
        os.execv(command[0], command)
    _, status, usage = os.wait4(child, 0)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return os.waitstatus_to_exitcode(status), usage.ru_maxrss // unit


@pytest.mark.parametrize("name", FILES)
def test_what_would_fill_the_memory_is_refused(
    make_vault: MakeVault, tmp_path: Path, name: str
) -> None:
    make, sentence = FILES[name]
    root = make_vault({"People/Bo Ek.md": ""})
    file = tmp_path / name
    make(file)
    told = tmp_path / "told"
    command = [sys.executable, "-m", "mdnet", "-C", str(root), "import", str(file), "--yes"]
    code, megabytes = peak_of(command, told)
    assert sentence in told.read_text()
    assert code == 1
    assert megabytes <= MOST_MEGABYTES
    assert [path.name for path in (root / "People").iterdir()] == ["Bo Ek.md"]
