"""Encryption for one reader: the `age` file around a finished container (`X.cdrp.age`), written and opened as a stream.

Age is an open format (age-encryption.org/v1): a header with one stanza a recipient, then pieces of 64 KiB, each
authenticated, the last one marked as the last. Whoever encrypts cannot open what they have written. So what is
established before the file gets its name is: the source is the container that was verified, and the medium holds exactly
the bytes that were made of it.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.packages import limits

SUFFIX: Final = ".age"

_MAGIC: Final = b"age-encryption.org/v1\n"
_MAX_HEADER: Final = 16 * 1024
_STANZA: Final = re.compile(rb"-> ([\x21-\x7e]+(?: [\x21-\x7e]+)*)")
_BODY: Final = re.compile(rb"[A-Za-z0-9+/]{0,64}")
_MAC: Final = re.compile(rb"--- [A-Za-z0-9+/]{43}")
_COLUMNS: Final = 64
_NONCE: Final = 16
_TAG: Final = 16
_PIECE: Final = 64 * 1024
_MOST: Final = limits.MAX_VOLUME_BYTES + limits.MAX_VOLUME_BYTES // 1024
"""Bytes of the largest container with its tags and header, generously."""


@dataclass(frozen=True, slots=True)
class SealedPart:
    """An encrypted file that was written and read back and has no name yet."""

    part: Path
    sha256: str
    """Of the encrypted file: another one for every time that the same container is encrypted."""

    bytes: int


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """What opening gave."""

    sha256: str
    """Of the plain file."""

    bytes: int
    recipient_sha256: str
    """Fingerprint of the recipient that the file was encrypted for; `package.json` must name the same."""


def new_identity() -> tuple[str, str]:
    """A fresh X25519 key: the identity, which is secret, and its recipient, which everybody may know."""
    from pyrage import x25519

    identity = x25519.Identity.generate()
    return str(identity), str(identity.to_public())


def require_recipient(text: str) -> str:
    """The recipient in its one form.

    Raises:
        UserError: `encryption.bad_recipient` unless it is an X25519 recipient (`age1…`).
    """
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(text.strip()))
    except RecipientError as error:
        raise UserError("encryption.bad_recipient") from error


def recipient_sha256(recipient: str) -> str:
    """What `recipient.cert_sha256` of `package.json` holds: SHA-256 of the recipient's text, 64 hex digits."""
    return hashlib.sha256(recipient.encode("ascii")).hexdigest()


def sealed_name(target: Path) -> Path:
    """Where the encrypted form of a package lies: `X.cdrp.age` for `X.cdrp`, itself when it ends so already."""
    return target if target.suffix.lower() == SUFFIX else target.with_name(target.name + SUFFIX)


def is_sealed(path: Path) -> bool:
    """Whether a file begins as age files do, whatever its name is; False where it cannot be read."""
    try:
        if not path.is_file():
            return False
        with path.open("rb") as handle:
            return handle.read(len(_MAGIC)) == _MAGIC
    except OSError:
        return False


def seal(source: Path, target: Path, recipients: Sequence[str], progress: Progress, *, source_sha256: str = "") -> None:
    """Encrypt `source` so that only the holders of the recipients' identities can open `target`.

    Raises:
        UserError: as `sealing`.
        Cancelled: nothing is left behind.
    """
    with sealing(source, target, recipients, progress, source_sha256=source_sha256):
        pass


@contextmanager
def sealing(
    source: Path, target: Path, recipients: Sequence[str], progress: Progress, *, source_sha256: str = ""
) -> Iterator[SealedPart]:
    """As `seal`; the file gets its name when the block ends well, and vanishes when it does not.

    Progress counts every byte twice: encrypted and read back.

    Raises:
        UserError: `encryption.no_recipient`, `encryption.bad_recipient`, `package.source_changed` when the source is
            not (any more) what `source_sha256` says, `package.readback` when the medium lies, `file.*`.
        Cancelled: nothing is left behind.
    """
    from pyrage import x25519

    if not recipients:
        raise UserError("encryption.no_recipient")
    keys = [x25519.Recipient.from_str(require_recipient(one)) for one in recipients]
    with durable.translated(source, reading=True), source.open("rb") as plain:
        size = source.stat().st_size
        with durable.new_file(target, replace=False) as stream:
            part = Path(stream.name)
            steps = _Steps(progress, 2 * size, target.name)
            made = _encrypted(plain, stream, keys, steps)
            if source_sha256 and made.source_sha256 != source_sha256:
                raise UserError("package.source_changed", file=source.name)
            _read_back(part, size, made, steps)
            yield SealedPart(part, made.sha256, made.bytes)


def open_into(source: Path, target: Path, identities: Sequence[str], progress: Progress) -> OpenedFile:
    """Decrypt `source` with whichever of `identities` fits; `target` appears as a whole or not at all.

    Raises:
        UserError: `encryption.not_sealed` (no age file), `encryption.passphrase`, `encryption.cut` (its end is missing
            or changed), `encryption.changed` (somewhere before), `encryption.not_for_us` (no identity fits),
            `encryption.too_large`, `file.*`.
        Cancelled: nothing is left behind.
    """
    with durable.translated(source, reading=True), source.open("rb") as sealed:
        size = os.fstat(sealed.fileno()).st_size
        if size > _MOST:
            raise UserError("encryption.too_large", file=source.name)
        pieces = _pieces(size - _read_header(sealed, source.name), source.name)
        for identity in identities:
            try:
                with durable.new_file(target, replace=False) as stream:
                    return _decrypted(sealed, stream, identity, pieces, _Steps(progress, size, source.name))
            except _OtherKeyError:
                continue
    raise UserError("encryption.not_for_us", file=source.name)


