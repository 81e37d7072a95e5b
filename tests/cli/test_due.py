"""``mdnet due`` on a calm Monday: what is due, what is put off, who gets a rhythm."""

import json
from pathlib import Path

import pytest

from mdnet.cli.choice import numbers_in
from tests.conftest import TODAY, MakeVault, Run
from tests.terminal import MDNET, Typed, talk

IMPORTED = "---\ncircles: [work]\nmet: 2015-03-04\norganizations: [Acme]\n---\n"
VAULT = {
    ".mdnet/config.toml": "",
    "People/Ana Diaz.md": "---\ncadence: 1 month\n---\n## Log\n- 2026-10-01 met: coffee\n",
    "People/Bob Rossi.md": IMPORTED,
    "People/Cleo Frey.md": IMPORTED.replace("work", "club"),
}


@pytest.fixture
def vault(make_vault: MakeVault) -> Path:
    return make_vault(VAULT)


def due(run: Run, vault: Path, *options: str) -> tuple[str, str]:
    ran = run("-C", str(vault), "due", *options, "--today", TODAY)
    assert ran.code == 0, ran.stderr
    return ran.stdout, ran.stderr


def test_a_thousand_imported_people_are_one_line(make_vault: MakeVault, run: Run) -> None:
    header = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n"
    rows = "".join(
        f"Ina{n},Meyer,https://linkedin.com/in/ina{n},,Acme,Engineer,{1 + n % 28} Mar 2015\n"
        for n in range(60)
    )
    vault = make_vault({**VAULT, "Connections.csv": header + rows})
    ran = run("-C", str(vault), "import", str(vault / "Connections.csv"), "--circle", "work", "-y")
    assert ran.code == 0, ran.stderr
    stdout, stderr = due(run, vault)
    assert stdout.count("\n") == 1
    assert stderr == (
        "1 to reconnect with, 0 to follow up, 0 birthdays and anniversaries\n"
        "62 people have no rhythm yet. To choose some: mdnet due --pick\n"
    )
    assert "no rhythm yet\t62\n" in run("-C", str(vault), "stats").stdout
    run("-C", str(vault), "build")
    line = "62 people have no rhythm yet"
    for page in ("Home", "Keep in touch"):
        text = (vault / f"Network/{page}.md").read_text(encoding="utf-8")
        assert text.count(line) == 1
        assert "Ina1 Meyer" not in text


def test_nothing_due_is_no_output_at_all(vault: Path, run: Run) -> None:
    assert due(run, vault, "--circle", "club") == ("", "")
    (vault / "People/Ana Diaz.md").unlink()
    assert due(run, vault) == ("", "")
    assert due(run, vault, "--json") == ("[]\n", "")


def test_putting_somebody_off_takes_the_place_of_the_rhythm(vault: Path, run: Run) -> None:
    assert "Ana Diaz" in due(run, vault)[0]
    told, said = due(run, vault, "--snooze", "ana", "2", "weeks")
    assert told == "People/Ana Diaz.md: follow_up: 2026-12-07\n"
    assert "ana → Ana Diaz" in said
    assert (
        (vault / "People/Ana Diaz.md")
        .read_text(encoding="utf-8")
        .startswith("---\ncadence: 1 month\nfollow_up: 2026-12-07\n---\n")
    )
    assert "Ana Diaz" not in due(run, vault)[0]
    later = run("-C", str(vault), "due", "--today", "2026-12-16").stdout
    assert later == "follow up\t2026-12-07\tAna Diaz\tfollow-up was due 9 days ago\n"
    undone = run("-C", str(vault), "undo")
    assert "Undid due --snooze ana" in undone.stderr
    assert (vault / "People/Ana Diaz.md").read_text(encoding="utf-8") == VAULT["People/Ana Diaz.md"]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        (["Ana", "Diaz", "friday"], "2026-11-27"),
        (["Ana Diaz", "in 3 months"], "2027-02-23"),
        (["ana", "2w"], "2026-12-07"),
        (["ana", "next", "month"], "2026-12-23"),
        (["ana", "2026-12-24"], "2026-12-24"),
        (["Ana", "Diaz", "3", "jan"], "2027-01-03"),
    ],
    ids=" ".join,
)
def test_until_when(words: list[str], day: str, vault: Path, run: Run) -> None:
    assert due(run, vault, "--snooze", *words)[0] == f"People/Ana Diaz.md: follow_up: {day}\n"


