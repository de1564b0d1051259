"""The services that only headquarters has: None at a mission. They are made and added as those of `app_services`."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.services.desk import Desk

if TYPE_CHECKING:
    from cultdip_desktop.crypto.keyfile import OfficeKey
    from cultdip_desktop.crypto.secret_box import SecretBox
    from cultdip_desktop.hq.behind import BehindService
    from cultdip_desktop.hq.central import CentralService
    from cultdip_desktop.hq.completeness import CompletenessService
    from cultdip_desktop.hq.decisions import DecisionService
    from cultdip_desktop.hq.directives import DirectiveService
    from cultdip_desktop.hq.dispatching import Dispatcher
    from cultdip_desktop.hq.duties import DutyService
    from cultdip_desktop.hq.editions import EditionService
    from cultdip_desktop.hq.encryption import EncryptionKeyService
    from cultdip_desktop.hq.exemplars import ExemplarService
    from cultdip_desktop.hq.figures import FiguresService
    from cultdip_desktop.hq.inbox import InboxService
    from cultdip_desktop.hq.initiatives import InitiativeService
    from cultdip_desktop.hq.joint import JointService
    from cultdip_desktop.hq.ledger import LedgerService
    from cultdip_desktop.hq.missions import MissionService
    from cultdip_desktop.hq.moving import MovingService
    from cultdip_desktop.hq.neighbours import NeighbourService
    from cultdip_desktop.hq.overview import OverviewService
    from cultdip_desktop.hq.receipts import ReceiptService
    from cultdip_desktop.hq.remarks import RemarkService
    from cultdip_desktop.hq.reporting import ConsolidatedService
    from cultdip_desktop.hq.reporting_certificate import ReportingCertificateService
    from cultdip_desktop.hq.roster import RosterService
    from cultdip_desktop.hq.signers import SignerService
    from cultdip_desktop.hq.status import StatusService
    from cultdip_desktop.hq.time_stamps import TimeStampService
    from cultdip_desktop.hq.urging import UrgingService
    from cultdip_desktop.services.backup import BackupService
    from cultdip_desktop.services.catalogue import CatalogueService
    from cultdip_desktop.services.encryption import EncryptionService
    from cultdip_desktop.services.trust import TrustService


class Headquarters:
    """What headquarters can do beyond a mission."""

    def __init__(self, desk: Desk, key: OfficeKey) -> None:
        self._desk = desk
        self._key = key

    if TYPE_CHECKING:  # of `Services`, which builds on this class

        @cached_property
        def trust(self) -> TrustService:
            """Whom this office believes."""

        @cached_property
        def catalogue(self) -> CatalogueService:
            """Editions as tags use them."""

        @cached_property
        def encryption(self) -> EncryptionService:
            """Packages for one reader."""

        @cached_property
        def backups(self) -> BackupService:
            """Snapshots, drills, healing."""

    @cached_property
    def roster(self) -> RosterService | None:
        """The register of offices and their certificates."""
        from cultdip_desktop.hq.roster import RosterService

        if self.encryption_keys is None or self.time_stamps is None:
            return None
        return RosterService(self._desk, self.trust, self.encryption_keys, self.time_stamps)

    @cached_property
    def signers(self) -> SignerService | None:
        """Certificates of other authorities that sign for missions."""
        from cultdip_desktop.hq.signers import SignerService

        return SignerService(self._desk) if self._at_headquarters else None

    @cached_property
    def encryption_keys(self) -> EncryptionKeyService | None:
        """Keys for packages that only headquarters may read: made, rotated."""
        from cultdip_desktop.hq.encryption import EncryptionKeyService

        return EncryptionKeyService(self._desk, self._box) if self._at_headquarters else None

    @cached_property
    def time_stamps(self) -> TimeStampService | None:
        """The time-stamp authority of the ledger."""
        from cultdip_desktop.hq.time_stamps import TimeStampService

        return TimeStampService(self._desk, self._box, self.trust) if self._at_headquarters else None

    @cached_property
    def inbox(self) -> InboxService | None:
        """What arrived."""
        from cultdip_desktop.hq.inbox import InboxService

        if self.ledger is None:
            return None
        return InboxService(self._desk, self.trust, self.backups, self.ledger, self.encryption)

    @cached_property
    def ledger(self) -> LedgerService | None:
        """What was done with every file, in order."""
        from cultdip_desktop.hq.ledger import LedgerService

        return LedgerService(self._desk, self.time_stamps.stamp) if self.time_stamps is not None else None

    @cached_property
    def decisions(self) -> DecisionService | None:
        """A person's word on what arrived."""
        from cultdip_desktop.hq.decisions import DecisionService

        if self.inbox is None or self.ledger is None:
            return None
        return DecisionService(self._desk, self.inbox, self.ledger, self.trust)

    @cached_property
    def joint(self) -> JointService | None:
        """Events of several missions that are one."""
        from cultdip_desktop.hq.joint import JointService

        return JointService(self._desk) if self._at_headquarters else None

    @cached_property
    def figures(self) -> FiguresService | None:
        """All missions together."""
        from cultdip_desktop.hq.figures import FiguresService

        return FiguresService(self._desk) if self._at_headquarters else None

    @cached_property
    def overview(self) -> OverviewService | None:
        """The consolidated view."""
        from cultdip_desktop.hq.overview import OverviewService

        return OverviewService(self._desk) if self._at_headquarters else None

    @cached_property
    def behind(self) -> BehindService | None:
        """Events behind numbers, their packages and photos."""
        from cultdip_desktop.hq.behind import BehindService

        return BehindService(self._desk) if self._at_headquarters else None

    @cached_property
    def exemplars(self) -> ExemplarService | None:
        """Events held up as examples."""
        from cultdip_desktop.hq.exemplars import ExemplarService

        return ExemplarService(self._desk) if self._at_headquarters else None

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

    @cached_property
    def urging(self) -> UrgingService | None:
        """Reminder letters."""
        from cultdip_desktop.hq.urging import UrgingService

        return UrgingService(self._desk) if self._at_headquarters else None

    @cached_property
    def reporting_certificate(self) -> ReportingCertificateService | None:
        """How a mission stood, on paper."""
        from cultdip_desktop.hq.reporting_certificate import ReportingCertificateService

        known = self.completeness
        return ReportingCertificateService(self._desk, known) if known is not None else None

    @cached_property
    def dispatcher(self) -> Dispatcher | None:
        """Signed files for missions."""
        from cultdip_desktop.hq.dispatching import Dispatcher

        return Dispatcher(self._desk, self.trust) if self._at_headquarters else None

    @cached_property
    def receipts(self) -> ReceiptService | None:
        """What became of packages, said to those who sent them."""
        from cultdip_desktop.hq.receipts import ReceiptService

        return ReceiptService(self._desk, self.dispatcher) if self.dispatcher is not None else None

    @cached_property
    def remarks(self) -> RemarkService | None:
        """Headquarters' word on reports."""
        from cultdip_desktop.hq.remarks import RemarkService

        return RemarkService(self._desk) if self._at_headquarters else None

    @cached_property
    def directives(self) -> DirectiveService | None:
        """What missions are asked to do."""
        from cultdip_desktop.hq.directives import DirectiveService

        return DirectiveService(self._desk, self.dispatcher) if self.dispatcher is not None else None

    @cached_property
    def editions(self) -> EditionService | None:
        """Editions of the catalogue."""
        from cultdip_desktop.hq.editions import EditionService

        return EditionService(self._desk, self.dispatcher, self.catalogue) if self.dispatcher is not None else None

    @cached_property
    def central(self) -> CentralService | None:
        """Programme, offers, rates and deadlines for missions."""
        from cultdip_desktop.hq.central import CentralService

        return CentralService(self._desk, self.dispatcher) if self.dispatcher is not None else None

    @cached_property
    def _box(self) -> SecretBox:
        """Small secrets that open with the office."""
        from cultdip_desktop.crypto.secret_box import SecretBox

        return SecretBox(self._key.secret_key)

    @cached_property
    def consolidated(self) -> ConsolidatedService | None:
        """Headquarters' own reports."""
        from cultdip_desktop.hq.reporting import ConsolidatedService

        return ConsolidatedService(self._desk, self.catalogue) if self._at_headquarters else None

    @cached_property
    def initiatives(self) -> InitiativeService | None:
        """Initiatives of all missions."""
        from cultdip_desktop.hq.initiatives import InitiativeService

        return InitiativeService(self._desk) if self._at_headquarters else None

    @cached_property
    def neighbours(self) -> NeighbourService | None:
        """What other desks have done."""
        from cultdip_desktop.hq.neighbours import NeighbourService

        return NeighbourService(self._desk) if self._at_headquarters else None

    @cached_property
    def moving(self) -> MovingService | None:
        """The store to a server that several desks share, and back."""
        if not self._at_headquarters:
            return None
        from cultdip_desktop.hq.moving import MovingService

        return MovingService(self._desk, self._key)

    @property
    def _at_headquarters(self) -> bool:
        return self._desk.office.role is OfficeRole.HEADQUARTERS
