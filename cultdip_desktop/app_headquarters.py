"""The services that only headquarters has: None at a mission. They are made and added as those of `app_services`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.services.desk import Desk

if TYPE_CHECKING:
    from cultdip_desktop.hq.completeness import CompletenessService
    from cultdip_desktop.hq.decisions import DecisionService
    from cultdip_desktop.hq.duties import DutyService
    from cultdip_desktop.hq.figures import FiguresService
    from cultdip_desktop.hq.inbox import InboxService
    from cultdip_desktop.hq.missions import MissionService
    from cultdip_desktop.hq.roster import RosterService
    from cultdip_desktop.hq.status import StatusService
    from cultdip_desktop.services.backup import BackupService
    from cultdip_desktop.services.trust import TrustService


class Headquarters:
    """What headquarters can do beyond a mission."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    if TYPE_CHECKING:  # of `Services`, which builds on this class

        @cached_property
        def trust(self) -> TrustService:
            """Whom this office believes."""

        @cached_property
        def backups(self) -> BackupService:
            """Snapshots, drills, healing."""

    @cached_property
    def roster(self) -> RosterService | None:
        """The register of offices and their certificates."""
        from cultdip_desktop.hq.roster import RosterService

        return RosterService(self._desk, self.trust) if self._at_headquarters else None

    @cached_property
    def inbox(self) -> InboxService | None:
        """What arrived."""
        from cultdip_desktop.hq.inbox import InboxService

        return InboxService(self._desk, self.trust, self.backups) if self._at_headquarters else None

    @cached_property
    def decisions(self) -> DecisionService | None:
        """A person's word on what arrived."""
        from cultdip_desktop.hq.decisions import DecisionService

        return DecisionService(self._desk, self.inbox) if self.inbox is not None else None

    @cached_property
    def figures(self) -> FiguresService | None:
        """All missions together."""
        from cultdip_desktop.hq.figures import FiguresService

        return FiguresService(self._desk) if self._at_headquarters else None

    @cached_property
    def missions(self) -> MissionService | None:
        """The roster of missions."""
        from cultdip_desktop.hq.missions import MissionService

        return MissionService(self._desk) if self._at_headquarters else None

    @cached_property
    def duties(self) -> DutyService | None:
        """Who owes which report by when."""
        from cultdip_desktop.hq.duties import DutyService

        return DutyService(self._desk) if self._at_headquarters else None

    @cached_property
    def status(self) -> StatusService | None:
        """Who has reported, who is late."""
        from cultdip_desktop.hq.status import StatusService

        return StatusService(self._desk) if self._at_headquarters else None

    @cached_property
    def completeness(self) -> CompletenessService | None:
        """Proof that nothing is missing."""
        from cultdip_desktop.hq.completeness import CompletenessService

        return CompletenessService(self._desk, self.duties) if self.duties is not None else None

    @property
    def _at_headquarters(self) -> bool:
        return self._desk.office.role is OfficeRole.HEADQUARTERS
