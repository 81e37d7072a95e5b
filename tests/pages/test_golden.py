"""The pages of the example vault, as they are: ``--update-cases`` writes them anew."""

from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.pages.conftest import BuildPages

GOLDEN = ROOT / "tests/golden"


def test_the_pages_of_the_example_vault(
    example_vault: Path, build_pages: BuildPages, request: pytest.FixtureRequest
) -> None:
    built = build_pages(example_vault)
    assert (built.problems, built.refused) == ((), ())
    pages = {path: (example_vault / path).read_text() for path in built.written}
    held = {
        path.relative_to(GOLDEN).as_posix(): path
        for path in sorted((GOLDEN / "Network").rglob("*.md"))
    }
    if request.config.getoption("--update-cases"):
        for path in held.values():
            path.unlink()
        for name, text in pages.items():
            (GOLDEN / name).parent.mkdir(parents=True, exist_ok=True)
            (GOLDEN / name).write_text(text)
        return
    assert sorted(pages) == sorted(held)
    for name, text in pages.items():
        assert text == held[name].read_text(), name
