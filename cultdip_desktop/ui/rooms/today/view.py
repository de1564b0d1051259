"""The Today room: one banner, what to do and what comes next at the left; report, gaps and package at the right."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QWidget

from cultdip_desktop.domain.today import Notice, TodayView, Work
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import Banner, EmptyState, IconLabel
from cultdip_desktop.ui.kit.room import Room, Route
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel
from cultdip_desktop.ui.rooms.today import phrases
from cultdip_desktop.ui.rooms.today.rows import JumpRow
from cultdip_desktop.ui.rooms.today.targets import event_route, notice_route
from cultdip_desktop.ui.rooms.today.view_side import GapsCard, HeadquartersCard, PackageCard, ReportCard
from cultdip_desktop.ui.rooms.today.view_tasks import TasksCard
from cultdip_desktop.ui.rooms.today.view_upcoming import UpcomingCard
from cultdip_desktop.ui.rooms.today.viewmodel import TodayModel

_SIDE: Final = 300
_NARROW_SIDE: Final = 264
_TALL: Final = 900
"""From this height on more tasks and events are shown."""

_TASKS: Final = (5, 12)
_EVENTS: Final = (3, 6)
"""Shown in low and in tall windows: as many as leave room for what stands below."""


class TodayRoom(Room):
    """Shows one `TodayView`; asks again when something changed or a day has begun. Places: "" and `all`."""

    def __init__(self, kit: Kit, model: TodayModel) -> None:
        super().__init__(kit, "today", phrases.heading(model.daybreak.today()))
        self._model = model
        self._view: TodayView | None = None
        self._every = False
        self._dismissed: Notice | None = None
        self._saying = False
        self._arriving = False
        self.lunar = ElidedLabel(kit, "", "small", "secondary")
        self.head.add_mark(IconLabel(kit, "moon", "gold.fill", 15))
        self.head.add_mark(self.lunar)
        self.photos = Button(kit, t("Add photos"), icon="image-plus", on_click=self._add_photos)
        self.photos.disable(t("Photos belong to an event: there is none yet."))
        self.head.add_action(self.photos)
        self.set_primary(
            Button(
                kit,
                t("New event"),
                "primary",
                icon="plus",
                shortcut="Ctrl+N",
                on_click=lambda: self.go.emit(Route("events", "new")),
            )
        )
        self.notice = Banner(kit)
        self.tasks = TasksCard(kit)
        self.upcoming = UpcomingCard(kit)
        self.report = ReportCard(kit, model.zone)
        self.gaps = GapsCard(kit)
        self.headquarters = HeadquartersCard(kit)
        self.package = PackageCard(kit)
        self.start = _beginning(kit, self)
        self._page = ScrollPage(margins=(20, 16, 20, 16))
        self._lay_out()
        self._connect()

    def enter(self, route: Route) -> None:
        """Show how things stand now."""
        self._every = route.place == "all"
        self._arriving = True
        self.banner.clear()
        self._model.daybreak.look()
        self._model.look()
        if self._view is not None:
            self._show(self._view)

    def route(self) -> Route:
        """Where the user is."""
        return Route(self.key, "all" if self._every else "")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show more of the next events in tall windows."""
        before = event.oldSize().height()
        super().resizeEvent(event)
        if self._view is not None and (before < _TALL) != (self.height() < _TALL):
            self._show(self._view)

    def resized(self, *, wide: bool) -> None:
        """Narrow windows leave the right column less."""
        self._side.setFixedWidth(self.kit.look.px(_SIDE if wide else _NARROW_SIDE))

    def _lay_out(self) -> None:
        left = boxed(column(self.notice, self.start, self.tasks, self.upcoming, None, gap=12))
        left.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._side = boxed(column(self.report, self.headquarters, self.gaps, self.package, None, gap=12))
        self._both = QWidget()
        line = QHBoxLayout(self._both)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(16)
        line.addWidget(left, 1)
        line.addWidget(self._side)
        self._page.add(self._both)
        self._page.body.setStretch(0, 1)
        self.add(self._page, 1)
        present(self._both, shown=False)
        present(self.start, shown=False)

    def _connect(self) -> None:
        model = self._model
        model.seen.connect(self._show)
        model.failed.connect(self._fail)
        model.daybreak.broke.connect(model.look)
        for card in (self.tasks, self.upcoming, self.report, self.gaps, self.headquarters, self.package):
            card.followed.connect(self.go)
        self.tasks.all_asked.connect(self._show_all)
        self.tasks.ticked.connect(self._finish)
        self.notice.appeared.connect(self._hear_notice)
        self.kit.look.changed.connect(self._dress)
        kinds = {
            "event",
            "media",
            "person",
            "settings",
            "setting",
            "package",
            "report",
            "catalogue",
            "key",
            "task",
            "partner",
            "programme",
            "directive",
            "receipt",
            "duty",
            "inbox",
        }
        self.kit.bus.watch(self, kinds, lambda _changes: self._changed())

    def _finish(self, work: Work) -> None:
        said = t("Done: {what}", what=work.text)
        self._model.finish(work, lambda changes: self.done.emit(said, changes))

    def _changed(self) -> None:
        """Something was written; a page that is not shown asks when it is entered."""
        if self.isVisible():
            self._model.look()

    def _dress(self) -> None:
        self.resized(wide=self.wide)
        if self._view is not None:
            self._show(self._view)

    def _show_all(self, every: bool) -> None:
        self._every = every
        if self._view is not None:
            self.tasks.show_view(self._view, self._room_for(_TASKS), every=every)
            self.tasks.more.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, view: TodayView) -> None:
        self._view = view
        self.head.say(phrases.heading(view.today))
        self.lunar.say(phrases.lunar_day(view.today))
        self._say_photos(view)
        self._say_notice(view)
        held = _focused_target()
        for card in (self.tasks, self.upcoming):
            present(card, shown=not view.empty)
        present(self.start, shown=view.empty)
        self.tasks.show_view(view, self._room_for(_TASKS), every=self._every)
        self.upcoming.show_view(view, self._room_for(_EVENTS))
        self.report.show_report(view.report)
        self.gaps.show_gaps(view.gaps, view.report)
        present(self.gaps, shown=not view.empty)
        self.headquarters.show_view(view)
        self.package.show_view(view, self._model.zone)
        present(self._both, shown=True)
        self._refocus(held)
        self.status.emit(t("Ctrl+N new event · Ctrl+K search and commands"))

    def _say_photos(self, view: TodayView) -> None:
        if view.photo_event is None:
            self.photos.disable(t("Photos belong to an event: there is none yet."))
        else:
            self.photos.enable()
            self.kit.tip(self.photos, t("Add photos to “{event}”", event=phrases.title(view.photo_event[1])))

    def _say_notice(self, view: TodayView) -> None:
        self._saying = True
        if view.notice is None or view.notice == self._dismissed or self.banner.isVisible():
            self.notice.clear()
        else:
            self._show_notice(view.notice, view)
        self._saying = False

    def _show_notice(self, notice: Notice, view: TodayView) -> None:
        tone, icon, cause, rest, action = phrases.banner(notice, view, self._model.zone)
        route = notice_route(view)
        self.notice.show_notice(tone, cause, rest, action=action, on_action=lambda: self.go.emit(route), icon=icon)

    def _hear_notice(self, shown: bool) -> None:
        """Waved away: the same words do not come again until something changes."""
        if not shown and not self._saying and self._view is not None and self.notice.isHidden():
            self._dismissed = self._view.notice

    def _refocus(self, held: Route | None) -> None:
        """Rows are made anew: the focus stays where it was, and begins at the first task."""
        rows = [
            *self.tasks.rows,
            *self.upcoming.rows,
            *self.report.rows,
            *self.headquarters.rows,
            *self.package.rows,
        ]
        focused = QApplication.focusWidget()
        if held is not None and (same := next((row for row in rows if row.target == held), None)):
            same.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif self._arriving and rows and (focused is None or not self.isAncestorOf(focused)):
            rows[0].setFocus(Qt.FocusReason.OtherFocusReason)
        self._arriving = False

    def _fail(self, error: object) -> None:
        self.notice.clear()
        self.show_error(error)  # type: ignore[arg-type]

    def _add_photos(self) -> None:
        if self._view is not None and self._view.photo_event is not None:
            self.go.emit(event_route(self._view.photo_event[0], "media"))

    def _room_for(self, counts: tuple[int, int]) -> int:
        return counts[self.height() >= _TALL]


def _focused_target() -> Route | None:
    widget = QApplication.focusWidget()
    return widget.target if isinstance(widget, JumpRow) else None


def _beginning(kit: Kit, room: Room) -> Card:
    """What an office without events shows: the three first steps."""
    card = Card(kit)
    empty = EmptyState(
        kit,
        "sun",
        t("Nothing recorded yet"),
        t(
            "Record the first event: what is to be done, what comes next and what the report lacks will stand here. "
            "Name who signs, and ask for a certificate in good time."
        ),
    )
    for words, icon, route in (
        (t("People of this office"), "users", Route("settings", "people")),
        (t("Signing key"), "key-round", Route("settings", "keys")),
    ):
        empty.add_action(Button(kit, words, icon=icon, on_click=partial(room.go.emit, route)))
    card.add(row(empty))
    return card
