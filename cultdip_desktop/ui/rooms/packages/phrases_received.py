"""Words and marks of the pages about headquarters' files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.acknowledgement import Misfit
from cultdip_desktop.domain.directive import Directive
from cultdip_desktop.domain.issuing import CentralKind, DirectiveState, DirectiveTaskState
from cultdip_desktop.domain.naming import period_of, period_words
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.receiving import Change
from cultdip_desktop.domain.receiving_words import change_text
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Mark
from cultdip_desktop.ui.rooms.packages.values_received import Word

OUTCOME_MARKS: Final[Mapping[InboxOutcome, Mark]] = {
    InboxOutcome.IMPORTED: Mark("badge-check", "ok"),
    InboxOutcome.ALREADY_IMPORTED: Mark("check", "neutral"),
    InboxOutcome.HELD: Mark("clock", "warn"),
    InboxOutcome.FORK: Mark("octagon-alert", "danger"),
    InboxOutcome.REFUSED: Mark("shield-x", "danger"),
}

WORDS: Final[Mapping[Word, tuple[str, Mark]]] = {
    Word.ACCEPTED: (N_("Accepted by headquarters"), Mark("badge-check", "ok")),
    Word.RETURNED: (N_("Returned by headquarters"), Mark("undo-2", "warn")),
    Word.RECEIVED: (N_("Receipt is here"), Mark("check", "ok")),
    Word.HELD: (N_("Waits there for an earlier one"), Mark("clock", "warn")),
    Word.REFUSED: (N_("Not let in"), Mark("shield-x", "danger")),
    Word.MISSING: (N_("Has not come to headquarters"), Mark("triangle-alert", "danger")),
    Word.UNANSWERED: (N_("60 days without a receipt"), Mark("alarm-clock", "warn")),
    Word.WAITING: (N_("No receipt yet"), Mark("clock", "neutral")),
}

TASK_MARKS: Final[Mapping[DirectiveTaskState, Mark]] = {
    DirectiveTaskState.OPEN: Mark("circle-dashed", "neutral"),
    DirectiveTaskState.UNDER_WAY: Mark("loader", "info"),
    DirectiveTaskState.DONE: Mark("circle-check", "ok"),
    DirectiveTaskState.DECLINED: Mark("circle-x", "warn"),
}

CENTRAL_ICONS: Final[Mapping[CentralKind, str]] = {
    CentralKind.MESSAGE: "message-square",
    CentralKind.STORY: "scroll-text",
    CentralKind.PRODUCT: "package",
    CentralKind.TEMPLATE: "clipboard-check",
}


def said(change: Change) -> Phrase:
    """One change as a sentence."""
    return Phrase(lambda words: change_text(words, change))


def misfit(one: Misfit) -> tuple[Phrase, Phrase]:
    """What does not fit, and what to do about it."""
    params = dict(one.params)
    period = params.get("period")

    def spoken(words: Words) -> UserError:
        found = period_of(period) if isinstance(period, str) else None
        return UserError(one.code, **{**params, **({"period": period_words(words, found)} if found else {})})

    return (
        Phrase(lambda words: describe(words, spoken(words)).message),
        Phrase(lambda words: describe(words, spoken(words)).advice),
    )


def due(day: date | None, zone: str) -> Phrase | str:
    """A day that headquarters set, on both clocks."""
    return "" if day is None else Phrase(lambda words: dates.deadline(words, day, zone))


def progress(directive: Directive) -> tuple[Phrase, Mark]:
    """How far the tasks of a directive are."""
    done = sum(task.state in (DirectiveTaskState.DONE, DirectiveTaskState.DECLINED) for task in directive.tasks)
    total = len(directive.tasks)
    if directive.state is DirectiveState.WITHDRAWN:
        return t("Withdrawn by headquarters"), Mark("undo-2", "neutral")
    if not total:
        return t("For information"), Mark("info", "info")
    if done == total:
        return t("All answered"), Mark("circle-check", "ok")
    return t("{done} of {total} answered", done=done, total=total), Mark("clock", "warn" if not done else "info")
