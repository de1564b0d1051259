"""Signing tokens: the library that speaks to them, what is plugged in, and how near each is to locking itself."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import Banner, EmptyState
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear, column, limited, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.lane import WIDEST, add_card
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.view_roots import RootsCard
from cultdip_desktop.ui.rooms.settings.viewmodel_tokens import (
    TokenCertificate,
    TokenFacts,
    TokenShelf,
    TokensModel,
)

_TRIES: Final = {
    "all": (t("No wrong PIN so far"), Mark("shield-check", "ok")),
    "fewer": (t("A wrong PIN was entered before"), Mark("triangle-alert", "warn")),
    "last": (t("One try left"), Mark("octagon-alert", "danger")),
    "locked": (t("Locked"), Mark("lock", "danger")),
}
_FILTERS: Final = "PKCS#11 (*.so *.dll *.dylib)"


class TokensPage(SettingsPage):
    """Looks at tokens without ever asking for a PIN."""

    def __init__(self, kit: Kit, model: TokensModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self.shelf: TokenShelf | None = None
        self._notice = Banner(kit)
        self._module = PlainLabel(kit, "", "body", wrap=True).selectable()
        self.choose = Button(kit, t("Choose the library…"), icon="folder-open", on_click=self._choose)
        self.again = Button(kit, t("Look for tokens again"), icon="refresh-cw", on_click=model.load)
        self.forget = Button(kit, t("Use no token"), icon="unlink", on_click=lambda: model.choose(""))
        self._list = column(gap=12)
        self._empty = EmptyState(kit, "usb", t("No token is plugged in"), t("Plug it in, then look again."))
        self.add(limited(self._notice, WIDEST))
        self.roots = RootsCard(kit, model, room)
        for card in (self._library_card(), self._tokens_card(), self.roots, self._rules_card()):
            add_card(self, card)
        self.end()
        self._notice.hide()
        model.known.connect(self._show)

    def load(self) -> None:
        """Ask the library; it may take its time."""
        if self.shelf is None:
            self._empty.say(t("Looking for tokens…"), "")
        self._model.load()

    def keep(self) -> None:
        """What was typed of a fingerprint is forgotten."""
        self.roots.fold()

    def fold(self) -> bool:
        """Close the form of a root."""
        return self.roots.fold()

    def _library_card(self) -> Card:
        card = Card(self._kit, t("Library of the token's maker"))
        said = t("The PKCS#11 library comes with the token's software; it is loaded only when tokens are looked for.")
        card.add(PlainLabel(self._kit, said, "small", "secondary", wrap=True))
        card.add(self._module)
        card.add(boxed(FlowRow(self.choose, self.again, self.forget)))
        return card

    def _tokens_card(self) -> Card:
        card = Card(self._kit, t("Tokens that are plugged in"))
        card.add(self._empty)
        card.add(self._list)
        return card

    def _rules_card(self) -> Card:
        card = Card(self._kit, t("So that no token locks itself"))
        for said in (
            t(
                "A PIN that you type is tried once. If it is wrong, the program stops and tells you; it never tries again."
            ),
            t("Before the last try the program asks whether you are sure."),
            t("The PIN is neither kept nor shown; it goes to the token and is forgotten."),
        ):
            card.add(PlainLabel(self._kit, said, "body", "secondary", wrap=True))
        return card

    def _choose(self) -> None:
        kit = self._kit
        file = kit.files.open_file(self._room, kit.say(t("Choose the PKCS#11 library")), _FILTERS)
        if file is not None:
            self._model.choose(str(file))

    def _show(self, shelf: TokenShelf) -> None:
        self.shelf = shelf
        self.roots.show_roots(shelf.roots)
        self._module.say(shelf.module or t("No library has been chosen yet."))
        present(self.forget, shown=bool(shelf.module))
        present(self.again, shown=bool(shelf.module))
        if shelf.trouble is not None:
            self._notice.show_error(shelf.trouble)
        else:
            self._notice.clear()
        clear(self._list)
        for token in shelf.tokens:
            if self._list.count():
                self._list.addWidget(Rule())
            self._list.addWidget(self._token(token))
        self._empty.say(t("No token is plugged in"), t("Plug it in, then look again."))
        present(self._empty, shown=not shelf.tokens)

    def _token(self, token: TokenFacts) -> QWidget:
        kit = self._kit
        tries = "last" if token.tries != "locked" and token.wrong > 1 else token.tries
        head = row(PlainLabel(kit, token.label or token.serial, "strong"), Pill(kit, *_TRIES[tries]), None, gap=10)
        about = " · ".join(part for part in (token.maker, token.model, token.serial) if part)
        lines = column(head, PlainLabel(kit, about, "small", "secondary", wrap=True), gap=4)
        if token.wrong:
            sent = n("{n} wrong PIN sent from here.", "{n} wrong PINs sent from here.", token.wrong)
            lines.addWidget(PlainLabel(kit, sent, "small", "warn", wrap=True))
        if token.keypad:
            lines.addWidget(PlainLabel(kit, t("The PIN is typed on the reader itself."), "small", "secondary"))
        for one in token.certificates:
            lines.addWidget(self._certificate(one))
        if not token.certificates:
            lines.addWidget(PlainLabel(kit, t("No certificate on it."), "small", "secondary"))
        return boxed(lines)

    def _certificate(self, one: TokenCertificate) -> QWidget:
        kit, first, last = self._kit, one.first, one.last
        good = one.stop is None
        pill = (
            Pill(kit, t("May sign"), Mark("badge-check", "ok"))
            if good
            else Pill(kit, t("Cannot sign"), Mark("ban", "danger"))
        )
        validity = Phrase(
            lambda words: words.t(
                "Certificate valid {first} – {last}", first=dates.day(words, first), last=dates.day(words, last)
            )
        )
        level = (
            t("App-level key, made by this program")
            if one.app_level
            else t("Certificate of an authority outside this program")
        )
        lines = column(row(PlainLabel(kit, one.person, "body"), pill, None, gap=10), gap=2)
        for said in (validity, level, t("Number {serial}", serial=one.serial)):
            lines.addWidget(PlainLabel(kit, said, "small", "secondary", wrap=True))
        lines.addWidget(PlainLabel(kit, " ".join(one.words), "small", "secondary", wrap=True).selectable())
        if one.stop is not None:
            lines.addWidget(PlainLabel(kit, _message(one.stop), "small", "danger", wrap=True))
        return boxed(lines, (16, 6, 0, 0))


def _message(error: UserError) -> Phrase:
    return Phrase(lambda words: describe(words, error).message)
