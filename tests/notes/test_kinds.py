"""Who is a person and who is not, as people with notes of all kinds write it."""

import pytest

from mdnet.model.config import Config
from mdnet.notes.kinds import sounds_like_no_person
from mdnet.notes.reader import read_note

CONFIG = Config(templates=("Templates", "_templates", "meta/tpl"))


def kind(path: str, text: str = "A potter.\n", config: Config = CONFIG) -> str | None:
    note = read_note(path, text.encode(), config)
    return note.kind if note else None


@pytest.mark.parametrize(
    "folder",
    ["06 People", "04 - People", "04_PEOPLE", "👥 People", "+ People", "people_notes", "Person",
     "Areas/👤 Contacts", "Wiki/entities/people", "12.03 People", "_people", "People Notes",
     "My People", "z_People", "00🧑‍🤝‍🧑Contacts!", "peopleNotes", "Personen", "KONTAKTE",
     "1 - Friends", "People/Work/Old"],
)  # fmt: skip
def test_folders_of_people(folder: str) -> None:
    assert kind(f"{folder}/Ana Feld.md") == "contact"


@pytest.mark.parametrize(
    "folder",
    ["Peoples", "People & Places", "People skills", "Contact lenses", "04", "👥", "Persona",
     "Friendship", "CRM", "Family", ""],
)  # fmt: skip
def test_other_folders(folder: str) -> None:
    assert kind(f"{folder}/Ana Feld.md".lstrip("/")) == "note"


@pytest.mark.parametrize(
    "text",
    [
        "#person #potter\n\nMakes bowls.\n",
        "Tags: #people/work\n\nA mason.\n",
        "# Cy Roth #contact\n\nA cook.\n",
        "A cook. #type/person\n",
        "#[[People]] in Graz\n",
        "---\ntags: type/person\n---\n",
        "---\ntags:\n  - note/person\n---\n",
        "---\ntags: [👤, Person]\n---\n",
        "---\ntags: [#person, #friend]\n---\n",
        "---\ntags: ' person/friend'\n---\n",
        "---\nkeywords: x\nTags: work/people/graz\n---\n",
    ],
)
def test_tags_that_make_a_person(text: str) -> None:
    assert kind("Ana Feld.md", text) == "contact"


@pytest.mark.parametrize(
    "text",
    [
        "An essay on #peopleskills and `#person`.\n",
        "See [[Other#person]] and [x](#person) and https://x.example/#person\n",
        "# person\n#\n## people\n",
        "%% #person %%\n<!-- #contact -->\n",
        "```\n#person\n```\n",
        "---\ntags: [personal, contactless, people-skills]\n---\n",
        "issue#person, \\#person, ##person\n",
    ],
)
def test_tags_that_make_none(text: str) -> None:
    assert kind("How to talk.md", text) == "note"


@pytest.mark.parametrize(
    "front",
    [
        "fileClass: person",
        'category: "[[People]]"',
        'type: "[[Person]]"',
        'type:\n  - "[[People]]"',
        "class: Person",
        "kind: person",
        'up: "[[People]]"',
        'categories:\n  - "[[People]]"\n  - "[[Authors]]"',
        "cr_type: person\nborn: 1901",
        "type: People",
        'is: "[[Person]]"',
        "entity_type: person",
        "File Class: 👤 Person",
        'type: "[[05 Types/Person|human being]]"',
        "Type: author, person",
        "TYPE: Contacts",
        "is a: person",
    ],
)
def test_types_and_categories_of_people(front: str) -> None:
    assert kind("Ana Feld.md", f"---\n{front}\n---\n") == "contact"
    assert kind("Ana Feld.md", f"---\n{front}\n---\n#x\n") == "contact"


@pytest.mark.parametrize(
    "front",
    ["type: company", "type: a kind person", "kind: friendly", "up: '[[Potters]]'", "is: good",
     "class: Lesson", "category: people skills"],
)  # fmt: skip
def test_types_of_other_notes(front: str) -> None:
    assert kind("Ana Feld.md", f"---\n{front}\n---\n") == "note"


@pytest.mark.parametrize(
    "path",
    ["People/README.md", "People/index.md", "People/_Index.md", "People/People.md",
     "People/🗂️ People.md", "People/People MOC.md", "People/_GUIDE.md", "People/00 Overview.md",
     "People/CLAUDE.md", "People/Person Template.md", "People/Template - contact.md",
     "People/2026-05-02 Dinner with Ana.md", "People/Family.md", "People/All my people.md",
     "06 People/06 People.md", "People/20260503.md", "People/Untitled 2.md",
     "People/Work/Index.md", "People/2026_05_03.md", "People/map of contacts.md",
     "People/Client List.md", "People/My Friend.md", "People/Kunden.md", "People/Alumni.md"],
)  # fmt: skip
def test_notes_among_people_that_are_none(path: str) -> None:
    assert kind(path) == "note"
    assert kind(path, "---\ntags: [people]\n---\n") == "note"


