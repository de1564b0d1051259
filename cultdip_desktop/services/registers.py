"""The registers beside the events: initiatives and proposals (R10), and whom to commend with what evidence (R17)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from typing import TypeVar
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.partner import Consent
from cultdip_desktop.domain.period import Window
from cultdip_desktop.domain.register import Commendation, Initiative
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.domain.undo import STEP
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.tasks import MAX_NAMED
from cultdip_desktop.store.query import events as event_query
from cultdip_desktop.store.query import history as history_query
from cultdip_desktop.store.query import partners as partner_query
from cultdip_desktop.store.query.events import EventFilter, EventRow
from cultdip_desktop.store.query.history import HistoryEntry
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import register as rows
from cultdip_desktop.store.store import Reader

MAX_TITLE = 300
"""Characters of a title or a name."""

MAX_TEXT = 20_000
MAX_EVENTS = 200
"""Events that may speak for one proposal."""

_OFFERED = 12


class RegisterService:
    """The use cases of both registers."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> date:
        """The present day at the office."""
        return self._desk.clock.now().astimezone(ZoneInfo(self._desk.office.zone)).date()

    # -- initiatives

    def initiatives(self, window: Window | None = None) -> tuple[Initiative, ...]:
        """Those proposed in `window`, or all; the one proposed last first."""
        with self._desk.store.read() as tx:
            found = rows.initiatives(tx)
        return tuple(one for one in found if window is None or one.proposed_on in window)

    def initiative(self, initiative_id: str) -> Initiative:
        """One initiative.

        Raises:
            UserError: `register.not_found`, also for one in the trash.
        """
        with self._desk.store.read() as tx:
            return _living_initiative(tx, initiative_id)

    def blank_initiative(self) -> Initiative:
        """A new one, proposed today by whoever is at the keyboard; not yet in the store."""
        return Initiative(id=self._desk.ids.new(), title=BiText(), person_id=self._desk.actor, proposed_on=self.today())

    def save_initiative(self, changed: Initiative, *, step: str = "") -> ChangeSet:
        """Add or change one; saves in a row with the same `step` are undone together.

        Raises:
            UserError: `register.text_too_long`, `register.due_before`, `register.not_found` when it was deleted.
        """
        require_mission(self._desk)
        _check_texts((changed.title, MAX_TITLE), (changed.text, MAX_TEXT), (changed.result, MAX_TEXT))
        if changed.due is not None and changed.due < changed.proposed_on:
            raise UserError("register.due_before", first=str(changed.proposed_on), last=str(changed.due))
        with self._desk.store.read() as tx:
            known = _known(rows.get_initiative, tx, changed.id)
            if known is not None and known.deleted_at is not None:
                raise UserError("register.not_found")
        label = "initiative.add" if known is None else "initiative.edit"
        with self._desk.store.write(label, actor=self._desk.actor, **_named(changed.title, step)) as tx:
            rows.save_initiative(tx, changed)
        return tx.change_set

    def delete_initiative(self, initiative_id: str) -> ChangeSet:
        """Move one to the trash.

        Raises:
            UserError: `register.not_found`.
        """
        require_mission(self._desk)
        gone = self.initiative(initiative_id)
        with self._desk.store.write("initiative.delete", actor=self._desk.actor, **_named(gone.title)) as tx:
            rows.save_initiative(tx, replace(gone, deleted_at=tx.now))
        return tx.change_set

    # -- commendations

    def commendations(self, window: Window | None = None) -> tuple[Commendation, ...]:
        """Those proposed in `window`, or all; the one proposed last first."""
        with self._desk.store.read() as tx:
            found = rows.commendations(tx)
        return tuple(one for one in found if window is None or one.proposed_on in window)

    def commendation(self, commendation_id: str) -> Commendation:
        """One proposal.

        Raises:
            UserError: `register.not_found`, also for one in the trash.
        """
        with self._desk.store.read() as tx:
            return _living_commendation(tx, commendation_id)

    def blank_commendation(self) -> Commendation:
        """A new one, proposed today; not yet in the store."""
        return Commendation(id=self._desk.ids.new(), name="", proposed_on=self.today())

    def save_commendation(self, changed: Commendation, *, step: str = "") -> ChangeSet:
        """Add or change one; saves in a row with the same `step` are undone together.

        Raises:
            UserError: `register.text_too_long`, `register.too_many_events`, `register.partner_refused` when the partner
                does not wish to be listed, `register.not_found` when it was deleted.
        """
        require_mission(self._desk)
        _check_texts((BiText(changed.name), MAX_TITLE), (BiText(changed.award), MAX_TITLE), (changed.reason, MAX_TEXT))
        if len(changed.events) > MAX_EVENTS:
            raise UserError("register.too_many_events", most=MAX_EVENTS)
        with self._desk.store.read() as tx:
            known = _known(rows.get_commendation, tx, changed.id)
            if known is not None and known.deleted_at is not None:
                raise UserError("register.not_found")
            self._check_partner(tx, changed)
        label = "commendation.add" if known is None else "commendation.edit"
        with self._desk.store.write(label, actor=self._desk.actor, **_named(BiText(changed.name), step)) as tx:
            rows.save_commendation(tx, _tidy(changed))
        return tx.change_set

    def delete_commendation(self, commendation_id: str) -> ChangeSet:
        """Move one to the trash.

        Raises:
            UserError: `register.not_found`.
        """
        require_mission(self._desk)
        gone = self.commendation(commendation_id)
        params = _named(BiText(gone.name))
        with self._desk.store.write("commendation.delete", actor=self._desk.actor, **params) as tx:
            rows.save_commendation(tx, replace(gone, deleted_at=tx.now))
        return tx.change_set

    def history(self, entry_id: str, limit: int = 60) -> list[HistoryEntry]:
        """Who changed what of an entry of either register and when, newest first."""
        with self._desk.store.read() as tx:
            return history_query.entries(tx, entry_id, limit=limit)

    # -- events beside them

    def find_events(self, text: str) -> tuple[EventRow, ...]:
        """Events that match what is typed, for the pickers: the latest first; without text the latest ones."""
        with self._desk.store.read() as tx:
            wanted = EventFilter(query=text, sort="start", descending=True)
            return tuple(event_query.rows(tx, event_query.find_ids(tx, wanted, limit=_OFFERED)))

    def events(self, event_ids: Iterable[str]) -> tuple[EventRow, ...]:
        """Rows of living events in the order asked for; others are passed over."""
        with self._desk.store.read() as tx:
            return tuple(event_query.rows(tx, list(event_ids)))

    @staticmethod
    def _check_partner(tx: Reader, changed: Commendation) -> None:
        """A proposal travels with its name: one who does not wish to be listed cannot be proposed by it."""
        found = partner_rows.get_many(tx, [changed.partner_id]) if changed.partner_id else []
        refused = any(one.consent is Consent.REFUSED for one in found)
        if refused or (changed.name and partner_query.withheld(tx).hides(changed.name)):
            raise UserError("register.partner_refused", name=changed.name)


def _living_initiative(tx: Reader, initiative_id: str) -> Initiative:
    found = rows.get_initiative(tx, initiative_id)
    if found.deleted_at is not None:
        raise UserError("register.not_found")
    return found


def _living_commendation(tx: Reader, commendation_id: str) -> Commendation:
    found = rows.get_commendation(tx, commendation_id)
    if found.deleted_at is not None:
        raise UserError("register.not_found")
    return found


T = TypeVar("T")


def _known(get: Callable[[Reader, str], T], tx: Reader, entry_id: str) -> T | None:
    try:
        return get(tx, entry_id)
    except UserError:
        return None


def _check_texts(*texts: tuple[BiText, int]) -> None:
    for text, most in texts:
        if max(len(text.vi), len(text.en)) > most:
            raise UserError("register.text_too_long", most=most)


def _tidy(changed: Commendation) -> Commendation:
    events = tuple(dict.fromkeys(changed.events))
    return replace(changed, name=nfc(changed.name), award=nfc(changed.award), events=events)


def _named(title: BiText, step: str = "") -> dict[str, str | int]:
    texts = {"title": title.vi[:MAX_NAMED], "title_en": title.en[:MAX_NAMED], STEP: step}
    return {name: text for name, text in texts.items() if text}
