"""The words of the Today page."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.event import EventState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_of, period_words
from cultdip_desktop.domain.package import SentPackage, SentState
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.today import (
    Alarm,
    FromHeadquarters,
    Matter,
    Need,
    Notice,
    Step,
    Task,
    TodayView,
    Upcoming,
    Urgency,
    Work,
    WorkKind,
)
from cultdip_desktop.i18n import dates, lists, lunar, numbers
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import STATE_MARKS, Mark
from cultdip_desktop.ui.kit.notices import BannerTone

URGENCIES: Final[Mapping[Urgency, Phrase]] = {
    Urgency.OVERDUE: t("Overdue"),
    Urgency.TODAY: t("Today"),
    Urgency.WEEK: t("Within a week"),
    Urgency.LATER: t("Later"),
}

NEED_ICONS: Final[Mapping[Need, str]] = {
    Need.TITLE: "type",
    Need.NOT_MOVED: "calendar-check",
    Need.REASON: "message-square",
    Need.RESULTS: "clipboard-check",
    Need.ATTENDANCE: "users",
    Need.GOALS: "target",
    Need.RATIONALE: "notebook-pen",
    Need.CAPTIONS: "captions-off",
    Need.DAY_PASSED: "calendar-x",
    Need.APPROVE: "circle-check",
    Need.SUBMIT: "send",
}

WORK_ICONS: Final[Mapping[WorkKind, str]] = {
    WorkKind.TASK: "clipboard-check",
    WorkKind.FOLLOW_UP: "repeat",
    WorkKind.CONSENT: "user-check",
    WorkKind.PROMISE: "handshake",
}

_WORK: Final[Mapping[WorkKind, str]] = {
    WorkKind.TASK: N_("Task"),
    WorkKind.FOLLOW_UP: N_("Follow-up task"),
    WorkKind.CONSENT: N_("Consent to be asked for"),
    WorkKind.PROMISE: N_("Promised by us"),
}

_TO_DO: Final[Mapping[Need, Phrase]] = {
    Need.TITLE: t("Write the Vietnamese title"),
    Need.NOT_MOVED: t("Mark as held, or postpone"),
    Need.REASON: t("Give the reason for postponing or cancelling"),
    Need.RESULTS: t("Enter the results"),
    Need.ATTENDANCE: t("Enter the attendance"),
    Need.GOALS: t("Choose the goals"),
    Need.DAY_PASSED: t("Its day has passed: set a new one, postpone or cancel"),
    Need.APPROVE: t("Decide on the approval"),
    Need.SUBMIT: t("Submit for approval"),
}

_LACKING: Final[Mapping[Need, Phrase]] = {
    Need.TITLE: t("Without a Vietnamese title"),
    Need.NOT_MOVED: t("Past, not marked as held"),
    Need.REASON: t("Postponed or cancelled without a reason"),
    Need.RESULTS: t("Without results"),
    Need.ATTENDANCE: t("Without attendance"),
    Need.GOALS: t("Without a goal"),
    Need.RATIONALE: t("Goals without rationale"),
    Need.CAPTIONS: t("Events with photos without captions"),
}

_STEPS: Final[Mapping[Step, Phrase]] = {
    Step.TITLE: t("title"),
    Step.DAY: t("day"),
    Step.SUMMARY: t("summary"),
    Step.PLACE: t("place"),
    Step.GOALS: t("goals"),
    Step.PRIMARY: t("primary goal"),
    Step.RATIONALE: t("rationale"),
    Step.PARTNERS: t("partners"),
    Step.BUDGET: t("estimate"),
    Step.APPROVAL: t("approval"),
}

_READY: Final = Mark("check", "ok")
REPORT_MARKS: Final[Mapping[ReportState, Mark]] = {
    ReportState.DRAFT: Mark("pencil", "neutral"),
    ReportState.SUBMITTED: Mark("send", "info"),
    ReportState.RETURNED: Mark("undo-2", "warn"),
    ReportState.APPROVED: Mark("circle-check", "info"),
    ReportState.SEALED: Mark("stamp", "official"),
    ReportState.SENT: Mark("send", "info"),
    ReportState.RECEIVED: Mark("check", "ok"),
    ReportState.ACCEPTED: Mark("badge-check", "ok"),
}
PACKAGE_MARKS: Final[Mapping[SentState, Mark]] = {
    SentState.RESERVED: Mark("loader", "warn"),
    SentState.SEALED: Mark("clock", "warn"),
    SentState.SENT: Mark("send", "info"),
    SentState.RECEIVED: Mark("badge-check", "ok"),
}


def to_do(task: Task) -> Phrase:
    """What a task asks for."""
    if task.need is Need.RATIONALE:
        return n("Write the rationale of {n} goal", "Write the rationale of {n} goals", task.count)
    if task.need is Need.CAPTIONS:
        return n("Write the caption of {n} photo", "Write the captions of {n} photos", task.count)
    return _TO_DO[task.need]


def lacking(need: Need) -> Phrase:
    """What a finding of the report is, before its number."""
    return _LACKING[need]


def title(text: BiText) -> Phrase:
    """The event's title, or that it has none."""
    return Phrase(lambda words: text.get(words.language) or words.t("(no title yet)"))


