"""The rail beside the tabs: how complete the event is, its goals, its money, its pictures."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.budget import Totals, totals
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.money import MoneyStage
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n import numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.gallery import GalleryModel
from cultdip_desktop.ui.kit.language import Phrase, c, t
from cultdip_desktop.ui.kit.marks import GoalChip
from cultdip_desktop.ui.kit.notices import IconLabel
from cultdip_desktop.ui.kit.surfaces import Bar, FlowRow, ScrollPage, clear, row, section
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.events.completeness import Line, Standing, lines, share
from cultdip_desktop.ui.rooms.events.phrases import goal_short, wording
from cultdip_desktop.ui.rooms.events.view_media import counts
from cultdip_desktop.ui.rooms.events.view_task_strip import TaskStrip

_ICONS: Final = {
    Standing.DONE: ("circle-check", "accent.text"),
    Standing.MISSING: ("circle-alert", "warn.text"),
    Standing.WISHED: ("lightbulb", "text.secondary"),
    Standing.LATER: ("circle-dashed", "text.tertiary"),
}
_PICTURES: Final = 4


class Rail(QWidget):
    """Stands at the right of the content, tasks, money and results tabs; a drawer in narrow windows."""

    go_to = Signal(str)
    """Path of a field, `goals`, `media` or `money`."""

    def __init__(self, kit: Kit, gallery: GalleryModel) -> None:
        super().__init__()
        self._kit = kit
        self._shown: object = None
        self._percent = PlainLabel(kit, "", "strong")
        self._bar = Bar(kit, t("Completeness"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._chips = FlowRow(gap=6)
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._no_goals = PlainLabel(kit, t("No goal chosen yet"), "small", "secondary")
        self._money = PlainLabel(kit, "", "small", "secondary")
        self._money_bar = Bar(kit, t("Where the money comes from"))
        self._money_words = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self.tasks = TaskStrip(kit)
        self.tasks.go_to.connect(self.go_to)
        self._media_words = PlainLabel(kit, "", "small", "secondary")
        self._strip = _Strip(kit, gallery)
        self._strip.clicked.connect(lambda _on=False: self.go_to.emit("media"))
        add_goal = IconButton(kit, "plus", t("Add a goal"), on_click=lambda: self.go_to.emit("goals"))
        page = ScrollPage(margins=(16, 16, 16, 16), gap=8)
        page.add(row(section(kit, t("Completeness for the report")), None, self._percent))
        page.add(self._bar)
        page.add(self._lines)
        self._part(page)
        page.add(row(section(kit, t("Goals of Strategy 2030")), None, add_goal))
        page.add(self._chips)
        page.add(self._no_goals)
        self._part(page)
        page.add(self.tasks)
        self._part(page)
        page.add(row(section(kit, t("Money")), None, self._money))
        page.add(self._money_bar)
        page.add(self._money_words)
        self._part(page)
        page.add(row(section(kit, t("Media")), None, self._media_words))
        page.add(self._strip)
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)

    def show_all(self, event: Event, items: Sequence[MediaItem], catalogue: Catalogue, *, bilingual: bool) -> None:
        """Show how the event stands; quick when nothing changed, for it is called at every keystroke."""
        done = share(event, items)
        listed = lines(event, items, bilingual=bilingual)
        self._percent.say(Phrase(lambda words: numbers.whole(words, round(done * 100)) + "%"))
        self._bar.set((done, "accent"))
        plain = [(line.field, line.standing, len(line.more), self._kit.say(line.speech)) for line in listed]
        goals = tuple((tag.code, tag.primary) for tag in event.goals)
        key = (event.id, plain, goals, event.money, self._kit.live.language)
        if key != self._shown:
            self._shown = key
            self._show_lines(listed)
            self._show_goals(event, catalogue)
            self._show_money(totals(event.money))
        self._media_words.say(counts(items) if items else c("nothing recorded", "none"))
        self._strip.show_items(items)

    def _part(self, page: ScrollPage) -> None:
        page.body.addSpacing(4)
        page.add(Rule())
        page.body.addSpacing(4)

    def _show_lines(self, listed: Sequence[Line]) -> None:
        clear(self._lines)
        for line in listed:
            icon, tint = _ICONS[line.standing]
            words = PlainLabel(
                self._kit, line.speech, "small", "" if line.standing is not Standing.LATER else "secondary"
            )
            parts: list[QWidget | None] = [IconLabel(self._kit, icon, tint, 14), words, None]
            if line.more:
                self._kit.tip(words, _all(line.more))
                words.setAccessibleDescription(self._kit.say(_all(line.more)))
            if line.standing in (Standing.MISSING, Standing.WISHED):
                jump = Button(self._kit, t("Fill in"), "link", on_click=partial(self.go_to.emit, line.field))
                jump.setAccessibleDescription(self._kit.say(line.speech))
                parts.append(jump)
            layout = row(*parts, gap=8)
            layout.setContentsMargins(0, 0, 0, 0)
            holder = QWidget()
            holder.setLayout(layout)
            holder.setFixedHeight(self._kit.look.px(26))
            self._lines.addWidget(holder)

    def _show_goals(self, event: Event, catalogue: Catalogue) -> None:
        clear(self._chips)
        for tag in sorted(event.goals, key=lambda each: not each.primary):
            chip = GoalChip(self._kit, tag.code, goal_short(catalogue, tag.code), wording(catalogue.find(tag.code)))
            chip.clicked.connect(lambda _on=False, code=tag.code: self.go_to.emit(f"goals.{code}"))
            self._chips.addWidget(chip)
        present(self._no_goals, shown=not event.goals)

    def _show_money(self, found: Sequence[Totals]) -> None:
        present(self._money_bar, shown=bool(found) and bool(found[0].whole))
        self._money_words.say(Phrase(lambda words: _sources(words, found)))
        present(self._money_words, shown=bool(found))
        if not found:
            self._money.say(c("nothing recorded", "none"))
            return
        first = found[0]
        whole = first.whole
        planned, spent = first.by_stage[MoneyStage.PLANNED], first.by_stage[MoneyStage.SPENT]
        if planned and spent:
            self._money.say(
                Phrase(lambda words: words.t("{share} spent", share=numbers.percent(words, spent / planned, 0)))
            )
        else:
            amount = spent or planned or whole
            self._money.say(Phrase(lambda words: numbers.money(words, amount, first.currency, short=True)))
        if whole:
            self._money_bar.set(
                (float(first.budget / whole), "accent"),
                (float(first.socialised / whole), "gold.fill"),
                (float(first.other / whole), "border.strong"),
            )


class _Strip(QAbstractButton):
    """The first pictures, and how many more there are; a click opens the media tab."""

    def __init__(self, kit: Kit, gallery: GalleryModel) -> None:
        super().__init__()
        self._look = kit.look
        self._gallery = gallery
        self._ids: list[str] = []
        self._more = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        kit.name(self, t("Open the event's media"))
        gallery.dataChanged.connect(self.update)

    def show_items(self, items: Sequence[MediaItem]) -> None:
        """Show the cover first, then the others."""
        pictures = sorted((item for item in items if item.kind == "image"), key=lambda item: not item.cover)
        shown = pictures if len(pictures) <= _PICTURES else pictures[: _PICTURES - 1]
        ids, more = [item.id for item in shown], len(pictures) - len(shown)
        if (ids, more) != (self._ids, self._more):
            self._ids, self._more = ids, more
            self.update()
        self.setVisible(bool(ids))

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(240, self._look.px(46))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pictures and "+21"."""
        del event
        look, painter = self._look, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        gap = 6
        width = (self.width() - gap * (_PICTURES - 1)) // _PICTURES
        for place in range(len(self._ids) + (1 if self._more else 0)):
            left = place * (width + gap)
            clip = QPainterPath()
            clip.addRoundedRect(left, 0, width, self.height(), 5, 5)
            painter.setClipPath(clip)
            painter.fillPath(clip, look.colour("neutral.tint"))
            if place < len(self._ids):
                picture = self._gallery.pixmap(self._ids[place])
                if picture is not None:
                    size = picture.size().scaled(width, self.height(), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
                    x, y = left + (width - size.width()) // 2, (self.height() - size.height()) // 2
                    painter.drawPixmap(x, y, size.width(), size.height(), picture)
            else:
                painter.setFont(look.font("body", 600))
                painter.setPen(look.colour("neutral.text"))
                painter.drawText(left, 0, width, self.height(), int(Qt.AlignmentFlag.AlignCenter), f"+{self._more}")
        if self.hasFocus():
            painter.setClipping(False)
            painter.setPen(look.colour("accent"))
            painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 5, 5)


def _all(parts: Sequence[Phrase]) -> Phrase:
    return Phrase(lambda words: ", ".join(part.render(words) for part in parts))


def _sources(words: Words, found: Sequence[Totals]) -> str:
    lines = []
    for total in found:
        parts = [
            words.t("State budget {amount}", amount=numbers.money(words, total.budget, total.currency, short=True)),
            words.t("socialised {amount}", amount=numbers.money(words, total.socialised, total.currency, short=True)),
        ]
        lines.append(" · ".join(part for part, amount in zip(parts, (total.budget, total.socialised)) if amount))
    return "\n".join(line for line in lines if line)
