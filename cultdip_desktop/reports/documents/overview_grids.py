"""The consolidated view as a workbook: every table of the page, the days and how complete they are on a sheet of its own."""

from __future__ import annotations

from collections.abc import Iterable

from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.domain.naming import place_of
from cultdip_desktop.domain.overview import Overview, Reported, Side, Sum
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.sheets import workbook


def xlsx(shown: Overview, words: Words) -> bytes:
    """The workbook; the same page gives the same bytes."""
    return workbook(grids(shown, words), words.c("overview", "Consolidated view"), shown.made_at, words)


def grids(shown: Overview, words: Words) -> tuple[Grid, ...]:
    """Its tables in the order of the page."""
    return (
        _about(shown, words),
        _numbers(shown, words),
        _regions(shown, words),
        _months(shown, words),
        _kinds(shown, words),
        _gaps(shown, words),
        _exemplars(shown, words),
        _missions(shown, words),
    )


def _about(shown: Overview, words: Words) -> Grid:
    complete, made = shown.completeness, shown.now.spending.converted
    rows: list[list[Cell]] = [
        [words.c("report table", "Days covered"), _days(words, shown.now)],
        [words.c("overview", "Compared with"), _days(words, shown.before) if shown.before else ""],
        [words.c("report table", "Data as of"), dates.moment(words, shown.made_at, HEADQUARTERS_ZONE)],
        [words.c("overview", "Missions in these numbers"), complete.reported],
        [words.c("overview", "Missions that owe a report"), complete.expected],
        [words.c("overview", "Packages that wait"), complete.waiting],
        [words.c("overview", "Missions that have not sent"), complete.missing],
        [words.c("overview", "Kind of rate"), label(words, shown.rate_kind)],
        [words.c("overview", "Rates used"), "; ".join(_rates(made))],
        [words.c("overview", "Rates missing"), "; ".join(f"{one.currency} {one.year}" for one in made.missing)],
    ]
    fields = (Field("what", words.c("overview", "What"), 60), Field("value", words.c("overview", "Value"), 120))
    return Grid("about", words.c("overview", "About"), fields, lines(rows))


def _rates(made: Sum) -> Iterable[str]:
    return (f"{rate.currency} = {rate.value:f} {rate.quote} ({rate.day.isoformat()})" for rate in made.rates)


def _numbers(shown: Overview, words: Words) -> Grid:
    now, before = shown.now, shown.before
    rows: list[list[Cell]] = [
        [words.c("overview", "Events held"), now.total.events, before.total.events if before else None],
        [words.c("overview", "Attendances"), now.total.attendance, before.total.attendance if before else None],
        [words.c("overview", "Foreign press items"), now.total.press, before.total.press if before else None],
        [
            words.c("overview", "Spent, in đồng"),
            now.spending.converted.money.amount,
            before.spending.converted.money.amount if before else None,
        ],
        [
            words.c("overview", "Of it not from the state budget"),
            now.spending.outside.money.amount,
            before.spending.outside.money.amount if before else None,
        ],
    ]
    spent = now.spending.by_currency
    early = before.spending.by_currency if before else {}
    rows += [
        [words.t("Spent, {currency}", currency=one), spent.get(one), early.get(one)] for one in sorted({*spent, *early})
    ]
    fields = (
        Field("figure", words.c("overview", "Figure"), 70),
        Field("now", _days(words, now), 45, "right"),
        Field("before", _days(words, before) if before else words.c("overview", "Compared with"), 45, "right"),
    )
    return Grid("figures", words.c("overview", "Numbers"), fields, lines(rows))


def _regions(shown: Overview, words: Words) -> Grid:
    codes = [cell.code for cell in shown.regions[0].cells] if shown.regions else []
    fields = (
        Field("region", words.c("overview", "Region"), 26),
        Field("name", words.c("overview", "Name"), 50),
        *(Field(code, f"{code} {words.t(SHORT_GOALS[code])}", 20, "right") for code in codes),
        Field("reported", words.c("overview", "Reported"), 20, "right"),
        Field("missions", words.c("overview", "Missions"), 20, "right"),
    )
    rows: list[list[Cell]] = [
        [line.region, _region(words, line.region), *(cell.events for cell in line.cells), line.reported, line.expected]
        for line in shown.regions
    ]
    return Grid("regions", words.c("overview", "Goals by region"), fields, lines(rows))


