"""The report's sentences, made from figures only: what the data do not say, no sentence says either.

Plain strings and `Span`s without any page in mind.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias

from cultdip_desktop.domain.event import Event, EventKind
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.partner import WITHHELD, ActorRole
from cultdip_desktop.domain.period import Period, PeriodRule, Window
from cultdip_desktop.domain.report import ReportKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, lists, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import measures
from cultdip_desktop.reports.data import ReportData

HIGHLIGHTS: Final = ((300, 10), (150, 8), (60, 5))
"""How many events the body describes in a window of so many days: a year, a half, a quarter; else `FEWEST`."""

FEWEST: Final = 3

LETTERS: Final = {"vi": "abcdđeghiklmnopqrstuvxy", "en": "abcdefghijklmnopqrstuvwxyz"}
"""Letters of the points of a list: the Vietnamese alphabet has đ and no f, j, w, z (Appendix I, II.6.đ)."""

MAX_CURRENCIES: Final = 12
"""Currencies in one cell; the table of resources names them all."""

_PARTNERS: Final = (ActorRole.LEAD, ActorRole.CO_ORGANISER, ActorRole.SPONSOR)


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in its own face."""

    text: str
    bold: bool = False
    italic: bool = False


Part: TypeAlias = str | Span


def clip(text: str, length: int) -> str:
    """`text` on one line, at most `length` characters, with an ellipsis where something was left out."""
    text = " ".join(text.split())
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def said(words: Words, text: BiText, *, bold: bool = False, length: int | None = None) -> tuple[Part, ...]:
    """`text` in the report's language; Vietnamese that has no English yet is marked as such, and the other way round.

    With a `length` it is clipped to one line, as cells and captions need; otherwise its line breaks stay.
    """
    found = text.get(words.language).strip()
    parts: tuple[Part, ...] = (Span(found if length is None else clip(found, length), bold=bold),)
    if found and not (text.en if words.language == "en" else text.vi).strip():
        parts += (Span(f" ({tongue_mark(words)})", italic=True),)
    return parts


def tongue_mark(words: Words) -> str:
    """What is said of a text that is not there in the report's language."""
    return words.t("in Vietnamese") if words.language == "en" else words.t("in English")


def sentence(words: Words, text: BiText) -> tuple[Part, ...]:
    """`said`, closed with a full stop where the writer left it out."""
    parts = said(words, text)
    closed = len(parts) == 1 and text.get(words.language).rstrip().endswith((".", "!", "?", "…", ";", ":"))
    return parts if closed else (*parts, ".")


def title_of(words: Words, event: Event, *, bold: bool = False, length: int | None = None) -> tuple[Part, ...]:
    """The event's title, or its number when it has none yet."""
    if not event.title:
        unnamed = words.t("(not yet named)")
        return (Span(f"{unnamed} {event.number}".strip(), bold=bold),)
    return said(words, event.title, bold=bold, length=length)


def window_text(words: Words, window: Window) -> str:
    """The days of a window: "từ ngày 1/7/2026 đến ngày 30/9/2026"."""
    return words.t("from {first} to {last}", first=dates.day(words, window.first), last=dates.day(words, window.last))


def period_said(data: ReportData, words: Words) -> str:
    """The period within a sentence: "quý III năm 2026", "giai đoạn từ 1/1/2021 đến 30/6/2026"."""
    return named_period(words, data.period)


def named_period(words: Words, period: Period) -> str:
    """Any period within a sentence."""
    if period.rule is not PeriodRule.CUSTOM:
        return period_words(words, period)
    first, last = dates.day(words, period.window.first), dates.day(words, period.window.last)
    return words.t("the period from {first} to {last}", first=first, last=last)


def period_in_both(period: Period) -> BiText:
    """The name of a period in each language."""
    return BiText(named_period(Words("vi"), period), named_period(Words("en"), period))


def focus_said(data: ReportData, words: Words) -> str:
    """What a thematic report looks at: "M3 – Quảng bá, tôn vinh …"; empty for any other."""
    node = data.catalogue.find(data.focus) if data.focus else None
    return f"{node.code} – {clip(node.title.get(words.language), 300)}" if node else data.focus


def subject(data: ReportData, words: Words) -> str:
    """What stands under the word "BÁO CÁO"."""
    period = period_said(data, words)
    if data.kind is ReportKind.MIDTERM:
        return words.t("Mid-term review of cultural diplomacy work in {period}", period=period)
    if data.kind is ReportKind.THEMATIC:
        return words.t("Thematic report “{focus}” in {period}", focus=focus_said(data, words), period=period)
    return words.t("Results of cultural diplomacy work in {period}", period=period)


