"""Headquarters' keys for encrypted packages, its time stamps, and the other authorities that it believes."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.view_keys_line import day, fingerprint_box
from cultdip_desktop.ui.rooms.settings.view_roots import RootsCard
from cultdip_desktop.ui.rooms.settings.view_signers import SignersCard
from cultdip_desktop.ui.rooms.settings.viewmodel_authorities import (
    AuthoritiesModel,
    AuthorityShelf,
    EncryptionRow,
    StampRow,
)
from cultdip_desktop.ui.rooms.settings.viewmodel_tokens import TokenShelf, TokensModel


class AuthoritiesPage(SettingsPage):
    """Four cards, one below the other."""

    def __init__(self, kit: Kit, model: AuthoritiesModel, tokens: TokensModel, room: Room) -> None:
        super().__init__()
        self._model, self._tokens = model, tokens
        self.encryption = EncryptionCard(kit, model, room)
        self.stamps = StampCard(kit)
        self.roots = RootsCard(kit, tokens, room)
        self.signers = SignersCard(kit, model, room)
        for card in (self.encryption, self.roots, self.signers, self.stamps):
            self.add(card)
        self.end()
        model.known.connect(self._show)
        tokens.known.connect(self._show_roots)

    def load(self) -> None:
        """Ask for everything."""
        self._model.load()
        self._tokens.load()

    def keep(self) -> None:
        """Nothing typed here outlives the page."""
        self.fold()

    def fold(self) -> bool:
        """Close what is opened out."""
        return self.signers.fold() or self.roots.fold()

    def _show(self, shelf: AuthorityShelf) -> None:
        self.encryption.show_keys(shelf.keys)
        self.stamps.show_facts(shelf.stamps)
        self.signers.show_signers(shelf)

    def _show_roots(self, shelf: TokenShelf) -> None:
        self.roots.show_roots(shelf.roots)
        self.signers.allow(on=bool(shelf.roots))


class EncryptionCard(Card):
    """The key that is given out, those that rest, and a new one."""

    def __init__(self, kit: Kit, model: AuthoritiesModel, room: Room) -> None:
        super().__init__(kit, t("Encrypted packages"))
        self._kit, self._model, self._room = kit, model, room
        said = t(
            "Missions may encrypt their packages for headquarters. They learn the key from every signed file of headquarters; "
            "the secret half lies sealed in this office and opens with it."
        )
        self._list = column(gap=10)
        self.rotate = Button(kit, t("Make a new key…"), icon="refresh-cw", on_click=self._ask)
        self.add(PlainLabel(kit, said, "small", "secondary", wrap=True))
        self.add(self._list)
        self.add(row(self.rotate, None))

    def show_keys(self, keys: tuple[EncryptionRow, ...]) -> None:
        """All keys, the newest first."""
        clear(self._list)
        if not keys:
            none = t("There is no key yet: missions cannot encrypt.")
            self._list.addWidget(PlainLabel(self._kit, none, "body", "secondary", wrap=True))
        for at, key in enumerate(keys):
            if at:
                self._list.addWidget(Rule())
            self._list.addWidget(self._line(key))

    def _line(self, key: EncryptionRow) -> QWidget:
        kit = self._kit
        made: Speech = t("made on {day}", day=day(key.made_on))
        if key.retired_on is not None:
            made = t("{made}, not given out since {day}", made=made, day=day(key.retired_on))
        state = (
            Pill(kit, t("Given out"), Mark("badge-check", "ok"))
            if key.current
            else Pill(kit, t("Opens old files"), Mark("archive", "neutral"))
        )
        words = column(
            PlainLabel(kit, key.id, "strong"),
            PlainLabel(kit, made, "small", "secondary", wrap=True),
            PlainLabel(kit, " ".join(key.print.words), "small", "secondary", wrap=True).selectable(),
            gap=2,
        )
        line = row(IconLabel(kit, "lock", "accent.text" if key.current else "text.tertiary", 20), words, state, gap=12)
        line.setStretch(1, 1)
        return boxed(line)

    def _ask(self) -> None:
        Confirm(
            self._kit,
            self._room,
            t("Make a new encryption key?"),
            t(
                "Missions get it with the next signed file and use the old key until then. What was encrypted for the old "
                "key opens as before."
            ),
            t("Make a new key"),
            icon="refresh-cw",
            official=True,
        ).ask(self._rotate)

    def _rotate(self) -> None:
        said = t("A new key is given out from now on.")
        self._model.rotate(lambda: self._room.done.emit(said, None), self._room.show_error)


class StampCard(Card):
    """What the time stamps of the ledger are worth, and whose they are."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Time stamps of the ledger"))
        self._kit = kit
        said = t(
            "Headquarters stamps every line of its ledger with its own authority (RFC 3161). That puts the ledger in order and "
            "shows a line that was changed or dated back. It proves nothing to outsiders: clock, key and ledger are of one house."
        )
        self._list = column(gap=10)
        self.add(PlainLabel(kit, said, "small", "secondary", wrap=True))
        self.add(self._list)

    def show_facts(self, stamps: StampRow | None) -> None:
        """The authority's certificate."""
        clear(self._list)
        kit = self._kit
        if stamps is None:
            none = t("There is no key yet; the next act that asks for the PIN of the root key makes it.")
            self._list.addWidget(PlainLabel(kit, none, "body", "secondary", wrap=True))
            return
        facts = Facts(kit)
        facts.add(t("Certificate"), t("{first} – {last}", first=day(stamps.first), last=day(stamps.last)))
        facts.add(t("State"), t("Stamps now") if stamps.works else t("Cannot stamp now"))
        self._list.addWidget(fingerprint_box(kit, stamps.print, facts))
