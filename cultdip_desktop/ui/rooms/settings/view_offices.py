"""Headquarters' authority: certify a mission's key, see what was issued, give the root to others."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.fields import Field, PasswordField
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, column, row
from cultdip_desktop.ui.kit.table import TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import Authority, CertificateRow, OfficesModel, RequestFacts


class OfficesPage(ScrollPage):
    """Certify, list, hand out the root."""

    def __init__(self, kit: Kit, model: OfficesModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self._request: RequestFacts | None = None
        self._rows: dict[str, CertificateRow] = {}
        self._table_model = PagedModel(kit, self._columns(), self._load, at_once=True)
        self.add(self._certify_card())
        self.add(self._list_card(), 1)
        self.add(self._trust_card())
        model.authority_known.connect(self._show)

    def _show(self, authority: Authority) -> None:
        self._rows = {item.serial: item for item in authority.certificates}
        self._table_model.set_ids(list(self._rows))
        if not self._rows:
            self._table_model.show_message(t("No certificate has been issued yet."))
        self._root.say(authority.trust.words if authority.trust else "–")

    def _load(self, ids: Sequence[str]) -> Sequence[CertificateRow]:
        return [self._rows[serial] for serial in ids]

    def _columns(self) -> Sequence[Column[CertificateRow]]:
        zone = ZoneInfo(self._model.zone)

        def day(moment: datetime, words: Words) -> Cell:
            return Cell(dates.day(words, moment.astimezone(zone).date()))

        def state(item: CertificateRow, words: Words) -> Cell:
            if item.revoked:
                return Cell(words.t("Revoked"), icon="ban", tone="danger")
            return Cell(words.c("certificate", "Valid"), icon="badge-check", tone="ok")

        return (
            Column("office", t("Office"), lambda item, _words: Cell(item.office, strong=True), 140, sortable=False),
            Column("person", t("Person"), lambda item, _words: Cell(item.person), 220, stretch=True, sortable=False),
            Column("from", t("Valid from"), lambda item, words: day(item.not_before, words), 120, sortable=False),
            Column("to", t("Valid until"), lambda item, words: day(item.not_after, words), 120, sortable=False),
            Column("state", t("State"), state, 140, "pill", sortable=False),
        )

    def _certify_card(self) -> Card:
        kit = self._kit
        choose = Button(kit, t("Choose a request file…"), icon="file-down", on_click=self._choose)
        hint = t("A mission makes the request under Settings, Signing key.")
        facts = Facts(kit)
        self._office = facts.add(t("Office"))
        self._person = facts.add(t("Person"))
        self._words = facts.add(t("Fingerprint words"))
        self._same = CheckBox(kit, t("The mission read out exactly these words by telephone"))
        self._same.toggled.connect(lambda _on: self._allow())
        self._pin = PasswordField(kit)
        self._pin.edited.connect(lambda _text: self._allow())
        self._pin.entered.connect(self._issue)
        self._pin_field = Field(kit, t("PIN of the root key"), self._pin, required=True)
        self._pin_field.setMaximumWidth(kit.look.px(280))
        self._certify = Button(kit, t("Certify and save the answer…"), "official", on_click=self._issue)
        self._details = boxed(column(facts, self._same, self._pin_field, row(self._certify, None), gap=12))
        card = Card(kit, t("Certify a mission's key"))
        card.add(row(choose, PlainLabel(kit, hint, "small", "secondary"), None))
        card.add(self._details)
        self._details.hide()
        return card

    def _list_card(self) -> Card:
        card = Card(self._kit, t("Certificates issued"), flush=True)
        table = TableView(self._kit, self._table_model, t("Certificates issued"))
        table.setMinimumHeight(self._kit.look.px(180))
        card.add(table)
        return card

    def _trust_card(self) -> Card:
        kit = self._kit
        facts = Facts(kit)
        self._root = facts.add(t("Words of the root"))
        write = Button(kit, t("Write the trust folder…"), icon="folder-input", on_click=self._write_trust)
        hint = t("Root, chain and revocation lists as PEM files, with which anybody can verify packages.")
        card = Card(kit, t("Headquarters' root"))
        card.add(facts)
        card.add(row(write, PlainLabel(kit, hint, "small", "secondary"), None))
        return card

    def _choose(self) -> None:
        title = self._kit.say(t("Choose a request file"))
        file = self._kit.files.open_file(self, title, "CultDip (*.cdreq *.csr *.pem);;* (*)")
        if file is not None:
            self._model.read_request(file, self._show_request, self._room.show_error)

    def _show_request(self, request: RequestFacts) -> None:
        self._request = request
        self._room.banner.clear()
        self._office.say(f"{request.office_name} ({request.office})")
        self._person.say(request.person)
        self._words.say(request.words)
        self._same.setChecked(False)
        self._pin.clear()
        present(self._details, shown=True)
        self._allow()

    def _allow(self) -> None:
        if not self._same.isChecked():
            self._certify.disable(t("Compare the words by telephone first."))
        elif not self._pin.value():
            self._certify.disable(t("Type the PIN of the root key."))
        else:
            self._certify.enable()

    def _issue(self) -> None:
        request = self._request
        if request is None or not self._certify.isEnabled():
            return
        title = self._kit.say(t("Save the answer for the mission"))
        suggestion = request.file.with_name(f"{request.office}-chung-thu.cdrp")
        target = self._kit.files.save_file(self, title, suggestion, "CultDip (*.cdrp)")
        if target is not None:
            self._certify.disable(t("The certificate is being issued."))
            self._model.enrol(request.file, target, self._pin.value(), lambda: self._issued(target.name), self._refused)

    def _issued(self, name: str) -> None:
        self._request = None
        self._pin.clear()
        self._details.hide()
        self._room.banner.clear()
        self._room.done.emit(t("Certified. Send {file} to the mission.", file=name), None)

    def _refused(self, error: UserError) -> None:
        self._allow()
        if error.code.startswith("key."):
            self._pin.clear()
            self._pin.setFocus()
        self._room.show_error(error)

    def _write_trust(self) -> None:
        folder = self._kit.files.folder(self, self._kit.say(t("Choose an empty folder for root and lists")))
        if folder is not None:
            self._model.write_trust(folder, self._written, self._room.show_error)

    def _written(self, count: int) -> None:
        self._room.done.emit(n("{n} file written.", "{n} files written.", count), None)
