"""The sizes and the documentation that every module keeps to; layers are import-linter's."""

import ast
from pathlib import Path

import pytest

from tests.conftest import ROOT

MODULES = sorted((ROOT / "mdnet").rglob("*.py"))
IDS = [str(path.relative_to(ROOT)) for path in MODULES]
MOST_LINES = 500
MOST_LINES_OF_A_FUNCTION = 60


def test_the_modules_are_found() -> None:
    assert "mdnet/model/contact.py" in IDS


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_no_module_is_too_long(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_no_function_is_too_long(path: Path) -> None:
    functions = (
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    long = [
        node.name
        for node in functions
        if (node.end_lineno or node.lineno) - node.lineno + 1 > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_every_module_says_what_it_is_for(path: Path) -> None:
    first, *_ = (ast.get_docstring(ast.parse(path.read_text())) or "").split("\n\n")
    assert first.rstrip().endswith((".", "?", "!"))
    assert len(first.split()) >= 3


@pytest.mark.parametrize("path", MODULES, ids=IDS)
def test_no_module_but_the_command_line_reads_the_calendar(path: Path) -> None:
    """Dates come in as ``today``; clocks for stamps and locks are another matter."""
    if path.is_relative_to(ROOT / "mdnet" / "cli"):
        return
    calls = {
        node.attr
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
    }
    assert not calls & {"today", "now", "utcnow", "localtime"}