class _OtherKeyError(Exception):
    """The file was not encrypted for this identity."""


@dataclass(frozen=True, slots=True)
class _Made:
    source_sha256: str
    sha256: str
    bytes: int


def _encrypted(plain: BinaryIO, stream: BinaryIO, keys: list[object], steps: _Steps) -> _Made:
    from pyrage import EncryptError, encrypt_io

    reader, writer = _Reader(plain, steps), _Writer(stream)
    try:
        encrypt_io(reader, writer, keys)
    except (EncryptError, OSError) as error:
        raise (reader.error or writer.error or error) from error
    stream.flush()
    os.fsync(stream.fileno())
    return _Made(reader.digest.hexdigest(), writer.digest.hexdigest(), writer.bytes)


def _read_back(part: Path, size: int, made: _Made, steps: _Steps) -> None:
    """The bytes on the medium are those that were made, and they have the form of a whole age file around `size`."""
    digest = hashlib.sha256()
    with part.open("rb") as handle:
        body = made.bytes - _read_header(handle, part.name)
        handle.seek(0)
        while chunk := handle.read(limits.CHUNK):
            digest.update(chunk)
            steps.advance(len(chunk))
    whole = max(1, -(-size // _PIECE)) * _TAG + size + _NONCE
    if digest.hexdigest() != made.sha256 or body != whole:
        raise UserError("package.readback", path=str(part), reason="encryption")


def _decrypted(sealed: BinaryIO, stream: BinaryIO, identity: str, pieces: int, steps: _Steps) -> OpenedFile:
    from pyrage import DecryptError, decrypt_io, x25519

    key = x25519.Identity.from_str(identity)
    sealed.seek(0)
    reader, writer = _Reader(sealed, steps), _Writer(stream)
    try:
        decrypt_io(reader, writer, [key])
    except (DecryptError, OSError) as error:
        if own := reader.error or writer.error:
            raise own from error
        if isinstance(error, DecryptError):  # the header's form was looked at before: what is left is its content
            if "MAC" in str(error):
                raise UserError("encryption.changed", file=steps.what) from error
            raise _OtherKeyError from error
        last = writer.bytes // _PIECE >= pieces - 1
        raise UserError("encryption.cut" if last else "encryption.changed", file=steps.what) from error
    return OpenedFile(writer.digest.hexdigest(), writer.bytes, recipient_sha256(str(key.to_public())))


def _read_header(handle: BinaryIO, name: str) -> int:
    """Bytes of the header, whose form is strictly the format's.

    Raises:
        UserError: `encryption.not_sealed`, `encryption.passphrase`, `encryption.cut`, `encryption.changed`.
    """
    data = handle.read(_MAX_HEADER)
    if not data.startswith(_MAGIC):
        raise UserError("encryption.not_sealed", file=name)
    lines = data[len(_MAGIC) :].split(b"\n")
    at, inside, stanzas = len(_MAGIC), False, 0
    for line in lines[:-1]:
        at += len(line) + 1
        if inside:
            if not _BODY.fullmatch(line):
                raise UserError("encryption.changed", file=name)
            inside = len(line) == _COLUMNS
        elif found := _STANZA.fullmatch(line):
            if found[1].split()[0] == b"scrypt":
                raise UserError("encryption.passphrase", file=name)
            inside, stanzas = True, stanzas + 1
        elif _MAC.fullmatch(line) and stanzas:
            return at
        else:
            raise UserError("encryption.changed", file=name)
    raise UserError("encryption.cut" if len(data) < _MAX_HEADER else "encryption.changed", file=name)


def _pieces(body: int, name: str) -> int:
    """How many pieces follow the header.

    Raises:
        UserError: `encryption.cut` when no whole age file has this length.
    """
    sealed = body - _NONCE
    full, rest = divmod(sealed, _PIECE + _TAG)
    if sealed < _TAG or 0 < rest < _TAG or (rest == _TAG and full):
        raise UserError("encryption.cut", file=name)
    return full + bool(rest)


class _Reader(io.RawIOBase):
    """Gives pyrage the source, and keeps what goes wrong on the way: pyrage would make a text of it."""

    def __init__(self, source: BinaryIO, steps: _Steps) -> None:
        super().__init__()
        self._source, self._steps = source, steps
        self.digest = hashlib.sha256()
        self.error: BaseException | None = None

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        try:
            chunk = self._source.read(size)
            self.digest.update(chunk)
            self._steps.advance(len(chunk))
        except BaseException as error:
            self.error = error
            raise
        return chunk


class _Writer(io.RawIOBase):
    """Takes what pyrage makes, counts and digests it, and keeps what goes wrong on the way."""

    def __init__(self, target: BinaryIO) -> None:
        super().__init__()
        self._target = target
        self.digest = hashlib.sha256()
        self.bytes = 0
        self.error: BaseException | None = None

    def writable(self) -> bool:
        return True

    def write(self, data: bytes, /) -> int:  # type: ignore[override]
        try:
            self._target.write(data)
        except BaseException as error:
            self.error = error
            raise
        self.digest.update(data)
        self.bytes += len(data)
        return len(data)


class _Steps:
    """Progress in steps of `limits.CHUNK`: pyrage asks for 8 KiB at a time."""

    def __init__(self, progress: Progress, total: int, what: str) -> None:
        self._progress = progress
        self._total = max(total, 1)
        self._done = 0
        self._told = -limits.CHUNK
        self.what = what

    def advance(self, count: int) -> None:
        self._done = min(self._done + count, self._total)
        if self._done - self._told >= limits.CHUNK or self._done == self._total:
            self._told = self._done
            self._progress.step(self._done, self._total, self.what)
