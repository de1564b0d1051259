"""`package.json` to and from its canonical bytes, strictly."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final, cast

from cultdip_desktop.core import canonical
from cultdip_desktop.core.canonical import Json
from cultdip_desktop.core.ids import is_uuid7
from cultdip_desktop.packages import limits
from cultdip_desktop.packages.fingerprint import fingerprint
from cultdip_desktop.packages.package import (
    DOCUMENT_FIELDS,
    FORMAT,
    FORMAT_VERSION,
    KINDS,
    ChainLink,
    EntityState,
    HistoryHead,
    MediaCount,
    PackageHeader,
    PackageInfo,
    PeriodInfo,
    Producer,
    Recipient,
    State,
    Volume,
)

_DIGEST: Final = re.compile(r"[0-9a-f]{64}")
_OFFICE: Final = re.compile(r"[A-Z0-9][A-Z0-9-]{1,31}")
_WORD: Final = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_FIELDS: Final = frozenset(
    "format format_version critical package_id kind office recipient period chain history producer catalogue "
    "document state media volume".split()
)


class PackageJsonError(ValueError):
    """A field is missing, unknown or out of form; `field` is its path."""

    def __init__(self, field_path: str) -> None:
        super().__init__(field_path)
        self.field: Final = field_path


def root_of(entities: Mapping[str, EntityState]) -> str:
    """The `root_sha256` over data files."""
    return fingerprint(canonical.encode(_entities_to_json(entities)))


def encode(info: PackageInfo) -> bytes:
    """The canonical bytes of `package.json`.

    Raises:
        PackageJsonError: a value that `decode` would refuse.
    """
    data = canonical.encode(_to_json(info))
    decode(data)
    return data


def decode(data: bytes) -> PackageInfo:
    """Read `package.json`.

    Raises:
        PackageJsonError: as named; `field` is empty when it is not canonical JSON at all.
    """
    if len(data) > limits.MAX_PACKAGE_JSON_BYTES:
        raise PackageJsonError("")
    try:
        plain = canonical.decode(data)
    except canonical.NotCanonicalError as error:
        raise PackageJsonError("") from error
    top = _Reader(plain, "")
    top.exactly(_FIELDS)
    if top.plain["format"] != FORMAT:
        raise PackageJsonError("format")
    if top.number("format_version", 1, 10_000) != FORMAT_VERSION:
        raise PackageJsonError("format_version")
    return PackageInfo(header=_header(top), state=_state(top.inner("state")), media=_media(top), volume=_volume(top))


def peek(data: bytes) -> tuple[int | None, tuple[str, ...] | None, int | None]:
    """Format version, `critical` and least reader's schema of a file that `decode` refused: is it merely newer?"""
    try:
        plain = canonical.decode(data)
    except canonical.NotCanonicalError:
        return None, None, None
    if not isinstance(plain, Mapping) or plain.get("format") != FORMAT:
        return None, None, None
    version, critical, producer = plain.get("format_version"), plain.get("critical"), plain.get("producer")
    least = producer.get("min_reader_schema") if isinstance(producer, Mapping) else None
    names = tuple(str(name) for name in critical) if isinstance(critical, list) else None
    return (version if isinstance(version, int) else None), names, (least if isinstance(least, int) else None)


def _header(top: _Reader) -> PackageHeader:
    package_id, kind, office = top.text("package_id"), top.text("kind"), top.text("office")
    if not is_uuid7(package_id):
        raise PackageJsonError("package_id")
    if kind not in KINDS:
        raise PackageJsonError("kind")
    if not _OFFICE.fullmatch(office):
        raise PackageJsonError("office")
    critical = top.plain["critical"]
    if not isinstance(critical, list) or not all(isinstance(name, str) and _WORD.fullmatch(name) for name in critical):
        raise PackageJsonError("critical")
    if len(critical) > 32 or list(critical) != sorted(set(critical)):
        raise PackageJsonError("critical")
    return PackageHeader(
        package_id=package_id,
        kind=kind,
        office=office,
        recipient=_recipient(top.inner("recipient")),
        period=None if top.plain["period"] is None else _period(top.inner("period")),
        chain=_chain(top.inner("chain")),
        history=_history(top.inner("history")),
        producer=_producer(top.inner("producer")),
        catalogue=None if top.plain["catalogue"] is None else _catalogue(top.inner("catalogue")),
        document=_document(top.inner("document")),
        critical=tuple(critical),
    )


def _recipient(inner: _Reader) -> Recipient:
    inner.exactly({"id", "cert_sha256"})
    office = inner.text("id")
    if not _OFFICE.fullmatch(office):
        raise PackageJsonError("recipient.id")
    return Recipient(office, inner.digest_or_none("cert_sha256"))


def _period(inner: _Reader) -> PeriodInfo:
    inner.exactly({"rule", "from", "to"})
    rule = inner.text("rule")
    first, last = inner.day("from"), inner.day("to")
    if rule not in ("calendar", "decree", "custom"):
        raise PackageJsonError("period.rule")
    if last < first:
        raise PackageJsonError("period.to")
    return PeriodInfo(rule, first, last)


def _chain(inner: _Reader) -> ChainLink:
    inner.exactly({"epoch", "seq", "prev_manifest_sha256", "last_receipt"})
    receipt = inner.plain["last_receipt"]
    if receipt is not None and not (isinstance(receipt, str) and is_uuid7(receipt)):
        raise PackageJsonError("chain.last_receipt")
    epoch, seq = inner.number("epoch", 1, 10_000), inner.number("seq", 1, 1_000_000)
    previous = inner.digest_or_none("prev_manifest_sha256")
    if (seq > 1) if previous is None else (epoch == seq == 1):
        raise PackageJsonError("chain.prev_manifest_sha256")
    return ChainLink(epoch, seq, previous, receipt)


