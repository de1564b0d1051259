"""What is decided about one mission, opened out above its page: another day, a certificate, a reminder."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing import MissionStanding
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox, Segmented
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.moments import DateTimeField
from cultdip_desktop.ui.kit.surfaces import Card, boxed, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.missions import phrases
from cultdip_desktop.ui.rooms.missions.values import Dossier
from cultdip_desktop.ui.rooms.missions.viewmodel import Format, MissionsModel

LATER, EXEMPT, BACK = "later", "exempt", "back"


class Act(Card):
    """One act at a time; Esc and Cancel fold it."""

    closed = Signal()

    def __init__(self, kit: Kit, title: Speech) -> None:
        super().__init__(kit, title)
        self.kit = kit
        self.cancel = Button(kit, t("Cancel"), "ghost", on_click=self.closed.emit)

    def fold(self) -> None:
        """Close it."""
        present(self, shown=False)


class ExtendAct(Act):
    """Another day, an exemption, or neither any more; always with a reason."""

    kept = Signal(object)
    """What to say in the toast."""

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__(kit, t("Another day or exemption"))
        self._model = model
        self._dossier: Dossier | None = None
        self.period = ComboBox(kit)
        kit.name(self.period, t("Period"))
        self.period.setMinimumWidth(kit.look.px(190))
        self.how = Segmented(kit, t("What is decided"))
        self.how.add(LATER, t("Another day"))
        self.how.add(EXEMPT, t("Need not report"))
        self.how.add(BACK, t("Everybody's day again"))
        self.day = DateTimeField(kit, model.today, with_time=False)
        self.reason = TextArea(kit, t("Who asked for it, and why"), lines=2, max_lines=5)
        self.day_field = Field(kit, t("Its own last day"), self.day)
        self.reason_field = Field(
            kit, t("Reason, kept in the history and told to the mission"), self.reason, required=True
        )
        self._now = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.keep = Button(kit, t("Record the decision"), icon="check", on_click=self._keep)
        self.day.setFixedWidth(kit.look.px(180))
        first = row(Field(kit, t("Period"), self.period), Field(kit, t("Decision"), self.how), self.day_field, None)
        self.add(first)
        self.add(self._now)
        self.add(self.reason_field)
        self.add(row(self.keep, self.cancel, None, gap=8))
        self.how.chosen.connect(lambda _how: self._arrange())
        self.period.chosen.connect(lambda _period: self._arrange())
        self.day.returnPressed.connect(self._keep)

    def begin(self, dossier: Dossier, period: Period) -> None:
        """Open it for a mission."""
        self._dossier = dossier
        self.period.clear_choices()
        for row_ in dossier.rows:
            self.period.add(row_.duty.period, phrases.title(row_.duty.period))
        self.period.set_value(period)
        self.how.set_value(LATER)
        self.day.set_moment(None)
        self.day.set_value("")
        self.reason.set_value("")
        for field in (self.day_field, self.reason_field):
            field.set_error("")
        present(self, shown=True)
        self._arrange()
        self.day.setFocus()

    def _arrange(self) -> None:
        present(self.day_field, shown=self.how.value() == LATER)
        found = self._row()
        if found is not None:
            self._now.say(_now_words(found))

    def _row(self) -> MissionStanding | None:
        period = self.period.value()
        return self._dossier.row(period) if self._dossier is not None and isinstance(period, Period) else None

    def _keep(self) -> None:
        found, dossier = self._row(), self._dossier
        if found is None or dossier is None:
            return
        for field in (self.day_field, self.reason_field):
            field.set_error("")
        how, moment = self.how.value(), self.day.moment()
        if how == LATER and (moment is None or not self.day.valid):
            self.day_field.set_error(t("Write the day as 25/9 or 25/9/2026."))
            return
        if not self.reason.value().strip():
            self.reason_field.set_error(t("A decision needs its reason."))
            self.reason.setFocus()
            return
        office, period, reason = dossier.mission.id, found.duty.period, self.reason.value()
        if how == BACK:
            self._model.withdraw(
                office, period, reason, lambda: self._done(t("Everybody's day holds again")), self._fail
            )
            return
        due = moment.day if how == LATER and moment is not None else None
        said = t("Another day was given") if due is not None else t("The mission need not report on the period")
        self._model.extend(office, period, due, reason, lambda: self._done(said), self._fail)

    def _done(self, said: Speech) -> None:
        self.closed.emit()
        self.kept.emit(said)

    def _fail(self, error: UserError) -> None:
        field = self.day_field if error.code in _OF_THE_DAY else self.reason_field
        field.set_error(_error_words(error))


_OF_THE_DAY = frozenset({"duty.not_later", "duty.too_far"})


class CertifyAct(Act):
    """A certificate of reporting over a row of periods."""

    asked = Signal(object, object)
    """First and last `Period`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Certificate of reporting"))
        self.first, self.last = ComboBox(kit), ComboBox(kit)
        kit.name(self.first, t("First period"))
        kit.name(self.last, t("Last period"))
        for box in (self.first, self.last):
            box.setMinimumWidth(kit.look.px(190))
        self.error = PlainLabel(kit, "", "small", "danger", wrap=True)
        self.write = Button(kit, t("Write the certificate…"), icon="file-check", on_click=self._ask)
        hint = t(
            "A PDF in the official form with a QR code, under the next number of the register. The number is given for "
            "good."
        )
        self.add(row(Field(kit, t("From"), self.first), Field(kit, t("To"), self.last), None, gap=12))
        self.add(PlainLabel(kit, hint, "small", "secondary", wrap=True))
        self.add(self.error)
        self.add(row(self.write, self.cancel, None, gap=8))

    def begin(self, rows: Sequence[MissionStanding], period: Period) -> None:
        """Open it: from the first quarter of the period's year, where it is offered."""
        offered = [row_.duty.period for row_ in rows]
        same = [one for one in offered if one.year == period.year and one.part[:1] == period.part[:1]]
        for box in (self.first, self.last):
            box.clear_choices()
            for one in offered:
                box.add(one, phrases.title(one))
        self.first.set_value(min(same, key=lambda one: one.window.first, default=period))
        self.last.set_value(period)
        self.show_error(None)
        present(self, shown=True)
        self.first.setFocus()

    def show_error(self, error: UserError | None) -> None:
        """Say what went wrong."""
        self.error.say("" if error is None else _error_words(error))
        present(self.error, shown=error is not None)

    def _ask(self) -> None:
        first, last = self.first.value(), self.last.value()
        if isinstance(first, Period) and isinstance(last, Period):
            self.asked.emit(first, last)


