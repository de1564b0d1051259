"""What a package of headquarters changes here, inside one transaction; each change is named.

Everything may come twice and in any order: nothing that is newer here is overwritten by something older.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from cultdip_desktop.domain.acknowledgement import KnownReceipt, answers_of
from cultdip_desktop.domain.central import CentralItem, IssuedItem
from cultdip_desktop.domain.duty import Duty, Extension
from cultdip_desktop.domain.issuing import Decision, IssueState
from cultdip_desktop.domain.package import InboxOutcome, SentPackage, SentState
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.rate import Rate
from cultdip_desktop.domain.receipt import DutyNotice, PackageAnswer, Receipt, Remark
from cultdip_desktop.domain.receiving import Change, StreamPlace, change
from cultdip_desktop.domain.report import CommentSource, Report, ReportAct, ReportComment
from cultdip_desktop.domain.report_flow import FROM, TO
from cultdip_desktop.services.approving import add_step
from cultdip_desktop.services.receiving_cargo import Cargo
from cultdip_desktop.services.receiving_directives import directives
from cultdip_desktop.store.repo import catalogue as catalogue_rows
from cultdip_desktop.store.repo import catalogue_edition as edition_rows
from cultdip_desktop.store.repo import central as central_rows
from cultdip_desktop.store.repo import duty as duty_rows
from cultdip_desktop.store.repo import encryption_key as key_rows
from cultdip_desktop.store.repo import package as package_rows
from cultdip_desktop.store.repo import rate as rate_rows
from cultdip_desktop.store.repo import receipt as receipt_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.repo import report_parts as part_rows
from cultdip_desktop.store.store import Reader, Writer

_HERE: Final = frozenset({InboxOutcome.IMPORTED, InboxOutcome.ALREADY_IMPORTED, InboxOutcome.HELD})
_WORDS: Final = 80


@dataclass(frozen=True, slots=True)
class Setting:
    """Who reads, and when."""

    us: str
    today: date
    package_id: str
    at: StreamPlace

    def is_older(self, package_id: str | None) -> bool:
        """Whether another package was made after this one: ids tell the moment of their making."""
        return package_id is not None and package_id > self.package_id


def apply(tx: Writer, cargo: Cargo, setting: Setting) -> tuple[Change, ...]:
    """Write what the package says, and name what has changed by it."""
    return tuple(_changes(tx, cargo, setting))


def _changes(tx: Writer, cargo: Cargo, setting: Setting) -> Iterator[Change]:
    if cargo.receipt is not None:
        yield from _receipt(tx, cargo, cargo.receipt, setting)
    yield from _remarks(tx, cargo.remarks)
    yield from _duties(tx, cargo.duties, setting)
    yield from directives(tx, cargo.directives, setting.package_id)
    yield from _programme(tx, cargo.programme, setting)
    yield from _central(tx, cargo.central, setting)
    yield from _edition(tx, cargo, setting)
    yield from _rates(tx, cargo.rates)
    fresh = sum([key_rows.keep(tx, key) for key in cargo.encryption_keys])
    if fresh:
        yield change("receive.encryption_key", n=fresh)


def _receipt(tx: Writer, cargo: Cargo, said: Receipt, setting: Setting) -> Iterator[Change]:
    known = KnownReceipt(receipt=said, epoch=setting.at.epoch, seq=setting.at.seq, lines=cargo.answers)
    before = receipt_rows.last(tx)
    receipt_rows.add(tx, known, cargo.answers)
    newest = before is None or known.place > before.place
    sent = [one for one in package_rows.all(tx) if one.state is not SentState.RESERVED]
    mine = {(one.epoch, one.seq, one.manifest_sha256): one for one in sent}
    for place, answer in answers_of(receipt_rows.all(tx)).items():
        package = mine.get(place)
        if package is None or not any(answer.id == line.id for line in cargo.answers):
            continue
        yield from _answered(tx, package, answer, said.id)
        yield from _decided(tx, package, answer, sent)
    if newest:
        yield from _by_the_mark(tx, sent, said)
        media = receipt_rows.held_media(tx)
        receipt_rows.hold_media(tx, said.id, cargo.held_media)
        fresh = len(frozenset(cargo.held_media) - media)
        if fresh:
            yield change("receive.media_held", n=fresh)
    if said.missing:
        yield change("receive.missing", "receipts", missing=", ".join(str(one) for one in said.missing[:20]))


def _answered(tx: Writer, package: SentPackage, answer: PackageAnswer, receipt_id: str) -> Iterator[Change]:
    period = str(package.period)
    if answer.outcome in _HERE:
        if package.state is not SentState.RECEIVED:
            package_rows.mark_received(tx, package.id, receipt_id)
            code = "receive.package_held" if answer.outcome is InboxOutcome.HELD else "receive.package_here"
            yield change(code, "receipts", seq=package.seq, period=period)
    else:
        yield change("receive.package_refused", "receipts", seq=package.seq, period=period)


def _by_the_mark(tx: Writer, sent: Sequence[SentPackage], said: Receipt) -> Iterator[Change]:
    """Packages that no line speaks of, for the receipt that did was lost: the mark has passed them."""
    for package in sent:
        passed = package.epoch == said.epoch and package.seq <= said.seq and package.seq not in said.missing
        same = package.seq != said.seq or package.manifest_sha256 == said.manifest_sha256
        if passed and same and package_rows.get(tx, package.id).state is not SentState.RECEIVED:
            package_rows.mark_received(tx, package.id, said.id)
            yield change("receive.package_here", "receipts", seq=package.seq, period=str(package.period))


def _decided(tx: Writer, package: SentPackage, answer: PackageAnswer, sent: Sequence[SentPackage]) -> Iterator[Change]:
    """The report moves with its newest package only."""
    later = [
        one for one in sent if one.period == package.period and (one.epoch, one.seq) > (package.epoch, package.seq)
    ]
    report = _report_of(tx, answer.report_id, package.period)
    if later or report is None or answer.outcome not in _HERE:
        return
    act = {Decision.ACCEPTED: ReportAct.ACCEPT, Decision.RETURNED: ReportAct.REJECT, Decision.NONE: ReportAct.RECEIVE}
    wanted = act[answer.decision]
    if report.state not in FROM[wanted]:
        return
    if wanted is not ReportAct.RECEIVE and ReportAct.RECEIVE in _leading(report):
        add_step(tx, report, ReportAct.RECEIVE, None)
        report = replace(report, state=TO[ReportAct.RECEIVE])
    report_rows.save(tx, replace(report, state=TO[wanted]))
    add_step(tx, report, wanted, None, answer.decision_text)
    place, period = f"report:{package.period}", str(package.period)
    if wanted is ReportAct.ACCEPT:
        yield change("receive.report_accepted", place, period=period)
    elif wanted is ReportAct.REJECT:
        yield change("receive.report_returned", place, period=period)


def _leading(report: Report) -> tuple[ReportAct, ...]:
    return (ReportAct.RECEIVE,) if report.state in FROM[ReportAct.RECEIVE] else ()


def _report_of(tx: Reader, report_id: str, period: Period) -> Report | None:
    named = next((one for one in report_rows.all(tx) if report_id and one.id == report_id), None)
    return named or report_rows.of_period(tx, period)


def _remarks(tx: Writer, remarks: Iterable[Remark]) -> Iterator[Change]:
    known = {one.id: one for one in report_rows.all(tx)}
    strange = 0
    for remark in remarks:
        report = known.get(remark.report_id)
        if report is None:
            strange += 1
            continue
        before = part_rows.find_comment(tx, remark.id)
        made = ReportComment(
            id=remark.id,
            report_id=report.id,
            place=remark.place,
            text=remark.text,
            source=CommentSource.HEADQUARTERS,
            author=remark.author,
            made_at=remark.made_at,
            answer=before.answer if before else "",
            done_at=before.done_at if before else None,
        )
        part_rows.save_comment(tx, made)
        if before is None:
            place = remark.place if remark.place.startswith("event:") else f"report:{report.period}"
            yield change("receive.remark", place, text=remark.text[:_WORDS], period=str(report.period))
    if strange:
        yield change("receive.remarks_strange", n=strange)


def _duties(tx: Writer, duties: Iterable[DutyNotice], setting: Setting) -> Iterator[Change]:
    for notice in duties:
        try:
            period = Period.parse(notice.period, notice.rule)
        except ValueError:
            continue
        before = duty_rows.of_period(tx, period)
        if before is not None and setting.is_older(before.dispatch_id):
            continue
        given = _given(tx, before, setting.us)
        was = before.due if before and given is None else given.due if given else None
        due = notice.due or (before.due if before else period.window.last)
        said = Duty(id=notice.id, period=period, due=due, note=notice.note, dispatch_id=setting.package_id)
        saved = duty_rows.save(tx, said)
        exempt = notice.due is None
        if exempt or notice.extended:
            wanted = None if exempt else notice.due
            if given is None or given.due != wanted or given.reason != notice.reason:
                duty_rows.extend(
                    tx,
                    Extension(id=tx.ids.new(), duty_id=saved.id, office=setting.us, due=wanted, reason=notice.reason),
                )
        elif given is not None:
            duty_rows.withdraw_extension(tx, given.id)
        if exempt and not (given is not None and given.due is None):
            yield change("receive.duty_exempt", f"report:{period}", period=str(period))
        elif not exempt and was != notice.due:
            yield change("receive.duty", f"report:{period}", period=str(period), day=notice.due.isoformat())  # type: ignore[union-attr]


def _given(tx: Reader, before: Duty | None, us: str) -> Extension | None:
    found = duty_rows.extensions(tx, (before.id,)) if before is not None else ()
    mine = [one for one in found if one.office == us]
    return mine[-1] if mine else None


def _programme(tx: Writer, items: Sequence[IssuedItem], setting: Setting) -> Iterator[Change]:
    """Headquarters' programme of a year comes whole."""
    for year in sorted({item.year for item in items}):
        before = {one.id: one for one in central_rows.programme(tx, year, withdrawn=True)}
        if any(setting.is_older(one.dispatch_id) for one in before.values()):
            continue
        said = [replace(one, dispatch_id=setting.package_id) for one in items if one.year == year]
        named = {one.id for one in said}
        gone = [replace(one, withdrawn=True) for one in before.values() if one.id not in named and not one.withdrawn]
        changed = 0
        for item in [*said, *gone]:
            old = before.get(item.id)
            if old is None or replace(old, dispatch_id=None) != replace(item, dispatch_id=None):
                changed += 1
            central_rows.save_issued(tx, item)
        if changed:
            yield change("receive.programme", f"programme:{year}", year=year, n=changed)


