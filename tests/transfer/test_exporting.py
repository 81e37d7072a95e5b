"""What leaves the vault: all that a note says, and nothing of private people."""

import csv
import io
import json
import os
import unicodedata
from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import get_args

import pytest
import vobject

from mdnet.cli.person import NameFinder
from mdnet.formats.calendar_out import write_calendar
from mdnet.formats.json_out import write_ndjson
from mdnet.formats.person import Options, Outgoing
from mdnet.formats.reading import gather
from mdnet.formats.registry import detect, reader_of
from mdnet.formats.tables_out import write_google
from mdnet.formats.vcard.writer import Version, write_vcards
from mdnet.index.refresh import refresh
from mdnet.model.contact import Contact
from mdnet.model.errors import AmbiguousNameError, NoNoteError, NotFoundError
from mdnet.model.identifiers import derived_uid
from mdnet.network.people import People
from mdnet.network.selection import Selection
from mdnet.transfer.exporting import Exporter, choose
from mdnet.vault.root import open_vault
from tests.conftest import ROOT, MakeVault

HIDDEN = "---\nprivate: true\naliases: [Aunt Iz]\nroles: [spy]\n---\n"


def exported(
    root: Path, tmp_path: Path, *, include_private: bool = False, with_log: bool = False
) -> dict[str, Outgoing]:
    vault = open_vault(root)
    snapshot = refresh(vault, {"MDNET_CACHE_DIR": str(tmp_path / "cache")}).snapshot
    chosen = choose(
        snapshot.catalogue.cards(), Selection(archived=True), include_private=include_private
    )
    exporter = Exporter(vault, snapshot, include_private=include_private)
    told = {one.name: one for one in exporter.people(chosen.cards, with_log=with_log)}
    snapshot.reader.close()
    return told


@pytest.mark.parametrize("version", get_args(Version))
def test_the_example_vault_comes_back_from_vcards(version: Version, tmp_path: Path) -> None:
    people = exported(ROOT / "vault-example", tmp_path)
    assert len(people) == 43
    data = "".join(write_vcards(people.values(), version)).encode()
    name = detect(data, "contacts.vcf")
    assert name == "vcard"
    reading = gather(reader_of(name).read(data, "contacts.vcf", Options(date(2026, 11, 23))))
    assert not reading.problems
    back = {one.name: one for one in reading.people}
    assert list(back) == list(people)
    for one in people.values():
        assert back[one.name].body == one.body.strip()
        told = replace(one.contact, uid=one.contact.uid or derived_uid(one.id))
        for field in fields(Contact):
            there, here = getattr(back[one.name].contact, field.name), getattr(told, field.name)
            assert there == here, (one.name, field.name)


def test_contacts_are_what_the_notes_say(tmp_path: Path) -> None:
    """Nothing is lost before the writers: but for ties to others, all is as in the index."""
    vault = open_vault(ROOT / "vault-example")
    snapshot = refresh(vault, {"MDNET_CACHE_DIR": str(tmp_path / "cache")}).snapshot
    people = People(snapshot, date(2026, 11, 23))
    told = exported(ROOT / "vault-example", tmp_path)
    for one in told.values():
        note = people.note_at(one.id)
        assert note
        assert note.contact
        # Isolde Marrow is private, so her name is left out.
        for field in fields(Contact):
            if field.name != "edges":
                assert getattr(one.contact, field.name) == getattr(note.contact, field.name)
        kept = [edge.kind for edge in note.contact.edges if "Isolde" not in edge.target]
        assert [edge.kind for edge in one.contact.edges] == kept


def test_vobject_reads_the_cards_for_ios(tmp_path: Path) -> None:
    people = exported(ROOT / "vault-example", tmp_path)
    cards = list(vobject.readComponents("".join(write_vcards(people.values(), "3.0"))))
    assert [card.fn.value for card in cards] == list(people)
    for card in cards:
        one = people[card.fn.value]
        assert [tel.value for tel in card.contents.get("tel", [])] == list(one.contact.phones)


def test_the_calendar_has_the_birthdays(tmp_path: Path) -> None:
    people = exported(ROOT / "vault-example", tmp_path)
    text = "".join(write_calendar(people.values(), date(2026, 11, 23)))
    born = [one.name for one in people.values() if one.contact.birthday]
    assert born
    calendar = vobject.readOne(text)
    summaries = [event.summary.value for event in calendar.vevent_list]
    assert [one for one in summaries if one.startswith("Birthday")] == [
        f"Birthday: {name}" for name in born
    ]


