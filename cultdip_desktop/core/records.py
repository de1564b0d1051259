"""`dataclass` for what every start needs: the same classes as the standard library's, made four times as fast.

The standard library writes and compiles six functions for every frozen class; a start makes eighty classes and waited
35 ms for them. Here five of the six are closures over the fields, and the sixth, `__init__`, is compiled when the first
object is made. Whatever is not a plain frozen, slotted class without bases is left to the standard library. A test holds
both against each other, class by class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, Final

_LATE: Final = object()
"""Stands for a value that is made anew for each object."""

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False, **others: bool
    ) -> Any:
        """As `dataclasses.dataclass`."""

        def make(given: type) -> type:
            if given.__bases__ == (object,) and frozen and slots and not others and not _asks_more(given):
                return _made(given, kw_only=kw_only)
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)(given)

        return make if cls is None else make(cls)


def _asks_more(given: type) -> bool:
    """Whether it takes values that it does not keep."""
    return any("InitVar" in str(kind) for kind in vars(given).get("__annotations__", {}).values())


def _made(given: type, *, kw_only: bool) -> type:
    own = set(vars(given))
    if vars(given).get("__hash__") is None:  # Python itself puts None there beside an `__eq__`
        own.discard("__hash__")
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(given)
    fields = dataclasses.fields(made)
    names = tuple(field.name for field in fields)
    methods = {
        "__init__": _init(made, fields),
        "__repr__": _repr(tuple(field.name for field in fields if field.repr)),
        "__eq__": _eq(_values(tuple(field.name for field in fields if field.compare))),
        "__hash__": _hash(
            _values(tuple(field.name for field in fields if (field.compare if field.hash is None else field.hash)))
        ),
        "__setattr__": _no_assignment(made, frozenset(names)),
        "__delattr__": _no_deletion(made, frozenset(names)),
        "__getstate__": _getstate(names),
        "__setstate__": _setstate(names),
    }
    for name, method in methods.items():
        if name not in own:
            method.__name__, method.__qualname__ = name, f"{made.__qualname__}.{name}"
            setattr(made, name, method)
    said = made.__dataclass_params__
    said.init = said.repr = said.eq = said.frozen = True
    found: type = made
    return found


def _init(made: Any, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    """An `__init__` that is compiled when the first object is made: most classes of a start have none."""

    def begin(self: Any, *values: Any, **named: Any) -> None:
        made.__init__ = compiled = _compiled(made, fields)
        compiled(self, *values, **named)

    return begin


def _compiled(made: Any, fields: tuple[dataclasses.Field[Any], ...]) -> Callable[..., None]:
    known: dict[str, Any] = {"set__": object.__setattr__, "LATE__": _LATE}
    plain, named, body = ["self"], ["*"], []
    for field in fields:
        name, value = field.name, field.name
        if field.default_factory is not dataclasses.MISSING:
            known[f"make__{name}"] = field.default_factory
            value = f"make__{name}() if {name} is LATE__ else {name}" if field.init else f"make__{name}()"
            given = f"{name}=LATE__"
        elif field.default is not dataclasses.MISSING:
            known[f"default__{name}"] = field.default
            value, given = name if field.init else f"default__{name}", f"{name}=default__{name}"
        else:
            given = name
        if field.init:
            (named if field.kw_only else plain).append(given)
        if field.init or value != name:
            body.append(f" set__(self, {name!r}, {value})")
    if hasattr(made, "__post_init__"):
        body.append(" self.__post_init__()")
    signature = ", ".join(plain + (named if len(named) > 1 else []))
    source = f"def __init__({signature}):\n" + "\n".join(body or [" pass"])
    exec(source, known)  # noqa: S102 - names of fields, which Python itself has accepted, and nothing else
    found: Callable[..., None] = known["__init__"]
    found.__qualname__ = f"{made.__qualname__}.__init__"
    return found


def _no_assignment(made: Any, names: frozenset[str]) -> Callable[[Any, str, Any], None]:
    def refuse(self: Any, name: str, value: Any) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    return refuse


def _no_deletion(made: Any, names: frozenset[str]) -> Callable[[Any, str], None]:
    def refuse(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    return refuse


def _getstate(names: tuple[str, ...]) -> Callable[[Any], list[Any]]:
    return lambda self: [getattr(self, name) for name in names]


def _setstate(names: tuple[str, ...]) -> Callable[[Any, list[Any]], None]:
    def put(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return put


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """These fields of an object as one tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    only = attrgetter(*names) if names else None
    return lambda this: () if only is None else (only(this),)


def _repr(names: tuple[str, ...]) -> Callable[[Any], str]:
    def show(self: Any) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{self.__class__.__qualname__}({shown})"

    return recursive_repr()(show)


def _eq(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any, object], Any]:
    def equal(self: Any, other: object) -> Any:
        if other.__class__ is not self.__class__:
            return NotImplemented
        return values(self) == values(other)

    return equal


def _hash(values: Callable[[Any], tuple[Any, ...]]) -> Callable[[Any], int]:
    def number(self: Any) -> int:
        return hash(values(self))

    return number
