"""The two columns of every export: what goes into the package, and what stays on this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QHBoxLayout, QWidget

from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.language import Phrase, n, t
from cultdip_desktop.ui.kit.model import Cell, Column, PagedModel
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, boxed, row
from cultdip_desktop.ui.kit.table import TWO_LINE_ROW, TableView
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.packages.phrases import COMPONENTS, STAYS
from cultdip_desktop.ui.rooms.packages.values import Part, Plan


class GoesCard(Card):
    """The components that travel; with `review` it also says in a line what stays and who approves."""

    def __init__(self, kit: Kit, *, review: bool = False) -> None:
        super().__init__(kit, t("Goes into the package"), flush=True, rule=True)
        self._count = PlainLabel(kit, "", "small", "secondary")
        self.add_action(self._count)
        columns = [
            Column("part", t("Component"), _name(COMPONENTS), 220, "two-line", stretch=True, sortable=False),
            Column("count", t("Count"), _count, 80, "number", sortable=False),
            Column("size", t("File size"), _size, 110, "number", sortable=False),
        ]
        self._rows: dict[str, Part] = {}
        self.model: PagedModel[Part] = PagedModel(kit, columns, self._load, at_once=True)
        self.table = TableView(kit, self.model, t("Goes into the package"), row_height=TWO_LINE_ROW)
        self.add(self.table, 1)
        self._stays = _Footnote(kit, "shield-off", "text.secondary")
        self._approval = _Footnote(kit, "user-check", "accent.text")
        if review:
            for line in (self._stays, self._approval):
                self.add(Rule())
                self.add(line)
            self.body.setSpacing(0)

    def show_plan(self, plan: Plan) -> None:
        """Show what would go."""
        self._rows = {part.code: part for part in plan.parts}
        self.model.set_ids([part.code for part in plan.parts])
        self._count.say(n("{n} event", "{n} events", plan.events))
        self._stays.say(t("Not in the package: {list}.", list=_staying(plan)))
        if plan.one_person:
            self._approval.say(
                t("This office has one person: approving and signing are one act, and the package says so.")
            )
        else:
            self._approval.say(t("Signing approves exactly this content; the package keeps its digest."))

    def _load(self, ids: Sequence[str]) -> list[Part]:
        return [self._rows[one] for one in ids]


class StaysCard(Card):
    """What never leaves, or not this time."""

    def __init__(self, kit: Kit) -> None:
        super().__init__(kit, t("Stays on this machine"), flush=True, rule=True)
        self.head.insertWidget(0, IconLabel(kit, "shield-off", "text.secondary", 18))
        columns = [
            Column("part", t("What"), _name(STAYS), 180, "two-line", stretch=True, sortable=False),
            Column("count", t("Count"), _count, 76, "number", sortable=False),
        ]
        self._rows: dict[str, Part] = {}
        self.model: PagedModel[Part] = PagedModel(kit, columns, self._load, at_once=True)
        self.table = TableView(kit, self.model, t("Stays on this machine"), row_height=TWO_LINE_ROW)
        self.add(self.table, 1)

    def show_plan(self, plan: Plan) -> None:
        """Show what would stay."""
        self._rows = {part.code: part for part in plan.stays}
        self.model.set_ids([part.code for part in plan.stays])

    def _load(self, ids: Sequence[str]) -> list[Part]:
        return [self._rows[one] for one in ids]


class _Footnote(QWidget):
    def __init__(self, kit: Kit, icon: str, tint: str) -> None:
        super().__init__()
        self._label = PlainLabel(kit, "", "small", "secondary", wrap=True)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        inner = row(IconLabel(kit, icon, tint), self._label, gap=10)
        inner.setStretch(1, 1)
        line.addWidget(boxed(inner, (14, 10, 14, 10)))

    def say(self, speech: Phrase) -> None:
        self._label.say(speech)


def _staying(plan: Plan) -> Phrase:
    def said(words: Words) -> str:
        parts = []
        for part in plan.stays:
            if part.count == 0:
                continue
            name = words.t(STAYS[part.code][1])
            name = name[:1].lower() + name[1:]
            parts.append(name if part.count is None else f"{name} ({numbers.whole(words, part.count)})")
        return ", ".join(parts)

    return Phrase(said)


def _name(known: Mapping[str, tuple[str, str, str]]) -> Callable[[Part, Words], Cell]:
    def cell(part: Part, words: Words) -> Cell:
        icon, name, more = known[part.code]
        return Cell(words.t(name), sub=words.t(more), icon=icon)

    return cell


def _count(part: Part, words: Words) -> Cell:
    return Cell("" if part.count is None else numbers.whole(words, part.count))


def _size(part: Part, words: Words) -> Cell:
    return Cell("" if part.bytes is None else file_size(words, part.bytes))
