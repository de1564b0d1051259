"""The line about headquarters' programme above one's own: what of it is not taken over yet, to be ticked and taken."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from cultdip_desktop.domain.central import IssuedItem
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel


class DeriveBar(QFrame):
    """One line while something is left; opened, a tick for each item. Hidden where nothing is."""

    taken = Signal(object)
    """Ids of the items to be taken over."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self.setProperty("kind", "sunken")
        self._kit = kit
        self.boxes: dict[str, CheckBox] = {}
        self._count = PlainLabel(kit, "", "medium")
        self.open = Button(kit, t("Take items from headquarters' programme…"), "link", on_click=self._open)
        self.act = Button(kit, "", icon="copy-plus", on_click=self._act)
        self.close_ = Button(kit, t("Not now"), "ghost", on_click=self._close)
        self._list = column(gap=4)
        self._panel = boxed(column(self._list, row(self.act, self.close_, None, gap=10), gap=10))
        head = row(IconLabel(kit, "megaphone", "official.text", 16), self._count, self.open, None, gap=10)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 8, 20, 8)
        layout.addLayout(head)
        layout.addWidget(self._panel)
        self._panel.hide()
        self.hide()

    def show_items(self, items: Sequence[IssuedItem], year: int) -> None:
        """Those that are not taken over yet."""
        self._count.say(
            n(
                "Headquarters' programme of {year}: {n} item is not in yours.",
                "Headquarters' programme of {year}: {n} items are not in yours.",
                len(items),
                year=str(year),
            )
        )
        clear(self._list)
        self.boxes = {}
        for item in items:
            box = CheckBox(self._kit, _said(item))
            box.setChecked(True)
            box.clicked.connect(self._tell)
            self.boxes[item.id] = box
            self._list.addWidget(box)
        self._tell()
        if not items:
            self._panel.hide()
        present(self, shown=bool(items))

    def _open(self) -> None:
        self._panel.show()
        present(self.open, shown=False)
        self.act.setFocus()

    def _close(self) -> None:
        self._panel.hide()
        present(self.open, shown=True)

    def _tell(self) -> None:
        count = len(self._chosen())
        self.act.say(n("Take over {n} item", "Take over {n} items", count))
        if count:
            self.act.enable()
        else:
            self.act.disable(t("Tick at least one item."))

    def _chosen(self) -> list[str]:
        return [item_id for item_id, box in self.boxes.items() if box.isChecked()]

    def _act(self) -> None:
        chosen = self._chosen()
        self._close()
        self.taken.emit(chosen)


def _said(item: IssuedItem) -> Phrase:
    title: BiText = item.title

    def spoken(words: Words) -> str:
        when = dates.quarter_alone(words, item.quarter) if item.quarter else words.t("whole year")
        parts = [item.code, title.get(words.language), when]
        if item.target:
            parts.append(words.t("target {n}", n=item.target))
        return " · ".join(part for part in parts if part)

    return Phrase(spoken)
