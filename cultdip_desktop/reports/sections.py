"""A period's report as a story: every section of the outline with its headings, text, tables and charts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.report import ReportSection
from cultdip_desktop.domain.strategy import GOALS, SOLUTION_GROUPS
from cultdip_desktop.i18n import lists
from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import data as report_data
from cultdip_desktop.reports import head_text, outline, prefill, prose, section_tables
from cultdip_desktop.reports.data import ReportData
from cultdip_desktop.reports.outline import SECTIONS
from cultdip_desktop.reports.prefill import Blocks
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import (
    BULLET,
    Appendix,
    Block,
    ChartBlock,
    Heading,
    Para,
    Photo,
    Photos,
    Point,
    Points,
    Section,
    Story,
    Table,
)

_MAX_CAPTION: Final = 600
_RESULTS: Final = "II"
_DASHES: Final = ("- ", "– ", "• ", "+ ", "* ")
"""How people begin the points of a list when they type."""


def story(data: ReportData, words: Words, shows: Callable[[MediaItem], bool] = lambda _item: True) -> Story:
    """The whole report in one language; `shows` says of a picture whether it can be printed."""
    contents = {section.key: _blocks(section.key, data, words) for section in SECTIONS if not section.appendix}
    nil = not report_data.held(data) and not any(
        contents[key] for key in contents if key.startswith("II.") and key != "II.6"
    )
    appendices = _appendices(data, words, shows)
    printed = [key for key, blocks in contents.items() if blocks and included(data, key)]
    numbers = outline.numbers({*printed, *((f"{_RESULTS}.6",) if nil else ())})
    sections: list[Section] = []
    begun: set[str] = set()
    for section in SECTIONS:
        if section.level == 2 and section.part not in begun and (section.key in printed or nil):
            begun.add(section.part)
            sections.append(_part(section.part, numbers, data, words, nil=nil))
        if section.key in printed:
            heading = _heading(section.key, numbers, words, section.level)
            sections.append(Section(section.key, (*heading, *contents[section.key]), written(data, section.key)))
    return Story(words.language, tuple(sections), _ending(data, words, appendices), appendices)


def included(data: ReportData, key: str) -> bool:
    """Whether the office leaves a section in."""
    found = data.sections.get(key)
    return found is None or found.included


def written(data: ReportData, key: str) -> bool:
    """Whether the office wrote the section's text itself."""
    found = data.sections.get(key)
    return found is not None and bool(found.text.vi.strip() or found.text.en.strip())


def by_hand(section: ReportSection, words: Words) -> Blocks:
    """What the office wrote, a paragraph or point for each line; marked where it is not in the report's language."""
    own = section.text.en if words.language == "en" else section.text.vi
    text = own.strip() or section.text.get(words.language).strip()
    found: list[Block] = []
    for line in (one.strip() for one in text.splitlines()):
        dash = next((mark for mark in _DASHES if line.startswith(mark)), "")
        if not dash:
            if line:
                found.append(Para((line,)))
            continue
        point = Point((line[len(dash) :].strip(),), BULLET)
        if found and isinstance(found[-1], Points):
            found[-1] = Points((*found[-1].items, point))
        else:
            found.append(Points((point,)))
    if found and not own.strip():
        found.append(Para((Span(f"({prose.tongue_mark(words)})", italic=True),), "note"))
    return tuple(found)


def _blocks(key: str, data: ReportData, words: Words) -> Blocks:
    """Text and tables of a section, without its heading; empty when there is nothing to print."""
    text = by_hand(data.sections[key], words) if written(data, key) else prefill.blocks(key, data, words)
    before, after = _AROUND.get(key, _nothing_around)(data, words)
    return (*before, *text, *after)


_Around = tuple[Blocks, Blocks]


def _nothing_around(_data: ReportData, _words: Words) -> _Around:
    return (), ()


def _situation(data: ReportData, words: Words) -> _Around:
    return (), _with_basis(data, words, section_tables.comparison_table(data, words))


def _by_goal(data: ReportData, words: Words) -> _Around:
    if not report_data.held(data):
        return (), ()
    table = section_tables.group_table(data, words, GOALS, "goals", words.c("report table", "Goal"))
    several = words.t(
        "One event may serve several goals, so the rows do not add up to the total of distinct events. "
        "Weighted: a primary tag counts 1, a secondary one 0.5."
    )
    note = Para((f"{several} {prose.basis_of_figures(data, words)}",), "note")
    return (table, note, *_given(section_tables.goal_chart(data, words))), ()


def _by_solution(data: ReportData, words: Words) -> _Around:
    if not report_data.held(data):
        return (), ()
    what = words.c("report table", "Solution group")
    return _with_basis(data, words, section_tables.group_table(data, words, SOLUTION_GROUPS, "groups", what)), ()


