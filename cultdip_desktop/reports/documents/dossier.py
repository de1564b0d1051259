"""The dossier of one event: facts, goals, partners, results, money, press, proofs and pictures; never its internal notes."""

from __future__ import annotations

from cultdip_desktop.domain.event import FACETS, Event, EventState, Facet
from cultdip_desktop.domain.field_words import field_words
from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.domain.money import MoneyLine, MoneyStage
from cultdip_desktop.domain.partner import WITHHELD
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates, numbers
from cultdip_desktop.i18n.country import country
from cultdip_desktop.i18n.localities import localities
from cultdip_desktop.i18n.tongues import tongue
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks, budget
from cultdip_desktop.reports.documents.grid import MAX_CELL, Amount, Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import DossierMatter
from cultdip_desktop.reports.prose import Span
from cultdip_desktop.reports.story import Appendix, Block, Para, Photo, Photos, Point, Points, Section

_HANOI = "Asia/Ho_Chi_Minh"


def subject(matter: DossierMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t("On the event “{title}”", title=_name(matter.event, words))


def opening(matter: DossierMatter, words: Words) -> str:
    """What is reported."""
    office = blocks.office(matter.data, words)
    return words.t(
        "{office} reports on the event {number} as follows:",
        office=office[:1].upper() + office[1:],
        number=matter.event.number,
    )


def sections(matter: DossierMatter, words: Words) -> tuple[Section, ...]:
    """Eight parts at most; every one says so where nothing is recorded."""
    return (
        blocks.part(1, words.t("General information"), *_general(matter, words)),
        blocks.part(2, words.t("Goals and classification"), *_goals(matter, words)),
        blocks.part(3, words.t("Partners"), *_partners(matter, words)),
        blocks.part(4, words.t("Results"), *_results(matter, words)),
        blocks.part(5, words.t("Money"), *_money(matter, words)),
        blocks.part(6, words.t("Press and media"), *_press(matter, words)),
        blocks.part(7, words.t("Evidence"), *_evidence(matter, words)),
    )


def appendices(matter: DossierMatter, words: Words) -> tuple[Appendix, ...]:
    """The pictures with captions and credits."""
    if not matter.photos:
        return ()
    photos = tuple(_photo(words, item) for item in matter.photos)
    title = (*prose.title_of(words, matter.event, length=300), f" ({prose.day_of(words, matter.event)})")
    return (Appendix("A.photos", words.t("PICTURES OF THE EVENTS"), (Photos(title, photos),)),)


def grids(matter: DossierMatter, words: Words) -> tuple[Grid, ...]:
    """Every table of the dossier."""
    return (
        _facts(matter, words),
        _goal_grid(matter, words),
        _partner_grid(matter, words),
        _money_grid(matter, words),
        _press_grid(matter, words),
        _evidence_grid(matter, words),
    )


def _name(event: Event, words: Words) -> str:
    return prose.clip(event.title.get(words.language), 300) or words.t("(not yet named)")


def _general(matter: DossierMatter, words: Words) -> list[Block]:
    return [blocks.grid(_facts(matter, words), words), *blocks.written(words, matter.event.summary)]


def _facts(matter: DossierMatter, words: Words) -> Grid:
    event = matter.event
    rows: list[list[Cell]] = []

    def fact(name: str, value: Cell) -> None:
        if value not in ("", None) and value != BiText():
            rows.append([name, value])

    fact(words.t("Number"), event.number)
    fact(words.t("Kind"), f"{label(words, event.kind)}; {label(words, event.format).lower()}")
    state = label(words, event.state)
    fact(words.t("State"), f"{state}: {event.state_reason}" if event.state_reason else state)
    fact(words.t("Time"), _time(words, event))
    fact(
        words.t("Place"),
        ", ".join(text for text in (prose.place_of(words, event, 200), _country(words, event)) if text),
    )
    fact(words.t("Occasion"), _occasion(matter, words))
    fact(words.t("Target audience"), event.audience)
    fact(words.t("Fit with place and audience"), event.fit)
    fact(words.t("Result for the other pillars"), event.link_note)
    fields = (
        Field("what", words.c("report table", "Item"), 45, words=True),
        Field("value", words.c("report table", "Content"), 120, words=True),
    )
    return Grid("facts", words.c("report sheet", "Facts"), fields, lines(rows), row_head=0)


def _time(words: Words, event: Event) -> str:
    if event.start is None or event.local_start is None:
        return words.t("no date yet")
    if event.all_day:
        return prose.day_of(words, event)
    end = event.local_end
    said = dates.moment_with_place(words, event.start, event.zone)
    if end is not None and end.date() == event.local_start.date():
        said = words.t("{start}, until {end}", start=said, end=dates.clock(end))
    elif end is not None and event.end is not None:
        said = words.t("{start}, until {end}", start=said, end=dates.moment(words, event.end, event.zone))
    return f"{said}\n{dates.moment_with_place(words, event.start, _HANOI)}"


def _country(words: Words, event: Event) -> str:
    return country(words, event.country) if event.country else ""


def _occasion(matter: DossierMatter, words: Words) -> str:
    event = matter.event
    named = _code(matter, words, event.occasion) if event.occasion else ""
    return ": ".join(text for text in (named, event.occasion_note) if text)


def _goals(matter: DossierMatter, words: Words) -> list[Block]:
    event = matter.event
    found: list[Block] = []
    if event.goals:
        found.append(blocks.grid(_goal_grid(matter, words), words))
    else:
        found.append(blocks.para(words.t("No goal is chosen.")))
    points = []
    for facet in Facet:
        codes = getattr(event, FACETS[facet])
        if codes:
            names = "; ".join(_code(matter, words, code) for code in codes)
            points.append(
                Point((Span(f"{field_words(words, FACETS[facet])}: ", italic=True), prose.clip(names, 900), "."))
            )
    if event.scale:
        points.append(
            Point((Span(f"{field_words(words, 'scale')}: ", italic=True), _code(matter, words, event.scale), "."))
        )
    if points:
        found.append(Points(tuple(points)))
    return found


def _goal_grid(matter: DossierMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for tag in sorted(matter.event.goals, key=lambda tag: not tag.primary):
        node = matter.data.catalogue.find(tag.code)
        rank = words.t("Primary") if tag.primary else words.t("Secondary")
        title: Cell = node.title if node else words.t("not in the catalogue in force")
        reason: Cell = tag.reason if tag.reason else words.t("No rationale is recorded.")
        rows.append([tag.code, title, rank, reason, tag.edition])
    fields = (
        Field("code", words.c("report table", "Code"), 14, "centre"),
        Field("goal", words.c("report table", "Goal or solution"), 59, words=True),
        Field("rank", words.c("report table", "Rank"), 21, "centre", words=True),
        Field("reason", words.c("report table", "Rationale"), 71, words=True),
        Field("edition", words.c("report table", "Catalogue"), 20, paper=False),
    )
    return Grid("event_goals", words.c("report sheet", "Goals"), fields, lines(rows), row_head=0)


def _partners(matter: DossierMatter, words: Words) -> list[Block]:
    if not matter.event.actors:
        return [blocks.para(words.t("No partner is recorded."))]
    return [blocks.grid(_partner_grid(matter, words), words)]


def _partner_grid(matter: DossierMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [
        [
            WITHHELD if actor.partner == WITHHELD.vi else actor.partner,
            _code(matter, words, actor.category),
            label(words, actor.role),
        ]
        for actor in matter.event.actors
    ]
    fields = (
        Field("partner", words.c("report table", "Partner"), 77, words=True),
        Field("category", words.c("report table", "Category"), 55, words=True),
        Field("role", words.c("report table", "Role"), 33, words=True),
    )
    return Grid("partners", words.c("report sheet", "Partners"), fields, lines(rows), row_head=0)


def _results(matter: DossierMatter, words: Words) -> list[Block]:
    results = matter.event.results
    if not results:
        late = matter.event.state in (EventState.HELD, EventState.RESULTS_IN)
        return [
            blocks.para(
                words.t("Results are still to be written down.") if late else words.t("There are no results yet.")
            )
        ]
    found: list[Block] = []
    if results.attendance is not None:
        share = results.host_country_share
        said = words.t(
            "Audience: {attendance} ({kind}; {method}).",
            attendance=words.n("{n} attendance", "{n} attendances", results.attendance.value),
            kind=label(words, results.attendance.kind).lower(),
            method=label(words, results.attendance.method).lower(),
        )
        if share is not None:
            said += " " + words.t("From the host country: {share}.", share=numbers.percent(words, share))
        found.append(blocks.para(said))
    for title, text in (
        (words.t("Outcomes"), results.outcomes),
        (words.t("Lessons and proposals"), results.lessons),
        (words.t("Follow-up"), results.follow_up),
    ):
        found += _titled(words, title, text)
    if results.gains:
        found.append(blocks.para(words.t("Agreements, leads, invitations and visits that came of it:")))
        found.append(
            Points(tuple(_gain(words, gain.text, label(words, gain.kind), gain.partner) for gain in results.gains))
        )
    return found


def _titled(words: Words, title: str, text: BiText) -> tuple[Para, ...]:
    paragraphs = blocks.written(words, text)
    if not paragraphs:
        return ()
    return (Para((Span(f"{title}: ", italic=True), *paragraphs[0].parts)), *paragraphs[1:])


def _gain(words: Words, text: BiText, kind: str, partner: str) -> Point:
    named = WITHHELD.get(words.language) if partner == WITHHELD.vi else partner
    who = f" ({named})" if named else ""
    return Point((Span(f"{kind}: ", italic=True), *prose.said(words, text, length=900), f"{who}."))


def _money(matter: DossierMatter, words: Words) -> list[Block]:
    if not matter.event.money:
        return [blocks.para(words.t("No money is recorded for the event."))]
    found: list[Block] = [
        blocks.grid(_money_grid(matter, words), words),
        blocks.grid(budget.shares(matter.account, words), words),
    ]
    if matter.account.in_books:
        found.append(blocks.grid(budget.books(matter.account, words), words))
    exact = words.t("Exact sums of each currency; gifts in kind are valued apart and never added to money.")
    as_of = words.t("Data as of {moment}.", moment=prose.cut(matter.data, words))
    return [*found, blocks.note(f"{exact} {as_of}")]


def _money_grid(matter: DossierMatter, words: Words) -> Grid:
    ordered = sorted(
        matter.event.money, key=lambda line: (line.money.currency, list(MoneyStage).index(line.stage), line.source)
    )
    rows: list[list[Cell]] = [
        [
            _code(matter, words, line.source),
            label(words, line.stage),
            Amount(line.money.amount, line.money.currency),
            line.money.currency,
            _remark(words, line),
        ]
        for line in ordered
    ]
    fields = (
        Field("source", words.c("report table", "Source"), 55, words=True),
        Field("stage", words.c("report table", "Stage"), 25, words=True),
        Field("amount", words.c("report table", "Amount"), 30, "right"),
        Field("currency", words.c("report table", "Currency"), 17, "centre"),
        Field("note", words.c("report table", "Note"), 38, words=True),
    )
    return Grid("event_money", words.c("report sheet", "Money"), fields, lines(rows), row_head=0)


def _remark(words: Words, line: MoneyLine) -> str:
    parts = (words.t("in kind, estimated value") if line.in_kind else "", line.note)
    return "; ".join(text for text in parts if text) or "–"


def _press(matter: DossierMatter, words: Words) -> list[Block]:
    if not matter.event.results.press:
        return [blocks.para(words.t("No press item is recorded."))]
    return [blocks.grid(_press_grid(matter, words), words)]


def _press_grid(matter: DossierMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [
        [
            item.outlet,
            label(words, item.kind),
            (f"{item.title.strip() or '–'}\n{item.link}" if item.link else item.title.strip() or "–")[:400],
            tongue(words, item.language) if item.language else "–",
            item.day,
            item.reach,
            item.link,
        ]
        for item in matter.event.results.press
    ]
    fields = (
        Field("outlet", words.c("report table", "Outlet"), 34),
        Field("kind", words.c("report table", "Kind of medium"), 24, words=True),
        Field("title", words.c("report table", "Title, link"), 47),
        Field("language", words.c("report table", "Language"), 19, "centre", words=True),
        Field("day", words.c("report table", "Day"), 22, "centre"),
        Field("reach", words.c("report table", "Reach"), 19, "right"),
        Field("link", words.c("report table", "Link"), 60, paper=False),
    )
    return Grid("press", words.c("report sheet", "Press"), fields, lines(rows), row_head=0)


def _evidence(matter: DossierMatter, words: Words) -> list[Block]:
    made = _evidence_grid(matter, words)
    if not made.lines:
        return [blocks.para(words.t("No file is named as evidence for a number."))]
    return [blocks.grid(made, words)]


def _evidence_grid(matter: DossierMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for proof in matter.event.evidence:
        item = matter.files.get(proof.media)
        name: Cell = item.file_name if item else words.t("a file that stays in the office")
        digest = item.sha256 if item else "–"
        rows.append([_proved(matter, words, proof.field), name, f"{digest[:32]}\n{digest[32:]}" if item else digest])
    fields = (
        Field("figure", words.c("report table", "Figure"), 50, words=True),
        Field("file", words.c("report table", "File"), 50),
        Field("sha256", words.c("report table", "SHA-256 of the file"), 65),
    )
    return Grid("evidence", words.c("report sheet", "Evidence"), fields, lines(rows), row_head=0)


def _proved(matter: DossierMatter, words: Words, field: str) -> str:
    """`results.attendance` → "Công chúng"; `money.RS.BUD.spent` → "Ngân sách nhà nước: Đã chi"."""
    if field.startswith("money."):
        source, _point, stage = field.removeprefix("money.").rpartition(".")
        known = stage in {each.value for each in MoneyStage}
        return f"{_code(matter, words, source)}: {label(words, MoneyStage(stage)).lower()}" if known else field
    name = {"results.attendance": "attendance", "results.host_country_share": "host_share"}.get(field, "")
    return field_words(words, name) if name else words.t("a number")


def _photo(words: Words, item: MediaItem) -> Photo:
    credit = item.credit_line
    said = words.t("Photo: {credit}", credit=prose.clip(credit, 200)) if credit else ""
    caption = prose.said(words, item.caption, length=MAX_CELL) if item.caption else ()
    return Photo(item, caption, said)


def _code(matter: DossierMatter, words: Words, code: str) -> str:
    place = localities().get(code)
    if place is not None:
        return place.name(words.language)
    node = matter.data.catalogue.find(code)
    return node.title.get(words.language) if node else code
