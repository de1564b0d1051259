"""Every column that the change log may show has words in both languages; no reader sees its name."""

from __future__ import annotations

import pytest

from cultdip_desktop.domain.field_words import field_words, value_words
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.query import history
from cultdip_desktop.store.schema import event, event_actor, event_goal, event_money, media_item

MADE_ONCE = {
    "office",
    "sha256",
    "mime",
    "extension",
    "size",
    "width",
    "height",
    "taken_at",
    "has_location",
    "created_at",
}
"""Columns that no action ever changes."""


def paths() -> list[str]:
    found = []
    for table, where in (
        (event, ""), (media_item, ""), (event_goal, "goals.M3."), (event_actor, "actors.Hội A."),
        (event_money, "money.RS.BUD."),
    ):  # fmt: skip
        own = {"code", "name", "source"} if where else MADE_ONCE | {"added_at"}
        hidden = history._SILENT | own | {"local_day", "title_sort"}
        found += [where + history._path(column.name) for column in table.columns if column.name not in hidden]
    return found


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_has_words(language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]
    other = words.t("Another field")
    said = {path: field_words(words, path) for path in paths()}
    assert [path for path, text in said.items() if text == other or not text or "_" in text] == []


def test_an_unknown_column_is_called_a_field_rather_than_by_its_name() -> None:
    assert field_words(Words("vi"), "later_edition") == "Trường khác"


def test_values_read_as_the_editor_shows_them() -> None:
    words = Words("vi")

    def said(path: str, value: str | int) -> str:
        return value_words(words, path, value, zone="Europe/Prague")

    assert said("start_at", "2026-09-25T15:30:00.000Z") == "Thứ Sáu 25/9/2026, 17:30"
    assert said("host_share", 6200) == "62%"
    assert said("money.RS.BUD", "spent 145000.00 CZK") == "Đã chi 145.000\N{NO-BREAK SPACE}CZK"
    assert said("goals.G4.2.1.is_primary", 1) == "Chính"
    assert said("zone", "Europe/Prague") == "Praha"
    assert said("state", "results_in") == "Đã có kết quả"
    assert said("title.english", "stale") == "Bản dịch cần xem lại"
