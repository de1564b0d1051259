"""Sizes, spans and lists."""

import pytest

from cultdip_desktop.i18n import lists, measures
from cultdip_desktop.i18n.words import Words

VI, EN = Words("vi"), Words("en")


@pytest.mark.parametrize(
    ("size", "text"),
    [
        (0, "0 byte"),
        (999, "999 byte"),
        (1500, "2 kB"),
        (999_400, "999 kB"),
        (999_500, "1,0 MB"),
        (28_500_000, "28,5 MB"),
        (310_000_000, "310 MB"),
        (4_700_000_000, "4,7 GB"),
        (5 * 10**15, "5.000 TB"),
    ],
)
def test_a_file_has_a_size_in_decimal_units(size: int, text: str) -> None:
    assert measures.file_size(VI, size).replace("\N{NO-BREAK SPACE}", " ") == text


def test_the_time_that_is_left_is_rounded_up() -> None:
    assert [measures.time_left(VI, seconds) for seconds in (0, 7.2, 33, 58, 61, 4700)] == [
        "còn khoảng 1 giây",
        "còn khoảng 8 giây",
        "còn khoảng 35 giây",
        "còn khoảng 1 phút",
        "còn khoảng 2 phút",
        "còn khoảng 1 giờ 19 phút",
    ]
    assert measures.time_left(EN, 60) == "about 1 minute left"


def test_spans_and_clips_are_written_in_their_largest_units() -> None:
    assert [measures.duration(VI, seconds) for seconds in (8, 60, 3600, 4800)] == [
        "8 giây",
        "1 phút",
        "1 giờ",
        "1 giờ 20 phút",
    ]
    assert [measures.clip_length(seconds) for seconds in (9, 155, 3755)] == ["0:09", "2:35", "1:02:35"]


def test_progress_is_counted() -> None:
    assert (measures.counted(VI, 27, 40), measures.counted(VI, 1200, 0)) == ("27/40", "1.200")


def test_lists_are_joined_in_both_languages() -> None:
    cities = ["Praha", "Brno", "Ostrava"]
    assert lists.all_of(VI, cities) == "Praha, Brno và Ostrava"
    assert lists.all_of(EN, cities) == "Praha, Brno and Ostrava"
    assert lists.any_of(VI, cities[:2]) == "Praha hoặc Brno"
    assert (lists.all_of(VI, []), lists.all_of(VI, ["Praha"])) == ("", "Praha")
