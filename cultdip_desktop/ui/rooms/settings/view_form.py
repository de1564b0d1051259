"""The form of official documents: fields at the left, the page as it will be at the right, drawn while one types."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtGui import QResizeEvent

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import letterhead as rules
from cultdip_desktop.domain.letterhead import Letterhead
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import boxed, column
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.form_cards import FormCards
from cultdip_desktop.ui.rooms.settings.form_images import ImageCard
from cultdip_desktop.ui.rooms.settings.form_numbers import NumbersCard
from cultdip_desktop.ui.rooms.settings.form_pictures import PaperView
from cultdip_desktop.ui.rooms.settings.lane import add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.viewmodel_form import FormModel, FormState

_WIDEST: Final = 430
_NARROW: Final = 620
"""Px of the page below which the preview gives its room to the fields."""


class FormPage(SettingsPage):
    """Everything is kept when its field is left; what cannot stand in a document is said beside its field."""

    def __init__(self, kit: Kit, model: FormModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        self._state: FormState | None = None
        self._part = ""
        self.cards = FormCards(kit, model.identity)
        self.images = ImageCard(kit, model)
        self.numbers = NumbersCard(kit, model)
        for card in (*self.cards.cards, self.images, self.numbers):
            add_card(self, card)
        self.end()
        self.paper = PaperView(kit, t("The first page of a document in this form"))
        caption = PlainLabel(kit, t("Drawn with the program that makes the documents"), "small", "secondary", wrap=True)
        self._preview = boxed(column(self.paper, caption, None, gap=6), (0, 16, 16, 16))
        self._preview.setParent(self)
        self.cards.edited.connect(self._redraw)
        self.cards.settled.connect(self.keep)
        model.known.connect(self._show)
        model.drawn.connect(self.paper.show_pdf)
        kit.live.changed.connect(self._redraw)
        self._room = room

    def load(self) -> None:
        """Ask for what is set."""
        self._model.load()

    def keep(self) -> None:
        """Store what stands in the fields when it differs and can stand in a document."""
        if self._state is None:
            return
        typed = rules.tidy(self.cards.value(self._state.letterhead))
        found = self._complaint(typed)
        self.cards.complain(*found)
        if not found[0] and typed != rules.tidy(self._state.letterhead):
            self._state = replace(self._state, letterhead=typed)
            self._model.save(typed)

    def open_part(self, part: str, file: str = "") -> None:
        """`images` or `numbers`: bring that card into view when the data is there."""
        del file
        self._part = part

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The preview stands beside the fields where there is room for both."""
        width = self.width()
        look = self._kit.look
        beside = width >= look.px(_NARROW)
        given = min(look.px(_WIDEST), int(width * 0.42)) if beside else 0
        present(self._preview, shown=beside)
        self.setViewportMargins(0, 0, given, 0)
        self._preview.setGeometry(width - given, 0, given, self.height())
        super().resizeEvent(event)

    def _show(self, state: FormState) -> None:
        self._state = state
        self.cards.show_state(state)
        self.images.show_state(state)
        self.numbers.show_state(state)
        self._redraw()
        card = {"images": self.images, "numbers": self.numbers}.get(self._part)
        self._part = ""
        if card is not None:
            self.show_widget(card)

    def _redraw(self) -> None:
        if self._state is None:
            return
        typed = rules.tidy(self.cards.value(self._state.letterhead))
        if not self._complaint(typed)[0]:
            self._model.draw(typed)

    def _complaint(self, typed: Letterhead) -> tuple[str, Phrase | str]:
        """The first field that cannot stand in a document, and why; nothing when all can."""
        for name, value in self.cards.changed_fields(typed).items():
            error = _error_of(name, value, typed)
            if error is not None:
                return name, _said(error)
        return "", ""


def _error_of(name: str, value: Any, typed: Letterhead) -> UserError | None:
    lone: dict[str, Any] = {name: value}
    if name == "head":
        lone["authority"] = typed.authority
    try:
        rules.check(replace(Letterhead(), **lone))
    except UserError as error:
        return error
    return None


def _said(error: UserError) -> Phrase:
    return Phrase(lambda words: describe(words, error).message)
