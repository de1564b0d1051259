"""Page, faces and running heads of a Word file in the form of Decree 30/2020 (Appendix I, I and II)."""

from __future__ import annotations

from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION_START
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports import word_xml
from cultdip_desktop.reports.word_xml import Element, element, paragraph, run

FONT: Final = "Times New Roman"
TEXT_WIDTH: Final = 165.0
"""Millimetres between the margins."""

LANGUAGES: Final[dict[Language, str]] = {"vi": "vi-VN", "en": "en-GB"}

_LINE: Final = 1.15
_STYLES: Final[dict[str, dict[str, Any]]] = {
    "CDBody": {"size": 13, "align": "both", "first": 36, "before": 3, "after": 3.5, "line": _LINE},
    "CDNote": {"size": 11, "italic": True, "align": "both", "before": 3, "after": 6},
    "CDTo": {"size": 13, "align": "center", "before": 8, "after": 8},
    "CDToItem": {"size": 13, "left": 150, "first": -9},
    "CDAgency": {"size": 12, "align": "center"},
    "CDAgencyBold": {"size": 12, "bold": True, "align": "center"},
    "CDMotto": {"size": 13, "bold": True, "align": "center"},
    "CDNumber": {"size": 13, "align": "center", "before": 4},
    "CDAbout": {"size": 12, "align": "center", "before": 4},
    "CDDate": {"size": 13, "italic": True, "align": "center", "before": 4},
    "CDType": {"size": 14, "bold": True, "align": "center", "before": 10},
    "CDSubject": {"size": 14, "bold": True, "align": "center"},
    "CDRule": {"size": 1, "align": "center", "before": 3, "exact": 3},
    "CDTiny": {"size": 1, "exact": 1},
    "CDSign": {"size": 13, "bold": True, "align": "center"},
    "CDSignRoom": {"size": 13, "exact": 68},
    "CDCopiesHead": {"size": 12, "bold": True, "italic": True},
    "CDCopies": {"size": 11},
    "CDAppendix": {"size": 14, "bold": True, "align": "center"},
    "CDAppendixTitle": {"size": 13, "bold": True, "align": "center"},
    "CDAppendixLine": {"size": 13, "italic": True, "align": "center", "after": 8},
    "CDCell": {"size": 10.5, "before": 2, "after": 2},
    "CDCellCentre": {"size": 10.5, "align": "center", "before": 2, "after": 2},
    "CDCellRight": {"size": 10.5, "align": "right", "before": 2, "after": 2},
    "CDCellHead": {"size": 10, "bold": True, "align": "center", "before": 2, "after": 2},
    "CDPhotoEvent": {"size": 12, "bold": True, "before": 6, "after": 4},
    "CDPicture": {"size": 11, "align": "center", "before": 3},
    "CDCredit": {"size": 10, "italic": True, "align": "center", "after": 6},
    "CDChart": {"size": 11, "italic": True, "align": "center", "after": 6},
    "CDPage": {"size": 13, "align": "center"},
    "CDFooter": {"size": 7.5},
    "CDMark": {"size": 13, "bold": True, "align": "center"},
    "CDContact": {"size": 11, "align": "center"},
}
"""Sizes, faces and room around paragraphs in points; `line` is a share of the line, `exact` points."""

_HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3")


def new(language: Language) -> Any:
    """An empty document with our styles: A4, margins of 20, 20, 30 and 15 mm."""
    document = Document()
    _strip_theme(document, language)
    for name, look in _STYLES.items():
        document.styles.element.append(_style(name, name, look))
    for level, name in enumerate(_HEADINGS):
        _replace_heading(document, name, level)
    page(document.sections[0])
    return document


