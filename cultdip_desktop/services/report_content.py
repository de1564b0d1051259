"""Exactly what a period's package would carry, as one value: what an approval binds and what is compared later.

The rows are those of the package itself, so that a field that will travel one day is bound on that day. Left out is
what is no content: instants of bookkeeping, the document's number and day, who approved it and when, and how an item of
the programme stands today. Added is what only the printed documents carry: letterhead, signer, seal and signatures.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any, Final, cast

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import letterhead
from cultdip_desktop.domain.codec import bitext_to_plain
from cultdip_desktop.domain.content_diff import Content
from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportSnapshot, SnapshotPurpose, blank_report, focus_of
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.services import outgoing, payload
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.outgoing import Snapshot
from cultdip_desktop.services.payload import ExportedMedia, Records
from cultdip_desktop.services.report_payload import ReportParts, waiver_rows
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import register as register_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts as part_rows
from cultdip_desktop.store.store import Reader, Writer

Plain = dict[str, Any]

PAPER: Final = "paper"
"""Name of the one record that stands for what only the printed documents carry."""

NOT_BOUND: Final[Mapping[str, frozenset[str]]] = {
    "event": frozenset({"updated_at"}),
    "programme_item": frozenset({"standing"}),
    "report_section": frozenset({"report_id"}),
    "report_comment": frozenset({"report_id"}),
    "directive_answer": frozenset({"answered_at"}),
    "report": frozenset(
        {
            "amendment",
            "approved_at",
            "approved_by",
            "content_sha256",
            "drafted_by",
            "issue",
            "issued_on",
            "number",
            "one_person",
            "reason",
            "state",
            "warnings_reason",
        }
    ),
}
"""Fields that travel and are no content: they follow from the acts after the approval, or from the day."""

_MADE_FROM_OTHERS: Final = ("report_finding", "report_change")
"""Rows that are worked out at the export; the reasons in them are bound by themselves."""

_TRIES: Final = 5
"""How often the store is read again because somebody wrote meanwhile."""


@dataclass(frozen=True, kw_only=True)
class Gathered:
    """The office as one package would show it, read at one moment."""

    data: ReportData
    snapshot: Snapshot
    parts: ReportParts
    paper: Mapping[str, Any]
    """What only the printed documents carry."""

    @property
    def report(self) -> Report:
        """The report's own row; its id is empty while nothing was written."""
        return self.parts.report

    @cached_property
    def content(self) -> Content:
        """Rows by entity, without what is not bound."""
        records = Records(
            office=self.data.office,
            people=tuple(person for person in self.snapshot.people if person.active),
            partners=payload.named_partners(self.snapshot.partners, self.snapshot.travelling),
            events=self.snapshot.travelling,
            withdrawn=payload.withdrawn(self.snapshot.trashed),
            media=tuple(_as_it_is(item) for item in self.snapshot.travelling_media),
            report=payload.report_row(
                replace(self.report, id=str(self.data.period)),  # it may get its id only with the signature
                self.data.office,
                self.data.period,
                self.data.events,
                {},
            ),
            programmes=self.snapshot.programmes,
            parts=self.parts,
            withheld=self.data.withheld,
            replies=self.snapshot.replies_beside(self.report.id),
        )
        rows = {name: found for name, found in payload.rows(records).items() if name not in _MADE_FROM_OTHERS}
        rows["report_waiver"] = waiver_rows(self.parts)
        rows["goal_gap"] = [_gap(one) for one in self.data.gaps]
        rows[PAPER] = [dict(self.paper)]
        return cast("Content", _canonical({name: [_bound(name, row) for row in of] for name, of in rows.items()}))

    @cached_property
    def sha256(self) -> str:
        """Digest of the content, 64 hex digits."""
        return digest(self.content)


def gather(desk: Desk, reports: ReportService, period: Period) -> Gathered:
    """Read all of it as it was at one moment: again when somebody wrote between the looks."""
    for _again in range(_TRIES):
        snapshot = outgoing.take_snapshot(desk)
        data = reports.data(period)
        with desk.store.read() as tx:
            parts, paper = read_parts(tx, period, desk.office.id), _paper(tx, data)
            head = history_query.head(tx)
        if head.head == snapshot.history.head:
            break
    return Gathered(data=data, snapshot=snapshot, parts=parts, paper=paper)


def read_parts(tx: Reader, period: Period, office: str) -> ReportParts:
    """What hangs on the period's report, and the registers."""
    report = report_rows.of_period(tx, period) or blank_report(office, period)
    return ReportParts(
        report=report,
        sections=part_rows.sections(tx, report.id),
        comments=part_rows.comments(tx, report.id),
        waivers=part_rows.waivers(tx, report.id),
        initiatives=register_rows.initiatives(tx),
        commendations=register_rows.commendations(tx),
    )


def digest(content: Content) -> str:
    """SHA-256 over the canonical JSON of the content."""
    return hashlib.sha256(canonical.encode(cast("canonical.Json", content))).hexdigest()


def take(tx: Writer, report_id: str, purpose: SnapshotPurpose, content: Content, sha256: str) -> None:
    """Keep a content in place of the one kept for the same purpose before."""
    take_packed(tx, report_id, purpose, packed(content), sha256)


def take_packed(
    tx: Writer, report_id: str, purpose: SnapshotPurpose, text: str, sha256: str, at: datetime | None = None
) -> None:
    """The same of a content that is packed already."""
    part_rows.save_snapshot(
        tx,
        ReportSnapshot(
            report_id=report_id, purpose=purpose, taken_at=at or tx.now, content_sha256=sha256, content=text
        ),
    )