def test_an_earlier_follow_up_is_moved(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({"People/Ana.md": "---\nfollowup: 2026-11-20  # call\n---\n"})
    found = json.loads(due(run, vault, "--snooze", "--json", "ana", "tomorrow")[0])
    assert found == [{"path": "People/Ana.md", "follow_up": "2026-11-24"}]
    text = (vault / "People/Ana.md").read_text(encoding="utf-8")
    assert text == "---\nfollowup: 2026-11-24  # call\n---\n"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--snooze", "Ana", "Diaz"], "Until when?"),
        (["--snooze", "Ana Diaz", "yesterday"], "is not after"),
        (["--snooze"], "--snooze needs a NAME"),
        (["--every", "2 weeks"], "--every needs a NAME"),
        (["--every", "often", "Ana"], '"often" is not a span of time'),
        (["--snooze", "--every", "2 weeks", "Ana", "friday"], "Use only one of"),
        (["--pick", "Ana"], "Use only one of"),
        (["Ana"], "mdnet show NAME"),
    ],
    ids=" ".join,
)
def test_what_is_refused(options: list[str], said: str, vault: Path, run: Run) -> None:
    ran = run("-C", str(vault), "due", *options, "--today", TODAY)
    assert (ran.code, ran.stdout) == (2, "")
    assert said in ran.stderr
    assert not (vault / ".mdnet/undo").exists()


def test_people_get_a_rhythm_as_one_edit(vault: Path, run: Run) -> None:
    told, _ = due(run, vault, "--every", "2 weeks", "Bob", "Rossi", "Cleo Frey")
    assert told == "People/Bob Rossi.md: cadence: 2 weeks\nPeople/Cleo Frey.md: cadence: 2 weeks\n"
    assert [line.split("\t")[2] for line in due(run, vault)[0].splitlines()] == [
        "Bob Rossi", "Cleo Frey", "Ana Diaz",
    ]  # fmt: skip
    assert len(run("-C", str(vault), "undo").stdout.splitlines()) == 2
    for name in ("Bob Rossi", "Cleo Frey"):
        path = f"People/{name}.md"
        assert (vault / path).read_text(encoding="utf-8") == VAULT[path]


def test_who_can_be_chosen_is_listed_for_programs(vault: Path, run: Run) -> None:
    assert due(run, vault, "--pick")[0] == "Bob Rossi\twork\tAcme\nCleo Frey\tclub\tAcme\n"
    assert due(run, vault, "--pick", "--circle", "club")[0] == "Cleo Frey\tclub\tAcme\n"
    found = json.loads(due(run, vault, "--pick", "--json")[0])
    assert [one["name"] for one in found] == ["Bob Rossi", "Cleo Frey"]


def test_some_are_chosen_at_a_terminal(vault: Path) -> None:
    command = [*MDNET, "-C", str(vault), "due", "--pick", "--every", "3 months"]
    settings = {"PATH": "/nonexistent", "TERM": "dumb"}
    seen, code = talk(command, vault, Typed("Which ones", "9\n2\n"), settings=settings)
    assert code == 0, seen
    assert "1  Bob Rossi · work · Acme" in seen
    assert "enter numbers from 1 to 2" in seen
    assert "People/Cleo Frey.md: cadence: 3 months" in seen
    assert (vault / "People/Bob Rossi.md").read_text(encoding="utf-8") == IMPORTED


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1 3, 5-7", [1, 3, 5, 6, 7]),
        ("2 2 1", [2, 1]),
        ("", []),
        ("0", []),
        ("9", []),
        ("3-1", []),
        ("1 x", []),
        ("-2", []),
    ],
)
def test_numbers(text: str, numbers: list[int]) -> None:
    assert numbers_in(text, 8) == numbers


def test_private_people_stay_out(make_vault: MakeVault, run: Run) -> None:
    hidden = "---\nprivate: true\ncircles: [vault dwellers]\ncadence: 1 day\nmet: 2020-01-01\n---\n"
    vault = make_vault({**VAULT, "People/Vera Wolf.md": hidden})
    assert "Vera Wolf" in due(run, vault)[0]
    for options in ([], ["--pick"], ["--all", "--json"], ["--circle", "vault dweler"]):
        shown = "".join(due(run, vault, "--no-private", *options))
        assert "Vera" not in shown
        assert "dwellers" not in shown
