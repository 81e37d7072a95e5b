from pathlib import Path

import pytest

from mdnet.watch.matter import matters, setup_stamps
from tests.conftest import MakeVault


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("Ana.md", False),
        ("People/Ana.MD", False),
        ("People", True),
        ("Networking/Ana.md", False),
        ("People/Network/Ana.md", False),
        (".mdnet", True),
        (".mdnet/config.toml", False),
        (".mdnet/goals.toml", False),
        (".mdnet/templates", True),
        (".mdnet/templates/a/person.md.j2", False),
        ("People/a\udc80.md", False),
    ],
)
def test_what_wakes_a_watch(path: str, folder: bool) -> None:  # noqa: FBT001
    assert matters(path, "Network", folder=folder)


@pytest.mark.parametrize(
    ("path", "folder"),
    [
        ("Ana.txt", False),
        ("Ana.md~", False),
        ("4913", False),
        (".Ana.md.swp", False),
        (".Ana.md", False),
        ("People/.#Ana.md", False),
        ("#Ana.md#", False),
        ("#Ana.md", False),
        ("People/.Ana.md.x7.mdnet-tmp", False),
        (".git/Ana.md", False),
        (".git", True),
        (".obsidian/workspace.json", False),
        ("People/.trash/Ana.md", False),
        ("Network", True),
        ("Network/People.md", False),
        ("network/People.md", False),
        (".mdnet/undo", True),
        (".mdnet/undo/2026/Ana.md", False),
        (".mdnet/lock", False),
        (".mdnet/config.toml~", False),
        (".mdnet/templates/.person.md.j2.swp", False),
        (".mdnet/templates/4913", False),
    ],
)
def test_what_does_not(path: str, folder: bool) -> None:  # noqa: FBT001
    assert not matters(path, "Network/", folder=folder)


def test_the_files_of_settings_are_stamped(make_vault: MakeVault) -> None:
    root = make_vault({
        ".mdnet/config.toml": "", ".mdnet/templates/a/x.j2": "", ".mdnet/templates/a/x.j2~": "",
        ".mdnet/undo/x.md": "", "goals.toml": "",
    })  # fmt: skip
    before = setup_stamps(root)
    assert sorted(before) == [".mdnet/config.toml", ".mdnet/templates/a/x.j2"]
    (root / ".mdnet/templates/a/x.j2").write_text("changed")
    after = setup_stamps(root)
    assert {path for path in before if before[path] != after[path]} == {".mdnet/templates/a/x.j2"}


def test_folders_of_templates_are_not_followed_out(make_vault: MakeVault, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside/x.j2").touch()
    root = make_vault({".mdnet/templates/x.j2": ""})
    (root / ".mdnet/templates/link").symlink_to(tmp_path / "outside")
    assert sorted(setup_stamps(root)) == [".mdnet/templates/x.j2"]
