"""Where to find templates, built-in ones and those of a vault, and the example vault.

Files that ship with mdnet are inside the package in a wheel, and at the top of a checkout (also
in an editable install).
"""

from pathlib import Path

USER_TEMPLATES = Path(".mdnet/templates")
"""The folder of the templates of a vault, relative to it."""

_PACKAGE = Path(__file__).parent.parent


def templates_folder() -> Path:
    """The folder of the built-in templates."""
    return _shipped("templates")


def example_vault() -> Path:
    """The folder of the example vault."""
    return _shipped("vault-example")


def _shipped(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
