"""One mission, whole: its duties and reports, the proof of its chain, what came, and what is decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.proof import ChainProof
from cultdip_desktop.domain.proof_words import chain_words
from cultdip_desktop.domain.standing import MissionStanding
from cultdip_desktop.domain.standing_words import standing_words
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import Banner, IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, PageHead, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.missions import phrases
from cultdip_desktop.ui.rooms.missions.values import Dossier, PackageLine
from cultdip_desktop.ui.rooms.missions.view_acts import CertifyAct, ExtendAct, UrgeAct, stacked
from cultdip_desktop.ui.rooms.missions.view_side import ContactsCard, FactsCard, PapersCard
from cultdip_desktop.ui.rooms.missions.viewmodel import MissionsModel

_SIDE = 316
"""Width of the column at the side, px at 100 %."""


_ROOM_FOR_NOTES = 1080
"""Width of the page from which the notes have a column, px at 100 %."""


class MissionPage(QWidget):
    """The page of one mission; one act at a time is opened out above it."""

    back = Signal()
    package_opened = Signal(str)
    """Row id of a package."""

    done = Signal(object, object)

    def __init__(self, kit: Kit, model: MissionsModel) -> None:
        super().__init__()
        self.kit = kit
        self._model = model
        self.dossier: Dossier | None = None
        self.head = PageHead(kit, "")
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the list"))
        self.pill = Pill(kit, "", Mark("clock", "neutral"))
        self.head.add_mark(self.pill)
        self.open_package = Button(
            kit, t("Open the package"), icon="package", compact=True, on_click=self._open_package
        )
        self.certify = Button(kit, t("Certificate…"), icon="file-check", on_click=self.begin_certificate)
        self.extend = Button(kit, t("Another day…"), icon="calendar-clock", on_click=self.begin_extension)
        self.urge = Button(kit, t("Remind…"), "primary", icon="bell", on_click=self.begin_urging)
        for button in (self.certify, self.extend, self.urge):
            self.head.add_action(button)
        self.banner = Banner(kit)
        self.extending, self.certifying, self.urging = ExtendAct(kit, model), CertifyAct(kit), UrgeAct(kit)
        self.facts, self.contacts, self.papers = FactsCard(kit, model), ContactsCard(kit, model), PapersCard(kit)
        self.periods: PagedModel[MissionStanding] = PagedModel(kit, _period_columns(), self._period_rows, at_once=True)
        self.period_table = TableView(kit, self.periods, t("Reports by period"), row_height=TWO_LINE_ROW)
        self.packages: PagedModel[PackageLine] = PagedModel(kit, _package_columns(), self._package_rows, at_once=True)
        self.package_table = TableView(kit, self.packages, t("Packages received"), row_height=TWO_LINE_ROW)
        self._chain = QVBoxLayout()
        self._chain.setSpacing(10)
        self._lay_out()
        self._listen()

    def show_dossier(self, dossier: Dossier) -> None:
        """Show a mission."""
        if self.dossier is None or self.dossier.mission.id != dossier.mission.id:
            self.fold()
            self.banner.clear()
        self.dossier = dossier
        mission = dossier.mission
        sentence = Phrase(
            lambda words: " · ".join(
                part.render(words) for part in (phrases.post(mission), phrases.region(mission.region))
            )
        )
        self.head.say(phrases.place(mission), sentence)
        self.periods.set_ids([str(at) for at in range(len(dossier.rows))])
        self.packages.set_ids([line.arrival.received_id for line in dossier.packages])
        _fit_height(self.kit, self.period_table, len(dossier.rows))
        _fit_height(self.kit, self.package_table, len(dossier.packages))
        for card in (self.facts, self.contacts, self.papers):
            card.show_dossier(dossier)
        self._show_chain(dossier)
        self._show_standing()
        found = self.current_row()
        if found is not None and not self.period_table.current_id():
            self.period_table.select(str(dossier.rows.index(found)))

    def current_row(self) -> MissionStanding | None:
        """How the mission stands with the period of the list."""
        period = self._model.period
        if self.dossier is None:
            return None
        found = self.dossier.row(period) if period is not None else None
        return found or (self.dossier.rows[0] if self.dossier.rows else None)

    def fold(self) -> bool:
        """Close the act that is opened out; False when there is none."""
        shown = [act for act in (self.extending, self.certifying, self.urging) if not act.isHidden()]
        for act in shown:
            act.fold()
        return bool(shown)

    def begin_extension(self) -> None:
        """Open the act."""
        found = self.current_row()
        if self.dossier is not None and found is not None:
            self.fold()
            self.extending.begin(self.dossier, found.duty.period)

    def begin_certificate(self) -> None:
        """Open the act."""
        found = self.current_row()
        if self.dossier is not None and found is not None:
            self.fold()
            self.certifying.begin(self.dossier.rows, found.duty.period)

    def begin_urging(self) -> None:
        """Open the act."""
        found = self.current_row()
        if found is not None and found.stage is not None:
            self.fold()
            name, period = phrases.either(found.mission.name), phrases.title(found.duty.period)
            self.urging.begin(t("To {name}: {period}, {standing}.", name=name, period=period, standing=_lower(found)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow the notes stand in the tooltip of the state alone."""
        super().resizeEvent(event)
        notes = len(self.periods.columns) - 1
        self.period_table.setColumnHidden(notes, self.width() < self.kit.look.px(_ROOM_FOR_NOTES))

    def take_focus(self) -> None:
        """Begin with the periods."""
        self.period_table.setFocus()

    def _show_standing(self) -> None:
        found = self.current_row()
        present(self.open_package, shown=bool(self.dossier and self.dossier.packages))
        if found is None:
            return
        self.pill.set(Phrase(lambda words: phrases.pill_text(words, found)), phrases.mark_of(found))
        if found.stage is None:
            period = phrases.title(found.duty.period)
            self.urge.disable(t("{period}: nothing to urge now.", period=period))
        else:
            self.urge.enable()

    def _show_chain(self, dossier: Dossier) -> None:
        clear(self._chain)
        for chain in dossier.proof.chains:
            self._chain.addWidget(self._chain_line(chain))
        if not dossier.proof.chains:
            self._chain.addWidget(PlainLabel(self.kit, t("Headquarters holds no package of the mission."), wrap=True))
        if dossier.proof.refused:
            refused = n(
                "{n} file that names this mission is in quarantine.",
                "{n} files that name this mission are in quarantine.",
                dossier.proof.refused,
            )
            self._chain.addWidget(PlainLabel(self.kit, refused, "body", "danger", wrap=True))
        ledger = n(
            "{n} entry in headquarters' ledger concerns this mission.",
            "{n} entries in headquarters' ledger concern this mission.",
            dossier.proof.ledger_lines,
        )
        note: Speech = t("{first} {second}", first=ledger, second=phrases.LEDGER_NOTE)
        self._chain.addWidget(PlainLabel(self.kit, note, "small", "secondary", wrap=True))

    def _chain_line(self, chain: ChainProof) -> QWidget:
        icon, tint = ("badge-check", "accent.text") if chain.complete else ("triangle-alert", "warn.text")
        said = Phrase(lambda words: " ".join(chain_words(words, chain)))
        line = row(IconLabel(self.kit, icon, tint, 18), PlainLabel(self.kit, said, wrap=True).selectable(), gap=10)
        line.setStretch(1, 1)
        return boxed(line)

    def _lay_out(self) -> None:
        kit = self.kit
        periods = Card(kit, t("Reports by period"), flush=True)
        periods.add(self.period_table)
        chain = Card(kit, t("Proof of the chain"))
        chain.add(self._chain)
        packages = Card(kit, t("Packages received"), flush=True)
        packages.add_action(self.open_package)
        packages.add(self.package_table)
        left = column(periods, chain, packages, None, gap=12)
        side = boxed(column(self.facts, self.contacts, self.papers, None, gap=12))
        KeptWidth(kit.look, side, _SIDE)
        both = row(boxed(left), side, gap=12)
        both.setStretch(0, 1)
        page = ScrollPage(gap=12)
        page.add(stacked(self.extending, self.certifying, self.urging))
        page.add(boxed(both))
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(boxed(column(self.banner, gap=0), (20, 0, 20, 0)))
        layout.addWidget(page, 1)

    def _listen(self) -> None:
        for act in (self.extending, self.certifying, self.urging):
            act.closed.connect(self.fold)
        self.extending.kept.connect(lambda said: self.done.emit(said, None))
        self.certifying.asked.connect(self._certify)
        self.urging.asked.connect(self._urge)
        self.contacts.removed.connect(lambda changes: self.done.emit(t("Taken off the list"), changes))
        self.package_table.opened.connect(self.package_opened)
        self.period_table.opened.connect(self._open_of_period)

    def _period_rows(self, ids: Sequence[str]) -> list[MissionStanding]:
        rows = self.dossier.rows if self.dossier is not None else ()
        return [rows[int(id_)] for id_ in ids if int(id_) < len(rows)]

    def _package_rows(self, ids: Sequence[str]) -> list[PackageLine]:
        known = {line.arrival.received_id: line for line in self.dossier.packages} if self.dossier is not None else {}
        return [known[id_] for id_ in ids if id_ in known]

    def _open_package(self) -> None:
        """The chosen package, or the newest."""
        chosen = self.package_table.current_id()
        if not chosen and self.dossier is not None and self.dossier.packages:
            chosen = self.dossier.packages[0].arrival.received_id
        if chosen:
            self.package_opened.emit(chosen)

    def _open_of_period(self, place: str) -> None:
        found = self._period_rows([place])
        arrival = (found[0].last or found[0].trouble) if found else None
        if arrival is not None:
            self.package_opened.emit(arrival.received_id)

    def _certify(self, first: Period, last: Period) -> None:
        dossier = self.dossier
        if dossier is None:
            return
        title, kinds = self.kit.say(t("Save the certificate")), "PDF (*.pdf)"
        name = f"giay-xac-nhan-{dossier.mission.id}-{first}-{last}.pdf"
        target = self.kit.files.save_file(self, title, Path(name), kinds)
        if target is None:
            return

        def done(made: object) -> None:
            del made
            self.fold()
            self.done.emit(t("Certificate written: {file}", file=target.name), None)

        job = self._model.certify(dossier.mission.id, (first, last), target, done, self.certifying.show_error)
        self.certifying.write.hold(job)

    def _urge(self, form: str) -> None:
        dossier = self.dossier
        folder = self.kit.files.folder(self, self.kit.say(t("Folder for the letters"))) if dossier is not None else None
        if dossier is None or folder is None:
            return

        def done(made: object) -> None:
            del made
            self.fold()
            self.done.emit(t("Letter written into {folder}", folder=folder.name), None)

        def fail(error: UserError) -> None:
            self.urging.show_error(error)

        chosen = self.urging.chosen()
        del form
        self.urging.write.hold(self._model.urge([dossier.mission.id], folder, chosen, done, fail))


