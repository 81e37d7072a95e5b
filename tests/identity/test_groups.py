"""Notes on one person, however many, become one at once: all links follow, one undo."""

import json
from pathlib import Path

import pytest

from tests.conftest import MakeVault, Run

MAIL = "---\nemails: [a@x.example]\n{more}---\n{body}"
NAMES = ("Ana Diaz", "Diaz Ana", "Ana M. Diaz", "A. Diaz")


def people(count: int, **more: str) -> dict[str, str | bytes]:
    """Return notes of one person; the first says most, each links to the next."""
    files: dict[str, str | bytes] = {}
    for at, name in enumerate(NAMES[:count]):
        keys = more.get(f"n{at}", "") + ("roles: [dentist]\ncity: Bern\n" if at == 0 else "")
        body = f"Text {at}. Not [[{NAMES[(at + 1) % count]}]].\n"
        files[f"People/{name}.md"] = MAIL.format(more=keys, body=body)
    return files


def canvas(count: int) -> str:
    nodes: list[dict[str, object]] = [
        {"id": f"f{at}", "type": "file", "file": f"People/{name}.md", "x": at}
        for at, name in enumerate(NAMES[:count])
    ]
    words = " ".join(f"[[{name}]]" for name in NAMES[:count])
    return json.dumps({"nodes": [*nodes, {"id": "t", "type": "text", "text": words}], "edges": []})


def texts(root: Path) -> dict[str, bytes]:
    files = [path for path in root.rglob("*") if path.is_file()]
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in files
        if ".mdnet" not in path.parts
    }


@pytest.mark.parametrize("count", [2, 3, 4])
def test_all_notes_of_one_person_are_merged_at_once(
    make_vault: MakeVault, run: Run, count: int
) -> None:
    links = " ".join(f"[[{name}]]" for name in NAMES[:count])
    root = make_vault({
        **people(count), "N.md": f"---\nwith: ['[[{NAMES[count - 1]}]]']\n---\n{links}\n",
        "Board.canvas": canvas(count), "Folk.base": f"name == '{NAMES[1]}'\n",
    })  # fmt: skip
    before = texts(root)
    ran = run("-C", str(root), "merge", "--all", "sure", "--yes")
    assert ran.code == 0, ran.stderr
    assert "Folk.base" in ran.stderr
    after = texts(root)
    assert [path for path in after if path.startswith("People/")] == ["People/Ana Diaz.md"]
    note = after["People/Ana Diaz.md"].decode()
    assert all(f"Text {at}." in note for at in range(count))
    assert all(name in note for name in NAMES[:count])
    rest = [f"[[Ana Diaz|{name}]]" for name in NAMES[1:count]]
    assert after["N.md"].decode().endswith("\n" + " ".join(["[[Ana Diaz]]", *rest]) + "\n")
    assert "'[[Ana Diaz" in after["N.md"].decode()
    nodes = json.loads(after["Board.canvas"])["nodes"]
    assert {node["file"] for node in nodes[:-1]} == {"People/Ana Diaz.md"}
    assert nodes[-1]["text"] == " ".join(["[[Ana Diaz]]", *rest])
    again = run("-C", str(root), "merge", "--all", "sure", "--yes")
    assert "Nothing to change" in again.stderr
    assert run("-C", str(root), "undo").code == 0
    assert texts(root) == before


def test_a_dry_run_shows_all_of_it(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({**people(3), "Board.canvas": canvas(3)})
    before = texts(root)
    ran = run("-C", str(root), "merge", "--all", "sure", "--dry-run")
    assert "4 notes would change" in ran.stderr
    assert texts(root) == before


@pytest.mark.parametrize(
    "more",
    [
        {"n0": "birthday: 1980-01-01\n", "n2": "birthday: 1985-02-02\n"},
        {"n0": "not_same_as: '[[Ana M. Diaz]]'\n"},
        {"n0": "urls: [https://www.linkedin.com/in/a]\n", "n2": "urls: [https://www.linkedin.com/in/b]\n"},
    ],
)  # fmt: skip
def test_a_group_of_which_two_are_two_people_stays(
    make_vault: MakeVault, run: Run, more: dict[str, str]
) -> None:
    root = make_vault({
        name: text.replace(b"Not [[", b"[") if isinstance(text, bytes) else text.replace(" Not [[", " [")
        for name, text in people(3, **more).items()
    })  # fmt: skip
    before = texts(root)
    ran = run("-C", str(root), "merge", "--all", "sure", "--yes")
    assert texts(root) == before
    assert "are different people" in ran.stderr


def test_what_cannot_be_merged_stays_and_the_others_go(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(people(3) | {"People/Ana M. Diaz.md": MAIL.format(more="", body="```\n")})
    ran = run("-C", str(root), "merge", "--all", "sure", "--yes")
    assert ran.code == 0, ran.stderr
    left = [path for path in texts(root) if path.startswith("People/")]
    assert 1 <= len(left) <= 2


def test_merging_two_by_name_changes_canvases(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({**people(2), "Board.canvas": canvas(2)})
    before = texts(root)
    assert run("-C", str(root), "merge", "Ana Diaz", "Diaz Ana", "--yes").code == 0
    assert b"Diaz Ana.md" not in texts(root)["Board.canvas"]
    assert run("-C", str(root), "undo").code == 0
    assert texts(root) == before
