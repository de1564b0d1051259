"""What changed in the programme since it was approved: added, removed, changed with each field before and after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.plan_words import ItemSource
from cultdip_desktop.domain.programme import Baseline, ChangeKind, FieldChange, ItemChange, ProgrammeView
from cultdip_desktop.i18n import dates
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.marks import CodeBadge, Mark, Pill
from cultdip_desktop.ui.kit.notices import EmptyState
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.goals import phrases

_KINDS: Final[Mapping[ChangeKind, tuple[Phrase, Mark]]] = {
    ChangeKind.ADDED: (c("programme", "Added"), Mark("plus", "ok")),
    ChangeKind.REMOVED: (c("programme", "Removed"), Mark("minus", "danger")),
    ChangeKind.CHANGED: (c("programme", "Changed"), Mark("pencil", "info")),
}
_FIELDS: Final[Mapping[str, Phrase]] = {
    "title.vi": t("What is to be done"),
    "title.en": t("What is to be done (English)"),
    "code": t("Goal"),
    "quarter": t("Quarter"),
    "person": t("Person responsible"),
    "target": t("Target"),
    "unit": t("Counted in"),
    "source": t("Where the item comes from"),
    "source_ref": t("Place in headquarters' programme"),
    "note": t("Note"),
}


class ChangesView(QWidget):
    """A list of items, each with its fields; another approved version may be chosen to compare with."""

    baseline_chosen = Signal(object)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._people: dict[str, str] = {}
        self.baselines = ComboBox(kit)
        self.baselines.chosen.connect(self.baseline_chosen)
        kit.name(self.baselines, t("Compared with"))
        self._page = ScrollPage(margins=(0, 0, 0, 12), gap=10)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self._page.add(self._list)
        self._page.end()
        self.baselines.setMinimumWidth(kit.look.px(420))
        self._head = boxed(row(PlainLabel(kit, t("Compared with"), "small", "secondary"), self.baselines, None, gap=10))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self._head)
        layout.addWidget(self._page, 1)

    def show_view(self, view: ProgrammeView) -> None:
        """Offer the versions of a year and show what changed since the newest."""
        self._people = {person.id: person.name for person in view.people}
        self.baselines.clear_choices()
        for baseline in view.baselines:
            self.baselines.add(baseline, self.title_of(baseline))
        if view.baselines:
            self.baselines.set_value(view.baselines[0])
        present(self._head, shown=len(view.baselines) > 1)
        self.show_changes(view.changes)

    def title_of(self, baseline: Baseline) -> Phrase:
        """Day, who, what."""
        day = Phrase(lambda words: dates.day(words, baseline.frozen_at.date()))
        return phrases.joined(day, self._people.get(baseline.person or "", ""), baseline.reason)

    def show_changes(self, changes: Sequence[ItemChange]) -> None:
        """Show these."""
        clear(self._list)
        for change in changes:
            self._list.addWidget(self._card(change))
        if not changes:
            words = t("The programme is as it was approved.")
            self._list.addWidget(EmptyState(self._kit, "badge-check", t("Nothing changed"), words))

    def _card(self, change: ItemChange) -> Card:
        kit = self._kit
        words, mark = _KINDS[change.kind]
        card = Card(kit)
        title = PlainLabel(kit, phrases.title_of(change.item.title), "strong", wrap=True)
        line = row(
            Pill(kit, words, mark), *([CodeBadge(kit, change.item.code)] if change.item.code else []), title, gap=8
        )
        line.setStretch(line.count() - 1, 1)
        card.add(line)
        for field in change.fields:
            said = t(
                "{what}: {before} → {after}",
                what=_FIELDS[field.field],
                before=self._value(field, old=True),
                after=self._value(field, old=False),
            )
            card.add(PlainLabel(kit, said, "small", "secondary", wrap=True))
        return card

    def _value(self, field: FieldChange, *, old: bool) -> Speech:
        value = field.old if old else field.new
        if field.field == "quarter" and isinstance(value, int):
            return phrases.quarter_of_item(value)
        if field.field == "unit":
            return phrases.unit(str(value))
        if value in (None, ""):
            return t("nothing")
        if field.field == "person":
            return self._people.get(str(value), str(value))
        if field.field == "source":
            return Phrase(lambda words: label(words, ItemSource(str(value))))
        return (
            phrases.whole(value) if isinstance(value, int) else f"“{value}”" if "title" in field.field else str(value)
        )
