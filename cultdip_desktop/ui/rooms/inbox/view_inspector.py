"""The inspector: one package in words, every line of its verdict, and who has not sent yet."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.i18n.measures import file_size
from cultdip_desktop.i18n.numbers import whole
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import Phrase, Speech, c, t
from cultdip_desktop.ui.kit.marks import Pill
from cultdip_desktop.ui.kit.notices import BannerTone, IconLabel
from cultdip_desktop.ui.kit.surfaces import ScrollPage, boxed, clear, column, row, section
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel, Rule, Tone
from cultdip_desktop.ui.rooms.inbox import phrases, viewmodel_verdict
from cultdip_desktop.ui.rooms.inbox.values import (
    SETTLED,
    VOLUMES_MISSING,
    CheckLine,
    Counts,
    Dossier,
    FileLine,
    PackageLine,
)
from cultdip_desktop.ui.rooms.inbox.view_decision import DecisionPanel

_ICONS = {"danger": "shield-x", "warn": "hourglass", "info": "info", "ok": "circle-check"}
_INK = {"danger": "danger.text", "warn": "warn.text", "info": "info.text", "ok": "accent.text"}
_TONES: dict[str, Tone] = {"failed": "danger", "unknown": "warn", "warning": "warn", "skipped": "tertiary"}
_MISSIONS_SHOWN = 8
_NOT_REACHED = "skipped.earlier"
"""Code of the lines that an earlier failure made pointless."""


class Note(QFrame):
    """A tinted box with a bold cause and a sentence; stays as long as what it is about is shown."""

    def __init__(self, kit: Kit, tone: BannerTone, cause: Speech, rest: Speech = "", icon: str = "") -> None:
        super().__init__()
        self.setProperty("kind", "banner")
        self.setProperty("tone", tone)
        words = QVBoxLayout()
        words.setSpacing(2)
        ink: Tone = "ok" if tone == "ok" else tone
        words.addWidget(PlainLabel(kit, cause, "strong", ink, wrap=True))
        if kit.say(rest):
            words.addWidget(PlainLabel(kit, rest, "small", ink, wrap=True))
        line = row(gap=10)
        line.addWidget(IconLabel(kit, icon or _ICONS[tone], _INK[tone], 18), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        line.setContentsMargins(12, 10, 12, 10)
        self.setLayout(line)


class Inspector(QWidget):
    """Shows a package of the list or of a batch; under it, in the list, the missions that have not sent."""

    copy_asked = Signal(str)
    """Row id of a package whose file shall be written once more."""

    resend_asked = Signal(str)
    """Row id of a file that the mission shall send again: a request to it is wanted."""

    report_asked = Signal(str)
    """Row id of a package whose report shall be read, remarked on and decided about."""

    all_asked = Signal()
    """Show every mission that has not sent."""

    def __init__(self, kit: Kit, empty: Speech) -> None:
        """`empty` is said while nothing is selected."""
        super().__init__()
        self._kit = kit
        self._empty = empty
        self._page = ScrollPage(margins=(16, 14, 16, 16), gap=10)
        inner = self._page.widget()
        if inner is not None:
            inner.setProperty("kind", "")  # beside the page it has the page's surface, as a drawer its own
        self._package = QVBoxLayout()
        self._package.setSpacing(10)
        self._missing = QVBoxLayout()
        self._missing.setSpacing(0)
        self._page.add(self._package)
        self._page.add(self._missing)
        self._page.end()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._page)
        self.show_nothing()

    def show_nothing(self) -> None:
        """No package is selected."""
        clear(self._package)
        self._package.addWidget(PlainLabel(self._kit, self._empty, "body", "secondary", wrap=True))

    def show_package(self, line: PackageLine, dossier: Dossier | None, decision: DecisionPanel | None = None) -> None:
        """Show a received package; its verdict may still be on the way. `decision` stays from one call to the next."""
        if decision is not None:
            decision.setParent(None)
        clear(self._package)
        received = line.received
        self._add_head(phrases.place(line.mission, received.office), phrases.post(line.mission), received.file_name)
        self._add_state(received.result, phrases.outcome(received.outcome, received.missing, received.code))
        self._add_note(received.outcome, received.missing, dossier, code=received.code)
        for notice in dossier.notices if dossier else ():
            self._package.addWidget(Note(self._kit, "warn", phrases.reason(notice), phrases.advice(notice)))
        if decision is not None:
            self._package.addWidget(decision)
            decision.show()
        facts: list[tuple[Speech, Speech]] = []
        if received.period or received.seq:
            facts.append((c("fact", "Package"), phrases.package(received.period, received.epoch, received.seq)))
        facts += [
            (c("fact", "Received"), Phrase(lambda words: phrases.received(words, received.received_at))),
            (c("fact", "Size"), Phrase(lambda words: file_size(words, received.bytes))),
        ]
        if received.outcome in (InboxOutcome.IMPORTED, InboxOutcome.HELD, InboxOutcome.FORK):
            facts.append((c("fact", "Events"), Phrase(lambda words: whole(words, received.events))))
            facts.append((c("fact", "Attachments"), Phrase(lambda words: whole(words, received.media))))
        self._add_facts(facts)
        self._add_file_words(received.container_sha256)
        self._add_dossier(dossier)
        if received.outcome is InboxOutcome.IMPORTED:
            read = Button(self._kit, t("Open the report"), icon="file-text", compact=True)
            read.clicked.connect(lambda _checked=False: self.report_asked.emit(received.id))
            self._package.addWidget(read, 0, Qt.AlignmentFlag.AlignLeft)
        if received.outcome in (InboxOutcome.REFUSED, InboxOutcome.HELD):
            again = Button(self._kit, t("Copy a request to send it again"), icon="mail", compact=True)
            again.clicked.connect(lambda _checked=False: self.resend_asked.emit(received.id))
            self._package.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        copy = Button(self._kit, t("Save a copy of the file…"), icon="download", compact=True)
        copy.clicked.connect(lambda _checked=False: self.copy_asked.emit(received.id))
        self._package.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)

    def show_file(self, line: FileLine, *, done: bool) -> None:
        """Show one file of a batch, before or after taking in."""
        clear(self._package)
        self._add_head(phrases.place(line.mission, line.office), phrases.post(line.mission), line.path.name)
        code = line.reason.code if line.reason else ""
        said = phrases.outcome(line.outcome, line.missing, code) if done else phrases.plan(line)
        self._add_state(line.result, said)
        self._add_note(line.outcome, line.missing, line.dossier, line=line, code=code)
        if line.counts is not None:
            self._add_differences(line.counts)
        facts: list[tuple[Speech, Speech]] = []
        if line.seq:
            facts.append((c("fact", "Package"), phrases.package(line.period, line.epoch, line.seq)))
        if line.bytes:
            facts.append((c("fact", "Size"), Phrase(lambda words: file_size(words, line.bytes))))
        self._add_facts(facts)
        self._add_file_words(line.sha256)
        self._add_dossier(line.dossier)

    def show_missing(self, missions: Sequence[Mission], title: Speech) -> None:
        """List the missions that have not sent, the first of many."""
        clear(self._missing)
        if not missions:
            return
        self._missing.addSpacing(6)
        self._missing.addWidget(Rule())
        self._missing.addSpacing(10)
        head = row(section(self._kit, title), None)
        if len(missions) > _MISSIONS_SHOWN:
            head.addWidget(Button(self._kit, t("Show all"), "link", on_click=self.all_asked.emit))
        self._missing.addLayout(head)
        for mission in missions[:_MISSIONS_SHOWN]:
            name = ElidedLabel(self._kit, phrases.place(mission, ""), "strong")
            where = ElidedLabel(self._kit, phrases.post(mission), "small", "secondary")
            name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            line = row(name, where, gap=6)
            line.setContentsMargins(0, 6, 0, 6)
            line.setStretch(1, 1)
            self._missing.addLayout(line)
            self._missing.addWidget(Rule())

    def _add_head(self, name: Speech, post: Speech, file: str) -> None:
        words = column(PlainLabel(self._kit, name, "h2", wrap=True), gap=2)
        if self._kit.say(post):
            words.addWidget(PlainLabel(self._kit, post, "small", "secondary", wrap=True))
        words.addWidget(ElidedLabel(self._kit, file, "small", "tertiary", mode=Qt.TextElideMode.ElideMiddle))
        self._package.addLayout(words)

    def _add_state(self, result: str, said: tuple[Phrase, object]) -> None:
        word, mark = phrases.result_word(result)
        line = row(Pill(self._kit, word, mark), PlainLabel(self._kit, said[0], "small", "secondary", wrap=True), gap=8)
        line.setStretch(1, 1)
        self._package.addLayout(line)

    def _add_note(
        self,
        outcome: InboxOutcome,
        missing: Sequence[int],
        dossier: Dossier | None,
        *,
        line: FileLine | None = None,
        code: str = "",
    ) -> None:
        """The sentence for what is not simply taken in."""
        grave = dossier.gravest if dossier else None
        told = dossier.cause if dossier else None
        error = (line.reason if line and line.reason else None) or told or (grave.words if grave else None)
        cause: Speech = phrases.reason(error) if error else ""
        if outcome is InboxOutcome.REFUSED:
            self._package.addWidget(
                Note(self._kit, "danger", cause or t("The package was refused."), _quarantine(line))
            )
        elif code == SETTLED:
            rest = t("It is kept; the decision and its reason stand in the history.")
            put_aside = t("Put aside by a decision: another package counts in its place.")
            self._package.addWidget(Note(self._kit, "info", put_aside, rest))
        elif outcome is InboxOutcome.FORK:
            rest = t("Both files are kept and no data was changed. Ask the mission by telephone which one is right.")
            self._package.addWidget(Note(self._kit, "danger", cause or t("Two versions claim one place."), rest))
        elif outcome is InboxOutcome.HELD:
            if code == VOLUMES_MISSING:
                self._package.addWidget(_volumes_note(self._kit, missing))
            else:
                self._package.addWidget(_held_note(self._kit, missing, cause, follows=bool(line and line.follows)))
        elif outcome is InboxOutcome.ALREADY_IMPORTED:
            self._package.addWidget(
                Note(self._kit, "info", t("This very package was taken in before. Nothing changes."))
            )

    def _add_differences(self, counts: Counts) -> None:
        self._package.addWidget(section(self._kit, c("inbox", "Differences")))
        grid = QGridLayout()
        grid.setSpacing(4)
        for place, (name, number) in enumerate(phrases.all_differences(counts)):
            text = phrases.figure(number)
            value = PlainLabel(self._kit, text, "strong" if number else "body", "" if number else "tertiary")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            grid.addWidget(PlainLabel(self._kit, name, "small", "secondary"), place, 0)
            grid.addWidget(value, place, 1)
        self._package.addLayout(grid)

    def _add_facts(self, facts: Sequence[tuple[Speech, Speech]]) -> None:
        if not facts:
            return
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for place, (name, value) in enumerate(facts):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(PlainLabel(self._kit, name, "small", "secondary"), place, 0, top)
            grid.addWidget(PlainLabel(self._kit, value, "small", wrap=True).selectable(), place, 1, top)
        self._package.addLayout(grid)

    def _add_dossier(self, dossier: Dossier | None) -> None:
        if dossier is None:
            return
        if dossier.signer:
            self._add_signer(dossier)
        if dossier.checks:
            self._package.addWidget(section(self._kit, c("inbox", "Checks")))
            told = [line for line in dossier.checks if line.words.code != _NOT_REACHED]
            skipped = [line for line in dossier.checks if line.words.code == _NOT_REACHED]
            lines = column(*(self._check(line) for line in told), gap=6)
            if skipped:
                lines.addWidget(self._skipped(skipped))
            self._package.addLayout(lines)

    def _add_file_words(self, sha256: str) -> None:
        """The very words that the sender's program shows after signing."""
        spoken = viewmodel_verdict.spoken(sha256)
        if spoken:
            self._package.addWidget(PlainLabel(self._kit, t("Fingerprint of the file as words"), "small", "secondary"))
            self._package.addWidget(PlainLabel(self._kit, spoken, "small", wrap=True).selectable())

    def _add_signer(self, dossier: Dossier) -> None:
        self._package.addWidget(section(self._kit, _signer_title(dossier)))
        facts: list[tuple[Speech, Speech]] = [(c("fact", "Name"), dossier.signer)]
        if dossier.signer_office:
            facts.append((c("fact", "Office"), dossier.signer_office))
        if dossier.signed_at is not None:
            at = dossier.signed_at
            facts.append((c("fact", "Signed"), Phrase(lambda words: phrases.received(words, at))))
        if dossier.app_level:
            facts.append((c("fact", "Key"), t("made by this program (app level)")))
        facts.append((c("fact", "Trust"), _trust_words(dossier)))
        self._add_facts(facts)
        if dossier.words:
            self._package.addWidget(PlainLabel(self._kit, t("Fingerprint of the key"), "small", "secondary"))
            self._package.addWidget(PlainLabel(self._kit, " ".join(dossier.words), "small", wrap=True).selectable())

    def _check(self, line: CheckLine) -> QWidget:
        icon, tint, word = phrases.CHECK_MARKS.get(line.outcome, phrases.CHECK_MARKS["unknown"])
        title: Speech = phrases.CHECKS.get(line.name, line.name)
        said = phrases.reason(line.words)
        widget = self._marked(icon, tint, title, said, _TONES.get(line.outcome, "secondary"))
        self._kit.name(widget, Phrase(lambda words: phrases.list_of(words, (title, word, said))))
        return widget

    def _skipped(self, lines: Sequence[CheckLine]) -> QWidget:
        """Lines that were not reached, together: they all say the same."""
        icon, tint, _word = phrases.CHECK_MARKS["skipped"]
        names = phrases.named([phrases.CHECKS.get(line.name, line.name) for line in lines])
        return self._marked(icon, tint, names, phrases.reason(lines[0].words), "tertiary")

    def _marked(self, icon: str, tint: str, title: Speech, said: Speech, tone: Tone) -> QWidget:
        words = column(PlainLabel(self._kit, title, "small", wrap=True), gap=0)
        words.addWidget(PlainLabel(self._kit, said, "small", tone, wrap=True))
        laid = row(gap=8)
        laid.addWidget(IconLabel(self._kit, icon, tint, 16), 0, Qt.AlignmentFlag.AlignTop)
        laid.addLayout(words, 1)
        return boxed(laid)


