"""Vietnamese dictionary order."""

import gzip
import itertools
import random
import unicodedata
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from cultdip_desktop.i18n.sort import sort_key

# Sorted by ICU 78.2 (`new Intl.Collator("vi")` of Node.js); syllables, titles, names, digits, signs, foreign words.
_ICU_ORDER = Path(__file__).with_name("vi_order_icu78.txt").read_text("utf-8").splitlines()

# 10,000 words and pairs of words out of the shipped texts, with generated syllables in every case, sorted by the same
# collator (Node.js 20, ICU 78.2) after a shuffle; words that it holds equal were left out.
_WORDS = gzip.decompress((Path(__file__).parents[1] / "assets" / "vi_words_icu78.txt.gz").read_bytes()).decode()

_TEXT = st.text("aàảãáạăâbcdđeêghiklmnoôơpqrstuưvxyAÀĐÊ \u0300\u0301", max_size=12)


def _sorted(*texts: str) -> list[str]:
    mixed = list(texts)
    random.Random(26).shuffle(mixed)
    return sorted(mixed, key=sort_key)


def test_the_order_is_that_of_icu() -> None:
    assert len(_ICU_ORDER) > 600
    assert _sorted(*_ICU_ORDER) == _ICU_ORDER


def test_ten_thousand_words_stand_as_icu_sorts_them() -> None:
    words = _WORDS.splitlines()
    assert len(words) == 10_000
    assert _sorted(*words) == words
    assert all(sort_key(first) < sort_key(second) for first, second in itertools.pairwise(words))


def test_all_keys_of_the_icu_list_differ() -> None:
    keys = list(map(sort_key, _ICU_ORDER))
    assert all(first < second for first, second in itertools.pairwise(keys))


def test_letters_stand_in_the_order_of_the_alphabet() -> None:
    alphabet = list("aăâbcdđeêfghijklmnoôơpqrstuưvwxyz")
    assert _sorted(*alphabet) == alphabet


def test_tones_stand_in_the_order_of_the_dictionary() -> None:
    assert _sorted("ma", "mà", "mả", "mã", "má", "mạ") == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_a_tone_counts_only_after_all_letters() -> None:
    assert _sorted("mạ ba", "ma ca", "má ca") == ["mạ ba", "ma ca", "má ca"]


def test_small_letters_come_before_capitals_and_only_after_tones() -> None:
    assert _sorted("đà", "Đà", "đá", "Đá") == ["đà", "Đà", "đá", "Đá"]


def test_both_ways_of_placing_a_tone_stand_next_to_each_other() -> None:
    assert _sorted("hoa", "hòa", "hoà", "hóa", "hoan") == ["hoa", "hoà", "hòa", "hóa", "hoan"]


def test_a_key_can_be_kept_in_a_database() -> None:
    key = sort_key("Đêm hội Trung thu ở Praha, năm 2026 “rước đèn” ⟦東京⟧")
    assert "\0" not in key
    assert sort_key("") < key


@given(_TEXT, _TEXT)
def test_keys_compare_alike_as_text_and_as_bytes(first: str, second: str) -> None:
    one, two = sort_key(first), sort_key(second)
    assert (one < two) == (one.encode() < two.encode())


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_decomposed_text_has_the_same_key(text: str) -> None:
    assert sort_key(unicodedata.normalize("NFD", text)) == sort_key(unicodedata.normalize("NFC", text))
