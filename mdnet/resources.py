"""Where the files that ship with mdnet are: templates and the example vault.

In a wheel they lie inside the package, in a checkout (and an editable install) at its top.
"""

from pathlib import Path

_PACKAGE = Path(__file__).parent


def templates_folder() -> Path:
    """Return the folder of the built-in templates."""
    return _shipped("templates")


def example_vault() -> Path:
    """Return the folder of the example vault."""
    return _shipped("vault-example")


def _shipped(name: str) -> Path:
    packaged = _PACKAGE / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
