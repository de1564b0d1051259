"""The hand-over dossier: what is open, promised and coming, whom to call, which keys end, where reports and backups stand.

It holds telephone numbers and addresses: it stays in the office and is never sent as a report.
"""

from __future__ import annotations

from cultdip_desktop.domain.labels import label
from cultdip_desktop.domain.naming import period_title
from cultdip_desktop.domain.partner import Consent
from cultdip_desktop.domain.register import Initiative
from cultdip_desktop.domain.report import LOCKED
from cultdip_desktop.domain.today import Urgency, Work, WorkKind
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.reports import prose
from cultdip_desktop.reports.documents import blocks
from cultdip_desktop.reports.documents.grid import Cell, Field, Grid, lines
from cultdip_desktop.reports.documents.matter import HandoverMatter, PartnerLine, ReportLine
from cultdip_desktop.reports.documents.proposals import OPEN
from cultdip_desktop.reports.documents.visit import coming_words, promise_words
from cultdip_desktop.reports.story import Block, Point, Points, Section

MAX_PARTNERS = 400
"""Partners that are listed; the register itself stays in the office's store."""


def subject(_matter: HandoverMatter, words: Words) -> str:
    """What stands under the type of the document."""
    return words.t("Hand-over of the work of cultural diplomacy")


def opening(matter: HandoverMatter, words: Words) -> str:
    """Who hands over to whom; the names are written in where they are not known."""
    giver = matter.data.drafter.name if matter.data.drafter else "……………………"
    return words.t(
        "On {day}, at {office}, {giver} handed the work of cultural diplomacy over to {taker}, as it stands below:",
        day=dates.day(words, matter.today),
        office=blocks.office(matter.data, words),
        giver=giver,
        taker=prose.clip(matter.successor, 200) or "……………………",
    )


def warning(words: Words) -> str:
    """Printed before everything else."""
    return words.t(
        "This dossier holds contacts, tasks and promises. It is kept in the office, is no report, and does not leave "
        "it in any package."
    )


def sections(matter: HandoverMatter, words: Words) -> tuple[Section, ...]:
    """Seven parts; each says so where there is nothing."""
    return (
        blocks.part(1, words.t("Open tasks"), *_tasks(matter, words)),
        blocks.part(2, words.t("Open promises"), *_promises(matter, words)),
        blocks.part(3, words.t("Coming events and open initiatives"), *_coming(matter, words)),
        blocks.part(4, words.t("Reports of the year"), *_reports(matter, words)),
        blocks.part(5, words.t("Signing keys"), *_keys(matter, words)),
        blocks.part(6, words.t("Backups"), *_backups(matter, words)),
        blocks.part(7, words.t("Partners and contacts"), *_partners(matter, words)),
    )


def grids(matter: HandoverMatter, words: Words) -> tuple[Grid, ...]:
    """Tasks, reports, keys, contacts."""
    return (_task_grid(matter, words), _report_grid(matter, words), _key_grid(matter, words), _contacts(matter, words))


def _tasks(matter: HandoverMatter, words: Words) -> list[Block]:
    work = [one for one in matter.tasks if one.kind is not WorkKind.PROMISE]
    if not work and not matter.undated:
        return [blocks.para(words.t("No task is open."))]
    late = sum(one.urgency is Urgency.OVERDUE for one in work)
    count = words.n("{n} open task", "{n} open tasks", len(work) + len(matter.undated))
    said = words.t("{count}, {late} of them overdue.", count=count, late=late)
    found: list[Block] = [blocks.para(said)]
    if work:
        found.append(blocks.grid(_task_grid(matter, words), words))
    if matter.undated:
        found.append(blocks.para(words.t("Without a day:")))
        found.append(Points(tuple(Point((prose.clip(text, 300), ".")) for text in matter.undated)))
    return found


