"""Private people are named nowhere, in whatever words others' notes speak of them."""

import json
import random
import re
from collections.abc import Iterator

import pytest

from mdnet.cli.commands import COMMANDS
from mdnet.model.config import Config
from mdnet.network.known_as import PrivatePerson
from mdnet.network.privacy import PrivateNames
from mdnet.network.redaction import Redaction
from mdnet.notes.reader import read_note
from mdnet.vault.names import link_key
from tests.conftest import FUZZING, TODAY, MakeVault, Run
from tests.privacy.wordings import SCRIPTS, Somebody, Wording, somebody, wordings

CANARY = re.compile(r"canary\d+|secretroles|secretprose|zwirbel", re.IGNORECASE)
PLACES = ("body", "item", "row", "quote", "log", "about", "offers", "extra")
EXPORTS = ("vcard", "csv", "jsonl", "ics", "ndjson", "opensearch", "meilisearch")
PAGES = (
    "home circles resources goals exchange introductions keep-in-touch reach calendar map".split()
)


def _note(text: str, below: str, place: str) -> str:
    """Return somebody else's note that says ``text`` in one place, and a harmless text before."""
    quoted = json.dumps(text, ensure_ascii=False)
    head = {"about": f"about: {quoted}\n", "offers": f"offers: [keeper, {quoted}]\n",
            "extra": f"x-remark: {quoted}\n"}  # fmt: skip
    body = {
        "body": f"Keeper is here. {text} Fine\nday.",
        "item": f"- keeper\n- Fine day. {text}",
        "row": f"| keeper | b |\n|---|---|\n| x | {text} |",
        "quote": f"> Keeper is\n> here. {text}",
        "log": f"## Log\n- 2026-01-01 met: keeper\n- 2026-01-02 gave: {text}",
    }
    said = body.get(place, "Keeper.")
    return f"---\nroles: [potter]\n{head.get(place, '')}---\n{said}\n\n{below}\n"


def _redaction(one: Somebody) -> Redaction:
    known = {link_key(one.name), link_key(one.alias)}
    names = PrivateNames(
        [PrivatePerson((one.name, one.alias), (one.email,), (one.phone,))], ["Ana Diaz"]
    )
    return Redaction(names, lambda target, _: True if link_key(target) in known else None)


def _told(redaction: Redaction, text: str) -> str:
    """All that may be told of Ana's note, from the index and as Markdown."""
    note = read_note("People/Ana Diaz.md", text.encode(), Config())
    assert note
    told = redaction.note(note)
    assert told
    body = redaction.markdown(text.split("---\n", 2)[2], note)
    return f"{told.contact} {told.passages} {told.log} {told.links} {body}"


def _leaks(seed: int, people: int) -> tuple[int, list[str]]:
    """How many wordings were tried, and those that are still told."""
    chance = random.Random(seed)
    tried, leaks = 0, []
    for number in range(people):
        one = somebody(chance, number)
        redaction = _redaction(one)
        for wording in wordings(one):
            place = chance.choice(PLACES)
            tried += 1
            told = _told(redaction, _note(f"{wording.text} repairs canary1.", wording.below, place))
            if "canary" in told:
                leaks.append(f"{wording.kind} in {place}: {one.name} as {wording.text}")
    return tried, leaks


def test_no_wording_is_told() -> None:
    tried, leaks = _leaks(seed=1, people=30)
    assert tried > 5000
    assert leaks == []


@pytest.mark.fuzz
@pytest.mark.parametrize("seed", range(20))
def test_no_wording_is_told_of_many(seed: int) -> None:
    assert FUZZING
    assert _leaks(100 + seed, people=100)[1] == []


@pytest.mark.parametrize("script", SCRIPTS)
def test_what_names_nobody_is_told(script: str) -> None:
    """A matcher that holds back everything would leak nothing either."""
    chance = random.Random(script)
    other = next(name for name in SCRIPTS if name != script)
    for number in range(20):
        one = somebody(chance, number)
        while one.script != script:
            one = somebody(chance, number)
        redaction = _redaction(one)
        for place in PLACES:
            given, surname = (
                SCRIPTS[other][key].split()[number % 4] for key in ("given", "surname")
            )
            text = f"{given} {surname} and Ana Diaz ring 061 222 33 44, repair kept7."
            if redaction.names.named_in(text):
                assert {script, other} <= {"chinese", "japanese", "korean"}, (one.name, text)
                continue
            told = _told(redaction, _note(text, "", place))
            assert "kept7" in told, (one.name, place)
            assert place in ("about", "extra") or "eeper" in told