def packed(content: Content) -> str:
    """A content as the store keeps it: canonical JSON, deflated, base64."""
    plain = canonical.encode(cast("canonical.Json", content))
    return base64.b64encode(zlib.compress(plain, 9)).decode("ascii")


def kept(tx: Reader, report_id: str, purpose: SnapshotPurpose) -> tuple[Content, str] | None:
    """The content kept for this purpose, with its digest; None where none was.

    Raises:
        UserError: `report.snapshot_damaged` when the content is not what its digest says.
    """
    found = part_rows.snapshot(tx, report_id, purpose)
    return None if found is None else (unpacked(found), found.content_sha256)


def unpacked(snapshot: ReportSnapshot) -> Content:
    """The content of a snapshot.

    Raises:
        UserError: `report.snapshot_damaged`.
    """
    try:
        plain = json.loads(zlib.decompress(base64.b64decode(snapshot.content, validate=True)))
    except (ValueError, binascii.Error, zlib.error) as error:
        raise UserError("report.snapshot_damaged") from error
    if not isinstance(plain, dict) or digest(plain) != snapshot.content_sha256:
        raise UserError("report.snapshot_damaged")
    return plain


def of_the_period(content: Content, period: Period, other: Content | None = None) -> Content:
    """The part of a content that the period's own report says: what is locked once it has been signed.

    Of a thematic report these are the events that serve its theme. Events of other periods, the programme and the office's people live on; they travel along with every package.
    With `other`, an event belongs to the period when it lies there in either of the two.
    """
    events = {row["id"] for one in (content, other or {}) for row in one.get("event", ()) if _inside(row, period)}
    own = {name: list(rows) for name, rows in content.items() if name in _OF_THE_REPORT}
    own["event"] = [row for row in content.get("event", ()) if row["id"] in events]
    own["media"] = [row for row in content.get("media", ()) if row["event_id"] in events]
    own["goal_gap"] = [row for row in content.get("goal_gap", ()) if _overlaps(str(row["quarter"]), period)]
    last = period.window.last.isoformat()
    for register in ("initiative", "commendation"):
        own[register] = [row for row in content.get(register, ()) if str(row["proposed_on"]) <= last]
    return own


def _overlaps(quarter: str, period: Period) -> bool:
    window, other = period.window, Period.parse(quarter).window
    return other.first <= window.last and window.first <= other.last


_OF_THE_REPORT: Final = frozenset({"office", "report", "report_section", "report_comment", "report_waiver", PAPER})


def _inside(row: Mapping[str, Any], period: Period) -> bool:
    window = period.window
    if not window.first.isoformat() <= str(row.get("start") or "")[:10] <= window.last.isoformat():
        return False
    focus = focus_of(period)
    return not focus or any(code == focus or code.startswith(f"{focus}.") for code in _codes(row))


def _codes(row: Mapping[str, Any]) -> list[str]:
    """Every code of the catalogue that a record bears."""
    goals = [str(goal["code"]) for goal in row.get("goals", ())]
    lists = [one for value in row.values() if isinstance(value, list) for one in value if isinstance(one, str)]
    return [*goals, *lists, *(str(row[name]) for name in ("scale", "occasion") if row.get(name))]


def _paper(tx: Reader, data: ReportData) -> Plain:
    signer = data.signer
    image = office_rows.get_setting(tx, f"signature_image:{signer.id}") if signer is not None else None
    return {
        "id": PAPER,
        "catalogue": f"{data.catalogue.code}/{data.catalogue.edition}",
        "catalogue_text": _digest_of([[node.code, node.title.vi, node.title.en] for node in data.catalogue.nodes]),
        "signer": "" if signer is None else signer.name,
        "office_parent": bitext_to_plain(data.office.parent),
        "office_symbol": data.office.symbol,
        "seal_image": _digest_of(office_rows.get_setting(tx, "seal_image")),
        "signature_image": _digest_of(image),
        **letterhead.to_plain(letterhead.from_plain(office_rows.get_setting(tx, "letterhead"))),
    }


def _gap(one: GapReason) -> Plain:
    quarter = f"{one.year}-Q{one.quarter}" if one.quarter else str(one.year)
    return {"id": f"{one.code}/{quarter}", "goal": one.code, "quarter": quarter, "reason": bitext_to_plain(one.reason)}


def _digest_of(value: canonical.Json) -> str:
    return "" if value is None else hashlib.sha256(canonical.encode(_canonical(value))).hexdigest()


def _as_it_is(item: MediaItem) -> ExportedMedia:
    """The original stands for the cleaned copy, which follows from it."""
    return ExportedMedia(item, item.sha256, item.size, item.mime, item.extension, cleaned=True)


def _bound(entity: str, row: Mapping[str, Any]) -> Plain:
    left_out = NOT_BOUND.get(entity, frozenset())
    return {name: value for name, value in row.items() if name not in left_out}


def _canonical(value: Any) -> canonical.Json:
    """The same with every text in NFC and without lone surrogates, which canonical JSON refuses."""
    if isinstance(value, str):
        return nfc(value).encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, Mapping):
        return {key: _canonical(inner) for key, inner in value.items()}
    if isinstance(value, Sequence):
        return [_canonical(inner) for inner in value]
    plain: canonical.Json = value
    return plain
