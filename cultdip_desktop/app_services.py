"""The services of an office, each made when it is first asked for.

**How a service is added.** A `cached_property` here with its import inside, and its name under `TYPE_CHECKING` for the
annotation: opening an office then loads only what the first page asks, and everybody writes `office.events` as if
it had always been there. A service that another one needs only now and then is handed over as a function
(`today` below), so that it is loaded no earlier. Services keep nothing of which a second copy may not know: two threads
that ask at the same instant may each get their own from Python 3.12 on.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from cultdip_desktop.app_headquarters import Headquarters
from cultdip_desktop.crypto.keyfile import OfficeKey
from cultdip_desktop.services.desk import Desk

if TYPE_CHECKING:
    from cultdip_desktop.services.acknowledgements import AcknowledgementService
    from cultdip_desktop.services.anniversaries import AnniversaryService
    from cultdip_desktop.services.backup import BackupService
    from cultdip_desktop.services.calendar import CalendarService
    from cultdip_desktop.services.catalogue import CatalogueService
    from cultdip_desktop.services.documents import DocumentService
    from cultdip_desktop.services.drafts import DraftService
    from cultdip_desktop.services.encryption import EncryptionService
    from cultdip_desktop.services.events import EventService
    from cultdip_desktop.services.exporting import ExportService
    from cultdip_desktop.services.find import FindService
    from cultdip_desktop.services.goals import GoalService
    from cultdip_desktop.services.health import HealthService
    from cultdip_desktop.services.importing import ImportService
    from cultdip_desktop.services.issued import IssuedService
    from cultdip_desktop.services.keys import KeyService
    from cultdip_desktop.services.letterhead import LetterheadService
    from cultdip_desktop.services.media import MediaService
    from cultdip_desktop.services.money import MoneyService
    from cultdip_desktop.services.packages import PackageService
    from cultdip_desktop.services.partners import PartnerService
    from cultdip_desktop.services.planning import PlanningService
    from cultdip_desktop.services.programme import ProgrammeService
    from cultdip_desktop.services.received_directives import ReceivedDirectiveService
    from cultdip_desktop.services.receiving import ReceivingService
    from cultdip_desktop.services.registers import RegisterService
    from cultdip_desktop.services.reporting import ReportingService
    from cultdip_desktop.services.reports import ReportService
    from cultdip_desktop.services.security import SecurityService
    from cultdip_desktop.services.series import SeriesService
    from cultdip_desktop.services.settings import SettingsService
    from cultdip_desktop.services.signing import SigningService
    from cultdip_desktop.services.support import SupportService
    from cultdip_desktop.services.tasks import TaskService
    from cultdip_desktop.services.templates import TemplateService
    from cultdip_desktop.services.threats import ThreatService
    from cultdip_desktop.services.today import TodayService
    from cultdip_desktop.services.trash import TrashService
    from cultdip_desktop.services.trust import TrustService
    from cultdip_desktop.services.undo import UndoService
    from cultdip_desktop.services.views import ViewService
    from cultdip_desktop.services.word_texts import WordTextService


class Services(Headquarters):
    """What an office can do. `Office` adds its folder, its key and its lock."""

    def __init__(self, desk: Desk, key: OfficeKey) -> None:
        super().__init__(desk, key)

    @cached_property
    def catalogue(self) -> CatalogueService:
        """The strategy and its goals."""
        from cultdip_desktop.services.catalogue import CatalogueService

        return CatalogueService(self._desk)

    @cached_property
    def events(self) -> EventService:
        """Plan, write down, change and find."""
        from cultdip_desktop.services.events import EventService

        return EventService(self._desk, self.catalogue)

    @cached_property
    def find(self) -> FindService:
        """One question to everything."""
        from cultdip_desktop.services.find import FindService

        return FindService(self._desk, self.catalogue)

    @cached_property
    def views(self) -> ViewService:
        """Filters with names."""
        from cultdip_desktop.services.views import ViewService

        return ViewService(self._desk)

    @cached_property
    def money(self) -> MoneyService:
        """Accounts of events and years, and the table of rates."""
        from cultdip_desktop.services.money import MoneyService

        return MoneyService(self._desk)

    @cached_property
    def calendar(self) -> CalendarService:
        """Days, holidays, lunar dates, anniversaries, and events on them."""
        from cultdip_desktop.services.calendar import CalendarService

        return CalendarService(self._desk)

    @cached_property
    def planning(self) -> PlanningService:
        """The plan as a list and as a board."""
        from cultdip_desktop.services.planning import PlanningService

        return PlanningService(self._desk)

    @cached_property
    def anniversaries(self) -> AnniversaryService:
        """Days that the office itself remembers."""
        from cultdip_desktop.services.anniversaries import AnniversaryService

        return AnniversaryService(self._desk)

    @cached_property
    def series(self) -> SeriesService:
        """Events that come back every year."""
        from cultdip_desktop.services.series import SeriesService

        return SeriesService(self._desk, self.catalogue, self.events)

    @cached_property
    def goals(self) -> GoalService:
        """How far events cover the strategy, targets, gaps, suggestions."""
        from cultdip_desktop.services.goals import GoalService

        return GoalService(self._desk, self.catalogue, lambda: self.calendar)

    @cached_property
    def programme(self) -> ProgrammeService:
        """The annual action programme, plan against done."""
        from cultdip_desktop.services.programme import ProgrammeService

        return ProgrammeService(self._desk, self.catalogue)

    @cached_property
    def partners(self) -> PartnerService:
        """The register of partners."""
        from cultdip_desktop.services.partners import PartnerService

        return PartnerService(self._desk, self.catalogue)

    @cached_property
    def importing(self) -> ImportService:
        """Tables and calendars that come in."""
        from cultdip_desktop.services.importing import ImportService

        return ImportService(self._desk, self.catalogue, self.events.blank)

    @cached_property
    def exporting(self) -> ExportService:
        """Tables and calendars that go out."""
        from cultdip_desktop.services.exporting import ExportService

        return ExportService(self._desk, self.catalogue)

    @cached_property
    def media(self) -> MediaService:
        """Photos and documents of events."""
        from cultdip_desktop.services.media import MediaService

        return MediaService(self._desk)

    @cached_property
    def settings(self) -> SettingsService:
        """What the office has set, and its people."""
        from cultdip_desktop.services.settings import SettingsService

        return SettingsService(self._desk)

    @cached_property
    def keys(self) -> KeyService:
        """The keys that sign here."""
        from cultdip_desktop.services.keys import KeyService

        return KeyService(self._desk)

    @cached_property
    def trust(self) -> TrustService:
        """Whom this office believes."""
        from cultdip_desktop.services.trust import TrustService

        return TrustService(self._desk)

    @cached_property
    def encryption(self) -> EncryptionService:
        """For whom packages can be encrypted here, and what can be opened."""
        from cultdip_desktop.services.encryption import EncryptionService

        return EncryptionService(self._desk, self._box)

    @cached_property
    def letterhead(self) -> LetterheadService:
        """What official documents bear; pictures of seal and signatures; numbers."""
        from cultdip_desktop.services.letterhead import LetterheadService

        return LetterheadService(self._desk)

    @cached_property
    def reports(self) -> ReportService:
        """A period's report: content, findings, files."""
        from cultdip_desktop.services.reports import ReportService

        return ReportService(self._desk, self.catalogue)

    @cached_property
    def registers(self) -> RegisterService:
        """Initiatives, and whom to commend."""
        from cultdip_desktop.services.registers import RegisterService

        return RegisterService(self._desk)

    @cached_property
    def reporting(self) -> ReportingService:
        """A period's report on its way: texts, remarks, reasons, approval, amendments."""
        from cultdip_desktop.services.reporting import ReportingService

        return ReportingService(self._desk, self.reports)

    @cached_property
    def word_texts(self) -> WordTextService:
        """Texts that come back in an edited Word file."""
        from cultdip_desktop.services.word_texts import WordTextService

        return WordTextService(self._desk, self.reports, self.reporting)

    @cached_property
    def signing(self) -> SigningService:
        """The two signatures of a report, tokens, and what any signed PDF is worth."""
        from cultdip_desktop.services.signing import SigningService

        return SigningService(self._desk, self.reports, self.reporting, self.keys)

    @cached_property
    def documents(self) -> DocumentService:
        """Documents beside the period's report."""
        from cultdip_desktop.services.documents import DocumentService

        return DocumentService(self._desk, self)

    @cached_property
    def packages(self) -> PackageService:
        """Sign, verify, and the chain of what was signed."""
        from cultdip_desktop.services.packages import PackageService

        return PackageService(self._desk, self.catalogue, self.reports, self.keys, self.trust, self.encryption)

    @cached_property
    def receiving(self) -> ReceivingService:
        """Take in what headquarters sends to a mission."""
        from cultdip_desktop.services.receiving import ReceivingService

        return ReceivingService(self._desk, self.catalogue, self.trust)

    @cached_property
    def acknowledgements(self) -> AcknowledgementService:
        """What headquarters has of the office's own packages."""
        from cultdip_desktop.services.acknowledgements import AcknowledgementService

        return AcknowledgementService(self._desk)

    @cached_property
    def received_directives(self) -> ReceivedDirectiveService:
        """What headquarters asks, and what the office answers."""
        from cultdip_desktop.services.received_directives import ReceivedDirectiveService

        return ReceivedDirectiveService(self._desk)

    @cached_property
    def issued(self) -> IssuedService:
        """Headquarters' programme, library and editions, for use here."""
        from cultdip_desktop.services.issued import IssuedService

        return IssuedService(self._desk, self.catalogue)

    @cached_property
    def undo(self) -> UndoService:
        """Take back and do again."""
        from cultdip_desktop.services.undo import UndoService

        return UndoService(self._desk)

    @cached_property
    def trash(self) -> TrashService:
        """What was taken away."""
        from cultdip_desktop.services.trash import TrashService

        return TrashService(self._desk)

    @cached_property
    def tasks(self) -> TaskService:
        """What is to be done."""
        from cultdip_desktop.services.tasks import TaskService

        return TaskService(self._desk)

    @cached_property
    def templates(self) -> TemplateService:
        """What sorts of events usually need."""
        from cultdip_desktop.services.templates import TemplateService

        return TemplateService(self._desk, self.catalogue, self.events)

    @cached_property
    def drafts(self) -> DraftService:
        """What was typed and not committed."""
        from cultdip_desktop.services.drafts import DraftService

        return DraftService(self._desk)

    @cached_property
    def backups(self) -> BackupService:
        """Snapshots, drills, healing."""
        from cultdip_desktop.services.backup import BackupService

        return BackupService(self._desk, self._key)

    @cached_property
    def threats(self) -> ThreatService:
        """What ends soon: keys, trust, backups."""
        from cultdip_desktop.services.threats import ThreatService

        return ThreatService(self.keys, self.trust, self.backups)

    @cached_property
    def today(self) -> TodayService:
        """One look at the office."""
        from cultdip_desktop.services.today import TodayService

        return TodayService(self._desk, lambda: self.threats)

    @cached_property
    def health(self) -> HealthService:
        """Check and heal."""
        from cultdip_desktop.services.health import HealthService

        return HealthService(self._desk, self.backups)

    @cached_property
    def security(self) -> SecurityService:
        """Passphrase, recovery code, the system's keyring."""
        from cultdip_desktop.services.security import SecurityService

        return SecurityService(self._desk, self._key)

    @cached_property
    def support(self) -> SupportService:
        """The bundle for those who help."""
        from cultdip_desktop.services.support import SupportService

        return SupportService(self._desk, self.health, self.settings)
