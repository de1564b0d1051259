"""Words of the Overview: tiles, cells, gaps, examples, what is missing, where numbers come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.event import EventKind
from cultdip_desktop.domain.figures import Dimension
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.naming import period_title, place_of
from cultdip_desktop.domain.overview import Cell, Exemplar, Gap, Overview, RegionRow, Selection, Sum, change
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, c, n
from cultdip_desktop.ui.kit.marks import KIND_ICONS
from cultdip_desktop.ui.rooms.overview import targets
from cultdip_desktop.ui.rooms.overview.view_bars import BarText, steps
from cultdip_desktop.ui.rooms.overview.view_lines import ExampleText, GapText
from cultdip_desktop.ui.rooms.overview.view_matrix import CellText, MatrixText, RowText
from cultdip_desktop.ui.rooms.overview.view_tiles import TileText

_NINE: Final = ((1, 1), (9, 30))
_NAMED: Final = 3
"""Missions that are named one by one."""


def region(code: str) -> Phrase:
    """A region's name."""
    if not code:
        return c("region", "Missions without a region")
    return Phrase(lambda words: label(words, Region(code)))


def is_nine_months(period: Period) -> bool:
    """January to September of one year."""
    first, last = period.window.first, period.window.last
    return ((first.month, first.day), (last.month, last.day)) == _NINE and first.year == last.year


def period_choice(period: Period) -> Phrase:
    """An entry of the choice of days."""
    if is_nine_months(period):
        return c("overview", "Nine months of {year}", year=str(period.year))
    return Phrase(lambda words: period_title(words, period))


def days(window: Window) -> Phrase:
    """A window in words."""
    return Phrase(lambda words: dates.day_range(words, window.first, window.last))


def missing(overview: Overview) -> tuple[Phrase, Phrase]:
    """How complete the numbers are: the bold beginning, and the rest."""
    complete = overview.completeness
    cause = c(
        "overview",
        "Figures of {reported} of {expected} missions.",
        reported=str(complete.reported),
        expected=str(complete.expected),
    )
    if complete.reported == complete.expected:
        return cause, c("overview", "Every mission that owes a report is in these numbers.")
    parts = []
    if complete.missing:
        parts.append(n("{n} mission has not sent", "{n} missions have not sent", complete.missing))
    if complete.waiting:
        parts.append(n("{n} has a package that waits", "{n} have packages that wait", complete.waiting))
    said = Phrase(lambda words: ", ".join(part.render(words) for part in parts))
    return cause, c("overview", "{missing} — these charts do not include them.", missing=said)


def tiles(words: Words, shown: Overview) -> list[TileText]:
    """The five numbers."""
    now, before = shown.now, shown.before
    everything = Selection(now.window, _offices(shown))
    behind = targets.behind(everything)
    spending = now.spending
    early = before.spending.converted.money.amount if before else None
    share = spending.share
    label_of_money = words.c("overview", "Spent")
    if share is not None:
        label_of_money = words.c(
            "overview", "Spent, {share} not from the state budget", share=numbers.percent(words, share, 0)
        )
    complete = shown.completeness
    points = None if before is None or before.reported is None else (complete.share - before.reported) * 100
    return [
        _tile(
            words,
            words.c("overview", "Events held"),
            numbers.whole(words, now.total.events),
            change(now.total.events, before.total.events if before else None),
            behind,
        ),
        _tile(
            words,
            words.c("overview", "Attendances"),
            numbers.compact(words, now.total.attendance),
            change(now.total.attendance, before.total.attendance if before else None),
            behind,
            numbers.whole(words, now.total.attendance),
        ),
        _tile(
            words,
            words.c("overview", "Foreign press items"),
            numbers.whole(words, now.total.press),
            change(now.total.press, before.total.press if before else None),
            behind,
            words.c("overview", "not in Vietnamese"),
        ),
        _tile(
            words,
            label_of_money,
            _spent(words, spending.converted),
            change(spending.converted.money.amount, early) if spending.converted.money.amount else None,
            behind,
            conversion(words, spending.converted, shown),
        ),
        _reported(words, shown, points),
    ]


def _spent(words: Words, made: Sum) -> str:
    """The converted sum; where no rate could convert anything, the one currency that was spent."""
    if not made.money.amount and len(made.left) == 1:
        ((currency, amount),) = made.left.items()
        return numbers.compact_money(words, amount, currency)
    if not made.money.amount and made.left:
        return "–"
    return numbers.compact_money(words, made.money.amount, made.money.currency)


def conversion(words: Words, made: Sum, shown: Overview) -> str:
    """By which rates a sum was converted, and what could not be."""
    said = [words.c("overview", "converted by: {kind}", kind=label(words, shown.rate_kind))]
    if made.missing:
        named = ", ".join(f"{one.currency} {one.year}" for one in made.missing)
        said.append(words.c("overview", "no rate for {rates}: left out", rates=named))
    return "; ".join(said)