def page(section: Any) -> None:
    """A4 of the decree; the first page of each part bears no number (Appendix I, I.7)."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(20), Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(10), Mm(7)
    section.different_first_page_header_footer = True


def running(document: Any, footer: str, first_head: Element | None) -> None:
    """Page numbers centred in the top margin from page 2 on, and one line at the foot of every page."""
    section = document.sections[0]
    _fill(section.header, [paragraph("CDPage", word_xml.field("PAGE"))])
    _fill(section.first_page_header, [paragraph("CDTiny") if first_head is None else first_head])
    for foot in (section.footer, section.first_page_footer):
        _fill(foot, [paragraph("CDFooter", [run(footer)])])


def next_part(document: Any, *, lying: bool = False) -> None:
    """An appendix begins: a new page, numbered from 1 again; one that is `lying` is on its side."""
    section = document.add_section(WD_SECTION_START.NEW_PAGE)
    page(section)
    if lying:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    numbers = section._sectPr.find(qn("w:pgNumType"))  # noqa: SLF001 - python-docx offers no page numbers
    if numbers is None:
        section._sectPr.find(qn("w:pgMar")).addnext(element("pgNumType", start=1))  # noqa: SLF001
    if len(document.sections) == 2:
        section.first_page_header.is_linked_to_previous = False
        _fill(section.first_page_header, [paragraph("CDTiny")])
    body = document.element.body
    breaks = [one for one in body.iterchildren(qn("w:p")) if one.find(f"{qn('w:pPr')}/{qn('w:sectPr')}") is not None]
    breaks[-1].pPr.insert(0, element("pStyle", val="CDTiny"))


def _fill(part: Any, paragraphs: list[Element]) -> None:
    part.is_linked_to_previous = False
    holder = part._element  # noqa: SLF001 - python-docx adds paragraphs only in its own styles
    for old in list(holder):
        holder.remove(old)
    holder.extend(paragraphs)


def _strip_theme(document: Any, language: Language) -> None:
    """One face for everything, whatever theme the reader's Word has, and the language for its spelling check."""
    defaults = document.styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for child in list(defaults):
        defaults.remove(child)
    tag = LANGUAGES[language]
    defaults.extend((_fonts(), element("lang", val=tag, eastAsia=tag, bidi="ar-SA")))
    normal = document.styles["Normal"]
    normal.font.size = Pt(13)
    normal.paragraph_format.space_after = Pt(0)
    settings = document.settings.element
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        settings.remove(theme)


def _fonts() -> Element:
    return element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)


def _style(name: str, title: str, look: dict[str, Any], based: str = "Normal") -> Element:
    made = element("style", type="paragraph", styleId=name, customStyle=1)
    made.extend((element("name", val=title), element("basedOn", val=based), element("qFormat")))
    made.extend(_look(look))
    return made


def _look(look: dict[str, Any]) -> tuple[Element, Element]:
    before, after = (round(look.get(side, 0) * word_xml.TWIPS) for side in ("before", "after"))
    spacing = {"before": before, "after": after, "line": round(look.get("line", 1) * 240), "lineRule": "auto"}
    if "exact" in look:
        spacing |= {"line": round(look["exact"] * word_xml.TWIPS), "lineRule": "exact"}
    about = element("pPr", element("widowControl"), element("spacing", **spacing))
    indent = {"left": round(look.get("left", 0) * word_xml.TWIPS)}
    first = round(look.get("first", 0) * word_xml.TWIPS)
    indent |= {"firstLine": first} if first >= 0 else {"hanging": -first}
    about.extend((element("ind", **indent), element("jc", val=look.get("align", "left"))))
    face = element("rPr", _fonts())
    for name, tag in (("bold", "b"), ("italic", "i")):
        face.append(element(tag) if look.get(name) else element(tag, val=0))
    size = round(look["size"] * 2)
    face.extend((element("color", val="auto"), element("sz", val=size), element("szCs", val=size)))
    return about, face


def _replace_heading(document: Any, name: str, level: int) -> None:
    """Word's own headings, so that its navigation finds them, in the decree's face: bold 13, indented as a paragraph."""
    style = document.styles[name].element
    for tag in ("w:pPr", "w:rPr"):
        old = style.find(qn(tag))
        if old is not None:
            style.remove(old)
    about, face = _look({"size": 13, "bold": True, "first": 36, "before": 7, "after": 4})
    about.insert(0, element("keepNext"))
    about.append(element("outlineLvl", val=level))
    style.extend((about, face))
