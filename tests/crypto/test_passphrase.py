"""What counts as a good passphrase."""

from __future__ import annotations

import pytest

from cultdip_desktop.crypto.passphrase import normalised, strength


@pytest.mark.parametrize("text", ["", "ngắn", "12345678", "password", "Mật khẩu", "aaaaaaaaaaaa", "qwertyuiop"])
def test_what_everybody_tries_first_scores_nothing(text: str) -> None:
    assert strength(text).score == 0


@pytest.mark.parametrize(
    "text", ["cây tre nở hoa bên sông", "ba con mèo đội mũ đi Praha", "correct horse battery staple"]
)
def test_four_or_five_words_are_good(text: str) -> None:
    found = strength(text)
    assert found.score >= 3
    assert found.reason == "office.passphrase_good"


def test_reasons_name_what_is_wrong() -> None:
    assert strength("hoa").reason == "office.passphrase_too_short"
    assert strength("matkhau-cua-toi").reason == "office.passphrase_common"
    assert strength("tetnguyendan2026").reason == "office.passphrase_sequence"
    assert strength("xyxyxyxyxyxyxy").reason == "office.passphrase_repeated"


def test_more_words_never_score_less() -> None:
    words = ["mưa", "xuân", "ngõ", "nhỏ", "phố", "cổ", "đèn", "lồng"]
    scores = [strength(" ".join(words[:count])).score for count in range(1, len(words) + 1)]
    assert scores == sorted(scores)
    assert scores[-1] == 4


def test_composed_and_decomposed_are_one_passphrase_and_outer_spaces_count() -> None:
    assert normalised("Điện ảnh") == normalised("Điện ảnh")
    assert normalised(" hoa ") == b" hoa "
