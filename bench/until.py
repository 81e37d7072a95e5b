"""Runs ``mdnet`` up to a point and ends there, for ``phases.py``, which counts instructions.

    python bench/until.py enter mdnet.vault.walk:scan -C VAULT search dentist

The point is where a function is first entered or first left. Nothing after it is run, not even
the exit of the process.
"""

import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType
from typing import Any

REACHED = 42
"""The exit code of a process that came to the point."""


class _Stopping:
    """Loads a module, and puts a function into it that ends the process."""

    def __init__(self, loader: Any, path: Sequence[str], *, entered: bool) -> None:
        self._loader = loader
        self._path = path
        self._entered = entered

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        module: ModuleType | None = self._loader.create_module(spec)
        return module

    def exec_module(self, module: ModuleType) -> None:
        self._loader.exec_module(module)
        holder: Any = module
        for name in self._path[:-1]:
            holder = getattr(holder, name)
        setattr(holder, self._path[-1], self._stopping(getattr(holder, self._path[-1])))

    def _stopping(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def stopping(*args: Any, **named: Any) -> None:
            if not self._entered:
                function(*args, **named)
            os._exit(REACHED)

        return stopping


class _Finder:
    """Finds the one module with the function in it."""

    def __init__(self, name: str, path: Sequence[str], *, entered: bool) -> None:
        self._name = name
        self._path = path
        self._entered = entered

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """How the module is loaded; None for every other module."""
        if name != self._name:
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec and spec.loader:
            loader: Any = _Stopping(spec.loader, self._path, entered=self._entered)
            spec.loader = loader
        return spec


def main() -> None:
    """Run the command line; ``enter -`` runs all of it."""
    when, point, *arguments = sys.argv[1:]
    if point != "-":
        module, _, function = point.partition(":")
        finder = _Finder(module, function.split("."), entered=when == "enter")
        sys.meta_path.insert(0, finder)
    sys.argv = ["mdnet", *arguments]
    import_module("mdnet.__main__").main()


if __name__ == "__main__":
    main()
