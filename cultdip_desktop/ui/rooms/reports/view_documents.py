"""The page «Tài liệu khác»: which document, what for, its options, its pages; and the registers that two are made of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.findings import Finding
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, MenuButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, ProgressCard
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, PageHead, boxed, column
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.rooms.reports.document_kinds import BY_KEY, EVENT, OFFERS, Offer, offer_of
from cultdip_desktop.ui.rooms.reports.view_document_options import DocumentOptions
from cultdip_desktop.ui.rooms.reports.view_preview import Preview
from cultdip_desktop.ui.rooms.reports.view_register import RegisterView
from cultdip_desktop.ui.rooms.reports.viewmodel_documents import DocumentsModel, Wanted
from cultdip_desktop.ui.rooms.reports.viewmodel_registers import RegistersModel

PLACE: Final = "documents"
"""Place of the page in routes."""

DOCUMENT, REGISTER = "document", "register"
_LIST_WIDTH: Final = 262
_NARROW: Final = 1040
_REST_MS: Final = 250
_FILTERS: Final = {".pdf": "PDF (*.pdf)", ".docx": "DOCX (*.docx)", ".xlsx": "XLSX (*.xlsx)"}
_WATCHED: Final = frozenset(
    "event media partner person settings programme goal rate task report initiative commendation".split()
)
"""What changes a document."""

_SAID: Final = frozenset({"document.partner_named"})
"""Findings that the page says when a document is saved; those of reports have their own place."""

_LACKS: Final = {
    "event": t("Choose an event for its dossier"),
    "goal": t("Choose a goal for the report"),
    "days": t("Choose the first and the last day"),
}


class DocumentsPlace(QWidget):
    """Holds the page, which is made at its first visit: the room itself opens without waiting for it."""

    back = Signal()
    go = Signal(object)
    done = Signal(object, object)
    status = Signal(object)

    def __init__(self, kit: Kit, documents: DocumentsModel, registers: RegistersModel) -> None:
        super().__init__()
        self._kit = kit
        self._models = (documents, registers)
        self._page: DocumentsPage | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> DocumentsPage:
        """The page."""
        if self._page is None:
            made = self._page = DocumentsPage(self._kit, *self._models)
            made.back.connect(self.back)
            made.go.connect(self.go)
            made.done.connect(self.done)
            made.status.connect(self.status)
            self._kit.bus.watch(made, _WATCHED, lambda _changes: made.refresh())
            layout = self.layout()
            if layout is not None:
                layout.addWidget(made)
        return self._page

    def enter(self, route: Route) -> None:
        """Show the document that the route names."""
        self.page.enter(route)

    def leave(self) -> None:
        """What is typed is stored; the preview under way is not wanted any more."""
        if self._page is not None:
            self._page.leave()

    def flush(self) -> None:
        """The window is about to undo: what is typed must be in the store."""
        if self._page is not None:
            self._page.flush()

    def route(self) -> Route:
        """Where the user is now."""
        return self.page.route()


class DocumentsPage(QWidget):
    """Kinds at the left, options and pages at the right; nothing is written until it is saved as a file."""

    back = Signal()
    go = Signal(object)
    done = Signal(object, object)
    status = Signal(object)

    def __init__(self, kit: Kit, documents: DocumentsModel, registers: RegistersModel) -> None:
        super().__init__()
        self._kit = kit
        self._documents = documents
        self._offer = OFFERS[0]
        self._shown: Wanted | None = None
        self._stale = True
        self.head = PageHead(kit, t("Other documents"), "")
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the reports"))
        self.what = Segmented(kit, t("Document or register"))
        self.what.add(DOCUMENT, t("Document"), "file-text")
        self.what.add(REGISTER, t("Register"), "list")
        self.what.set_value(DOCUMENT)
        self.language = Segmented(kit, t("Language of the document"))
        for value, words in (("vi", "Tiếng Việt"), ("en", "English"), ("both", "VI | EN")):
            self.language.add(value, words)
        self.language.set_value("vi")
        self.save = MenuButton(kit, t("Save as…"), icon="download")
        self.begin = Button(kit, t("Write and submit"), "primary", icon="notebook-pen", on_click=self.begin_report)
        kit.tip(self.begin, t("Among the reports: texts, check, approval, signatures, package"))
        for widget in (self.what, self.language, self.save, self.begin):
            self.head.add_action(widget)
        self.banner = Banner(kit)
        self.kinds: PagedModel[Offer] = PagedModel(kit, _columns(), _offers, at_once=True)
        self.table = TableView(kit, self.kinds, t("Documents"), row_height=TWO_LINE_ROW)
        self.options = DocumentOptions(kit, documents.today)
        self.progress = ProgressCard(kit, t("Writing the document"), icon="file-down")
        self.preview = Preview(kit)
        self.register = RegisterView(kit, registers)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._draw)
        self._lay_out()
        self._connect()

    @property
    def offer(self) -> Offer:
        """The document that is chosen."""
        return self._offer

    def wanted(self) -> Wanted:
        """The document with everything that is chosen for it."""
        return self.options.wanted(self._offer, self.language.value())

    def enter(self, route: Route) -> None:
        """Show the document of the route, else the one shown before."""
        self.banner.clear()
        if not self.kinds.ids:
            self.kinds.set_ids([offer.key for offer in OFFERS])
        self._offer = offer_of(route.id) if route.id else self._offer
        self.table.blockSignals(True)
        self.table.select(self._offer.key)
        self.table.blockSignals(False)
        self.what.set_value(REGISTER if route.param("show") == REGISTER and self._offer.register else DOCUMENT)
        self._stale = True
        self._show_offer()
        self._documents.load()
        if EVENT in self._offer.asks:
            self._documents.find("", route.param("event"))
        self.register.open(str(self._offer.key), route.param("entry"))
        self.status.emit(t("Ctrl+S: save as PDF · Ctrl+F: find · Esc: back"))
        self.table.setFocus()

    def route(self) -> Route:
        """Where the user is now."""
        params = (("show", REGISTER),) if self.shows_register else ()
        return Route("reports", PLACE, str(self._offer.key), params)

    @property
    def shows_register(self) -> bool:
        """Whether the register stands in the place of the pages."""
        return self._offer.register and self.what.value() == REGISTER

    def flush(self) -> None:
        """Store what is typed into a register."""
        self.register.flush()

    def leave(self) -> None:
        """The preview under way is not wanted any more; what is typed is stored."""
        self.flush()
        self._rest.stop()
        self._documents.stop_drawing()

    def refresh(self) -> None:
        """Something changed in the store: the document may say something else."""
        self._stale = True
        self._ask_drawing()

    def save_as(self, ending: str) -> None:
        """Write the document to a file."""
        self.flush()
        wanted = self.wanted()
        if wanted.lacks:
            self.banner.show_notice("info", _LACKS[wanted.lacks])
            return
        kit, name = self._kit, self._documents.suggest_name(wanted, ending)
        target = kit.files.save_file(self, kit.say(t("Save the document")), name, _FILTERS[ending])
        if target is None:
            return
        whole = target if target.suffix else target.with_name(f"{target.name}{ending}")
        job = self._documents.build(
            wanted,
            whole,
            lambda built: self._say_saved(built.file, tuple(one for one in built.findings if one.code in _SAID)),
            self.refused,
            self._say_stopped,
        )
        self.banner.clear()
        self.progress.follow(job)

    def begin_report(self) -> None:
        """The report goes the way of every report: written, approved, signed, sent."""
        wanted = self.wanted()
        if wanted.lacks:
            self.banner.show_notice("info", _LACKS[wanted.lacks])
            return
        self._documents.begin_report(wanted, lambda on: self.go.emit(Route("reports", "period", str(on))))

    def refused(self, error: UserError) -> None:
        """Say why something was not done."""
        self.banner.show_error(error)
        if not self.preview.shows_document:
            self.preview.show_reason(t("No preview"), t("The reason stands above."))

    # -- making

    def _lay_out(self) -> None:
        kit = self._kit
        card = Card(kit, flush=True)
        card.add(self.table)
        self.table.horizontalHeader().hide()
        self._left = left = boxed(column(card), (16, 12, 12, 16))
        KeptWidth(kit.look, left, _LIST_WIDTH, 30)
        pages = QWidget()
        inner = column(self.options, boxed(column(self.progress), (0, 0, 0, 0)), self.preview, gap=0)
        inner.setStretch(2, 1)
        pages.setLayout(inner)
        self._middle = QStackedWidget()
        self._middle.addWidget(pages)
        self._middle.addWidget(self.register)
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left)
        line.addWidget(self._middle, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(self.banner)
        outer.addLayout(line, 1)

    def _connect(self) -> None:
        documents = self._documents
        documents.known.connect(self._know)
        documents.event_chosen.connect(self.options.take_event)
        documents.found.connect(self.options.show_events)
        documents.drawing.connect(self.preview.follow)
        documents.drawn.connect(self._show_document)
        documents.stopped.connect(self._say_no_preview)
        documents.failed.connect(self.refused)
        self.preview.asked_again.connect(self._draw)
        self.table.selected.connect(self._choose)
        self.options.changed.connect(self._ask_drawing)
        self.options.searched.connect(lambda text: documents.find(text))
        self.language.chosen.connect(lambda _value: self._ask_drawing())
        self.what.chosen.connect(lambda _value: self._show_place())
        self.register.done.connect(self.done)
        self.register.go.connect(self.go)
        self.register.refused.connect(self.refused)
        for keys, act in (
            ("Ctrl+S", lambda: self.save_as(".pdf")),
            ("Ctrl+F", self._find),
            ("F3", lambda: self.preview.find_next(1)),
            ("Shift+F3", lambda: self.preview.find_next(-1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(act)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In narrow windows a register takes the place of the kinds as well."""
        super().resizeEvent(event)
        self._make_room()

    def _make_room(self) -> None:
        narrow = self.width() < self._kit.look.px(_NARROW)
        alone = narrow and self.shows_register
        present(self._left, shown=not alone)
        self.register.setContentsMargins(12 if alone else 0, 0, 0, 0)

    # -- choosing

    def _choose(self, key: str) -> None:
        if key and key != self._offer.key:
            self.flush()
            self._offer = BY_KEY[key]
            self.what.set_value(DOCUMENT)
            self.banner.clear()
            self._shown = None
            self._show_offer()
            if EVENT in self._offer.asks:
                self._documents.find(self.options.search.value())
            self.register.open(key, "")

    def _show_offer(self) -> None:
        offer = self._offer
        self.head.say(offer.title, offer.sentence)
        self.options.ask(offer)
        self.save.clear()
        for ending in offer.endings:
            words = {".pdf": t("As PDF"), ".docx": t("As a Word file"), ".xlsx": t("Tables as XLSX")}[ending]
            self.save.add(words, partial(self.save_as, ending), "table-2" if ending == ".xlsx" else "file-text")
        present(self.what, shown=offer.register)
        present(self.begin, shown=offer.report is not None)
        self._show_place()

    def _show_place(self) -> None:
        register = self.shows_register
        self._middle.setCurrentIndex(1 if register else 0)
        self._make_room()
        for widget in (self.language, self.save):
            present(widget, shown=not register)
        if not register:
            self._ask_drawing()

    def _know(self, known: object) -> None:
        self.options.know(known)  # type: ignore[arg-type]  # a signal carries an object
        if self._shown is None and self.isVisible() and not self.shows_register:
            self._rest.stop()
            self._draw()  # nothing is there to look at meanwhile
        else:
            self._ask_drawing()

    def _ask_drawing(self) -> None:
        """Soon: several choices at once build one preview."""
        if self.isVisible() and not self.shows_register:
            self._rest.start()

    def _draw(self) -> None:
        wanted = self.wanted()
        if wanted.lacks:
            self._shown = None
            self._documents.stop_drawing()
            self.preview.show_reason(_LACKS[wanted.lacks])
            return
        if wanted == self._shown and not self._stale:
            return
        if wanted != self._shown:
            self.preview.show_waiting()
        self._documents.draw(wanted)

    # -- showing

    def _show_document(self, data: bytes) -> None:
        wanted = self.wanted()
        keep = wanted == self._shown
        self._shown, self._stale = wanted, False
        self.banner.clear()
        self.preview.show_document(data, keep=keep)

    def _say_no_preview(self) -> None:
        if not self.preview.shows_document:
            self.preview.show_reason(t("Stopped"), t("No preview was built."))

    def _say_saved(self, file: Path, findings: tuple[Finding, ...]) -> None:
        """Where it is; a warning goes before all else."""
        warned = [UserError(one.code, **one.params) for one in findings]
        rest = Phrase(lambda words: describe(words, warned[0]).message) if warned else t("This document is not signed.")
        self.banner.show_notice(
            "warn" if warned else "ok",
            t("Saved as {file}", file=file.name),
            rest,
            action=t("Open the document"),
            on_action=lambda: self._documents.open_file(file),
        )

    def _say_stopped(self) -> None:
        self.banner.show_notice("info", t("Stopped"), t("No document was written."))

    def _find(self) -> None:
        if self.shows_register:
            self.register.search.setFocus()
        else:
            self.preview.open_find()


def _offers(keys: Sequence[str]) -> list[Offer]:
    return [BY_KEY[key] for key in keys]


def _columns() -> tuple[Column[Offer], ...]:
    return (Column("kind", t("Document"), _cell, 200, "two-line", stretch=True, sortable=False, hideable=False),)


def _cell(offer: Offer, words: Words) -> Cell:
    title, sentence = _said(offer.title, words), _said(offer.sentence, words)
    return Cell(title, sentence, offer.icon, tip=f"{title}: {sentence}")


def _said(phrase: Phrase, words: Words) -> str:
    return phrase.render(words)
