"""Two entries side by side: for each field that differs, which of the two stays."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.domain.partner import Consent, Partner, stricter
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import RadioButton
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, render, t
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule, Tone
from cultdip_desktop.ui.rooms.partners.phrases import REASONS, category_name, word
from cultdip_desktop.ui.rooms.partners.viewmodel_list import PartnerRow
from cultdip_desktop.ui.rooms.partners.viewmodel_twins import CHOICES, Pair

LABELS: Final[dict[str, Phrase]] = {
    "name": t("Name"),
    "name_en": t("English name"),
    "category": t("Category"),
    "honorific": t("Form of address"),
    "country": t("Country"),
    "city": t("City"),
    "phone": t("Telephone"),
    "email": t("E-mail"),
    "address": t("Address"),
    "website": t("Website"),
    "note": t("Note"),
}


_UNBROKEN: Final = frozenset({"email", "website", "phone"})


class Compare(QWidget):
    """Both entries, and the two answers."""

    merge_asked = Signal(str, str, object)
    """Id that stays, id that goes, names of the fields (frozenset) that are taken from the one that goes."""

    apart_asked = Signal()
    opened = Signal(str)

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self._pair: Pair | None = None
        self._catalogue: Catalogue | None = None
        self._groups: dict[str, QButtonGroup] = {}
        self.merge_button = Button(kit, t("Merge into one"), "primary", icon="copy-plus", on_click=self._merge)
        self.apart_button = Button(kit, t("They are two partners"), icon="git-compare", on_click=self.apart_asked.emit)
        self._body = QVBoxLayout()
        self._body.setSpacing(10)
        page = ScrollPage(margins=(0, 0, 0, 0), gap=10)
        card = Card(kit)
        card.add(self._body)
        page.add(card)
        page.end()
        foot = row(self.apart_button, None, self.merge_button)
        foot.setContentsMargins(0, 12, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(page, 1)
        layout.addLayout(foot)

    def show_pair(self, pair: Pair, catalogue: Catalogue) -> None:
        """Show another pair; the side with more events leads wherever both say something."""
        self._pair, self._catalogue = pair, catalogue
        self._groups = {}
        clear(self._body)
        why = pair.twins.reasons
        reasons = Phrase(lambda words: " · ".join(REASONS[each].render(words) for each in why))
        self._body.addLayout(row(IconLabel(self._kit, "info"), PlainLabel(self._kit, reasons, "strong"), None))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for place, (entry, told) in enumerate(self._sides(), 1):
            grid.addLayout(self._head(entry, told), 0, place)
        line = 1
        for name in CHOICES:
            line += self._field(grid, line, name)
        self._body.addLayout(grid)
        self._body.addWidget(Rule())
        for said in self._rules(pair):
            label = PlainLabel(self._kit, said, "small", "secondary", wrap=True)
            self._body.addWidget(label)

    def chosen(self) -> dict[str, int]:
        """By field that differs, which side stays (0 or 1)."""
        return {name: group.checkedId() for name, group in self._groups.items()}

    def choose(self, name: str, side: int) -> None:
        """Let this side stay in a field."""
        self._groups[name].button(side).setChecked(True)

    def _sides(self) -> tuple[tuple[Partner, PartnerRow], tuple[Partner, PartnerRow]]:
        assert self._pair is not None  # noqa: S101 - a pair is shown
        pair = self._pair
        return (pair.first, pair.first_row), (pair.second, pair.second_row)

    def _head(self, entry: Partner, told: PartnerRow) -> QVBoxLayout:
        link = Button(self._kit, t("Open"), "link", icon="pencil", on_click=lambda: self.opened.emit(entry.id))
        counts = n("{n} event", "{n} events", told.events)
        last = told.last
        said = Phrase(
            lambda words: (
                counts.render(words)
                if last is None
                else words.t("{events}, the last on {day}", events=counts.render(words), day=dates.day(words, last))
            )
        )
        told_label = ElidedLabel(self._kit, said, "small", "secondary")
        head = row(told_label, link, gap=4)
        head.setStretch(0, 1)
        return column(
            PlainLabel(self._kit, entry.name, "h2", wrap=True),
            None,
            head,
            gap=2,
        )

    def _field(self, grid: QGridLayout, line: int, name: str) -> int:
        (first, first_row), (second, second_row) = self._sides()
        values = [getattr(first, name), getattr(second, name)]
        if not any(values):
            return 0
        same = values[0] == values[1]
        label = boxed(column(PlainLabel(self._kit, LABELS[name], "label")), (0, 0 if same else 6, 0, 0))
        grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
        if same:
            grid.addWidget(self._value(name, self._said(name, values[0]), ""), line, 1, 1, 2)
            return 1
        group = QButtonGroup(self)
        leading = 0 if (first_row.events, first_row.promises) >= (second_row.events, second_row.promises) else 1
        for side, value in enumerate(values):
            said = self._said(name, value) if value else t("(empty)")
            mark = RadioButton(self._kit, "")
            self._kit.name(mark, Phrase(partial(_named, label=LABELS[name], said=said)))
            group.addButton(mark, side)
            text = self._value(name, said, "" if value else "tertiary")
            grid.addLayout(_marked(mark, text), line, side + 1)
        filled = [side for side, value in enumerate(values) if value]
        group.button(leading if leading in filled else filled[0]).setChecked(True)
        self._groups[name] = group
        return 1

    def _value(self, name: str, said: Speech, tone: Tone) -> PlainLabel:
        """Addresses have no place to break: they are shortened where there is no room."""
        if name in _UNBROKEN:
            return ElidedLabel(self._kit, said, "body", tone)
        return PlainLabel(self._kit, said, "body", tone, wrap=True)

    def _said(self, name: str, value: object) -> Speech:
        if isinstance(value, BiText):
            return Phrase(lambda _words: " / ".join(part for part in (value.vi, value.en) if part))
        if name == "category":
            return category_name(self._catalogue, str(value))
        if name == "country":
            return Phrase(lambda words: country(words, str(value)))
        return str(value)

    def _rules(self, pair: Pair) -> list[Speech]:
        consent = stricter(pair.first.consent, pair.second.consent)
        said = Phrase(lambda words: _consent(words, consent))
        return [
            said,
            t("Roles, contacts, promises and events of both come together; every name of both still finds the entry."),
            t("Ctrl+Z takes the merge back whole."),
        ]

    def _merge(self) -> None:
        if self._pair is None:
            return
        chosen = self.chosen()
        ids = (self._pair.twins.first, self._pair.twins.second)
        keep = chosen.get("name", 0)
        take = frozenset(name for name, side in chosen.items() if side != keep)
        self.merge_asked.emit(ids[keep], ids[1 - keep], take)


def _named(words: Words, label: Phrase, said: Speech) -> str:
    return f"{label.render(words)}: {render(words, said)}"


def _consent(words: Words, consent: Consent) -> str:
    return words.t(
        "Consent after the merge: {consent}. A refusal on either side stays.", consent=word(consent).render(words)
    )


def _marked(mark: RadioButton, text: PlainLabel) -> QHBoxLayout:
    line = row(mark, boxed(column(text, None, gap=0), (0, 5, 0, 0)), gap=6)
    line.setStretch(1, 1)
    line.setAlignment(mark, Qt.AlignmentFlag.AlignTop)
    return line
