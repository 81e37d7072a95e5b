"""The recipes of docs/recipes.md: their edits are made in a copy of mdnet, and that copy is tried.

What is inserted, and where, is read from the page itself.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT

PAGE = ROOT / "docs/recipes.md"
COPIED = ("mdnet", "templates", "docs", "scripts", "tests", "pyproject.toml", "README.md")
BESIDE = re.compile(
    r"^In `([^`]+)`, (above|below) the line that begins with ``(.+?)``:\n\n```\w*\n(.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
NEW = re.compile(r"^A new file `([^`]+)`:\n\n```\w*\n(.*?)^```$", re.MULTILINE | re.DOTALL)

Mdnet = Callable[..., str]


def _recipe(heading: str) -> str:
    [text] = re.findall(
        rf"^## {heading}\n(.*?)(?=^## |\Z)", PAGE.read_text(), re.MULTILINE | re.DOTALL
    )
    return str(text)


def _follow(recipe: str, checkout: Path) -> int:
    """Make the edits of a recipe; return how many there were."""
    edits = 0
    for path, text in NEW.findall(recipe):
        (checkout / path).write_text(text)
        edits += 1
    for path, side, beginning, text in BESIDE.findall(recipe):
        lines = (checkout / path).read_text().splitlines(keepends=True)
        found = [at for at, line in enumerate(lines) if line.strip().startswith(beginning)]
        assert found, (path, beginning)
        lines.insert(found[0] + (side == "below"), text)
        (checkout / path).write_text("".join(lines))
        edits += 1
    return edits


@pytest.fixture
def followed(tmp_path: Path) -> Callable[[str], Path]:
    """What makes a copy of the checkout in which a recipe was followed."""

    def make(heading: str) -> Path:
        checkout = tmp_path / "checkout"
        checkout.mkdir()
        for name in COPIED:
            if (ROOT / name).is_dir():
                shutil.copytree(
                    ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__")
                )
            else:
                shutil.copy(ROOT / name, checkout / name)
        recipe = _recipe(heading)
        fences = recipe.count("\n```") // 2
        assert _follow(recipe, checkout) == fences > 1
        return checkout

    return make


def _python(checkout: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {
        **os.environ,
        "PYTHONPATH": f"{checkout}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        "MDNET_CACHE_DIR": str(checkout.parent / "cache"),
    }
    return subprocess.run(
        [sys.executable, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env=environment,
    )


@pytest.fixture
def mdnet_of(tmp_path: Path) -> Callable[[Path], Mdnet]:
    """What runs the mdnet of a checkout in a folder; it must succeed."""

    def of(checkout: Path) -> Mdnet:
        def run(*arguments: str, cwd: Path = tmp_path) -> str:
            ran = _python(checkout, "-m", "mdnet", *arguments, cwd=cwd)
            assert ran.returncode == 0, (arguments, ran.stdout, ran.stderr)
            return ran.stdout

        return run

    return of


def _vault(root: Path, notes: dict[str, str]) -> Path:
    (root / ".mdnet").mkdir(parents=True)
    for path, text in notes.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
    return root


def test_a_key(
    followed: Callable[[str], Path], mdnet_of: Callable[[Path], Mdnet], tmp_path: Path
) -> None:
    ana = "---\ncertificates: [tower cranes]\n---\n"
    vault = _vault(tmp_path / "here", {"People/Ana Diaz.md": ana, "People/Ben Frost.md": "Tall.\n"})
    # The index of a mdnet that does not know the key is no stumbling block.
    mdnet_of(ROOT)("list", cwd=vault)
    checkout = followed("A key of a contact")
    mdnet = mdnet_of(checkout)

    for goal in ("tower cranes", "certificates:cranes", "licence:cranes", "permits:tower"):
        hit = json.loads(mdnet("search", goal, "--json", cwd=vault))[0]
        assert hit["name"] == "Ana Diaz"
        assert hit["reasons"][0]["field"] == "certificates"
        assert hit["reasons"][0]["kind"] == "does"
    assert "certified for: tower cranes" in mdnet("search", "tower cranes", cwd=vault)
    assert "certificates: tower cranes\n" in mdnet("show", "Ana", cwd=vault)
    assert json.loads(mdnet("show", "Ana", "--json", cwd=vault))["certificates"] == ["tower cranes"]
    lines = mdnet("export", "--format", "jsonl", cwd=vault).splitlines()
    assert [json.loads(line).get("certificates") for line in lines] == [["tower cranes"], None]
    mdnet("new", "Cleo Kim", "--certificate", "first aid", cwd=vault)
    assert "certificates:\n  - first aid\n" in (vault / "People/Cleo Kim.md").read_text()

    table = tmp_path / "members.csv"
    table.write_text("Who,Papers\nDora Lang,sailing; diving\n")
    mdnet("import", str(table), "--map", "Who=name", "--map", "Papers=certificates", cwd=vault)
    assert json.loads(mdnet("show", "Dora", "--json", cwd=vault))["certificates"] == [
        "sailing",
        "diving",
    ]

    for version in ("3.0", "4.0"):
        cards = tmp_path / f"{version}.vcf"
        mdnet("export", "--vcard", version, "-o", str(cards), cwd=vault)
        there = _vault(tmp_path / f"there{version}", {})
        mdnet("import", str(cards), cwd=there)
        for name in ("Ana", "Cleo", "Dora"):
            here_and_there = [
                json.loads(mdnet("show", name, "--json", cwd=root))["certificates"]
                for root in (vault, there)
            ]
            assert here_and_there[0] == here_and_there[1] != []


def test_a_key_is_all_that_its_tests_ask_for(followed: Callable[[str], Path]) -> None:
    """After ``make docs``, the tests of the table and of its pages are content."""
    checkout = followed("A key of a contact")
    for script in ("build_command_docs.py", "build_schema.py"):
        ran = _python(checkout, f"scripts/{script}", cwd=checkout)
        assert ran.returncode == 0, ran.stderr
    # Those that run a script would run it on the mdnet of this checkout.
    wanted = "(key or schema) and not fresh"
    files = ("tests/model/test_key_table.py", "tests/notes/test_schema.py", "tests/test_docs.py")
    options = ("-q", "-x", "-p", "no:cacheprovider", "-k", wanted)
    ran = _python(checkout, "-m", "pytest", *options, *files, cwd=checkout)
    assert ran.returncode == 0, ran.stdout


def test_a_format_to_import(
    followed: Callable[[str], Path], mdnet_of: Callable[[Path], Mdnet], tmp_path: Path
) -> None:
    mdnet = mdnet_of(followed("A format to import"))
    vault = _vault(tmp_path / "here", {})
    book = tmp_path / "people.roster"
    book.write_text("# roster\nAna Diaz -> ana@example.org\n???\nBen Frost -> ben@example.org\n")
    report = json.loads(mdnet("import", str(book), "--json", cwd=vault))
    assert [one["path"] for one in report["people"]] == [
        "People/Ana Diaz.md",
        "People/Ben Frost.md",
    ]
    assert [one["place"] for one in report["problems"]] == ["people.roster:3"]
    assert "ana@example.org" in (vault / "People/Ana Diaz.md").read_text()
    nameless = tmp_path / "book"
    nameless.write_bytes(book.read_bytes())
    again = json.loads(mdnet("import", str(nameless), "--from", "roster", "--json", cwd=vault))
    assert {one["action"] for one in again["people"]} == {"unchanged"}


def test_a_page(
    followed: Callable[[str], Path], mdnet_of: Callable[[Path], Mdnet], tmp_path: Path
) -> None:
    mdnet = mdnet_of(followed("A page"))
    notes = {
        "People/Ana Diaz.md": "---\ncity: Basel\n---\n",
        "People/Ben Frost.md": "---\ncity: Basel\n---\n",
        "People/Cleo Kim.md": "---\ncity: Arth\nprivate: true\n---\n",
    }
    vault = _vault(tmp_path / "here", notes)
    mdnet("build", cwd=vault)
    page = (vault / "Network/Cities.md").read_text()
    assert "- Basel: [[Ana Diaz]], [[Ben Frost]]" in page
    assert "Arth" not in page
    assert "who lives where" in (vault / "Network/Home.md").read_text()
