"""Goals that an event may serve, each with its reason and one button; none is ever chosen by itself."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.marks import CodeBadge
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import either, goal_short
from cultdip_desktop.ui.rooms.events.viewmodel_help import GoalOffer


class OffersCard(Card):
    """Hidden while there is nothing to offer."""

    taken = Signal(str)
    """Code of the goal whose button was pressed."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Suggested goals"))
        self._kit = kit
        self.buttons: dict[str, Button] = {}
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.add(PlainLabel(kit, t("None is chosen by itself."), "small", "secondary"))
        self.add(self._lines)
        self._shown: tuple[GoalOffer, ...] = ()
        self.hide()

    def show_offers(self, offers: Sequence[GoalOffer], catalogue: Catalogue) -> None:
        """Show these."""
        if tuple(offer.code for offer in offers) != tuple(offer.code for offer in self._shown):
            clear(self._lines)
            self.buttons = {}
            for offer in offers:
                self._lines.addWidget(self._line(offer, catalogue))
        self._shown = tuple(offers)
        present(self, shown=bool(offers))

    def _line(self, offer: GoalOffer, catalogue: Catalogue) -> QWidget:
        kit, node = self._kit, catalogue.find(offer.code)
        name = goal_short(catalogue, offer.code)
        words = column(
            PlainLabel(kit, name, "medium", wrap=True),
            PlainLabel(kit, offer.why, "small", "secondary", wrap=True),
            gap=1,
        )
        choose = Button(kit, t("Choose"), compact=True, icon="plus", on_click=lambda: self.taken.emit(offer.code))
        kit.name(choose, t("Choose goal {goal}", goal=offer.code))
        self.buttons[offer.code] = choose
        line = row(CodeBadge(kit, offer.code, either(node.title) if node else ""), words, choose, gap=10)
        line.setStretch(1, 1)
        return boxed(line)
