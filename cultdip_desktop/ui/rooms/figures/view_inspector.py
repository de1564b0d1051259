"""The inspector of the Figures page: one row's numbers and the signed packages that they come from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, n, t
from cultdip_desktop.ui.kit.surfaces import ScrollPage, clear, row, section
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.figures import phrases
from cultdip_desktop.ui.rooms.figures.values import Line, Shown

_SHOWN = 40
_LINK_PADDING = 5
"""px inside a link button, so that the words under it stand flush."""


class SourceInspector(QWidget):
    """Numbers and sources of the row selected."""

    package_asked = Signal(str)
    """Row id of a package in the inbox."""

    events_asked = Signal(str)
    """Key of the row whose events are wanted."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._page = ScrollPage(margins=(16, 14, 16, 16), gap=10)
        inner = self._page.widget()
        if inner is not None:
            inner.setProperty("kind", "")
        self._body = QVBoxLayout()
        self._body.setSpacing(10)
        self._page.add(self._body)
        self._page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No row is selected."""
        clear(self._body)
        words = t("Select a row to see the packages behind its numbers.")
        self._body.addWidget(PlainLabel(self._kit, words, "body", "secondary", wrap=True))

    def show_line(self, shown: Shown, line: Line) -> None:
        """Show a row."""
        clear(self._body)
        self._body.addWidget(PlainLabel(self._kit, phrases.title_of(shown, line), "h2", wrap=True))
        if not line.is_total:
            detail = phrases.wording_of(shown, line.key)
            if self._kit.say(detail):
                self._body.addWidget(PlainLabel(self._kit, detail, "small", "secondary", wrap=True))
        self._add_numbers(line)
        events = Button(self._kit, c("figures", "See the events"), icon="ticket", compact=True)
        events.clicked.connect(lambda _checked=False: self.events_asked.emit(line.key))
        if line.row.events:
            self._body.addWidget(events, 0, Qt.AlignmentFlag.AlignLeft)
        packages = n("{n} package behind these numbers", "{n} packages behind these numbers", len(line.packages))
        self._body.addWidget(Rule())
        self._body.addWidget(section(self._kit, packages))
        if not line.packages:
            words = t("These events were not brought by a package.")
            self._body.addWidget(PlainLabel(self._kit, words, "small", "secondary", wrap=True))
        for received in line.packages[:_SHOWN]:
            self._add_package(shown, received.id, phrases.package(received, shown.missions.get(received.office)),
                              phrases.received_on(received.received_at))  # fmt: skip
        if len(line.packages) > _SHOWN:
            rest = n("and {n} more package", "and {n} more packages", len(line.packages) - _SHOWN)
            self._body.addWidget(PlainLabel(self._kit, rest, "small", "secondary"))

    def _add_numbers(self, line: Line) -> None:
        row = line.row
        facts: list[tuple[Speech, Speech]] = [
            (c("figures", "Distinct events"), Phrase(lambda words: whole(words, row.events))),
        ]
        if row.weighted != row.events:
            facts.append((c("figures", "Weighted"), Phrase(lambda words: phrases.weight(words, row.weighted))))
        facts.append((c("figures", "Attendance"), Phrase(lambda words: whole(words, row.attendance))))
        for currency, amount in row.spent.items():
            facts.append((t("Spent, {currency}", currency=currency), phrases.amount(amount, currency)))
        self._add_grid(facts)

    def _add_grid(self, facts: Sequence[tuple[Speech, Speech]]) -> None:
        grid = QGridLayout()
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        for place, (name, value) in enumerate(facts):
            number = PlainLabel(self._kit, value, "strong").selectable()
            number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PlainLabel(self._kit, name, "small", "secondary"), place, 0)
            grid.addWidget(number, place, 1)
        self._body.addLayout(grid)

    def _add_package(self, shown: Shown, row_id: str, words: Phrase, when: Phrase) -> None:
        del shown
        box = QVBoxLayout()
        box.setSpacing(0)
        link = Button(self._kit, words, "link")
        link.clicked.connect(lambda _checked=False: self.package_asked.emit(row_id))
        self._kit.tip(link, t("Open in the inbox, with its verdict"))
        box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        box.addLayout(row(_LINK_PADDING, PlainLabel(self._kit, when, "small", "tertiary"), gap=0))
        self._body.addLayout(box)
