"""How an appendix begins: in the document's own file, or as a file of its own (Decree 30/2020, Appendix I, III.1).

Import only after `fonts.prepare()`.
"""

from __future__ import annotations

from datetime import datetime

from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import head_text, paper
from cultdip_desktop.reports.head_text import Head
from cultdip_desktop.reports.marks import AttachmentMark
from cultdip_desktop.reports.paper import Flow


def appendix_head(of: Head, words: Words, index: int, total: int, title: str) -> list[Flow]:
    """Number `index` (from 1) of `total`, title in capitals, and the guiding line whose places stay blank."""
    return [
        paper.title(
            head_text.appendix_number(words, index, total),
            title.upper(),
            style=paper.APPENDIX,
            below=paper.APPENDIX_TITLE,
        ),
        paper.paragraph(paper.APPENDIX_LINE, head_text.guiding_line(of, words)),
    ]


def separate_head(
    of: Head, words: Words, index: int, total: int, title: str, signed_at: datetime | None = None
) -> list[Flow]:
    """The same for an appendix that is a file of its own: number, symbol and signing time at the top right, no seal.

    Until `signed_at` (aware) is known, the number and symbol stand alone.
    """
    mark = AttachmentMark(head_text.attachment_mark(of, words, signed_at))
    return [mark, *appendix_head(of, words, index, total, title)]
