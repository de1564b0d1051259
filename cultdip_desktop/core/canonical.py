"""Canonical JSON (RFC 8785) for the values that this product signs: no floats, NFC text, strict reading."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from json.encoder import encode_basestring
from typing import Final, TypeAlias

Json: TypeAlias = "bool | int | str | Sequence[Json] | Mapping[str, Json] | None"

MAX_DEPTH: Final = 32
"""Deeper nesting than this is refused on reading and writing."""

MAX_SAFE_INTEGER: Final = 2**53 - 1
"""RFC 8785 builds on I-JSON (RFC 7493), which keeps integers within the exact range of a double."""


_TOKEN: Final = re.compile(r'"(?:[^"\\]|\\.)*"|([\[\]{}])', re.DOTALL)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")


class NotCanonicalError(ValueError):
    """The bytes, or the value, cannot be (or are not) canonical JSON of the allowed kind."""


def encode(value: Json) -> bytes:
    """The canonical bytes of `value`.

    Raises:
        NotCanonicalError: a float, an integer outside ±(2**53 - 1), text that is not NFC or holds a
            lone surrogate, a key that is not text, or nesting deeper than `MAX_DEPTH`.
    """
    parts: list[str] = []
    _write(value, parts, 0)
    return "".join(parts).encode("utf-8")


def decode(data: bytes) -> Json:
    """Read canonical bytes; whatever would not be written back identically is refused.

    Raises:
        NotCanonicalError: not UTF-8, not JSON, duplicate keys, floats, NaN, too deep, or any byte
            that differs from the re-encoding.
    """
    value = decode_strict(data)
    if encode(value) != data:
        raise NotCanonicalError("not in canonical form")
    return value


def decode_strict(data: bytes) -> Json:
    """Read JSON without trusting it: no duplicate keys, no floats, no NaN, bounded depth; any layout.

    Raises:
        NotCanonicalError: as named.
    """
    try:
        text = data.decode("utf-8")
        _check_depth(text)
        value: Json = json.loads(
            text, object_pairs_hook=_unique, parse_float=_no_float, parse_constant=_no_float, parse_int=_integer
        )
    except NotCanonicalError:
        raise
    except (ValueError, RecursionError) as error:
        raise NotCanonicalError(type(error).__name__) from error
    return value


def _write(value: Json, parts: list[str], depth: int) -> None:
    if depth > MAX_DEPTH:
        raise NotCanonicalError("nested too deeply")
    if value is None or isinstance(value, bool):
        parts.append({None: "null", True: "true", False: "false"}[value])
    elif isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            raise NotCanonicalError("integer out of range")
        parts.append(str(value))
    elif isinstance(value, str):
        parts.append(_string(value))
    elif isinstance(value, Mapping):
        _write_object(value, parts, depth)
    elif isinstance(value, Sequence) and not isinstance(value, (bytes, bytearray)):
        parts.append("[")
        for index, item in enumerate(value):
            if index:
                parts.append(",")
            _write(item, parts, depth + 1)
        parts.append("]")
    else:
        raise NotCanonicalError(f"{type(value).__name__} has no canonical form here")


def _write_object(value: Mapping[str, Json], parts: list[str], depth: int) -> None:
    parts.append("{")
    for index, key in enumerate(sorted(value, key=_utf16)):
        if index:
            parts.append(",")
        parts.append(_string(key))
        parts.append(":")
        _write(value[key], parts, depth + 1)
    parts.append("}")


def _utf16(key: str) -> bytes:
    if not isinstance(key, str):
        raise NotCanonicalError("a key that is not text")
    return key.encode("utf-16-be", "surrogatepass")


def _string(text: str) -> str:
    if not text.isascii():
        if not unicodedata.is_normalized("NFC", text):
            raise NotCanonicalError("text is not NFC")
        if _SURROGATE.search(text):
            raise NotCanonicalError("lone surrogate")
    return encode_basestring(text)


def _unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise NotCanonicalError("duplicate key")
    return result


def _no_float(text: str) -> Json:
    raise NotCanonicalError(f"number {text[:20]} is not an integer")


def _integer(text: str) -> int:
    if len(text) > 17:
        raise NotCanonicalError("integer out of range")
    return int(text)


def _check_depth(text: str) -> None:
    """Count brackets outside strings before parsing, so that hostile nesting never reaches the parser."""
    depth = 0
    for token in _TOKEN.finditer(text):
        bracket = token.group(1)
        if bracket is None:
            continue
        depth += 1 if bracket in "[{" else -1
        if depth > MAX_DEPTH:
            raise NotCanonicalError("nested too deeply")
