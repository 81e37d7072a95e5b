"""Two notes made one: nothing that either says is lost, and undoing brings both back."""

from pathlib import Path

import pytest

from mdnet.history.journal import Command
from mdnet.history.undo import undo
from mdnet.identity.merging import plan_ghost_merging, plan_merging
from mdnet.identity.plan import Plan, carry_out
from mdnet.model.errors import EditConflictError, EditRefusedError, RefusedError
from tests.conftest import MakeVault
from tests.identity.test_renaming import NOW, index_is_closed, texts, vault_and_index

__all__ = ["index_is_closed"]

A, B = "People/Ana Diaz.md", "Friends/ana.md"
FIRST = """---
aliases: [Ana]
city: Lugano
phones: ["+41 79 123 45 67"] # mobile
roles:
  - dentist
knows: ["[[Bob]]"]
---
Hello.

## Log
- 2026-05-02 got: tooth
- 2026-01-02 met: x
"""
SECOND = """---
name: Ana D.
city: Zürich # old
phone: 0041791234567
emails:
    - ana@example.org # work
roles: [Dentist, cellist]
sources: {a: 1, b: [2]}
knows: ["[[Ana Diaz]]", "[[./Bob]]"]
---
# Ana
Met at [[Friends/ana]].

## Log
- 2026-03-01 call: about [[Bob]]
  more of it
- undated thing
- 2026-01-02 met: x
"""
MERGED = """---
aliases: [Ana, Ana D.]
city: Lugano
phones: ["+41 79 123 45 67"] # mobile
roles:
  - dentist
  - cellist
knows: ["[[Bob]]", "[[Friends/Bob]]"]
emails:
    - ana@example.org # work
sources: {a: 1, b: [2]}
---
Hello.

## Log
- 2026-05-02 got: tooth
- 2026-03-01 call: about [[Friends/Bob|Bob]]
  more of it
- 2026-01-02 met: x

## From Ana D.

- city: Zürich

```yaml
city: Zürich # old
```

# Ana
Met at [[Ana Diaz|ana]].

## Log
- undated thing
"""
OTHERS = {
    "People/Bob.md": "a",
    "Friends/Bob.md": "b",
    "N.md": "[[ana]] [[ana|A]] ![[ana]] [[Ana D.]]",
}


def merging(root: Path, keep: str = A, gone: str = B) -> Plan:
    return plan_merging(*vault_and_index(root), keep, gone)


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
def test_all_of_both_is_there_and_comes_back(make_vault: MakeVault, eol: str) -> None:
    root = make_vault({
        A: FIRST.replace("\n", eol), B: SECOND.replace("\n", "\r\n"), **OTHERS,
    })  # fmt: skip
    before = texts(root)
    vault, snapshot = vault_and_index(root)
    plan = plan_merging(vault, snapshot, A, B)
    carry_out(vault, plan, Command("test", NOW))
    after = texts(root)
    assert B not in after
    assert after[A].decode() == MERGED.replace("\n", eol)
    assert after["N.md"] == b"[[Ana Diaz|ana]] [[Ana Diaz|A]] ![[Ana Diaz]] [[Ana D.]]"
    assert plan.notices == ("city: Zürich was moved below the text; the note keeps city: Lugano.",)
    undo(vault, Command("undo", NOW))
    assert texts(root) == before


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("x", "y", "---\naliases:\n  - ana\n---\nx\n\n## From ana\n\ny\n"),
        ("", "", "---\naliases:\n  - ana\n---\n"),
        ("---\na: 1\n---\n", "---\nb: |\n  t\n\n  u\n# c\n---\n",
         "---\na: 1\naliases:\n  - ana\nb: |\n  t\n\n  u\n# c\n---\n"),
        ("---\n{a: 1}\n---\n", "---\na: 1\nb: [x]\n---\n",
         "---\n{a: 1, aliases: [ana], b: [x]}\n---\n"),
        ("---\naliases: ana\n---\n", "---\nprivate: yes\n---\n",
         "---\naliases: ana\nprivate: true\n---\n"),
        ("---\naliases: [ana]\nprivate: no\n---\n", "---\nprivate: yes\n---\n",
         "---\naliases: [ana]\nprivate: true\n---\n"),
        ("---\naliases: [ana]\nprivate: true\n---\n", "---\nprivate: no\n---\n",
         "---\naliases: [ana]\nprivate: true\n---\n"),
        ("---\naliases: [ana]\ntags: [a, b]\n---\n", "---\ntags: '#B, c'\n---\n",
         "---\naliases: [ana]\ntags: [a, b, c]\n---\n"),
        ("---\naliases: [ana]\nlast_contact: 2026-01-01\n---\n", "---\nlast_contact: 2026-02-02\n---\n",
         "---\naliases: [ana]\nlast_contact: 2026-02-02\n---\n\n## From ana\n\n- last_contact: 2026-01-01\n"),
        ("---\naliases: [ana]\n---\n## Log\n- 2026-01-01 a\n- 2026-03-01 b",
         "## Log\n1. 2026-02-01 c\n\n## More\nx",
         ("---\naliases: [ana]\n---\n## Log\n- 2026-01-01 a\n- 2026-02-01 c\n- 2026-03-01 b\n\n"
         "## From ana\n\n## More\nx\n")),
        ("---\naliases: [ana]\nextra: {a: 1}\n---\n", "---\nextra: {a: 2}\n---\n",
         "---\naliases: [ana]\nextra: {a: 1}\n---\n\n## From ana\n\n```yaml\nextra: {a: 2}\n```\n"),
    ],
)  # fmt: skip
def test_what_becomes_of_keys_and_bodies(
    make_vault: MakeVault, first: str, second: str, expected: str
) -> None:
    root = make_vault({A: first, B: second})
    [change] = merging(root).changes
    assert change.after.decode() == expected