def left_out(shown: Overview) -> Phrase | None:
    """What no rate could convert, in a sentence; None when everything was."""
    made = shown.now.spending.converted
    if not made.missing:
        return None
    amounts = Phrase(
        lambda words: ", ".join(numbers.money(words, amount, currency) for currency, amount in made.left.items())
    )
    rates = ", ".join(f"{one.currency} {one.year}" for one in made.missing)
    return c("overview", "Not converted, for the rate is missing ({rates}): {amounts}.", rates=rates, amounts=amounts)


def matrix(words: Words, shown: Overview) -> MatrixText:
    """Regions and their cells."""
    rows = tuple(_row(words, shown, line) for line in shown.regions)
    codes = tuple(cell.code for cell in shown.regions[0].cells) if shown.regions else ()
    return MatrixText(words.c("overview", "Region"), words.c("overview", "Missions"), codes, rows)


def months(words: Words, shown: Overview) -> tuple[list[BarText], list[tuple[int, str]]]:
    """Bars and the lines behind them."""
    most = max((max(now, before) for _month, now, before in shown.months), default=0)
    many = len({month[:4] for month, _now, _before in shown.months}) > 1
    bars = []
    for month, now, before in shown.months:
        year, number = int(month[:4]), int(month[5:])
        name = dates.month_of_year_short(words, year, number) if many else dates.month_alone(words, number)
        bars.append(
            BarText(
                name if many else _on_axis(words, number),
                numbers.whole(words, now),
                now,
                before if shown.before is not None else None,
                f"{dates.month(words, year, number)}: {_events(words, now)}",
                targets.behind(Selection(_within(shown.now.window, month), _offices(shown))),
                before_target=_early(shown, month),
                before_spoken=_early_said(words, shown, month, before),
            )
        )
    return bars, [(value, numbers.whole(words, value)) for value in steps(most)]


def _on_axis(words: Words, number: int) -> str:
    """A month in a few letters: "Th 1", "Jan"; never "M1", which is a goal."""
    if words.language == "en":
        return dates.month_alone(words, number)[:3]
    return words.c("month on an axis", "Month {number}", number=str(number))


def kinds(words: Words, shown: Overview) -> list[BarText]:
    """A bar for every kind, those without an event at the end."""
    counted = {row.key: row.events for row in shown.kinds}
    rest = [kind.value for kind in EventKind if kind.value not in counted]
    found = []
    for key in [*counted, *rest]:
        kind, number = EventKind(key), counted.get(key, 0)
        selection = Selection(shown.now.window, _offices(shown), Dimension.KIND, key)
        name = label(words, kind)
        found.append(
            BarText(
                name,
                numbers.whole(words, number),
                number,
                None,
                f"{name}: {_events(words, number)}",
                targets.behind(selection),
                icon=KIND_ICONS[kind],
                tint=f"kind.{key}",
            )
        )
    return found


def gaps(words: Words, shown: Overview, limit: int) -> list[GapText]:
    """The worst gaps as sentences."""
    return [_gap(words, shown, gap) for gap in shown.gaps[:limit]]


def examples(words: Words, shown: Sequence[Exemplar], where: Callable[[str], str], limit: int) -> list[ExampleText]:
    """Marked events as lines; `where` names the country or place of an office."""
    found = []
    for one in shown[:limit]:
        title = one.title.get(words.language) or one.title.vi or words.t("(untitled)")
        public = words.n("{n} attendance", "{n} attendances", one.attendance, n=numbers.whole(words, one.attendance))
        more = " · ".join(part for part in (where(one.office), public if one.attendance else "") if part)
        found.append(ExampleText(one.event_id, title, more, f"{title} · {more}", targets.event(one.event_id)))
    return found


def place(missions: Mapping[str, Mission], office: str, words: Words) -> str:
    """The country or organisation that an office stands for."""
    mission = missions.get(office)
    return place_of(mission).get(words.language) if mission else office


def selection_title(words: Words, selection: Selection, region_code: str = "") -> str:
    """What a list of events is about: the row's name and its days."""
    parts = [row_name(words, selection)]
    if region_code:
        parts.append(label(words, Region(region_code)))
    parts.append(dates.day_range(words, selection.window.first, selection.window.last))
    return " · ".join(part for part in parts if part)


def row_name(words: Words, selection: Selection) -> str:
    """The row of a dimension in words."""
    if selection.dimension is Dimension.KIND and selection.key in [kind.value for kind in EventKind]:
        return label(words, EventKind(selection.key))
    short = SHORT_GOALS.get(selection.key)
    return f"{selection.key} {words.t(short)}" if short else selection.key or words.c("overview", "All events held")


