"""Pictures of cards are written beside the notes, never over a file, and never elsewhere."""

import base64
import json
from pathlib import Path

import pytest

from mdnet.transfer.pictures import LARGEST, Pictures, ending_of
from tests.conftest import MakeVault, Run

JPEG = b"\xff\xd8\xff\xe0 picture"
PNG = b"\x89PNG\r\n\x1a\n picture"


def card(name: str, uid: str, data: bytes) -> str:
    text = base64.b64encode(data).decode()
    return f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nUID:{uid}\nPHOTO;ENCODING=b:{text}\nEND:VCARD\n"


def imported(run: Run, root: Path, cards: str, *args: str) -> dict[str, object]:
    (root / "cards.vcf").write_text(cards, encoding="utf-8")
    ran = run("-C", str(root), "import", str(root / "cards.vcf"), "--report", "json", *args)
    assert ran.code == 0, ran.stderr
    told: dict[str, object] = json.loads(ran.stdout)
    return told


def files_in(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.glob("People/**/*")
        if path.is_file()
    }


@pytest.mark.parametrize(
    ("data", "ending"),
    [(JPEG, ".jpg"), (PNG, ".png"), (b"GIF89a", ".gif"), (b"RIFF....WEBP", ".webp"),
     (b"....ftypheic", ".heic"), (b"RIFF....WAVE", ""), (b"<svg>", ""), (b"", "")],
)  # fmt: skip
def test_a_picture_is_known_by_its_signature(data: bytes, ending: str) -> None:
    assert ending_of(data) == ending


def test_a_picture_is_written_once_and_taken_back(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    cards = card("Tilda Brandt", "t", JPEG)
    assert imported(run, root, cards, "--photos")["pictures"] == ["People/photos/Tilda Brandt.jpg"]
    before = files_in(root)
    assert before["People/photos/Tilda Brandt.jpg"] == JPEG
    assert b"photo: People/photos/Tilda Brandt.jpg" in before["People/Tilda Brandt.md"]
    again = imported(run, root, cards, "--photos")
    assert (again["unchanged"], again["pictures"]) == (1, [])
    assert files_in(root) == before
    assert run("-C", str(root), "undo").code == 0
    assert files_in(root) == {}
    assert run("-C", str(root), "redo").code == 0
    assert files_in(root) == before


def test_without_being_asked_no_picture_is_written(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({})
    told = imported(run, root, card("Tilda Brandt", "t", JPEG))
    assert "PHOTO" in str(told["people"])
    assert [*files_in(root)] == ["People/Tilda Brandt.md"]


def test_a_file_that_is_there_is_never_overwritten(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({
        "People/photos/tilda brandt.JPG": b"hers", "People/photos/Odo.png": PNG,
        "People/Ava.md": "---\nuid: a\nphoto: https://example.org/a.jpg\n---\n",
    })  # fmt: skip
    cards = card("Tilda Brandt", "t", JPEG) + card("Odo", "o", PNG) + card("Ava", "a", PNG)
    told = imported(run, root, cards, "--photos")
    assert told["pictures"] == ["People/photos/Tilda Brandt 2.jpg"]
    assert "the note already has a photo" in str(told["people"])
    found = files_in(root)
    assert found["People/photos/tilda brandt.JPG"] == b"hers"
    assert b"photo: People/photos/Odo.png" in found["People/Odo.md"]
    assert imported(run, root, cards, "--photos")["unchanged"] == 3
    assert files_in(root) == found


def test_pictures_never_go_behind_a_link(make_vault: MakeVault, run: Run, tmp_path: Path) -> None:
    root = make_vault({"People/x.txt": ""})
    (tmp_path / "out").mkdir()
    (root / "People/photos").symlink_to(tmp_path / "out")
    told = imported(run, root, card("Tilda Brandt", "t", JPEG), "--photos")
    assert "link" in str(told["people"])
    assert [*(tmp_path / "out").iterdir()] == []
    assert b"photo" not in files_in(root)["People/Tilda Brandt.md"]


def test_what_is_no_picture_or_too_large_stays_out() -> None:
    pictures = Pictures(lambda _: None, lambda _: [])
    assert pictures.place_for(b"<script>", "A.md", "") == (
        "",
        "not a JPEG, PNG, GIF, WebP or HEIC image",
    )
    path, reason = pictures.place_for(JPEG + bytes(LARGEST), "A.md", "")
    assert (path, reason[:12]) == ("", "larger than ")
    assert pictures.new == {}


def test_a_dry_run_names_the_pictures(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"cards.vcf": card("Tilda Brandt", "t", JPEG)})
    ran = run("-C", str(root), "import", str(root / "cards.vcf"), "--photos", "--dry-run")
    assert "Binary file People/photos/Tilda Brandt.jpg" in ran.stdout
    assert files_in(root) == {}
