"""The Missions room's questions and acts: the list of a period, one mission, and what is decided about it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from PySide6.QtCore import QObject, Signal

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.duty import Contact, MissionState, Region, Reminder
from cultdip_desktop.domain.naming import place_of, post_of
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing import MissionStanding, day_in_hanoi
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job, Latest
from cultdip_desktop.ui.rooms.missions.values import CertificateLine, Dossier, Group, Line, Look, PackageLine

if TYPE_CHECKING:
    from cultdip_desktop.app import Office
    from cultdip_desktop.hq.duties import DutyService
    from cultdip_desktop.hq.missions import MissionService
    from cultdip_desktop.hq.reporting_certificate import Certified
    from cultdip_desktop.hq.urging import UrgedSet

Fail: TypeAlias = Callable[[UserError], object]
Format: TypeAlias = Literal["pdf", "docx", "both"]
_BEST: dict[str, int] = {"valid": 3, "ends_soon": 2, "expired": 1, "revoked": 0}


class MissionsModel(QObject):
    """Everything is read at once (some hundred missions), then chosen in memory."""

    changed = Signal()
    """Other lines, other numbers."""

    opened = Signal(object)
    """A `Dossier`: one mission was read."""

    failed = Signal(object)
    """A `UserError`."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self._latest = Latest()
        self._opening = Latest()
        self._lines: dict[str, Line] = {}
        self.look: Look | None = None
        """As it was last read; None before."""

        self.period: Period | None = None
        """The period shown; None: the one being waited for."""

        self.group = Group.ALL
        self.region: str = ""
        self.state: MissionState | None = None
        self.query = ""
        self.sort: tuple[str, bool] = ("list", False)

    def today(self) -> date:
        """The present day in Hà Nội."""
        return day_in_hanoi(self._office.desk.clock.now())

    def reload(self, then: Callable[[], object] | None = None) -> None:
        """Read the list again."""
        number = self._latest.ask()
        wanted = self.period

        def show(look: Look) -> None:
            if self._latest.is_current(number):
                self.look, self.period = look, look.period
                self._lines = {line.id: line for line in look.lines}
                self.changed.emit()
                if then is not None:
                    then()

        self._kit.jobs.read(lambda _progress: _look(self._office, wanted), show, self.failed.emit, owner=self)

    def open(self, office_id: str) -> None:
        """Read one mission."""
        number = self._opening.ask()

        def show(dossier: Dossier) -> None:
            if self._opening.is_current(number):
                self.opened.emit(dossier)

        self._kit.jobs.read(lambda _progress: _dossier(self._office, office_id), show, self.failed.emit, owner=self)

    def choose_period(self, period: Period) -> None:
        """Show another period."""
        self.period = period
        self.reload()

    def choose(self, *, group: Group | None = None, region: str | None = None) -> None:
        """List other missions."""
        self.group = self.group if group is None else group
        self.region = self.region if region is None else region
        self.changed.emit()

    def choose_state(self, state: MissionState | None) -> None:
        """List missions in this state, or in any."""
        self.state = state
        self.changed.emit()

    def search(self, text: str) -> None:
        """List what these words are found in, whatever their marks."""
        self.query = text
        self.changed.emit()

    def sort_by(self, key: str, descending: bool) -> None:
        """List in another order."""
        self.sort = (key, descending)
        self.changed.emit()

    def clear(self) -> None:
        """No filter at all."""
        self.group, self.region, self.state, self.query = Group.ALL, "", None, ""
        self.changed.emit()

    @property
    def filtered(self) -> bool:
        """Whether anything is left out."""
        return bool(self.group is not Group.ALL or self.region or self.state is not None or self.query)

    def ids(self) -> list[str]:
        """Missions listed: filters and order applied."""
        wanted = [line for line in self._chosen() if self.group in (Group.ALL, line.group)]
        key, descending = self.sort
        if key == "list":
            return [line.id for line in wanted]
        language = self._kit.live.language
        wanted.sort(key=lambda line: _order(line, key, language), reverse=descending)
        return [line.id for line in wanted]

    def rows(self, ids: Sequence[str]) -> list[Line]:
        """Lines for the table, from memory."""
        return [self._lines[id_] for id_ in ids if id_ in self._lines]

    def counts(self) -> dict[Group, int]:
        """Missions of each group, of those that the other filters leave."""
        chosen = self._chosen()
        found = {group: sum(line.group is group for line in chosen) for group in Group}
        found[Group.ALL] = len(chosen)
        return found

    # -- acts

    def set_due(self, period: Period, due: date, then: Callable[[], object], fail: Fail) -> None:
        """Ask for the report of a period until a day."""
        self._write(lambda: _duties(self._office).set(period, due)[1], then, fail)

    def extend(
        self, office: str, period: Period, due: date | None, reason: str, then: Callable[[], object], fail: Fail
    ) -> None:
        """Give a mission another day, or excuse it."""
        self._write(lambda: _duties(self._office).extend(office, period, due, reason)[1], then, fail)

    def withdraw(self, office: str, period: Period, reason: str, then: Callable[[], object], fail: Fail) -> None:
        """Everybody's day holds for the mission again."""
        self._write(lambda: _duties(self._office).withdraw(office, period, reason), then, fail)

    def edit(self, office: str, **changes: Any) -> None:
        """Change what headquarters says of a mission."""
        if "region" in changes:
            changes["region"] = Region(changes["region"])
        self._write(lambda: _roster(self._office).edit(office, **changes), lambda: None, self.failed.emit)

    def save_contact(self, contact: Contact, then: Callable[[], object], fail: Fail) -> None:
        """Keep somebody to call."""
        self._write(lambda: _roster(self._office).save_contact(contact)[1], then, fail)

    def delete_contact(self, contact_id: str, then: Callable[[ChangeSet], object]) -> None:
        """Take somebody off the list."""

        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then(changes)

        self._kit.jobs.write(
            lambda _progress: _roster(self._office).delete_contact(contact_id), done, self.failed.emit, owner=self
        )

    def urge(
        self,
        offices: Sequence[str] | None,
        folder: Path,
        formats: Format,
        then: Callable[[UrgedSet], object],
        fail: Fail,
    ) -> Job[UrgedSet]:
        """Write reminder letters."""
        period, language = self.period, self._kit.live.language

        def done(made: UrgedSet) -> None:
            self._kit.bus.publish(made.change_set)
            then(made)

        def work(progress: Any) -> UrgedSet:
            urging = self._office.urging
            assert urging is not None  # noqa: S101 - the room is headquarters'
            assert period is not None  # noqa: S101 - the list is shown
            return urging.urge(period, folder, formats, progress, list(offices) if offices else None, language)

        return self._kit.jobs.write(work, done, fail, owner=self)

    def certify(
        self,
        office: str,
        periods: tuple[Period, Period],
        target: Path,
        then: Callable[[Certified], object],
        fail: Fail,
    ) -> Job[Certified]:
        """Write a certificate of reporting."""
        language = self._kit.live.language

        def done(made: Certified) -> None:
            self._kit.bus.publish(made.change_set)
            then(made)

        def work(progress: Any) -> Certified:
            service = self._office.reporting_certificate
            assert service is not None  # noqa: S101 - the room is headquarters'
            return service.write(office, periods[0], periods[1], target, progress, language)

        return self._kit.jobs.write(work, done, fail, owner=self)

    def _write(self, act: Callable[[], ChangeSet], then: Callable[[], object], fail: Fail) -> None:
        def done(changes: ChangeSet) -> None:
            self._kit.bus.publish(changes)
            then()

        self._kit.jobs.write(lambda _progress: act(), done, fail, owner=self)

    def _chosen(self) -> list[Line]:
        needle = fold(self.query)
        return [
            line
            for line in self._lines.values()
            if (not self.region or line.row.mission.region == self.region)
            and (self.state is None or line.row.mission.state is self.state)
            and (not needle or needle in _hay(line.row))
        ]


