"""The six tabs of one event, its history and its series, in their stacks; those that are there always show the same event."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QTextEdit, QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.rooms.events.completeness import tab_of
from cultdip_desktop.ui.rooms.events.lazy_tabs import LazyTabs
from cultdip_desktop.ui.rooms.events.page import EditorTab
from cultdip_desktop.ui.rooms.events.view_content import ContentTab
from cultdip_desktop.ui.rooms.events.view_goals import GoalsTab
from cultdip_desktop.ui.rooms.events.view_history import HistoryTab
from cultdip_desktop.ui.rooms.events.view_media import MediaTab, Thumbs
from cultdip_desktop.ui.rooms.events.view_money import MoneyTab
from cultdip_desktop.ui.rooms.events.view_results import ResultsTab
from cultdip_desktop.ui.rooms.events.view_series import SeriesTab
from cultdip_desktop.ui.rooms.events.view_tasks import TasksTab
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_history import EventHistory
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia
from cultdip_desktop.ui.rooms.events.viewmodel_tasks import EventTasks

TABS: Final = ("content", "goals", "tasks", "money", "media", "results", "history", "series")
"""In their order; the last two are no tabs but pages beyond them."""

RAILED: Final = ("content", "tasks", "money", "results")
"""Tabs beside which the rail stands."""

_READ: Final = frozenset({"start", "end", "results", "money"})
"""Fields whose text is read: it may be no date, number or amount."""


class EventTabs(LazyTabs):
    """Makes the tabs, places them, and hands the open event to each."""

    notice = Signal(str, object, object, object)
    """As `MediaTab.notice`."""

    done = Signal(object, object)
    go = Signal(object)
    """A `Route` elsewhere."""

    file_shown = Signal(str)
    """Id of an attachment to be looked at; empty when one is to be added."""

    day_wanted = Signal()
    """The field of the event's day is wanted."""

    task_wanted = Signal(str)
    """A follow-up task with these words is to be made."""

    placed = Signal()
    """A tab shows the event now; findings are to be shown in it too."""

    def __init__(self, kit: Kit, today: Callable[[], date], currency: Callable[[], str], parent: QWidget) -> None:
        self._kit = kit
        self._draft: EventDraft | None = None
        self._media: EventMedia | None = None
        self._history: EventHistory | None = None
        self._tasks: EventTasks | None = None
        self._bilingual = True
        self.inner, self.outer = QStackedWidget(), QStackedWidget()
        makers: tuple[Callable[[], EditorTab], ...] = (
            lambda: ContentTab(kit, today),
            lambda: GoalsTab(kit),
            self._make_tasks,
            lambda: self._make_money(currency),
            self._make_media,
            lambda: self._make_results(today),
            self._make_history,
            self._make_series,
        )
        super().__init__(dict(zip(TABS, makers, strict=True)), self._place, self._fill, parent)
        self.thumbs = Thumbs(kit, self._picture)
        """Pictures of the open event, for the media tab and the rail."""

    @property
    def content(self) -> ContentTab:
        """What is known before the event."""
        return cast("ContentTab", self["content"])

    @property
    def goals(self) -> GoalsTab:
        """What it is for."""
        return cast("GoalsTab", self["goals"])

    @property
    def tasks(self) -> TasksTab:
        """What is to be done for it."""
        return cast("TasksTab", self["tasks"])

    @property
    def media(self) -> MediaTab:
        """Its photos, films and documents."""
        return cast("MediaTab", self["media"])

    @property
    def results(self) -> ResultsTab:
        """What came of it."""
        return cast("ResultsTab", self["results"])

    @property
    def money(self) -> MoneyTab:
        """What it cost."""
        return cast("MoneyTab", self["money"])

    @property
    def history(self) -> HistoryTab:
        """Who changed what."""
        return cast("HistoryTab", self["history"])

    def open(
        self, draft: EventDraft, media: EventMedia, history: EventHistory, tasks: EventTasks, *, bilingual: bool
    ) -> None:
        """Show another event: in each tab when it is looked at; those still to come are made in the pauses."""
        self._draft, self._media, self._history, self._tasks = draft, media, history, tasks
        self._bilingual = bilingual
        self.expire()
        if media.busy:
            self["media"]  # it tells what becomes of files that are being added
        self.make_ahead()

    def close(self) -> None:
        """Let go of the event."""
        self._draft = self._media = self._history = self._tasks = None
        for tab in self.made():
            tab.draft = None
            if isinstance(tab, MediaTab):
                tab.close_media()
            elif isinstance(tab, HistoryTab):
                tab.open_history(None)
            elif isinstance(tab, TasksTab):
                tab.open_tasks(None)
            elif isinstance(tab, ResultsTab | MoneyTab):
                tab.proofs.open_media(None)

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        self._bilingual = on
        for tab in self.filled():
            tab.set_bilingual(on=on)

    def show_event(self, names: frozenset[str]) -> None:
        """Show these fields as they are now."""
        if self._draft is not None:
            for tab in self.filled():
                tab.show_event(self._draft.event_now, names)

    def restore(self, names: frozenset[str]) -> None:
        """Undo or the history changed these fields."""
        if self._draft is not None:
            for tab in self.filled():
                tab.restore(self._draft.event_now, names)
                if names & _READ:
                    self._show_typed(tab)

    def turn_to(self, key: str, beside_rail: QWidget) -> None:
        """Bring a tab to the front; `beside_rail` is the page of those beside which the rail stands."""
        tab = self[key]
        if key in RAILED:
            self.inner.setCurrentWidget(tab)
        self.outer.setCurrentWidget(beside_rail if key in RAILED else tab)

    def _make_money(self, currency: Callable[[], str]) -> MoneyTab:
        made = MoneyTab(self._kit, currency)
        made.proofs.file_shown.connect(self.file_shown)
        made.go.connect(self.go)
        return made

    def _make_media(self) -> MediaTab:
        made = MediaTab(self._kit, self.thumbs)
        made.notice.connect(self.notice)
        made.done.connect(self.done)
        return made

    def _make_results(self, today: Callable[[], date]) -> ResultsTab:
        made = ResultsTab(self._kit, today)
        made.proofs.file_shown.connect(self.file_shown)
        made.follow_up_asked.connect(self.task_wanted)
        return made

    def _make_tasks(self) -> TasksTab:
        made = TasksTab(self._kit)
        made.done.connect(self.done)
        return made

    def _make_history(self) -> HistoryTab:
        made = HistoryTab(self._kit)
        made.restored.connect(self.done)
        return made

    def _make_series(self) -> SeriesTab:
        made = SeriesTab(self._kit)
        made.done.connect(self.done)
        made.go.connect(self.go)
        made.day_wanted.connect(self.day_wanted)
        return made

    def _place(self, key: str, tab: EditorTab) -> None:
        (self.inner if key in RAILED else self.outer).addWidget(tab)
        _calm_drops(tab)

    def _fill(self, tab: EditorTab) -> None:
        if self._draft is None or self._media is None:
            return
        tab.open(self._draft)
        tab.set_bilingual(on=self._bilingual)
        if isinstance(tab, MediaTab):
            tab.open_media(self._media)
        elif isinstance(tab, HistoryTab):
            tab.open_history(self._history)
        elif isinstance(tab, TasksTab):
            tab.open_tasks(self._tasks)
        elif isinstance(tab, ResultsTab | MoneyTab):
            tab.proofs.open_media(self._media)
        self._show_typed(tab)
        self.placed.emit()

    def _show_typed(self, tab: EditorTab) -> None:
        """Text that could not be read stands in its fields again."""
        if self._draft is None:
            return
        for field, text in dict(self._draft.typed).items():
            if self.is_filled(tab_of(field)) and self[tab_of(field)] is tab:
                tab.show_typed(field, text)

    def _picture(self, identifier: str) -> bytes | None:
        """Called off the UI thread."""
        media = self._media
        item = media.item(identifier) if media is not None else None
        return media.thumbnail(item) if media is not None and item is not None else None


def _calm_drops(page: QWidget) -> None:
    """Text fields would take dropped files for text: leave every drop to the page."""
    for kind in (QLineEdit, QTextEdit):
        for field in page.findChildren(kind):
            field.setAcceptDrops(False)