def _lower(found: MissionStanding) -> Phrase:
    def said(words: Words) -> str:
        text = standing_words(words, found)
        return text[:1].lower() + text[1:]

    return Phrase(said)


def _fit_height(kit: Kit, table: TableView, rows: int) -> None:
    """Tall enough for its rows up to eight, then it scrolls."""
    table.setFixedHeight(kit.look.px(36 + max(1, min(rows, 8)) * TWO_LINE_ROW + 4))


def _period_columns() -> tuple[Column[MissionStanding], ...]:
    def period(found: MissionStanding, words: Words) -> Cell:
        return Cell(phrases.cell(found.duty.period).render(words), strong=True)

    def standing(found: MissionStanding, words: Words) -> Cell:
        mark = phrases.mark_of(found)
        reason = found.extension.reason if found.extension is not None else ""
        tip = "\n".join(part for part in (phrases.whole(found).render(words), reason) if part)
        return Cell(phrases.pill_text(words, found), icon=mark.icon, tone=mark.tone, tip=tip)

    def due(found: MissionStanding, words: Words) -> Cell:
        said = phrases.due(words, found)
        return Cell(said, phrases.hanoi_clock(words, found) if said != "–" else "", tip=phrases.clocks(words, found))

    def came(found: MissionStanding, words: Words) -> Cell:
        arrival = found.last or found.trouble
        if arrival is None:
            return Cell("–")
        number = words.t("no. {number}", number=f"{arrival.epoch}/{arrival.seq}")
        return Cell(phrases.short_moment(words, arrival.received_at), number)

    def more(found: MissionStanding, words: Words) -> Cell:
        said = found.extension.reason if found.extension is not None else ""
        marks = [words.t("nil report")] if found.nil else []
        marks += [words.t("amended since")] if found.amended else []
        if not marks:
            return Cell(said or "–", tip=said)
        return Cell(", ".join(marks), said, tip=said)

    return (
        Column("period", t("Period"), period, 112, sortable=False),
        Column("standing", c("mission", "How it stands"), standing, 172, "pill", sortable=False),
        Column("due", c("mission", "Deadline, on both clocks"), due, 190, "two-line", sortable=False),
        Column("package", c("mission", "Last package"), came, 112, "two-line", sortable=False),
        Column("more", c("mission", "Notes"), more, 140, "two-line", stretch=True, sortable=False),
    )


def _package_columns() -> tuple[Column[PackageLine], ...]:
    def number(line: PackageLine, words: Words) -> Cell:
        arrival = line.arrival
        said = f"{arrival.epoch}/{arrival.seq}" if arrival.epoch else "–"
        return Cell(words.t("no. {number}", number=said), arrival.file_name, strong=True, tip=arrival.file_name)

    def outcome(line: PackageLine, words: Words) -> Cell:
        mark = phrases.OUTCOMES[line.arrival.outcome]
        return Cell(label(words, line.arrival.outcome), icon=mark.icon, tone=mark.tone, tip=line.arrival.code)

    def came(line: PackageLine, words: Words) -> Cell:
        return Cell(phrases.short_moment(words, line.arrival.received_at), phrases.cell(line.period).render(words))

    def size(line: PackageLine, words: Words) -> Cell:
        return Cell(file_size(words, line.bytes))

    return (
        Column("number", c("column", "Package"), number, 180, "two-line", stretch=True, sortable=False),
        Column("received", c("column", "Received"), came, 132, "two-line", sortable=False),
        Column("outcome", c("column", "Outcome"), outcome, 190, "pill", sortable=False),
        Column("size", c("column", "Size"), size, 86, "number", sortable=False),
    )
