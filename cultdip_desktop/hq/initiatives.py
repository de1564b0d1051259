"""Initiatives of all missions and of headquarters itself: who sees to each, by when, and how far it has come (R10).

What a mission says of its own initiative comes anew with every package; headquarters adds who sees to it and a note,
and moves only its own initiatives from stage to stage.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Final
from zoneinfo import ZoneInfo

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import HEADQUARTERS_ZONE, Mission
from cultdip_desktop.domain.register import Initiative, InitiativeClass, InitiativeStage, InitiativeStep
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import register as rows

OPEN: Final = (InitiativeStage.PROPOSED, InitiativeStage.ACCEPTED, InitiativeStage.UNDER_WAY)
MAX_LINE: Final = 300
"""Characters of a name or a title."""

MAX_TEXT: Final = 5_000
"""Characters of a note."""


class InitiativeService:
    """The use cases of headquarters' register of initiatives and of `cultdip hq initiative`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def today(self) -> date:
        """The present day in Hà Nội."""
        return self._desk.clock.now().astimezone(ZoneInfo(HEADQUARTERS_ZONE)).date()

    def all(
        self, *, office: str | None = None, stage: InitiativeStage | None = None, overdue: bool = False
    ) -> tuple[Initiative, ...]:
        """Living initiatives, the one proposed last first; `overdue` are open ones whose day is past."""
        with self._desk.store.read() as tx:
            found = rows.initiatives(tx)
        today = self.today()
        return tuple(
            one
            for one in found
            if office in (None, one.office)
            and stage in (None, one.stage)
            and (not overdue or (one.stage in OPEN and one.due is not None and one.due < today))
        )

    def missions(self) -> dict[str, Mission]:
        """The list of missions by id, for names."""
        with self._desk.store.read() as tx:
            return {one.id: one for one in mission_rows.all(tx)}

    def steps(self, initiative_id: str) -> tuple[InitiativeStep, ...]:
        """How one came to its stage.

        Raises:
            UserError: `register.not_found`.
        """
        with self._desk.store.read() as tx:
            rows.get_initiative(tx, initiative_id)
            return rows.steps(tx, initiative_id)

    def propose(self, title: BiText, text: BiText, cls: InitiativeClass, due: date | None = None) -> Initiative:
        """A new one of headquarters' own.

        Raises:
            UserError: `register.title_missing`, `register.text_too_long`, `register.due_before`.
        """
        today = self.today()
        if not title.vi.strip():
            raise UserError("register.title_missing")
        for said, most in ((title, MAX_LINE), (text, MAX_TEXT)):
            if max(len(said.vi), len(said.en)) > most:
                raise UserError("register.text_too_long", most=most)
        if due is not None and due < today:
            raise UserError("register.due_before", first=str(today), last=str(due))
        made = Initiative(
            id=self._desk.ids.new(),
            title=title,
            text=text,
            cls=cls,
            proposed_on=today,
            due=due,
            person_id=self._desk.actor,
        )
        with self._desk.store.write("initiative.add", actor=self._desk.actor, **_named(made)) as tx:
            rows.save_initiative(tx, made)
        return made

    def assign(self, initiative_id: str, assigned: str, note: str = "") -> ChangeSet:
        """Say who sees to it; an empty name takes that back.

        Raises:
            UserError: `register.not_found`, `register.text_too_long`.
        """
        assigned, note = nfc(assigned).strip(), nfc(note).strip()
        if len(assigned) > MAX_LINE or len(note) > MAX_TEXT:
            raise UserError("register.text_too_long", most=MAX_LINE if len(assigned) > MAX_LINE else MAX_TEXT)
        known = self._get(initiative_id)
        with self._desk.store.write("initiative.edit", actor=self._desk.actor, **_named(known)) as tx:
            known = _living(rows.get_initiative(tx, initiative_id))
            rows.save_initiative(tx, replace(known, assigned=assigned, note=note or known.note))
        return tx.change_set

    def move(self, initiative_id: str, stage: InitiativeStage, reason: str, result: BiText | None = None) -> ChangeSet:
        """Bring one of headquarters' own to another stage.

        Raises:
            UserError: `register.not_found`, `register.of_a_mission` for one that a mission moves, `register.text_too_long`.
        """
        reason = nfc(reason).strip()
        if len(reason) > MAX_TEXT:
            raise UserError("register.text_too_long", most=MAX_TEXT)
        known = self._get(initiative_id)
        if known.office:
            raise UserError("register.of_a_mission", office=known.office)
        with self._desk.store.write("initiative.edit", actor=self._desk.actor, **_named(known)) as tx:
            known = _living(rows.get_initiative(tx, initiative_id))
            changed = replace(known, stage=stage, result=known.result if result is None else result)
            rows.save_initiative(tx, changed, reason, self._desk.actor)
        return tx.change_set

    def _get(self, initiative_id: str) -> Initiative:
        with self._desk.store.read() as tx:
            return _living(rows.get_initiative(tx, initiative_id))


def _named(one: Initiative) -> dict[str, str]:
    return {"title": one.title.vi, "title_en": one.title.en}


def _living(found: Initiative) -> Initiative:
    if found.deleted_at is not None:
        raise UserError("register.not_found")
    return found
