"""A restored office takes the place of the open one, and nothing of either is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from cultdip_desktop.app import open_office, restore_backup
from cultdip_desktop.core import durable
from cultdip_desktop.core.clock import FixedClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.services.replacing import replace_office
from tests.offices import PASSPHRASE, digest


@pytest.fixture
def restored(mission: Path) -> Path:
    """An office restored beside the mission's, of a backup that lies in its folder; the mission has gone on since."""
    with open_office(mission, PASSPHRASE) as office:
        info = office.backups.automatic()
        assert info is not None
        office.settings.set("period_rule", "decree")
        home = mission.with_name("khôi phục")
        restore_backup(info.path, home, passphrase=PASSPHRASE).close()
    return home


def test_the_restored_office_takes_the_name_and_the_old_one_is_kept(
    mission: Path, restored: Path, fixed_clock: FixedClock
) -> None:
    old, new = digest(mission), digest(restored)
    kept = replace_office(mission, restored, fixed_clock)
    assert kept.name == "mission-truoc-khoi-phuc-2026-10-15"
    assert digest(mission)["content_sha256"] == new["content_sha256"]
    assert digest(kept)["content_sha256"] == old["content_sha256"]
    assert not restored.exists()
    with open_office(mission, PASSPHRASE) as office:
        assert office.backups.last() is not None


def test_a_second_time_on_one_day_keeps_both(mission: Path, restored: Path, fixed_clock: FixedClock) -> None:
    mission.with_name("mission-truoc-khoi-phuc-2026-10-15").mkdir()
    assert replace_office(mission, restored, fixed_clock).name == "mission-truoc-khoi-phuc-2026-10-15-2"


def test_an_office_that_is_open_elsewhere_is_not_replaced(
    mission: Path, restored: Path, fixed_clock: FixedClock
) -> None:
    with open_office(mission, PASSPHRASE), pytest.raises(UserError) as caught:
        replace_office(mission, restored, fixed_clock)
    assert caught.value.code == "office.in_use"
    assert restored.exists()


def test_a_rename_that_fails_leaves_the_old_office_in_place(
    mission: Path, restored: Path, fixed_clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = digest(mission)
    real = durable.move

    def move(source: Path, target: Path) -> None:
        if source == restored:
            raise UserError("file.not_writable", path=str(target))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(durable, "move", move)
        with pytest.raises(UserError):
            replace_office(mission, restored, fixed_clock)
    assert digest(mission) == before
