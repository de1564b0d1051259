"""One measured act on a fleet's files, in a process of its own: `python -m bench.fleet_run ACT FOLDER`; prints JSON.

`take_in`: headquarters takes all packages in. `bare`: the same rows, put into the same tables of an encrypted store with
one `executemany` a table and mission, nothing logged, indexed for search, verified or compared. `sheets` and `sheet`:
94 workbooks with the same rows, all tables or the events alone, merged into one by openpyxl.
"""

from __future__ import annotations

import json
import resource
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bench.fleet import NOW
from bench.offices import PASSPHRASE


def main() -> None:
    """Do the act, say what it cost."""
    act, folder = sys.argv[1], Path(sys.argv[2])
    acts: dict[str, Callable[[Path], dict[str, Any]]] = {
        "take_in": _take_in,
        "bare": _bare,
        "sheets": lambda folder: _merged(folder / "sheets"),
        "sheet": lambda folder: _merged(folder / "sheet"),
    }
    sys.stdout.write(json.dumps(acts[act](folder)))


def _take_in(folder: Path) -> dict[str, Any]:
    from cultdip_desktop.app import open_office
    from cultdip_desktop.core.clock import FixedClock

    home = folder / "copy"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(folder / "hq", home)
    with open_office(home, PASSPHRASE, clock=FixedClock(NOW)) as office:
        inbox = office.inbox
        assert inbox is not None  # noqa: S101 - it is headquarters
        cost = _timed(lambda: inbox.take_in([folder / "in"]))
        assert all(row.outcome.value == "imported" for row in inbox.rows())  # noqa: S101 - else nothing was measured
    return cost


def _bare(folder: Path) -> dict[str, Any]:
    """Tables and indexes as they are; no trigger, no search."""
    from cultdip_desktop.store import triggers
    from cultdip_desktop.store.engine import Secret, connect
    from cultdip_desktop.store.ground import lay_out
    from cultdip_desktop.store.schema import CHILDREN, event

    path, secret = folder / "bare.db", Secret(bytes(32), bytes(16))
    for name in ("bare.db", "bare.db-wal", "bare.db-shm"):
        (folder / name).unlink(missing_ok=True)
    path.touch()
    lay_out(path, secret, timeout=5.0)
    store = connect(path, secret, mode="rw")
    triggers.remove(store.execute)
    packs = list(_rows(folder))
    count = sum(len(rows) for pack in packs for rows in pack.values())

    def work() -> None:
        for pack in packs:
            store.execute("BEGIN IMMEDIATE")
            for table in (event, *CHILDREN):
                rows = pack[table.name]
                if rows:
                    places = ", ".join("?" * len(rows[0]))
                    statement = f"INSERT INTO {table.name} ({', '.join(rows[0])}) VALUES ({places})"  # noqa: S608
                    store.executemany(statement, [tuple(row.values()) for row in rows])
            store.execute("COMMIT")

    return {**_timed(work), "rows": count}


def _rows(folder: Path) -> Iterator[dict[str, list[dict[str, Any]]]]:
    """The rows of every package by table."""
    from cultdip_desktop.domain.codec import event_from_package
    from cultdip_desktop.packages.container import Container
    from cultdip_desktop.store.repo.event_rows import placed, to_rows
    from cultdip_desktop.store.schema import CHILDREN

    for file in sorted((folder / "in").iterdir()):
        with Container.open(file) as container:
            lines = b"".join(container.chunks("data/event.jsonl")).splitlines()
        made = [to_rows(event_from_package(json.loads(line))) for line in lines]
        for rows in made:
            stamps = {name: rows.main[name] or "2026-10-05T00:00:00.000Z" for name in ("created_at", "updated_at")}
            rows.main.update({"source_package": "x", "deleted_at": None, **stamps})
        pack: dict[str, list[dict[str, Any]]] = {"event": [rows.main for rows in made]}
        for table in CHILDREN:
            pack[table.name] = [
                row for rows in made for row in placed(table, rows.main["id"], (), rows.children[table.name])
            ]
        yield pack


def write_workbooks(folder: Path) -> None:
    """A workbook of each package: all tables as sheets, and one with the events alone."""
    import openpyxl

    for number, pack in enumerate(_rows(folder)):
        for kind in ("sheets", "sheet"):
            book = openpyxl.Workbook(write_only=True)
            for name, rows in pack.items():
                if rows and (kind == "sheets" or name == "event"):
                    sheet = book.create_sheet(name)
                    names = [column for column in rows[0] if column != "title_sort"]  # no text for people
                    sheet.append(names)
                    for row in rows:
                        sheet.append([row[column] for column in names])
            (folder / kind).mkdir(exist_ok=True)
            book.save(folder / kind / f"{number:03}.xlsx")


def _merged(folder: Path) -> dict[str, Any]:
    import openpyxl

    def work() -> None:
        target = openpyxl.Workbook(write_only=True)
        sheets: dict[str, Any] = {}
        for file in sorted(folder.glob("[0-9]*.xlsx")):
            book = openpyxl.load_workbook(file, read_only=True)
            for sheet in book:
                rows = sheet.iter_rows(values_only=True)
                head = next(rows)
                if sheet.title not in sheets:
                    sheets[sheet.title] = target.create_sheet(sheet.title)
                    sheets[sheet.title].append(head)
                for row in rows:
                    sheets[sheet.title].append(row)
            book.close()
        target.save(folder / "merged.xlsx")

    return _timed(work)


def _timed(work: Callable[[], object]) -> dict[str, Any]:
    """Seconds by the clock and of processors, children included; MiB of this process and of its largest child."""
    wall, cpu = time.perf_counter(), _processor()
    work()
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
    return {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(_processor() - cpu, 2),
        "peak_mib": round(peak, 1),
    }


def _processor() -> float:
    found = 0.0
    for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN):
        usage = resource.getrusage(who)
        found += usage.ru_utime + usage.ru_stime
    return found


if __name__ == "__main__":
    main()
