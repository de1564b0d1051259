"""What the officer does with a report: move it on, compare, accept figures, print, take texts from a Word file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPointF
from PySide6.QtGui import QKeySequence, QShortcut

from cultdip_desktop.domain.content_diff import FieldChange
from cultdip_desktop.domain.report import ReportAct, SnapshotPurpose
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import facts
from cultdip_desktop.reports.number_reading import numbers_in
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.rooms.reports.printing import chosen_printer, print_pdf
from cultdip_desktop.ui.rooms.reports.view_actions import ActionBar, standing
from cultdip_desktop.ui.rooms.reports.view_compare import Pair
from cultdip_desktop.ui.rooms.reports.view_head import APART
from cultdip_desktop.ui.rooms.reports.viewmodel_summary import figure_of

if TYPE_CHECKING:
    from cultdip_desktop.domain.mission import Person
    from cultdip_desktop.ui.rooms.reports.view import ReportsRoom
    from cultdip_desktop.ui.rooms.reports.viewmodel_flow import FigureChange, Step, WordLook

_FILTERS: Final = {".pdf": "PDF (*.pdf)", ".docx": "DOCX (*.docx)", ".xlsx": "XLSX (*.xlsx)", ".csv": "CSV (*.csv)"}

_AGAINST: Final = {
    SnapshotPurpose.SUBMITTED: t("What was submitted"),
    SnapshotPurpose.APPROVED: t("What was approved"),
    SnapshotPurpose.SEALED: t("What was signed"),
}

_ACTS: Final = {
    ReportAct.SUBMIT: t("Submitted for approval"),
    ReportAct.WITHDRAW: t("Taken back"),
    ReportAct.RETURN: t("Returned to the author"),
    ReportAct.APPROVE: t("Approved"),
    ReportAct.REOPEN: t("Opened again"),
    ReportAct.SIGN: t("Document signed"),
    ReportAct.SEAL: t("Package signed"),
    ReportAct.SEND: t("Marked as sent"),
    ReportAct.RECEIVE: t("Received by headquarters"),
    ReportAct.ACCEPT: t("Accepted by headquarters"),
    ReportAct.REJECT: t("Returned by headquarters"),
    ReportAct.AMEND: t("Amendment begun"),
}


class Acts(QObject):
    """The acts of the Reports room; each asks for the words that it needs and says what came of it."""

    def __init__(self, room: ReportsRoom) -> None:
        super().__init__(room)
        self._room = room

    def connect_to(self, bar: ActionBar) -> None:
        """Let the buttons of the head do their acts."""
        bar.submit_asked.connect(self.submit)
        bar.approve_asked.connect(self.approve)
        bar.return_asked.connect(self.give_back)
        bar.withdraw_asked.connect(self.withdraw)
        bar.amend_asked.connect(self.amend)
        bar.export_asked.connect(self.export)
        bar.sign_asked.connect(self.sign)
        bar.life_asked.connect(self.show_life)
        bar.changes_asked.connect(lambda: self.show_changes(""))

    def add_keys(self) -> None:
        """The keys of the room that are on no button."""
        room = self._room
        for keys, act in (
            ("Ctrl+P", self.print_document),
            ("Ctrl+F", room.preview.open_find),
            ("F3", lambda: room.preview.find_next(1)),
            ("Shift+F3", lambda: room.preview.find_next(-1)),
            ("Ctrl+=", lambda: room.preview.pages.zoom_by(1)),
            ("Ctrl+2", room.preview.turn_pair),
            ("F8", lambda: room.next_problem(1)),
            ("Shift+F8", lambda: room.next_problem(-1)),
        ):
            QShortcut(QKeySequence(keys), room).activated.connect(act)

    # -- moving the report on

    def submit(self) -> None:
        """To the head of mission."""
        self._room.section.flush()
        self._room.ask.ask(
            t("A word to the approver (may stay empty)"),
            t("Submit for approval"),
            lambda words, _person: self._room.flow.submit(words),
            icon="send",
        )

    def approve(self) -> None:
        """By the head of mission."""
        self._room.ask.ask(
            t("A word to the author (may stay empty)"),
            t("Approve"),
            self._room.flow.approve,
            icon="user-check",
            people=self._approvers(),
        )

    def give_back(self) -> None:
        """To the author, with what is to be changed."""
        self._room.ask.ask(
            t("What is to be changed"),
            t("Return to the author"),
            self._room.flow.send_back,
            icon="undo-2",
            required=True,
            people=self._approvers(),
        )

    def withdraw(self) -> None:
        """Take a submitted report back."""
        self._room.flow.withdraw()

    def amend(self) -> None:
        """Open a signed report again."""
        self._room.ask.ask(
            t("Why the signed report must be changed; headquarters reads it"),
            t("Begin the amendment"),
            lambda words, _person: self._room.flow.amend(words),
            icon="pencil",
            required=True,
        )

    def export(self) -> None:
        """Sign the package: the Packages room does it."""
        self._go("packages", "export", ("through", "1"))

    def sign(self) -> None:
        """Sign the document: by the person, then by the agency."""
        self._go("reports", "sign")

    def ask_reason_for_all(self) -> None:
        """One word of reason for every warning that has none."""
        self._room.ask.ask(
            t("Why these points may stay as they are; the reason travels with the report"),
            t("Record the reason"),
            lambda words, _person: self._room.flow.waive_all(words),
            required=True,
        )

    # -- comparing

    def show_changes(self, against: str) -> None:
        """What differs from what was submitted, approved or signed."""
        self._room.section.flush()
        self._room.flow.compare(against, self._show_changes)

    def show_figures(self) -> None:
        """Which figures differ from those that the author accepted last."""
        self._room.section.flush()
        self._room.flow.figures_changed(self._show_figures)

    def accept_figures(self) -> None:
        """The new figures are accepted."""
        self._room.flow.accept_figures()
        self._room.middle.show_document()

    def show_life(self) -> None:
        """Who did what, when."""
        self._room.flow.life(self._show_life)

    def _show_changes(self, found: tuple[tuple[SnapshotPurpose, ...], str, Sequence[FieldChange]]) -> None:
        purposes, chosen, changes = found
        if not purposes:
            self._compare(t("See what changed"), t("Nothing was submitted, approved or signed yet."), ())
            return
        words = n("{n} field differs.", "{n} fields differ.", len(changes))
        self._room.compare.show_pairs(
            t("Now, and: {state}", state=_AGAINST[SnapshotPurpose(chosen)]),
            words if changes else t("Everything is as it was."),
            [_pair(one) for one in changes],
            against=[(purpose.value, _AGAINST[purpose]) for purpose in purposes],
            chosen=chosen,
        )
        self._room.middle.show_comparison()

    def _show_figures(self, changes: Sequence[FigureChange]) -> None:
        sentence = (
            n(
                "{n} figure differs from those you have seen last. Texts written by hand stay as they are.",
                "{n} figures differ from those you have seen last. Texts written by hand stay as they are.",
                len(changes),
            )
            if changes
            else t("Every figure is as you have seen it last.")
        )
        pairs = [
            Pair(
                _either(one.label.vi, one.label.en),
                _plain(""),
                _figure(one.old),
                _figure(one.new),
                one.event_ids[0] if len(one.event_ids) == 1 else "",
            )
            for one in changes
        ]
        self._room.compare.show_pairs(
            t("Update figures"), sentence, pairs, action=t("Accept the new figures") if changes else ""
        )
        self._room.middle.show_comparison()

    def _show_life(self, steps: Sequence[Step]) -> None:
        zone = self._room.summary.zone if self._room.summary is not None else "UTC"
        pairs = [
            Pair(
                _ACTS[one.act].render,
                _who(one.person, one.at, zone),
                standing(one.before)[0].render,
                _state(one),
            )
            for one in reversed(steps)
        ]
        self._compare(t("Life of the report"), t("Every act, the latest first; none can be changed."), pairs)

    def _compare(self, title: Phrase, sentence: Phrase, pairs: Sequence[Pair]) -> None:
        self._room.compare.show_pairs(title, sentence, pairs)
        self._room.middle.show_comparison()

    # -- numbers

    def explain(self, page: int, spot: QPointF) -> None:
        """Say what the number at this place of the document counts; a place without one says nothing."""
        room, summary = self._room, self._room.summary
        if summary is None:
            return
        document, words = room.preview.document, Words("en" if room.reports.language == "en" else "vi")
        text = document.text(page)
        for found in numbers_in(text, words.language):
            places = document.places(page, found.start, found.end - found.start)
            if any(place.adjusted(-1, -1, 1, 1).contains(spot) for place in places):
                known = facts.supporting(text, found.start, summary.facts, words)
                here = facts.of_section(known, room.left.section_at(page, spot.y()))
                room.numbers.show_number(
                    text[found.start : found.end], [figure_of(fact, summary.titles) for fact in here or known]
                )
                room.middle.show_numbers()
                return

    # -- paper

    def save_as(self, ending: str) -> None:
        """Write the document of the chosen period to a file."""
        room, kit = self._room, self._room.kit
        apart, ending = ending == APART, ".pdf" if ending == APART else ending
        if apart and room.reports.language == "both":
            room.banner.show_notice("info", t("Appendices of their own are written in one language: choose it above."))
            return
        name = Path(room.reports.suggest_name(ending))
        target = kit.files.save_file(room, kit.say(t("Save the document")), name, _FILTERS[ending])
        if target is None:
            return
        room.section.flush()
        target = target if target.suffix else target.with_name(f"{target.name}{ending}")
        job = room.reports.build(target, self._say_saved, room.refused, self._say_stopped, apart=apart)
        if job is not None:
            room.banner.clear()
            room.progress.follow(job)

    def _say_stopped(self) -> None:
        self._room.banner.show_notice("info", t("Stopped"), t("No document was written."))

    def _say_saved(self, made: Sequence[Path]) -> None:
        file = made[0]
        unsigned: Speech = t("This document is not signed.")
        files = n("{n} file", "{n} files", len(made))
        self._room.banner.show_notice(
            "ok",
            t("Saved as {file}", file=file.name),
            unsigned if len(made) == 1 else t("{files}, side by side; they are not signed.", files=files),
            action=t("Open the document"),
            on_action=lambda: self._room.reports.open_file(file),
        )

    def print_document(self) -> None:
        """The document of the preview on paper."""
        room = self._room
        data = room.preview.document.data
        if not data:
            room.banner.show_notice("info", t("There is no preview"), t("Wait until the document is built."))
            return
        printer = chosen_printer(room.window(), room.head.title.text(), room.preview.document.count)
        if printer is None:
            return
        job = room.kit.jobs.compute(
            lambda progress: print_pdf(data, printer, progress),
            lambda pages: room.done.emit(n("{n} page printed", "{n} pages printed", pages), None),
            room.refused,
            lambda: room.banner.show_notice("info", t("Stopped"), t("Pages sent so far may still be printed.")),
            owner=room,
        )
        room.progress.follow(job)

    def read_word(self) -> None:
        """Take the texts of the sections from a Word file that was made here."""
        room = self._room
        file = room.kit.files.open_file(room, room.kit.say(t("Choose the Word file")), "DOCX (*.docx)")
        if file is not None:
            room.flow.read_word(file, self._show_word)

    def _show_word(self, found: WordLook) -> None:
        """What would change, before anything does."""
        room = self._room
        pairs = [
            Pair(self._section(one.key), _language(one.language), _plain(one.before), _plain(one.after))
            for one in found.changes
        ]
        sentence = n(
            "{n} text of the Word file differs; figures and tables always come from the data.",
            "{n} texts of the Word file differ; figures and tables always come from the data.",
            len(pairs),
        )
        room.compare.show_pairs(t("Texts of the Word file"), sentence, pairs)
        room.middle.show_comparison()
        if pairs:
            room.banner.show_notice(
                "info",
                n("{n} text differs.", "{n} texts differ.", len(pairs)),
                t("Nothing is taken until you say so."),
                action=t("Take the texts"),
                on_action=lambda: self._take_word(found),
            )

    def _section(self, key: str) -> Callable[[Words], str]:
        summary = self._room.summary
        one = summary.section(key) if summary is not None else None
        return _either(one.title.vi, one.title.en) if one is not None else _plain(key)

    def _take_word(self, found: WordLook) -> None:
        self._room.banner.clear()
        self._room.flow.take_word(found)
        self._room.middle.show_document()

    def _approvers(self) -> Sequence[Person]:
        return self._room.summary.approvers if self._room.summary is not None else ()

    def _go(self, room: str, place: str, *params: tuple[str, str]) -> None:
        period = self._room.reports.period
        self._room.section.flush()
        self._room.go.emit(Route(room, place, str(period) if period else "", params))


def _pair(one: FieldChange) -> Pair:
    return Pair(
        _either(one.label.vi, one.label.en),
        _either(one.title.vi, one.title.en),
        _plain(one.old),
        _plain(one.new),
        one.id if one.entity == "event" else "",
    )


def _plain(text: str) -> Callable[[Words], str]:
    return lambda _words: text


def _language(language: str) -> Callable[[Words], str]:
    return lambda words: words.t("Vietnamese text") if language == "vi" else words.t("English text")


def _either(vi: str, en: str) -> Callable[[Words], str]:
    return lambda words: (en or vi) if words.language == "en" else vi


def _who(person: str, at: datetime | None, zone: str) -> Callable[[Words], str]:
    def say(words: Words) -> str:
        moment = "" if at is None else dates.moment_with_place(words, at, zone)
        return " · ".join(part for part in (person, moment) if part)

    return say


def _state(one: Step) -> Callable[[Words], str]:
    def say(words: Words) -> str:
        state = standing(one.state)[0].render(words)
        return f"{state} – {one.comment}" if one.comment else state

    return say


def _figure(text: str) -> Callable[[Words], str]:
    """A figure as it was kept, `1450.00 CZK` or `12`, in the writing of the window's language."""

    def say(words: Words) -> str:
        value, _blank, currency = text.partition(" ")
        if not value:
            return ""
        number = Decimal(value)
        if currency:
            return numbers.money(words, number, currency)
        return numbers.whole(words, int(number)) if number == int(number) else numbers.decimal(words, number, 1)

    return say
