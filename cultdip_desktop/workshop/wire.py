"""What parent and child say to each other: whole messages over a pipe (`core.value_pipe`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO

from cultdip_desktop.core import value_pipe
from cultdip_desktop.crypto.keyfile import OfficeKey


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
    value_pipe.send(stream, message)


def receive(stream: BinaryIO) -> Message | None:
    """Read one message; None when the other side has gone."""
    message = value_pipe.receive(stream)
    if message is not None and not isinstance(message, Message):
        raise TypeError(type(message).__name__)
    return message
