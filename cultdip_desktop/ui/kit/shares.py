"""Where the money of one currency comes from, as a bar with its words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from cultdip_desktop.domain.budget import Totals
from cultdip_desktop.ui.kit.account_words import shares_text
from cultdip_desktop.ui.kit.base import Kit, present
from cultdip_desktop.ui.kit.language import Phrase, t
from cultdip_desktop.ui.kit.surfaces import Bar, column
from cultdip_desktop.ui.kit.text import PlainLabel


class SharesLine(QWidget):
    """State budget, socialised, other; without money only the words stand."""

    def __init__(self, kit: Kit, total: Totals) -> None:
        super().__init__()
        bar = Bar(kit, t("Where the money comes from"))
        whole = total.whole
        if whole:
            bar.set(
                (float(total.budget / whole), "accent"),
                (float(total.socialised / whole), "gold.fill"),
                (float(total.other / whole), "border.strong"),
            )
        present(bar, shown=bool(whole))
        said = PlainLabel(kit, Phrase(lambda words: shares_text(words, total)), "small", "secondary", wrap=True)
        lines = column(bar, said, gap=6)
        lines.setContentsMargins(0, 4, 0, 8)
        self.setLayout(lines)
