"""The form of a backup: one plain `tar` whose first file describes the rest and is signed with the office's own key.

```
backup.json     what it is, of whom, when, counts, digest of members.json; an HMAC under a key from the data key
members.json    every file with size and SHA-256, in the order in which they follow; `pooled` ones lie in a pool beside
office.db  office.key.json  …  media/<2 hex>/<64 hex>.sealed  …
```
Everything inside is sealed as it was in the office folder; `tar xf` brings it back without our program. A reader takes
nothing on trust: every header must be the very one that a writer would have made, the file must end where the
description says, no name leaves the closed list below, and nothing but the key file is used before the HMAC has
been compared.
"""

from __future__ import annotations

import hashlib
import hmac
import re
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from cultdip_desktop.core.canonical import Json, NotCanonicalError, decode, encode
from cultdip_desktop.core.durable import translated
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import derive
from cultdip_desktop.domain.backup import BackupFacts, BackupKind
from cultdip_desktop.domain.codec import instant_of, instant_text
from cultdip_desktop.domain.text import BiText

FORMAT: Final = "cultdip-backup"
VERSION: Final = 1
SUFFIX: Final = ".cdbackup"
ABOUT: Final = "backup.json"
MEMBERS: Final = "members.json"
STORE: Final = "office.db"
KEY_FILES: Final = ("office.key.json", "office.key.copy.json")
BLOCK: Final = 512
CHUNK: Final = 1 << 20
NO_DIGEST: Final = "0" * 64

_MAX_ABOUT: Final = 256 * 1024
_MAX_MEMBERS: Final = 32 * 1024 * 1024
_MAX_KEY: Final = 64 * 1024
_END: Final = 2 * BLOCK
_HEX: Final = re.compile("[0-9a-f]{64}")
_OFFICE: Final = re.compile("[A-Z0-9]{1,12}(-[A-Z0-9]{1,12}){0,4}")
_TAG: Final = re.compile("[0-9a-f]{8}")
_NAME: Final = re.compile(
    r"office\.db|office\.key(\.copy)?\.json"
    r"|media/(?P<fold>[0-9a-f]{2})/(?P=fold)[0-9a-f]{62}\.sealed"
    r"|packages/[0-9a-f]{64}\.sealed"
    r"|(signing-keys|authority|trust|reports)/[A-Za-z0-9][A-Za-z0-9._-]{0,78}[A-Za-z0-9]"
)
_POOLED: Final = re.compile(r"(media|packages)/.*")


@dataclass(frozen=True, slots=True)
class Member:
    """One file of the office."""

    name: str
    """Its place in the office folder, with `/`."""

    size: int
    sha256: str
    pooled: bool = False
    """Lies in the pool beside the backup, once for all snapshots."""

    @property
    def plain_sha256(self) -> str:
        """Of a sealed original or package: the digest of what is inside, which its name is."""
        return Path(self.name).stem


@dataclass(frozen=True, slots=True)
class About:
    """What a backup says of itself."""

    office_id: str
    name: BiText
    role: str
    kind: BackupKind
    made_at: datetime
    program: str
    revision: str
    writer: str
    tag: str
    """Eight hex digits from the data key: which key's pool this is."""

    content_sha256: str
    head: str
    rows: Mapping[str, int]
    counts: Mapping[str, int]
    bytes: int
    """Length of the whole file."""

    members_bytes: int
    members_sha256: str = NO_DIGEST
    mac: str = NO_DIGEST

    @property
    def facts(self) -> BackupFacts:
        """For people."""
        whole = self.kind is BackupKind.MANUAL
        return BackupFacts(
            self.office_id, self.name, self.role, self.made_at, self.counts, self.kind, self.content_sha256, whole
        )

    @property
    def pool(self) -> str:
        """Name of the folder beside the file in which pooled members lie."""
        return pool_name(self.office_id, self.tag)


def is_member(name: str) -> bool:
    """Whether an office keeps a file of this name, so that it may be in a backup."""
    return _NAME.fullmatch(name) is not None and not name.endswith(".part")


def can_be_pooled(name: str) -> bool:
    """Whether the file's name says what is inside, so that it never changes."""
    return _POOLED.fullmatch(name) is not None


def tag_of(data_key: bytes) -> str:
    """Which key this is, without saying anything of it."""
    return hashlib.sha256(derive.from_secret(data_key, "backup-name")).hexdigest()[:8]


def pool_name(office_id: str, tag: str) -> str:
    """The folder that all snapshots of one key share."""
    return f"{office_id}-{tag}-pool"


def mac_of(about: About, data_key: bytes) -> str:
    """The HMAC under which the description stands."""
    key = derive.from_secret(data_key, "backup")
    return hmac.new(key, about_bytes(about, with_mac=False), hashlib.sha256).hexdigest()


