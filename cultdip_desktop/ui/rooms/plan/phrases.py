"""Phrases that several views of the plan use: titles, days, tooltips, the line that counts."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.calendar import LUNAR_TAG, CalendarEvent, Deadline, Layer
from cultdip_desktop.domain.calendar_words import layer_label, occasion_text
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_short
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.rooms.plan import hints
from cultdip_desktop.ui.rooms.plan.almanac import Almanac


def word(value: StrEnum) -> Phrase:
    """The word for a kind or state."""
    return Phrase(lambda words: label(words, value))


def either(text: BiText) -> Phrase:
    """A text in the interface's language, or in the other where that is missing."""
    return Phrase(lambda words: text.get(words.language))


def title_of(words: Words, title: BiText) -> str:
    """An event's title, or a note that it has none yet."""
    return title.get(words.language).strip() or words.t("(untitled)")


def upper_first(text: str) -> str:
    """With a capital: names of months and quarters are written small in Vietnamese."""
    return text[:1].upper() + text[1:]


def month_title(day: date) -> Phrase:
    """The head of a month's page: "Tháng 9, 2026", "September 2026"."""

    def said(words: Words) -> str:
        return f"Tháng {day.month}, {day.year}" if words.language == "vi" else dates.month(words, day.year, day.month)

    return Phrase(said)


def week_title(monday: date) -> Phrase:
    """The head of a week's page: "21–27/9/2026"."""
    return Phrase(lambda words: dates.day_range(words, monday, monday + timedelta(days=6)))


def year_title(year: int) -> Phrase:
    """The head of a year: "Năm 2026", "2026"."""
    return Phrase(lambda words: upper_first(dates.whole_year(words, year)))


def moons(first: date, last: date) -> Phrase:
    """The lunar months that a page covers: "tháng Bảy – tháng Tám, Bính Ngọ"."""
    one, other = lunar.from_solar(first), lunar.from_solar(last)

    def said(words: Words) -> str:
        names = [lunar.month_words(words, one)]
        if lunar.month_words(words, other) != names[0]:
            names.append(lunar.month_words(words, other))
        if one.year == other.year:
            return f"{' – '.join(names)}, {lunar.year_name(one.year)}"
        years = [lunar.year_name(one.year), lunar.year_name(other.year)]
        return " – ".join(f"{name}, {year}" for name, year in zip(names, years, strict=False))

    return Phrase(said)


def event_line(event: CalendarEvent) -> Phrase:
    """An event in one line, for screen readers."""

    def said(words: Words) -> str:
        parts = [title_of(words, event.title), when(words, event), label(words, event.kind), label(words, event.state)]
        if event.series:
            parts.append(words.t("Comes back every year"))
        return ", ".join(parts)

    return Phrase(said)


def when(words: Words, event: CalendarEvent) -> str:
    """Days and, unless it takes whole days, hours: "Thứ Sáu 25/9/2026, 17:30–21:00"."""
    if event.days > 1:
        return dates.day_range(words, event.first, event.last)
    text = dates.day_of_week(words, event.first)
    hours = clock_times(event)
    return f"{text}, {hours}" if hours else text


def clock_times(event: CalendarEvent) -> str:
    """The hours, "17:30–21:00" or "17:30", or nothing."""
    if event.all_day or event.start is None:
        return ""
    start = dates.clock(event.start)
    return f"{start}–{dates.clock(event.end)}" if event.end is not None and event.end > event.start else start


def event_tip(almanac: Almanac, event: CalendarEvent) -> Phrase:
    """Everything worth saying of an event under the mouse, with what it clashes with."""

    def said(words: Words) -> str:
        lines = [title_of(words, event.title), when(words, event)]
        place = event.place.get(words.language)
        if place:
            lines.append(place)
        lines.append(f"{label(words, event.kind)} · {label(words, event.state)}")
        if event.series:
            lines.append(words.t("Comes back every year"))
        met = hints.hints(almanac, event)
        if met:
            lines.append(hints.said(met).render(words))
        return "\n".join(lines)

    return Phrase(said)


