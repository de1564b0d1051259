"""The board: a column for each state of an event's life; cards go from one to the next by mouse or key."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cultdip_desktop.domain.event import NEEDS_REASON, TRANSITIONS, EventState
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import IconButton, add_action
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.marks import STATE_MARKS, CountBadge
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.reason import ReasonBar
from cultdip_desktop.ui.kit.surfaces import row
from cultdip_desktop.ui.kit.text import ElidedLabel
from cultdip_desktop.ui.rooms.plan.phrases import word
from cultdip_desktop.ui.rooms.plan.view_column import BoardColumn
from cultdip_desktop.ui.rooms.plan.viewmodel_board import COLUMNS, FOLDED, BoardModel

_FOLD: Final = 40
_HEAD: Final = 22


class BoardView(QWidget):
    """Shows ids by state; every step is asked for as `step_asked` and may be refused."""

    opened = Signal(str)
    delete_asked = Signal(str)
    step_asked = Signal(str, object, str)
    """Id, the `EventState` wanted, and the reason where one is needed."""

    def __init__(self, kit: Kit, board: BoardModel) -> None:
        super().__init__()
        self._kit = kit
        self._ids: dict[EventState, list[str]] = {state: [] for state in EventState}
        self._wanted = ""
        self.columns: dict[EventState, BoardColumn] = {}
        self._counts: dict[EventState, CountBadge] = {}
        self._folds: dict[EventState, tuple[QWidget, QWidget]] = {}
        self._fold_buttons: dict[EventState, IconButton] = {}
        self._fold_counts: dict[EventState, CountBadge] = {}
        self.reason = ReasonBar(kit)
        self._ghost = _Ghost(self)
        line = QHBoxLayout()
        line.setContentsMargins(16, 12, 16, 12)
        line.setSpacing(8)
        for state in (*COLUMNS, *FOLDED):
            whole = self._column(state, board)
            line.addWidget(whole, 1)
            if state in FOLDED:
                line.addWidget(self._fold(state, whole))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.reason)
        outer.addLayout(line, 1)

    def show_board(self, ids: Mapping[EventState, Sequence[str]]) -> None:
        """Show where everything stands."""
        self._ids = {state: list(found) for state, found in ids.items()}
        for state, column in self.columns.items():
            column.set_ids(self._ids[state])
            self._count(state)
        self._find_wanted()

    def state_of(self, event_id: str) -> EventState | None:
        """The column in which a card stands."""
        return next((state for state, ids in self._ids.items() if event_id in ids), None)

    def take_focus(self) -> None:
        """Into the first column that has cards, or the one where it was."""
        focused = next((column for column in self.columns.values() if column.hasFocus()), None)
        filled = next((self.columns[state] for state in COLUMNS if self._ids[state]), self.columns[COLUMNS[0]])
        (focused or filled).setFocus(Qt.FocusReason.OtherFocusReason)

    def unfold(self, state: EventState, *, on: bool = True) -> None:
        """Show or fold the column of what was postponed or cancelled."""
        whole, fold = self._folds[state]
        present(whole, shown=on)
        present(fold, shown=not on)

    def ask_step(self, event_id: str, state: EventState) -> None:
        """Take a card to another state; where a reason is needed it is asked for first."""
        if state in NEEDS_REASON:
            self.reason.ask(state, lambda reason: self._step(event_id, state, reason))
        else:
            self._step(event_id, state, "")

    def show_moved(self, event_id: str, state: EventState) -> None:
        """Put a card where it is going before the store has answered, and keep the focus on it."""
        source = self.state_of(event_id)
        if source is None:
            return
        self._ids[source].remove(event_id)
        self._ids[state].insert(0, event_id)
        for changed in (source, state):
            self.columns[changed].set_ids(self._ids[changed])
            self._count(changed)
        self._wanted = event_id
        self._find_wanted()

    # -- parts

    def _column(self, state: EventState, board: BoardModel) -> QWidget:
        kit = self._kit
        made = self.columns[state] = BoardColumn(kit, state, board)
        count = self._counts[state] = CountBadge(kit, "0")
        name = ElidedLabel(kit, word(state), "strong")
        head = row(IconLabel(kit, STATE_MARKS[state].icon, "text.secondary", 15), name, count, gap=6)
        head.addStrut(kit.look.px(_HEAD))
        head.setStretch(1, 1)
        head.setContentsMargins(5, 8, 4, 6)
        if state in FOLDED:
            head.addWidget(
                IconButton(kit, "chevron-right", t("Fold this column"), on_click=lambda: self._refold(state))
            )
        whole = QFrame()
        whole.setProperty("kind", "sunken")
        whole.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(4, 0, 4, 4)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(made, 1)
        whole.setMinimumWidth(kit.look.px(112))
        self._connect(made)
        return whole

    def _connect(self, made: BoardColumn) -> None:
        made.opened.connect(self.opened)
        made.delete_asked.connect(self.delete_asked)
        made.menu_asked.connect(self._menu)
        made.pulled.connect(self._pull)
        made.dropped.connect(self._drop)
        made.step_asked.connect(self._step_by_key)
        made.walk_asked.connect(lambda by: self._walk(made, by))

    def _fold(self, state: EventState, whole: QWidget) -> QWidget:
        button = IconButton(self._kit, STATE_MARKS[state].icon, word(state), on_click=lambda: self._unfold(state))
        count = self._fold_counts[state] = CountBadge(self._kit, "0")
        made = QFrame()
        made.setLayout(QVBoxLayout())
        made.setProperty("kind", "sunken")
        made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        made.setFixedWidth(self._kit.look.px(_FOLD))
        layout = made.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(4, 6, 4, 6)
            layout.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(count, 0, Qt.AlignmentFlag.AlignHCenter)
            layout.addStretch(1)
        self._folds[state] = (whole, made)
        whole.hide()
        self._fold_buttons[state] = button
        return made

    def _unfold(self, state: EventState) -> None:
        self.unfold(state)
        self.columns[state].setFocus()

    def _refold(self, state: EventState) -> None:
        self.unfold(state, on=False)
        self._fold_buttons[state].setFocus()

    def _count(self, state: EventState) -> None:
        number = len(self._ids[state])
        self._counts[state].set(str(number))
        if state in FOLDED:
            self._fold_counts[state].set(str(number))
            said = n("{state}: {n} event", "{state}: {n} events", number, state=word(state))
            self._fold_buttons[state].say(said)

    # -- steps

    def _step(self, event_id: str, state: EventState, reason: str) -> None:
        self.step_asked.emit(event_id, state, reason)

    def _step_by_key(self, event_id: str, by: int) -> None:
        state = self.state_of(event_id)
        if state in COLUMNS:
            at = COLUMNS.index(state) + by
            if 0 <= at < len(COLUMNS):
                self.ask_step(event_id, COLUMNS[at])
        elif state is not None:
            self.ask_step(event_id, EventState.PREPARING)

    def _walk(self, source: BoardColumn, by: int) -> None:
        shown = [column for column in self.columns.values() if column.isVisible()]
        at = shown.index(source) + by
        if 0 <= at < len(shown):
            shown[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _pull(self, event_id: str, place: QPoint) -> None:
        source = self.columns.get(self.state_of(event_id) or EventState.IDEA)
        if source is None:
            return
        if self._ghost.isHidden():
            self._ghost.show_card(source.picture(source.model.row_of(event_id)))
        self._ghost.move(self.mapFromGlobal(place) - QPoint(24, 16))
        target = self._column_at(place)
        for column in self.columns.values():
            column.set_target(on=column is target and column is not source)

    def _drop(self, event_id: str, place: QPoint) -> None:
        self._ghost.hide()
        for column in self.columns.values():
            column.set_target(on=False)
        target = self._column_at(place)
        if target is not None and target.state is not self.state_of(event_id):
            self.ask_step(event_id, target.state)

    def _column_at(self, place: QPoint) -> BoardColumn | None:
        for state, column in self.columns.items():
            whole = column.parentWidget()
            fold = self._folds[state][1] if state in FOLDED else None
            for area in (whole, fold):
                if area is not None and area.isVisible() and area.rect().contains(area.mapFromGlobal(place)):
                    return column
        return None

    def _find_wanted(self) -> None:
        state = self.state_of(self._wanted) if self._wanted else None
        if state is None:
            return
        column = self.columns[state]
        column.select(self._wanted)
        if column.isVisible():
            column.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget_wanted(self) -> None:
        """The user went on: the next answer leaves the focus where it is."""
        self._wanted = ""

    def _menu(self, event_id: str, point: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self._kit, menu, t("Open"), lambda: self.opened.emit(event_id), icon="pencil")
        menu.addSeparator()
        state = self.state_of(event_id)
        for other in EventState:
            if state is not None and other in TRANSITIONS[state]:
                speech = t("Move to “{state}”", state=word(other))
                add_action(self._kit, menu, speech, _asking(self, event_id, other), icon=STATE_MARKS[other].icon)
        menu.addSeparator()
        add_action(self._kit, menu, t("Move to the trash"), lambda: self.delete_asked.emit(event_id), icon="trash-2")
        menu.popup(point)


class _Ghost(QWidget):
    """The card that hangs from the mouse."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self._picture = QPixmap()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_card(self, picture: QPixmap) -> None:
        """Show this card above everything."""
        self._picture = picture
        self.resize(picture.size())
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it a little transparent."""
        del event
        painter = QPainter(self)
        painter.setOpacity(0.9)
        painter.drawPixmap(0, 0, self._picture)


def _asking(board: BoardView, event_id: str, state: EventState) -> Callable[[], None]:
    return lambda: board.ask_step(event_id, state)
