"""The structure of a PDF as a screen reader finds it, and what of its pages the structure does not know."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pikepdf

_PAINTS = frozenset("S s f F f* B B* b b* sh Do EI Tj TJ ' \"".split())
_SHOWS = frozenset("Tj TJ ' \"".split())
_PAIR = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


@dataclass
class Piece:
    """One marked piece of a page; `mcid` is None for artifacts."""

    page: int
    tag: str
    mcid: int | None
    kind: str = ""
    text: str = ""
    painted: bool = False


@dataclass
class Element:
    """One element of the structure with its words."""

    tag: str
    alt: str = ""
    lang: str = ""
    scope: str = ""
    span: tuple[int, int] = (1, 1)
    kids: list[Element] = field(default_factory=list)
    text: str = ""
    pages: set[int] = field(default_factory=set)
    fields: list[str] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """This and everything below, in reading order."""
        yield self
        for kid in self.kids:
            yield from kid.walk()

    def lines(self, depth: int = 0, limit: int = 70) -> Iterator[str]:
        """The tree as indented text."""
        marks = [self.scope, f"{self.span[0]}×{self.span[1]}" if self.span != (1, 1) else "", self.lang, *self.fields]
        shown = " ".join([self.tag, *(f"[{mark}]" for mark in marks if mark)])
        text = " ".join(self.text.split())
        if self.alt:
            shown += f" alt={self.alt[:limit]!r}"
        yield "  " * depth + shown + (f" {text[:limit]!r}" if text else "")
        for kid in self.kids:
            yield from kid.lines(depth + 1, limit)


def pieces(pdf: pikepdf.Pdf) -> list[Piece]:
    """Every piece of every page, and one of tag "" for each painting that stands outside all marks."""
    return [piece for number, page in enumerate(pdf.pages) for piece in _pieces_of(number, page)]


def _pieces_of(number: int, page: pikepdf.Page) -> list[Piece]:
    found: list[Piece] = []
    stack: list[Piece] = []
    fonts = {str(name): _letters(font) for name, font in page.obj.Resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if name in ("BDC", "BMC"):
            entries: Any = operands[1] if name == "BDC" else pikepdf.Dictionary()
            mcid = entries.get("/MCID")
            kind = str(entries.get("/Type", ""))
            stack.append(Piece(number, str(operands[0])[1:], None if mcid is None else int(mcid), kind))
            found.append(stack[-1])
        elif name == "EMC":
            stack.pop()
        elif name == "Tf":
            letters = fonts[str(operands[0])]
        elif name in _PAINTS:
            if not stack:
                stack_top = Piece(number, "", None)
                found.append(stack_top)
            else:
                stack_top = stack[-1]
            stack_top.painted = True
            if name in _SHOWS:
                stack_top.text += _text(operands, letters)
    assert not stack, "a mark is not closed"
    return found


def _letters(font: Any) -> dict[int, str]:
    pairs = _PAIR.findall(font.ToUnicode.read_bytes())
    return {int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be") for code, letter in pairs}


def _text(operands: Any, letters: dict[int, str]) -> str:
    shown = operands[-1]
    parts = (
        [shown] if isinstance(shown, pikepdf.String) else [part for part in shown if isinstance(part, pikepdf.String)]
    )
    return "".join(letters.get(code, "\N{REPLACEMENT CHARACTER}") for part in parts for code in bytes(part))


def tree(data: bytes) -> Element:
    """The structure of a file."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        words = {(piece.page, piece.mcid): piece.text for piece in pieces(pdf) if piece.mcid is not None}
        return _element(pdf.Root.StructTreeRoot.K[0], pages, words)


def _element(source: Any, pages: dict[tuple[int, int], int], words: dict[tuple[int, int], str]) -> Element:
    attributes = source.get("/A", {})
    element = Element(
        str(source.S)[1:],
        str(source.get("/Alt", "")),
        str(source.get("/Lang", "")),
        str(attributes.get("/Scope", ""))[1:],
        (int(attributes.get("/ColSpan", 1)), int(attributes.get("/RowSpan", 1))),
    )
    kids: Any = source.get("/K", [])
    listed: Any = list(kids) if isinstance(kids, pikepdf.Array) else kids if isinstance(kids, list) else [kids]
    for kid in listed:
        if isinstance(kid, int) or str(kid.get("/Type", "")) == "/MCR":
            page = pages[(source if isinstance(kid, int) else kid).Pg.objgen]
            element.text += words[page, int(kid if isinstance(kid, int) else kid.MCID)]
            element.pages.add(page)
        elif str(kid.get("/Type", "")) == "/OBJR":
            element.fields.append(str(kid.Obj.T))
        else:
            assert kid.P.objgen == source.objgen
            element.kids.append(_element(kid, pages, words))
    return element


def unknown(data: bytes) -> list[str]:
    """What is painted outside every mark, words that only an artifact knows, and marks that no element owns."""
    wrong = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        owners = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        for piece in pieces(pdf):
            where = f"page {piece.page + 1}: {piece.text[:60]!r}"
            if piece.mcid is not None:
                owned = owners[int(pdf.pages[piece.page].obj.StructParents)]
                if piece.mcid >= len(owned) or str(owned[piece.mcid].S)[1:] != piece.tag:
                    wrong.append(f"{where} has no element")
            elif piece.tag != "Artifact":
                wrong.append(f"{where} stands outside every mark")
            elif piece.text.strip() and piece.kind != "/Pagination":
                wrong.append(f"{where} is decoration")
    return wrong
