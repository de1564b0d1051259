"""What is done with several ticked events at once: a bar of actions, and the inline panels that some of them need."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMenu, QVBoxLayout, QWidget

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import NEEDS_REASON, EventState
from cultdip_desktop.domain.recurrence import Scope
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import EMPTY
from cultdip_desktop.i18n.country import countries
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button, MenuButton, add_action
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import STATE_MARKS
from cultdip_desktop.ui.kit.reason import ReasonBar
from cultdip_desktop.ui.kit.scope import ScopeBar
from cultdip_desktop.ui.kit.surfaces import FlowRow, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.page import FieldRow
from cultdip_desktop.ui.rooms.events.phrases import goal_short, word
from cultdip_desktop.ui.rooms.events.viewmodel_bulk import Beyond, BulkEdit, Common

_SEVERAL: Final = t("several values")


class PlacePanel(QFrame):
    """Place of several events: what is left alone stays different, what is typed becomes the same everywhere."""

    applied = Signal(object)
    """Fields to change, as JSON has them."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._changed: dict[str, Any] = {}
        self.city = LineEdit(kit)
        self.country = ComboBox(kit, placeholder=_SEVERAL)
        self.venue = BilingualField(kit, t("Venue"), hint=t("Both languages of the venue are replaced together."))
        self.apply = Button(kit, t("Apply"), on_click=self._apply, icon="check")
        self._cancel = Button(kit, t("Do nothing"), "ghost", on_click=self.hide)
        self.city.edited.connect(lambda value: self._take(city=value))
        self.country.chosen.connect(lambda value: self._take(country=value))
        self.venue.edited.connect(lambda value: self._take(venue=value))
        kit.live.changed.connect(self._retranslate)
        where = FieldRow(
            kit, (Field(kit, t("City"), self.city), 1), (Field(kit, t("Country"), self.country), 1), wide=1
        )
        inner = column(where, self.venue, row(None, self._cancel, self.apply, gap=8), gap=10)
        inner.setContentsMargins(14, 12, 14, 12)
        self.setLayout(inner)
        self.hide()

    def ask(self, common: Common, count: int) -> None:
        """Show what the ticked events have in common, with the cursor in the city."""
        self._changed = {}
        self.city.set_placeholder("")
        self.city.set_value(common.city or "")
        self.city.set_several(several=common.city is None)
        if not self.country.count():
            self._fill_countries()
        self.country.set_value(common.country)
        self.venue.set_value(common.venue or EMPTY)
        for side in (self.venue.vi, self.venue.en):
            side.set_placeholder(_SEVERAL if common.venue is None else "")
        self.apply.say(n("Apply to {n} event", "Apply to {n} events", count))
        self._offer()
        self.show()
        self.city.setFocus()
        self.city.selectAll()  # typing replaces what all of them have, as after Tab

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc puts it away, Enter applies."""
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._changed:
            self._apply()
        else:
            super().keyPressEvent(event)

    def _take(self, **changes: Any) -> None:
        self._changed |= changes
        self._offer()

    def _offer(self) -> None:
        if self._changed:
            self.apply.enable()
        else:
            self.apply.disable(t("Change a field first"))

    def _apply(self) -> None:
        self.hide()
        self.applied.emit(dict(self._changed))

    def _retranslate(self) -> None:
        if self.country.count():
            self._fill_countries()

    def _fill_countries(self) -> None:
        """Two hundred names, read when the panel is first asked for."""
        chosen = self.country.value()
        self.country.clear_choices()
        for code, name in countries(self._kit.live.words):
            self.country.add(code, name)
        self.country.set_value(chosen)


class BulkBar(QFrame):
    """Stands above the list while events are ticked. Each of its actions is one step to undo."""

    done = Signal(object, object)
    """What was done (`Speech`) and its `ChangeSet`."""

    refused = Signal(object)
    untick_asked = Signal()

    def __init__(self, kit: Kit, bulk: BulkEdit) -> None:
        super().__init__()
        self._kit = kit
        self._bulk = bulk
        self._ids: tuple[str, ...] = ()
        self._common = Common((), None, None, None)
        self._catalogue: Catalogue | None = None
        self._goals: Sequence[str] = ()
        self._said: Speech = ""
        self._count = PlainLabel(kit, "", "strong")
        self.state = MenuButton(kit, t("State"), compact=True)
        self.goal = MenuButton(kit, t("Add a goal"), compact=True)
        self.place = Button(kit, t("Place…"), icon="map-pin", compact=True, on_click=self.ask_place)
        self.trash = Button(kit, t("Move to the trash"), icon="trash-2", compact=True, on_click=self.delete)
        self._clear = Button(kit, t("Untick all"), "link", icon="x", on_click=self.untick_asked.emit)
        self.panel = PlacePanel(kit)
        self.panel.applied.connect(self._edit)
        self.reason = ReasonBar(kit)
        self.scope = ScopeBar(kit)
        bulk.known.connect(self._know)
        bulk.done.connect(self._done)
        bulk.refused.connect(self.refused)
        self._lay_out()
        self.hide()

    def show_ticked(self, ids: Sequence[str]) -> None:
        """These are ticked now."""
        if tuple(ids) == self._ids:
            return
        self._ids = tuple(ids)
        present(self, shown=bool(ids))
        self._put_away()
        if ids:
            self._count.say(n("{n} selected", "{n} selected", len(ids)))
            self.state.disable(t("Looking which steps they share…"))
            self._bulk.look_at(ids)
            if self._catalogue is None:
                self._bulk.goals(self._offer_goals)

    def look_again(self) -> None:
        """The ticked events changed."""
        if self._ids:
            self._bulk.look_at(self._ids)

    def fill_menu(self, menu: QMenu) -> None:
        """The same actions for the right-click menu of the list."""
        steps = menu.addMenu("")
        self._kit.bind(steps, steps.setTitle, t("State"))
        for state in self._common.steps:
            add_action(self._kit, steps, word(state), partial(self.step, state), icon=STATE_MARKS[state].icon)
        steps.setEnabled(bool(self._common.steps))
        goals = menu.addMenu("")
        self._kit.bind(goals, goals.setTitle, t("Add a goal"))
        for code in self._goals:
            add_action(self._kit, goals, self._goal_words(code), partial(self.tag, code))
        add_action(self._kit, menu, t("Place…"), self.ask_place, icon="map-pin")
        menu.addSeparator()
        gone = n("Move {n} event to the trash", "Move {n} events to the trash", len(self._ids))
        add_action(self._kit, menu, gone, self.delete, icon="trash-2")

    def step(self, state: EventState) -> None:
        """Take a step with all of them; one aside asks for its reason first."""
        self._put_away()
        if state in NEEDS_REASON:
            self.reason.ask(state, lambda reason: self._step(state, reason), count=len(self._ids))
        else:
            self._step(state, "")

    def tag(self, code: str) -> None:
        """Add a goal to all of them."""
        self._said = n("Goal {code} added to {n} event", "Goal {code} added to {n} events", len(self._ids), code=code)
        self._hold(self.goal, self._bulk.add_goal(self._ids, code))

    def ask_place(self) -> None:
        """Open the panel for place and city."""
        self._put_away()
        self.panel.ask(self._common, len(self._ids))

    def delete(self) -> None:
        """Move all of them to the trash; where some come back every year it is asked first how much is meant."""
        self._put_away()
        ids = self._ids

        def ask(found: Beyond) -> None:
            if ids != self._ids:
                return  # others were ticked meanwhile
            if not found.all:
                self._delete(ids)
                return
            more: dict[Scope, tuple[str, ...]] = {
                Scope.THIS: (),
                Scope.FOLLOWING: found.following,
                Scope.ALL: found.all,
            }
            counts = (found.recurring, len(ids), len(found.following), len(found.all))
            self.scope.ask_of_several(*counts, lambda scope: self._delete((*ids, *more[scope])))

        self._bulk.beyond(ids, ask)

    def _delete(self, ids: Sequence[str]) -> None:
        self._said = n("{n} event is in the trash", "{n} events are in the trash", len(ids))
        self._hold(self.trash, self._bulk.delete(ids))

    def _lay_out(self) -> None:
        self.setProperty("kind", "bulk")
        self.reason.setProperty("kind", "")
        self.scope.setProperty("kind", "")
        self._fit()
        self._kit.look.changed.connect(self._fit)
        flow = FlowRow(self._count, self.state, self.goal, self.place, self.trash, self._clear)
        flow.setContentsMargins(14, 6, 10, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 1, 1, 1)
        layout.setSpacing(0)
        bar = QWidget()
        bar.setLayout(flow)
        for part in (bar, self.panel, self.reason, self.scope):
            layout.addWidget(part)

    def _put_away(self) -> None:
        self.reason.hide()
        self.panel.hide()
        self.scope.hide()

    def _fit(self) -> None:
        self._count.setMinimumHeight(self._kit.look.px(28))

    def _know(self, common: Common) -> None:
        self._common = common
        self.state.clear()
        for state in common.steps:
            self.state.add(word(state), partial(self.step, state), STATE_MARKS[state].icon)
        if common.steps:
            self.state.enable()
        else:
            self.state.disable(t("These events have no next state in common"))

    def _offer_goals(self, catalogue: Catalogue, codes: Sequence[str]) -> None:
        self._catalogue, self._goals = catalogue, codes
        self.goal.clear()
        for code in codes:
            self.goal.add(self._goal_words(code), partial(self.tag, code))

    def _goal_words(self, code: str) -> Speech:
        catalogue = self._catalogue
        if catalogue is None:
            return code
        name = goal_short(catalogue, code)
        return Phrase(lambda words: f"{code} · {name.render(words)}")

    def _step(self, state: EventState, reason: str) -> None:
        self._said = n("{n} event: {state}", "{n} events: {state}", len(self._ids), state=word(state))
        self._hold(self.state, self._bulk.set_state(self._ids, state, reason))

    def _edit(self, plain: dict[str, Any]) -> None:
        self._said = n("Place of {n} event changed", "Place of {n} events changed", len(self._ids))
        self._hold(self.place, self._bulk.edit(self._ids, plain))

    def _hold(self, button: Button, job: Job[ChangeSet]) -> None:
        button.hold(job)

    def _done(self, changes: ChangeSet, count: int) -> None:
        del count
        self.done.emit(self._said, changes)
