"""The lists of the room: programme, offers, rates, editions, signed files."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.dispatch import Dispatch
from cultdip_desktop.domain.edition import EditionHead
from cultdip_desktop.domain.issuing import CentralKind, IssueState
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button, MenuButton, add_action
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.model import Cell, Column
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives import phrases
from cultdip_desktop.ui.rooms.directives.values import EditionLook, ListState, Look, Tab
from cultdip_desktop.ui.rooms.directives.view_lists import ListTab
from cultdip_desktop.ui.rooms.directives.view_offer import OfferForm
from cultdip_desktop.ui.rooms.directives.viewmodel_draft import DraftModel


class ProgrammeTab(ListTab):
    """Headquarters' programme of a year; the deadlines of reports above it."""

    year_chosen = Signal(int)
    deadlines_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        columns = (
            Column(
                "title", c("column", "Item"), _item_title, 320, "two-line", stretch=True, hideable=False, sortable=False
            ),
            Column("goal", t("Goal"), _item_goal, 110, "codes", sortable=False),
            Column("quarter", t("Quarter"), _item_quarter, 120, sortable=False),
            Column("target", t("Target"), _item_target, 110, "number", sortable=False),
        )
        empty = (
            "list-checks",
            t("No programme for this year"),
            t("Missions derive their own items from headquarters' programme. Take in a prepared file."),
        )
        super().__init__(kit, Tab.PROGRAMME, columns, empty)
        self.years = ComboBox(kit, compact=True)
        kit.name(self.years, t("Year"))
        self.buttons.insertWidget(0, self.years)
        self._deadlines = PlainLabel(kit, "", "medium")
        self.issue_deadlines = Button(kit, t("Issue the deadlines…"), icon="stamp", on_click=self.deadlines_asked.emit)
        card = Card(kit, "")
        line = row(IconLabel(kit, "alarm-clock", "text.secondary", 18), self._deadlines, self.issue_deadlines, gap=10)
        line.setStretch(1, 1)
        card.add(line)
        self.above.addWidget(card)
        self.years.chosen.connect(lambda year: self.year_chosen.emit(int(year)))

    def show_look(self, look: Look) -> None:
        """Show what was read."""
        self.years.clear_choices()
        for year in look.years:
            self.years.add(year, str(year))
        self.years.set_value(look.year)
        self.show_rows([(one.id, one) for one in look.programme])
        name = f"programme {look.year}"
        self.show_state(name, look.lists.get(name), can_sign=look.can_sign)
        duties = look.lists.get("duties")
        self._deadlines.say(_deadline_words(duties))
        if duties is None or not duties.news:
            self.issue_deadlines.disable(t("Missions know all days, or none was set."))
        else:
            self.issue_deadlines.enable()