def about_bytes(about: About, *, with_mac: bool = True) -> bytes:
    """The first file."""
    plain: dict[str, Json] = {
        "format": FORMAT,
        "version": VERSION,
        "office": about.office_id,
        "name": {"vi": about.name.vi, "en": about.name.en},
        "role": about.role,
        "kind": about.kind.value,
        "made_at": instant_text(about.made_at),
        "program": about.program,
        "revision": about.revision,
        "writer": about.writer,
        "tag": about.tag,
        "content_sha256": about.content_sha256,
        "head": about.head,
        "rows": dict(about.rows),
        "counts": dict(about.counts),
        "bytes": about.bytes,
        "members_bytes": about.members_bytes,
        "members_sha256": about.members_sha256,
    }
    return encode({**plain, "mac": about.mac} if with_mac else plain)


def members_bytes(members: Sequence[Member]) -> bytes:
    """The second file."""
    return encode([[one.name, one.size, one.sha256, one.pooled] for one in members])


def header(name: str, size: int) -> bytes:
    """The 512 bytes before a file; the same for the same name and size."""
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.GNU_FORMAT, "ascii", "strict")


def padding(size: int) -> int:
    """Zeros after a file of this size."""
    return -size % BLOCK


def length(about_size: int, members_size: int, members: Sequence[Member]) -> int:
    """Length of the whole backup."""
    inside = (one.size for one in members if not one.pooled)
    return _END + sum(BLOCK + size + padding(size) for size in (about_size, members_size, *inside))


class BackupFile:
    """A backup opened for reading; `authenticate` before anything but the key file is used."""

    def __init__(self, path: Path, about: About, members: tuple[Member, ...], places: Mapping[str, int]) -> None:
        self.path: Final = path
        self.about: Final = about
        self.members: Final = members
        self._places = places

    @classmethod
    def open(cls, path: Path) -> BackupFile:
        """Read and check the description; no file inside is touched.

        Raises:
            UserError: `backup.missing`, `backup.foreign`, `backup.newer_version`, `backup.damaged`, `backup.cut`.
        """
        with _reading(path) as handle:
            about, start = _read_about(handle, path)
            size = path.stat().st_size
            if size != about.bytes:
                raise UserError("backup.cut", file=path.name, size=size, expected=about.bytes)
            members = _read_members(handle, path, about)
            places, end = _places(members, start + about.members_bytes + padding(about.members_bytes))
            if end + _END != about.bytes:
                raise _damaged(path, MEMBERS)
        return cls(path, about, members, places)

    def authenticate(self, data_key: bytes) -> None:
        """Compare the HMAC: what the description says was written with this office's key.

        Raises:
            UserError: `backup.changed`.
        """
        if not hmac.compare_digest(self.about.mac, mac_of(self.about, data_key)):
            raise UserError("backup.changed", file=self.path.name)

    def member(self, name: str) -> Member | None:
        """The file of this name."""
        return next((one for one in self.members if one.name == name), None)

    def small(self, member: Member) -> bytes:
        """A key file; it is needed before the backup can be authenticated.

        Raises:
            UserError: `backup.damaged`.
        """
        if member.size > _MAX_KEY:
            raise _damaged(self.path, member.name)
        return b"".join(self.chunks(member))

    def chunks(self, member: Member) -> Iterator[bytes]:
        """The bytes of one member, from the file or from the pool; the last step compares the digest.

        Raises:
            UserError: `backup.damaged`, `backup.pool_missing`, `backup.missing`.
        """
        if member.pooled:
            with _pooled(self.pooled_path(member), self.path) as handle:
                yield from _verified(handle, member, self.path)
                if handle.read(1):
                    raise _damaged(self.path, member.name)
            return
        with _reading(self.path) as handle:
            handle.seek(self._places[member.name] - BLOCK)
            if handle.read(BLOCK) != header(member.name, member.size):
                raise _damaged(self.path, member.name)
            yield from _verified(handle, member, self.path)
            if any(handle.read(padding(member.size))):
                raise _damaged(self.path, member.name)

    def pooled_path(self, member: Member) -> Path:
        """Where a pooled member lies."""
        return self.path.parent / self.about.pool / member.name

    def verify_end(self) -> None:
        """Nothing but zeros after the last member.

        Raises:
            UserError: `backup.damaged`.
        """
        with _reading(self.path) as handle:
            handle.seek(self.about.bytes - _END)
            if any(handle.read()):
                raise _damaged(self.path, "end")


def read_about(path: Path) -> About:
    """The description alone, for a list of many backups; not yet authenticated.

    Raises:
        UserError: as `BackupFile.open`.
    """
    with _reading(path) as handle:
        return _read_about(handle, path)[0]


def _read_about(handle: BinaryIO, path: Path) -> tuple[About, int]:
    """The description, and where the content of the second file begins."""
    size = _next_size(handle.read(BLOCK), ABOUT)
    if size is None or size > _MAX_ABOUT:
        raise UserError("backup.foreign", file=path.name)
    data = handle.read(size)
    if len(data) != size or any(handle.read(padding(size))):
        raise _damaged(path, ABOUT)
    about = _about(data, path)
    if handle.read(BLOCK) != header(MEMBERS, about.members_bytes):
        raise _damaged(path, MEMBERS)
    return about, 2 * BLOCK + size + padding(size)


