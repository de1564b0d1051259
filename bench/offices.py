"""The offices that are measured: the demo mission, and a mission with 20,000 events."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import IdSource, SeededIds

if TYPE_CHECKING:
    from cultdip_desktop.domain.event import Event

ROOT = Path(__file__).resolve().parent.parent
PASSPHRASE = "hoa-sen-demo-2026"  # noqa: S105 - opens sample data and nothing else
MANY = 20_000
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

_WORDS = (
    "Trung thu,Tết Nguyên đán,Tuần phim,Nhạc cụ dân tộc,Áo dài,Ẩm thực,Múa rối nước,Tranh Đông Hồ,Thư pháp,Sách,"
    "Gốm Bát Tràng,Ca trù,Quan họ,Bài chòi,Cồng chiêng,Lụa,Nón lá,Cà phê,Hội thảo,Triển lãm ảnh"
).split(",")
_PLACES = "Praha,Brno,Ostrava,Plzeň,Olomouc,Liberec,Karlovy Vary,Ústí nad Labem".split(",")


def demo(folder: Path, photos: int = 8) -> Path:
    """The demo mission with 120 events, made by the command line."""
    home = folder / "demo"
    if not home.exists():
        command = [sys.executable, "-m", "cultdip_desktop.cli.main", "demo", "--home", str(home)]
        environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
        subprocess.run(  # noqa: S603 - this interpreter, our own module
            [*command, "--photos", str(photos)], env=environment, check=True, stdout=subprocess.DEVNULL
        )
    return home


def many(folder: Path, events: int = MANY) -> Path:
    """A mission with `events` events of twenty years, every one with goals, money and a summary.

    Made by a process of its own, so that the measuring one stays small.
    """
    home = folder / f"many-{events}"
    if not home.exists():
        command = [sys.executable, "-m", "bench.offices", str(home), str(events)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, env=environment, cwd=ROOT, check=True)  # noqa: S603 - this interpreter, our own module
    return home


def with_partners(folder: Path, partners: int) -> Path:
    """The office of `many` with a register of `partners`."""
    home = many(folder)
    marker = folder / f"partners-{partners}"
    if not marker.exists():
        command = [sys.executable, "-m", "bench.offices", str(home), str(partners), "partners"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        subprocess.run(command, env=environment, cwd=ROOT, check=True)  # noqa: S603 - this interpreter, our own module
        marker.touch()
    return home


def add_partners(home: Path, count: int) -> None:
    """Write a register into an office, in one action."""
    from cultdip_desktop import app
    from cultdip_desktop.store.repo import partner

    sorts = ("Viện phim", "Bảo tàng", "Trường Đại học", "Hội người Việt", "Nhà hát", "Công ty", "Quỹ", "Báo")
    names = [
        f"{sorts[at % len(sorts)]} {_WORDS[at % len(_WORDS)]} {_PLACES[at % len(_PLACES)]} {at}" for at in range(count)
    ]
    with app.open_office(home, PASSPHRASE) as office, office.desk.store.write("hq.import") as tx:
        partner.ensure_all(tx, [(name, "AC.HOST") for name in names])


def main() -> None:
    """Make the office that `many` asks for: as one import, which nobody undoes, as years of work are not undone."""
    from cultdip_desktop import app
    from cultdip_desktop.store.repo import event

    home, count = Path(sys.argv[1]), int(sys.argv[2])
    if sys.argv[3:] == ["partners"]:
        add_partners(home, count)
        return
    clock = FixedClock(NOW)
    ids = SeededIds(20, clock)
    made = app.create_mission(home, mission_id="CZ-EMB", passphrase=PASSPHRASE, language="vi", clock=clock, ids=ids)
    with made.office as office, office.desk.store.write("hq.import") as tx:
        event.merge_office(tx, "CZ-EMB", list(_events(ids, count)), "bench")


def _events(ids: IdSource, count: int) -> Iterator[Event]:
    from cultdip_desktop.domain.event import Event, EventKind, EventState, GoalTag
    from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
    from cultdip_desktop.domain.text import BiText, EnglishState

    kinds, states = tuple(EventKind), tuple(EventState)
    for at in range(count):
        word, place = _WORDS[at % len(_WORDS)], _PLACES[at % len(_PLACES)]
        start = NOW - timedelta(hours=at * 8)
        yield Event(
            id=ids.new(),
            office="CZ-EMB",
            number=f"SK-{start.year}-{at:05}",
            title=BiText(f"{word} tại {place} lần {at}", f"{word} in {place} no. {at}", EnglishState.REVIEWED),
            summary=BiText(f"Chương trình {word.lower()} với bạn bè {place}, đông khách và nhiều báo đưa tin."),
            kind=kinds[at % len(kinds)],
            state=states[at % len(states)],
            start=start,
            end=start + timedelta(hours=3),
            zone="Europe/Prague",
            city=place,
            country="CZ",
            goals=(
                GoalTag("M3", "2021", True, BiText("Giới thiệu nghề truyền thống.")),
                GoalTag("G5.1", "2021", False),
            ),
            money=(MoneyLine("RS.BUD", MoneyStage.SPENT, Money.parse(f"{1000 + at}", "CZK")),),
            created_at=NOW,
            updated_at=NOW,
        )


if __name__ == "__main__":
    main()
