"""A headquarters store with hundreds of thousands of events of 94 missions, written without log and search."""

from __future__ import annotations

import functools
import hashlib
import json
import random
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.store import triggers
from cultdip_desktop.store.schema import (
    event,
    event_actor,
    event_code,
    event_goal,
    event_money,
    event_press,
    received_package,
)
from cultdip_desktop.store.store import Store, Writer

KEY, SALT = bytes(range(32)), bytes(range(100, 116))
NOW: Final = datetime(2026, 10, 2, 3, 30, tzinfo=UTC)
OFFICES: Final = 94
FIRST_YEAR: Final = 2022
DAYS: Final = 1735
"""Days from the first of `FIRST_YEAR` to the last of September 2026."""

_CHUNK: Final = 5_000
_QUARTER: Final = 91
"""Events lie as packages bring them: a quarter after the other, in it one office after the other."""

_KINDS: Final = ("community", "performance", "talk", "exhibition", "cuisine", "vietnamday", "film")
_SOURCES: Final = ("RS.BUD", "RS.SOC", "RS.BUS", "RS.OVN", "RS.OTH")
_PRODUCTS: Final = ("PR.LAN", "PR.CUI", "PR.CIN", "PR.MUS", "PR.UNE", "PR.STO", "PR.EDU")
_ACTORS: Final = (("AC.OVN", "co_organiser"), ("AC.HOST", "lead"), ("AC.BUS", "sponsor"), ("AC.PRE", "participant"))
_LIST: Final = Path(__file__).resolve().parent.parent / "resources/missions/missions.json"
_CATALOGUE: Final = Path(__file__).resolve().parent.parent / "resources/strategy/strategy_catalogue.json"


def opened(path: Path) -> Store:
    """The store, at a fixed moment."""
    clock = FixedClock(NOW)
    return Store.open(path, KEY, SALT, clock=clock, ids=SeededIds(11, clock), shared=True)


def made(events: int, folder: Path | None = None) -> Path:
    """The store with so many events, made when it is first asked for and kept in the machine's temporary folder."""
    from cultdip_desktop.store.schema import HEAD

    shape = hashlib.sha256(repr(sorted(triggers.expected().items())).encode()).hexdigest()[:8]
    path = (folder or Path(tempfile.gettempdir())) / f"cultdip-bench-hq-{HEAD}-{shape}-{events}" / "office.db"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.unlink(missing_ok=True)
        clock = FixedClock(NOW)
        store = Store.create(part, KEY, SALT, clock=clock, ids=SeededIds(11, clock), shared=True)
        with store.write("bench.fill") as tx:
            _fill(tx, events)
        store.log_is_in_the_file()
        store.close()
        part.replace(path)
    return path


