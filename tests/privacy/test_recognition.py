"""How private people are recognised, and what that costs: the sentences of docs/privacy.md."""

import pytest

from mdnet.model.config import Config
from mdnet.model.contact import Contact, Edge, Note
from mdnet.network.known_as import PrivatePerson
from mdnet.network.privacy import PrivateNames, words_of
from mdnet.network.redaction import Redaction
from mdnet.notes.reader import read_note
from mdnet.vault.names import link_key

VICTOR = PrivatePerson(
    ("Dr. Victor Hale Jr.", "Vix", "Uncle from Basel"),
    ("vh@secret.example", "https://social.example/@vixhale"),
    ("+41 61 555 99 88",),
)
OTHERS = ("Maria Hale", "Victor Weber", "Ana Diaz", "Victoria Lee")


def _names(*names: str) -> PrivateNames:
    return PrivateNames([PrivatePerson(names)], OTHERS)


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Victor Hale Jr. came", "victor HALE came", "V. Hale came", "Victor came", "Hales came",
        "the Hales", "Victors Garten", "#victor-hale", "#VictorHale", "#victor_hale", "#HaleVictor",
        "V\u00edctor", "Vic\u00adtor", "**Vic**tor", "Vi\\ctor's? no, V&iacute;ctor", "%56ictor", "`Vix`",
        "vix", "Uncle from Basel", "ring 061 555 99 88", "ring 0041 61/555-99.88", "ring 5559988",
        "VH@SECRET.example", "see social.example/@vixhale", "@vixhale said", "Ｖｉｃｔｏｒ",
        "Maria Hale and Victor Hale", "Victor Hale Weber",
    ],
)  # fmt: skip
def test_he_is_recognised(text: str) -> None:
    assert PrivateNames([VICTOR], OTHERS).named_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "nobody", "Maria Hale came", "MARIA HALE's house", "Victor Weber and Ana Diaz", "victory",
        "Victoria came", "inhale", "Basel", "my uncle", "Dr. Lee", "ring 061 555 99 87", "v. h.",
        "vh", "secret.example", "Whale and Halex", "5 559 98", "see social.example",
    ],
)  # fmt: skip
def test_others_are_told_from_him(text: str) -> None:
    assert not PrivateNames([VICTOR], OTHERS).named_in(text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Prof. Dr. Anne-Marie von Hale, PhD", "Anne Marie"), ("Anne-Marie Hale", "Anne"),
        ("Hale, Victor", "Victor"), ("Victor (Vic) Hale [Basel]", "Victor"), ("Al Hale", "Al"),
        ("Ludwig van Zwirbel", "Zwirbel"), ("Bo Hale", "Bo"), ("Don Hale", "Don"), ("Jack Ma", "Ma"),
        ("Sean O'Hara", "Mr. O\u2019Hara"), ("Jürgen Mueller", "Müllers"), ("Zoë Müller", "Mueller"),
        ("Marek Nowak", "Markiem"), ("Анна Зимина", "Анне"), ("Γιώργος Μυλωνάς", "του Γιώργου"),
        ("فيكتور هيلان", "وفيكتور"), ("ויקטור הלברג", "לויקטור"), ("王明", "王先生"), ("王明", "老王"),
        ("田中 太郎", "田中太郎さん"), ("김민수", "김 씨"), ("Dr.", "Dr."), ("V.H.", "v.h. said"),
        ("विक्टर हेल", "विक्टरों"),
    ],
)  # fmt: skip
def test_names_of_many_kinds(name: str, text: str) -> None:
    assert _names(name).named_in(text)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("Will Rose", "Will came", True), ("Will Rose", "will come", False),
        ("Will Rose", "a rose", False), ("Will Rose", "WILL", True), ("Will Rose", "will rose", True),
        ("Tim Hale", "time", False), ("Tim Hale", "u Tima", True), ("Ana Hale", "any", False),
        ("Bo Hale", "bo", False), ("Ludwig van Zwirbel", "a Van", False), ("Rose", "a rose", False),
        ("Rose", "Rose", True), ("rose", "a rose", True), ("Paul Zwirbel", "Paula", True),
        ("Victor Hale", "Victoria", False), ("王明", "明天", False), ("王明", "国王", False),
        ("Victor Hale (Basel)", "Basel", False), ("Victor Hale, dentist", "a dentist", False),
    ],
)  # fmt: skip
def test_everyday_words_need_a_capital(name: str, text: str, *, named: bool) -> None:
    assert PrivateNames([PrivatePerson((name,))]).named_in(text) is named


