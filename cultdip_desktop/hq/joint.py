"""Events that several missions held together and each reported: proposed for linking, linked, counted once, parted again.

A mission's own report is never touched: a link says under which event headquarters counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.joint import MOST_DAYS, Candidate, Joint, JointState, Likeness, alike
from cultdip_desktop.domain.period import Window
from cultdip_desktop.i18n.fold import nfc
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.query import joint as joint_query
from cultdip_desktop.store.query.joint import JointEvent
from cultdip_desktop.store.repo import joint as joint_rows
from cultdip_desktop.store.store import Reader, Writer

LINK: Final = "joint.link"
REJECT: Final = "joint.reject"
UNLINK: Final = "joint.unlink"

_LONGEST: Final = 500
_MOST: Final = 200
"""Proposals of one look; the likeliest."""


@dataclass(frozen=True, slots=True)
class JointView:
    """Events that are one, or may be."""

    id: str
    """Of the decision; empty for a proposal, about which nobody has decided."""

    state: JointState
    lead: str
    """The event under which it counts, or would."""

    events: tuple[JointEvent, ...]
    reasons: tuple[str, ...] = ()
    """Why it is proposed: words of `day country actors title`."""

    score: int = 0
    reason: str = ""
    person_id: str | None = None


class JointService:
    """The use cases of joint events and of `cultdip hq joint`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @in_workshop("joint.proposals")
    def proposals(self, window: Window, progress: Progress | None = None) -> tuple[JointView, ...]:
        """Events of `window` that may be one, the likeliest first; those that somebody decided about are left out.

        Raises:
            Cancelled: from `progress`.
        """
        progress = progress or NoProgress()
        with self._desk.store.read() as tx:
            found = joint_query.candidates(tx, window.first, window.last)
            decided = joint_rows.all(tx)
            settled = {frozenset(pair) for one in decided for pair in combinations(one.event_ids, 2)}
            linked = {event_id for one in decided if one.state is JointState.LINKED for event_id in one.event_ids}
            likely = [
                one
                for one in _likely(found, progress)
                if frozenset((one.first, one.second)) not in settled and not {one.first, one.second} <= linked
            ]
            likely.sort(key=lambda one: (-one.score, one.first, one.second))
            groups = _grouped(likely[:_MOST])
            shown = joint_query.shown(tx, [event_id for group in groups for event_id in group.event_ids])
        return tuple(_proposed(group, shown) for group in groups)

    def decided(self) -> tuple[JointView, ...]:
        """What was linked and what was rejected, the newest first."""
        with self._desk.store.read() as tx:
            return _views(tx, joint_rows.all(tx))

    def of_event(self, event_id: str) -> JointView | None:
        """The link that an event belongs to."""
        with self._desk.store.read() as tx:
            found = _views(tx, joint_rows.linked_of(tx, [event_id]))
        return found[0] if found else None

    def link(self, event_ids: Sequence[str], reason: str, *, lead: str = "") -> tuple[JointView, ChangeSet]:
        """Count these events once, under `lead` (the first one without); links that they belonged to become one.

        Raises:
            UserError: `joint.reason_missing`, `joint.too_few`, `joint.one_office`, `joint.unknown_event`.
        """
        reason, wanted = _reason(reason), list(dict.fromkeys(event_ids))
        with self._desk.store.write(LINK, actor=self._desk.actor, reason=reason) as tx:
            before = joint_rows.linked_of(tx, wanted)
            members = tuple(dict.fromkeys([*wanted, *(event_id for one in before for event_id in one.event_ids)]))
            _require(tx, members)
            leading = lead or (before[0].lead_event_id if before else wanted[0])
            if leading not in members:
                raise UserError("joint.unknown_event", id=leading[:60])
            for one in before[1:]:
                self._save(tx, one, JointState.PROPOSED, reason)
            kept = before[0].id if before else self._desk.ids.new()
            made = Joint(
                id=kept, lead_event_id=leading, event_ids=members, state=JointState.LINKED, reason=reason,
                person_id=self._desk.actor, made_at=tx.now,
            )  # fmt: skip
            joint_rows.save(tx, made)
            view = _views(tx, [made])[0]
        return view, tx.change_set

    def reject(self, event_ids: Sequence[str], reason: str) -> tuple[JointView, ChangeSet]:
        """Remember that these are different events: they are proposed no more.

        Raises:
            UserError: as `link`.
        """
        reason, wanted = _reason(reason), tuple(dict.fromkeys(event_ids))
        with self._desk.store.write(REJECT, actor=self._desk.actor, reason=reason) as tx:
            _require(tx, wanted)
            made = Joint(
                id=self._desk.ids.new(), lead_event_id=wanted[0], event_ids=wanted, state=JointState.REJECTED,
                reason=reason, person_id=self._desk.actor, made_at=tx.now,
            )  # fmt: skip
            joint_rows.save(tx, made)
            view = _views(tx, [made])[0]
        return view, tx.change_set

    def unlink(self, joint_id: str, reason: str) -> ChangeSet:
        """Take a decision back: linked events count one by one again, rejected ones may be proposed again.

        Raises:
            UserError: `joint.not_found`, `joint.reason_missing`.
        """
        reason = _reason(reason)
        with self._desk.store.write(UNLINK, actor=self._desk.actor, reason=reason) as tx:
            self._save(tx, joint_rows.get(tx, joint_id), JointState.PROPOSED, reason)
        return tx.change_set

    def _save(self, tx: Writer, one: Joint, state: JointState, reason: str) -> None:
        """A decision taken back keeps its row and holds no event any more: nothing is decided about them."""
        members = () if state is JointState.PROPOSED else one.event_ids
        changed = Joint(
            id=one.id, lead_event_id=one.lead_event_id, event_ids=members, state=state, reason=reason,
            person_id=self._desk.actor, made_at=tx.now,
        )  # fmt: skip
        joint_rows.save(tx, changed)


