"""The JSON Schema says what the reader says."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from mdnet.model.config import Config
from mdnet.model.keys import CONTACT, GOAL
from mdnet.notes.frontmatter import read_front_matter
from mdnet.notes.reader import read_note
from mdnet.notes.schema import _SHAPES, KINDS, schema_of
from tests.conftest import ROOT

NOTES = sorted((ROOT / "vault-example/People").rglob("*.md"))
GOALS = sorted((ROOT / "vault-example/Goals").rglob("*.md"))


class Core(yaml.SafeLoader):
    """Reads YAML as editors do: a date is a text."""


Core.yaml_implicit_resolvers = {
    letter: [pair for pair in pairs if not pair[0].endswith("timestamp")]
    for letter, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def accepts(kind: str, front: str) -> bool:
    data = yaml.load(front, Core)
    return bool(jsonschema.Draft202012Validator(schema_of(kind)).is_valid(data))


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_a_schema(kind: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(kind))


def test_the_files_are_fresh() -> None:
    script = ROOT / "scripts/build_schema.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    for kind in KINDS:
        file = ROOT / f"mdnet/schema/{kind}.schema.json"
        assert json.loads(file.read_text()) == schema_of(kind)


def test_every_key_is_in_it() -> None:
    assert CONTACT.keys() <= schema_of("contact")["properties"].keys()
    assert GOAL.keys() <= schema_of("goal")["properties"].keys()
    assert {field.kind for field in (*CONTACT.values(), *GOAL.values())} == _SHAPES.keys()


@pytest.mark.parametrize("path", [*NOTES, *GOALS], ids=lambda path: path.stem)
def test_the_example_vault_is_valid(path: Path) -> None:
    kind = "goal" if path in GOALS else "contact"
    assert accepts(kind, read_front_matter("", path.read_bytes()).source)


VALUES = [
    "closeness: 4", "closeness: 9", "closeness: high", 'trust: "3"', "trust:", "private: yes",
    "private: maybe", "archived: 1", "birthday: --04-17", "birthday: 04-17", "birthday: soon",
    "birthday: 1981-04-17", "met: 2026-05-02", "met: 2.5.2026", "met: '[[Daily/2026-05-02|2 May]]'", "birthday: '[[1981-04-17]]'", "met: 2026-05-02T10:00",
    "group: primary", "group: tertiary", "roles: dentist", "roles: [a, b]", "roles:",
    "knows: [[Bo]]", "cadence: 3 months", "cadence: 90", "cadence: '?'", "shoe size: 42",
    "phones: [1, 2]", "address: {street: a}",
]  # fmt: skip


@pytest.mark.parametrize("front", VALUES)
def test_it_agrees_with_the_reader(front: str) -> None:
    note = read_note("People/A.md", f"---\n{front}\n---\n".encode(), Config())
    assert note
    wrong = [one for one in note.problems if one.code.startswith(("bad-", "date-"))]
    assert accepts("contact", front) == (not wrong)


@pytest.mark.parametrize("front", ["status: open", "status: closed", "kind: job", "kind: cake"])
def test_it_agrees_about_goals(front: str) -> None:
    note = read_note("Goals/A.md", f"---\n{front}\n---\n".encode(), Config())
    assert note
    assert accepts("goal", front) == (note.problems == ())


def test_an_empty_note_is_fine() -> None:
    assert accepts("contact", "# nothing yet")
    data: Any = []
    assert not jsonschema.Draft202012Validator(schema_of("contact")).is_valid(data)
