import os
from pathlib import Path

from mdnet.history.journal import Command
from mdnet.index.refresh import refresh
from mdnet.notes.regions import regions_of, without_regions
from mdnet.pages.build import Built
from mdnet.pages.regions import build_regions, plan_of_regions
from mdnet.vault.root import open_vault
from tests.conftest import Indexed, MakeVault, Run
from tests.pages.conftest import PEOPLE

BEGIN, END = "<!-- mdnet:begin home -->", "<!-- mdnet:end home -->"


def _fill(root: Path) -> Built:
    vault = open_vault(root)
    return build_regions(vault, refresh(vault, os.environ).snapshot, Command("test", 1e9))


def test_a_region_is_filled_in_and_nothing_else(make_vault: MakeVault, run: Run) -> None:
    above, below = b"my words  \r\n\xff\n", b"\nmore\t\n\n\n"
    marked = f"{BEGIN}\n{END}".encode()
    root = make_vault({**PEOPLE, "Note.md": above + marked + below})
    assert _fill(root).written == ("Note.md",)
    data = (root / "Note.md").read_bytes()
    assert data.startswith(above + BEGIN.encode() + b"\n> [!NOTE]\n> You know 2 people")
    assert data.endswith(b"\n" + END.encode() + below)
    assert b"# Home" not in data
    again = _fill(root)
    assert (again.written, again.unchanged) == ((), 1)
    assert (root / "Note.md").read_bytes() == data
    assert run("undo", cwd=root).code == 0
    assert (root / "Note.md").read_bytes() == above + marked + below


def test_line_ends_are_those_of_the_note(make_vault: MakeVault) -> None:
    root = make_vault({**PEOPLE, "Note.md": f"a\r\n{BEGIN}\r\nx\r\n{END}\r\n"})
    _fill(root)
    data = (root / "Note.md").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 5


def test_a_note_of_markers_does_not_grow_beyond_what_is_read(make_vault: MakeVault) -> None:
    text = f"{BEGIN}\n{END}\n" * 20_000
    root = make_vault({**PEOPLE, "Note.md": text})
    built = _fill(root)
    assert [one.message for one in built.problems] == ["filled in, it would be longer than 2 MiB"]
    assert built.written == ()
    assert (root / "Note.md").read_text() == text


def test_of_a_note_of_lonely_markers_the_first_are_told(make_vault: MakeVault) -> None:
    root = make_vault({**PEOPLE, "Note.md": f"{BEGIN}\n" * 1000})
    assert [one.line for one in _fill(root).problems] == list(range(1, 21))


def test_markers_in_code_are_left_alone(make_vault: MakeVault) -> None:
    text = f"```\n{BEGIN}\n{END}\n```\nand `{BEGIN}` here {END}\n"
    root = make_vault({**PEOPLE, "Note.md": text})
    built = _fill(root)
    assert (built.written, built.problems) == ((), ())


def test_what_is_wrong_is_told_with_its_place(make_vault: MakeVault) -> None:
    other = "<!-- mdnet:begin nix -->\n<!-- mdnet:end nix -->\n"
    root = make_vault({**PEOPLE, "Note.md": f"{other}{BEGIN}\n{END}\n{END}\n\n{BEGIN}\nx\n"})
    built = _fill(root)
    assert built.written == ("Note.md",)
    assert sorted((one.line, one.message.split(";")[0]) for one in built.problems) == [
        (1, 'there is no page "nix"'),
        (5, f"the region home has no {BEGIN}"),
        (7, f"the region home has no {END}"),
    ]
    assert (root / "Note.md").read_text().endswith(f"{BEGIN}\nx\n")


def test_a_look_writes_nothing(make_vault: MakeVault) -> None:
    root = make_vault({**PEOPLE, "Note.md": f"{BEGIN}\n{END}\n"})
    vault = open_vault(root)
    plan = plan_of_regions(vault, refresh(vault, os.environ).snapshot)
    assert [change.path for change in plan.changes] == ["Note.md"]
    assert (root / "Note.md").read_text() == f"{BEGIN}\n{END}\n"


def test_links_between_pages_lead_on(make_vault: MakeVault) -> None:
    root = make_vault(
        {
            **PEOPLE,
            ".mdnet/templates/pages/own.md.j2": "[Home](Home.md) [x](https://x.example/a.md)",
            "Deep/er/Note.md": "<!-- mdnet:begin own -->\n<!-- mdnet:end own -->\n",
        }
    )
    _fill(root)
    text = (root / "Deep/er/Note.md").read_text()
    assert "[Home](../../Network/Home.md) [x](https://x.example/a.md)" in text


def test_links_to_notes_lead_on(make_vault: MakeVault) -> None:
    note = "<!-- mdnet:begin circles -->\n<!-- mdnet:end circles -->\n"
    settings = {".mdnet/config.toml": 'links = "markdown"\n'}
    root = make_vault({**PEOPLE, **settings, "Deep/er/Note.md": note, "Top.md": note})
    _fill(root)
    assert "[Ana Diaz](../../People/Ana%20Diaz.md)" in (root / "Deep/er/Note.md").read_text()
    assert "[Ana Diaz](People/Ana%20Diaz.md)" in (root / "Top.md").read_text()


def test_generated_words_are_not_the_users(indexed: Indexed) -> None:
    inside = f"{BEGIN}\n[[Bob Rossi]] repairs bicycles\n{END}\n[[Eva Frey]] sings\n"
    snapshot = indexed({**PEOPLE, "Meetings/2026-06-01.md": inside}).snapshot
    card = snapshot.catalogue.card("Meetings/2026-06-01.md")
    assert card
    assert card.mentions == card.contacts == ("Eva Frey",)


def test_places_are_kept() -> None:
    text = f"a\n{BEGIN}\nxy\nz\n{END}\nb\n"
    assert without_regions(text) == f"a\n{BEGIN}\n  \n \n{END}\nb\n"
    (region,) = regions_of(text).found
    assert text[region.start : region.end] == "xy\nz\n"
    assert region.line == 2
