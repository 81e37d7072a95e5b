"""The examples of docs/templates.md, built as a reader would build them."""

import re
from pathlib import Path

from tests.conftest import ROOT
from tests.pages.conftest import BuildPages

PAGE = ROOT / "docs/templates.md"
_TEMPLATE = re.compile(r"With\n?\s*`(\.mdnet/[^`]+)`:\n\n```jinja\n(.*?)```\n", re.DOTALL)


def _with_templates(vault: Path) -> list[str]:
    found = _TEMPLATE.findall(PAGE.read_text())
    for path, text in found:
        (vault / path).parent.mkdir(parents=True, exist_ok=True)
        (vault / path).write_text(text)
    return [path for path, _ in found]


def test_the_examples_make_what_the_page_shows(
    example_vault: Path, build_pages: BuildPages
) -> None:
    assert len(_with_templates(example_vault)) == 2
    assert build_pages(example_vault).problems == ()
    shown = re.findall(r"```markdown\n(---\n.*?)```\n", PAGE.read_text(), re.DOTALL)
    assert [(example_vault / "Network/In short.md").read_text()] == shown
    home = (example_vault / "Network/Home.md").read_text()
    assert "\n40 ties, 12 people to meet.\n" in home
    assert "Where they live" not in home


def test_all_filters_and_fields_are_told() -> None:
    from dataclasses import fields

    from mdnet.pages.content.home import Home
    from mdnet.pages.markdown import FILTERS

    text = PAGE.read_text()
    assert {name for name in FILTERS if f"| `{name}` |" not in text} == set()
    assert {field.name for field in fields(Home) if f"`{field.name}`" not in text} == set()
