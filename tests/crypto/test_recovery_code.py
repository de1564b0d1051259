"""The printed code: every slip of the pen is noticed."""

from __future__ import annotations

import random

import pytest

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.crypto import recovery_code

SECRET = bytes(range(7, 27))


def test_a_code_reads_back() -> None:
    code = recovery_code.write(SECRET)
    assert recovery_code.read(code) == SECRET
    assert [len(group) for group in code.split("-")] == [5] * 8
    assert not set(code) & set("ILOU")


def test_every_single_wrong_character_is_found_with_its_group() -> None:
    code = recovery_code.write(SECRET)
    for place, right in enumerate(code):
        for wrong in "0123456789ABCDEFGHJKMNPQRSTVWXYZ":
            if right in ("-", wrong):
                continue
            with pytest.raises(UserError) as caught:
                recovery_code.read(code[:place] + wrong + code[place + 1 :])
            assert caught.value.code == "office.recovery_code_typo"
            assert caught.value.params["group"] == place // 6 + 1


def test_swapped_neighbours_and_swapped_groups_are_found() -> None:
    randomness = random.Random(1)
    for _ in range(50):
        groups = recovery_code.write(randomness.randbytes(20)).split("-")
        first, second = randomness.sample(range(8), 2)
        swapped = list(groups)
        swapped[first], swapped[second] = groups[second], groups[first]
        with pytest.raises(UserError):
            recovery_code.read("-".join(swapped))
        word = groups[first]
        if word[1] != word[2]:
            groups[first] = word[0] + word[2] + word[1] + word[3:]
            with pytest.raises(UserError):
                recovery_code.read("-".join(groups))


def test_a_code_with_a_group_missing_says_how_many_characters_are_there() -> None:
    with pytest.raises(UserError) as caught:
        recovery_code.read(recovery_code.write(SECRET)[:-6])
    assert caught.value.code == "office.recovery_code_incomplete"
    assert caught.value.params == {"found": 35, "needed": 40}


def test_letters_outside_the_alphabet_are_a_typing_error_not_a_crash() -> None:
    code = recovery_code.write(SECRET)
    for odd in ("U", "đ", "٣", "漢"):
        with pytest.raises(UserError) as caught:
            recovery_code.read(odd + code[1:])
        assert caught.value.params == {"group": 1}
