"""Templates: the only module that knows Jinja2.

Templates may come with a vault from elsewhere, so they run in a sandbox and see only what
they are given. A user's template in ``.mdnet/templates`` shadows the built-in one of the
same name.
"""

import json
import re
from pathlib import Path
from typing import Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from mdnet.errors import MdnetError
from mdnet.resources import templates_folder

USER_TEMPLATES = Path(".mdnet/templates")

# What JSON lets stand in a text and YAML takes for a line end or refuses.
_NOT_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def render(root: Path, template: str, values: dict[str, Any]) -> str:
    """Return the template filled with ``values``.

    Args:
        root: the vault whose own templates come first.
        template: the file name of the template.
        values: what the template may use.

    Raises:
        MdnetError: the template is missing or wrong; the message names it and the line.
    """
    folders = [root / USER_TEMPLATES, templates_folder()]
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    environment.filters["yaml"] = yaml_scalar
    try:
        return environment.get_template(template).render(values)
    except (TemplateError, ArithmeticError, RecursionError, TypeError, ValueError) as error:
        line = getattr(error, "lineno", None)
        place = f"{template}:{line}" if line else template
        raise MdnetError(f"The template {place} cannot be used: {error}") from error


def yaml_scalar(value: str) -> str:
    """Return a text as a YAML scalar that every reader takes for the same text.

    Plain where that is safe in every dialect, else in double quotes.
    """
    text = str(value)
    if text and text.replace(" ", "a").replace("-", "a").isalpha() and not _is_special(text):
        return text
    return _NOT_IN_YAML.sub(
        lambda found: f"\\u{ord(found[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _is_special(text: str) -> bool:
    return (
        text != text.strip()
        or text[0] == "-"
        or text.casefold() in {"yes", "no", "on", "off", "y", "n", "true", "false", "null"}
    )
