"""Near spellings: slips of the finger, Telex strokes without an input method, fewer words."""

from __future__ import annotations

import time

import pytest

from cultdip_desktop.domain.spelling import distance, guesses, near_words, unkeyed

KNOWN = ("trung", "thu", "thi", "hoa", "nhac", "dien", "anh", "festival", "praha", "2024")


@pytest.mark.parametrize(
    ("first", "second", "far"),
    [
        ("trung", "trung", 0), ("trung", "trugn", 1), ("trung", "trun", 1), ("trung", "truong", 1),
        ("festival", "festvial", 1), ("festival", "fsetivla", 2), ("hoa", "nhac", 3), ("", "ab", 2),
    ],
)  # fmt: skip
def test_the_distance_counts_letters_added_left_out_exchanged_and_swapped(first: str, second: str, far: int) -> None:
    assert distance(first, second, 3) == far
    assert distance(second, first, 3) == far


def test_a_distance_beyond_the_most_is_not_counted_out() -> None:
    assert distance("abcdefgh", "stuvwxyz", 2) == 3


def test_near_words_come_nearest_first_and_short_ones_ask_for_more() -> None:
    assert [word for _cost, word in near_words("trugn", KNOWN, 3)] == ["trung"]
    assert [word for _cost, word in near_words("fesitvla", KNOWN, 3)] == ["festival"]
    assert near_words("th", KNOWN, 3) == []
    assert near_words("2042", KNOWN, 3) == []


@pytest.mark.parametrize(
    ("typed", "meant"), [("ddieenj", "dien"), ("phowr", "pho"), ("ddaf", "da"), ("nuwowcs", "nuoc"), ("hoaf", "hoa")]
)
def test_strokes_of_telex_are_read_as_what_they_would_have_made(typed: str, meant: str) -> None:
    assert unkeyed(typed) == meant


def test_the_nearest_way_comes_first_and_never_the_question_itself() -> None:
    ways = guesses(("trugn", "thu"), KNOWN, 10)
    assert ways[0][1] == ("trung", "thu")
    assert ("trugn", "thu") not in [way for _cost, way in ways]
    assert ways[-1][1] == ("thu",)
    assert guesses(("ddieenj", "anhr"), KNOWN, 10)[0][1] == ("dien", "anh")


def test_words_that_somebody_knows_stay_while_others_are_strange() -> None:
    assert all(way[-1] == "thu" for _cost, way in guesses(("xyzxyz", "thu"), KNOWN, 10))


def test_the_cost_is_bounded_with_many_words_and_a_large_vocabulary() -> None:
    known = {
        f"{'abcdefghij'[at % 10]}{'klmnopqrst'[at // 10 % 10]}{'uvwxyzabcd'[at // 100 % 10]}{at:x}"
        for at in range(20_000)
    }
    begin = time.process_time()
    assert len(guesses(("trung", "thu", "praha", "hoa", "nhac") * 2, known, 10)) <= 10
    assert time.process_time() - begin < 2
