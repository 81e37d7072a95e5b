"""The words that mdnet does without, in its documents, help texts, messages and comments.

Each row of the table is a turn of phrase that makes a text sound translated, with what to
write instead. ``python -m tests.test_english`` counts what is left in each package, and
``python -m tests.test_english PACKAGE`` lists it.
"""

import ast
import re
import sys
import tokenize
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import click
import pytest

from mdnet.cli import cli
from mdnet.cli.commands import COMMANDS
from tests.conftest import ROOT


class Unwanted(NamedTuple):
    """A turn of phrase, how it is used, and what to write instead.

    ``in_strings`` is False for words that data hold as well: a column of a table may be
    called "Organization", and people ask for a "telephone".
    """

    pattern: str
    used: str
    instead: str
    in_strings: bool = True


_VERB = "is|are|has|have|stays?|dies|says|gets"
UNWANTED = (
    Unwanted(r"mend(?:s|ed|ing)?", "what needs mending", "what needs fixing"),
    Unwanted(r"reckon(?:s|ed|ing)?", "pages reckon from it", "pages count from it"),
    Unwanted(r"(?:tells?|told|telling) of", "a note tells of a day", "a note mentions a day"),
    Unwanted(r"(?:is|are) told(?! to\b)", "the rest is told", "the rest is reported"),
    Unwanted(r"that it holds", "the notes that it holds", "the notes it contains"),
    Unwanted(r"the ways? in which", "the way in which it works", "how it works"),
    Unwanted(r"is the business of", "it is the business of check", "check handles it"),
    Unwanted(r"so to say", "a seal, so to say", "a seal"),
    Unwanted(r"of one's own", "a note of one's own", "your own note"),
    Unwanted(r"what (?:\w+ ){1,4}(?:is|are) worth", "what a rule is worth", "its severity"),
    Unwanted(r"as (?:it|they) should be", "all is as it should be", "all is up to date"),
    Unwanted(r"came in\.", "Nobody came in.", "No contacts were imported."),
    Unwanted(r"anew", "the index is built anew", "the index is rebuilt"),
    Unwanted(r"outside of the", "outside of the vault", "outside the vault"),
    Unwanted(r"in(?:to)? the place of", "a link in the place of a folder", "a link instead of it"),
    Unwanted(r"at any moment", "delete it at any moment", "delete it any time"),
    Unwanted(r"in the midst of", "in the midst of a save", "during a save"),
    Unwanted(r"by (?:its|their) means", "chosen by their means", "chosen by their averages"),
    Unwanted(r"as (?:it|they) ever (?:was|were)", "as it ever was", "unchanged"),
    Unwanted(r"telephones?", "a telephone number", "a phone number", in_strings=False),
    Unwanted(r"mail address(?:es)?", "a mail address", "an email address", in_strings=False),
    Unwanted(r"had better", "you had better delete it", "delete it"),
    Unwanted(r"nobody is told", "it fails and nobody is told", "it fails silently"),
    Unwanted(rf"(?-i:Who) (?:{_VERB}) (?:[^.?!:|\n]|\n(?!\n))*[.,]",
             "Who has no note gets one.", "People without a note get one."),
    # British spelling.
    Unwanted(r"color(?:s|ed|ing)?", "in color", "in colour", in_strings=False),
    Unwanted(r"behaviors?", "its behavior", "its behaviour", in_strings=False),
    Unwanted(r"favor(?:s|ed|ing|ites?)?", "a favor", "a favour", in_strings=False),
    Unwanted(r"neighbors?", "my neighbor", "my neighbour", in_strings=False),
    Unwanted(r"(?:un)?recogniz\w+", "recognized by email", "recognised by email",
             in_strings=False),
    Unwanted(r"(?:re|dis)?organiz\w+", "their organization", "their organisation",
             in_strings=False),
    Unwanted(r"(?:normal|summar|optim|initial|synchron)iz\w+", "normalized", "normalised",
             in_strings=False),
    Unwanted(r"analyz\w+", "analyzed", "analysed", in_strings=False),
    Unwanted(r"center(?:s|ed)?", "the center", "the centre", in_strings=False),
    Unwanted(r"(?:labeled|canceled|traveler\w*)", "a labeled number", "a labelled number",
             in_strings=False),
)  # fmt: skip

