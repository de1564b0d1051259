"""Differences between two contents of a report, said in words: which record, which field, before and now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from cultdip_desktop.domain.content_diff import Content, FieldChange, changed_fields, changed_rows, pattern_of
from cultdip_desktop.domain.content_words import field_label, record_kind
from cultdip_desktop.domain.text import BiText
from cultdip_desktop.i18n.words import Words

_NAMED: Final = 5
"""Fields that a refusal names; the list beside it shows all."""

_TITLES: Final = ("title", "name", "caption", "subject", "text")
_LONGEST: Final = 120


def differences(old: Content, new: Content) -> tuple[FieldChange, ...]:
    """Every field that differs, record by record in the order of the package's entities."""
    vi, en = Words("vi"), Words("en")
    titles = _titles(old) | _titles(new)
    found: list[FieldChange] = []
    for entity, row_id, before, after in changed_rows(old, new):
        patterns = {**pattern_of(before or {}), **pattern_of(after or {})}
        title = _title_of(entity, after or before or {}, titles) or BiText(
            record_kind(vi, entity), record_kind(en, entity)
        )
        for path, was, now in changed_fields(before, after):
            pattern = patterns.get(path, "")
            label = BiText(field_label(vi, entity, pattern, path), field_label(en, entity, pattern, path))
            found.append(FieldChange(entity, row_id, title, path, label, was, now))
    return tuple(found)


def named(changes: Sequence[FieldChange], language: str = "vi") -> str:
    """The fields that a refusal names: "«Đêm hội…»: Công chúng; …"."""
    before, after = ("“", "”") if language == "en" else ("«", "»")
    texts = [f"{before}{one.title.get(language)}{after}: {one.label.get(language)}" for one in changes]
    listed = list(dict.fromkeys(texts))
    more = f"; … (+{len(listed) - _NAMED})" if len(listed) > _NAMED else ""
    return "; ".join(listed[:_NAMED]) + more


def _titles(content: Content) -> dict[str, BiText]:
    """Titles of events, for what belongs to them."""
    return {str(row["id"]): _text_of(row.get("title")) for row in content.get("event", ())}


def _title_of(entity: str, row: Mapping[str, Any], titles: Mapping[str, BiText]) -> BiText | None:
    for name in _TITLES:
        found = _text_of(row.get(name))
        if found:
            return found
    if "event_id" in row and row["event_id"] in titles:
        return titles[row["event_id"]]
    if entity == "tombstone" and row.get("id") in titles:
        return titles[row["id"]]
    return BiText(str(row["section"])) if entity == "report_section" else None


def _text_of(value: Any) -> BiText:
    if isinstance(value, Mapping):
        return BiText(str(value.get("vi", ""))[:_LONGEST], str(value.get("en", ""))[:_LONGEST])
    return BiText(value[:_LONGEST], value[:_LONGEST]) if isinstance(value, str) else BiText()
