"""What parent and child say to each other: whole messages over a pipe, made of our own values and nothing else.

The bytes are pickles, for any frozen value of ours must pass; reading makes only values (dataclasses, enumerations and
a few kinds of the standard library) and calls nothing else, whatever the bytes ask for.
"""

from __future__ import annotations

import dataclasses
import enum
import io
import pickle  # noqa: TID251 - between two processes of ours, and only values are made
import struct
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto.keyfile import OfficeKey

_LENGTH: Final = struct.Struct("<Q")
_OURS: Final = "cultdip_desktop."
_PLAIN: Final = frozenset(
    {
        ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
        ("datetime", "timezone"), ("decimal", "Decimal"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"),
        ("builtins", "set"), ("builtins", "frozenset"), ("builtins", "bytearray"),
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hire:
    """The first message to a child: which office, and its keys."""

    home: Path
    key: OfficeKey = field(repr=False)
    writing: bool


@dataclass(frozen=True, slots=True)
class Job:
    """Work to do: a method of a service, its arguments by name, and who acts."""

    task: str
    given: Mapping[str, Any] = field(repr=False)
    actor: str | None


@dataclass(frozen=True, slots=True)
class Stop:
    """Please cancel what is under way."""


@dataclass(frozen=True, slots=True)
class Ready:
    """The child has opened the office."""


@dataclass(frozen=True, slots=True)
class Step:
    """How far the work is."""

    done: int
    total: int
    what: str


@dataclass(frozen=True, slots=True)
class Done:
    """The work ended well."""

    result: Any = field(repr=False)


@dataclass(frozen=True, slots=True)
class Refused:
    """The work ended with an expected error."""

    code: str
    params: Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Stopped:
    """The work was cancelled and left nothing half done."""


@dataclass(frozen=True, slots=True)
class Fault:
    """A bug; `story` is the child's traceback."""

    story: str


Message = Hire | Job | Stop | Ready | Step | Done | Refused | Stopped | Fault


def send(stream: BinaryIO, message: Message) -> None:
    """Write one message.

    Raises:
        OSError: the other side has gone.
        TypeError: it holds something that cannot travel.
    """
    target = io.BytesIO()
    try:
        _Writer(target, protocol=5).dump(message)
    except (pickle.PicklingError, AttributeError) as error:
        raise TypeError(str(error)) from error
    stream.write(_LENGTH.pack(target.tell()))
    stream.write(target.getbuffer())
    stream.flush()


def receive(stream: BinaryIO) -> Message | None:
    """Read one message; None when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = stream.read(_LENGTH.unpack(head)[0])
    if len(data) < _LENGTH.unpack(head)[0]:
        return None
    message = _Reader(io.BytesIO(data)).load()
    if not isinstance(message, Message):
        raise TypeError(type(message).__name__)
    return message


def frozen_mapping(plain: dict[Any, Any]) -> MappingProxyType[Any, Any]:
    """A read-only mapping, as it was."""
    return MappingProxyType(plain)


def user_error(code: str, params: dict[str, str | int | None]) -> UserError:
    """An expected error, as it was."""
    return UserError(code, **params)


class _Writer(pickle.Pickler):
    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, MappingProxyType):
            return frozen_mapping, (dict(value),)
        if isinstance(value, UserError):
            return user_error, (value.code, value.params)
        return NotImplemented


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        makers: dict[str, Callable[..., Any]] = {"frozen_mapping": frozen_mapping, "user_error": user_error}
        if module == __name__ and name in makers:
            return makers[name]
        if module.startswith(_OURS) or (module, name) in _PLAIN:
            found = super().find_class(module, name)
            if isinstance(found, type) and ((module, name) in _PLAIN or _is_value(found)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is not a value")


def _is_value(kind: type) -> bool:
    return dataclasses.is_dataclass(kind) or issubclass(kind, enum.Enum)
