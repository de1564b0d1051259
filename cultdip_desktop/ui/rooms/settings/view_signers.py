"""Certificates of other authorities that sign for missions: the list, and the way to one more by its words."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field, LineEdit
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, limited, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.view_keys_line import day
from cultdip_desktop.ui.rooms.settings.view_keys_parts import CompareWords
from cultdip_desktop.ui.rooms.settings.viewmodel_authorities import (
    AuthoritiesModel,
    AuthorityShelf,
    SignerCard,
    SignerRow,
)

_FILTERS: Final = "X.509 (*.cer *.crt *.pem *.der)"


class SignersCard(Card):
    """Who signs for which mission with a certificate that headquarters has not issued."""

    def __init__(self, kit: Kit, model: AuthoritiesModel, room: Room) -> None:
        super().__init__(kit, t("Trusted signers"))
        self._kit, self._model, self._room = kit, model, room
        self._card: SignerCard | None = None
        self._leaving = ""
        said = t(
            "A certificate of the Government says who somebody is, not for which mission he signs. Headquarters says that here, "
            "after the mission has read the certificate's words out by telephone."
        )
        self._list = column(gap=10)
        self.begin = Button(kit, t("Assign a certificate…"), icon="plus", on_click=self._begin)
        self._trouble = PlainLabel(kit, "", "small", "danger", wrap=True)
        self._form = self._make_form()
        self._reason_form = self._make_reason()
        for item in (PlainLabel(kit, said, "small", "secondary", wrap=True), self._list, self._form, self._reason_form):
            self.add(item)
        self.add(self._trouble)
        self.add(row(self.begin, None))
        for hidden in (self._form, self._reason_form, self._trouble):
            hidden.hide()

    def allow(self, *, on: bool) -> None:
        """Without a compared root no certificate could count."""
        if on:
            self.begin.enable()
        else:
            self.begin.disable(t("Add the root of the other authority first."))

    def show_signers(self, shelf: AuthorityShelf) -> None:
        """The list, and the missions to choose from."""
        clear(self._list)
        if not shelf.signers:
            none = t("No certificate of another authority signs for a mission.")
            self._list.addWidget(PlainLabel(self._kit, none, "body", "secondary", wrap=True))
        for at, signer in enumerate(shelf.signers):
            if at:
                self._list.addWidget(Rule())
            self._list.addWidget(self._line(signer))
        chosen = self.office.value()
        self.office.clear_choices()
        for office, name in shelf.missions:
            said = Phrase(lambda words, office=office, name=name: f"{office} · {name.get(words.language)}")  # type: ignore[misc]
            self.office.add(office, said)
        if chosen:
            self.office.set_value(chosen)

    def fold(self) -> bool:
        """Close the form; False when none is open."""
        if self._form.isHidden() and self._reason_form.isHidden():
            return False
        self._card, self._leaving = None, ""
        self.heard.begin("")
        self.reason.set_value("")
        for form in (self._form, self._reason_form):
            present(form, shown=False)
        present(self.begin, shown=True)
        self.begin.setFocus()
        return True

    def _make_form(self) -> QWidget:
        kit = self._kit
        facts = Facts(kit)
        self._person, self._issuer = facts.add(t("Person")), facts.add(t("Issued by"))
        self._last, self._lists = facts.add(t("Valid until")), facts.add(t("Revocation lists"))
        self.office = ComboBox(kit, placeholder=t("Choose the mission"))
        self.office.chosen.connect(lambda _value: self._ready())
        self.heard = CompareWords(kit, self._model.compare, t("Words that the mission reads out"))
        self.heard.changed.connect(self._ready)
        self.assign = Button(kit, t("Let it sign for the mission"), "official", icon="stamp", on_click=self._assign)
        office = limited(Field(kit, t("Signs for"), self.office, required=True), kit.look.px(420))
        buttons = row(self.assign, Button(kit, t("Cancel"), on_click=self.fold), None)
        return boxed(column(facts, office, self.heard, buttons, gap=10))

    def _make_reason(self) -> QWidget:
        kit = self._kit
        self.reason = LineEdit(kit, t("The person has left, the certificate was replaced, …"))
        self.reason_field = Field(kit, t("Reason"), self.reason, required=True)
        self.reason.edited.connect(lambda _text: self.reason_field.set_error(""))
        self.reason.returnPressed.connect(self._remove)
        self._who = PlainLabel(kit, "", "strong", wrap=True)
        act = Button(kit, t("Let it sign no more"), "danger", icon="ban", on_click=self._remove)
        buttons = row(act, Button(kit, t("Cancel"), on_click=self.fold), None)
        return boxed(column(self._who, self.reason_field, buttons, gap=10))

    def _begin(self) -> None:
        file = self._kit.files.open_file(self._room, self._kit.say(t("Choose the certificate")), _FILTERS)
        if file is not None:
            self.open_file(file)

    def open_file(self, file: Path) -> None:
        """Read a certificate file; the form opens when it can be assigned."""
        self._model.inspect(file, self._open, self._say)

    def _open(self, card: SignerCard) -> None:
        self.fold()
        self._card = card
        self._person.say(card.person)
        self._issuer.say(f"{card.issuer} · {card.domain}")
        self._last.say(day(card.last))
        self._lists.say(
            day(card.fresh_until)
            if card.fresh_until is not None
            else t("none: packages of this signer stay unknown and do not enter")
        )
        present(self._trouble, shown=False)
        present(self._form, shown=True)
        present(self.begin, shown=False)
        self.heard.begin(card.print.sha256)
        self._ready()
        self.office.setFocus()

    def _ready(self) -> None:
        if not self.office.value():
            self.assign.disable(t("Choose the mission."))
        elif not self.heard.matches:
            self.assign.disable(t("Compare the words by telephone first."))
        else:
            self.assign.enable()

    def _assign(self) -> None:
        card = self._card
        if card is not None and self.assign.isEnabled():
            office = str(self.office.value())
            said = t("{person} signs for {office} now.", person=card.person, office=office)
            self._model.assign(card, office, self.heard.value(), partial(self._done, said), self._say)

    def _ask_remove(self, signer: SignerRow) -> None:
        self.fold()
        self._leaving = signer.sha256
        self._who.say(t("{person}, {office}", person=signer.person, office=signer.office))
        self.reason_field.set_error("")
        present(self._reason_form, shown=True)
        self.reason.setFocus()

    def _remove(self) -> None:
        if not self.reason.value():
            self.reason_field.set_error(t("Write the reason."))
            self.reason.setFocus()
            return
        said = t("It signs for no mission any more.")
        self._model.remove(self._leaving, self.reason.value(), partial(self._done, said), self._say)

    def _done(self, said: Speech) -> None:
        self.fold()
        present(self._trouble, shown=False)
        self._room.done.emit(said, None)

    def _say(self, error: UserError) -> None:
        self._trouble.say(
            Phrase(lambda words: _sentences(describe(words, error).message, describe(words, error).advice))
        )
        present(self._trouble, shown=True)

    def _line(self, signer: SignerRow) -> QWidget:
        kit = self._kit
        gone = signer.removed_on is not None
        about: Speech = t("{office} · {domain}", office=signer.office, domain=signer.domain)
        words = column(
            PlainLabel(kit, signer.person, "strong", wrap=True),
            PlainLabel(kit, about, "small", "secondary", wrap=True),
            gap=2,
        )
        if gone and signer.reason:
            words.addWidget(PlainLabel(kit, signer.reason, "small", "secondary", wrap=True))
        state = (
            Pill(kit, t("Removed {day}", day=day(signer.removed_on)), Mark("ban", "neutral"))
            if signer.removed_on is not None
            else Pill(kit, t("Signs since {day}", day=_since(signer)), Mark("badge-check", "ok"))
        )
        line = row(words, state, gap=12)
        if not gone:
            remove = IconButton(
                kit,
                "ban",
                t("Let {person} sign no more", person=signer.person),
                on_click=partial(self._ask_remove, signer),
            )
            line.addWidget(remove)
        line.setStretch(0, 1)
        return boxed(line)


def _since(signer: SignerRow) -> Speech:
    return day(signer.added_on) if signer.added_on is not None else ""


def _sentences(message: str, advice: str) -> str:
    return f"{message} {advice}" if advice else message
