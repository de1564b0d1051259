"""The report's own records as they travel: texts, answers, findings with their reasons, what an amendment changed.

Who wrote a text, made a remark or gave a reason stays; so do remarks that the office made to itself, and ticks.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from cultdip_desktop.domain import codec
from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.report import CommentSource, Report, ReportComment, ReportSection, ReportWaiver
from cultdip_desktop.domain.withheld import NOTHING_WITHHELD, Withheld

Plain = dict[str, Any]

_LONGEST: Final = 20_000
"""Characters of a value in a difference, as the records' description allows."""

MOST_CHANGES: Final = 5_000
"""Differences that an amendment lists; a package whose every field changed says so by its records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportParts:
    """What hangs on a report, read with everything else that travels."""

    report: Report
    sections: Mapping[str, ReportSection]
    comments: tuple[ReportComment, ...] = ()
    waivers: tuple[ReportWaiver, ...] = ()
    initiatives: tuple[Initiative, ...] = ()
    commendations: tuple[Commendation, ...] = ()

    @property
    def answered(self) -> tuple[ReportComment, ...]:
        """Remarks that travel: those of headquarters to which the office has said something."""
        asked = (one for one in self.comments if one.source is CommentSource.HEADQUARTERS)
        return tuple(one for one in asked if one.answer or one.done_at is not None)

    @property
    def own_remarks(self) -> int:
        """Remarks that stay: what the office said to itself."""
        return sum(one.source is CommentSource.OFFICE for one in self.comments)

    @property
    def written(self) -> tuple[ReportSection, ...]:
        """Sections that say something: a tick alone is the office's own affair."""
        return tuple(one for one in self.sections.values() if one.text or not one.included)


def part_rows(
    parts: ReportParts, event_ids: Collection[str], people: Mapping[str, str], withheld: Withheld = NOTHING_WITHHELD
) -> dict[str, list[Plain]]:
    """Records by entity; `people` are names by id, `event_ids` the events that travel."""
    return {
        "report_section": [_section(one) for one in parts.written],
        "report_comment": [_comment(one) for one in parts.answered],
        "initiative": [_initiative(one, event_ids, people) for one in parts.initiatives],
        "commendation": [_commendation(one, event_ids, withheld) for one in parts.commendations],
    }


def waiver_rows(parts: ReportParts) -> list[Plain]:
    """Reasons as an approval covers them; they travel with the findings that they are about."""
    return [{"id": f"{one.code}/{one.subject}", "reason": one.reason} for one in parts.waivers]


def finding_rows(
    report_id: str,
    findings: Iterable[Finding],
    waivers: Sequence[ReportWaiver],
    event_ids: Collection[str],
    reason: str = "",
) -> list[Plain]:
    """What the check let pass, each with its word of reason; `reason` stands for those that have none of their own."""
    rows = {}
    for finding in findings:
        if finding.severity is Severity.ERROR:
            continue
        row = _finding(report_id, finding, waivers, reason if finding.severity is Severity.WARNING else "")
        rows[row["id"]] = {**row, "event_id": row["event_id"] if row["event_id"] in event_ids else None}
    return list(rows.values())


def change_rows(report_id: str, changes: Sequence[FieldChange]) -> list[Plain]:
    """What an amendment changed since the package before, field by field."""
    return [
        {
            "id": f"{number:06d}",
            "report_id": report_id,
            "entity": change.entity,
            "record": change.id,
            "title": codec.bitext_to_plain(change.title),
            "path": change.path[:400],
            "label": codec.bitext_to_plain(change.label),
            "old": change.old[:_LONGEST],
            "new": change.new[:_LONGEST],
        }
        for number, change in enumerate(changes[:MOST_CHANGES], start=1)
    ]


def reason_of(finding: Finding, waivers: Iterable[ReportWaiver]) -> str:
    """The word of reason with which a finding was let pass: its own, or the one that was given for all of its code."""
    given = {(one.code, one.subject): one.reason for one in waivers}
    wanted = (finding.event_id, finding.field, "")
    return next((given[finding.code, subject] for subject in wanted if (finding.code, subject) in given), "")


def _finding(report_id: str, finding: Finding, waivers: Sequence[ReportWaiver], otherwise: str) -> Plain:
    name = f"{finding.code}/{finding.event_id}/{finding.field}"
    return {
        "id": hashlib.sha256(name.encode()).hexdigest()[:32],
        "report_id": report_id,
        "code": finding.code,
        "severity": finding.severity.value,
        "event_id": finding.event_id or None,
        "field": finding.field,
        "reason": reason_of(finding, waivers) or otherwise,
    }


def _section(one: ReportSection) -> Plain:
    return {
        "id": one.id,
        "report_id": one.report_id,
        "section": one.section,
        "text": codec.bitext_to_plain(one.text),
        "included": one.included,
    }


def _comment(one: ReportComment) -> Plain:
    return {
        "id": one.id,
        "report_id": one.report_id,
        "place": one.place,
        "text": one.text,
        "answer": one.answer,
        "done": one.done_at is not None,
    }


def _initiative(one: Initiative, event_ids: Collection[str], people: Mapping[str, str]) -> Plain:
    return {
        "id": one.id,
        "title": codec.bitext_to_plain(one.title),
        "text": codec.bitext_to_plain(one.text),
        "class": one.cls.value,
        "stage": one.stage.value,
        "person": people.get(one.person_id or "", ""),
        "proposed_on": one.proposed_on.isoformat(),
        "due": None if one.due is None else one.due.isoformat(),
        "result": codec.bitext_to_plain(one.result),
        "event_id": one.event_id if one.event_id in event_ids else None,
    }


def _commendation(one: Commendation, event_ids: Collection[str], withheld: Withheld) -> Plain:
    return {
        "id": one.id,
        "name": withheld.shown(one.name),
        "kind": one.kind.value,
        "award": one.award,
        "reason": codec.bitext_to_plain(one.reason),
        "proposed_on": one.proposed_on.isoformat(),
        "events": [event_id for event_id in one.events if event_id in event_ids],
    }
