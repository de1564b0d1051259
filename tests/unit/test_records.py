"""Our `dataclass` makes what the standard library's makes."""

from __future__ import annotations

import contextlib
import copy
import dataclasses
import importlib
import inspect
import pickle
import pkgutil
from collections.abc import Iterator
from dataclasses import dataclass as standard
from dataclasses import field
from typing import Any

import pytest

import cultdip_desktop.core
import cultdip_desktop.domain
from cultdip_desktop.core.records import dataclass


def shape(make: Any) -> Any:
    """One class with everything that fields can be."""

    @make(frozen=True, slots=True)
    class Shape:
        """A thing."""

        name: str
        size: int = 3
        tags: list[str] = field(default_factory=list, compare=False)
        secret: str = field(default="x", repr=False)
        made: int = field(default=7, init=False)
        parts: dict[str, int] = field(default_factory=dict, init=False, hash=False)
        late: str = field(default="z", kw_only=True)

        def __post_init__(self) -> None:
            object.__setattr__(self, "name", self.name.upper())

    Shape.__qualname__ = "Shape"
    return Shape


OURS, THEIRS = shape(dataclass), shape(standard)
CALLS: tuple[tuple[tuple[Any, ...], dict[str, Any]], ...] = (
    (("a",), {}), (("a", 4), {}), (("a", 4, ["t"]), {"secret": "s", "late": "l"}), (("a",), {"tags": ["u"]}),
)  # fmt: skip


@pytest.mark.parametrize(("arguments", "named"), CALLS)
def test_objects_look_and_compare_alike(arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    ours, theirs = OURS(*arguments, **named), THEIRS(*arguments, **named)
    assert repr(ours) == repr(theirs)
    assert dataclasses.asdict(ours) == dataclasses.asdict(theirs)
    assert hash(ours) == hash(theirs)
    assert ours == OURS(*arguments, **named)
    assert ours != OURS("other")
    assert ours != theirs
    assert dataclasses.replace(ours, size=9).size == dataclasses.replace(theirs, size=9).size
    assert copy.copy(ours) == copy.deepcopy(ours) == ours


@pytest.mark.parametrize(("arguments", "named"), [((), {}), (("a", 1, [], "s", "l"), {}), (("a",), {"made": 1})])
def test_wrong_calls_are_refused_alike(arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
    for kind in (OURS, THEIRS):
        with pytest.raises(TypeError):
            kind(*arguments, **named)


@pytest.mark.parametrize("kind", [OURS, THEIRS])
def test_nothing_is_assigned_or_taken_away(kind: Any) -> None:
    one = kind("a")
    for name in ("name", "size"):
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            setattr(one, name, 1)
        with pytest.raises(dataclasses.FrozenInstanceError, match=name):
            delattr(one, name)


def test_what_is_no_plain_frozen_class_is_the_standard_librarys() -> None:
    @dataclass(slots=True)
    class Loose:
        """Changes."""

        name: str

    @dataclass(frozen=True, slots=True, order=True)
    class Ordered:
        """Sorts."""

        name: str

    loose = Loose("a")
    loose.name = "b"
    assert (loose.name, Ordered("a") < Ordered("b")) == ("b", True)


def test_values_that_are_not_kept_are_the_standard_librarys() -> None:
    @dataclass(frozen=True, slots=True)
    class Asked:
        """Keeps the half of what it is given."""

        whole: dataclasses.InitVar[int]
        half: int = 0

        def __post_init__(self, whole: int) -> None:
            object.__setattr__(self, "half", whole // 2)

    assert Asked(8).half == 4


def test_what_an_object_cannot_be_made_of_is_said_as_python_says_it() -> None:
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'name'"):
        shape(dataclass)()


def test_a_method_of_its_own_stays() -> None:
    @dataclass(frozen=True, slots=True)
    class Own:
        """Says itself what it is."""

        name: str

        def __repr__(self) -> str:
            return "own"

        def __hash__(self) -> int:
            return 5

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Own)

    assert (repr(Own("a")), hash(Own("a")), Own("a") == Own("b")) == ("own", 5, True)


def records() -> Iterator[Any]:
    """Every frozen class of the lower floors."""
    for package in (cultdip_desktop.core, cultdip_desktop.domain):
        for found in pkgutil.iter_modules(package.__path__, f"{package.__name__}."):
            module = importlib.import_module(found.name)
            for kind in vars(module).values():
                if isinstance(kind, type) and kind.__module__ == found.name and dataclasses.is_dataclass(kind):
                    yield kind


@pytest.mark.parametrize("kind", [kind for kind in records() if kind.__dataclass_params__.frozen])
def test_every_class_of_the_domain_is_made_as_the_standard_library_would(kind: Any) -> None:
    listed = dataclasses.fields(kind)
    body = {entry.name: dataclasses.field(
        default=entry.default, default_factory=entry.default_factory, init=entry.init, repr=entry.repr,
        hash=entry.hash, compare=entry.compare, kw_only=bool(entry.kw_only),
    ) for entry in listed}  # fmt: skip
    again: Any = dataclasses.make_dataclass(
        kind.__name__, [(name, "object", made) for name, made in body.items()], frozen=True, slots=True
    )
    with contextlib.suppress(TypeError):
        kind(no_such_field=1)  # the first call compiles
    ours, theirs = inspect.signature(kind), inspect.signature(again)
    assert [(one.name, one.kind, one.default is one.empty) for one in ours.parameters.values()] == [
        (one.name, one.kind, one.default is one.empty) for one in theirs.parameters.values()
    ]
    inherited = {
        entry.name for base in kind.__mro__[1:] if dataclasses.is_dataclass(base) for entry in dataclasses.fields(base)
    }
    assert kind.__slots__ == tuple(name for name in again.__slots__ if name not in inherited)
    assert kind.__match_args__ == again.__match_args__
    assert not hasattr(object.__new__(kind), "__dict__")


def test_objects_travel_between_processes() -> None:
    from cultdip_desktop.domain.text import BiText

    one = BiText("Trung thu", "Mid-Autumn")
    assert pickle.loads(pickle.dumps(one)) == one  # noqa: S301 - our own
