"""Step 4 of the export: what was written, what to read out by telephone, and what to do with the file."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Speech, n, t
from cultdip_desktop.ui.kit.marks import Mark, Pill
from cultdip_desktop.ui.kit.surfaces import Card, ScrollPage, column, row
from cultdip_desktop.ui.kit.text import PlainLabel
from cultdip_desktop.ui.rooms.packages.facts import Facts
from cultdip_desktop.ui.rooms.packages.phrases import RESULT_MARKS, grouped_words, period_choice, seq_text, size
from cultdip_desktop.ui.rooms.packages.tile import tiled
from cultdip_desktop.ui.rooms.packages.values import Done


class DoneStep(QWidget):
    """The end page."""

    folder_asked = Signal()
    sent_asked = Signal()
    verdict_asked = Signal()

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.package: Done | None = None
        self._title = PlainLabel(kit, t("Signed and exported"), "h2", wrap=True)
        self._sentence = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._facts = Facts(kit)
        self.folder = Button(kit, t("Open the folder"), icon="folder-open", on_click=self.folder_asked.emit)
        self.sent = Button(kit, t("Mark as sent"), "primary", icon="send", on_click=self.sent_asked.emit)
        self._noted = Pill(kit, t("Marked as sent"), Mark("send", "info"))
        page = ScrollPage(margins=(20, 16, 20, 16))
        page.add(self._written())
        page.add(self._by_telephone())
        page.add(self._own_verdict())
        page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(page)

    def show_done(self, done: Done) -> None:
        """Show what was written."""
        self.package = done
        number = seq_text(done.epoch, done.seq)
        self._sentence.say(t("{period}, package {number}", period=period_choice(done.period), number=number))
        several: list[tuple[Speech, Speech]] = []
        if len(done.files) > 1:
            names = ", ".join(file.name for file in done.files)
            together = n("{n} file: {names}", "{n} files, none may be missing: {names}", len(done.files), names=names)
            several.append((t("To send together"), together))
        self._facts.show_facts(
            (t("File"), str(done.file)),
            *several,
            (t("File size"), size(done.bytes)),
            (t("Files inside"), n("{n} file", "{n} files", done.entries)),
        )
        self._words.say(grouped_words(done.words, 6))
        self._digest.say(_in_groups(done.sha256))
        self._pill.set(done.verdict.title, RESULT_MARKS[done.verdict.result])
        sealed = done.file.suffix == ".age"
        said = t(
            "{sentence} Then encrypted: only headquarters can open the file itself.", sentence=done.verdict.sentence
        )
        self._verdict.say(said if sealed else done.verdict.sentence)
        present(self._open, shown=not sealed)
        self.show_sent(sent=False)

    def show_sent(self, *, sent: bool) -> None:
        """Whether it is marked as sent."""
        present(self.sent, shown=not sent)
        present(self._noted, shown=sent)

    def _written(self) -> Card:
        card = Card(self._kit)
        actions = row(self.sent, self._noted, self.folder, None)
        words = column(self._title, self._sentence, 4, self._facts, 8, actions, gap=2)
        card.add(tiled(self._kit, "package", "ok", words))
        return card

    def _by_telephone(self) -> Card:
        kit = self._kit
        card = Card(kit, t("To read out by telephone"))
        self._words = PlainLabel(kit, "", "h2").selectable()
        self._digest = PlainLabel(kit, "", "mono", "secondary", wrap=True).selectable()
        kit.name(self._words, t("Fingerprint of the file as words"))
        card.add(
            PlainLabel(
                kit,
                t("Headquarters compares these words with what its program shows for the file."),
                "body",
                "secondary",
                wrap=True,
            )
        )
        card.add(self._words)
        card.add(PlainLabel(kit, "SHA-256", "label"))
        card.add(self._digest)
        return card

    def _own_verdict(self) -> Card:
        kit = self._kit
        card = Card(kit, t("Read back and verified on this machine"))
        self._pill = Pill(kit)
        card.add_action(self._pill)
        self._verdict = PlainLabel(kit, "", "body", "secondary", wrap=True)
        card.add(self._verdict)
        self._open = Button(kit, t("Open the verdict"), icon="badge-check", on_click=self.verdict_asked.emit)
        card.add(row(self._open, None))
        return card


def _in_groups(sha256: str) -> str:
    return " ".join(sha256[at : at + 4] for at in range(0, len(sha256), 4))