NOTES: Mapping[str, str] = {
    ".mdnet/config.toml": "",
    "People/Isolde Marrow.md": HIDDEN,
    "People/Ana Diaz.md": (
        "---\naliases: [Ana]\nroles: [dentist]\nknows: ['[[Isolde Marrow]]', '[[People/Ben Frost]]',"
        " Aunt Iz, Dr. Lee]\nabout: a friend of Isolde\noffers: [tea with Aunt Iz, coffee]\n"
        "x-note: [met at Isolde's, tall]\nphones: ['=1+1']\n---\n"
        "Kind to all. Once lived with **Isolde** of Bern. Plays go with [[Isolde Marrow|the queen]] "
        "daily.\nLikes the queen a lot. Has a boat.\n\n"
        "- cooks with [my aunt](Isolde%20Marrow.md). Bakes bread.\n- Aunt\n  Iz again\n- swims\n\n"
        "<!-- nobody sees me --> %% nor me\nat all %%\n"
        "```\ncode stays\n```\n\n## Log\n- 2026-01-02 met: with Isolde\n- 2026-02-03 call: alone\n"
        "\n## Later\nThe end.\n"
    ),
    "People/Ben Frost.md": "---\nknows: ['[[Ana]]']\narchived: true\n---\nBen.\n",
    "People/Isolde Stone.md": "---\naliases: [Isolde]\nknows: ['[[Isolde Marrow]]']\n---\n",
}  # fmt: skip


def test_nothing_is_told_of_private_people(make_vault: MakeVault, tmp_path: Path) -> None:
    people = exported(make_vault(NOTES), tmp_path, with_log=True)
    ana = people["Ana Diaz"]
    told = "".join([
        *write_vcards([ana]), *write_ndjson([ana]), *write_google([ana]),
    ])  # fmt: skip
    for word in ("Isolde", "Marrow", "Aunt", "aunt", "queen", "sees", "nor me"):
        assert word not in told, word
    assert [(edge.kind, edge.target) for edge in ana.contact.edges] == [
        ("knows", "Ben Frost"), ("knows", "Dr. Lee"),
    ]  # fmt: skip
    assert ana.contact.offers == ("coffee",)
    assert ana.contact.about == ""
    assert ana.contact.extra == (("x-note", ("tall",)),)
    for words in ("Kind to all.", "Has a boat.", "Bakes bread.", "- swims", "code stays",
                  "## Later\nThe end.", "## Log\n- 2026-02-03 call: alone"):  # fmt: skip
        assert words in ana.body, words
    assert "2026-01-02" not in ana.body


@pytest.mark.parametrize(
    "text",
    ["With Zoe\u0308 M. here", "ZOË MARROW", "`Zoë`", "```\nZoë\n```", "> Zz\n> Top", "Zz\nTop",
     "<b>Zz</b> **Top**", "![[Zoë Marrow]]", "| a | Zoë |", "# Zoë", "- [ ] Zoë", "1. Zz Top",
     "the [pilot](<Zoë Marrow.md>). A pilot"],
)  # fmt: skip
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_however_a_name_is_written(
    text: str, form: str, make_vault: MakeVault, tmp_path: Path
) -> None:
    name = unicodedata.normalize(form, "Zoë Marrow")  # type: ignore[arg-type]
    vault = make_vault({
        f"People/{name}.md": "---\nprivate: true\naliases: [Zz Top]\n---\n",
        "People/Kai.md": f"---\nroles: [x]\n---\n{text}\n",
    })  # fmt: skip
    assert exported(vault, tmp_path)["Kai"].body == ""


