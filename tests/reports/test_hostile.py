"""Texts that try to break the page, read a file or become a formula."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from cultdip_desktop.domain.letterhead import Authority, Circulation, Letterhead, Urgency
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.index_html import IndexFile, index_html
from cultdip_desktop.reports.table import events_csv, events_xlsx
from tests.reports import seen
from tests.reports.factory import built, came, event, item, money, quarter, tag

TEXTS = {
    "markup": '<img src="/etc/passwd"/><b>đậm</b> &amp; &#x41; <a href="javascript:1">x</a>',
    "unclosed": "<para><font color=red>]]> & < > </b></i>",
    "long": "Ngoạigiaovănhóa" * 340,
    "wide": "W" * 5000,
    "right to left": "\u202eevil\u202c \u2067שלום\u2069 مرحبا",
    "lone marks": "\u0301\u0323 a\u0302\u0301\u0323 \u0309",
    "controls": "a\x00b\x07c\x1bd\x0ce\x85f\u2028g\ufeffh\ud800i",
    "many lines": "dòng\n" * 300,
    "other scripts": "東京の文化交流 กรุงเทพฯ 🎉 Ελλάδα Москва",
    "blank": " \u00a0\u200b ",
    "script": "</style></title><script>alert(1)</script>\" onload='x' {title} %s {{x}}",
}


def letterhead_of(text: str) -> Letterhead:
    """Settings of the form in which every text is `text`; the service would refuse some of them."""
    both = BiText(text, text)
    return Letterhead(
        parent=both, agency=both, symbol=text, place=both, copies=both, unit_symbol=text, head=both, position=both,
        other_position=both, drafter_mark=text, contact=both, authority=Authority.FOR_HEAD,
        circulation=Circulation.INTERNAL, urgency=Urgency.EXPRESS,
    )  # fmt: skip


def data_with(text: str) -> ReportData:
    """A report in which every free text is `text`."""
    both = BiText(text, text)
    hostile = event(
        1, text, text, summary=both, venue=both, city=text, results=came(10, "0.5", text, text),
        actors=(Actor(text, "AC.OVN", ActorRole.CO_ORGANISER),), goals=(tag("M3", text, text, primary=True),),
        money=(money("RS.BUD", "1.00"), money(text[:40], "2.00", "EUR")), number=text[:40],
    )  # fmt: skip
    photo = item(hostile, 0, text, text, text, file_name=text[:80])
    return quarter(
        events=(hostile,), planned=(), media={hostile.id: (photo,)}, recipient=both, letterhead=letterhead_of(text)
    )


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_pdf_is_built_whatever_the_texts_are(name: str, language: Language, tmp_path: Path) -> None:
    pdf, report = built(data_with(TEXTS[name]), language)
    text = seen.text(seen.written(tmp_path, pdf))
    assert report.pages >= 3
    assert "root:" not in text
    assert "\x00" not in text


def test_markup_is_printed_as_it_was_typed(tmp_path: Path) -> None:
    pdf, _ = built(data_with(TEXTS["markup"]))
    text = "".join(seen.text(seen.written(tmp_path, pdf)).split())
    assert "".join(TEXTS["markup"].split()) in text


def test_decomposed_text_comes_out_composed(tmp_path: Path) -> None:
    data = quarter(events=(event(1, "Lễ hội", city="Ha\u0300 No\u0323\u0302i"),), planned=(), media={})
    assert "Hà Nội" in seen.text(seen.written(tmp_path, built(data)[0]))


def test_letters_that_cannot_be_printed_are_reported() -> None:
    _, report = built(data_with(TEXTS["other scripts"]))
    found = next(found for found in report.findings if found.code == "report.letters_not_printable")
    assert "東" in str(found.params["letters"])
    assert "М" not in str(found.params["letters"])


FORMULAS = [
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    " =1+1",
    "＝1+1",
    "\u200b=1",
    "|x",
]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_becomes_a_formula_in_csv(formula: str, language: Language) -> None:
    text = events_csv(data_with(formula), language).decode("utf-8-sig")
    for row in list(csv.reader(io.StringIO(text), delimiter=";" if language == "vi" else ","))[1:]:
        assert not [cell for cell in row if cell.strip(" \u200b\xa0")[:1] in tuple("=+-@|\t\r\n＝")]


OURS = re.compile(rb"SUM(IFS)?\([A-Z]{1,2}\$?\d+:[A-Z]{1,2}\$?\d+(,[A-Z$]{1,3}\d+(:[A-Z$]{1,3}\d+)?)*\)")
"""Sums of cells of the same sheet: the only formulas that the program makes."""


@pytest.mark.parametrize("formula", FORMULAS)
def test_texts_stay_texts_in_the_workbook(formula: str) -> None:
    sheet = events_xlsx(data_with(formula), "vi")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(sheet)).get_sheet_by_index(0).to_python()
    assert formula.strip(" \t\r\n\u200b") in [cell.strip() for row in rows for cell in row if isinstance(cell, str)]
    made = re.findall(rb"<f>(.*?)</f>", b"".join(_sheets(sheet)))
    assert [one for one in made if not OURS.fullmatch(one.replace(b"$", b""))] == []


def _sheets(workbook: bytes) -> list[bytes]:
    import zipfile

    with zipfile.ZipFile(io.BytesIO(workbook)) as archive:
        return [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]


@pytest.mark.parametrize("name", TEXTS)
def test_tables_and_index_are_built_whatever_the_texts_are(name: str) -> None:
    data = data_with(TEXTS[name])
    CalamineWorkbook.from_filelike(io.BytesIO(events_xlsx(data, "vi"))).get_sheet_by_index(0).to_python()
    assert len(list(csv.reader(io.StringIO(events_csv(data, "vi").decode("utf-8-sig")), delimiter=";"))) == 2
    page = index_html(data, [IndexFile(TEXTS[name][:60], BiText(TEXTS[name], TEXTS[name]), 1)]).decode("utf-8")
    assert page.count("<script") == 0
    assert page.count("<style>") == page.count("</style>") == 1
    assert "<img" not in page
