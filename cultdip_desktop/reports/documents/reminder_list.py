"""The list that goes with a set of letters: who was urged, how far, by which letter. It names no contacts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from cultdip_desktop.domain.duty import Region, ReminderStage
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.naming import period_title
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing_words import stage_words
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.sheets import workbook


@dataclass(frozen=True, slots=True)
class Urged:
    """One letter of the set."""

    mission: Mission
    number: str
    due: date
    days: int
    """Left until the day, below 0 past it."""

    stage: ReminderStage
    before: int
    """Letters that went out earlier."""

    file: str


def urged_xlsx(period: Period, letters: Sequence[Urged], moment: datetime, day: date, words: Words) -> bytes:
    """The list as a workbook; `moment` is aware."""
    rows: list[list[Cell]] = [
        [
            number,
            one.mission.id,
            one.mission.name,
            label(words, Region(one.mission.region)) if one.mission.region in set(Region) else "–",
            one.number,
            day,
            one.due,
            -one.days if one.days < 0 else 0,
            stage_words(words, one.stage),
            one.before,
            one.file,
        ]
        for number, one in enumerate(letters, 1)
    ]
    fields = (
        Field("number", words.c("report table", "No."), 10, "centre"),
        Field("id", words.c("report table", "Code"), 25),
        Field("mission", words.c("report table", "Mission"), 75),
        Field("region", words.c("report table", "Region"), 35),
        Field("letter", words.c("report table", "Letter"), 28),
        Field("day", words.c("report table", "Of the day"), 22, "centre"),
        Field("due", words.c("report table", "Deadline"), 22, "centre"),
        Field("overdue", words.c("report table", "Days overdue"), 18, "right"),
        Field("stage", words.c("report table", "Stage"), 25),
        Field("before", words.c("report table", "Earlier letters"), 18, "right"),
        Field("file", words.c("report table", "File"), 60),
    )
    title = words.t("Missions urged to report, {period}", period=period_title(words, period))
    grid = Grid("reminders", words.c("report sheet", "Missions urged"), fields, lines(rows))
    return workbook([grid], title, moment, words)
