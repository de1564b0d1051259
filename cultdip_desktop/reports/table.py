"""The table of events as a workbook and as plain text, for people who calculate on.

Texts never become formulas: XlsxWriter writes them as strings, and in CSV a leading sign that a spreadsheet would
calculate is disarmed by an apostrophe.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.domain.event import COUNTED, Event
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.spreadsheet import cell_text, disarmed
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.data import ReportData

if TYPE_CHECKING:
    from collections.abc import Iterable

_FONT_SIZE: Final = 11
_LINE: Final = 15
"""Height of a line in points."""

_LETTERS_A_UNIT: Final = 1.2
"""Average letters in the width of one digit, which widths are measured in."""

_PAGE: Final = 180
"""Characters across a landscape page that can still be read."""

_MAX_LINES: Final = 25
"""Excel's rows are at most 409 points high."""

Cell = str | int | Decimal | date | datetime | None
_Row = Sequence[Cell]


def events_csv(data: ReportData, language: Language) -> bytes:
    """One line per reportable event of the window, UTF-8 with BOM.

    Semicolons in Vietnamese and commas in English, as the spreadsheets of both languages expect. Numbers are plain
    digits with a point, days ISO 8601, so that programs read both alike.
    """
    words = Words(language)
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";" if language == "vi" else ",", lineterminator="\r\n")
    writer.writerow([head for head, _ in _columns(words)])
    for event in report_data.listed(data):
        writer.writerow([_plain(cell) for cell in _cells(words, event)])
    return b"\xef\xbb\xbf" + out.getvalue().encode("utf-8")


def events_xlsx(data: ReportData, language: Language) -> bytes:
    """A workbook: events, figures by goal and group, money line by line, and what the figures rest on.

    The same data give the same bytes.
    """
    import xlsxwriter

    words = Words(language)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, options)
    cut = data.as_of.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
    book.set_properties({"title": cell_text(prose.document_title(data, words)), "created": cut})
    sheets = _Sheets(book)
    events = (_cells(words, event) for event in report_data.listed(data))
    sheets.add(words.c("report sheet", "Events"), _columns(words), events)
    sheets.add(words.c("report sheet", "By goal"), _figure_columns(words), _figures(data, words))
    sheets.add(words.c("report sheet", "Money"), _money_columns(words), _money(data, words))
    about = [(words.c("report table", "What"), 26), (words.c("report table", "Value"), 90)]
    sheets.add(words.c("report sheet", "About"), about, _about(data, words))
    book.close()
    return target.getvalue()


class _Sheets:
    """Writes rows under a bold, frozen, filterable head."""

    def __init__(self, book: Any) -> None:
        self._book = book
        font = {"font_name": "Times New Roman", "font_size": _FONT_SIZE, "valign": "top"}
        self._head = book.add_format({**font, "bold": True, "text_wrap": True, "bottom": 1})
        self._text = book.add_format({**font, "text_wrap": True, "align": "left", "indent": 1})
        self._day = book.add_format({**font, "num_format": "dd/mm/yyyy", "align": "left"})
        self._whole = book.add_format({**font, "num_format": "#,##0"})
        self._exact = book.add_format({**font, "num_format": "#,##0.00##"})

    def add(self, name: str, columns: Sequence[tuple[str, float]], rows: Iterable[_Row]) -> None:
        """One sheet."""
        sheet = self._book.add_worksheet(name)
        for index, (head, width) in enumerate(columns):
            sheet.set_column(index, index, width)
            sheet.write_string(0, index, head, self._head)
        sheet.set_row(0, 2 * _LINE)
        last = 0
        for last, row in enumerate(rows, 1):
            sheet.set_row(last, _LINE * _lines(row, columns))
            for index, cell in enumerate(row):
                self._write(sheet, last, index, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        if sum(width for _, width in columns) <= _PAGE:
            sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)

    def _write(self, sheet: Any, row: int, column: int, cell: Cell) -> None:
        if cell is None or cell == "":
            return
        if isinstance(cell, str):
            sheet.write_string(row, column, cell_text(cell), self._text)
        elif isinstance(cell, date):
            sheet.write_datetime(row, column, datetime.combine(cell, time.min), self._day)
        else:
            sheet.write_number(row, column, cell, self._whole if isinstance(cell, int) else self._exact)


def _columns(words: Words) -> list[tuple[str, float]]:
    """Heads and widths in characters, in the order of `_cells`."""
    return [
        (words.c("report table", "Number"), 14),
        (words.c("report table", "First day"), 12),
        (words.c("report table", "Last day"), 12),
        (words.c("report table", "Vietnamese title"), 44),
        (words.c("report table", "English title"), 44),
        (words.c("report table", "Kind"), 18),
        (words.c("report table", "Format"), 14),
        (words.c("report table", "State"), 16),
        (words.c("report table", "Venue"), 30),
        (words.c("report table", "City"), 16),
        (words.c("report table", "Country"), 10),
        (words.c("report table", "Primary goal"), 12),
        (words.c("report table", "Other goals"), 18),
        (words.c("report table", "Attendance"), 12),
        (words.c("report table", "How counted"), 18),
        (words.c("report table", "Host-country share"), 12),
        (words.c("report table", "Partners"), 36),
        (words.c("report table", "Outcome"), 44),
        (words.c("report table", "Money spent"), 28),
    ]


