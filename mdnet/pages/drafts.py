"""The drafts of the pages: each template filled in with the facts of one ground.

Writes nothing. A template that fails only affects its own page.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from mdnet.model.contact import Problem
from mdnet.pages.ground import Ground
from mdnet.pages.markdown import FILTERS
from mdnet.pages.marker import marked
from mdnet.pages.registry import FOLDER, PageKind, builtin_kinds, users_kinds
from mdnet.rendering.resources import USER_TEMPLATES
from mdnet.rendering.sandbox import Sandbox
from mdnet.rendering.templates import MOST_LETTERS, BadTemplateError, is_users_own
from mdnet.util.text import name_key, without_controls


class PageLink(NamedTuple):
    """A page in the list of pages, with its address relative to the folder of pages."""

    title: str
    address: str
    about: str


class PageInfo(NamedTuple):
    """What a template knows about its page."""

    title: str
    template: str
    path: str
    """Relative to the folder of pages."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An up-to-date page. ``text`` is None if its template failed: see ``problem``.

    ``path`` is relative to the folder of pages, ``kind`` is the name of the page.
    """

    path: str
    kind: str
    text: str | None
    problem: Problem | None = None


class Drafts:
    """Fills in the templates of one vault; the facts of each page are gathered only once."""

    def __init__(self, root: Path, ground: Ground, sandbox: Sandbox) -> None:
        self._root = root
        self._ground = ground
        self._sandbox = sandbox
        self._kinds = kinds_of(root)

    def of(self, kinds: Iterable[PageKind]) -> list[Draft]:
        """The drafts of pages; it is a problem if two have the same path."""
        taken: dict[str, str] = {}
        return [
            self._draft(kind, taken.setdefault(name_key(kind.path), kind.name)) for kind in kinds
        ]

    def text(self, kind: PageKind) -> str:
        """One page as its template produces it, without our front matter.

        Raises:
            BadTemplateError: the template failed.
        """
        values: dict[str, Any] = {
            "page": PageInfo(kind.title, kind.name, kind.path),
            "pages": self._links,
        }
        if not kind.users:
            values[kind.variable] = self._content(kind)
        known = [one.variable for one in self._kinds if not one.users]
        if is_users_own(self._root, kind.template):
            values = self._mentioned | values
        text = self._sandbox.render(kind.template, values, FILTERS, known)
        # The filters escape such characters, but a user's template may not use the filters.
        return without_controls(text)

    def _draft(self, kind: PageKind, owner: str) -> Draft:
        if owner != kind.name:
            said = f"The template {kind.template} would make the same page as {owner}. Rename it."
            return Draft(kind.path, kind.name, None, _problem(kind, said))
        try:
            text = self.text(kind)
        except BadTemplateError as error:
            return Draft(kind.path, kind.name, None, _problem(kind, str(error)))
        return Draft(kind.path, kind.name, marked(text, kind.name))

    def _content(self, kind: PageKind) -> Any:
        return None if kind.users else self._ground.content(kind.content())

    @cached_property
    def _mentioned(self) -> dict[str, Any]:
        """The facts of every page that a template of the user mentions."""
        sources = _users_sources(self._root)
        return {
            kind.variable: self._content(kind)
            for kind in self._kinds
            if not kind.users and kind.variable in sources
        }

    @cached_property
    def _links(self) -> tuple[PageLink, ...]:
        return tuple(
            PageLink(kind.title, quote(kind.path), kind.about)
            for kind in self._kinds
            if kind.name != "home"
        )


def kinds_of(root: Path) -> tuple[PageKind, ...]:
    """All pages of a vault, the built-in ones first."""
    return (*builtin_kinds(), *users_kinds(root))


def _users_sources(root: Path) -> str:
    folder = root / USER_TEMPLATES / FOLDER
    paths = sorted(path for path in folder.glob("*") if path.is_file())
    return "\n".join(_beginning(path) for path in paths)


def _beginning(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(MOST_LETTERS).decode(errors="replace")


def _problem(kind: PageKind, message: str) -> Problem:
    path = f"{USER_TEMPLATES.as_posix()}/{kind.template}"
    return Problem(path, 1, 1, "broken-template", message, severity="error")
