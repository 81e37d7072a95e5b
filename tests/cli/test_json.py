"""The JSON of every command: its keys and their types are a promise to scripts."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import ROOT, TODAY, MakeVault, Run

Shape = dict[str, Any]

TEXT, NUMBER, FLAG, TEXTS, MAYBE_TEXT = str, (int, float), bool, [str], (str, type(None))
MAYBE_NUMBER, MAYBE_FLAG = (int, float, type(None)), (bool, type(None))

REASON: Shape = {
    "kind": TEXT, "field": TEXT, "text": TEXT, "matched": TEXTS, "source": MAYBE_TEXT,
    "need": MAYBE_TEXT,
}  # fmt: skip
HIT: Shape = {
    "name": TEXT, "path": MAYBE_TEXT, "band": TEXT, "score": NUMBER, "via": TEXTS,
    "reasons": [REASON], "group": MAYBE_TEXT, "circles": TEXTS, "roles": TEXTS,
    "organizations": TEXTS, "city": MAYBE_TEXT, "closeness": MAYBE_NUMBER,
    "last_contact": MAYBE_TEXT, "balance": float, "needs": TEXTS, "private": FLAG,
}  # fmt: skip
EXPLAINED: Shape = {
    **HIT,
    "explanation": {
        "chance": NUMBER, "tie": NUMBER,
        "features": [{"feature": TEXT, "means": TEXT, "value": NUMBER, "adds": NUMBER}],
    },
}  # fmt: skip
LISTED: Shape = {
    "name": TEXT, "path": TEXT, "group": TEXT, "circles": TEXTS, "roles": TEXTS,
    "organizations": TEXTS, "city": MAYBE_TEXT, "tags": TEXTS, "aliases": TEXTS,
    "closeness": MAYBE_NUMBER, "last_contact": MAYBE_TEXT, "balance": float, "stub": FLAG,
    "private": FLAG, "archived": FLAG,
}  # fmt: skip
MATCHED: Shape = {
    "need": {"name": TEXT, "path": TEXT, "text": TEXT},
    "helper": {"name": TEXT, "path": TEXT, "band": TEXT, "reason": {"field": TEXT, "text": TEXT}},
    "score": NUMBER, "already_tied": FLAG,
}  # fmt: skip
WAY: Shape = {
    "through": TEXTS, "warmth": NUMBER,
    "steps": [{"from": MAYBE_TEXT, "to": TEXT, "kind": TEXT, "strength": NUMBER}],
}  # fmt: skip
# Of everybody: people without a note have null and [] where others have what their note says.
SHOWN: Shape = {
    "name": TEXT, "path": MAYBE_TEXT, "last_contact": MAYBE_TEXT, "ties": dict,
    "linked_by": TEXTS, "via": TEXTS, "balance": float,
    "log": [{"day": TEXT, "kind": TEXT, "text": TEXT, "weight": NUMBER}],
    "passages": TEXTS, "problems": TEXTS,
    "aliases": TEXTS, "tags": TEXTS, "circles": TEXTS, "group": MAYBE_TEXT, "roles": TEXTS,
    "organizations": TEXTS, "about": MAYBE_TEXT, "city": MAYBE_TEXT, "languages": TEXTS,
    "skills": TEXTS, "offers": TEXTS, "needs": TEXTS, "interests": TEXTS, "met": MAYBE_TEXT,
    "met_at": MAYBE_TEXT, "closeness": MAYBE_NUMBER, "trust": MAYBE_NUMBER,
    "cadence": MAYBE_NUMBER, "follow_up": MAYBE_TEXT, "birthday": MAYBE_TEXT,
    "anniversary": MAYBE_TEXT, "phones": TEXTS, "emails": TEXTS, "urls": TEXTS,
    "address": TEXTS, "social": TEXTS, "pronouns": MAYBE_TEXT, "photo": MAYBE_TEXT,
    "uid": MAYBE_TEXT, "stub": MAYBE_FLAG, "private": MAYBE_FLAG, "archived": MAYBE_FLAG,
    "vcard": TEXTS, "mutual": TEXTS, "matches": [MATCHED], "ways": [WAY],
    "promises": [{"day": TEXT, "days": NUMBER, "by": TEXT, "text": TEXT}],
    "notes": [{"day": TEXT, "name": TEXT, "path": TEXT, "text": TEXT}],
}  # fmt: skip
COUNTED: Shape = {
    "contacts": int, "primary": int, "secondary": int, "stubs": int,
    "without_rhythm": int, "private": int,
    "archived": int, "ghosts": int, "ties": int, "goals": int, "open_goals": int,
    "other_notes": int, "log_entries": int, "gave": NUMBER, "got": NUMBER, "circles": dict,
    "cities": dict, "notes_with_errors": int, "leads_by_circle": dict, "leads_by_person": dict,
}  # fmt: skip


def assert_shape(data: Any, shape: Any, where: str = "") -> None:
    """Check that JSON data has exactly the keys of a shape, and their types."""
    if isinstance(shape, dict):
        assert set(data) == set(shape), where
        for key, inner in shape.items():
            assert_shape(data[key], inner, f"{where}.{key}")
    elif isinstance(shape, list):
        assert isinstance(data, list), where
        for item in data:
            assert_shape(item, shape[0], f"{where}[]")
    else:
        assert isinstance(data, shape), f"{where}: {data!r}"


def ran_json(run: Run, vault: Path, *command: str) -> Any:
    ran = run(*command, "--json", cwd=vault)
    assert ran.code == 0
    return json.loads(ran.stdout)


@pytest.mark.parametrize("goal", ["dentist", "notary", "wind turbine", "car", "Okoye"])
def test_search(goal: str, example_vault: Path, run: Run) -> None:
    hits = ran_json(run, example_vault, "search", goal, "--today", TODAY)
    assert hits
    assert_shape(hits, [HIT])
    for hit in hits:
        assert hit["band"] in {"strong", "good", "maybe", "weak"}
        assert 0 <= hit["score"] <= 1
        assert (hit["path"] is None) <= bool(hit["via"])
        assert {reason["kind"] for reason in hit["reasons"]} <= {
            "does", "is", "knows", "log", "similar",
        }  # fmt: skip
        assert hit["group"] in {"primary", "secondary", None}
    bands = [("strong", "good", "maybe", "weak").index(hit["band"]) for hit in hits]
    assert bands == sorted(bands)


def test_search_explained(example_vault: Path, run: Run) -> None:
    hits = ran_json(run, example_vault, "search", "dentist", "--explain", "--all")
    assert hits
    assert_shape(hits, [EXPLAINED])
    for hit in hits:
        adds = [abs(one["adds"]) for one in hit["explanation"]["features"]]
        assert adds == sorted(adds, reverse=True)


def test_search_begins_with_the_keys_that_matter_most(example_vault: Path, run: Run) -> None:
    [hit] = ran_json(run, example_vault, "search", "dentist", "-n", "1")
    assert list(hit)[:6] == ["name", "path", "band", "score", "via", "reasons"]


def test_search_shows_who_looks_for_the_same_only_with_all(example_vault: Path, run: Run) -> None:
    hits = ran_json(run, example_vault, "search", "dentist", "--today", TODAY)
    assert not [hit for hit in hits if hit["band"] == "not a helper"]
    everybody = ran_json(run, example_vault, "search", "dentist", "--all", "--today", TODAY)
    assert_shape(everybody, [HIT])
    assert "Zoë Müller" in [hit["name"] for hit in everybody if hit["band"] == "not a helper"]


def test_path_and_match(example_vault: Path, run: Run) -> None:
    ways = ran_json(run, example_vault, "path", "Dr. Lee", "--today", TODAY)
    assert_shape(ways, [WAY])
    assert ways[0]["through"] == ["Ben Frost"]
    matched = ran_json(run, example_vault, "match", "--today", TODAY)
    assert matched
    assert_shape(matched, [MATCHED])


def test_list(example_vault: Path, run: Run) -> None:
    people = ran_json(run, example_vault, "list", "--archived", "--today", TODAY)
    assert len(people) == 44
    assert_shape(people, [LISTED])


def test_show(example_vault: Path, run: Run) -> None:
    for name in ("Ana Diaz", "Isolde Marrow", "Callum Reid", "Noémie Favre"):
        shown = ran_json(run, example_vault, "show", name, "--today", TODAY)
        assert_shape(shown, SHOWN)
        assert shown["group"] in {"primary", "secondary"}
        assert all(isinstance(shown[flag], bool) for flag in ("stub", "private", "archived"))
        assert "" not in shown.values()


def test_show_of_somebody_without_a_note(example_vault: Path, run: Run) -> None:
    seen = ran_json(run, example_vault, "show", "Dr. Lee", "--today", TODAY)
    assert_shape(seen, SHOWN)
    assert seen["path"] is None
    assert seen["via"] == ["Ben Frost"]
    assert seen["roles"] == []
    assert seen["group"] is seen["city"] is seen["private"] is None
    everybody = ran_json(run, example_vault, "show", "Ana Diaz", "--today", TODAY)
    assert list(seen) == list(everybody)


def test_what_is_not_there_is_null_everywhere(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({".mdnet/config.toml": "", "People/Ana.md": "---\nroles: [zwirbler]\n---\n"})
    [hit] = ran_json(run, vault, "search", "zwirbler")
    [listed] = ran_json(run, vault, "list")
    shown = ran_json(run, vault, "show", "Ana")
    for one in (hit, listed, shown):
        assert one["city"] is one["closeness"] is one["last_contact"] is None
        assert isinstance(one["balance"], float)


def test_stats(example_vault: Path, run: Run) -> None:
    figures = ran_json(run, example_vault, "stats")
    assert_shape(figures, COUNTED)
    for name in ("circles", "cities", "leads_by_circle", "leads_by_person"):
        assert figures[name]
        assert all(isinstance(count, int) for count in figures[name].values())


def test_index(example_vault: Path, run: Run) -> None:
    changes = ran_json(run, example_vault, "index")
    assert_shape(changes, [{"change": str, "path": str}])
    assert {change["change"] for change in changes} == {"added"}
    assert ran_json(run, example_vault, "index") == []


def test_build(example_vault: Path, run: Run) -> None:
    missing = json.loads(run("build", "--check", "--json", cwd=example_vault).stdout)
    assert_shape(missing, [{"path": str, "action": str}])
    assert {page["action"] for page in missing} == {"missing"}
    written = ran_json(run, example_vault, "build")
    assert [page["path"] for page in written] == [page["path"] for page in missing]
    assert {page["action"] for page in written} == {"written"}
    assert ran_json(run, example_vault, "build") == []


def test_check(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault(
        {"People/A.md": "---\nphone: +41\nrole: [x\ncloseness: 9\n---\n", ".mdnet/x": ""}
    )
    shape = [{
        "path": str, "line": int, "column": int, "rule": str, "severity": str, "message": str,
        "fix": MAYBE_TEXT, "status": str, "before": TEXTS, "after": TEXTS,
    }]  # fmt: skip
    found = json.loads(run("check", "--json", cwd=vault).stdout)
    assert_shape(found, shape)
    assert {(one["rule"], one["status"]) for one in found} == {
        ("broken-yaml", "open"), ("bad-number", "open"),
    }  # fmt: skip
    tried = json.loads(run("check", "--dry-run", "--format", "json", cwd=vault).stdout)
    assert_shape(tried, shape)
    assert [one["status"] for one in tried] == ["would be mended"] * 2 + ["open"] * 2
    done = json.loads(run("check", "--fix", "--json", cwd=vault).stdout)
    assert [(one["rule"], one["status"]) for one in done] == [
        ("broken-yaml", "mended"), ("number-like", "mended"), ("bad-number", "open"),
    ]  # fmt: skip
    assert (done[0]["before"], done[0]["after"]) == (["role: [x"], ["role: [x]"])


def test_export(example_vault: Path, run: Run) -> None:
    """Every key of a line stands in the table, with a type; nothing is null."""
    section = (ROOT / "docs/json.md").read_text().partition("\n## export\n")[2]
    rows = re.findall(r"^\| (`[^|]*`) \| (\w+) \|", section.partition("\n## ")[0], re.MULTILINE)
    types = {"text": str, "texts": list, "number": int, "true": bool, "array": list, "object": dict}
    told = {name: types[kind] for names, kind in rows for name in re.findall(r"`(\w+)`", names)}
    ran = run("export", "--format", "jsonl", "--archived", "--include-private", cwd=example_vault)
    people = [json.loads(line) for line in ran.stdout.splitlines()]
    assert len(people) == 44
    for person in people:
        assert {"id", "name", "group"} <= person.keys() <= told.keys()
        assert [key for key, value in person.items() if not isinstance(value, told[key])] == []
    assert {key for person in people for key in person} >= {"private", "stub", "ties", "text"}


def test_new(example_vault: Path, run: Run) -> None:
    written = ran_json(run, example_vault, "new", "Eve Stone", "--role", "mason")
    assert written == [{"name": "Eve Stone", "path": "People/Eve Stone.md"}]


def test_init(tmp_path: Path, run: Run) -> None:
    done = ran_json(run, tmp_path, "init", "here")
    assert_shape(done, [{"path": str, "action": str}])
    assert {step["action"] for step in done} == {"added"}
    again = ran_json(run, tmp_path, "init", "here", "--dry-run")
    assert {step["action"] for step in again} == {"kept"}


@pytest.mark.parametrize(
    "command", [["search", "x"], ["match"], ["list"], ["index"], ["check"]], ids=" ".join
)
def test_nothing_is_an_empty_array(command: list[str], make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({".mdnet/config.toml": ""})
    assert run(*command, "--json", cwd=vault).stdout == "[]\n"


def test_letters_of_all_scripts_stay_readable(example_vault: Path, run: Run) -> None:
    assert '"name": "Nguyễn Thị Lan"' in run("list", "--json", cwd=example_vault).stdout


def test_duplicates(make_vault: MakeVault, run: Run) -> None:
    vault = make_vault({
        "People/Ana Diaz.md": "---\nemail: a@x.org\nprivate: yes\n---\n[[Ana Días]]",
        "People/A. Diaz.md": "---\nemail: a@x.org\ncity: Bern\n---\n",
        "People/Bob.md": "", ".mdnet/config.toml": "",
    })  # fmt: skip
    pairs = ran_json(run, vault, "duplicates", "--all")
    piece = {"what": TEXT, "text": TEXT}
    person = {"name": TEXT, "path": MAYBE_TEXT, "private": FLAG}
    shape = {
        "kind": TEXT, "band": TEXT, "score": NUMBER, "people": [person], "for": [piece],
        "against": [piece],
    }  # fmt: skip
    assert_shape(pairs, [shape])
    assert {pair["kind"] for pair in pairs} == {"notes", "link"}
    assert [len(pair["people"]) for pair in pairs] == [2] * len(pairs)


def test_merge_and_rename(example_vault: Path, run: Run) -> None:
    shape = [{"path": TEXT, "action": TEXT, "to": MAYBE_TEXT}]
    steps = ran_json(run, example_vault, "rename", "Ana Diaz", "Ana Moss", "--dry-run")
    assert_shape(steps, shape)
    assert steps[-1]["action"] == "would move"
    done = ran_json(run, example_vault, "rename", "Ana Diaz", "Ana Moss")
    assert_shape(done, shape)
    assert done[-1] == {
        "path": "People/Ana Diaz.md", "action": "renamed", "to": "People/Ana Moss.md",
    }  # fmt: skip
    done = ran_json(run, example_vault, "merge", "Ana Moss", "Bob Rossi")
    assert_shape(done, shape)
    assert done[-1]["action"] == "deleted"
    assert ran_json(run, example_vault, "rename", "Ana Moss", "Ana Moss") == []
