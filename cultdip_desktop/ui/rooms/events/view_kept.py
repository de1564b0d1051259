"""Offers what was typed and never committed: one quiet banner, write it again or leave it."""

from __future__ import annotations

from PySide6.QtCore import Signal

from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.rooms.events.phrases import title_of
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_kept import Kept, KeptDrafts


class KeptBanner(Banner):
    """Asks about one draft after the other, the newest first."""

    restored = Signal(str)
    """The event of this id is written again: open it."""

    def __init__(self, kit: Kit, kept: KeptDrafts) -> None:
        super().__init__(kit)
        self._kept = kept
        self._waiting: tuple[Kept, ...] = ()
        self._about = ""
        kept.offered.connect(self._take)

    def ask(self, event_id: str = "") -> None:
        """Look whether there is anything to offer: of one event while it is shown, or of any."""
        self._about = event_id
        self._offer()
        self._kept.ask()

    def _take(self, found: tuple[Kept, ...]) -> None:
        self._waiting = found
        self._offer()

    def _offer(self) -> None:
        found = [kept for kept in self._waiting if self._about in ("", kept.draft.event.id)]
        if not found:
            self.clear()
            return
        first = found[0]
        others = len(found) - 1
        more = n("{n} more event after this one.", "{n} more events after this one.", others) if others else ""
        self.show_notice(
            "info",
            Phrase(lambda words: _said(words, first)),
            more,
            action=t("Restore"),
            on_action=lambda: self._restore(first),
            other=t("Pass over"),
            on_other=lambda: self._kept.forget(first),
            icon="rotate-ccw",
        )

    def _restore(self, first: Kept) -> None:
        def ready(draft: EventDraft) -> None:
            self._take(tuple(each for each in self._waiting if each is not first))
            self.restored.emit(draft.event_now.id)

        self._kept.restore(first, ready)


def _said(words: Words, kept: Kept) -> str:
    title = title_of(words, kept.draft.event.title)
    return words.t("There is unsaved text of “{title}” from {time}", title=title, time=dates.clock(kept.at))
