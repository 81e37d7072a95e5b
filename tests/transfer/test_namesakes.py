"""Two of one full name: one person unless something speaks against it, and the user agrees."""

import json
from importlib import import_module
from pathlib import Path

import pytest

from mdnet.identity.candidates import Candidate
from mdnet.transfer.identity import candidate_from, identifiers_in_values
from mdnet.transfer.namesakes import contradiction, is_full_name
from tests.conftest import MakeVault, Run

CARD = "BEGIN:VCARD\nVERSION:3.0\nFN:{}\n{}\nEND:VCARD\n"
LINKEDIN = '---\nurls: ["https://www.linkedin.com/in/saralindhof"]\n---\n'
PHONE = "TEL:+41 79 999 88 77"


def one(**values: list[str] | str) -> Candidate:
    return candidate_from(["Sara Lindhof"], {**values}, identifiers_in_values({**values}))


@pytest.mark.parametrize(
    "name", ["Sara Lindhof", "李伟", "김민준", "山田花子", "Иван Петров", "O'Neil, Pat"]
)
def test_full_names(name: str) -> None:
    assert is_full_name(name)


@pytest.mark.parametrize("name", ["Maria G.", "M. G.", "Mama", "Dr. Huber", "伟", "🚀", ""])
def test_what_is_no_full_name(name: str) -> None:
    assert not is_full_name(name)


@pytest.mark.parametrize(
    ("mine", "theirs", "why"),
    [
        ({"phones": ["+41791234567"]}, {"phones": ["+41791234568"]}, ""),
        (
            {"urls": ["linkedin.com/in/a"]},
            {"urls": ["linkedin.com/in/b"]},
            "a different LinkedIn profile",
        ),
        ({"urls": ["linkedin.com/in/a"]}, {"imported_from": ["linkedin:a"]}, ""),
        ({"emails": ["a@gmail.com"]}, {"emails": ["b@gmx.ch"]}, "a different personal email"),
        ({"emails": ["a@gmail.com", "b@gmx.ch"]}, {"emails": ["b@gmx.ch"]}, ""),
        ({"emails": ["a@firm.example"]}, {"emails": ["a@gmail.com"]}, ""),
        ({"birthday": "1980-02-03"}, {"birthday": "--02-03"}, ""),
        ({"birthday": "1980-02-03"}, {"birthday": "1981-02-03"}, "a different birthday"),
        ({"birthday": "--02-04"}, {"birthday": "1981-02-03"}, "a different birthday"),
    ],
)
def test_what_speaks_against(
    mine: dict[str, list[str] | str], theirs: dict[str, list[str] | str], why: str
) -> None:
    assert contradiction(one(**mine), one(**theirs)) == why
    assert contradiction(one(**theirs), one(**mine)) == why


def brought(
    run: Run, root: Path, *cards: tuple[str, str], args: tuple[str, ...] = ()
) -> tuple[list[tuple[str, str | None]], int]:
    """Import cards; return what became of each, and the exit code."""
    file = root / "phone.vcf"
    file.write_text("".join(CARD.format(*card) for card in cards), encoding="utf-8")
    ran = run("-C", str(root), "import", str(file), "--json", *args)
    people = json.loads(ran.stdout)["people"]
    return [(person["action"], person["path"]) for person in people], ran.code


@pytest.mark.parametrize(
    ("said", "told", "path"),
    [
        (("--same-name", "merge"), "Add the email or phone to their note", None),
        ((), "Add the email or phone to their note", None),
        (("--same-name", "new"), "", "People/Sara Lindhof 2.md"),
    ],
)
def test_the_same_name_with_other_numbers_is_left_to_the_user(
    make_vault: MakeVault, run: Run, said: tuple[str, ...], told: str, path: str | None
) -> None:
    root = make_vault({"People/Sara Lindhof.md": '---\nphones: ["+41 79 111 22 33"]\n---\n'})
    people, code = brought(run, root, ("Sara Lindhof", PHONE), args=said)
    assert people == [("created" if path else "ambiguous", path)]
    assert code == (0 if path else 1)
    ran = run("-C", str(root), "import", str(root / "phone.vcf"), *said)
    assert told in ran.stderr
    assert "Add --same-name merge" not in ran.stderr


@pytest.mark.parametrize(
    ("args", "action", "path"),
    [
        ((), "ambiguous", None),
        (("--same-name", "skip"), "ambiguous", None),
        (("--same-name", "merge"), "merged", "People/Sara Lindhof.md"),
        (("--yes",), "merged", "People/Sara Lindhof.md"),
        (("--same-name", "new"), "created", "People/Sara Lindhof 2.md"),
        (("--yes", "--same-name", "new"), "created", "People/Sara Lindhof 2.md"),
    ],
)
@pytest.mark.parametrize("name", ["Sara Lindhof", "Lindhof, Sara", "Dr. Sara Lindhof"])
def test_the_same_full_name(
    make_vault: MakeVault, run: Run, args: tuple[str, ...], action: str, path: str, name: str
) -> None:
    root = make_vault({"People/Sara Lindhof.md": LINKEDIN})
    people, code = brought(run, root, (name, PHONE), args=args)
    assert people[0][0] == action
    assert code == (1 if action == "ambiguous" else 0)
    if path and "2" not in path:
        assert people[0][1] == path
    assert "79 999" in "".join(p.read_text() for p in (root / "People").iterdir()) or not path
    if action != "ambiguous":
        assert brought(run, root, (name, PHONE))[0] == [("unchanged", people[0][1])]


