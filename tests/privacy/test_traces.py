"""Who becomes private leaves pages and regions with the next build, and check says who did not."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from mdnet.network.known_as import PrivatePerson
from mdnet.network.privacy import PrivateNames
from mdnet.pages.traces import first_trace
from tests.conftest import MakeVault, Run

PUBLIC = "---\nroles: [baker]\ncircles: [friend]\noffers: [rye bread]\n---\n"
FILES: Mapping[str, str] = {
    ".mdnet/config.toml": "",
    "People/Vera Zwirbel.md": PUBLIC,
    "People/Ana Diaz.md": "---\nroles: [potter]\nknows: ['[[Vera Zwirbel]]']\n---\n",
    "Diary.md": "<!-- mdnet:begin circles -->\n<!-- mdnet:end circles -->\n",
}


@pytest.fixture
def built(make_vault: MakeVault, run: Run) -> Path:
    """A vault whose pages and region name somebody who has become private."""
    vault = make_vault(FILES)
    run("build", cwd=vault)
    run("build", "--regions", cwd=vault)
    assert "Vera" in (vault / "Diary.md").read_text()
    (vault / "People/Vera Zwirbel.md").write_text(PUBLIC.replace("---\n", "---\nprivate: yes\n", 1))
    return vault


def _named(vault: Path) -> set[str]:
    paths = [*(vault / "Network").glob("*.md"), vault / "Diary.md"]
    return {path.name for path in paths if "Vera" in path.read_text()}


def _break_a_template(vault: Path) -> None:
    folder = vault / ".mdnet/templates/pages"
    folder.mkdir(parents=True)
    (folder / "circles.md.j2").write_text("{{ nobody }}")


def test_a_build_leaves_nothing_of_them(built: Path, run: Run) -> None:
    assert len(_named(built)) > 3
    assert run("build", cwd=built).code == 0
    assert run("build", "--regions", cwd=built).code == 0
    assert _named(built) == set()


def test_a_page_that_cannot_be_made_anew_goes(built: Path, run: Run) -> None:
    _break_a_template(built)
    ran = run("build", cwd=built)
    assert ran.code == 1
    assert "removed\tNetwork/Circles.md" in ran.stdout
    assert run("build", "--regions", cwd=built).code == 1
    assert _named(built) == set()
    assert (built / "Diary.md").read_text() == FILES["Diary.md"]


def test_a_page_that_cannot_be_made_anew_stays_if_it_names_nobody(
    make_vault: MakeVault, run: Run
) -> None:
    vault = make_vault(FILES)
    run("build", cwd=vault)
    _break_a_template(vault)
    assert run("build", cwd=vault).code == 1
    assert "Vera" in (vault / "Network/Circles.md").read_text()


def test_check_says_where_they_are_named(built: Path, run: Run) -> None:
    (built / "Old").mkdir()
    (built / "Network/Circles.md").rename(built / "Old/Circles.md")
    ran = run("check", "--rule", "private-named", cwd=built)
    assert ran.code == 1
    assert {line.partition(":")[0] for line in ran.stdout.splitlines()} == {
        "Diary.md", "Old/Circles.md", *(f"Network/{name}" for name in _named(built) - {"Diary.md"})
    }  # fmt: skip
    run("build", cwd=built)
    run("build", "--regions", cwd=built)
    (built / "Old/Circles.md").unlink()
    assert run("check", "--rule", "private-named", cwd=built).stdout == ""


def test_a_line_that_a_build_writes_again_is_no_trace() -> None:
    names = PrivateNames([PrivatePerson(("Vera Zwirbel",))])
    assert first_trace("a\nVera Alt\nVera Zwirbel\n", "Vera Alt\n", names) == 3
    assert first_trace("a\nVera Alt\n", "Vera Alt\n", names) == 0
    assert first_trace("a\nVera Alt\n", "Vera Alt\n", None) == 0