def _vault(people: list[Somebody], chance: random.Random) -> dict[str, str]:
    """A vault in which somebody speaks of each private person in many ways."""
    files = {".mdnet/config.toml": ""} | {f"People/{one.name}.md": one.note() for one in people}
    numbers = iter(range(1, 1_000_000))
    for at, one in enumerate(people):
        some = chance.sample([*wordings(one)], 40)
        files[f"People/Potter Number{at}.md"] = _potter(at, some, numbers)
        lines = [f"- 2026-05-{day:02} tip: {w.text} knows canary{next(numbers)}"
                 for day, w in enumerate(chance.sample(some, 9), 1)]  # fmt: skip
        lines += [wording.below for wording in some]
        files[f"Goals/Goal {at}.md"] = (
            "---\nwants: [keeper, pots]\n---\n## Leads\n- 2026-04-01 tip: keeper\n"
            + "\n".join(lines)
        )
        files[f"Goals/Gift for {one.full} canary{next(numbers)}.md"] = "---\nwants: [x]\n---\n"
        files[f"Daily/2026-06-{at + 1:02} {one.given} and canary{next(numbers)}.md"] = (
            f"Lunch with [[Potter Number{at}]] and [[{one.name}|canary{next(numbers)}]].\n"
        )
    files["Diary.md"] = "\n".join(
        f"<!-- mdnet:begin {name} -->\n<!-- mdnet:end {name} -->" for name in PAGES
    )
    return files


def _potter(at: int, some: list[Wording], numbers: Iterator[int]) -> str:
    def say(wording: Wording) -> str:
        return f"{wording.text} repairs canary{next(numbers)}"

    def values(chosen: list[Wording]) -> str:
        return json.dumps([say(one) for one in chosen], ensure_ascii=False)

    body = "\n\n".join(f"{say(one)}." for one in some[:12])
    log = "\n".join(
        f"- 2026-03-{day:02} {kind}: {say(one)}"
        for day, (kind, one) in enumerate(
            zip(("gave", "got", "promised", "met", "tip", "intro"), some[12:18], strict=True), 1
        )
    )
    below = "\n".join(one.below for one in some)
    return (
        f"---\nroles: [potter]\ncircles: [friend]\ncloseness: 4\nbirthday: 1980-03-0{at % 9 + 1}\n"
        f"offers: {values([*some[18:24]])}\nneeds: {values(some[24:28])}\n"
        f"skills: {values(some[28:30])}\ninterests: {values(some[30:32])}\n"
        f"about: {json.dumps(say(some[32]), ensure_ascii=False)}\n"
        f"tags: {values(some[33:34]).replace(' ', '-')}\ncircles: {values(some[34:36])}\n"
        f"knows: {values(some[36:38])}\norganizations: {values(some[38:40])}\n---\n"
        f"keeper{at} is about.\n\n{body}\n\n{below}\n\n## Log\n- 2026-02-01 met: keeper{at}\n{log}\n"
    )


def _everybody(seed: int) -> list[Somebody]:
    """Two people of each script."""
    chance = random.Random(seed)
    found: dict[str, list[Somebody]] = {script: [] for script in SCRIPTS}
    number = 0
    while any(len(some) < 2 for some in found.values()):
        one = somebody(chance, number)
        number += 1
        if len(found[one.script]) < 2 and one.name not in {p.name for p in found[one.script]}:
            found[one.script].append(one)
    return [one for some in found.values() for one in some]


SHOWING = [
    *(["show", f"Potter Number{at}"] for at in (0, 5, 19)),
    ["search", "potter"], ["search", "--all", "-n", "999", "repairs pots"],
    ["search", "--explain", "keeper"], ["list", "--archived"], ["path", "Potter Number3"],
    ["due", "--all"], ["balance", "-n", "99"], ["balance", "--promises", "-n", "99"],
    ["match", "--all", "-n", "999"], ["discover"], ["stats"], ["duplicates", "--all"],
    ["goal", "list", "--all"], ["goal", "show", "Goal 3"],
]  # fmt: skip
# Commands that show nobody, or that decide about private people themselves.
OTHERS = {
    "init", "import", "new", "note", "edit", "phone", "email", "open", "log", "build", "export", "watch", "check", "merge", "rename",
    "index", "undo", "redo",
}  # fmt: skip


