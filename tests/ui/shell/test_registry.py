from __future__ import annotations

import pytest

from cultdip_desktop.domain.mission import OfficeRole
from cultdip_desktop.ui.kit.room import Route
from cultdip_desktop.ui.shell import registry


@pytest.mark.parametrize("spec", registry.ROOMS, ids=lambda spec: spec.key)
def test_behind_every_door_there_is_a_room(spec: registry.RoomSpec) -> None:
    assert callable(registry.door(spec.key).build)


def test_every_role_starts_in_a_room_of_its_own_sidebar() -> None:
    for role in OfficeRole:
        listed = [spec.key for spec in registry.rooms_of(role)]
        assert registry.home_route(role).room == listed[0]
        assert listed[-1] == "settings"


def test_every_command_leads_into_a_room() -> None:
    assert all(registry.is_room(command.route.room) for command in registry.COMMANDS)


def test_dropped_packages_are_shown_where_the_role_reads_them() -> None:
    files = ["/usb/quý III.cdrp", "/usb/quý II.cdrp"]
    assert registry.route_for_packages(OfficeRole.MISSION, files) == Route(
        "packages", "receive", "", tuple(("file", file) for file in files)
    )
    route = registry.route_for_packages(OfficeRole.HEADQUARTERS, files)
    assert route == Route("inbox", "take", "", (("file", files[0]), ("file", files[1])))


@pytest.mark.parametrize(
    ("route", "restored"),
    [
        (Route("events", "edit", "01"), Route("events", "edit", "01")),
        (Route("events", "new"), Route("events")),
        (Route("packages", "verdict", "/usb/gói.cdrp"), Route("packages")),
        (Route("calendar"), Route("today")),
    ],
)
def test_only_a_lasting_place_is_restored_on_start(route: Route, restored: Route) -> None:
    assert registry.restorable(route, OfficeRole.MISSION) == restored
