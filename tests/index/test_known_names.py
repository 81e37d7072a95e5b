import os
from pathlib import Path

import pytest

from mdnet.index.known_names import known_names
from mdnet.vault.root import open_vault
from tests.conftest import MakeVault
from tests.index.whole import refreshed

VAULT = {
    "People/Ana Diaz.md": "---\naliases: [Dr. Diaz, Ani]\n---\n",
    "People/Zoë Müller.md": "",
    "People/anders.md": "---\nname: Anders Åberg\n---\n",
    "Goals/Another flat.md": "",
    "Meetings/Annual meeting.md": "",
}


def names(root: Path, beginning: str = "") -> list[str]:
    return known_names(open_vault(root), os.environ, beginning)


def test_names_and_aliases_of_contacts_by_their_beginning(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    assert names(root, "an") == ["Ana Diaz", "anders", "Anders Åberg", "Ani"]
    assert names(root, "AN") == names(root, "an")
    assert names(root, "zoe m") == names(root, "Zoë M") == ["Zoë Müller"]
    assert names(root, "dr") == ["Dr. Diaz"]
    assert names(root, "x") == []


def test_before_the_first_index_there_are_no_names_and_nothing_is_written(
    make_vault: MakeVault, own_home: Path
) -> None:
    assert names(make_vault(VAULT)) == []
    assert list(own_home.iterdir()) == []


def test_a_stale_answer_will_do(make_vault: MakeVault) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    (root / "People/Ana Diaz.md").unlink()
    assert "Ana Diaz" in names(root)


@pytest.mark.parametrize("at", [0, 30, -1, -200, None])
def test_a_damaged_catalogue_has_no_names(
    make_vault: MakeVault, own_home: Path, at: int | None
) -> None:
    root = make_vault(VAULT)
    refreshed(root)
    (path,) = (own_home / "cache").glob("*/catalogue-*")
    data = bytearray(path.read_bytes())
    if at is not None:
        data[at] ^= 1
    path.write_bytes(data if at is not None else b"")
    assert names(root, "ana") in ([], ["Ana Diaz"])


def test_a_refused_cache_has_no_names(make_vault: MakeVault, own_home: Path) -> None:
    (own_home / "cache").write_text("a file")
    assert names(make_vault(VAULT)) == []
