"""Names that other systems cannot hold."""

import pytest

from mdnet.check.names import path_problems


def said(path: str) -> list[str]:
    return [f"{problem.code}: {problem.message}" for problem in path_problems(path)]


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("a?.md", "it contains ?"), ("a<b>.md", "it contains < >"), ("What: a day.md", "it contains :"),
        ("con.md", "con is a device name on Windows"), ("NUL.old.md", "NUL.old is a device name on Windows"),
        ("x/com1/a.md", "com1 is a device name on Windows"), ("Friends./a.md", "it ends with a dot or a space"),
        ("Ana .md", "it ends with a dot or a space"), (" Ana.md", "it begins with a space"),
        ("x" * 253 + ".md", "it is 256 bytes long"), ("a\nb.md", "it contains \n"),
        ("CON.md/b?.md", "CON is a device name on Windows, it contains ?"),
    ],
)  # fmt: skip
def test_what_other_systems_cannot_hold(path: str, why: str) -> None:
    assert said(path) == [f"file-name: other systems do not allow this name: {why}"]


@pytest.mark.parametrize(
    "path", ["Console.md", "Ana.B.md", "渡辺.md", "a/b c/d.md", "x" * 252 + ".md", "P. Q..md"]
)
def test_what_any_system_can_hold(path: str) -> None:
    assert said(path) == []


@pytest.mark.parametrize("letter", ["#", "^", "[", "]", "%%"])
def test_what_links_cannot_hold(letter: str) -> None:
    assert said(f"a{letter}b.md") == [f"unlinkable-name: a link cannot contain this name: {letter}"]
