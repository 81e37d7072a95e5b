"""Templates: the only module that uses Jinja2.

Templates may come with somebody else's vault, so they run in a sandbox and only see what they
are given. A user's template in ``.mdnet/templates`` replaces the built-in one of the same name,
which is still available as ``builtin:`` and its name.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import (
    BaseLoader,
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
)
from jinja2.exceptions import SecurityError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mdnet.model.errors import MdnetError
from mdnet.notes.scalars import written
from mdnet.rendering.resources import USER_TEMPLATES, templates_folder

BUILTIN = "builtin:"
MOST_LETTERS = 256 * 1024
"""Of a user's template; nobody writes as many by hand."""

Filters = Mapping[str, Callable[..., str]]

# The errors of a template while it is filled in.
_WRONG = (
    TemplateError, ArithmeticError, AttributeError, LookupError, MemoryError, OSError,
    RecursionError, TypeError, ValueError,
)  # fmt: skip


class _Sandbox(ImmutableSandboxedEnvironment):
    """The sandbox, without the power operator: it can take hours, and nothing can stop it."""

    intercepted_binops = frozenset({"**"})

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Refuse the operators above."""
        del context, left, right
        raise SecurityError(f"{operator} is not allowed in templates")


class BadTemplateError(MdnetError):
    """A template cannot be used; the message gives its name, the line and the available names."""


def render(
    root: Path,
    template: str,
    values: Mapping[str, Any],
    filters: Filters = MappingProxyType({}),
    known: Iterable[str] = (),
) -> str:
    """The template filled with ``values``.

    Args:
        root: the vault, whose own templates take precedence.
        template: the name of the template: its path relative to the folder of templates.
        values: the values that the template may use.
        filters: the filters that it may use, by name.
        known: the available names, listed in the error if it uses an unknown one.

    Raises:
        BadTemplateError: the template is missing or wrong.
    """
    environment = _Sandbox(
        loader=_Templates(root),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters |= {"yaml": _yaml, **filters}
    try:
        return environment.get_template(template).render(values)
    except _WRONG as error:
        raise BadTemplateError(_sentence(template, error, {*values, *known})) from error


def is_users_own(root: Path, template: str) -> bool:
    """Whether a template is the user's own and needs the sandbox."""
    return (root / USER_TEMPLATES / template).is_file()


class _Templates(BaseLoader):
    """Finds the user's templates first; after ``builtin:``, only the built-in ones."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._users = FileSystemLoader(root / USER_TEMPLATES)
        self._shipped = FileSystemLoader(templates_folder())

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text of a template and where it comes from."""
        if template.startswith(BUILTIN):
            return self._shipped.get_source(environment, template.removeprefix(BUILTIN))
        try:
            found = self._users.get_source(environment, template)
        except UnicodeDecodeError:
            raise TemplateNotFound(template, f"{template} is not UTF-8 text") from None
        except TemplateNotFound:
            return self._shipped.get_source(environment, template)
        text, file, _ = found
        if file and not Path(file).resolve().is_relative_to(self._root.resolve()):
            raise TemplateNotFound(template, f"{template} is a link that leads out of the vault")
        if len(text) > MOST_LETTERS:
            raise TemplateNotFound(template, f"{template} is too long")
        return found


def _yaml(value: object) -> str:
    """A value for front matter, inside brackets or not."""
    return written(str(value), flow=True)


def _sentence(template: str, error: Exception, values: Iterable[str]) -> str:
    name, line = _place(error)
    place = f"{name or template}:{line}" if line else name or template
    reason = str(error) or type(error).__name__
    if isinstance(error, MemoryError):
        reason = "it uses too much memory"
    there = ""
    if "is undefined" in reason and values:
        there = f" (available: {', '.join(sorted(values))})"
    return f"The template {place} cannot be used: {reason}{there}"


def _place(error: Exception) -> tuple[str, int | None]:
    """The name of the template that is wrong, where known, and the line."""
    line = getattr(error, "lineno", None)
    if line:
        return getattr(error, "name", None) or "", line
    # Jinja2 rewrites tracebacks so that their frames contain the template's file and line.
    found: tuple[str, int | None] = ("", None)
    trace = error.__traceback__
    while trace is not None:
        file = trace.tb_frame.f_code.co_filename
        if file.endswith(".j2"):
            found = (_name_of(Path(file)), trace.tb_lineno)
        trace = trace.tb_next
    return found


def _name_of(file: Path) -> str:
    shipped = templates_folder()
    if file.is_relative_to(shipped):
        return BUILTIN + file.relative_to(shipped).as_posix()
    _, _, name = file.as_posix().rpartition(f"{USER_TEMPLATES.as_posix()}/")
    return name