@pytest.mark.parametrize(
    "seed", [1, pytest.param(2, marks=pytest.mark.fuzz), pytest.param(3, marks=pytest.mark.fuzz)]
)
def test_no_output_names_them(seed: int, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(_vault(_everybody(seed), random.Random(seed)))
    outputs = {"build": run("build", cwd=vault), "regions": run("build", "--regions", cwd=vault)}
    for kind in EXPORTS:
        outputs[kind] = run("export", "--format", kind, "--with-log", cwd=vault)
    outputs["linkedin"] = run("export", "--format", "csv", "--csv", "linkedin", cwd=vault)
    outputs["for ios"] = run("export", "--vcard", "3.0", "--with-log", cwd=vault)
    outputs["match"] = run("match", "--all", "-n", "999", "--today", TODAY, cwd=vault)
    for name, ran in outputs.items():
        assert ran.code == 0, (name, ran.stderr)
    texts = {name: f"{ran.stdout} {ran.stderr}" for name, ran in outputs.items()}
    texts |= {path.name: path.read_text() for path in (vault / "Network").glob("*.md")}
    texts["regions"] = (vault / "Diary.md").read_text()
    assert len(texts) > len(EXPORTS) + len(PAGES)
    for name, text in texts.items():
        found = sorted(set(CANARY.findall(_unfolded(text))))
        assert found == [], name
    assert texts["jsonl"].count("keeper") > len(SCRIPTS)
    assert "keeper" in texts["Goals.md"]
    assert "Potter Number3" in texts["Circles.md"]


def test_no_command_names_them(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(_vault(_everybody(4), random.Random(4)))
    for command in SHOWING:
        dated = [] if command[0] in ("stats", "duplicates") or command[:2] == ["goal", "list"] else [
            "--today", TODAY
        ]  # fmt: skip
        if command[0] == "balance":
            dated = ["--today", TODAY]
        for more in ([], ["--json"]):
            ran = run(*command, *dated, "--no-private", *more, cwd=vault)
            assert ran.code == 0, (command, ran.stderr)
            found = sorted(set(CANARY.findall(ran.stdout + ran.stderr)))
            assert found == [], command
            assert '"private": true' not in ran.stdout


def test_every_command_is_looked_at() -> None:
    assert {command[0] for command in SHOWING} | OTHERS == COMMANDS.keys()


def test_they_are_not_found_by_name(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({
        ".mdnet/config.toml": "",
        "People/Vera Zwirbel.md": "---\nprivate: true\n---\nKnows [[Otto Ghost]].\n",
        "People/Ana Diaz.md": "---\nroles: [potter]\n---\nFriend of [[Vera Zwirbel]].\n",
    })  # fmt: skip
    for name in ("Vera Zwirbel", "Vera Zwirbl", "vera", "Otto Ghost", "Otto Gost"):
        ran = run("show", name, "--no-private", cwd=vault)
        assert ran.code == 4
        assert CANARY.findall(ran.stderr.replace(name, "")) == []
        assert "Ghost" not in ran.stderr.replace(name, "")


def _unfolded(text: str) -> str:
    """A text with the folded lines of a vCard or an iCalendar in one piece."""
    return text.replace("\r\n ", "").replace("\n ", "")


@pytest.mark.parametrize("value", ["yes", "maybe", "'[[no]]'", "1"])
def test_what_is_no_clear_no_is_private(value: str, make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({
        ".mdnet/config.toml": "",
        "People/Vera Zwirbel.md": f"---\nprivate: {value}\n---\n",
    })  # fmt: skip
    assert run("list", cwd=vault).stdout.startswith("Vera Zwirbel")
    assert run("list", "--no-private", cwd=vault).stdout == ""
    assert run("export", cwd=vault).stdout == ""


@pytest.mark.parametrize("command", [["list"], ["search", "spy"], ["due", "--all"], ["balance"]])
def test_every_command_marks_them(command: list[str], make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({
        ".mdnet/config.toml": "",
        "People/Vera Zwirbel.md": "---\nprivate: yes\nroles: [spy]\nbirthday: 1980-12-01\n---\n"
        "## Log\n- 2026-01-01 gave: a pen\n",
    })  # fmt: skip
    ran = run(*command, "--json", "--today", TODAY, cwd=vault)
    assert [one["private"] for one in json.loads(ran.stdout)] == [True]
    assert json.loads(run(*command, "--json", "--no-private", cwd=vault).stdout) == []