@pytest.mark.parametrize(
    "path",
    ["People/Ana Feld.md", "People/Claude.md", "People/Ana Feld/Ana Feld.md", "People/Mo Guide.md",
     "People/Ed Home.md", "People/202405021200 Hal Voss.md", "People/20240502 Hal Voss.md",
     "People/A1.md", "People/Friend 3.md", "People/Freund.md", "People/Eva Kunde.md", "People/Person 12.md", "People/Index Smith.md", "People/山田 太郎.md", "People/7.md"],
)  # fmt: skip
def test_people_with_names_like_those(path: str) -> None:
    assert kind(path) == "contact"


@pytest.mark.parametrize(
    "path", ["People/Home.md", "People/HOME n0.md", "People/2026-05-02 Dinner.md", "Map.md"]
)
def test_who_is_called_like_those_says_so(path: str) -> None:
    assert sounds_like_no_person(path, Config())
    assert kind(path, "---\ntype: person\n---\n") == "contact"
    assert kind("People/Home.md", "---\ntype: people\n---\n") == "note"
    assert kind("People/Person Template.md", "---\ntype: person\n---\n") == "note"
    assert not sounds_like_no_person("People/Ed Home.md", Config())


def test_a_folder_note_of_a_folder_from_the_settings() -> None:
    config = Config(people=("CRM/Clients",))
    assert kind("x/03 CRM/Clients/Clients.md", config=config) == "note"
    assert kind("x/03 CRM/Clients/Ana.md", config=config) == "contact"
    assert kind("People/Ana.md", config=config) == "note"


def test_words_for_people_come_from_the_settings() -> None:
    config = Config(person_words=("client", "Freund"))
    assert kind("Ana.md", "---\ntype: Clients\n---\n", config) == "contact"
    assert kind("Ana.md", "Wohnt in Graz. #freund/alt\n", config) == "contact"
    assert kind("Ana.md", "---\ntype: person\n---\n", config) == "note"


@pytest.mark.parametrize(
    ("front", "expected"),
    [("type: company", "note"), ("type: Meeting note", "note"), ("fileClass: Project", "note"),
     ("tags: [MOC]", "note"), ("tags: [type/moc]", "note"), ("type: friend", "contact"),
     ("type: note", "contact"), ("type: family", "contact"), ("category: work", "contact"),
     ("kind: potter", "contact")],
)  # fmt: skip
def test_what_a_note_among_people_says_of_itself(front: str, expected: str) -> None:
    assert kind("People/Acme.md", f"---\n{front}\n---\n") == expected


def test_an_address_book_may_hold_any_name() -> None:
    assert kind("People/Overview.md", "---\nphone: 123\n---\n") == "contact"
    assert kind("People/Overview.md", "---\nphone:\n---\n") == "note"
    assert kind("Overview.md", "---\nphone: 123\nemail: a@b.example\n---\n") == "note"


@pytest.mark.parametrize(
    "path",
    ["Templates/Person.md", "99 - Templates/Person.md", "Template/New contact.md",
     "zz_templates/Contact.md", "Extras/Templates/Kontakt.md", "meta/tpl/person.md",
     "Obsidian Templates/a/b.md", "📄 Templates/x.md"],
)  # fmt: skip
def test_folders_of_templates(path: str) -> None:
    assert kind(path, "---\ntags: [person]\n---\n") is None


def test_a_folder_that_speaks_of_templates_is_read() -> None:
    assert kind("Email marketing templates/Ana.md", "---\ntype: person\n---\n") == "contact"


@pytest.mark.parametrize("mark", ["<% tp.file.title %>", "{{title}}"])
def test_what_is_not_filled_in(mark: str) -> None:
    assert kind("x.md", f"---\ntags: person\nname: '{mark}'\n---\n") is None
    assert kind("x.md", f"---\ntags: person\ncreated: '{mark}'\n---\n") is None
    assert kind(f"{mark}.md") is None
    assert kind("People/Ana.md", f"---\ncreated: '{mark}'\n---\n") == "contact"
    assert kind("People/Ana.md", f"---\naliases: ['{mark}']\n---\n") is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [("pages/People___Cy Roth.md", "contact"), ("people.ana-feld.md", "contact"),
     ("vault/people.ent.bo-lund.md", "contact"), ("people.md", "note"),
     ("proj.people-skills.md", "note"), ("My People.Ana.md", "note"), ("pages/A___B.md", "note"),
     ("people.index.md", "note")],
)  # fmt: skip
def test_folders_in_names(path: str, expected: str) -> None:
    assert kind(path) == expected


def test_tags_of_the_text_are_tags_of_the_person() -> None:
    text = "---\ntags: [person]\n---\n#friend #work/kiln Status: #active\n#a #b\nLikes #cello. #1\n"
    note = read_note("Ana.md", text.encode(), CONFIG)
    assert note is not None
    assert note.contact is not None
    assert note.contact.tags == ("person", "friend", "work/kiln", "active", "a", "b", "cello")
    assert [one.text for one in note.passages] == [
        "#friend #work/kiln Status: #active", "Likes #cello.",
    ]  # fmt: skip
