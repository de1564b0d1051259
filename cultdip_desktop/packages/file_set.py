"""The files of a package against the signed list (step 6 of verifying)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cultdip_desktop.packages import checksums, limits, names
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.failing import fail
from cultdip_desktop.packages.hashing import Digest, TwinDigest
from cultdip_desktop.packages.manifest import FileDigest


def check(
    container: Container,
    digests: Mapping[str, str],
    step: Callable[[int], None],
    written: Mapping[str, int] | None = None,
) -> None:
    """The same set, every digest equal, every checksum of the container right, `SHA256SUMS` equal.

    `step` is told how many bytes were read and may raise to cancel. `written` are the checksums of a container that was
    just written, by name: when the SHA-256 is right, the bytes are those that were written, and so is their CRC-32.

    Raises:
        CheckFailedError: `files.missing`, `files.extra`, `files.digest`, `files.checksum`, `files.sums`.
    """
    present = container.entries.keys() - names.UNSIGNED
    missing, extra = sorted(digests.keys() - present), sorted(present - digests.keys())
    if missing:
        fail("files", "files.missing", file=missing[0], count=len(missing))
    if extra:
        fail("files", "files.extra", file=extra[0], count=len(extra))
    for name, entry in container.entries.items():
        crc = written.get(name) if written is not None and name in digests else None
        digest = TwinDigest() if crc is None else Digest()
        for chunk in container.chunks(name):
            digest.update(chunk)
            step(len(chunk))
        if name in digests and digest.sha256 != digests[name]:
            fail("files", "files.digest", file=name)
        if (digest.crc if isinstance(digest, TwinDigest) else crc) != entry.crc:
            fail("files", "files.checksum", file=name)
    _check_sums(container, digests)


def _check_sums(container: Container, digests: Mapping[str, str]) -> None:
    entry = container.entries.get(names.SUMS)
    wanted = checksums.write(FileDigest(name, sha256) for name, sha256 in digests.items())
    if entry is None or entry.size != len(wanted) or container.read(names.SUMS, limits.MAX_SUMS_BYTES) != wanted:
        fail("files", "files.sums")
