"""What an officer needs to know today: what to do by when, what comes next, what the report still lacks."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from cultdip_desktop.core.records import dataclass
from cultdip_desktop.domain.event import EventKind, EventState
from cultdip_desktop.domain.package import SentPackage
from cultdip_desktop.domain.period import Period, Window
from cultdip_desktop.domain.report import ReportState
from cultdip_desktop.domain.text import EMPTY, BiText


class Urgency(StrEnum):
    """In this order."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    """Within the next seven days."""

    LATER = "later"


class Need(StrEnum):
    """What is to be done about an event; those of the report have the codes of its findings."""

    TITLE = "report.title_missing"
    NOT_MOVED = "report.state_not_moved"
    REASON = "report.state_reason_missing"
    RESULTS = "report.results_missing"
    ATTENDANCE = "report.attendance_missing"
    GOALS = "report.goals_missing"
    RATIONALE = "report.goal_reason_missing"
    CAPTIONS = "report.captions_missing"
    DAY_PASSED = "today.day_passed"
    """Its day is over, and nobody approved it."""

    APPROVE = "today.approve"
    SUBMIT = "today.submit"


OF_THE_REPORT: Final = tuple(need for need in Need if need.value.startswith("report."))
"""Needs that the report's check finds, too."""

FIELDS: Final[Mapping[Need, str]] = {
    Need.TITLE: "title",
    Need.NOT_MOVED: "state",
    Need.REASON: "state_reason",
    Need.RESULTS: "results.attendance",
    Need.ATTENDANCE: "results.attendance",
    Need.GOALS: "goals",
    Need.RATIONALE: "goals",
    Need.CAPTIONS: "media",
    Need.DAY_PASSED: "state",
    Need.APPROVE: "state",
    Need.SUBMIT: "state",
}
"""Where it is put right: a path as findings have it."""

RESULTS_DAYS: Final = 7
"""Results are asked for this long after the event, while people remember."""

APPROVAL_DAYS: Final = 7
"""An event is to be approved so long before its day."""

SUBMISSION_DAYS: Final = 14
"""And to be submitted so long before."""

HORIZON_DAYS: Final = 30
"""How far ahead events and their preparation are looked at."""


def due_of(need: Need, day: date, report: Window, year: Window) -> date:
    """By when `need` of an event on `day` should be met.

    What only the report asks for is due when the window of the running report ends, or that of the year's report.
    """
    if need in (Need.RESULTS, Need.ATTENDANCE):
        return day + timedelta(days=RESULTS_DAYS)
    if need in (Need.NOT_MOVED, Need.DAY_PASSED):
        return day
    if need is Need.APPROVE:
        return day - timedelta(days=APPROVAL_DAYS)
    if need is Need.SUBMIT:
        return day - timedelta(days=SUBMISSION_DAYS)
    return report.last if day in report else max(day, year.last)


def urgency_of(need: Need, due: date, today: date) -> Urgency:
    """How soon; steps before an event are never overdue, only due today: the event itself is still ahead."""
    if due < today and need in (Need.APPROVE, Need.SUBMIT):
        return Urgency.TODAY
    return urgency_of_day(due, today)


def urgency_of_day(due: date, today: date) -> Urgency:
    """How soon something is that is due on a day."""
    if due <= today:
        return Urgency.OVERDUE if due < today else Urgency.TODAY
    return Urgency.WEEK if due <= today + timedelta(days=7) else Urgency.LATER


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing to do about one event."""

    need: Need
    event_id: str
    title: BiText
    day: date
    """Of the event, at its place."""

    due: date
    urgency: Urgency
    count: int = 1
    """How many are missing: rationales, captions."""

    field: str = ""
    """Exactly where: `goals.M3.reason`."""


class WorkKind(StrEnum):
    """What somebody of the office wrote down to be done."""

    TASK = "task"
    FOLLOW_UP = "follow_up"
    CONSENT = "consent"
    PROMISE = "promise"
    """Given to a partner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One piece of work that is not done yet."""

    kind: WorkKind
    id: str
    """Of the task, or of the contact in which it was promised."""

    text: str
    about: BiText
    """Title of the event, name of the partner; empty where it stands alone."""

    event_id: str = ""
    partner_id: str = ""
    directive_id: str = ""
    """Headquarters has asked for it."""

    due: date
    urgency: Urgency
    who: str = ""
    """Name of the person who is to do it."""

    checked: int = 0
    checks: int = 0
    """Lines of its checklist, and those that are done."""


@dataclass(frozen=True, slots=True)
class TaskGroup:
    """Tasks of one urgency, the most pressing first."""

    urgency: Urgency
    total: int
    tasks: tuple[Task | Work, ...]
    """At most as many as a page can show."""


class Step(StrEnum):
    """What an event needs before it is held; the parts of its readiness."""

    TITLE = "title"
    DAY = "start"
    SUMMARY = "summary"
    PLACE = "venue"
    GOALS = "goals"
    PRIMARY = "goals.primary"
    RATIONALE = "goals.reason"
    PARTNERS = "actors"
    BUDGET = "money"
    APPROVAL = "state"


@dataclass(frozen=True, slots=True, kw_only=True)
class Upcoming:
    """An event that comes, or is under way."""

    id: str
    title: BiText
    kind: EventKind
    state: EventState
    start: datetime
    """Wall time at the place."""

    end: datetime | None
    all_day: bool
    place: BiText
    lacking: tuple[Step, ...]
    """What its preparation still lacks."""

    @property
    def done(self) -> int:
        """Parts of the preparation that are there, of `len(Step)`."""
        return len(Step) - len(self.lacking)

    @property
    def ready(self) -> bool:
        """Nothing is lacking."""
        return not self.lacking


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One kind of finding of the running report."""

    need: Need
    count: int
    """Findings, as the report's check counts them."""

    event_id: str
    """The earliest event that has it."""

    field: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunningReport:
    """The report that is being prepared: the last quarter until its package is signed, then the present one."""

    period: Period
    closed: bool
    """Its window is past."""

    state: ReportState
    held: int
    """Events held in the window."""

    complete: int
    """Of these, with results and attendance."""

    lacks: tuple[Lack, ...]
    signer_missing: bool
    due: date | None = None
    """The day that headquarters has set, ending at midnight in Hà Nội; None: the end of the window is all there is."""

    @property
    def window(self) -> Window:
        """What all its numbers count."""
        return self.period.window

    @property
    def findings(self) -> int:
        """Errors and warnings about events."""
        return sum(lack.count for lack in self.lacks)


