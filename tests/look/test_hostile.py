"""Whatever people write is shown as they wrote it: no mark-up, no file or address touched, nothing runs away."""

from __future__ import annotations

import ctypes
import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QLabel, QTextEdit

from cultdip_desktop.app import Office
from cultdip_desktop.domain.event import Event, EventState, GoalTag, Results
from cultdip_desktop.domain.money import Money, MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText
from tests.look.rooms import Visitor, described, shown

IN_OPEN = 0x20
LONG = "Ngoạigiaovănhóa" * 200
SHAPES = {
    "markup": '<img src="{file}"><b>đậm</b><a href="{file}">bấm</a><style>*{{color:red}}</style>',
    "long": LONG,
    "odd": "=cmd|' /C calc'!A0 \u202eevil\u202c \u0301\u0323a\u0302 &amp; &x %s {{0}} 東京 🎉 مرحبا "
    + "dòng\nhai\tba\u2028bốn " * 40,
}


@contextmanager
def watched(file: Path) -> Iterator[list[int]]:
    """Counts how often anybody in this machine opens a file (inotify; Linux only)."""
    libc = ctypes.CDLL(None, use_errno=True)
    handle = libc.inotify_init1(os.O_NONBLOCK)
    libc.inotify_add_watch(handle, os.fsencode(file), IN_OPEN)
    opened: list[int] = []
    try:
        yield opened
        try:
            data = os.read(handle, 65_536)
        except BlockingIOError:
            data = b""
        opened += [struct.unpack_from("iI", data, at)[1] for at in range(0, len(data), 16)]
    finally:
        os.close(handle)


def hostile(event: Event, text: str, edition: str) -> Event:
    """An event in which every text is `text`."""
    both = BiText(text, text)
    return replace(
        event,
        title=both,
        summary=both,
        venue=both,
        city=text[:200],
        state=EventState.HELD,
        start=datetime(2026, 9, 25, 15, 30, tzinfo=UTC),
        goals=(GoalTag("M3", edition, True, both),),
        actors=(Actor(text[:200], "AC.OVN", ActorRole.LEAD),),
        results=Results(outcomes=both, lessons=both),
        money=(MoneyLine("RS.BUD", MoneyStage.SPENT, Money.of_minor(100, "CZK")),),
        internal_note=text,
    )


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_hostile_texts_are_shown_as_they_are(visitor: Visitor, at_mission: Office, tmp_path: Path, shape: str) -> None:
    canary = tmp_path / "canary.png"
    Image.new("RGB", (2, 2)).save(canary)
    text = SHAPES[shape].format(file=canary.as_uri() if shape == "markup" else "")
    edition = at_mission.catalogue.current().edition
    written = [at_mission.events.save(hostile(at_mission.events.blank(), text, edition))[0] for _ in range(3)]
    photo = tmp_path / "ảnh <b>.png"
    Image.new("RGB", (40, 30), 0x8844AA).save(photo)
    at_mission.media.attach(written[0].id, [photo], caption=BiText(text, text), credit=text)
    at_mission.settings.save_person(replace(at_mission.settings.people()[0], name=text[:200], rank=BiText(text[:200])))
    with watched(canary) as opened:
        for room, window in visitor.rooms(at_mission):
            for widget in shown(window, QLabel):
                assert isinstance(widget, QLabel)
                plain = widget.textFormat() == Qt.TextFormat.PlainText
                assert plain or "<" not in widget.text(), f"{room}: {described(widget)}"
            for tip in shown(window):
                assert "<b>đậm" not in tip.toolTip(), described(tip)
            for editor in shown(window, QTextEdit):
                assert isinstance(editor, QTextEdit)
                assert not editor.acceptRichText(), f"{room}: {described(editor)}"
            assert window.width() <= 1366, f"{room}: a text made the window wider"
    assert opened == []


def test_the_watch_sees_a_document_that_fetches_its_picture(tmp_path: Path, visitor: Visitor) -> None:
    del visitor
    canary = tmp_path / "canary.png"
    Image.new("RGB", (2, 2)).save(canary)
    with watched(canary) as opened:
        document = QTextDocument()
        document.setHtml(f'<img src="{canary.as_uri()}">')
        document.toPlainText()
        document.drawContents  # noqa: B018
        document.pageCount()
    assert opened
