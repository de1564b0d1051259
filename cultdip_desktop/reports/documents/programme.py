"""The annual action programme: its items by quarter, how far they are, what changed since it was approved."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import ChangeKind, FieldChange, ItemView, Standing, Unit
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import ProgrammeMatter
from cultdip_desktop.reports.story import Block, Point, Points, Section

_STANDINGS: Final[Mapping[Standing, str]] = {
    Standing.LATE: N_("Overdue"),
    Standing.NOW: N_("Running now"),
    Standing.AHEAD: N_("Ahead"),
    Standing.DONE: N_("Target reached"),
}
_UNITS: Final[Mapping[str, str]] = {
    Unit.EVENTS.value: N_("events"),
    Unit.ATTENDANCE.value: N_("attendances"),
    Unit.PRESS.value: N_("press items"),
}
_KINDS: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: N_("Added"),
    ChangeKind.REMOVED: N_("Removed"),
    ChangeKind.CHANGED: N_("Changed"),
}
_FIELDS: Final[Mapping[str, str]] = {
    "title.vi": N_("What is to be done"),
    "title.en": N_("What is to be done (English)"),
    "code": N_("Goal"),
    "quarter": N_("Quarter"),
    "person": N_("Person responsible"),
    "target": N_("Target"),
    "unit": N_("Counted in"),
    "source": N_("Where the item comes from"),
    "source_ref": N_("Place in headquarters' programme"),
    "note": N_("Note"),
}


def subject(matter: ProgrammeMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t("Cultural diplomacy work in {year}", year=matter.view.year)


def opening(matter: ProgrammeMatter, words: Words) -> str:
    """On what ground the office acts."""
    return words.t(
        "Pursuant to {basis}, {office} sets out its cultural diplomacy action programme for {year} as follows:",
        basis=matter.data.basis.get(words.language),
        office=blocks.office(matter.data, words),
        year=matter.view.year,
    )


def sections(matter: ProgrammeMatter, words: Words) -> tuple[Section, ...]:
    """What is to be done, how far it is, what changed."""
    if not matter.view.items:
        nothing = words.t("No programme has been drawn up for {year} yet.", year=matter.view.year)
        return (blocks.part(1, words.t("Content of the programme"), blocks.para(nothing)),)
    return (
        blocks.part(1, words.t("Content of the programme"), *_content(matter, words)),
        blocks.part(2, words.t("State of the work"), *_state(matter, words)),
        blocks.part(3, words.t("Changes since approval"), *_changes(matter, words)),
    )


def grids(matter: ProgrammeMatter, words: Words) -> tuple[Grid, ...]:
    """The items; what changed."""
    return (_items(matter, words), _changed(matter, words))


def _content(matter: ProgrammeMatter, words: Words) -> list[Block]:
    view = matter.view
    given = sum(one.item.source is ItemSource.HEADQUARTERS for one in view.items)
    count = words.n("The programme has {n} item.", "The programme has {n} items.", len(view.items))
    codes = sorted({one.item.code for one in view.items if one.item.code})
    if codes:
        count += " " + words.t("They serve {codes}.", codes=", ".join(codes))
    if given:
        count += " " + words.n(
            "{n} item comes from the Ministry's programme.", "{n} items come from the Ministry's programme.", given
        )
    as_of = words.t(
        "Done: events linked to an item and held, {window}; data as of {moment}. The target counts events, "
        "unless another unit is named.",
        window=prose.window_text(words, matter.data.window),
        moment=prose.cut(matter.data, words),
    )
    return [blocks.para(count), blocks.grid(_items(matter, words), words), blocks.note(as_of)]


def _items(matter: ProgrammeMatter, words: Words) -> Grid:
    people = {person.id: person.name for person in matter.view.people}
    ordered = sorted(matter.view.items, key=lambda one: (one.item.quarter or 5, one.item.position, one.item.id))
    rows: list[list[Cell]] = []
    for number, one in enumerate(ordered, 1):
        item = one.item
        rows.append(
            [
                number,
                item.title if item.title else words.t("(untitled)"),
                item.code or "–",
                _quarter(words, item.quarter),
                people.get(item.person or "", "–"),
                f"{numbers.whole(words, one.target)} {_unit(words, item.unit)}",
                _done(words, one),
                one.target,
                one.done,
                item.source_ref,
            ]
        )
    fields = (
        Field("number", words.c("report table", "No."), 10, "centre"),
        Field("content", words.c("report table", "Content"), 57, words=True),
        Field("goal", words.c("report table", "Goal"), 14, "centre"),
        Field("quarter", words.c("report table", "Quarter"), 18, "centre", words=True),
        Field("person", words.c("report table", "Responsible"), 24),
        Field("target", words.c("report table", "Target"), 20, "centre", words=True),
        Field("done", words.c("report table", "Done"), 22, "centre", words=True),
        Field("target_number", words.c("report table", "Target, number"), 14, "right", paper=False),
        Field("done_number", words.c("report table", "Done, number"), 14, "right", paper=False),
        Field("reference", words.c("report table", "Place in the Ministry's programme"), 24, paper=False),
    )
    return Grid("programme", words.c("report sheet", "Programme"), fields, lines(rows), row_head=1)


def _done(words: Words, one: ItemView) -> str:
    standing = words.t(_STANDINGS[one.standing])
    if one.done is None:
        return f"{standing} ({one.percent}%)"
    return f"{numbers.whole(words, one.done)} ({one.percent}%)\n{standing}"


def _state(matter: ProgrammeMatter, words: Words) -> list[Block]:
    view = matter.view
    counted = [
        f"{words.t(text).lower()}: {numbers.whole(words, view.count(standing))}"
        for standing, text in _STANDINGS.items()
        if view.count(standing)
    ]
    today = dates.day(words, view.today)
    said = words.t("On {day}, items by state: {counts}.", day=today, counts="; ".join(counted))
    late = [one for one in view.items if one.standing is Standing.LATE]
    if not late:
        return [blocks.para(said, " ", words.t("No item is overdue."))]
    points = [
        Point(
            (
                *prose.said(words, one.item.title, length=300),
                f" ({_quarter(words, one.item.quarter)}; {_reached(words, one)}).",
            )
        )
        for one in late
    ]
    return [
        blocks.para(said),
        blocks.para(words.t("Items whose time is over without the target being reached:")),
        Points(tuple(points)),
    ]


def _reached(words: Words, one: ItemView) -> str:
    done = "–" if one.done is None else numbers.whole(words, one.done)
    return words.t("{done} of {target}", done=done, target=numbers.whole(words, one.target))


def _changes(matter: ProgrammeMatter, words: Words) -> list[Block]:
    view = matter.view
    if not view.baselines:
        return [blocks.para(words.t("The programme has not been frozen as approved yet."))]
    newest = view.baselines[0]
    people = {person.id: person.name for person in view.people}
    said = words.t(
        "Version approved on {day}: {reason}",
        day=dates.day(words, newest.frozen_at.date()),
        reason=newest.reason.rstrip(".") + ".",
    )
    if newest.person in people:
        said += " " + words.t("Recorded by {name}.", name=people[newest.person or ""])
    if not view.changes:
        return [blocks.para(said, " ", words.t("Nothing has changed since."))]
    return [blocks.para(said), blocks.grid(_changed(matter, words), words)]


def _changed(matter: ProgrammeMatter, words: Words) -> Grid:
    people = {person.id: person.name for person in matter.view.people}
    rows: list[list[Cell]] = []
    for change in matter.view.changes:
        kind = words.c("programme", _KINDS[change.kind])
        title: Cell = change.item.title if change.item.title else words.t("(untitled)")
        if not change.fields:
            rows.append([title, kind, "–", "–"])
        for field in change.fields:
            what = words.t(_FIELDS[field.field])
            before, after = (_value(words, field, people, old=old) for old in (True, False))
            rows.append([title, f"{kind}: {what}", before, after])
    fields = (
        Field("content", words.c("report table", "Content"), 62, words=True),
        Field("change", words.c("report table", "What changed"), 37, words=True),
        Field("before", words.c("report table", "Before"), 33, words=True),
        Field("after", words.c("report table", "Now"), 33, words=True),
    )
    return Grid("programme_changes", words.c("report sheet", "Changes"), fields, lines(rows), row_head=0)


def _value(words: Words, field: FieldChange, people: Mapping[str, str], *, old: bool) -> str:
    value = field.old if old else field.new
    if field.field == "quarter" and isinstance(value, int):
        return _quarter(words, value)
    if field.field == "unit":
        return _unit(words, str(value))
    if value in (None, ""):
        return words.t("nothing")
    if field.field == "person":
        return people.get(str(value), str(value))
    if field.field == "source":
        return label(words, ItemSource(str(value)))
    return numbers.whole(words, value) if isinstance(value, int) else str(value)


def _quarter(words: Words, number: int) -> str:
    text = dates.quarter_alone(words, number) if number else words.t("Whole year")
    return text[:1].upper() + text[1:]


def _unit(words: Words, unit: str) -> str:
    return words.t(_UNITS[unit]) if unit in _UNITS else unit
