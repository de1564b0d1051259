"""Text in two languages, and how far its English is."""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from cultdip_desktop.core.records import dataclass


class EnglishState(StrEnum):
    """How far the English of a bilingual text is; English never blocks a Vietnamese report."""

    MISSING = "missing"
    DRAFT = "draft"
    REVIEWED = "reviewed"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class BiText:
    """A text in Vietnamese and English, both NFC; neither ever overwrites the other."""

    vi: str = ""
    en: str = ""
    english: EnglishState = EnglishState.MISSING
    """Derived when not given: missing without English, draft with it."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "vi", unicodedata.normalize("NFC", self.vi))
        object.__setattr__(self, "en", unicodedata.normalize("NFC", self.en))
        if not self.en:
            object.__setattr__(self, "english", EnglishState.MISSING)
        elif self.english is EnglishState.MISSING:
            object.__setattr__(self, "english", EnglishState.DRAFT)

    def __bool__(self) -> bool:
        return bool(self.vi or self.en)

    def get(self, language: str) -> str:
        """The text in `language` ("vi" or "en"), or the other one where that is empty."""
        return (self.en or self.vi) if language == "en" else (self.vi or self.en)

    def with_vi(self, vi: str) -> BiText:
        """A new Vietnamese text; an English that was there becomes stale."""
        vi = unicodedata.normalize("NFC", vi)
        if vi == self.vi:
            return self
        state = EnglishState.STALE if self.en and self.vi else self.english
        return BiText(vi, self.en, state)

    def with_en(self, en: str) -> BiText:
        """A new English text: a draft until somebody reviews it."""
        en = unicodedata.normalize("NFC", en)
        return self if en == self.en else BiText(self.vi, en, EnglishState.DRAFT)

    def reviewed(self) -> BiText:
        """The English is confirmed to say what the Vietnamese says."""
        return BiText(self.vi, self.en, EnglishState.REVIEWED)


EMPTY = BiText()
"""No text in either language."""
