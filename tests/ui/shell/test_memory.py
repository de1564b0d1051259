from __future__ import annotations

from pathlib import Path

import pytest

from cultdip_desktop.ui.shell.memory import MOST_OFFICES, KnownOffice, MachineMemory, Remembered

PRAHA = KnownOffice("/nha/Đại sứ quán", "mission", "Đại sứ quán Việt Nam tại Cộng hòa Séc", "Embassy of Viet Nam")


def test_what_was_chosen_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "cấu hình" / "machine.json"
    memory = MachineMemory(path)
    memory.opened(PRAHA)
    memory.left_at(Path(PRAHA.home), "events/edit/01?tab=goals")
    memory.change(language="en", scheme="dark", scale=130, size=(1440, 900), maximised=True)

    again = MachineMemory(path).now

    assert (again.language, again.scheme, again.scale, again.size, again.maximised) == (
        "en",
        "dark",
        130,
        (1440, 900),
        True,
    )
    assert again.offices[0].name_vi == PRAHA.name_vi
    assert again.offices[0].route == "events/edit/01?tab=goals"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"size": [1]}', '{"offices": [{"home": 1}]}', '{"size": "rộng"}'])
def test_a_damaged_file_is_taken_for_an_empty_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "machine.json"
    path.write_text(text, "utf-8")
    assert MachineMemory(path).now == Remembered()


def test_values_that_the_program_does_not_know_are_replaced(tmp_path: Path) -> None:
    path = tmp_path / "machine.json"
    path.write_text('{"language": "fr", "scheme": "pink", "scale": 400, "size": [10, 99999]}', "utf-8")
    now = MachineMemory(path).now
    assert (now.language, now.scheme, now.scale, now.size) == ("vi", None, 100, (1024, 4320))


def test_the_newest_office_comes_first_and_keeps_its_place(tmp_path: Path) -> None:
    memory = MachineMemory(tmp_path / "machine.json")
    memory.opened(PRAHA)
    memory.left_at(Path(PRAHA.home), "packages")
    for number in range(MOST_OFFICES):
        memory.opened(KnownOffice(f"/khác/{number}", "mission", "Khác", "Other"))
        memory.opened(PRAHA)
    assert memory.now.offices[0].home == PRAHA.home
    assert memory.now.offices[0].route == "packages"
    assert len(memory.now.offices) == MOST_OFFICES


def test_a_profile_that_cannot_be_written_does_not_stop_the_work(tmp_path: Path) -> None:
    (tmp_path / "tệp").write_text("không phải thư mục", "utf-8")
    memory = MachineMemory(tmp_path / "tệp" / "machine.json")
    memory.change(language="en")
    assert memory.now.language == "en"


def test_how_a_page_is_set_up_is_remembered_per_room_and_office(tmp_path: Path) -> None:
    memory = MachineMemory(tmp_path / "machine.json")
    memory.opened(PRAHA)
    memory.keep(Path(PRAHA.home), "plan", "kind:film")
    memory.keep(Path(PRAHA.home), "plan", "moon")
    memory.keep(Path(PRAHA.home), "events", "x" * 9999)
    memory.opened(PRAHA)
    assert MachineMemory(tmp_path / "machine.json").now.offices[0].kept == (("plan", "moon"),)