def day_line(almanac: Almanac, day: date) -> Phrase:
    """A day in one line, for screen readers."""

    def said(words: Words) -> str:
        over = almanac.day(day)
        parts = [dates.day_of_week(words, day), lunar.day_words(words, over.lunar)]
        parts += [holiday.name.get(words.language) for holiday in almanac.holidays(day)]
        parts += [deadline_text(words, deadline) for deadline in almanac.deadlines(day)]
        count = len(almanac.events(day))
        parts.append(words.n("{n} event", "{n} events", count) if count else words.t("no event"))
        return ", ".join(parts)

    return Phrase(said)


def day_tip(almanac: Almanac, day: date, zone: str) -> Phrase:
    """All that lies over a day; a deadline on the office's clock and on Hà Nội's."""

    def said(words: Words) -> str:
        over = almanac.day(day)
        lines = [dates.day_of_week(words, day), lunar.day_words(words, over.lunar, with_year=True)]
        lines += day_notes(words, almanac, day, zone)
        return "\n".join(lines)

    return Phrase(said)


def day_notes(words: Words, almanac: Almanac, day: date, zone: str) -> list[str]:
    """Holidays, anniversaries, deadlines and fasting of a day, a line each."""
    over = almanac.day(day)
    lines = [holiday_text(words, holiday.tag, holiday.name, holiday.local) for holiday in almanac.holidays(day)]
    lines += [occasion_text(words, one) for one in almanac.occasions(day)]
    for deadline in almanac.deadlines(day):
        lines.append(f"{deadline_text(words, deadline)}: {deadline_end(words, deadline, zone)}")
    if over.fasting:
        lines.append(words.t("Fasting month, by calculation"))
    return lines


def holiday_text(words: Words, tag: str, name: BiText, local: str) -> str:
    """A holiday with whose it is: "CZ · Ngày Nhà nước (Den české státnosti)"."""
    text = name.get(words.language)
    shown = f"{text} ({local})" if local and local != text else text
    return shown if tag == LUNAR_TAG and words.language == "vi" else f"{tag} · {shown}"


def deadline_end(words: Words, deadline: Deadline, zone: str) -> str:
    """When its day is over, on both clocks."""
    day = deadline.at.date()
    return dates.deadline(words, day, zone) if deadline.by_headquarters else dates.end_of_day(words, day, zone)


def deadline_text(words: Words, deadline: Deadline) -> str:
    """What is due: "Hạn chốt số liệu quý III"."""
    period = deadline.period
    if deadline.title:
        return words.t("Headquarters: {task}", task=deadline.title.get(words.language))
    if deadline.by_headquarters:
        return words.t("Report {period} due", period=period_short(words, period))
    if period.part[:1] == "Q":
        return words.t("Figures of {quarter} due", quarter=dates.quarter_alone(words, int(period.part[1])))
    return words.t("Figures of {year} due", year=dates.whole_year(words, period.year))


def layer_name(layer: Layer, host: Phrase) -> Phrase:
    """What a layer is called; `host` is the name of the host country."""
    if layer is Layer.HOST:
        return t("Holidays of {country}", country=host)
    return Phrase(lambda words: layer_label(words, layer))


def footer(almanac: Almanac, first: date, last: date) -> Phrase:
    """What the page holds and what clashes: "13 sự kiện · 1 hạn báo cáo · 1 sự kiện trùng ngày lễ sở tại (28/9)"."""
    if not almanac.covers(first, last):
        return t("Loading…")
    events = sum(event.first <= last and event.last >= first for event in almanac.shown_events())
    span = (last - first).days + 1
    dues = sum(len(almanac.deadlines(first + timedelta(days=number))) for number in range(span))
    met = hints.closed_days(almanac, first, last)

    def said(words: Words) -> str:
        parts = [words.n("{n} event", "{n} events", events)]
        if dues:
            parts.append(words.n("{n} report deadline", "{n} report deadlines", dues))
        if met:
            days = ", ".join(dates.day_in_year(words, day) for day in list(met)[:4])
            count = sum(met.values())
            clash = words.n(
                "{n} event on a public holiday ({days})", "{n} events on public holidays ({days})", count, days=days
            )
            parts.append(clash)
        return " · ".join(parts)

    return Phrase(said)


def with_states(words: Words, error: UserError) -> UserError:
    """The error with the words of states where it names them by their codes."""
    codes = {state.value: state for state in EventState}
    states = {name: codes[str(error.params[name])] for name in ("old", "new") if str(error.params.get(name)) in codes}
    said = {name: label(words, state) for name, state in states.items()}
    return UserError(error.code, **{**error.params, **said}) if said else error
