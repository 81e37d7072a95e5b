"""Canvases and definitions of reference links follow when a note gets another name."""

import json
from pathlib import Path

import pytest

from mdnet.editing.canvas import canvas_relinked
from mdnet.editing.links import NewTarget, text_relinked
from tests.conftest import MakeVault, Run

BOARD = (
    '{\n\t"nodes":[\n\t\t{"id":"1","type":"file","file":"People/Ana Feld.md","x":0},\n'
    '\t\t{"id":"2","type":"text","text":"see [[Ana Feld]] and [a](People/Ana%20Feld.md)\\n\\"x\\""},\n'
    '\t\t{"id":"3","type":"file","file" : "People/Bo Lund.md"}\n\t],\n\t"edges":[]\n}'
)


def decide(target: str) -> NewTarget | None:
    name = target.rpartition("/")[2].removesuffix(".md")
    return (
        NewTarget(target.replace("Ana Feld", "Ana Marsh").removesuffix(".md"))
        if (name == "Ana Feld")
        else None
    )


def relinked(text: str) -> str:
    return canvas_relinked(
        text.encode(), "People/Ana Feld.md", "People/Ana Marsh.md", decide
    ).decode()


def test_files_and_texts_of_a_canvas() -> None:
    expected = BOARD.replace("Ana Feld", "Ana Marsh").replace("Ana%20Feld", "Ana%20Marsh")
    assert relinked(BOARD) == expected
    assert json.loads(expected)


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"file": "People/Ana Feld.md"}', '{"nodes": [{"id": "Ana Feld"}]}',
     '{"nodes": [{"text": "\\"file\\": \\"People/Ana Feld.md\\""}]}',
     '{"nodes": [{"file": "People/Ana Feld 2.md"}]}', '{"nodes": {"file": "People/Ana Feld.md"}}',
     "[" * 20000, '{"nodes": [{"x": {"file": "People/Ana Feld.md"}}]}'],
)  # fmt: skip
def test_what_is_no_such_node_stays(text: str) -> None:
    assert relinked(text) == text


def test_escapes_stay_escapes() -> None:
    text = '{"nodes":[{"text":"Zo\\u00eb and [[Ana Feld]]"},{"text":"Zoë and [[Ana Feld]]"}]}'
    assert relinked(text) == text.replace("Ana Feld", "Ana Marsh")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[a]: People/Ana%20Feld.md", "[a]: People/Ana%20Marsh.md"),
        ('[Ana Feld]: <People/Ana Feld.md> "Ana Feld"', '[Ana Feld]: <People/Ana Marsh.md> "Ana Feld"'),
        ("[a]: <../People/Ana Feld#Kiln>", "[a]: <../People/Ana Marsh#Kiln>"),
        ("> [a]:People/Ana%20Feld", "> [a]:People/Ana%20Marsh"),
        ("[//begin]: # 'Ana Feld'", "[//begin]: # 'Ana Feld'"),
        ("[^1]: Ana%20Feld", "[^1]: Ana%20Feld"),
        ("[a]: https://x.example/Ana%20Feld.md", "[a]: https://x.example/Ana%20Feld.md"),
        ("```\n[a]: Ana%20Feld.md\n```", "```\n[a]: Ana%20Feld.md\n```"),
    ],
)  # fmt: skip
def test_definitions_of_reference_links(before: str, after: str) -> None:
    assert text_relinked(f"[Ana][a]\n\n{before}\n", decide) == f"[Ana][a]\n\n{after}\n"


def test_a_renaming_changes_them_and_is_undone(make_vault: MakeVault, run: Run) -> None:
    files = {
        ".mdnet/config.toml": "",
        "People/Ana Feld.md": "A potter.\n",
        "A.md": "[Ana][a] wrote.\n\n[a]: People/Ana%20Feld.md\n",
        "Boards/B.canvas": BOARD,
        "People.base": 'filters: file.hasLink("People/Ana Feld.md")\n',
    }
    root = make_vault(files)
    ran = run("rename", "-y", "Ana Feld", "Ana Marsh", cwd=root)
    assert ran.code == 0, ran.stderr
    assert "People.base" in ran.stderr
    assert (root / "A.md").read_text() == files["A.md"].replace("%20Feld", "%20Marsh")
    assert "Ana Feld" not in (root / "Boards/B.canvas").read_text()
    assert run("undo", cwd=root).code == 0
    assert {name: Path(root / name).read_text() for name in files} == files
