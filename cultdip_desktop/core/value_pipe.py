"""Values of ours through a pipe between two processes of ours: whole messages, and nothing but values.

The bytes are pickles, for any frozen value of ours must pass; reading makes only values (dataclasses, enumerations and
a few kinds of the standard library) and calls nothing else, whatever the bytes ask for.
"""

from __future__ import annotations

import dataclasses
import enum
import io
import pickle  # noqa: TID251 - between two processes of ours, and only values are made
import struct
from collections.abc import Callable
from types import MappingProxyType
from typing import Any, BinaryIO, Final

from cultdip_desktop.core.errors import UserError

_LENGTH: Final = struct.Struct("<Q")
_OURS: Final = "cultdip_desktop."
_PLAIN: Final = frozenset(
    {
        ("datetime", "date"), ("datetime", "datetime"), ("datetime", "time"), ("datetime", "timedelta"),
        ("datetime", "timezone"), ("decimal", "Decimal"), ("pathlib", "PosixPath"), ("pathlib", "WindowsPath"),
        ("builtins", "set"), ("builtins", "frozenset"), ("builtins", "bytearray"),
    }
)  # fmt: skip


def send(stream: BinaryIO, value: object) -> None:
    """Write one value.

    Raises:
        OSError: the other side has gone.
        TypeError: it holds something that cannot travel.
    """
    target = io.BytesIO()
    try:
        _Writer(target, protocol=5).dump(value)
    except (pickle.PicklingError, AttributeError) as error:
        raise TypeError(str(error)) from error
    stream.write(_LENGTH.pack(target.tell()))
    stream.write(target.getbuffer())
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one value; None when the other side has gone."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    data = stream.read(_LENGTH.unpack(head)[0])
    if len(data) < _LENGTH.unpack(head)[0]:
        return None
    return _Reader(io.BytesIO(data)).load()


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
