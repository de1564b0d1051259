"""What a walk asks of texts: does each come from a catalog, has each room enough."""

from __future__ import annotations

import csv
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.core.paths import resources
from cultdip_desktop.exchange.columns import COLUMNS
from cultdip_desktop.i18n.legacy import suspect
from cultdip_desktop.ui.kit.marks import GoalChip
from cultdip_desktop.ui.kit.text import ElidedLabel
from cultdip_desktop.ui.rooms.events.view_goal_row import GoalRow
from tests.look import pseudo

LETTERS = re.compile(r"[^\W\d_]{2,}")
PLAIN_WORDS = frozenset(
    # Names of the product, of files and formats, of languages in themselves, keys of the keyboard.
    "CultDip Desktop cultdip cdrp hoa sen demo JPG PDF XLSX CSV HTML JPEG PNG HEIC WebP MB KB GB kB SHA PIN QR vi en VI EN Tiếng Việt"
    " English Ctrl Alt Shift Esc Enter F1 PKCS px ÂL âl VN Qt PySide Python SQLite SQLCipher ReportLab Tinos Inter Be Pro"
    " SIL OFL MIT BSD LGPL ISC Apache MPL lucide BeVietnamPro Liberation sRGB CC"
    # The lunar calendar's own words come from `i18n.lunar`, the recipient's name from `domain`.
    " Lunar lunar day of the month year mid leap th st nd rd Bính Ngọ Đinh Mùi Ất Tỵ"
    " Trần Thị Mai Anh"  # the request in the picture of comparing
    " Department External Affairs and Cultural Diplomacy Ministry Foreign"
    " CZ EMB Embassy of Viet Nam in the Czech Republic Sep".split()  # the backup in the picture of restoring
)
"""Words that are the same in every language, or belong to a language's own tables."""

NO_WORDS = re.compile(r"(?:[0-9a-f]{4}[ …]*)+|[0-9A-Z]{5}|\S*[/\\]\S*|[\w-]+\.cd(?:rp|backup)")
"""Fingerprints, recovery codes, paths, names of files."""


def texts_of(widget: QWidget) -> Iterator[str]:
    """What a widget shows or says."""
    if isinstance(widget, (QLabel, QAbstractButton)):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()
    yield widget.toolTip()
    yield widget.accessibleName()


def data_words(office: Office) -> frozenset[str]:
    """Every word of what the office holds: what people wrote is shown as they wrote it."""
    found: set[str] = set(PLAIN_WORDS)
    desk = office.desk
    with desk.store.read() as tx:
        names = tx.connection.exec_driver_sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '%STRICT%'"
        )
        for name in names.scalars().all():
            for row in tx.connection.exec_driver_sql(f'SELECT * FROM "{name}"'):  # noqa: S608 - our own tables
                for value in row:
                    if isinstance(value, str):
                        found.update(words_in(value))
    found.update(words_in(office.identity.zone))
    found.update(words_in((resources() / "words" / "fingerprint.vi.txt").read_text("utf-8")))
    found.update(_words_of_the_table())
    for file in (*(resources() / "templates").glob("*.json"), resources() / "places" / "localities.json"):
        found.update(words_in(file.read_text("utf-8")))
    found.update(words_in("Czech koruna US dollar euro"))  # CLDR's names of currencies
    for info in office.keys.list():
        for value in _strings(info):
            found.update(words_in(value))
    found.update(words_in(json.dumps(_calendar_words(), ensure_ascii=False)))
    for occasion in office.calendar.upcoming():  # feasts and anniversaries are data that comes with the program
        for value in _strings(occasion):
            found.update(words_in(value))
    return frozenset(found)


def _words_of_the_table() -> Iterator[str]:
    """The table that the tour takes in, as it stands and as it is repaired; its name; our heads, which are no texts of ours."""
    yield from words_in("Kế hoạch csv STT")
    for column in COLUMNS:
        yield from words_in(f"{column.head.vi} {column.head.en}")
    rows = csv.reader((resources() / "demo" / "import-example.csv").read_text("utf-8").splitlines(), delimiter=";")
    for cell in (cell for row in rows for cell in row):
        repaired = suspect(cell)
        yield from words_in(cell)
        yield from words_in(repaired.after if repaired else "")


def words_in(text: str) -> list[str]:
    return LETTERS.findall(NO_WORDS.sub(" ", unicodedata.normalize("NFC", text)))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from _strings(getattr(value, field.name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            yield from _strings(one)


def _calendar_words() -> list[str]:
    """Names of days, months and currencies come from CLDR."""
    from babel import Locale

    locale = Locale("en")
    names = [name for kind in ("days", "months") for form in getattr(locale, kind).values() for name in _leaves(form)]
    return [*names, *locale.currencies.values(), *locale.territories.values(), *locale.currencies]


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    else:
        for one in value.values():
            yield from _leaves(one)


def cut_off(widget: QWidget) -> bool:
    """Whether a text that does not say by dots that it goes on has too little room."""
    if isinstance(widget, (ElidedLabel, GoalChip, GoalRow)):
        return False
    if isinstance(widget, QLabel):
        if not widget.text() or widget.wordWrap():
            need = widget.heightForWidth(widget.width()) if widget.text() and widget.wordWrap() else 0
            return need > widget.height() + 1
        lines = widget.text().splitlines() or [""]
        metrics = widget.fontMetrics()
        wide = max(metrics.horizontalAdvance(line) for line in lines)
        room = widget.contentsRect()
        return wide > room.width() + 1 or metrics.height() * len(lines) > room.height() + 2
    if isinstance(widget, QAbstractButton) and widget.text():
        return widget.fontMetrics().horizontalAdvance(widget.text().replace("&", "")) > widget.width()
    return False


def foreign(widgets: list[QWidget], known: frozenset[str]) -> Iterator[tuple[QWidget, str]]:
    """Widgets with a text that neither a catalog nor the office's data holds."""
    for widget in widgets:
        for text in texts_of(widget):
            rest = [word for word in words_in(pseudo.unmarked(text)) if word not in known]
            if rest and pseudo.OPEN not in text:
                yield widget, text[:100]


def cut(widgets: list[QWidget]) -> Iterator[tuple[QWidget, str]]:
    """Widgets that show less of their text than there is."""
    for widget in widgets:
        if cut_off(widget):
            text = widget.text() if isinstance(widget, (QLabel, QAbstractButton)) else ""
            yield widget, f"{text[:60]!r} {widget.width()}x{widget.height()}"
