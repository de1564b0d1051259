"""Acts of headquarters' authority that need its PIN: revoke, renew lists, renew the own certificate, another PIN."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import ButtonKind
from cultdip_desktop.ui.kit.choices import CheckBox
from cultdip_desktop.ui.kit.confirm import Confirm
from cultdip_desktop.ui.kit.fields import Field, LineEdit, PasswordField
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.moments import DateTimeField
from cultdip_desktop.ui.kit.room import Room
from cultdip_desktop.ui.kit.surfaces import limited
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.settings.facts import Facts
from cultdip_desktop.ui.rooms.settings.view_keys_forms import RoomTask
from cultdip_desktop.ui.rooms.settings.view_keys_line import day, grouped
from cultdip_desktop.ui.rooms.settings.view_keys_parts import PinPair
from cultdip_desktop.ui.rooms.settings.viewmodel_keys import Done, Failed
from cultdip_desktop.ui.rooms.settings.viewmodel_offices import CertificateRow, OfficesModel

Act = Callable[[str, Done, Failed], object]
"""Given the PIN, and what to do afterwards."""


class AuthorityTask(RoomTask):
    """A task with the authority's PIN in its last field."""

    def __init__(
        self, kit: Kit, room: Room, title: Speech, action: Speech, icon: str, kind: ButtonKind = "primary"
    ) -> None:
        super().__init__(kit, room, title, action, icon, kind)
        self.pin = PasswordField(kit)
        self.pin_field = Field(kit, t("PIN of the root key"), self.pin, required=True)
        self.pin_line = limited(self.pin_field, kit.look.px(320))
        self.pin.edited.connect(lambda _text: self.pin_field.set_error(""))
        self.pin.entered.connect(self.act)

    def forget(self) -> None:
        """Leave no PIN behind."""
        self.pin.clear()
        self.pin_field.set_error("")

    def has_pin(self) -> bool:
        """Whether one was typed; if not, say so and go there."""
        if self.pin.value():
            return True
        self.pin_field.set_error(t("Type the PIN of the root key."))
        self.pin.setFocus()
        return False

    def refused(self, error: UserError) -> None:
        """At the field if it was the PIN, else in the banner."""
        self.failed_at(self.pin, self.pin_field, error)


class PinTask(AuthorityTask):
    """An act that asks for nothing but the PIN; what it is is said when it begins."""

    def __init__(self, kit: Kit, room: Room) -> None:
        super().__init__(kit, room, " ", "", "refresh-cw")
        self._what = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._do: Act | None = None
        self._said: Speech = ""
        self.add(self._what)
        self.add(self.pin_line)
        self.finish()

    def begin(self, title: Speech, what: Speech, said: Speech, do: Act) -> None:
        """Name the act and wait for the PIN."""
        self.title.say(title)
        self.action.say(title)
        self._what.say(what)
        self._said, self._do = said, do
        self.pin.setFocus()

    def act(self) -> None:
        """Do it."""
        if self._do is not None and self.has_pin():
            self.action.disable(t("It is being done."))
            self._do(self.pin.value(), partial(self.done, self._said), self.refused)


