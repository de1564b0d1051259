"""What an officer does, one acknowledged action each, and the scripts made of them that the faults are put into."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from cultdip_desktop.app import restore_backup
from cultdip_desktop.core.progress import NoProgress
from cultdip_desktop.domain.text import BiText
from tests.crash import plan_steps as plan
from tests.crash import report_steps as way
from tests.crash.ground import ANOTHER, NOON, PASSPHRASE, PERIOD, Ground

NEW: Final = {
    "title": {"vi": "Tết Nguyên đán ở Praha", "en": "Tết in Prague"},
    "kind": "community",
    "state": "preparing",
    "start": "2027-02-06T17:00:00+01:00",
    "end": "2027-02-06T21:00:00+01:00",
    "zone": "Europe/Prague",
    "city": "Praha",
    "country": "CZ",
    "goals": [{"code": "M3", "primary": True, "reason": {"vi": "Đón xuân cùng bạn bè Séc.", "en": ""}}],
    "internal_note": "Bánh chưng do bà con nấu.",
}


@dataclass(frozen=True)
class Step:
    """One action; it is acknowledged once `do` has come back."""

    do: Callable[[Ground], object]
    makes: tuple[str, ...] = ()
    """Files below the case's folder that are there, whole, exactly when the action has happened."""

    loose: bool = False
    """`makes` follows its own acknowledgement: the store knows nothing of these files."""

    several: bool = False
    """Made of several actions by design: each of their states may be what a crash leaves."""


def add(ground: Ground) -> object:
    return ground.office.events.add(NEW)


def edit(ground: Ground) -> object:
    event = ground.events()[1]
    plain = {"internal_note": "Xin giấy phép của Toà thị chính.", "title": {"vi": "Đêm rằm phố cổ", "en": "Full moon"}}
    return ground.office.events.edit(event.id, plain)


def autosave(ground: Ground) -> object:
    from dataclasses import replace

    office = ground.office
    event = office.events.get(ground.events()[1].id)
    return office.events.save(replace(event, internal_note="Chỉ có trống và đàn bầu."), step="note-1")


def keep_draft(ground: Ground) -> object:
    event = ground.office.events.get(ground.events()[0].id)
    ground.office.drafts.keep(event, {"start": "mùng một Tết"})
    return None


def delete(ground: Ground) -> object:
    return ground.office.events.delete(ground.events()[2].id)


def edit_many(ground: Ground) -> object:
    return ground.office.events.edit_many([event.id for event in ground.events()], {"city": "Brno"})


def delete_many(ground: Ground) -> object:
    return ground.office.events.delete_many([event.id for event in ground.events()[:3]])


def attach(ground: Ground) -> object:
    files = [ground.given / "Rước đèn.jpg", ground.given / "Múa lân.jpg"]
    attached = ground.office.media.attach(ground.events()[0].id, files, caption=BiText("Phố cổ", "Old Town"))
    for refusal in attached.refused:
        raise refusal.error
    return attached


def remove_media(ground: Ground) -> object:
    office = ground.office
    item = next(item for event in ground.events() for item in office.media.of_event(event.id))
    return office.media.remove(item.id)


def undo(ground: Ground) -> object:
    return ground.office.undo.undo()


def redo(ground: Ground) -> object:
    return ground.office.undo.redo()


def restore_from_trash(ground: Ground) -> object:
    return ground.office.trash.restore(ground.office.trash.rows())


def purge(ground: Ground) -> object:
    return ground.office.trash.purge(ground.office.trash.rows())


def report(ground: Ground) -> object:
    return ground.office.reports.build(PERIOD, "vi", ground.out / "Q3.pdf", NoProgress())


def table(ground: Ground) -> object:
    return ground.office.reports.build(PERIOD, "en", ground.out / "Q3.xlsx", NoProgress())


def export(ground: Ground) -> object:
    return ground.office.packages.export(PERIOD, ground.out / "Q3.cdrp", PASSPHRASE)


def mark_sent(ground: Ground) -> object:
    newest = ground.office.packages.sent()[0]
    return ground.office.packages.mark_sent(newest.id)


def copy_again(ground: Ground) -> object:
    newest = ground.office.packages.sent()[0]
    return ground.office.packages.copy_again(newest.id, ground.out / "again.cdrp")


def take_in(*names: str) -> Callable[[Ground], object]:
    def step(ground: Ground) -> object:
        inbox = ground.office.inbox
        assert inbox is not None
        return inbox.take_in([ground.given / name for name in names])

    return step


