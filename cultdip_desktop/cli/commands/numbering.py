"""`report number`: the number and day of issue of a report, given once."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from cultdip_desktop.cli.answer import Answer
from cultdip_desktop.cli.documents import report_of
from cultdip_desktop.cli.session import Session


def number(session: Session) -> Answer:
    """Enter the report in the register of numbers."""
    args = session.args
    with session.office(writing=True) as office:
        zone = ZoneInfo(office.identity.zone)
        day = args.day or office.desk.clock.now().astimezone(zone).date()
        period = report_of(args, office.reports.rule())
        given, _changes = office.letterhead.numbers.number_report(period, day, number=args.number)
        symbol = office.letterhead.get().symbol or office.identity.symbol or office.identity.id
    plain = {
        "number": given.number,
        "symbol": f"{given.type.value}-{symbol}",
        "day": given.day.isoformat(),
        "period": str(period),
    }
    line = session.words.t("No. {number}/{symbol}", number=f"{given.number:02d}", symbol=plain["symbol"])
    return Answer(plain, [line])
