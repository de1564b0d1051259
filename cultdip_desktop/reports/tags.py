"""A canvas that marks what is drawn, and the flowables that tell it what they are.

Whatever is painted outside a mark becomes an artifact at the end of the page, so that nothing visible stays
unmarked. What is drawn a second time (the head of a table on its following pages) is an artifact too.
Import only after `fonts.prepare()`.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

from reportlab.pdfgen.canvas import Canvas
from reportlab.pdfgen.textobject import PDFTextObject
from reportlab.platypus import LongTable, Paragraph
from reportlab.platypus.doctemplate import NullActionFlowable
from reportlab.platypus.flowables import Flowable, KeepTogether, _Container, _listWrapOn

from cultdip_desktop.reports.fonts import clean
from cultdip_desktop.reports.structure import Box, Field, Node, Tree

_ABOVE: Final = 16
"""Points of paper shown above a heading that was jumped to."""

_PAINTS: Final = frozenset("S s f F f* B B* b b* Do sh ET EI".split())
_LAYOUT: Final = "/Artifact <</Type /Layout>> BDC"
PAGINATION: Final = "/Artifact <</Type /Pagination>> BDC"
"""Page numbers, footers, heads of tables on their further pages."""


class MarkedCanvas(Canvas):  # type: ignore[misc]  # ReportLab ships no types
    """Draws and notes in `tree` what each piece is."""

    def __init__(self, *arguments: Any, tree: Tree, **more: Any) -> None:
        self.tree = tree
        self._open = False
        self._level = -1
        self._code: list[str] = []
        super().__init__(*arguments, **more)

    def open_mark(self, node: Node | None, artifact: str = _LAYOUT) -> bool:
        """Begin a piece of `node`, or an artifact; False where a piece is open already, which then owns this too."""
        if self._open:
            return False
        self._open = True
        if node is None:
            self._code.append(artifact)
        else:
            self._code.append(self._begin(node))
        return True

    def _begin(self, node: Node) -> str:
        return f"/{node.tag} <</MCID {self.tree.mark(node, self.getPageNumber() - 1)}>> BDC"

    def close_mark(self) -> None:
        """End the open piece."""
        self._code.append("EMC")
        self._open = False

    def draw_item(self, draw: Callable[[], None], label: Node, body: Node) -> None:
        """Let `draw` draw an item of a list: its first text is the label, the others are the body."""
        start = len(self._code)
        draw()
        code = self._code[start:]
        first, *others = (at for at, piece in enumerate(code) if piece.startswith("BT"))
        drawn = [*code[:first], self._begin(label), code[first], "EMC"]
        if others:
            drawn += [*code[first + 1 : others[0]], self._begin(body), *code[others[0] : others[-1] + 1], "EMC"]
        self._code[start:] = [*drawn, *code[(others[-1] if others else first) + 1 :]]

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height of the present page."""
        width, height = self._pagesize
        return width, height

    def box(self, width: float, height: float) -> Box:
        """A box from the present origin on, as the page sees it."""
        corners = [self.absolutePosition(x, y) for x, y in ((0, 0), (width, height))]
        (left, right), (bottom, top) = (sorted(corner[axis] for corner in corners) for axis in (0, 1))
        return (round(left, 2), round(bottom, 2), round(right, 2), round(top, 2))

    def bookmark(self, key: str, title: str, level: int) -> None:
        """An entry in the file's table of contents, at most one level below the one before."""
        self._level = min(level, self._level + 1)
        self.bookmarkHorizontal(key, 0, _ABOVE)
        self.addOutlineEntry(title, key, self._level, closed=False)

    def beginText(self, x: float = 0, y: float = 0, direction: str | None = None) -> PDFTextObject:  # noqa: N802 - ReportLab's name
        """A text object whose lines end with a blank."""
        return _Text(self, x, y, direction=direction)

    def showPage(self) -> None:  # noqa: N802 - ReportLab's name
        """End the page: what nobody marked is an artifact."""
        self._code = _all_marked(self._code)
        super().showPage()


class _Text(PDFTextObject):  # type: ignore[misc]
    """Ends each line with a blank: who reads the structure aloud must not join the last word to the next one."""

    def _textOut(self, text: Any, TStar: int = 0) -> None:  # noqa: N802, N803 - ReportLab's names
        super()._textOut(_spaced(text) if TStar else text, TStar)

    def textLine(self, text: Any = "") -> None:  # noqa: N802
        super().textLine(_spaced(text))


def _spaced(text: Any) -> Any:
    return f"{text} " if isinstance(text, str) and not text.endswith((" ", "\xa0")) else text


def _all_marked(code: Sequence[str]) -> list[str]:
    """The page's code with each painting that stands outside every mark made an artifact."""
    marked: list[str] = []
    inside = loose = False
    for piece in code:
        own = piece.endswith((" BDC", " BMC"))
        paints = not inside and not own and piece != "EMC" and not _PAINTS.isdisjoint(piece.split())
        if loose and not paints:
            marked.append("EMC")
        elif paints and not loose:
            marked.append(_LAYOUT)
        loose = paints
        inside = own or (inside and piece != "EMC")
        marked.append(piece)
    return [*marked, "EMC"] if loose else marked


@contextlib.contextmanager
def marked(canvas: Any, node: Node) -> Iterator[None]:
    """What is drawn within belongs to `node`; on a plain canvas nothing is marked."""
    opened = isinstance(canvas, MarkedCanvas) and canvas.open_mark(node)
    yield
    if opened:
        canvas.close_mark()


