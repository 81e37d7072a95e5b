"""Completion in real shells: what a vault calls its people runs nothing."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mdnet.cli.shells import quoted_for_bash
from tests.conftest import Run, examples
from tests.shells import NAMES, TAB, Shell

in_each_shell = pytest.mark.parametrize("shell", NAMES)

# What people could be called, and would run a command, name other files, or be another word.
HOSTILE = (
    "Zed;touch x", "Zed$(touch x)", "Zed`touch x`", "Zed&touch x", "Zed|touch x", "Zed>x", "(touch x)",
    "Zed's \"$(touch x)\"", "Zed' ;touch x;'", 'Zed";touch x;"', "Zed\n;touch x", "Zed\\;touch x", "Zed\\",
    "!touch", "Zed!!", "*", "[A-Z]*", "plain,*", "~", "~root", "=ls", "^a^b", "%1", "Zed #x", "$HOME", "{a,b}",
    "'", "a:b", "a@b.example", "a=b", "Diaz, Ana", "O'Brien", "Zoe\u0308 Mu\u0308ller", "王 小明", "Zed/../x;touch x",
)  # fmt: skip
NEVER_OFFERED = (
    "--force", "-", "Zed --force", "Zed -n 3", "Zed\x1b[2J", "Zed\u202e;x hcuot",
)  # fmt: skip


def vault_of(folder: Path, *names: str) -> str:
    """Write a vault in which people have these names; return the option that names it."""
    number = sum(1 for _ in folder.glob("vault*"))
    people = folder / f"vault{number}/People"
    people.mkdir(parents=True)
    for place, name in enumerate(names):
        # Most are names of files, too; then there is no other name to complete.
        stem = str(place) if "/" in name else name
        (people / f"{stem}.md").write_text(f"---\nname: {json.dumps(name)}\n---\n")
    return f"-C vault{number}"


def is_left_out(name: str, shell: str) -> bool:
    return name in NEVER_OFFERED or (shell == "fish" and name.startswith("~"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "folder"
    folder.mkdir()
    return folder


@in_each_shell
def test_the_name_arrives_and_nothing_runs(
    shell: str, folder: Path, tmp_path: Path, run: Run
) -> None:
    options = {name: vault_of(folder, name) for name in (*HOSTILE, *NEVER_OFFERED)}
    for option in options.values():
        run(*option.split(), "index", cwd=folder)
    before = sorted(folder.iterdir())
    with Shell(shell, folder, tmp_path) as session:
        for name, option in options.items():
            begun = "Z" if "/" in name else ""
            got = session.arguments_of(f"mdnet {option} show {begun}{TAB}")
            offered = [] if is_left_out(name, shell) else [" ".join(name.split())]
            assert got == [*option.split(), "show", *offered], (name, session.screen[-300:])
            assert sorted(folder.iterdir()) == before, name


LETTERS = st.characters(codec="utf-8", categories=["L", "M", "N", "P", "S", "Zs"])

# What is typed, who there is, and the arguments that come of it.
LINES = (
    (f"'Z{TAB}", ["Zed;touch x"], ["Zed;touch x"]),
    (f'"Z{TAB}', ["Zed;touch x"], ["Zed;touch x"]),
    (f"'Z{TAB}", ["Zed' $(touch x)'"], ["Zed' $(touch x)'"]),
    (f'"Z{TAB}', ['Zed" $(touch x) `touch x` \\"'], ['Zed" $(touch x) `touch x` \\"']),
    (f'"{TAB}', ["$(touch x)"], ["$(touch x)"]),
    (f"'{TAB}", ["';touch x;'"], ["';touch x;'"]),
    (f"Z{TAB}F{TAB}", ["Zed Frost", "Zed Moss"], ["Zed Frost"]),
    (f"Z{TAB}M{TAB}", ["Zed;Frost", "Zed;Moss"], ["Zed;Moss"]),
    (f"'Z{TAB}M{TAB}", ["Zed Frost", "Zed Moss"], ["Zed Moss"]),
    (f"Zed F{TAB}", ["Zed Frost"], ["Zed", "Frost"]),
    (f"Zed {TAB}", ["Zed Frost;touch x"], ["Zed", "Frost;touch x"]),
    (f"Zed {TAB}", ["Zed --force"], ["Zed"]),
    (f"Zed\\ F{TAB}", ["Zed Frost"], ["Zed Frost"]),
    (f"'Zed F{TAB}", ["Zed Frost"], ["Zed Frost"]),
    (f"z{TAB}", ["Zed Frost"], ["Zed Frost"]),
    (f"--js{TAB}Z{TAB}", ["Zed Frost"], ["--json", "Zed Frost"]),
    (f"-- {TAB}", ["Zed Frost"], ["--", "Zed Frost"]),
    (f"a@b{TAB}", ["a@b.example $(touch x)"], ["a@b.example $(touch x)"]),
    (f"a:{TAB}", ["a:b;touch x"], ["a:b;touch x"]),
    (f"nobody{TAB}", ["Zed"], ["nobody"]),
)


@in_each_shell
def test_within_a_line(shell: str, folder: Path, tmp_path: Path, run: Run) -> None:
    options = [vault_of(folder, *names) for _, names, _ in LINES]
    for option in options:
        run(*option.split(), "index", cwd=folder)
    before = sorted(folder.iterdir())
    with Shell(shell, folder, tmp_path) as session:
        for option, (keys, names, arguments) in zip(options, LINES, strict=True):
            got = session.arguments_of(f"mdnet {option} show {keys}")
            assert got == [*option.split(), "show", *arguments], (
                keys,
                names,
                session.screen[-300:],
            )
            assert sorted(folder.iterdir()) == before


@in_each_shell
def test_commands_and_values_of_options(shell: str, folder: Path, tmp_path: Path, run: Run) -> None:
    option = vault_of(folder, "Zed Frost")
    vault = folder / option.split()[1]
    (vault / "People/Zed Frost.md").write_text("---\ncity: Bad Tal; touch x\n---\n")
    (vault / "Goals").mkdir()
    (vault / "Goals/Learn to sail.md").write_text("")
    run(*option.split(), "index", cwd=folder)
    with Shell(shell, folder, tmp_path) as session:
        for keys, arguments in (
            (f"list --city ba{TAB}", ["list", "--city", "Bad Tal; touch x"]),
            (f"log Zed\\ Frost pro{TAB}", ["log", "Zed Frost", "promised"]),
            (f"log Zed Frost met --goal l{TAB}", ["log", "Zed", "Frost", "met", "--goal", "Learn to sail"]),
            (f"phone z{TAB}", ["phone", "Zed Frost"]),
        ):  # fmt: skip
            got = session.arguments_of(f"mdnet {option} {keys}")
            assert got == [*option.split(), *arguments], session.screen[-300:]
        assert session.arguments_of(f"mdnet disc{TAB}") == ["discover"]
        assert session.arguments_of(f"mdnet list --group pri{TAB}") == [
            "list",
            "--group",
            "primary",
        ]
        assert session.arguments_of(f"mdnet unknown x{TAB}") == ["unknown", "x"]
        assert "Traceback" not in session.screen


@pytest.mark.skipif(not shutil.which("bash"), reason="there is no bash here")
@pytest.mark.parametrize("quote", ["", "'", '"'])
@given(words=st.lists(st.text(LETTERS | st.sampled_from("\\'\"$`!~ "), min_size=1), min_size=1))
@examples(40)
def test_bash_reads_quoted_words_as_they_are(quote: str, words: list[str]) -> None:
    quoted = quoted_for_bash(words, quote)
    read = subprocess.run(
        ["bash", "-c", f"printf '%s\\0' {' '.join(quoted)}"], capture_output=True, text=True,
        check=True,
    ).stdout.split("\0")[:-1]  # fmt: skip
    assert read == [word for word in words if quote != '"' or "!" not in word] or [""]