def change_passphrase(ground: Ground) -> object:
    ground.office.security.change_passphrase(PASSPHRASE, ANOTHER)
    return None


def renew_recovery(ground: Ground) -> object:
    return {"recovery": ground.office.security.renew_recovery(PASSPHRASE)}


def create_key(ground: Ground) -> object:
    return ground.office.keys.create("Trần Thu Hương", "7301-5526")


def new_person(ground: Ground) -> object:
    from cultdip_desktop.domain.mission import Person

    desk = ground.office.desk
    return ground.office.settings.save_person(Person(id=desk.ids.new(), name="Lê Thị Mây", rank=BiText("Tuỳ viên", "")))


def backup(ground: Ground) -> object:
    return ground.office.backups.make(ground.out / "all.cdbackup")


def snapshot(ground: Ground) -> object:
    return ground.office.backups.automatic(reason="before_import")


def restore(ground: Ground) -> object:
    ground.close()
    file, home = ground.given / "all.cdbackup", ground.home / "restored"
    return ground.hold(restore_backup(file, home, passphrase=PASSPHRASE, clock=ground.clock, ids=ground.ids))


def opening(name: str) -> Callable[[Ground], object]:
    def step(ground: Ground) -> object:
        return ground.open(name)

    return step


@dataclass(frozen=True)
class Script:
    """Steps one after another in one program; the fault is put somewhere into them."""

    steps: tuple[str, ...]
    office: str = "mission"
    """Which office the case is about."""

    founds: bool = False
    """The first step makes the office: before it there is none."""

    opened: bool = True
    """Open before the fault is armed; otherwise the first step opens it."""

    ground: str = "plain"
    """What the case begins with: see `GROUNDS`."""

    place: str = "1"
    """Number of the store's file, which a copy of an office does not share with its original."""

    offset: int = 0
    """Steps of the day that were done before."""

    @property
    def key(self) -> tuple[str, ...]:
        """What decides where the script leads."""
        return (self.ground, self.office, str(self.offset), *self.steps)


STEPS: Final[dict[str, Step]] = {
    "add": Step(add),
    "edit": Step(edit),
    "autosave": Step(autosave),
    "keep_draft": Step(keep_draft),
    "delete": Step(delete),
    "edit_many": Step(edit_many),
    "delete_many": Step(delete_many),
    "attach": Step(attach),
    "remove_media": Step(remove_media),
    "undo": Step(undo),
    "redo": Step(redo),
    "restore_from_trash": Step(restore_from_trash),
    "purge": Step(purge),
    "report": Step(report, makes=("out/Q3.pdf",), loose=True),
    "table": Step(table, makes=("out/Q3.xlsx",), loose=True),
    "export": Step(export, makes=("out/Q3.cdrp",)),
    "mark_sent": Step(mark_sent),
    "copy_again": Step(copy_again, makes=("out/again.cdrp",), loose=True),
    "take_in": Step(take_in("1.cdrp")),
    "take_in_later": Step(take_in("3.cdrp")),
    "take_in_all": Step(take_in("1.cdrp", "2.cdrp"), several=True),
    "change_passphrase": Step(change_passphrase),
    "renew_recovery": Step(renew_recovery),
    "create_key": Step(create_key),
    "new_person": Step(new_person),
    "backup": Step(backup, makes=("out/all.cdbackup",), loose=True),
    "snapshot": Step(snapshot),
    "restore": Step(restore),
    "repeat": Step(plan.repeat),
    "edit_series": Step(plan.edit_series),
    "move": Step(plan.move),
    "import_table": Step(plan.import_table),
    "log_contact": Step(plan.log_contact),
    "merge": Step(plan.merge),
    "programme_item": Step(plan.programme_item),
    "freeze": Step(plan.freeze),
    "goal_target": Step(plan.goal_target),
    "goal_gap": Step(plan.goal_gap),
    "new_task": Step(plan.new_task),
    "new_rate": Step(plan.new_rate),
    "write_section": Step(way.write_section, several=True),
    "waive": Step(way.waive, several=True),
    "submit": Step(way.submit, several=True),
    "return": Step(way.send_back),
    "approve": Step(way.approve, several=True),
    "change": Step(way.change),
    "amend": Step(way.amend),
    "approve_amended": Step(way.approve_amended, several=True),
    "export_amended": Step(way.export_amended, makes=("out/Q2-2.cdrp",)),
    "sign_person": Step(way.sign_person),
    "sign_agency": Step(way.sign_agency),
    "take_out": Step(way.take_out, makes=("out/ra.pdf",), loose=True, several=True),
    "bring_back": Step(way.bring_back),
    "take_texts": Step(way.take_texts, several=True),
    "open_mission": Step(opening("mission")),
    "open_headquarters": Step(opening("headquarters")),
}

