"""One application for all tests of the windows; a fresh kit for each."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from cultdip_desktop.core.paths import resources
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.bus import ChangeBus
from cultdip_desktop.ui.kit.files import ScriptedFileChooser
from cultdip_desktop.ui.kit.jobs import Jobs
from cultdip_desktop.ui.kit.language import LiveWords
from cultdip_desktop.ui.kit.theme import Look


@pytest.fixture(scope="session")
def app() -> QApplication:
    """The application every widget needs."""
    found = QApplication.instance()
    return found if isinstance(found, QApplication) else QApplication([])


@pytest.fixture
def troubles() -> list[BaseException]:
    """Errors that nobody handled: the kit puts them here instead of showing them."""
    return []


@pytest.fixture
def files() -> ScriptedFileChooser:
    """Answers to questions for files; append to `.answers`."""
    return ScriptedFileChooser()


@pytest.fixture
def kit(app: QApplication, troubles: list[BaseException], files: ScriptedFileChooser) -> Iterator[Kit]:
    """A kit in Vietnamese and the light theme; its jobs are closed afterwards and its widgets deleted."""
    look = Look(resources())
    look.choose(scheme="light")
    jobs = Jobs(troubles.append, troubles.append)
    yield Kit(look, LiveWords("vi"), jobs, ChangeBus(), files)
    jobs.close()
    for widget in app.topLevelWidgets():
        widget.deleteLater()
    app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    gc.freeze()  # what is alive now stays out of later collections, which would otherwise look at all of it each time


@pytest.fixture
def settle(app: QApplication, kit: Kit) -> Callable[[], None]:
    """Call it to let queued results arrive: sleeps until no job is under way (writes wait for the disk)."""

    def wait() -> None:
        for _turn in range(4):  # painted, then asked, then answered
            app.processEvents()
        while kit.jobs.busy:
            loop = QEventLoop()
            kit.jobs.busy_changed.connect(loop.quit)
            QTimer.singleShot(20_000, loop.quit)
            loop.exec()
            app.processEvents()
        app.processEvents()

    return wait
