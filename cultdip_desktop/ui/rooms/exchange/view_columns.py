"""Step 2 of the import: what each column of the table is, and whether its old font text is converted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.importing import ColumnMapping, LegacyColumn, Sheet, SheetColumn
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import CheckBox, ComboBox
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, FlowRow, KeptWidth, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, Rule

_YEARS = 10
"""Years before and after the one found that can be chosen."""

_SHOWN = 3
"""Repairs that are shown of a column."""


class ColumnsStep(QWidget):
    """One line for every column of the table."""

    changed = Signal()
    """What stops the next step may have changed."""

    def __init__(self, kit: Kit, fields: tuple[tuple[str, BiText], ...]) -> None:
        """`fields` are the keys and heads that a column may be matched to."""
        super().__init__()
        self._kit = kit
        self._fields = fields
        self._lines: list[ColumnLine] = []
        self.year = ComboBox(kit)
        self._year_field = Field(kit, t("Year of days without one"), self.year)
        self._count = Pill(kit)
        self._title = Pill(kit)
        self._legacy = Pill(kit)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        card = Card(kit, t("Columns of the table"), flush=True)
        card.add(boxed(FlowRow(self._count, self._title, self._legacy), (12, 0, 12, 10)))
        card.add(Rule())
        card.add(self._list)
        KeptWidth(kit.look, self._year_field, 180)
        self._page = page = ScrollPage()
        page.add(card)
        page.add(row(self._year_field, None))
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    @property
    def stop(self) -> Speech:
        """Why it does not go on, or nothing."""
        chosen = {line.field.value() for line in self._lines}
        if not chosen & {"title_vi", "title_en", "id", "number"}:
            return t("Say which column holds the title.")
        return ""

    def show_sheet(self, sheet: Sheet) -> None:
        """One line for every column that holds something."""
        clear(self._list)
        self._lines = []
        for index, each in enumerate(sheet.columns):
            if each.head or each.samples:
                line = ColumnLine(self._kit, index, each, self._fields)
                line.changed.connect(self._change)
                line.repair.clicked.connect(lambda _on: self.changed.emit())
                if self._lines:
                    self._list.addWidget(Rule())
                self._lines.append(line)
                self._list.addWidget(line)
        self.year.clear_choices()
        for year in range(sheet.year + _YEARS, sheet.year - _YEARS - 1, -1):
            self.year.add(year, str(year))
        self.year.set_value(sheet.year)
        self._say_counts()

    def mapping(self, sheet: Sheet) -> ColumnMapping:
        """What was chosen."""
        columns: list[str | None] = [None] * len(sheet.columns)
        for line in self._lines:
            columns[line.index] = line.field.value() or None
        repaired = frozenset(line.index for line in self._lines if line.repairs)
        return replace(sheet.mapping, columns=tuple(columns), repaired=repaired, year=self.year.value() or sheet.year)

    def repair_all(self) -> None:
        """Tick every repair that is offered."""
        for line in self._lines:
            line.repair.setChecked(line.has_repair)

    def to_top(self) -> None:
        """Show the beginning."""
        self._page.verticalScrollBar().setValue(0)

    def first_field(self) -> QWidget | None:
        """Where the keyboard begins."""
        return self._lines[0].field if self._lines else None

    def _change(self, line: object) -> None:
        """A field is matched to one column only: the one before gives it up."""
        if isinstance(line, ColumnLine) and line.field.value():
            for other in self._lines:
                if other is not line and other.field.value() == line.field.value():
                    other.field.set_value("")
                    other.follow()
        self._say_counts()
        self.changed.emit()

    def _say_counts(self) -> None:
        chosen = [line.field.value() for line in self._lines if line.field.value()]
        matched = t("{done} of {total} columns are matched", done=len(chosen), total=len(self._lines))
        self._count.set(matched, Mark("table-2", "neutral"))
        has_title = bool({"title_vi", "title_en"} & set(chosen))
        known, missing = t("The title is matched"), t("The title is not matched yet")
        self._title.set(
            known if has_title else missing, Mark("check", "ok") if has_title else Mark("triangle-alert", "warn")
        )
        legacy = sum(line.has_repair for line in self._lines)
        present(self._legacy, shown=bool(legacy))
        said = n("{n} column with text of an old font", "{n} columns with text of an old font", legacy)
        self._legacy.set(said, Mark("type", "warn"))


class ColumnLine(QWidget):
    """Head, first values, the field it is matched to, and the repair that is offered."""

    changed = Signal(object)

    def __init__(self, kit: Kit, index: int, found: SheetColumn, fields: tuple[tuple[str, BiText], ...]) -> None:
        super().__init__()
        self.index = index
        self.has_repair = found.legacy is not None
        self.field = ComboBox(kit, compact=True)
        self.field.add("", t("Leave out"))
        for key, head in fields:
            self.field.add(key, _in_language(head))
        self.field.set_value(found.suggested or "")
        title: Speech = found.head or t("Column {number}", number=index + 1)
        kit.name(self.field, t("Field for the column {column}", column=title))
        KeptWidth(kit.look, self.field, 250)
        self._arrow = IconLabel(kit, "arrow-right", "text.secondary", 16)
        samples = " · ".join(sample.replace("\n", " ") for sample in found.samples)
        words = column(ElidedLabel(kit, title, "strong"), ElidedLabel(kit, samples, "small", "secondary"), gap=2)
        line = row(words, self._arrow, self.field, gap=12)
        line.setStretch(0, 1)
        count = found.legacy.cells if found.legacy else 0
        self.repair = CheckBox(
            kit, n("Convert text of an old font in {n} cell", "Convert text of an old font in {n} cells", count)
        )
        self._preview = column(*(_repair(kit, before, after) for before, after in _samples(found.legacy)), gap=4)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(12, 10, 12, 10)
        outer.setSpacing(6)
        outer.addLayout(line)
        present(self.repair, shown=self.has_repair)
        outer.addWidget(self.repair)
        outer.addLayout(self._preview)
        self.field.chosen.connect(lambda _key: self._choose())
        self.follow()

    @property
    def repairs(self) -> bool:
        """Whether its old font text is to be converted."""
        return self.has_repair and self.repair.isChecked()

    def follow(self) -> None:
        """The arrow is pale where nothing is taken."""
        self._arrow.set("arrow-right", "accent.text" if self.field.value() else "text.off")

    def _choose(self) -> None:
        self.follow()
        self.changed.emit(self)


def _samples(legacy: LegacyColumn | None) -> tuple[tuple[str, str], ...]:
    return legacy.samples[:_SHOWN] if legacy else ()


def _repair(kit: Kit, before: str, after: str) -> QWidget:
    """Old and new text side by side."""
    old = ElidedLabel(kit, before.replace("\n", " "), "small", "secondary")
    new = ElidedLabel(kit, after.replace("\n", " "), "small")
    line = row(old, IconLabel(kit, "arrow-right", "text.secondary", 12), new, gap=8)
    line.setStretch(0, 1)
    line.setStretch(2, 1)
    line.setContentsMargins(26, 0, 0, 0)
    made = QWidget()
    made.setLayout(line)
    made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    return made


def _in_language(head: BiText) -> Phrase:
    return Phrase(lambda words: head.get(words.language))