def test_a_form_of_a_name_that_somebody_else_bears_is_theirs() -> None:
    paul = PrivatePerson(("Paul Zwirbel",))
    assert not PrivateNames([paul], ["Paula Weber"]).named_in("Paula came")
    assert PrivateNames([paul], ["Paul Weber"]).named_in("Paul came")


def test_nobody_is_named_where_nobody_is_private() -> None:
    assert not PrivateNames([]).named_in("Victor Hale, 王小明, 061 555 99 88")


ANA = """\
---
roles: [potter, Victor's aide]
city: Victor
languages: [Hale]
about: "[[Victor Hale|the captain]] comes"
knows: ["[[Victor Hale]]", "[[Maria Hale]]", Vix]
emails: [maria.hale@x.example]
phones: [061 555 99 88, 061 111 22 33]
x-note: [short, "Vix said so"]
---
First words. Here Victor stands. He sings. she too. Ana stays. Then the captain left.

| a | Vix and b |
| c | d |

- one. Vix two. three
- four

## Log
- 2026-01-01 gave: Vix a book
- 2026-01-02 promised: to ring Vix
- 2026-01-03 met: alone
"""


def _redaction() -> Redaction:
    def who_is(target: str, _: str) -> bool | None:
        return {"victor hale": True, "maria hale": False}.get(link_key(target))

    return Redaction(PrivateNames([VICTOR], OTHERS), who_is)


def _ana(name: str = "Ana Diaz") -> Note:
    note = read_note(f"People/{name}.md", ANA.encode(), Config())
    assert note
    return note


def test_the_whole_sentence_value_row_and_line_go() -> None:
    told = _redaction().note(_ana())
    assert told
    assert told.contact
    assert [one.text for one in told.passages] == [
        "First words.", "Ana stays.", "c · d", "one.", "four", "alone",
    ]  # fmt: skip
    assert [(one.day.day, one.kind, one.text) for one in told.log] == [
        (1, "", ""),
        (3, "met", "alone"),
    ]
    contact = told.contact
    assert (contact.roles, contact.about) == (("potter",), "")
    assert (contact.city, contact.languages) == ("Victor", ("Hale",))
    assert contact.edges == (Edge("knows", "Maria Hale"),)
    assert contact.phones == ("061 111 22 33",)
    assert contact.extra == (("x-note", ("short",)),)


def test_markdown_loses_the_same() -> None:
    note = _ana()
    text = _redaction().markdown(ANA.split("---\n", 2)[2], note)
    assert text == (
        "First words. Ana stays.\n\n| c | d |\n\n- one.\n- four\n\n## Log\n- 2026-01-03 met: alone"
    )


def test_an_own_name_stays_wherever_it_is_ones_own() -> None:
    told = _redaction().note(_ana("Maria Hale"))
    assert told
    assert told.contact
    assert told.name == "Maria Hale"
    assert told.contact.emails == ("maria.hale@x.example",)
    mine = Contact(aliases=("Hale", "Vix"), emails=("m.hale@x.example", "vix@x.example"))
    told = _redaction().note(Note("People/Maria Hale.md", "contact", "Maria Hale", None, mine))
    assert told
    assert told.contact == Contact(aliases=("Hale",), emails=("m.hale@x.example",))
    assert words_of("Maria Hale") == {"maria", "hale"}


@pytest.mark.parametrize(
    "path", ["Goals/A gift for Vix.md", "Notes/Victor Hale/x.md", "2026-05-01 Vix.md"]
)
def test_a_note_that_is_named_after_them_goes(path: str) -> None:
    note = read_note(path, b"---\nwants: [x]\n---\n", Config())
    assert note
    assert _redaction().note(note) is None


def test_who_is_called_after_them_stays() -> None:
    note = Note("People/Vix Alt.md", "contact", "Vix Alt", None, Contact(roles=("baker",)))
    assert _redaction().note(note) is note


def test_what_names_nobody_is_the_same_object() -> None:
    note = read_note(
        "People/Ana.md", b"---\nroles: [potter]\n---\nSings. [[Maria Hale]]\n", Config()
    )
    assert note
    assert _redaction().note(note) is note


def test_a_footnote_goes_alone() -> None:
    text = b"---\nroles: [potter]\n---\nHe sings[^n].\n\n[^n]: Vix, of course.\n"
    note = read_note("People/Ana Diaz.md", text, Config())
    assert note
    told = _redaction().note(note)
    assert told
    assert [one.text for one in told.passages] == ["He sings."]
