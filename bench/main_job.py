"""Times of the main job as ratios to plain baselines measured in the same run; one JSON object on standard output.

    .venv/bin/python bench/main_job.py [--megabytes 256] [--runs 5]

A ratio holds on another machine where milliseconds do not. What is compared with what stands beside each figure.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from cultdip_desktop.core.clock import FixedClock  # noqa: E402
from cultdip_desktop.core.ids import SeededIds  # noqa: E402
from cultdip_desktop.core.progress import NoProgress  # noqa: E402

CHUNK = 1024 * 1024
PASSPHRASE = "một hai ba bốn năm"  # noqa: S105 - of sample data
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)

EMPTY_WINDOW = """
import sys
from PySide6.QtWidgets import QApplication, QWidget
app = QApplication(sys.argv)
window = QWidget()
window.show()
window.grab()
"""


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=256, help="media in the package that is sealed and verified")
    parser.add_argument("--runs", type=int, default=5, help="runs of each figure; the median counts")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        figures = {**starting(folder, args.runs), **sealing(folder, args.megabytes, args.runs)}
    sys.stdout.write(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")


def starting(folder: Path, runs: int) -> dict[str, object]:
    """The window's start against an empty Qt window, and the command line's against the interpreter."""
    home = folder / "office"
    environment = {**os.environ, "CULTDIP_PASSPHRASE": PASSPHRASE, "QT_QPA_PLATFORM": "offscreen"}
    environment["PYTHONPATH"] = str(ROOT)

    def run(*arguments: str) -> str:
        command = [sys.executable, *arguments]
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
        return done.stdout

    cli = ("-m", "cultdip_desktop.cli.main")
    run(*cli, "demo", "--home", str(home), "--photos", "8")
    first_list = ("-m", "cultdip_desktop.ui.main", "--home", str(home), "--quit-after-first-list")
    shown = [json.loads(run(*first_list)) for _ in range(runs)]
    window = median(lambda: run("-c", EMPTY_WINDOW), runs)
    python = median(lambda: run("-c", "pass"), runs)
    listing = median(lambda: run(*cli, "event", "list", "--home", str(home), "--json"), runs)
    paint = statistics.median(one["first_paint_ms"] for one in shown) / 1000
    rows = statistics.median(one["first_list_ms"] for one in shown) / 1000
    unlock = statistics.median(one["unlock_ms"] for one in shown) / 1000
    return {
        "first paint ÷ empty Qt window": ratio(paint, window),
        "first list of 120 events (unlock included) ÷ empty Qt window": ratio(rows, window),
        "unlock in seconds (Argon2id, 64 MiB, meant to be slow)": round(unlock, 2),
        "cultdip event list ÷ bare interpreter": ratio(listing, python),
    }


def sealing(folder: Path, megabytes: int, runs: int) -> dict[str, object]:
    """Sealing against copying the same bytes, syncing and hashing twice; verifying against hashing once."""
    from cultdip_desktop.packages.contents import FileSource, PackageContents, prepare
    from cultdip_desktop.packages.package import ChainLink, HistoryHead, PackageHeader, Producer, Recipient
    from cultdip_desktop.packages.verify import verify
    from cultdip_desktop.packages.write import seal

    media = [_media_file(folder / f"{index}.bin", index) for index in range(max(megabytes // 8, 1))]
    signer, trust = _signer_and_trust(folder)
    header = PackageHeader(
        package_id=SeededIds(1, FixedClock(NOW)).new(),
        kind="report",
        office="CZ-EMB",
        recipient=Recipient("VN-MFA"),
        period=None,
        chain=ChainLink(1, 1),
        history=HistoryHead(None),
        producer=Producer("bench"),
    )
    target = folder / "bench.cdrp"

    def build() -> None:
        target.unlink(missing_ok=True)
        sources = tuple(FileSource.of_path(path) for path in media)
        rows, attachments = _records(sources)
        prepared = prepare(PackageContents(header=header, rows=rows, media=attachments))
        seal(target, prepared, signer, signing_time=NOW, progress=NoProgress())

    def copy_and_hash_twice() -> None:
        with (folder / "copy.bin").open("wb") as out:
            for path in media:
                for chunk in _chunks(path):
                    out.write(chunk)
            out.flush()
            os.fsync(out.fileno())
        for _ in range(2):
            _hash(folder / "copy.bin")

    built, copied = paired(build, copy_and_hash_twice, runs)
    checked, hashed = paired(
        lambda: verify(target, trust, us=None, known=None, now=NOW, progress=NoProgress()), lambda: _hash(target), runs
    )
    return {
        f"seal {megabytes} MiB, read-back included ÷ copy, fsync and two SHA-256 passes": ratio(built, copied),
        f"verify {megabytes} MiB ÷ one SHA-256 pass": ratio(checked, hashed),
    }


def median(work: Callable[[], object], runs: int) -> float:
    """Seconds of the middle run, after one that does not count."""
    work()
    return statistics.median(_seconds(work) for _ in range(runs))


def paired(work: Callable[[], object], baseline: Callable[[], object], runs: int) -> tuple[float, float]:
    """Both in turn, so that a machine that slows down slows both."""
    work()
    baseline()
    pairs = [(_seconds(work), _seconds(baseline)) for _ in range(runs)]
    return statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)


def ratio(figure: float, baseline: float) -> str:
    """For people: the ratio first, the seconds behind it."""
    return f"{figure / baseline:.2f} ({figure:.3f} s : {baseline:.3f} s)"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _media_file(path: Path, seed: int) -> Path:
    block = hashlib.sha256(str(seed).encode()).digest() * (CHUNK // 32)
    head = b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom"
    with path.open("wb") as handle:
        handle.write(head + (8 + 8 * CHUNK).to_bytes(4, "big") + b"mdat")
        for _ in range(8):
            handle.write(block)
        handle.write(b"\x00\x00\x00\x08moov")
    return path


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        while chunk := handle.read(CHUNK):
            yield chunk


def _hash(path: Path) -> str:
    digest = hashlib.sha256()
    for chunk in _chunks(path):
        digest.update(chunk)
    return digest.hexdigest()


def _records(sources):  # type: ignore[no-untyped-def]
    """The rows of a report with one event that all films belong to."""
    from cultdip_desktop.domain.event import Event, EventState
    from cultdip_desktop.domain.media import MediaItem
    from cultdip_desktop.domain.period import Period
    from cultdip_desktop.domain.text import BiText
    from cultdip_desktop.packages.contents import MediaSource
    from cultdip_desktop.services import founding, payload

    ids = SeededIds(2, FixedClock(NOW))
    office = founding.mission_identity(founding.mission_by_id("CZ-EMB"), "vi", ids)
    event = Event(id=ids.new(), office="CZ-EMB", title=BiText("Tuần phim"), state=EventState.HELD, start=NOW)
    media = []
    for source in sources:
        facts = {"file_name": "phim.mp4", "mime": "video/mp4", "extension": "mp4", "kind": "video"}
        item = MediaItem(id=ids.new(), event_id=event.id, sha256=source.sha256, size=source.size, **facts)
        media.append(payload.ExportedMedia(item, source.sha256, source.size, "video/mp4", "mp4", cleaned=True))
    period = Period.parse("2026-Q4")
    row = payload.report_row(ids.new(), office, period, (event,), {})
    rows = payload.rows(payload.Records(office, (), (), (event,), (), tuple(media), row))
    return rows, tuple(MediaSource("mp4", source) for source in sources)


def _signer_and_trust(folder: Path):  # type: ignore[no-untyped-def]
    """A certified key of CZ-EMB, and the root it leads to."""
    from cultdip_desktop.packages import keys, request
    from cultdip_desktop.packages.authority import Authority

    office = {"office": "CZ-EMB", "office_name": "Đại sứ quán Việt Nam tại Cộng hòa Séc", "pin": PASSPHRASE}
    authority = Authority.create(folder / "authority", organisation="Bộ Ngoại giao", pin=PASSPHRASE, now=NOW)
    key = keys.create_key(folder / "keys", person="Nguyễn Minh Hà", now=NOW, **office)
    asked = request.read(request.write(keys.request_of(folder / "keys", key.id)))
    der = authority.certify(asked, headquarters=False, pin=PASSPHRASE, now=NOW)
    keys.install_certificate(folder / "keys", der, (authority.issuing,))
    trust = authority.trust(authority.make_lists((), 1, pin=PASSPHRASE, now=NOW))
    return keys.load_signer(folder / "keys", key.id, PASSPHRASE, NOW), trust


if __name__ == "__main__":
    main()