class UrgeAct(Act):
    """Reminder letters: to whom, in which form."""

    asked = Signal(str)
    """`pdf`, `docx` or `both`."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Reminder letters"))
        self.what = PlainLabel(kit, "", wrap=True)
        self.form = Segmented(kit, t("Form of the letters"))
        self.form.add("both", t("Word and PDF"))
        self.form.add("docx", t("Word"))
        self.form.add("pdf", t("PDF"))
        self.form.set_value("both")
        self.error = PlainLabel(kit, "", "small", "danger", wrap=True)
        self.write = Button(kit, t("Write the letters…"), icon="bell", on_click=self._ask)
        hint = t(
            "Each letter takes the next number of the register and is noted with its mission; a list in XLSX goes along. "
            "Files that exist are never overwritten. Contacts are not in them."
        )
        self.add(self.what)
        self.add(Field(kit, t("Form"), boxed(row(self.form, None))))
        self.add(PlainLabel(kit, hint, "small", "secondary", wrap=True))
        self.add(self.error)
        self.add(row(self.write, self.cancel, None, gap=8))

    def begin(self, what: Speech) -> None:
        """Open it."""
        self.what.say(what)
        self.show_error(None)
        present(self, shown=True)
        self.write.setFocus()

    def chosen(self) -> Format:
        """The form."""
        value = self.form.value()
        return "pdf" if value == "pdf" else "docx" if value == "docx" else "both"

    def show_error(self, error: UserError | None) -> None:
        """Say what went wrong."""
        self.error.say("" if error is None else _error_words(error))
        present(self.error, shown=error is not None)

    def _ask(self) -> None:
        self.asked.emit(self.chosen())


def _error_words(error: UserError) -> Phrase:
    """Cause and cure."""
    return Phrase(lambda words: f"{describe(words, error).message} {describe(words, error).advice}".strip())


def _now_words(found: MissionStanding) -> Phrase:
    """How it stands now: everybody's day, what was given."""
    general = Phrase(lambda words: dates.day(words, found.duty.due))
    if found.extension is None:
        return t("Everybody's day is {day}; nothing else was decided.", day=general)
    reason = found.extension.reason
    if found.extension.exempt:
        return t("Everybody's day is {day}; the mission is excused: {reason}", day=general, reason=reason)
    own = Phrase(lambda words: dates.day(words, found.due))
    return t("Everybody's day is {day}; its own is {own}: {reason}", day=general, own=own, reason=reason)


def stacked(*acts: QWidget) -> QWidget:
    """The acts above each other; those that are folded take no room."""
    box = boxed(column(*acts, gap=0))
    for act in acts:
        present(act, shown=False)
    return box
