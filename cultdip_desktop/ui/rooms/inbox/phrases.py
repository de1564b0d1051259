"""Words of the Inbox: states of a verdict, what becomes of a package, whose it is, when and for what."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.naming import (
    period_cell,
    period_of,
    period_title,
    period_words,
    place_of,
    post_of,
    window_of,
)
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, c, n, render, t
from cultdip_desktop.ui.kit.marks import Mark
from cultdip_desktop.ui.rooms.inbox.values import VOLUMES_MISSING, Counts, FileLine

RESULTS: Final[Mapping[str, tuple[Phrase, Mark]]] = {
    "valid": (c("verdict", "Valid"), Mark("badge-check", "ok")),
    "valid_with_warnings": (c("verdict", "Valid, remarks"), Mark("triangle-alert", "warn")),
    "unknown": (c("verdict", "Unknown"), Mark("circle-question-mark", "neutral")),
    "not_valid": (c("verdict", "Not valid"), Mark("shield-x", "danger")),
    "unreadable": (c("verdict", "Unreadable"), Mark("file-x", "danger")),
}
"""The five states of a verdict: word and mark."""

CHECKS: Final[Mapping[str, Phrase]] = {
    "size": c("check", "Size"),
    "container": c("check", "Container"),
    "manifest": c("check", "List of files"),
    "signature": c("check", "Signature"),
    "certificate": c("check", "Certificate"),
    "revocation": c("check", "Revocation"),
    "office": c("check", "Sender"),
    "files": c("check", "Integrity"),
    "format": c("check", "Format"),
    "chain": c("check", "Sequence"),
    "content": c("check", "Content"),
    "recipient": c("check", "Recipient"),
}
"""The twelve lines of a verdict."""

CHECK_MARKS: Final[Mapping[str, tuple[str, str, Phrase]]] = {
    "ok": ("circle-check", "accent.text", c("check", "passed")),
    "warning": ("triangle-alert", "warn.text", c("check", "remark")),
    "unknown": ("circle-question-mark", "warn.text", c("check", "unknown")),
    "failed": ("circle-x", "danger.text", c("check", "failed")),
    "skipped": ("minus", "text.tertiary", c("check", "skipped")),
}
"""Icon, tint and word of a line's outcome."""

_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")


def either(vi: str, en: str) -> Phrase:
    """A text that exists in both languages."""
    return Phrase(lambda words: (en or vi) if words.language == "en" else (vi or en))


def result_word(result: str) -> tuple[Phrase, Mark]:
    """Word and mark of a state; one that this version does not know is unknown."""
    return RESULTS.get(result, RESULTS["unknown"])


def place(mission: Mission | None, office: str) -> Phrase:
    """The name in bold: the mission's, or the id that a package claims, or that nobody is known."""
    if mission is not None:
        name = place_of(mission)
        return either(name.vi, name.en)
    return Phrase(lambda _words: office) if office else c("inbox", "Sender not established")


def post(mission: Mission | None) -> Phrase:
    """The grey words beside the name."""
    if mission is None:
        return Phrase(lambda _words: "")
    name = post_of(mission)
    return either(name.vi, name.en)


def period(text: str, *, short: bool = False) -> Phrase:
    """A package's period in words; its days where they are no usual period."""

    def say(words: Words) -> str:
        found = period_of(text)
        if found is not None:
            return period_cell(words, found) if short else period_title(words, found)
        window = window_of(text)
        return dates.day_range(words, window.first, window.last) if window else text

    return Phrase(say)


def period_choice(choice: Period | None) -> Phrase:
    """An entry of the period choice."""
    if choice is None:
        return c("inbox", "All periods")
    return Phrase(lambda words: period_title(words, choice))


def period_name(choice: Period) -> Phrase:
    """A period inside a sentence: "quý III năm 2026"."""
    return Phrase(lambda words: period_words(words, choice))


def package(text: str, epoch: int, seq: int) -> Phrase:
    """Period and number: "Quý III/2026 · số 3"."""
    if not seq:
        return period(text, short=True)
    number = numbered(epoch, seq)
    return Phrase(
        lambda words: " · ".join(p for p in (period(text, short=True).render(words), number.render(words)) if p)
    )


def numbered(epoch: int, seq: int) -> Phrase:
    """The number in the office's chain; the epoch only when it is not the first."""
    if epoch > 1:
        return t("no. {seq} (series {epoch})", seq=seq, epoch=epoch)
    return t("no. {seq}", seq=seq)


def received(words: Words, at: datetime | None) -> str:
    """Day and time on Hà Nội's clock, as a table shows them."""
    if at is None:
        return ""
    local = at.astimezone(_zone())
    return f"{dates.day(words, local.date())} {dates.clock(local)}"


def received_short(words: Words, at: datetime | None, today: date) -> str:
    """The same without the year when it is this one."""
    if at is None:
        return ""
    local = at.astimezone(_zone())
    day = dates.day_in_year(words, local) if local.year == today.year else dates.day(words, local)
    return f"{day} {dates.clock(local)}"


def figure(number: int) -> Phrase:
    """A whole number with its thousands grouped."""
    return Phrase(lambda words: whole(words, number))


