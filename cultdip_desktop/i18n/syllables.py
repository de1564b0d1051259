"""What can be a syllable of Vietnamese: the question by which broken encodings are told from foreign languages."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import Final

_TONES: Final = {"\u0300": "huyền", "\u0301": "sắc", "\u0303": "ngã", "\u0309": "hỏi", "\u0323": "nặng"}
_STOPPED_TONES: Final = frozenset({"sắc", "nặng"})
"""The only tones of a syllable that ends in c, ch, p or t."""

_ONSET: Final = re.compile(r"ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx]|")
_VOWELS: Final = re.compile(r"[aăâeêioôơuưy]+")
_STOP: Final = re.compile(r"(?:c|ch|p|t)$")

_RHYMES: Final = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt
    âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong
    oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
    ô ôc ôi ôm ôn ông ôp ôt ôông
    ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uôc uôi uôm uôn uông uôt uơ
    uy uya uych uyên uyêt uynh uyt uyp uyu uyn
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
    """.split()
)
_AFTER_QU: Final = frozenset(
    """
    a ac ach ai am an ang anh ao au at ay ăc ăm ăn ăng ăp ăt âc ân âng ât ây âu e en eo et ê êch ên ênh êt i ich in
    inh it iên iêng iêt ơ ơi ơn ơt y ych ynh yt yên yêt yêu ôc
    """.split()
)
_FRONT: Final = frozenset("eêiy")


@functools.lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether `word` (any case, NFC or not) can be a Vietnamese syllable: onset, rhyme, tone and its place fit together.

    Structural, without a dictionary: "hội", "nghiêng" and the unused "nghiệm" pass; "héi", "café" and "über" do not.
    """
    bare, tones = _without_tone(word.casefold())
    if len(tones) > 1 or not bare:
        return False
    start, rhyme = _parted(bare)
    if rhyme not in (_AFTER_QU if bare.startswith("qu") else _RHYMES) or not _fits(bare[:start], rhyme):
        return False
    if not tones:
        return word.isascii() or not _STOP.search(rhyme)
    place, tone = tones[0]
    return place - start in _places(rhyme) and (tone in _STOPPED_TONES or not _STOP.search(rhyme))


def _without_tone(word: str) -> tuple[str, list[tuple[int, str]]]:
    """The letters without tones, and each tone with the index of its letter."""
    bare: list[str] = []
    tones: list[tuple[int, str]] = []
    for character in unicodedata.normalize("NFD", word):
        if character in _TONES:
            tones.append((len(bare) - 1, _TONES[character]))
        elif unicodedata.combining(character) and bare:
            bare[-1] = unicodedata.normalize("NFC", bare[-1] + character)
        else:
            bare.append(character)
    return "".join(bare), tones


def _parted(bare: str) -> tuple[int, str]:
    """Where the rhyme begins, and the rhyme; the i of gi belongs to the onset, to the rhyme, or to both: già, gì, giếng."""
    found = _ONSET.match(bare)
    start = found.end() if found else 0
    if bare.startswith("gi") and bare[2:] not in _RHYMES:
        return 1, bare[1:]
    return start, bare[start:]


def _places(rhyme: str) -> tuple[int, ...]:
    """Indexes of the letters of a rhyme that may carry the tone; in oa, oe and uy people use either."""
    marked = [index for index, letter in enumerate(rhyme) if letter in "ăâêôơư"]
    if marked:
        return (marked[-1] if rhyme[marked[-1]] != "ư" else marked[0],)
    vowels = _VOWELS.match(rhyme)
    count = vowels.end() if vowels else 0
    if count == 2 and len(rhyme) == 2:
        return (0, 1) if rhyme in ("oa", "oe", "uy") else (0,)
    return (0,) if count == 1 else (1,)


def _fits(onset: str, rhyme: str) -> bool:
    """The spelling rules: k, gh and ngh stand before e, ê, i, y; c, g and ng before the others."""
    front = rhyme[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front
    if onset in ("c", "g", "ng"):
        return not front or (onset == "g" and rhyme[0] == "i")
    return onset != "p" or rhyme in ("in", "an", "a", "i", "ô", "oong")
