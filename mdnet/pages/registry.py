"""The list of pages: the title, the template and the function that gathers the facts.

The functions are in ``mdnet.pages.content`` and are imported when their page is built.
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from mdnet.rendering.resources import USER_TEMPLATES, templates_folder
from mdnet.vault.names import portable_stem

FOLDER = "pages"
ENDING = ".md.j2"


class PageKind(NamedTuple):
    """A page. ``name`` is the name of its template, its data and its regions."""

    name: str
    title: str
    about: str = ""
    """What the page shows, for the list on Home."""
    users: bool = False
    """Whether it has no content of its own, but uses that of other pages."""

    @property
    def template(self) -> str:
        """The path of the template, relative to the folder of templates."""
        return f"{FOLDER}/{self.name}{ENDING}"

    @property
    def path(self) -> str:
        """The path of the page, relative to the folder of pages."""
        return f"{self.title}.md"

    @property
    def variable(self) -> str:
        """The name of its data in templates."""
        return self.name.replace("-", "_")

    def content(self) -> Callable[..., Any]:
        """The function that gathers the data of the page."""
        module = import_module(f"mdnet.pages.content.{self.variable}")
        function: Callable[..., Any] = getattr(module, self.variable)
        return function


_KINDS = (
    PageKind("home", "Home", about="the network at a glance"),
    PageKind("circles", "Circles", about="who belongs where"),
    PageKind("resources", "Resources", about="what the people you know can do and offer"),
    PageKind("goals", "Goals", about="what you want to achieve, and who can help"),
    PageKind("exchange", "Exchange", about="favours given and received, and open promises"),
    PageKind("introductions", "Introductions", about="who could help whom, through you"),
    PageKind("keep-in-touch", "Keep in touch", about="who to get back to"),
    PageKind("reach", "Reach", about="who you could meet, and through whom"),
    PageKind("calendar", "Calendar", about="birthdays and other days through the year"),
    PageKind("map", "Map", about="which of your circles are connected, and through whom"),
)


def builtin_kinds() -> tuple[PageKind, ...]:
    """The pages that ship with mdnet, in the order in which Home lists them."""
    folder = templates_folder()
    return tuple(kind for kind in _KINDS if Path(folder, kind.template).is_file())


def users_kinds(root: Path) -> tuple[PageKind, ...]:
    """The pages that the user wrote templates for, by name."""
    shipped = {kind.name for kind in _KINDS} | {"base"}
    found = sorted((root / USER_TEMPLATES / FOLDER).glob(f"*{ENDING}"))
    names = (path.name.removesuffix(ENDING) for path in found if path.is_file())
    return tuple(
        PageKind(name, name, users=True)
        for name in names
        if name and name not in shipped and portable_stem(name) == name
    )
