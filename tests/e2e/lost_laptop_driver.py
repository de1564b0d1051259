"""A working day at an embassy, for the test of the lost laptop: `python -m tests.e2e.lost_laptop_driver FOLDER`.

Types secrets into every field of the editor with real keys, searches for them, previews and exports the report and
the package, lets the program fail once, and then waits to be killed while everything is open.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from cultdip_desktop.app import Office
from cultdip_desktop.app_demo import create_demo
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.anniversary import Anniversary
from cultdip_desktop.domain.plan_words import DateRule, RateKind
from cultdip_desktop.domain.recurrence import YearlyRule
from cultdip_desktop.domain.task import Check
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.store.query.events import EventFilter
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell.program import Options, Program
from cultdip_desktop.ui.shell.stopwatch import Stopwatch
from tests.offices import quick_keys
from tests.ui.kit_typing import press, type_text

PASSPHRASE = "mậtkhẩu-zqxcanary-mở-văn-phòng"
WANTED = 200
PLANNED = 20
"""Secrets of a planning day beside those that are typed: contacts, tasks, rates, tables, views."""


def secret(number: int) -> str:
    """A text that no program writes by chance; the middle stays the same however it is folded or encoded."""
    return f"Bí mật zqx{number:03d}canary ngoại giao"


def token(number: int) -> str:
    """The part of it that is looked for."""
    return f"zqx{number:03d}canary"


def wait(program: Program, quiet: int = 5) -> None:
    """Until nothing has been under way for some turns."""
    turns = 0
    while turns < quiet:
        loop = QEventLoop()
        QTimer.singleShot(30, loop.quit)
        loop.exec()
        turns = 0 if program.kit.jobs.busy else turns + 1


def fields(page: QWidget) -> Iterator[QWidget]:
    """What can be typed into now."""
    for kind in (QLineEdit, QPlainTextEdit, QTextEdit):
        for field in page.findChildren(kind):
            if field.isVisible() and field.isEnabled() and not field.isReadOnly():
                yield field


class Day:
    """The officer's day."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.home = folder / "profile" / "office"
        self.typed = 0
        self.stored = 0

    def make(self) -> None:
        """An office with somebody's certificate, so that a package can be signed."""
        with quick_keys():
            create_demo(
                self.home,
                headquarters=self.folder / "elsewhere" / "headquarters",
                passphrase=PASSPHRASE,
                language="vi",
                events=6,
                photos=1,
            )

    def live(self) -> None:
        """Type, search, preview, export, fail."""
        program = Program(Options(home=self.home, size=(1366, 768)), Stopwatch())
        program.start()
        wait(program)
        field = next(fields(program.window))
        type_text(field, PASSPHRASE)
        press(field, Qt.Key.Key_Return)
        wait(program)
        desk = program.window.desk
        assert desk is not None
        while self.typed < WANTED:
            desk.open(Route("events", "new"))
            wait(program, 2)
            self._type(desk)
            wait(program, 2)
        for number in range(0, WANTED, 20):
            desk.search()
            type_text(program.application.focusWidget(), token(number))
            wait(program, 2)
            press(program.application.focusWidget(), Qt.Key.Key_Escape)
        desk.open(Route("reports", "period", "2026"))
        wait(program)
        office = desk.office
        day = f"{office.desk.clock.now().year}"
        self._plan(office)
        for room in ("plan", "goals", "partners"):
            desk.open(Route(room))
            wait(program)
        office.reports.build(_period(office, day), "vi", self.folder / "elsewhere" / "report.pdf", NoProgress())
        office.reports.build(_period(office, day), "vi", self.folder / "elsewhere" / "report.xlsx", NoProgress())
        office.packages.export(_period(office, day), self.folder / "elsewhere" / "a.cdrp", PASSPHRASE, reason="Thử")
        desk.open(Route("packages"))
        wait(program)
        program.kit.jobs.read(_fail, owner=desk)
        wait(program)
        desk.open(Route("events"))
        wait(program)
        with office.desk.store.read() as tx:
            rows = tx.connection.exec_driver_sql("SELECT group_concat(coalesce(before, '') || after) FROM change_row")
            log = str(rows.scalar_one())
        self.stored = sum(token(number) in log for number in range(WANTED + PLANNED))

    def _plan(self, office: Office) -> None:
        """What a planning day leaves behind; the services write it, for the rooms' own fields are typed elsewhere."""
        secrets = iter([secret(number) for number in range(WANTED, WANTED + PLANNED)])
        event = office.events.get(office.events.find_ids(EventFilter())[0])
        fields = ("name", "name_en", "phone", "email", "address", "website", "note", "city")
        entry = replace(office.partners.blank(), **{name: next(secrets) for name in fields}, aliases=(next(secrets),))
        office.partners.save(entry)
        contact = office.partners.blank_contact(entry.id)
        office.partners.log(replace(contact, summary=next(secrets), promise=next(secrets)))
        office.partners.write_briefing(entry.id, "vi", self.folder / "elsewhere" / "briefing.pdf")
        task = office.tasks.blank(event.id, next(secrets))
        office.tasks.save(replace(task, note=next(secrets), checklist=(Check(next(secrets)),)))
        rate = office.money.blank_rate("CZK", RateKind.YEARLY_AVERAGE, date(2019, 12, 31))
        office.money.save_rate(replace(rate, value=Decimal(1200), source=next(secrets)))
        office.views.save("events", next(secrets), {"query": next(secrets)})
        rule = YearlyRule(DateRule.CIVIL, 9, 15)
        office.anniversaries.save(Anniversary(id="", title=BiText(next(secrets)), rule=rule, note=next(secrets)))
        table = self.folder / "elsewhere" / f"{token(WANTED + PLANNED - 1)}.csv"
        rows = "".join(f"{next(secrets) if not at else 'Chiếu phim'} {at};{at % 28 + 1}/9/2026\n" for at in range(300))
        table.write_text(f"Tên sự kiện (tiếng Việt);Ngày\n{rows}", "utf-8")
        sheet = office.importing.read(table)
        office.importing.run(office.importing.plan(sheet, sheet.mapping))
        office.exporting.events(self.folder / "elsewhere" / "events.xlsx", EventFilter(), "vi")
        office.drafts.keep(replace(event, city=secret(0)), {"start": secret(1)})

    def _type(self, desk: QWidget) -> None:
        for field in list(fields(desk)):
            if self.typed >= WANTED or not field.isVisible():
                continue
            field.setFocus()
            type_text(field, secret(self.typed))
            self.typed += 1


def _fail(_progress: object) -> None:
    inside = secret(0)
    raise RuntimeError(f"a bug that has {inside} in its hands")


def _period(office: object, text: str) -> object:
    from cultdip_desktop.domain.period import Period

    return Period.parse(text, office.reports.rule())  # type: ignore[attr-defined]


def main() -> None:
    """Live the day, tell, wait for the thief."""
    day = Day(Path(sys.argv[1]))
    day.make()
    day.live()
    sys.stdout.write(json.dumps({"typed": day.typed, "stored": day.stored}) + "\n")
    sys.stdout.flush()
    QEventLoop().exec()


if __name__ == "__main__":
    main()