def day_of(at: datetime) -> Phrase:
    """The day of an instant in Hà Nội."""
    return Phrase(lambda words: dates.day(words, at.astimezone(_zone()).date()))


def outcome(result: InboxOutcome, missing: Sequence[int] = (), code: str = "") -> tuple[Phrase, Mark]:
    """What has become of a package."""
    if result is InboxOutcome.IMPORTED:
        return c("inbox", "Taken in"), Mark("check", "ok")
    if result is InboxOutcome.ALREADY_IMPORTED:
        return c("inbox", "Taken in before"), Mark("check", "secondary")
    if result is InboxOutcome.HELD:
        if missing and code == VOLUMES_MISSING:
            return t("Waits for its files {numbers}", numbers=numbers(missing)), Mark("hourglass", "warn")
        if missing:
            return t("Waits for no. {numbers}", numbers=numbers(missing)), Mark("hourglass", "warn")
        words = c("inbox", "Waits for a decision") if code.startswith("chain.new") else c("inbox", "Held")
        return words, Mark("hourglass", "warn")
    if result is InboxOutcome.FORK:
        return c("inbox", "Fork alarm"), Mark("git-compare", "danger")
    return c("inbox", "Quarantined"), Mark("ban", "danger")


def plan(line: FileLine) -> tuple[Phrase, Mark]:
    """What taking in will do with a file."""
    if line.outcome is InboxOutcome.IMPORTED:
        return c("inbox", "Will be taken in"), Mark("check", "ok")
    if line.outcome is InboxOutcome.ALREADY_IMPORTED:
        return c("inbox", "In already, no change"), Mark("minus", "secondary")
    if line.follows:
        return t("Will follow no. {numbers}", numbers=numbers(line.missing)), Mark("check", "ok")
    if line.outcome is InboxOutcome.HELD:
        if line.missing and line.reason is not None and line.reason.code == VOLUMES_MISSING:
            return t("Will wait for its files {numbers}", numbers=numbers(line.missing)), Mark("hourglass", "warn")
        if line.missing:
            return t("Will wait for no. {numbers}", numbers=numbers(line.missing)), Mark("hourglass", "warn")
        return c("inbox", "Will wait for a decision"), Mark("hourglass", "warn")
    if line.outcome is InboxOutcome.FORK:
        return c("inbox", "Fork alarm; both are kept"), Mark("git-compare", "danger")
    return c("inbox", "Will be quarantined"), Mark("ban", "danger")


def numbers(missing: Sequence[int]) -> str:
    """Sequence numbers, the first few of many: "2", "2, 3, 4, …"."""
    shown = ", ".join(str(number) for number in missing[:3])
    return f"{shown}, …" if len(missing) > 3 else shown


def differences(counts: Counts | None) -> Phrase:
    """What a package changes: "12 mới · 3 thay đổi · 98 giữ nguyên · 1 rút lại"; zeros are left out but for all four."""
    if counts is None:
        return Phrase(lambda _words: "")
    parts = (
        (counts.new, n("{n} new", "{n} new", counts.new)),
        (counts.changed, n("{n} changed", "{n} changed", counts.changed)),
        (counts.unchanged, n("{n} unchanged", "{n} unchanged", counts.unchanged)),
        (counts.withdrawn, n("{n} withdrawn", "{n} withdrawn", counts.withdrawn)),
    )
    told = [phrase for count, phrase in parts if count]
    if not told:
        return c("inbox", "No difference")
    return Phrase(lambda words: " · ".join(phrase.render(words) for phrase in told))


def all_differences(counts: Counts) -> tuple[tuple[Phrase, int], ...]:
    """The four counts with their names, zeros included."""
    return (
        (c("difference", "New events"), counts.new),
        (c("difference", "Changed"), counts.changed),
        (c("difference", "Unchanged"), counts.unchanged),
        (c("difference", "Withdrawn"), counts.withdrawn),
    )


def reason(error: UserError) -> Phrase:
    """What a code says, with instants on Hà Nội's clock."""
    return Phrase(lambda words: describe(words, _readable(words, error)).message)


def advice(error: UserError) -> Phrase:
    """What to do about it; may be empty."""
    return Phrase(lambda words: describe(words, _readable(words, error)).advice)


def named(parts: Sequence[Phrase | str]) -> Phrase:
    """Names in a row, joined by commas."""
    return Phrase(lambda words: ", ".join(render(words, part) for part in parts))


def list_of(words: Words, parts: Sequence[Phrase | str]) -> str:
    """Parts joined by a middle dot, empty ones left out."""
    return " · ".join(text for text in (render(words, part) for part in parts) if text)


def _readable(words: Words, error: UserError) -> UserError:
    return UserError(error.code, **{name: _value(words, value) for name, value in error.params.items()})


def _value(words: Words, value: str | int | None) -> str | int | None:
    """Instants and days, which checks carry as ISO 8601, as people write them."""
    if not isinstance(value, str):
        return value
    try:
        if _INSTANT.match(value):
            return received(words, datetime.fromisoformat(value))
        return dates.day(words, date.fromisoformat(value)) if _DAY.fullmatch(value) else value
    except ValueError:
        return value


def _zone() -> ZoneInfo:
    return ZoneInfo(HEADQUARTERS_ZONE)
