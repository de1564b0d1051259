"""A period's report as a Word file in the form of Decree 30/2020: an editable draft of the same content as the PDF.

Sections' texts can be edited and read back (`word_reading`); numbers, tables and pictures always come from the store.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, BinaryIO, Final

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as FilePart

from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.report import ReportLanguage
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import fonts, head_text, prose, sections, word_head, word_properties, word_styles
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.head_text import Head, head_of
from cultdip_desktop.reports.properties import Properties
from cultdip_desktop.reports.story import Appendix, Para, Section, Story
from cultdip_desktop.reports.two_columns import NUMBERS
from cultdip_desktop.reports.word_blocks import Setter, Side
from cultdip_desktop.reports.word_pictures import Pictures
from cultdip_desktop.reports.word_xml import Element, literal, paragraph, run

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)
_THUMBNAIL: Final = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail"
_OPEN: Final[Mapping[ReportLanguage, Language]] = {"vi": "vi", "en": "en", "both": "vi"}


def build_docx(
    data: ReportData,
    language: ReportLanguage,
    target: BinaryIO,
    picture: Callable[[MediaItem], bytes | None],
    progress: Progress,
) -> None:
    """Write the report to `target`, which stays open; the same data give the same bytes.

    `picture` gives the JPEG or PNG bytes of an item, or None when they cannot be had. `progress` counts the pictures.

    Raises:
        Cancelled: `target` may then hold nothing or a part.
    """
    fonts.prepare()
    first = Words(_OPEN[language])
    document = word_styles.new(first.language)
    total = sum(len(report_data.photos(data, event)) for event in report_data.listed(data)) + 1
    pictures = Pictures(document, picture, progress, total)
    setter = Setter(pictures, first.language)
    told = [sections.story(data, words, lambda item: pictures.photo(item) is not None) for words in _words(language)]
    head = head_of(data, first)
    if language == "both":
        head = replace(head, subject=f"{head.subject} / {prose.subject(data, Words('en'))}")
    word_styles.running(document, _footer(data, first), word_head.circulation(head))
    set_story(document, setter, told, head, first)
    progress.step(total - 1, total)
    custom = {
        word_properties.DOCUMENT: literal(data.document),
        word_properties.PERIOD: str(data.period),
        word_properties.OFFICE: literal(data.office.id),
        word_properties.CONTENT: report_data.content_sha256(data),
        **{f"{word_properties.SECTION}{place}": value for place, value in setter.digests.items()},
    }
    author = data.office.name.get(first.language) or data.office.id
    about = Properties(
        prose.document_title(data, first), author, prose.subject(data, first), first.language, data.as_of
    )
    describe(document, about, custom)
    save(document, target)


def set_story(
    document: Any, setter: Setter, told: list[Story], head: Head, words: Words, *, lying: bool = False
) -> None:
    """Put one story, or two of the same data, under the head of the form, with the ending and the appendices.

    `lying` sets the appendices on pages on their side.
    """
    body = _Body(document)
    body.add(word_head.head(head, words))
    for key in dict.fromkeys(section.key for one in told for section in one.sections):
        body.add(_section(setter, key, told))
    body.add(_ending(setter, told, head, words))
    for number in range(1, len(told[0].appendices) + 1):
        word_styles.next_part(document, lying=lying)
        body.add(_appendix(setter, number, told, head, words))


def _words(language: ReportLanguage) -> tuple[Words, ...]:
    return (Words("vi"), Words("en")) if language == "both" else (Words(language),)


class _Body:
    """Puts elements before the last section's properties, which end a Word document."""

    def __init__(self, document: Any) -> None:
        self._body = document.element.body

    def add(self, elements: list[Element]) -> None:
        """Add elements at the end."""
        last = self._body[-1]
        for one in elements:
            last.addprevious(one)


def _section(setter: Setter, key: str, told: list[Story]) -> list[Element]:
    found = [(one.language, _find(one, key)) for one in told]
    sides = [Side(language, section.blocks) for language, section in found if section is not None]
    if len(sides) == 2:
        note = (Side(one.language, (Para((Words(one.language).t(NUMBERS),), "note"),)) for one in told)
        first, second = note if key == "opening" else (Side("vi", ()), Side("en", ()))
        return [
            *setter.section_of_two(key, sides[0], sides[1]),
            *setter.blocks_of_two(first.blocks, second.blocks, second.language),
        ]
    return setter.section(key, sides[0].blocks, sides[0].language)


def _find(of: Story, key: str) -> Section | None:
    return next((section for section in of.sections if section.key == key), None)


def _ending(setter: Setter, told: list[Story], head: Head, words: Words) -> list[Element]:
    """What is attached, the closing sentence, then recipients and signature, kept on one page."""
    others = told[1].ending if len(told) > 1 else ()
    return [*setter.ending(told[0].ending, others, told[-1].language), *word_head.ending(head, words)]


def _appendix(setter: Setter, number: int, told: list[Story], head: Head, words: Words) -> list[Element]:
    first = told[0].appendices[number - 1]
    twin = next((one for other in told[1:] for one in other.appendices if one.key == first.key), None)
    title = first.title if twin is None else f"{first.title} / {twin.title}"
    made = [
        paragraph("CDAppendix", [run(head_text.appendix_number(words, number, len(told[0].appendices)))]),
        paragraph("CDAppendixTitle", [run(title.upper())]),
        paragraph("CDAppendixLine", [run(head_text.guiding_line(head, words))]),
    ]
    return [*made, *_content(setter, first, twin, told)]


def _content(setter: Setter, first: Appendix, twin: Appendix | None, told: list[Story]) -> list[Element]:
    if twin is None:
        return setter.blocks(first.blocks, told[0].language)
    return setter.blocks_of_two(first.blocks, twin.blocks, told[1].language)


def _footer(data: ReportData, words: Words) -> str:
    return words.t(
        "{document} · data {window} · as of {moment}",
        document=prose.clip(data.document, 60),
        window=dates.day_range(words, data.window.first, data.window.last),
        moment=prose.cut(data, words),
    )


def describe(document: Any, about: Properties, custom: Mapping[str, str]) -> None:
    """What the file says of itself; `custom` are properties of its own."""
    core = document.core_properties
    core.title = literal(about.title)[:255]
    core.subject = literal(about.subject)[:255]
    core.author = core.last_modified_by = literal(about.author)[:255]
    core.language = word_styles.LANGUAGES[about.language]
    core.created = core.modified = about.moment
    core.comments = core.keywords = core.category = ""
    core.revision = 1
    package = document.part.package
    part = FilePart(PackURI("/docProps/custom.xml"), word_properties.TYPE, word_properties.part(custom), package)
    package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    thumbnails = [key for key, rel in package.rels.items() if rel.reltype == _THUMBNAIL]
    for key in thumbnails:
        package.rels.pop(key)


def save(document: Any, target: BinaryIO) -> None:
    """With fixed dates inside the ZIP, which python-docx takes from the clock."""
    draft = io.BytesIO()
    document.save(draft)
    with (
        zipfile.ZipFile(draft) as source,  # noqa: TID251 - just written, by ourselves
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,  # noqa: TID251 - written, never read
    ):
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _EARLIEST)
            entry.compress_type = zipfile.ZIP_STORED if name.startswith("word/media/") else zipfile.ZIP_DEFLATED
            made.writestr(entry, source.read(name))
