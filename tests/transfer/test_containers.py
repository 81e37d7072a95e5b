"""Zips, folders and gzipped files: what is in them is read, and too much is refused."""

import gzip
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from mdnet.formats.person import Options, Reading
from mdnet.transfer import containers
from mdnet.transfer.sources import is_failure, read_sources

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\nEND:VCARD\n"
LINKEDIN = (
    "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    "Sara,Lindhof,https://www.linkedin.com/in/saralindhof,,Klinik,Nurse,01 Feb 2020\n"
)
MESSAGES = (
    "CONVERSATION ID,FROM,SENDER PROFILE URL,TO,RECIPIENT PROFILE URLS,DATE\n"
    "1,Me,https://www.linkedin.com/in/me,Sara Lindhof,https://www.linkedin.com/in/saralindhof,2024-10-26 11:43:11 UTC\n"
)
ARCHIVE = {"Connections.csv": LINKEDIN, "messages.csv": MESSAGES, "Profile.csv": "a,b\n1,2\n"}


def read(*files: str, stdin: bytes = b"") -> list[tuple[str, Reading]]:
    return [*read_sources(files, BytesIO(stdin), Options(date(2026, 11, 23)))]


def zipped(files: dict[str, str]) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def names(readings: list[tuple[str, Reading]]) -> list[tuple[str, list[str]]]:
    return [(form, [one.name for one in reading.people]) for form, reading in readings]


@pytest.mark.parametrize("kind", ["folder", "zip", "zip with a folder", "stdin"])
def test_the_archive_of_linkedin(tmp_path: Path, kind: str) -> None:
    folder = tmp_path / "Basic_LinkedInDataExport"
    if kind == "folder":
        folder.mkdir()
        for name, text in ARCHIVE.items():
            (folder / name).write_text(text, encoding="utf-8")
        readings = read(str(folder))
    else:
        lead = "Complete/" if "with" in kind else ""
        data = zipped({f"{lead}{name}": text for name, text in ARCHIVE.items()})
        (tmp_path / "a.zip").write_bytes(data)
        readings = read("-", stdin=data) if kind == "stdin" else read(str(tmp_path / "a.zip"))
    expected = [("linkedin", ["Sara Lindhof"]), ("linkedin-messages", ["Me", "Sara Lindhof"])]
    assert names(readings) == expected


def test_a_zip_of_cards_is_one_address_book() -> None:
    data = zipped(
        {"b.vcf": CARD.format("Ben"), "x/a.vcf": CARD.format("Ana"), "__MACOSX/._a.vcf": "x"}
    )
    assert names(read("-", stdin=data)) == [("vcard", ["Ben", "Ana"])]


@pytest.mark.parametrize(
    ("name", "text", "form"),
    [
        ("a/contacts.csv", "First Name,Last Name,Labels,E-mail 1 - Value\nAna,Diaz,,a@x.example\n", "google"),
        ("book.ldif", "dn: cn=Ana Diaz\ncn: Ana Diaz\nmail: a@x.example\n", "ldif"),
        ("x/friends_of_mine.json", '{"friends_v2": [{"name": "Ana Diaz"}]}', "facebook"),
    ],
)  # fmt: skip
def test_a_zip_of_another_address_book(name: str, text: str, form: str) -> None:
    assert names(read("-", stdin=zipped({name: text, "a.txt": "x"}))) == [(form, ["Ana Diaz"])]


def test_tables_beside_cards_are_not_read() -> None:
    data = zipped({"a.vcf": CARD.format("Ana"), "b.csv": "Name,Email\nBo,b@x.example\n"})
    assert names(read("-", stdin=data)) == [("vcard", ["Ana"])]


def test_a_folder_that_is_a_file_of_a_program_is_named(tmp_path: Path) -> None:
    (tmp_path / "Contacts.abbu").mkdir()
    ((_, reading),) = read(str(tmp_path / "Contacts.abbu"))
    assert "choose Export vCard" in reading.problems[0].message


def test_gzipped_cards(tmp_path: Path) -> None:
    (tmp_path / "a.vcf.gz").write_bytes(gzip.compress(CARD.format("Ana").encode()))
    assert names(read(str(tmp_path / "a.vcf.gz"))) == [("vcard", ["Ana"])]


@pytest.mark.parametrize(
    "data",
    [
        zipped({"a.txt": "x"}), zipped({"a.vcf": CARD})[:-30], b"PK\3\4broken", b"\x1f\x8bbroken",
        gzip.compress(b"x" * 1000)[:-9],
    ],
    ids=["nobody", "cut", "broken", "broken gzip", "cut gzip"],
)  # fmt: skip
def test_what_cannot_be_unpacked_is_a_sentence(data: bytes) -> None:
    ((_, reading),) = read("-", stdin=data)
    assert all(map(is_failure, reading.problems))
    assert reading.problems[0].message


@pytest.mark.parametrize("kind", ["zip", "gzip"])
def test_a_bomb_is_refused_before_it_is_unpacked(
    monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    monkeypatch.setattr(containers, "MOST_BYTES", 1 << 20)
    bomb = "x" * (2 << 20)
    data = zipped({"a.vcf": bomb}) if kind == "zip" else gzip.compress(bomb.encode())
    ((_, reading),) = read("-", stdin=data)
    assert reading.problems[0].message == "unpacks to more than 1 MB"


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    with (tmp_path / "big.csv").open("wb") as file:
        file.truncate(2 << 30)
    ((_, reading),) = read(str(tmp_path / "big.csv"))
    assert reading.problems[0].message == "is larger than 128 MB"


def test_a_million_columns_are_refused() -> None:
    ((_, reading),) = read("-", stdin=b"a," * 1_000_000 + b"b\n1,2\n")
    assert is_failure(reading.problems[0])
    assert len(reading.problems[0].message) < 300
