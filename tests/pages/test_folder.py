"""What lies in the folder of the pages, and what of it mdnet wrote."""

from pathlib import Path

import pytest

from mdnet.pages.folder import PagesFolder

PAGE = "---\ngenerated: true\ngenerator: mdnet\ntemplate: home\n---\n# Home\n"


@pytest.mark.parametrize(
    ("name", "text", "holds"),
    [
        ("Home.md", PAGE, True),
        ("Goals/Bike.MD", PAGE, True),
        ("Home.txt", PAGE, False),
        (".Home.md", PAGE, False),
        ("Home.md", "# Home\n", False),
        ("Home.md", PAGE.replace("mdnet", "another tool"), False),
    ],
)
def test_pages_are_known_by_their_mark(
    name: str, text: str, tmp_path: Path, *, holds: bool
) -> None:
    folder = tmp_path / "Network"
    assert not PagesFolder(tmp_path, "Network").holds_pages()
    (folder / name).parent.mkdir(parents=True)
    (folder / "Own.md").write_text("# My own\n")
    (folder / name).write_text(text)
    assert PagesFolder(tmp_path, "Network").holds_pages() == holds


def test_what_is_no_folder_holds_no_pages(tmp_path: Path) -> None:
    (tmp_path / "Network").write_text(PAGE)
    assert not PagesFolder(tmp_path, "Network").holds_pages()
