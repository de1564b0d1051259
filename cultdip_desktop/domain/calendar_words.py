"""Words of the calendar: layers, deadlines, hints, reasons for and against days, rules of recurrence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.anniversary import AnniversaryKind, Occasion
from cultdip_desktop.domain.best_date import Avoid, Params, Week
from cultdip_desktop.domain.calendar import Clash, Deadline, Holiday, Layer
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.plan_words import DateRule, LeapMonth
from cultdip_desktop.domain.recurrence import Scope, YearlyRule
from cultdip_desktop.i18n import dates, lunar
from cultdip_desktop.i18n.messages import ErrorText, describe
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

_LAYERS: Final[Mapping[Layer, str]] = {
    Layer.VIETNAM: N_("Holidays of Viet Nam"),
    Layer.FEASTS: N_("Lunar feasts"),
    Layer.HOST: N_("Holidays of the host country"),
    Layer.ACCREDITED: N_("Holidays of accredited countries"),
    Layer.ANNIVERSARIES: N_("Anniversaries"),
    Layer.DEADLINES: N_("Report deadlines"),
    Layer.HEADQUARTERS: N_("Asked by headquarters"),
    Layer.EVENTS: N_("Own events"),
}
_KINDS: Final[Mapping[AnniversaryKind, str]] = {
    AnniversaryKind.RELATIONS: N_("Diplomatic relations"),
    AnniversaryKind.INSCRIPTION: N_("UNESCO title"),
    AnniversaryKind.SISTER_CITY: N_("Sister cities"),
    AnniversaryKind.COMMEMORATION: N_("Day of commemoration"),
    AnniversaryKind.FEAST: N_("Lunar feast"),
    AnniversaryKind.HOLIDAY: N_("Public holiday"),
    AnniversaryKind.OTHER: N_("Other anniversary"),
}
_WEEKS: Final[Mapping[Week, str]] = {
    Week.ANY: N_("Any day of the week"),
    Week.WORKDAYS: N_("Not on a weekend"),
    Week.WEEKENDS: N_("Only on a weekend"),
}
_AVOIDED: Final[Mapping[Avoid, str]] = {
    Avoid.VIETNAM: N_("Not on a holiday of Viet Nam"),
    Avoid.HOST: N_("Not on a holiday of the host country"),
    Avoid.ACCREDITED: N_("Not on a holiday of an accredited country"),
    Avoid.FASTING: N_("Not in the fasting month"),
    Avoid.EVENTS: N_("Not on a day of another event"),
    Avoid.DEADLINES: N_("Not on the day of a report deadline"),
}
_SCOPES: Final[Mapping[Scope, str]] = {
    Scope.THIS: N_("Only this event"),
    Scope.FOLLOWING: N_("This and the following events"),
    Scope.ALL: N_("All events of the series"),
}
_REASONS: Final[Mapping[str, str]] = {
    "best.past": N_("The day is over or is today."),
    "best.weekend": N_("It is a weekend."),
    "best.workday": N_("It is not a weekend."),
    "best.host_holiday": N_("Holiday of the host country: {name} ({day})."),
    "best.vietnam_holiday": N_("Holiday of Viet Nam: {name} ({day})."),
    "best.accredited_holiday": N_("Holiday of an accredited country: {name} ({day})."),
    "best.fasting": N_("In the fasting month, by calculation ({day})."),
    "best.event": N_("Another event on {day}: {name}."),
    "best.deadline": N_("The data for {period} close on {day}."),
    "best.on_the_day": N_("On the very day: {name}."),
    "best.free_time": N_("The public has free time: a weekend or its eve."),
    "best.quiet_week": N_("No other event within a week."),
    "best.beside_holiday": N_("Beside a holiday of the host country, when many are away: {name}."),
    "best.near_event": N_("Shortly before or after another event: {name}."),
    "best.before_deadline": N_("Right before the data for {period} close."),
}

_COUNTED: Final[Mapping[str, Callable[[Words, int, object], str]]] = {
    "best.too_long": lambda words, n, _name: words.n(
        "An event of {n} day would reach beyond the window.", "An event of {n} days would reach beyond the window.", n
    ),
    "best.far": lambda words, n, name: words.n(
        "More than {n} day away from {name}.", "More than {n} days away from {name}.", n, name=name
    ),
    "best.before": lambda words, n, name: words.n("{n} day before {name}.", "{n} days before {name}.", n, name=name),
    "best.after": lambda words, n, name: words.n("{n} day after {name}.", "{n} days after {name}.", n, name=name),
    "best.soon": lambda words, n, _name: words.n("Only {n} day to prepare.", "Only {n} days to prepare.", n),
}
"""The same where something is counted."""


_WITHIN: Final[Mapping[str, str]] = {"Ngày": "ngày", "Mồng": "mồng"}
"""Within a sentence; "Rằm" and "Giao thừa" keep their capitals, for they are names."""


def layer_label(words: Words, layer: Layer) -> str:
    """The name of a layer."""
    return words.t(_LAYERS[layer])


def kind_label(words: Words, kind: AnniversaryKind) -> str:
    """What sort of day is remembered."""
    return words.t(_KINDS[kind])


def week_label(words: Words, week: Week) -> str:
    """A rule for the days of the week."""
    return words.t(_WEEKS[week])


def avoid_label(words: Words, avoid: Avoid) -> str:
    """A rule of what a day must not be."""
    return words.t(_AVOIDED[avoid])


def scope_label(words: Words, scope: Scope) -> str:
    """How much of a series an edit concerns."""
    return words.t(_SCOPES[scope])


def holiday_text(words: Words, holiday: Holiday) -> str:
    """The name of a day with its name in the country's own language: "Ngày Nhà nước Séc (Den české státnosti)"."""
    name = holiday.name.get(words.language)
    name = f"{name} ({holiday.local})" if holiday.local else name
    return words.t("{name}, by calculation", name=name) if holiday.approximate else name


