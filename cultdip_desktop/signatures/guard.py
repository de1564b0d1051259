"""The boundary to libraries that raise whatever they stumble over in a hostile file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class HostileError(Exception):
    """Something in the file could not even be looked at."""


@contextmanager
def guarded() -> Iterator[None]:
    """Within the block every failure of pyHanko, asn1crypto or of reading their values is a `HostileError`.

    Raises:
        HostileError: as named, from whatever was raised.
    """
    try:
        yield
    except Exception as error:
        raise HostileError from error
