"""Gathering what the Reports room shows of one period; runs beside the window."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from cultdip_desktop.app import Office
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportComment
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import facts, outline, prefill, sections
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.facts import Fact
from cultdip_desktop.reports.findings import CheckGroup, checked
from cultdip_desktop.reports.story import ChartBlock
from cultdip_desktop.ui.rooms.reports.values import Figure, Passed, SectionRow, Summary

_SECTION: Final = "section:"

_PLACES: Final[Mapping[str, str]] = {
    "report.nothing_held": "I",
    "report.goal_without_activity": "II.1",
    "report.totals_differ": "II.1",
    "report.outcome_missing": "II.3",
    "report.spent_above_plan": "II.4",
    "report.spent_above_received": "II.4",
    "report.money_unproved": "II.4",
    "report.state_reason_missing": "II.6",
    "report.captions_missing": "A.photos",
    "report.credits_missing": "A.photos",
    "report.media_not_publishable": "A.photos",
    **{
        f"report.{code}": "A.events"
        for code in (
            "title_missing",
            "state_not_moved",
            "results_missing",
            "attendance_missing",
            "goals_missing",
            "goal_reason_missing",
            "partner_named",
            "event_twice",
            "english_missing",
            "english_stale",
            "task_late",
        )
    },
}
"""Finding → the section of the outline that shows what it is about."""


def places_of(findings: Iterable[Finding]) -> Mapping[str, str]:
    """For each code of a finding the section that shows it, where one does."""
    found = {}
    for finding in findings:
        named = finding.field.removeprefix(_SECTION) if finding.field.startswith(_SECTION) else ""
        key = named or _PLACES.get(finding.code, "")
        if key:
            found[finding.code] = key
    return found


def summary_of(office: Office, period: Period, today: date) -> Summary:
    """Everything that the room shows of a period."""
    flow = office.reporting
    data = office.reports.data(period)
    groups = checked(data)
    findings = tuple(finding for group in groups for finding in group.findings)
    report = flow.get(period)
    allowed = flow.may(period)
    comments, waivers = flow.comments(period), flow.waivers(period)
    people = {person.id: person for person in office.settings.people()}
    counted = facts.facts(data)
    titles = {event.id: event.title for event in data.events}
    total, before = report_data.totals(data), report_data.totals_before(data)
    return Summary(
        period=report.on,
        window=data.window,
        zone=data.office.zone,
        over=data.window.last < today,
        as_of=data.as_of,
        events=total.events,
        attendance=total.attendance,
        spent=total.spent,
        events_before=before.events,
        attendance_before=before.attendance,
        before=data.period.previous,
        findings=findings,
        passed=_passed(groups),
        signer=data.signer,
        state=report.state,
        amendment=report.amendment,
        allowed=allowed,
        approved_by=_name(people, report.approved_by),
        approved_at=report.approved_at,
        submitted_by=_name(people, report.submitted_by),
        submitted_at=report.submitted_at,
        sections=_sections(data, findings, comments, flow.text_outdated(period), counted),
        facts=counted,
        titles=titles,
        comments=comments,
        waivers=waivers,
        approvers=_approvers(people, report),
        figures_changed=len(flow.figures_changed(period)),
    )


def _passed(groups: Iterable[CheckGroup]) -> tuple[Passed, ...]:
    return tuple(Passed(group.code, group.params) for group in groups if group.passed)


def _name(people: Mapping[str, Person], person_id: str | None) -> str:
    found = people.get(person_id or "")
    return found.name if found is not None else ""


def _approvers(people: Mapping[str, Person], report: Report) -> tuple[Person, ...]:
    """Who may approve: heads of mission that did not write it, first."""
    able = [person for person in people.values() if person.active and person.approver]
    return tuple(sorted(able, key=lambda person: person.id in (report.drafted_by, report.submitted_by)))


def _sections(
    data: ReportData,
    findings: Iterable[Finding],
    comments: Iterable[ReportComment],
    outdated: Iterable[str],
    counted: tuple[Fact, ...],
) -> tuple[SectionRow, ...]:
    """The outline with everything that is to be said about each entry."""
    vi, en = Words("vi"), Words("en")
    problems: dict[str, int] = {}
    for finding in findings:
        if finding.severity is not Severity.HINT:
            key = places_of((finding,)).get(finding.code, "")
            problems[key] = problems.get(key, 0) + 1
    remarks = [one.place.removeprefix(_SECTION) for one in comments if one.done_at is None]
    shown = {one.key for one in outline.SECTIONS if _included(data, one.key)}
    numbered = outline.numbers(shown)
    changed = frozenset(outdated)
    titles = {event.id: event.title for event in data.events}
    charts = _charts(data, vi, en)
    rows: list[SectionRow] = []
    for one in outline.SECTIONS:
        if one.level == 2 and not any(row.key == one.part for row in rows):
            heading = _heading(one.part, vi, en)
            rows.append(SectionRow(key=one.part, title=_title(numbered, one.part, vi, en), heading=heading, level=0))
        kept = data.sections.get(one.key)
        own = kept.text if kept is not None else BiText()
        may_say = facts.of_section(counted, one.key)
        mine = tuple(fact for fact in counted if one.key in fact.sections)
        rows.append(
            SectionRow(
                key=one.key,
                title=_title(numbered, one.key, vi, en),
                heading=_heading(one.key, vi, en),
                level=one.level - 1,
                has_text=one.has_text,
                included=one.key in shown,
                ticked=kept is not None and kept.ticked,
                text=own,
                made=BiText(prefill.text(one.key, data, vi), prefill.text(one.key, data, en)),
                changed=one.key in changed,
                problems=problems.get(one.key, 0),
                remarks=remarks.count(one.key),
                unsupported=BiText(_unsupported(own.vi, may_say, vi), _unsupported(own.en, may_say, en)),
                figures=tuple(figure_of(fact, titles) for fact in mine),
                charts=charts.get(one.key, ()),
            )
        )
    return tuple(rows)


def _included(data: ReportData, key: str) -> bool:
    kept = data.sections.get(key)
    return kept is None or kept.included


def _heading(key: str, vi: Words, en: Words) -> BiText:
    return BiText(outline.title(vi, key), outline.title(en, key))


def _title(numbered: Mapping[str, str], key: str, vi: Words, en: Words) -> BiText:
    """Number and title in both languages, as they are printed but for the capitals."""
    number = numbered.get(key, "")
    lead = f"{number}. " if number and not key.startswith("A.") else ""
    said = [f"{_appendix(words, number, key)}{lead}{outline.title(words, key)}" for words in (vi, en)]
    return BiText(said[0], said[1])


def _appendix(words: Words, number: str, key: str) -> str:
    return words.t("Appendix {number}. ", number=number) if key.startswith("A.") and number else ""


def _unsupported(text: str, counted: tuple[Fact, ...], words: Words) -> str:
    """The numbers of a text that stand on no figure, as they are written."""
    found = dict.fromkeys(text[start:end] for start, end in facts.unsupported(text, counted, words))
    return ", ".join(found)


def figure_of(fact: Fact, titles: Mapping[str, BiText]) -> Figure:
    """A number as the room shows it."""
    vi, en = Words("vi"), Words("en")
    return Figure(
        key=fact.key,
        label=BiText(fact.said(vi), fact.said(en)),
        value=BiText(fact.shown(vi), fact.shown(en)),
        events=tuple((event_id, titles[event_id]) for event_id in fact.event_ids if event_id in titles),
    )


def _charts(data: ReportData, vi: Words, en: Words) -> Mapping[str, tuple[tuple[ChartBlock, ChartBlock], ...]]:
    """The charts of each section in both languages."""

    def drawn(words: Words) -> dict[str, list[ChartBlock]]:
        told = sections.story(data, words).sections
        return {one.key: [block for block in one.blocks if isinstance(block, ChartBlock)] for one in told}

    first, second = drawn(vi), drawn(en)
    return {key: tuple(zip(blocks, second.get(key, ()), strict=False)) for key, blocks in first.items()}
