"""The register of partners (R8): organisations and people, what they are to each other, contacts, promises, consent."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import (
    USUAL_CATEGORY,
    Consent,
    Partner,
    PartnerKind,
    stricter,
)
from cultdip_desktop.domain.partner_briefing import Briefing
from cultdip_desktop.domain.partner_story import YEARS, PartnerEvent, PartnerStory, RoleLine
from cultdip_desktop.domain.partner_twins import TwinEntry, Twins, twins
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Language
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.partner_links import PartnerLinks
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.store.query.partners import PartnerFilter, PartnerRow
from cultdip_desktop.store.repo import office as office_rows
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import partner_links, partner_merge
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.store import Reader, Writer

APART: Final = "partners_apart"
"""Setting: pairs of entries that an officer has said to be two partners, each `first second`."""


@dataclass(frozen=True, slots=True)
class PartnerLook:
    """What a list shows first."""

    ids: list[str]
    page: int
    """Number of the page whose rows came with the ids."""

    rows: list[PartnerRow]
    story: PartnerStory | None
    """Of the current partner, None in an empty list."""


CHOICES: Final = (
    "name", "name_en", "category", "honorific", "country", "city", "phone", "email", "address", "website", "note",
)  # fmt: skip
"""Fields of which a merge takes one side's or the other's."""


class PartnerService(PartnerLinks):
    """The use cases of the Partners room and of `cultdip partner`."""

    def __init__(self, desk: Desk, catalogue: CatalogueService) -> None:
        super().__init__(desk)
        self._catalogue = catalogue

    # -- asking

    def find_ids(self, wanted: PartnerFilter) -> list[str]:
        """Ids of living partners that match, in order."""
        with self._desk.store.read() as tx:
            return partner_query.find_ids(tx, wanted)

    def look(self, wanted: PartnerFilter, current: str, page: int) -> PartnerLook:
        """The list with the page of rows in which `current` (or the first) stands, and its story; in one look."""
        with self._desk.store.read() as tx:
            ids = partner_query.find_ids(tx, wanted)
            shown = current if current in ids else next(iter(ids), "")
            number = ids.index(shown) // page if shown else 0
            rows = partner_query.rows(tx, ids[number * page : (number + 1) * page], self.today())
            return PartnerLook(ids, number, rows, _story(tx, shown) if shown else None)

    def count(self) -> int:
        """How many living partners there are."""
        with self._desk.store.read() as tx:
            return partner_query.count(tx)

    def rows(self, ids: Sequence[str]) -> list[PartnerRow]:
        """What a list shows of these partners, in the same order; a constant number of statements."""
        with self._desk.store.read() as tx:
            return partner_query.rows(tx, list(ids), self.today())

    def countries(self) -> list[str]:
        """Codes of the countries that partners are in."""
        with self._desk.store.read() as tx:
            return partner_query.countries(tx)

    def suggest(self, query: str, limit: int = 8, *, kind: PartnerKind | None = None) -> list[PartnerRow]:
        """The best matches for a name that is being typed, in any of a partner's names, with or without marks."""
        with self._desk.store.read() as tx:
            return partner_query.rows(tx, partner_query.best(tx, query, limit, kind=kind), self.today())

    def get(self, partner_id: str, *, with_deleted: bool = False) -> Partner:
        """The whole entry.

        Raises:
            UserError: `partner.not_found`.
        """
        with self._desk.store.read() as tx:
            return partner_rows.get(tx, partner_id, with_deleted=with_deleted)

    def get_many(self, ids: Sequence[str]) -> list[Partner]:
        """Whole entries in the order asked for; unknown ids are passed over."""
        with self._desk.store.read() as tx:
            return partner_rows.get_many(tx, ids)

    def events_of(self, partner_id: str) -> list[PartnerEvent]:
        """Living events that name the partner, the latest first."""
        with self._desk.store.read() as tx:
            return partner_query.events_of(tx, partner_id)

    def story(self, partner_id: str) -> PartnerStory:
        """Everything that the partner's page shows, read in one look.

        Raises:
            UserError: `partner.not_found`.
        """
        with self._desk.store.read() as tx:
            return _story(tx, partner_id)

    def briefing(self, partner_id: str, years: int = YEARS) -> Briefing:
        """What one page says of the last years; promises that are still open stay, however old.

        Raises:
            UserError: `partner.not_found`.
        """
        today = self.today()
        since = years_before(today, years)
        story = self.story(partner_id).since(since)
        node = self._catalogue.current().find(story.partner.category)
        return Briefing(
            office=self._desk.office,
            story=story,
            category=node.title if node else BiText(story.partner.category),
            since=since,
            today=today,
            as_of=self._desk.clock.now(),
            author=story.person(self._desk.actor),
        )

    @in_workshop("partners.write_briefing")
    def write_briefing(
        self, partner_id: str, language: Language, target: Path, progress: Progress | None = None
    ) -> Path:
        """Write the briefing as a PDF for use inside the office; the file appears whole or not at all.

        Raises:
            UserError: `partner.not_found`, `file.no_space`, `file.not_writable`.
        """
        from cultdip_desktop.reports.briefing import briefing_pdf  # ReportLab takes 0.2 s to load

        del progress
        pdf = briefing_pdf(self.briefing(partner_id), language)
        with durable.new_file(target) as handle:
            handle.write(pdf)
        return target

    def history(self, partner_id: str, limit: int = 100) -> list[HistoryEntry]:
        """Who changed what and when, newest first."""
        with self._desk.store.read() as tx:
            return history_query.entries(tx, partner_id, limit=limit)

    def duplicates(self) -> tuple[Twins, ...]:
        """Pairs of entries that may be one partner, without those that an officer has told apart."""
        with self._desk.store.read() as tx:
            entries = _entries(tx)
            apart = _apart(tx)
        return tuple(pair for pair in twins(entries) if _pair_key(pair.first, pair.second) not in apart)

    def names(self) -> list[TwinEntry]:
        """Every living partner by kind and names, in dictionary order; for lists kept in memory."""
        with self._desk.store.read() as tx:
            return _entries(tx)

    # -- writing

    def blank(self, kind: PartnerKind = PartnerKind.ORGANISATION) -> Partner:
        """A new entry, not yet in the store; its first `save` writes it."""
        return Partner(
            id=self._desk.ids.new(), name="", category=USUAL_CATEGORY, kind=kind, country=self._desk.office.country
        )

    def save(self, draft: Partner, *, step: str = "") -> tuple[Partner, ChangeSet]:
        """Write a new or changed entry; saves in a row with the same `step` are undone together.

        Raises:
            UserError: `partner.name_missing`, `partner.name_taken`, `partner.name_in_trash`.
        """
        with self._desk.store.read() as tx:
            known = bool(partner_rows.get_many(tx, [draft.id]))
        with self._write("partner.edit" if known else "partner.add", draft.name, step) as tx:
            saved = partner_rows.save(tx, draft)
        return saved, tx.change_set

    def delete(self, ids: Sequence[str]) -> ChangeSet:
        """Move to the trash; events that name the partner are not touched.

        Raises:
            UserError: `partner.not_found`.
        """
        return self._trash("partner.delete", ids, deleted=True)

    def restore(self, ids: Sequence[str]) -> ChangeSet:
        """Bring back from the trash.

        Raises:
            UserError: `partner.not_found`.
        """
        return self._trash("partner.restore", ids, deleted=False)

    def set_consent(self, ids: Sequence[str], consent: Consent, day: date | None = None) -> ChangeSet:
        """Note whether these partners agree to be listed; `day` is today's unless given, and none for not asked.

        Raises:
            UserError: `partner.not_found`.
        """
        asked = None if consent is Consent.UNKNOWN else day or self.today()
        with self._of_several("partner.consent", ids) as tx:
            for entry in partner_rows.get_many(tx, ids):
                partner_rows.save(tx, replace(entry, consent=consent, consent_day=asked))
        return tx.change_set

    def merge(self, keep: str, gone: str, take: Collection[str] | None = None) -> ChangeSet:
        """Make one entry of two, in one action that one undo takes back whole.

        `take` names the `CHOICES` that come from the entry that goes; None takes them where the other one is empty.
        A refusal to be listed on either side stays.

        Raises:
            UserError: `partner.not_found`, `partner.merge_kinds`, `partner.merge_one`.
        """
        with self._desk.store.read() as tx:
            kept, other = (partner_rows.get(tx, id_) for id_ in (keep, gone))
        merged = merged_entry(kept, other, take)
        with self._write("partner.merge", merged.name) as tx:
            partner_merge.merge(tx, merged, gone)
        return tx.change_set

    def keep_apart(self, first: str, second: str) -> ChangeSet:
        """Say that two entries are two partners: they are not listed as duplicates any more."""
        require_mission(self._desk)
        with self._desk.store.write("partner.apart", actor=self._desk.actor) as tx:
            office_rows.set_setting(tx, APART, sorted(_apart(tx) | {_pair_key(first, second)}))
        return tx.change_set

    # -- how

    def _trash(self, label: str, ids: Sequence[str], *, deleted: bool) -> ChangeSet:
        with self._of_several(label, ids) as tx:
            partner_rows.set_deleted(tx, ids, deleted=deleted)
        return tx.change_set

    def _of_several(self, label: str, ids: Sequence[str]) -> AbstractContextManager[Writer]:
        """An action on partners that all must be there; it names one, and counts several."""
        if len(ids) == 1:
            return self._named(label, ids[0])
        with self._desk.store.read() as tx:
            if len(partner_rows.get_many(tx, ids)) != len(ids):
                raise UserError("partner.not_found")
        require_mission(self._desk)
        return self._desk.store.write(label, actor=self._desk.actor, n=len(ids))