def _roster(office: Office) -> MissionService:
    assert office.missions is not None  # noqa: S101 - the room is headquarters'
    return office.missions


def _duties(office: Office) -> DutyService:
    assert office.duties is not None  # noqa: S101
    return office.duties


def _look(office: Office, wanted: Period | None) -> Look:
    duties, status, roster, urging = _duties(office), office.status, office.roster, office.urging
    assert status is not None  # noqa: S101
    assert roster is not None  # noqa: S101
    assert urging is not None  # noqa: S101
    period = wanted or duties.current()
    periods = duties.periods()
    found = status.status(period)
    urged: dict[str, list[Reminder]] = defaultdict(list)
    for one in urging.history(period=period):
        urged[one.office].append(one)
    best: dict[str, CertificateLine] = {}
    for office_id, line in _certificates(office):
        known = best.get(office_id)
        if known is None or (_BEST[line.state], line.ends) > (_BEST[known.state], known.ends):
            best[office_id] = line
    lines = tuple(_line(row, best.get(row.mission.id), tuple(urged.get(row.mission.id, ()))) for row in found.rows)
    return Look(
        period,
        periods if period in periods else (period, *periods),
        found,
        lines,
        office.letterhead.signer() is not None,
    )


def _line(row: MissionStanding, certificate: CertificateLine | None, urged: tuple[Reminder, ...]) -> Line:
    if certificate is None:
        return Line(row, None, "", urged)
    return Line(row, certificate.ends, certificate.state, urged)


