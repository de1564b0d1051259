"""Events that come back every year: repeat one, change or delete one, the following or all of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any, Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain import codec
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.event import Event
from cultdip_desktop.domain.findings import Severity
from cultdip_desktop.domain.recurrence import (
    KEPT_BY_HAND,
    LONGEST_SERIES,
    Scope,
    Series,
    YearlyRule,
    days_after,
    follows_series,
    in_year,
    next_edition,
    rule_of,
)
from cultdip_desktop.domain.series_drift import DAY, drift, on_rule, same_hours, taken_over
from cultdip_desktop.services.catalogue import CatalogueService
from cultdip_desktop.services.desk import Desk, require_mission
from cultdip_desktop.services.events import EventService, named
from cultdip_desktop.store.repo import draft as draft_rows
from cultdip_desktop.store.repo import event as event_rows
from cultdip_desktop.store.repo import series as series_rows
from cultdip_desktop.store.store import Reader, Writer

_MOMENTS: Final = frozenset({"start", "end", "all_day", "zone"})


@dataclass(frozen=True, slots=True)
class SeriesInfo:
    """A series as an event's page shows it."""

    series: Series
    members: tuple[Event, ...]
    """Its living events, by day."""

    changed: tuple[str, ...] = ()
    """Names of `series_drift.SHARED` in which the event asked about is unlike the others that are still ahead."""

    following: int = 0
    """How many other events "this and the following" concerns."""

    all: int = 0
    """And how many all of the series."""


@dataclass(frozen=True, slots=True)
class Beyond:
    """What the series of several events hold beyond these."""

    recurring: int = 0
    """How many of the events asked about come back every year and are not the last of their series."""

    following: tuple[str, ...] = ()
    """Ids of events that come after one of them."""

    all: tuple[str, ...] = ()
    """And of all others that still follow their series."""


