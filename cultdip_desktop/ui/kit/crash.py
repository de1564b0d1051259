"""When the program itself is at fault: a report without content of the office, and a calm sentence."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import QObject, Signal, qVersion
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from cultdip_desktop.core.clock import Clock
from cultdip_desktop.core.errors import Cancelled
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.buttons import Button
from cultdip_desktop.ui.kit.language import t
from cultdip_desktop.ui.kit.notices import Banner, IconLabel
from cultdip_desktop.ui.kit.text import PlainLabel


class CrashHook(QObject):
    """Takes every exception that nobody expected, files it, and tells the window once."""

    happened = Signal(object)
    """Path of the report, or None when it could not be written."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        """`folder` receives the reports; it may be changed once an office is open (`move_to`)."""
        super().__init__()
        self._folder = folder
        self._clock = clock

    def install(self) -> None:
        """Take over from Python's own hook, which would print to a console that nobody sees."""
        sys.excepthook = self._hook
        threading.excepthook = self._thread_hook

    def move_to(self, folder: Path) -> None:
        """Write into the office's own folder from now on."""
        self._folder = folder

    def report(self, error: BaseException) -> Path | None:
        """File `error`; the path of the report, or None for wishes to stop and when nothing can be written."""
        if isinstance(error, Cancelled | KeyboardInterrupt):
            return None
        from cultdip_desktop.core.crash import write_report

        path = write_report(error, self._folder, self._clock, [f"Qt {qVersion()}"])
        self.happened.emit(path)
        return path

    def _hook(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        del kind
        self.report(error.with_traceback(trace))

    def _thread_hook(self, fault: threading.ExceptHookArgs) -> None:
        if fault.exc_value is not None:
            self.report(fault.exc_value)


def show_fault(banner: Banner, report: Path | None, open_folder: Callable[[Path], object]) -> None:
    """Say in a page's banner that something failed, and offer the report."""
    cause = t("Something in the program failed. Nothing that was saved is lost.")
    if report is None:
        banner.show_notice("warn", cause, t("You can go on working; if it happens again, restart the program."))
        return
    banner.show_notice(
        "warn",
        cause,
        t("A report without any content of the office was written for the person who looks after this program."),
        action=t("Show the report"),
        on_action=lambda: open_folder(report.parent),
    )


class CrashPage(QWidget):
    """The whole window when not even a room can be shown; in both languages, because settings may be what failed."""

    def __init__(self, kit: Kit, report: Path | None, on_close: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("kind", "window")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(48, 48, 48, 48)
        layout.setSpacing(12)
        layout.addStretch(1)
        layout.addWidget(IconLabel(kit, "life-buoy", "warn.text", 34))
        for title, sentence in _BOTH:
            layout.addWidget(PlainLabel(kit, title, "h2", wrap=True))
            layout.addWidget(PlainLabel(kit, sentence, "body", "secondary", wrap=True))
        if report is not None:
            layout.addWidget(PlainLabel(kit, str(report), "mono", "secondary", wrap=True).selectable())
        line = QHBoxLayout()
        line.addWidget(Button(kit, t("Close the program"), "primary", on_click=on_close))
        line.addStretch(1)
        layout.addSpacing(8)
        layout.addLayout(line)
        layout.addStretch(2)


_BOTH: Final = (
    (
        "Chương trình gặp lỗi và không thể mở trang này.",
        "Dữ liệu đã lưu vẫn nguyên vẹn. Hãy đóng rồi mở lại chương trình; nếu lỗi lặp lại, gửi bản ghi lỗi dưới đây "
        "(không chứa nội dung của cơ quan) cho người phụ trách.",
    ),
    (
        "The program failed and cannot show this page.",
        "Everything that was saved is intact. Close the program and open it again; if it happens again, send the "
        "report below (it holds no content of the office) to the person who looks after this program.",
    ),
)
