"""Search keys."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.i18n.fold import fold, nfc

_VIETNAMESE = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyAĂÂĐÊÔƠƯ \u0300\u0309\u0303\u0301\u0323", max_size=30)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Điện ảnh", "dien anh"),
        ("hòa", "hoa"),
        ("hoà", "hoa"),
        ("hóa", "hoa"),
        ("Ủy ban", "uy ban"),
        ("Uỷ ban", "uy ban"),
        ("Đờn ca tài tử", "don ca tai tu"),
        ("TẾT NGUYÊN ĐÁN Ở PRAHA", "tet nguyen dan o praha"),
        ("  Trung\u00a0thu\t2026 \n", "trung thu 2026"),
        ("Straße", "strasse"),
        ("Łódź", "lodz"),
        ("Øresund", "oresund"),
        ("Příšerně žluťoučký", "priserne zlutoucky"),
        ("İstanbul", "istanbul"),
        ("Œuvre", "oeuvre"),
        ("«Mùi đu đủ xanh»", '"mui du du xanh"'),
        ("5–11/10", "5-11/10"),
        ("Praha\u00ad-\u200bLibuš", "praha-libus"),
        ("ＡＢＣ", "abc"),
        ("Москва", "москва"),
        ("ガイド", "ガイド"),
        ("ไทย", "ไทย"),
        ("", ""),
    ],
)
def test_a_word_is_found_by_its_plain_letters(text: str, key: str) -> None:
    assert fold(text) == key


@given(st.text() | _VIETNAMESE)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text() | _VIETNAMESE)
def test_decomposed_and_composed_text_have_one_key(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))


@given(_VIETNAMESE)
def test_vietnamese_folds_to_plain_letters_and_single_blanks(text: str) -> None:
    key = fold(text)
    assert key.isascii()
    assert key == key.lower().strip()
    assert "  " not in key


def test_text_is_composed() -> None:
    assert nfc("Đo\u0302\u0300 Sơn") == "Đồ Sơn"