def document_title(data: ReportData, words: Words) -> str:
    """The title in the file's properties."""
    return words.t(
        "Report: {subject} – {office}", subject=subject(data, words), office=data.office.name.get(words.language)
    )


def opening(data: ReportData, words: Words) -> str:
    """The first paragraph: on what ground the office reports, and on what."""
    said = {
        "basis": data.basis.get(words.language),
        "office": _office(data, words),
        "period": period_said(data, words),
    }
    if data.kind is ReportKind.MIDTERM:
        return words.t(
            "Pursuant to {basis}, {office} reports on the mid-term review of cultural diplomacy work in {period} "
            "as follows:",
            **said,
        )
    if data.kind is ReportKind.THEMATIC:
        return words.t(
            "Pursuant to {basis}, {office} reports on the theme “{focus}” in cultural diplomacy work in {period} "
            "as follows:",
            focus=focus_said(data, words),
            **said,
        )
    return words.t(
        "Pursuant to {basis}, {office} reports on the results of cultural diplomacy work in {period} as follows:",
        **said,
    )


def closing(data: ReportData, words: Words) -> str:
    """The last paragraph, with the mark "./." that ends an official text in Vietnamese."""
    return words.t(
        "The above is the report on cultural diplomacy work in {period}, respectfully submitted by {office}.",
        period=period_said(data, words),
        office=_office(data, words),
    )


def situation(data: ReportData, words: Words) -> list[str]:
    """What was held, in two paragraphs; of a period without any event one."""
    held = report_data.held(data)
    if not held:
        nothing = words.t(
            "In {period} ({window}), {office} held no cultural diplomacy event.",
            period=period_said(data, words),
            window=window_text(words, data.window),
            office=_office(data, words),
        )
        return [nothing]
    first = words.t(
        "In {period} ({window}), {office} led or co-organised {events} in {cities}, with {attendance}{share}.",
        period=period_said(data, words),
        window=window_text(words, data.window),
        office=_office(data, words),
        events=events_said(words, len(held)),
        cities=_cities(data, words),
        attendance=attendances_said(words, report_data.totals(data).attendance),
        share=_share(data, words),
    )
    return [" ".join([first, *_gaps(data, words)]), _mix(data, words, held)]


def basis_of_figures(data: ReportData, words: Words) -> str:
    """Which days a table covers, what was left out of a thematic report, and when the data were cut."""
    said = words.t(
        "Figures {window}; data as of {moment}.", window=window_text(words, data.window), moment=cut(data, words)
    )
    if not data.focus:
        return said
    only = words.t("Only events that serve {focus} are counted.", focus=focus_said(data, words))
    return f"{said} {only}"


def cut(data: ReportData, words: Words) -> str:
    """When the data were read, on the office's clock."""
    return dates.moment_with_place(words, data.as_of, data.office.zone)


def highlights(data: ReportData) -> tuple[Event, ...]:
    """The events with the most attendances, in the order of the days."""
    days = (data.window.last - data.window.first).days
    most = next((number for least, number in HIGHLIGHTS if days >= least), FEWEST)
    ranked = sorted(report_data.held(data), key=lambda event: (-event.attendance, not event.results.outcomes))
    chosen = {event.id for event in ranked[:most]}
    return tuple(event for event in report_data.held(data) if event.id in chosen)


def highlight(words: Words, event: Event) -> list[Part]:
    """One event as a point: title, day, place, audience, partners, outcome, reason."""
    parts: list[Part] = [*title_of(words, event, bold=True)]
    where = ", ".join(text for text in (day_of(words, event), place_of(words, event)) if text)
    parts.append(f" ({where})." if where else ".")
    if event.summary:
        parts += [" ", *sentence(words, event.summary)]
    parts += [" ", _audience(words, event)] if event.results.attendance else []
    partners = partners_of(words, [actor.partner for actor in event.actors if actor.role in _PARTNERS])
    if partners:
        named = lists.all_of(words, partners)
        parts += [" ", words.t("In cooperation with {partners}.", partners=named)]
    if event.results.outcomes:
        parts += [" ", Span(words.t("Outcome:"), italic=True), " ", *sentence(words, event.results.outcomes)]
    parts += _reason(words, event)
    return parts


