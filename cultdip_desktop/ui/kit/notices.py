"""How the program speaks up: banner, toast, status line, progress, empty state. Nothing here blocks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, Literal

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.records import dataclass
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.base import Kit, announce, present
from cultdip_desktop.ui.kit.buttons import Button, IconButton
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase, Speech, t
from cultdip_desktop.ui.kit.surfaces import Bar
from cultdip_desktop.ui.kit.text import ElidedLabel, PlainLabel
from cultdip_desktop.ui.kit.theme import set_property

if TYPE_CHECKING:
    from cultdip_desktop.domain.changes import ChangeSet

BannerTone = Literal["info", "warn", "danger", "ok"]

_BANNER_ICONS: Final = {"info": "info", "warn": "triangle-alert", "danger": "octagon-alert", "ok": "circle-check"}
_BANNER_INK: Final = {"info": "info.text", "warn": "warn.text", "danger": "danger.text", "ok": "accent.text"}


class IconLabel(QLabel):
    """A tinted icon that stands alone; purely decorative unless it is given a name."""

    def __init__(self, kit: Kit, icon: str, tint: str = "text.secondary", size: int = 16) -> None:
        super().__init__()
        self._kit, self._icon, self._tint, self._size = kit, icon, tint, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        kit.look.changed.connect(self._dress)
        self._dress()

    def set(self, icon: str, tint: str) -> None:
        """Show another icon."""
        self._icon, self._tint = icon, tint
        self._dress()

    def _dress(self) -> None:
        self.setPixmap(self._kit.look.pixmap(self._icon, self._tint, self._size))


class Banner(QFrame):
    """One per page, in the layout: icon, bold cause, explanation, one action. An error has no cross."""

    appeared = Signal(bool)
    """Whether it takes room now: the page adjusts its margins."""

    def __init__(self, kit: Kit) -> None:
        """Hidden, and empty until something is shown: most banners never are."""
        super().__init__()
        self._kit = kit
        self._on_action: Callable[[], object] | None = None
        self._on_other: Callable[[], object] | None = None
        self._body: QFrame | None = None
        self._room = QVBoxLayout(self)
        self._room.setContentsMargins(0, 0, 0, 0)
        self.setMinimumHeight(kit.look.px(44))
        self.hide()

    def _furnish(self, tone: BannerTone) -> QFrame:
        """Make what is shown, in its tone from the beginning: nothing is looked up twice in the style sheet."""
        kit, body = self._kit, QFrame()
        body.setProperty("kind", "banner")
        body.setProperty("tone", tone)
        self._icon = IconLabel(kit, _BANNER_ICONS[tone], _BANNER_INK[tone], 18)
        self._cause = PlainLabel(kit, "", "strong", tone, wrap=True)
        self._rest = PlainLabel(kit, "", "body", tone, wrap=True)
        self._action = Button(kit, "", compact=True, on_click=self._act)
        self._other = Button(kit, "", "ghost", compact=True, on_click=lambda: self._on_other and self._on_other())
        self._close = IconButton(kit, "x", t("Dismiss"), on_click=self.clear)
        words = self._words = QVBoxLayout()
        words.addWidget(self._cause)
        words.addWidget(self._rest, 1)
        line = QHBoxLayout(body)
        line.setContentsMargins(14, 8, 12, 8)
        line.setSpacing(12)
        line.addWidget(self._icon)
        line.addLayout(words, 1)
        for button in (self._action, self._other, self._close):
            line.addWidget(button)
        self._room.addWidget(body)
        kit.live.changed.connect(self._announce)  # after the labels have learnt the new words
        return body

    def show_notice(
        self,
        tone: BannerTone,
        cause: Speech,
        rest: Speech = "",
        *,
        action: Speech = "",
        on_action: Callable[[], object] | None = None,
        other: Speech = "",
        on_other: Callable[[], object] | None = None,
        icon: str = "",
    ) -> None:
        """Show `cause` in bold and `rest` under it; replaces what was shown.

        `other` is the answer "no" where the notice asks something; it then stands in place of the cross.
        """
        if self._body is None:
            self._body = self._furnish(tone)
        self.setProperty("tone", tone)
        set_property(self._body, "tone", tone)
        self._icon.set(icon or _BANNER_ICONS[tone], _BANNER_INK[tone])
        for label, speech in ((self._cause, cause), (self._rest, rest)):
            label.say(speech)
            label.set_tone(tone)
            present(label, shown=bool(label.text()))
        self._action.say(action)
        present(self._action, shown=bool(action))
        self._on_action = on_action
        self._other.say(other)
        present(self._other, shown=bool(other))
        self._on_other = on_other
        present(self._close, shown=tone != "danger" and not other)
        self._announce()
        present(self, shown=True)
        announce(self, self.text())

    def show_error(
        self, error: UserError, *, action: Speech = "", on_action: Callable[[], object] | None = None
    ) -> None:
        """Show what happened and what to do, in the words of the message catalogue."""
        cause = Phrase(lambda words: describe(words, error).message)
        advice = Phrase(lambda words: describe(words, error).advice)
        self.show_notice("danger", cause, advice, action=action, on_action=on_action)

    def clear(self) -> None:
        """Hide; call it when the cause is gone."""
        self._on_action = self._on_other = None
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put cause and explanation on one line when they fit."""
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """Tell the page."""
        super().showEvent(event)
        self.appeared.emit(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell the page."""
        super().hideEvent(event)
        self.appeared.emit(not self.isHidden())

    def text(self) -> str:
        """All its words, for tests and screen readers."""
        labels = () if self._body is None else (self._cause, self._rest)
        return " ".join(label.text() for label in labels if label.text())

    def _announce(self) -> None:
        self.setAccessibleName(self.text())
        self._arrange()

    def _arrange(self) -> None:
        if self._body is None:
            return
        needed = sum(label.fontMetrics().horizontalAdvance(label.text()) + 8 for label in (self._cause, self._rest))
        taken = 124 + sum(each.sizeHint().width() for each in (self._action, self._other) if not each.isHidden())
        one_line = bool(self._rest.text()) and needed + taken < self.width()
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if one_line else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(6 if one_line else 2)
        self._cause.setWordWrap(not one_line)

    def _act(self) -> None:
        if self._on_action is not None:
            self._on_action()


@dataclass(frozen=True, slots=True)
class Offer:
    """What was done, and what may be done beside undoing it; rooms give it to `Room.done`."""

    changes: ChangeSet
    speech: Speech
    """Of the button: "Whole series"."""

    act: Callable[[], object]


class Toast(QFrame):
    """Says that something was done and offers to undo it, for 8 s; waits while hovered or focused."""

    SECONDS: Final = 8

    def __init__(self, kit: Kit, host: QWidget) -> None:
        """Floats over `host`, bottom centre."""
        super().__init__(host)
        self._host = host
        self._on_undo: Callable[[], object] | None = None
        self.setProperty("kind", "toast")
        self._icon = IconLabel(kit, "check", "toast.text")
        self._label = PlainLabel(kit)
        self._undo = QPushButton()
        self._undo.setProperty("kind", "toast")
        self._action = kit.bind(self._undo, self._undo.setText, t("Undo"))
        self._undo.clicked.connect(lambda _checked=False: self._act())
        self._on_more: Callable[[], object] | None = None
        self._more = QPushButton()
        self._more.setProperty("kind", "toast")
        self._more_action = kit.bind(self._more, self._more.setText, "")
        self._more.clicked.connect(lambda _checked=False: self._do_more())
        close = IconButton(kit, "x", t("Dismiss"), tint="toast.text", on_click=self.hide)
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 6, 6, 6)
        line.setSpacing(10)
        for widget in (self._icon, self._label, self._more, self._undo, close):
            line.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(self.SECONDS * 1000)
        self._timer.timeout.connect(self._expire)
        host.installEventFilter(self)
        self.hide()

    def show_done(
        self,
        speech: Speech,
        on_undo: Callable[[], object] | None = None,
        *,
        icon: str = "check",
        action: Speech | None = None,
        more: Offer | None = None,
    ) -> None:
        """Show what was done; without `on_undo` there is no undoing, without `more` nothing beside it."""
        self._icon.set(icon, "toast.text")
        self._label.say(speech)
        self.setAccessibleName(self._label.text())
        self._on_undo = on_undo
        self._action.say(action or t("Undo"))
        present(self._undo, shown=on_undo is not None)
        self._on_more = more.act if more is not None else None
        self._more_action.say(more.speech if more is not None else "")
        present(self._more, shown=more is not None)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()
        announce(self, self.text())

    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Wait while the mouse is here."""
        super().enterEvent(event)
        self._timer.stop()

    def leaveEvent(self, event: QEvent) -> None:
        """Count again."""
        super().leaveEvent(event)
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay bottom centre."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _expire(self) -> None:
        if self._undo.hasFocus() or self._more.hasFocus():
            self._timer.start()
        else:
            self.hide()

    def _act(self) -> None:
        undo, self._on_undo, self._on_more = self._on_undo, None, None
        self.hide()
        if undo is not None:
            undo()

    def _do_more(self) -> None:
        more, self._on_undo, self._on_more = self._on_more, None, None
        self.hide()
        if more is not None:
            more()

    def _place(self) -> None:
        self.adjustSize()
        width = min(self.width(), self._host.width() - 40)
        self.setGeometry(
            (self._host.width() - width) // 2, self._host.height() - self.height() - 44, width, self.height()
        )


class StatusBar(QFrame):
    """The line at the bottom: what is saved, at the left; figures or key hints of the room, at the right."""

    def __init__(self, kit: Kit) -> None:
        super().__init__()
        self._kit = kit
        self.setProperty("kind", "statusbar")
        self._icon = IconLabel(kit, "check", "accent.text", 13)
        self._left = ElidedLabel(kit, "", "small", "secondary")
        self._right = ElidedLabel(kit, "", "small", "secondary")
        self._right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(0)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 0, 20, 0)
        line.setSpacing(8)
        line.addLayout(self._buttons)
        line.addWidget(self._icon)
        line.addWidget(self._left)
        line.addWidget(self._right, 1)
        self._disk = IconLabel(kit, "hard-drive", "text.secondary", 13)
        self._backup = PlainLabel(kit, "", "small", "secondary")
        line.addSpacing(8)
        line.addWidget(self._disk)
        line.addWidget(self._backup)
        self._icon.hide()
        self._disk.hide()
        kit.look.changed.connect(self._fit)
        self._fit()

    def add(self, button: QWidget) -> None:
        """Put a small button at the left end, as high as the line."""
        button.setProperty("inside", "status")
        self._buttons.addWidget(button)

    def saved(self, time: str) -> None:
        """Autosaved at `time` (already written in local form, `10:42`)."""
        self.say(t("Autosaved at {time}", time=time), "check", "accent.text")

    def saving(self) -> None:
        """A write is under way."""
        self.say(t("Saving…"), "loader", "text.tertiary")

    def unsaved(self, reason: Speech) -> None:
        """The last write failed; the text is still in the fields."""
        self.say(reason, "triangle-alert", "warn.text")

    def say(self, speech: Speech, icon: str = "", tint: str = "text.secondary") -> None:
        """Say something at the left."""
        self._left.say(speech)
        present(self._icon, shown=bool(icon))
        if icon:
            self._icon.set(icon, tint)

    def hint(self, speech: Speech) -> None:
        """Say something at the right: totals, storage, keys."""
        self._right.say(speech)

    def backup(self, speech: Speech, *, warn: bool = False) -> None:
        """Say at the right end how things stand with backups."""
        tone = "warn.text" if warn else "text.secondary"
        self._disk.set("triangle-alert" if warn else "hard-drive", tone)
        self._backup.set_tone("warn" if warn else "secondary")
        self._backup.say(speech)
        present(self._disk, shown=bool(self._backup.text()))

    def _fit(self) -> None:
        self.setFixedHeight(self._kit.look.px(28))


