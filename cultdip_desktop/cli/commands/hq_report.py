"""What headquarters reads in a received report: reasons, what the check finds besides, what an amendment changed."""

from __future__ import annotations

from typing import Any

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.hq.rechecking import Explained, ReceivedReport
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words


def report_plain(words: Words, report: ReceivedReport | None) -> dict[str, Any] | None:
    """As `--json` shows it; None for a package without a report, or one that was not taken in."""
    if report is None:
        return None
    return {
        "period": report.period,
        "amendment": report.amendment,
        "issue": report.issue,
        "reason": report.reason,
        "one_person": report.one_person,
        "approved_by": report.approved_by,
        "findings": [_explained_plain(report, one) for one in report.explained],
        "without_reason": len(report.unexplained),
        "only_here": [_finding_plain(words, one) for one in report.only_here],
        "only_there": [_explained_plain(report, one) for one in report.only_there],
        "totals_differ": report.totals_differ,
        "changes": [
            {
                "title": one.title.get(words.language),
                "label": one.label.get(words.language),
                "path": one.path,
                "old": one.old,
                "new": one.new,
            }
            for one in report.changes
        ],
    }


def report_lines(words: Words, row: dict[str, Any]) -> list[str]:
    """The same for people: what needs a look, nothing where all is as told."""
    report = row.get("report")
    if not report:
        return []
    lines = []
    if report["amendment"]:
        reason = report["reason"] or words.t("no reason given")
        lines.append(words.t("  Amendment no. {number}: {reason}", number=report["amendment"], reason=reason))
        lines += [f"    {one['title']} – {one['label']}: {one['old']} → {one['new']}" for one in report["changes"][:20]]
    if report["one_person"]:
        lines.append(words.t("  Written and approved by one person."))
    if report["without_reason"]:
        count = report["without_reason"]
        lines.append(words.n("  {n} warning without a reason", "  {n} warnings without a reason", count))
    lines += [
        words.t("  Found here, not named by the mission: {text}", text=one["message"]) for one in report["only_here"]
    ]
    lines += [
        words.t("  Named by the mission, not found here: {code}", code=one["code"]) for one in report["only_there"]
    ]
    if report["totals_differ"]:
        lines.append(words.t("  The totals that the report names are not those of its events."))
    return lines


def _explained_plain(report: ReceivedReport, one: Explained) -> dict[str, Any]:
    title = report.titles.get(one.event_id)
    return {
        "code": one.code,
        "severity": one.severity,
        "event_id": one.event_id,
        "title": title.vi if title is not None else "",
        "field": one.field,
        "reason": one.reason,
    }


def _finding_plain(words: Words, one: Finding) -> dict[str, Any]:
    text = describe(words, UserError(one.code, **one.params))
    return {
        "code": one.code,
        "severity": one.severity.value,
        "event_id": one.event_id,
        "field": one.field,
        "message": text.message,
    }
