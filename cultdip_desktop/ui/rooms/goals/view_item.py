"""One item of the programme while it is written: what, for which goal, when, by whom, how much, with which events."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import ItemView, LinkedEvent, ProgrammeItem, ProgrammeView, Unit
from cultdip_desktop.domain.strategy import GOAL_KINDS, Catalogue
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import ScrollPage, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.goals import phrases
from cultdip_desktop.ui.rooms.goals.view_links import LinkedEvents

REST_MS: Final = 800
"""How long typing must rest before it is stored."""

_MOST: Final = 1_000_000_000
_LETTERS: Final = 5
"""Of a choice that are in view at least: the form is narrow."""


class ItemForm(QWidget):
    """Shows one item. What is typed is stored by itself; one field in one focus is one step to undo."""

    saved = Signal(object, str)
    """The `ProgrammeItem` as it is now, and its undo step."""

    deleted = Signal(str)
    searched = Signal(str, object)
    """What is typed into the picker, and the item."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._view: ItemView | None = None
        self._item: ProgrammeItem | None = None
        self._dirty = False
        self._step = ""
        self._steps = 0
        self._make_fields()
        self._page = ScrollPage(margins=(14, 14, 14, 16), gap=12)
        self.events = LinkedEvents(kit)
        self.remove = Button(kit, t("Remove the item"), "danger", icon="trash-2", on_click=self._remove)
        self._lay_out()
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self.flush)
        self._listen()
        self.hide_all()

    @property
    def item(self) -> ProgrammeItem | None:
        """What is typed so far."""
        return self._item

    def know(self, catalogue: Catalogue) -> None:
        """Offer the goals of this edition."""
        chosen = self.goal.value()
        self.goal.clear_choices()
        self.goal.add("", t("No goal chosen"))
        for node in catalogue.of_kind(*GOAL_KINDS):
            self.goal.add(node.code, t("{goal} · {name}", goal=node.code, name=phrases.goal_name(catalogue, node.code)))
        self.goal.set_value(chosen)

    def show_people(self, view: ProgrammeView) -> None:
        """Offer the people of the office; those who left stay where they are named."""
        chosen = self.person.value()
        self.person.clear_choices()
        self.person.add(None, t("Nobody named"))
        for person in view.people:
            if person.active or person.id == chosen:
                self.person.add(person.id, person.name)
        self.person.set_value(chosen)

    def show_view(self, view: ItemView | None, people: ProgrammeView, *, bilingual: bool = True) -> None:
        """Show another item, or the same as it is in the store now; what is being typed stays."""
        if view is None or self._item is None or view.item.id != self._item.id:
            self.flush()
            self.events.begin()
            self._dirty = False
        self._view = view
        if view is None:
            self._item = None
            self.hide_all()
            return
        present(self._page, shown=True)
        self.title.set_bilingual(on=bilingual)
        self.show_people(people)
        if not self._dirty:
            self._item = view.item
            self._show_fields(view.item)
        self.events.show_view(view)

    def take_focus(self) -> None:
        """Begin with the title."""
        self.title.vi.setFocus()

    def show_offers(self, item_id: str, events: tuple[LinkedEvent, ...]) -> None:
        """Show which events suggest themselves."""
        if self._item is not None and item_id == self._item.id:
            self.events.show_offers(events)

    def show_found(self, item_id: str, events: tuple[LinkedEvent, ...]) -> None:
        """Show what the picker found."""
        if self._item is not None and item_id == self._item.id:
            self.events.show_found(events)

    def hide_all(self) -> None:
        """There is no item."""
        present(self._page, shown=False)

    def flush(self) -> None:
        """Store what is typed now."""
        self._rest.stop()
        if self._dirty and self._item is not None:
            self._dirty = False
            self.saved.emit(self._item, self._step)

    # -- making

    def _make_fields(self) -> None:
        kit = self._kit
        self.title = BilingualField(kit, t("What is to be done"), lines=2, required=True)
        self.goal, self.quarter, self.person, self.unit = (ComboBox(kit) for _ in range(4))
        for choice in (self.goal, self.quarter, self.person, self.unit):
            choice.setMinimumContentsLength(_LETTERS)
        for number in (0, 1, 2, 3, 4):
            self.quarter.add(number, phrases.quarter_of_item(number))
        self.target = IntegerField(kit, maximum=_MOST)
        for unit in Unit:
            self.unit.add(unit.value, phrases.unit(unit.value))
        self.source = Segmented(kit, t("Where the item comes from"), compact=True)
        self.source.add(ItemSource.OWN, t("Own"))
        self.source.add(ItemSource.HEADQUARTERS, t("Headquarters"))
        self.source_ref = LineEdit(kit, t("Number or section there"))
        self.note = TextArea(kit, "", lines=2)

    def _lay_out(self) -> None:
        kit = self._kit
        self.target_field = Field(kit, t("Target"), self.target)
        for field in (
            self.title,
            Field(kit, t("Goal"), self.goal),
            row(Field(kit, t("Quarter"), self.quarter), Field(kit, t("Person responsible"), self.person), gap=10),
            row(self.target_field, Field(kit, t("Counted in"), self.unit), gap=10),
        ):
            self._page.add(field)
        self._page.add(self.events)
        self._ref_field = Field(kit, t("Place in headquarters' programme"), self.source_ref)
        self._page.add(column(PlainLabel(kit, t("Where the item comes from"), "label"), row(self.source, None), gap=4))
        self._page.add(self._ref_field)
        self._page.add(Field(kit, t("Note"), self.note))
        self._page.add(row(self.remove, None))
        self._page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)

    def _listen(self) -> None:
        self.title.edited.connect(lambda value: self._typed("title", value))
        self.source_ref.edited.connect(lambda value: self._typed("source_ref", value))
        self.note.edited.connect(lambda value: self._typed("note", value))
        for field in (self.title, self.source_ref, self.note):
            field.committed.connect(lambda _value: self.flush())
        self.target.settled.connect(self._set_target)
        self.goal.chosen.connect(lambda code: self._chosen(code=code))
        self.quarter.chosen.connect(lambda number: self._chosen(quarter=number))
        self.person.chosen.connect(lambda person: self._chosen(person=person))
        self.unit.chosen.connect(lambda unit: self._chosen(unit=unit))
        self.source.chosen.connect(lambda source: self._chosen(source=source))
        self.events.searched.connect(self._search)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)

    # -- changing

    def _typed(self, name: str, value: Any) -> None:
        if self._item is None:
            return
        if not self._step.startswith(f"{name}."):
            self.flush()
            self._steps += 1
            self._step = f"{name}.{self._item.id}.{self._steps}"
        self._item = replace(self._item, **{name: value})
        self._dirty = True
        self._rest.start()

    def _chosen(self, **changes: Any) -> None:
        self.flush()
        self._step = ""
        if self._item is not None:
            self._item = replace(self._item, **changes)
            self._dirty = True
            self.flush()
            self._show_source(self._item)

    def _set_target(self, number: object) -> None:
        if not self.target.valid:
            self.target_field.set_error(t("A whole number, please, or nothing."))
            return
        self.target_field.set_error("")
        self._chosen(target=number)

    def _focus_moved(self, before: QWidget | None, _now: QWidget | None) -> None:
        if before is not None and self.isAncestorOf(before):
            self.flush()
            self._step = ""

    def _remove(self) -> None:
        if self._item is not None:
            self._dirty = False
            self.deleted.emit(self._item.id)

    def _search(self, text: str) -> None:
        if self._item is not None:
            self.searched.emit(text, self._item)

    # -- showing

    def _show_fields(self, item: ProgrammeItem) -> None:
        if self.title.value() != item.title:
            self.title.set_value(item.title)
        for text, value in ((self.source_ref, item.source_ref), (self.note, item.note)):
            if text.value() != value:
                text.set_value(value)
        for choice, chosen in (
            (self.goal, item.code),
            (self.quarter, item.quarter),
            (self.person, item.person),
            (self.unit, item.unit),
            (self.source, item.source),
        ):
            choice.set_value(chosen)
        if not self.target.hasFocus():
            self.target.set_integer(item.target)
        self._show_source(item)

    def _show_source(self, item: ProgrammeItem) -> None:
        present(self._ref_field, shown=item.source is ItemSource.HEADQUARTERS)
