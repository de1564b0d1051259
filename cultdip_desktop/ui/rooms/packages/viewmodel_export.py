"""The export wizard's questions to the office: plan, target, signing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QStandardPaths, Signal

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.period import Period, PeriodRule
from cultdip_desktop.domain.report import parse_report
from cultdip_desktop.packages import fingerprint, sealed_for
from cultdip_desktop.packages.certificates import CertificateFacts
from cultdip_desktop.packages.keys import KeyInfo, require_usable
from cultdip_desktop.services.key_condition import KeyCondition
from cultdip_desktop.services.packages import SUFFIX, Exported
from cultdip_desktop.services.plan import ExportPlan
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.packages.percent import Percent
from cultdip_desktop.ui.rooms.packages.phrases import trouble
from cultdip_desktop.ui.rooms.packages.values import Done, KeyCard, KeyState, Part, Plan, TargetCheck
from cultdip_desktop.ui.rooms.packages.viewmodel_verdict import verdict_card


class ExportModel(QObject):
    """Asks off the UI thread; overtaken answers are dropped."""

    planned = Signal(object)
    """The `Plan` of the period last asked for."""

    failed = Signal(object)
    """The `UserError` that made the plan impossible."""

    periods_known = Signal(object, object)
    """Periods worth a report, and the one to begin with."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._plans = Latest()
        self._targets = Latest()

    def today(self) -> date:
        """The present day at the office."""
        return self._office.desk.clock.now().astimezone(ZoneInfo(self._office.identity.zone)).date()

    def ask_periods(self, wanted: str = "") -> None:
        """Find the periods on offer; `wanted` (`2026-Q3`) is the one to begin with, else the last one that is over."""

        def ask() -> tuple[PeriodRule, list[Period]]:
            return self._office.reports.rule(), [one.period for one in self._office.reporting.others()]

        def ready(known: tuple[PeriodRule, list[Period]]) -> None:
            rule, others = known
            offered = [*periods(self.today(), rule), *others]
            first = next(one for one in offered if one.window.last < self.today())
            if wanted:
                try:
                    first = parse_report(wanted, rule)
                except UserError as error:
                    self.failed.emit(error)
            if first not in offered:
                offered.insert(0, first)
            self.periods_known.emit(offered, first)

        self._kit.jobs.read(lambda _progress: ask(), ready, self.failed.emit, owner=self)

    def plan(self, period: Period) -> None:
        """What would go and what stays."""
        number = self._plans.ask()

        def show(found: Plan) -> None:
            if self._plans.is_current(number):
                self.planned.emit(found)

        self._kit.jobs.read(lambda _progress: self._plan(period), show, self.failed.emit, owner=self)

    def suggest_target(self, file_name: str, then: Callable[[TargetCheck], object]) -> None:
        """Where the file would be written unless another place is chosen: the documents, else the home folder."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        number = self._targets.ask()

        def look() -> TargetCheck:
            folder = Path(documents)
            return target_check((folder if documents and folder.is_dir() else Path.home()) / file_name)

        def show(found: TargetCheck) -> None:
            if self._targets.is_current(number):
                then(found)

        self._kit.jobs.read(lambda _progress: look(), show, owner=self)

    def check_target(self, file: Path, then: Callable[[TargetCheck], object]) -> None:
        """Whether `file` can be written, and how much room there is."""
        number = self._targets.ask()

        def show(found: TargetCheck) -> None:
            if self._targets.is_current(number):
                then(found)

        self._kit.jobs.read(lambda _progress: target_check(file), show, owner=self)

    def export(
        self,
        plan: Plan,
        target: Path,
        pin: str,
        reason: str,
        *,
        encrypt: bool = False,
        every_photo: bool = False,
        on_done: Callable[[Done], object],
        on_error: Callable[[UserError], object],
        on_cancel: Callable[[], object],
    ) -> Job[tuple[ChangeSet, Done]]:
        """Build, sign, write, read back: one act, cancelled or done."""
        office, words = self._office, self._kit.live.words

        def work(progress: Progress) -> tuple[ChangeSet, Done]:
            made = office.packages.export(
                plan.period,
                target,
                pin,
                key_id=plan.key.id,
                reason=reason,
                encrypt=encrypt,
                every_photo=every_photo,
                progress=Percent(progress, words),
            )
            return made.change_set, _done(office, plan, made)

        def finished(ended: tuple[ChangeSet, Done]) -> None:
            changes, done = ended
            self._kit.bus.publish(changes)
            on_done(done)

        return self._kit.jobs.write(work, finished, on_error, on_cancel, owner=self)

    def _plan(self, period: Period) -> Plan:
        office = self._office
        found: ExportPlan = office.packages.plan(period)
        encryption = office.encryption.current()
        return Plan(
            period=found.period,
            window=found.window,
            nil=found.kind == "nil-report",
            parts=tuple(Part(line.component, line.count, line.bytes) for line in found.lines),
            stays=tuple(Part(left.code, left.count) for left in found.left_out),
            events=found.events,
            held=found.held,
            media=found.media,
            volumes=found.volumes,
            findings=found.findings,
            key=self._key(found.key),
            recipient=found.recipient,
            epoch=office.identity.epoch,
            seq=found.seq,
            file_name=found.file_name,
            one_person=found.one_person,
            office=office.identity.name,
            changes=len(found.changes),
            unexplained=found.unexplained,
            encryption_key="" if encryption is None else encryption.id,
            at_headquarters=office.acknowledgements.held_media(),
            refusal="" if found.ready else trouble(UserError(found.ready.code, **found.ready.params)),
        )

    def _key(self, info: KeyInfo | None) -> KeyCard:
        office = self._office
        if info is None or info.certificate is None:
            known = office.keys.overview()
            waiting = [key.info for key in known if key.condition is not KeyCondition.RETIRED]
            state = KeyState.WAITING if waiting else KeyState.NONE
            return KeyCard(state, person=waiting[-1].person if waiting else "")
        now = office.desk.clock.now()
        state, said = _state_of(office, info, info.certificate, now)
        zone = ZoneInfo(office.identity.zone)
        return KeyCard(
            state,
            info.id,
            info.person,
            info.office_name,
            info.certificate.app_level,
            info.certificate.not_before.astimezone(zone).date(),
            info.certificate.not_after.astimezone(zone).date(),
            fingerprint.words(info.certificate.public_sha256),
            info.attempts.left,
            "" if said is None else trouble(said),
        )


def target_of(file: Path, *, encrypt: bool) -> Path:
    """The name that the chosen file gets: `.cdrp.age` when it is encrypted for headquarters."""
    if encrypt:
        return sealed_for.sealed_name(file)
    return file.with_suffix("") if file.suffix.lower() == sealed_for.SUFFIX else file


def periods(today: date, rule: PeriodRule) -> list[Period]:
    """Periods worth a report, latest first in each group: quarters, halves, years, months."""
    quarter = Period.quarter_of(today, rule)
    month = Period(quarter.year, f"{quarter.months[1]:02d}", rule)
    while month.window.first > today:
        month = month.previous
    half = Period(quarter.year, "H1" if quarter.months[1] <= 6 else "H2", rule)
    groups = ((quarter, 6), (half, 3), (Period(quarter.year, "", rule), 3), (month, 6))
    found: list[Period] = []
    for period, count in groups:
        for _number in range(count):
            found.append(period)
            period = period.previous
    return found


def target_check(file: Path) -> TargetCheck:
    """What the disk says about writing `file`."""
    plain = file.with_suffix("") if file.suffix.lower() == sealed_for.SUFFIX else file
    if plain.suffix.lower() != SUFFIX:
        return TargetCheck(file, "package.bad_ending")
    try:
        if file.exists():
            return TargetCheck(file, "file.exists")
        if not file.parent.is_dir():
            return TargetCheck(file, "file.unreachable")
        return TargetCheck(file, "", shutil.disk_usage(file.parent).free)
    except OSError:
        return TargetCheck(file, "file.unreachable")


def _state_of(
    office: Office, info: KeyInfo, certificate: CertificateFacts, now: datetime
) -> tuple[KeyState, UserError | None]:
    try:
        require_usable(certificate, now, office.trust.store())
    except UserError as error:
        return KeyState.STOPPED, error
    conditions = {key.info.id: key.condition for key in office.keys.overview(now)}
    condition = conditions.get(info.id, KeyCondition.UNCHECKED)
    if condition is KeyCondition.FOREIGN:
        return KeyState.STOPPED, UserError("key.not_chained", person=info.person)
    until = info.attempts.locked_until
    if condition is KeyCondition.LOCKED and until is not None:
        minutes = -(-int((until - now).total_seconds()) // 60)
        return KeyState.LOCKED, UserError("key.locked", minutes=minutes)
    return _SIGNS.get(condition, KeyState.READY), None


_SIGNS: Final = {KeyCondition.ENDS_SOON: KeyState.ENDS_SOON, KeyCondition.UNCHECKED: KeyState.UNCHECKED}


def _done(office: Office, plan: Plan, made: Exported) -> Done:
    return Done(
        file=made.file,
        files=made.files,
        package_id=made.package_id,
        epoch=plan.epoch,
        seq=made.seq,
        sha256=made.container_sha256,
        words=made.words,
        entries=made.entries,
        bytes=made.bytes,
        period=plan.period,
        verdict=verdict_card(office, made.file, made.verdict, made.container_sha256),
    )
