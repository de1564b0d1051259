"""What must be true after every case, seen by simply opening the office again: no repair step, no second chance."""

from __future__ import annotations

import filecmp
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pikepdf
from python_calamine import load_workbook

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import keyfile
from cultdip_desktop.domain.package import SentState
from cultdip_desktop.services import backup_file, backup_writing
from tests.crash.ground import ANOTHER, PASSPHRASE, PERIOD, Ground, leftovers, state
from tests.crash.steps import NEW, STEPS, Script, makes, moment


@dataclass(frozen=True)
class Expected:
    """Where a script leads: states by number of finished steps; `between` are those inside a step of several actions."""

    states: tuple[str | None, ...]
    between: tuple[tuple[str, ...], ...]


@dataclass
class Seen:
    """What was heard of a case before it ended."""

    acked: int = 0
    refused: str = ""
    """Code of the refusal of the step after the acknowledged ones."""

    retried: bool = False
    ended: bool = False
    """Every step was done or refused, and the office was closed."""

    killed: bool = False
    can_remove: bool = True
    """False when the fault may still have stood when the program cleaned up after itself."""

    bugs: list[str] = field(default_factory=list)
    kept: list[tuple[int, str]] = field(default_factory=list)
    """After how many steps the program was refused, and the state that it showed then."""

    at: int = 0
    call: str = ""


class Wrong(Exception):  # noqa: N818 - a verdict
    """Something that must not be."""


def judge(ground: Ground, script: Script, expected: Expected, seen: Seen, before: Path) -> list[str]:
    """Everything that is wrong; empty when the promise was kept. `before` is what the case began with."""
    same = _unchanged(ground.home, before)
    found = list(seen.bugs)
    if script.founds and not seen.acked and not (ground.home / script.office).exists():
        # It is not there, and can be made as if nothing had been.
        ground.ids.begin("again")
        STEPS[script.steps[0]].do(ground)
    found += _raw(ground, script)
    found += _still_open(script, expected, seen)
    try:
        passphrase = _opened(ground, script, seen)
    except UserError as error:
        return [*found, f"does not open: {error}"]
    now = state(ground.office)
    allowed = _allowed(script, expected, seen)
    if now not in allowed:
        found.append(f"content is neither as before nor as after ({_name(expected, now)}, acked {seen.acked})")
    found += _files(ground, script, expected, seen, now, same)
    found += [f"check: {one.code} {one.detail}" for one in ground.office.check(deep=True) if one.code not in ADVICE]
    found += _sealed(ground, same)
    found += _left(ground, script, seen)
    found += _goes_on(ground, script, passphrase)
    return found


def _raw(ground: Ground, script: Script) -> Iterator[str]:
    """Before anybody mends: the key file is there, and both copies under their names are whole."""
    home = ground.home / script.office
    if not (home / "office.key.json").exists():
        yield "the key file is gone"
    for path in (home / "office.key.json", home / "office.key.copy.json"):
        if path.exists():
            try:
                keyfile._read(path)
            except UserError as error:
                yield f"{path.name} under its name: {error}"


def _still_open(script: Script, expected: Expected, seen: Seen) -> Iterator[str]:
    """What the program that was refused went on showing."""
    for number, kept in seen.kept:
        if "export" in script.steps[:number]:
            continue  # a named package whose last word was refused is completed by the next sealing or opening
        if kept not in {expected.states[number], *expected.between[number]}:
            yield f"after the refusal ({seen.refused}) the open office shows {_name(expected, kept)}"


def _opened(ground: Ground, script: Script, seen: Seen) -> str:
    """Open with what must open; gives the passphrase."""
    ground.ids.begin("judge")
    # What opening completes, it dates with its own moment: here that of the step, so that states can be compared.
    ground.clock.set(moment(script, min(seen.acked, len(script.steps) - 1)))
    changes = script.steps.index("change_passphrase") if "change_passphrase" in script.steps else None
    if changes is None or seen.acked < changes:
        candidates = [PASSPHRASE]
    elif seen.acked > changes:
        candidates = [ANOTHER]
    else:
        candidates = [PASSPHRASE] if seen.refused else [PASSPHRASE, ANOTHER]
    opening = []
    for candidate in candidates:
        try:
            ground.open(script.office, candidate)
        except UserError as error:
            if error.code != "office.wrong_passphrase" or len(candidates) == 1:
                raise
        else:
            opening.append(candidate)
    if len(opening) != 1:
        raise UserError("office.wrong_passphrase", opening=len(opening))
    if not ground.is_open:
        ground.open(script.office, opening[0])
    return opening[0]


def _allowed(script: Script, expected: Expected, seen: Seen) -> set[str | None]:
    states, done = expected.states, seen.acked
    if done == len(script.steps):
        return {states[done]}
    now = {states[done], *expected.between[done]}
    if not seen.refused or seen.killed or states[done] is None:
        now.add(states[done + 1])
    return now


