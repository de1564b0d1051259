"""The elements of a Word file that our documents are made of; every text goes in as text, never as markup or field.

Sizes are points where nothing else is said.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal, TypeAlias

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from cultdip_desktop.reports.prose import Part, Span

Element: TypeAlias = Any
"""An element of lxml, which ships no types."""

Align = Literal["left", "center", "right", "both"]

TWIPS: Final = 20
"""A twentieth of a point, the unit of Word's lengths."""

_MM: Final = 72 / 25.4


def twips(mm: float) -> int:
    """Millimetres in Word's unit."""
    return round(mm * _MM * TWIPS)


def element(tag: str, *children: Element, **attributes: str | int) -> Element:
    """`element("p", …)` is `<w:p>`; attributes belong to the same namespace."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    made.extend(children)
    return made


def literal(text: str) -> str:
    """`text` as a file may hold it: NFC, line breaks kept, other white space as blanks, no controls, no direction marks."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(filter(None, map(_kept, unicodedata.normalize("NFC", lines))))


def _kept(character: str) -> str:
    if character in "\n\xa0\u202f" or character.isprintable():
        return character
    return " " if character.isspace() else ""


def run(text: str, *, bold: bool = False, italic: bool = False, size: float = 0, language: str = "") -> Element:
    """A piece of literal text; its line breaks become breaks."""
    made = element("r")
    face = element("rPr")
    if bold:
        face.append(element("b"))
    if italic:
        face.append(element("i"))
    if size:
        face.extend((element("sz", val=round(size * 2)), element("szCs", val=round(size * 2))))
    if language:
        face.append(element("lang", val=language))
    if len(face):
        made.append(face)
    for at, line in enumerate(literal(text).split("\n")):
        if at:
            made.append(element("br"))
        piece = element("t")
        piece.text = line
        piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(piece)
    return made


def runs(parts: Sequence[Part], *, bold: bool = False, language: str = "") -> list[Element]:
    """Parts in their faces."""
    spans = (part if isinstance(part, Span) else Span(part) for part in parts)
    return [run(one.text, bold=bold or one.bold, italic=one.italic, language=language) for one in spans if one.text]


def field(code: str) -> list[Element]:
    """A field of Word's such as `PAGE`; `code` is ours, never a person's."""
    begin, end = (element("r", element("fldChar", fldCharType=kind)) for kind in ("begin", "end"))
    instruction = element("instrText")
    instruction.text = f" {code} "
    separate = element("r", element("fldChar", fldCharType="separate"))
    return [begin, element("r", instruction), separate, run("1"), end]


def paragraph(
    style: str,
    content: Iterable[Element] = (),
    *,
    keep_next: bool = False,
    indents: tuple[float, float] | None = None,
    rule: Literal["", "top", "box"] = "",
    red: bool = False,
) -> Element:
    """A paragraph in one of our styles; `indents` are left and right in points, `rule` a line above or around it."""
    about = element("pPr", element("pStyle", val=style))
    if keep_next:
        about.append(element("keepNext"))
    if rule:
        line: dict[str, str | int] = {"val": "single", "sz": 6, "space": 1, "color": "C00000" if red else "auto"}
        sides = ("top",) if rule == "top" else ("top", "left", "bottom", "right")
        about.append(element("pBdr", *(element(side, **line) for side in sides)))
    if indents is not None:
        left, right = (round(each * TWIPS) for each in indents)
        about.append(element("ind", left=left, right=right, firstLine=0))
    return element("p", about, *content)


def table(
    widths: Sequence[float],
    rows: Iterable[Element],
    *,
    ruled: bool = True,
    padding: float = 0,
    first_column: bool = False,
) -> Element:
    """A table of fixed column widths in millimetres, which Word reads from two places."""
    about = element(
        "tblPr",
        element("tblW", w=sum(map(twips, widths)), type="dxa"),
        element("tblInd", w=0, type="dxa"),
        element("tblBorders", *(_border(side, ruled) for side in _SIDES)),
        element("tblLayout", type="fixed"),
        element(
            "tblCellMar",
            element("left", w=round(padding * TWIPS), type="dxa"),
            element("right", w=round(padding * TWIPS), type="dxa"),
        ),
        element("tblLook", val="04A0" if first_column else "0420", firstRow=int(ruled), firstColumn=int(first_column)),
    )
    grid = element("tblGrid", *(element("gridCol", w=twips(width)) for width in widths))
    return element("tbl", about, grid, *rows)


_SIDES: Final = ("top", "left", "bottom", "right", "insideH", "insideV")


def _border(side: str, ruled: bool) -> Element:
    return element(side, val="single" if ruled else "nil", sz=4, space=0, color="auto")


def row(cells: Iterable[Element], *, head: bool = False, whole: bool = True) -> Element:
    """A row; a `whole` one is never split over two pages, a `head` repeats on each."""
    about = element("trPr")
    if whole:
        about.append(element("cantSplit"))
    if head:
        about.append(element("tblHeader"))
    return element("tr", about, *cells)


def cell(width: float, content: Iterable[Element], *, middle: bool = False) -> Element:
    """A cell of `width` millimetres; Word asks for a paragraph at its end."""
    about = element("tcPr", element("tcW", w=twips(width), type="dxa"))
    if middle:
        about.append(element("vAlign", val="center"))
    made = element("tc", about, *content)
    if len(made) == 1 or made[-1].tag != qn("w:p"):
        made.append(paragraph("CDTiny"))
    return made