def _fill(tx: Writer, events: int) -> None:
    for name in triggers.expected():
        if name.startswith("log_"):
            tx.connection.exec_driver_sql(f"DROP TRIGGER {name}")
    packages = [_package(at) for at in range(OFFICES * -(-DAYS // _QUARTER))]
    tx.connection.execute(received_package.insert(), packages)
    rows = _rows(events)
    tables = (event, event_goal, event_code, event_actor, event_money, event_press)
    while True:
        batches: list[list[dict[str, Any]]] = [[] for _ in tables]
        for _, parts in zip(range(_CHUNK), rows, strict=False):
            for batch, part in zip(batches, parts, strict=True):
                batch.extend(part)
        if not batches[0]:
            break
        for table, batch in zip(tables, batches, strict=True):
            if batch:
                tx.connection.execute(table.insert(), batch)
    for name, text in triggers.expected().items():
        if name.startswith("log_"):
            tx.connection.exec_driver_sql(text)
    tx.connection.exec_driver_sql("ANALYZE")


def _package(at: int) -> dict[str, Any]:
    office, seq = at % OFFICES, at // OFFICES + 1
    return {
        "id": _package_id(office, seq),
        "package_id": f"{office:04}-{seq:04}",
        "office": _office(office),
        "kind": "report",
        "period": f"{FIRST_YEAR + (seq - 1) // 4}-Q{(seq - 1) % 4 + 1}",
        "epoch": 1,
        "seq": seq,
        "manifest_sha256": f"{at:064x}",
        "container_sha256": f"{at:064x}",
        "outcome": "imported",
        "result": "valid",
        "events": 0,
        "media": 0,
        "bytes": 0,
        "received_at": "2026-10-02T03:30:00.000Z",
    }


def _office(at: int) -> str:
    return _missions()[at]


@functools.cache
def _missions() -> list[str]:
    return [item["id"] for item in json.loads(_LIST.read_text("utf-8"))["missions"]][:OFFICES]


def _package_id(office: int, seq: int) -> str:
    return f"0190aaaa-0000-7000-8000-{office:06}{seq:06}"


def _rows(events: int) -> Iterator[Sequence[list[dict[str, Any]]]]:
    chance = random.Random(2026)
    items = json.loads(_CATALOGUE.read_text("utf-8"))["items"]
    codes = [item["code"] for item in items if item.get("taggable") and item["code"][0] in "MGNU"]
    main = [code for code in codes if "." not in code and code[0] in "MG"]
    rounds = -(-DAYS // _QUARTER)
    each = -(-events // (rounds * OFFICES))
    for at in range(events):
        package, office = divmod(at // each, OFFICES)
        office %= OFFICES
        day = date(FIRST_YEAR, 1, 1) + timedelta(days=min(package * _QUARTER + chance.randrange(_QUARTER), DAYS - 1))
        id_ = f"0190bbbb-0000-7000-8000-{at:012}"
        goals = dict.fromkeys([*chance.choices(main, k=2), chance.choice(codes)])
        held = chance.random() < 0.9
        yield (
            [_event(id_, at, office, package + 1, day, held, chance)],
            [_goal(id_, place, code) for place, code in enumerate(goals)],
            [
                {"event_id": id_, "facet": "product", "position": 0, "code": chance.choice(_PRODUCTS)},
                {"event_id": id_, "facet": "theme", "position": 0, "code": "TH.TRA"},
                {"event_id": id_, "facet": "channel", "position": 0, "code": "CH.STA"},
            ],
            [
                {"event_id": id_, "position": place, "name": f"Hội {place}", "category": category, "role": role}
                for place, (category, role) in enumerate(chance.sample(_ACTORS, 2))
            ],
            [
                _money(id_, place, source, chance.randrange(100, 900_000))
                for place, source in enumerate(chance.sample(_SOURCES, 2))
            ],
            [
                {"event_id": id_, "position": place, "outlet": "Báo", "kind": "online", "language": "cs"}
                for place in range(chance.randrange(3))
            ],
        )


def _event(id_: str, at: int, office: int, seq: int, day: date, held: bool, chance: random.Random) -> dict[str, Any]:
    title = f"Ngày Văn hóa Việt Nam lần {at}"
    lessons = "Cần mời báo chí sớm hơn." if at % 9 == 0 else ""
    return {
        "id": id_,
        "office": _office(office),
        "number": f"SK-{day.year}-{at:06}",
        "title_vi": title,
        "kind": _KINDS[min(int(chance.random() * 9), 6)],
        "format": "in_person",
        "state": "held" if held else "approved",
        "start_at": f"{day}T09:00:00.000Z",
        "end_at": f"{day}T12:00:00.000Z",
        "all_day": 0,
        "zone": "UTC",
        "city": "Praha",
        "country": "CZ",
        "summary_vi": "Chương trình với bạn bè sở tại, đông khách và nhiều báo đưa tin." * 2,
        "attendance": chance.randrange(20, 4_000),
        "attendance_kind": "on_site",
        "attendance_method": "counted",
        "lessons_vi": lessons,
        "created_at": "2026-10-01T00:00:00.000Z",
        "updated_at": "2026-10-01T00:00:00.000Z",
        "source_package": _package_id(office, seq),
        "local_day": str(day),
        "title_sort": title,
    }


def _goal(id_: str, place: int, code: str) -> dict[str, Any]:
    reason = "Giới thiệu nghề truyền thống với công chúng sở tại."
    return {
        "event_id": id_,
        "position": place,
        "code": code,
        "edition": "2021",
        "is_primary": int(place == 0),
        "reason_vi": reason,
    }


def _money(id_: str, place: int, source: str, minor: int) -> dict[str, Any]:
    return {
        "event_id": id_,
        "position": place,
        "source": source,
        "stage": "spent",
        "amount_minor": minor,
        "currency": ("CZK", "EUR", "USD", "VND")[minor % 4],
    }
