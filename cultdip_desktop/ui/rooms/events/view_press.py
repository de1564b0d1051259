"""Press coverage: outlet, kind, language, day, reach, link and clipping, one entry each (R18)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.event import PressItem, PressKind
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.i18n.tongues import tongue, tongues
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import IconButton
from cultdip_desktop.ui.kit.choices import ComboBox
from cultdip_desktop.ui.kit.fields import LineEdit
from cultdip_desktop.ui.kit.language import Binding, Phrase, c, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.numbers import IntegerField
from cultdip_desktop.ui.kit.surfaces import boxed, column, row
from cultdip_desktop.ui.rooms.events.phrases import word
from cultdip_desktop.ui.rooms.events.view_entries import EntryLine, ruled
from cultdip_desktop.ui.rooms.events.view_evidence import ClipButton

MAX_REACH: Final = 10_000_000_000
_KIND_WIDTH: Final = 140
_DAY_WIDTH: Final = 164


class PressLine(EntryLine):
    """One piece of coverage; it is stored once its outlet has a name."""

    def __init__(self, kit: Kit, today: Callable[[], date]) -> None:
        super().__init__()
        self._kit = kit
        self._kept: PressItem | None = None
        self.clip_id: str | None = None
        self.kind = ComboBox(kit)
        for kind in PressKind:
            self.kind.add(kind, word(kind))
        self.kind.set_value(PressKind.ONLINE)
        self.outlet = LineEdit(kit, t("Newspaper, station or page"), icon="newspaper")
        self.title = LineEdit(kit, t("Title of the article or programme"))
        self.day = DateTimeField(kit, today, with_time=False)
        self.language = ComboBox(kit)
        self.language.add("", c("a language that nobody has stated", "Language"))
        for code, _name in tongues(kit.live.words):
            self.language.add(code, _tongue(code))
        self.language.set_value("")
        self.reach = IntegerField(kit, t("reach"), maximum=MAX_REACH)
        self.link = LineEdit(kit, t("Link"), icon="link")
        self.clip = ClipButton(kit, t("Clipping"))
        self._day_fault, self._reach_fault = kit.tip(self.day, ""), kit.tip(self.reach, "")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        kit = self._kit
        names = (
            (self.kind, t("Kind of outlet"), _KIND_WIDTH),
            (self.outlet, t("Outlet"), 0),
            (self.title, t("Title"), 0),
            (self.day, t("Day of publication"), _DAY_WIDTH),
            (self.language, t("Language of the coverage"), _KIND_WIDTH),
            (self.reach, t("Readers, viewers or views"), _DAY_WIDTH),
            (self.link, t("Link"), 0),
        )
        for widget, name, width in names:
            kit.name(widget, name)
            if width:
                widget.setFixedWidth(kit.look.px(width))
        for line in (self.outlet, self.title, self.link, self.day, self.reach):
            line.setAcceptDrops(False)
        remove = IconButton(kit, "x", t("Remove this coverage"), on_click=self.remove_asked.emit)
        first = row(self.kind, self.outlet, self.title, self.clip, remove, gap=8)
        first.setStretch(1, 2)
        first.setStretch(2, 3)
        spare = QWidget()
        spare.setFixedWidth(self.clip.sizeHint().width() + remove.sizeHint().width() + 8)
        second = row(self.language, self.day, self.reach, self.link, spare, gap=8)
        second.setStretch(3, 1)
        ruled(self, boxed(column(first, second, gap=6)))

    def _connect(self) -> None:
        for line in (self.outlet, self.title, self.link):
            line.edited.connect(lambda _text: self.typed.emit())
        self.day.changed.connect(lambda _moment: self._read())
        self.reach.changed.connect(lambda _number: self._read())
        for box in (self.kind, self.language):
            box.chosen.connect(lambda _value: self.chosen.emit())
        self.clip.linked.connect(self._set_clip)
        self.clip.unlinked.connect(lambda _id: self._set_clip(None))

    def first(self) -> QWidget:
        """The outlet's name."""
        return self.outlet

    def show_item(self, item: PressItem) -> None:
        """Show a stored entry."""
        self._kept = item
        self.kind.set_value(item.kind)
        self.outlet.set_value(item.outlet)
        self.title.set_value(item.title)
        self._offer_language(item.language)
        self.language.set_value(item.language)
        self.day.set_moment(None if item.day is None else Moment(item.day))
        self.reach.set_integer(item.reach)
        self.link.set_value(item.link)
        self.clip_id = item.clipping

    def item(self) -> PressItem | None:
        """What is written; a day or reach that cannot be read stays what it was."""
        outlet, kept = self.outlet.value(), self._kept
        if not outlet:
            return None
        moment = self.day.moment()
        day = moment.day if moment is not None else None
        self._kept = PressItem(
            outlet=outlet,
            kind=self.kind.value(),
            title=self.title.value(),
            language=self.language.value(),
            day=day if self.day.valid else kept.day if kept else None,
            reach=self.reach.integer() if self.reach.valid else kept.reach if kept else None,
            link=self.link.value(),
            clipping=self.clip_id,
        )
        return self._kept

    def unread(self) -> Mapping[str, str]:
        """A day or a number that is none."""
        return {
            "day": "" if self.day.valid else self.day.value(),
            "reach": "" if self.reach.valid else self.reach.value(),
        }

    def show_unread(self, part: str, text: str) -> None:
        """Show such text again."""
        if part == "day" and text:
            self.day.set_value(text)
            self.day.edited.emit(text)  # a day that is shown is not read by itself
        elif part == "reach" and text:
            self.reach.set_value(text)
        self._mark()

    def show_items(self, items: Sequence[MediaItem]) -> None:
        """The event's attachments: a clipping is one of them."""
        self.clip.show_links([self.clip_id] if self.clip_id is not None else [], items)

    def _read(self) -> None:
        self._mark()
        self.typed.emit()

    def _mark(self) -> None:
        """Mark what cannot be read; its tooltip says how to write it."""
        faults: tuple[tuple[LineEdit, bool, Binding, Phrase], ...] = (
            (self.day, self.day.valid, self._day_fault, t("Write the day as 25/9/2026.")),
            (self.reach, self.reach.valid, self._reach_fault, t("Write a whole number, such as 1200.")),
        )
        for field, valid, fault, how in faults:
            field.set_error(error=not valid)
            fault.say("" if valid else how)
            field.setAccessibleDescription("" if valid else self._kit.say(how))

    def _set_clip(self, media_id: str | None) -> None:
        self.clip_id = media_id
        self.chosen.emit()

    def _offer_language(self, code: str) -> None:
        """One that the list does not know is shown as well."""
        self.language.set_value(code)
        if code and self.language.value() != code:
            self.language.add(code, _tongue(code))


def _tongue(code: str) -> Phrase:
    return Phrase(lambda words: tongue(words, code))
