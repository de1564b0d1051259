"""Sealed blobs: what goes in comes out, and nothing else ever does."""

from __future__ import annotations

import errno
import io
import random
from hashlib import sha256

import pytest

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.crypto.blobs import SEGMENT_BYTES, Blobs

BLOBS = Blobs(bytes(range(32)))


def sealed(data: bytes, blobs: Blobs = BLOBS) -> bytes:
    target = io.BytesIO()
    with blobs.sealing(target, sha256(data).hexdigest()) as stream:
        stream.write(data)
    return target.getvalue()


def opened(data: bytes, digest: str, blobs: Blobs = BLOBS) -> bytes:
    with blobs.opening(io.BytesIO(data), digest) as stream:
        return stream.read()


@pytest.mark.parametrize("size", [0, 1, SEGMENT_BYTES - 100, SEGMENT_BYTES, 2 * SEGMENT_BYTES + 17])
def test_what_goes_in_comes_out(size: int) -> None:
    data = random.Random(size).randbytes(size)
    box = sealed(data)
    assert opened(box, sha256(data).hexdigest()) == data
    assert data[:64] not in box or size < 64


def test_every_kind_of_tampering_is_noticed() -> None:
    data = random.Random(2).randbytes(3 * SEGMENT_BYTES)
    digest = sha256(data).hexdigest()
    box = sealed(data)
    flipped = bytearray(box)
    flipped[SEGMENT_BYTES + 5] ^= 1
    first, second = box[SEGMENT_BYTES : 2 * SEGMENT_BYTES], box[2 * SEGMENT_BYTES : 3 * SEGMENT_BYTES]
    for evil in (
        bytes(flipped),
        box[: 2 * SEGMENT_BYTES],
        box[:-1],
        box + b"\0",
        b"",
        box[:10],
        box[:SEGMENT_BYTES] + second + first + box[3 * SEGMENT_BYTES :],
    ):
        with pytest.raises(UserError) as caught:
            opened(evil, digest)
        assert caught.value.code == "media.blob_damaged"
        assert caught.value.params == {"sha256": digest}


def test_a_blob_under_another_name_or_another_key_does_not_open() -> None:
    box = sealed(b"pho bo")
    for digest, blobs in ((sha256(b"bun cha").hexdigest(), BLOBS), (sha256(b"pho bo").hexdigest(), Blobs(bytes(32)))):
        with pytest.raises(UserError):
            opened(box, digest, blobs)


def test_the_same_key_opens_in_another_session() -> None:
    box = sealed(b"ca tru")
    assert opened(box, sha256(b"ca tru").hexdigest(), Blobs(bytes(range(32)))) == b"ca tru"


def test_a_full_disk_is_reported_as_itself() -> None:
    class Full(io.BytesIO):
        def write(self, data: object) -> int:
            raise OSError(errno.ENOSPC, "No space left on device")

    def seal() -> None:
        with BLOBS.sealing(Full(), "0" * 64) as stream:
            for _ in range(3):
                stream.write(bytes(SEGMENT_BYTES))

    with pytest.raises(OSError, match="No space") as caught:
        seal()
    assert caught.value.errno == errno.ENOSPC


def test_a_cancel_passes_through_and_leaves_nothing_that_opens() -> None:
    target = io.BytesIO()
    digest = sha256(b"x" * 10).hexdigest()

    def seal() -> None:
        with BLOBS.sealing(target, digest) as stream:
            stream.write(b"x" * 10)
            raise Cancelled

    with pytest.raises(Cancelled):
        seal()
    assert not target.closed
    with pytest.raises(UserError):
        opened(target.getvalue(), digest)
