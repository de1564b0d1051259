"""All missions together: how complete the figures are, what was held, what is missing, and the packages behind it.

Headquarters' report (R29), and with a topic the page that the Steering Committee gets about one goal or solution group
(R28). Every table names the packages that its rows rest on, by their numbers in the last appendix.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from cultdip_desktop.domain.duty import Region
from cultdip_desktop.domain.figures import Dimension, FigureRow
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE
from cultdip_desktop.domain.naming import period_of, period_words
from cultdip_desktop.domain.overview import Gap
from cultdip_desktop.domain.standing import MissionStanding, PeriodStanding, Standing
from cultdip_desktop.domain.standing_words import standing_word, standing_words
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, lists, numbers
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import LANDSCAPE, PORTRAIT, Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import ConsolidatedMatter, FigureLine
from cultdip_desktop.reports.prose import Part, Span
from cultdip_desktop.reports.story import Appendix, Block, Section

_PRINTED: Final = (
    Dimension.GROUP,
    Dimension.REGION,
    Dimension.KIND,
    Dimension.MONTH,
    Dimension.SOURCE,
)
"""Tables of the text, in its order; missions stand in an appendix."""

_MOST: Final = 40
"""Practices and proposals that are printed; the sheet has all."""

_MOST_NAMES: Final = 12
"""Missions that a paragraph names."""

_DIGEST: Final = 16
"""Digits of a digest on paper; the sheet has all 64."""


def subject(matter: ConsolidatedMatter, words: Words) -> str:
    """What stands under the type of the document."""
    period = period_words(words, matter.data.period)
    if not matter.topic:
        return words.t("Cultural diplomacy of Viet Nam's missions abroad in {period}", period=period)
    return words.t("{code}. {topic}: work of Viet Nam's missions abroad in {period}", code=matter.topic,
                   topic=_topic(matter, words), period=period)  # fmt: skip


def opening(matter: ConsolidatedMatter, words: Words) -> str:
    """On what ground it is reported, and from how many missions the figures are: before any other figure."""
    return words.t(
        "Pursuant to {basis}, {office} consolidates the signed reports of {received} of {expected} missions for "
        "{period} ({window}). Missions that have not reported are not in any figure below.",
        basis=matter.data.basis.get(words.language),
        office=blocks.office(matter.data, words),
        received=matter.standing.received,
        expected=matter.standing.expected,
        period=period_words(words, matter.data.period),
        window=dates.day_range(words, matter.data.window.first, matter.data.window.last),
    )


def sections(matter: ConsolidatedMatter, words: Words) -> tuple[Section, ...]:
    """Completeness, results, gaps, practices; what missions propose, which is tied to no topic."""
    parts = (
        blocks.part(1, words.t("How complete the figures are"), *_completeness(matter, words)),
        blocks.part(2, words.t("Results"), *_results(matter, words)),
        blocks.part(3, words.t("Gaps"), *_gaps(matter, words)),
        blocks.part(4, words.t("Good practice and lessons"), *_practices(matter, words)),
        blocks.part(5, words.t("Proposals of missions"), *_proposals(matter, words)),
    )
    return parts[:-1] if matter.topic else parts


def appendices(matter: ConsolidatedMatter, words: Words) -> tuple[Appendix, ...]:
    """Mission by mission, and the packages."""
    first: list[Block] = [blocks.grid(_missions(matter, words), words), blocks.basis(matter.data, words)]
    how = words.t(
        "A package is signed by its mission and was verified by headquarters; its number stands for it in the tables. "
        "The digest is that of its manifest (SHA-256), here its first {n} digits.",
        n=_DIGEST,
    )
    return (
        Appendix("A.missions", words.t("Mission by mission").upper(), tuple(first)),
        Appendix(
            "A.packages",
            words.t("Packages that the figures rest on").upper(),
            (blocks.grid(_packages(matter, words), words), blocks.note(how)),
        ),
    )


def grids(matter: ConsolidatedMatter, words: Words) -> tuple[Grid, ...]:
    """Every table, the dimensions that are not printed among them."""
    shown = [_figures(matter, words, dimension) for dimension in (*_PRINTED, Dimension.GOAL, Dimension.PRODUCT)]
    return (
        _standing_grid(matter, words),
        _missions(matter, words),
        *shown,
        _gap_grid(matter, words),
        _practice_grid(matter, words),
        _proposal_grid(matter, words),
        _packages(matter, words),
    )


def _completeness(matter: ConsolidatedMatter, words: Words) -> list[Block]:
    standing = matter.standing
    said = words.t(
        "Of {expected} missions that owe the report, {received} have reported by {day}: {on_time} in time, {late} "
        "late; {nil} say that there was nothing to report, {amended} have amended their report.",
        expected=standing.expected,
        received=standing.received,
        day=dates.day(words, standing.today),
        on_time=len(standing.of(Standing.ON_TIME)),
        late=len(standing.of(Standing.LATE)),
        nil=sum(row.nil for row in standing.rows),
        amended=sum(row.amended for row in standing.rows),
    )
    made: list[Block] = [blocks.para(said)]
    if standing.missing:
        names = _names(standing.missing, words)
        count = words.n("{n} mission has not reported:", "{n} missions have not reported:", len(standing.missing))
        made.append(blocks.para(f"{count} {names}."))
    if standing.troubled:
        names = _names(standing.troubled, words)
        count = words.n(
            "{n} mission sent what could not be taken in yet:",
            "{n} missions sent what could not be taken in yet:",
            len(standing.troubled),
        )
        made.append(blocks.para(f"{count} {names}."))
    return made


def _results(matter: ConsolidatedMatter, words: Words) -> list[Block]:
    if not matter.total.events:
        return [blocks.para(words.t("No event was held in these days.")), blocks.basis(matter.data, words)]
    made: list[Block] = [blocks.para(_overview(matter, words)), blocks.basis(matter.data, words)]
    number = 0
    for dimension in _PRINTED:
        grid = _figures(matter, words, dimension)
        if grid.lines:
            number += 1
            made += [blocks.under(number, _heading(dimension, words)), blocks.grid(grid, words)]
            made += [blocks.note(text) for text in (_how(dimension, words),) if text]
            made.append(blocks.basis(matter.data, words))
    return made


def _overview(matter: ConsolidatedMatter, words: Words) -> str:
    total, before = matter.total, matter.before
    said = words.t(
        "{held}, {attendance} attendances; spent: {money}.",
        held=words.n("{n} event held", "{n} events held", total.events),
        attendance=numbers.whole(words, total.attendance),
        money=_spent(words, total),
    )
    change = _change(words, total.events, before.events)
    compared = words.t(
        "In the same days of the year before, as far as missions have reported them: {held}, {attendance} "
        "attendances ({change}).",
        held=words.n("{n} event held", "{n} events held", before.events),
        attendance=numbers.whole(words, before.attendance),
        change=change,
    )
    return f"{said} {compared}"


def _figures(matter: ConsolidatedMatter, words: Words, dimension: Dimension) -> Grid:
    rows = matter.tables.get(dimension, ())
    tagged = dimension in (Dimension.GROUP, Dimension.GOAL)
    head = _heading(dimension, words)
    fields = (
        Field("code", words.c("report table", "Code"), 14, "centre", paper=tagged),
        Field("name", head, 46 if tagged else 60, words=True),
        Field("events", words.c("report table", "Events"), 17, "right"),
        Field("weighted", words.c("report table", "Weighted"), 20, "right", paper=False),
        Field("attendance", words.c("report table", "Attendance"), 22, "right"),
        Field("before", words.c("report table", "Year before"), 19, "right"),
        Field("spent", words.c("report table", "Spent"), 30, "right"),
        Field("packages", words.c("report table", "Packages"), 17, words=False),
    )
    found = lines([_figure_cells(row) for row in rows])
    return Grid(f"by_{dimension.value}", head[:31], fields, found, row_head=1)


def _figure_cells(row: FigureLine) -> list[Cell]:
    before = None if row.before is None else row.before.events
    return [
        row.key,
        row.name,
        row.now.events,
        row.now.weighted,
        row.now.attendance,
        before,
        row.now.spent or None,
        ranges(row.sources),
    ]


def ranges(found: Sequence[int]) -> str:
    """Numbers as short as they can be said: "1–3, 7"."""
    parts: list[list[int]] = []
    for number in sorted(found):
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}–{part[-1]}" for part in parts)


def _heading(dimension: Dimension, words: Words) -> str:
    return {
        Dimension.GROUP: words.c("report table", "Goal or solution group"),
        Dimension.GOAL: words.c("report table", "Every tagged code"),
        Dimension.REGION: words.c("report table", "Region"),
        Dimension.KIND: words.c("report table", "Kind of event"),
        Dimension.MONTH: words.c("report table", "Month"),
        Dimension.SOURCE: words.c("report table", "Source of money"),
        Dimension.PRODUCT: words.c("report table", "Product"),
    }[dimension]


def _how(dimension: Dimension, words: Words) -> str:
    if dimension is Dimension.GROUP:
        return words.t(
            "An event with several tags stands in several rows, so rows do not add up to the number of events."
        )
    if dimension is Dimension.SOURCE:
        return words.t("Exact sums of each currency; gifts in kind are not among them.")
    return ""


def _gaps(matter: ConsolidatedMatter, words: Words) -> list[Block]:
    grid = _gap_grid(matter, words, _MOST)
    if not grid.lines:
        return [blocks.para(words.t("No goal or solution group lacks events in a region that has reported."))]
    said = words.t("Where the fewest events serve a goal or solution group, measured by the missions of the region:")
    return [blocks.para(said), blocks.grid(grid, words), blocks.basis(matter.data, words)]


def _gap_grid(matter: ConsolidatedMatter, words: Words, most: int | None = None) -> Grid:
    rows: list[list[Cell]] = [
        [gap.code, _goal(matter, gap.code), _gap_place(gap, words), gap.events, gap.missions]
        for gap in matter.gaps[:most]
    ]
    fields = (
        Field("code", words.c("report table", "Code"), 14, "centre"),
        Field("goal", words.c("report table", "Goal or solution group"), 66, words=True),
        Field("where", words.c("report table", "Region"), PORTRAIT - 120, words=True),
        Field("events", words.c("report table", "Events"), 18, "right"),
        Field("missions", words.c("report table", "Missions"), 22, "right"),
    )
    return Grid("gaps", words.c("report sheet", "Gaps"), fields, lines(rows), row_head=1)


def _gap_place(gap: Gap, words: Words) -> str:
    if not gap.region:
        return words.t("missions that reported and have none")
    return next((label(words, region) for region in Region if region.value == gap.region), gap.region)


def _goal(matter: ConsolidatedMatter, code: str) -> BiText:
    node = matter.data.catalogue.find(code)
    return node.title if node else BiText(code)


def _practices(matter: ConsolidatedMatter, words: Words) -> list[Block]:
    if not matter.practices:
        return [blocks.para(words.t("Missions have recorded no lessons, and headquarters has marked no event."))]
    points: list[list[Part]] = []
    for one in matter.practices[:_MOST]:
        parts: list[Part] = [Span(f"{one.mission.get(words.language)}: ", bold=True)]
        parts += prose.said(words, one.title, length=200)
        if one.day is not None:
            parts.append(f" ({dates.day(words, one.day)})")
        parts += [". ", *prose.said(words, one.lesson, length=600)] if one.lesson else ["."]
        if one.source:
            parts.append(f" [{one.source}]")
        points.append(parts)
    made: list[Block] = [blocks.bullets(points)]
    left = len(matter.practices) - _MOST
    if left > 0:
        made.append(blocks.note(words.n("{n} more in the workbook.", "{n} more in the workbook.", left)))
    return made


def _practice_grid(matter: ConsolidatedMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [
        [one.mission, one.title, one.day, one.attendance, "x" if one.exemplary else "", one.lesson, one.source or None]
        for one in matter.practices
    ]
    fields = (
        Field("mission", words.c("report table", "Mission"), 40, words=True),
        Field("event", words.c("report table", "Event"), 60, words=True),
        Field("day", words.c("report table", "First day"), 20),
        Field("attendance", words.c("report table", "Attendance"), 20, "right"),
        Field("exemplary", words.c("report table", "Exemplary"), 16, "centre"),
        Field("lesson", words.c("report table", "Lesson or note"), 90, words=True),
        Field("package", words.c("report table", "Package"), 16, "right"),
    )
    return Grid("practices", words.c("report sheet", "Good practice"), fields, lines(rows), row_head=1)


def _proposals(matter: ConsolidatedMatter, words: Words) -> list[Block]:
    made: list[Block] = []
    if matter.proposals:
        points: list[list[Part]] = []
        for one in matter.proposals[:_MOST]:
            stage = label(words, one.initiative.stage).lower()
            points.append(
                [
                    Span(f"{one.mission.get(words.language)}: ", bold=True),
                    *prose.said(words, one.initiative.title, length=300),
                    f" ({stage}).",
                ]
            )
        made.append(blocks.bullets(points))
    else:
        made.append(blocks.para(words.t("Missions have put forward no initiative.")))
    if matter.commended:
        made.append(
            blocks.para(
                words.n(
                    "Missions propose to commend {n} person or group.",
                    "Missions propose to commend {n} persons or groups.",
                    matter.commended,
                )
            )
        )
    return made


def _proposal_grid(matter: ConsolidatedMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [
        [
            one.mission,
            one.initiative.title,
            label(words, one.initiative.cls),
            label(words, one.initiative.stage),
            one.initiative.proposed_on,
            one.initiative.due,
        ]
        for one in matter.proposals
    ]
    fields = (
        Field("mission", words.c("report table", "Mission"), 40, words=True),
        Field("initiative", words.c("report table", "Initiative"), 80, words=True),
        Field("class", words.c("report table", "Class"), 40, words=True),
        Field("stage", words.c("report table", "Stage"), 26, words=True),
        Field("proposed_on", words.c("report table", "Proposed on"), 22),
        Field("due", words.c("report table", "Due"), 22),
    )
    return Grid("proposals", words.c("report sheet", "Proposals"), fields, lines(rows), row_head=1)


def _standing_grid(matter: ConsolidatedMatter, words: Words) -> Grid:
    standing = matter.standing
    rows: list[list[Cell]] = [
        [words.t("Missions that owe the report"), standing.expected],
        [words.t("Reported"), standing.received],
    ]
    rows += [[standing_word(words, word), len(standing.of(word))] for word in Standing]
    fields = (
        Field("what", words.c("report table", "What"), 100, words=True),
        Field("missions", words.c("report table", "Missions"), 30, "right"),
    )
    return Grid("completeness", words.c("report sheet", "Completeness"), fields, lines(rows), row_head=0)


def _missions(matter: ConsolidatedMatter, words: Words) -> Grid:
    """Every mission that owes the report or has held something, in the order of the regions."""
    found = {row.key: row for row in matter.tables.get(Dimension.MISSION, ())}
    rows: list[list[Cell]] = []
    for one in _by_region(matter.standing):
        row = found.pop(one.mission.id, None)
        if row is None and not one.expected:
            continue
        rows.append([*_mission_cells(one, words), *_mission_figures(row)])
    total = matter.total
    sum_row: list[Cell] = ["", words.t("Total"), "", "", total.events, total.attendance, None, total.spent or None, ""]
    fields = (
        Field("mission", words.c("report table", "Code"), 22, paper=False),
        Field("name", words.c("report table", "Mission"), 76, words=True),
        Field("region", words.c("report table", "Region"), 36, words=True),
        Field("standing", words.c("report table", "Report"), 36, words=True),
        Field("events", words.c("report table", "Events"), 17, "right", sums=True),
        Field("attendance", words.c("report table", "Attendance"), 22, "right", sums=True),
        Field("before", words.c("report table", "Year before"), 19, "right"),
        Field("spent", words.c("report table", "Spent"), LANDSCAPE - 223, "right"),
        Field("packages", words.c("report table", "Packages"), 17),
    )
    return Grid("by_mission", words.c("report sheet", "Missions"), fields, lines(rows, sum_row), row_head=1)


def _mission_cells(one: MissionStanding, words: Words) -> list[Cell]:
    region = next((label(words, word) for word in Region if word.value == one.mission.region), "–")
    return [one.mission.id, one.mission.name, region, standing_words(words, one)]


def _mission_figures(row: FigureLine | None) -> list[Cell]:
    if row is None:
        return [0, 0, None, None, ""]
    before = None if row.before is None else row.before.events
    return [row.now.events, row.now.attendance, before, row.now.spent or None, ranges(row.sources)]


def _packages(matter: ConsolidatedMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for one in matter.sources:
        period = period_of(one.period)
        rows.append(
            [
                one.number,
                one.mission,
                period_words(words, period) if period else one.period,
                f"{one.epoch}/{one.seq}",
                dates.moment(words, one.received_at, HEADQUARTERS_ZONE),
                prose.clip(one.signer.split(" · ", 1)[0], 120),
                one.manifest_sha256[:_DIGEST],
                one.manifest_sha256,
            ]
        )
    fields = (
        Field("number", words.c("report table", "No."), 14, "right"),
        Field("mission", words.c("report table", "Mission"), 70, words=True),
        Field("period", words.c("report table", "Period"), 40, words=True),
        Field("place", words.c("report table", "Numbering and number"), 22, "centre"),
        Field("received", words.c("report table", "Received"), 34),
        Field("signer", words.c("report table", "Signed by"), LANDSCAPE - 218),
        Field("digest", words.c("report table", "Digest"), 38),
        Field("manifest_sha256", "SHA-256", 80, paper=False),
    )
    return Grid("packages", words.c("report sheet", "Packages"), fields, lines(rows), row_head=1)


def _by_region(standing: PeriodStanding) -> list[MissionStanding]:
    order = {region.value: at for at, region in enumerate(Region)}
    return sorted(standing.rows, key=lambda row: (order.get(row.mission.region, len(order)), row.mission.id))


def _names(rows: Sequence[MissionStanding], words: Words) -> str:
    """Who they are; of many only how many there are in each region, for the appendix names them all."""
    if len(rows) <= _MOST_NAMES:
        return lists.all_of(words, [row.mission.name.get(words.language) for row in rows])
    found = Counter(row.mission.region for row in rows)
    counted = [f"{label(words, region)} {found[region.value]}" for region in Region if found[region.value]]
    return words.t("{counts} (named in Appendix I)", counts=lists.all_of(words, counted))


def _spent(words: Words, row: FigureRow) -> str:
    said = [numbers.money(words, amount, currency, short=True) for currency, amount in row.spent.items()]
    return lists.all_of(words, said) if said else "–"


def _change(words: Words, now: int, before: int) -> str:
    """By how much, or a dash where there is nothing to compare with."""
    if not before:
        return "–"
    return numbers.percent(words, Decimal(now - before) / before, sign=True)


def _topic(matter: ConsolidatedMatter, words: Words) -> str:
    node = matter.data.catalogue.find(matter.topic)
    return prose.clip(node.title.get(words.language), 160) if node else matter.topic
