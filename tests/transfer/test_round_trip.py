"""A vault, written as vCards and read into an empty vault, is the same vault.

Real files, and the commands as they are typed. What may differ is said in ``told``.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from mdnet.cli import cli
from mdnet.model.config import Config
from mdnet.model.contact import Contact, Edge, Note
from mdnet.model.identifiers import derived_uid
from mdnet.model.key_table import CONTACT_KEYS
from mdnet.model.keys import field_of
from mdnet.notes.body import body_of
from mdnet.notes.kinds import sounds_like_no_person
from mdnet.notes.reader import read_note
from mdnet.util.text import name_key
from mdnet.vault.names import link_key, name_in, portable_stem, stem_of
from tests.conftest import examples
from tests.formats.samples import CIRCLES, DAYS, FOREIGN, LINE, LINES, PARTIAL, TAGS

MOST_PEOPLE = 3
GHOST = "Dr. Lee"
FIRM = "Holm & Co"


def typed(*arguments: str, root: Path, code: int = 0) -> Result:
    """Run a command on a vault; nothing may go wrong, unless a code says so."""
    result = CliRunner().invoke(cli, [*arguments, "--vault", str(root)], prog_name="mdnet")
    assert result.exit_code == code, (result.output, result.exception)
    return result


def vault_of(notes: dict[str, str], root: Path) -> Path:
    (root / ".mdnet").mkdir(parents=True)
    (root / ".mdnet/config.toml").write_text("")
    for path, text in notes.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text)
    return root


def notes_in(root: Path) -> Iterator[tuple[Note, bytes]]:
    for path in sorted(root.rglob("*.md")):
        data = path.read_bytes()
        note = read_note(path.relative_to(root).as_posix(), data, Config())
        assert note
        yield note, data


class People(NamedTuple):
    """Who is called what in a vault: to compare ties by whom they lead to."""

    names: dict[str, str]

    @classmethod
    def of(cls, notes: Iterable[Note]) -> "People":
        names: dict[str, str] = {}
        for note in notes:
            assert note.contact
            for one in (stem_of(note.path), note.name, *note.contact.aliases):
                names.setdefault(link_key(portable_stem(one)), note.name)
        return cls(names)

    def tie(self, edge: Edge) -> tuple[str, str]:
        stem = link_key(portable_stem(name_in(edge.target)))
        return edge.kind, self.names.get(stem, stem)


def braced(text: str) -> str:
    """A text as an import writes it: two braces would make a template of the note."""
    while "{{" in text:
        text = text.replace("{{", "{ {")
    return text


def told(note: Note, data: bytes, people: People, stems: Iterable[str]) -> dict[str, Any]:
    """All that a note says, without what the place and order of things decides.

    - The file is named after the person: ``stems``, its old and its new name, are no aliases.
    - A tie counts by whom it leads to: it may be written with a path, a name, an alias. One to
      the person of the note says nothing.
    - Ties and unknown keys are in no order, since both may be spread over several keys.
    - Which of two keys for one text comes first, ``city`` or ``location``, is all the same.
    - ``uid`` is compared apart.
    - Blocks of text are divided by one empty line, and blanks around them say nothing.
    """
    assert note.contact
    own = {name_key(one) for one in (note.name, *stems)}
    contact = note.contact
    said = {
        field.name: getattr(contact, field.name)
        for field in fields(Contact)
        if field.name not in ("aliases", "edges", "extra", "uid")
    }
    blocks = body_of(note.path, data, "Log").prose.split("\n\n")
    return {
        **said,
        "aliases": {one for one in contact.aliases if name_key(one) not in own},
        "edges": {tie for tie in map(people.tie, contact.edges) if tie[1] != note.name},
        "extra": {(field_of(key) or key, texts) for key, texts in contact.extra},
        "passages": [(one.kind, one.text) for one in note.passages if one.kind != "log"],
        "body": [block for block in blocks if block.strip()],
    }


def yaml(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# Letters that mean something to vCard, YAML, Markdown or a file system, and some names.
WORDS = LINE.map(braced).filter(lambda text: "[[" not in text)
NAMES = st.one_of(
    WORDS,
    st.sampled_from(
        ["…Ana", ".hidden", "Zoe\u0308 Mu\u0308ller", "نور الدين", "李 小龍", "👩‍🚀 Ana", "O'Neil; Jr., X",
         "x" * 300, "Ana\\Ben", "CON", "A: B", "#1", "- Ana", "Ana Diaz-Frost", "😀" * 70]
    ),
)  # fmt: skip
PARAGRAPH = st.one_of(
    WORDS.filter(lambda text: not text.startswith("#") and "%%" not in text and "<" not in text),
    st.sampled_from(
        ["Knows Ben. Likes &amp; tea;\nand, well: cake.", "- one\n- two", "> said so", "### Kids\nTwo.",
         "a \\n b", "| a | b |\n|---|---|\n| 1 | 2 |", "```\n[[code]]\n```", "BEGIN:VCARD\nEND:VCARD",
         "ok --- ok"]
    ),
)  # fmt: skip


@st.composite
def vaults(draw: st.DrawFn) -> dict[str, str]:
    """Draw the notes of a few people who know one another."""
    count = draw(st.integers(1, MOST_PEOPLE))
    # The beginning of a long name is its file's: two of one name cannot be told apart by links.
    drawn = [draw(NAMES) for _ in range(count)]
    names = [
        f"n{number} {name}" if len(name.encode()) > 150 else f"{name} n{number}"
        for number, name in enumerate(drawn)
    ]
    stems = [
        portable_stem(name) if draw(st.booleans()) and len(name.encode()) < 200 else f"p{number}"
        for number, name in enumerate(names)
    ]
    aliases = [draw(WORDS) + f" a{number}" for number in range(count)]
    targets = [*stems, *[one for one in aliases if one == portable_stem(one)], GHOST]
    targets += [f"People/{stem}" for stem in stems]
    vault = {}
    for number, name in enumerate(names):
        lines = [f"name: {yaml(name)}"] if stems[number] != name or draw(st.booleans()) else []
        path = f"People/{stems[number]}.md"
        lines += ["type: person"] if sounds_like_no_person(path, Config()) else []
        lines += [f"aliases: {yaml([aliases[number]])}"] if draw(st.booleans()) else []
        lines += _keys(draw, targets, number)
        body = "\n\n".join(draw(st.lists(PARAGRAPH, max_size=3)))
        log = "\n\n## Log\n- 2026-01-02 met: at home\n" if draw(st.booleans()) else "\n"
        front = "".join(f"{line}\n" for line in lines)
        vault[path] = f"---\n{front}---\n{body}{log}"
    return vault


def _keys(draw: st.DrawFn, targets: list[str], number: int) -> Iterator[str]:
    link = st.sampled_from(targets).map("[[{}]]".format)
    firm = st.sampled_from([f"[[{FIRM}]]", f"[[Firms/{FIRM}]]", f"[[{FIRM}|Holm]]"])
    ties = st.lists(link | st.just("Ada Moss"), min_size=1, max_size=3)
    words = st.sampled_from(["a friend of [[{}]] from school", "[[{}|she]] knows", "[[{}]]"])
    about = st.builds(str.format, words, st.sampled_from(targets))
    texts = LINES.map(
        lambda many: [one for many_ in many for one in [braced(many_)] if "[[" not in one]
    )
    of_kind: dict[str, st.SearchStrategy[Any]] = {
        "texts": texts,
        "text": WORDS | about,
        "tags": TAGS.map(lambda tags: [tag.replace("{", "") or "x" for tag in tags]),
        # A table marks tags by it.
        "circles": CIRCLES.map(lambda many: [one for one in many if one[0] != "#"]),
        "group": st.sampled_from(["primary", "secondary"]),
        "date": DAYS.map(str),
        "partial": PARTIAL,
        "rating": st.integers(1, 5),
        "days": st.sampled_from(["3 months", "10 days", "weekly", 45]),
        "flag": st.just(value=True),
        "links": ties,
        "raw": FOREIGN.map(list),
        "kept": st.just([f"linkedin:ana-{number}"]),
    }
    values: dict[str, st.SearchStrategy[Any]] = {
        **{key.name: of_kind[key.kind] for key in CONTACT_KEYS if key.name != "aliases"},
        # Families share them.
        "phones": st.lists(WORDS | st.just("+41 61 555 01 01"), max_size=2),
        "emails": st.lists(WORDS | st.just("family@example.org"), max_size=2),
        "organizations": st.lists(WORDS | firm, max_size=3),
        "photo": st.sampled_from(["https://example.org/a.jpg", "photos/a b.jpg"]),
        "uid": WORDS.map(lambda text: f"{text} u{number}"),
        "godmother": ties,
        "children": st.just(["[[Dr. Lee]], the eldest", "two more of them"]),
        "Sea legs": st.lists(WORDS, min_size=1, max_size=2),
        "pets": st.just({"dog": "Rex", "cat": "Tom"}),
        # A link cannot show brackets, nor what may begin code.
        "location": WORDS.filter(lambda text: not {*text} & {*"[]|`"}),
        "teacher": about,
    }
    chosen = draw(st.lists(st.sampled_from(sorted(values)), unique=True, max_size=12))
    return (f"{yaml(key)}: {yaml(draw(values[key]))}" for key in chosen)


@pytest.mark.parametrize("version", ["4.0", "3.0"])
@pytest.mark.parametrize("include_private", [True, False])
@examples(25)
@given(notes=vaults())
def test_a_vault_comes_back_from_vcards(
    version: str,
    include_private: bool,  # noqa: FBT001
    notes: dict[str, str],
) -> None:
    with TemporaryDirectory() as folder:
        here, there = vault_of(notes, Path(folder) / "here"), vault_of({}, Path(folder) / "there")
        cards = str(Path(folder) / "cards.vcf")
        asked = ["--include-private"] if include_private else []
        typed("export", "--archived", *asked, "--vcard", version, "-o", cards, root=here)
        before = [*notes_in(here)]
        kept = [
            (note, data) for note, data in before
            if note.contact and (include_private or not note.contact.private)
        ]  # fmt: skip
        if not kept:
            return
        typed("import", cards, "--yes", root=there)
        people = People.of(note for note, _ in before)
        after = {note.name: (note, data) for note, data in notes_in(there)}
        assert sorted(after) == sorted(note.name for note, _ in kept)
        others = People.of(note for note, _ in after.values())
        for note, data in kept:
            back, its = after[note.name]
            stems = (stem_of(note.path), stem_of(back.path))
            expected = told(note, data, people, stems)
            found = told(back, its, others, stems)
            if include_private or len(kept) == len(before):
                assert found == expected
            assert note.contact
            assert back.contact
            derived = "" if note.path == back.path else derived_uid(note.path)
            assert back.contact.uid == (note.contact.uid or derived)

        unchanged = json.loads(typed("import", cards, "--json", root=here).stdout)
        assert {one["action"] for one in unchanged["people"]} == {"unchanged"}
        assert [(note.path, data) for note, data in notes_in(here)] == [
            (note.path, data) for note, data in before
        ]


def test_the_log_comes_along_where_it_is_asked_for(tmp_path: Path) -> None:
    ana = (
        "---\nroles: [baker]\n---\nKind.\n\n## Log\n- 2026-01-02 met: at [[Ben Frost]]'s\n"
        "- 2026-03-04 gave 2: a loaf\n  of rye\n\n## Later\nThe end.\n"
    )
    here = vault_of({"People/Ana Diaz.md": ana}, tmp_path / "here")
    for options, count in ([], 0), (["--with-log"], 2):
        there = vault_of({}, tmp_path / f"there{count}")
        cards = tmp_path / f"{count}.vcf"
        typed("export", *options, "-o", str(cards), root=here)
        typed("import", str(cards), root=there)
        [(before, _)], [(after, _)] = notes_in(here), notes_in(there)
        assert before.log
        assert len(after.log) == count
        assert after.contact == before.contact
        for one, its in zip(after.log, before.log, strict=False):
            assert (one.day, one.kind, one.text, one.weight) == (
                its.day, its.kind, its.text, its.weight,
            )  # fmt: skip
        again = typed("import", str(cards), "--json", root=here).stdout
        assert json.loads(again)["unchanged"] == 1


@pytest.mark.parametrize("version", ["4.0", "3.0"])
def test_an_export_says_the_same_until_a_note_is_renamed(version: str, tmp_path: Path) -> None:
    here = vault_of({"People/Ana.md": "---\nroles: [x]\n---\n"}, tmp_path / "here")

    def exported() -> str:
        return typed("export", "--vcard", version, root=here).stdout

    first = exported()
    assert derived_uid("People/Ana.md") in first
    assert exported() == first
    typed("rename", "Ana", "Anna", "--yes", root=here)
    assert derived_uid("People/Anna.md") in exported()
    assert "uid" not in (here / "People/Anna.md").read_text()


def test_a_card_is_known_by_the_place_of_its_note(tmp_path: Path) -> None:
    """Somebody got another name in an address book, and came back."""
    here = vault_of(
        {"People/Ana Diaz.md": "---\nemails: [ana@example.org]\n---\n", "People/Ben.md": "Tall.\n"},
        tmp_path / "here",
    )
    cards = tmp_path / "cards.vcf"
    typed("export", "-o", str(cards), root=here)
    changed = re.sub("^N:.*\n", "", cards.read_text(), flags=re.MULTILINE)
    cards.write_text(changed.replace("FN:Ana Diaz", "FN:A. Frost").replace("FN:Ben", "FN:Benno"))
    report = json.loads(typed("import", str(cards), "--json", root=here).stdout)
    assert [(one["path"], one["added"]) for one in report["people"]] == [
        ("People/Ana Diaz.md", ["aliases"]), ("People/Ben.md", ["aliases"]),
    ]  # fmt: skip
    # In another vault, a note of the same name can be that of somebody else.
    other = vault_of({"People/Ana Diaz.md": "---\nphones: ['1234567']\n---\n"}, tmp_path / "other")
    typed("export", "Ana Diaz", "-o", str(cards), "--force", root=here)
    report = json.loads(typed("import", str(cards), "--json", root=other, code=1).stdout)
    assert [one["action"] for one in report["people"]] == ["ambiguous"]


def test_relatives_who_share_an_address_stay_two(tmp_path: Path) -> None:
    one = "---\nemails: [family@example.org]\n---\n"
    here = vault_of({"People/Ana Diaz.md": one, "People/Ana M. Diaz.md": one}, tmp_path / "here")
    there, cards = vault_of({}, tmp_path / "there"), str(tmp_path / "cards.vcf")
    typed("export", "-o", cards, root=here)
    typed("import", cards, root=there)
    assert [note.name for note, _ in notes_in(there)] == ["Ana Diaz", "Ana M. Diaz"]


# What the layout of Google has a column for.
_FIRST = ("organizations", "roles")
# An address may lose a comma, and a name that is an alias is none.
_NOT_AS_THEY_ARE = (*_FIRST, "address", "aliases", "photo")
_IN_TABLE = tuple(
    key.name
    for key in CONTACT_KEYS
    if "tables" in key.leaves and key.tie is None and key.name not in _NOT_AS_THEY_ARE
)
_TIES = ("knows", "introduced_by", "spouse", "parents", "mentor", "boss")


@examples(25)
@given(notes=vaults())
def test_a_vault_comes_back_from_the_table_of_google(notes: dict[str, str]) -> None:
    """But for what there is no column for; of companies and roles, for all but the first.

    An address ends with no comma, since its lines are put together with commas, and three
    colons stand between the values of a cell.
    """
    with TemporaryDirectory() as folder:
        # Without identifiers, those who share an address and are called alike are one.
        notes = {
            path: text.replace("family@", f"f{number}@")
            .replace("01 01", f"01 0{number}")
            .replace(":::", "::")
            for number, (path, text) in enumerate(notes.items())
        }
        here, there = vault_of(notes, Path(folder) / "here"), vault_of({}, Path(folder) / "there")
        table = str(Path(folder) / "contacts.csv")
        typed(
            "export", "--format", "csv", "--archived", "--include-private", "-o", table, root=here
        )
        # Said, since a note that quotes a vCard makes the table look like one.
        typed("import", table, "--from", "google", root=there)
        before, after = (
            [*notes_in(here)],
            {note.name: (note, data) for note, data in notes_in(there)},
        )
        people = People.of(note for note, _ in before)
        others = People.of(note for note, _ in after.values())
        for note, data in before:
            back, its = after[note.name]
            stems = (stem_of(note.path), stem_of(back.path))
            expected = told(note, data, people, stems)
            found = told(back, its, others, stems)
            for key in _FIRST:
                assert found[key] == expected[key][:1]
            assert found["address"] == tuple(
                line for one in expected["address"] if (line := one.strip(" ,"))
            )
            for key in (*_IN_TABLE, "aliases", "body"):
                assert found[key] == expected[key], key
            ties = {tie for tie in expected["edges"] if tie[0] in _TIES}
            assert {tie for tie in found["edges"] if tie[0] in _TIES} >= ties
        if any(
            one != one.strip(" ,")
            for note, _ in before
            if note.contact
            for one in note.contact.address
        ):
            return  # it comes back as another
        again = json.loads(typed("import", table, "--from", "google", "--json", root=here).stdout)
        assert {one["action"] for one in again["people"]} == {"unchanged"}


def test_a_text_with_a_link_is_known_by_its_words(tmp_path: Path) -> None:
    """The link that is read out of it does not stand in its place."""
    front = 'uid: u-1\nabout: "a friend of [[Ben Frost]] from school"'
    here = vault_of({"People/Ana.md": f"---\n{front}\n---\n"}, tmp_path / "here")
    card = tmp_path / "ana.vcf"
    card.write_text(
        "BEGIN:VCARD\nFN:Ana\nX-MDNET-ABOUT:a friend of Ben Frost from school\nEND:VCARD\n"
    )
    report = json.loads(typed("import", str(card), "--json", root=here).stdout)
    assert [one["action"] for one in report["people"]] == ["unchanged"]