def _name(expected: Expected, now: str) -> str:
    known = [f"step {number}" for number, one in enumerate(expected.states) if one == now]
    return known[0] if known else "unknown"


def _unchanged(home: Path, before: Path) -> set[Path]:
    """Files that are byte by byte what they were: they need not be read a second time."""
    sealed = [path for path in before.rglob("*") if path.suffix in (*READABLE, ".sealed")]
    pairs = [(path, home / path.relative_to(before)) for path in sealed]
    return {now for then, now in pairs if now.is_file() and filecmp.cmp(then, now, shallow=False)}


def _files(ground: Ground, script: Script, expected: Expected, seen: Seen, now: str, same: set[Path]) -> Iterator[str]:
    for number, path, step in makes(script, ground.home):
        if path.exists():
            yield from _verifies(ground, path)
        if number < seen.acked and not path.exists():
            yield f"{path.name} was acknowledged and is not there"
        if number >= seen.acked and not step.loose:
            happened = now != expected.states[number] and now == expected.states[number + 1]
            if happened != path.exists():
                yield f"{path.name} is {'there' if path.exists() else 'not there'}, the store says otherwise"
    for path in (*ground.out.glob("*"), *(ground.home / script.office / "backups").glob("*")):
        if path.suffix in READABLE and path not in same and path not in {one[1] for one in makes(script, ground.home)}:
            yield from _verifies(ground, path)


ADVICE: Final = ("backup.none", "backup.stale")
"""Findings that say nothing of damage."""

READABLE: Final = (".pdf", ".xlsx", ".cdrp", ".cdbackup")


def _verifies(ground: Ground, path: Path) -> Iterator[str]:
    """A file under its final name can be used."""
    try:
        if path.suffix == ".pdf":
            with pikepdf.open(io.BytesIO(path.read_bytes()), suppress_warnings=False) as pdf:
                if not pdf.pages or pdf.get_warnings():
                    raise Wrong("the PDF is damaged")
        elif path.suffix == ".xlsx":
            load_workbook(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).to_python()
        elif path.suffix == ".cdbackup":
            info = backup_writing.info_of(path, backup_file.read_about(path), verified=False)
            ground.office.backups.verify(info)
        elif path.suffix == ".cdrp":
            verdict = ground.office.packages.verify(path)
            if not (verdict.intact and verdict.signature_valid):
                raise Wrong(f"the package is {verdict.result}")
    except (UserError, Wrong, OSError, ValueError, pikepdf.PdfError) as error:
        yield f"{path.name} under its final name: {type(error).__name__} {error}"


def _sealed(ground: Ground, same: set[Path]) -> Iterator[str]:
    """Every blob and every kept package opens, whether a row names it or not; every sealed package is kept."""
    desk = ground.office.desk
    for digest in desk.vault.digests():
        if desk.vault.path_of(digest) in same:
            continue
        try:
            desk.vault.verify(digest)
        except UserError as error:
            yield f"media/{digest[:8]}: {error}"
    kept = {path.stem for path in desk.paths.packages.glob("*.sealed")}
    for digest in kept:
        if desk.paths.packages / f"{digest}.sealed" not in same and not desk.archive.is_whole(digest):
            yield f"packages/{digest[:8]} is not whole"
    for row in ground.office.packages.sent():
        if row.state is SentState.RESERVED:
            yield f"package {row.seq} is still reserved"
        elif row.container_sha256 not in kept:
            yield f"package {row.seq} has no copy"
    for paper in ground.office.signing.papers(PERIOD) if ground.office.inbox is None else ():
        try:
            ground.office.signing.read(paper)
        except UserError as error:
            yield f"{paper.file_name}: {error}"
    for row in ground.office.inbox.rows() if ground.office.inbox else ():
        if row.stored_name not in kept:
            yield f"received {row.file_name} has no copy"


def _left(ground: Ground, script: Script, seen: Seen) -> Iterator[str]:
    """Nothing unfinished stays in the office; outside of it only what a killed program could not take away."""
    for part in leftovers(ground.home / script.office):
        yield f"left over: {part.relative_to(ground.home)}"
    staging = ground.office.paths.staging
    for path in staging.iterdir() if staging.is_dir() else ():
        yield f"left over: {path.relative_to(ground.home)}"
    if not seen.killed and seen.can_remove:
        for part in (*leftovers(ground.out), *ground.home.glob(".restored*")):
            yield f"left over beside the target: {part.name}"


def _goes_on(ground: Ground, script: Script, passphrase: str) -> Iterator[str]:
    """The next action works, and the next opening shows it."""
    office = ground.office
    ground.ids.begin("afterwards")
    try:
        if script.office == "mission":
            office.events.add({**NEW, "title": {"vi": "Sau sự cố", "en": "Afterwards"}})
        else:
            office.settings.set("language", "en")
        after = state(office)
        ground.open(script.office, passphrase, writing=False)
        if state(ground.office) != after:
            yield "the next action was lost at once"
    except UserError as error:
        yield f"the next action fails: {error}"
    finally:
        ground.close()
