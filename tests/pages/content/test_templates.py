"""The pages as they are filled in: whatever the notes hold, nothing of it acts as Markdown."""

import re
from pathlib import Path

import pytest

from tests.conftest import MakeVault
from tests.pages.conftest import BuildPages
from tests.pages.content.conftest import person

PAGES = {
    "Home", "Circles", "Resources", "Goals", "Exchange", "Introductions", "Keep in touch",
    "Reach", "Calendar", "Map",
}  # fmt: skip
EVIL = "# x | [y](z) <b> `c` ![[w]] %% {% x %} ==y=="
NASTY = person(
    f"2026-01-02 promised: I will {EVIL}",
    "2026-01-03 got: a lift",
    "2026-01-04 gave: a lift (x5)",
    circles=f"['{EVIL}', '```mermaid']",
    roles=f"['{EVIL}', '> [!danger]', 'dentist']",
    city=f"'{EVIL}'",
    skills="['- [ ] task', '1. one', '|---|', '---']",
    needs=f"['vet {EVIL}']",
    cadence="1 month",
    birthday="--02-29",
    follow_up="2026-02-01",
    knows="['[[Ana Diaz]]', '[[Ghost <i>Person</i>]]']",
)
# What may stand in a page: the HTML is what the templates never write.
HTML = re.compile(r"(?<!\\)<(?=[a-z/!])")
HEADING = re.compile(r"^#{1,6} (.*)", re.MULTILINE)


def pages_of(root: Path, build_pages: BuildPages) -> dict[str, str]:
    built = build_pages(root)
    assert (built.problems, built.refused) == ((), ())
    return {Path(path).stem: (root / path).read_text() for path in built.written}


@pytest.mark.parametrize(
    "files",
    [
        {".mdnet/config.toml": ""},
        {"People/Ana Diaz.md": ""},
        {"People/Ana Diaz.md": person(private="true", roles="[dentist]", circles="[work]")},
    ],
    ids=["nobody", "one person", "a private person"],
)
def test_pages_with_little_to_tell_say_what_would_fill_them(
    make_vault: MakeVault, build_pages: BuildPages, files: dict[str, str]
) -> None:
    pages = pages_of(make_vault({".mdnet/config.toml": "", **files}), build_pages)
    assert pages.keys() == PAGES
    for name in PAGES - {"Home", "Circles", "Keep in touch", "Map", "Calendar"}:
        assert "`" in pages[name], f"{name} names no command and no key:\n{pages[name]}"


def test_hostile_notes_stay_text(make_vault: MakeVault, build_pages: BuildPages) -> None:
    files = {
        ".mdnet/config.toml": "",
        "People/Ana Diaz.md": person(roles="[vet]", circles="[']]|x']"),
        'People/Odd "] --> n2.md': NASTY,
        "People/a # | $x$ `b.md": NASTY + f"\n# About\nHer sister [[Dr. Lee]] is a vet: {EVIL}\n",
        f"Goals/x {EVIL.replace('/', ' ')}.md": f"---\nwants: ['dentist {EVIL}', dentist]\n---\n"
        f"## Leads\n- 2026-01-02 tip: {EVIL}\n",
    }
    pages = pages_of(make_vault(files), build_pages)
    assert pages.keys() == PAGES
    for name, text in pages.items():
        body = text.partition("\n---\n")[2]
        fences = [line for line in body.split("\n") if line.lstrip().startswith("```")]
        assert fences == (["```mermaid", "```"] if name == "Map" else []), text
        assert not HTML.search(body), text
        assert not [mark for mark in ("![[", "{%", "%%", "==y") if mark in body], text
        assert not re.search(r"^\s*> \[!danger", body, re.MULTILINE), text
        assert not re.search(r"^\s*- \[ \]", body, re.MULTILINE), text


def test_a_label_of_the_map_cannot_leave_its_quotes(
    make_vault: MakeVault, build_pages: BuildPages
) -> None:
    files = {
        ".mdnet/config.toml": "",
        "People/Ana.md": '---\ncircles: [\'odd "] --> n2 [x\']\nknows: ["[[Bob]]"]\n---\n',
        "People/Bob.md": "---\ncircles: ['`}|%%; end']\n---\n",
    }
    drawing = pages_of(make_vault(files), build_pages)["Map"].split("```mermaid")[1].split("```")[0]
    lines = [line.strip() for line in drawing.split("\n") if line.strip()]
    assert len(lines) == 4
    for line in lines:
        drawn = r'flowchart LR|c\d+\["[^"]*"\]|c\d+ ---(?:\|\d+\|)? c\d+'
        assert re.fullmatch(drawn, line), line


def test_every_row_of_a_table_has_its_cells(make_vault: MakeVault, build_pages: BuildPages) -> None:
    files = {".mdnet/config.toml": "", "People/Odd.md": NASTY}
    text = pages_of(make_vault(files), build_pages)["Exchange"]
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert len(rows) >= 4
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {4}
