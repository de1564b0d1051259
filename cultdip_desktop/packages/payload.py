"""Rows of plain JSON to data files and back: one canonical object a line, sorted by id."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from cultdip_desktop.core import canonical
from cultdip_desktop.core.canonical import Json
from cultdip_desktop.packages import limits, names, schema
from cultdip_desktop.packages.entities import ENTITIES
from cultdip_desktop.packages.package import SCHEMA_VERSION, EntityState, State
from cultdip_desktop.packages.package_codec import root_of

Row = dict[str, Any]
"""One record as plain JSON; `id` is its text key."""

_MAX_ID: Final = 100


class PayloadError(ValueError):
    """A record cannot travel; `code` is a verdict's, with `entity`, `line` and `field`."""

    def __init__(self, code: str, /, **params: str | int) -> None:
        super().__init__(code, params)
        self.code: Final = code
        self.params: Final = params


@dataclass(frozen=True, slots=True)
class DataFile:
    """The finished bytes of one entity."""

    entity: str
    data: bytes
    rows: int

    @property
    def name(self) -> str:
        """Its place in the container."""
        return names.data(self.entity)


def build(rows: Mapping[str, Iterable[Mapping[str, Json]]]) -> tuple[tuple[DataFile, ...], State]:
    """Data files and their `state`; entities without a record get a file as well, so that "none" is signed.

    Raises:
        PayloadError: an unknown entity, a record that breaks its schema, a double id, a limit.
    """
    files = tuple(_build_one(entity, rows[entity]) for entity in sorted(rows))
    if sum(len(file.data) for file in files) > limits.MAX_DATA_BYTES:
        raise PayloadError("content.too_large", limit=limits.MAX_DATA_BYTES // limits.MIB)
    entities = {file.entity: EntityState(file.name, file.rows, hashlib.sha256(file.data).hexdigest()) for file in files}
    return files, State(entities, root_of(entities))


def read(
    entity: str, chunks: Iterable[bytes], *, allow_unknown: bool, notice_unknown: Callable[[], None] | None = None
) -> Iterator[Row]:
    """The records of a data file, checked one by one while they stream.

    Raises:
        PayloadError: any line that `build` would not have written.
    """
    known = schema.load(SCHEMA_VERSION, entity) if entity in ENTITIES else None
    previous = ""
    for number, line in enumerate(_lines(entity, chunks), start=1):
        if number > limits.MAX_ROWS:
            raise PayloadError("content.too_many_rows", entity=entity, limit=limits.MAX_ROWS)
        certain = None if known is None else known.compiled.read(line)
        row = _parse(entity, number, line) if certain is None else certain
        row_id = row["id"]
        if row_id <= previous:
            code = "content.duplicate_id" if row_id == previous else "content.unsorted"
            raise PayloadError(code, entity=entity, line=number)
        previous = row_id
        if certain is None and known is not None:
            unknown = _check(known, row, entity, number, allow_unknown)
            if unknown and notice_unknown is not None:
                notice_unknown()
        yield row


def _build_one(entity: str, rows: Iterable[Mapping[str, Json]]) -> DataFile:
    if entity not in ENTITIES:
        raise PayloadError("content.unknown_entity", entity=entity)
    known = schema.load(SCHEMA_VERSION, entity)
    lines: dict[str, bytes] = {}
    for number, row in enumerate(rows, start=1):
        line = (known.compiled.write(row) or _checked_line(known, row, entity, number)) + b"\n"
        row_id = str(row["id"])
        if row_id in lines:
            raise PayloadError("content.duplicate_id", entity=entity, line=number)
        if len(line) > limits.MAX_LINE_BYTES:
            raise PayloadError("content.long_line", entity=entity, line=number)
        lines[row_id] = line
    if len(lines) > limits.MAX_ROWS:
        raise PayloadError("content.too_many_rows", entity=entity, limit=limits.MAX_ROWS)
    return DataFile(entity, b"".join(lines[row_id] for row_id in sorted(lines)), len(lines))


def _checked_line(known: schema.Schema, row: Mapping[str, Json], entity: str, number: int) -> bytes:
    try:
        line = canonical.encode(row)
    except canonical.NotCanonicalError as error:
        raise PayloadError("content.line", entity=entity, line=number) from error
    _check(known, dict(row), entity, number, allow_unknown=False)
    return line


def _check(known: schema.Schema, row: Row, entity: str, number: int, allow_unknown: bool) -> bool:
    try:
        return known.check(row, allow_unknown=allow_unknown)
    except schema.SchemaError as error:
        raise PayloadError("content.schema", entity=entity, line=number, field=error.path) from error


def _parse(entity: str, number: int, line: bytes) -> Row:
    try:
        row = canonical.decode(line)
    except canonical.NotCanonicalError as error:
        raise PayloadError("content.line", entity=entity, line=number) from error
    if not isinstance(row, dict) or not isinstance(row.get("id"), str) or not 0 < len(row["id"]) <= _MAX_ID:
        raise PayloadError("content.line", entity=entity, line=number)
    return cast("Row", row)


def _lines(entity: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Lines without their line feed; the last one must have it too."""
    rest, number = b"", 0
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            number += 1
            if len(line) >= limits.MAX_LINE_BYTES:
                raise PayloadError("content.long_line", entity=entity, line=number)
            yield line
        if len(rest) >= limits.MAX_LINE_BYTES:
            raise PayloadError("content.long_line", entity=entity, line=number + 1)
    if rest:
        raise PayloadError("content.line", entity=entity, line=number + 1)
