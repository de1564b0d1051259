"""A verified package, open for taking in: rows and attachments, each digest checked again while it streams."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import limits, names, payload
from cultdip_desktop.packages.container import Container, ContainerError
from cultdip_desktop.packages.hashing import sha256_of
from cultdip_desktop.packages.package import SCHEMA_VERSION, PackageInfo
from cultdip_desktop.packages.payload import PayloadError, Row
from cultdip_desktop.packages.verdict import Outcome, Verdict


@dataclass(frozen=True, slots=True)
class Attachment:
    """One file under `media/`."""

    name: str
    sha256: str
    extension: str
    size: int


class OpenedPackage:
    """Reads what a verdict has established; use `open_verified`."""

    def __init__(self, container: Container, verdict: Verdict, info: PackageInfo) -> None:
        self._container = container
        self._digests: Final = {file.name: file.sha256 for file in verdict.files}
        self.info: Final = info
        """`package.json`."""

    @property
    def entities(self) -> tuple[str, ...]:
        """Names of the entities that the package holds records of."""
        return tuple(self.info.state.entities) if self.info.volume.i == 1 else ()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files under `media/`, without their bytes."""
        found = []
        for name, entry in self._container.entries.items():
            parts = names.media_parts(name)
            if parts is not None:
                found.append(Attachment(name, *parts, entry.size))
        return tuple(found)

    @property
    def readable(self) -> tuple[str, ...]:
        """Names of the files for people."""
        return tuple(name for name in self._container.entries if name.startswith("readable/"))

    def rows(self, entity: str) -> Iterator[Row]:
        """The records of an entity, sorted by id; nothing when the package has none.

        Fields that a newer version wrote are in the rows as they are.

        Raises:
            UserError: `package.changed_meanwhile`.
        """
        name = names.data(entity)
        if name not in self._container.entries or name not in self._digests:
            return
        if sha256_of(self.chunks(name)) != self._digests[name]:
            raise UserError("package.changed_meanwhile")
        newer = self.info.header.producer.schema > SCHEMA_VERSION
        try:
            yield from payload.read(entity, self._container.chunks(name), allow_unknown=newer)
        except PayloadError as error:
            raise UserError("package.changed_meanwhile") from error

    def chunks(self, name: str) -> Iterator[bytes]:
        """The bytes of any file of the package, in pieces.

        Raises:
            UserError: `package.changed_meanwhile` after the last piece, or when the file was cut: whoever
                takes the pieces in must be able to undo that.
        """
        digest = hashlib.sha256()
        try:
            for chunk in self._container.chunks(name):
                digest.update(chunk)
                yield chunk
        except (ContainerError, OSError) as error:
            raise UserError("package.changed_meanwhile") from error
        if digest.hexdigest() != self._digests.get(name):
            raise UserError("package.changed_meanwhile")


@contextmanager
def open_verified(path: Path, verdict: Verdict) -> Iterator[OpenedPackage]:
    """Open the file that `verdict` is about.

    Raises:
        UserError: `package.changed_meanwhile` when the file is no longer the one that was verified.
        ValueError: the verdict forbids reading it: a line failed, or the signer is not established.
    """
    failed = any(check.outcome is Outcome.FAILED for check in verdict.checks if check.name != "chain")
    if failed or verdict.info is None:
        raise ValueError("the verdict forbids reading this package")
    try:
        container = Container.open(path)
    except ContainerError as error:
        raise UserError("package.changed_meanwhile") from error
    with container:
        entry = container.entries.get(names.MANIFEST)
        if entry is None or entry.size > limits.MAX_MANIFEST_BYTES or container.size != verdict.bytes:
            raise UserError("package.changed_meanwhile")
        raw = container.read(names.MANIFEST, limits.MAX_MANIFEST_BYTES)
        if hashlib.sha256(raw).hexdigest() != verdict.manifest_sha256:
            raise UserError("package.changed_meanwhile")
        yield OpenedPackage(container, verdict, verdict.info)
