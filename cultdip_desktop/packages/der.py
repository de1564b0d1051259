"""DER (X.690, clause 10 and 11) without any schema: enough to prove that a signature file has one form only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

_MAX_DEPTH: Final = 24
_CONSTRUCTED: Final = 0x20
_BOOLEAN, _INTEGER, _BIT_STRING, _NULL, _SEQUENCE, _SET = 0x01, 0x02, 0x03, 0x05, 0x30, 0x31
_UNIVERSAL_CONSTRUCTED: Final = frozenset({_SEQUENCE, _SET})


class DerError(ValueError):
    """The bytes are not even BER of the shape that certificates and signatures have."""


def reencode(data: bytes) -> bytes:
    """The DER form of the one value in `data`: shortest lengths and numbers, sets sorted, nothing after the end.

    Raises:
        DerError: cut off, bytes left over, indefinite lengths, multi-byte tags, or nested too deeply.
    """
    value, end = _value(data, 0, len(data), 0)
    if end != len(data):
        raise DerError("bytes left over")
    return value


def children(data: bytes) -> list[bytes]:
    """The whole encodings of the values inside a constructed value."""
    _tag, body, end = _header(data, 0, len(data))
    return [data[start:stop] for start, stop in _parts(data, body, end)]


def _value(data: bytes, at: int, limit: int, depth: int) -> tuple[bytes, int]:
    if depth > _MAX_DEPTH:
        raise DerError("nested too deeply")
    tag, body, end = _header(data, at, limit)
    universal = tag < 0x40
    if universal and bool(tag & _CONSTRUCTED) != (tag in _UNIVERSAL_CONSTRUCTED):
        raise DerError("constructed where it must be primitive, or the other way round")
    if tag & _CONSTRUCTED:
        parts = [_value(data, start, stop, depth + 1)[0] for start, stop in _parts(data, body, end)]
        if tag == _SET:
            parts.sort()
        content = b"".join(parts)
    else:
        content = _primitive(tag, data[body:end])
    return bytes([tag]) + _length(len(content)) + content, end


def _parts(data: bytes, body: int, end: int) -> Iterator[tuple[int, int]]:
    while body < end:
        _tag, _body, stop = _header(data, body, end)
        yield body, stop
        body = stop


def _header(data: bytes, at: int, limit: int) -> tuple[int, int, int]:
    """Tag, beginning and end of the content."""
    if at + 2 > limit:
        raise DerError("cut off")
    tag, first = data[at], data[at + 1]
    if tag & 0x1F == 0x1F or tag == 0:
        raise DerError("tag")
    if first < 0x80:
        body, length = at + 2, first
    else:
        count = first & 0x7F
        if not 1 <= count <= 4 or at + 2 + count > limit:
            raise DerError("length")
        body = at + 2 + count
        length = int.from_bytes(data[at + 2 : body], "big")
    if body + length > limit:
        raise DerError("cut off")
    return tag, body, body + length


def _length(length: int) -> bytes:
    if length < 0x80:
        return bytes([length])
    digits = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([0x80 | len(digits)]) + digits


def _primitive(tag: int, content: bytes) -> bytes:
    if tag == _BOOLEAN:
        if len(content) != 1:
            raise DerError("boolean")
        return b"\xff" if content[0] else b"\x00"
    if tag == _INTEGER:
        if not content:
            raise DerError("integer")
        number = int.from_bytes(content, "big", signed=True)
        return number.to_bytes((number + (number < 0)).bit_length() // 8 + 1, "big", signed=True)
    if tag == _BIT_STRING:
        if not content or content[0] > 7 or (content[0] and len(content) == 1):
            raise DerError("bit string")
        spare = content[0]
        return content if not spare else content[:-1] + bytes([content[-1] >> spare << spare])
    if tag == _NULL and content:
        raise DerError("null")
    return content
