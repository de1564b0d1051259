"""Files sealed at rest: Tink's streaming AEAD (AES256_GCM_HKDF_1MB), bound to the content's digest.

Each megabyte is authenticated before it is handed out, the last one is marked as the last: a changed,
cut, lengthened, swapped or renamed blob does not read.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO, Final, cast

from cultdip_desktop.core.errors import UserError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

SEGMENT_BYTES: Final = 1024 * 1024
_TYPE_URL: Final = "type.googleapis.com/google.crypto.tink.AesGcmHkdfStreamingKey"
_KEY_ID: Final = 1


class Blobs:
    """Seals and opens streams under one office's blob key; safe to use from several threads."""

    def __init__(self, key: bytes) -> None:
        """`key`: 32 bytes, `OfficeKey.blob_key`."""
        if len(key) != 32:
            raise ValueError("a blob key has 32 bytes")
        self._key = key
        self._primitive: Any = None

    @contextlib.contextmanager
    def sealing(self, target: BinaryIO, sha256: str) -> Iterator[BinaryIO]:
        """A stream to write the plain content into; sealed bytes go to `target`, which stays open.

        `sha256` (64 hex digits) is bound as associated data; the caller checks that it is true. When the
        block raises, what was written is incomplete and will not open.
        """
        shield = _Shield(target)
        stream = self._tink().new_encrypting_stream(shield, sha256.encode("ascii"))
        try:
            yield stream
            with shield.reporting():
                stream.close()
        except BaseException as error:
            shield.discard()
            with contextlib.suppress(*_tink_errors(), ValueError):
                stream.close()
            if shield.error is not None and error is not shield.error:
                raise shield.error from error
            raise

    @contextlib.contextmanager
    def opening(self, source: BinaryIO, sha256: str) -> Iterator[BinaryIO]:
        """A forward-only stream of the plain content of `source`, which stays open.

        Raises:
            UserError: `media.blob_damaged` from the block's own reads, as soon as a megabyte is not genuine.
        """
        stream = self._tink().new_decrypting_stream(_Source(source), sha256.encode("ascii"))
        with contextlib.closing(io.BufferedReader(_Opened(stream, sha256), SEGMENT_BYTES)) as reader:
            yield cast("BinaryIO", reader)

    def _tink(self) -> Any:
        if self._primitive is None:
            self._primitive = _primitive(self._key)
        return self._primitive


class _Shield(io.RawIOBase):
    """Passes writes on, keeps the target open when Tink closes it, and remembers the target's own error."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__()
        self._target: BinaryIO | None = target
        self.error: OSError | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: ReadableBuffer) -> int:
        plain = bytes(memoryview(data))
        if self._target is not None:
            try:
                self._target.write(plain)
            except OSError as error:
                self.error = error
                raise
        return len(plain)

    def discard(self) -> None:
        self._target = None

    @contextlib.contextmanager
    def reporting(self) -> Iterator[None]:
        yield
        if self.error is not None:
            raise self.error


class _Source(io.RawIOBase):
    """Passes reads on and keeps the source open when Tink closes it."""

    def __init__(self, source: BinaryIO) -> None:
        super().__init__()
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        data = self._source.read(len(view))
        view[: len(data)] = data
        return len(data)


class _Opened(io.RawIOBase):
    """Turns Tink's refusals into ours."""

    def __init__(self, stream: BinaryIO, sha256: str) -> None:
        super().__init__()
        self._stream = stream
        self._sha256 = sha256

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except _tink_errors() as error:
            raise UserError("media.blob_damaged", sha256=self._sha256) from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._stream.close()
        super().close()


def _primitive(key: bytes) -> Any:
    """Tink's primitive for a raw key: the keyset is built from it, so the key file alone opens every blob."""
    from tink import proto_keyset_format, secret_key_access, streaming_aead
    from tink.proto import aes_gcm_hkdf_streaming_pb2, common_pb2, tink_pb2

    streaming_aead.register()
    params = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingParams(
        ciphertext_segment_size=SEGMENT_BYTES, derived_key_size=32, hkdf_hash_type=common_pb2.SHA256
    )
    inner = aes_gcm_hkdf_streaming_pb2.AesGcmHkdfStreamingKey(version=0, params=params, key_value=key)
    data = tink_pb2.KeyData(
        type_url=_TYPE_URL, value=inner.SerializeToString(), key_material_type=tink_pb2.KeyData.SYMMETRIC
    )
    entry = tink_pb2.Keyset.Key(key_data=data, status=tink_pb2.ENABLED, key_id=_KEY_ID, output_prefix_type=tink_pb2.RAW)
    keyset = tink_pb2.Keyset(primary_key_id=_KEY_ID, key=[entry])
    handle = proto_keyset_format.parse(keyset.SerializeToString(), secret_key_access.TOKEN)
    return handle.primitive(streaming_aead.StreamingAead)


def _tink_errors() -> tuple[type[Exception], ...]:
    from tink import TinkError

    return (TinkError,)
