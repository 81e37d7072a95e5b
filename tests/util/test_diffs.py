"""Diffs that ``git apply`` takes."""

import subprocess
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mdnet.util.diffs import diff_of_file

NAMES = ("Ana.md", "People/Ana Diaz.md", "Ä b/c  d.md")


def applied(folder: Path, before: bytes | None, lines: list[str]) -> dict[str, bytes]:
    """The files of a folder after git applied a diff."""
    for path in [*folder.rglob("*.md")]:
        path.unlink()
    if before is not None:
        (folder / "People").mkdir(exist_ok=True)
        (folder / "People/Ana Diaz.md").write_bytes(before)
    patch = "".join(f"{line}\n" for line in lines).encode()
    done = subprocess.run(
        ["git", "apply", "--unidiff-zero", "-"], cwd=folder, input=patch, capture_output=True,
        check=False, env={"GIT_CEILING_DIRECTORIES": str(folder.parent), "PATH": "/usr/bin:/bin"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.md")}


@pytest.mark.parametrize("path", NAMES)
def test_a_file_comes_and_goes(tmp_path: Path, path: str) -> None:
    lines = [*diff_of_file(None, b"a\nb\n", path)]
    assert lines[0] == "--- /dev/null"
    assert lines[2] == "@@ -0,0 +1,2 @@"
    assert applied(tmp_path, None, lines) == {path: b"a\nb\n"}
    gone = [*diff_of_file(b"a\nb", None, "People/Ana Diaz.md")]
    assert gone[-1] == "\\ No newline at end of file"
    assert applied(tmp_path, b"a\nb", gone) == {}


def test_nothing_differs() -> None:
    assert [*diff_of_file(b"a\n", b"a\n", "Ana.md")] == []
    assert [*diff_of_file(None, b"", "Ana.md")] == []


def test_a_file_that_moves_shows_both_places() -> None:
    assert [*diff_of_file(b"a\n", b"b\n", "Ana.md", "Bob.md")][:2] == [
        "--- a/Ana.md",
        "+++ b/Bob.md",
    ]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.text(alphabet="ab\n\x0c\u2028 ", max_size=12),
    after=st.text(alphabet="ab\n\x0c\u2028 ", max_size=12),
    context=st.integers(0, 3),
)
def test_git_applies_every_diff(tmp_path: Path, before: str, after: str, context: int) -> None:
    old, new, path = before.encode(), after.encode(), "People/Ana Diaz.md"
    lines = [*diff_of_file(old, new, path, context=context)]
    if lines:
        assert applied(tmp_path, old, lines) == {path: new}
    else:
        assert old == new