def test_of_a_private_note_it_is_said_that_all_is_private_now(make_vault: MakeVault) -> None:
    root = make_vault({A: "x", B: "---\nprivate: yes\n---\n"})
    assert any("private" in notice for notice in merging(root).notices)


def test_two_notes_of_one_name_end_an_ambiguity(make_vault: MakeVault) -> None:
    root = make_vault(
        {A: "x", "Friends/Ana Diaz.md": "y", "N.md": "[[Friends/Ana Diaz]] [[Ana Diaz]]"}
    )
    plan = merging(root, A, "Friends/Ana Diaz.md")
    assert plan.changes[0].after == b"[[Ana Diaz]] [[Ana Diaz]]"


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({A: "---\na: [b\n---\n"}, f"{A}:"),
        ({B: "---\na: [b\n---\n"}, f"{B}:"),
        ({B: b"\xff\xfea\x00"}, f"{B}:1"),
        ({A: "```\nnever closed", B: "text"}, f"{A}:"),
        ({"N.md": "---\na: '[[ana]]\nb: c\n---\n"}, "N.md:2"),
    ],
)
def test_what_cannot_be_done_is_refused_with_its_place(
    make_vault: MakeVault, files: dict[str, str | bytes], place: str
) -> None:
    root = make_vault({A: "", B: "", **files})
    before = texts(root)
    with pytest.raises(EditRefusedError) as refused:
        merging(root)
    assert str(refused.value).startswith(place)
    assert str(refused.value).partition("\n")[2].startswith(("Fix the note", "Type it by hand: [["))
    assert texts(root) == before


def test_a_note_that_changes_meanwhile_stops_all(make_vault: MakeVault) -> None:
    root = make_vault({A: "", B: "", "N.md": "[[ana]]"})
    vault, snapshot = vault_and_index(root)
    plan = plan_merging(vault, snapshot, A, B)
    (root / B).write_text("more")
    before = texts(root)
    with pytest.raises(EditConflictError, match="nothing was written"):
        carry_out(vault, plan, Command("test", NOW))
    assert texts(root) == before


def test_a_read_only_note_stops_all(make_vault: MakeVault) -> None:
    root = make_vault({A: "", B: "", "N.md": "[[ana]]"})
    vault, snapshot = vault_and_index(root)
    plan = plan_merging(vault, snapshot, A, B)
    (root / B).chmod(0o444)
    before = texts(root)
    with pytest.raises(RefusedError, match="read-only"):
        carry_out(vault, plan, Command("test", NOW))
    assert texts(root) == before


def test_a_note_is_not_merged_with_itself(make_vault: MakeVault) -> None:
    with pytest.raises(RefusedError, match="Both are the same note"):
        merging(make_vault({A: ""}), A, A)


def test_links_to_a_ghost_lead_to_the_note(make_vault: MakeVault) -> None:
    root = make_vault({A: "", "N.md": "---\nwith: '[[Ana Dias]]'\n---\n[[Ana Dias]]"})
    plan = plan_ghost_merging(*vault_and_index(root), A, "ana dias")
    assert plan.changes[0].after == b"---\nwith: '[[Ana Diaz]]'\n---\n[[Ana Diaz|Ana Dias]]"
