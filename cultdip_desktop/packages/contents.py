"""What a package shall hold, and its preparation: every digest is known before a byte is written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.packages import checksums, limits, manifest, names, package_codec, payload, schema
from cultdip_desktop.packages.hashing import sha256_of
from cultdip_desktop.packages.manifest import FileDigest
from cultdip_desktop.packages.package import SCHEMA_VERSION, MediaCount, PackageHeader, PackageInfo, State, Volume
from cultdip_desktop.packages.package_codec import PackageJsonError
from cultdip_desktop.packages.payload import PayloadError


@dataclass(frozen=True, slots=True)
class FileSource:
    """A file that will be copied into the package."""

    sha256: str
    size: int
    chunks: Callable[[], Iterable[bytes]] = field(repr=False)
    """Opens the source anew and gives its bytes in pieces of at most about 1 MiB; must give what `sha256` promises."""

    @classmethod
    def of_bytes(cls, data: bytes) -> FileSource:
        """From memory."""
        return cls(hashlib.sha256(data).hexdigest(), len(data), partial(_pieces, data))

    @classmethod
    def of_path(cls, path: Path) -> FileSource:
        """From a plain file, which is read once now for its digest."""
        return cls(sha256_of(_file_chunks(path)), path.stat().st_size, partial(_file_chunks, path))


@dataclass(frozen=True, slots=True)
class MediaSource:
    """An attachment as it travels (the cleaned copy)."""

    extension: str
    """Canonical, lower case, without the dot."""

    source: FileSource


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageContents:
    """Everything of one volume that the sender decides."""

    header: PackageHeader
    rows: Mapping[str, Iterable[Mapping[str, Json]]]
    """Records by entity, in any order; an entity without records stays in as an empty list."""

    media: tuple[MediaSource, ...] = ()
    """Without duplicates being a fault: the same content is stored once."""

    media_assumed: int = 0
    """Attachments that the records name and headquarters has acknowledged."""

    readable: Mapping[str, FileSource] = field(default_factory=lambda: MappingProxyType({}))
    """File name under `readable/` to its source."""

    volume: Volume = field(default_factory=Volume)
    media_total: int | None = None
    """Attachments included over all volumes; None with a single volume."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A package down to its manifest, not yet signed or written: what the store reserves."""

    info: PackageInfo
    files: Mapping[str, FileSource] = field(repr=False)
    """Every file that the manifest lists, in the container's order."""

    manifest: bytes = field(repr=False)

    @property
    def manifest_sha256(self) -> str:
        """What the next package of the chain names as its previous."""
        return hashlib.sha256(self.manifest).hexdigest()

    @property
    def package_id(self) -> str:
        """UUIDv7."""
        return self.info.package_id

    @property
    def seq(self) -> int:
        """Number in the chain."""
        return self.info.chain.seq

    @property
    def total_bytes(self) -> int:
        """Bytes of all listed files: slightly less than the container will have."""
        return sum(source.size for source in self.files.values())


def prepare(contents: PackageContents, *, state: State | None = None) -> Prepared:
    """Lay a package out. The same contents give the same bytes.

    `state` is for later volumes, which name the records of the first without holding them.

    Raises:
        UserError: `package.record_refused`, `package.field_refused`, `package.too_large`, `package.too_many_files`.
    """
    try:
        data_files, own_state = payload.build(contents.rows)
    except PayloadError as error:
        if error.code == "content.too_large":
            raise UserError("package.too_large", limit=limits.MAX_VOLUME_BYTES // limits.MIB) from error
        params = {"entity": "", "line": 0, "field": "", **error.params}
        raise UserError("package.record_refused", reason=error.code, **params) from error
    attachments = {names.media(one.source.sha256, one.extension): one.source for one in contents.media}
    included = len(attachments) if contents.media_total is None else contents.media_total
    info = PackageInfo(
        header=contents.header,
        state=state or own_state,
        media=MediaCount(included, contents.media_assumed),
        volume=contents.volume,
    )
    try:
        head = package_codec.encode(info)
    except PackageJsonError as error:
        raise UserError("package.field_refused", field=error.field) from error
    files = {names.PACKAGE_JSON: FileSource.of_bytes(head)}
    for one in data_files:
        files[one.name] = FileSource.of_bytes(one.data)
        described = names.schema(SCHEMA_VERSION, one.entity)
        files[described] = FileSource.of_bytes(schema.text(SCHEMA_VERSION, one.entity))
    files |= attachments
    files |= {f"readable/{name}": source for name, source in contents.readable.items()}
    return _finish(info, files)


def _finish(info: PackageInfo, files: dict[str, FileSource]) -> Prepared:
    for name in files:
        if names.fault(name) is not None:
            raise UserError("package.field_refused", field=name)
    digests = [FileDigest(name, source.sha256) for name, source in files.items()]
    files[names.SUMS] = FileSource.of_bytes(checksums.write(digests))
    digests.append(FileDigest(names.SUMS, files[names.SUMS].sha256))
    if len(files) + len(names.UNSIGNED) > limits.MAX_ENTRIES:
        raise UserError("package.too_many_files", limit=limits.MAX_ENTRIES)
    ordered = {name: files[name] for name in sorted(files, key=names.rank)}
    prepared = Prepared(info, MappingProxyType(ordered), manifest.write(digests))
    reserve = limits.MAX_SIGNATURE_BYTES + len(prepared.manifest) + limits.MAX_ENTRIES * 512
    if prepared.total_bytes + reserve > limits.MAX_VOLUME_BYTES:
        raise UserError("package.too_large", limit=limits.MAX_VOLUME_BYTES // limits.MIB)
    return prepared


def _pieces(data: bytes) -> Iterator[bytes]:
    for at in range(0, len(data), limits.CHUNK):
        yield data[at : at + limits.CHUNK]


def _file_chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(limits.CHUNK):
            yield chunk