def _quarantine(line: FileLine | None) -> Phrase:
    if line is not None and not line.received_id:
        return t("It will be put into quarantine: kept sealed, no data enters. Ask the mission to send it again.")
    return t("It is in quarantine: kept sealed, no data has entered. Ask the mission to send it again.")


def _held_note(kit: Kit, missing: Sequence[int], cause: Speech, *, follows: bool) -> Note:
    if follows:
        return Note(kit, "info", t("The numbers before it are in this batch; it follows by itself."))
    if missing:
        numbers = ", ".join(str(number) for number in missing[:10]) + (", …" if len(missing) > 10 else "")
        rest = t("It is kept and enters by itself as soon as the missing number is taken in. Ask the mission for it.")
        return Note(kit, "warn", t("Waits for package no. {numbers} of this mission.", numbers=numbers), rest)
    return Note(kit, "warn", cause or t("The package is held."), t("It is kept; no data has entered."))


def _volumes_note(kit: Kit, missing: Sequence[int]) -> Note:
    numbers = ", ".join(str(number) for number in missing[:10]) + (", …" if len(missing) > 10 else "")
    said = t("The package travels in several files; still missing: no. {numbers}.", numbers=numbers)
    rest = t("What has come is kept; the package enters by itself with the last file. Ask the mission for the others.")
    return Note(kit, "warn", said, rest)


def _signer_title(dossier: Dossier) -> Phrase:
    return c("inbox", "Signer") if dossier.trusted else c("inbox", "Signer, not confirmed")


def _trust_words(dossier: Dossier) -> Phrase:
    if not dossier.trusted:
        return t("not established")
    until = dossier.not_after
    if until is None:
        return t("certificate valid")
    return t("certificate valid until {day}", day=phrases.day_of(until))
