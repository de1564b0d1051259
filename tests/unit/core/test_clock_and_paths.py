"""Clock and shipped folders."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from cultdip_desktop.core import paths
from cultdip_desktop.core.clock import FixedClock, SystemClock
from cultdip_desktop.core.errors import UserError
from cultdip_desktop.core.paths import OfficePaths


def test_the_system_clock_gives_utc_in_whole_milliseconds() -> None:
    now = SystemClock().now()
    assert now.utcoffset() == timedelta(0)
    assert now.microsecond % 1000 == 0


def test_a_fixed_clock_gives_utc_whatever_zone_it_was_set_in() -> None:
    clock = FixedClock(datetime(2026, 2, 17, 7, tzinfo=timezone(timedelta(hours=7))))
    assert clock.now() == datetime(2026, 2, 17, tzinfo=UTC)
    assert clock.now().tzinfo is UTC


def test_an_office_keeps_everything_inside_its_folder_and_lists_all_of_it() -> None:
    office = OfficePaths(Path("/x"))
    values = [getattr(office, name) for name, value in vars(OfficePaths).items() if isinstance(value, property)]
    places = [value for value in values if isinstance(value, Path)]
    listed = {*office.files, *office.folders}
    assert all(place.parent == Path("/x") for place in (*places, *listed))
    assert len(set(places)) == len(places)
    assert set(places) - listed == {office.crash_reports}


def test_resources_and_catalogs_are_found_in_a_checkout() -> None:
    assert (paths.resources() / "strategy").is_dir()
    assert (paths.catalogs() / "vi").is_dir()


def test_installed_data_comes_first() -> None:
    package = Path(paths.__file__).parent.parent
    assert paths.resources() in (package / "_resources", package.parent / "resources")


def test_an_expected_error_shows_its_code_and_its_parameters() -> None:
    assert str(UserError("event.end_before_start", title="Tết")) == "event.end_before_start(title='Tết')"
