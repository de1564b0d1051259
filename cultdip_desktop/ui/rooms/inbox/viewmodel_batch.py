"""The work of a batch, file by file: what one file does never stops the others, and what is complete stays."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from cultdip_desktop.core.errors import Cancelled, UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.mission import Mission
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.hq.answers import Preview, TakenIn
from cultdip_desktop.hq.incoming import expand
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.store.repo.event_merge import Merge
from cultdip_desktop.ui.rooms.inbox import viewmodel_verdict
from cultdip_desktop.ui.rooms.inbox.values import Batch, Counts, Dossier, FileLine
from cultdip_desktop.ui.rooms.inbox.viewmodel import InboxDesk

_GAP: Final = "chain.gap"


def preview(desk: InboxDesk, paths: Sequence[Path], progress: Progress) -> Batch:
    """Verify files and folders; nothing enters. A cancel leaves what was verified so far.

    Raises:
        UserError: `file.unreachable`.
    """
    files = expand(paths)
    missions = {mission.id: mission for mission in desk.missions()}
    lines: list[FileLine] = []
    for index, file in enumerate(files):
        try:
            watch = _FileOf(progress, index, len(files), file.name)
            lines += [_previewed(str(index), found, missions) for found in desk.preview([file], watch)]
        except Cancelled:
            return Batch(_with_followers(lines), len(files), cancelled=True)
        except UserError as error:
            lines.append(_unusable(str(index), file, error))
    lines = _sets(desk, lines, missions, progress)
    return Batch(_with_followers(lines), len(files))


def take_in(desk: InboxDesk, batch: Batch, progress: Progress) -> Batch:
    """Take in what a preview shows, in the order of each chain; a cancel keeps every file that is complete."""
    missions = {mission.id: mission for mission in desk.missions()}
    wanted = sorted(batch.worth_taking, key=lambda line: (line.office, line.epoch, line.seq, line.path.name))
    done: dict[str, FileLine] = {}
    changes: list[ChangeSet] = []
    cancelled = False
    for index, line in enumerate(wanted):
        try:
            answers = desk.take_in(line.volumes or [line.path], _FileOf(progress, index, len(wanted), line.path.name))
        except Cancelled:
            answers = []
        except UserError as error:
            done[line.key] = _unusable(line.key, line.path, error)
            continue
        if not answers:
            cancelled = True
            break
        _note(done, line, answers, missions)
        changes += [answer.change_set for answer in answers]
    return Batch(tuple(done.values()), len(wanted), cancelled=cancelled, changes=_together(changes))


class _FileOf:
    """Progress inside one of several files: counts files, and says how far the present one is."""

    def __init__(self, progress: Progress, index: int, total: int, name: str) -> None:
        self._progress, self._index, self._total, self._name = progress, index, total, name
        progress.step(index, total, name)

    def step(self, done: int, total: int, what: str = "") -> None:
        """Pass on the name and the share, and the wish to stop."""
        del what
        share = f" · {100 * done // total}%" if total else ""
        self._progress.step(self._index, self._total, f"{self._name}{share}")


def _previewed(key: str, found: Preview, missions: Mapping[str, Mission]) -> FileLine:
    line = _from_verdict(key, found.file, found.verdict, missions)
    return replace(
        line,
        outcome=found.outcome,
        reason=_reason(found),
        dossier=_dossier(found.verdict, found.outcome, found.code, found.missing),
        missing=found.missing,
        counts=_counts(found.merge),
        period=found.period or line.period,
        sha256=found.container_sha256,
        events=_events(found.merge),
        volumes=tuple(file for _number, file in found.volumes),
    )


def _sets(
    desk: InboxDesk, lines: Sequence[FileLine], missions: Mapping[str, Mission], progress: Progress
) -> list[FileLine]:
    """Look at the volumes of this batch once more together: each by itself only says what it misses."""
    parts = [line for line in lines if line.volumes]
    if len(parts) < 2:
        return list(lines)
    kept = [line for line in lines if not line.volumes]
    try:
        together = desk.preview([line.path for line in parts], progress)
    except (Cancelled, UserError):
        return list(lines)
    keys = {line.path: line.key for line in parts}
    return kept + [_previewed(keys[found.file], found, missions) for found in together]


def _note(
    done: dict[str, FileLine], line: FileLine, answers: Sequence[TakenIn], missions: Mapping[str, Mission]
) -> None:
    """Write down what became of a file, and of those that had waited for it."""
    first, *released = answers
    done[line.key] = _took(line, first)
    for answer in released:
        row = answer.received
        waiting = next((key for key, one in done.items() if row and one.received_id == row.id), None)
        if waiting is not None:
            done[waiting] = _took(done[waiting], answer)
        elif row is not None:
            done[f"released-{row.id}"] = _took(_from_row(row, answer, missions), answer)


def _took(line: FileLine, answer: TakenIn) -> FileLine:
    row = answer.received
    return replace(
        line,
        outcome=answer.outcome,
        result=answer.verdict.result.value if answer.verdict else line.result,
        reason=_reason(answer),
        missing=answer.missing,
        counts=_counts(answer.merge),
        events=answer.events or (row.events if row else 0),
        period=(row.period if row else "") or line.period,
        sha256=(row.container_sha256 if row else "") or line.sha256,
        dossier=_dossier(answer.verdict, answer.outcome, answer.code, answer.missing) or line.dossier,
        received_id=row.id if row else "",
        follows=False,
    )


def _from_row(row: ReceivedPackage, answer: TakenIn, missions: Mapping[str, Mission]) -> FileLine:
    return FileLine(
        key=f"released-{row.id}",
        path=answer.file,
        outcome=answer.outcome,
        result=row.result,
        mission=missions.get(row.office),
        office=row.office,
        period=row.period,
        epoch=row.epoch,
        seq=row.seq,
        bytes=row.bytes,
        waited=True,
    )


def _from_verdict(key: str, file: Path, verdict: Verdict, missions: Mapping[str, Mission]) -> FileLine:
    office = verdict.office or ""
    return FileLine(
        key=key,
        path=file,
        outcome=InboxOutcome.REFUSED,
        result=verdict.result.value,
        mission=missions.get(office),
        office=office,
        period=verdict.period or "",
        epoch=verdict.epoch or 0,
        seq=verdict.seq or 0,
        bytes=verdict.bytes,
    )


def _unusable(key: str, file: Path, error: UserError) -> FileLine:
    """A file that could not be dealt with at all; what it is worth stays unknown."""
    return FileLine(key=key, path=file, outcome=InboxOutcome.REFUSED, result="unknown", reason=error)


def _reason(found: Preview | TakenIn) -> UserError | None:
    """Why a file is not simply taken in, with whatever values its words need."""
    if not found.code:
        return None
    verdict = found.verdict
    line = next((line for line in verdict.checks if line.code == found.code), None) if verdict else None
    link = verdict.info.chain if verdict and verdict.info else None
    numbers = (link.epoch, link.seq) if link else (0, 0)
    known = viewmodel_verdict.chain_words(found.code, *numbers, found.missing).params
    return UserError(found.code, **{**known, **(line.params if line else {}), **found.params})


def _dossier(verdict: Verdict | None, outcome: InboxOutcome, code: str, missing: Sequence[int]) -> Dossier | None:
    if verdict is None:
        return None
    found = viewmodel_verdict.fresh(verdict)
    return viewmodel_verdict.placed(found, outcome, code, verdict.epoch or 0, verdict.seq or 0, missing)


def _counts(merge: Merge | None) -> Counts | None:
    if merge is None:
        return None
    return Counts(len(merge.new), len(merge.changed), len(merge.unchanged), len(merge.withdrawn))


def _events(merge: Merge | None) -> int:
    return len(merge.new) + len(merge.changed) + len(merge.unchanged) if merge else 0


def _with_followers(lines: Sequence[FileLine]) -> tuple[FileLine, ...]:
    """Mark held files whose missing numbers are in this very batch: they will follow by themselves."""
    coming = {(line.office, line.epoch, line.seq) for line in lines if line.outcome is InboxOutcome.IMPORTED}
    marked = {line.key: line for line in lines}
    for line in sorted(lines, key=lambda line: (line.office, line.epoch, line.seq)):
        gap = line.outcome is InboxOutcome.HELD and line.reason is not None and line.reason.code == _GAP
        if gap and line.missing and all((line.office, line.epoch, number) in coming for number in line.missing):
            marked[line.key] = replace(line, follows=True)
            coming.add((line.office, line.epoch, line.seq))
    return tuple(marked.values())


def _together(changes: Iterable[ChangeSet]) -> ChangeSet | None:
    """One change set for the batch, so that every model refreshes once."""
    real = [change for change in changes if change]
    if not real:
        return None
    kinds = frozenset().union(*(change.kinds for change in real))
    ids = frozenset().union(*(change.ids for change in real))
    return ChangeSet(real[-1].action, real[-1].label, kinds, ids)
