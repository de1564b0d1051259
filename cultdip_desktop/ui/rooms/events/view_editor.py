"""The editor: head, tabs, one banner, the rail; takes drops of files anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, Final, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QTextEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import NEEDS_REASON, EventState
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import Switch
from cultdip_desktop.ui.kit.drop import DropOverlay
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.panes import SplitPane
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.tabs import TabsBar
from cultdip_desktop.ui.rooms.events.completeness import tab_of
from cultdip_desktop.ui.rooms.events.lazy_tabs import LazyTabs
from cultdip_desktop.ui.rooms.events.page import EditorTab
from cultdip_desktop.ui.rooms.events.phrases import title_of, word
from cultdip_desktop.ui.rooms.events.view_content import ContentTab
from cultdip_desktop.ui.rooms.events.view_goals import GoalsTab
from cultdip_desktop.ui.rooms.events.view_guide import Guide
from cultdip_desktop.ui.rooms.events.view_head import EditorHead
from cultdip_desktop.ui.rooms.events.view_history import HistoryTab
from cultdip_desktop.ui.rooms.events.view_media import MediaTab, Thumbs
from cultdip_desktop.ui.rooms.events.view_money import MoneyTab
from cultdip_desktop.ui.rooms.events.view_rail import Rail
from cultdip_desktop.ui.rooms.events.view_reason import ReasonBar
from cultdip_desktop.ui.rooms.events.view_results import ResultsTab
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_history import EventHistory
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia

TABS: Final = ("content", "goals", "media", "results", "money", "history")
_NAMES: Final = (t("Content"), t("Goals"), t("Media"), t("Results"), t("Money"), t("History"))
_READ: Final = frozenset({"start", "end", "results", "money"})
"""Fields whose text is read: it may be no date, number or amount."""

_RAILED: Final = ("content", "results", "money")
_PACKAGE: Final = ".cdrp"


class FileDrop(DropOverlay):
    """As the overlay, but leaves packages alone: the window takes those."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Pass over drags that are packages only."""
        if isinstance(event, QDragEnterEvent | QDropEvent):
            files = [url.toLocalFile() for url in event.mimeData().urls()]
            if all(name.lower().endswith(_PACKAGE) for name in files):
                return False
        return super().eventFilter(watched, event)