def _central(tx: Writer, items: Iterable[CentralItem], setting: Setting) -> Iterator[Change]:
    before = {one.id: one for one in central_rows.items(tx, withdrawn=True)}
    for item in items:
        old = before.get(item.id)
        if old is not None and setting.is_older(old.dispatch_id):
            continue
        made = replace(
            item,
            state=IssueState.RECEIVED,
            dispatch_id=setting.package_id,
            made_at=old.made_at if old else tx.now,
        )
        central_rows.save_item(tx, made)
        title = {"title": item.title.vi[:_WORDS], "title_en": item.title.en[:_WORDS], "kind": item.kind.value}
        if item.withdrawn and (old is None or not old.withdrawn):
            yield change("receive.central_withdrawn", "library", **title)
        elif not item.withdrawn and (old is None or old.withdrawn or old.content != item.content):
            yield change("receive.central", "library", **title)


def _edition(tx: Writer, cargo: Cargo, setting: Setting) -> Iterator[Change]:
    head, edition = cargo.edition, cargo.catalogue
    if head is None or edition is None:
        return
    heads = {one.edition: one for one in edition_rows.heads(tx)}
    known = heads.get(head.edition)
    issued = head.issued_on or setting.today
    later = any(one.issued_on is not None and one.issued_on > issued for one in heads.values())
    now = issued <= setting.today and not later
    catalogue_rows.save_edition(tx, edition, current=now or (known is not None and known.current))
    edition_rows.describe(tx, replace(head, state=IssueState.RECEIVED))
    if cargo.mappings:
        edition_rows.save_mapping(tx, head.edition, cargo.mappings)
    if known is None and now:
        yield change("receive.edition", "catalogue", edition=head.edition)
    elif known is None:
        yield change("receive.edition_later", "catalogue", edition=head.edition, day=issued.isoformat())


def _rates(tx: Writer, rates: Iterable[Rate]) -> Iterator[Change]:
    """Headquarters' rate takes the place of the one that was typed in for the same day."""
    known = {(one.currency, one.quote, one.kind, one.day): one for one in rate_rows.all(tx)}
    fresh = other = 0
    for rate in rates:
        before = known.get((rate.currency, rate.quote, rate.kind, rate.day))
        made = replace(rate, id=before.id if before else tx.ids.new())
        if made != before:
            rate_rows.save(tx, made)
            fresh, other = fresh + (before is None), other + (before is not None)
    if fresh:
        yield change("receive.rates", "rates", n=fresh)
    if other:
        yield change("receive.rates_changed", "rates", n=other)
