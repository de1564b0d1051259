"""What the records say, held against each other and against the files (step 9 of verifying).

Every file's digest has been checked before anything here reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.filetypes.recognise import recognise
from cultdip_desktop.packages import names, payload
from cultdip_desktop.packages.container import Container
from cultdip_desktop.packages.entities import ENTITIES
from cultdip_desktop.packages.package import MISSION_KINDS, SCHEMA_VERSION, PackageInfo
from cultdip_desktop.packages.package_codec import root_of
from cultdip_desktop.packages.payload import PayloadError, Row

_REQUIRED: Final[Mapping[str, frozenset[str]]] = {
    "report": frozenset({"office", "event", "report"}),
    "nil-report": frozenset({"office", "event", "report"}),
    "amendment": frozenset({"office", "event", "report"}),
    "trust": frozenset({"certificate", "revocation_list"}),
    "receipt": frozenset({"receipt", "receipt_package", "held_media"}),
    "comments": frozenset({"remark"}),
    "catalogue": frozenset({"catalogue", "catalogue_node", "catalogue_map"}),
    "rates": frozenset({"rate"}),
}
"""Data files that a kind must have, be they empty."""


@dataclass(frozen=True, slots=True)
class ContentFacts:
    """What passed."""

    rows: int
    unknown_fields: bool
    """A newer version wrote fields that are kept without being understood."""


@dataclass(slots=True)
class _Seen:
    """Collected while records stream by, so that no record stays in memory."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    references: dict[str, set[str]] = field(default_factory=dict)
    attachments: dict[str, int] = field(default_factory=dict)
    """Place of an attachment to its size."""

    withdrawn: set[str] = field(default_factory=set)
    rows: int = 0
    unknown_fields: bool = False


def check(
    container: Container, info: PackageInfo, digests: Mapping[str, str], step: Callable[[int], None]
) -> ContentFacts:
    """Check records and attachments; `digests` are the established ones, by name.

    `step` is told how many bytes were read and may raise to cancel.

    Raises:
        PayloadError: the first fault, with its code.
    """
    newer = info.header.producer.schema > SCHEMA_VERSION
    _check_places(container, newer)
    if root_of(info.state.entities) != info.state.root_sha256:
        raise PayloadError("content.root")
    seen = _Seen()
    if info.volume.i == 1:
        _check_listed(container, info, digests)
        for entity in info.state.entities:
            _read_entity(container, info, entity, seen, newer, step)
        _check_references(seen)
        _check_attachments(container, info, seen)
    elif any(names.data_entity(name) for name in container.entries):
        raise PayloadError("content.data_in_volume")
    for name in container.entries:
        if names.media_parts(name) is not None:
            _check_file(container, name, digests[name])
            step(0)
    return ContentFacts(seen.rows, seen.unknown_fields)


def _check_places(container: Container, newer: bool) -> None:
    for name in container.entries:
        if not names.is_known(name) and not newer:
            raise PayloadError("content.unknown_file", file=name)


def _check_listed(container: Container, info: PackageInfo, digests: Mapping[str, str]) -> None:
    listed = {one.file for one in info.state.entities.values()}
    present = {name for name in container.entries if name.startswith("data/")}
    if listed != present:
        raise PayloadError("content.data_files", file=sorted(listed ^ present)[0])
    missing = _REQUIRED.get(info.kind, frozenset()) - info.state.entities.keys()
    if missing:
        raise PayloadError("content.missing_entity", entity=sorted(missing)[0])
    for one in info.state.entities.values():
        if digests[one.file] != one.sha256:
            raise PayloadError("content.state", file=one.file)
    newer = info.header.producer.schema > SCHEMA_VERSION
    for entity in info.state.entities:
        if entity not in ENTITIES and not newer:
            raise PayloadError("content.unknown_entity", entity=entity)


def _read_entity(
    container: Container, info: PackageInfo, entity: str, seen: _Seen, newer: bool, step: Callable[[int], None]
) -> None:
    def notice_unknown() -> None:
        seen.unknown_fields = True

    count = 0
    chunks = _watched(container, names.data(entity), step)
    for row in payload.read(entity, chunks, allow_unknown=newer, notice_unknown=notice_unknown):
        count += 1
        _note(info, entity, count, row, seen)
    if count != info.state.entities[entity].rows:
        raise PayloadError("content.rows", entity=entity)
    seen.rows += count


def _watched(container: Container, name: str, step: Callable[[int], None]) -> Iterator[bytes]:
    for chunk in container.chunks(name):
        yield chunk
        step(len(chunk))


def _note(info: PackageInfo, entity: str, line: int, row: Row, seen: _Seen) -> None:
    seen.ids.setdefault(entity, set()).add(row["id"])
    kind = ENTITIES.get(entity)
    if kind is None:
        return
    if kind.one_office is not None and row[kind.one_office] != info.office:
        raise PayloadError("content.other_office", entity=entity, line=line)
    for name, target in kind.references:
        if row[name] is not None:
            seen.references.setdefault(target, set()).add(row[name])
    if entity == "media":
        seen.attachments[names.media(row["sha256"], row["extension"])] = row["bytes"]
    elif entity == "tombstone":
        seen.withdrawn.add(row["id"])
    elif entity == "report":
        _check_period(info, row)


def _check_period(info: PackageInfo, row: Row) -> None:
    period = info.period
    if period is None or info.kind not in MISSION_KINDS:
        return
    if (row["rule"], row["from"], row["to"]) != (period.rule, period.first.isoformat(), period.last.isoformat()):
        raise PayloadError("content.period")


def _check_references(seen: _Seen) -> None:
    for target, wanted in seen.references.items():
        missing = wanted - seen.ids.get(target, set())
        if missing:
            raise PayloadError("content.reference", entity=target, id=min(missing))
    alive = seen.withdrawn & seen.ids.get("event", set())
    if alive:
        raise PayloadError("content.tombstone", id=min(alive))


def _check_attachments(container: Container, info: PackageInfo, seen: _Seen) -> None:
    present = {name for name in container.entries if name.startswith("media/")}
    if info.volume.n == 1:
        stray = present - seen.attachments.keys()
        if stray:
            raise PayloadError("content.stray_media", file=min(stray))
        if len(present) != info.media.included:
            raise PayloadError("content.media_count")
    if len(seen.attachments) != info.media.included + info.media.assumed_at_hq:
        raise PayloadError("content.media_count")
    for name in present & seen.attachments.keys():
        if container.entries[name].size != seen.attachments[name]:
            raise PayloadError("content.media_size", file=name)


def _check_file(container: Container, name: str, digest: str) -> None:
    """An attachment is what its name says, and no bomb (pixels, macros, executables)."""
    parts = names.media_parts(name)
    if parts is None or parts[0] != digest:
        raise PayloadError("content.media_name", file=name)
    try:
        found = recognise(container.stream(name), name)
    except UserError as error:
        code = "content.media_bomb" if error.code == "media.image_bomb" else "content.media_refused"
        raise PayloadError(code, file=name) from error
    if found.filetype.extension != parts[1]:
        raise PayloadError("content.media_refused", file=name)
