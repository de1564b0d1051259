"""Initiatives and proposals of the office; whom it proposes to commend, and with what events as evidence."""

from __future__ import annotations

from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.register import Commendation, Commended, Initiative, InitiativeClass, InitiativeStage
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import CommendationsMatter, EventName, InitiativesMatter
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Block, Point, Points, Section

OPEN = (InitiativeStage.PROPOSED, InitiativeStage.ACCEPTED, InitiativeStage.UNDER_WAY)
"""Stages in which somebody still has something to do."""


def initiatives_subject(matter: InitiativesMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t("Initiatives and proposals in {period}", period=period_words(words, matter.data.period))


def initiatives_opening(matter: InitiativesMatter, words: Words) -> str:
    """What is reported."""
    office = blocks.office(matter.data, words)
    return words.t(
        "{office} reports on its initiatives and proposals in cultural diplomacy in {period}:",
        office=office[:1].upper() + office[1:],
        period=period_words(words, matter.data.period),
    )


def initiatives_sections(matter: InitiativesMatter, words: Words) -> tuple[Section, ...]:
    """By class, each with its text and how far it is; those that are late by name."""
    if not matter.entries:
        nothing = words.t("No initiative or proposal is recorded for the period.")
        return (blocks.part(1, words.t("Overview"), blocks.para(nothing), _register_basis(matter, words)),)
    made: list[Block] = [blocks.grid(_initiatives(matter, words), words), _register_basis(matter, words)]
    return (
        blocks.part(1, words.t("Overview"), *_overview(matter, words)),
        blocks.part(2, words.t("Content of the initiatives and proposals"), *_contents(matter, words)),
        blocks.part(3, words.t("List and state"), *made),
    )


def initiatives_grids(matter: InitiativesMatter, words: Words) -> tuple[Grid, ...]:
    """The list."""
    return (_initiatives(matter, words),)


def is_late(one: Initiative, matter: InitiativesMatter) -> bool:
    """Whether an open initiative should have been finished before today."""
    return one.stage in OPEN and one.due is not None and one.due < matter.today


def _overview(matter: InitiativesMatter, words: Words) -> list[Block]:
    counted = [
        f"{label(words, stage).lower()}: {sum(one.stage is stage for one in matter.entries)}"
        for stage in InitiativeStage
        if any(one.stage is stage for one in matter.entries)
    ]
    said = words.t(
        "{count}; by state: {states}.",
        count=words.n("{n} initiative or proposal", "{n} initiatives and proposals", len(matter.entries)),
        states="; ".join(counted),
    )
    late = [one for one in matter.entries if is_late(one, matter)]
    if not late:
        return [blocks.para(said, " ", words.t("None is overdue."))]
    points = [_late(words, one) for one in late]
    return [blocks.para(said), blocks.para(words.t("Overdue:")), Points(tuple(points))]


def _late(words: Words, one: Initiative) -> Point:
    since = words.t("due on {day}", day=dates.day(words, one.due)) if one.due else ""
    return Point((*prose.said(words, one.title, length=300), f" ({since})."))


def _contents(matter: InitiativesMatter, words: Words) -> list[Block]:
    found: list[Block] = []
    number = 0
    for cls in InitiativeClass:
        entries = [one for one in matter.entries if one.cls is cls]
        if not entries:
            continue
        number += 1
        found.append(blocks.under(number, label(words, cls)))
        letters = prose.LETTERS[words.language]
        points = [
            Point(tuple(_content(matter, words, one)), f"{letters[at]})" if at < len(letters) else "-")
            for at, one in enumerate(entries)
        ]
        found.append(Points(tuple(points)))
    return found


def _content(matter: InitiativesMatter, words: Words, one: Initiative) -> list[Part]:
    parts: list[Part] = [*_title(words, one.title, bold=True), "."]
    if one.text:
        parts += [" ", *prose.sentence(words, one.text)]
    if one.result:
        parts += [" ", Span(words.t("Result:"), italic=True), " ", *prose.sentence(words, one.result)]
    about = matter.events.get(one.event_id or "")
    if about is not None:
        parts += [" ", words.t("In connection with: {event}.", event=event_words(words, about))]
    return parts


def _initiatives(matter: InitiativesMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for number, one in enumerate(matter.entries, 1):
        stage = label(words, one.stage)
        rows.append(
            [
                number,
                one.title if one.title else words.t("(untitled)"),
                label(words, one.cls),
                matter.people.get(one.person_id or "", "–"),
                one.proposed_on,
                one.due,
                f"{stage}\n{words.t('Overdue')}" if is_late(one, matter) else stage,
                one.text,
                one.result,
            ]
        )
    fields = (
        Field("number", words.c("report table", "No."), 10, "centre"),
        Field("title", words.c("report table", "Initiative or proposal"), 38, words=True),
        Field("class", words.c("report table", "Class"), 30, words=True),
        Field("person", words.c("report table", "Responsible"), 23),
        Field("proposed", words.c("report table", "Proposed on"), 22, "centre"),
        Field("due", words.c("report table", "Due on"), 22, "centre"),
        Field("stage", words.c("report table", "State"), 20, "centre", words=True),
        Field("text", words.c("report table", "Content"), 60, words=True, paper=False),
        Field("result", words.c("report table", "Outcome"), 60, words=True, paper=False),
    )
    return Grid("initiatives", words.c("report sheet", "Initiatives"), fields, lines(rows), row_head=1)


def _register_basis(matter: InitiativesMatter, words: Words) -> Block:
    return blocks.note(
        words.t(
            "Proposed {window}, and earlier ones still open; data as of {moment}.",
            window=prose.window_text(words, matter.data.window),
            moment=prose.cut(matter.data, words),
        )
    )


def commendations_subject(matter: CommendationsMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t(
        "Commendations for merits in cultural diplomacy in {period}", period=period_words(words, matter.data.period)
    )


def commendations_opening(matter: CommendationsMatter, words: Words) -> str:
    """What is asked for."""
    office = blocks.office(matter.data, words)
    return words.t(
        "On the basis of the results of cultural diplomacy in {period}, {office} respectfully proposes to commend:",
        office=office,
        period=period_words(words, matter.data.period),
    )


def commendations_sections(matter: CommendationsMatter, words: Words) -> tuple[Section, ...]:
    """Groups, persons, and the events that speak for them."""
    if not matter.entries:
        nothing = words.t("Nobody is proposed for commendation in the period.")
        return (blocks.part(1, words.t("Proposals"), blocks.para(nothing), _commended_basis(matter, words)),)
    groups = sum(one.kind is Commended.GROUP for one in matter.entries)
    count = words.t(
        "{groups} and {persons}.",
        groups=words.n("{n} group", "{n} groups", groups),
        persons=words.n("{n} individual", "{n} individuals", len(matter.entries) - groups),
    )
    listed: list[Block] = [
        blocks.para(count),
        blocks.grid(_commendations(matter, words), words),
        _commended_basis(matter, words),
    ]
    return (
        blocks.part(1, words.t("Proposals"), *listed),
        blocks.part(2, words.t("Evidence"), *_evidence(matter, words)),
    )


def commendations_grids(matter: CommendationsMatter, words: Words) -> tuple[Grid, ...]:
    """The list; its evidence."""
    return (_commendations(matter, words), _proofs(matter, words))


def _commendations(matter: CommendationsMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [
        [
            number,
            one.name or words.t("(not named yet)"),
            label(words, one.kind),
            one.award or "–",
            one.reason,
            one.proposed_on,
        ]
        for number, one in enumerate(_ordered(matter), 1)
    ]
    fields = (
        Field("number", words.c("report table", "No."), 10, "centre"),
        Field("name", words.c("report table", "Name"), 38),
        Field("kind", words.c("report table", "Kind"), 22, "centre", words=True),
        Field("award", words.c("report table", "Form of commendation"), 34),
        Field("reason", words.c("report table", "Merits"), 61, words=True),
        Field("proposed", words.c("report table", "Proposed on"), 20, "centre", paper=False),
    )
    return Grid("commendations", words.c("report sheet", "Commendations"), fields, lines(rows), row_head=1)


def _ordered(matter: CommendationsMatter) -> list[Commendation]:
    return sorted(matter.entries, key=lambda one: (one.kind is Commended.PERSON, one.proposed_on, one.name, one.id))


def _evidence(matter: CommendationsMatter, words: Words) -> list[Block]:
    found: list[Block] = []
    for number, one in enumerate(_ordered(matter), 1):
        found.append(blocks.under(number, prose.clip(one.name, 200) or words.t("(not named yet)")))
        events = [matter.events[id_] for id_ in one.events if id_ in matter.events]
        if not events:
            found.append(blocks.para(words.t("No event is named as evidence yet.")))
            continue
        found.append(Points(tuple(Point(tuple(_proof(words, event))) for event in events)))
    return found


def _proof(words: Words, event: Event) -> list[Part]:
    parts: list[Part] = [*prose.title_of(words, event, length=300), f" ({event.number}, {prose.day_of(words, event)})"]
    if event.results.attendance and event.state in COUNTED:
        parts.append("; " + words.n("{n} attendance", "{n} attendances", event.attendance))
    return [*parts, "."]


def _proofs(matter: CommendationsMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [
        [one.name, event.number, event.title, event.day, event.attendance]
        for one in _ordered(matter)
        for id_ in one.events
        if (event := matter.events.get(id_)) is not None
    ]
    fields = (
        Field("name", words.c("report table", "Name"), 40),
        Field("number", words.c("report table", "Number"), 22),
        Field("event", words.c("report table", "Event"), 60, words=True),
        Field("day", words.c("report table", "First day"), 20, "centre"),
        Field("attendance", words.c("report table", "Attendance"), 20, "right"),
    )
    return Grid("evidence", words.c("report sheet", "Evidence"), fields, lines(rows), row_head=0)


def _commended_basis(matter: CommendationsMatter, words: Words) -> Block:
    return blocks.note(
        words.t(
            "Proposed {window}; data as of {moment}.",
            window=prose.window_text(words, matter.data.window),
            moment=prose.cut(matter.data, words),
        )
    )


def event_words(words: Words, event: EventName) -> str:
    """Title, number and day: “Ngày Việt Nam” (SK-2026-031, 25/9/2026)."""
    title = event.title.get(words.language).strip() or words.t("(untitled)")
    day = dates.day(words, event.day) if event.day else words.t("no date yet")
    return words.t("“{title}” ({number}, {day})", title=prose.clip(title, 200), number=event.number, day=day)


def _title(words: Words, title: BiText, *, bold: bool = False) -> tuple[Part, ...]:
    if not title:
        return (Span(words.t("(untitled)"), bold=bold),)
    return prose.said(words, title, bold=bold, length=300)
