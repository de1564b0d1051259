"""A package of several files is one line of a batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest

from cultdip_desktop.core.progress import NoProgress, Progress
from cultdip_desktop.domain.package import InboxOutcome
from cultdip_desktop.hq.answers import Preview, TakenIn
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.ui.kit.language import render
from cultdip_desktop.ui.rooms.inbox import phrases, viewmodel_batch
from cultdip_desktop.ui.rooms.inbox.values import VOLUMES_MISSING
from cultdip_desktop.ui.rooms.inbox.viewmodel import InboxDesk
from tests.ui.inbox.stand_in import MERGE, StandInInbox, verdict

FILES = ("q3.cdrp", "q3.2.cdrp")


class _Sets(StandInInbox):
    """Two volumes: each alone is held, together they are one package."""

    def preview(self, paths: Sequence[Path], progress: Progress | None = None) -> list[Preview]:
        del progress
        mine = tuple((FILES.index(path.name) + 1, path) for path in paths)
        missing = tuple(number for number in (1, 2) if number not in dict(mine))
        held = (InboxOutcome.HELD, VOLUMES_MISSING) if missing else (InboxOutcome.IMPORTED, "")
        found = Preview(mine[0][1], verdict(), *held, missing=missing, volumes=mine)
        return [replace(found, merge=None if missing else MERGE)]

    def take_in(self, paths: Sequence[Path], progress: Progress | None = None) -> list[TakenIn]:
        del progress
        self.taken += [path.name for path in paths]
        return [TakenIn(paths[0], InboxOutcome.IMPORTED, "", merge=MERGE, verdict=verdict())]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Both volumes."""
    for name in FILES:
        (tmp_path / name).touch()
    return [tmp_path / name for name in FILES]


def test_volumes_of_one_batch_are_one_line_and_are_taken_in_together(files: list[Path]) -> None:
    desk = _Sets()
    batch = viewmodel_batch.preview(cast(InboxDesk, desk), files, NoProgress())
    (line,) = batch.lines
    assert (line.outcome, line.volumes) == (InboxOutcome.IMPORTED, tuple(files))
    done = viewmodel_batch.take_in(cast(InboxDesk, desk), batch, NoProgress())
    assert [one.outcome for one in done.lines] == [InboxOutcome.IMPORTED]
    assert desk.taken == list(FILES)


def test_a_lone_volume_waits_for_files_and_not_for_packages(files: list[Path]) -> None:
    (line,) = viewmodel_batch.preview(cast(InboxDesk, _Sets()), files[:1], NoProgress()).lines
    said, _mark = phrases.plan(line)
    assert render(Words("vi"), said) == "Sẽ chờ các tệp số 2"
    said, _mark = phrases.outcome(line.outcome, line.missing, VOLUMES_MISSING)
    assert render(Words("vi"), said) == "Chờ các tệp số 2"
