"""The register of numbers that an office gives its documents: per year and type, each number once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.letterhead import DocumentType
from cultdip_desktop.domain.naming import period_words
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.report import Report, ReportKind, ReportState, plain_period
from cultdip_desktop.domain.secrecy import require_open
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import report as report_rows
from cultdip_desktop.store.store import Reader, Writer

SETTING: Final = "document_numbers"
MOST: Final = 99_999
_MOST_TITLE: Final = 300


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """One entry of the register."""

    type: DocumentType
    year: int
    number: int
    title: str
    day: date
    """Of issue."""

    report_id: str = ""
    """The report that bears it; empty for documents made elsewhere."""


class NumberRegister:
    """Numbers once given stay given: the act cannot be undone, and no second document gets the same."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def numbers(self, year: int) -> tuple[GivenNumber, ...]:
        """The year's register, by type and number."""
        with self._desk.store.read() as tx:
            return tuple(sorted(_given(tx, year), key=lambda one: (one.type.value, one.number)))

    def next_number(self, type_: DocumentType, year: int) -> int:
        """One more than the highest that was given."""
        with self._desk.store.read() as tx:
            return _next(_given(tx, year), type_)

    def number_report(
        self,
        period: Period,
        day: date,
        *,
        number: int | None = None,
    ) -> tuple[GivenNumber, ChangeSet]:
        """Give a number to the report of a period, issued on `day`.

        Raises:
            UserError: as `give`, `report.not_begun`.
        """
        with self._desk.store.read() as tx:
            report = report_rows.of_period(tx, period)
        if report is None:
            raise UserError("report.not_begun", period=str(period))
        words = Words("vi")
        said = period_words(words, plain_period(period))
        title = words.t("Results of cultural diplomacy work in {period}", period=said)
        if report.kind is ReportKind.MIDTERM:
            title = words.t("Mid-term review of cultural diplomacy work in {period}", period=said)
        if report.kind is ReportKind.THEMATIC:
            title = words.t("Thematic report “{focus}” in {period}", focus=report.focus, period=said)
        return self.give(DocumentType.REPORT, day, title, number=number, report_id=report.id)

    def unnumbered(self) -> tuple[Report, ...]:
        """Reports that were begun, bear no number and can still be given one; approved ones first."""
        with self._desk.store.read() as tx:
            found = [one for one in report_rows.all(tx) if one.number is None and not one.locked]
        return tuple(sorted(found, key=lambda one: one.state is not ReportState.APPROVED))

    def give(
        self, type_: DocumentType, day: date, title: str, *, number: int | None = None, report_id: str = ""
    ) -> tuple[GivenNumber, ChangeSet]:
        """Give a number to a document issued on `day`: the next one, or a free one that is named.

        A report bears number and day from then on.

        Raises:
            UserError: `letterhead.number_taken`, `letterhead.number_range`, `letterhead.number_title`,
                `letterhead.secrecy`, `letterhead.has_number`, `letterhead.report_locked`, `report.not_found`.
        """
        title = " ".join(title.split())[:_MOST_TITLE]
        require_open(title)
        if not title:
            raise UserError("letterhead.number_title")
        with self._desk.store.write("document.number", actor=self._desk.actor, title=title) as tx:
            chosen = _next(_given(tx, day.year), type_) if number is None else number
            entry = GivenNumber(type_, day.year, chosen, title, day, report_id)
            enter(tx, [entry])
            if report_id:
                report = report_rows.get(tx, report_id)
                _require_blank(report)
                report_rows.save(tx, replace(report, number=chosen, issued_on=day))
        return entry, tx.change_set


def enter(tx: Writer, entries: Sequence[GivenNumber]) -> None:
    """Write numbers into the register in somebody's own action; all of one year.

    Raises:
        UserError: `letterhead.number_taken`, `letterhead.number_range`.
    """
    if not entries:
        return
    year = entries[0].year
    given = _given(tx, year)
    for entry in entries:
        _require_free(given, entry.type, entry.number)
        given.append(entry)
    kept = _kept(tx)
    kept[str(year)] = [_plain(one) for one in given]
    office_rows.set_setting(tx, SETTING, kept)


def _given(tx: Reader, year: int) -> list[GivenNumber]:
    """The register's entries, and numbers that reports of the year bear without one (older stores)."""
    found = [_entry(plain, year) for plain in _kept(tx).get(str(year), ())]
    known = {(one.type, one.number) for one in found}
    for report in report_rows.all(tx):
        if report.number is None or report.issued_on is None or report.issued_on.year != year:
            continue
        if (DocumentType.REPORT, report.number) not in known:
            found.append(
                GivenNumber(DocumentType.REPORT, year, report.number, str(report.period), report.issued_on, report.id)
            )
    return found


def _next(given: Iterable[GivenNumber], type_: DocumentType) -> int:
    return 1 + max((one.number for one in given if one.type is type_), default=0)


def _require_free(given: Iterable[GivenNumber], type_: DocumentType, number: int) -> None:
    if not 1 <= number <= MOST:
        raise UserError("letterhead.number_range", most=MOST)
    for one in given:
        if one.type is type_ and one.number == number:
            raise UserError("letterhead.number_taken", number=number, type=type_.value, title=one.title)


def _require_blank(report: Report) -> None:
    if report.number is not None:
        raise UserError("letterhead.has_number", number=report.number)
    if report.locked:
        raise UserError("letterhead.report_locked")


def _kept(tx: Reader) -> dict[str, Any]:
    found = office_rows.get_setting(tx, SETTING, {})
    return dict(found) if isinstance(found, Mapping) else {}


def _plain(one: GivenNumber) -> dict[str, str | int]:
    return {
        "type": one.type.value,
        "number": one.number,
        "title": one.title,
        "day": one.day.isoformat(),
        "report": one.report_id,
    }


def _entry(plain: Mapping[str, Any], year: int) -> GivenNumber:
    return GivenNumber(
        DocumentType(plain["type"]), year, plain["number"], plain["title"], date.fromisoformat(plain["day"]),
        plain["report"],
    )  # fmt: skip
