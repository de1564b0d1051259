"""Receipts of headquarters that a mission has: their lines, and which attachments need not travel again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.domain.acknowledgement import KnownReceipt
from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.receipt import PackageAnswer, Receipt
from cultdip_desktop.domain.receipt_codec import receipt_of, receipt_to_plain
from cultdip_desktop.store.columns import Row, composed, instant_column, instant_from, upsert
from cultdip_desktop.store.schema import media_at_hq, receipt, receipt_line
from cultdip_desktop.store.store import Reader, Writer

_SAME = "id epoch seq manifest_sha256 code result period events media decision_text package_id kind file_name".split()


def add(tx: Writer, known: KnownReceipt, answers: Iterable[PackageAnswer]) -> None:
    """Keep a receipt with its lines; one that is here already stays as it was read."""
    said = known.receipt
    row = {
        "id": said.id,
        "epoch": known.epoch,
        "seq": known.seq,
        "at": instant_column(said.at),
        "mark_epoch": said.epoch,
        "mark_seq": said.seq,
        "mark_manifest": said.manifest_sha256,
        "ledger_position": said.ledger_position,
        "ledger_head": said.ledger_head,
        "content": json.dumps(receipt_to_plain(said), ensure_ascii=False, sort_keys=True),
    }
    upsert(tx.connection, receipt, row)
    for answer in answers:
        upsert(tx.connection, receipt_line, _line_row(said.id, answer))


def all(tx: Reader) -> tuple[KnownReceipt, ...]:
    """Every receipt with its lines, the newest first. Two statements."""
    lines: dict[str, list[PackageAnswer]] = {}
    ordered = sa.select(receipt_line).order_by(receipt_line.c.epoch, receipt_line.c.seq, receipt_line.c.id)
    for row in tx.connection.execute(ordered).mappings():
        lines.setdefault(row["receipt_id"], []).append(_answer(row))
    newest = sa.select(receipt).order_by(receipt.c.epoch.desc(), receipt.c.seq.desc())
    return tuple(_receipt(row, lines.get(row["id"], [])) for row in tx.connection.execute(newest).mappings())


def last(tx: Reader) -> KnownReceipt | None:
    """The newest receipt without its lines: what the next package cites."""
    newest = sa.select(receipt).order_by(receipt.c.epoch.desc(), receipt.c.seq.desc()).limit(1)
    row = tx.connection.execute(newest).mappings().first()
    return None if row is None else _receipt(row, ())


def mark_read(tx: Writer, at: datetime) -> None:
    """Somebody has looked at the list of receipts."""
    unread = receipt.c.read_at.is_(None)
    tx.connection.execute(receipt.update().where(unread).values(read_at=instant_column(at)))


def held_media(tx: Reader) -> frozenset[str]:
    """Digests of the attachments that headquarters holds, as its newest receipt says."""
    return frozenset(tx.connection.execute(sa.select(media_at_hq.c.sha256)).scalars())


def hold_media(tx: Writer, receipt_id: str, digests: Iterable[str]) -> None:
    """Exactly these are held now; what a receipt no longer names travels again."""
    before, now = held_media(tx), frozenset(digests)
    for sha256 in sorted(before - now):
        tx.connection.execute(media_at_hq.delete().where(media_at_hq.c.sha256 == sha256))
    fresh = [{"sha256": sha256, "receipt_id": receipt_id} for sha256 in sorted(now - before)]
    if fresh:
        tx.connection.execute(media_at_hq.insert(), fresh)


def _receipt(row: sa.RowMapping, lines: Iterable[PackageAnswer]) -> KnownReceipt:
    said: Receipt = receipt_of(json.loads(row["content"]))
    return KnownReceipt(
        receipt=replace(said, id=row["id"]),
        epoch=row["epoch"],
        seq=row["seq"],
        lines=tuple(lines),
        read_at=instant_from(row["read_at"]),
    )


def _line_row(receipt_id: str, answer: PackageAnswer) -> Row:
    return composed(
        {
            **{name: getattr(answer, name) for name in _SAME},
            "receipt_id": receipt_id,
            "outcome": answer.outcome.value,
            "received_at": instant_column(answer.received_at),
            "decision": answer.decision.value,
            "decided_at": instant_column(answer.decided_at),
            "missing": json.dumps(answer.missing),
            "ledger_position": answer.ledger_position,
        }
    )


def _answer(row: sa.RowMapping) -> PackageAnswer:
    received = instant_from(row["received_at"])
    assert received is not None  # noqa: S101 - every answer has its instant
    return PackageAnswer(
        **{name: row[name] for name in _SAME},
        outcome=InboxOutcome(row["outcome"]),
        received_at=received,
        decision=Decision(row["decision"]),
        decided_at=instant_from(row["decided_at"]),
        missing=tuple(json.loads(row["missing"])),
        ledger_position=row["ledger_position"],
    )
