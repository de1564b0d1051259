"""The page of one received report: what it says of itself, what the check finds, remarks at its places, the decision."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule, TextStyle, Tone
from cultdip_desktop.ui.kit.text_area import TextArea
from cultdip_desktop.ui.rooms.inbox import phrases
from cultdip_desktop.ui.rooms.inbox.values import Changed, Reading, Reason, Remark
from cultdip_desktop.ui.rooms.inbox.viewmodel_report import FIELDS, ReadingModel, sections

_FIELD_WORDS = {
    "": c("remark", "The event as a whole"),
    "title": c("remark", "Title"),
    "summary": c("remark", "Summary"),
    "results.attendance": c("remark", "Audience"),
    "goals": c("remark", "Goals"),
    "money": c("remark", "Money"),
    "actors": c("remark", "Who took part"),
    "results.outcomes": c("remark", "Outcomes"),
    "media": c("remark", "Photos and documents"),
}
_DECISIONS = {
    "accepted": (c("report", "Accepted"), Mark("badge-check", "ok")),
    "returned": (c("report", "Returned"), Mark("undo-2", "warn")),
    "": (c("report", "Not decided yet"), Mark("clock", "neutral")),
}
_MOST = 60
"""Changes and findings that are listed."""


class ReportPage(QWidget):
    """Shows a `Reading`; asks the model for everything that is done."""

    done = Signal(object)
    state_changed = Signal()

    def __init__(self, kit: Kit, model: ReadingModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self.reading: Reading | None = None
        self.banner = Banner(kit)
        self._said = Card(kit, t("What the report says of itself"))
        self._found = Card(kit, t("What the check found"))
        self._changes = Card(kit, t("What the amendment changed"))
        self._remarks = Card(kit, t("Remarks to the mission"))
        self._decide = Card(kit, t("Headquarters' word on the report"))
        self._bodies = {card: QVBoxLayout() for card in (self._said, self._found, self._changes, self._remarks)}
        for card, body in self._bodies.items():
            body.setSpacing(6)
            card.add(body)
        self._make_composer()
        self._make_decision()
        page = ScrollPage(margins=(20, 14, 20, 16), gap=12)
        page.add(self.banner)
        for card in (self._said, self._decide, self._remarks, self._found, self._changes):
            page.add(card)
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)
        model.read.connect(self._show)
        model.changed.connect(self.done.emit)
        model.failed.connect(self.banner.show_error)

    def open(self, row_id: str) -> None:
        """Show the report of a package."""
        self.banner.clear()
        self.reading = None
        for card in (self._said, self._found, self._changes, self._remarks, self._decide):
            present(card, shown=False)
        self._model.open(row_id)

    # -- making

    def _make_composer(self) -> None:
        self._place, self._field = ComboBox(self._kit), ComboBox(self._kit)
        for key in FIELDS:
            self._field.add(key, _FIELD_WORDS[key])
        self._text = TextArea(self._kit, t("What the mission should look at or change"), lines=2, max_lines=6)
        self._text_field = Field(self._kit, c("remark", "Remark"), self._text)
        self._field_line = Field(self._kit, t("Field"), self._field)
        add = Button(self._kit, t("Add the remark"), icon="message-square", on_click=self._add)
        places = row(Field(self._kit, c("remark", "About"), self._place), self._field_line, gap=12)
        places.setStretch(0, 2)
        places.setStretch(1, 1)
        self._remarks.add(column(places, self._text_field, row(add, None), gap=10))
        self._place.chosen.connect(self._place_chosen)
        self._text.edited.connect(lambda _text: self._text_field.set_error(""))

    def _make_decision(self) -> None:
        self._word = QVBoxLayout()
        self._word.setSpacing(6)
        self._reason = TextArea(
            self._kit, t("A word to the mission; needed to return the report"), lines=2, max_lines=6
        )
        self._reason_field = Field(self._kit, c("remark", "Word to the mission"), self._reason)
        self.accept = Button(self._kit, t("Accept the report"), icon="badge-check", on_click=self._accept)
        self.send_back = Button(self._kit, t("Return the report"), icon="undo-2", on_click=self._return)
        self._decide.add(self._word)
        self._decide.add(column(self._reason_field, row(self.accept, self.send_back, None), gap=10))
        self._reason.edited.connect(lambda _text: self._reason_field.set_error(""))

    # -- doing

    def _place_chosen(self, value: object) -> None:
        present(self._field_line, shown=str(value).startswith("event:"))

    def _add(self) -> None:
        text = self._text.value().strip()
        if not text:
            self._text_field.set_error(t("Write the remark first."))
            self._text.setFocus()
            return
        place = str(self._place.value() or "")
        field = str(self._field.value() or "")
        if place.startswith("event:") and field:
            place = f"{place}:{field}"
        self._text.set_value("")
        self._model.add(place, text, t("The remark goes with the next receipt."))

    def _accept(self) -> None:
        self._model.accept(self._reason.value(), t("Accepted; the next receipt says so."))

    def _return(self) -> None:
        if not self._reason.value().strip():
            self._reason_field.set_error(t("A returned report needs a reason."))
            self._reason.setFocus()
            return
        self._model.send_back(self._reason.value(), t("Returned; the next receipt says so."))

    # -- showing

    def _show(self, reading: Reading | None) -> None:
        self.reading = reading
        if reading is None:
            self.banner.show_notice("info", t("This package carries no report."), t("There is nothing to decide."))
            self.state_changed.emit()
            return
        self._show_said(reading)
        self._show_found(reading)
        self._show_changes(reading)
        self._show_remarks(reading)
        self._show_decision(reading)
        self._show_places(reading)
        self.state_changed.emit()

    def _show_said(self, reading: Reading) -> None:
        body = self._bodies[self._said]
        clear(body)
        if reading.amendment:
            body.addWidget(self._line(t("Amendment no. {number}", number=reading.amendment), "strong"))
            body.addWidget(self._line(reading.reason or t("No reason was given.")))
        if reading.approved_by:
            body.addWidget(self._line(t("Approved by {name}", name=reading.approved_by)))
        if reading.one_person:
            body.addWidget(self._line(t("Written and approved by one person: the office has no other.")))
        if reading.totals_differ:
            body.addWidget(
                self._line(t("The totals that the report names are not those of its events."), tone="danger")
            )
        if body.count() == 0:
            body.addWidget(self._line(t("A first report, approved by another person than its drafter.")))
        present(self._said, shown=True)

    def _show_found(self, reading: Reading) -> None:
        body = self._bodies[self._found]
        clear(body)
        for title, found in (
            (t("Found here, not named by the mission"), reading.only_here),
            (t("Let pass by the mission, with its reason"), reading.explained),
            (t("Named by the mission, not found here"), reading.only_there),
        ):
            if found:
                body.addWidget(self._line(title, "strong"))
                for one in found[:_MOST]:
                    body.addWidget(self._reason_line(one))
                if len(found) > _MOST:
                    body.addWidget(self._line(n("{n} more", "{n} more", len(found) - _MOST), "small"))
        if body.count() == 0:
            body.addWidget(self._line(t("Nothing: the same check found no error and no warning.")))
        present(self._found, shown=True)

    def _show_changes(self, reading: Reading) -> None:
        body = self._bodies[self._changes]
        clear(body)
        for one in reading.changes[:_MOST]:
            body.addWidget(self._line(_joined(one), "strong"))
            body.addWidget(self._line(f"{one.old or '–'} → {one.new or '–'}", "small"))
        if len(reading.changes) > _MOST:
            body.addWidget(self._line(n("{n} more", "{n} more", len(reading.changes) - _MOST), "small"))
        present(self._changes, shown=bool(reading.changes))

    def _show_remarks(self, reading: Reading) -> None:
        body = self._bodies[self._remarks]
        clear(body)
        for one in reading.remarks:
            body.addWidget(self._remark_line(one, reading))
            body.addWidget(Rule())
        if not reading.remarks:
            body.addWidget(self._line(t("None yet. A remark goes to the mission with the next receipt."), "small"))
        present(self._remarks, shown=True)

    def _show_decision(self, reading: Reading) -> None:
        clear(self._word)
        word, mark = _DECISIONS[reading.decision]
        sent: Speech = ""
        if reading.decision:
            sent = t("The mission has been told.") if reading.told else t("The next receipt tells the mission.")
        line = row(Pill(self._kit, word, mark), self._line(sent, "small"), None, gap=8)
        self._word.addWidget(boxed(line))
        if reading.decision_text:
            self._word.addWidget(self._line(reading.decision_text))
        self._reason.set_value("")
        present(self.accept, shown=reading.decision != "accepted")
        present(self.send_back, shown=reading.decision != "returned")
        present(self._decide, shown=True)

    def _show_places(self, reading: Reading) -> None:
        self._place.clear_choices()
        self._place.add("", c("remark", "The whole report"))
        for key, title in sections():
            self._place.add(f"section:{key}", _section_words(key, title))
        for id_, title in reading.events:
            self._place.add(f"event:{id_}", title or t("(untitled)"))
        self._place.set_value("")
        self._place_chosen("")

    def _reason_line(self, one: Reason) -> QWidget:
        said = Phrase(lambda words: describe(words, one.words).message)
        about = f"{one.about}: " if one.about else ""
        text = Phrase(lambda words: f"{about}{said.render(words)}")
        lines = column(self._line(text), gap=0)
        if one.reason:
            lines.addWidget(self._line(t("Reason: {reason}", reason=one.reason), "small"))
        return boxed(lines, (12, 0, 0, 0))

    def _remark_line(self, one: Remark, reading: Reading) -> QWidget:
        where = place_words(one.place, dict(reading.events))
        at = Phrase(lambda words: phrases.received(words, one.made_at))
        lines = column(self._line(where, "strong"), self._line(one.text), gap=2)
        state = t("told to the mission") if one.sent else t("goes with the next receipt")
        lines.addWidget(self._line(t("{author} · {at} · {state}", author=one.author, at=at, state=state), "small"))
        if one.answer:
            lines.addWidget(self._line(t("Answer: {text}", text=one.answer), tone="ok"))
        if one.done:
            lines.addWidget(self._line(t("Settled by the mission"), "small"))
        laid = row(boxed(lines), None)
        laid.setStretch(0, 1)
        if not one.sent:
            gone = Button(self._kit, t("Take back"), "ghost", icon="trash-2", compact=True)
            gone.clicked.connect(lambda _checked=False: self._model.delete(one.id, t("The remark was taken back.")))
            laid.addWidget(gone, 0, Qt.AlignmentFlag.AlignTop)
        return boxed(laid)

    def _line(self, text: Speech, style: TextStyle = "body", tone: Tone = "") -> PlainLabel:
        return PlainLabel(self._kit, text, style, tone or ("secondary" if style == "small" else ""), wrap=True)


def _joined(one: Changed) -> Phrase:
    title, label = phrases.either(one.title.vi, one.title.en), phrases.either(one.label.vi, one.label.en)
    return Phrase(lambda words: f"{title.render(words)} – {label.render(words)}")


def place_words(place: str, events: dict[str, str]) -> Phrase:
    """Where a remark stands, in words."""
    kind, _colon, rest = place.partition(":")
    if kind == "section":
        return next((_section_words(key, title) for key, title in sections() if key == rest), Phrase(lambda _w: rest))
    if kind == "event":
        id_, _colon, field = rest.partition(":")
        title = events.get(id_, id_)
        word = _FIELD_WORDS.get(field)
        if not field or word is None:
            return Phrase(lambda _words: title)
        return Phrase(lambda words: f"{title} – {word.render(words)}")
    return c("remark", "The whole report")


def _section_words(key: str, title: str) -> Phrase:
    number = "" if key == "opening" else f"{key}. "
    return Phrase(lambda words: f"{number}{words.t(title)}")
