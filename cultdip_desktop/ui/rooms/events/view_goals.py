"""The goals tab: what the event serves, with one sentence of reason each; the first wrong one is easy to reach."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout

from cultdip_desktop.domain.event import Event, GoalTag
from cultdip_desktop.domain.findings import Finding, Severity
from cultdip_desktop.domain.strategy import GOALS, Catalogue
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import Speech, t
from cultdip_desktop.ui.kit.marks import CodeBadge
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.events.page import EditorTab
from cultdip_desktop.ui.rooms.events.phrases import either, finding_text, goal_short, wording
from cultdip_desktop.ui.rooms.events.view_goal_list import GoalList
from cultdip_desktop.ui.rooms.events.view_offers import OffersCard

_LIST_WIDTH: Final = 348
_LIST_NARROW: Final = 270


class GoalCard(Card):
    """One goal of the event: reason in two languages, primary or secondary, remove."""

    edited = Signal(object)
    """The `GoalTag` as the user changed it."""

    remove_asked = Signal()

    def __init__(self, kit: Kit, catalogue: Catalogue, tag: GoalTag) -> None:
        super().__init__(kit)
        self.tag = tag
        node = catalogue.find(tag.code)
        name = goal_short(catalogue, tag.code)
        title = PlainLabel(kit, name, "strong", wrap=True)
        kit.tip(title, wording(node))
        kit.name(self, name)
        self.rank = Segmented(kit, t("Rank of goal {goal}", goal=tag.code), compact=True)
        self.rank.add(True, t("Primary"))
        self.rank.add(False, t("Secondary"))
        self.rank.chosen.connect(lambda primary: self._change(primary=primary))
        remove = IconButton(kit, "x", t("Remove goal {goal}", goal=tag.code), on_click=self.remove_asked.emit)
        self.reason = BilingualField(
            kit,
            t("Rationale"),
            lines=2,
            required=True,
            placeholder_vi=t("How does the event serve this goal?"),
            placeholder_en=t("The same in English"),
        )
        self.reason.edited.connect(lambda value: self._change(reason=value))
        head = row(CodeBadge(kit, tag.code, either(node.title) if node else ""), title, self.rank, remove, gap=8)
        head.setStretch(1, 1)
        self.add(head)
        self.add(self.reason)
        self.show_tag(tag)

    def show_tag(self, tag: GoalTag, *, insists: bool = False) -> None:
        """Show the tag as it is now; a reason that is being typed is left alone unless it `insists`."""
        self.tag = tag
        self.rank.set_value(tag.primary)
        if insists or not (self.reason.vi.hasFocus() or self.reason.en.hasFocus()):
            self.reason.set_value(tag.reason)

    def show_error(self, speech: Speech) -> None:
        """Say what is wrong, or nothing."""
        self.set_error(error=bool(speech))
        self.reason.set_error(speech)

    def _change(self, **changes: Any) -> None:
        self.tag = replace(self.tag, **changes)
        self.edited.emit(self.tag)


class GoalsTab(EditorTab):
    """List at the left, cards at the right. Alt+1 to Alt+5 tick the five goals."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit)
        self._catalogue: Catalogue | None = None
        self._cards: dict[str, GoalCard] = {}
        self._bilingual = True
        self.list = GoalList(kit)
        self.list.toggled.connect(self.toggle)
        left = self._left = QFrame()
        left.setProperty("kind", "listside")
        holder = QVBoxLayout(left)
        holder.setContentsMargins(0, 0, 0, 0)
        holder.addWidget(self.list)
        self._page = ScrollPage(margins=(20, 14, 20, 20))
        self._empty = EmptyState(
            kit,
            "target",
            t("No goal chosen yet"),
            t("Tick a goal at the left and write in one sentence how the event serves it. Alt+1…5 tick M1–M5."),
        )
        self.offers = OffersCard(kit)
        self.offers.taken.connect(self.toggle)
        self._page.add(self._empty)
        self._page.add(self.offers)
        self._page.end()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(left)
        line.addWidget(Rule(vertical=True))
        line.addWidget(self._page, 1)
        self._fit(wide=True)
        for number, code in enumerate(GOALS, 1):
            keys = QShortcut(QKeySequence(f"Alt+{number}"), self)
            keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            keys.activated.connect(self._toggler(code))

    def resizeEvent(self, event: Any) -> None:
        """Give the cards more room where there is little."""
        super().resizeEvent(event)
        self._fit(wide=self.window().width() >= 1100)

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now."""
        super().showEvent(event)
        self._fit(wide=self.window().width() >= 1100)
        self._look_for_offers()

    def show_event(self, event: Event, names: frozenset[str] | None) -> None:
        """Show the event's goals."""
        if self.draft is not None and self.draft.catalogue is not self._catalogue:
            self._catalogue = self.draft.catalogue
            self.list.set_catalogue(self._catalogue)
        if names is None:
            self._forget_cards()
        if names is None or "goals" in names:
            self._show_cards(event.goals)
            self._look_for_offers()

    def show_findings(self, findings: Sequence[Finding], *, loud: bool) -> None:
        """Mark the cards whose goal lacks something."""
        said: dict[str, Speech] = {}
        for finding in findings:
            code = _goal_of(finding.field)
            if code and (loud or finding.severity is Severity.ERROR):
                missing = finding.code == "event.goal_reason_missing"
                words = t("At least one sentence, or the report has nothing to say.") if missing else None
                said.setdefault(code, words or finding_text(finding))
        for code, card in self._cards.items():
            card.show_error(said.get(code, ""))

    def go_to(self, field: str) -> None:
        """Put the focus on a goal's reason, or on the search."""
        card = self._cards.get(_goal_of(field))
        if card is None:
            self.list.search.setFocus()
            return
        self._page.show_widget(card)
        card.reason.vi.setFocus()

    def toggle(self, code: str) -> None:
        """Tag the event with a goal, with the cursor in its reason, or take the tag off."""
        if self.draft is None or self._catalogue is None:
            return
        goals = self.draft.event_now.goals
        if any(tag.code == code for tag in goals):
            new = tuple(tag for tag in goals if tag.code != code)
        else:
            first = not any(tag.primary for tag in goals)
            new = (*goals, GoalTag(code, self._catalogue.edition, primary=first))
        self.choose(goals=new)
        self._show_cards(new)
        self._look_for_offers()
        if code in self._cards:
            self.go_to(f"goals.{code}")

    def _look_for_offers(self) -> None:
        """Ask what else the event may serve, while somebody looks."""
        draft = self.draft
        if draft is None or draft.help is None or not self.isVisible():
            return
        draft.help.goals(
            draft.event_now, draft.catalogue, lambda found: self.offers.show_offers(found, draft.catalogue)
        )

    def _toggler(self, code: str) -> Callable[[], None]:
        return lambda: self.toggle(code)

    def _show_cards(self, goals: Sequence[GoalTag]) -> None:
        wanted = {tag.code for tag in goals}
        for code in [code for code in self._cards if code not in wanted]:
            self._drop(code)
        for position, tag in enumerate(goals):
            card = self._cards.get(tag.code)
            if card is None and self._catalogue is not None:
                card = self._make(tag)
                self._page.body.insertWidget(position + 1, card)
                card.show()
            elif card is not None:
                card.show_tag(tag, insists=self._insists)
        self._empty.setVisible(not goals)
        self.list.set_tagged(tag.code for tag in goals)

    def _make(self, tag: GoalTag) -> GoalCard:
        assert self._catalogue is not None  # noqa: S101 - asked by the only caller
        card = GoalCard(self.kit, self._catalogue, tag)
        card.edited.connect(self._card_edited)
        card.remove_asked.connect(lambda code=tag.code: self.toggle(code))
        for side in (card.reason.vi, card.reason.en):
            side.setAcceptDrops(False)
        card.reason.set_bilingual(on=self._bilingual)
        self._cards[tag.code] = card
        return card

    def set_bilingual(self, *, on: bool) -> None:
        """Show both languages, or Vietnamese alone; cards made later follow."""
        self._bilingual = on
        super().set_bilingual(on=on)

    def _card_edited(self, tag: GoalTag) -> None:
        if self.draft is None:
            return
        goals = self.draft.event_now.goals
        old = next((each for each in goals if each.code == tag.code), None)
        takes_over = tag.primary and old is not None and not old.primary
        new = tuple(
            tag if each.code == tag.code else replace(each, primary=False) if takes_over else each for each in goals
        )
        (self.choose if old is not None and old.primary != tag.primary else self.edit)(goals=new)
        if takes_over or (old is not None and old.primary != tag.primary):
            for each in new:
                self._cards[each.code].show_tag(each)

    def _drop(self, code: str) -> None:
        card = self._cards.pop(code)
        if card.isAncestorOf(QApplication.focusWidget() or self):
            self.list.search.setFocus()  # before the field that is written in goes
        self._page.body.removeWidget(card)
        card.hide()
        card.deleteLater()

    def _forget_cards(self) -> None:
        for code in list(self._cards):
            self._drop(code)

    def _fit(self, *, wide: bool) -> None:
        self._left.setFixedWidth(self.kit.look.px(_LIST_WIDTH if wide else _LIST_NARROW))


def _goal_of(field: str) -> str:
    """`goals.G4.2.1.reason` → `G4.2.1`: codes hold points too."""
    if not field.startswith("goals."):
        return ""
    return field.removeprefix("goals.").removesuffix(".reason")