def _certificates(office: Office) -> list[tuple[str, CertificateLine]]:
    roster = office.roster
    assert roster is not None  # noqa: S101
    return [
        (
            entry.issued.office,
            CertificateLine(entry.issued.person, day_in_hanoi(entry.issued.not_after), entry.state.value),
        )
        for entry in roster.certificates()
    ]


def _dossier(office: Office, office_id: str) -> Dossier:
    duties, status, completeness, urging = _duties(office), office.status, office.completeness, office.urging
    assert status is not None  # noqa: S101
    assert completeness is not None  # noqa: S101
    assert urging is not None  # noqa: S101
    mission = _roster(office).get(office_id)
    periods = duties.periods()
    proof = completeness.proof(office_id, ())
    sent = status.packages(office_id)
    packages = tuple(
        PackageLine(
            one.arrival,
            next((period for period in periods if period.window == one.window), None),
            one.bytes,
            one.events,
            one.media,
        )
        for one in reversed(sent)
    )
    return Dossier(
        mission=mission,
        rows=tuple(status.of_mission(office_id, periods)),
        contacts=_roster(office).contacts(office_id),
        proof=proof.missions[0],
        ledger_position=proof.ledger_position,
        certificates=tuple(line for id_, line in _certificates(office) if id_ == office_id),
        packages=packages,
        reminders=tuple(reversed(urging.history(office=office_id))),
    )


def _hay(row: MissionStanding) -> str:
    mission = row.mission
    names = (place_of(mission), post_of(mission), mission.name, mission.city)
    return fold(" ".join((mission.id, *mission.aliases, *(part for name in names for part in (name.vi, name.en)))))


def _order(line: Line, key: str, language: str) -> tuple[Any, ...]:
    row = line.row
    name = sort_key(place_of(row.mission).get("en" if language == "en" else "vi"))
    if key == "due":
        return (row.due, name)
    if key == "package":
        return (row.last.received_at.isoformat() if row.last is not None else "", name)
    if key == "certificate":
        return (line.certificate_ends or date.min, name)
    if key == "urged":
        return (len(line.urged), name)
    if key == "standing":
        return (list(Group).index(line.group), row.days, name)
    if key == "region":
        return (row.mission.region, name)
    return (name,)
