"""A document's content as a Word file in the form of the decree: a draft that officers may edit; it is not read back."""

from __future__ import annotations

from dataclasses import replace
from typing import BinaryIO

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import fonts, word, word_head, word_properties, word_styles
from cultdip_desktop.reports.documents.contents import Content, content, data_sha256
from cultdip_desktop.reports.documents.matter import Matter
from cultdip_desktop.reports.documents.pdf import PictureOf, foot
from cultdip_desktop.reports.properties import Properties
from cultdip_desktop.reports.word_blocks import Setter
from cultdip_desktop.reports.word_pictures import Pictures
from cultdip_desktop.reports.word_xml import literal


def build_docx(
    matter: Matter, language: ReportLanguage, target: BinaryIO, picture: PictureOf, progress: Progress
) -> None:
    """Write the document to `target`, which stays open; the same matter gives the same bytes.

    Raises:
        Cancelled: `target` may then hold nothing or a part.
    """
    fonts.prepare()
    words = Words("en" if language == "en" else "vi")
    made = [content(matter, words), *([content(matter, Words("en"))] if language == "both" else [])]
    first = made[0]
    head = first.head
    assert head is not None  # noqa: S101 - papers for use inside have no Word file
    if len(made) > 1:
        head = replace(head, subject=f"{first.subject} / {made[1].subject}")
    document = word_styles.new(words.language)
    pictures = Pictures(document, picture, progress, len(first.photos) + 1)
    word_styles.running(document, foot(first, words)[0], word_head.circulation(head))
    told = [one.story for one in made]
    word.set_story(document, Setter(pictures, words.language), told, head, words, lying=first.lying)
    progress.step(len(first.photos) + 1, len(first.photos) + 1)
    word.describe(document, _about(first, words), _custom(first))
    word.save(document, target)


def _about(made: Content, words: Words) -> Properties:
    author = made.data.office.name.get(words.language) or made.data.office.id
    return Properties(made.title, author, made.subject, words.language, made.data.as_of)


def _custom(made: Content) -> dict[str, str]:
    return {
        word_properties.DOCUMENT: literal(made.document),
        word_properties.OFFICE: literal(made.data.office.id),
        word_properties.CONTENT: data_sha256(made),
    }
