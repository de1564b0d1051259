"""Files made to break a reader: the answer is a verdict, never an exception, and it comes soon."""

from __future__ import annotations

import io
import random
import time
import zlib

import pikepdf
import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.signatures import compare
from tests.signatures.papers import Desk

GOOD = (Result.VALID, Result.VALID_WITH_WARNINGS)
_BOMB = zlib.compress(zlib.compress(bytes(40_000_000)))


def _objects(*bodies: bytes, trailer: bytes = b"") -> bytes:
    """A file with a plain table of cross references."""
    data, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    return (
        data
        + head
        + rows
        + b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n"
        % (
            len(bodies) + 1,
            trailer,
            start,
        )
    )


def _field(value: bytes) -> bytes:
    return _objects(
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[4 0 R]/SigFlags 3>>>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</FT/Sig/T(person)/V " + value + b">>",
        b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached>>",
    )


HOSTILE = {
    "nothing": b"",
    "only a head": b"%PDF-1.7",
    "zeros": bytes(4096),
    "pages that are their own parents": _objects(
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R]/Count 1/Parent 2 0 R>>"
    ),
    "fields that are their own kids": _objects(
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[3 0 R]>>>>",
        b"<</Type/Pages/Kids[]/Count 0>>",
        b"<</FT/Sig/T(a)/Kids[3 0 R]>>",
    ),
    "a table that points to itself": b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF\n",
    "a table of a billion entries": b"%PDF-1.7\nxref\n0 999999999\ntrailer\n<</Size 999999999>>\nstartxref\n9\n%%EOF\n",
    "a size of a billion": _objects(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Kids[]/Count 0>>").replace(
        b"/Size 3", b"/Size 999999999"
    ),
    "deep nesting": _objects(b"<</Type/Catalog/A " + b"[" * 60_000 + b"]" * 60_000 + b">>"),
    "deep dictionaries": _objects(b"<</A" * 20_000 + b">>" * 20_000),
    "a stream of zeros of zeros": _objects(
        b"<</Type/Catalog/Pages 2 0 R/Metadata 3 0 R>>",
        b"<</Kids[]/Count 0>>",
        b"<</Length %d/Filter[/FlateDecode/FlateDecode]>>stream\n" % len(_BOMB) + _BOMB + b"\nendstream",
    ),
    "signature without bytes": _field(b"5 0 R"),
    "signature that is a number": _field(b"7"),
    "signature that is itself": _field(b"4 0 R"),
    "ranges that are words": _field(b"<</Type/Sig/ByteRange[(a)(b)]/Contents<30>>>"),
    "a range of millions of parts": _field(b"<</ByteRange[" + b"0 1 " * 100_000 + b"]/Contents<3000>>>"),
    "negative ranges": _field(b"<</ByteRange[0 -5 -9 99999999999999999999]/Contents<3000>>>"),
    "contents that are a stream": _field(b"<</ByteRange[0 1 2 3]/Contents 2 0 R>>"),
    "contents that are no CMS": _field(b"<</ByteRange[0 10 20 30]/Contents<" + b"3080" * 9000 + b">>>"),
    "a hundred revisions": b"%PDF-1.7\n" + b"startxref\n0\n%%EOF\n" * 100,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_its_answer_soon(desk: Desk, name: str) -> None:
    start = time.process_time()
    verdict = desk.verify(HOSTILE[name])
    assert verdict.result not in GOOD
    assert time.process_time() - start < 10


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_comparing_and_signing(desk: Desk, blank: bytes, name: str) -> None:
    def act() -> None:
        if compare.differences(blank, HOSTILE[name]):
            raise UserError("pdf.other")
        desk.sign(HOSTILE[name], "person")

    with pytest.raises(UserError, match=r"pdf\."):
        act()


@pytest.mark.parametrize("seed", range(6))
def test_nothing_escapes_from_files_with_noise(desk: Desk, original: bytes, seed: int) -> None:
    chance = random.Random(seed)
    for _ in range(8):
        data = bytearray(original)
        for _ in range(chance.choice((1, 5, 60))):
            at = chance.randrange(len(data))
            data[at : at + chance.randrange(1, 40)] = chance.randbytes(chance.randrange(0, 40))
        result = desk.verify(bytes(data)).result
        assert result not in GOOD


def test_a_packed_stream_is_unpacked_only_so_far(blank: bytes) -> None:
    def with_bomb(size: int) -> bytes:
        with pikepdf.open(io.BytesIO(blank)) as pdf:
            packed = zlib.compress(bytes(size), 9)
            stream = pikepdf.Stream(pdf, b"")
            stream.write(packed, filter=pikepdf.Name.FlateDecode)
            pdf.pages[0].Contents = stream
            target = io.BytesIO()
            pdf.save(target, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)
            return target.getvalue()

    with pytest.raises(UserError, match=r"pdf\.too_complex"):
        compare.differences(blank, with_bomb(200_000_000))
