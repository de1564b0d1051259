"""What the tabs of the editor have in common, and rows of fields that wrap."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.surfaces import ScrollPage
from cultdip_desktop.ui.rooms.events.viewmodel_draft import EventDraft

WIDEST = 980
"""Text columns grow no wider than this (px at 100 %)."""


class EditorTab(QWidget):
    """One tab of the editor. It shows the draft it is given and tells that draft what the user changes."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.kit = kit
        self.draft: EventDraft | None = None
        self._insists = False

    def open(self, draft: EventDraft) -> None:
        """Show another draft from now on."""
        self.draft = draft
        self.show_event(draft.event_now, None)

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """Show these fields (None = all) as they are now; the user did not change them here."""

    def restore(self, event: Event, names: frozenset[str]) -> None:
        """Undo or the history changed these fields: show them even where the focus is."""
        self._insists = True
        self.show_event(event, names)
        self._insists = False

    def show_typed(self, field: str, text: str) -> None:
        """Show text of a field again that could not be read as a date, number or amount."""

    def busy(self, *widgets: QWidget) -> bool:
        """Whether the user is writing in one of these, so that it is not to be changed under the cursor."""
        return not self._insists and any(widget.hasFocus() for widget in widgets)

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Say what is wrong beside the fields; `loud` also says what is merely missing."""

    def go_to(self, field: str) -> None:
        """Put the focus on the field of this path."""

    def reveal(self, page: ScrollPage, widget: QWidget) -> None:
        """Scroll to a widget; again in a moment, for what was just made has no place yet."""
        page.show_widget(widget)
        QTimer.singleShot(0, widget, lambda: page.show_widget(widget))

    def take_focus(self) -> None:
        """The tab was opened: begin where one begins to write."""
        self.go_to("")

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone."""
        for field in self.findChildren(BilingualField):
            field.set_bilingual(on=on)

    def edit(self, **changes: object) -> None:
        """The user changed these fields of the event."""
        if self.draft is not None:
            self.draft.edit(**changes)

    def choose(self, **changes: object) -> None:
        """As `edit`, for something chosen rather than typed: each choice is undone by itself."""
        if self.draft is not None:
            self.draft.begin()
            self.draft.edit(**changes)
            self.draft.begin()

    def cannot_read(self, field: str, text: str) -> None:
        """A field holds text that cannot be read; empty once it can."""
        if self.draft is not None:
            self.draft.aside.cannot_read(field, text)


class FieldRow(QWidget):
    """Fields side by side in weighted columns; where there is no room, fewer in a line."""

    def __init__(self, kit: Kit, *fields: tuple[QWidget, int], wide: int, narrow: int = 2, gap: int = 12) -> None:
        """`wide` is the width (px at 100 %) from which all stand in one line; below, `narrow` of them do."""
        super().__init__()
        self._look = kit.look
        self._fields = fields
        self._wide, self._narrow = wide, narrow
        self._per_line = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(gap)
        self._grid.setVerticalSpacing(gap)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._arrange(len(fields))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap or unwrap."""
        super().resizeEvent(event)
        self._arrange(len(self._fields) if self.width() >= self._look.px(self._wide) else self._narrow)

    def minimumSizeHint(self) -> QSize:
        """As wide as the wrapped form needs."""
        widest = max(widget.minimumSizeHint().width() for widget, _weight in self._fields)
        return QSize(widest, super().minimumSizeHint().height())

    def _arrange(self, per_line: int) -> None:
        if per_line == self._per_line:
            return
        self._per_line = per_line
        for position, (widget, weight) in enumerate(self._fields):
            self._grid.removeWidget(widget)
            line, place = divmod(position, per_line)
            self._grid.addWidget(widget, line, place)
            if line == 0:
                self._grid.setColumnStretch(place, weight if per_line == len(self._fields) else 1)
        for place in range(per_line, len(self._fields)):
            self._grid.setColumnStretch(place, 0)


def form_page() -> ScrollPage:
    """The scrolling page of a form, no wider than is comfortable to read."""
    page = ScrollPage(gap=14)
    inner = page.widget()
    if inner is not None:
        inner.setMaximumWidth(WIDEST)
    return page
