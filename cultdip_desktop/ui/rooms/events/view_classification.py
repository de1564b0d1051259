"""What an event is counted under beside its goals: products, themes, channels, pillars, forums, trends, localities."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n import localities
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import column
from cultdip_desktop.ui.kit.tags import Choice, TagPicker
from cultdip_desktop.ui.rooms.events.code_words import codes_of, locality_name
from cultdip_desktop.ui.rooms.events.page import FieldRow
from cultdip_desktop.ui.rooms.events.phrases import either
from cultdip_desktop.ui.rooms.events.view_codes import CodeChips

LISTS: Final[dict[str, tuple[str, Phrase]]] = {
    "products": ("product", t("Cultural products")),
    "themes": ("theme", t("Themes")),
    "channels": ("channel", t("Channels")),
    "pillars": ("pillar", t("Other pillars of diplomacy")),
    "forums": ("forum", t("Forums")),
    "trends": ("world_trend", t("World trends")),
    "people": ("peoples_diplomacy", t("People's diplomacy")),
    "local": ("local_diplomacy", t("Work with localities")),
}
"""By field of the event, the kind of node and the label."""

FIELDS: Final = frozenset({*LISTS, "scale", "localities", "link_note"})


class Classification(QWidget):
    """All lists at once; tells of every choice by `chosen`, of every letter by `typed`."""

    chosen = Signal(str, object)
    """Field and its new value: each choice is undone by itself."""

    typed = Signal(str, object)

    def __init__(self, kit: Kit, catalogue: Catalogue) -> None:
        super().__init__()
        self._kit = kit
        self.chips: dict[str, CodeChips] = {}
        fields: dict[str, Field] = {}
        for name, (kind, label) in LISTS.items():
            made = self.chips[name] = CodeChips(kit)
            made.offer(codes_of(catalogue, kind))
            made.changed.connect(lambda value, name=name: self._choose(name, value))
            fields[name] = Field(kit, label, made)
        self.scale = ComboBox(kit)
        self.scale.add(None, t("Not stated"))
        for node in catalogue.of_kind("scale"):
            self.scale.add(node.code, either(node.title))
        self.scale.chosen.connect(lambda value: self.chosen.emit("scale", value))
        self.localities = TagPicker(kit, self._find, t("Type a province"))
        self.localities.changed.connect(lambda value: self.chosen.emit("localities", value))
        self.link_note = BilingualField(
            kit, t("Result for the other pillars"), lines=2, hint=t("Contacts, agreements, visits that it brought.")
        )
        self.link_note.edited.connect(lambda value: self.typed.emit("link_note", value))
        pair = (Field(kit, t("Scale"), self.scale), 1), (Field(kit, t("Localities"), self.localities), 2)
        lines: list[QWidget] = [
            fields["products"],
            fields["themes"],
            FieldRow(kit, *pair, wide=520, narrow=1),
            FieldRow(kit, (fields["channels"], 1), (fields["forums"], 1), wide=700, narrow=1),
            fields["pillars"],
            self.link_note,
            fields["trends"],
            FieldRow(kit, (fields["people"], 1), (fields["local"], 1), wide=700, narrow=1),
        ]
        self.setLayout(column(*lines, gap=14))

    def show_event(self, event: Event, names: frozenset[str] | None, *, leave_text: bool) -> None:
        """Show these fields (None = all); `leave_text`: a text that is being written is not touched."""

        def wanted(name: str) -> bool:
            return names is None or name in names

        for name, chips in self.chips.items():
            if wanted(name):
                chips.set_value(getattr(event, name))
        if wanted("scale"):
            self.scale.set_value(event.scale)
        if wanted("localities"):
            self.localities.set_value([self._choice(code) for code in event.localities])
        if wanted("link_note") and not leave_text:
            self.link_note.set_value(event.link_note)
        if wanted("pillars") or wanted("link_note"):
            self._show_note(shown=bool(event.pillars) or bool(event.link_note))

    def target(self, field: str) -> QWidget | None:
        """The widget for a field's path, if the field stands here."""
        name, _dot, language = field.partition(".")
        if name == "link_note":
            self._show_note(shown=True)
            return self.link_note.en if language == "en" else self.link_note.vi
        return {**self.chips, "scale": self.scale, "localities": self.localities}.get(name)

    def _choose(self, name: str, value: object) -> None:
        if name == "pillars":
            self._show_note(shown=bool(value) or bool(self.link_note.value()))
        self.chosen.emit(name, value)

    def _show_note(self, *, shown: bool) -> None:
        """A result for other pillars needs a pillar."""
        present(self.link_note, shown=shown)

    def _find(self, text: str) -> list[Choice]:
        return [self._choice(each.code) for each in localities.find(text)]

    def _choice(self, code: str) -> Choice:
        return Choice(code, locality_name(self._kit.live.words, code), icon="map-pin")