@pytest.mark.parametrize(
    "cards",
    [
        [("Sara Lindhof", PHONE), ("Sara Lindhof", "TEL:+41 79 111 22 33")],
        [("Sara Lindhof", "EMAIL:s@firm.example"), ("Sara Lindhof", "EMAIL:l@other.example")],
        [("Maria", PHONE)],
    ],
)
def test_nobody_is_guessed(make_vault: MakeVault, run: Run, cards: list[tuple[str, str]]) -> None:
    """Two cards of one file, or a mere given name, are not merged by the name."""
    root = make_vault({"People/Sara Lindhof.md": LINKEDIN, "People/Maria.md": LINKEDIN})
    people, code = brought(run, root, *cards, args=("--same-name", "merge"))
    assert {action for action, _ in people} == {"ambiguous"}
    assert code == 1
    people, code = brought(run, root, *cards, args=("--same-name", "new"))
    assert [action for action, _ in people] == ["created"] * len(cards)
    assert code == 0


@pytest.mark.parametrize(
    "line", ["URL:https://www.linkedin.com/in/another", "BDAY:1990-01-01", "EMAIL:b@gmx.ch"]
)
def test_who_contradicts_is_somebody_else(make_vault: MakeVault, run: Run, line: str) -> None:
    note = LINKEDIN.replace("urls", "birthday: 1980-01-01\nemails: [a@gmail.com]\nurls")
    root = make_vault({"People/Sara Lindhof.md": note})
    people, code = brought(run, root, ("Sara Lindhof", line), args=("--same-name", "merge"))
    assert (people, code) == ([("created", "People/Sara Lindhof 2.md")], 0)
    assert brought(run, root, ("Sara Lindhof", line))[0] == [("unchanged", people[0][1])]


def test_the_advice_works(make_vault: MakeVault, run: Run) -> None:
    """Each thing that is said to help brings the person in."""
    root = make_vault({"People/Sara Lindhof.md": LINKEDIN})
    file = root / "phone.vcf"
    file.write_text(CARD.format("Sara Lindhof", f"{PHONE}\nTITLE:Nurse"), encoding="utf-8")
    told = run("-C", str(root), "import", str(file)).stderr
    assert "Add --same-name merge, or add the email or phone to their note." in told
    assert "Add --same-name new." in told
    note = root / "People/Sara Lindhof.md"
    note.write_text(LINKEDIN.replace("urls", 'phones: ["079 999 88 77"]\nurls'), encoding="utf-8")
    assert run("-C", str(root), "import", str(file)).code == 0
    assert "Nurse" in note.read_text(encoding="utf-8")


def test_the_advice_for_a_shared_number_works(make_vault: MakeVault, run: Run) -> None:
    note = '---\nphones: ["+41 79 999 88 77"]\n---\n'
    root = make_vault({"People/Sara A. Lindhof.md": note, "People/Sara B. Lindhof.md": note})
    card = ("Sara Lindhof", f"{PHONE}\nTITLE:Nurse")
    assert brought(run, root, card)[0][0][0] == "ambiguous"
    assert "mdnet merge" in run("-C", str(root), "import", str(root / "phone.vcf")).stderr
    assert run("-C", str(root), "merge", "Sara A. Lindhof", "Sara B. Lindhof", "--yes").code == 0
    assert brought(run, root, card) == ([("merged", "People/Sara A. Lindhof.md")], 0)


@pytest.mark.parametrize(
    ("answer", "action"), [("", "merged"), ("new", "created"), ("skip", "ambiguous")]
)
def test_a_terminal_is_asked_once(
    make_vault: MakeVault, run: Run, monkeypatch: pytest.MonkeyPatch, answer: str, action: str
) -> None:
    root = make_vault({f"People/{name} Lindhof.md": LINKEDIN.replace("sara", name.lower())
                       for name in ("Sara", "Ines")})  # fmt: skip
    file = root / "phone.vcf"
    cards = [("Sara Lindhof", PHONE), ("Ines Lindhof", "TEL:+41 79 999 88 00")]
    file.write_text("".join(CARD.format(*card) for card in cards), encoding="utf-8")
    # By its module: "import" is no name that a dotted path can say.
    monkeypatch.setattr(import_module("mdnet.cli.import"), "_is_asked", lambda: True)
    ran = run("-C", str(root), "import", str(file), stdin=f"{answer}\n").stderr
    assert ran.count("Same name") == 1
    assert f"2 {action}" in ran