def work_about(work: Work) -> Phrase:
    """What a piece of work is about, who does it, and how far its list is."""

    def said(words: Words) -> str:
        parts = [work.about.get(words.language), work.who]
        if work.checks:
            parts.append(words.t("{done} of {all}", done=work.checked, all=work.checks))
        return " · ".join(part for part in parts if part)

    return Phrase(said)


def work_tip(work: Work) -> Phrase:
    """The tooltip of a piece of work: what it is, and by when it is due."""
    return Phrase(
        lambda words: words.t("{kind}; due {due}", kind=words.t(_WORK[work.kind]), due=dates.day(words, work.due))
    )


def spoken_work(work: Work, today: date) -> Phrase:
    """A whole line for a screen reader."""
    return t("{what}: {event}, {when}", what=work.text, event=work_about(work), when=due(work, today))


def due(task: Task | Work, today: date) -> Phrase:
    """By when, in the fewest words."""

    def said(words: Words) -> str:
        late = (today - task.due).days
        if task.urgency is Urgency.OVERDUE and late > 1:
            return words.n("{n} day late", "{n} days late", late)
        if task.urgency is Urgency.TODAY and late > 0:
            return words.t("today")
        if task.urgency is Urgency.WEEK and -late > 1:
            return (
                f"{dates.weekday(words, task.due, short=words.language == 'en')} {dates.day_in_year(words, task.due)}"
            )
        return dates.relative_day(words, task.due, today)

    return Phrase(said)


def spoken(task: Task, today: date) -> Phrase:
    """A whole line for a screen reader."""
    return t("{what}: {event}, {when}", what=to_do(task), event=title(task.title), when=due(task, today))


def event_day(task: Task) -> Phrase:
    """The tooltip of a task: when its event was or will be, and by when the task is due."""
    return Phrase(
        lambda words: words.t(
            "Event of {day}; due {due}", day=dates.day_of_week(words, task.day), due=dates.day(words, task.due)
        )
    )


def heading(today: date) -> Phrase:
    """The page's title."""
    return Phrase(lambda words: dates.heading(words, today))


def lunar_day(today: date) -> Phrase:
    """The Vietnamese lunar day."""

    def said(words: Words) -> str:
        text = lunar.day_words(words, lunar.from_solar(today), with_year=True)
        return text[:1].upper() + text[1:]

    return Phrase(said)


def window(days: Window) -> Phrase:
    """The days that a number counts."""
    return Phrase(lambda words: dates.day_range(words, days.first, days.last))


