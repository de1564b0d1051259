"""Languages that press and audiences speak, by their names."""

from __future__ import annotations

import functools
from typing import Final

from babel import Locale

from cultdip_desktop.i18n.sort import sort_key
from cultdip_desktop.i18n.words import Words

CODES: Final = tuple(
    "vi en ar bg bn bs cs da de el es et fa fi fr he hi hr hu hy id it ja ka kk km ko lo lt lv mk mn ms my ne nl no"
    " pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz zh".split()
)
"""ISO 639-1, Vietnamese and English first."""


def tongue(words: Words, code: str) -> str:
    """The name of a language; the code itself when nobody knows it."""
    return str(_locale(words.language).languages.get(code, code))


def tongues(words: Words) -> list[tuple[str, str]]:
    """Languages as (code, name): Vietnamese and English, then the others in the order of their names."""
    named = [(code, tongue(words, code)) for code in CODES]
    return named[:2] + sorted(named[2:], key=lambda pair: sort_key(pair[1]))


@functools.cache
def _locale(language: str) -> Locale:
    return Locale(language)