@dataclass(frozen=True, slots=True)
class _Group:
    event_ids: tuple[str, ...]
    reasons: tuple[str, ...]
    score: int


def _likely(found: Sequence[Candidate], progress: Progress) -> list[Likeness]:
    """Pairs within a few days: the candidates come by day, so that each looks only at those after it."""
    made: list[Likeness] = []
    for at, one in enumerate(found):
        if at % 500 == 0:
            progress.step(at, len(found))
        for other in found[at + 1 :]:
            if (other.day - one.day).days > MOST_DAYS:
                break
            likeness = alike(one, other)
            if likeness is not None:
                made.append(likeness)
    return made


def _grouped(likely: Iterable[Likeness]) -> list[_Group]:
    """Pairs that share an event are one proposal; the likeliest pair gives the reasons."""
    groups: list[_Group] = []
    for one in likely:
        mine = next((group for group in groups if {one.first, one.second} & set(group.event_ids)), None)
        pair = (one.first, one.second)
        if mine is None:
            groups.append(_Group(pair, one.reasons, one.score))
        else:
            joined = _Group(tuple(dict.fromkeys((*mine.event_ids, *pair))), mine.reasons, mine.score)
            groups[groups.index(mine)] = joined
    return groups


def _proposed(group: _Group, shown: dict[str, JointEvent]) -> JointView:
    events = tuple(shown[event_id] for event_id in group.event_ids if event_id in shown)
    return JointView("", JointState.PROPOSED, group.event_ids[0], events, group.reasons, group.score)


def _views(tx: Reader, found: Sequence[Joint]) -> tuple[JointView, ...]:
    shown = joint_query.shown(tx, [event_id for one in found for event_id in one.event_ids])
    return tuple(
        JointView(
            one.id,
            one.state,
            one.lead_event_id,
            tuple(shown[event_id] for event_id in one.event_ids if event_id in shown),
            reason=one.reason,
            person_id=one.person_id,
        )
        for one in found
        if one.event_ids
    )


def _require(tx: Reader, event_ids: Sequence[str]) -> None:
    shown = joint_query.shown(tx, event_ids)
    for event_id in event_ids:
        if event_id not in shown:
            raise UserError("joint.unknown_event", id=event_id[:60])
    if len(event_ids) < 2:
        raise UserError("joint.too_few")
    if len({one.office for one in shown.values()}) < 2:
        raise UserError("joint.one_office")


def _reason(text: str) -> str:
    reason = nfc(text).strip()[:_LONGEST]
    if not reason:
        raise UserError("joint.reason_missing")
    return reason
