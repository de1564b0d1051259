"""The sheet with the recovery code as a PDF, like every document of the product PDF/A-3a and PDF/UA-1.

Nothing is attached to it: it holds one secret, and that is to be read by people only.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Final

from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import fonts
from cultdip_desktop.reports.properties import PRODUCER, Properties

_GROUPS: Final = 4
"""Groups of the code on one line."""


def sheet_pdf(code: str, office: str, made: datetime, words: Words) -> bytes:
    """One page with `code` in groups; `made` is aware, in the office's own time."""
    fonts.prepare()
    from reportlab.lib.enums import TA_LEFT

    from cultdip_desktop.reports import document, paper

    head = paper.style("sheet-head", 22, fonts.BOLD, alignment=TA_LEFT, spaceAfter=8)
    name = paper.style("sheet-office", 14, fonts.BOLD, spaceAfter=5)
    groups = paper.style("sheet-code", 24, fonts.BOLD, spaceAfter=10)
    text = paper.style("sheet-text", 12, spaceAfter=6)
    parts = code.split("-")
    lines = [" \xa0 ".join(parts[at : at + _GROUPS]) for at in range(0, len(parts), _GROUPS)]
    title = words.t("Recovery code")
    story = [
        paper.title(title, style=head),
        paper.paragraph(name, office),
        paper.paragraph(text, words.t("Made on {day}", day=dates.day(words, made.date()))),
        paper.space(14),
        *(paper.paragraph(groups, line) for line in lines),
        paper.space(14),
        *(paper.paragraph(text, line) for line in advice(words)),
    ]
    target = io.BytesIO()
    properties = Properties(title, office or PRODUCER, title, words.language, made)
    document.write(document.Recipe([story], properties), target, {}, NoProgress())
    return target.getvalue()


def advice(words: Words) -> tuple[str, str]:
    """What to know about the code, and where to keep the sheet."""
    return (
        words.t(
            "This code opens the office when the passphrase is forgotten. Whoever has it and the data can read everything."
        ),
        words.t("Keep the sheet in the office's safe, away from the machine. A renewed code makes this one useless."),
    )
