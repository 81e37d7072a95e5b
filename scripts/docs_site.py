"""The documentation site's additions to docs/: hooks for mkdocs, named in mkdocs.yml.

The README is the first page, CHANGELOG and CONTRIBUTING are pages, and links to other files
of the repository lead to where the repository is published.
"""

import posixpath
import re
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

ROOT = Path(__file__).parent.parent
PAGES = {
    "README.md": "index.md",
    "CHANGELOG.md": "changes.md",
    "CONTRIBUTING.md": "contributing.md",
}
"""Files at the top of the repository that are pages of the site, with their names there."""
_LINK = re.compile(r"(\]\(|src=\")([^)\s\"#:]+)(#[^)\"]*)?(?=[)\"])")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Add the decisions to the navigation, so that new ones need no entry."""
    decisions = sorted(path.name for path in (ROOT / "docs/decisions").glob("*.md"))
    for section in config.nav or ():
        for pages in section.values():
            if isinstance(pages, list) and {"Decisions": "DECISIONS"} in pages:
                pages[pages.index({"Decisions": "DECISIONS"})] = {
                    "Decisions": [f"decisions/{name}" for name in decisions]
                }
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand at the top of the repository."""
    for source, name in PAGES.items():
        text = (ROOT / source).read_text(encoding="utf-8")
        files.append(File.generated(config, name, content=text))
    return files


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: object) -> str:
    """Change links from the page's place in the repository to its place in the site."""
    here = page.file.src_uri
    source = {name: path for path, name in PAGES.items()}.get(here, f"docs/{here}")

    def link(found: re.Match[str]) -> str:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(source), found[2]))
        if target in PAGES:
            led = posixpath.relpath(PAGES[target], posixpath.dirname(here) or ".")
        elif target.startswith("docs/"):
            led = posixpath.relpath(target.removeprefix("docs/"), posixpath.dirname(here) or ".")
        elif (ROOT / target).exists():
            led = f"{config.repo_url}/blob/main/{target}"
        else:
            led = found[2]
        return f"{found[1]}{led}{found[3] or ''}"

    return _LINK.sub(link, markdown)
