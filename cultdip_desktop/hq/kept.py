"""What headquarters keeps of a package beside its events: report, photos' places, registers, answers, history."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from cultdip_desktop.core import canonical
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.codec import instant_of, instant_text
from cultdip_desktop.domain.issuing import DirectiveTaskState
from cultdip_desktop.domain.register import Commended, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.hq.continuity import places_of
from cultdip_desktop.hq.rechecking import ReceivedReport
from cultdip_desktop.packages.opened import OpenedPackage
from cultdip_desktop.store.columns import Row
from cultdip_desktop.store.repo import received as received_rows
from cultdip_desktop.store.repo.received import KEPT, HistoryPlace, KeptMedia, KeptReport
from cultdip_desktop.store.store import Writer

_NIL: Final = "nil-report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Records of a package beside its events, ready for their tables; the row of the inbox is named when they enter."""

    office: str
    report: KeptReport | None = None
    rows: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    media: tuple[KeptMedia, ...] = field(default=(), repr=False)
    held: frozenset[str] = field(default=frozenset(), repr=False)
    """Digests of the attachments whose files are in the package."""

    initiatives: tuple[Row, ...] = ()
    commendations: tuple[Row, ...] = ()
    answers: tuple[Row, ...] = ()
    remark_answers: tuple[tuple[str, str, bool], ...] = ()
    places: tuple[HistoryPlace, ...] = field(default=(), repr=False)
    """Of the mission's history; empty from versions that do not name any."""


def kept_of(package: OpenedPackage, report: ReceivedReport | None) -> Kept:
    """Read them from a verified package.

    Raises:
        UserError: `package.changed_meanwhile`, `record.bad_value` for what no table of ours can hold.
    """
    info = package.info
    return Kept(
        office=info.office,
        report=_report(package, report),
        rows={(entity, row["id"]): canonical.encode(row).decode() for entity in KEPT for row in package.rows(entity)},
        media=tuple(_media(row, info.office) for row in package.rows("media")),
        held=frozenset(one.sha256 for one in package.attachments),
        initiatives=tuple(_initiative(row) for row in package.rows("initiative")),
        commendations=tuple(_commendation(row) for row in package.rows("commendation")),
        answers=tuple(_answer(row) for row in package.rows("directive_answer")),
        remark_answers=tuple(_remarks(package)),
        places=places_of(package.rows("history_day"), info),
    )


def enter(tx: Writer, kept: Kept, received_id: str, epoch: int) -> None:
    """Write what differs from what is here; what no longer comes is withdrawn.

    Raises:
        UserError: `store.event_of_other_office` for a record whose id another office bears.
    """
    office = kept.office
    if kept.report is not None:
        received_rows.save_report(tx, replace(kept.report, received_id=received_id))
    received_rows.keep_rows(tx, office, received_id, kept.rows)
    received_rows.keep_media(tx, office, [replace(one, received_id=received_id) for one in kept.media], kept.held)
    received_rows.keep_registers(tx, office, kept.initiatives, kept.commendations)
    received_rows.keep_answers(tx, office, received_id, kept.answers)
    received_rows.keep_remark_answers(tx, office, kept.remark_answers)
    if kept.places:
        received_rows.keep_history(tx, office, epoch, kept.places)


def _report(package: OpenedPackage, report: ReceivedReport | None) -> KeptReport | None:
    row = next(iter(package.rows("report")), None)
    if row is None or report is None:
        return None
    differences = [f"only_here:{one.code}" for one in report.only_here]
    differences += [f"only_there:{one.code}" for one in report.only_there]
    differences += ["totals"] if report.totals_differ else []
    kind = str(row.get("kind") or ReportKind.PERIODIC.value)
    return KeptReport(
        received_id="",
        office=package.info.office,
        report_id=str(row["id"]),
        period=report.period,
        rule=str(row["rule"]),
        kind=kind if kind in ReportKind._value2member_map_ else ReportKind.PERIODIC.value,
        focus=str(row.get("focus") or ""),
        state=str(row.get("state") or ""),
        language=str(row.get("language") or "vi"),
        amendment=report.amendment,
        reason=report.reason,
        one_person=report.one_person,
        nil=package.info.kind == _NIL or row["totals"]["events"] == 0,
        findings=len(report.explained) + len(report.only_here),
        differences=tuple(differences[:200]),
    )


def _media(row: Mapping[str, Any], office: str) -> KeptMedia:
    caption = row.get("caption") or {}
    return KeptMedia(
        id=row["id"],
        office=office,
        event_id=row["event_id"],
        received_id="",
        sha256=row["sha256"],
        extension=row["extension"],
        kind=row["kind"],
        bytes=row["bytes"],
        caption_vi=caption.get("vi", ""),
        caption_en=caption.get("en", ""),
        credit=row.get("credit", ""),
        cover=bool(row.get("cover", False)),
        position=int(row.get("position", 0)),
    )


def _text(name: str, plain: Mapping[str, Any]) -> Row:
    english = str(plain.get("english") or ("draft" if plain.get("en") else "missing"))
    return {f"{name}_vi": plain.get("vi", ""), f"{name}_en": plain.get("en", ""), f"{name}_english": english}


def _initiative(row: Mapping[str, Any]) -> Row:
    return {
        "id": row["id"],
        **_text("title", row["title"]),
        **_text("text", row["text"]),
        "class": InitiativeClass(row["class"]).value,
        "stage": InitiativeStage(row["stage"]).value,
        "person_id": None,
        "proposed_on": row["proposed_on"],
        "due": row.get("due"),
        **_text("result", row["result"]),
        "event_id": row.get("event_id"),
        "assigned": row["person"],
    }


def _commendation(row: Mapping[str, Any]) -> Row:
    return {
        "id": row["id"],
        "name": row["name"],
        "kind": Commended(row["kind"]).value,
        "award": row["award"],
        **_text("reason", row["reason"]),
        "proposed_on": row["proposed_on"],
        "events": json.dumps(row["events"]),
    }


def _answer(row: Mapping[str, Any]) -> Row:
    if row["state"] not in DirectiveTaskState._value2member_map_:
        raise UserError("event.bad_value", field="directive_answer.state", value=str(row["state"])[:40])
    answered = row.get("answered_at")
    return {
        "directive_task_id": row["id"],
        "state": row["state"],
        "answer": row["answer"],
        "answered_at": None if answered is None else instant_text(instant_of(answered)),
    }


def _remarks(package: OpenedPackage) -> list[tuple[str, str, bool]]:
    """Answers to headquarters' remarks: those on this report travel as its comments, those on others by themselves."""
    found = {row["id"]: (row["id"], row["answer"], bool(row["done"])) for row in package.rows("remark_answer")}
    for row in package.rows("report_comment"):  # only those of headquarters travel
        found[row["id"]] = (row["id"], row["answer"], bool(row["done"]))
    return list(found.values())