class RevokeForm(AuthorityTask):
    """Take a certificate back, for a reason."""

    def __init__(self, kit: Kit, model: OfficesModel, room: Room) -> None:
        super().__init__(kit, room, t("Revoke a certificate"), t("Revoke the certificate…"), "ban", "danger")
        self._model = model
        self._row: CertificateRow | None = None
        facts = Facts(kit)
        self._office, self._person = facts.add(t("Office")), facts.add(t("Person"))
        self._serial, self._last = facts.add(t("Serial number")), facts.add(t("Valid until"))
        self.reason = LineEdit(kit, t("The key was lost, the person has left, …"))
        self.reason_field = Field(
            kit, t("Reason"), self.reason, required=True, hint=t("Stays in the list of certificates.")
        )
        self.reason.edited.connect(lambda _text: self.reason_field.set_error(""))
        self.reason.returnPressed.connect(self.pin.setFocus)
        self.lost = CheckBox(kit, t("Somebody else may have had the key"))
        self.since = DateTimeField(kit, model.today, with_time=False)
        hint = t(
            "Packages signed before count on if they were taken in. Those signed since are refused, and the ones taken in "
            "are listed for review."
        )
        self.since_field = Field(kit, t("Since which day"), self.since, required=True, hint=hint)
        self.since.changed.connect(lambda _moment: self.since_field.set_error(""))
        self.lost.clicked.connect(lambda _checked=False: self._lost_chosen())
        self.add(facts)
        self.add(self.reason_field)
        self.add(self.lost)
        self.add(self.since_field)
        self.add(self.pin_line)
        self.finish()

    def begin(self, row: CertificateRow) -> None:
        """This one."""
        self._row = row
        lost = row.state == "revoked"
        self.title.say(t("Record a lost key") if lost else t("Revoke a certificate"))
        self.action.say(t("Record the lost key…") if lost else t("Revoke the certificate…"))
        self._office.say(row.office)
        self._person.say(row.person)
        self._serial.say(grouped(row.serial))
        self._last.say(day(row.last))
        self.reason.set_value("")
        self.reason_field.set_error("")
        self.lost.setChecked(lost)
        self.lost.setEnabled(not lost)
        self.since.set_moment(None)
        self.since_field.set_error("")
        present(self.since_field, shown=self.lost.isChecked())
        self.reason.setFocus()

    def act(self) -> None:
        """Ask once more, then do it."""
        row = self._row
        if row is None or not self.action.isEnabled():
            return
        if not self.reason.value():
            self.reason_field.set_error(t("Write the reason."))
            self.reason.setFocus()
        elif self.lost.isChecked() and not self._since_is_sound():
            self.since.setFocus()
        elif self.has_pin():
            title = t("Revoke the certificate of {person}, {office}?", person=row.person, office=row.office)
            sentence = t(
                "It cannot be taken back. Packages signed with it from now on are not valid, as soon as the new "
                "revocation lists have reached whoever verifies."
            )
            Confirm(self.kit, self, title, sentence, t("Revoke the certificate"), icon="ban").ask(self._revoke)

    def _revoke(self) -> None:
        row = self._row
        if row is not None:
            self.action.disable(t("The certificate is being revoked."))
            self._model.revoke(
                row.serial, self.reason.value(), self.pin.value(), self._since(), self._revoked, self.refused
            )

    def _revoked(self, suspect: int) -> None:
        self.done(t("Revoked. Write the new revocation lists and send them to the missions."))
        if suspect:
            cause = n(
                "{n} package was taken in that was signed since then.",
                "{n} packages were taken in that were signed since then.",
                suspect,
            )
            advice = t("Ask the mission about each of them; the command cultdip hq review lists them.")
            self.room.banner.show_notice("warn", cause, advice)

    def _since(self) -> date | None:
        moment = self.since.moment() if self.lost.isChecked() else None
        return None if moment is None else moment.day

    def _since_is_sound(self) -> bool:
        since = self._since()
        if since is None:
            self.since_field.set_error(t("Enter the day."))
        elif since > self._model.today():
            self.since_field.set_error(t("This day lies in the future."))
        return since is not None and since <= self._model.today()

    def _lost_chosen(self) -> None:
        present(self.since_field, shown=self.lost.isChecked())
        if self.lost.isChecked():
            self.since.setFocus()


class OwnPinForm(AuthorityTask):
    """Another PIN for root, issuing and headquarters' own key, which share one."""

    def __init__(self, kit: Kit, model: OfficesModel, room: Room) -> None:
        super().__init__(kit, room, t("Change the PIN"), t("Change the PIN"), "keyboard")
        self._model = model
        self.pin_field.set_label(t("Present PIN"))
        self.pins = PinPair(kit, t("New PIN of the root key"))
        self.pin.entered.disconnect()
        self.pin.entered.connect(self.pins.setFocus)
        self.pins.entered.connect(self.act)
        what = t("One PIN opens the root key, the issuing key and the key that headquarters signs with.")
        self.add(PlainLabel(kit, what, "body", "secondary", wrap=True))
        self.add(self.pin_line)
        self.add(self.pins)
        self.finish()

    def begin(self) -> None:
        """The present one first."""
        self.pin.setFocus()

    def forget(self) -> None:
        """Leave no PIN behind."""
        super().forget()
        self.pins.forget()

    def act(self) -> None:
        """Change it."""
        if self.has_pin() and self.pins.check():
            self.action.disable(t("The PIN is being changed."))
            said = t("The PIN was changed.")
            self._model.change_pin(self.pin.value(), self.pins.value(), lambda: self.done(said), self.refused)
