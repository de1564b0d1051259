"""Reminder letters (công văn đôn đốc) for the missions whose report is missing: one set of files, each with a number."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

from cultdip_desktop.core import durable
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.progress import Progress
from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.duty import Reminder, ReminderStage
from cultdip_desktop.domain.letterhead import DocumentType
from cultdip_desktop.domain.period import Period
from cultdip_desktop.domain.standing import MissionStanding, Standing, day_in_hanoi, stage_of
from cultdip_desktop.hq.duties import made_duty, standing_duty
from cultdip_desktop.hq.status import standing_of
from cultdip_desktop.i18n.words import Language, Words
from cultdip_desktop.reports import head_text
from cultdip_desktop.reports.documents import official, reminder, reminder_list
from cultdip_desktop.reports.documents.reminder import Earlier, ReminderMatter
from cultdip_desktop.reports.documents.reminder_list import Urged
from cultdip_desktop.services import numbering
from cultdip_desktop.services.desk import Desk
from cultdip_desktop.services.letterhead import issuing, signer_of
from cultdip_desktop.services.letterhead import read as read_letterhead
from cultdip_desktop.services.numbering import GivenNumber, NumberRegister
from cultdip_desktop.services.workshop import in_workshop
from cultdip_desktop.store.repo import duty as duty_rows
from cultdip_desktop.store.repo import mission as mission_rows
from cultdip_desktop.store.repo import person as person_rows

Format = Literal["pdf", "docx", "both"]

ANSWER_DAYS: Final = 7
"""Days that an overdue mission is given by its letter."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter that was written."""

    office: str
    number: str
    stage: ReminderStage
    files: tuple[Path, ...]
    sha256: str
    """Of the first file."""


@dataclass(frozen=True, slots=True)
class UrgedSet:
    """What one act wrote."""

    letters: tuple[Letter, ...]
    list_file: Path
    change_set: ChangeSet


