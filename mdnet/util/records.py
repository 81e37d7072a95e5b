"""Plain frozen records: frozen dataclasses with slots in all but what they cost at a start.

A dataclass writes the source of its methods and compiles it whenever its module is imported,
which takes a millisecond; a command imports many classes and makes records of few. Here all
classes share their methods, and ``__init__`` is compiled when the first record is made.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn, cast, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field, replace

    __all__ = ["Record", "replace", "values_of"]


class _RecordType(type):
    """Makes a class of records: the names that its body annotates are its slots, in their order."""

    __match_args__: tuple[str, ...]
    __field_defaults__: dict[str, Any]
    __dataclass_fields__: "dict[str, Field[Any]]"

    def __new__(
        cls, name: str, bases: tuple[type, ...], namespace: dict[str, Any], *, eq: bool = True
    ) -> "_RecordType":
        if any(type(base) is cls and base.__match_args__ for base in bases):
            raise TypeError(f"{name}: a class of records has no subclasses")
        names = annotated(namespace) if bases else ()
        namespace["__slots__"] = namespace["__match_args__"] = names
        namespace["__field_defaults__"] = _taken_defaults(name, names, namespace)
        # With the class in front, as records of two classes are never equal.
        namespace["_values"] = attrgetter("__class__", *names)
        if not eq:
            namespace["__eq__"], namespace["__hash__"] = object.__eq__, object.__hash__
        return super().__new__(cls, name, bases, namespace)


def annotated(namespace: dict[str, Any]) -> tuple[str, ...]:
    """The names that the body of a class annotates, in their order."""
    annotate = namespace.get("__annotate_func__")  # from Python 3.14 on
    return tuple(annotate(1) if annotate else namespace.get("__annotations__", ()))


def _taken_defaults(
    name: str, fields: tuple[str, ...], namespace: dict[str, Any]
) -> dict[str, Any]:
    """Take the defaults out of the body of a class, since they would hide its slots."""
    defaults = {field: namespace.pop(field) for field in fields if field in namespace}
    if tuple(defaults) != fields[len(fields) - len(defaults) :]:
        raise TypeError(f"{name}: a field without a default follows one with a default")
    if any(type(value).__hash__ is None for value in defaults.values()):
        raise TypeError(f"{name}: a default is shared by all records and must not change")
    return defaults


class _DataclassFields:
    """The fields as ``dataclasses`` has them, made when it first asks a class or its records."""

    def __get__(self, record: "Record | None", kind: _RecordType) -> "dict[str, Field[Any]]":
        from dataclasses import field, make_dataclass

        defaults = kind.__field_defaults__
        rows = [
            (name, annotation, field(default=defaults[name]) if name in defaults else field())
            for name, annotation in kind.__annotations__.items()
        ]
        twin: Any = make_dataclass(kind.__name__, rows)
        fields: dict[str, Field[Any]] = twin.__dataclass_fields__
        kind.__dataclass_fields__ = fields  # instead of this descriptor
        return fields


@dataclass_transform(frozen_default=True)
class Record(metaclass=_RecordType):
    """The base of a class of frozen records, whose fields are annotated as in a dataclass.

    Records compare, hash and read as those of ``@dataclass(frozen=True, slots=True)`` do, can
    be copied and pickled, and are dataclasses to ``fields``, ``replace`` and ``asdict`` of
    ``dataclasses``. There are no default factories, no ``__post_init__`` and no classes derived
    from one that has fields. With ``eq=False`` a record equals only itself.
    """

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
        __match_args__: ClassVar[tuple[str, ...]]
        _values: ClassVar[attrgetter[tuple[Any, ...]]]
    else:
        __dataclass_fields__ = _DataclassFields()

    def __init__(self, *values: Any, **named: Any) -> None:
        # Runs once for each class: it puts the real one in its own place.
        kind = type(self)
        kind.__init__ = _init_of(kind)  # type: ignore[method-assign]
        kind.__init__(self, *values, **named)

    def __eq__(self, other: object) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return bool(self._values(self) == self._values(other))

    def __hash__(self) -> int:
        return hash(self._values(self))

    def __repr__(self) -> str:
        values = (f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({', '.join(values)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)

    def __setattr__(self, name: str, value: object) -> NoReturn:
        raise AttributeError(f"cannot assign to field {name!r}")

    def __delattr__(self, name: str) -> NoReturn:
        raise AttributeError(f"cannot delete field {name!r}")


def _init_of(kind: type[Record]) -> "Callable[..., None]":
    """Compile the ``__init__`` of a class of records, much as ``dataclasses`` does."""
    defaults = kind.__field_defaults__
    setters: dict[str, Any] = {}
    parameters, lines = ["self"], ["pass"]
    for number, name in enumerate(kind.__match_args__):
        setters[f"_{number}"] = getattr(kind, name).__set__  # past __setattr__, which refuses
        parameters.append(f"{name}=None" if name in defaults else name)
        lines.append(f"_{number}(self, {name})")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), setters)  # noqa: S102
    init = setters["__init__"]
    init.__defaults__ = tuple(defaults.values())
    init.__qualname__ = f"{kind.__qualname__}.__init__"
    return cast("Callable[..., None]", init)


def values_of(record: Record) -> dict[str, Any]:
    """The values of a record by the names of its fields; records in it stay such."""
    return {name: getattr(record, name) for name in record.__match_args__}


if not TYPE_CHECKING:  # type checkers know what that of dataclasses takes

    def replace(record: Record, /, **changes: Any) -> Record:
        """A record with some fields changed, as ``dataclasses.replace`` does.

        Raises:
            TypeError: it has no such field.
        """
        for name in record.__match_args__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return type(record)(**changes)