def footer(shown: Overview) -> Phrase:
    """When the numbers were put together, and that each of them opens."""
    when = Phrase(lambda words: dates.moment(words, shown.made_at, HEADQUARTERS_ZONE))
    return c("overview", "Put together at {moment}. Every number opens its events (double click)", moment=when)


def _tile(words: Words, said: str, number: str, grown: Decimal | None, target: object, more: str = "") -> TileText:
    shown = "" if grown is None else numbers.percent(words, grown, 1, sign=True)
    spoken = f"{said}: {number}" + (f" ({more})" if more else "") + (f", {shown}" if shown else "")
    return TileText(said, number, shown, grown is None or grown >= 0, spoken, target)


def _reported(words: Words, shown: Overview, points: Decimal | None) -> TileText:
    complete = shown.completeness
    said = words.c("overview", "Missions that reported")
    number = numbers.percent(words, complete.share, 1)
    grown = ""
    if points is not None:
        rounded = points.quantize(Decimal(1))
        grown = words.c("overview", "{points} points", points=_signed(words, rounded))
    spoken = f"{said}: {number} ({complete.reported}/{complete.expected})" + (f", {grown}" if grown else "")
    return TileText(said, number, grown, points is None or points >= 0, spoken, MISSIONS)


MISSIONS: Final = "missions"
"""Target that stands for the room of missions."""


def _signed(words: Words, number: Decimal) -> str:
    text = numbers.decimal(words, number, 0)
    return f"+{text}" if number > 0 else text


def _row(words: Words, shown: Overview, line: RegionRow) -> RowText:
    name = region(line.region).render(words)
    missions = f"{line.reported}/{line.expected}"
    spoken = words.c("overview", "{region}: {reported} of {expected} missions reported",
                     region=name, reported=str(line.reported), expected=str(line.expected))  # fmt: skip
    target = targets.behind(Selection(shown.now.window, line.offices))
    return RowText(name, tuple(_cell(words, shown, line, cell) for cell in line.cells), missions, spoken, target)


def _cell(words: Words, shown: Overview, line: RegionRow, cell: Cell) -> CellText:
    name = region(line.region).render(words)
    goal = f"{cell.code} {words.t(SHORT_GOALS[cell.code])}"
    spoken = f"{goal} · {name}: {_events(words, cell.events)}"
    if cell.gap:
        spoken += ". " + words.c("overview", "Gap: fewer than one event for every four missions.")
    target = targets.behind(Selection(shown.now.window, line.offices, Dimension.GROUP, cell.code))
    return CellText(numbers.whole(words, cell.events), cell.events, cell.gap, spoken, target)


def _gap(words: Words, shown: Overview, gap: Gap) -> GapText:
    selection = Selection(shown.now.window, gap.offices, Dimension.GROUP, gap.code)
    missions = words.n("{n} mission", "{n} missions", gap.missions)
    if gap.region or gap.events:
        name = region(gap.region).render(words)
        said = words.c("overview", "{region}: {events}", region=name, events=_events(words, gap.events))
        if not gap.events:
            said = words.c("overview", "{region}: no event yet", region=name)
        return GapText(gap.code, said, missions, f"{gap.code} · {said} · {missions}", targets.behind(selection))
    if gap.missions <= _NAMED:
        named = ", ".join(place(shown.missions, office, words) for office in gap.offices)
        said = words.c("overview", "{missions}: no event yet", missions=named)
    else:
        said = words.n("{n} mission that reported has no event", "{n} missions that reported have no event",
                       gap.missions)  # fmt: skip
        missions = words.c("overview", "all regions")
    return GapText(gap.code, said, missions, f"{gap.code} · {said}", targets.behind(selection))


def _offices(shown: Overview) -> tuple[str, ...] | None:
    """The missions that the page is narrowed to; None: all."""
    if len(shown.regions) != 1:
        return None
    return shown.regions[0].offices


def _within(window: Window, month: str) -> Window:
    first = Period.parse(month).window
    return Window(max(first.first, window.first), min(first.last, window.last))


def _early(shown: Overview, month: str) -> object:
    if shown.before is None:
        return None
    back = shown.now.window.last.year - shown.before.window.last.year
    window = Period.parse(f"{int(month[:4]) - back:04d}{month[4:]}").window
    early = shown.before.window
    if window.last < early.first or window.first > early.last:
        return None
    inside = Window(max(window.first, early.first), min(window.last, early.last))
    return targets.behind(Selection(inside, _offices(shown)))


def _early_said(words: Words, shown: Overview, month: str, before: int) -> str:
    if shown.before is None:
        return ""
    back = shown.now.window.last.year - shown.before.window.last.year
    return f"{dates.month(words, int(month[:4]) - back, int(month[5:]))}: {_events(words, before)}"


def _events(words: Words, number: int) -> str:
    return words.n("{n} event", "{n} events", number, n=numbers.whole(words, number))
