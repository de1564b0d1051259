"""What stands on the page of one event: head, tabs, one banner, the rail; which of it is in view."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import Switch
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.reason import ReasonBar
from cultdip_desktop.ui.kit.scope import ScopeBar
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.events.completeness import tab_of
from cultdip_desktop.ui.rooms.events.view_content import ContentTab
from cultdip_desktop.ui.rooms.events.view_drift import DriftOffer
from cultdip_desktop.ui.rooms.events.view_goals import GoalsTab
from cultdip_desktop.ui.rooms.events.view_head import EditorHead
from cultdip_desktop.ui.rooms.events.view_history import HistoryTab
from cultdip_desktop.ui.rooms.events.view_media import MediaTab
from cultdip_desktop.ui.rooms.events.view_money import MoneyTab
from cultdip_desktop.ui.rooms.events.view_rail import Rail
from cultdip_desktop.ui.rooms.events.view_remarks import RemarkBar
from cultdip_desktop.ui.rooms.events.view_results import ResultsTab
from cultdip_desktop.ui.rooms.events.view_tabs import TABS, EventTabs
from cultdip_desktop.ui.rooms.events.view_tasks import TasksTab
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia
from cultdip_desktop.ui.rooms.events.viewmodel_tasks import EventTasks

_NAMES: Final = (t("Content"), t("Goals"), t("Tasks"), t("Money"), t("Media"), t("Results"))
"""As the mock-up has them; the history stands beside them."""

_HINT: Final = t("Ctrl+Z undoes · Ctrl+1…6 change tab · F8 next missing item")
_HINTS: Final = {
    "goals": t("Alt+1…5 tick M1–M5 · F8 next missing item"),
    "history": t("Ctrl+Z undoes the last step · here single values come back"),
    "results": t("Ctrl+Enter completes the results and opens the next event · F8 next missing item"),
    "media": t("F2 captions · Enter next photo without one · Delete takes off"),
}
_RAILLESS: Final = ("goals", "history", "series")
"""Pages without anything beside them."""


class EditorFrame(QWidget):
    """Head, tabs and rail, in their places. What follows the event is in `EditorPage`."""

    back = Signal()
    new_asked = Signal()
    delete_asked = Signal()
    copy_asked = Signal()
    next_asked = Signal(str)
    """The results of the event of this id are in: the next one that waits for its results is to be opened."""

    bilingual_chosen = Signal(bool)
    status = Signal(object)
    done = Signal(object, object)
    go = Signal(object)
    """A `Route` elsewhere."""

    gone = Signal(str)
    """The event of this id is no longer there."""

    def __init__(self, kit: Kit, today: Callable[[], date], currency: Callable[[], str]) -> None:
        super().__init__()
        self.kit = kit
        self.draft: EventDraft | None = None
        self.media: EventMedia | None = None
        self.tasks: EventTasks | None = None
        self.head = EditorHead(kit)
        self.tabs_bar = TabsBar(kit)
        self.banner = Banner(kit)
        self.reason = ReasonBar(kit)
        self.scope = ScopeBar(kit)
        self.offer = DriftOffer(kit, self)
        self.remarks = RemarkBar(kit)
        self._tabs = EventTabs(kit, today, currency, self)
        self.rail = Rail(kit, self._tabs.thumbs)
        self._bilingual = Switch(kit, t("Bilingual"))
        self._details = IconButton(kit, "panel-right", t("Details"), on_click=self._toggle_details)
        self._lay_out()
        self.tabs_bar.opened.connect(self._open_page)
        self.rail.go_to.connect(self.go_to)
        self.remarks.go_to.connect(self.go_to)
        self._tabs.day_wanted.connect(partial(self.go_to, "start"))
        self._tabs.file_shown.connect(self._show_file)
        self.banner.appeared.connect(partial(_make_room, self._banner_box))

    @property
    def content(self) -> ContentTab:
        """What is known before the event."""
        return self._tabs.content

    @property
    def goals(self) -> GoalsTab:
        """Its goals."""
        return self._tabs.goals

    @property
    def tasks_tab(self) -> TasksTab:
        """Its tasks."""
        return self._tabs.tasks

    @property
    def media_tab(self) -> MediaTab:
        """Its photos, films and documents."""
        return self._tabs.media

    @property
    def results(self) -> ResultsTab:
        """What came of it."""
        return self._tabs.results

    @property
    def money(self) -> MoneyTab:
        """What it cost."""
        return self._tabs.money

    @property
    def history(self) -> HistoryTab:
        """Who changed what."""
        return self._tabs.history

    def make_ahead(self) -> None:
        """Make all tabs in the pauses before an event is opened."""
        self._tabs.make_ahead()

    def open_tab(self, key: str) -> None:
        """Open a tab by its key; an unknown one is the first."""
        self.tabs_bar.open(key if key in TABS else TABS[0])
        self._tabs[self.tabs_bar.current()]  # the bar tells nobody when it stays where it is
        self._hint()

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        self._bilingual.setChecked(on)
        self._tabs.set_bilingual(on=on)

    def take_focus(self) -> None:
        """Begin to write: in the title, or where the open tab begins."""
        self._tabs[self.tabs_bar.current()].take_focus()

    def resized(self, *, wide: bool) -> None:
        """The rail is a drawer in narrow windows: offer a button for it."""
        self._wide = wide
        self._show_drawer_button()

    def go_to(self, field: str) -> None:
        """Open the tab of a field and put the focus on it."""
        key = tab_of(field)
        if self._split.is_drawer:
            self._split.close_inspector()
        self.tabs_bar.open(key)
        self._tabs[key].go_to(field)

    def _lay_out(self) -> None:
        for key, name in zip(TABS, _NAMES):
            self.tabs_bar.add(key, name)
        self.tabs_bar.add_beyond("series", "repeat", t("Every year"), "Ctrl+8")
        self.tabs_bar.add_beyond("history", "history", t("History of changes"), "Ctrl+7")
        self.tabs_bar.add_control(self._details)
        self.tabs_bar.add_control(self._bilingual)
        self._split = SplitPane(self.kit, self._tabs.inner, self.rail, width=288, name=t("Completeness, goals, money"))
        self._tabs.outer.addWidget(self._split)
        self._banner_box = boxed(column(self.banner, gap=0), (0, 0, 0, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.tabs_bar, self._banner_box, self.reason, self.scope, self.remarks):
            layout.addWidget(widget)
        layout.addWidget(self._tabs.outer, 1)
        layout.addWidget(self.offer)
        self._wide = True

    def _open_page(self, key: str) -> None:
        self._tabs.turn_to(key, self._split)
        self.remarks.turn_to(key)
        self.offer.be_silent(silent=key == "series")
        self._show_drawer_button()
        self._hint()
        if not _holds_focus(self.tabs_bar):
            self._tabs[key].take_focus()

    def _show_drawer_button(self) -> None:
        present(self._details, shown=not self._wide and self.tabs_bar.current() not in _RAILLESS)

    def _toggle_details(self) -> None:
        if self.tabs_bar.current() == "media":
            self.media_tab.toggle_side()
        else:
            self._split.toggle()

    def _hint(self) -> None:
        self.status.emit(_HINTS.get(self.tabs_bar.current(), _HINT))

    def _show_file(self, media_id: str) -> None:
        """Look at an attachment, or choose a new one."""
        self.open_tab("media")
        if media_id:
            self.media_tab.show_item(media_id)
        else:
            self.media_tab.choose_files()


def _holds_focus(widget: QWidget) -> bool:
    focused = QApplication.focusWidget()
    return focused is not None and widget.isAncestorOf(focused)


def _make_room(box: QWidget, shown: bool) -> None:
    layout = box.layout()
    if layout is not None:
        layout.setContentsMargins(*((20, 12, 20, 0) if shown else (0, 0, 0, 0)))
