"""The text of each section as the data give it; what the office writes by hand stands in its place.

A section's text is a few paragraphs and lists. Whoever writes starts from it as plain text, a line for each.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from cultdip_desktop.domain.figures import FigureRow
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, lists, numbers
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import assessment, comparison, measures, prose
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Block, Para, Point, Points, lines

Blocks: TypeAlias = tuple[Block, ...]

MAX_POINTS: Final = 40
"""Points of one list; what is left over is counted in words."""

_MAX_OUTLETS: Final = 12


def blocks(key: str, data: ReportData, words: Words) -> Blocks:
    """Paragraphs and lists of a section; empty when the data have nothing to say in it."""
    make = _SECTIONS.get(key)
    return () if make is None else make(data, words)


def text(key: str, data: ReportData, words: Words) -> str:
    """The same as plain text, one line for each paragraph and point."""
    return "\n".join(lines(blocks(key, data, words)))


def basis(key: str, data: ReportData, words: Words) -> str:
    """Digest (64 hex digits) of the plain text: an author's text remembers from which one it started."""
    return hashlib.sha256(text(key, data, words).encode("utf-8", "replace")).hexdigest()


def named(code: str, data: ReportData, words: Words) -> str:
    """A code of the catalogue with its title: "M3 – Quảng bá …"."""
    node = data.catalogue.find(code)
    return f"{code} – {prose.clip(node.title.get(words.language), 200)}" if node else code


def _opening(data: ReportData, words: Words) -> Blocks:
    return (_para(prose.opening(data, words)),)


def _situation(data: ReportData, words: Words) -> Blocks:
    texts = [*prose.situation(data, words), *_compared(data, words), *_programme(data, words)]
    return tuple(_para(one) for one in texts)


def _compared(data: ReportData, words: Words) -> list[str]:
    now = report_data.totals(data)
    found = []
    for which, period in comparison.periods(data):
        then = report_data.totals_before(data) if which == "before" else report_data.totals_last_year(data)
        events = comparison.change_said(words, words.c("report", "events"), then.events, now.events)
        attendance = comparison.change_said(words, words.c("report", "attendances"), then.attendance, now.attendance)
        found.append(
            words.t(
                "Compared with {period}: {events}; {attendance}.",
                period=prose.named_period(words, period),
                events=events,
                attendance=attendance,
            )
        )
    return found


def _programme(data: ReportData, words: Words) -> list[str]:
    """What the annual programme asked of the period: the direction of work that is on record."""
    due = measures.due_now(data)
    if not due:
        return []
    items = words.n("{n} item", "{n} items", len(due))
    done = numbers.whole(words, measures.done(due))
    return [
        words.t("Of the annual action programme, {items} fell due in the period; {done} done.", items=items, done=done)
    ]


def _by_goal(data: ReportData, words: Words) -> Blocks:
    return _by_code(data, words, GOALS, _NO_GOAL)


def _by_solution(data: ReportData, words: Words) -> Blocks:
    return _by_code(data, words, SOLUTION_GROUPS, _NO_GROUP)


_NO_GOAL: Final = N_("No event of the period serves {codes}.")
_NO_GROUP: Final = N_("No event of the period belongs to solution group {codes}.")


def _by_code(data: ReportData, words: Words, codes: tuple[str, ...], nothing: str) -> Blocks:
    if not report_data.held(data):
        return ()
    rows = report_data.rows_of(report_data.by_group(data), codes)
    found = []
    most = max(row.events for row in rows)
    if most:
        found.append(_para(_most([row for row in rows if row.events == most], data, words)))
    idle = [row.key for row in rows if not row.events]
    if idle:
        found.append(_para(words.t(nothing, codes=lists.all_of(words, idle))))
    return (*found, *assessment.reasons(idle, data, words))


def _most(rows: list[FigureRow], data: ReportData, words: Words) -> str:
    """Which code most events served; several where they have equally many."""
    events = prose.events_said(words, rows[0].events)
    if len(rows) > 1:
        codes = lists.all_of(words, [row.key for row in rows])
        return words.t("Most events served {codes}: {events} each.", codes=codes, events=events)
    return words.t(
        "Most events served {code}: {events} with {attendance}.",
        code=named(rows[0].key, data, words),
        events=events,
        attendance=prose.attendances_said(words, rows[0].attendance),
    )


def _notable(data: ReportData, words: Words) -> Blocks:
    chosen = prose.highlights(data)
    if not chosen:
        return ()
    found: list[Block] = []
    if len(chosen) < len(report_data.held(data)):
        intro = words.n(
            "The event of the period with the most attendances:",
            "The {n} events of the period with the most attendances:",
            len(chosen),
        )
        found.append(_para(intro))
    letters = prose.LETTERS[words.language]
    points = (Point(tuple(prose.highlight(words, event)), f"{letters[at]})") for at, event in enumerate(chosen))
    return (*found, Points(tuple(points)))


def _resources(data: ReportData, words: Words) -> Blocks:
    money = report_data.money(data)
    if not money:
        nothing = words.t("No money is recorded for the events of the period.")
        return (_para(nothing),) if report_data.held(data) else ()
    spent = report_data.totals(data).spent
    found = []
    if spent:
        amounts = lists.all_of(words, [numbers.money(words, amount, code) for code, amount in spent.items()])
        found.append(words.t("Money spent on the events held in the period: {amounts}.", amounts=amounts))
    shares = [(one.currency, one.socialised_share) for one in money if one.by_stage[MoneyStage.SPENT]]
    if shares:
        said = [f"{numbers.percent(words, share)} ({code})" for code, share in shares if share is not None]
        found.append(words.t("Share of socialised resources: {shares}.", shares=lists.all_of(words, said)))
    valued = [
        f"{numbers.money(words, amount, code)} ({label(words, stage).lower()})"
        for code, stage, amount in measures.gifts(data)
    ]
    if valued:
        found.append(words.t("Gifts in kind, valued apart: {amounts}.", amounts=lists.all_of(words, valued)))
    return tuple(_para(one) for one in found)


