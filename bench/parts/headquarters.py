"""A big office's package from the mission's export to headquarters' tables, against reading and inserting it unchecked.

The baseline reads the same records with `json` and puts them into one table of the same encrypted data base, in one
transaction, with nothing checked, compared, logged or indexed.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench.measure import Figure, Run
from bench.parts.material import EVENTS, PASSPHRASE, pair, sent_package


def measure(run: Run) -> list[Figure]:
    """Processor time: the machine's other work does not count."""
    events = 300 if run.quick else EVENTS
    mission, headquarters = pair(run.folder, events)
    file = sent_package(run.folder, "2026-Q3")
    exported, verified = exporting(mission, run.folder), verifying(mission, file)
    taken, plain = taking_in(headquarters, file, run.folder)
    against, ratio = "reading and inserting unchecked", round(taken["cpu_s"] / plain["cpu_s"], 1)
    return [
        Figure(f"export of {events} events, two PDFs and tables", exported["cpu_s"], unit="s", detail=exported),
        Figure(f"verify a package of {events} events", verified["cpu_s"], unit="s", detail=verified),
        Figure(f"take in {events} events", ratio, against=against, detail=taken),
    ]


def exporting(mission: Path, folder: Path) -> dict[str, float]:
    """Gather, build two PDFs and the tables, sign, write, read back."""
    from cultdip_desktop.app import open_office
    from cultdip_desktop.domain.period import Period

    period = Period.parse("2026-Q2")
    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Path(name) / "office"
        shutil.copytree(mission, home)
        with open_office(home, PASSPHRASE) as office:
            return _timed(lambda: office.packages.export(period, Path(name) / "x.cdrp", PASSPHRASE))


def verifying(mission: Path, file: Path) -> dict[str, float]:
    """The whole verdict, the second time: libraries are loaded."""
    from cultdip_desktop.app import open_office

    with open_office(mission, PASSPHRASE, writing=False) as office:
        office.packages.verify(file)
        return _timed(lambda: office.packages.verify(file))


def taking_in(headquarters: Path, file: Path, folder: Path) -> tuple[dict[str, float], dict[str, float]]:
    """Verify, back up, merge, log, index; and the baseline."""
    from cultdip_desktop.app import open_office

    with tempfile.TemporaryDirectory(dir=folder) as name:
        home = Path(name) / "office"
        shutil.copytree(headquarters, home)
        with open_office(home, PASSPHRASE) as office:
            inbox = office.inbox
            assert inbox is not None  # noqa: S101 - it is headquarters
            inbox.preview([file])
            found = _timed(lambda: inbox.take_in([file]))
            return found, _timed(lambda: _unchecked(file, Path(name) / "plain.db"))


def _unchecked(file: Path, target: Path) -> None:
    from sqlcipher3 import dbapi2

    from cultdip_desktop.packages.container import Container

    connection = dbapi2.connect(str(target), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{'00' * 48}'\"")
    connection.execute("CREATE TABLE event (id TEXT PRIMARY KEY, title TEXT, plain TEXT)")
    connection.execute("BEGIN")
    with Container.open(file) as container:
        data = b"".join(container.chunks("data/event.jsonl"))
    rows = [
        (row["id"], row["title"]["vi"], json.dumps(row, ensure_ascii=False))
        for row in map(json.loads, data.splitlines())
    ]
    connection.executemany("INSERT INTO event VALUES (?, ?, ?)", rows)
    connection.execute("COMMIT")
    connection.close()


def _timed(work: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return {"wall_s": round(time.perf_counter() - wall, 2), "cpu_s": round(time.process_time() - cpu, 2)}
