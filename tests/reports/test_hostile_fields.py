"""Hostile text in every field that a document prints: it comes out as it was typed, and nothing else is touched."""

from __future__ import annotations

import io
import sys
import sysconfig
import time
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from cultdip_desktop.core.paths import catalogs, resources
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.coverage import GapReason
from cultdip_desktop.domain.event import EventState, PressItem, Results
from cultdip_desktop.domain.letterhead import Authority, Circulation, Letterhead, Urgency
from cultdip_desktop.domain.mission import Person
from cultdip_desktop.domain.partner import Actor, ActorRole
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.report import ReportLanguage, ReportSection
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.word import build_docx
from tests.reports import seen
from tests.reports.factory import built, came, drawn, event, item, money, office, quarter, tag

MARKUP = '<img src="file:///etc/passwd"/>{0}%s'
FORMULA = '=HYPERLINK("http://evil.example/a.png")'
BIDI = "\u202egnp.exe\u202c \u2066x\u2069"
SHORT = 6
"""Characters that stand on one line even where a field is clipped or parted."""


def at(place: str, text: str) -> str:
    """Text that says which field it is of."""
    return f"{place}{text}"


def both(place: str, text: str) -> BiText:
    """In both languages."""
    return BiText(at(place, text), at(place, text))


def letterhead(text: str) -> Letterhead:
    """Every text of the form."""
    return Letterhead(
        parent=both("LP", text), agency=both("LA", text), place=both("LD", text), copies=both("LC", text),
        head=both("LH", text), position=both("LV", text), other_position=both("LO", text), contact=both("LK", text),
        symbol=text[:20], unit_symbol=text[:20], drafter_mark=text[:8], authority=Authority.FOR_HEAD,
        circulation=Circulation.INTERNAL, urgency=Urgency.URGENT,
    )  # fmt: skip


def hostile(text: str) -> ReportData:
    """A report with such a text in every field."""
    press = (PressItem(outlet=at("PO", text), title=at("PT", text), link=at("PL", text), day=date(2026, 9, 11)),)
    one = event(
        1, at("ET", text), at("ET", text), summary=both("ES", text), venue=both("EV", text), city=at("EC", text),
        number=at("EN", text)[:40], results=replace(came(10, "0.5"), outcomes=both("EO", text), press=press),
        actors=(Actor(at("EA", text), "AC.OVN", ActorRole.CO_ORGANISER),),
        goals=(tag("M3", at("EG", text), at("EG", text), primary=True),), money=(money("RS.BUD", "1.00"),),
    )  # fmt: skip
    off = event(2, at("OT", text), state=EventState.CANCELLED, state_reason=at("OR", text), results=Results())
    photo = item(one, 0, at("MC", text), at("MC", text), at("MR", text), file_name=text[:60])
    person = Person(id="p", name=at("SN", text), rank=both("SR", text), approver=True)
    day = date(2026, 8, 1)
    return quarter(
        events=(one, off), planned=(), media={one.id: (photo,)}, recipient=both("RT", text), basis=both("RB", text),
        letterhead=letterhead(text), signer=person, drafter=person, number=5, issued_on=date(2026, 10, 7),
        office=replace(office(), name=both("ON", text), city=both("OC", text), symbol=text[:20]),
        sections={
            key: ReportSection(id=key, report_id="r", section=key, text=both(f"W{key}", text))
            for key in ("opening", "I", "III", "IV")
        },
        initiatives=(Initiative(id="i", title=both("IT", text), text=both("IX", text), proposed_on=day),),
        commendations=(Commendation(id="c", name=at("CN", text), award=at("CA", text), reason=both("CR", text), proposed_on=day),),
        gaps=(GapReason(code="M4", year=2026, quarter=3, reason=both("GR", text)),),
    )  # fmt: skip


ON_PAPER = (
    "ET",
    "EV",
    "EC",
    "EO",
    "EG",
    "EA",
    "OT",
    "OR",
    "MC",
    "MR",
    "WI",
    "WIII",
    "WIV",
    "Wopening",
    "IT",
    "CN",
    "CR",
)
"""Fields that every language of the report prints in full."""

IN_THE_FORM = ("LP", "LA", "LD", "LC", "LH", "LV", "LO", "LK", "SN", "RT")
"""Fields of the form, some in capitals, clipped to their room."""


