"""For whom an event is and on what occasion: audience, why it suits the place, the visit or anniversary it goes with."""

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
from cultdip_desktop.ui.kit.surfaces import column
from cultdip_desktop.ui.rooms.events.code_words import code_name
from cultdip_desktop.ui.rooms.events.page import EditorTab, FieldRow

TEXTS: Final = ("audience", "fit")


class ContextFields(QWidget):
    """Tells of every letter by `typed` and of every choice by `chosen`."""

    typed = Signal(str, object)
    chosen = Signal(str, object)

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
        pair = (Field(kit, t("Occasion"), self.occasion), 2), (Field(kit, t("Which occasion"), self.which), 3)
        self.setLayout(column(*self.texts.values(), FieldRow(kit, *pair, wide=520, narrow=1), gap=14))

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

    def target(self, field: str) -> QWidget | None:
        """The widget for a field's path, if the field stands here."""
        name, _dot, language = field.partition(".")
        text = self.texts.get(name)
        if text is not None:
            return text.en if language == "en" else text.vi
        return {"occasion": self.occasion, "occasion_note": self.which}.get(name)
