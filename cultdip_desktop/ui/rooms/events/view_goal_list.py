"""The left side of the goals tab: the five goals and six groups, and a search over everything that can be tagged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.labels import SHORT_GOALS
from cultdip_desktop.domain.strategy import GOAL_KINDS, GOALS, SOLUTION_GROUPS, Catalogue, Node
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.fields import SearchField
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.surfaces import ScrollPage, clear
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.events.phrases import either, goal_short, wording
from cultdip_desktop.ui.rooms.events.view_goal_row import GoalRow

_MOST_FOUND: Final = 40
_SECTIONS: Final = (
    (t("STRATEGIC GOALS"), GOALS),
    (t("BREAKTHROUGH SOLUTIONS"), SOLUTION_GROUPS),
)


class GoalList(QWidget):
    """Ticks on what the event is tagged with; ticking asks for a tag, never makes one by itself."""

    toggled = Signal(str)
    """Code whose tick was clicked."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._catalogue: Catalogue | None = None
        self._keys: dict[str, str] = {}
        self._codes: frozenset[str] = frozenset()
        self._rows: list[GoalRow] = []
        self._order: list[str] = []
        self.search = SearchField(kit, t("Find a goal, task or solution"))
        self.search.searched.connect(self._find)
        page = ScrollPage(margins=(14, 0, 6, 16), gap=0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        page.add(self._list)
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 14, 0, 0)
        layout.setSpacing(6)
        holder = QVBoxLayout()
        holder.setContentsMargins(16, 0, 16, 0)
        holder.addWidget(self.search)
        layout.addLayout(holder)
        layout.addWidget(page, 1)

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """List the goals of this edition."""
        self._catalogue = catalogue
        self._keys = {
            node.code: fold(f"{node.code} {node.title.vi} {node.title.en} {node.text.vi} {node.text.en}")
            for node in catalogue.of_kind(*GOAL_KINDS)
        }
        self._fill()

    def set_tagged(self, codes: Iterable[str]) -> None:
        """Tick these; what is tagged outside the two sections stands in a third."""
        tagged = tuple(codes)
        changed = frozenset(tagged) != self._codes
        self._codes = frozenset(tagged)
        self._order = list(tagged)
        if changed and not self.search.value():
            self._fill()
        for each in self._rows:
            each.setChecked(each.code in self._codes)

    def _find(self, text: str) -> None:
        if not text:
            self._fill()
            return
        words = fold(text).split()
        catalogue = self._catalogue
        hits = [code for code, key in self._keys.items() if all(word in key for word in words)][:_MOST_FOUND]
        nodes = [node for code in hits if catalogue and (node := catalogue.find(code))]
        title: Speech = t("FOUND") if nodes else ""
        self._rebuild([(title, nodes)])
        if not nodes:
            nothing = PlainLabel(self._kit, t("Nothing in the catalogue matches."), "small", "secondary", wrap=True)
            self._list.addWidget(nothing)

    def _fill(self) -> None:
        catalogue = self._catalogue
        if catalogue is None:
            return
        sections = [(title, [node for code in codes if (node := catalogue.find(code))]) for title, codes in _SECTIONS]
        main = {*GOALS, *SOLUTION_GROUPS}
        others = [node for code in self._order if code not in main and (node := catalogue.find(code))]
        if others:
            sections.append((t("ALSO TAGGED"), others))
        self._rebuild(sections)

    def _rebuild(self, sections: Iterable[tuple[Speech, list[Node]]]) -> None:
        focused = next((each.code for each in self._rows if each.hasFocus()), "")
        clear(self._list)
        self._rows = []
        for title, nodes in sections:
            head = PlainLabel(self._kit, title, "caps")
            head.setContentsMargins(4, 8, 0, 2)
            present(head, shown=bool(title))
            self._list.addWidget(head)
            for node in nodes:
                self._list.addWidget(self._row(node))
        for each in self._rows:
            if each.code == focused:
                each.setFocus()

    def _row(self, node: Node) -> GoalRow:
        code = node.code
        name = goal_short(self._catalogue, code) if self._catalogue and code in SHORT_GOALS else either(node.title)
        shortcut = f"Alt+{code[1]}" if code in GOALS else ""
        row = GoalRow(self._kit, code, name, _full(node), shortcut=shortcut)
        row.setChecked(code in self._codes)
        row.clicked.connect(lambda _on=False: self.toggled.emit(code))
        self._rows.append(row)
        return row


def _full(node: Node) -> Phrase:
    return wording(node)
