"""`dataclass` for what every start needs: the same classes as the standard library's, made nearly twice as fast.

The standard library writes and compiles six functions for every frozen class; a start makes eighty classes and waited
35 ms for them. Here three of the six are closures over the fields. Whatever is not a plain frozen, slotted class without
bases is left to the standard library. A test holds both against each other, class by class.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from operator import attrgetter
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False, kw_only: bool = False, **others: bool
    ) -> Any:
        """As `dataclasses.dataclass`."""

        def make(given: type) -> type:
            if given.__bases__ == (object,) and frozen and slots and not others:
                return _made(given, kw_only=kw_only)
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)(given)

        return make if cls is None else make(cls)


def _made(given: type, *, kw_only: bool) -> type:
    own = set(vars(given))
    if vars(given).get("__hash__") is None:  # Python itself puts None there beside an `__eq__`
        own.discard("__hash__")
    made: Any = dataclasses.dataclass(repr=False, eq=False, frozen=True, slots=True, kw_only=kw_only)(given)
    fields = dataclasses.fields(made)
    methods = {
        "__repr__": _repr(tuple(field.name for field in fields if field.repr)),
        "__eq__": _eq(_values(tuple(field.name for field in fields if field.compare))),
        "__hash__": _hash(
            _values(tuple(field.name for field in fields if (field.compare if field.hash is None else field.hash)))
        ),
    }
    for name, method in methods.items():
        if name not in own:
            method.__name__, method.__qualname__ = name, f"{made.__qualname__}.{name}"
            setattr(made, name, method)
    made.__dataclass_params__.repr = made.__dataclass_params__.eq = True
    found: type = made
    return found


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
