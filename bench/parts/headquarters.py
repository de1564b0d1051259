"""A big office's package from the mission's export to headquarters' tables, and the packages of all missions at once.

The first is held against reading and inserting the records unchecked: that baseline reads the same records with `json` and puts them into one table of the same encrypted data base, in one
transaction, with nothing checked, compared, logged or indexed.
"""

from __future__ import annotations

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import fleet_run
from bench.measure import Figure, Run, child
from bench.parts.material import EVENTS, PASSPHRASE, pair, sent_package


def measure(run: Run) -> list[Figure]:
    """Processor time: the machine's other work does not count."""
    events = 300 if run.quick else EVENTS
    mission, headquarters = pair(run.folder, events)
    file = sent_package(run.folder, "2026-Q3")
    exported, verified = exporting(mission, run.folder), verifying(mission, file)
    taken, plain = taking_in(headquarters, file, run.folder)
    drop = all_missions(run)
    against, ratio = "reading and inserting unchecked", round(taken["cpu_s"] / plain["cpu_s"], 1)
    return [
        Figure(f"export of {events} events, two PDFs and tables", exported["cpu_s"], unit="s", detail=exported),
        Figure(f"verify a package of {events} events", verified["cpu_s"], unit="s", detail=verified),
        Figure(f"take in {events} events", ratio, against=against, detail=taken),
        *drop,
    ]


def all_missions(run: Run) -> list[Figure]:
    """The quarterly packages of all missions in one drop: verified, merged, kept, logged, indexed, acknowledged."""
    count, events = (8, 200) if run.quick else (94, 500)
    folder = _fleet(run.folder / "fleet", count, events)
    costs = {act: _act(act, folder) for act in ("take_in", "bare")}
    taken, bare = costs["take_in"], costs["bare"]
    rows = bare["rows"]
    what = f"{count} packages of {events} events ({rows} rows)"
    speed = round(bare["wall_s"] / taken["wall_s"], 3)
    detail = {**taken, "rows_per_s": round(rows / taken["wall_s"]), "bare_rows_per_s": round(rows / bare["wall_s"])}
    found = [
        # In a small drop the start of the processes outweighs what they do.
        Figure(f"rows of {what} a second", speed, None if run.quick else 0.333,
               against="a bare executemany of the same rows", at_least=True, detail=detail),
        Figure(f"memory while taking in {what}", taken["peak_mib"], 300, unit="MiB", detail=taken),
    ]  # fmt: skip
    try:
        import openpyxl  # noqa: F401 - whether it is there
    except ImportError:
        nothing = "openpyxl is not installed (the extra `bench`): not compared"
        return [*found, Figure(f"take in {what}", taken["wall_s"], unit="s", against=nothing, detail=taken)]
    if not (folder / "sheets").exists():
        fleet_run.write_workbooks(folder)
    for act, against, limit in (
        ("sheets", "merging workbooks of the same rows with openpyxl", 1.0),
        ("sheet", "merging workbooks of the events' own rows alone", None),
    ):
        other = _act(act, folder)
        ratio = round(taken["wall_s"] / other["wall_s"], 3)
        both = {**taken, "against_wall_s": other["wall_s"], "against_cpu_s": other["cpu_s"]}
        found.append(Figure(f"take in {what}", ratio, limit, against=against, detail=both))
    return found


def _fleet(folder: Path, count: int, events: int) -> Path:
    """A headquarters that trusts one root, and a package of every mission; made once."""
    if folder.exists():
        return folder
    from bench import fleet
    from cultdip_desktop.app import create_headquarters
    from cultdip_desktop.core.clock import FixedClock

    (folder / "in").mkdir(parents=True)
    authority = fleet.authority()
    made = create_headquarters(
        folder / "hq", passphrase=PASSPHRASE, pin=PASSPHRASE, language="vi", sample=True, clock=FixedClock(fleet.NOW)
    )
    with made.office as office:
        fleet.trusting(office, authority)
    for sender in fleet.senders(authority, fleet.sample_rows(events), count):
        sender.write(folder / "in" / f"{sender.office}.cdrp")
    return folder


def _act(act: str, folder: Path) -> dict[str, float]:
    found: dict[str, float] = json.loads(child("-m", "bench.fleet_run", act, str(folder)).output)
    return found


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
