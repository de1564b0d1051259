"""Sample data: a whole office to try things in, and a headquarters that trusts it."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from cultdip_desktop.app import Office, create_headquarters, create_mission, founding_in
from cultdip_desktop.core.clock import Clock, SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.ids import SeededIds
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.media import MediaItem
from cultdip_desktop.hq.demo import furnish
from cultdip_desktop.media.intake import take_in
from cultdip_desktop.media.pictures import Picture
from cultdip_desktop.services.demo import (
    album,
    almanac,
    chores,
    content,
    counts,
    proposals,
    register,
    views,
    year_plan,
)
from cultdip_desktop.services.media import THUMBNAIL
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.store.repo import anniversary as anniversary_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import goal_plan as goal_rows
from cultdip_desktop.store.repo import media as media_rows
from cultdip_desktop.store.repo import partner as partner_rows
from cultdip_desktop.store.repo import partner_links
from cultdip_desktop.store.repo import person as person_rows
from cultdip_desktop.store.repo import programme as programme_rows
from cultdip_desktop.store.repo import register as register_rows
from cultdip_desktop.store.repo import series as series_rows
from cultdip_desktop.store.repo import task as task_rows
from cultdip_desktop.store.repo import view as view_rows
from cultdip_desktop.store.store import Writer

MISSION: Final = "CZ-EMB"
_BATCH: Final = 500


@dataclass(frozen=True, slots=True)
class Demo:
    """What was made."""

    office: str
    counts: Mapping[str, Any]
    """As `services.demo.counts` counts: the one rule that headquarters' figures follow too."""

    fingerprint: str
    """Of the office's certificate; empty without a headquarters to certify it."""


def create_demo(
    home: Path,
    *,
    headquarters: Path | None,
    passphrase: str,
    language: str,
    events: int = 120,
    photos: int = 60,
    years: int = 3,
    seed: int = 1,
    progress: Progress | None = None,
    clock: Clock | None = None,
) -> Demo:
    """Make the sample office; with `headquarters` both offices, enrolled with each other.

    The passphrase, any at all, is the PIN of every key as well. The same seed on the same day gives the same content.

    Raises:
        UserError: as `create_mission` and `create_headquarters`; both folders are then as they were.
        Cancelled: likewise.
    """
    clock = clock or SystemClock()
    phases = Phases(progress or NoProgress())
    if headquarters is not None and headquarters.resolve() == home.resolve():
        raise UserError("office.exists", path=str(headquarters))
    with contextlib.ExitStack() as stack:
        for folder in (home, headquarters):
            if folder is not None:
                stack.enter_context(founding_in(folder))
        phases.phase(50, "office")
        created = create_mission(
            home,
            mission_id=MISSION,
            passphrase=passphrase,
            language=language,
            person_name="Nguyễn Minh Hà",
            clock=clock,
            ids=SeededIds(seed, clock),
            sample=True,
        )
        office = stack.enter_context(created.office)
        written = _write_events(office, events, years, seed, phases.phase(150, "events"))
        _write_photos(office, written, photos, seed, phases.phase(600, "photos"))
        _write_plan(office, written)
        _write_register(office, seed)
        _write_almanac(office, written)
        _write_chores(office, written)
        certificate = _enrol(office, headquarters, passphrase, language, clock)
        _write_views(office)
        _write_proposals(office, written)
        phases.finish()
        return Demo(office.identity.id, counts.counts(written), certificate)


def _write_events(office: Office, count: int, years: int, seed: int, progress: Progress) -> tuple[Event, ...]:
    desk = office.desk
    made = content.events(
        count=count,
        years=years,
        seed=seed,
        today=_today(office),
        office=desk.office,
        edition=office.catalogue.current().edition,
        ids=desk.ids,
    )
    written: list[Event] = []
    for start in range(0, len(made), _BATCH):
        progress.step(start, len(made))
        with desk.store.write("office.demo", actor=desk.actor) as tx:
            if start == 0:
                _rename_officer(office, tx)
            written.extend(event_rows.insert(tx, event) for event in made[start : start + _BATCH])
    return tuple(written)


def _rename_officer(office: Office, tx: Writer) -> None:
    """The first person of the office becomes the sample officer, so that there is one person per office."""
    officer = content.people(office.desk.ids)[0]
    first = person_rows.all(tx)[0]
    person_rows.save(tx, replace(officer, id=first.id))


def _write_register(office: Office, seed: int) -> None:
    """What the office knows of its partners beyond what events say."""
    desk = office.desk
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        made = register.register(partner_rows.all(tx), _today(office), seed, desk.actor, desk.ids)
        for entry in made.partners:
            partner_rows.save(tx, entry)
        for role in made.roles:
            partner_links.save_role(tx, role)
        for contact in made.contacts:
            partner_links.save_contact(tx, contact)


def _write_almanac(office: Office, events: Sequence[Event]) -> None:
    """What comes back every year."""
    desk = office.desk
    made = almanac.almanac(events, desk.office.country, desk.ids)
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        for anniversary in made.anniversaries:
            anniversary_rows.save(tx, anniversary)
        if made.members:
            series_rows.insert(tx, made.series)
        for event in made.members:
            event_rows.update(tx, event)