@contextlib.contextmanager
def artifact(canvas: Any, kind: str = _LAYOUT) -> Iterator[None]:
    """What is drawn within is decoration, or `PAGINATION`: nobody needs to hear it."""
    opened = isinstance(canvas, MarkedCanvas) and canvas.open_mark(None, kind)
    yield
    if opened:
        canvas.close_mark()


class TaggedParagraph(Paragraph):  # type: ignore[misc]
    """A paragraph that is one element, also when it goes on on the next page."""

    def __init__(self, _markup: None, style: Any, bulletText: Any = None, frags: Sequence[Any] = ()) -> None:  # noqa: N803 - ReportLab makes its parts so
        self.node: Node | None = None
        """None where nothing is written."""

        self.label: Node | None = None
        """The element of its bullet, when it has one."""

        self._drawn = False
        self._wrapped = 0.0
        super().__init__(None, style, bulletText=bulletText, frags=list(frags))

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points; broken into lines once a width, though tables ask again and again."""
        if self._wrapped == available_width and hasattr(self, "blPara"):
            return self.width, self.height
        self._wrapped = available_width
        width, height = super().wrap(available_width, available_height)
        return width, height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """The two parts, of the same element."""
        pieces: list[Flowable] = super().split(available_width, available_height)
        for piece in pieces:
            if piece is not self:
                piece.node = self.node
        if len(pieces) == 2:
            pieces[0].label = self.label
        return pieces

    def draw(self) -> None:
        """Draw as a piece of the element; a second time as an artifact."""
        canvas = self.canv
        if not isinstance(canvas, MarkedCanvas) or self.node is None:
            super().draw()
            return
        if self._drawn:
            with artifact(canvas, PAGINATION):
                super().draw()
            return
        self._drawn = True
        if self.label is None:
            with marked(canvas, self.node):
                super().draw()
        else:
            canvas.draw_item(super().draw, self.label, self.node)


class TaggedTable(LongTable):  # type: ignore[misc]
    """A table over several pages; a row is split only where it is higher than a page."""

    node: Node | None = None
    """None where the table is only a way to set things side by side."""

    page_height = 0.0
    """Points of text on a page."""

    @property
    def cells(self) -> list[Any]:
        """What is in it, row by row."""
        return [cell for row in self._cellvalues for cell in row]

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Between rows; within one only at the top of a page."""
        self.splitInRow = int(available_height > 0.8 * self.page_height)
        pieces: list[Flowable] = super().split(available_width, available_height)
        for piece in pieces:
            piece.page_height = self.page_height
        return pieces


class Together(KeepTogether):  # type: ignore[misc]
    """Several flowables on one page."""

    @property
    def content(self) -> list[Any]:
        """What it is made of."""
        return list(self._content)


class Run(_Container, Flowable):  # type: ignore[misc]
    """Several flowables that count as one and can be parted between any two of them."""

    def __init__(self, content: Sequence[Any]) -> None:
        super().__init__()
        self._content = list(content)
        self.width = self.height = 0.0

    @property
    def content(self) -> list[Any]:
        """What it is made of."""
        return list(self._content)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_height
        self.width, self.height = available_width, _listWrapOn(self._content, available_width, self.canv)[1]
        return self.width, self.height

    def split(self, available_width: float, available_height: float) -> list[Flowable]:
        """Its content, to be set piece by piece."""
        del available_width, available_height
        return [NullActionFlowable(), *self._content]


class Whole(Flowable):  # type: ignore[misc]
    """A flowable that is one element as a whole (a picture, a chart), or decoration when `node` is None."""

    def __init__(self, flow: Any, node: Node | None) -> None:
        super().__init__()
        self.node = node
        self._flow = flow
        self._size = (0.0, 0.0)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        self._size = self._flow.wrapOn(self.canv, available_width, available_height)
        return self._size

    def draw(self) -> None:
        """Draw all of it within one mark."""
        if self.node is None:
            with artifact(self.canv):
                self._flow.drawOn(self.canv, 0, 0)
            return
        if isinstance(self.canv, MarkedCanvas):
            self.node.box = self.canv.box(*self._size)
        with marked(self.canv, self.node):
            self._flow.drawOn(self.canv, 0, 0)

    def getSpaceBefore(self) -> float:  # noqa: N802 - ReportLab's name
        """That of the flowable."""
        return float(self._flow.getSpaceBefore())

    def getSpaceAfter(self) -> float:  # noqa: N802
        """That of the flowable."""
        return float(self._flow.getSpaceAfter())


class Place(Flowable):  # type: ignore[misc]
    """Room for a signature; the field itself is put there when the file is finished."""

    def __init__(self, name: str, width: float, height: float) -> None:
        super().__init__()
        self.node = Node("Form")
        self._name = name
        self._size = (width, height)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return self._size

    def draw(self) -> None:
        """Nothing is drawn."""
        if isinstance(self.canv, MarkedCanvas):
            field = Field(self._name, self.canv.getPageNumber() - 1, self.canv.box(*self._size))
            self.canv.tree.put(self.node, field)


class Bookmark(Flowable):  # type: ignore[misc]
    """Takes no room; whoever opens the file can jump here by `title`."""

    def __init__(self, title: str, level: int) -> None:
        super().__init__()
        self._title = clean(title).replace("\n", " ")[:120]
        self._level = level

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """No size."""
        del available_width, available_height
        return 0, 0

    def draw(self) -> None:
        """Put the mark at this place of the page; a key of its own, for ReportLab gives one key one title."""
        if isinstance(self.canv, MarkedCanvas):
            self.canv.bookmark(f"mark-{self.canv.getPageNumber()}-{self._title}", self._title, self._level)