def closing(days: Window, zone: str, due: date | None = None) -> Phrase:
    """When a window closes, or by when the report is `due`, on the office's clock and on Hà Nội's."""
    if due is not None:
        return t("Due by {moment}", moment=Phrase(lambda words: dates.deadline(words, due, zone)))
    return t("Closes at {moment}", moment=Phrase(lambda words: dates.end_of_day(words, days.last, zone)))


def place_and_time(event: Upcoming) -> Phrase:
    """The second line of an event: place, and the hour or the days."""

    def said(words: Words) -> str:
        end = event.end
        if end is not None and end.date() > event.start.date():
            when = dates.day_range(words, event.start.date(), end.date())
        else:
            when = words.t("all day") if event.all_day else dates.clock(event.start)
        return " · ".join(part for part in (event.place.get(words.language), when) if part)

    return Phrase(said)


def readiness(event: Upcoming) -> Phrase:
    """What the preparation still lacks."""
    if event.ready:
        return t("Nothing is lacking")
    return Phrase(
        lambda words: words.t(
            "Still lacking: {what}", what=lists.all_of(words, [_STEPS[step].render(words) for step in event.lacking])
        )
    )


def standing(event: Upcoming) -> tuple[Phrase, Mark]:
    """The pill of an upcoming event: ready, or its state."""
    if event.ready:
        return t("Ready"), _READY
    state: EventState = event.state
    return Phrase(lambda words: label(words, state)), STATE_MARKS[state]


def banner(notice: Notice, view: TodayView, zone: str) -> tuple[BannerTone, str, Phrase, Phrase | str, Phrase]:
    """Tone, icon, cause, explanation and action of the one banner; a window closes by the clocks of `zone`."""
    period = Phrase(lambda words: period_words(words, view.report.period))
    days, count = notice.days, notice.count
    bare: Phrase | str = ""
    if count:
        bare = n("{n} past event still lacks results.", "{n} past events still lack results.", count)
    closes = closing(view.report.window, zone, view.report.due)
    both = t("{closes}. {rest}", closes=closes, rest=bare) if count else t("{closes}.", closes=closes)
    enter = t("Enter the results") if count else t("Open the report")
    if notice.alarm in (Alarm.WAY_BACK, Alarm.UNANSWERED):
        return _from_headquarters(notice)
    if notice.code:
        error = UserError(notice.code, **notice.params)
        cause = Phrase(lambda words: describe(words, error).message)
        advice = Phrase(lambda words: describe(words, error).advice)
        tone: BannerTone = "danger" if notice.alarm is Alarm.KEY_ENDED else "warn"
        return tone, "key-round", cause, advice, t("Open the key")
    found: dict[Alarm, tuple[BannerTone, str, Phrase, Phrase | str, Phrase]] = {
        Alarm.REPORT_CLOSED: (
            "warn", "hourglass",
            n("The window of {period} ended {n} day ago, and its report is not signed.",
              "The window of {period} ended {n} days ago, and its report is not signed.", days, period=period),
            bare, enter,
        ),
        Alarm.REPORT_CLOSING: (
            "warn", "hourglass",
            n("{n} day left in the window of {period}.", "{n} days left in the window of {period}.", days,
              period=period),
            both, enter,
        ),
        Alarm.REPORT_OVERDUE: (
            "warn", "alarm-clock",
            n("The report {period} was due {n} day ago.", "The report {period} was due {n} days ago.", days,
              period=period),
            both, enter,
        ),
        Alarm.REPORT_DUE: (
            "warn", "hourglass",
            n("{n} day until the report {period} is due.", "{n} days until the report {period} is due.", days,
              period=period),
            both, enter,
        ),
        Alarm.RESULTS_DUE: (
            "warn", "hourglass",
            n("{n} past event still lacks results.", "{n} past events still lack results.", count),
            n("The window of {period} ends in {n} day.", "The window of {period} ends in {n} days.", days,
              period=period),
            t("Enter the results"),
        ),
        Alarm.BACKUP_OLD: (
            "warn", "hard-drive",
            n("The last backup is {n} day old.", "The last backup is {n} days old.", days)
            if days else t("There is no backup of this office yet."),
            t("A backup is all that is left when this machine is lost."), t("Open the backups"),
        ),
    }  # fmt: skip
    return found[notice.alarm]


