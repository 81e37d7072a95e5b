"""Named tuples in all but what they cost at a start, as ``mdnet.util.records`` has records.

``typing.NamedTuple`` compiles a function for each class, which takes as long as all else that
makes one; a command imports dozens of classes and makes tuples of some. Here it is compiled when
the first tuple is made.
"""

from collections import _tuplegetter  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any

from mdnet.util.records import annotated

__all__ = ["NamedTuple"]

if TYPE_CHECKING:
    from typing import NamedTuple
else:

    class _RowType(type):
        """Makes a class of tuples: the names that its body annotates are its elements."""

        def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any]) -> type:
            namespace.setdefault("__slots__", ())
            if not bases or bases[0] is tuple or bases[0]._fields:
                return super().__new__(cls, name, bases, namespace)
            names = annotated(namespace)
            defaults = {one: namespace[one] for one in names if one in namespace}
            if tuple(defaults) != names[len(names) - len(defaults) :]:
                raise TypeError(f"{name}: a field without a default follows one with a default")
            for at, one in enumerate(names):
                namespace[one] = _tuplegetter(at, None)
            namespace["_fields"] = namespace["__match_args__"] = names
            namespace["_field_defaults"] = defaults
            return super().__new__(cls, name, bases, namespace)

    class NamedTuple(tuple, metaclass=_RowType):
        """The base of a class of named tuples; see ``typing.NamedTuple``."""

        __slots__ = ()
        _fields = ()
        _field_defaults = {}  # noqa: RUF012 - an annotation would be a field's

        def __new__(cls, *values: Any, **named: Any) -> Any:
            """Make a tuple. It runs once for each class: it puts the real one in its own place."""
            kind = next(one for one in cls.__mro__ if "_fields" in vars(one))
            kind.__new__ = _new_of(kind)
            return kind.__new__(cls, *values, **named)

        @classmethod
        def _make(cls, values: Any) -> Any:
            """Return a tuple of some values; ``TypeError`` if it has more or fewer."""
            made = tuple.__new__(cls, values)
            if len(made) != len(cls._fields):
                raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
            return made

        def _replace(self, /, **changes: Any) -> Any:
            """Return a tuple with some fields changed; ``ValueError`` if it has no such field."""
            made = self._make(map(changes.pop, self._fields, self))
            if changes:
                raise ValueError(f"Got unexpected field names: {list(changes)!r}")
            return made

        def _asdict(self) -> dict[str, Any]:
            """Return the values by the names of their fields."""
            return dict(zip(self._fields, self, strict=True))

        def __repr__(self) -> str:
            values = map("{}={!r}".format, self._fields, self)
            return f"{type(self).__name__}({', '.join(values)})"

        def __getnewargs__(self) -> tuple[Any, ...]:
            return tuple(self)

    def _new_of(kind: type) -> Any:
        """Compile the ``__new__`` of a class of named tuples, as ``collections`` does."""
        names = ", ".join(kind._fields)
        values = f"({names}{',' if len(kind._fields) == 1 else ''})"
        separated = f", {names}" if names else ""
        code = f"lambda _cls{separated}: _make(_cls, {values})"
        new = eval(code, {"_make": tuple.__new__, "__builtins__": {}})  # noqa: S307
        new.__defaults__ = tuple(kind._field_defaults.values())
        new.__name__, new.__qualname__ = "__new__", f"{kind.__qualname__}.__new__"
        return new
