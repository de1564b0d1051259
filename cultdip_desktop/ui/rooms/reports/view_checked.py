"""The verdict on any signed PDF that somebody chooses: the answer, its lines, every signature, and the page to save."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.notices import Banner, ProgressCard
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.kit.surfaces import Card, PageHead, ScrollPage, boxed, clear, column
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.reports.sign_values import CheckedFile
from cultdip_desktop.ui.rooms.reports.view_sign_parts import RESULTS, SignatureCard, line_of
from cultdip_desktop.ui.rooms.reports.viewmodel_sign import SignModel

PLACE: Final = "verdict"
_PDF: Final = "PDF (*.pdf)"


class CheckedPage(QWidget):
    """Verifies when it is opened; nothing of the file is kept."""

    go = Signal(object)
    back = Signal()
    done = Signal(object, object)
    status = Signal(object)

    def __init__(self, kit: Kit, model: SignModel) -> None:
        super().__init__()
        self._kit, self._model = kit, model
        model.setParent(self)
        self._file: Path | None = None
        self.checked: CheckedFile | None = None
        self.head = PageHead(kit, t("Check a signed PDF"), "")
        self.head.add_back(lambda _on=False: self.back.emit(), t("Back to the report"))
        self._pill = Pill(kit)
        self.head.add_mark(self._pill)
        self.choose = Button(kit, t("Choose a PDF…"), icon="folder-open", on_click=self.ask)
        self.save = Button(kit, t("Save the verdict page…"), "primary", icon="file-check", on_click=self._save)
        self.head.add_action(self.choose)
        self.head.add_action(self.save)
        self.banner = Banner(kit)
        self.progress = ProgressCard(kit, t("Verifying"), icon="shield-check")
        self._meaning = PlainLabel(kit, "", "body", wrap=True)
        self._whole = Card(kit, t("The file as a whole"))
        self._lines = column(gap=6)
        self._whole.add(self._meaning)
        self._whole.add(self._lines)
        self._parts = column(gap=12)
        self._limits = Card(kit, t("What this verdict does not say"))
        self._notes = column(gap=6)
        self._limits.add(self._notes)
        sheet = ScrollPage(margins=(20, 14, 20, 16))
        for part in (self.banner, self.progress, self._whole, boxed(self._parts), self._limits):
            sheet.add(part)
        sheet.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.head)
        outer.addWidget(sheet, 1)
        kit.live.changed.connect(self._speak)
        self._show(None)

    def enter(self, route: Route) -> None:
        """Verify the file that the route names, again if it was the last one; without one, ask for it."""
        self.status.emit(t("Nothing of the file is kept · Esc: back"))
        if route.id:
            self._verify(Path(route.id))
        elif self._file is None:
            self.ask()

    def leave(self) -> None:
        """Nothing is kept."""
        self.banner.clear()

    def route(self) -> Route:
        """Where the user is now."""
        return Route("reports", PLACE, "" if self._file is None else str(self._file))

    def ask(self) -> None:
        """Let a file be chosen."""
        file = self._kit.files.open_file(self, self._kit.say(t("Choose the signed PDF")), _PDF)
        if file is not None:
            self._verify(file)

    def _verify(self, file: Path) -> None:
        self._file = file
        self._show(None)
        self.progress.follow(self._model.check(file, self._show, self.banner.show_error))

    def _show(self, checked: CheckedFile | None) -> None:
        self.checked = checked
        for card in (self._whole, self._limits, self._pill):
            present(card, shown=checked is not None)
        clear(self._parts)
        if checked is None:
            self.save.disable(t("Choose a file first."))
            return
        self.save.enable()
        self._pill.set(*RESULTS[checked.result])
        self.head.say(checked.file, "")
        for part in checked.parts:
            card = SignatureCard(self._kit, part.role)
            card.show_part(part, waiting=False)
            self._parts.addWidget(card)
        self._speak()

    def _speak(self) -> None:
        """Sentences in the language of the window."""
        clear(self._lines)
        clear(self._notes)
        checked = self.checked
        if checked is None:
            return
        language = self._kit.live.language
        meaning = checked.meaning
        self._meaning.say(Phrase(lambda words: meaning[words.language]))
        for line in checked.lines[language]:
            self._lines.addLayout(line_of(self._kit, line))
        for note in checked.notes[language]:
            self._notes.addWidget(PlainLabel(self._kit, note, "small", "secondary", wrap=True))

    def _save(self) -> None:
        kit, file = self._kit, self._file
        if file is None:
            return
        suggestion = Path(f"{file.stem}-verdict.{kit.live.language}.pdf")
        target = kit.files.save_file(self, kit.say(t("Where the verdict page is written")), suggestion, _PDF)
        if target is not None:
            chosen = target if target.suffix else target.with_name(f"{target.name}.pdf")
            self._model.save_check(file, chosen, kit.live.language, self._say_saved, self.banner.show_error)

    def _say_saved(self, file: Path) -> None:
        self.banner.show_notice(
            "ok",
            t("Saved as {file}", file=file.name),
            "",
            action=t("Open the document"),
            on_action=lambda: self._model.show_file(file),
        )

    def minimumSizeHint(self) -> QSize:
        """One column."""
        return QSize(self._kit.look.px(480), 200)
