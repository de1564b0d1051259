"""What a file from headquarters changes, in words."""

from __future__ import annotations

from cultdip_desktop.core.errors import UserError
from cultdip_desktop.domain.naming import period_of, period_words
from cultdip_desktop.domain.receiving import Change
from cultdip_desktop.i18n.messages import describe
from cultdip_desktop.i18n.words import Words


def change_text(words: Words, change: Change) -> str:
    """One change as a sentence."""
    return _said(words, change)[0]


def change_advice(words: Words, change: Change) -> str:
    """What to do about it; empty where nothing is to be done."""
    return _said(words, change)[1]


def _said(words: Words, change: Change) -> tuple[str, str]:
    params = dict(change.params)
    period = params.get("period")
    if isinstance(period, str) and (found := period_of(period)) is not None:
        params["period"] = period_words(words, found)
    if words.language == "en" and params.get("title_en"):
        params["title"] = params["title_en"]
    text = describe(words, UserError(change.code, **params))
    return text.message, text.advice