@dataclass(frozen=True, slots=True)
class GoalGap:
    """A goal for which nothing was held in the window of the running report."""

    code: str
    title: BiText
    text: BiText
    planned: int
    """Events of the window that are still ahead and name it."""


class Alarm(StrEnum):
    """What may stand in the banner, the most urgent first; only one does."""

    KEY_ENDED = "key_ended"
    """Nobody here can sign any more."""

    WAY_BACK = "way_back"
    """What headquarters says of our packages does not fit, or some have not come there."""

    REPORT_OVERDUE = "report_overdue"
    """Headquarters' day for the report has passed."""

    REPORT_CLOSED = "report_closed"
    REPORT_CLOSING = "report_closing"
    REPORT_DUE = "report_due"
    """Headquarters' day for the report is near."""

    RESULTS_DUE = "results_due"
    UNANSWERED = "unanswered"
    """A package has been without a receipt for 60 days."""

    KEY_ENDING = "key_ending"
    TRUST_ENDING = "trust_ending"
    """The revocation lists are or will be too old to tell what is valid."""

    BACKUP_OLD = "backup_old"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """The banner."""

    alarm: Alarm
    days: int = 0
    """Until or since, as the alarm says."""

    count: int = 0
    """Past events of the running report without results, where the alarm is about them."""

    event_id: str = ""
    """The earliest of these events."""

    code: str = ""
    """What the message catalogue says of a key, with `params`."""

    params: Mapping[str, str | int | None] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Threats:
    """What lies beside the records and may stop work."""

    key: Notice | None
    """The key that signs, or what says whom to believe, ends."""

    has_key: bool
    backup_at: datetime | None
    """The last backup, an aware instant."""


NOT_LOOKED: Final = Threats(key=None, has_key=True, backup_at=None)
"""Nobody has looked yet: nothing is said of them, in the way that will most likely stay."""


class Matter(StrEnum):
    """What headquarters may have sent that asks for a look."""

    DIRECTIVE = "directive"
    REMARKS = "remarks"
    MISFIT = "misfit"
    UNANSWERED = "unanswered"
    RECEIPT = "receipt"


@dataclass(frozen=True, slots=True, kw_only=True)
class FromHeadquarters:
    """One line of what headquarters has sent or asks for."""

    matter: Matter
    title: BiText = EMPTY
    """Of a directive."""

    id: str = ""
    """Of the directive; the period of a report."""

    day: date | None = None
    """By when it is to be answered; when a receipt was made."""

    count: int = 0
    """Open tasks, remarks; number of a package."""

    code: str = ""
    """What does not fit, with `params`: its words are in the message catalogue."""

    params: Mapping[str, str | int | None] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayView:
    """One look at the office. Every number belongs to a window that stands beside it."""

    today: date
    """At the office."""

    groups: tuple[TaskGroup, ...]
    """Those that have tasks, in the order of urgency."""

    task_window: Window
    """Days of the events that the tasks are about."""

    upcoming: tuple[Upcoming, ...]
    upcoming_total: int
    upcoming_window: Window
    report: RunningReport
    gaps: tuple[GoalGap, ...]
    package: SentPackage | None
    """The last one signed."""

    photo_event: tuple[str, BiText] | None
    """Id and title of the event that new photos most likely belong to: the last that began."""

    has_key: bool
    """A key that signs here has its certificate."""

    notice: Notice | None
    empty: bool
    """Nothing was ever recorded here."""

    headquarters: tuple[FromHeadquarters, ...] = ()
    """What headquarters has sent and what it waits for, the most pressing first."""

    @property
    def tasks(self) -> int:
        """All of them, also those that no page shows."""
        return sum(group.total for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """The numbers beside the rooms."""

    pressing: int
    """Tasks that are overdue or due today."""

    without_results: int
    """Held events of the reporting year without results."""

    findings: int
    """What the running report lacks."""

    report_closed: bool
    unsent: int
    """Signed packages that wait to be sent."""

    key_ends: bool
    """The certificate of the signing key has ended or does soon."""


def total_of(groups: tuple[TaskGroup, ...], *urgencies: Urgency) -> int:
    """Tasks of these urgencies."""
    return sum(group.total for group in groups if group.urgency in urgencies)
