"""Writing what missions may use: title, text, how long, for whom; saved as it is typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.domain.central import CentralItem
from cultdip_desktop.domain.labels import label
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.bilingual import BilingualField
from cultdip_desktop.ui.kit.fields import Field
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.moments import DateTimeField, Moment
from cultdip_desktop.ui.kit.surfaces import ScrollPage
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.directives.values import Look
from cultdip_desktop.ui.rooms.directives.view_recipients import RecipientPicker
from cultdip_desktop.ui.rooms.directives.viewmodel_draft import DraftModel


class OfferForm(QWidget):
    """One item; a template's own fields come with a prepared file and are only named here."""

    def __init__(self, kit: Kit, model: DraftModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._item: CentralItem | None = None
        self._kind = PlainLabel(kit, "", "h2")
        self.title = BilingualField(kit, t("Title"), required=True)
        self.text = BilingualField(kit, t("Text"), lines=5)
        self.until = DateTimeField(kit, model.today, with_time=False)
        self.recipients = RecipientPicker(kit)
        self._content = PlainLabel(kit, "", "small", "secondary", wrap=True)
        self._page = ScrollPage(margins=(16, 16, 20, 16))
        for widget in (self._kind, self.title, self.text, Field(kit, t("May be used until"), self.until)):
            self._page.add(widget)
        self._page.add(Field(kit, t("For"), self.recipients))
        self._page.add(self._content)
        self._page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._page)
        self.title.edited.connect(lambda text: self._change("title", title=text))
        self.text.edited.connect(lambda text: self._change("text", text=text))
        self.until.settled.connect(
            lambda moment: self._change("until", until=moment.day if isinstance(moment, Moment) else None)
        )
        self.recipients.changed.connect(lambda offices: self._change("offices", offices=tuple(offices)))
        present(self._page, shown=False)

    def know(self, look: Look) -> None:
        """Missions to choose from."""
        self.recipients.know(look.missions)

    def show_item(self, item: CentralItem | None) -> None:
        """Show an item; what is being typed stays."""
        same = item is not None and self._item is not None and self._item.id == item.id
        self._item = item
        present(self._page, shown=item is not None)
        if item is None:
            return
        self._kind.say(Phrase(lambda words: label(words, item.kind)))
        focus = self.window().focusWidget()
        for field, value in ((self.title, item.title), (self.text, item.text)):
            typing = same and focus is not None and field.isAncestorOf(focus)
            if field.value() != value and not typing:
                field.set_value(value)
        if not (same and self.until.hasFocus()):
            self.until.set_moment(None if item.until is None else Moment(item.until))
        self.recipients.set_offices(item.offices)
        present(self._content, shown=item.content not in ("", "{}"))
        self._content.say(t("Further fields came with a file: {n} characters.", n=len(item.content)))

    def _change(self, field: str, **fields: Any) -> None:
        if self._item is not None:
            changed = replace(self._item, **fields)
            if changed != self._item:
                self._item = changed
                self._model.save_offer(changed, field)
