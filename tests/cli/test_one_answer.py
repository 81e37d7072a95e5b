"""Every command that states a fact about a person states the same one."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import TODAY, MakeVault, Run, examples

NAMES = ("Ana Diaz", "Ben Frost", "Cleo Hart", "Dora Lind")


class Line(NamedTuple):
    """A line of a log, as many days before today as it says, below 0 for a plan."""

    days_ago: int
    kind: str
    weight: str

    @property
    def day(self) -> date:
        return date.fromisoformat(TODAY) - timedelta(days=self.days_ago)

    def __str__(self) -> str:
        return f"- {self.day} {self.kind}: something (x{self.weight})"


class Facts(NamedTuple):
    last_contact: str | None
    balance: float


def note_of(log: Iterable[Line], last_contact: str = "") -> str:
    key = f"last_contact: {last_contact}\n" if last_contact else ""
    lines = "\n".join(map(str, log))
    return f"---\nroles: [plumber]\ncircles: [friend]\ncadence: 1 day\n{key}---\n## Log\n{lines}\n"


def facts_by_command(run: Run, root: Path) -> dict[str, dict[str, Facts]]:
    """What each command says of everybody, by its name."""

    def rows(*args: str) -> Any:
        ran = run("-C", str(root), *args, "--json", "--today", TODAY)
        assert ran.code == 0, ran.stderr
        return json.loads(ran.stdout)

    told: dict[str, Any] = {
        "list": rows("list"),
        "search": rows("search", "plumber", "-n", "50", "--all"),
        "show": [rows("show", name) for name in NAMES],
    }
    found = {
        command: {one["name"]: Facts(one["last_contact"], one["balance"]) for one in people}
        for command, people in told.items()
    }
    balances = {one["name"]: one["balance"] for one in rows("balance", "-n", "50")}
    # Who was never in touch has no day in this list, and due says so as well.
    due = {
        one["name"]: one["last_contact"] for one in rows("due", "--all")
        if one["kind"] == "reconnect"
    }  # fmt: skip
    found["due and balance"] = {
        name: Facts(due[name], balances.get(name, 0)) for name in found["list"]
    }
    return found


LINES = st.builds(
    Line,
    st.integers(-400, 400),
    st.sampled_from(["gave", "got", "met", "call", "promised"]),
    st.sampled_from(["0.1", "0.2", "0.7", "1", "1.125", "2.675", "3", "100"]),
)
LOGS = st.lists(LINES, max_size=8)


@examples(12)
@given(
    st.fixed_dictionaries(dict.fromkeys(NAMES, LOGS)),
    st.lists(st.tuples(st.sampled_from(NAMES), st.integers(-40, 400)), max_size=3),
)
def test_all_commands_agree_on_last_contact_and_balance(
    tmp_path_factory: pytest.TempPathFactory,
    run: Run,
    logs: dict[str, list[Line]],
    meetings: list[tuple[str, int]],
) -> None:
    root = tmp_path_factory.mktemp("vault")
    for folder in ("People", "Meetings"):
        (root / folder).mkdir()
    for name, log in logs.items():
        (root / "People" / f"{name}.md").write_text(note_of(log))
    today = date.fromisoformat(TODAY)
    days = {name: {line.day for line in log if line.kind != "promised"}
            for name, log in logs.items()}  # fmt: skip
    for number, (name, days_ago) in enumerate(meetings):
        day = today - timedelta(days=days_ago)
        (root / "Meetings" / f"{day} {number}.md").write_text(f"With [[{name}]].\n")
        days[name].add(day)
    expected = {}
    for name, log in logs.items():
        last = max((day for day in days[name] if day <= today), default=None)
        sums = {kind: sum(Decimal(line.weight) for line in log if line.kind == kind)
                for kind in ("gave", "got")}  # fmt: skip
        expected[name] = Facts(str(last) if last else None, float(sums["got"] - sums["gave"]))
    for command, told in facts_by_command(run, root).items():
        assert told == expected, command


def test_a_planned_line_makes_nobody_forget_a_person(make_vault: MakeVault, run: Run) -> None:
    log = [Line(-48, "met", "1"), Line(114, "call", "1")]
    root = make_vault({f"People/{name}.md": note_of(log) for name in NAMES})
    for command, told in facts_by_command(run, root).items():
        assert {one.last_contact for one in told.values()} == {"2026-08-01"}, command


def test_a_key_that_lies_ahead_hides_no_line_of_the_log(make_vault: MakeVault, run: Run) -> None:
    note = note_of([Line(114, "call", "1")], last_contact="2027-02-01")
    root = make_vault({f"People/{name}.md": note for name in NAMES})
    for command, told in facts_by_command(run, root).items():
        assert {one.last_contact for one in told.values()} == {"2026-08-01"}, command


def test_tenths_add_up_to_tenths_everywhere(make_vault: MakeVault, run: Run) -> None:
    log = [Line(9, "got", "0.1"), Line(8, "got", "0.2"), Line(7, "gave", "0.1")]
    root = make_vault({f"People/{name}.md": note_of(log) for name in NAMES})
    for command, told in facts_by_command(run, root).items():
        assert {one.balance for one in told.values()} == {0.2}, command
    for args in (["stats"], ["balance", "--group-by", "circle"]):
        printed = run("-C", str(root), *args, "--json").stdout
        assert "000000" not in printed
        assert '"got": 1.2' in printed


def test_a_link_that_does_not_count_is_no_contact_anywhere(make_vault: MakeVault, run: Run) -> None:
    notes = {f"People/{name}.md": note_of([]) for name in NAMES}
    # The link that counts has the name of two people, so it means neither.
    notes["Others/Ana Diaz.md"] = "---\ntags: [person]\n---\n"
    notes["Meetings/2026-11-01.md"] = "Saw [[Ana Diaz]].\n\n> [[People/Ana Diaz]] said so.\n"
    root = make_vault(notes)
    listed = json.loads(run("-C", str(root), "list", "--json", "--today", TODAY).stdout)
    found = run("-C", str(root), "search", "plumber", "--json", "--today", TODAY)
    days = {one["path"]: one["last_contact"] for one in json.loads(found.stdout)}
    assert days["People/Ana Diaz.md"] is None
    assert {one["last_contact"] for one in listed} == {None}


FAMILY = ["family", "Partners", "spouse", "In-Laws", "relative"]
CLOSE = ["close friend", "Close-Friends", "close_friend", "best friend"]
WIDER = ["friend", "work", "colleague", "chess"]


@pytest.mark.parametrize("circle", [*FAMILY, *CLOSE, *WIDER])
def test_a_circle_is_the_same_one_in_every_command(
    make_vault: MakeVault, run: Run, circle: str
) -> None:
    meant = "family" if circle in FAMILY else "close friend" if circle in CLOSE else circle
    root = make_vault(
        {
            "People/Ana Diaz.md": f"---\nroles: [plumber]\ncircles: [{circle}]\n---\n",
            "People/Ben Frost.md": f"---\nroles: [plumber]\ncircles: [{meant}]\n---\n",
        }
    )

    def rows(*args: str) -> Any:
        return json.loads(run("-C", str(root), *args, "--json", "--today", TODAY).stdout)

    def names(found: list[dict[str, Any]]) -> set[str]:
        return {one["name"] for one in found}

    both = {"Ana Diaz", "Ben Frost"}
    group = "primary" if meant in ("family", "close friend") else "secondary"
    assert {one["group"] for one in rows("list")} == {group}
    assert {rows("show", name)["group"] for name in both} == {group}
    assert names(rows("list", "--group", group)) == both
    assert names(rows("search", "plumber", "--group", group)) == both
    assert names(rows("list", "--circle", meant)) == both
    assert names(rows("search", "plumber", "--circle", meant)) == both
    scores = {one["score"] for one in rows("search", "plumber")}
    assert len(scores) == 1  # the ties are of one strength
    if meant in ("family", "close friend"):
        found = rows("discover")
        assert [one["count"] for one in found if one["name"] == meant] == [2]


def test_stats_and_pages_count_a_circle_once(make_vault: MakeVault, run: Run) -> None:
    root = make_vault(
        {
            "People/Ana Diaz.md": "---\ncircles: [book club]\n---\n",
            "People/Ben Frost.md": "---\ncircles: [Book-Clubs]\n---\n",
        }
    )
    found = json.loads(run("-C", str(root), "stats", "--json").stdout)
    assert found["circles"] == {"book club": 2}


def test_merge_and_import_keep_one_spelling_of_a_circle(
    make_vault: MakeVault, run: Run, tmp_path: Path
) -> None:
    root = make_vault(
        {
            "People/Ana Diaz.md": "---\ncircles: [close friend]\nphones: [079 555 01 02]\n---\n",
            "People/Ana D.md": "---\ncircles: [Close-Friends, club]\n---\n",
        }
    )
    ran = run("-C", str(root), "merge", "Ana Diaz", "Ana D", "-y")
    assert ran.code == 0, ran.stderr
    note = (root / "People" / "Ana Diaz.md").read_text()
    assert "circles: [close friend, club]" in note
    card = tmp_path / "ana.vcf"
    card.write_text("BEGIN:VCARD\nVERSION:3.0\nFN:Ana Diaz\nTEL:079 555 01 02\nEND:VCARD\n")
    ran = run(
        "-C", str(root), "import", str(card), "--circle", "CLOSE friends", "--circle", "Clubs"
    )
    assert ran.code == 0, ran.stderr
    assert "circles: [close friend, club]" in (root / "People" / "Ana Diaz.md").read_text()
