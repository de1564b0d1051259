"""The report of 300 events with 600 photos set by our own paper, by typst, by WeasyPrint and by LibreOffice from our DOCX, in one run.

    .venv/bin/pip install -r requirements-bench.lock      # typst and WeasyPrint; LibreOffice is a package of the system
    .venv/bin/python bench/run.py typesetting [--quick]

Processor time of the typesetting alone: texts and pictures lie ready for everybody. A tool that is not installed is
named, and nothing fails.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from bench.measure import Figure, Run
from bench.parts.material import PASSPHRASE, ROOT, office_of
from bench.parts.report import EVENTS, PHOTOS
from bench.parts.timing import peak_mib

OTHERS: Final = {"typst": 1.0, "weasyprint": 5.0, "libreoffice": 8.0}
"""How many times as long as we each must take at least."""

_SECONDS: Final = 5.0
_MIB: Final = 300.0


def measure(run: Run) -> list[Figure]:
    """Each in a process of its own."""
    photos = 60 if run.quick else PHOTOS
    home = office_of(run.folder / "album", EVENTS, photos)
    folder = run.folder / "typesetting"
    folder.mkdir()
    _child("prepare", home, folder)
    ours = _child("ours", home, folder)
    what = f"report of {EVENTS} events, {photos} photos, typeset"
    figures = [
        Figure(f"{what}: processor time", ours["cpu_seconds"], _SECONDS, "s", detail=ours),
        Figure(f"{what}: most memory", ours["peak_mib"], _MIB, "MiB"),
        Figure(f"{what}: size", ours["size_ratio"], 1.05, against="the pictures in it"),
    ]
    for name, bar in OTHERS.items():
        if not _installed(name):
            figures.append(Figure(f"{name} is not installed and was not measured", 0, unit=""))
            continue
        taken = _child(name, home, folder)
        ratio = round(taken["cpu_seconds"] / ours["cpu_seconds"], 2)
        limit = bar if not run.quick else None
        figures.append(Figure(f"{name}, the same content", ratio, limit, against="ours", at_least=True, detail=taken))
    return figures


def _installed(name: str) -> bool:
    return shutil.which("soffice") is not None if name == "libreoffice" else importlib.util.find_spec(name) is not None


def _child(work: str, home: Path, folder: Path) -> dict[str, float]:
    command = [sys.executable, "-m", "bench.parts.typesetting", work, str(home), str(folder)]
    done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603 - ourselves
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def prepare(home: Path, folder: Path) -> dict[str, float]:
    """Pictures as files, the sources for the others, the DOCX."""
    from bench.parts import typesetting_sources
    from cultdip_desktop.app import open_office
    from cultdip_desktop.core.progress import NoProgress
    from cultdip_desktop.domain.period import Period
    from cultdip_desktop.i18n.words import Words
    from cultdip_desktop.reports import sections
    from cultdip_desktop.reports.word import build_docx

    with open_office(home, PASSPHRASE, writing=False) as office:
        data = office.reports.data(Period.parse("2026"))
        for item in (item for items in data.media.values() for item in items):
            (folder / f"{item.sha256}.jpg").write_bytes(office.reports.picture(item) or b"")
        with (folder / "report.docx").open("wb") as target:
            build_docx(data, "vi", target, lambda item: _picture(folder, item.sha256), NoProgress())
    story = sections.story(data, Words("vi"))
    (folder / "report.html").write_text(typesetting_sources.html(story), "utf-8")
    (folder / "report.typ").write_text(typesetting_sources.typst(story), "utf-8")
    return {"photos": sum(len(items) for items in data.media.values())}


def ours(home: Path, folder: Path) -> dict[str, float]:
    """By the product, with everything that it does to its reports."""
    from cultdip_desktop.app import open_office
    from cultdip_desktop.core.progress import NoProgress
    from cultdip_desktop.domain.period import Period
    from cultdip_desktop.reports import fonts
    from cultdip_desktop.reports.pdf import build_pdf

    fonts.prepare()
    importlib.import_module("cultdip_desktop.reports.body")  # nobody's modules are loaded while the time is taken
    importlib.import_module("cultdip_desktop.reports.document")
    with open_office(home, PASSPHRASE, writing=False) as office:
        data = office.reports.data(Period.parse("2026"))
    opened, target = peak_mib(), folder / "ours.pdf"

    def build() -> None:
        with target.open("wb") as file:
            build_pdf(data, "vi", file, lambda item: _picture(folder, item.sha256), NoProgress())

    found = _timed(build)
    shown = sum((folder / f"{item.sha256}.jpg").stat().st_size for items in data.media.values() for item in items)
    return {
        **found,
        "peak_mib_of_opening": opened,
        **_size(target),
        "size_ratio": round(target.stat().st_size / shown, 3),
    }


def with_typst(_home: Path, folder: Path) -> dict[str, float]:
    """By the compiler itself, in this process."""
    import typst

    target = folder / "typst.pdf"
    return {**_timed(lambda: typst.compile(folder / "report.typ", output=target)), **_size(target)}


def with_weasyprint(_home: Path, folder: Path) -> dict[str, float]:
    """By its own call; tagged, as ours is."""
    import weasyprint

    target = folder / "weasyprint.pdf"
    return {**_timed(lambda: weasyprint.HTML(folder / "report.html").write_pdf(target, pdf_tags=True)), **_size(target)}


def with_libreoffice(_home: Path, folder: Path) -> dict[str, float]:
    """From the DOCX that the product writes, in a fresh profile."""
    command = [
        "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir",
        str(folder), str(folder / "report.docx"),
    ]  # fmt: skip
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603 - a fixed command
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("LibreOffice made no PDF")
    wall = time.perf_counter() - begin
    cpu = usage.ru_utime + usage.ru_stime
    found = {"seconds": round(wall, 2), "cpu_seconds": round(cpu, 2), "peak_mib": usage.ru_maxrss / 1024}
    return {**found, **_size(folder / "report.pdf")}


def _timed(work: Callable[[], object]) -> dict[str, float]:
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    return {"seconds": round(wall, 2), "cpu_seconds": round(cpu, 2), "peak_mib": peak_mib()}


def _size(target: Path) -> dict[str, float]:
    import pikepdf

    with pikepdf.open(target) as pdf:
        return {"pages": len(pdf.pages), "file_mib": round(target.stat().st_size / 2**20, 1)}


def _picture(folder: Path, sha256: str) -> bytes:
    return (folder / f"{sha256}.jpg").read_bytes()


_WORKS: Final[dict[str, Callable[[Path, Path], dict[str, float]]]] = {
    "prepare": prepare,
    "ours": ours,
    "typst": with_typst,
    "weasyprint": with_weasyprint,
    "libreoffice": with_libreoffice,
}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_WORKS[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))) + "\n")
