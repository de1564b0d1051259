"""Canonical JSON: the bytes that are signed, and what is never signed."""

from __future__ import annotations

import unicodedata
from functools import partial

import hypothesis.strategies as st
import pytest
from hypothesis import given

from cultdip_desktop.core import canonical
from cultdip_desktop.core.canonical import MAX_DEPTH, NotCanonicalError

TEXT = st.text(st.characters(exclude_categories=("Cs",))).map(partial(unicodedata.normalize, "NFC"))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | TEXT,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b": 1, "a": [True, False, None]}, '{"a":[true,false,null],"b":1}'),
        ({"tên": "Tết ở Praha"}, '{"tên":"Tết ở Praha"}'),
        ('\u0000\b\t\n\f\r"\\/\u007f', '"\\u0000\\b\\t\\n\\f\\r\\"\\\\/\u007f"'),
        # RFC 8785, 3.2.3: keys sort by UTF-16 code units, so an emoji comes before U+FF33.
        (
            {"\uff33": 1, "😀": 2, "€": 3, "\r": 4, "1": 5, "ö": 6, "\u0080": 7},
            '{"\\r":4,"1":5,"\u0080":7,"ö":6,"€":3,"😀":2,"\uff33":1}',
        ),
        (-9007199254740991, "-9007199254740991"),
        ({}, "{}"),
        ([], "[]"),
    ],
)
def test_values_have_the_bytes_of_rfc_8785(value: canonical.Json, expected: str) -> None:
    assert canonical.encode(value) == expected.encode("utf-8")


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), "e\u0302\u0301", "\ud800", {"e\u0302": 1}, {1: 2}, b"bytes", {"a": {3}}],
)
def test_what_has_no_one_form_is_refused(value: canonical.Json) -> None:
    with pytest.raises(NotCanonicalError):
        canonical.encode(value)


def test_nesting_has_a_limit_on_both_roads() -> None:
    value: canonical.Json = []
    for _ in range(MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(NotCanonicalError):
        canonical.encode(value)
    with pytest.raises(NotCanonicalError):
        canonical.decode_strict(b"[" * 100_000 + b"]" * 100_000)


def test_brackets_inside_text_do_not_count_as_nesting() -> None:
    value = {"a": "[" * 500 + '"{'}
    assert canonical.decode(canonical.encode(value)) == value


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":1,"a":1}',
        b'{"a":1.0}',
        b'{"a":1e3}',
        b"NaN",
        b"-Infinity",
        b"[123456789012345678]",
        b"\xff",
        b"\xef\xbb\xbf{}",
        b"",
        b"{} {}",
        b'{"a":1}\x00',
    ],
)
def test_strict_reading_refuses(data: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        canonical.decode_strict(data)


@pytest.mark.parametrize("data", [b'{"a": 1}', b'{"b":1,"a":2}', b'"\\u00e9"', b"-0", b'{"a":1}\n', b'"\\/"'])
def test_canonical_reading_refuses_another_layout_of_the_same_value(data: bytes) -> None:
    canonical.decode_strict(data)
    with pytest.raises(NotCanonicalError):
        canonical.decode(data)


@given(VALUES)
def test_whatever_is_written_reads_back_the_same(value: canonical.Json) -> None:
    assert canonical.decode(canonical.encode(value)) == value


@given(st.binary(max_size=60))
def test_no_bytes_make_the_reader_fail_in_another_way(data: bytes) -> None:
    try:
        canonical.decode(data)
    except NotCanonicalError:
        return