def _next_size(block: bytes, name: str) -> int | None:
    """Size in a header; None where it is not the one that we would have written."""
    try:
        size = tarfile.TarInfo.frombuf(block, "ascii", "strict").size
        return size if size >= 0 and block == header(name, size) else None
    except (tarfile.TarError, ValueError, UnicodeError, OverflowError):
        return None


def _about(data: bytes, path: Path) -> About:
    try:
        plain = decode(data)
        if not isinstance(plain, dict) or plain.get("format") != FORMAT:
            raise UserError("backup.foreign", file=path.name)
        version = plain.get("version")
        if type(version) is int and version > VERSION:
            raise UserError("backup.newer_version", file=path.name)
        about = _about_of(plain)
        if about_bytes(about) != data:
            raise ValueError("something more, or of another form")
    except (NotCanonicalError, KeyError, TypeError, ValueError) as error:
        raise _damaged(path, ABOUT) from error
    return about


def _about_of(plain: Mapping[str, Json]) -> About:
    name = plain["name"]
    if not isinstance(name, dict):
        raise TypeError("name")
    return About(
        office_id=_text(plain["office"], _OFFICE),
        name=BiText(_text(name["vi"]), _text(name["en"])),
        role=_text(plain["role"], re.compile("mission|headquarters")),
        kind=BackupKind(_text(plain["kind"])),
        made_at=instant_of(_text(plain["made_at"])),
        program=_text(plain["program"]),
        revision=_text(plain["revision"]),
        writer=_text(plain["writer"]),
        tag=_text(plain["tag"], _TAG),
        content_sha256=_text(plain["content_sha256"], re.compile("([0-9a-f]{64})?")),
        head=_text(plain["head"], _HEX),
        rows=_numbers(plain["rows"]),
        counts=_numbers(plain["counts"]),
        bytes=_whole(plain["bytes"]),
        members_bytes=_whole(plain["members_bytes"], _MAX_MEMBERS),
        members_sha256=_text(plain["members_sha256"], _HEX),
        mac=_text(plain["mac"], _HEX),
    )


def _read_members(handle: BinaryIO, path: Path, about: About) -> tuple[Member, ...]:
    data = handle.read(about.members_bytes)
    if len(data) != about.members_bytes or hashlib.sha256(data).hexdigest() != about.members_sha256:
        raise _damaged(path, MEMBERS)
    try:
        rows = decode(data)
        if not isinstance(rows, list):
            raise TypeError("not a list")
        members = tuple(_member(row) for row in rows)
    except (NotCanonicalError, TypeError, ValueError) as error:
        raise _damaged(path, MEMBERS) from error
    names = {one.name.casefold() for one in members}
    if len(names) != len(members) or STORE not in names or not names.intersection(KEY_FILES):
        raise _damaged(path, MEMBERS)
    if members_bytes(members) != data:
        raise _damaged(path, MEMBERS)
    return members


def _member(row: Json) -> Member:
    if not isinstance(row, list) or len(row) != 4:
        raise TypeError("not a row")
    name, size, sha256, pooled = row
    if not isinstance(name, str) or not is_member(name) or not isinstance(pooled, bool):
        raise ValueError("a name that no office has")
    if pooled and not can_be_pooled(name):
        raise ValueError("a file that no pool has")
    return Member(name, _whole(size), _text(sha256, _HEX), pooled)


def _places(members: Sequence[Member], start: int) -> tuple[dict[str, int], int]:
    """Where the content of each member inside the file begins, and where the last one ends."""
    places: dict[str, int] = {}
    for one in members:
        if not one.pooled:
            places[one.name] = start + BLOCK
            start += BLOCK + one.size + padding(one.size)
    return places, start


def _verified(handle: BinaryIO, member: Member, path: Path) -> Iterator[bytes]:
    digest, left = hashlib.sha256(), member.size
    while left:
        with translated(path, reading=True):
            data = handle.read(min(CHUNK, left))
        if not data:
            raise _damaged(path, member.name)
        left -= len(data)
        digest.update(data)
        yield data
    if digest.hexdigest() != member.sha256:
        raise _damaged(path, member.name)


def _pooled(path: Path, backup: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except FileNotFoundError as error:
        raise UserError("backup.pool_missing", file=backup.name, name=path.name) from error
    except OSError as error:
        raise UserError("file.unreachable", path=str(path)) from error


def _reading(path: Path) -> BinaryIO:
    with translated(path, reading=True):
        if not path.is_file():
            raise UserError("backup.missing", path=str(path))
        return path.open("rb")


def _damaged(path: Path, name: str) -> UserError:
    return UserError("backup.damaged", file=path.name, name=name)


def _text(value: Json, form: re.Pattern[str] | None = None) -> str:
    if not isinstance(value, str) or len(value) > 1000 or (form is not None and not form.fullmatch(value)):
        raise ValueError("not such a text")
    return value


def _whole(value: Json, most: int = 1 << 52) -> int:
    if type(value) is not int or not 0 <= value <= most:
        raise ValueError("not such a number")
    return value


def _numbers(value: Json) -> dict[str, int]:
    if not isinstance(value, dict) or len(value) > 500:
        raise TypeError("not such numbers")
    return {_text(name): _whole(number) for name, number in value.items()}
