"""Charts on paper: the scene of `chart_scene` drawn as vectors.

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from reportlab.platypus.flowables import Flowable

from cultdip_desktop.reports import fonts, paper
from cultdip_desktop.reports.chart_scene import GREY, LINE_WIDTH, Box, Chart, Rule, Scene, Text, scene
from cultdip_desktop.reports.paper import Flow
from cultdip_desktop.reports.story import ChartBlock


def chart(block: ChartBlock, width: float = paper.TEXT_WIDTH) -> Flow:
    """A chart with its caption, both on one page; a Figure with its alternative text."""
    caption = paper.paragraph(paper.CAPTION, block.caption)
    return paper.together(
        [caption, paper.space(3), paper.figure(Drawing(block.chart, width), block.alt), paper.space(6)]
    )


class Drawing(Flowable):  # type: ignore[misc]  # ReportLab ships no types
    """Bars, rules and words of a scene."""

    def __init__(self, of: Chart, width: float) -> None:
        super().__init__()
        self._scene = scene(of, width, lambda text, size: fonts.width(fonts.clean(text), fonts.REGULAR, size))

    @property
    def scene(self) -> Scene:
        """What is drawn."""
        return self._scene

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        """Size in points."""
        del available_width, available_height
        return self._scene.width, self._scene.height

    def draw(self) -> None:
        """Draw from below, for the page's y grows upwards."""
        canvas, height = self.canv, self._scene.height
        canvas.saveState()
        for item in self._scene.items:
            canvas.setFillGray(GREY[item.ink])
            canvas.setStrokeGray(GREY[item.ink])
            if isinstance(item, Box):
                canvas.rect(item.x, height - item.y - item.height, item.width, item.height, stroke=0, fill=1)
            elif isinstance(item, Rule):
                canvas.setLineWidth(LINE_WIDTH.get(item.ink, 0.5))
                canvas.line(item.x1, height - item.y1, item.x2, height - item.y2)
            elif isinstance(item, Text):
                self._write(item, height)
        canvas.restoreState()

    def _write(self, item: Text, height: float) -> None:
        text = fonts.clean(item.text)
        self.canv.setFont(fonts.REGULAR, item.size)
        draw = self.canv.drawRightString if item.anchor == "end" else self.canv.drawString
        draw(item.x, height - item.y, text)
