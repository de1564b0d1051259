"""What every test gets: no network, no unexpected warning in the log, a still clock, seeded ids."""

from __future__ import annotations

import ipaddress
import logging
import os
import socket
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds

if TYPE_CHECKING:
    from tests.offices import Pair

# Before anything imports Qt. A test that starts a virtual screen gives its own platform to its own process.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("CULTDIP_TEST_PLATFORM", "offscreen")  # `xcb` under Xvfb
os.environ.pop("CULTDIP_HOME", None)
os.environ.pop("CULTDIP_PASSPHRASE", None)
# A machine in UTC hides code that mixes up local time and UTC; Hà Nội does not.
os.environ["TZ"] = "Asia/Ho_Chi_Minh"
if hasattr(time, "tzset"):
    time.tzset()

hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None, database=None, max_examples=60)
hypothesis.settings.load_profile("repeatable")


HARMLESS_QT = ("This plugin does not support", "QStandardPaths: ")
"""What the offscreen platform always says of itself."""


class NetworkIsForbiddenError(Exception):
    """The product has no network; a test that reaches for it has found a bug."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every address that is not this machine."""
    real = {name: getattr(socket.socket, name) for name in ("connect", "connect_ex")}

    def guarded(name: str) -> Any:
        def connect(self: socket.socket, address: Any) -> Any:
            if self.family != socket.AF_UNIX and not _is_loopback(address[0]):
                raise NetworkIsForbiddenError(f"{name} to {address!r}")
            return real[name](self, address)

        return connect

    with pytest.MonkeyPatch.context() as patch:
        for name in real:
            patch.setattr(socket.socket, name, guarded(name))
        yield


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log that the test did not announce (`@pytest.mark.allow_log("name")`) fails it."""
    yield
    allowed = tuple(prefix for mark in request.node.iter_markers("allow_log") for prefix in mark.args)
    unexpected = [
        f"{record.name}: {record.levelname}: {record.getMessage()}"
        for when in ("setup", "call")
        for record in caplog.get_records(when)
        if record.levelno >= logging.WARNING and not record.name.startswith(allowed or ("\0",))
    ]
    assert not unexpected, "unexpected warnings in the log:\n" + "\n".join(unexpected)


def pytest_runtest_setup(item: pytest.Item) -> None:
    """What Qt warns of goes to the log, too, where it fails the test; Qt itself is never imported from here."""
    del item
    if "PySide6.QtCore" in sys.modules:
        sys.modules["PySide6.QtCore"].qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: Any, _context: Any, text: str) -> None:
    if kind.name not in ("QtDebugMsg", "QtInfoMsg") and not text.startswith(HARMLESS_QT):
        logging.getLogger("qt").warning(text)


@pytest.fixture
def fixed_clock() -> FixedClock:
    """A clock that stands at noon of 15 October 2026, UTC."""
    return FixedClock(datetime(2026, 10, 15, 12, 0, tzinfo=UTC))


@pytest.fixture
def seeded_ids(fixed_clock: FixedClock) -> SeededIds:
    """Ids that are the same in every run."""
    return SeededIds(1, fixed_clock)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the originals of the sample offices lie; made at first need."""
    return tmp_path_factory.getbasetemp() / "sample-offices"


@pytest.fixture
def pair(sample: Path, tmp_path: Path) -> Pair:
    """A mission and its headquarters, this test's own copies."""
    from tests import offices  # the whole program: only for those who ask

    return offices.pair(sample, tmp_path)


@pytest.fixture
def mission(pair: Pair) -> Path:
    """The mission's folder."""
    return pair.mission


@pytest.fixture
def headquarters(pair: Pair) -> Path:
    """Headquarters' folder."""
    return pair.headquarters