def test_who_shares_a_name_with_a_private_person_keeps_it(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    other = exported(make_vault(NOTES), tmp_path)["Isolde Stone"]
    assert other.contact.aliases == ("Isolde",)
    assert other.contact.edges == ()


def test_all_is_told_when_private_people_are_asked_for(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    people = exported(make_vault(NOTES), tmp_path, include_private=True)
    assert people["Isolde Marrow"].contact.private
    assert "X-MDNET-PRIVATE:yes" in "".join(write_vcards(people.values()))
    documents = [json.loads(line) for line in write_ndjson(people.values())]
    assert [one["name"] for one in documents if one.get("private")] == ["Isolde Marrow"]
    ana = people["Ana Diaz"]
    assert "Once lived with **Isolde** of Bern." in ana.body
    # The alias and the name mean the same person.
    assert [edge.target for edge in ana.contact.edges] == ["Isolde Marrow", "Ben Frost", "Dr. Lee"]
    assert "nobody sees me" not in ana.body


def test_the_log_stays_at_home(make_vault: MakeVault, tmp_path: Path) -> None:
    ana = exported(make_vault(NOTES), tmp_path)["Ana Diaz"]
    assert "2026" not in ana.body
    assert "## Log" not in ana.body
    assert "The end." in ana.body


def test_cells_are_no_formulas(make_vault: MakeVault, tmp_path: Path) -> None:
    people = exported(make_vault(NOTES), tmp_path)
    rows = list(csv.reader(io.StringIO("".join(write_google(people.values())))))
    cells = [cell for row in rows for cell in row]
    assert "'=1+1" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "-"))]


def test_names_choose_and_who_is_left_out_is_counted(make_vault: MakeVault, tmp_path: Path) -> None:
    vault = open_vault(make_vault({**NOTES, "People/Ana Moss.md": "Knows [[Dr. Who]] well.\n"}))
    snapshot = refresh(vault, {"MDNET_CACHE_DIR": str(tmp_path / "cache")}).snapshot
    finder = NameFinder(vault, snapshot, People(snapshot, date(2026, 11, 23)))
    paths = frozenset(map(finder.note, ["Ana Diaz", "Aunt Iz", "Ben Frost"]))
    chosen = choose(snapshot.catalogue.cards(), Selection(), paths)
    assert [card.name for card in chosen.cards] == ["Ana Diaz"]
    assert (chosen.private, chosen.archived) == (1, 1)
    nobody = choose(snapshot.catalogue.cards(), Selection(role=["baker"]))
    assert nobody == ([], 0, 0)
    wrong = {"Nobody": NotFoundError, "Isold": AmbiguousNameError, "Dr. Who": NoNoteError}
    for name, error in wrong.items():
        with pytest.raises(error):
            finder.note(name)
    snapshot.reader.close()


def reminders_in(root: Path, *, include_private: bool = False) -> dict[str, list[str]]:
    """Return by name which reminders leave a vault on 23 November 2026."""
    vault = open_vault(root)
    snapshot = refresh(vault, os.environ).snapshot
    exporter = Exporter(vault, snapshot, include_private=include_private)
    cards = snapshot.catalogue.cards()
    chosen = choose(cards, Selection(), include_private=include_private).cards
    people = exporter.people(chosen, with_text=False, reminders_on=date(2026, 11, 23))
    return {
        one.name: [f"{reminder.kind} {reminder.day} {reminder.told}" for reminder in one.reminders]
        for one in people
    }


REMINDING = {
    ".mdnet/config.toml": "",
    "People/Ana.md": "---\ncadence: 1 month\nfollow_up: 2026-01-01\n---\n## Log\n- 2026-10-01 met\n",
    "People/Bob.md": "---\nfollow_up: 2026-12-24\n---\n",
    "People/Cleo.md": "---\ncircles: [work]\nmet: 2015-01-01\n---\n",
    "People/Dan.md": "---\ncadence: 1 week\n---\n",
    "People/Vera.md": "---\ncadence: 1 week\nprivate: true\n---\n",
    "2026-11-20.md": "Lunch with [[Ana]].\n",
}


def test_the_reminders_of_people(make_vault: MakeVault) -> None:
    found = reminders_in(make_vault(REMINDING))
    assert found == {
        # The follow-up is done, and the dated note counts as contact.
        "Ana": ["reconnect 2026-12-20 every month, last contact 2026-11-20"],
        "Bob": ["follow-up 2026-12-24 "],
        "Cleo": [],
        "Dan": ["reconnect 2026-11-23 every week"],
    }


def test_private_people_have_reminders_only_if_asked_for(make_vault: MakeVault) -> None:
    found = reminders_in(make_vault(REMINDING), include_private=True)
    assert found["Vera"] == ["reconnect 2026-11-23 every week"]
