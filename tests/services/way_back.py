"""Headquarters' side of the way back, for tests of the mission's: files as headquarters really writes them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.issuing import DispatchKind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.hq.dispatching import Dispatcher
from cultdip_desktop.hq.receipts import ReceiptService
from cultdip_desktop.hq.remarks import RemarkService
from tests.offices import PASSPHRASE, Pair

PERIOD = "2026-Q3"


@dataclass
class Headquarters:
    """An open headquarters with what a test needs of it."""

    office: Office
    folder: Path
    count: int = 0

    @property
    def dispatcher(self) -> Dispatcher:
        return Dispatcher(self.office.desk, self.office.trust)

    @property
    def remarks(self) -> RemarkService:
        return RemarkService(self.office.desk)

    def take_in(self, *files: Path) -> Any:
        assert self.office.inbox is not None
        return self.office.inbox.take_in(list(files), NoProgress())

    def receipts(self) -> list[Path]:
        """Receipts for everything that was not answered yet."""
        self.folder.mkdir(exist_ok=True)
        found = ReceiptService(self.office.desk, self.dispatcher).write(self.folder, PASSPHRASE, offices={"CZ-EMB"})
        assert all(one.error is None for one in found), found
        return [one.file for one in found if one.file is not None]

    def send(self, kind: DispatchKind, rows: Mapping[str, list[Any]], recipient: str = "ALL-MISSIONS") -> Path:
        """Any rows in a signed package."""
        self.folder.mkdir(exist_ok=True)
        self.count += 1
        file = self.folder / f"{kind.value}-{self.count}.cdrp"
        self.dispatcher.write(kind, recipient, rows, BiText("Thử", "Test"), file, PASSPHRASE)
        return file


@contextmanager
def headquarters(pair: Pair, folder: Path) -> Iterator[Headquarters]:
    with open_office(pair.headquarters, PASSPHRASE) as office:
        yield Headquarters(office, folder)


@contextmanager
def mission(pair: Pair) -> Iterator[Office]:
    with open_office(pair.mission, PASSPHRASE) as office:
        yield office
