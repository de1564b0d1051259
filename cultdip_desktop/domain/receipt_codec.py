"""Receipts, remarks, duties and encryption keys to and from the rows of packages.

Whatever is read from a package was checked against its description; what a description cannot say (a 31st of
February) is refused here.

Raises:
    UserError: every `…_of` as `record_reader.Fields`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cultdip_desktop.domain.codec import instant_text
from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import PeriodRule
from cultdip_desktop.domain.receipt import DutyNotice, EncryptionKey, PackageAnswer, Receipt, Remark
from cultdip_desktop.domain.record_reader import Fields

Plain = dict[str, Any]
_BIG = 2**53 - 1


def receipt_to_plain(receipt: Receipt) -> Plain:
    """Row of `receipt`."""
    return {
        "id": receipt.id,
        "office": receipt.office,
        "at": instant_text(receipt.at),
        "epoch": receipt.epoch,
        "seq": receipt.seq,
        "manifest_sha256": receipt.manifest_sha256,
        "missing": list(receipt.missing),
        "history_head": receipt.history_head,
        "history_count": receipt.history_count,
        "ledger_position": receipt.ledger_position,
        "ledger_head": receipt.ledger_head,
        "catalogue_code": receipt.catalogue_code,
        "catalogue_edition": receipt.catalogue_edition,
        "held_media": receipt.held_media,
    }


def receipt_of(plain: Mapping[str, Any]) -> Receipt:
    """Back from `receipt_to_plain`."""
    row = Fields(plain)
    return Receipt(
        id=row.text("id", None),
        office=row.text("office", None),
        at=row.some_instant("at"),
        epoch=row.integer("epoch", 0, 10_000),
        seq=row.integer("seq", 0, 1_000_000),
        manifest_sha256=row.text("manifest_sha256"),
        missing=row.numbers("missing"),
        history_head=row.text("history_head"),
        history_count=row.integer("history_count", 0, _BIG),
        ledger_position=row.integer("ledger_position", 0, _BIG),
        ledger_head=row.text("ledger_head"),
        catalogue_code=row.text("catalogue_code"),
        catalogue_edition=row.text("catalogue_edition"),
        held_media=row.integer("held_media", 0, 200_000),
    )


def answer_to_plain(answer: PackageAnswer) -> Plain:
    """Row of `receipt_package`."""
    return {
        "id": answer.id,
        "package_id": answer.package_id or None,
        "kind": answer.kind,
        "period": answer.period,
        "epoch": answer.epoch,
        "seq": answer.seq,
        "manifest_sha256": answer.manifest_sha256,
        "container_sha256": answer.container_sha256,
        "file_name": answer.file_name,
        "outcome": answer.outcome.value,
        "code": answer.code,
        "missing": list(answer.missing),
        "result": answer.result,
        "received_at": instant_text(answer.received_at),
        "events": answer.events,
        "media": answer.media,
        "report_id": answer.report_id,
        "decision": answer.decision.value,
        "decision_text": answer.decision_text,
        "decided_at": None if answer.decided_at is None else instant_text(answer.decided_at),
        "ledger_position": answer.ledger_position,
        "time_stamp": answer.time_stamp,
    }


def answer_of(plain: Mapping[str, Any]) -> PackageAnswer:
    """Back from `answer_to_plain`."""
    row = Fields(plain)
    return PackageAnswer(
        id=row.text("id", None),
        package_id=row.identity("package_id") or "",
        kind=row.text("kind"),
        period=row.text("period"),
        epoch=row.integer("epoch", 0, 10_000),
        seq=row.integer("seq", 0, 1_000_000),
        manifest_sha256=row.text("manifest_sha256"),
        container_sha256=row.text("container_sha256"),
        file_name=row.text("file_name"),
        outcome=row.choice("outcome", InboxOutcome),
        code=row.text("code"),
        missing=row.numbers("missing"),
        result=row.text("result"),
        received_at=row.some_instant("received_at"),
        events=row.integer("events", 0, _BIG),
        media=row.integer("media", 0, _BIG),
        report_id=row.text("report_id"),
        decision=row.choice("decision", Decision),
        decision_text=row.text("decision_text"),
        decided_at=row.instant("decided_at"),
        ledger_position=row.integer("ledger_position", 0, _BIG),
        time_stamp=row.text("time_stamp"),
    )


def remark_to_plain(remark: Remark) -> Plain:
    """Row of `remark`."""
    return {
        "id": remark.id,
        "report_id": remark.report_id,
        "office": remark.office,
        "package_id": remark.package_id or None,
        "place": remark.place,
        "text": remark.text,
        "author": remark.author,
        "made_at": instant_text(remark.made_at),
    }


def remark_of(plain: Mapping[str, Any]) -> Remark:
    """Back from `remark_to_plain`."""
    row = Fields(plain)
    return Remark(
        id=row.text("id", None),
        report_id=row.text("report_id"),
        office=row.text("office"),
        package_id=row.identity("package_id") or "",
        place=row.text("place"),
        text=row.text("text"),
        author=row.text("author"),
        made_at=row.some_instant("made_at"),
    )


def duty_to_plain(duty: DutyNotice) -> Plain:
    """Row of `duty`."""
    return {
        "id": duty.id,
        "period": duty.period,
        "rule": duty.rule.value,
        "due": None if duty.due is None else duty.due.isoformat(),
        "note": duty.note,
        "extended": duty.extended,
        "reason": duty.reason,
    }


def duty_of(plain: Mapping[str, Any]) -> DutyNotice:
    """Back from `duty_to_plain`."""
    row = Fields(plain)
    return DutyNotice(
        id=row.text("id", None),
        period=row.text("period"),
        rule=row.choice("rule", PeriodRule),
        due=row.day("due"),
        note=row.text("note"),
        extended=row.flag("extended"),
        reason=row.text("reason"),
    )


def encryption_key_to_plain(key: EncryptionKey) -> Plain:
    """Row of `encryption_key`."""
    return {
        "id": key.id,
        "recipient": key.recipient,
        "made_at": instant_text(key.made_at),
        "retired_at": None if key.retired_at is None else instant_text(key.retired_at),
    }


def encryption_key_of(plain: Mapping[str, Any]) -> EncryptionKey:
    """Back from `encryption_key_to_plain`."""
    row = Fields(plain)
    return EncryptionKey(
        id=row.text("id", None),
        recipient=row.text("recipient"),
        made_at=row.some_instant("made_at"),
        retired_at=row.instant("retired_at"),
    )
