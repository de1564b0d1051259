"""The briefing on a partner as a page, and the way to save it as PDF."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.choices import Segmented
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.notices import Banner
from cultdip_desktop.ui.kit.surfaces import Card, PageHead, ScrollPage, clear
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.partners.phrases import stay_words
from cultdip_desktop.ui.rooms.partners.viewmodel_briefing import BriefingModel, page_of

_WIDEST = 820
"""As wide as a page is read comfortably, px at 100 %."""


class BriefingPage(QWidget):
    """What the PDF will say, in the language of the PDF."""

    back = Signal()
    done = Signal(object, object)

    def __init__(self, kit: Kit, model: BriefingModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._id = ""
        self._briefing: Briefing | None = None
        self.head = PageHead(kit, t("Briefing on a partner"))
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back"))
        self.head.add_mark(Pill(kit, t("For internal use"), Mark("lock", "warn")))
        self.language = Segmented(kit, t("Language of the briefing"), compact=True)
        self.language.add("vi", t("Vietnamese"))
        self.language.add("en", t("English"))
        self.language.chosen.connect(lambda _value: self._show())
        self.save_button = Button(kit, t("Save as PDF"), "primary", icon="file-down", shortcut="Ctrl+P")
        self.save_button.clicked.connect(lambda _on=False: self.save())
        self.head.add_action(self.language)
        self.head.add_action(self.save_button)
        self.banner = Banner(kit)
        self._body = QVBoxLayout()
        self._body.setSpacing(6)
        sheet = Card(kit)
        sheet.setMaximumWidth(kit.look.px(_WIDEST))
        sheet.add(self._body)
        page = ScrollPage()
        page.add(self.banner)
        page.add(sheet)
        page.end()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(page, 1)

    def enter(self, partner_id: str) -> None:
        """Show the briefing on this partner."""
        if partner_id != self._id:
            self.language.set_value(self._kit.live.language)
            clear(self._body)
        self._id = partner_id
        self.banner.clear()
        self.save_button.setFocus()
        self._model.load(partner_id, self._take, self.banner.show_error)

    @property
    def partner(self) -> str:
        """Id of the partner."""
        return self._id

    def save(self) -> None:
        """Ask where, then write the PDF."""
        if self._briefing is None:
            return
        suggestion = Path(f"{_file_name(self._briefing.story.partner.name)}.{self.language.value()}.pdf")
        title = self._kit.say(t("Save the briefing"))
        target = self._kit.files.save_file(self, title, suggestion, "PDF (*.pdf)")
        if target is not None:
            self.save_button.hold(self._model.save(self._id, self.language.value(), target, self._saved, self._refused))

    def _take(self, briefing: Briefing) -> None:
        if briefing.story.partner.id == self._id:
            self._briefing = briefing
            self._show()

    def _show(self) -> None:
        clear(self._body)
        briefing = self._briefing
        if briefing is None:
            return
        language: Language = self.language.value()
        said = page_of(briefing, Words(language))
        kit = self._kit
        self.head.say(t("Briefing on a partner"), stay_words(briefing.story.partner.name))
        self._body.addWidget(PlainLabel(kit, said.name, "h1", wrap=True))
        if said.other_name:
            self._body.addWidget(PlainLabel(kit, said.other_name, "body", "secondary", wrap=True))
        self._body.addWidget(Rule())
        facts = QGridLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(4)
        facts.setColumnStretch(1, 1)
        for line, (name, value) in enumerate(said.facts):
            facts.addWidget(PlainLabel(kit, name, "small", "tertiary"), line, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(PlainLabel(kit, value, wrap=True).selectable(), line, 1)
        self._body.addLayout(facts)
        for section in said.sections:
            self._body.addSpacing(6)
            self._body.addWidget(PlainLabel(kit, section.title, "strong", wrap=True))
            for text in section.lines:
                self._body.addWidget(PlainLabel(kit, f"– {text}", wrap=True).selectable())
            if not section.lines:
                self._body.addWidget(PlainLabel(kit, section.empty, "small", "tertiary"))
        self._body.addSpacing(6)
        self._body.addWidget(PlainLabel(kit, said.foot, "micro", "tertiary", wrap=True))

    def _saved(self, file: Path) -> None:
        self.banner.clear()
        self.done.emit(t("Saved as {file}", file=file.name), None)
        self._model.open_file(file)

    def _refused(self, error: UserError) -> None:
        self.banner.show_error(error)


def _file_name(name: str) -> str:
    plain = "".join(letter if letter.isalnum() else " " for letter in fold(name))
    return "-".join(plain.split())[:60] or "briefing"
