"""The head of the editor: back, title and state, what and when, the menu, and the one next step."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy

from cultdip_desktop.domain.event import Event, EventState
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton, add_action
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.marks import KIND_ICONS, STATE_MARKS, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import day_of_event, lunar_of_event, title_of, word
from cultdip_desktop.ui.rooms.events.steps import FORWARD, others

_HEIGHT = 64
_RULE_FROM = 960
"""Width (px at 100 %) from which there is room for the rule of a series."""


class EditorHead(QFrame):
    """Says which event is open and how it stands."""

    back = Signal()
    step_asked = Signal(object)
    """`EventState` to go to."""

    delete_asked = Signal()
    copy_asked = Signal()
    series_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("kind", "pagehead")
        self.title = ElidedLabel(kit, "", "h1")
        self.title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.state = Pill(kit)
        self._icon = IconLabel(kit, "sparkles", "text.secondary", 13)
        self._about = ElidedLabel(kit, "", "small", "secondary")
        self._about.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._lunar = PlainLabel(kit, "", "small", "gold")
        self._number = PlainLabel(kit, "", "small", "secondary")
        self._repeat = IconLabel(kit, "repeat", "text.secondary", 13)
        self.series = ElidedLabel(kit, "", "small", "secondary")
        self.series.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._rule: Speech = ""
        self._tip = kit.tip(self._repeat, "")
        for part in (self._repeat, self.series):
            present(part, shown=False)
        self._reason = ElidedLabel(kit, "", "small", "warn")
        self.menu = QMenu(self)
        self._more = IconButton(kit, "ellipsis", t("More actions"), framed=True)
        self._more.set_menu(self.menu)
        self.primary = Button(kit, "", "primary", on_click=self._ask_step)
        self._next: EventState | None = None
        self._shown_state: tuple[EventState, bool] | None = None
        words = column(
            row(self.title, self.state, None, gap=10),
            row(
                self._icon, self._about, self._lunar, self._number, self._repeat, self.series, self._reason, None, gap=6
            ),
            gap=2,
        )
        line = QHBoxLayout(self)
        line.setContentsMargins(16, 8, 20, 6)
        line.setSpacing(12)
        line.addWidget(IconButton(kit, "arrow-left", t("Back to the list"), on_click=self.back.emit))
        line.addLayout(words, 1)
        line.addWidget(self._more)
        line.addWidget(self.primary)
        self._fit()
        kit.look.changed.connect(self._fit)
        kit.look.changed.connect(self._keep_state)
        kit.live.changed.connect(self._keep_state)

    def show_event(self, event: Event) -> None:
        """Show what the event is called, how it stands, and what comes next."""
        self.title.say(Phrase(lambda words: title_of(words, event.title)))
        self.state.set(word(event.state), STATE_MARKS[event.state])
        self._keep_state()
        self._icon.set(KIND_ICONS[event.kind], f"kind.{event.kind.value}")
        kind, day = word(event.kind), day_of_event(event)
        self._about.say(Phrase(lambda words: f"{kind.render(words)}  ·  {day.render(words)}"))
        moon = lunar_of_event(event)
        self._lunar.say(Phrase(lambda words: f"·  {moon.render(words)}") if isinstance(moon, Phrase) else "")
        present(self._lunar, shown=bool(moon))
        self._number.say(f"·  {event.number}" if event.number else "")
        self._reason.say(t("·  Reason: {reason}", reason=event.state_reason) if event.state_reason else "")
        present(self._reason, shown=bool(event.state_reason))
        if (event.state, bool(event.series)) != self._shown_state:
            self._shown_state = (event.state, bool(event.series))
            self._offer_steps(event.state, member=bool(event.series))

    def show_rule(self, rule: Speech) -> None:
        """Say by which rule it comes back; nothing for an event that stands alone."""
        self._rule = rule
        self.series.say(rule)
        self._tip.say(rule)
        present(self._repeat, shown=bool(rule))
        self._fit_rule()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In narrow windows the rule is in the tooltip of its mark: the day needs the room."""
        super().resizeEvent(event)
        self._fit_rule()

    def _fit_rule(self) -> None:
        present(self.series, shown=bool(self._rule) and self.width() >= self._kit.look.px(_RULE_FROM))

    def _fit(self) -> None:
        self.setFixedHeight(self._kit.look.px(_HEIGHT))

    def _keep_state(self) -> None:
        """Let the title be cut before the state is."""
        self.state.setMinimumWidth(self.state.sizeHint().width())

    def _offer_steps(self, state: EventState, *, member: bool) -> None:
        step = FORWARD.get(state)
        present(self.primary, shown=step is not None)
        self._next = step.target if step else None
        if step is not None:
            self.primary.set_icon(step.icon)
            self.primary.say(t(step.text))
        self.menu.clear()
        for other in others(state):
            ask = partial(self.step_asked.emit, other.target)
            add_action(self._kit, self.menu, t(other.text), ask, icon=other.icon)
        if not self.menu.isEmpty():
            self.menu.addSeparator()
        repeat = t("The series of this event") if member else t("Repeat every year…")
        add_action(self._kit, self.menu, repeat, self.series_asked.emit, icon="repeat")
        add_action(self._kit, self.menu, t("Copy as a new event"), self.copy_asked.emit, icon="copy-plus")
        add_action(self._kit, self.menu, t("Move to the trash"), self.delete_asked.emit, icon="trash-2")

    def _ask_step(self) -> None:
        if self._next is not None:
            self.step_asked.emit(self._next)