class UrgingService:
    """The use cases of «Nhắc» in the Missions room and of `cultdip hq urge`."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbers = NumberRegister(desk)

    def plan(self, period: Period, offices: Iterable[str] | None = None) -> tuple[MissionStanding, ...]:
        """Whose report is missing and near enough to be urged, of all or of these missions.

        Raises:
            UserError: `mission.not_found`; of those that are named: `urge.not_missing`, `urge.too_early`.
        """
        with self._desk.store.read() as tx:
            found = standing_of(tx, period, self._desk.clock.now())
            if offices is None:
                return tuple(row for row in found.missing if row.stage is not None)
            wanted = list(dict.fromkeys(offices))
            rows = [found.row(mission_rows.get(tx, office).id) for office in wanted]
        chosen = [row for row in rows if row is not None]
        for row in chosen:
            if row.standing is not Standing.MISSING:
                raise UserError("urge.not_missing", office=row.mission.id)
            if row.stage is None:
                raise UserError("urge.too_early", office=row.mission.id, day=row.due.isoformat())
        return tuple(chosen)

    def history(self, office: str | None = None, period: Period | None = None) -> tuple[Reminder, ...]:
        """Letters that went out, the oldest first."""
        with self._desk.store.read() as tx:
            if period is None:
                return duty_rows.reminders(tx, office=office)
            duty = standing_duty(tx, period)
            return duty_rows.reminders(tx, duty_id=duty.id, office=office) if duty.id else ()

    @in_workshop("urging.urge")
    def urge(
        self,
        period: Period,
        folder: Path,
        formats: Format,
        progress: Progress,
        offices: Sequence[str] | None = None,
        language: Language = "vi",
    ) -> UrgedSet:
        """Write a letter to each mission whose report is missing, and a list; note numbers and letters.

        All files or none; nothing that exists is overwritten. Numbers once noted are not taken back.

        Raises:
            UserError: as `plan`, `urge.nobody`, `file.exists`, `file.no_space`, `file.not_writable`,
                `letterhead.number_taken` when another desk took a number meanwhile.
            Cancelled: nothing is left behind.
        """
        rows = self.plan(period, offices)
        if not rows:
            raise UserError("urge.nobody")
        now, words = self._desk.clock.now(), Words(language)
        matters = self._matters(period, rows, now)
        endings = {"pdf": (".pdf",), "docx": (".docx",), "both": (".pdf", ".docx")}[formats]
        list_file = folder / f"{_LIST}-{period}.xlsx"
        named = [[folder / f"{_LETTER}-{period}-{one.mission.id}{ending}" for ending in endings] for one in matters]
        for path in (list_file, *(path for paths in named for path in paths)):
            if durable.is_there(path):
                raise UserError("file.exists", path=str(path))
        durable.make_folder(folder)
        written: list[Path] = []
        try:
            letters = []
            for at, (matter, paths) in enumerate(zip(matters, named, strict=True)):
                progress.step(at, len(matters) + 1, paths[0].name)
                letters.append(_write(matter, paths, words, written))
            listed = [_listed(matter, letter) for matter, letter in zip(matters, letters, strict=True)]
            content = reminder_list.urged_xlsx(period, listed, now, matters[0].issued_on, words)
            durable.write_bytes(list_file, content, replace=False)
            written.append(list_file)
            progress.step(len(matters) + 1, len(matters) + 1)
            changes = self._note(period, matters, letters, now)
        except BaseException:
            for path in written:
                path.unlink(missing_ok=True)
            raise
        return UrgedSet(tuple(letters), list_file, changes)

    def draw(self, period: Period, office: str, language: Language = "vi") -> bytes:
        """One letter as PDF in memory with the number that it would get; nothing is noted.

        Raises:
            UserError: as `plan`.
        """
        words = Words(language)
        matter = self._matters(period, self.plan(period, [office]), self._desk.clock.now())[0]
        target = BytesIO()
        official.write_pdf(reminder.paper(matter, words), words, target)
        return target.getvalue()

    def _matters(self, period: Period, rows: Sequence[MissionStanding], now: datetime) -> list[ReminderMatter]:
        day = day_in_hanoi(now)
        number = self._numbers.next_number(DocumentType.LETTER, day.year)
        with self._desk.store.read() as tx:
            people = tuple(person_rows.all(tx))
            letterhead = issuing(read_letterhead(tx), self._desk.office)
            duty = standing_duty(tx, period)
            earlier: Mapping[str, list[Earlier]] = defaultdict(list)
            for one in duty_rows.reminders(tx, duty_id=duty.id) if duty.id else ():
                earlier[one.office].append(Earlier(one.number, day_in_hanoi(one.made_at)))
        common = ReminderMatter(
            office=self._desk.office,
            letterhead=letterhead,
            signer=signer_of(letterhead, people),
            drafter=next((person for person in people if person.id == self._desk.actor), None),
            as_of=now,
            number=number,
            issued_on=day,
            mission=rows[0].mission,
            period=period,
            stage=ReminderStage.OVERDUE,
            due=duty.due,
            general_due=duty.due,
            days=0,
            answer_by=day + timedelta(days=ANSWER_DAYS),
        )
        return [
            replace(
                common,
                number=number + at,
                mission=row.mission,
                stage=_stage(row.due, row.today),
                due=row.due,
                days=row.days,
                earlier=tuple(earlier.get(row.mission.id, ())),
            )
            for at, row in enumerate(rows)
        ]

    def _note(
        self, period: Period, matters: Sequence[ReminderMatter], letters: Sequence[Letter], now: datetime
    ) -> ChangeSet:
        """Numbers and letters in one action."""
        words = Words("vi")
        with self._desk.store.write("hq.urge", actor=self._desk.actor, period=str(period), n=len(letters)) as tx:
            duty = made_duty(tx, period)
            numbering.enter(tx, [_given(matter, words) for matter in matters])
            reminders = [
                Reminder(
                    id=tx.ids.new(),
                    duty_id=duty.id,
                    office=one.office,
                    stage=one.stage,
                    made_at=now,
                    number=one.number,
                    file_name=one.files[0].name,
                    sha256=one.sha256,
                )
                for one in letters
            ]
            duty_rows.add_reminders(tx, reminders)
        return tx.change_set


_LETTER: Final = "cong-van-don-doc"
_LIST: Final = "danh-sach-don-doc"
_MOST_TITLE: Final = 300


def _write(matter: ReminderMatter, paths: Sequence[Path], words: Words, written: list[Path]) -> Letter:
    paper = reminder.paper(matter, words)
    first = ""
    for path in paths:
        target = BytesIO()
        if path.suffix == ".docx":
            official.write_docx(paper, words, target)
        else:
            official.write_pdf(paper, words, target)
        durable.write_bytes(path, target.getvalue(), replace=False)
        written.append(path)
        first = first or hashlib.sha256(target.getvalue()).hexdigest()
    number = head_text.number_written(paper.head)
    return Letter(matter.mission.id, number, matter.stage, tuple(paths), first)


def _listed(matter: ReminderMatter, letter: Letter) -> Urged:
    return Urged(
        matter.mission,
        letter.number,
        matter.due,
        matter.days,
        matter.stage,
        len(matter.earlier),
        ", ".join(path.name for path in letter.files),
    )


def _given(matter: ReminderMatter, words: Words) -> GivenNumber:
    about = words.t("Re: {subject}", subject=reminder.subject(matter, words))
    title = f"{about} – {matter.mission.name.vi}"[:_MOST_TITLE]
    day: date = matter.issued_on
    return GivenNumber(DocumentType.LETTER, day.year, matter.number or 1, title, day)


def _stage(due: date, today: date) -> ReminderStage:
    return stage_of(due, today) or ReminderStage.SIXTY
