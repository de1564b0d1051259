"""Headquarters' answer: its certificate goes beside the key, its root is believed once its words were heard."""

from __future__ import annotations

from pathlib import Path

from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.view_keys_forms import KeyTask
from cultdip_desktop.ui.rooms.settings.view_keys_parts import CompareWords
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import AnswerCard, KeysModel


class InstallForm(KeyTask):
    """Choose the answer, type what headquarters reads out, put the certificate in."""

    def __init__(self, kit: Kit, model: KeysModel, room: Room) -> None:
        super().__init__(kit, model, room, t("Put the certificate in"), t("Put the certificate in"), "badge-check")
        self.card: AnswerCard | None = None
        self._file = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.choose_button = Button(
            kit, t("Choose the answer of headquarters…"), icon="file-down", on_click=self.choose
        )
        line = row(self.choose_button, self._file)
        line.setStretch(1, 1)
        facts = Facts(kit)
        self._person, self._last = facts.add(t("Certificate for")), facts.add(t("Valid until"))
        self._known = PlainLabel(
            kit, t("It comes from the root that this office trusts already."), "small", "ok", wrap=True
        )
        ask = t(
            "Call headquarters on a number that you know and ask for the words of its root. The first comparison "
            "decides whom this office believes; it is made once."
        )
        self.heard = CompareWords(kit, model.compare, t("Words that headquarters reads out"))
        self.heard.changed.connect(self._allow)
        self.heard.entered.connect(self.act)
        self._compare = boxed(column(PlainLabel(kit, ask, "body", "secondary", wrap=True), self.heard, gap=10))
        self._read = boxed(column(facts, self._known, self._compare, gap=10))
        self.add(line)
        self.add(self._read)
        self.finish()
        self._show(None)

    def begin(self) -> None:
        """Nothing chosen yet."""
        self.forget()
        self.choose_button.setFocus()

    def forget(self) -> None:
        """Back to the beginning."""
        self._show(None)

    def choose(self) -> None:
        """Ask for the file and read it."""
        file = self.kit.files.open_file(self, self.kit.say(t("Choose the answer of headquarters")), "CultDip (*.cdrp)")
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Verify an answer and show whom it certifies."""
        self.model.read_answer(file, self._show, self.failed)

    def act(self) -> None:
        """Put it in."""
        card = self.card
        if card is None or not self.action.isEnabled():
            return
        self.action.disable(t("The certificate is being put in."))
        said = t("The certificate is in place: packages can be signed now.")
        heard = None if card.root_known else self.heard.value()
        self.model.install(card.file, heard, lambda: self.done(said), self.failed)

    def refuse(self) -> None:
        """It can be tried again when the words are right."""
        self._allow()

    def _show(self, card: AnswerCard | None) -> None:
        self.card = card
        present(self._read, shown=card is not None)
        self._file.say(t("No file chosen yet.") if card is None else card.file.name)
        if card is not None:
            self.room.banner.clear()
            self._person.say(card.person)
            last = card.last
            self._last.say(Phrase(lambda words: dates.day(words, last)))
            present(self._known, shown=card.root_known)
            present(self._compare, shown=not card.root_known)
            (self.action if card.root_known else self.heard).setFocus()
        self.heard.begin("" if card is None else card.root.sha256)
        self._allow()

    def _allow(self) -> None:
        if self.card is None:
            self.action.disable(t("Choose the answer of headquarters first."))
        elif not (self.card.root_known or self.heard.matches):
            self.action.disable(t("Compare the words by telephone first."))
        else:
            self.action.enable()
