"""What headquarters answers about incoming files: one answer for a package, in however many files it comes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from cultdip_desktop.domain.changes import ChangeSet
from cultdip_desktop.domain.package import InboxOutcome, ReceivedPackage
from cultdip_desktop.hq.citing import Notice
from cultdip_desktop.hq.rechecking import ReceivedReport
from cultdip_desktop.hq.volumes import in_order
from cultdip_desktop.packages.verdict import Verdict
from cultdip_desktop.store.repo.event import Merge


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking in a file would do."""

    file: Path
    verdict: Verdict
    outcome: InboxOutcome
    code: str
    """Why it would not simply be taken in; empty when it would."""

    missing: tuple[int, ...] = ()
    merge: Merge | None = None
    """Differences to what headquarters has; None when nothing would enter."""

    period: str = ""
    report: ReceivedReport | None = None
    """What its report says about itself, and what headquarters finds in it."""

    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))
    """Fill the named places of the code's words."""

    container_sha256: str = ""
    """Digest of the file, for the words to compare by telephone; empty when it cannot be read."""

    volumes: tuple[tuple[int, Path], ...] = ()
    """Number and file of the volumes that came together; empty for a package of one file."""

    notices: tuple[Notice, ...] = ()
    """What is worth a word and stops nothing: receipts lost, a store that was set back."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of one file."""

    file: Path
    outcome: InboxOutcome
    code: str
    missing: tuple[int, ...] = ()
    merge: Merge | None = None
    verdict: Verdict | None = field(default=None, repr=False)
    received: ReceivedPackage | None = None
    events: int = 0
    media: int = 0
    report: ReceivedReport | None = None
    """What its report says about itself, and what headquarters finds in it."""

    change_set: ChangeSet = field(default=ChangeSet("", "hq.import"), repr=False)
    params: Mapping[str, str | int | None] = field(default_factory=lambda: MappingProxyType({}))
    """Fill the named places of the code's words."""

    volumes: tuple[tuple[int, Path], ...] = ()
    """Number and file of the volumes that came together; empty for a package of one file."""

    notices: tuple[Notice, ...] = ()
    """What is worth a word and stops nothing: receipts lost, a store that was set back."""


def settle(answers: list[TakenIn], released: TakenIn) -> None:
    """What was held and then released within one drop of files has one answer: the last."""
    digest = released.verdict.manifest_sha256 if released.verdict else ""
    for index, one in enumerate(answers):
        if one.outcome is InboxOutcome.HELD and one.verdict is not None and one.verdict.manifest_sha256 == digest:
            answers[index] = replace(released, file=one.file, volumes=one.volumes)
            return
    answers.append(released)


def own_volume(file: Path, verdict: Verdict) -> tuple[tuple[int, Path], ...]:
    """A volume by itself; nothing for a package of one file."""
    return ((verdict.info.volume.i, file),) if verdict.info is not None and verdict.info.volume.n > 1 else ()


def one_set(one: Preview | TakenIn, other: Preview | TakenIn) -> bool:
    """Whether both are about volumes of one package."""
    infos = [found.verdict.info for found in (one, other) if found.volumes and found.verdict is not None]
    return len(infos) == 2 and all(infos) and len({(i.office, i.package_id) for i in infos if i is not None}) == 1


def gather(answers: list[TakenIn]) -> None:
    """The volumes of one package that came together have one answer: the last."""
    last = answers[-1]
    for index, one in enumerate(answers[:-1]):
        if last.volumes and one_set(one, last):
            files = in_order([*one.volumes, *last.volumes])
            keeps = last.outcome is InboxOutcome.ALREADY_IMPORTED and one.outcome is InboxOutcome.IMPORTED
            answers[index] = replace(one if keeps else last, file=files[0][1], volumes=files)
            answers.pop()
            # What it releases is looked for in the last answer.
            answers.append(answers.pop(index))
            return
