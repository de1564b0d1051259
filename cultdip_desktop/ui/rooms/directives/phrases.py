"""Words of the Directives room: states, recipients, kinds, days."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.issuing import (
    CentralKind,
    DirectiveState,
    DirectiveTaskState,
    DispatchKind,
    DispatchState,
    IssueState,
)
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import ALL_MISSIONS, HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.naming import place_of
from cultdip_desktop.domain.plan_words import RateKind
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.marks import Mark
from cultdip_desktop.ui.rooms.directives.values import Tab

TABS: Final = {
    Tab.DIRECTIVES: c("tab", "Directives"),
    Tab.PROGRAMME: c("tab", "Programme and deadlines"),
    Tab.LIBRARY: c("tab", "For use by missions"),
    Tab.RATES: c("tab", "Exchange rates"),
    Tab.CATALOGUE: c("tab", "Catalogue editions"),
    Tab.FILES: c("tab", "Signed files"),
}
STATES: Final = {
    DirectiveState.DRAFT: (c("directive", "Draft"), Mark("pencil", "neutral")),
    DirectiveState.ISSUED: (c("directive", "Issued"), Mark("badge-check", "ok")),
    DirectiveState.RECEIVED: (c("directive", "Received"), Mark("badge-check", "ok")),
    DirectiveState.WITHDRAWN: (c("directive", "Withdrawn"), Mark("ban", "neutral")),
}
TASK_STATES: Final = {
    "": (c("directive task", "No answer yet"), Mark("clock", "neutral")),
    DirectiveTaskState.OPEN.value: (c("directive task", "To be done"), Mark("clock", "neutral")),
    DirectiveTaskState.UNDER_WAY.value: (c("directive task", "Under way"), Mark("loader", "info")),
    DirectiveTaskState.DONE.value: (c("directive task", "Carried out"), Mark("check", "ok")),
    DirectiveTaskState.DECLINED.value: (c("directive task", "Declined"), Mark("triangle-alert", "warn")),
}
KINDS: Final = {
    DispatchKind.RECEIPT: c("file of headquarters", "Receipt"),
    DispatchKind.COMMENTS: c("file of headquarters", "Remarks"),
    DispatchKind.DIRECTIVE: c("file of headquarters", "Directive or list"),
    DispatchKind.CATALOGUE: c("file of headquarters", "Catalogue edition"),
    DispatchKind.TRUST: c("file of headquarters", "Certificates"),
    DispatchKind.RATES: c("file of headquarters", "Exchange rates"),
}
OFFER_ICONS: Final = {
    CentralKind.MESSAGE: "message-square",
    CentralKind.STORY: "book-open",
    CentralKind.PRODUCT: "package",
    CentralKind.TEMPLATE: "layers",
}
RATE_KINDS: Final = {
    RateKind.JUNE_ESTIMATE: c("rate", "June, for estimates"),
    RateKind.TRANSFER_DAY: c("rate", "Day of the transfer"),
    RateKind.MONTHLY: c("rate", "Monthly"),
    RateKind.YEARLY_AVERAGE: c("rate", "Yearly average"),
}
KNOWN: Final = (t("Missions know it as it is"), Mark("badge-check", "ok"))
NEWS: Final = (t("Not issued as it stands"), Mark("triangle-alert", "warn"))
NEVER: Final = (t("Never issued"), Mark("pencil", "neutral"))


def edition_state(state: IssueState, *, current: bool) -> tuple[Phrase, Mark]:
    """Word and mark of an edition."""
    if current:
        return c("edition", "In force"), Mark("badge-check", "ok")
    if state is IssueState.DRAFT:
        return c("edition", "Draft"), Mark("pencil", "neutral")
    return c("edition", "Replaced by a newer one"), Mark("replace", "neutral")


def file_state(state: DispatchState) -> tuple[Phrase, Mark]:
    """Word and mark of a file."""
    if state is DispatchState.SEALED:
        return c("file of headquarters", "Signed"), Mark("badge-check", "ok")
    return c("file of headquarters", "Being finished"), Mark("loader", "info")


def kind(value: CentralKind) -> Phrase:
    """What sort of offer it is."""
    return Phrase(lambda words: label(words, value))


def region(value: str) -> Phrase:
    """A region's name."""
    known = set(Region)
    return Phrase(lambda words: label(words, Region(value)) if value in known else words.t("Other missions"))


def place(mission: Mission, words: Words) -> str:
    """Where a mission is, as lists name it."""
    return place_of(mission).get(words.language)


def recipients(offices: Sequence[str], missions: Sequence[Mission]) -> Phrase:
    """Whom a directive is for, in a few words."""

    def say(words: Words) -> str:
        if not offices:
            return words.t("All missions")
        names = {one.id: place(one, words) for one in missions}
        if len(offices) <= 3:
            return ", ".join(names.get(office, office) for office in offices)
        return words.n("{n} mission", "{n} missions", len(offices))

    return Phrase(say)


def recipient(office: str, missions: Sequence[Mission]) -> Phrase:
    """Whom a file is for."""
    return recipients(() if office == ALL_MISSIONS else (office,), missions)


def trouble(error: UserError) -> Phrase:
    """What happened and what to do, in one paragraph."""

    def say(words: Words) -> str:
        text = describe(words, error)
        return f"{text.message} {text.advice}".strip()

    return Phrase(say)


def day(value: date | None) -> Phrase:
    """A day, or a dash."""
    return Phrase(lambda words: "–" if value is None else dates.day(words, value))


def moment(value: datetime | None) -> Phrase:
    """An instant on the clock of Hà Nội, or a dash."""
    return Phrase(lambda words: "–" if value is None else dates.moment_with_place(words, value, HEADQUARTERS_ZONE))


def short_moment(words: Words, value: datetime | None) -> str:
    """Day and time in a table."""
    return "–" if value is None else dates.moment(words, value, HEADQUARTERS_ZONE)
