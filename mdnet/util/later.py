"""Modules that are imported but hardly ever used, loaded when somebody uses them.

Only for a process that is short of time from its start to its end, and before others have
imported the module: it changes ``sys.modules``.
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from threading import RLock
from types import ModuleType
from typing import Any

_LOCK = RLock()


class _Later(ModuleType):
    """A module that runs its code when it is asked for a name that it does not have yet."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        with _LOCK:
            # Taken away first, since a module that it imports may import it in turn.
            loader = self.__dict__.pop("_later", None)
            if loader:
                loader.exec_module(self)
                self.__class__ = ModuleType  # type: ignore[assignment]
        return ModuleType.__getattribute__(self, name)


def put_off(name: str, **known: Any) -> ModuleType | None:
    """Have a module loaded only when it is asked for a name that is not among those ``known``.

    Args:
        name: of a module; the package that it is in, if any, is imported.
        known: what stands under a name until the module is loaded, and puts its own there.

    Returns:
        What ``import`` gives from now on; None if it is loaded already, or not to be found.
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
