"""Step 2 of the import: what each column of the table is, and whether its old font text is converted."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
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

_AT_ONCE = 4
"""Lines that are made before the window is asked again."""

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
        self._waiting: list[tuple[int, SheetColumn]] = []
        self._repairing = False
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
        if not set(self._chosen()) & {"title_vi", "title_en", "id", "number"}:
            return t("Say which column holds the title.")
        return ""

    def show_sheet(self, sheet: Sheet) -> None:
        """One line for every column that holds something; the first at once, the others while nobody waits."""
        clear(self._list)
        self._lines = []
        self._waiting = [(index, each) for index, each in enumerate(sheet.columns) if each.head or each.samples]
        self._repairing = False
        self.year.clear_choices()
        for year in range(sheet.year + _YEARS, sheet.year - _YEARS - 1, -1):
            self.year.add(year, str(year))
        self.year.set_value(sheet.year)
        self._add_some()

    def mapping(self, sheet: Sheet) -> ColumnMapping:
        """What was chosen; a line that is not there yet is as it was suggested."""
        columns: list[str | None] = [None] * len(sheet.columns)
        for index, each in self._waiting:
            columns[index] = each.suggested
        for line in self._lines:
            columns[line.index] = line.field.value() or None
        repaired = {line.index for line in self._lines if line.repairs}
        if self._repairing:
            repaired |= {index for index, each in self._waiting if each.legacy is not None}
        return replace(
            sheet.mapping, columns=tuple(columns), repaired=frozenset(repaired), year=self.year.value() or sheet.year
        )

    def repair_all(self) -> None:
        """Tick every repair that is offered."""
        self._repairing = True
        for line in self._lines:
            line.repair.setChecked(line.has_repair)

    def to_top(self) -> None:
        """Show the beginning."""
        self._page.verticalScrollBar().setValue(0)

    def first_field(self) -> QWidget | None:
        """Where the keyboard begins."""
        return self._lines[0].field if self._lines else None

    def _add_some(self) -> None:
        """A few lines at a time: two hundred at once would hold the window up."""
        now, self._waiting = self._waiting[:_AT_ONCE], self._waiting[_AT_ONCE:]
        for index, each in now:
            line = ColumnLine(self._kit, index, each, self._fields)
            line.repair.setChecked(self._repairing and line.has_repair)
            line.changed.connect(self._change)
            line.repair.clicked.connect(lambda _on: self.changed.emit())
            if self._lines:
                self._list.addWidget(Rule())
            self._lines.append(line)
            self._list.addWidget(line)
        self._say_counts()
        if self._waiting:
            QTimer.singleShot(0, self, self._add_some)

    def _chosen(self) -> list[str]:
        """Keys of the fields that columns are matched to."""
        said = [line.field.value() for line in self._lines] + [each.suggested for _, each in self._waiting]
        return [key for key in said if key]

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
        chosen = self._chosen()
        total = len(self._lines) + len(self._waiting)
        matched = t("{done} of {total} columns are matched", done=len(chosen), total=total)
        self._count.set(matched, Mark("table-2", "neutral"))
        has_title = bool({"title_vi", "title_en"} & set(chosen))
        known, missing = t("The title is matched"), t("The title is not matched yet")
        self._title.set(
            known if has_title else missing, Mark("check", "ok") if has_title else Mark("triangle-alert", "warn")
        )
        legacy = sum(line.has_repair for line in self._lines)
        legacy += sum(each.legacy is not None for _, each in self._waiting)
        present(self._legacy, shown=bool(legacy))
        said = n("{n} column with text of an old font", "{n} columns with text of an old font", legacy)
        self._legacy.set(said, Mark("type", "warn"))


class FieldBox(ComboBox):
    """The fields to choose from; they are put in when somebody opens the list or types, for there are sixty of them."""

    def __init__(self, kit: Kit, fields: tuple[tuple[str, BiText], ...]) -> None:
        super().__init__(kit, compact=True)
        self._fields = fields
        self._full = False
        self.add("", t("Leave out"))

    def set_value(self, value: object) -> None:
        """Show `value`, one of the fields or nothing."""
        head = next((head for key, head in self._fields if key == value), None)
        if not self._full and head is not None:
            self.clear_choices()
            self.add("", t("Leave out"))
            self.add(value, _in_language(head))
        super().set_value(value)

    def showPopup(self) -> None:
        """Open the whole list."""
        self._fill()
        super().showPopup()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Typing finds any of them."""
        self._fill()
        super().keyPressEvent(event)

    def _fill(self) -> None:
        if self._full:
            return
        chosen, self._full = self.value(), True
        self.clear_choices()
        self.add("", t("Leave out"))
        for key, head in self._fields:
            self.add(key, _in_language(head))
        self.set_value(chosen)


class ColumnLine(QWidget):
    """Head, first values, the field it is matched to, and the repair that is offered."""

    changed = Signal(object)

    def __init__(self, kit: Kit, index: int, found: SheetColumn, fields: tuple[tuple[str, BiText], ...]) -> None:
        super().__init__()
        self.index = index
        self.has_repair = found.legacy is not None
        self.field = FieldBox(kit, fields)
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