def _press(data: ReportData, words: Words) -> Blocks:
    total = measures.press_total(data)
    if not total.items:
        return ()
    first = words.t(
        "The press and other media carried {items} on {events} of the period, in {outlets}.",
        items=words.n("{n} item of coverage", "{n} items of coverage", total.items),
        events=prose.events_said(words, len(total.event_ids)),
        outlets=words.n("{n} outlet", "{n} outlets", total.outlets),
    )
    kinds = [
        f"{label(words, row.kind)} ({numbers.whole(words, row.items)})"
        for row in measures.press_rows(data)
        if row.kind is not None
    ]
    found = [f"{first} {words.t('By kind: {kinds}.', kinds='; '.join(kinds))}"]
    if total.known:
        found.append(
            words.t(
                "Reach recorded: {reach} (known for {items}).",
                reach=numbers.whole(words, total.reach),
                items=words.n("{n} item of coverage", "{n} items of coverage", total.known),
            )
        )
    outlets = [prose.clip(name, 80) for name in measures.outlets(data)[:_MAX_OUTLETS]]
    if outlets:
        found.append(words.t("Outlets with the most coverage: {outlets}.", outlets=lists.all_of(words, outlets)))
    return tuple(_para(one) for one in found)


def _put_off(data: ReportData, words: Words) -> Blocks:
    return _points(words, [tuple(prose.put_off(words, event)) for event in report_data.put_off(data)])


def _coming(data: ReportData, words: Words) -> Blocks:
    """Programme and follow-up first: the sentence on approved events stands above their table."""
    found: list[Block] = []
    due = measures.due_next(data)
    if due:
        found.append(_para(words.t("Items of the annual action programme that fall due next:")))
        found += _points(words, [_item(words, view.item.title, view.item.code, view.done, view.target) for view in due])
    found += assessment.follow_up(data, words)
    events = len(report_data.outlook(data))
    if not events:
        return (*found, _para(words.t("No event has been approved yet for the time after the period.")))
    said = words.n(
        "{n} approved event is planned after the period.", "{n} approved events are planned after the period.", events
    )
    return (*found, _para(said))


def _item(words: Words, title: BiText, code: str, done: int | None, target: int) -> tuple[Part, ...]:
    parts = prose.said(words, title, length=300)
    more = [code] if code else []
    if done is not None:
        more.append(words.t("{done} of {target}", done=numbers.whole(words, done), target=numbers.whole(words, target)))
    return (*parts, f" ({'; '.join(more)})") if more else parts


def _initiatives(data: ReportData, words: Words) -> Blocks:
    found = measures.initiatives(data)
    if not found:
        return (_para(words.t("No new proposal or initiative.")),)
    return _points(words, [_initiative(words, one) for one in found])


def _initiative(words: Words, one: Initiative) -> tuple[Part, ...]:
    facts = [label(words, one.cls), label(words, one.stage).lower()]
    if one.due is not None:
        facts.append(words.t("due {day}", day=dates.day(words, one.due)))
    parts: tuple[Part, ...] = (*prose.said(words, one.title, bold=True, length=300), f" ({'; '.join(facts)}).")
    for body in (one.text, one.result):
        if body:
            parts = (*parts, " ", *prose.sentence(words, body))
    return parts


def _commendations(data: ReportData, words: Words) -> Blocks:
    return _points(words, [_commendation(data, words, one) for one in measures.commendations(data)])


def _commendation(data: ReportData, words: Words, one: Commendation) -> tuple[Part, ...]:
    award = prose.clip(one.award, 200)
    parts: tuple[Part, ...] = (Span(prose.clip(one.name, 200), bold=True), f" – {award}." if award else ".")
    if one.reason:
        parts = (*parts, " ", *prose.sentence(words, one.reason))
    titles = {**data.titles, **{event.id: event.title for event in data.events}}
    evidence = [prose.clip(titles[each].get(words.language), 200) for each in one.events if titles.get(each)]
    if evidence:
        parts = (*parts, " ", words.t("Evidence: {events}.", events="; ".join(evidence)))
    return parts


def _points(words: Words, items: list[tuple[Part, ...]]) -> Blocks:
    """A list; what goes beyond `MAX_POINTS` is counted."""
    if not items:
        return ()
    points = [Point(parts) for parts in items[:MAX_POINTS]]
    if len(items) > MAX_POINTS:
        points.append(Point((words.n("and {n} more", "and {n} more", len(items) - MAX_POINTS),)))
    return (Points(tuple(points)),)


def _para(text: str) -> Para:
    return Para((text,))


_SECTIONS: Final[Mapping[str, Callable[[ReportData, Words], Blocks]]] = {
    "opening": _opening,
    "I": _situation,
    "II.1": _by_goal,
    "II.2": _by_solution,
    "II.3": _notable,
    "II.4": _resources,
    "II.5": _press,
    "II.6": _put_off,
    "III": assessment.blocks,
    "IV": _coming,
    "V": _initiatives,
    "VI": _commendations,
}
