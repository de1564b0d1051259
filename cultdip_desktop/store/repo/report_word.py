"""Headquarters' word on received reports: accepted or returned, and which file took the word along."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from cultdip_desktop.domain.issuing import Decision
from cultdip_desktop.store.columns import batches, instant_column, instant_from
from cultdip_desktop.store.schema import received_report
from cultdip_desktop.store.store import Reader, Writer


@dataclass(frozen=True, slots=True)
class ReportWord:
    """Headquarters' word on the report of one package."""

    report_id: str
    decision: Decision
    text: str
    decided_at: datetime | None
    dispatch_id: str | None
    period: str


def words(tx: Reader, office: str | None = None) -> Mapping[str, ReportWord]:
    """Decisions on reports by the row of the package that brought them."""
    table = received_report.c
    wanted = sa.select(received_report)
    if office is not None:
        wanted = wanted.where(table.office == office)
    return {
        row["received_id"]: ReportWord(
            row["report_id"],
            Decision(row["decision"]),
            row["decision_text"],
            instant_from(row["decided_at"]),
            row["dispatch_id"],
            row["period"],
        )
        for row in tx.connection.execute(wanted).mappings()
    }


def decide(tx: Writer, received_id: str, decision: Decision, text: str, person: str | None) -> None:
    """Write the word down; the next receipt takes it along."""
    values = {
        "decision": decision.value,
        "decision_text": text,
        "decided_by": person,
        "decided_at": instant_column(tx.now),
        "dispatch_id": None,
    }
    tx.connection.execute(received_report.update().where(received_report.c.received_id == received_id).values(values))


def mark_sent(tx: Writer, received_ids: Collection[str], dispatch_id: str) -> None:
    """The words on these reports went with this file."""
    for batch in batches(received_ids):
        went = received_report.update().where(received_report.c.received_id.in_(batch))
        tx.connection.execute(went.values(dispatch_id=dispatch_id))