_FENCE = re.compile(r"^ *```.*?^ *```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"``.+?``|`[^`\n]+`")
_TARGET = re.compile(r"\]\([^)\s]+\)")
_FIND = tuple((re.compile(rf"(?i)(?<![\w-])(?:{one.pattern})(?![\w-])"), one) for one in UNWANTED)

DOCUMENTS = sorted(
    {
        *ROOT.glob("*.md"),
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / "templates").rglob("*.j2"),
        ROOT / "vault-example/README.md",
    }
)
MADE_FROM_CODE = frozenset({"docs/commands.md", "docs/problems.md"})
REAL_USES = {
    # Names that keys and circles also go by.
    "docs/note-format.md": {"neighbor", "neighbors", "organization", "telephone"},
    "docs/search.md": {"color"},  # a word that the stem of "colour" finds
}
"""Words that a document needs for what they are."""


# Of a property of calendars and of an argument, which are names; and statuses in JSON.
_NAMES = frozenset(("ORGANIZER", "analyzer"))
_STATUSES = frozenset(("mended", "would be mended"))


def found_in(text: str, *, is_string: bool = False) -> Iterator[str]:
    """The unwanted phrases of a text, each as ``line: "phrase", write: …``."""
    for pattern, one in _FIND:
        if is_string and not one.in_strings:
            continue
        for match in pattern.finditer(text):
            if match[0] in _NAMES or text in _STATUSES:
                continue
            line = text.count("\n", 0, match.start()) + 1
            yield f'{line}: "{match[0]}", write: {one.instead}'


def without_code(text: str) -> str:
    """A document with its code and link targets blanked, on the same lines."""
    text = _FENCE.sub(lambda fence: "\n" * fence[0].count("\n"), text)
    return _TARGET.sub("]", _CODE.sub("``", text))


class Text(NamedTuple):
    """A text of a module: the line where it begins, and whether it is a string of the program."""

    line: int
    text: str
    is_string: bool


def texts_of(module: Path) -> Iterator[Text]:
    """The docstrings, comments and strings of a module that are made of words."""
    source = module.read_text(encoding="utf-8")
    tree = ast.parse(source)
    docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        # A single word is a name or a value of data.
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield Text(node.lineno, _CODE.sub("``", node.value), id(node) not in docstrings)
    for token in tokenize.generate_tokens(StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield Text(token.start[0], _CODE.sub("``", token.string), False)


def left_in(package: str) -> list[str]:
    """What is left in a package, or in a module at the top, by file and line."""
    path = ROOT / "mdnet" / package
    modules = sorted(path.rglob("*.py")) if path.is_dir() else [path.with_suffix(".py")]
    left = []
    for module in modules:
        for one in texts_of(module):
            for found in found_in(one.text, is_string=one.is_string):
                line, _, what = found.partition(":")
                left.append(f"{module.relative_to(ROOT)}:{one.line + int(line) - 1}:{what}")
    return left


def helps() -> Iterator[tuple[str, str]]:
    """The help of every command and subcommand, by its name."""
    root = cli.make_context("mdnet", [], resilient_parsing=True)
    yield "mdnet", cli.get_help(root)
    for name in COMMANDS:
        command = cli.get_command(root, name)
        assert command
        context = click.Context(command, info_name=name, parent=root)
        yield name, command.get_help(context)
        if isinstance(command, click.Group):
            for below in command.list_commands(context):
                found = command.get_command(context, below)
                assert found
                yield f"{name} {below}", found.get_help(click.Context(found, parent=context))


@pytest.mark.parametrize("row", UNWANTED, ids=lambda row: row.used)
def test_the_table_finds_what_it_is_for_and_proposes_nothing_of_the_kind(row: Unwanted) -> None:
    assert row.instead in " ".join(found_in(row.used))
    assert not list(found_in(row.instead))


@pytest.mark.parametrize("page", DOCUMENTS, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_documents_read_as_written_not_as_translated(page: Path) -> None:
    name = page.relative_to(ROOT).as_posix()
    if name in MADE_FROM_CODE:
        pytest.skip("its sentences are those of the code")
    allowed = tuple(f'"{word}"' for word in REAL_USES.get(name, ()))
    left = [one for one in found_in(without_code(page.read_text(encoding="utf-8")))
            if not any(word in one.lower() for word in allowed)]  # fmt: skip
    assert not left


def test_help_texts_read_as_written() -> None:
    left = {
        # A phrase may be broken between two lines.
        name: list(found_in(" ".join(text.split())))
        for name, text in helps()
    }
    assert {name: found for name, found in left.items() if found} == {}


def packages() -> list[str]:
    """All packages, and the modules at the top."""
    return sorted(
        path.stem
        for path in (ROOT / "mdnet").iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    )


@pytest.mark.parametrize("package", packages())
def test_code_speaks_as_the_documents_do(package: str) -> None:
    assert left_in(package) == []


def main() -> None:
    """Print how much is left in each package, or what is left in those that are named."""
    for package in sys.argv[1:] or packages():
        left = left_in(package)
        shown = left if package in sys.argv[1:] else []
        sys.stdout.write("\n".join([f"{package}: {len(left)}", *shown, ""]))


if __name__ == "__main__":
    main()
