"""What an edited Word file would change in the sections' texts of a report."""

from __future__ import annotations

from dataclasses import dataclass

from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import outline, prefill, sections, story
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.word_properties import SECTION
from cultdip_desktop.reports.word_reading import WordText
from cultdip_desktop.reports.word_regions import digest, settled


@dataclass(frozen=True, slots=True)
class TextChange:
    """One section in one language."""

    key: str
    language: Language
    before: str
    """As it would be printed now, a line for each paragraph."""

    after: str
    """As the file has it; empty lets the text made from the data be printed again."""

    moved: bool
    """The text made from the data is another one than the file began with: its figures may be old."""


def changes(read: WordText, data: ReportData) -> tuple[TextChange, ...]:
    """Texts that somebody edited in the file, in the order of the outline; what nobody touched there stays as it is now."""
    found = []
    for passage in read.passages:
        section = outline.find(passage.key)
        if section is None or not section.has_text:
            continue
        went_out = read.properties.get(f"{SECTION}{passage.key}:{passage.language}", "")
        before = printed(passage.key, data, Words(passage.language))
        if digest(passage.text) in (went_out, digest(before)):
            continue
        moved = bool(went_out) and digest(before) != went_out
        found.append(TextChange(passage.key, passage.language, before, passage.text, moved))
    return tuple(sorted(found, key=lambda change: (outline.KEYS.index(change.key), change.language != "vi")))


def printed(key: str, data: ReportData, words: Words) -> str:
    """The running text of a section as it is printed now, by hand or from the data."""
    if sections.written(data, key):
        return settled("\n".join(story.lines(sections.by_hand(data.sections[key], words))))
    return settled(prefill.text(key, data, words))


def applied(change: TextChange, data: ReportData) -> BiText:
    """The section's text with the change; an English text alone gets the Vietnamese that is printed now beside it."""
    known = data.sections.get(change.key)
    text = known.text if known is not None else BiText()
    if change.language == "vi":
        return text.with_vi(change.after)
    vietnamese = text if text.vi or not change.after else BiText(printed(change.key, data, Words("vi")))
    return vietnamese.with_en(change.after)