def _notable(data: ReportData, words: Words) -> _Around:
    table = _with_basis(data, words, section_tables.span_table(data, words))
    return (), (*table, *_given(section_tables.span_chart(data, words)))


def _resources(data: ReportData, words: Words) -> _Around:
    table = section_tables.money_table(data, words)
    if table is None:
        return (), ()
    exact = words.t("Money of the events held in the period, exact, not converted.")
    note = Para((f"{exact} {prose.basis_of_figures(data, words)}",), "note")
    return (), (table, note, *section_tables.money_charts(data, words))


def _press(data: ReportData, words: Words) -> _Around:
    return (), _with_basis(data, words, section_tables.press_table(data, words))


def _coming(data: ReportData, words: Words) -> _Around:
    table = section_tables.outlook_table(data, words)
    if table is None:
        return (), ()
    return (), (
        table,
        Para((words.t("Approved events only; data as of {moment}.", moment=prose.cut(data, words)),), "note"),
    )


_AROUND: Final[Mapping[str, Callable[[ReportData, Words], _Around]]] = {
    "I": _situation,
    "II.1": _by_goal,
    "II.2": _by_solution,
    "II.3": _notable,
    "II.4": _resources,
    "II.5": _press,
    "IV": _coming,
}
"""What the data put before and after a section's text, whoever wrote it."""


def _with_basis(data: ReportData, words: Words, table: Table | None) -> Blocks:
    """A table with the days that it covers."""
    return () if table is None else (table, Para((prose.basis_of_figures(data, words),), "note"))


def _given(block: ChartBlock | None) -> Blocks:
    return () if block is None else (block,)


def _heading(key: str, numbers: Mapping[str, str], words: Words, level: int) -> Blocks:
    if key not in numbers:
        return ()
    title = outline.title(words, key)
    return (Heading(level, numbers[key], title.upper() if level == 1 else title),)


def _part(part: str, numbers: Mapping[str, str], data: ReportData, words: Words, *, nil: bool) -> Section:
    """The heading of part II; of a period without any event what it means."""
    heading = _heading(part, numbers, words, 1)
    if not nil:
        return Section(part, heading)
    nothing = words.t("Nothing to report by goal, by solution group or by resource for this period.")
    return Section(part, (*heading, Para((nothing,)), Para((prose.basis_of_figures(data, words),), "note")))


def _appendices(data: ReportData, words: Words, shows: Callable[[MediaItem], bool]) -> tuple[Appendix, ...]:
    found: list[Appendix] = []
    basis = Para((prose.basis_of_figures(data, words),), "note")
    if report_data.listed(data) and included(data, "A.events"):
        table = section_tables.events_table(data, words)
        found.append(Appendix("A.events", outline.title(words, "A.events"), (basis, table)))
    money = section_tables.event_money_table(data, words) if included(data, "A.money") else None
    if money is not None:
        found.append(Appendix("A.money", outline.title(words, "A.money"), (basis, money)))
    photos = photo_blocks(data, words, shows) if included(data, "A.photos") else ()
    if photos:
        found.append(Appendix("A.photos", outline.title(words, "A.photos"), photos))
    return tuple(found)


def photo_blocks(data: ReportData, words: Words, shows: Callable[[MediaItem], bool]) -> tuple[Photos, ...]:
    """Pictures by event, with captions and credits."""
    found = []
    for event in report_data.listed(data):
        photos = tuple(_photo(words, item) for item in report_data.photos(data, event) if shows(item))
        if photos:
            title = (*prose.title_of(words, event, length=300), f" ({prose.day_of(words, event)})")
            found.append(Photos(title, photos))
    return tuple(found)


def _photo(words: Words, item: MediaItem) -> Photo:
    caption: tuple[Part, ...] = prose.said(words, item.caption, length=_MAX_CAPTION) if item.caption else ()
    credit = prose.clip(item.credit_line, 200)
    return Photo(item, caption, words.t("Photo: {credit}", credit=credit) if credit else "")


def _ending(data: ReportData, words: Words, appendices: tuple[Appendix, ...]) -> tuple[Para, ...]:
    found: list[Para] = []
    if appendices:
        named = [
            words.t(_ATTACHED[one.key], number=head_text.appendix_number(words, at, len(appendices)))
            for at, one in enumerate(appendices, 1)
        ]
        said = words.t("Attached: {appendices}.", appendices=lists.all_of(words, named))
        found.append(Para((said,)))
    if data.one_person:
        one = words.t("The office has one officer: drafting and approving this report were one act of the same person.")
        found.append(Para((one,)))
    return (*found, Para((prose.closing(data, words),)))


_ATTACHED: Final = {
    "A.events": N_("the list of events ({number})"),
    "A.money": N_("money by event ({number})"),
    "A.photos": N_("pictures of the events ({number})"),
}
