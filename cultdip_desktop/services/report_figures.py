"""The figures that a report's author has seen, held against those of now; texts by hand whose basis has moved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportSection, SnapshotPurpose
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.services import report_content
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.reports import ReportService
from cultdip_desktop.store.repo import report_parts as part_rows

if TYPE_CHECKING:
    from cultdip_desktop.reports.fact import Fact

FACTS: Final = "fact"
"""Name of the rows in a kept content of figures."""


@dataclass(frozen=True, slots=True)
class FigureChange:
    """One figure that is not what the author saw last."""

    key: str
    label: BiText
    old: str
    """Plain decimal text with its currency, a share in percent; empty where the figure is new."""

    new: str
    event_ids: tuple[str, ...]
    """The events behind it, then and now."""


def changed(desk: Desk, reports: ReportService, report: Report) -> tuple[FigureChange, ...]:
    """Figures that differ from those that were accepted; nothing while none were."""
    if not report.id:
        return ()
    with desk.store.read() as tx:
        found = report_content.kept(tx, report.id, SnapshotPurpose.FIGURES)
    if found is None:
        return ()
    before = {str(row["id"]): row for row in found[0].get(FACTS, ())}
    now = {str(row["id"]): row for row in _rows(reports.data(report.on))}
    keys = [key for key in dict.fromkeys((*now, *before)) if _said(before.get(key)) != _said(now.get(key))]
    return tuple(_change(key, before.get(key), now.get(key)) for key in keys)


def accept(desk: Desk, reports: ReportService, report: Report) -> ChangeSet:
    """Keep the figures of now as seen; texts by hand count as based on the texts that the data make now."""
    data = reports.data(report.on)
    content = {FACTS: _rows(data)}
    label = "report.figures"
    with desk.store.write(label, actor=desk.actor, period=str(report.period)) as tx:
        report_content.take(tx, report.id, SnapshotPurpose.FIGURES, content, report_content.digest(content))
        for section in part_rows.sections(tx, report.id).values():
            if section.text:
                part_rows.save_section(tx, replace(section, basis_sha256=basis_of(data, section.section)))
    return tx.change_set


def basis(reports: ReportService, period: Period, key: str) -> str:
    """Digest of the text that the data make for a section now."""
    return basis_of(reports.data(period), key)


def basis_of(data: ReportData, key: str) -> str:
    """The same of data at hand: of the Vietnamese text, from which the English follows."""
    from cultdip_desktop.reports import prefill

    return prefill.basis(key, data, Words("vi"))


def outdated(reports: ReportService, period: Period, sections: Mapping[str, ReportSection]) -> tuple[str, ...]:
    """Sections written by hand whose text from the data is another one since."""
    written = [one for one in sections.values() if one.text and one.basis_sha256]
    if not written:
        return ()
    data = reports.data(period)
    return tuple(one.section for one in written if basis_of(data, one.section) != one.basis_sha256)


def _rows(data: ReportData) -> list[dict[str, Any]]:
    from cultdip_desktop.reports import facts

    return [_row(fact) for fact in facts.facts(data)]


def _row(fact: Fact) -> dict[str, Any]:
    number = fact.value * 100 if fact.unit == "%" else fact.value
    value = f"{number:f}" if isinstance(number, Decimal) else str(number)
    vi, en = Words("vi"), Words("en")
    return {
        "id": fact.key,
        "label": {"vi": fact.said(vi), "en": fact.said(en)},
        "value": value,
        "currency": fact.currency or "",
        "events": sorted(fact.event_ids),
    }


def _change(key: str, before: Mapping[str, Any] | None, now: Mapping[str, Any] | None) -> FigureChange:
    label = (now or before or {}).get("label", {})
    events = {event for row in (before, now) if row is not None for event in row.get("events", ())}
    title = BiText(label.get("vi", key), label.get("en", key))
    return FigureChange(key, title, _said(before), _said(now), tuple(sorted(events)))


def _said(row: Mapping[str, Any] | None) -> str:
    return "" if row is None else " ".join(filter(None, (row["value"], row["currency"])))