def _write_chores(office: Office, events: Sequence[Event]) -> None:
    """What is to be done for the next events."""
    desk = office.desk
    made = chores.chores(events, office.templates.all(), _today(office), desk.actor, desk.ids)
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        task_rows.insert(tx, made)


def _write_views(office: Office) -> None:
    """Filters under names."""
    desk = office.desk
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        for view in views.saved_views(desk.ids):
            view_rows.save(tx, view)


def _write_proposals(office: Office, events: Sequence[Event]) -> None:
    """What the office proposes, and whom it would see commended."""
    desk = office.desk
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        made = proposals.proposals(events, partner_rows.all(tx), _today(office), desk.actor, desk.ids)
        for initiative in made.initiatives:
            register_rows.save_initiative(tx, initiative)
        for commendation in made.commendations:
            register_rows.save_commendation(tx, commendation)


def _write_plan(office: Office, events: Sequence[Event]) -> None:
    """What the office has set itself for the present year."""
    desk = office.desk
    made = year_plan.year_plan(events, _today(office), office.catalogue.current().edition, desk.actor, desk.ids)
    with desk.store.write("office.demo", actor=desk.actor) as tx:
        for target in made.targets:
            goal_rows.set_target(tx, target)
        for reason in made.reasons:
            goal_rows.record(tx, reason)
        programme_rows.save(tx, made.programme)
        for item in made.items:
            programme_rows.save_item(tx, item)
        for item_id, event_id in made.links:
            programme_rows.link(tx, item_id, [event_id])
        programme_rows.freeze(tx, made.baseline)


def _write_photos(office: Office, events: Sequence[Event], count: int, seed: int, progress: Progress) -> None:
    desk = office.desk
    planned = album.photos_for(events, count, seed)
    positions: dict[str, int] = {}
    for index, photo in enumerate(planned):
        progress.step(index, len(planned), photo.file_name)
        taken = take_in(desk.vault, photo.make(), photo.file_name)
        position = positions.get(photo.event_id, 0)
        positions[photo.event_id] = position + 1
        stored = taken.stored
        item = MediaItem(
            id=desk.ids.new(),
            event_id=photo.event_id,
            sha256=stored.sha256,
            file_name=photo.file_name,
            mime=stored.filetype.mime,
            extension=stored.filetype.extension,
            kind=stored.filetype.kind,
            size=stored.size,
            width=stored.width,
            height=stored.height,
            taken_at=stored.taken_at,
            has_location=stored.has_location,
            caption=photo.caption,
            credit=photo.credit,
            cover=position == 0,
            position=position,
            added_at=desk.clock.now(),
        )
        with desk.store.write("office.demo", actor=desk.actor) as tx:  # so that undo never goes behind the sample
            media_rows.insert(tx, item)
            if isinstance(taken.thumbnail, Picture):
                media_rows.save_thumbnail(tx, item.sha256, THUMBNAIL, taken.thumbnail.data)


def _enrol(office: Office, headquarters: Path | None, passphrase: str, language: str, clock: Clock) -> str:
    """A signing key; certified, when there is a headquarters, and both trusting each other."""
    actor = office.settings.actor()
    office.keys.create(actor.name if actor else office.identity.short_name.vi, passphrase, least_pin=1)
    if headquarters is None:
        return _certified_by_nobody(office, passphrase, language, clock)
    return _certify(office, headquarters, passphrase, language, clock)


def _certify(office: Office, headquarters: Path, passphrase: str, language: str, clock: Clock) -> str:
    officer = content.headquarters_people(SeededIds(0, clock))[0]
    made = create_headquarters(
        headquarters,
        passphrase=passphrase,
        pin=passphrase,
        language=language,
        person_name=officer.name,
        rank=officer.rank,
        clock=clock,
        sample=True,
    )
    with made.office as centre:
        furnish(centre.desk, _today(centre))
        roster = centre.roster
        assert roster is not None  # noqa: S101 - it was made as headquarters
        request = headquarters / "request.json"
        answer = headquarters / "certificate.cdrp"
        try:
            office.keys.request(None, request)
            roster.enrol(request, answer, passphrase)
            root = centre.trust.current()
            installed = office.trust.install(answer, " ".join(root.words) if root else None)
        finally:
            request.unlink(missing_ok=True)
            answer.unlink(missing_ok=True)
    facts = installed.key.certificate
    return facts.sha256 if facts else ""


def _certified_by_nobody(office: Office, passphrase: str, language: str, clock: Clock) -> str:
    """A sample certificate from a headquarters that is thrown away: the office can sign, nobody can enrol more."""
    folder = office.paths.staging / "headquarters"
    try:
        return _certify(office, folder, passphrase, language, clock)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _today(office: Office) -> date:
    return office.desk.clock.now().astimezone(ZoneInfo(office.identity.zone)).date()
