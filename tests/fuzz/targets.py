"""What is fuzzed: each target takes any bytes and raises only when the product is at fault.

A refusal in the product's own words is the expected answer to nonsense; every other exception is a find.
"""

from __future__ import annotations

import functools
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.exchange import limits
from cultdip_desktop.packages import manifest, request, schema
from cultdip_desktop.packages.entities import ENTITIES
from cultdip_desktop.packages.payload import SCHEMA_VERSION
from cultdip_desktop.packages.trust import TrustStore
from cultdip_desktop.packages.verdict import Result
from cultdip_desktop.packages.verify import verify
from cultdip_desktop.services.table_reading import grid_of, sheet_of
from tests.services import plan_workbook

CORPUS: Final = Path(__file__).parents[1] / "evil"
KINDS: Final = sorted(ENTITIES)
ACCEPTED: Final = (Result.VALID, Result.VALID_WITH_WARNINGS, Result.UNKNOWN)
MEMORY: Final = Path("/dev/shm")  # noqa: S108 - a folder of this process's own is made in it


class FoundError(AssertionError):
    """The product let something through, or disagrees with itself."""


class Reader:
    """The whole road of a package: container, manifest, signature, trust, files, chain, content."""

    def __init__(self) -> None:
        self._trust = TrustStore.load(CORPUS / "trust")
        expected = json.loads((CORPUS / "smallest_good" / "expected.json").read_text("utf-8"))
        self._now = datetime.fromisoformat(expected["now"])
        self._us = expected["us"]
        self._known = {digest(file.read_bytes()) for file in CORPUS.glob("*/package.cdrp")}
        folder = tempfile.mkdtemp(prefix="cultdip-fuzz-", dir=MEMORY if MEMORY.is_dir() else None)
        self._path = Path(folder) / f"{os.getpid()}.cdrp"

    def __call__(self, data: bytes) -> None:
        """Nothing but a package of the corpus is accepted (some are bad only for another trust), nothing unforeseen raised."""
        self._path.write_bytes(data)
        verdict = verify(self._path, self._trust, us=self._us, known=None, now=self._now, progress=NoProgress())
        if any(check.code == "container.unexpected" for check in verdict.checks):
            raise FoundError("something unforeseen was raised inside")
        if verdict.result in ACCEPTED and digest(data) not in self._known:
            raise FoundError(f"accepted: {verdict}")


def strict_json(data: bytes) -> None:
    """What is read strictly is written back as the same bytes, and read as the same value."""
    try:
        value = canonical.decode(data)
    except canonical.NotCanonicalError:
        return
    if canonical.encode(value) != data:
        raise FoundError("read what is not canonical")


def manifest_form(data: bytes) -> None:
    """A manifest that is read is the one that would have been written."""
    try:
        files = manifest.read(data)
    except manifest.ManifestError:
        return
    if manifest.write(files) != data:
        raise FoundError("read a manifest of another form")


def record(data: bytes) -> None:
    """The quick check never says yes where the careful one says no. The first byte chooses the entity."""
    if not data:
        return
    entity = KINDS[data[0] % len(KINDS)]
    line = data[1:].split(b"\n", 1)[0]
    known = schema.load(SCHEMA_VERSION, entity)
    quick = known.compiled.read(line)
    try:
        careful: Any = canonical.decode(line)
        known.check(careful)
    except (canonical.NotCanonicalError, schema.SchemaError) as error:
        if quick is not None:
            raise FoundError(f"{entity}: the quick check lets through what the careful one refuses") from error
        return
    if quick is not None and quick != careful:
        raise FoundError(f"{entity}: two readings of one line")


def key_request(data: bytes) -> None:
    """A request for a certificate is read or refused."""
    try:
        request.read(data)
    except UserError:
        return


def table(data: bytes) -> None:
    """A workbook, a text table or a calendar is read within its limits, or refused."""
    try:
        grid = grid_of(data, "plan", NoProgress())
        sheet = sheet_of(Path("plan"), data, grid, 2026)
    except UserError:
        return
    if sheet.rows > limits.MAX_ROWS or len(sheet.columns) > limits.MAX_COLUMNS:
        raise FoundError("more than is allowed")


def digest(data: bytes) -> str:
    """SHA-256 in hex digits."""
    return hashlib.sha256(data).hexdigest()


def target(name: str) -> Callable[[bytes], None]:
    """The target called `name`."""
    return Reader() if name == "reader" else TARGETS[name]


@functools.cache
def seeds(name: str) -> list[bytes]:
    """Inputs that reach deep, to start from."""
    packages = [file.read_bytes() for file in sorted(CORPUS.glob("*/package.cdrp"))]
    small = [data for data in packages if len(data) < 100_000]
    if name == "reader":
        return small
    parts = [data for package in small for data in _stored_files(package)]
    if name == "manifest":
        return [data for data in parts if data.startswith(b"<?xml")]
    if name == "json":
        return [data.split(b"\n", 1)[0] for data in parts if data.startswith(b"{")]
    if name == "record":
        lines = {data.split(b"\n", 1)[0] for data in parts if data.startswith(b'{"')}
        return [bytes([index]) + line for index in range(len(KINDS)) for line in sorted(lines, key=len)[:6]]
    if name == "table":
        calendar = b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a@b\r\nDTSTART;TZID=Europe/Prague:20260925T173000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        return [
            plan_workbook.make(4).data,
            "Tên;Ngày\nTết;6/2/2027\n".encode(),
            "Tên\tNgày\n".encode("utf-16"),
            calendar,
        ]
    return [b"", b"{}"]


TARGETS: Final[dict[str, Callable[[bytes], None]]] = {
    "json": strict_json,
    "manifest": manifest_form,
    "record": record,
    "request": key_request,
    "table": table,
}
NAMES: Final = ("reader", *TARGETS)


def _stored_files(package: bytes) -> list[bytes]:
    """The contents between one local header and the next; a seed need not be exact."""
    pieces = package.split(b"PK\x03\x04")[1:]
    found = []
    for piece in pieces:
        name_length = int.from_bytes(piece[22:24], "little")
        size = int.from_bytes(piece[14:18], "little")
        start = 26 + name_length
        if 0 < size < 60_000:
            found.append(piece[start : start + size])
    return found
