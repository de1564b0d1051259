"""For whom an event is and on what occasion: audience, how many, why it suits the place, the visit it goes with."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import column
from cultdip_desktop.ui.rooms.events.code_words import code_name
from cultdip_desktop.ui.rooms.events.page import EditorTab, FieldRow

TEXTS: Final = ("audience", "fit")


class ContextFields(QWidget):
    """Tells of every letter by `typed` and of every choice by `chosen`."""

    typed = Signal(str, object)
    chosen = Signal(str, object)
    unread = Signal(str, str)
    """A number that cannot be read, and its letters; none once it can."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.texts = {
            "audience": BilingualField(kit, t("Target audience"), lines=2),
            "fit": BilingualField(
                kit,
                t("Fit with place and audience"),
                lines=2,
                placeholder_vi=t("What in the host culture it builds on; what is similar"),
                placeholder_en=t("The same in English"),
            ),
        }
        for name, field in self.texts.items():
            field.edited.connect(lambda value, name=name: self.typed.emit(name, value))
        self.occasion = ComboBox(kit)
        self.occasion.chosen.connect(lambda value: self.chosen.emit("occasion", value))
        self.which = LineEdit(kit, t("Which visit, anniversary or exchange"))
        self.which.edited.connect(lambda value: self.typed.emit("occasion_note", value))
        self.planned = IntegerField(kit, t("attendances"))
        self.planned.changed.connect(lambda _number: self._tell_planned())
        self.planned.committed.connect(lambda _text: self._complain())
        self._planned = Field(kit, t("Planned audience"), self.planned)
        fields = (
            (self._planned, 2),
            (Field(kit, t("Occasion"), self.occasion), 3),
            (Field(kit, t("Which occasion"), self.which), 4),
        )
        self.setLayout(column(*self.texts.values(), FieldRow(kit, *fields, wide=680, narrow=1), gap=14))

    def use(self, catalogue: Catalogue) -> None:
        """Occasions come from here."""
        self.occasion.clear_choices()
        self.occasion.add(None, t("No special occasion"))
        for node in catalogue.of_kind("occasion"):
            self.occasion.add(node.code, code_name(node))

    def show_event(self, event: Event, names: frozenset[str] | None, tab: EditorTab) -> None:
        """Show these fields (None = all), except one in which the user is writing."""

        def free(name: str, *editors: QWidget) -> bool:
            return names is None or (name in names and not tab.busy(*editors))

        for name, field in self.texts.items():
            if free(name, field.vi, field.en):
                field.set_value(getattr(event, name))
        self.occasion.set_value(event.occasion)
        if free("occasion_note", self.which):
            self.which.set_value(event.occasion_note)
        if free("planned_attendance", self.planned):
            self.planned.set_integer(event.planned_attendance)
            self._planned.set_error("")

    def show_typed(self, field: str, text: str) -> None:
        """Show a number again that could not be read."""
        if field == "planned_attendance":
            self.planned.set_value(text)
            self._complain()

    def target(self, field: str) -> QWidget | None:
        """The widget for a field's path, if the field stands here."""
        name, _dot, language = field.partition(".")
        text = self.texts.get(name)
        if text is not None:
            return text.en if language == "en" else text.vi
        others: dict[str, QWidget] = {
            "occasion": self.occasion,
            "occasion_note": self.which,
            "planned_attendance": self.planned,
        }
        return others.get(name)

    def _tell_planned(self) -> None:
        self.unread.emit("planned_attendance", "" if self.planned.valid else self.planned.value())
        if self.planned.valid:
            self._planned.set_error("")
            self.typed.emit("planned_attendance", self.planned.integer())

    def _complain(self) -> None:
        if not self.planned.valid:
            self._planned.set_error(t("Write a whole number, such as 1200."))