def _cells(words: Words, event: Event) -> list[Cell]:
    """The cells of one event, in the order of `_columns`."""
    counted = event.state in COUNTED
    attendance = event.results.attendance if counted else None
    primary = [tag.code for tag in event.goals if tag.primary]
    others = [tag.code for tag in event.goals if not tag.primary]
    last = event.local_end.date() if event.local_end else event.day
    return [
        event.number,
        event.day,
        last,
        event.title.vi,
        event.title.en,
        label(words, event.kind),
        label(words, event.format),
        label(words, event.state),
        event.venue.get(words.language),
        event.city,
        event.country,
        ", ".join(primary),
        ", ".join(others),
        attendance.value if attendance else None,
        label(words, attendance.method) if attendance else "",
        event.results.host_country_share if counted else None,
        "; ".join(prose.partners_of(words, [actor.partner for actor in event.actors])),
        event.results.outcomes.get(words.language) if counted else "",
        _amounts(event.spent) if counted else "",
    ]


def _figure_columns(words: Words) -> list[tuple[str, float]]:
    return [
        (words.c("report table", "Code"), 10),
        (words.c("report table", "Goal or solution group"), 70),
        (words.c("report table", "Events"), 12),
        (words.c("report table", "Weighted"), 12),
        (words.c("report table", "Attendance"), 14),
        (words.c("report table", "Money spent"), 40),
    ]


def _figures(data: ReportData, words: Words) -> Iterable[_Row]:
    figures = report_data.by_group(data)
    for row in report_data.rows_of(figures, (*GOALS, *SOLUTION_GROUPS)):
        node = data.catalogue.find(row.key)
        title = node.title.get(words.language) if node else ""
        yield (row.key, title, row.events, row.weighted, row.attendance, _amounts(row.spent))
    total = report_data.totals(data)
    yield ("", words.c("report table", "Distinct events"), total.events, None, total.attendance, _amounts(total.spent))


def _money_columns(words: Words) -> list[tuple[str, float]]:
    return [
        (words.c("report table", "Number"), 14),
        (words.c("report table", "Event"), 50),
        (words.c("report table", "Source"), 40),
        (words.c("report table", "Stage"), 16),
        (words.c("report table", "Amount"), 18),
        (words.c("report table", "Currency"), 10),
    ]


def _money(data: ReportData, words: Words) -> Iterable[_Row]:
    for event in report_data.held(data):
        for line in event.money:
            node = data.catalogue.find(line.source)
            source = node.title.get(words.language) if node else line.source
            title = event.title.get(words.language)
            yield (event.number, title, source, label(words, line.stage), line.money.amount, line.money.currency)


def _about(data: ReportData, words: Words) -> Iterable[_Row]:
    yield (words.c("report table", "Office"), data.office.name.get(words.language))
    yield (words.c("report table", "Period"), period_words(words, data.period))
    yield (words.c("report table", "Days covered"), dates.day_range(words, data.window.first, data.window.last))
    yield (words.c("report table", "Data as of"), prose.cut(data, words))
    yield (
        words.c("report table", "Catalogue"),
        f"{data.catalogue.title.get(words.language)}, {data.catalogue.edition}",
    )
    yield (words.c("report table", "Document"), data.document)
    yield (words.c("report table", "SHA-256 of the data"), report_data.content_sha256(data))


def _lines(row: _Row, columns: Sequence[tuple[str, float]]) -> int:
    """How many lines the longest text of a row takes; spreadsheets do not find out by themselves."""
    texts = [
        (cell, (width - 2) * _LETTERS_A_UNIT)
        for cell, (_, width) in zip(row, columns, strict=True)
        if isinstance(cell, str)
    ]
    needed = [sum(1 + int(len(line) / width) for line in text.split("\n")) for text, width in texts]
    return min(max(needed, default=1), _MAX_LINES)


def _amounts(spent: Mapping[str, Decimal]) -> str:
    return "; ".join(f"{amount:f} {currency}" for currency, amount in spent.items())


def _plain(cell: Cell) -> str:
    """A cell of the CSV; only texts can look like a formula, numbers and days are our own."""
    if cell is None:
        return ""
    if isinstance(cell, Decimal):
        return f"{cell:f}"
    if not isinstance(cell, str):
        return str(cell)
    return disarmed(cell)
