"""Proof that nothing is missing: per mission and numbering, from which number to which every package is here (R29)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import Any, Final

from cultdip_desktop.core import canonical
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.proof import ChainProof, ForkLine, HeldLine, MissionProof, Proof
from cultdip_desktop.domain.standing import MissionStanding
from cultdip_desktop.hq.decisions import SETTLED
from cultdip_desktop.hq.duties import DutyService
from cultdip_desktop.hq.ledger import findings as ledger_findings
from cultdip_desktop.hq.status import standing_of
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.store.query import arrivals as arrival_query
from cultdip_desktop.store.query.arrivals import Came, HistoryMark
from cultdip_desktop.store.repo import mission as mission_rows

_OLD: Final = "chain.old_epoch"
"""A package of a numbering that was left: it was offered again."""

_MOST_GAPS: Final = 1000
_NO_MARK: Final = HistoryMark()


class CompletenessService:
    """The use cases of the chain's proof in the Missions room and of `cultdip hq proof`."""

    def __init__(self, desk: Desk, duties: DutyService) -> None:
        self._desk = desk
        self._duties = duties

    def proof(self, office: str | None = None, periods: Sequence[Period] | None = None) -> Proof:
        """What is proved of one mission or of all, read in one snapshot; `periods` by default those set or reported on.

        Raises:
            UserError: `mission.not_found`.
        """
        now = self._desk.clock.now()
        asked = self._duties.periods() if periods is None else tuple(periods)
        with self._desk.store.read() as tx:
            missions = mission_rows.all(tx) if office is None else (mission_rows.get(tx, office),)
            sent: dict[str, list[Came]] = defaultdict(list)
            for one in arrival_query.came(tx, office, reports_only=False):
                sent[one.office].append(one)
            marks = arrival_query.history_marks(tx)
            settled = arrival_query.settlements(tx)
            lines = arrival_query.ledger_lines(tx)
            head = arrival_query.ledger_head(tx)
            whole = not ledger_findings(tx)
            standings: dict[str, list[MissionStanding]] = defaultdict(list)
            for period in asked:
                for row in standing_of(tx, period, now).rows:
                    standings[row.mission.id].append(row)
        proofs = tuple(
            _of_mission(one, sent.get(one.id, ()), marks, settled, lines.get(one.id, 0), standings.get(one.id, ()))
            for one in missions
        )
        return Proof(
            missions=proofs,
            made_at=now,
            ledger_position=head.position,
            ledger_hash=head.hash,
            ledger_whole=whole,
        )


def _of_mission(
    mission: Mission,
    sent: Sequence[Came],
    marks: Mapping[tuple[str, int], HistoryMark],
    settled: Mapping[str, Mapping[str, Any]],
    lines: int,
    standings: Sequence[MissionStanding],
) -> MissionProof:
    by_epoch: dict[int, list[Came]] = defaultdict(list)
    refused = 0
    for one in sent:
        if one.arrival.outcome is InboxOutcome.REFUSED:
            refused += 1
        elif one.arrival.epoch:
            by_epoch[one.arrival.epoch].append(one)
    chains = tuple(
        _chain(epoch, by_epoch[epoch], marks.get((mission.id, epoch), _NO_MARK), settled) for epoch in sorted(by_epoch)
    )
    return MissionProof(
        mission=mission, chains=chains, refused=refused, ledger_lines=lines, periods=tuple(standings)
    )  # fmt: skip


def _chain(epoch: int, sent: Sequence[Came], mark: HistoryMark, settled: Mapping[str, Mapping[str, Any]]) -> ChainProof:
    entered = {one.arrival.seq: one for one in sent if one.arrival.outcome is InboxOutcome.IMPORTED}
    held = [one for one in sent if one.arrival.outcome is InboxOutcome.HELD]
    forks = [one for one in sent if one.arrival.outcome is InboxOutcome.FORK]
    first = min(entered, default=0)
    last = max(takewhile(lambda seq: seq in entered, range(first, max(entered, default=0) + 1)), default=0)
    highest = max((*entered, *(one.arrival.seq for one in held)), default=0)
    here = entered.keys() | {one.arrival.seq for one in held}
    gaps = [seq for seq in range(1, highest + 1) if seq not in here][:_MOST_GAPS]
    return ChainProof(
        epoch=epoch,
        first=first,
        last=last,
        highest=highest,
        packages=len(entered),
        gaps=tuple(gaps),
        held=tuple(
            HeldLine(one.arrival.seq, one.arrival.package_id, one.arrival.code, one.missing)
            for one in sorted(held, key=lambda one: one.arrival.seq)
        ),
        forks=tuple(_fork(one, settled.get(one.arrival.package_id, {})) for one in forks if one.arrival.code != _OLD),
        replays=sum(one.arrival.code == _OLD for one in forks),
        head=entered[last].manifest_sha256 if last else "",
        digest=digest_of(entered),
        history_day=mark.day,
        history_position=mark.position,
        last_received_at=max((one.arrival.received_at for one in entered.values()), default=None),
    )


def digest_of(entered: Mapping[int, Came]) -> str:
    """SHA-256 over `[[number, manifest digest], …]` in order, as canonical JSON."""
    plain: list[canonical.Json] = [[seq, entered[seq].manifest_sha256] for seq in sorted(entered)]
    return hashlib.sha256(canonical.encode(plain)).hexdigest()


def _fork(one: Came, decision: Mapping[str, Any]) -> ForkLine:
    """A package put aside by a decision about another one has none of its own."""
    settled = one.arrival.code == SETTLED
    counts = str(decision.get("counts", "")) if settled else ""
    return ForkLine(
        one.arrival.seq,
        one.arrival.package_id,
        one.arrival.code,
        settled,
        counts or ("arrived" if settled else ""),
        str(decision.get("reason", "")) if settled else "",
    )
