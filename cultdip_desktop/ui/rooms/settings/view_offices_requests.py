"""Requests for certificates: opened, compared by telephone, certified."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import Card, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.view_keys_line import day, grouped
from cultdip_desktop.ui.rooms.settings.view_keys_parts import CompareWords, QrCode
from cultdip_desktop.ui.rooms.settings.view_offices_forms import AuthorityTask
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import OfficesModel, RequestCard


class RequestsCard(Card):
    """What was dropped or chosen and is not certified yet."""

    def __init__(
        self, kit: Kit, model: OfficesModel, choose: Callable[[], object], compare: Callable[[RequestCard], object]
    ) -> None:
        super().__init__(kit, t("Open requests"))
        self._kit, self._model, self._compare = kit, model, compare
        self._list = column(gap=10)
        self.choose_button = Button(kit, t("Choose request files…"), "primary", icon="file-down", on_click=choose)
        self._hint = PlainLabel(
            kit,
            t("Or drop them anywhere on this page. A mission writes the request under Settings, Signing key."),
            "small",
            "secondary",
            wrap=True,
        )
        line = row(self.choose_button, self._hint)
        line.setStretch(1, 1)
        self.add(self._list)
        self.add(line)
        self.first: Button | None = None
        model.requests_changed.connect(self._show)

    def set_lead(self, *, on: bool) -> None:
        """Whether choosing is what the page is about now."""
        self.choose_button.set_kind("primary" if on and self.first is None else "plain")

    def _show(self) -> None:
        clear(self._list)
        self.first = None
        for request in self._model.requests:
            if self.first is not None:
                self._list.addWidget(Rule())
            self._list.addWidget(self._line(request))
        self.set_lead(on=True)
        if self.first is not None:
            self.first.setFocus()

    def _line(self, request: RequestCard) -> QWidget:
        kit = self._kit
        name = ElidedLabel(kit, either(request), "strong")
        said = ElidedLabel(kit, f"{request.person} · {request.office} · {request.file.name}", "small", "secondary")
        words = column(name, said, gap=0)
        go = Button(
            kit,
            t("Compare and certify…"),
            "plain" if self.first else "primary",
            icon="phone",
            on_click=lambda: self._compare(request),
        )
        away = IconButton(
            kit, "x", t("Put the request away"), on_click=lambda: self._model.drop_request(request.print.sha256)
        )
        kit.name(away, t("Put the request of {person} away", person=request.person))
        self.first = self.first or go
        line = row(IconLabel(kit, "file-key", "accent.text", 20), words, Pill(kit, *_kind(request)), go, away, gap=12)
        line.setStretch(1, 1)
        return boxed(line)


class CompareForm(AuthorityTask):
    """The page whose point is comparing: who asks, what they read out, and only then the PIN."""

    def __init__(self, kit: Kit, model: OfficesModel, room: Room) -> None:
        super().__init__(
            kit, room, t("Compare before certifying"), t("Certify and save the answer…"), "stamp", "official"
        )
        self._model = model
        self.request: RequestCard | None = None
        facts = Facts(kit)
        self._office = facts.add(t("Office, as in the list of missions"))
        self._person = facts.add(t("Person, as in the request"))
        self._before = facts.add(t("Certificates of this office"))
        self._call = PlainLabel(kit, "", "body", wrap=True)
        self._ending = column(gap=4)
        self.ends: dict[str, CheckBox] = {}
        self.heard = CompareWords(kit, model.compare, t("Words that the mission reads out"))
        self.heard.changed.connect(self._allow)
        self.heard.entered.connect(self.pin.setFocus)
        self.pin.edited.connect(lambda _text: self._allow())
        self._qr = QrCode(kit)
        self._whole = PlainLabel(kit, "", "micro", "tertiary", wrap=True).selectable()
        side = column(self._qr, None, gap=6)
        top = row(boxed(column(facts, self._call, None, gap=10)), side, gap=16)
        top.setStretch(0, 1)
        self.add(top)
        self.add(self.heard)
        self.add(self._whole)
        self.add(self._ending)
        self.add(self.pin_line)
        self.finish()

    def begin(self, request: RequestCard) -> None:
        """Wait for the words of this request."""
        self.request = request
        self._office.say(t("{office} ({id})", office=either(request), id=request.office))
        self._person.say(request.person)
        self._before.say(_before(request))
        self._call.say(
            t(
                "Call the mission on a number that you know, not on one that came with the file. Ask {person} to open "
                "Settings, Signing key, and to read out the twelve words.",
                person=request.person,
            )
        )
        self._qr.show_modules(request.print.modules)
        self._whole.say(t("The whole fingerprint, as the QR code has it: {hex}", hex=grouped(request.print.sha256)))
        self._offer_endings(request)
        self.heard.begin(request.print.sha256)
        self.heard.setFocus()

    def forget(self) -> None:
        """Leave no PIN behind, and compare anew next time."""
        super().forget()
        self.request = None
        self.heard.begin("")

    def act(self) -> None:
        """Certify."""
        request = self.request
        if request is None or not self.action.isEnabled():
            return
        title = self.kit.say(t("Save the answer for the mission"))
        suggestion = request.file.with_name(f"{request.office}-chung-thu.cdrp")
        target = self.kit.files.save_file(self, title, suggestion, "CultDip (*.cdrp)")
        if target is not None:
            self.action.disable(t("The certificate is being issued."))
            said = t("Certified. Send {file} to the mission.", file=target.name)
            self._model.enrol(
                request,
                self.heard.value(),
                target,
                self.pin.value(),
                lambda: self.done(said),
                self.refused,
                [serial for serial, box in self.ends.items() if box.isChecked()],
            )

    def _offer_endings(self, request: RequestCard) -> None:
        """At a hand-over the former officer's certificate ends with the new one."""
        clear(self._ending)
        self.ends = {}
        others = [one for one in request.before if not one.same_key]
        if not others:
            return
        lead = t("End with it (packages that are still on their way and signed with them will be refused):")
        self._ending.addWidget(PlainLabel(self.kit, lead, "small", "secondary", wrap=True))
        for one in others:
            box = CheckBox(self.kit, t("Certificate of {person}, until {day}", person=one.person, day=day(one.last)))
            self.ends[one.serial] = box
            self._ending.addWidget(box)

    def refuse(self) -> None:
        """It can be tried again when words and PIN are there."""
        self._allow()

    def done(self, said: Speech) -> None:
        """Certified."""
        self.request = None
        super().done(said)

    def _allow(self) -> None:
        present(self.pin_field, shown=self.heard.matches)
        if not self.heard.matches:
            self.action.disable(t("Compare the words by telephone first."))
        elif not self.pin.value():
            self.action.disable(t("Type the PIN of the root key."))
        else:
            self.action.enable()


def either(request: RequestCard) -> Phrase:
    """The office's name in the language of the interface."""
    return Phrase(lambda words: request.office_name.get(words.language))


def _kind(request: RequestCard) -> tuple[Speech, Mark]:
    if request.same_key:
        return t("Renewal of a known key"), Mark("refresh-cw", "info")
    if request.rsa:
        return t("New key, brought along"), Mark("key-round", "warn")
    return t("New key"), Mark("key-round", "info")


def _before(request: RequestCard) -> Speech:
    if not request.before:
        return t("None is valid at present.")
    newest = request.before[0]
    more = len(request.before) - 1
    first = t("{person}, until {day}", person=newest.person, day=day(newest.last))
    return n("{first} and {n} more", "{first} and {n} more", more, first=first) if more else first
