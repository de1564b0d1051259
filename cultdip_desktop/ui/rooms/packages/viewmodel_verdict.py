"""Verifying any package file, in the background; the answer in the words of the interface."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject

from cultdip_desktop.app import Office
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.mission import HEADQUARTERS_ID
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n import dates
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.verdict import Check, Verdict
from cultdip_desktop.packages.verdict_words import advice_text, result_text, verdict_text
from cultdip_desktop.services.catalogue import shipped_missions
from cultdip_desktop.services.phases import Phases
from cultdip_desktop.ui.kit.base import Kit
from cultdip_desktop.ui.kit.jobs import Job
from cultdip_desktop.ui.kit.language import Phrase
from cultdip_desktop.ui.rooms.packages.percent import Percent
from cultdip_desktop.ui.rooms.packages.values import Line, Part, VerdictCard

_CHUNK: Final = 1024 * 1024
_LONGEST: Final = 48
"""Letters of a file's name in a sentence."""

_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_INSTANT: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(?:Z|[+-][0-9:]+)")
_HEADQUARTERS: Final = BiText("Bộ Ngoại giao", "Ministry of Foreign Affairs")


class VerdictModel(QObject):
    """Asks for verdicts; a newer file makes the older answer stale by cancelling its job."""

    def __init__(self, kit: Kit, office: Office, parent: QObject) -> None:
        super().__init__(parent)
        self._kit = kit
        self._office = office
        self._job: Job[VerdictCard] | None = None

    def verify(
        self,
        file: Path,
        then: Callable[[VerdictCard], object],
        on_error: Callable[[UserError], object],
        on_cancel: Callable[[], object],
    ) -> Job[VerdictCard]:
        """Verify `file`; whatever it holds, the answer is a verdict."""
        self.stop()
        office, words = self._office, self._kit.live.words

        def work(progress: Progress) -> VerdictCard:
            phases = Phases(Percent(progress, words))
            verdict = office.packages.verify(file, phases.phase(700, file.name))
            sha256 = _digest(file, phases.phase(300, file.name))
            return verdict_card(office, file, verdict, sha256)

        job: Job[VerdictCard] = self._kit.jobs.compute(work, then, on_error, on_cancel, owner=self)
        self._job = job
        job.finished.connect(lambda: self._forget(job))
        return job

    def stop(self) -> None:
        """Another page is shown: the answer is not wanted any more."""
        if self._job is not None:
            self._job.cancel()

    def _forget(self, job: Job[VerdictCard]) -> None:
        if self._job is job:
            self._job = None


def verdict_card(office: Office, file: Path, verdict: Verdict, sha256: str) -> VerdictCard:
    """The verdict as the pages show it."""
    zone = office.identity.zone
    lines = tuple(_line(check, zone) for check in verdict.checks)
    problem = verdict.first_problem
    info, signer, result = verdict.info, verdict.signer, verdict.result
    return VerdictCard(
        file=file,
        result=result.value,
        title=Phrase(lambda words: result_text(words, result)[0]),
        sentence=Phrase(lambda words: result_text(words, result)[1]),
        problem=None if problem is None else _line(problem, zone),
        lines=lines,
        signer=signer.person if signer else "",
        office=office_name(verdict.office or (signer.office if signer and signer.office else "")),
        trusted=verdict.trusted,
        app_level=signer is not None and signer.app_level,
        signer_words=fingerprint.words(signer.public_sha256) if signer else (),
        signed_at=verdict.signed_at,
        zone=zone,
        kind=verdict.kind or "",
        period=verdict.period or "",
        epoch=verdict.epoch,
        seq=verdict.seq,
        recipient=info.header.recipient.id if info else "",
        contents=_contents(verdict),
        entries=verdict.entries,
        bytes=verdict.bytes,
        sha256=sha256,
        words=fingerprint.words(sha256) if sha256 else (),
    )


def office_name(office_id: str) -> BiText:
    """The name of a mission or of headquarters; the id itself when it is on no list."""
    if not office_id:
        return BiText()
    for mission in shipped_missions():
        if mission.id == office_id:
            return mission.name
    return _HEADQUARTERS if office_id == HEADQUARTERS_ID else BiText(office_id, office_id)


def _line(check: Check, zone: str) -> Line:
    def said(words: Words, text: Callable[[Words, Check], str]) -> str:
        return text(
            words, replace(check, params={name: _local(words, given, zone) for name, given in check.params.items()})
        )

    return Line(
        check.name,
        Phrase(lambda words: verdict_text(words, check)[0]),
        check.outcome.value,
        Phrase(lambda words: said(words, lambda words, check: verdict_text(words, check)[1])),
        Phrase(lambda words: said(words, advice_text)),
    )


def _local(words: Words, given: str | int, zone: str) -> str | int:
    """Instants and days as people read them; names of files no longer than a line."""
    if isinstance(given, int):
        return given
    if _INSTANT.fullmatch(given):
        return dates.moment(words, datetime.fromisoformat(given), zone)
    if _DAY.fullmatch(given):
        return dates.day(words, date.fromisoformat(given))
    return given if len(given) <= _LONGEST else f"{given[: _LONGEST - 16]}…{given[-14:]}"


def _contents(verdict: Verdict) -> tuple[Part, ...]:
    if verdict.info is None:
        return ()
    state = verdict.info.state
    return tuple(Part(name, state.entities[name].rows) for name in sorted(state.entities) if state.entities[name].rows)


def _digest(file: Path, progress: Progress) -> str:
    """SHA-256 of the whole file; empty when it cannot be read, which the verdict has said already."""
    digest = hashlib.sha256()
    try:
        total, done = file.stat().st_size, 0
        with file.open("rb") as handle:
            while chunk := handle.read(_CHUNK):
                digest.update(chunk)
                done += len(chunk)
                progress.step(min(done, total), total)
    except OSError:
        return ""
    return digest.hexdigest()