def deadline_text(words: Words, deadline: Deadline) -> str:
    """What closes: "Hạn chốt số liệu quý III năm 2026"."""
    return words.t("Data for {period} close", period=period_words(words, deadline.period))


def clash_text(words: Words, clash: Clash) -> ErrorText:
    """A hint in the language of `words`: what it is, and what may be done."""
    return describe(words, UserError(clash.code, **_spoken(words, clash.params)))


def reason_text(words: Words, code: str, params: Params) -> str:
    """One line for or against a day; an unknown code is shown as it is."""
    said = _spoken(words, params)
    count = said.get("n")
    if code in _COUNTED and isinstance(count, int):
        return _COUNTED[code](words, count, said.get("name", ""))
    text = _REASONS.get(code)
    return words.t(text, **said) if text else code


def occasion_text(words: Words, occasion: Occasion) -> str:
    """A coming day with its years: "Ngày thiết lập quan hệ ngoại giao Việt Nam – Séc: 80 năm"."""
    title = occasion.title.get(words.language)
    if not occasion.years:
        return title
    return words.n("{title}: {n} year", "{title}: {n} years", occasion.years, title=title)


def rule_text(words: Words, rule: YearlyRule) -> str:
    """A rule as people say it: "hằng năm, 28/10", "hằng năm, Rằm tháng Tám âm lịch"."""
    if rule.kind is DateRule.CIVIL:
        return words.t("every year, {day}", day=dates.day_in_year(words, date(2024, rule.month, rule.day)))
    said = lunar.day_words(words, lunar.LunarDate(rule.day, rule.month, 2024, leap=rule.leap is LeapMonth.LEAP))
    if words.language == "vi":
        first, _blank, rest = said.partition(" ")
        said = f"{_WITHIN.get(first, first)} {rest} âm lịch"
    if rule.leap is LeapMonth.BOTH:
        return words.t("every year, {day}, in both months where it is doubled", day=said)
    return words.t("every year, {day}", day=said)


def _spoken(words: Words, params: Params) -> dict[str, str | int]:
    """The params in one language: names by `name` and `name_en`, days and periods as people write them."""
    said = dict(params)
    english = str(said.pop("name_en", ""))
    if "name" in said:
        chosen = (english or said["name"]) if words.language == "en" else (said["name"] or english)
        said["name"] = chosen or words.t("(untitled)")
    for name in ("day", "first", "last"):
        if isinstance(said.get(name), str):
            said[name] = dates.day(words, date.fromisoformat(str(said[name])))
    if "period" in said:
        said["period"] = period_words(words, Period.parse(str(said["period"])))
    return said