def _history(inner: _Reader) -> HistoryHead:
    inner.exactly({"head", "count"})
    return HistoryHead(inner.digest_or_none("head"), inner.number("count", 0, canonical.MAX_SAFE_INTEGER))


def _producer(inner: _Reader) -> Producer:
    inner.exactly({"app", "schema", "min_reader_schema"})
    app = inner.text("app")
    if not 0 < len(app) <= 80:
        raise PackageJsonError("producer.app")
    schema = inner.number("schema", 1, 10_000)
    return Producer(app, schema, inner.number("min_reader_schema", 1, schema))


def _catalogue(inner: _Reader) -> tuple[str, str]:
    inner.exactly({"code", "edition"})
    return inner.text("code"), inner.text("edition")


def _document(inner: _Reader) -> dict[str, str | int]:
    document: dict[str, str | int] = {}
    for name, value in inner.plain.items():
        short = isinstance(value, str) and len(value) <= 2000
        number = isinstance(value, int) and not isinstance(value, bool)
        if name not in DOCUMENT_FIELDS or not (short or number):
            raise PackageJsonError(f"document.{name[:40]}")
        document[name] = cast("str | int", value)
    return document


def _state(inner: _Reader) -> State:
    inner.exactly({"entities", "root_sha256"})
    outer = inner.inner("entities")
    if len(outer.plain) > 64:
        raise PackageJsonError("state.entities")
    entities = {}
    for name in outer.plain:
        one = outer.inner(name)
        one.exactly({"file", "rows", "sha256"})
        if one.text("file") != f"data/{name}.jsonl":
            raise PackageJsonError(f"state.entities.{name[:40]}.file")
        entities[name] = EntityState(one.text("file"), one.number("rows", 0, limits.MAX_ROWS), one.digest("sha256"))
    return State(entities, inner.digest("root_sha256"))


def _media(top: _Reader) -> MediaCount:
    inner = top.inner("media")
    inner.exactly({"included", "assumed_at_hq"})
    return MediaCount(inner.number("included", 0, 1_000_000), inner.number("assumed_at_hq", 0, 1_000_000))


def _volume(top: _Reader) -> Volume:
    inner = top.inner("volume")
    inner.exactly({"i", "n"})
    count = inner.number("n", 1, 999)
    return Volume(inner.number("i", 1, count), count)


def _to_json(info: PackageInfo) -> dict[str, Json]:
    header = info.header
    period = header.period
    return {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "critical": list(header.critical),
        "package_id": header.package_id,
        "kind": header.kind,
        "office": header.office,
        "recipient": {"id": header.recipient.id, "cert_sha256": header.recipient.cert_sha256},
        "period": None
        if period is None
        else {"rule": period.rule, "from": period.first.isoformat(), "to": period.last.isoformat()},
        "chain": {
            "epoch": header.chain.epoch,
            "seq": header.chain.seq,
            "prev_manifest_sha256": header.chain.prev_manifest_sha256,
            "last_receipt": header.chain.last_receipt,
        },
        "history": {"head": header.history.head, "count": header.history.count},
        "producer": {
            "app": header.producer.app,
            "schema": header.producer.schema,
            "min_reader_schema": header.producer.min_reader_schema,
        },
        "catalogue": None
        if header.catalogue is None
        else {"code": header.catalogue[0], "edition": header.catalogue[1]},
        "document": dict(header.document),
        "state": {"entities": _entities_to_json(info.state.entities), "root_sha256": info.state.root_sha256},
        "media": {"included": info.media.included, "assumed_at_hq": info.media.assumed_at_hq},
        "volume": {"i": info.volume.i, "n": info.volume.n},
    }


def _entities_to_json(entities: Mapping[str, EntityState]) -> dict[str, Json]:
    return {name: {"file": one.file, "rows": one.rows, "sha256": one.sha256} for name, one in sorted(entities.items())}


class _Reader:
    """One JSON object whose fields are asked for by name and form."""

    def __init__(self, plain: Any, path: str) -> None:
        if not isinstance(plain, dict):
            raise PackageJsonError(path)
        self.plain: Final[dict[str, Any]] = plain
        self._path = path

    def exactly(self, names: frozenset[str] | set[str]) -> None:
        wrong = sorted(names ^ self.plain.keys())
        if wrong:
            raise PackageJsonError(self._at(wrong[0]))

    def inner(self, name: str) -> _Reader:
        return _Reader(self.plain.get(name), self._at(name))

    def text(self, name: str) -> str:
        value = self.plain[name]
        if not isinstance(value, str) or len(value) > 200:
            raise PackageJsonError(self._at(name))
        return value

    def number(self, name: str, lowest: int, highest: int) -> int:
        value = self.plain[name]
        if isinstance(value, bool) or not isinstance(value, int) or not lowest <= value <= highest:
            raise PackageJsonError(self._at(name))
        return value

    def digest(self, name: str) -> str:
        value = self.plain[name]
        if not isinstance(value, str) or not _DIGEST.fullmatch(value):
            raise PackageJsonError(self._at(name))
        return value

    def digest_or_none(self, name: str) -> str | None:
        return None if self.plain[name] is None else self.digest(name)

    def day(self, name: str) -> date:
        value = self.text(name)
        try:
            day = date.fromisoformat(value)
        except ValueError as error:
            raise PackageJsonError(self._at(name)) from error
        if day.isoformat() != value:
            raise PackageJsonError(self._at(name))
        return day

    def _at(self, name: str) -> str:
        return f"{self._path}.{name[:40]}" if self._path else name[:40]
