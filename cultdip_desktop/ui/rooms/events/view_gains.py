"""What came of an event beyond numbers: agreements, leads, invitations, visits (R22)."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import Gain, GainKind
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.rooms.events.phrases import word
from cultdip_desktop.ui.rooms.events.view_entries import EntryLine, ruled

_KIND_WIDTH: Final = 168


class GainLine(EntryLine):
    """One result; it is stored once it has a text or a partner."""

    def __init__(self, kit: Kit, *, bilingual: bool) -> None:
        super().__init__()
        self.kind = ComboBox(kit)
        for kind in GainKind:
            self.kind.add(kind, word(kind))
        self.kind.set_value(GainKind.AGREEMENT)
        self.kind.setFixedWidth(kit.look.px(_KIND_WIDTH))
        kit.name(self.kind, t("Kind of result"))
        self.partner = LineEdit(kit, t("With which partner"), icon="handshake")
        kit.name(self.partner, t("Partner of the result"))
        self.text = BilingualField(kit, t("What was agreed or offered"))
        self.text.set_bilingual(on=bilingual)
        for line in (self.partner, self.text.vi, self.text.en):
            line.setAcceptDrops(False)
        remove = IconButton(kit, "x", t("Remove this result"), on_click=self.remove_asked.emit)
        head = row(self.kind, self.partner, remove, gap=8)
        head.setStretch(1, 1)
        ruled(self, boxed(column(head, self.text, gap=6)))
        self.kind.chosen.connect(lambda _value: self.chosen.emit())
        self.partner.edited.connect(lambda _text: self.typed.emit())
        self.text.edited.connect(lambda _value: self.typed.emit())

    def first(self) -> QWidget:
        """The text."""
        return self.text.vi

    def show_item(self, item: Gain) -> None:
        """Show a stored result."""
        self.kind.set_value(item.kind)
        self.partner.set_value(item.partner)
        self.text.set_value(item.text)

    def item(self) -> Gain | None:
        """What is written."""
        text, partner = self.text.value(), self.partner.value()
        return Gain(self.kind.value(), text, partner) if text or partner else None
