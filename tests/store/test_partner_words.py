"""Every column of the register that the change log may show has words in both languages."""

from __future__ import annotations

import pytest

from cultdip_desktop.domain.partner_words import HIDDEN, field_words, value_words
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.store.query import history
from cultdip_desktop.store.schema import interaction, logged_columns, partner, partner_role


def paths() -> list[str]:
    columns = [column.name for table in (partner, partner_role, interaction) for column in logged_columns(table)]
    silent = history._SILENT | HIDDEN
    return [history._path(name) for name in columns if name not in silent] + ["aliases.Hội A"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_column_has_words(language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]
    said = {path: field_words(words, path) for path in paths()}
    other = words.t("Another field")
    assert [path for path, text in said.items() if text == other or not text or "_" in text] == []


@pytest.mark.parametrize(
    ("path", "value", "said"),
    [
        ("kind", "person", "Cá nhân"),
        ("kind", "gift", "Tặng quà"),
        ("consent", "refused", "Không muốn được nêu tên"),
        ("consent_day", "2026-03-05", "5/3/2026"),
        ("promise_by", "them", "Đối tác hứa"),
        ("country", "DE", "Đức"),
        ("city", "Plzeň", "Plzeň"),
        ("to_day", None, ""),
    ],
)
def test_values_read_as_the_page_shows_them(path: str, value: str | None, said: str) -> None:
    assert value_words(Words("vi"), path, value) == said
