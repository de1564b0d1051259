"""How a mission stands with a report, in words: for lists, letters and certificates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cultdip_desktop.domain.duty import ReminderStage
from cultdip_desktop.domain.standing import MissionStanding, Standing
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

_WORDS: Final[Mapping[Standing, str]] = {
    Standing.ON_TIME: N_("In time"),
    Standing.LATE: N_("Received late"),
    Standing.HELD: N_("Held at headquarters"),
    Standing.REFUSED: N_("In quarantine"),
    Standing.MISSING: N_("Not sent"),
    Standing.EXEMPT: N_("Need not report"),
    Standing.NOT_ASKED: N_("Not asked to report"),
}


def standing_word(words: Words, standing: Standing) -> str:
    """One word: "Đúng hạn", "Chưa gửi"."""
    return words.t(_WORDS[standing])


def standing_words(words: Words, row: MissionStanding) -> str:
    """With days, another day, nil and amendments: "Chậm 3 ngày; đã sửa đổi"."""
    said = [_main(words, row)]
    if row.extended:
        said.append(words.t("extended to {day}", day=dates.day(words, row.due)))
    if row.nil:
        said.append(words.t("nil report"))
    if row.amended:
        said.append(words.t("amended since"))
    text = "; ".join(said)
    return text[:1].upper() + text[1:]


def days_words(words: Words, row: MissionStanding) -> str:
    """How far the day is for a report that is not here: "quá hạn 38 ngày", "còn 12 ngày"; empty otherwise."""
    if row.standing is not Standing.MISSING:
        return ""
    if row.days < 0:
        return words.n("{n} day overdue", "{n} days overdue", -row.days)
    return words.n("{n} day left", "{n} days left", row.days) if row.days else words.t("due today")


def stage_words(words: Words, stage: ReminderStage | None) -> str:
    """The stage of reminding: "trong 30 ngày"; a dash while it is far."""
    if stage is None:
        return "–"
    if stage is ReminderStage.OVERDUE:
        return words.t("Overdue")
    return words.t("within {n} days", n=stage.value)


def _main(words: Words, row: MissionStanding) -> str:
    if row.standing is Standing.LATE:
        return (
            words.n("late by {n} day", "late by {n} days", row.days) if row.days else standing_word(words, row.standing)
        )
    days = days_words(words, row)
    early = row.standing is Standing.MISSING and row.days >= 0
    word = words.t("Not due yet") if early else standing_word(words, row.standing)
    return f"{word}, {days}" if days else word
