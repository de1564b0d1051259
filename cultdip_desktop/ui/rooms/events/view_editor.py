"""The editor: head, tabs, one banner, the rail; takes drops of files anywhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import NEEDS_REASON, EventState
from cultdip_desktop.domain.plan_words import TaskKind
from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.rooms.events.file_drop import FileDrop
from cultdip_desktop.ui.rooms.events.phrases import title_of, word
from cultdip_desktop.ui.rooms.events.series_words import rule_phrase
from cultdip_desktop.ui.rooms.events.view_frame import EditorFrame
from cultdip_desktop.ui.rooms.events.view_guide import Guide
from cultdip_desktop.ui.rooms.events.view_series import carried
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft
from cultdip_desktop.ui.rooms.events.viewmodel_history import EventHistory
from cultdip_desktop.ui.rooms.events.viewmodel_media import EventMedia
from cultdip_desktop.ui.rooms.events.viewmodel_tasks import EventTasks


class EditorPage(EditorFrame):
    """One event, whole. It stores itself; there is nothing to press."""

    def __init__(self, kit: Kit, today: Callable[[], date], currency: Callable[[], str]) -> None:
        super().__init__(kit, today, currency)
        self.drop = FileDrop(kit, self, "", self._dropped)
        self.guide = Guide(self._tabs, self.tabs_bar, self.banner, self.go_to)
        self.remarks.marked.connect(self.guide.mark)
        self._connect()

    def open(
        self, draft: EventDraft, media: EventMedia, history: EventHistory, tasks: EventTasks, *, bilingual: bool
    ) -> None:
        """Show an event."""
        self._disconnect()
        self.draft, self.media, self.tasks = draft, media, tasks
        self.guide.open(draft, media)
        for signal, slot in self._signals():
            signal.connect(slot)
        self.banner.clear()
        self.reason.hide()
        self.scope.hide()
        self.offer.follow(draft)
        self._show_rule()
        if draft.series is not None:
            draft.series.look()
        self._bilingual.setChecked(bilingual)
        self._tabs.open(draft, media, history, tasks, bilingual=bilingual)
        self._media_loaded()
        media.watched = True
        media.reload()
        tasks.reload()
        self._show_head()
        self.remarks.turn_to(self.tabs_bar.current())
        self.guide.show()
        self._show_trouble()

    def close_event(self) -> None:
        """The event is no longer shown: store it and let go of it."""
        self.commit()
        self._disconnect()
        self.offer.follow(None)
        self.scope.hide()
        self.draft = self.media = self.tasks = None
        self.guide.open(None, None)
        self._tabs.close()

    def commit(self) -> None:
        """Take what an input method still holds, and store everything."""
        _end_composing()
        if self.draft is not None:
            self.draft.flush()
        if self.media is not None:
            self.media.flush()
        if self.tasks is not None:
            self.tasks.flush()

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

    def finish(self) -> None:
        """Ctrl+Enter: the results are in, on to the next event; or say what is still missing."""
        if self.draft is None:
            return
        state = self.draft.event_now.state
        if state not in (EventState.APPROVED, EventState.HELD):
            self.done.emit(t("Results are completed once the event is approved and held"), None)
            return
        self.commit()
        if state is EventState.APPROVED and self.guide.may_step(EventState.HELD):
            self._move(EventState.HELD, "")
        if self.draft.event_now.state is EventState.HELD and self.guide.may_step(EventState.RESULTS_IN):
            self._move(EventState.RESULTS_IN, "")
            self.next_asked.emit(self.draft.event_now.id)

    def _connect(self) -> None:
        self.head.back.connect(self.back)
        self.head.step_asked.connect(self.ask_step)
        self.head.delete_asked.connect(self.delete_asked)
        self.head.copy_asked.connect(self.copy_asked)
        self.head.series_asked.connect(partial(self.open_tab, "series"))
        self.offer.chosen.connect(self._carry)
        self._tabs.notice.connect(partial(_tell_of_media, self))
        self._tabs.done.connect(self.done)
        self._tabs.go.connect(self.go)
        self._tabs.placed.connect(self.guide.show)
        self._tabs.task_wanted.connect(self._add_follow_up)
        self._bilingual.clicked.connect(self._choose_bilingual)
        self.kit.live.changed.connect(self._media_loaded)
        _shortcut(self, "F8", lambda: self.next_problem(1))
        _shortcut(self, "Shift+F8", lambda: self.next_problem(-1))
        _shortcut(self, "Ctrl+Return", self.finish)
        _shortcut(self, "Ctrl+N", self.new_asked.emit)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    def _signals(self) -> tuple[tuple[Any, Callable[..., object]], ...]:
        if self.draft is None or self.media is None or self.tasks is None:
            return ()
        series = self.draft.series
        return (
            *(((series.known, self._show_rule),) if series is not None else ()),
            (self.draft.loaded, self._loaded),
            (self.draft.restored, self._restored),
            (self.draft.gone, self._gone),
            (self.draft.edited, self._edited),
            (self.draft.checked, self.guide.show),
            (self.draft.trouble_changed, self._show_trouble),
            (self.draft.moved, self._moved),
            (self.draft.step_refused, self.banner.show_error),
            (self.media.trouble_changed, self._show_trouble),
            (self.media.loaded, self._media_loaded),
            (self.media.changed, self._media_loaded),
            (self.tasks.loaded, self._show_rail),
            (self.tasks.changed, self._show_rail),
            (self.tasks.trouble_changed, self._show_trouble),
        )

    def _disconnect(self) -> None:
        for signal, slot in self._signals():
            signal.disconnect(slot)

    def _media_loaded(self, *_ids: object) -> None:
        items = self.media.items if self.media is not None else ()
        self._tabs.thumbs.show_items(items, self.kit.live.words)
        self._show_rail()

    def _loaded(self, names: frozenset[str]) -> None:
        if self.draft is not None:
            self._tabs.show_event(names)
            self._show_head()
            self.guide.show()

    def _restored(self, names: frozenset[str]) -> None:
        if self.draft is not None:
            self._tabs.restore(names)
            self._show_head()
            self.guide.show()

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
        if self.draft is None or self.media is None or self.tasks is None:
            return
        on = self._bilingual.isChecked()
        self.rail.show_all(self.draft.event_now, self.media.items, self.draft.catalogue, bilingual=on)
        count = len(self.media.items)
        self.tabs_bar.set_badge("media", str(count) if count else "")
        self.rail.tasks.show_tasks(self.tasks)
        whole = len(self.tasks.items)
        self.tabs_bar.set_badge("tasks", f"{self.tasks.done_count}/{whole}" if whole else "")

    def _show_rule(self) -> None:
        series = self.draft.series if self.draft is not None else None
        info = series.info if series is not None else None
        self.head.show_rule(rule_phrase(info.series.rule) if info is not None else "")

    def _carry(self, names: tuple[str, ...], scope: Scope) -> None:
        series = self.draft.series if self.draft is not None else None
        if series is None or series.info is None:
            return
        count = series.info.all if scope is Scope.ALL else series.info.following
        series.carry(names, scope, lambda changes: self.done.emit(carried(count), changes))

    def _show_trouble(self) -> None:
        writers = (self.draft, self.media, self.tasks)
        trouble = next((each.trouble for each in writers if each is not None and each.trouble is not None), None)
        if trouble is not None:
            self.banner.show_error(trouble, action=t("Try again"), on_action=self.commit)
        else:
            self.banner.clear()
            self.guide.show_blockers()

    def _move(self, target: EventState, reason: str) -> None:
        if self.draft is None:
            return
        self.commit()
        try:
            self.draft.move(target, reason)
        except UserError as error:
            self.banner.show_error(error)

    def _choose_bilingual(self, on: bool) -> None:
        self.set_bilingual(on=on)
        self._show_rail()
        self.bilingual_chosen.emit(on)

    def _add_follow_up(self, words: str) -> None:
        if self.draft is not None and self.tasks is not None:
            self.draft.ensure_stored()
            self.tasks.add(words, None, TaskKind.FOLLOW_UP)
            self.done.emit(t("Follow-up task added"), None)

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
            if self.tasks is not None and isValid(self.tasks):
                self.tasks.begin()


def _tell_of_media(page: EditorPage, tone: str, cause: Speech, rest: Speech, view: Callable[[], object] | None) -> None:
    def show() -> None:
        page.open_tab("media")
        if view is not None:
            view()
        page.banner.clear()

    action: Speech = t("View") if view is not None else ""
    page.banner.show_notice(tone, cause, rest, action=action, on_action=show)  # type: ignore[arg-type]


def _end_composing() -> None:
    """Take what an input method still holds."""
    method = QGuiApplication.inputMethod()
    if method is not None:
        method.commit()


def _shortcut(page: QWidget, keys: str, act: Callable[[], object]) -> None:
    made = QShortcut(QKeySequence(keys), page)
    made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    made.activated.connect(act)
