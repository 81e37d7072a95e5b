import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest

from mdnet.model.errors import RefusedError
from mdnet.pages.build import UnknownPageError
from tests.conftest import FUZZING, MakeVault
from tests.pages.conftest import PEOPLE, BuildPages


def _state(root: Path) -> dict[str, tuple[bytes, int, int]]:
    pages = sorted((root / "Network").rglob("*"))
    return {
        str(path): (path.read_bytes(), path.stat().st_mtime_ns, path.stat().st_ino)
        for path in pages
        if path.is_file()
    }


@pytest.mark.parametrize("force", [False, True])
def test_a_second_build_writes_nothing(
    make_vault: MakeVault, build_pages: BuildPages, *, force: bool
) -> None:
    root = make_vault(PEOPLE)
    first = build_pages(root)
    assert "Network/Home.md" in first.written
    before = _state(root)
    second = build_pages(root, force=force)
    assert (second.written, second.removed) == ((), ())
    assert second.unchanged == len(first.written)
    assert _state(root) == before


def test_two_builds_are_the_same_bytes_without_any_cache(
    example_vault: Path, build_pages: BuildPages, own_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_pages(example_vault)
    before = {path: data for path, (data, *_) in _state(example_vault).items()}
    for path in before:
        Path(path).unlink()
    monkeypatch.setenv("MDNET_CACHE_DIR", str(own_home / "another"))
    build_pages(example_vault)
    assert {path: data for path, (data, *_) in _state(example_vault).items()} == before


def test_pages_do_not_depend_on_the_order_of_sets(example_vault: Path) -> None:
    printed = []
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-m", "mdnet", "-C", str(example_vault), "build", "--force"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        printed.append(ran.stdout)
    assert printed[0]
    assert not printed[1]


def test_pages_are_plain_text_with_the_marker(example_vault: Path, build_pages: BuildPages) -> None:
    build_pages(example_vault)
    for path, (data, *_) in _state(example_vault).items():
        lines = data.decode().split("\n")
        assert lines[:3] == ["---", "generated: true", "generator: mdnet"], path
        assert "cssclasses: [mdnet]" in lines[:6]
        assert b"\r" not in data
        assert data.endswith(b"\n")
        assert not data.endswith(b"\n\n")
        assert b"\n\n\n" not in data
        assert str(example_vault).encode() not in data


def test_a_change_of_a_note_is_seen(make_vault: MakeVault, build_pages: BuildPages) -> None:
    root = make_vault(PEOPLE)
    build_pages(root)
    make_vault({"People/Eva Frey.md": "---\nroles: [vet]\n---\n"})
    assert "Network/Home.md" in build_pages(root).written
    assert "| People you have met | 3 |" in (root / "Network/Home.md").read_text()


def test_a_page_that_was_changed_by_hand_is_put_right(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault(PEOPLE)
    build_pages(root)
    page = root / "Network/Home.md"
    right = page.read_bytes()
    page.write_bytes(right + b"mine\n")
    assert build_pages(root).written == ("Network/Home.md",)
    assert page.read_bytes() == right
    page.unlink()
    assert build_pages(root).written == ("Network/Home.md",)


def test_pages_left_over_are_removed_and_only_those(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault({**PEOPLE, "Network/Mine.md": "my own\n"})
    build_pages(root)
    old = (root / "Network/Home.md").read_bytes()
    for name in ("Old.md", "Sub/Old.md"):
        make_vault({f"Network/{name}": old})
    assert build_pages(root).removed == ("Network/Old.md", "Network/Sub/Old.md")
    assert not (root / "Network/Sub").exists()
    assert (root / "Network/Mine.md").read_text() == "my own\n"


@pytest.mark.parametrize("name", ["Home.md", "HOME.md"])
def test_a_file_that_is_not_ours_stays(
    make_vault: MakeVault, build_pages: BuildPages, name: str
) -> None:
    root = make_vault({**PEOPLE, f"Network/{name}": "my own\n"})
    built = build_pages(root)
    assert built.refused == (f"Network/{name}",)
    assert (root / "Network" / name).read_text() == "my own\n"
    assert "Network/Home.md" not in built.written
    assert "Network/Home.md" in build_pages(root, force=True).written


def test_a_page_of_ours_in_another_case_makes_room(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault(PEOPLE)
    build_pages(root)
    (root / "Network/Home.md").rename(root / "Network/home.md")
    build_pages(root)
    assert "Home.md" in os.listdir(root / "Network")
    assert "home.md" not in os.listdir(root / "Network")


def test_only_one_page(make_vault: MakeVault, build_pages: BuildPages) -> None:
    root = make_vault(PEOPLE)
    assert build_pages(root, only="Home").written == ("Network/Home.md",)
    with pytest.raises(UnknownPageError, match=r"home"):
        build_pages(root, only="nix")


def test_an_empty_file_is_what_is_left_of_a_page(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault({**PEOPLE, "Network/Home.md": ""})
    assert "Network/Home.md" in build_pages(root).written


@pytest.mark.parametrize("setting", ["../out", "/", ".hidden", "a/../../b"])
def test_pages_stay_inside_of_the_vault(
    make_vault: MakeVault, build_pages: BuildPages, setting: str
) -> None:
    root = make_vault({**PEOPLE, ".mdnet/config.toml": f'pages = "{setting}"\n'})
    with pytest.raises(RefusedError):
        build_pages(root)


def test_no_page_is_written_through_a_link(
    make_vault: MakeVault, build_pages: BuildPages, tmp_path: Path
) -> None:
    root = make_vault(PEOPLE)
    outside = tmp_path / "outside"
    outside.mkdir()
    (root / "Network").symlink_to(outside)
    with pytest.raises(RefusedError):
        build_pages(root)
    assert not list(outside.iterdir())
    (root / "Network").unlink()
    (root / "Network").mkdir()
    (outside / "Home.md").write_text("theirs")
    (root / "Network/Home.md").symlink_to(outside / "Home.md")
    assert build_pages(root).refused == ("Network/Home.md",)
    assert (outside / "Home.md").read_text() == "theirs"


def test_a_damaged_fingerprint_means_a_build(
    make_vault: MakeVault, build_pages: BuildPages, own_home: Path
) -> None:
    root = make_vault(PEOPLE)
    build_pages(root)
    (kept,) = own_home.rglob("pages.json")
    for damage in (b"", b"{", b"[" * 5000, b'{"made_of": 1}', b"\xff"):
        kept.write_bytes(damage)
        (root / "Network/Home.md").write_text("---\ngenerated: true\ngenerator: mdnet\n---\n")
        assert build_pages(root).written == ("Network/Home.md",)


def test_pages_reckon_from_the_latest_day_told(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault(PEOPLE)
    build_pages(root)
    assert "As of 2026-05-02" in (root / "Network/Home.md").read_text()


def test_a_build_that_is_killed_leaves_whole_pages(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    root = make_vault(PEOPLE)
    build_pages(root)
    right = (root / "Network/Home.md").read_bytes()
    # A build takes about half a second, of which the writing comes last.
    kills = 60 if FUZZING else 12
    for number in range(kills):
        wait = 0.2 + 0.6 * number / kills
        (root / "Network/Home.md").write_bytes(right + b"old\n")
        process = subprocess.Popen([sys.executable, "-m", "mdnet", "-C", str(root), "build"])
        time.sleep(wait)
        process.send_signal(signal.SIGKILL)
        process.wait()
        assert (root / "Network/Home.md").read_bytes() in {right, right + b"old\n"}
    build_pages(root)
    assert (root / "Network/Home.md").read_bytes() == right
    (root / "Network/.mdnet-page-abc").write_bytes(b"half")
    build_pages(root, force=True)
    assert not [name for name in os.listdir(root / "Network") if name.startswith(".")]


def test_links_that_github_shows(make_vault: MakeVault, build_pages: BuildPages) -> None:
    root = make_vault(
        {
            ".mdnet/config.toml": 'links = "markdown"\npages = "Meta/Network"\n',
            "Work/People/Ana (C#) Diaz.md": "---\ncircles: [friend]\n---\nKnows [[Bob Rossi]].\n"
            "Her sister [[Dr. Lee]] is a vet.\n",
            "Bob Rossi.md": "---\ntype: person\ncircles: [work, friend]\n---\n",
            "Goals/Find a flat.md": "---\nwants: [vet]\n---\n",
        }
    )
    assert build_pages(root).problems == ()
    addresses = set()
    for page in (root / "Meta/Network").glob("*.md"):
        text = re.sub("`[^`]*`", "", page.read_text())
        assert "[[" not in text
        addresses |= _leading_to_files(text, page.parent)
    assert {"Ana (C#) Diaz.md", "Bob Rossi.md", "Find a flat.md", "Map.md"} <= addresses
    assert "Dr. Lee" in (root / "Meta/Network/Reach.md").read_text()


def _leading_to_files(text: str, folder: Path) -> set[str]:
    """Follow the Markdown links of a text, and return the names of the files they lead to."""
    found = set()
    for address in re.findall(r"\]\(([^)]*)\)", text):
        path = folder / unquote(address)
        assert path.is_file(), address
        found.add(path.name)
    return found