class SeriesService:
    """The use cases of recurring events; every one is a single action, undone as a whole."""

    def __init__(self, desk: Desk, catalogue: CatalogueService, events: EventService) -> None:
        self._desk = desk
        self._catalogue = catalogue
        self._events = events

    def of(self, event_id: str) -> SeriesInfo | None:
        """The series of an event with all its events; None for an event that stands alone.

        Raises:
            UserError: `event.not_found`.
        """
        with self._desk.store.read() as tx:
            event = event_rows.get(tx, event_id)
            series = series_rows.get(tx, event.series) if event.series else None
            if series is None:
                return None
            members = tuple(event_rows.get_many(tx, series_rows.members(tx, series.id)))
        others = [other for other in members if other.id != event_id and follows_series(other)]
        later = [other for other in others if event.day and other.day and other.day >= event.day]
        return SeriesInfo(series, members, drift(event, others, series.rule), len(later), len(others))

    def beyond(self, event_ids: Sequence[str]) -> Beyond:
        """What "this and the following" and "all" would add to these events."""
        chosen = set(event_ids)
        with self._desk.store.read() as tx:
            found = event_rows.get_many(tx, sorted(chosen & series_rows.recurring(tx)))
            later, every, recurring = dict[str, None](), dict[str, None](), 0
            for event in found:
                others = [one for one in self._others(tx, event, Scope.ALL) if one.id not in chosen]
                recurring += bool(others)
                every |= dict.fromkeys(one.id for one in others)
                later |= dict.fromkeys(
                    one.id for one in others if event.day is not None and one.day is not None and one.day >= event.day
                )
        return Beyond(recurring, tuple(later), tuple(every))

    def repeat(self, event_id: str, rule: YearlyRule, until_year: int) -> ChangeSet:
        """Let an event come back by `rule` up to and in `until_year` (of the rule's own calendar).

        New events are ideas with everything that was prepared and nothing that happened; a year in the title becomes
        theirs. The event itself stays as and where it is.

        Raises:
            UserError: `event.not_found`, `event.start_missing`, `series.already`, `series.until_bad`.
        """
        require_mission(self._desk)
        event = self._events.get(event_id)
        if event.day is None:
            raise UserError("event.start_missing")
        if event.series:
            raise UserError("series.already")
        days = days_after(rule, event.day, until_year)
        if not days:
            raise UserError("series.until_bad", year=until_year, most=LONGEST_SERIES)
        series = Series(self._desk.ids.new(), rule)
        joined = replace(event, series=series.id)
        with self._write("series.repeat", event, len(days)) as tx:
            series_rows.insert(tx, series)
            event_rows.update(tx, joined)
            for day in days:
                event_rows.insert(tx, next_edition(joined, self._desk.ids.new(), day))
        return tx.change_set

    def edit(self, event_id: str, plain: Mapping[str, Any], scope: Scope | str = Scope.THIS) -> ChangeSet:
        """Change the fields that `plain` names, as JSON has them, in this event and in as many others as `scope` says.

        The others take over everything but state, results and evidence; those that were held or cancelled stay as
        they are. Another day in `plain` becomes another rule: events that lie on the day of the old rule go to that
        of the new one, those moved by hand stay. The hours of all follow.

        Raises:
            UserError: `event.not_found`, `series.none`, an unknown field, a bad value, or the first error of `check`.
        """
        require_mission(self._desk)
        scope = Scope(scope)
        before = self._events.get(event_id)
        after = codec.event_from_plain(plain, before, self._catalogue.current().edition)
        after = replace(after, state=before.state, state_reason=before.state_reason, series=before.series)
        self._refuse_errors(after)
        with self._write("series.edit", before, 1) if scope is Scope.THIS else self._many(before, scope) as tx:
            event_rows.update(tx, after)
            draft_rows.drop(tx, after.id)
            if scope is not Scope.THIS:
                self._carry(tx, plain, before, after, scope)
        return tx.change_set

    def carry(self, event_id: str, names: Collection[str], scope: Scope | str) -> ChangeSet:
        """Let others of the series take over what this event, as it is stored, has in the fields `names`.

        The names are those of `series_drift.SHARED`. With `DAY` the day of this event becomes the rule, and events
        that lie on the day of the old rule go along. What was held or cancelled stays as it is.

        Raises:
            UserError: `event.not_found`, `series.none`, `event.start_missing`.
        """
        require_mission(self._desk)
        scope = Scope(scope)
        event = self._events.get(event_id)
        if event.day is None and DAY in names:
            raise UserError("event.start_missing")
        with self._many(event, scope) as tx:
            series = series_rows.get(tx, event.series or "")
            if series is None:
                raise UserError("series.none")
            others = self._others(tx, event, scope)
            rule = series.rule
            if event.day is not None and DAY in names:
                rule = rule_of(event.day, rule.kind, rule.leap)
            target = self._ruled(tx, series, rule, (event, *others), scope)
            for other in others:
                changed = on_rule(taken_over(other, event, names), series.rule, rule)
                event_rows.update(tx, replace(changed, series=target))
        return tx.change_set

    def delete(self, event_id: str, scope: Scope | str = Scope.THIS) -> ChangeSet:
        """Move this event to the trash, with `scope` also others of its series that are still ahead of their day.

        Raises:
            UserError: `event.not_found`, `series.none`.
        """
        require_mission(self._desk)
        scope = Scope(scope)
        event = self._events.get(event_id)
        with self._many(event, scope, "series.delete") as tx:
            for other in self._others(tx, event, scope):
                event_rows.trash(tx, other.id)
            event_rows.trash(tx, event_id)
        return tx.change_set

    def leave(self, event_id: str) -> ChangeSet:
        """Take an event out of its series; it stays as it is and follows nothing any more.

        Raises:
            UserError: `event.not_found`, `series.none`.
        """
        require_mission(self._desk)
        event = self._events.get(event_id)
        if not event.series:
            raise UserError("series.none")
        with self._write("series.leave", event, 1) as tx:
            event_rows.update(tx, replace(event, series=None))
        return tx.change_set

    def _refuse_errors(self, event: Event) -> None:
        found = next((one for one in self._events.check(event) if one.severity is Severity.ERROR), None)
        if found is not None:
            raise UserError(found.code, **found.params)

    def _carry(self, tx: Writer, plain: Mapping[str, Any], before: Event, after: Event, scope: Scope) -> None:
        """Change the others of the series as the event was changed."""
        series = series_rows.get(tx, before.series or "")
        if series is None:
            raise UserError("series.none")
        others = self._others(tx, before, scope)
        rule = series.rule
        if after.day is not None and after.day != before.day:
            rule = rule_of(after.day, series.rule.kind, series.rule.leap)
        target = self._ruled(tx, series, rule, (after, *others), scope)
        shared = {name: value for name, value in plain.items() if name not in KEPT_BY_HAND | _MOMENTS}
        edition = self._catalogue.current().edition
        for other in others:
            changed = codec.event_from_plain(shared, other, edition)
            if "title" in shared and after.day is not None and other.day is not None:
                changed = replace(changed, title=in_year(changed.title, after.day, other.day))
            if not _MOMENTS.isdisjoint(plain):
                changed = same_hours(on_rule(changed, series.rule, rule), after)
            event_rows.update(tx, replace(changed, state=other.state, state_reason=other.state_reason, series=target))

    def _ruled(self, tx: Writer, series: Series, rule: YearlyRule, changed: Sequence[Event], scope: Scope) -> str:
        """Id of the series that the changed events belong to: a new one where only the following have a new rule."""
        if rule == series.rule:
            return series.id
        if scope is Scope.ALL:
            series_rows.change(tx, series.id, rule)
            return series.id
        made = Series(self._desk.ids.new(), rule)
        series_rows.insert(tx, made)
        event_rows.update(tx, replace(changed[0], series=made.id))
        return made.id

    def _others(self, tx: Reader, event: Event, scope: Scope) -> list[Event]:
        """Events of the series that follow an edit of this one."""
        if scope is Scope.THIS:
            return []
        if not event.series:
            raise UserError("series.none")
        since = event.day if scope is Scope.FOLLOWING else None
        members = event_rows.get_many(tx, series_rows.members(tx, event.series, since))
        return [other for other in members if other.id != event.id and follows_series(other)]

    def _many(self, event: Event, scope: Scope, label: str = "series.edit") -> AbstractContextManager[Writer]:
        with self._desk.store.read() as tx:
            count = 1 + len(self._others(tx, event, scope))
        return self._write(label, event, count)

    def _write(self, label: str, event: Event, count: int) -> AbstractContextManager[Writer]:
        return self._desk.store.write(label, actor=self._desk.actor, n=count, **named(event))
