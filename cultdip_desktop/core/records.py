"""`dataclass` for what every start needs: the same classes as the standard library's, made five times as fast.

The standard library writes and compiles six functions for every frozen class; a start makes eighty classes and waited 35 ms
for them. Here only `__init__` is compiled; the others are closures over the fields. Whatever is not a plain frozen, slotted
class without bases is made by the standard library. A test holds both against each other, class by class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import MISSING, Field, FrozenInstanceError
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, TypeVar

_T = TypeVar("_T")
_FACTORY: Any = object()
"""Stands for an argument that was not given and is made anew each time."""

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False, **others: bool
    ) -> Any:
        """As `dataclasses.dataclass`."""

        def make(given: type) -> type:
            plain = given.__bases__ == (object,) and frozen and slots and not others
            if plain and not {"__setattr__", "__delattr__"} & vars(given).keys():
                return _made(given, kw_only=kw_only)
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)(given)

        return make if cls is None else make(cls)


def _made(given: type[_T], *, kw_only: bool) -> type[_T]:
    own = vars(given).keys() - {"__hash__"} if vars(given).get("__hash__") is None else vars(given).keys()
    made: Any = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(given)
    fields = dataclasses.fields(made)
    compared = tuple(field.name for field in fields if field.compare)
    hashed = tuple(field.name for field in fields if (field.compare if field.hash is None else field.hash))
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _init(made, fields),
        "__repr__": _repr(tuple(field.name for field in fields if field.repr)),
        "__eq__": _eq(_values(compared)),
        "__hash__": _hash(_values(hashed)),
        "__getstate__": _getstate(tuple(field.name for field in fields)),
        "__setstate__": _setstate(tuple(field.name for field in fields)),
    }
    for name, method in methods.items():
        if name not in own:
            method.__name__, method.__qualname__ = name, f"{made.__qualname__}.{name}"
            setattr(made, name, method)
    _freeze(made, frozenset(field.name for field in fields))
    shown = made.__dataclass_params__
    shown.init = shown.repr = shown.eq = shown.frozen = True
    found: type[_T] = made
    return found


def _init(made: Any, fields: tuple[Field[Any], ...]) -> Callable[..., None]:
    places: dict[str, Any] = {"_set": object.__setattr__, "_FACTORY": _FACTORY}
    arguments: dict[bool, list[str]] = {False: ["self"], True: []}
    lines = []
    for field in fields:
        name, value = field.name, field.name
        if field.default_factory is not MISSING:
            places[f"_make_{name}"] = field.default_factory
            value = f"_make_{name}() if {name} is _FACTORY else {name}" if field.init else f"_make_{name}()"
        elif field.default is not MISSING:
            places[f"_default_{name}"] = field.default
            value = name if field.init else f"_default_{name}"
        elif not field.init:
            continue
        lines.append(f"_set(self, {name!r}, {value})")
        if field.init:
            arguments[bool(field.kw_only)].append(name + _fallback(field))
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    heads = [*arguments[False], *(["*", *arguments[True]] if arguments[True] else [])]
    body = "\n ".join(lines or ["pass"])
    exec(f"def __init__({', '.join(heads)}):\n {body}", places)  # noqa: S102 - as the standard library; names of our own fields
    init: Callable[..., None] = places["__init__"]
    init.__module__ = made.__module__
    init.__annotations__ = {field.name: field.type for field in fields if field.init} | {"return": None}
    return init


def _fallback(field: Field[Any]) -> str:
    if field.default_factory is not MISSING:
        return "=_FACTORY"
    return "" if field.default is MISSING else f"=_default_{field.name}"


def _values(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """All fields of an object as one tuple."""
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


def _getstate(names: tuple[str, ...]) -> Callable[[Any], list[Any]]:
    def state_of(self: Any) -> list[Any]:
        return [getattr(self, name) for name in names]

    return state_of


def _setstate(names: tuple[str, ...]) -> Callable[[Any, list[Any]], None]:
    def restore(self: Any, state: list[Any]) -> None:
        for name, value in zip(names, state, strict=True):
            object.__setattr__(self, name, value)

    return restore


def _freeze(made: Any, names: frozenset[str]) -> None:
    def refuse_value(self: Any, name: str, value: object) -> None:
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot assign to field {name!r}")
        super(made, self).__setattr__(name, value)

    def refuse_loss(self: Any, name: str) -> None:
        if type(self) is made or name in names:
            raise FrozenInstanceError(f"cannot delete field {name!r}")
        super(made, self).__delattr__(name)

    made.__setattr__, made.__delattr__ = refuse_value, refuse_loss
