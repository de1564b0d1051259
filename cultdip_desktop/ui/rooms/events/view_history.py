"""The history tab: a timeline of what was changed, by whom and when; single fields get their old value back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.field_words import CODE_LISTS, field_words, is_member, value_words
from cultdip_desktop.domain.labels import action_label, step_label
from cultdip_desktop.domain.undo import REDO, UNDO
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import EditorTab, form_page
from cultdip_desktop.ui.rooms.events.viewmodel_history import EventHistory, HistoryEntry, HistoryPage, HistoryStep

COLLAPSED: Final = 6
"""Steps shown before "Show more"."""

_MORE: Final = 25
_LONGEST: Final = 240
"""Characters of a value; the tooltip has the rest."""

_LONG: Final = 80
"""Characters of both values from which the tooltip shows them whole."""

_FILES: Final = 3
"""Files named in one line."""

_ICONS: Final = {
    "event.add": "plus",
    "event.state": "circle-dot",
    "event.state_many": "circle-dot",
    "event.delete": "trash-2",
    "event.delete_many": "trash-2",
    "event.restore": "archive-restore",
    "event.restore_many": "archive-restore",
    "event.goal_many": "target",
    "event.field": "rotate-ccw",
    "media.attach": "image-plus",
    "media.edit": "image",
    "media.remove": "trash-2",
    "media.restore": "archive-restore",
    UNDO: "undo-2",
    REDO: "redo-2",
}


class HistoryTab(EditorTab):
    """Newest first, six steps until more are asked for; one field at a time if wanted."""

    restored = Signal(object, object)
    """What was restored (`Speech`) and its `ChangeSet`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._history: EventHistory | None = None
        self._page: HistoryPage | None = None
        self._shown = COLLAPSED
        self._fields: list[str] = []
        self.field = ComboBox(kit)
        self.field.setMinimumWidth(kit.look.px(260))
        kit.name(self.field, t("Show changes of one field"))
        self.field.chosen.connect(lambda _path: self._choose())
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._more = Button(
            kit,
            n("Show {n} earlier change", "Show {n} earlier changes", _MORE),
            "link",
            icon="chevron-down",
            on_click=self._show_more,
        )
        self._empty = EmptyState(
            kit, "history", t("No change yet"), t("Every change will be listed here, with who made it.")
        )
        self._scroll = form_page()
        self._scroll.add(row(PlainLabel(kit, t("Show"), "label"), self.field, None, self._count, gap=8))
        self._scroll.add(self._lines)
        self._scroll.add(row(self._more, None))
        self._scroll.add(self._empty)
        self._scroll.end()
        self.setLayout(column(self._scroll, gap=0))
        kit.live.changed.connect(self._render)

    def open_history(self, history: EventHistory | None) -> None:
        """Follow another event; asked for when the tab is shown."""
        if self._history is not None:
            self._history.deleteLater()
        self._history, self._page = history, None
        self._shown, self._fields = COLLAPSED, []
        if history is not None:
            history.loaded.connect(self._load)
        self._render()
        self.refresh()

    def refresh(self) -> None:
        """Something changed: ask again, if anybody sees it."""
        if self._history is not None and self.isVisible():
            self._history.reload()

    def showEvent(self, event: object) -> None:
        """Seen now."""
        super().showEvent(event)  # type: ignore[arg-type]
        self.refresh()

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """A save or an undo is a new line."""
        del event
        if names is not None:
            self.refresh()

    def go_to(self, field: str) -> None:
        """Begin at the choice of a field."""
        del field
        self.field.setFocus()

    def _load(self, page: HistoryPage) -> None:
        self._page = page
        self._render()

    def _choose(self) -> None:
        self._shown = COLLAPSED
        self._render()

    def _show_more(self) -> None:
        self._shown += _MORE
        at = self._lines.count()
        self._render()
        item = self._lines.itemAt(at)
        shown = item.widget() if item is not None else None
        button = shown.findChild(Button) if shown is not None else None
        (button or self.field).setFocus()

    def _render(self) -> None:
        words = self.kit.live.words
        focused = QApplication.focusWidget()
        leads = focused is not None and focused is not self.field and self.isAncestorOf(focused)
        clear(self._lines)
        page = self._page
        self._offer_fields(words)
        path = self.field.value() or ""
        steps = _matching(page.steps, path) if page is not None else []
        today = self._history.today() if self._history is not None else None
        for index, step in enumerate(steps[: self._shown]):
            last = index == min(self._shown, len(steps)) - 1
            assert page is not None and today is not None  # noqa: S101, PT018 - there are steps only with a page
            self._lines.addWidget(_StepLine(self, step, page, path, today, last=last))
        rest = len(steps) - self._shown
        self._more.say(n("Show {n} earlier change", "Show {n} earlier changes", min(rest, _MORE)))
        present(self._more, shown=rest > 0)
        present(self._empty, shown=page is not None and not steps)
        self._count.say(n("{n} change", "{n} changes", len(steps)) if page is not None else "")
        if leads:
            self.field.setFocus()
        self._lead_tab_key()

    def _lead_tab_key(self) -> None:
        """Lines are made anew: Tab goes through them from top to bottom all the same."""
        before: QWidget = self.field
        for index in range(self._lines.count()):
            item = self._lines.itemAt(index)
            shown = item.widget() if item is not None else None
            for button in shown.findChildren(Button) if shown is not None else ():
                self.setTabOrder(before, button)
                before = button
        self.setTabOrder(before, self._more)

    def _offer_fields(self, words: Words) -> None:
        page, chosen = self._page, self.field.value()
        found = {entry.field for step in page.steps for entry in step.entries if _named(entry)} if page else set()
        catalogue = page.catalogue if page else None
        named = sorted((field_words(words, path, catalogue), path) for path in found)
        self.field.clear_choices()
        self.field.add("", t("All fields"))
        for name, path in named:
            self.field.add(path, name)
        self.field.set_value(chosen if chosen in found else "")

    def ask_restore(self, entry: HistoryEntry, name: str) -> None:
        """Give the field its old value back; the toast takes that back again."""
        if self._history is None or self.draft is None:
            return
        self.draft.begin()

        def done(changes: ChangeSet) -> None:
            self.restored.emit(t("Restored: {what}", what=name), changes)

        self._history.restore(entry, done)


