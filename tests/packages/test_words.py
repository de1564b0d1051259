"""Fingerprint words and verdict words."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from cultdip_desktop.i18n.messages import all_messages
from cultdip_desktop.i18n.words import Words
from cultdip_desktop.packages import fingerprint
from cultdip_desktop.packages.verdict import CHECKS, UNREADABLE, Check, Outcome, Result, result_of
from cultdip_desktop.packages.verdict_words import advice_text, result_text, verdict_text
from tests.packages.world import World

PACKAGES = Path(__file__).parents[2] / "cultdip_desktop" / "packages"
AREAS = {code.partition(".")[0] for code in all_messages()} & {
    *"size container manifest signature certificate revocation sender files format chain content recipient".split(),
    *"skipped package trust enrol authority key".split(),
}


def heard(word: str) -> str:
    """A word as a bad line and another region's ears may take it."""
    plain = unicodedata.normalize("NFD", word.replace("đ", "ð"))
    plain = "".join(one for one in plain if not unicodedata.combining(one))
    for pattern, sound in (("^ngh", "ng"), ("^gh", "g"), ("^gi(?=[aeou])|^r|^v", "d"), ("^tr", "ch"), ("^s", "x")):
        plain = re.sub(pattern, sound, plain)
    for pattern, sound in (("^[ck](?!h)", "k"), ("^n(?![gh])", "l"), ("y", "i"), ("nh$|ng$", "n"), ("ch$|c$", "t")):
        plain = re.sub(pattern, sound, plain)
    return plain


def test_no_two_words_sound_alike_without_marks_or_in_another_region() -> None:
    listed = fingerprint.word_list()
    assert len(listed) == 256
    assert len({heard(word) for word in listed}) == 256
    assert all(word == unicodedata.normalize("NFC", word) for word in listed)


def test_the_words_of_a_digest_never_change() -> None:
    digest = fingerprint.fingerprint(b"CultDip")
    listed = fingerprint.word_list()
    assert fingerprint.words(digest) == tuple(listed[byte] for byte in bytes.fromhex(digest)[:12])
    assert listed[0] == "bay" or listed[0] < listed[255]


def test_every_code_of_the_product_has_words() -> None:
    source = "".join(path.read_text("utf-8") for path in PACKAGES.glob("*.py"))
    codes = set(re.findall(rf'"((?:{"|".join(AREAS)})\.[a-z_0-9]+)"', source))
    field_paths = {"chain.last_receipt", "chain.prev_manifest_sha256", "chain.pem", "recipient.id", "package.json"}
    assert codes - field_paths <= all_messages().keys()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_verdict_is_told_line_by_line(world: World, good_package: Path, language: str) -> None:
    words = Words(language)  # type: ignore[arg-type]
    for check in world.verify(good_package).checks:
        title, sentence = verdict_text(words, check)
        assert title
        assert sentence
        assert "{" not in sentence
        assert "{" not in advice_text(words, check)


def test_the_five_states_bear_the_names_of_the_glossary() -> None:
    names = [result_text(Words("vi"), result)[0] for result in Result]
    assert names == ["Hợp lệ", "Hợp lệ, có lưu ý", "Không xác định", "Không hợp lệ", "Không đọc được"]


@pytest.mark.parametrize(
    ("outcomes", "result"),
    [
        ((Outcome.OK, Outcome.SKIPPED), Result.VALID),
        ((Outcome.OK, Outcome.WARNING), Result.VALID_WITH_WARNINGS),
        ((Outcome.WARNING, Outcome.UNKNOWN), Result.UNKNOWN),
        ((Outcome.UNKNOWN, Outcome.FAILED), Result.NOT_VALID),
    ],
)
def test_the_worst_line_decides_the_state(outcomes: tuple[Outcome, ...], result: Result) -> None:
    checks = tuple(Check(1, "container", outcome, "container.ok") for outcome in outcomes)
    assert result_of(checks) is result


def test_a_file_that_is_no_package_is_unreadable_not_invalid() -> None:
    for code in UNREADABLE:
        assert result_of((Check(0, "size", Outcome.FAILED, code),)) is Result.UNREADABLE
    assert {name for _, name in CHECKS} >= {"signature", "certificate"}


def test_words_are_compared_as_they_sound_over_the_telephone() -> None:
    digest = fingerprint.fingerprint(b"CultDip")
    words = fingerprint.words(digest)
    for heard in (
        " ".join(words),
        ", ".join(words).upper(),
        "  ".join(f"{at}. {word}" for at, word in enumerate(words, 1)),
        unicodedata.normalize("NFD", "-".join(words)),
    ):
        assert fingerprint.compare(digest, heard).matches


def test_half_of_the_words_neither_match_nor_differ() -> None:
    digest = fingerprint.fingerprint(b"CultDip")
    heard = fingerprint.compare(digest, " ".join(fingerprint.words(digest)[:6]))
    assert (heard.matches, heard.differs, heard.words.count(None)) == (False, False, 6)


def test_a_wrong_word_and_a_thirteenth_differ() -> None:
    digest = fingerprint.fingerprint(b"CultDip")
    words = list(fingerprint.words(digest))
    assert fingerprint.compare(digest, " ".join([*words, "nữa"])).differs
    words[7] = "khác"
    heard = fingerprint.compare(digest, " ".join(words))
    assert [at for at, right in enumerate(heard.words) if right is False] == [7]


def test_words_that_differ_only_by_the_letter_đ_are_told_apart() -> None:
    listed = fingerprint.word_list()
    digest = bytes([listed.index("dao")] * 12).hex().ljust(64, "0")
    assert fingerprint.compare(digest, "dao " * 12).matches
    assert not fingerprint.compare(digest, "đào " * 12).matches


def test_the_text_of_the_code_compares_every_bit() -> None:
    digest = fingerprint.fingerprint(b"CultDip")
    assert fingerprint.compare(digest, fingerprint.qr_text(digest)).matches
    other = digest[:-1] + ("0" if digest[-1] != "0" else "1")
    assert fingerprint.words(other) == fingerprint.words(digest)
    assert fingerprint.compare(digest, fingerprint.qr_text(other)).words == (False,) * 12
    assert fingerprint.compare(digest, fingerprint.grouped(digest)).matches


def test_the_code_is_small_enough_for_a_corner_of_the_page() -> None:
    modules = fingerprint.qr(fingerprint.fingerprint(b"CultDip"))
    assert len(modules) == len(modules[0]) <= 37
