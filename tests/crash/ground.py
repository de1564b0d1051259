"""Where a case happens: a folder with two tiny offices, a clock that stands, ids that follow from the step's name."""

from __future__ import annotations

import hashlib
import random
import shutil
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa
from PIL import Image

from cultdip_desktop.app import Office, open_office
from cultdip_desktop.app_demo import create_demo
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import uuid7
from cultdip_desktop.domain.period import Period
from cultdip_desktop.store.schema import (
    LOGGED,
    content_columns,
    draft,
    ledger,
    paper_file,
    report,
    sent_package,
    setting,
)
from tests.offices import quick_keys

PASSPHRASE: Final = "đèn lồng cá chép sông Hồng"
ANOTHER: Final = "trống đồng Đông Sơn ngân vang"
NOON: Final = datetime(2026, 10, 15, 12, 0, tzinfo=UTC)
PERIOD: Final = Period.parse("2026-Q3")
EARLIER: Final = Period.parse("2026-Q2")

SIGNED: Final = {
    *((sent_package.name, name) for name in ("container_sha256", "bytes", "sealed_at")),
    *((paper_file.name, name) for name in ("sha256", "bytes", "base_sha256")),
    (report.name, "document_sha256"),
    (ledger.name, "time_stamp"),
}
"""What a signature makes different at every run although the content is the same, and when the last word on a package
was written: the next opening may have to do it."""


class StepIds:
    """UUIDv7 that depend on the step only, so that a step gives the same rows wherever a day is taken up again."""

    def __init__(self) -> None:
        self.begin("")

    def begin(self, name: str) -> None:
        """Start the ids of a step."""
        self._source = random.Random(zlib.crc32(name.encode()))
        self._count = 0

    def new(self) -> str:
        """The next id."""
        self._count += 1
        return uuid7(int(NOON.timestamp() * 1000), self._count, self._source.getrandbits(62))


class Ground:
    """One case's folder and whatever office is open in it."""

    def __init__(self, home: Path) -> None:
        self.home: Final = home
        self.mission: Final = home / "mission"
        self.headquarters: Final = home / "headquarters"
        self.out: Final = home / "out"
        self.given: Final = home / "given"
        self.clock: Final = FixedClock(NOON)
        self.ids: Final = StepIds()
        self.facts: dict[str, Any] = {}
        self._office: Office | None = None

    @property
    def office(self) -> Office:
        """The office that is open."""
        assert self._office is not None
        return self._office

    @property
    def is_open(self) -> bool:
        """Whether one is."""
        return self._office is not None

    def open(self, name: str, passphrase: str = PASSPHRASE, **options: Any) -> Office:
        """Open `mission`, `headquarters` or another folder of the case."""
        self.close()
        self._office = open_office(self.home / name, passphrase, clock=self.clock, ids=self.ids, **options)
        return self._office

    def hold(self, office: Office) -> Office:
        """Let an office that was opened elsewhere be the open one."""
        self._office = office
        return office

    def close(self) -> None:
        """Close what is open."""
        if self._office is not None:
            office, self._office = self._office, None
            office.close()

    def events(self) -> list[Any]:
        """The living events, oldest first."""
        from cultdip_desktop.store.query.events import EventFilter

        return self.office.events.page(EventFilter(sort="start", descending=False))[0]


def state(office: Office) -> str:
    """Everything that an action may have changed: the content's digest without signatures, and the drafts.

    In an office without signed packages two equal states have equal `content_sha256`.
    """
    whole = hashlib.sha256()
    with office.desk.store.read() as tx:
        for name in sorted(LOGGED):
            columns = [column for column in content_columns(LOGGED[name]) if (name, column.name) not in SIGNED]
            statement = sa.select(*columns).order_by(*LOGGED[name].primary_key.columns)
            if name == setting.name:  # a setting that says nothing is one that is not there
                statement = statement.where(setting.c.value != "null")
            for row in tx.connection.execute(statement):
                whole.update(repr((name, *row)).encode())
        for row in tx.connection.execute(sa.select(draft).order_by(draft.c.event_id)):
            whole.update(repr(("draft", *row)).encode())
    return whole.hexdigest()


def make(home: Path) -> None:
    """The offices that every case begins with a copy of, and what is handed to them."""
    ground = Ground(home)
    with quick_keys():
        create_demo(
            ground.mission,
            headquarters=ground.headquarters,
            passphrase=PASSPHRASE,
            language="vi",
            events=8,
            photos=2,
            years=1,
            clock=ground.clock,
        )
    ground.open("mission")
    ground.ids.begin("made")
    ground.office.settings.set("one_person", "yes")  # the day brings a second person and goes on signing
    ground.close()
    ground.out.mkdir()
    ground.given.mkdir()
    _pictures(ground.given)
    _table(ground.given / "Kế hoạch.csv")
    _packages(ground)
    _prepare(ground)


def _pictures(folder: Path) -> None:
    for index, name in enumerate(("Rước đèn.jpg", "Múa lân.jpg", "Áp phích.png")):
        picture = Image.effect_noise((96, 64), 40 + index).convert("RGB")
        picture.putpixel((0, 0), (index, 200, 90))
        picture.save(folder / name)


def _table(file: Path) -> None:
    lines = ["Tên sự kiện;Ngày;Loại hình", "Tuần phim Việt Nam;25/9/2027;Chiếu phim", "Lễ hội phở;3/10/2027;Ẩm thực"]
    file.write_text("\n".join(lines), "utf-8")


def _packages(ground: Ground) -> None:
    """Three packages in a row, made by a mission that is then put back: headquarters gets them in cases."""
    kept = ground.home / "kept"
    shutil.copytree(ground.mission, kept)
    ground.open("mission")
    for number, period in enumerate((EARLIER, PERIOD, PERIOD), start=1):
        ground.ids.begin(f"package {number}")
        event = ground.events()[1]
        ground.office.events.edit(event.id, {"title": {"vi": f"Ngày văn hoá Việt Nam lần {number}", "en": ""}})
        ground.office.packages.export(period, ground.given / f"{number}.cdrp", PASSPHRASE)
    ground.close()
    shutil.rmtree(ground.mission)
    kept.rename(ground.mission)


def _prepare(ground: Ground) -> None:
    """A little history to take back, something in the trash, one package sent."""
    ground.open("mission")
    ground.ids.begin("prepare")
    events = ground.events()
    ground.office.events.edit(events[0].id, {"internal_note": "Mời cả đoàn múa rối nước."})
    ground.office.media.attach(events[2].id, [ground.given / "Áp phích.png"])
    ground.office.events.delete(events[3].id)
    ground.office.packages.export(EARLIER, ground.out / "sent.cdrp", PASSPHRASE)
    ground.office.reports.build(PERIOD, "vi", ground.home / "warm.pdf", _Quiet())
    (ground.home / "warm.pdf").unlink()
    ground.close()


class _Quiet:
    def step(self, done: int, total: int, what: str = "") -> None:
        del done, total, what


def leftovers(folder: Path) -> Iterator[Path]:
    """Unfinished files below a folder."""
    return folder.rglob("*.part*")