class EditorPage(QWidget):
    """One event, whole. It stores itself; there is nothing to press."""

    back = Signal()
    new_asked = Signal()
    delete_asked = Signal()
    bilingual_chosen = Signal(bool)
    status = Signal(object)
    done = Signal(object, object)
    gone = Signal(str)
    """The event of this id is no longer there."""

    def __init__(self, kit: Kit, today: Callable[[], date], currency: Callable[[], str]) -> None:
        super().__init__()
        self.kit = kit
        self.draft: EventDraft | None = None
        self.media: EventMedia | None = None
        self.head = EditorHead(kit)
        self.tabs_bar = TabsBar(kit)
        self.banner = Banner(kit)
        self.reason = ReasonBar(kit)
        self._changes: EventHistory | None = None
        self._thumbs = Thumbs(kit, self._picture)
        makers: tuple[Callable[[], EditorTab], ...] = (
            lambda: ContentTab(kit, today),
            lambda: GoalsTab(kit),
            self._make_media,
            lambda: ResultsTab(kit),
            lambda: MoneyTab(kit, currency),
            self._make_history,
        )
        self._tabs = LazyTabs(dict(zip(TABS, makers, strict=True)), self._place, self)
        self.rail = Rail(kit, self._thumbs)
        self._bilingual = Switch(kit, t("Bilingual"))
        self._details = IconButton(kit, "panel-right", t("Details"))
        self.drop = FileDrop(kit, self, "", self._dropped)
        self.guide = Guide(self._tabs, self.tabs_bar, self.banner, self.go_to)
        self._lay_out()
        self._connect()

    @property
    def content(self) -> ContentTab:
        """What is known before the event."""
        return cast("ContentTab", self._tabs["content"])

    @property
    def goals(self) -> GoalsTab:
        """Its goals."""
        return cast("GoalsTab", self._tabs["goals"])

    @property
    def media_tab(self) -> MediaTab:
        """Its photos, films and documents."""
        return cast("MediaTab", self._tabs["media"])

    @property
    def results(self) -> ResultsTab:
        """What came of it."""
        return cast("ResultsTab", self._tabs["results"])

    @property
    def money(self) -> MoneyTab:
        """What it cost."""
        return cast("MoneyTab", self._tabs["money"])

    @property
    def history(self) -> HistoryTab:
        """Who changed what."""
        return cast("HistoryTab", self._tabs["history"])

    # -- what is shown

    def open(self, draft: EventDraft, media: EventMedia, history: EventHistory, *, bilingual: bool) -> None:
        """Show an event."""
        self._disconnect()
        self.draft, self.media = draft, media
        self.guide.open(draft, media)
        for signal, slot in self._signals():
            signal.connect(slot)
        self.banner.clear()
        self.reason.hide()
        self._changes = history
        self._bilingual.setChecked(bilingual)
        for tab in self._tabs.made():
            self._show_to(tab)
        self._media_loaded()
        media.watched = True
        media.reload()
        if media.busy:
            self.media_tab  # noqa: B018 - it tells what becomes of files that are being added
        self._show_head()
        self.guide.show()
        self._show_trouble()
        self._tabs.make_ahead()

    def close_event(self) -> None:
        """The event is no longer shown: store it and let go of it."""
        self.commit()
        self._disconnect()
        self.draft = self.media = None
        self._changes = None
        self.guide.open(None, None)
        for tab in self._tabs.made():
            tab.draft = None
            if isinstance(tab, MediaTab):
                tab.close_media()
            elif isinstance(tab, HistoryTab):
                tab.open_history(None)

    def open_tab(self, key: str) -> None:
        """Open a tab by its key; an unknown one is the first."""
        self.tabs_bar.open(key if key in TABS else TABS[0])
        self._hint()

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        self._bilingual.setChecked(on)
        for tab in self._tabs.made():
            tab.set_bilingual(on=on)

    def take_focus(self) -> None:
        """Begin to write: in the title, or where the open tab begins."""
        self._tabs[self.tabs_bar.current()].take_focus()

    def commit(self) -> None:
        """Take what an input method still holds, and store everything."""
        method = QGuiApplication.inputMethod()
        if method is not None:
            method.commit()
        if self.draft is not None:
            self.draft.flush()
        if self.media is not None:
            self.media.flush()

    def resized(self, *, wide: bool) -> None:
        """The rail is a drawer in narrow windows: offer a button for it."""
        self._wide = wide
        self._show_drawer_button()

    # -- going to what is missing

    def go_to(self, field: str) -> None:
        """Open the tab of a field and put the focus on it."""
        key = tab_of(field)
        if self._split.is_drawer:
            self._split.close_inspector()
        self.tabs_bar.open(key)
        self._tabs[key].go_to(field)

    def next_problem(self, step: int) -> None:
        """F8: the next thing that is wrong or missing, in the order of the tabs; Shift+F8: the one before."""
        if not self.guide.walk(step):
            self.done.emit(t("Nothing is missing"), None)

    def ask_step(self, target: EventState) -> None:
        """Take a step, or say what is in its way; a step aside asks for its reason first."""
        if target in NEEDS_REASON:
            self.guide.forget()
            self.reason.ask(target, lambda reason: self._move(target, reason))
        elif self.guide.may_step(target):
            self._move(target, "")

    # -- building

    def _lay_out(self) -> None:
        for key, name in zip(TABS, _NAMES, strict=True):
            self.tabs_bar.add(key, name)
        self.tabs_bar.add_control(self._details)
        self.tabs_bar.add_control(self._bilingual)
        self._inner = QStackedWidget()
        self._split = SplitPane(self.kit, self._inner, self.rail, width=288, name=t("Completeness, goals, money"))
        self._outer = QStackedWidget()
        self._outer.addWidget(self._split)
        self._banner_box = boxed(column(self.banner, gap=0), (0, 0, 0, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.tabs_bar, self._banner_box, self.reason):
            layout.addWidget(widget)
        layout.addWidget(self._outer, 1)
        self._wide = True

    def _connect(self) -> None:
        self.head.back.connect(self.back)
        self.head.step_asked.connect(self.ask_step)
        self.head.delete_asked.connect(self.delete_asked)
        self.tabs_bar.opened.connect(self._open_page)
        self.rail.go_to.connect(self.go_to)
        self._details.clicked.connect(lambda _on=False: self._toggle_details())
        self._bilingual.clicked.connect(self._choose_bilingual)
        self.banner.appeared.connect(self._make_room)
        self.kit.live.changed.connect(self._media_loaded)
        for keys, step in ((QKeySequence(Qt.Key.Key_F8), 1), (QKeySequence("Shift+F8"), -1)):
            shortcut = QShortcut(keys, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.next_problem(step))
        new = QShortcut(QKeySequence("Ctrl+N"), self)
        new.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        new.activated.connect(self.new_asked)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _signals(self) -> tuple[tuple[Any, Callable[..., object]], ...]:
        if self.draft is None or self.media is None:
            return ()
        return (
            (self.draft.loaded, self._loaded),
            (self.draft.restored, self._restored),
            (self.draft.gone, self._gone),
            (self.draft.edited, self._edited),
            (self.draft.checked, self.guide.show),
            (self.draft.trouble_changed, self._show_trouble),
            (self.draft.moved, self._moved),
            (self.draft.step_refused, self._step_refused),
            (self.media.trouble_changed, self._show_trouble),
            (self.media.loaded, self._media_loaded),
            (self.media.changed, self._media_loaded),
        )

    def _disconnect(self) -> None:
        for signal, slot in self._signals():
            signal.disconnect(slot)

    def _make_media(self) -> MediaTab:
        made = MediaTab(self.kit, self._thumbs)
        made.notice.connect(self._media_notice)
        made.done.connect(self.done)
        return made

    def _make_history(self) -> HistoryTab:
        made = HistoryTab(self.kit)
        made.restored.connect(self.done)
        return made

    def _place(self, key: str, tab: EditorTab) -> None:
        (self._inner if key in _RAILED else self._outer).addWidget(tab)
        _calm_drops(tab)
        self._show_to(tab)
        self.guide.show()

    # -- following the draft

    def _show_to(self, tab: EditorTab) -> None:
        """Show a tab the open event."""
        if self.draft is None or self.media is None:
            return
        tab.open(self.draft)
        tab.set_bilingual(on=self._bilingual.isChecked())
        if isinstance(tab, MediaTab):
            tab.open_media(self.media)
        elif isinstance(tab, HistoryTab):
            tab.open_history(self._changes)
        self._show_typed(tab)

    def _media_loaded(self, *_ids: object) -> None:
        items = self.media.items if self.media is not None else ()
        self._thumbs.show_items(items, self.kit.live.words)
        self._show_rail()

    def _picture(self, identifier: str) -> bytes | None:
        """Called off the UI thread."""
        media = self.media
        item = media.item(identifier) if media is not None else None
        return media.thumbnail(item) if media is not None and item is not None else None

    def _loaded(self, names: frozenset[str]) -> None:
        if self.draft is not None:
            for tab in self._tabs.made():
                tab.show_event(self.draft.event_now, names)
            self._show_head()
            self.guide.show()

    def _restored(self, names: frozenset[str]) -> None:
        if self.draft is not None:
            for tab in self._tabs.made():
                tab.restore(self.draft.event_now, names)
            if names & _READ:
                for tab in self._tabs.made():
                    self._show_typed(tab)
            self._show_head()
            self.guide.show()

    def _show_typed(self, tab: EditorTab) -> None:
        """Text that could not be read stands in its fields again."""
        if self.draft is not None:
            for field, text in dict(self.draft.typed).items():
                key = tab_of(field)
                if self._tabs.is_made(key) and self._tabs[key] is tab:
                    tab.show_typed(field, text)

    def _gone(self) -> None:
        if self.draft is not None:
            self.gone.emit(self.draft.event_now.id)

    def _edited(self, names: frozenset[str]) -> None:
        del names
        self._show_head()
        self._show_rail()

    def _moved(self, changes: ChangeSet) -> None:
        if self.draft is not None:
            self.done.emit(t("Now: {state}", state=word(self.draft.event_now.state)), changes)

    def _step_refused(self, error: UserError) -> None:
        self.banner.show_error(error)

    def _show_head(self) -> None:
        if self.draft is None:
            return
        event = self.draft.event_now
        self.head.show_event(event)
        named = Phrase(lambda words: title_of(words, event.title))
        self.drop.say(t("Drop to add to «{title}»", title=named))
        self.tabs_bar.set_badge("goals", str(len(event.goals)) if event.goals else "")
        self._show_rail()

    def _show_rail(self) -> None:
        if self.draft is None or self.media is None:
            return
        on = self._bilingual.isChecked()
        self.rail.show_all(self.draft.event_now, self.media.items, self.draft.catalogue, bilingual=on)
        count = len(self.media.items)
        self.tabs_bar.set_badge("media", str(count) if count else "")

    def _show_trouble(self) -> None:
        trouble = (self.draft.trouble if self.draft else None) or (self.media.trouble if self.media else None)
        if trouble is not None:
            self.banner.show_error(trouble, action=t("Try again"), on_action=self.commit)
        else:
            self.banner.clear()
            self.guide.show_blockers()

    # -- acting

    def _move(self, target: EventState, reason: str) -> None:
        if self.draft is None:
            return
        self.commit()
        try:
            self.draft.move(target, reason)
        except UserError as error:
            self.banner.show_error(error)

    def _open_page(self, key: str) -> None:
        tab = self._tabs[key]
        if key in _RAILED:
            self._inner.setCurrentWidget(tab)
        self._outer.setCurrentWidget(self._split if key in _RAILED else tab)
        self._show_drawer_button()
        self._hint()
        if not self._in_tabs():
            self._tabs[key].take_focus()

    def _in_tabs(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.tabs_bar.isAncestorOf(focused)

    def _show_drawer_button(self) -> None:
        present(self._details, shown=not self._wide and self.tabs_bar.current() not in ("goals", "history"))

    def _toggle_details(self) -> None:
        if self.tabs_bar.current() == "media":
            self.media_tab.toggle_side()
        else:
            self._split.toggle()

    def _hint(self) -> None:
        key = self.tabs_bar.current()
        said: dict[str, Speech] = {
            "goals": t("Alt+1…5 tick M1–M5 · F8 next missing item"),
            "history": t("Ctrl+Z undoes the last step · here single values come back"),
            "media": t("F2 captions · Enter next photo without one · Delete takes off"),
        }
        self.status.emit(said.get(key, t("Ctrl+Z undoes · Ctrl+1…6 change tab · F8 next missing item")))

    def _choose_bilingual(self, on: bool) -> None:
        self.set_bilingual(on=on)
        self._show_rail()
        self.bilingual_chosen.emit(on)

    def _media_notice(self, tone: str, cause: Speech, rest: Speech, view: Callable[[], object] | None) -> None:
        def show() -> None:
            self.open_tab("media")
            if view is not None:
                view()
            self.banner.clear()

        action: Speech = t("View") if view is not None else ""
        self.banner.show_notice(tone, cause, rest, action=action, on_action=show)  # type: ignore[arg-type]

    def _dropped(self, files: list[Path]) -> None:
        self.open_tab("media")
        self.media_tab.add_files(files)

    def _focus_moved(self, old: QWidget | None, now: QWidget | None) -> None:
        del now
        if old is not None and isValid(old) and self.isAncestorOf(old):
            if self.draft is not None and isValid(self.draft):
                self.draft.begin()
            if self.media is not None and isValid(self.media):
                self.media.begin()

    def _make_room(self, shown: bool) -> None:
        layout = self._banner_box.layout()
        if layout is not None:
            layout.setContentsMargins(*((20, 12, 20, 0) if shown else (0, 0, 0, 0)))


def _calm_drops(page: QWidget) -> None:
    """Text fields would take dropped files for text: leave every drop to the page."""
    for kind in (QLineEdit, QTextEdit):
        for field in page.findChildren(kind):
            field.setAcceptDrops(False)
