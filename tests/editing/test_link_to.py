"""A link to a person leads to that person, whatever is in the name."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.editing.links import NewTarget, link_to, link_to_unlisted, relinked
from mdnet.model.config import Config
from mdnet.notes.hidden import without_hidden
from mdnet.notes.links import read_links, written_link
from mdnet.notes.reader import read_note
from mdnet.notes.scalars import written
from mdnet.util.text import name_key
from mdnet.vault.names import name_in, resolve, target_to
from tests.conftest import MakeVault, Run, examples

NAMES = (
    "Ina C# Meyer", "A [old]", "A|B", "A^b", "100% Bo", "Bo %20", "#1 Fan", "[x]", "a]b", "[[x]]", "a`b`c",
    "Ana (x2)", "(Bo)", "Bo)", "A \\ B", "C:\\Bo", "mailto:Bo", "Note: Bo", "Bo <b>", "<!-- Bo -->",
    "%%Bo%%", "{{name}}", "{% x %}", "Bo.md", "Bo.MD", "Bo.md.md", "Bo.pdf", "Bo 'B' \"Q\" Lind",
    "Zo\u00eb", "Zoe\u0308", "\u674e\u4f1f", "a\u00a0b", "*Bo*", "~~Bo~~", "_Bo_", "$x$", "A & B", "@Bo", "Bo, Ana",
    "\U0001f464 Bo", "- Bo", "> Bo", "[ ] Bo", "Bo -> Ana", "Bo?x=1", "Bo*", ".. Bo", "Bo/", "...",
)  # fmt: skip
ODD = st.text("ab #%[]|^`<>(){}!&*:;'\"\\?=~.,-_@$\u00e9\u00a0\u674e", min_size=1, max_size=12)


class Names:
    """A vault of a few notes."""

    def __init__(self, *paths: str) -> None:
        self.paths = paths

    def by_name(self, key: str) -> list[str]:
        return [path for path in self.paths if name_key(path.rpartition("/")[2][:-3]) == key]

    def by_alias(self, key: str) -> list[str]:
        del key
        return []


def is_file_name(name: str) -> bool:
    """Whether a folder can hold a note of this name that no other name means as well."""
    plain = " ".join(name.split())
    return plain == name.strip() == name and "/" not in name and set(name) != {"."}


def led_to(text: str, names: Names) -> set[str | None]:
    return {resolve(link.target, "", names).path for link in read_links(without_hidden(text))}


@pytest.mark.parametrize("name", [name for name in NAMES if is_file_name(name)])
@pytest.mark.parametrize("others", [(), ("People/Bo.md",), ("Friends/{}.md",)])
def test_a_link_leads_to_its_note(name: str, others: tuple[str, ...]) -> None:
    path = f"People/{name}.md"
    names = Names(path, *(other.format(name) for other in others))
    assert led_to(f"- 2026-01-01 met: tea with {link_to(path, names)} (x2)\n", names) == {path}


@given(ODD.filter(is_file_name), st.booleans())
@examples(300)
def test_any_link_leads_to_its_note(name: str, twice: bool) -> None:  # noqa: FBT001
    path = f"People/{name}.md"
    names = Names(path, *([f"Friends/{name}.md"] if twice else []))
    link = link_to(path, names)
    assert led_to(f"- 2026-01-01 met: tea with {link} (x2)\n", names) == {path}
    note = f"---\ntype: person\nknows: [{written(link, flow=True)}]\n---\n".encode()
    read = read_note("Me.md", note, Config())
    assert read is not None
    assert read.contact is not None
    assert [resolve(edge.target, "", names).path for edge in read.contact.edges] == [path]


@given(ODD.filter(is_file_name))
def test_a_link_that_gets_another_target_leads_there(name: str) -> None:
    path = f"People/{name}.md"
    before = '---\ntype: person\nknows: ["[[Old]]", Old]\n---\n[[Old]] [[Old|he]] [[Old#Work]] [he](Old.md)\n'

    def decide(target: str) -> NewTarget | None:
        return (
            NewTarget(target_to(path, Names(path)), "Old")
            if target.removesuffix(".md") == "Old"
            else None
        )

    after = relinked(before.encode(), decide, is_contact=True)
    read = read_note("Me.md", after, Config())
    assert read is not None
    assert read.contact is not None
    assert {resolve(edge.target, "", Names(path)).path for edge in read.contact.edges} == {path}
    below = [link for link in read.links if link.line > 4]
    assert [resolve(link.target, "", Names(path)).path for link in below] == [path] * 4
    assert below[1].text == below[3].text == "he"


@given(ODD.filter(is_file_name))
def test_a_link_to_nobody_yet_keeps_the_name(name: str) -> None:
    (link,) = read_links(without_hidden(link_to_unlisted(name)))
    assert name_key(name_in(link.target)) == name_key(name.removesuffix(".md"))


def test_a_link_to_nobody_yet_says_what_the_note_will_be_called() -> None:
    assert link_to_unlisted("AC/DC") == "[[AC-DC|AC/DC]]"


def test_log_links_to_a_name_with_marks(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(
        {"People/Ina C# Meyer.md": "", "People/Ben Frost.md": "", "Goals/A #1.md": ""}
    )
    told = run(
        "-C", str(root), "log", "Ben Frost", "met", "lunch", "--with", "Ina C# Meyer",
        "--goal", "A #1", "--date", "2026-11-01",
    )  # fmt: skip
    assert told.code == 0, told.stderr
    assert "Ina C# Meyer" in run("-C", str(root), "show", "Ben Frost").stdout
    people = run("-C", str(root), "show", "Ina C# Meyer", "--json").stdout
    assert json.loads(people)["linked_by"] == ["Ben Frost"]
    assert json.loads(run("-C", str(root), "stats", "--json").stdout)["ghosts"] == 0
    assert "1 lead" not in run("-C", str(root), "goal", "show", "A #1").stderr


def test_new_links_to_a_name_with_marks(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({"People/Ina C# Meyer.md": ""})
    told = run(
        "-C", str(root), "new", "Ben Frost", "--knows", "Ina C# Meyer", "--introduced-by", "A|B"
    )
    assert told.code == 0, told.stderr
    shown = json.loads(run("-C", str(root), "show", "Ben Frost", "--json").stdout)
    assert shown["ties"] == {"knows": ["Ina C# Meyer"], "introduced_by": ["A|B"]}


def test_a_merge_leads_links_to_a_name_with_marks(make_vault: MakeVault, run: Run) -> None:
    root = make_vault({
        "People/Ina C# Meyer.md": "", "People/Ina.md": "",
        "People/Ben Frost.md": '---\nknows: ["[[Ina]]"]\n---\nMet [[Ina]] and [[Ina|her]].\n',
    })  # fmt: skip
    told = run("-C", str(root), "merge", "Ina C# Meyer", "People/Ina.md", "--yes")
    assert told.code == 0, told.stderr
    shown = json.loads(run("-C", str(root), "show", "Ben Frost", "--json").stdout)
    assert shown["ties"] == {"knows": ["Ina C# Meyer"]}
    text = (root / "People/Ben Frost.md").read_text(encoding="utf-8")
    assert "Met [Ina](Ina%20C%23%20Meyer.md) and [her](Ina%20C%23%20Meyer.md)." in text


@pytest.mark.parametrize(
    ("target", "shown", "link"),
    [
        ("Ana Diaz", "", "[[Ana Diaz]]"),
        ("Ana Diaz", "Ana Diaz", "[[Ana Diaz]]"),
        ("People/Ana Diaz", "Ana Diaz", "[[People/Ana Diaz|Ana Diaz]]"),
        ("Ina C# Meyer", "", "[Ina C# Meyer](Ina%20C%23%20Meyer.md)"),
        ("P/A [old]", "A [old]", "[A (old)](P/A%20%5Bold%5D.md)"),
        ("Ana", "A|B]]", "[[Ana|A/B))]]"),
        ("Zo\u00eb #1", "", "[Zo\u00eb #1](Zo\u00eb%20%231.md)"),
    ],
)
def test_how_links_are_written(target: str, shown: str, link: str) -> None:
    assert written_link(target, shown) == link