def partners_of(words: Words, names: Sequence[str]) -> list[str]:
    """The names, and how many partners are not named because they do not wish it."""
    named = [name for name in names if name != WITHHELD.vi]
    silent = len(names) - len(named)
    return [*named, words.n("{n} partner not named", "{n} partners not named", silent)] if silent else named


def day_of(words: Words, event: Event) -> str:
    """The event's day or days at its place: "25/9/2026", "14–18/9/2026"."""
    if event.day is None:
        return ""
    last = event.local_end.date() if event.local_end else event.day
    return dates.day_range(words, event.day, max(event.day, last))


def place_of(words: Words, event: Event, length: int = 120) -> str:
    """Venue and city; the name of a place is not marked when it has no English."""
    parts = (event.venue.get(words.language).strip(), event.city.strip())
    return ", ".join(clip(text, length) for text in parts if text)


def put_off(words: Words, event: Event) -> list[Part]:
    """A postponed or cancelled event as a point, with its reason as the office wrote it."""
    state = label(words, event.state).lower()
    parts: list[Part] = [*title_of(words, event), f" ({day_of(words, event)}): {state}."]
    reason = event.state_reason.strip()
    if reason:
        parts += [" ", words.t("Reason:"), " ", *sentence(words, BiText(reason))]
    return parts


def goals_of(event: Event) -> str:
    """The event's codes, the primary one first: "M3, G5"."""
    ordered = sorted(event.goals, key=lambda tag: not tag.primary)
    return ", ".join(dict.fromkeys(tag.code for tag in ordered))


def spent_text(words: Words, spent: Mapping[str, Decimal]) -> str:
    """Amounts of several currencies, one a line, at most `MAX_CURRENCIES`; a dash for none."""
    lines = [numbers.money(words, amount, currency, short=True) for currency, amount in spent.items()]
    if len(lines) > MAX_CURRENCIES:
        lines[MAX_CURRENCIES:] = [words.t("and {n} more", n=len(lines) - MAX_CURRENCIES)]
    return "\n".join(lines) or "–"


def _office(data: ReportData, words: Words) -> str:
    name = data.office.name.get(words.language)
    return words.t("the {office}", office=name) if name else data.office.id


def events_said(words: Words, number: int) -> str:
    """Events in words: "14 sự kiện"."""
    return words.n("{n} event", "{n} events", number)


def attendances_said(words: Words, number: int) -> str:
    """Attendances in words: "11.480 lượt người"."""
    return words.n("{n} attendance", "{n} attendances", number)


def _cities(data: ReportData, words: Words) -> str:
    known = measures.cities(data)
    if not known:
        return words.t("places not recorded")
    return known[0] if len(known) == 1 else words.n("{n} city", "{n} cities", len(known))


def _share(data: ReportData, words: Words) -> str:
    """The local public's share, with the number of events that it rests on."""
    found = measures.local_share(data)
    if found is None:
        return ""
    return words.t(
        ", of whom {share} from the host country (recorded for {events})",
        share=numbers.percent(words, found.share, 0),
        events=events_said(words, len(found.event_ids)),
    )


def _gaps(data: ReportData, words: Words) -> list[str]:
    missing = len(measures.without_attendance(data))
    if not missing:
        return []
    return [words.t("Attendance is not yet recorded for {events}.", events=events_said(words, missing))]


def _mix(data: ReportData, words: Words, events: Sequence[Event]) -> str:
    kinds = Counter(event.kind for event in events)
    named = [f"{label(words, kind)} ({numbers.whole(words, kinds[kind])})" for kind in EventKind if kinds[kind]]
    text = words.t("By kind: {kinds}.", kinds="; ".join(named))
    online = len(measures.online(data))
    if online:
        text += " " + words.t("Held online or in hybrid form: {events}.", events=events_said(words, online))
    return text


def _audience(words: Words, event: Event) -> str:
    attendance = event.results.attendance
    if attendance is None:
        return ""
    share = event.results.host_country_share
    part = "" if share is None else words.t(", {share} from the host country", share=numbers.percent(words, share))
    return words.t(
        "Audience: {attendance} ({method}){share}.",
        attendance=attendances_said(words, attendance.value),
        method=label(words, attendance.method).lower(),
        share=part,
    )


def _reason(words: Words, event: Event) -> list[Part]:
    """The reason of the primary tag, or of the first one that has a reason."""
    for tag in sorted(event.goals, key=lambda tag: not tag.primary):
        if tag.reason:
            return [
                " ",
                Span(words.t("Contribution to {code}:", code=tag.code), italic=True),
                " ",
                *sentence(words, tag.reason),
            ]
    return []
