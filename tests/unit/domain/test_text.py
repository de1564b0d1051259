"""Two languages side by side."""

from __future__ import annotations

import unicodedata

from cultdip_desktop.domain.text import EMPTY, BiText, EnglishState


def test_both_languages_are_kept_in_composed_form() -> None:
    decomposed = unicodedata.normalize("NFD", "Tết Nguyên đán ở Praha")
    text = BiText(decomposed, decomposed)
    assert text.vi == text.en == "Tết Nguyên đán ở Praha"
    assert EMPTY.with_vi(decomposed).vi == "Tết Nguyên đán ở Praha"


def test_english_is_missing_until_somebody_writes_it_and_then_a_draft() -> None:
    assert BiText("Đêm thơ").english is EnglishState.MISSING
    assert BiText("Đêm thơ", "Poetry night").english is EnglishState.DRAFT


def test_english_becomes_stale_when_the_vietnamese_changes() -> None:
    text = BiText("Đêm thơ", "Poetry night").reviewed()
    changed = text.with_vi("Đêm thơ và nhạc")
    assert changed.english is EnglishState.STALE
    assert changed.en == "Poetry night"


def test_typing_the_same_again_changes_nothing() -> None:
    text = BiText("Đêm thơ", "Poetry night").reviewed()
    assert text.with_vi("Đêm thơ") is text
    assert text.with_en("Poetry night") is text


def test_a_missing_language_is_answered_by_the_other() -> None:
    assert BiText("Đêm thơ").get("en") == "Đêm thơ"
    assert BiText("", "Poetry night").get("vi") == "Poetry night"


def test_vietnamese_written_after_the_english_does_not_make_it_stale() -> None:
    assert BiText("", "Poetry night").with_vi("Đêm thơ").english is EnglishState.DRAFT