class ProgressCard(QFrame):
    """Work that lasts: what, the file in hand, n of m, time left, Cancel. Appears after 2 s, never modal."""

    APPEARS_AFTER_MS: Final = 2000

    def __init__(self, kit: Kit, what: Speech, *, icon: str = "loader") -> None:
        super().__init__()
        self._kit = kit
        self._clock = 0
        self.setProperty("kind", "card")
        self._what = PlainLabel(kit, what, "strong")
        self._file = ElidedLabel(kit, "", "small", "secondary", mode=Qt.TextElideMode.ElideMiddle)
        self._count = PlainLabel(kit, "", "small", "secondary")
        self._bar = Bar(kit, what)
        self._cancel = Button(kit, t("Cancel"), compact=True)
        words = QHBoxLayout()
        words.setSpacing(8)
        words.addWidget(self._what)
        words.addWidget(self._file, 1)
        words.addWidget(self._count)
        middle = QVBoxLayout()
        middle.setSpacing(6)
        middle.addLayout(words)
        middle.addWidget(self._bar)
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 10, 12, 10)
        line.setSpacing(12)
        line.addWidget(IconLabel(kit, icon, "accent.text", 18))
        line.addLayout(middle, 1)
        line.addWidget(self._cancel)
        self._beat = QTimer(self)
        self._beat.setInterval(1000)
        self._beat.timeout.connect(self._tick)
        self._appear = QTimer(self)
        self._appear.setSingleShot(True)
        self._appear.setInterval(self.APPEARS_AFTER_MS)
        self._appear.timeout.connect(self.show)
        self.hide()

    def say(self, what: Speech) -> None:
        """Name the work."""
        self._what.say(what)

    def follow(self, job: Job[Any], *, at_once: bool = False) -> None:
        """Show the progress of `job` until it ends; Cancel asks it to stop."""
        self._clock = 0
        job.progress.connect(self.step)
        job.finished.connect(self.end)
        self._cancel.setEnabled(True)
        self._cancel.clicked.connect(lambda _checked=False: self._ask(job))
        self._beat.start()
        self.step(0, 0, "")
        if at_once:
            present(self, shown=True)
        else:
            self._appear.start()

    def step(self, done: int, total: int, what: str) -> None:
        """Show how far it is (total 0 = unknown)."""
        self._file.say(what)
        self._bar.set((done / total if total else 0.0, "accent"))
        seconds = self._clock
        self._count.say(Phrase(lambda words: _count(words, done, total, seconds)) if total else "")
        self.setAccessibleName(f"{self._what.text()} {self._count.text()}".strip())

    def end(self) -> None:
        """The work is over."""
        self._beat.stop()
        self._appear.stop()
        self.hide()

    def _ask(self, job: Job[Any]) -> None:
        self._cancel.setEnabled(False)
        job.cancel()

    def _tick(self) -> None:
        self._clock += 1


