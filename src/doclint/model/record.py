"""Data classes as the library has them, made in a tenth of its time: a run begins with 200.

The library compiles six functions for each class. Here one is compiled, when the first instance is
made, and the others do for all classes. A class that inherits fields is the library's, and all are
on a Python on which this was not tried: it leans on what the library keeps to itself.
"""

from __future__ import annotations

import dataclasses
import operator
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, FrozenInstanceError, field
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NoReturn

_ORDER = (operator.lt, operator.le, operator.gt, operator.ge)

if TYPE_CHECKING or sys.version_info >= (3, 14):
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        *, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False
    ) -> Callable[[type], type]:
        """What the library's decorator of that name does."""

        def record(cls: type) -> type:
            if dataclasses.is_dataclass(cls):
                options = {"frozen": frozen, "slots": slots, "eq": eq, "order": order}
                return dataclasses.dataclass(**options)(cls)
            fields = _fields(cls)
            cls = _with_slots(cls, fields) if slots else cls
            for name, member in _members(fields, frozen=frozen, eq=eq, order=order).items():
                if name not in vars(cls):
                    setattr(cls, name, member)
            if frozen:
                cls.__setattr__, cls.__delattr__ = _refuse_to_set, _refuse_to_delete
            if frozen and slots:
                cls.__getstate__, cls.__setstate__ = _kept, _restore
            cls.__init__ = _compiled_at_first(cls, fields, frozen=frozen, slots=slots)
            return cls

        return record


def _fields(cls: Any) -> dict[str, Field[Any]]:
    """Its fields, as `dataclasses.fields` tells them; the class keeps the defaults."""
    found = {}
    for name, annotation in vars(cls).get("__annotations__", {}).items():
        given = vars(cls).get(name, MISSING)
        one: Any = given if isinstance(given, Field) else field(default=given)
        one.name, one.type, one.kw_only = name, annotation, False
        one._field_type = dataclasses._FIELD  # type: ignore[attr-defined] # tells it from others
        if one.default is not MISSING:
            setattr(cls, name, one.default)
        elif given is not MISSING:
            delattr(cls, name)
        found[name] = one
    return found


def _with_slots(cls: type, fields: Mapping[str, Field[Any]]) -> type:
    """The same class with a slot for each field, which a class that is there cannot get."""
    left_out = {*fields, "__dict__", "__weakref__"}
    members = {name: member for name, member in vars(cls).items() if name not in left_out}
    made = type(cls)(cls.__name__, cls.__bases__, {**members, "__slots__": tuple(fields)})
    made.__qualname__ = cls.__qualname__
    return made


def _members(
    fields: Mapping[str, Field[Any]], *, frozen: bool, eq: bool, order: bool
) -> Mapping[str, Any]:
    """What the class gets of what it does not have itself."""
    found: dict[str, Any] = {
        "__dataclass_fields__": fields,
        "__dataclass_params__": SimpleNamespace(frozen=frozen),  # who inherits asks for it
        "__match_args__": tuple(name for name, one in fields.items() if one.init),
        "__repr__": _shown,
    }
    if eq:
        compared = _values([name for name, one in fields.items() if one.compare])
        found["__hash__"] = _hash(compared) if frozen else None
        for compare in (operator.eq, *(_ORDER if order else ())):
            found[f"__{compare.__name__}__"] = _comparison(compare, compared)
    return found


def _values(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    """What gives the values of some attributes."""
    if len(names) > 1:
        return operator.attrgetter(*names)
    return lambda instance: tuple(getattr(instance, name) for name in names)


def _comparison(
    compare: Callable[[Any, Any], bool], values: Callable[[object], Any]
) -> Callable[[Any, Any], Any]:
    def method(self: Any, other: Any) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return compare(values(self), values(other))

    return method


def _hash(values: Callable[[object], Any]) -> Callable[[Any], int]:
    return lambda self: hash(values(self))


def _shown(self: Any) -> str:
    shown = (
        f"{name}={getattr(self, name)!r}"
        for name, one in self.__dataclass_fields__.items()
        if one.repr
    )
    return f"{self.__class__.__qualname__}({', '.join(shown)})"


def _kept(self: Any) -> list[Any]:
    """The state to copy or pickle: without it, what is frozen and has slots can be neither."""
    return [getattr(self, name) for name in self.__dataclass_fields__]


def _restore(self: Any, state: Iterable[Any]) -> None:
    for name, value in zip(self.__dataclass_fields__, state, strict=True):
        object.__setattr__(self, name, value)


def _refuse_to_set(_: object, name: str, __: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_: object, name: str) -> NoReturn:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _compiled_at_first(
    cls: Any, fields: Mapping[str, Field[Any]], *, frozen: bool, slots: bool
) -> Callable[..., None]:
    """An `__init__` that puts a compiled one in its own place: most classes are never called."""

    def __init__(self: Any, *args: Any, **options: Any) -> None:  # noqa: N807 - becomes that method
        known: dict[str, Any] = {"object": object}
        for name, one in fields.items():
            known[f"default_{name}"] = one.default
            known[f"new_{name}"] = one.default_factory
            known[f"set_{name}"] = getattr(cls, name).__set__ if slots else None
        body = [*_steps(fields, frozen=frozen, slots=slots)]
        body += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
        lines = "\n  ".join(body or ["pass"])
        exec(f"def __init__({', '.join(_parameters(fields))}):\n  {lines}", known)
        cls.__init__ = known["__init__"]
        cls.__init__(self, *args, **options)

    return __init__


def _parameters(fields: Mapping[str, Field[Any]]) -> Iterator[str]:
    yield "self"
    for name, one in fields.items():
        if one.init:
            needed = one.default is MISSING and one.default_factory is MISSING
            yield name if needed else f"{name}=default_{name}"


def _steps(fields: Mapping[str, Field[Any]], *, frozen: bool, slots: bool) -> Iterable[str]:
    """Code that gives each field its value."""
    for name, one in fields.items():
        value = name if one.init else f"default_{name}"
        if one.default_factory is not MISSING:
            made = f"new_{name}()"
            value = f"({made} if {name} is default_{name} else {name})" if one.init else made
        elif one.default is MISSING and not one.init:
            continue  # it gets its value later
        if not frozen:
            yield f"self.{name} = {value}"
        else:
            by = f"set_{name}(self" if slots else f"object.__setattr__(self, {name!r}"
            yield f"{by}, {value})"