def _task_grid(matter: HandoverMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [_task(words, one) for one in matter.tasks if one.kind is not WorkKind.PROMISE]
    fields = (
        Field("due", words.c("report table", "Due on"), 22, "centre"),
        Field("state", words.c("report table", "State"), 22, "centre", words=True),
        Field("task", words.c("report table", "Task"), 56),
        Field("about", words.c("report table", "About"), 40, words=True),
        Field("person", words.c("report table", "Responsible"), 25),
    )
    return Grid("tasks", words.c("report sheet", "Tasks"), fields, lines(rows), row_head=2)


def _task(words: Words, one: Work) -> list[Cell]:
    late = one.urgency is Urgency.OVERDUE
    about: Cell = one.about if one.about else "–"
    return [one.due, words.t("Overdue") if late else words.t("Not done yet"), one.text, about, one.who or "–"]


def _promises(matter: HandoverMatter, words: Words) -> list[Block]:
    if not matter.promises:
        return [blocks.para(words.t("No open promise."))]
    points = [Point(tuple(promise_words(words, line, matter.today, named=True))) for line in matter.promises]
    return [Points(tuple(points))]


def _coming(matter: HandoverMatter, words: Words) -> list[Block]:
    found: list[Block] = []
    if matter.coming:
        found.append(Points(tuple(Point(tuple(coming_words(words, event))) for event in matter.coming)))
    else:
        found.append(blocks.para(words.t("No event is being prepared.")))
    still = [one for one in matter.initiatives if one.stage in OPEN]
    if still:
        found.append(blocks.para(words.t("Initiatives and proposals still open:")))
        found.append(Points(tuple(_initiative(words, one) for one in still)))
    return found


def _initiative(words: Words, one: Initiative) -> Point:
    due = f"; {words.t('due on {day}', day=dates.day(words, one.due))}" if one.due else ""
    return Point((*prose.said(words, one.title, length=300), f" ({label(words, one.stage).lower()}{due})."))


def _reports(matter: HandoverMatter, words: Words) -> list[Block]:
    if not matter.reports:
        return [blocks.para(words.t("No report of the year has been begun."))]
    return [blocks.grid(_report_grid(matter, words), words)]


def _report_grid(matter: HandoverMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [_report(words, one) for one in matter.reports]
    fields = (
        Field("period", words.c("report table", "Period"), 55, words=True),
        Field("state", words.c("report table", "State"), 50, words=True),
        Field("number", words.c("report table", "Number of the document"), 30, "centre"),
        Field("amendment", words.c("report table", "Amendment"), 30, "centre"),
    )
    return Grid("reports", words.c("report sheet", "Reports"), fields, lines(rows), row_head=0)


def _report(words: Words, one: ReportLine) -> list[Cell]:
    state = label(words, one.state)
    number: Cell = one.number if one.number is not None else "–"
    return [
        period_title(words, one.period),
        state if one.state in LOCKED else words.t("{state}, not signed yet", state=state),
        number,
        one.amendment if one.amendment else "–",
    ]


def _keys(matter: HandoverMatter, words: Words) -> list[Block]:
    if not matter.keys:
        return [blocks.para(words.t("There is no signing key in the office."))]
    how = words.t(
        "A key belongs to a person and is not handed over: the successor asks headquarters for a key of their own."
    )
    return [blocks.grid(_key_grid(matter, words), words), blocks.note(how)]


def _key_grid(matter: HandoverMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = []
    for one in matter.keys:
        day = one.until.date() if one.until else None
        left = (day - matter.today).days if day else None
        state = words.t("no certificate yet")
        if left is not None:
            state = words.n("ends in {n} day", "ends in {n} days", left) if left >= 0 else words.t("ended")
        rows.append([one.person, day, state, one.fingerprint])
    fields = (
        Field("person", words.c("report table", "Key of"), 45),
        Field("until", words.c("report table", "Valid until"), 28, "centre"),
        Field("state", words.c("report table", "State"), 36, "centre", words=True),
        Field("fingerprint", words.c("report table", "Fingerprint"), 56),
    )
    return Grid("keys", words.c("report sheet", "Keys"), fields, lines(rows), row_head=0)


def _backups(matter: HandoverMatter, words: Words) -> list[Block]:
    if not matter.backups:
        return [blocks.para(words.t("There is no backup of the office."))]
    newest = matter.backups[0]
    said = words.t(
        "The newest of {n} backups was made on {moment} ({kind}).",
        n=len(matter.backups),
        moment=dates.moment_with_place(words, newest.at, matter.data.office.zone),
        kind=label(words, newest.kind).lower(),
    )
    how = words.t("The passphrase or the printed recovery code opens it; both are handed over apart from this dossier.")
    return [blocks.para(said), blocks.para(how)]


def _partners(matter: HandoverMatter, words: Words) -> list[Block]:
    if not matter.partners:
        return [blocks.para(words.t("The register of partners is empty."))]
    found: list[Block] = [blocks.grid(_contacts(matter, words), words)]
    left = len(matter.partners) - MAX_PARTNERS
    if left > 0:
        found.append(
            blocks.note(words.n("{n} more partner is in the register.", "{n} more partners are in the register.", left))
        )
    return found


def _contacts(matter: HandoverMatter, words: Words) -> Grid:
    rows: list[list[Cell]] = [_contact(words, line) for line in matter.partners[:MAX_PARTNERS]]
    fields = (
        Field("partner", words.c("report table", "Partner"), 45),
        Field("category", words.c("report table", "Category"), 31, words=True),
        Field("contact", words.c("report table", "Telephone, e-mail, address"), 56),
        Field("events", words.c("report table", "Events"), 15, "right"),
        Field("consent", words.c("report table", "Listing"), 18, "centre", words=True),
    )
    return Grid("contacts", words.c("report sheet", "Contacts"), fields, lines(rows), row_head=0)


def _contact(words: Words, line: PartnerLine) -> list[Cell]:
    partner = line.partner
    name = f"{partner.name}\n{line.post}" if line.post else partner.name
    reached = "\n".join(text for text in (partner.phone, partner.email, partner.address) if text)
    consent = {
        Consent.GIVEN: words.t("agreed"),
        Consent.REFUSED: words.t("refused"),
        Consent.UNKNOWN: words.t("not asked"),
    }[partner.consent]
    return [name, line.category, reached or "–", line.events, consent]
