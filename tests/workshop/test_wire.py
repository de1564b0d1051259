"""Messages between parent and child: our values pass, nothing else is made or called."""

from __future__ import annotations

import io
import os
import pickle
import struct
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from cultdip_desktop.core import value_pipe
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.workshop import wire


def there_and_back(value: Any) -> Any:
    pipe = io.BytesIO()
    wire.send(pipe, wire.Done(value))
    pipe.seek(0)
    message = wire.receive(pipe)
    assert isinstance(message, wire.Done)
    return message.result


def test_values_of_every_kind_arrive_as_they_were() -> None:
    value = (
        BiText("Tết ở Praha", "Tết in Prague"), EventState.HELD, MappingProxyType({"n": 3}), Path("Báo cáo.pdf"),
        frozenset({"a"}), {1, 2}, Decimal("1450.00"), date(2026, 9, 25), datetime(2026, 9, 25, 15, 30, tzinfo=UTC), b"\x00",
    )  # fmt: skip
    assert there_and_back(value) == value


def test_an_expected_error_inside_a_value_arrives_as_it_was() -> None:
    error = there_and_back([UserError("file.exists", path="D:/á", n=2)])[0]
    assert (error.code, error.params) == ("file.exists", {"path": "D:/á", "n": 2})


class Hostile:
    def __reduce__(self) -> Any:
        return os.system, ("exit 1",)


@pytest.mark.parametrize(
    "value", [Hostile(), os.system, value_pipe._is_value, Path.unlink], ids=["call", "function", "ours", "method"]
)  # fmt: skip
def test_bytes_that_ask_for_anything_but_values_are_refused(value: Any) -> None:
    data = pickle.dumps(value)
    pipe = io.BytesIO(struct.pack("<Q", len(data)) + data)
    with pytest.raises(pickle.UnpicklingError):
        wire.receive(pipe)


def test_what_cannot_travel_is_a_bug_and_not_silence() -> None:
    with pytest.raises(TypeError):
        wire.send(io.BytesIO(), wire.Done(lambda: None))


def test_a_message_cut_short_is_the_end() -> None:
    pipe = io.BytesIO()
    wire.send(pipe, wire.Ready())
    whole = pipe.getvalue()
    for length in range(len(whole)):
        assert wire.receive(io.BytesIO(whole[:length])) is None


def test_keys_are_not_shown_in_messages() -> None:
    from cultdip_desktop.crypto.keyfile import OfficeKey

    key = OfficeKey("CZ-EMB", "mission", b"s" * 16, b"k" * 32)
    assert "kkk" not in repr(wire.Hire(Path("H"), key, writing=True))
