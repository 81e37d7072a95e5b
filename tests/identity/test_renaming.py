"""Renaming: links that led to a note lead to it under its new name, all others as before."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.history.journal import Command
from mdnet.history.undo import undo
from mdnet.identity.merging import plan_merging
from mdnet.identity.plan import carry_out, diff_of
from mdnet.identity.renaming import plan_ghost_renaming, plan_renaming
from mdnet.index.codec import note_from_json
from mdnet.index.refresh import refresh
from mdnet.index.store import Snapshot
from mdnet.model.errors import EditRefusedError, RefusedError
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.hidden import without_code
from mdnet.notes.links import read_links
from mdnet.vault.names import resolve
from mdnet.vault.root import Vault, open_vault
from tests.conftest import MakeVault, examples

NOW = 1_790_000_000.0


_OPENED: list[Snapshot] = []


def vault_and_index(root: Path) -> tuple[Vault, Snapshot]:
    """A vault and its index, of which only the last one is kept open."""
    vault = open_vault(root)
    close_index()
    _OPENED.append(refresh(vault, os.environ).snapshot)
    return vault, _OPENED[-1]


def close_index() -> None:
    while _OPENED:
        _OPENED.pop().reader.close()


@pytest.fixture(autouse=True)
def index_is_closed() -> Iterator[None]:
    yield
    close_index()


def texts(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*.md")
        if ".mdnet" not in path.parts
    }


def renamed(root: Path, path: str, name: str, *, keep_alias: bool = False) -> dict[str, bytes]:
    vault, snapshot = vault_and_index(root)
    plan = plan_renaming(vault, snapshot, path, name, keep_alias=keep_alias)
    carry_out(vault, plan, Command("test", NOW))
    return texts(root)


ANA = "People/Ana.md"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("[[Ana]] and [[ana]]", "[[Eva]] and [[Eva]]"),
        ("[[Ana|her]] [[ Ana #Log|x]]", "[[Eva|her]] [[ Eva #Log|x]]"),
        ("![[Ana]] [[Ana.md]]", "![[Eva]] [[Eva.md]]"),
        ("[[People/Ana]] [[./People/Ana]]", "[[People/Eva]] [[./People/Eva]]"),
        ('[a](People/Ana.md "t") [b](<Ana.md#x>)', '[a](People/Eva.md "t") [b](<Eva.md#x>)'),
        ("| a | [[Ana\\|her]] |", "| a | [[Eva\\|her]] |"),
        ("`[[Ana]]` <!-- [[Ana]] -->", "`[[Ana]]` <!-- [[Eva]] -->"),
        ("%%\n[[Ana]] `[[Ana]]`\n%%", "%%\n[[Eva]] `[[Ana]]`\n%%"),
        ("```\n[[Ana]]\n```\n[[Ana]]", "```\n[[Ana]]\n```\n[[Eva]]"),
        ("---\nwith: [[Ana]] # [[Ana]]\n---\n", "---\nwith: [[Eva]] # [[Ana]]\n---\n"),
        ("---\nboss: x\nboss: '[[Ana]]'\nboss: ['[[ana]]']\n---\n", "---\nboss: x\nboss: '[[Eva]]'\nboss: ['[[Eva]]']\n---\n"),
        ("---\r\nwith: ['[[Ana]]', \"[[ana|A]]\"]\r\n---\r\nx", "---\r\nwith: ['[[Eva]]', \"[[Eva|A]]\"]\r\n---\r\nx"),
        ("---\ntype: person\nknows: [Ana, Bo]\n---\n", "---\ntype: person\nknows: [Eva, Bo]\n---\n"),
        ("---\na: |\n  [[Ana]]\nb: {c: '[[Ana]]'}\n---\n", "---\na: |\n  [[Eva]]\nb: {c: '[[Eva]]'}\n---\n"),
        ("[[Anna]] [[Other/Ana]] [x](http://Ana.md)", "[[Anna]] [[Other/Ana]] [x](http://Ana.md)"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_links_are_rewritten_in_place(
    make_vault: MakeVault, before: str, after: str, bom: str
) -> None:
    root = make_vault({ANA: "", "Note.md": bom + before})
    assert renamed(root, ANA, "Eva") == {"People/Eva.md": b"", "Note.md": (bom + after).encode()}


def test_blanks_and_letters_are_encoded_as_they_were(make_vault: MakeVault) -> None:
    root = make_vault({
        "People/Zoë A.md": "",
        "Note.md": "[a](People/Zo%C3%AB%20A.md) [b](Zoë%20A.md) [c](<Zoë A.md>) [[Zoë A]]",
    })  # fmt: skip
    after = renamed(root, "People/Zoë A.md", "Mia Ü (B)")["Note.md"].decode()
    assert after == (
        "[a](People/Mia%20%C3%9C%20%28B%29.md) [b](Mia%20Ü%20%28B%29.md) [c](<Mia Ü (B).md>) "
        "[[Mia Ü (B)]]"
    )


def test_the_name_and_the_alias(make_vault: MakeVault) -> None:
    root = make_vault({ANA: "---\nname: Ana M. # x\n---\n[[Ana]]", "N.md": "[[Ana M.]] [[ana]]"})
    after = renamed(root, ANA, "Eva: B", keep_alias=True)
    assert after == {
        "People/Eva- B.md": b'---\nname: "Eva: B" # x\naliases:\n  - Ana M.\n---\n[[Eva- B]]',
        "N.md": b"[[Ana M.]] [[Eva- B]]",
    }
    undo(open_vault(root), Command("undo", NOW))
    assert renamed(root, ANA, "Eva")["N.md"] == b"[[Eva]] [[Eva]]"


@pytest.mark.parametrize("name", ["ana", "ANA", "Bob", "bob"])
def test_another_case_is_fine_and_another_note_is_not(make_vault: MakeVault, name: str) -> None:
    root = make_vault({ANA: "", "Old/Bob.md": "", "N.md": "[[Ana]]"})
    if name.lower() == "bob":
        with pytest.raises(RefusedError, match="mdnet merge"):
            renamed(root, ANA, name)
    else:
        assert renamed(root, ANA, name)["N.md"] == f"[[{name}]]".encode()


def test_links_by_an_alias_of_another_are_not_taken(make_vault: MakeVault) -> None:
    root = make_vault({ANA: "", "People/Bob.md": "---\naliases: [B]\n---\n", "N.md": "[[B]]"})
    with pytest.raises(RefusedError, match=r"N.md links to People/Bob.md"):
        renamed(root, ANA, "B")


def test_what_cannot_be_changed_is_refused_before_anything_is_written(
    make_vault: MakeVault,
) -> None:
    files = {ANA: "", "M.md": "[[Ana]]", "N.md": '---\na: b\nknows: "[[Ana]]\nc: d\n---\n'}
    root = make_vault(files)
    with pytest.raises(EditRefusedError, match=r"N.md:3: .*\n.*\[\[Eva\]\]"):
        renamed(root, ANA, "Eva")
    assert texts(root) == {path: text.encode() for path, text in files.items()}


def test_a_ghost_is_renamed_or_becomes_somebody(make_vault: MakeVault) -> None:
    text = "---\nknows: ['[[Dr. Lee]]', Dr. Lee]\n---\n[[dr. lee|him]]"
    root = make_vault({"People/Bob.md": text, "People/Ann.md": ""})
    vault, snapshot = vault_and_index(root)
    for name in ("Lee Ho", "Ann"):
        plan = plan_ghost_renaming(vault, snapshot, "dr. lee", name)
        expected = f"---\nknows: ['[[{name}]]', {name}]\n---\n[[{name}|him]]"
        assert [change.after.decode() for change in plan.changes] == [expected]


def test_the_diff_shows_every_change(make_vault: MakeVault) -> None:
    root = make_vault({ANA: "[[Ana]]\n", "N.md": "a\r\n[[Ana]]\r\n"})
    plan = plan_renaming(*vault_and_index(root), ANA, "Eva")
    lines = [*diff_of(plan)]
    assert lines[lines.index("-[[Ana]]") :][:2] == ["-[[Ana]]", "+[[Eva]]"]
    assert lines[-2:] == ["rename from People/Ana.md", "rename to People/Eva.md"]


STEMS = ("Ana", "Bob", "Zoë X")
PATHS = [f"{folder}{stem}.md" for folder in ("People/", "Old/", "") for stem in STEMS]
TARGETS = [*STEMS, "ana", "People/Ana", "Old/Bob", "./Ana", "../Old/Ana", "Nick", "Ghost"]
LINKS = st.builds(
    lambda form, target: form.replace("%", target),
    st.sampled_from(
        ["[[%]]", "[[%|x]]", "![[%]]", "[[%#h]]", "[y](<%.md>)", "`[[%]]`", "| [[%]] |"]
    ),
    st.sampled_from(TARGETS),
)
BODIES = st.lists(
    LINKS | st.sampled_from(["\n", "\r\n", "```\n", "<!--", "-->", "%%", " a "]), max_size=6
).map("".join)
HEADS = st.sampled_from([
    "", "---\naliases: [Nick]\n---\n", "---\r\nknows: [Ana, '[[Bob|b]]']\r\n---\r\n",
    "---\nname: Nick\nboss: [[Zoë X]] # c\n---\n", "\ufeff---\nx: >\n  a [[Ana]]\n  b\n---\n",
    '---\n{knows: "[[People/Ana]]", k: v}\n---\n', '---\nknows:\n- "[[Zo\\u00eb X]]"\n---\n',
])  # fmt: skip
VAULTS = st.dictionaries(
    st.sampled_from(PATHS), st.builds(str.__add__, HEADS, BODIES), min_size=2, max_size=5
)


def meanings(snapshot: Snapshot, root: Path) -> dict[str, tuple[list[str], set[str]]]:
    """Where the links of every note lead: those of its body in order, and its ties."""
    reader, names = snapshot.reader, snapshot.catalogue

    def led(target: str, path: str) -> str:
        found = resolve(target, path, names)
        return found.path or f"?{found.candidates}"

    found = {}
    for path in names.paths:
        number = reader.number(path)
        assert number is not None
        body = read_front_matter(path, (root / path).read_bytes()).body
        note = note_from_json(reader.record(number))
        found[path] = (
            [led(link.target, path) for link in read_links(without_code(body))],
            # Two ways to write one name are two ties before and may be one afterwards.
            {led(edge.target, path) for edge in (note.contact.edges if note.contact else ())},
        )
    return found


@given(files=VAULTS, data=st.data())
@examples(60)
def test_every_link_leads_where_it_led(
    files: dict[str, str], data: st.DataObject, tmp_path_factory: pytest.TempPathFactory
) -> None:
    root = tmp_path_factory.mktemp("vault")
    (root / ".mdnet").mkdir()
    for path, text in files.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_bytes(text.encode())
    before = texts(root)
    vault, snapshot = vault_and_index(root)
    led = meanings(snapshot, root)
    old = data.draw(st.sampled_from(sorted(files)))
    merged = data.draw(st.sampled_from([None, *sorted({*files} - {old})]))
    new = merged or old.replace(old.rpartition("/")[2], "New Name.md")
    card, other = snapshot.catalogue.card(old), snapshot.catalogue.card(merged or old)
    if merged and not (card and other and card.kind == other.kind == "contact"):
        return
    try:
        if merged:
            plan = plan_merging(vault, snapshot, merged, old)
        else:
            plan = plan_renaming(vault, snapshot, old, "New Name")
    except (EditRefusedError, RefusedError):
        assert texts(root) == before
        return
    carry_out(vault, plan, Command("test", NOW))
    now = meanings(vault_and_index(root)[1], root)
    for path, targets in led.items():
        if merged and path in (old, merged):
            continue  # one note by now, whose links stand in another order
        body, ties = now[new if path == old else path]
        for was, leads in zip(targets[0], body, strict=True):
            if not was.startswith("?"):  # it led nowhere, or to several
                assert leads == (new if was == old else was)
        meant = {new if was == old else was for was in targets[1]}
        assert {was for was in meant if not was.startswith("?")} <= ties
        assert len(ties - meant) <= len([was for was in meant if was.startswith("?")])
    undo(vault, Command("undo", NOW))
    assert texts(root) == before
