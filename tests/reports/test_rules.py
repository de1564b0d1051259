"""Rules of the room: one escaping helper, nothing heavy at import, and the bars for large reports."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

import cultdip_desktop
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.reports.pdf import build_pdf
from tests.reports.factory import item, jpeg, quarter, quarter_events

PACKAGE = Path(cultdip_desktop.__file__).parent


def test_only_the_escaping_helper_makes_paragraphs() -> None:
    raw = re.compile(r"(?<![\w.])Paragraph\(|platypus\.Paragraph|import .*\bParagraph\b")
    tagged = re.compile(r"(?<!class )TaggedParagraph\(")
    texts = {path.name: path.read_text("utf-8") for path in PACKAGE.rglob("*.py")}
    assert {name for name, text in texts.items() if raw.search(text)} == {"tags.py"}
    assert {name for name, text in texts.items() if tagged.search(text)} == {"paper.py"}


def test_importing_the_room_loads_no_heavy_library() -> None:
    code = (
        "import sys; from cultdip_desktop.reports import data, facts, findings, index_html, pdf, sections, table; "
        "print([name for name in ('reportlab', 'pikepdf', 'PIL', 'xlsxwriter', 'PySide6') if name in sys.modules])"
    )
    shown = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PACKAGE.parent
    ).stdout
    assert shown.strip() == "[]"


def test_only_modules_that_say_so_load_the_typesetter() -> None:
    """Who loads it before its fonts are set has Helvetica named in every file of the process, embedded nowhere."""
    room = PACKAGE / "reports"
    light = [
        "cultdip_desktop.reports." + ".".join(path.relative_to(room).with_suffix("").parts)
        for path in sorted(room.rglob("*.py"))
        if "after `fonts.prepare()`" not in path.read_text("utf-8") and path.name != "__init__.py"
    ]
    code = (
        f"import importlib, sys\nfor name in {light!r}:\n    importlib.import_module(name)\n"
        "    assert 'reportlab.platypus' not in sys.modules, name"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, cwd=PACKAGE.parent)


@pytest.mark.slow
def test_three_hundred_events_with_six_hundred_pictures_take_less_than_five_seconds() -> None:
    held = [event for event in quarter_events() if event.counted]
    events = tuple(
        replace(held[number % len(held)], id=f"0190d3a0-0000-7000-8000-{number:012d}") for number in range(300)
    )
    media = {
        event.id: tuple(item(event, at, "Rước đèn ông sao", credit="Nguyễn Minh Hà") for at in (0, 1))
        for event in events
    }
    picture = jpeg(1, 1600, 1200)  # as wide as the copies that `media.pictures.printed` makes
    target = io.BytesIO()
    start = time.process_time()
    report = build_pdf(quarter(events=events, media=media), "vi", target, lambda _: picture, NoProgress())
    assert time.process_time() - start < 5
    assert report.pages > 100
    assert len(target.getvalue()) < 600 * len(picture) * 1.05
