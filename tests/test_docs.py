"""The documents keep what they say: examples run, tables agree with the code, links lead.

Commands behind ``$ `` in a ``console`` block are run, one block after the other, on a
terminal of 100 columns in a copy of the example vault; where the block shows what they
print it is compared. ``pytest --update-cases`` writes what is printed now. The lines of
``sh`` blocks that begin with ``mdnet``, ``cd`` or ``eval`` are run as well.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from mdnet.cli.commands import COMMANDS
from mdnet.index.fields import WORDS
from mdnet.model.config import CADENCE, Config
from mdnet.model.contact import LOG_KINDS
from mdnet.model.keys import _COMMON, CONTACT, GOAL, Field
from mdnet.network import ties
from mdnet.notes.reader import read_note
from mdnet.search import context, ranker
from mdnet.search.results import Explanation, Reason, Share
from mdnet.util.dates import in_words
from scripts.needs_corpus import PARTS, read_corpus
from tests.conftest import ROOT, TODAY, MakeVault, Run
from tests.terminal import in_terminal

README = ROOT / "README.md"
NOTE_FORMAT = ROOT / "docs/note-format.md"
SEARCH = ROOT / "docs/search.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
IDS = [page.relative_to(ROOT).as_posix() for page in PAGES]
WITH_EXAMPLES = [page for page in PAGES if re.search(r"```(console|sh)\n", page.read_text())]

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_SCORE = re.compile(r"(\"score\": \d\.\d)\d*")
_FEATURE_ROWS = re.compile(r"(<!-- features: .*-->\n(?:\|.*\n){2})((?:\|.*\n)*)")
_LINK = re.compile(r"\]\(([^)\s]+)\)")
# Commands whose answer depends on the date are run on the date of the examples.
_DATED = re.compile(r"^(mdnet (?:-C \S+ )?(?:search|show|list|due|balance)\b.*)$")

every_page = pytest.mark.parametrize("page", PAGES, ids=IDS)


class Shell:
    """A person at a terminal, who may go to another folder."""

    def __init__(self, vault: Path, home: Path) -> None:
        self.here = vault
        self.home = home

    def run(self, line: str) -> str:
        """What a command prints; a command that fails is an error of the page."""
        if line.startswith("cd "):
            self.here = Path(line[3:].replace("~", str(self.home)))
            assert self.here.is_dir(), line
            return ""
        dated = _DATED.sub(rf"\1 --today {TODAY}", line.partition("  #")[0].rstrip())
        path = f"{self.home}/bin:{os.environ['PATH']}"
        settings = {"NO_COLOR": "1", "PATH": path}
        command = ["bash", "-c", f'{dated}\necho "[exit $?]"']
        printed = in_terminal(command, self.here, settings=settings)
        shown, _, code = printed.rpartition("[exit ")
        assert code == "0]\n", printed
        rows = "".join(f"{row.rstrip()}\n" for row in shown.splitlines())
        # A score to four places would change with every turn of a screw.
        return _SCORE.sub(r"\1", rows).replace(str(self.home), "/home/me")


@pytest.fixture
def shell(example_vault: Path, own_home: Path) -> Shell:
    (own_home / "bin").mkdir()
    script = own_home / "bin/mdnet"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mdnet "$@"\n')
    script.chmod(0o755)
    # The folders that the examples speak of.
    (own_home / "my-vault/.obsidian").mkdir(parents=True)
    (own_home / "notes").mkdir()
    return Shell(example_vault, own_home)


@pytest.mark.parametrize("page", WITH_EXAMPLES, ids=lambda page: page.name)
def test_examples_print_what_is_shown(
    page: Path, shell: Shell, request: pytest.FixtureRequest
) -> None:
    written = page.read_text()
    printed = _FENCE.sub(lambda found: _replayed(found, shell), written)
    if request.config.getoption("--update-cases"):
        page.write_text(printed)
    assert printed == written


def _replayed(found: re.Match[str], shell: Shell) -> str:
    kind, text = found.groups()
    if kind == "sh":
        for line in text.splitlines():
            if line.startswith(("mdnet ", "cd ", "eval ")):
                shell.run(line)
    if kind != "console":
        return found[0]
    shows = any(not line.startswith("$ ") for line in text.splitlines())
    lines = [line for line in text.splitlines(keepends=True) if line.startswith("$ ")]
    replayed = [(line, shell.run(line[2:-1])) for line in lines]
    return f"```console\n{''.join(line + said * shows for line, said in replayed)}```"


def test_every_command_is_documented() -> None:
    for page in ("docs/commands.md", "docs/json.md"):
        text = (ROOT / page).read_text()
        assert [name for name in COMMANDS if f"\n## {name}\n" not in text] == []
    text = README.read_text()
    assert [name for name in COMMANDS if f"`mdnet {name}" not in text] == []


@pytest.mark.parametrize("script", ["build_command_docs", "build_man_page"])
def test_what_is_made_from_the_help_is_fresh(script: str) -> None:
    command = [sys.executable, "-m", f"scripts.{script}", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(not shutil.which("man"), reason="there is no man here")
def test_the_manual_page_is_typeset_without_a_warning() -> None:
    command = ["man", "--warnings", "--encoding=utf8", "-l", str(ROOT / "docs/mdnet.1")]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    shown = done.stdout.replace("\N{HYPHEN}", "-")
    assert [name for name in COMMANDS if f"mdnet {name} " not in shown] == []


@every_page
def test_links_lead_somewhere(page: Path) -> None:
    for link in _LINK.findall(_CODE.sub("", _FENCE.sub("", page.read_text()))):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, heading = link.partition("#")
        target = page.parent / file if file else page
        assert target.exists(), link
        if heading:
            assert heading in _anchors(target), link


@every_page
def test_nothing_of_this_machine_is_told(page: Path) -> None:
    assert not re.findall(r"(?<![\w.])/(?:work|tmp|root|home/(?!me/))\b.*", page.read_text())


@every_page
def test_tables_have_as_many_cells_in_each_row(page: Path) -> None:
    for table in re.findall(r"(?:^\|.*\|\n)+", _FENCE.sub("", page.read_text()), re.MULTILINE):
        rows = [re.sub(r"\\\|", "", row).count("|") for row in table.splitlines()]
        assert len(set(rows)) == 1, table


@pytest.mark.parametrize(
    ("page", "most"), [("README.md", 150), ("docs/architecture.md", 130), ("CONTRIBUTING.md", 70)]
)
def test_short_pages_stay_short(page: str, most: int) -> None:
    assert len((ROOT / page).read_text().splitlines()) <= most


@pytest.mark.parametrize("page", sorted((ROOT / "docs/decisions").iterdir()), ids=lambda p: p.stem)
def test_decisions_are_dated_and_short(page: Path) -> None:
    text = page.read_text()
    number = re.match(r"# (\d+)\. [A-Z]", text)
    assert number
    assert page.name.startswith(f"{int(number[1]):04}-")
    assert re.search(r"^\d{4}-\d\d-\d\d\. Accepted\.$", text, re.MULTILINE)
    assert 30 <= len(text.splitlines()) <= 50
    assert page.name in (ROOT / "docs/architecture.md").read_text()


@pytest.mark.parametrize("field", dict.fromkeys(CONTACT.values()), ids=lambda field: field.name)
def test_every_key_of_a_contact_is_in_the_table(field: Field) -> None:
    assert _row_of(field) in _table(NOTE_FORMAT, "keys")


@pytest.mark.parametrize("field", dict.fromkeys(GOAL.values()), ids=lambda field: field.name)
def test_every_key_of_a_goal_is_in_the_table(field: Field) -> None:
    assert _row_of(field) in _table(NOTE_FORMAT, "goal keys")


def test_no_key_is_in_the_tables_that_is_not_read() -> None:
    assert {row[0] for row in _table(NOTE_FORMAT, "keys")} == {f.name for f in CONTACT.values()}
    assert {row[0] for row in _table(NOTE_FORMAT, "goal keys")} == {f.name for f in GOAL.values()}


def test_keys_that_other_notes_have_as_well_are_named() -> None:
    [paragraph] = re.findall(
        r"then an alias\.\n(.*?) are common", NOTE_FORMAT.read_text(), re.DOTALL
    )
    assert set(re.findall(r"`(\w+)`", paragraph)) == _COMMON


def test_every_setting_is_in_the_table() -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(.+?)` \|", NOTE_FORMAT.read_text(), re.MULTILINE)
    shown = {name: tomllib.loads(f"value = {value}")["value"] for name, value in rows}
    defaults = {field.name: field.default for field in fields(Config)}
    assert {name: _listed(value) for name, value in defaults.items()} == shown


def test_every_word_of_the_log_is_named() -> None:
    text = NOTE_FORMAT.read_text()
    assert [kind for kind in LOG_KINDS if f"`{kind}`" not in text] == []


@pytest.mark.parametrize("page", [NOTE_FORMAT, README], ids=lambda page: page.name)
def test_notes_in_documents_are_without_fault(page: Path) -> None:
    notes = [text for kind, text in _FENCE.findall(page.read_text()) if kind == "markdown"]
    assert notes
    for text in notes:
        folder = "Goals" if "type: goal" in text else "People"
        note = read_note(f"{folder}/A.md", text.encode(), Config())
        assert note
        assert note.problems == ()
        assert note.log


def test_every_searched_key_is_in_the_table_of_fields() -> None:
    shown = {row[0]: row[1] for row in _table(SEARCH, "fields")}
    assert shown == {field: one.group for field, one in WORDS.items()}


def test_features_are_those_of_the_ranker(request: pytest.FixtureRequest) -> None:
    """Every feature stands in the table with what it means; ``--update-cases`` writes it anew."""
    written = SEARCH.read_text()
    [(head, rows)] = _FEATURE_ROWS.findall(written)
    cells = (row.strip("|\n").split(" | ") for row in rows.splitlines())
    measured = {name.strip(" `"): how.strip() for name, _, how in cells}
    now = "".join(
        f"| `{one.feature}` | {one.means} | {measured.get(one.feature, '')} |\n"
        for one in ranker.model().weights
    )
    if request.config.getoption("--update-cases"):
        SEARCH.write_text(written.replace(head + rows, head + now))
    assert now == rows
    assert "" not in measured.values()


def test_the_goal_words_of_the_page_work(make_vault: MakeVault, run: Run) -> None:
    [example] = re.findall(r"```toml\n(\[\[goal.*?)```", SEARCH.read_text(), re.DOTALL)
    people = {"A": "heating installer", "B": "plumber", "C": "handyman", "D": "baker"}
    notes = {f"People/{name}.md": f"---\nroles: [{role}]\n---\n" for name, role in people.items()}
    vault = make_vault({**notes, ".mdnet/goals.toml": example})
    for goal in ("still no hot water", "the boiler"):
        ran = run("search", goal, cwd=vault)
        *asked, hinted = [row.split("\t")[0] for row in ran.stdout.splitlines()]
        assert (sorted(asked), hinted) == (["A", "B"], "C")
        assert "Looking for: heating installer" in ran.stderr
    # The needs that ship are still there.
    assert run("search", "dripping tap", cwd=vault).stdout.startswith("B\tplumber")


def test_the_need_of_the_page_on_the_corpus_is_sound(tmp_path: Path) -> None:
    page = (ROOT / "docs/needs.md").read_text()
    [example] = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    (tmp_path / "en").mkdir()
    (tmp_path / "en/home.toml").write_text(example)
    corpus = read_corpus(tmp_path)
    assert corpus.faults == []
    assert [need.labels["en"] for need in corpus.needs] == ["chimney sweep"]
    keys = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)
    assert keys == ["name", "kind", "label", *PARTS]


def test_what_explain_adds_is_in_the_tables() -> None:
    page = ROOT / "docs/json.md"
    assert [row[0] for row in _table(page, "reasons")] == [
        name for name in Reason._fields if name != "source_path"
    ]
    names = {"shares": "features", "matches": "", "against": ""}
    keys = [names.get(name, name) for name in Explanation._fields]
    assert [row[0] for row in _table(page, "explanation")] == [key for key in keys if key]
    assert [row[0] for row in _table(page, "features")] == [*Share._fields]


def test_the_figures_of_relevance_are_about_what_is_measured_now() -> None:
    script = ROOT / "bench/relevance/evaluate.py"
    done = subprocess.run(
        [sys.executable, script, "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stderr}run: python {script.relative_to(ROOT)} --write"


def test_bands_are_those_of_the_search() -> None:
    assert _table(SEARCH, "bands") == [
        ("strong", f"{ranker.STRONG}"),
        ("good", f"{ranker.GOOD}"),
        ("maybe", f"{ranker.MAYBE}"),
        ("weak", f"{ranker.SHOWN}"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        f"Below {ranker.SHOWN} nobody is shown",
        f"counts {ranker.of_unmet(0)} to {ranker.of_unmet(1):.2f} of the same score",
        f"(a tie under {ties.WEAK_TIE})",
        f"no more than {ranker._MOST_PRIOR:.0%} either way".replace("%", " %"),
        f"The {context.EVERYWHERE.candidates} most promising notes are then read",
    ],
)
def test_numbers_in_sentences_are_those_of_the_search(sentence: str) -> None:
    assert sentence in " ".join(SEARCH.read_text().split())


def test_layers_are_those_that_are_checked() -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text())
    checked = next(
        contract["layers"]
        for contract in pyproject["tool"]["importlinter"]["contracts"]
        if contract["name"] == "Layers import downwards only"
    )
    drawn = _FENCE.search((ROOT / "docs/architecture.md").read_text())
    assert drawn
    lines = re.findall(r"^(\w[\w, /]*?)(?:\s{2,}|$)", drawn[2], re.MULTILINE)
    names = [name.strip(" /") for line in lines for name in line.split(",")]
    layers = [part.strip().removeprefix("mdnet.") for row in checked for part in row.split("|")]
    assert sorted(names) == sorted(layers)
    rank = {name.strip().removeprefix("mdnet."): at
            for at, row in enumerate(checked) for name in row.split("|")}  # fmt: skip
    assert [rank[name] for name in names] == sorted(rank[name] for name in names)


def test_the_words_of_the_glossary_are_defined_where_it_says() -> None:
    page = (ROOT / "docs/glossary.md").read_text()
    rows = re.findall(
        r"^\| ([^|]+) \| [^|]+ \| `([\w/]+\.py)`(?: `(\w+)`)? \|$", page, re.MULTILINE
    )
    assert len(rows) == len(re.findall(r"^\| (?!word )\w", page, re.MULTILINE)) > 20
    for word, module, name in rows:
        path = ROOT / "mdnet" / module
        assert path.exists(), word
        assert not name or f"\nclass {name}" in path.read_text(), word


def test_what_the_readme_tells_to_type_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    for page in (README, ROOT / "CONTRIBUTING.md"):
        for target in re.findall(r"^make ([\w-]+)", page.read_text(), re.MULTILINE):
            assert f"\n{target}:" in makefile
    # From the checkout, for as long as there is no release to install.
    for line in ("pipx install .", "uv tool install ."):
        assert f"\n{line}\n" in README.read_text()


def test_the_example_vault_has_as_many_people_as_the_documents_say() -> None:
    people = len(list((ROOT / "vault-example/People").rglob("*.md")))
    for page in (README, ROOT / "CHANGELOG.md"):
        assert f"vault of {people} people" in page.read_text()


def _table(page: Path, name: str) -> list[tuple[str, ...]]:
    """The rows of the table below the comment ``<!-- name: …`` without marks."""
    found = re.search(rf"<!-- {name}: .*-->\n((?:\|.*\n)+)", page.read_text())
    assert found
    rows = found[1].splitlines()[2:]
    cells = ([cell.strip().strip("`") for cell in row.strip("|").split("|")] for row in rows)
    wanted = {
        "keys": 4, "goal keys": 3, "fields": 2, "bands": 2, "reasons": 1, "explanation": 1,
        "features": 1,
    }[name]  # fmt: skip
    return [tuple(row[:wanted]) for row in cells]


_KINDS = {
    "texts": "list", "circles": "list", "tags": "tags", "links": "links", "text": "text",
    "group": "primary or secondary", "date": "date", "rating": "1 to 5", "days": "time span",
    "partial": "date, perhaps without year", "flag": "yes or no", "raw": "raw lines", "kept": "raw texts",
    "status": "open, done or dropped",
    "goal kind": "information, resource, support, skill, job or introduction",
}  # fmt: skip


def _row_of(field: Field) -> tuple[str, ...]:
    row = (field.name, field.synonyms, _KINDS[field.kind])
    return (*row, "●" if field.mark else "") if field in CONTACT.values() else row


def _listed(value: object) -> object:
    """The default of a setting as its table shows it."""
    if value is CADENCE:
        return {circle: in_words(days) for circle, days in CADENCE}
    return list(value) if isinstance(value, tuple) else value


def _anchors(page: Path) -> Iterator[str]:
    for heading in re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE):
        yield re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