def merged_entry(kept: Partner, gone: Partner, take: Iterable[str] | None = None) -> Partner:
    """What the merged entry says; see `PartnerService.merge`."""
    if take is None:
        take = [name for name in CHOICES if not getattr(kept, name)]
    chosen = {name: getattr(gone, name) for name in take if name in CHOICES}
    consent = stricter(kept.consent, gone.consent)
    days = [entry.consent_day for entry in (kept, gone) if entry.consent is consent and entry.consent_day]
    return replace(kept, **chosen, consent=consent, consent_day=max(days, default=None))


def years_before(day: date, years: int) -> date:
    """The same day `years` earlier; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _story(tx: Reader, partner_id: str) -> PartnerStory:
    return PartnerStory(
        partner=partner_rows.get(tx, partner_id),
        roles=tuple(RoleLine(*found) for found in partner_links.roles_of(tx, partner_id)),
        contacts=tuple(partner_links.contacts_of(tx, [partner_id])),
        events=tuple(partner_query.events_of(tx, partner_id)),
        people=tuple((person.id, person.name) for person in person_rows.all(tx)),
    )


def _entries(tx: Reader) -> list[TwinEntry]:
    return [
        TwinEntry(id_, PartnerKind(kind), name, name_en, email, website)
        for id_, kind, name, name_en, email, website in partner_query.names_of(tx)
    ]


def _apart(tx: Reader) -> set[str]:
    kept = office_rows.get_setting(tx, APART)
    return {str(pair) for pair in kept} if isinstance(kept, list) else set()


def _pair_key(first: str, second: str) -> str:
    return " ".join(sorted((first, second)))