@pytest.fixture
def opened() -> Iterator[list[str]]:
    """Every file that is opened and every address that is asked for in the test."""
    found: list[str] = []
    _WATCH.append(found)
    yield found
    _WATCH.remove(found)


_WATCH: list[list[str]] = []


def _audit(name: str, arguments: tuple[object, ...]) -> None:
    if _WATCH and (name == "open" or name.startswith(("socket.", "subprocess.", "urllib.", "os.system", "os.exec"))):
        for found in _WATCH:
            found.append(f"{name} {arguments[0]}")


sys.addaudithook(_audit)


def foreign(found: list[str]) -> list[str]:
    """What is neither the program, its resources nor its libraries."""
    paths = sysconfig.get_paths()
    own = [str(resources()), str(catalogs()), str(Path(__file__).parents[2] / "cultdip_desktop"), "/usr/share/zoneinfo",
           *(paths[name] for name in ("stdlib", "platstdlib", "purelib", "platlib"))]  # fmt: skip
    return [one for one in found if not any(one.startswith(f"open {path}") for path in own)]


def squeezed(text: str) -> str:
    """Without white space, in capitals: lines may be parted anywhere."""
    return "".join(text.split()).upper()


@pytest.mark.parametrize("language", ["vi", "en", "both"])
@pytest.mark.parametrize("text", [MARKUP, FORMULA], ids=["markup", "formula"])
def test_every_field_reaches_paper_as_it_was_typed(text: str, language: ReportLanguage, tmp_path: Path) -> None:
    target = io.BytesIO()
    from cultdip_desktop.reports.pdf import build_pdf

    build_pdf(hostile(text), language, target, drawn, NoProgress())
    shown = squeezed(seen.text(seen.written(tmp_path, target.getvalue())))
    missing = [place for place in ON_PAPER if squeezed(at(place, text)) not in shown]
    missing += [place for place in IN_THE_FORM if squeezed(at(place, text)[:SHORT]) not in shown]
    assert missing == []


@pytest.mark.parametrize("text", [MARKUP, FORMULA, BIDI], ids=["markup", "formula", "bidi"])
def test_no_file_and_no_address_is_touched(text: str, opened: list[str]) -> None:
    built(quarter())  # libraries are loaded
    opened.clear()
    pdf, _ = built(hostile(text))
    built(hostile(text), "en")
    target = io.BytesIO()
    build_docx(hostile(text), "vi", target, drawn, NoProgress())
    assert foreign(opened) == []
    assert b"passwd" not in pdf.replace(b"file:///etc/passwd", b"")


def test_the_word_file_holds_every_field_as_text_without_links_or_fields_of_it() -> None:
    target = io.BytesIO()
    build_docx(hostile(FORMULA), "vi", target, drawn, NoProgress())
    with zipfile.ZipFile(target) as archive:
        document = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "HYPERLINK(&quot;" in document or 'HYPERLINK("' in document
    assert "evil.example" not in links
    assert "w:hyperlink" not in document


def test_direction_marks_do_not_reach_paper(tmp_path: Path) -> None:
    pdf, _ = built(hostile(BIDI))
    text = seen.text(seen.written(tmp_path, pdf))
    assert not set(text) & {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}
    assert "gnp.exe" in text


def test_a_megabyte_of_decomposed_text_is_set_in_bearable_time(tmp_path: Path) -> None:
    words = unicodedata.normalize("NFD", "Ngoại giao văn hóa Việt Nam tại Cộng hòa Séc được quảng bá rộng rãi. ")
    huge = BiText(words * (1_000_000 // len(words)))
    data = hostile(words * 20)
    written = ReportSection(id="I", report_id="r", section="I", text=huge)
    started = time.process_time()
    pdf, report = built(replace(data, sections={**data.sections, "I": written}))
    assert time.process_time() - started < 30
    assert report.pages > 100
    text = seen.text(seen.written(tmp_path, pdf))
    assert unicodedata.is_normalized("NFC", text)
    assert squeezed(text).count(squeezed(unicodedata.normalize("NFC", words))) > 0.9 * len(huge.vi) / 80
    assert "Phụ lục I" in text
