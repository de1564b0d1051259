"""What the Partners room asks of the office: the list, drafts of entries, duplicates, briefings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import PartnerKind
from cultdip_desktop.domain.partner_story import PartnerStory
from cultdip_desktop.domain.strategy import Catalogue
from cultdip_desktop.i18n.country import countries
from cultdip_desktop.i18n.fold import fold
from cultdip_desktop.services.partners import PartnerService
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.tags import Choice
from cultdip_desktop.ui.rooms.partners.phrases import KIND_ICONS
from cultdip_desktop.ui.rooms.partners.viewmodel_briefing import BriefingModel
from cultdip_desktop.ui.rooms.partners.viewmodel_draft import PartnerDraft
from cultdip_desktop.ui.rooms.partners.viewmodel_history import HistoryModel
from cultdip_desktop.ui.rooms.partners.viewmodel_list import PartnerList
from cultdip_desktop.ui.rooms.partners.viewmodel_twins import TwinList


@dataclass(frozen=True, slots=True)
class Known:
    """A partner by whom a role can be filled."""

    id: str
    kind: PartnerKind
    name: str
    folded: str


class PartnersModel(QObject):
    """Made once with the room. Drafts whose text could not be stored are kept until it is."""

    def __init__(self, kit: Kit, office: Office) -> None:
        super().__init__()
        self._kit = kit
        self._office = office
        self.list = PartnerList(kit, office, self)
        self.twins = TwinList(kit, office, self)
        self.briefing = BriefingModel(kit, office, self)
        self.history = HistoryModel(kit, office, self)
        self._drafts: dict[str, PartnerDraft] = {}
        self._known: tuple[Known, ...] = ()
        kit.bus.watch(self, {"partner", "event"}, self._hear)

    @property
    def service(self) -> PartnerService:
        """The use cases, for what a page does in one action; called off the UI thread."""
        return self._office.partners

    def today(self) -> date:
        """The present day at the office."""
        return self._office.partners.today()

    def catalogue(self, then: Callable[[Catalogue], object]) -> None:
        """The catalogue in force."""
        self._kit.jobs.read(lambda _progress: self._office.catalogue.current(), then, owner=self)

    def open(
        self,
        partner_id: str,
        kind: PartnerKind,
        then: Callable[[PartnerDraft], object],
        on_error: Callable[[UserError], object],
    ) -> None:
        """A draft of an entry, or of a new one of `kind` when `partner_id` is empty."""
        kept = self._drafts.get(partner_id)
        if kept is not None:
            then(kept)
            kept.reload()
            return
        words = self._kit.live.words

        def ask() -> tuple[Catalogue, PartnerStory]:
            countries(words)  # reads the names once, here rather than when the page is made
            partners = self._office.partners
            story = partners.story(partner_id) if partner_id else PartnerStory(partner=partners.blank(kind))
            return self._office.catalogue.current(), story

        def ready(found: tuple[Catalogue, PartnerStory]) -> None:
            catalogue, story = found
            draft = PartnerDraft(self._kit, self._office, catalogue, story, stored=bool(partner_id), parent=self)
            self._drafts[story.partner.id] = draft
            then(draft)

        self._kit.jobs.read(lambda _progress: ask(), ready, on_error, owner=self)

    def let_go(self, draft: PartnerDraft) -> None:
        """The page of this draft is closed: store the rest, and forget it once nothing is left to do."""
        draft.flush()
        if not draft.unsaved:
            self._drafts.pop(draft.now.id, None)
            draft.deleteLater()

    def flush(self) -> None:
        """Store everything that is typed."""
        for draft in list(self._drafts.values()):
            draft.flush()

    def unstored(self) -> PartnerDraft | None:
        """A draft whose text could not be stored, if there is one."""
        return next((draft for draft in self._drafts.values() if draft.trouble is not None), None)

    def load_known(self) -> None:
        """Read the names by which `find` finds."""

        def ask() -> tuple[Known, ...]:
            return tuple(
                Known(entry.id, entry.kind, entry.name, " " + fold(entry.name)) for entry in self.service.names()
            )

        self._kit.jobs.read(lambda _progress: ask(), self._take_known, owner=self)

    def find(self, text: str, kind: PartnerKind) -> Sequence[Choice]:
        """Partners of a kind whose names hold these beginnings of words; at once, from memory."""
        words = [f" {word}" for word in fold(text).split()]
        found = [known for known in self._known if known.kind is kind and all(word in known.folded for word in words)]
        return [Choice(known.id, known.name, icon=KIND_ICONS[known.kind]) for known in found[:8]]

    def delete(self, draft: PartnerDraft, then: Callable[[ChangeSet], object]) -> None:
        """Move the entry to the trash, after what is typed is stored."""
        draft.flush()
        self.list.delete([draft.now.id], then)

    def _take_known(self, known: tuple[Known, ...]) -> None:
        self._known = known

    def _hear(self, changes: ChangeSet) -> None:
        for draft in list(self._drafts.values()):
            draft.hear(changes)