def _months(shown: Overview, words: Words) -> Grid:
    fields = (
        Field("month", words.c("overview", "Month"), 25),
        Field("events", words.c("overview", "Events"), 25, "right", sums=True),
        Field("before", words.c("overview", "Compared with"), 25, "right", sums=True),
    )
    rows: list[list[Cell]] = [[month, now, before] for month, now, before in shown.months]
    total: list[Cell] = [
        words.c("overview", "In all"),
        sum(now for _month, now, _before in shown.months),
        sum(before for _month, _now, before in shown.months),
    ]
    return Grid("months", words.c("overview", "Events by month"), fields, lines(rows, total))


def _kinds(shown: Overview, words: Words) -> Grid:
    fields = (
        Field("kind", words.c("overview", "Kind"), 25),
        Field("name", words.c("overview", "Name"), 45),
        Field("events", words.c("overview", "Events"), 25, "right", sums=True),
        Field("attendance", words.c("overview", "Attendances"), 25, "right", sums=True),
    )
    rows: list[list[Cell]] = [
        [row.key, label(words, EventKind(row.key)), row.events, row.attendance] for row in shown.kinds
    ]
    total: list[Cell] = [
        words.c("overview", "In all"),
        "",
        sum(row.events for row in shown.kinds),
        sum(row.attendance for row in shown.kinds),
    ]
    return Grid("kinds", words.c("overview", "Kinds of event"), fields, lines(rows, total))


def _gaps(shown: Overview, words: Words) -> Grid:
    fields = (
        Field("code", words.c("overview", "Code"), 16),
        Field("goal", words.c("overview", "Goal"), 60),
        Field("region", words.c("overview", "Region"), 45),
        Field("events", words.c("overview", "Events"), 18, "right"),
        Field("missions", words.c("overview", "Missions"), 18, "right"),
        Field("offices", words.c("overview", "Which missions"), 80),
    )
    rows: list[list[Cell]] = [
        [
            gap.code,
            words.t(SHORT_GOALS[gap.code]),
            _region(words, gap.region) if gap.region else "",
            gap.events,
            gap.missions,
            ", ".join(gap.offices),
        ]
        for gap in shown.gaps
    ]
    return Grid("gaps", words.c("overview", "Gaps"), fields, lines(rows))


def _exemplars(shown: Overview, words: Words) -> Grid:
    fields = (
        Field("event", words.c("overview", "Event"), 30),
        Field("title", words.c("overview", "Title"), 70),
        Field("mission", words.c("overview", "Mission"), 25),
        Field("day", words.c("overview", "Day"), 22),
        Field("attendance", words.c("overview", "Attendances"), 22, "right"),
        Field("note", words.c("overview", "Why it is an example"), 80),
    )
    rows: list[list[Cell]] = [
        [one.event_id, one.title, one.office, one.day, one.attendance, one.note] for one in shown.exemplars
    ]
    return Grid("exemplars", words.c("overview", "Examples"), fields, lines(rows))


def _missions(shown: Overview, words: Words) -> Grid:
    said = {
        Reported.IN: words.c("overview", "in these numbers"),
        Reported.WAITING: words.c("overview", "a package waits"),
        Reported.MISSING: words.c("overview", "has not sent"),
    }
    fields = (
        Field("mission", words.c("overview", "Mission"), 25),
        Field("name", words.c("overview", "Name"), 70),
        Field("region", words.c("overview", "Region"), 45),
        Field("standing", words.c("overview", "Report"), 40),
    )
    rows: list[list[Cell]] = []
    for office, word in sorted(shown.completeness.standing.items()):
        mission = shown.missions.get(office)
        name = place_of(mission).get(words.language) if mission else office
        rows.append([office, name, _region(words, mission.region) if mission else "", said[word]])
    return Grid("missions", words.c("overview", "Missions"), fields, lines(rows))


def _region(words: Words, code: str) -> str:
    return label(words, Region(code)) if code else words.c("region", "Missions without a region")


def _days(words: Words, side: Side | None) -> str:
    return dates.day_range(words, side.window.first, side.window.last) if side else ""