class LibraryTab(ListTab):
    """Messages, stories, products, templates; one is written beside the list."""

    new_asked = Signal(object)
    """A `CentralKind`."""

    take_back_asked = Signal(str)

    def __init__(self, kit: Kit, model: DraftModel) -> None:
        columns = (
            Column(
                "title",
                c("column", "Item"),
                _offer_title,
                300,
                "two-line",
                stretch=True,
                hideable=False,
                sortable=False,
            ),
            Column("kind", t("Kind"), _offer_kind, 184, sortable=False),
            Column("state", t("State"), _offer_state, 130, "pill", sortable=False),
            Column("until", t("Until"), _offer_until, 110, sortable=False),
        )
        empty = (
            "package",
            t("Nothing for use yet"),
            t("Messages, stories, products and templates that all missions may use."),
        )
        super().__init__(kit, Tab.LIBRARY, columns, empty)
        self.new = MenuButton(kit, c("library", "New"), icon="plus")
        for kind in CentralKind:
            self.new.add(phrases.kind(kind), partial(self.new_asked.emit, kind), phrases.OFFER_ICONS[kind])
        self.buttons.insertWidget(0, self.new)
        self.form = OfferForm(kit, model)
        self.split = self.beside(self.form, 360, t("The item selected"))
        self.table.selected.connect(lambda identifier: self.form.show_item(self.entry(identifier)))

    def show_look(self, look: Look) -> None:
        """Show what was read."""
        self.form.know(look)
        self.show_rows([(one.id, one) for one in look.library])
        self.form.show_item(self.entry(self.table.current_id()))
        self.show_state("central", look.lists.get("central"), can_sign=look.can_sign)

    def menu(self, identifier: str, point: QPoint) -> None:
        """Withdraw."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        add_action(self.kit, menu, t("Withdraw"), lambda: self.take_back_asked.emit(identifier), icon="ban")
        menu.popup(point)


class RatesTab(ListTab):
    """The table of exchange rates."""

    def __init__(self, kit: Kit) -> None:
        columns = (
            Column("pair", t("Currency"), _rate_pair, 140, hideable=False, sortable=False),
            Column("value", t("Rate"), _rate_value, 140, "number", sortable=False),
            Column("kind", t("Kind"), _rate_kind, 180, sortable=False),
            Column("day", t("Day"), _rate_day, 120, sortable=False),
            Column("source", t("Source"), _rate_source, 220, stretch=True, sortable=False),
        )
        empty = ("coins", t("No rates yet"), t("Missions convert by the rates that headquarters issues."))
        super().__init__(kit, Tab.RATES, columns, empty)

    def show_look(self, look: Look) -> None:
        """Show what was read."""
        self.show_rows([(one.id, one) for one in look.rates])
        self.show_state("rates", look.lists.get("rates"), can_sign=look.can_sign)


class CatalogueTab(ListTab):
    """Editions side by side; beside them what the selected one changes."""

    selected = Signal(str)
    write_asked = Signal(str)
    discard_asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        columns = (
            Column(
                "edition", t("Edition"), _edition_name, 200, "two-line", stretch=True, hideable=False, sortable=False
            ),
            Column("state", t("State"), _edition_state, 204, "pill", sortable=False),
            Column("issued", t("Issued"), _edition_day, 120, sortable=False),
            Column("nodes", t("Items"), _edition_nodes, 80, "number", sortable=False),
        )
        super().__init__(kit, Tab.CATALOGUE, columns, ("layers", t("No edition"), t("Take in a prepared file.")))
        self.write = Button(
            kit, t("Write as a file…"), icon="download", on_click=lambda: self.write_asked.emit(self.table.current_id())
        )
        self.discard = Button(
            kit,
            t("Discard the draft"),
            icon="trash-2",
            on_click=lambda: self.discard_asked.emit(self.table.current_id()),
        )
        self.buttons.insertWidget(0, self.discard)
        self.buttons.insertWidget(0, self.write)
        self._can_sign = False
        self._changes = column(gap=10)
        page = ScrollPage(margins=(16, 16, 20, 16))
        page.add(self._changes)
        page.end()
        self.split = self.beside(page, 316, t("What the edition changes"))
        self.table.selected.connect(self._select)

    def show_look(self, look: Look) -> None:
        """Show what was read."""
        self._can_sign = look.can_sign
        self.show_rows([(one.edition, one) for one in look.editions])
        self._select(self.table.current_id())

    def show_changes(self, found: EditionLook) -> None:
        """Show what the selected edition changes."""
        if found.head.edition != self.table.current_id():
            return
        kit = self.kit
        clear(self._changes)
        head = found.head
        self._changes.addWidget(PlainLabel(kit, t("Edition {edition}", edition=head.edition), "h2"))
        if not head.supersedes:
            self._changes.addWidget(
                PlainLabel(kit, t("The first edition: it came with the program."), "small", wrap=True)
            )
            return
        self._changes.addWidget(PlainLabel(kit, t("Against {edition}:", edition=head.supersedes), "small", "secondary"))
        for said, codes in (
            (t("New codes: {codes}", codes=", ".join(found.added) or "–"), found.added),
            (t("Reworded: {codes}", codes=", ".join(found.reworded) or "–"), found.reworded),
            (t("Codes that are gone: {codes}", codes=", ".join(found.vanished) or "–"), found.vanished),
        ):
            self._changes.addWidget(PlainLabel(kit, said, tone="" if codes else "tertiary", wrap=True))
        if found.mapping:
            self._changes.addWidget(PlainLabel(kit, t("What becomes of old codes"), "label"))
        for one in found.mapping:
            arrow = f"{one.from_code} → {one.to_code}" if one.to_code else t("{code}: dropped", code=one.from_code)
            self._changes.addWidget(PlainLabel(kit, arrow, "mono"))
        note = PlainLabel(
            kit, t("Events keep code and edition; figures count them by these lines."), "small", "secondary", wrap=True
        )
        self._changes.addWidget(note)

    def _select(self, edition: str) -> None:
        head: EditionHead | None = self.entry(edition)
        if head is None:
            return
        draft = head.state is IssueState.DRAFT
        state = ListState(name=edition, entries=head.nodes, news=draft, last=None)
        self.show_state(f"catalogue {edition}", state, can_sign=self._can_sign)
        self.pill.set(*phrases.edition_state(head.state, current=head.current))
        if draft:
            self.discard.enable()
        else:
            self.discard.disable(t("Only a draft can be discarded."))
            self.issue.disable(t("This edition is issued, or came with the program."))
        self.selected.emit(edition)


class FilesTab(ListTab):
    """Every file that headquarters has signed; each can be written once more."""

    copy_asked = Signal(str)

    def __init__(self, kit: Kit) -> None:
        self._look: Look | None = None
        columns = (
            Column("title", t("File"), _file_title, 320, "two-line", stretch=True, hideable=False, sortable=False),
            Column("kind", t("Kind"), _file_kind, 150, sortable=False),
            Column("recipient", t("Recipient"), self._recipient, 170, sortable=False),
            Column("number", t("No."), _file_number, 80, "number", sortable=False),
            Column("when", t("Signed"), _file_when, 140, sortable=False),
        )
        empty = (
            "package",
            t("Nothing was signed yet"),
            t("Receipts, directives and lists stand here once they are signed."),
        )
        super().__init__(kit, Tab.FILES, columns, empty)
        self.take.hide()
        self.issue.hide()
        self.copy = Button(
            kit,
            t("Write the file once more…"),
            icon="copy",
            on_click=lambda: self.copy_asked.emit(self.table.current_id()),
        )
        self.buttons.insertWidget(0, self.copy)
        self.pill.hide()

    def show_look(self, look: Look) -> None:
        """Show what was read."""
        self._look = look
        self.show_rows([(one.id, one) for one in look.files])
        if look.files:
            self.copy.enable()
        else:
            self.copy.disable(t("Nothing was signed yet."))

    def _recipient(self, one: Dispatch, words: Words) -> Cell:
        missions = () if self._look is None else self._look.missions
        said = phrases.recipient(one.recipient, missions).render(words)
        return Cell(said, tip=said)


def _deadline_words(state: ListState | None) -> Phrase:
    if state is None or not state.entries:
        return t("No day for reports was set; the usual one holds.")
    count = state.entries
    if state.news:
        return Phrase(
            lambda words: words.n(
                "{n} deadline; missions do not know it all", "{n} deadlines; missions do not know them all", count
            )
        )
    return Phrase(
        lambda words: words.n("{n} deadline, known to all missions", "{n} deadlines, known to all missions", count)
    )


def _item_title(one: IssuedItem, words: Words) -> Cell:
    return Cell(one.title.get(words.language) or "–", one.note[:120], strong=True, tip=one.note)


def _item_goal(one: IssuedItem, words: Words) -> Cell:
    del words
    return Cell(one.code or "–", codes=(one.code,) if one.code else ())


def _item_quarter(one: IssuedItem, words: Words) -> Cell:
    return Cell(dates.quarter_alone(words, one.quarter) if one.quarter else words.t("Whole year"))


def _item_target(one: IssuedItem, words: Words) -> Cell:
    del words
    return Cell("–" if one.target is None else f"{one.target} {one.unit}".strip())


def _offer_title(one: CentralItem, words: Words) -> Cell:
    title = one.title.get(words.language) or words.t("(no title yet)")
    return Cell(title, one.text.get(words.language)[:120], strong=True, tip=title)


def _offer_kind(one: CentralItem, words: Words) -> Cell:
    return Cell(label(words, one.kind), icon=phrases.OFFER_ICONS[one.kind])


def _offer_state(one: CentralItem, words: Words) -> Cell:
    if one.state is IssueState.ISSUED:
        return Cell(words.c("library", "Issued"), icon="badge-check", tone="ok")
    return Cell(words.c("library", "Draft"), icon="pencil", tone="neutral")


def _offer_until(one: CentralItem, words: Words) -> Cell:
    return Cell("–" if one.until is None else dates.day(words, one.until))


def _rate_pair(one: Rate, words: Words) -> Cell:
    del words
    return Cell(f"{one.currency} → {one.quote}", strong=True)


def _rate_value(one: Rate, words: Words) -> Cell:
    return Cell(f"{one.value:f}".replace(".", "," if words.language == "vi" else "."))


def _rate_kind(one: Rate, words: Words) -> Cell:
    return Cell(phrases.RATE_KINDS[one.kind].render(words))


def _rate_day(one: Rate, words: Words) -> Cell:
    return Cell(dates.day(words, one.day))


def _rate_source(one: Rate, words: Words) -> Cell:
    del words
    return Cell(one.source or "–", tip=one.source)


def _edition_name(one: EditionHead, words: Words) -> Cell:
    return Cell(one.edition, one.title.get(words.language), strong=True)


def _edition_state(one: EditionHead, words: Words) -> Cell:
    phrase, mark = phrases.edition_state(one.state, current=one.current)
    return Cell(phrase.render(words), icon=mark.icon, tone=mark.tone)


def _edition_day(one: EditionHead, words: Words) -> Cell:
    return Cell("–" if one.issued_on is None else dates.day(words, one.issued_on))


def _edition_nodes(one: EditionHead, words: Words) -> Cell:
    del words
    return Cell(str(one.nodes))


def _file_title(one: Dispatch, words: Words) -> Cell:
    return Cell(one.title.get(words.language), one.file_name, strong=True, tip=one.title.get(words.language))


def _file_kind(one: Dispatch, words: Words) -> Cell:
    return Cell(phrases.KINDS[one.kind].render(words))


def _file_number(one: Dispatch, words: Words) -> Cell:
    del words
    return Cell(f"{one.seq}" if one.epoch == 1 else f"{one.epoch}/{one.seq}")


def _file_when(one: Dispatch, words: Words) -> Cell:
    return Cell(phrases.short_moment(words, one.sealed_at or one.made_at))
