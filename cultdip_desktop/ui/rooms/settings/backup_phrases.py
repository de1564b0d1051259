"""What the page of backups says of a backup, a drill, a healing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.backup import BackupKind, Drill, Healed
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark

KINDS: Final[Mapping[BackupKind, tuple[Phrase, Mark]]] = {
    BackupKind.MANUAL: (t("By hand"), Mark("user", "info")),
    BackupKind.AUTOMATIC: (t("By itself"), Mark("clock", "neutral")),
    BackupKind.BEFORE_MIGRATION: (t("Before an update"), Mark("refresh-cw", "neutral")),
    BackupKind.BEFORE_RESTORE: (t("Before a restore"), Mark("archive-restore", "neutral")),
    BackupKind.BEFORE_IMPORT: (t("Before taking in"), Mark("inbox", "neutral")),
}


def moment(at: datetime, zone: str) -> Phrase:
    """`22/11/2026 10:42` on the office's clocks."""
    local = at.astimezone(ZoneInfo(zone))
    return Phrase(lambda words: f"{dates.day(words, local.date())} {dates.clock(local)}")


def contents(counts: Mapping[str, int]) -> Phrase:
    """`214 sự kiện, 820 tệp`; a store of an older version has not been counted."""
    if not counts:
        return t("made before an update of the program")
    events, files = counts.get("events", 0), counts.get("media", 0)

    def said(words: Words) -> str:
        parts = (words.n("{n} event", "{n} events", events), words.n("{n} file", "{n} files", files))
        return ", ".join(parts)

    return Phrase(said)


def proven(drill: Drill) -> Speech:
    """The result of a drill in one sentence."""
    holds = contents(drill.counts)
    if drill.matches:
        return t("The backup opens: {contents}, the same to the last byte.", contents=holds)
    return t("The backup opens with {contents}, but not everything in it is as it was.", contents=holds)


def healed(result: Healed) -> Speech:
    """What came back, and what did not."""
    back = n("{n} file came back", "{n} files came back", len(result.healed))
    if not result.healed and not result.lost:
        return t("Every file is whole; nothing had to be brought back.")
    if not result.lost:
        return t("{back}: everything is whole again.", back=back)
    return t("{back}; {n} are in no backup.", back=back, n=len(result.lost))


def named(pairs: object) -> Phrase:
    """`tet-praha.jpg («Tết ở Praha»), …`: files with their events."""
    found = list(pairs) if isinstance(pairs, tuple) else []

    def said(words: Words) -> str:
        return ", ".join(
            words.t("{file} («{event}»)", file=file, event=title.get(words.language))
            if title.get(words.language)
            else file
            for file, title in found
        )

    return Phrase(said)