def _from_headquarters(notice: Notice) -> tuple[BannerTone, str, Phrase, Phrase | str, Phrase]:
    """What does not fit between headquarters' receipts and this office."""
    cause, advice = matter_words(notice.code, notice.params)
    icon = "alarm-clock" if notice.alarm is Alarm.UNANSWERED else "triangle-alert"
    return "warn", icon, cause, advice, t("Open the receipts")


def matter_words(code: str, params: Mapping[str, str | int | None]) -> tuple[Phrase, Phrase]:
    """A code of the way back in words: what it is, and what to do; a period by its name."""

    def error(words: Words) -> UserError:
        found = period_of(str(params.get("period", "")))
        return UserError(code, **{**params, **({"period": period_words(words, found)} if found else {})})

    return Phrase(lambda words: describe(words, error(words)).message), Phrase(
        lambda words: describe(words, error(words)).advice
    )


def matter_title(line: FromHeadquarters) -> Phrase:
    """The first line of something from headquarters."""
    if line.matter is Matter.DIRECTIVE:
        return Phrase(lambda words: line.title.get(words.language))
    if line.matter is Matter.REMARKS:
        found = period_of(line.id)
        period = Phrase(lambda words: period_words(words, found) if found else line.id)
        return t("Remarks on the report {period}", period=period)
    if line.matter is Matter.RECEIPT:
        return t("Receipt no. {seq}", seq=line.count)
    return matter_words(line.code, line.params)[0]


def matter_detail(line: FromHeadquarters, today: date) -> Phrase:
    """Its second line: what is to be done, by when."""
    if line.matter is Matter.DIRECTIVE:
        if not line.count:
            return t("New, for information")
        if line.day is None:
            return n("{n} task to be answered", "{n} tasks to be answered", line.count)
        day = Phrase(lambda words: dates.relative_day(words, line.day or today, today))
        return n("{n} task · by {day}", "{n} tasks · by {day}", line.count, day=day)
    if line.matter is Matter.REMARKS:
        return n("{n} remark to be answered", "{n} remarks to be answered", line.count)
    if line.matter is Matter.RECEIPT:
        return Phrase(lambda words: dates.day(words, line.day) if line.day else "")
    return t("Open the receipts")


MATTER_MARKS: Final[Mapping[Matter, tuple[str, str]]] = {
    Matter.DIRECTIVE: ("megaphone", "official.text"),
    Matter.REMARKS: ("message-square", "warn.text"),
    Matter.MISFIT: ("triangle-alert", "warn.text"),
    Matter.UNANSWERED: ("alarm-clock", "warn.text"),
    Matter.RECEIPT: ("badge-check", "accent.text"),
}
"""Icon and colour of each sort of line."""


def package_title(package: SentPackage) -> Phrase:
    """Which package it was."""
    return Phrase(lambda words: words.t("Package of {period}", period=period_words(words, package.period)))


def package_detail(package: SentPackage, zone: str) -> Phrase:
    """Its number, and when the last thing happened to it."""

    def said(words: Words) -> str:
        at = package.sent_at or package.sealed_at
        number = words.t("No. {number}", number=f"{package.epoch}-{package.seq:03d}")
        return f"{number} · {dates.moment(words, at, zone)}" if at else number

    return Phrase(said)


def whole(number: int) -> Phrase:
    """A number as the language writes it."""
    return Phrase(lambda words: numbers.whole(words, number))


def planned(count: int) -> Phrase:
    """What stands beside a goal without any event held."""
    if count:
        return n("{n} planned, none held", "{n} planned, none held", count)
    return t("nothing planned or held")
