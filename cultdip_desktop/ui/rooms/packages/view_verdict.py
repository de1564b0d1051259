"""The verdict on any package file: the answer large, twelve lines in words, who signed, what is inside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.i18n import numbers
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, n, t
from cultdip_desktop.ui.kit.notices import EmptyState, IconLabel, ProgressCard
from cultdip_desktop.ui.kit.surfaces import Card, KeptWidth, ScrollPage, boxed, clear, column, row
from cultdip_desktop.ui.kit.text import PlainLabel, Rule
from cultdip_desktop.ui.rooms.packages.facts import Facts
from cultdip_desktop.ui.rooms.packages.phrases import (
    OUTCOME_MARKS,
    RECORDS,
    RESULT_MARKS,
    either,
    grouped_words,
    kind_word,
    moment,
    period_of_text,
    seq_text,
    size,
    trouble,
)
from cultdip_desktop.ui.rooms.packages.tile import Tile
from cultdip_desktop.ui.rooms.packages.values import Line, VerdictCard
from cultdip_desktop.ui.rooms.packages.verdict_copy import as_text
from cultdip_desktop.ui.rooms.packages.viewmodel_verdict import VerdictModel


class VerdictPage(QWidget):
    """Verifies when it is shown; cancelled or refused it says so and offers to try again."""

    done = Signal(object, object)

    def __init__(self, kit: Kit, model: VerdictModel) -> None:
        super().__init__()
        self._kit = kit
        self._model = model
        self._file: Path | None = None
        self.card: VerdictCard | None = None
        """The verdict shown."""

        self.progress = ProgressCard(kit, t("Verifying"), icon="shield-check")
        self._waiting = EmptyState(kit, "shield-check", t("Verifying…"))
        self._again = Button(kit, t("Verify again"), icon="refresh-cw", on_click=self._verify)
        self._waiting.add_action(self._again)
        self.copy = Button(kit, t("Copy as text"), icon="clipboard-copy", on_click=self._copy, shortcut="Ctrl+Shift+C")
        self._page = self._found()
        self._stack = QStackedLayout()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addLayout(self._stack)
        self._stack.addWidget(boxed(column(self.progress, self._waiting), (20, 16, 20, 16)))
        self._stack.addWidget(self._page)

    def open(self, file: Path) -> None:
        """Verify `file`, again if it was the last one: it may have changed."""
        self._file = file
        self._verify()

    def leave(self) -> None:
        """The answer is not wanted any more."""
        self._model.stop()

    def _verify(self) -> None:
        if self._file is None:
            return
        self.card = None
        self.copy.disable(t("The verdict is not ready yet."))
        self._say(t("Verifying…"), self._file.name)
        self._stack.setCurrentIndex(0)
        job: Job[Any] = self._model.verify(self._file, self.show_verdict, self._refused, self._cancelled)
        self.progress.follow(job)

    def show_verdict(self, card: VerdictCard) -> None:
        """Show the answer."""
        self.card = card
        mark = RESULT_MARKS[card.result]
        self._tile.set(mark.icon, mark.tone)
        self._title.say(card.title)
        self._sentence.say(card.sentence)
        self._problem.say(_problem(card))
        self._advice.say(card.problem.advice if card.problem else "")
        present(self._problem, shown=card.problem is not None)
        present(self._advice, shown=bool(self._advice.text()))
        self._file_name.say(card.file.name)
        self.setAccessibleDescription(self._kit.say(card.title))
        self._show_lines(card.lines)
        self._show_signer(card)
        self._show_contents(card)
        self._words.say(grouped_words(card.words, 3))
        present(self._words_card, shown=bool(card.words))
        self.copy.enable()
        self._stack.setCurrentIndex(1)

    def _found(self) -> QWidget:
        kit = self._kit
        left = ScrollPage(margins=(20, 16, 8, 16))
        left.add(self._result_card())
        self._checks = Card(kit, t("What was checked"), rule=True)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self._checks.add(self._lines)
        left.add(self._checks)
        left.end()
        right = ScrollPage(margins=(4, 16, 20, 16))
        for card in (self._signer_card(), self._contents_card(), self._telephone_card()):
            right.add(card)
        right.end()
        KeptWidth(kit.look, right, 360)
        page = QWidget()
        line = QHBoxLayout(page)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        line.addWidget(left, 1)
        line.addWidget(right)
        return page

    def _result_card(self) -> Card:
        kit = self._kit
        card = Card(kit)
        self._tile = Tile(kit, "circle-dashed", "neutral", 56)
        self._title = PlainLabel(kit, "", "display")
        self._sentence = PlainLabel(kit, "", "body", wrap=True)
        self._problem = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._advice = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._file_name = PlainLabel(kit, "", "small", "secondary", wrap=True).selectable()
        words = column(self._title, self._sentence, self._problem, self._advice, 2, self._file_name, gap=2)
        line = row(self._tile, words, gap=16)
        line.setAlignment(self._tile, Qt.AlignmentFlag.AlignTop)
        line.setStretch(1, 1)
        card.add(line)
        return card

    def _signer_card(self) -> Card:
        kit = self._kit
        self._signer = Card(kit, t("Signed by"))
        self._person = PlainLabel(kit, "", "strong", wrap=True)
        self._office = PlainLabel(kit, "", "body", "secondary", wrap=True)
        self._level = PlainLabel(kit, t("Key made by this program (app-level key)"), "small", "secondary", wrap=True)
        self._facts = Facts(kit)
        for widget in (self._person, self._office, self._level, self._facts):
            self._signer.add(widget)
        return self._signer

    def _contents_card(self) -> Card:
        self._inside = Card(self._kit, t("Contents"))
        self._records = Facts(self._kit, 160)
        self._inside.add(self._records)
        return self._inside

    def _telephone_card(self) -> Card:
        kit = self._kit
        self._words_card = Card(kit, t("To compare by telephone"))
        self._words = PlainLabel(kit, "", "strong").selectable()
        kit.name(self._words, t("Fingerprint of the file as words"))
        note = t("The sender reads these words out from the page shown after signing.")
        self._words_card.add(PlainLabel(kit, note, "small", "secondary", wrap=True))
        self._words_card.add(self._words)
        return self._words_card

    def _show_lines(self, lines: tuple[Line, ...]) -> None:
        clear(self._lines)
        for index, line in enumerate(lines):
            if index:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(line))

    def _line(self, line: Line) -> QWidget:
        kit = self._kit
        icon, tint, outcome = OUTCOME_MARKS[line.outcome]
        skipped = line.outcome == "skipped"
        title = PlainLabel(kit, line.title, "medium", "tertiary" if skipped else "", wrap=True)
        title.setFixedWidth(kit.look.px(150))
        sentence = PlainLabel(kit, line.sentence, "body", "tertiary" if skipped else "", wrap=True)
        words = column(sentence, gap=2)
        if line.outcome in ("failed", "unknown", "warning") and kit.say(line.advice):
            words.addWidget(PlainLabel(kit, line.advice, "small", "secondary", wrap=True))
        state = PlainLabel(kit, t(outcome), "small", "secondary")
        mark = IconLabel(kit, icon, tint)
        layout = row(mark, title, words, state, gap=10)
        for widget in (mark, title, state):
            layout.setAlignment(widget, Qt.AlignmentFlag.AlignTop)
        layout.setStretch(2, 1)
        found = boxed(layout)
        kit.name(
            found, t("{check}: {outcome}. {sentence}", check=line.title, outcome=t(outcome), sentence=line.sentence)
        )
        return found

    def _show_signer(self, card: VerdictCard) -> None:
        present(self._signer, shown=bool(card.signer or card.office))
        self._signer.title.say(t("Signed by") if card.trusted else t("Signed by, as the file says"))
        self._person.say(card.signer or "–")
        self._office.say(either(card.office))
        present(self._level, shown=card.app_level)
        number = seq_text(card.epoch, card.seq) if card.epoch is not None and card.seq is not None else ""
        self._facts.show_facts(
            (t("Signed at (as claimed)"), moment(card.signed_at, card.zone) if card.signed_at else ""),
            (t("Kind of package"), kind_word(card.kind) if card.kind else ""),
            (t("Reporting period"), Phrase(lambda words: period_of_text(words, card.period)) if card.period else ""),
            (t("Number in the chain"), number),
            (t("Key"), grouped_words(card.signer_words, 3)),
        )

    def _show_contents(self, card: VerdictCard) -> None:
        facts: list[tuple[Speech, Speech]] = [
            (t(RECORDS[part.code][1]) if part.code in RECORDS else part.code, _whole(part.count or 0))
            for part in card.contents
        ]
        facts.append((t("Files inside"), n("{n} file", "{n} files", card.entries) if card.entries else ""))
        facts.append((t("File size"), size(card.bytes) if card.bytes else ""))
        self._records.show_facts(*facts)
        present(self._inside, shown=bool(card.entries or card.bytes))

    def _refused(self, error: UserError) -> None:
        self._say(t("The file could not be verified."), trouble(error), again=True)

    def _cancelled(self) -> None:
        self._say(t("Stopped"), t("Nothing was established about this file."), again=True)

    def _say(self, title: Speech, sentence: Speech, *, again: bool = False) -> None:
        self._waiting.say(title, sentence)
        present(self._again, shown=again)

    def _copy(self) -> None:
        if self.card is not None:
            QGuiApplication.clipboard().setText(as_text(self._kit.live.words, self.card))
            self.done.emit(t("The verdict was copied"), None)


def _problem(card: VerdictCard) -> Speech:
    line = card.problem
    if line is None:
        return ""
    return t("{check}: {sentence}", check=line.title, sentence=line.sentence)


def _whole(count: int) -> Phrase:
    return Phrase(lambda words: numbers.whole(words, count))
