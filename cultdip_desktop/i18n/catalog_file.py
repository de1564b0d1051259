"""Built catalogs (`.mo`): found by key, decoded one text at a time.

Python's `gettext` decodes all two thousand texts before the first is asked for; a first page needs thirty.
"""

from __future__ import annotations

import gettext
import struct
from collections.abc import Callable
from typing import Final

_MAGIC: Final = 0x950412DE
_CONTEXT: Final = "\x04"
_PLURAL: Final = "\0"


class Catalog:
    """The texts of one language. Safe in every thread; a text that is not there is its own msgid."""

    def __init__(self, data: bytes = b"") -> None:
        """`data`: a file in the format of GNU gettext; nothing answers every question with the msgid.

        Raises:
            ValueError: it is no such file: the installation is damaged.
        """
        self._data = data
        self._places = _places(data) if data else {}
        self._known: dict[str, list[str]] = {}
        self._plural = _plural_rule(self._texts("") or [""])

    def text(self, msgid: str) -> str:
        """The text for `msgid`."""
        found = self._texts(msgid)
        return found[0] if found else msgid

    def plural(self, singular: str, plural: str, count: int) -> str:
        """The form for `count` things."""
        found = self._texts(singular)
        if not found:
            return singular if count == 1 else plural
        return found[min(self._plural(count), len(found) - 1)]

    def in_context(self, context: str, msgid: str) -> str:
        """The text for a `msgid` that means different things in different contexts."""
        found = self._texts(context + _CONTEXT + msgid)
        return found[0] if found else msgid

    def _texts(self, key: str) -> list[str]:
        """All forms, one where there is no plural; empty when the catalog has none."""
        found = self._known.get(key)
        if found is None:
            start, end = self._places.get(key.encode(), (0, 0))
            found = self._known[key] = self._data[start:end].decode().split(_PLURAL) if end > start else []
        return found


def _places(data: bytes) -> dict[bytes, tuple[int, int]]:
    """Where each text lies, by its key; of a plural the singular is the key."""
    for order in "<>":
        if len(data) >= 28 and struct.unpack_from(f"{order}I", data)[0] == _MAGIC:
            break
    else:
        raise ValueError("not a catalog")
    _magic, _version, count, keys, texts = struct.unpack_from(f"{order}5I", data)
    own = struct.unpack_from(f"{order}{2 * count}I", data, keys)
    said = struct.unpack_from(f"{order}{2 * count}I", data, texts)
    return {
        data[at : at + length].partition(b"\0")[0]: (begin, begin + size)
        for length, at, size, begin in zip(own[::2], own[1::2], said[::2], said[1::2], strict=True)
    }


def _plural_rule(head: list[str]) -> Callable[[int], int]:
    """The rule that the catalog's head names; without one, English."""
    for line in head[0].splitlines():
        name, _colon, value = line.partition(":")
        if name.strip().lower() == "plural-forms" and "plural=" in value:
            rule: Callable[[int], int] = gettext.c2py(value.split("plural=", 1)[1].rstrip(" ;"))
            return rule
    return lambda count: int(count != 1)