def _count(words: Words, done: int, total: int, seconds: int) -> str:
    from cultdip_desktop.i18n.measures import counted, time_left

    so_far = counted(words, done, total)
    if seconds < 3 or done == 0 or done >= total:
        return so_far
    return f"{so_far} · {time_left(words, seconds * (total - done) / done)}"


class EmptyState(QWidget):
    """What a list says when it has nothing: icon, title, one helpful sentence, up to two actions."""

    def __init__(
        self, kit: Kit, icon: str, title: Speech, sentence: Speech = "", *, tint: str = "text.tertiary"
    ) -> None:
        super().__init__()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(20, 24, 20, 24)
        self._layout.setSpacing(8)
        self.title = PlainLabel(kit, title, "strong", wrap=True)
        self.sentence = PlainLabel(kit, sentence, "body", "secondary", wrap=True)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(8)
        self._layout.addStretch(1)
        self._layout.addWidget(IconLabel(kit, icon, tint, 34), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
            self._layout.addWidget(label)
        present(self.sentence, shown=bool(sentence))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addLayout(self._actions)
        line.addStretch(1)
        self._layout.addSpacing(4)
        self._layout.addLayout(line)
        self._layout.addStretch(2)

    def say(self, title: Speech, sentence: Speech = "") -> None:
        """Change its words."""
        self.title.say(title)
        self.sentence.say(sentence)
        present(self.sentence, shown=bool(self.sentence.text()))

    def add_action(self, button: Button) -> None:
        """Append an action: the primary one first."""
        self._actions.addWidget(button)

    def minimumSizeHint(self) -> QSize:
        """Small enough for an inspector."""
        return QSize(160, 140)
