"""Loads rarely used modules when they are first used.

Only for short-lived processes, and only before anything else has imported the module, because
it changes ``sys.modules``.
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

_LOCK = RLock()


class _Later(ModuleType):
    """A module that runs its code when asked for a name that it does not have yet."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        with _LOCK:
            # Removed first, because its own imports may import it again.
            loader = self.__dict__.pop("_later", None)
            if loader:
                loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)


def put_off(name: str, **known: Any) -> ModuleType | None:
    """Delay loading a module until it is asked for a name that is not in ``known``.

    Args:
        name: of the module; its package is imported.
        known: stand-ins for names until the module is loaded.

    Returns:
        the module that ``import`` gives from now on; None if it is loaded already or missing.
    """
    if name in sys.modules:
        return None
    package, _, last = name.rpartition(".")
    parent = import_module(package) if package else None
    spec = PathFinder.find_spec(name, list(parent.__path__) if parent else None)
    if spec is None or spec.loader is None:
        return None
    module = _Later(name)
    vars(module).update(known, __spec__=spec, __loader__=spec.loader, __file__=spec.origin)
    vars(module)["_later"] = spec.loader
    sys.modules[name] = module
    if parent:
        setattr(parent, last, module)
    return module
