"""The process of the command line: what it imports later than others do, and what nobody notices.

Each is tried in a process of its own; this one has imported all of it long ago.
"""

import inspect
import subprocess
import sys
import textwrap

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from mdnet.__main__ import clean_doc


def run(code: str) -> str:
    """Run a program in which click was imported as the command line does it."""
    begun = "import sys\nfrom mdnet.__main__ import _import_click\n_import_click()\n"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", begun + textwrap.dedent(code)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


@given(st.text(" \n\tab\b."))
@example("  first\n    second\n\n   third\n\n")
@example("")
@example("\n\n")
def test_documentation_is_cleaned_as_inspect_does_it(text: str) -> None:
    assert clean_doc(text) == inspect.cleandoc(text)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("import inspect; print(inspect.isfunction(len), inspect.cleandoc.__module__)",
         "False inspect"),
        ("from inspect import signature; print(signature(lambda a: 1))", "(a)"),
        ("import uuid; print(uuid.UUID(int=1))", "00000000-0000-0000-0000-000000000001"),
        ("from uuid import UUID; print(isinstance(UUID(int=1), UUID))", "True"),
        ("import dataclasses\nprint(dataclasses.dataclass(type('A', (), {}))())", "A()"),
        ("import gettext; print(gettext.gettext('a'), gettext.ngettext('a', 'b', 2))", "a b"),
        ("import gettext; print(gettext.translation('none', fallback=True).gettext('a'))", "a"),
        ("import urllib.parse; print(urllib.parse.quote('a b'), urllib.parse.unquote('%20c'))",
         "a%20b  c"),
        ("from urllib.parse import urlsplit; print(urlsplit('http://a/b').path)", "/b"),
        ("import urllib.request; print(urllib.request.pathname2url('/a b'))", "/a%20b"),
        ("import pathlib; print(pathlib.PurePosixPath('/a b').as_uri())", "file:///a%20b"),
        ("import click; print(click.UUID('{' + '0' * 31 + '1}').int)", "1"),
        ("import click\ndef pages():\n yield 'text'\nclick.echo_via_pager(pages)", "text"),
    ],
)  # fmt: skip
def test_whoever_asks_for_the_real_module_has_it(code: str, told: str) -> None:
    assert run(code).rstrip("\n") == told


def test_none_of_the_modules_is_loaded_for_a_command() -> None:
    names = ("inspect", "uuid", "gettext", "urllib.parse")
    code = f"print({{type(sys.modules[name]).__name__ for name in {names}}})"
    assert run(f"import mdnet.cli.search, pathlib\n{code}") == "{'_Later'}\n"


@pytest.mark.parametrize("package", ["mdnet", "mdnet.cli", "mdnet.search.engine"])
def test_whoever_uses_mdnet_as_a_library_imports_as_ever(package: str) -> None:
    code = f"import {package}, inspect, uuid, sys, gc; print(type(inspect), type(uuid), gc.get_threshold())"
    told = [
        subprocess.run([sys.executable, "-c", one], capture_output=True, text=True, check=True)
        for one in (code, code.replace(f"{package}, ", ""))
    ]
    assert told[0].stdout == told[1].stdout


@pytest.mark.parametrize("command", ["search", "import"])
def test_help_reads_as_with_the_real_modules(command: str) -> None:
    helps = {
        subprocess.run(
            [sys.executable, "-c", f"{begin}; main()", command, "--help"],
            capture_output=True, text=True, check=True,
        ).stdout.replace("-c", "mdnet")
        for begin in ("from mdnet.__main__ import main", "from mdnet.cli import main")
    }  # fmt: skip
    assert len(helps) == 1
