"""Words of the Goals room: names of goals, quarters, gaps, how an item stands."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final

from cultdip_desktop.domain.anniversary import Occasion
from cultdip_desktop.domain.coverage import Cell, Count, CoverageRow, YearTotal
from cultdip_desktop.domain.goal_detail import Serving
from cultdip_desktop.domain.labels import SHORT_GOALS, label
from cultdip_desktop.domain.naming import period_cell
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.programme import LinkedEvent, Standing, Unit
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, render, t
from cultdip_desktop.ui.kit.marks import Mark

SECTIONS: Final[Mapping[str, Phrase]] = {
    "M": t("STRATEGIC GOALS"),
    "G": t("BREAKTHROUGH SOLUTIONS"),
    "N": t("TASKS"),
    "U": t("PRIORITIES"),
    "?": t("CODES OF OTHER EDITIONS"),
}

STANDINGS: Final[Mapping[Standing, tuple[Phrase, Mark]]] = {
    Standing.LATE: (c("programme", "Late"), Mark("alarm-clock", "warn")),
    Standing.NOW: (c("programme", "Running"), Mark("loader", "info")),
    Standing.AHEAD: (c("programme", "To come"), Mark("clock", "neutral")),
    Standing.DONE: (c("programme", "Done"), Mark("circle-check", "ok")),
}

UNITS: Final[Mapping[str, Phrase]] = {
    Unit.EVENTS.value: t("events"),
    Unit.ATTENDANCE.value: t("attendances"),
    Unit.PRESS.value: t("press items"),
}


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def title_of(title: BiText) -> Phrase:
    """What an event or item is called, also before it has a title."""
    return Phrase(lambda words: title.get(words.language).strip() or words.t("(untitled)"))


def word(value: StrEnum) -> Phrase:
    """The word for a kind or state."""
    return Phrase(lambda words: label(words, value))


def goal_name(catalogue: Catalogue, code: str) -> Phrase:
    """The short name of a goal, else its title."""
    if code in SHORT_GOALS:
        return t(SHORT_GOALS[code])
    node = catalogue.find(code)
    return either(node.title) if node else Phrase(lambda _words: code)


def goal_wording(catalogue: Catalogue, code: str) -> Phrase:
    """The decree's full wording, else the title."""
    node = catalogue.find(code)
    if node is None:
        return t("The catalogue in force does not have this code.")

    def make(words: Words) -> str:
        text = node.text.en if words.language == "en" else node.text.vi  # the source has some in one language only
        text = text or node.title.get(words.language)
        return text[:1].upper() + text[1:]

    return Phrase(make)


def quarter(period: Period) -> Phrase:
    """“Quý III/2026”."""
    return Phrase(lambda words: period_cell(words, period))


def quarter_alone(number: int) -> Phrase:
    """“Quý III”."""

    def make(words: Words) -> str:
        text = dates.quarter_alone(words, number)
        return text[:1].upper() + text[1:]

    return Phrase(make)


def window(days: Window) -> Phrase:
    """“1/7/2026 – 30/9/2026”."""
    return Phrase(lambda words: dates.day_range(words, days.first, days.last))


def years(shown: tuple[int, ...]) -> Phrase:
    """“2025 – 2026”."""
    text = str(shown[0]) if len(shown) == 1 else f"{shown[0]} – {shown[-1]}"
    return Phrase(lambda _words: text)


def whole(number: int) -> Phrase:
    """A number as the language writes it."""
    return Phrase(lambda words: numbers.whole(words, number))


def weight(halves: int) -> Phrase:
    """A weighted figure, which is counted in halves."""
    return Phrase(lambda words: numbers.decimal(words, Decimal(halves) / 2))


def share(value: float) -> Phrase:
    """Whole percent, never rounded up to what is not reached."""
    return Phrase(lambda words: numbers.percent(words, Decimal(int(value * 100)) / 100, 0))


def held_and_planned(count: Count) -> Phrase:
    """“3 đã tổ chức, 1 đã lên kế hoạch”."""
    held = n("{n} event held", "{n} events held", count.held)
    planned = n("{n} event planned", "{n} events planned", count.planned)
    if not count.planned:
        return held
    return planned if not count.held else t("{held}, {planned}", held=held, planned=planned)


def spoken_cell(words: Words, cell: Cell) -> str:
    """A cell for a screen reader and for its tooltip."""
    where = words.t("{goal}, {quarter}", goal=cell.code, quarter=period_cell(words, cell.quarter))
    if cell.count.events:
        said = held_and_planned(cell.count)
    elif cell.gap:
        said = t("gap, no event yet")
    elif cell.explained and cell.reason is not None:
        said = t("no event; recorded reason: {reason}", reason=cell.reason.reason.get(words.language))
    else:
        said = t("no event") if cell.begun else t("nothing planned yet")
    return words.t("{where}: {what}", where=where, what=render(words, said))


def total_words(words: Words, code: str, total: YearTotal, *, behind: bool) -> str:
    """A year's total against its target, for a screen reader and for the tooltip."""
    said = render(words, held_and_planned(total.count))
    if total.target is None:
        return words.t("{goal}, {year}: {what}; no target set", goal=code, year=total.year, what=said)
    text = words.t(
        "{goal}, {year}: {what}; target {target}", goal=code, year=total.year, what=said, target=total.target
    )
    return words.t("{what}. Behind the calendar.", what=text) if behind else text


def gap_summary(row: CoverageRow) -> Phrase:
    """“M4: 3 quý chưa có sự kiện”."""
    quarters = n("{n} quarter without an event", "{n} quarters without an event", row.alarms)
    return t("{goal}: {what}", goal=row.code, what=quarters)


def event_line(event: Serving | LinkedEvent, year: int) -> Phrase:
    """Day and state of an event: “22/9 · Đã duyệt”, with the year where it is another one."""

    def make(words: Words) -> str:
        state = label(words, event.state)
        if event.day is None:
            return state
        day = dates.day_in_year(words, event.day) if event.day.year == year else dates.day(words, event.day)
        return f"{day} · {state}"

    return Phrase(make)


def last_time(event: Serving) -> Phrase:
    """“Lần gần nhất: «Đêm nhã nhạc», quý IV/2025.”."""
    day = Phrase(lambda words: dates.day(words, event.day))
    return t("Last time: “{title}”, {day}.", title=title_of(event.title), day=day)


def occasion_line(occasion: Occasion) -> Phrase:
    """“23/11/2026 · 20 năm · năm tròn”."""

    def make(words: Words) -> str:
        parts = [dates.day(words, occasion.day)]
        if occasion.years:
            parts.append(words.n("{n} year", "{n} years", occasion.years))
        if occasion.round:
            parts.append(words.t("round year"))
        return " · ".join(parts)

    return Phrase(make)


def unit(value: str) -> Phrase:
    """What a target counts."""
    return UNITS.get(value) or Phrase(lambda _words: value)


def quarter_of_item(number: int) -> Phrase:
    """“Quý III” or “Cả năm”."""
    return quarter_alone(number) if number else t("Whole year")


def joined(*parts: Speech) -> Phrase:
    """Several things in one line, the empty ones left out."""
    return Phrase(lambda words: " · ".join(text for part in parts if (text := render(words, part))))


def listed(parts: list[Phrase], *, more: int = 0) -> Phrase:
    """Several findings in one sentence, with how many are not named."""

    def make(words: Words) -> str:
        text = "; ".join(part.render(words) for part in parts)
        if more > 0:
            return words.n("{list}; and {n} more.", "{list}; and {n} more.", more, list=text)
        return f"{text}."

    return Phrase(make)
