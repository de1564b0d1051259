"""Headquarters' authority: requests to compare and certify, certificates, and what others need to verify."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.drop import DropOverlay
from cultdip_desktop.ui.kit.language import n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, boxed, clear, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.page import SettingsPage
from cultdip_desktop.ui.rooms.settings.view_keys_forms import message_of, words_of_error
from cultdip_desktop.ui.rooms.settings.view_keys_line import day, days_left, fingerprint_box
from cultdip_desktop.ui.rooms.settings.view_keys_parts import TaskCard, show_only
from cultdip_desktop.ui.rooms.settings.view_offices_forms import OwnPinForm, PinTask, RevokeForm
from cultdip_desktop.ui.rooms.settings.view_offices_requests import CompareForm, RequestsCard
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import TrustFacts
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import Authority, CertificateRow, OfficesModel, RequestCard

REQUESTS: Final = "CultDip (*.cdreq *.json);;* (*)"


class OfficesPage(SettingsPage):
    """One act at a time is opened out above the lists."""

    def __init__(self, kit: Kit, model: OfficesModel, room: Room) -> None:
        super().__init__()
        self._kit, self._model, self._room = kit, model, room
        self.rows: dict[str, CertificateRow] = {}
        self._task: TaskCard | None = None
        self._wanted = ""
        self._notice = Banner(kit)
        self.compare = CompareForm(kit, model, room)
        self.revoke = RevokeForm(kit, model, room)
        self.with_pin = PinTask(kit, room)
        self.own_pin = OwnPinForm(kit, model, room)
        self._tasks: tuple[TaskCard, ...] = (self.compare, self.revoke, self.with_pin, self.own_pin)
        self.requests = RequestsCard(kit, model, self._choose, self._compare)
        self._table_model = PagedModel(kit, self._columns(), self._load_rows, at_once=True)
        self.add(self._notice)
        for task in self._tasks:
            task.closed.connect(self.fold)
            self.add(task)
            task.hide()
        self.add(self.requests)
        self.add(self._list_card(), 1)
        self.add(self._trust_card())
        self._notice.hide()
        drop = t("Drop request files to compare and certify them")
        self._drop = DropOverlay(
            kit, self.viewport(), drop, model.read_requests, leave=".cdrp"
        )  # packages are the window's
        model.authority_known.connect(self._show)
        model.requests_changed.connect(self._requests_changed)
        model.refused.connect(self._not_a_request)

    def load(self) -> None:
        """Ask for certificates and root."""
        self._model.load()

    def keep(self) -> None:
        """Nothing typed here outlives the page: PINs least of all."""
        self._open(None)

    def fold(self) -> bool:
        """Close the act that is opened out."""
        if self._task is None:
            return False
        self._open(None)
        (self.requests.first or self.requests.choose_button).setFocus()
        return True

    def open_part(self, part: str, file: str = "") -> None:
        """Begin an act by name when the data is there: `compare` (the request in `file`), `revoke`, `pin`, `lists`."""
        self._wanted = part
        if file:
            self._model.read_requests([Path(file)])  # `compare` begins when it has been read
            return
        self._model.load()

    def select(self, serial: str) -> None:
        """Choose a line of the list."""
        self.table.select(serial)
        self._selected(serial)

    def begin_revoking(self) -> None:
        """Open the act for the chosen line."""
        chosen = self.rows.get(self.table.current_id())
        if chosen is not None and chosen.revocable:
            self._open(self.revoke)
            self.revoke.begin(chosen)

    def _list_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Certificates issued"), flush=True)
        self.table = TableView(kit, self._table_model, t("Certificates issued"), row_height=TWO_LINE_ROW)
        self.table.setMinimumHeight(kit.look.px(150))
        self.table.selected.connect(self._selected)
        self.table.opened.connect(lambda _serial: self.begin_revoking())
        self.revoke_button = Button(kit, t("Revoke…"), icon="ban", compact=True, on_click=self.begin_revoking)
        card.add_action(self.revoke_button)
        card.add(self.table, 1)
        self._selected("")
        return card

    def _trust_card(self) -> Card:
        kit = self._kit
        card = Card(kit, t("What others need to verify"))
        self._root = column(gap=10)
        self._own = FlowRow(
            Button(kit, t("Write root and lists…"), icon="folder-input", on_click=self._write_trust),
            Button(kit, t("Renew the revocation lists…"), icon="refresh-cw", on_click=self._renew_lists),
            Button(kit, t("Signed trust list for missions…"), icon="stamp", on_click=self._trust_list),
            Button(kit, t("Renew headquarters' certificate…"), icon="badge-check", on_click=self._renew_own),
            Button(kit, t("Renew the issuing certificate…"), icon="badge-check", on_click=self._renew_issuing),
            Button(kit, t("Change the PIN…"), icon="keyboard", on_click=self._change_pin),
        )
        hint = t("The folder is for missions and for other programs such as OpenSSL; it holds no secret.")
        card.add(self._root)
        card.add(boxed(self._own))
        card.add(PlainLabel(kit, hint, "small", "secondary", wrap=True))
        return card

    def _columns(self) -> Sequence[Column[CertificateRow]]:
        def on(moment: date, words: Words) -> Cell:
            return Cell(dates.day(words, moment))

        def person(item: CertificateRow, words: Words) -> Cell:
            return Cell(item.person, words.t("signs for headquarters now") if item.own else reason_of(item, words))

        return (
            Column("office", t("Office"), lambda item, _words: Cell(item.office, strong=True), 90, sortable=False),
            Column("person", t("Person"), person, 165, "two-line", stretch=True, sortable=False),
            Column("from", t("Valid from"), lambda item, words: on(item.first, words), 112, sortable=False),
            Column("to", t("Valid until"), lambda item, words: on(item.last, words), 112, sortable=False),
            Column("state", t("State"), state_cell, 185, "pill", sortable=False),
        )

    def _load_rows(self, ids: Sequence[str]) -> Sequence[CertificateRow]:
        return [self.rows[serial] for serial in ids]

    def _show(self, authority: Authority) -> None:
        chosen = self.table.current_id()
        self.rows = {item.serial: item for item in authority.certificates}
        self._table_model.set_ids(list(self.rows))
        if not self.rows:
            self._table_model.show_message(t("No certificate has been issued yet."))
        if chosen in self.rows:
            self.table.select(chosen)
        self._selected(self.table.current_id())
        self._show_root(authority.trust)
        notice = authority.notice
        if notice is None:
            self._notice.clear()
        else:
            own = bool(notice.key_id)
            self._notice.show_notice(
                "danger" if notice.ended else "warn",
                message_of(notice.error),
                action=t("Renew headquarters' certificate…") if own else t("Renew the revocation lists…"),
                on_action=self._renew_own if own else self._renew_lists,
            )
        if self._wanted != "compare":
            wanted, self._wanted = self._wanted, ""
            self._begin_wanted(wanted)

    def _show_root(self, trust: TrustFacts | None) -> None:
        clear(self._root)
        if trust is None:
            return
        kit = self._kit
        facts = Facts(kit)
        if trust.fresh_until is not None:
            left = days_left(trust.days_left)
            facts.add(t("Revocation lists valid until"), t("{day} · {left}", day=day(trust.fresh_until), left=left))
        lead = t("Read these words of the root out to a mission that installs its first certificate:")
        self._root.addWidget(PlainLabel(kit, lead, "body", "secondary", wrap=True))
        self._root.addWidget(fingerprint_box(kit, trust.print, facts))

    def _selected(self, serial: str) -> None:
        chosen = self.rows.get(serial)
        later = chosen is not None and chosen.state == "revoked" and chosen.revocable
        self.revoke_button.say(t("Record a lost key…") if later else t("Revoke…"))
        if chosen is None:
            self.revoke_button.disable(t("Choose a certificate of the list first."))
        elif chosen.own:
            self.revoke_button.disable(t("Headquarters signs with this certificate now."))
        elif not chosen.revocable:
            self.revoke_button.disable(t("It is revoked already."))
        else:
            self.revoke_button.enable()

    def _choose(self) -> None:
        files = self._kit.files.open_files(self, self._kit.say(t("Choose request files")), REQUESTS)
        if files:
            self._room.banner.clear()
            self._model.read_requests(files)

    def _not_a_request(self, file: Path, error: UserError) -> None:
        cause = t("{file} was not opened.", file=file.name)
        self._room.banner.show_notice("danger", cause, words_of_error(error))

    def _compare(self, request: RequestCard) -> None:
        self._open(self.compare)
        self.compare.begin(request)

    def _requests_changed(self) -> None:
        if self._wanted == "compare" and self._model.requests:
            self._wanted = ""
            self._compare(self._model.requests[-1])

    def _renew_lists(self) -> None:
        self._open(self.with_pin)
        self.with_pin.begin(
            t("Renew the revocation lists"),
            t("Fresh lists are good for 180 days. Write them to a folder afterwards and send them to the missions."),
            t("The revocation lists were renewed."),
            self._model.renew_lists,
        )

    def _renew_own(self) -> None:
        self._open(self.with_pin)
        self.with_pin.begin(
            t("Renew headquarters' certificate"),
            t("The key that headquarters signs with gets a certificate for two more years; its words stay the same."),
            t("Headquarters' certificate was renewed."),
            self._model.renew_own,
        )

    def _renew_issuing(self) -> None:
        self._open(self.with_pin)
        self.with_pin.begin(
            t("Renew the issuing certificate"),
            t(
                "The root signs a certificate for ten more years for the same issuing key; its key must be in the folder "
                "of the authority. What was certified before counts on. Send the trust list to all missions afterwards."
            ),
            t("The issuing certificate was renewed. Send the trust list to all missions."),
            self._model.renew_issuing,
        )

    def _trust_list(self) -> None:
        folder = self._kit.files.folder(self, self._kit.say(t("Choose a folder for the trust list")))
        if folder is None:
            return
        self._open(self.with_pin)
        self.with_pin.begin(
            t("Write the signed trust list"),
            t(
                "One file for all missions, with the chain, the revocation lists and the encryption key. Each mission takes "
                "it in under Packages; it is written to {folder}.",
                folder=str(folder),
            ),
            t("The trust list was written. Send it to all missions."),
            partial(self._model.write_trust_list, folder),
        )

    def _change_pin(self) -> None:
        self._open(self.own_pin)
        self.own_pin.begin()

    def _write_trust(self) -> None:
        folder = self._kit.files.folder(self, self._kit.say(t("Choose an empty folder for root and lists")))
        if folder is not None:
            self._model.write_trust(folder, self._written, self._room.show_error)

    def _written(self, count: int) -> None:
        self._room.done.emit(n("{n} file written.", "{n} files written.", count), None)

    def _open(self, task: TaskCard | None) -> None:
        self._task = task
        show_only(task, self._tasks)
        present(self.requests, shown=task is not self.compare)
        self.requests.set_lead(on=task is None)
        if task is not None:
            self._room.banner.clear()
        self.verticalScrollBar().setValue(0)

    def _begin_wanted(self, wanted: str) -> None:
        acts = {"pin": self._change_pin, "lists": self._renew_lists}
        if wanted in acts:
            acts[wanted]()
        elif wanted == "revoke":
            serial = next((serial for serial, item in self.rows.items() if item.revocable), "")
            self.select(serial)
            self.begin_revoking()


def reason_of(item: CertificateRow, words: Words) -> str:
    """Why a certificate was taken back, else its number."""
    said = {"handed_over": words.t("Handed over to a successor"), "replaced": words.t("Replaced by a new key")}
    return said.get(item.reason, item.reason) or item.serial


def state_cell(item: CertificateRow, words: Words) -> Cell:
    """The pill of a line."""
    if item.state == "revoked":
        if item.compromised_on is not None:
            since = dates.day(words, item.compromised_on)
            return Cell(words.t("Key lost {day}", day=since), icon="octagon-alert", tone="danger")
        on = "" if item.revoked_on is None else dates.day(words, item.revoked_on)
        return Cell(words.t("Revoked {day}", day=on), icon="ban", tone="danger")
    if item.state == "expired":
        return Cell(words.t("Certificate expired"), icon="octagon-alert", tone="danger")
    if item.state == "ends_soon":
        left = words.n("{n} day left", "{n} days left", item.days_left)
        return Cell(left, icon="clock-alert", tone="warn")
    return Cell(words.c("certificate", "Valid"), icon="badge-check", tone="ok")
