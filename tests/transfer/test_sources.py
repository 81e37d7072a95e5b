"""Files are opened, known by what is in them, and what cannot be read is one problem."""

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from mdnet.formats.person import Options, Reading
from mdnet.transfer.sources import is_days_only, is_failure, read_sources

CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:%s\nPHOTO;ENCODING=b:/9j/\nEND:VCARD\n"


def read(*files: str, stdin: bytes = b"", **wishes: object) -> list[tuple[str, Reading]]:
    wanted = Options(date(2026, 11, 23), **wishes)  # type: ignore[arg-type]
    return [*read_sources(files, BytesIO(stdin), wanted)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [("x.bin", b"\0\1", "format"), ("x.vcf", b" \n", "unreadable"), ("x.csv", b"a,b\n1,2", "columns"),
     ("x.mbox", b"From a\nFrom: b\n\n", "no-own")],
)  # fmt: skip
def test_what_brings_nobody(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    ((_, reading),) = read(str(tmp_path / name))
    assert [problem.code for problem in reading.problems] == [code]
    assert all(map(is_failure, reading.problems))


def test_one_file_that_is_gone_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.vcf").write_bytes(CARD % b"Ana")
    gone, there = read(str(tmp_path / "gone.vcf"), str(tmp_path / "a.vcf"))
    assert gone[0] == ""
    assert [one.name for one in there[1].people] == ["Ana"]


def test_a_folder_is_one_address_book(tmp_path: Path) -> None:
    (tmp_path / "b.VCF").write_bytes(CARD % b"Ben")
    (tmp_path / "a.vcf").write_bytes(CARD % b"Ana")
    (tmp_path / "sub.vcf").mkdir()
    readings = read(str(tmp_path))
    assert [problem.code for _, one in readings for problem in one.problems] == ["unreadable"]
    assert [one.name for one in readings[-1][1].people] == ["Ana", "Ben"]


@pytest.mark.parametrize("photos", [True, False])
def test_pictures_are_read_when_they_are_wanted(photos: object) -> None:
    ((_, reading),) = read("-", stdin=CARD % b"Ana", photos=photos)
    assert (reading.people[0].photo is not None) == photos


def test_a_calendar_without_an_owner_is_read_with_a_hint() -> None:
    ((found, reading),) = read("-", stdin=b"BEGIN:VCALENDAR\nEND:VCALENDAR\n")
    assert is_days_only(found)
    assert [problem.code for problem in reading.problems] == ["own-unknown"]
    assert not any(map(is_failure, reading.problems))


def test_an_unknown_table_names_its_columns() -> None:
    ((_, reading),) = read("-", stdin=b"Bod;Mail\nAna;a@example.org\n", forced="csv")
    assert "Bod, Mail" in reading.problems[0].message
    assert "--map Bod=name --map Mail=emails" in reading.problems[0].fix