class _StepLine(QWidget):
    """One step: icon, what was done, who and when; under it a line for each field."""

    def __init__(
        self, tab: HistoryTab, step: HistoryStep, page: HistoryPage, path: str, today: datetime, *, last: bool
    ) -> None:
        super().__init__()
        kit, words = tab.kit, tab.kit.live.words
        done = PlainLabel(kit, _done(words, step, page.files), "medium")
        when = " · ".join(part for part in (step.who, _when(words, step.at, today)) if part)
        head = row(done, PlainLabel(kit, when, "small", "secondary"), None, gap=10)
        lines = QVBoxLayout()
        lines.setContentsMargins(0, 0, 0, 14)
        lines.setSpacing(2)
        lines.addLayout(head)
        for entry in step.entries:
            if _named(entry) and path in ("", entry.field):
                lines.addWidget(_FieldLine(tab, entry, page, words))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        line.addWidget(_Mark(kit, _ICONS.get(step.label, "pencil"), last=last))
        line.addLayout(lines, 1)


class _FieldLine(QWidget):
    """`Event title: «old» → «new»`, and the button that brings the old one back."""

    def __init__(self, tab: HistoryTab, entry: HistoryEntry, page: HistoryPage, words: Words) -> None:
        super().__init__()
        kit = tab.kit
        name = field_words(words, entry.field, page.catalogue)
        if entry.entity == "media":
            name = words.t("{file}: {field}", file=page.files.get(entry.entity_id, words.t("A file")), field=name)
        old, new = (
            value_words(words, entry.field, value, zone=page.zone, catalogue=page.catalogue)
            for value in (entry.old, entry.new)
        )
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(10)
        change = PlainLabel(kit, _change(words, entry.field, name, old, new), "body", "secondary", wrap=True)
        if len(old) + len(new) > _LONG:
            kit.tip(change, f"{name}\n\n{old or '–'}\n\n→ {new or '–'}")
        grid.addWidget(change, 0, 0, Qt.AlignmentFlag.AlignVCenter)
        grid.setColumnStretch(0, 1)
        if entry.restorable:
            button = Button(kit, t("Restore this value"), "link", icon="rotate-ccw")
            button.clicked.connect(lambda _on=False: tab.ask_restore(entry, name))
            button.setAccessibleDescription(f"{name}: {old or words.t('empty')}")
            grid.addWidget(button, 0, 1, Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(kit.look.px(28))


class _Mark(QWidget):
    """The 24 px column: an icon in a ring, and the line that leads to the step before."""

    def __init__(self, kit: Kit, icon: str, *, last: bool) -> None:
        super().__init__()
        self._look, self._icon, self._last = kit.look, icon, last
        self.setFixedWidth(kit.look.px(24))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        kit.look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """At least the ring."""
        side = self._look.px(24)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ring, icon and line."""
        del event
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = look.px(24)
        painter.setPen(QPen(look.colour("border.control"), 1))
        if not self._last:
            painter.drawLine(side // 2, side + 3, side // 2, self.height() - 3)
        painter.setBrush(look.colour("bg.surface"))
        painter.drawEllipse(1, 1, side - 3, side - 3)
        size = look.px(13)
        at = (side - 1 - size) // 2
        painter.drawPixmap(at, at, look.pixmap(self._icon, "text.secondary", 13))


def _matching(steps: Sequence[HistoryStep], path: str) -> list[HistoryStep]:
    if not path:
        return list(steps)
    return [step for step in steps if any(entry.field == path for entry in step.entries)]


def _named(entry: HistoryEntry) -> bool:
    """Whether the entry is about a field, rather than about making or removing the whole thing."""
    return bool(entry.field)


def _done(words: Words, step: HistoryStep, names: Mapping[str, str]) -> str:
    """What was done: "Sửa sự kiện"; of an undo also what it took back, of files which ones."""
    files = [names[each] for each in step.files[:_FILES] if each in names]
    if step.label.startswith("media.") and files and not any(entry.field for entry in step.entries):
        listed = ", ".join(files)
        if len(step.files) > len(files):
            listed = words.t("{files} and others", files=listed)
        return words.t("{done}: {files}", done=_act(words, step), files=listed)
    return _act(words, step)


def _act(words: Words, step: HistoryStep) -> str:
    if step.label in (UNDO, REDO):
        what = step_label(words, str(step.params.get("what", "")), step.params)
        return words.t("Undo: {what}", what=what) if step.label == UNDO else words.t("Redo: {what}", what=what)
    if step.label == "media.attach":
        return words.n("{n} file attached", "{n} files attached", int(step.params.get("n", 1)))
    return action_label(words, step.label)


def _when(words: Words, at: datetime, today: datetime) -> str:
    """The time alone, with "today", else the day with its time."""
    if at.date() == today.date():
        return words.t("today {time}", time=dates.clock(at))
    return f"{dates.day(words, at)} {dates.clock(at)}"


def _change(words: Words, path: str, name: str, old: str, new: str) -> str:
    if is_member(path) and not (old and new):
        shown = name if path not in CODE_LISTS else f"{name} {_quoted(words, old or new)}"
        return words.t("{field}: removed", field=shown) if old else words.t("{field}: added", field=shown)
    before, after = _quoted(words, old), _quoted(words, new)
    return words.t("{field}: {old} → {new}", field=name, old=before, new=after)


def _quoted(words: Words, text: str) -> str:
    if not text:
        return words.t("empty")
    flat = " ".join(text.split())
    return words.t("“{text}”", text=flat if len(flat) <= _LONGEST else f"{flat[:_LONGEST]}…")
