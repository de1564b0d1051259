"""What section III says from the records: what came of the work, what is missing and why, what was learned.

Nothing is judged here: only what people wrote down with the events, the programme and the goals is put together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from cultdip_desktop.domain.event import Event, GainKind
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.programme import Standing
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import lists, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import measures, prose
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Block, Para, Point, Points

MAX_POINTS: Final = 12
"""Points of each list."""


def blocks(data: ReportData, words: Words) -> tuple[Block, ...]:
    """The whole section; a single sentence where nothing is on record."""
    found = (*_gains(data, words), *_limits(data, words), *_lessons(data, words))
    return found or (Para((words.t("No assessment is on record for this period."),)),)


def reasons(codes: Sequence[str], data: ReportData, words: Words) -> tuple[Block, ...]:
    """Why these goals have no event, where somebody recorded it."""
    points = []
    for code in codes:
        for gap in measures.gap_reasons(data, code):
            points.append(Point((Span(f"{code}: ", italic=True), *prose.sentence(words, gap.reason))))
    if not points:
        return ()
    return (Para((words.t("Reasons on record:"),)), Points(tuple(points)))


def follow_up(data: ReportData, words: Words) -> tuple[Block, ...]:
    """What is to be done next after single events."""
    found = [(event, event.results.follow_up) for event in report_data.held(data) if event.results.follow_up]
    return _told(words, words.t("Follow-up of the events held:"), found)


def _gains(data: ReportData, words: Words) -> tuple[Block, ...]:
    gains = measures.gains(data)
    if not gains:
        return ()
    counts = [(kind, len(measures.gains(data, kind))) for kind in GainKind]
    named = [f"{label(words, kind).lower()} ({numbers.whole(words, number)})" for kind, number in counts if number]
    intro = words.t("What the events of the period brought: {gains}.", gains=lists.all_of(words, named))
    told = measures.gains_told(data)
    points = [
        Point((Span(f"{label(words, gain.kind)}: ", italic=True), *prose.sentence(words, gain.text)))
        for gain in told[:MAX_POINTS]
    ]
    return (Para((intro,)), *_list(words, points, len(told) - MAX_POINTS))


def _limits(data: ReportData, words: Words) -> tuple[Block, ...]:
    points = [Point(parts) for parts in _missing(data, words)]
    late = [view.item for view in measures.due_now(data) if view.standing is not Standing.DONE]
    points += [
        Point((words.t("Not reached of the annual action programme:"), " ", *prose.sentence(words, _cut(item.title))))
        for item in late[:MAX_POINTS]
    ]
    if not points:
        return ()
    return (Para((words.t("Limits and difficulties on record:"),)), *_list(words, points, len(late) - MAX_POINTS))


def _missing(data: ReportData, words: Words) -> Iterator[tuple[Part, ...]]:
    put_off = len(report_data.put_off(data))
    if put_off:
        yield (words.t("Postponed or cancelled: {events}.", events=prose.events_said(words, put_off)),)
    if not report_data.held(data):
        return
    idle = report_data.idle_goals(data)
    bare = [code for code in idle if not measures.gap_reasons(data, code)]
    if bare:
        yield (words.t("No event of the period serves {codes}.", codes=lists.all_of(words, bare)),)
    for code in idle:
        for gap in measures.gap_reasons(data, code):
            yield (
                words.t("No event of the period serves {codes}.", codes=code),
                " ",
                *prose.sentence(words, gap.reason),
            )
    missing = len(measures.without_attendance(data))
    if missing:
        yield (words.t("Attendance is not yet recorded for {events}.", events=prose.events_said(words, missing)),)


def _lessons(data: ReportData, words: Words) -> tuple[Block, ...]:
    found = [(event, event.results.lessons) for event in report_data.held(data) if event.results.lessons]
    return _told(words, words.t("Lessons learned:"), found)


def _told(words: Words, intro: str, found: Sequence[tuple[Event, BiText]]) -> tuple[Block, ...]:
    if not found:
        return ()
    points = []
    for event, text in found[:MAX_POINTS]:
        title: tuple[Part, ...] = prose.title_of(words, event, length=200)
        points.append(Point((*title, ": ", *prose.sentence(words, text))))
    return (Para((intro,)), *_list(words, points, len(found) - MAX_POINTS))


def _list(words: Words, points: list[Point], left: int) -> tuple[Block, ...]:
    """The points and how many more there are."""
    if left > 0:
        points = [*points, Point((words.n("and {n} more", "and {n} more", left),))]
    return (Points(tuple(points)),) if points else ()


def _cut(title: BiText) -> BiText:
    return BiText(prose.clip(title.vi, 300), prose.clip(title.en, 300), title.english)