SCRIPTS: Final[dict[str, Script]] = {
    "add": Script(("add",)),
    "edit": Script(("edit", "autosave")),
    "draft": Script(("keep_draft", "autosave")),
    "delete": Script(("delete",)),
    "bulk": Script(("edit_many", "delete_many")),
    "attach": Script(("attach",)),
    "remove": Script(("remove_media", "undo")),
    "undo": Script(("undo", "undo", "redo")),
    "trash": Script(("restore_from_trash", "delete_many", "purge")),
    "report": Script(("report", "table")),
    "export": Script(("export", "mark_sent")),
    "copy again": Script(("copy_again",)),
    "hq import": Script(("take_in_later", "take_in_all"), office="headquarters"),
    "passphrase": Script(("change_passphrase",)),
    "recovery": Script(("renew_recovery",)),
    "key": Script(("create_key", "new_person")),
    "series": Script(("repeat", "edit_series", "undo", "move")),
    "table taken in": Script(("import_table", "undo", "redo")),
    "partners": Script(("log_contact", "merge", "undo")),
    "programme": Script(("programme_item", "freeze", "goal_target", "goal_gap")),
    "approval": Script(("write_section", "waive", "submit", "return", "submit", "approve", "export")),
    "amendment": Script(("change", "export_amended")),
    "amendment opened": Script(("amend", "change", "approve_amended", "export_amended")),
    "signatures": Script(("sign_person", "sign_agency"), ground="approved"),
    "outside": Script(("take_out",), ground="approved"),
    "brought back": Script(("bring_back",), ground="signed outside"),
    "texts from Word": Script(("take_texts",), ground="edited in Word"),
    "tasks and rates": Script(("new_task", "new_rate")),
    "open": Script(("open_mission", "add"), opened=False),
    "open headquarters": Script(("open_headquarters",), office="headquarters", opened=False),
    "open a copy": Script(("open_mission", "add"), opened=False, place="2"),
    "open, complete a package": Script(("open_mission",), opened=False, ground="export died before it was confirmed"),
    "open, give a package up": Script(("open_mission",), opened=False, ground="export died before its file was named"),
    "migrate": Script(("open_mission", "add"), opened=False, ground="old store"),
    "backup": Script(("backup",)),
    "snapshots": Script(("snapshot", "attach", "snapshot")),
    "restore": Script(("restore",), office="restored", opened=False, founds=True, ground="backed up"),
}


DAY: Final = (
    "add", "keep_draft", "edit", "autosave", "attach", "snapshot",
    "edit_many", "undo", "redo", "delete", "report", "new_person",
    "export", "mark_sent", "copy_again", "remove_media", "undo", "table",
    "delete_many", "undo", "restore_from_trash", "backup", "autosave", "purge",
)  # fmt: skip
"""A day at a mission's desk."""

SPELL: Final = 6
"""Steps of the day that are played in one program."""

SPELLS: Final = tuple(f"day from {start}" for start in range(0, len(DAY), SPELL))


def script_of(name: str) -> Script:
    """A script by its name; `day from 6` is a spell of the day on the ground that the steps before have left."""
    if name in SCRIPTS:
        return SCRIPTS[name]
    start = int(name.removeprefix("day from "))
    return Script(DAY[start : start + SPELL], ground=name if start else "plain", offset=start)


def spell_before(name: str) -> str:
    """The spell that leaves the ground for this one."""
    return f"day from {int(name.removeprefix('day from ')) - SPELL}"


def moment(script: Script, number: int) -> datetime:
    """When a step is done: each has a minute of its own."""
    return NOON + timedelta(minutes=1 + number + script.offset)


def makes(script: Script, home: Path) -> list[tuple[int, Path, Step]]:
    """The files a script makes: number of the step, path, step."""
    return [
        (number, home / name, STEPS[step]) for number, step in enumerate(script.steps) for name in STEPS[step].makes
    ]
