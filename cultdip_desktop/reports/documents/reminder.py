"""The letter that urges a mission to report (công văn đôn đốc), before its day or past it (R10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from cultdip_desktop.core import canonical
from cultdip_desktop.domain.duty import ReminderStage
from cultdip_desktop.domain.letterhead import DocumentType, Letterhead
from cultdip_desktop.domain.mission import Mission, OfficeIdentity, Person
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import head_text, prose
from cultdip_desktop.reports.data import DEFAULT_BASIS, sound
from cultdip_desktop.reports.documents.official import Paper, begun, issuer
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Para, Point, Points, Section, Story

_MOST_EARLIER: Final = 3
"""Earlier letters that are named; older ones are counted."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A letter that went out before."""

    number: str
    """As it bears it, empty where nobody noted one."""

    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReminderMatter:
    """Everything that one letter says."""

    office: OfficeIdentity
    """Headquarters."""

    letterhead: Letterhead
    signer: Person | None
    drafter: Person | None
    as_of: datetime
    number: int | None
    issued_on: date
    mission: Mission
    period: Period
    stage: ReminderStage
    due: date
    """The mission's own day."""

    general_due: date
    """Everybody's day."""

    days: int
    """Left until the day, below 0 past it."""

    answer_by: date
    """Until when an overdue report is asked for."""

    earlier: Sequence[Earlier] = ()

    @property
    def overdue(self) -> bool:
        """The day is past."""
        return self.stage is ReminderStage.OVERDUE


def paper(matter: ReminderMatter, words: Words) -> Paper:
    """The letter in one language."""
    head = Head(
        office=matter.office,
        type=DocumentType.LETTER,
        subject=subject(matter, words),
        as_of=matter.as_of,
        letterhead=matter.letterhead,
        recipients=BiText(matter.mission.name.vi, matter.mission.name.en or matter.mission.name.vi),
        number=matter.number,
        issued_on=matter.issued_on,
        signer=matter.signer,
        drafter=matter.drafter,
    )
    agency = issuer(head, words)
    sections = (
        Section("matter", tuple(Para((text,)) for text in _told(matter, head, words))),
        Section("asked", (Para((_asks(matter, words),)), Points(_asked(matter, agency, words)))),
    )
    thanks = words.t("{agency} thanks the mission for its cooperation.", agency=begun(agency))
    story = Story(words.language, sections, (Para((thanks,)),), ())
    document = f"{matter.office.id}-reminder-{matter.period}-{matter.mission.id}"
    return Paper(head=head, story=story, document=document, moment=matter.as_of, data=_data(matter, head))


def subject(matter: ReminderMatter, words: Words) -> str:
    """Box 5b after "V/v"."""
    period = period_words(words, matter.period)
    if matter.overdue:
        return words.t("urging the report on cultural diplomacy work in {period}", period=period)
    return words.t("deadline of the report on cultural diplomacy work in {period}", period=period)


def _told(matter: ReminderMatter, head: Head, words: Words) -> list[str]:
    """What was asked, how it stands, what was written before."""
    agency = issuer(head, words)
    basis = (matter.letterhead.basis or DEFAULT_BASIS).get(words.language)
    asked = words.t(
        "On the basis of {basis}, and of the duty of missions abroad to report, {agency} has asked for reports on "
        "cultural diplomacy work in {period} (figures {window}) by the end of {day}.",
        basis=prose.clip(basis, 600),
        agency=agency,
        period=period_words(words, matter.period),
        window=prose.window_text(words, matter.period.window),
        day=dates.day(words, matter.general_due),
    )
    told = [asked]
    if matter.due != matter.general_due:
        told.append(
            words.t(
                "At the mission's request its own day was moved to {day}.", day=dates.day(words, matter.due)
            )
        )  # fmt: skip
    told.append(_standing(matter, agency, words))
    if matter.earlier:
        told.append(_before(matter, agency, words))
    return told


def _standing(matter: ReminderMatter, agency: str, words: Words) -> str:
    if matter.overdue:
        late = words.n("{n} day", "{n} days", -matter.days)
        return words.t(
            "Up to {today}, {agency} has not received the mission's signed report package; it is overdue by {days}.",
            today=dates.day(words, matter.issued_on),
            agency=agency,
            days=late,
        )
    clocks = dates.end_of_day(words, matter.due, matter.mission.zone)
    if matter.days == 0:
        return words.t("The deadline ends today ({clocks}).", clocks=clocks)
    return words.t(
        "The deadline is {days} away: {day} ({clocks}).",
        days=words.n("{n} day", "{n} days", matter.days),
        day=dates.day(words, matter.due),
        clocks=clocks,
    )


def _before(matter: ReminderMatter, agency: str, words: Words) -> str:
    named = [_letter(one, words) for one in matter.earlier[-_MOST_EARLIER:]]
    more = len(matter.earlier) - len(named)
    if more:
        named.insert(0, words.n("{n} earlier letter", "{n} earlier letters", more))
    return words.t("{agency} has urged the mission before: {letters}.", agency=begun(agency), letters="; ".join(named))


def _letter(one: Earlier, words: Words) -> str:
    day = dates.day(words, one.day)
    if not one.number:
        return words.t("letter of {day}", day=day)
    return words.t("letter No. {number} of {day}", number=one.number, day=day)


def _asks(matter: ReminderMatter, words: Words) -> str:
    if matter.overdue:
        return words.t("The mission is asked without delay:")
    return words.t("The mission is asked:")


def _asked(matter: ReminderMatter, agency: str, words: Words) -> tuple[Point, ...]:
    if matter.overdue:
        send: tuple[Part, ...] = (
            words.t("to complete, approve and sign the report and to send its package to {agency} by ", agency=agency),
            Span(words.t("the end of {day}", day=dates.day(words, matter.answer_by)), bold=True),
            ";",
        )
    else:
        send = (
            words.t(
                "to complete, approve and sign the report and to send its package to {agency} in time;", agency=agency
            ),
        )
    rest = (
        words.t("where nothing was held in the period, to send a nil report all the same;"),
        words.t(
            "where it has been sent, to name its day and the number of the package and to send the same file once more;"
        ),
        words.t("where there are obstacles, to state the reasons in writing and to propose another day."),
    )
    letters = prose.LETTERS[words.language]
    parts = (send, *((text,) for text in rest))
    return tuple(Point(part, f"{letters[at]})") for at, part in enumerate(parts))


def _data(matter: ReminderMatter, head: Head) -> bytes:
    plain: dict[str, canonical.Json] = {
        "document": "reminder",
        "office": matter.office.id,
        "mission": matter.mission.id,
        "period": str(matter.period),
        "rule": matter.period.rule.value,
        "due": matter.due.isoformat(),
        "stage": matter.stage.value,
        "days": matter.days,
        "number": head_text.number_written(head),
        "issued_on": matter.issued_on.isoformat(),
        "earlier": [[one.number, one.day.isoformat()] for one in matter.earlier],
        "as_of": matter.as_of.isoformat(timespec="seconds"),
    }
    return canonical.encode(sound(plain))
