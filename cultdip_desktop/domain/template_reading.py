"""A template of events from headquarters, strictly: what a mission fills in must never fail on somebody's typing."""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from typing import Final

from cultdip_desktop.domain.event import FACETS, EventKind
from cultdip_desktop.domain.record_reader import Fields, bad
from cultdip_desktop.domain.template import BudgetHint, EventTemplate, GoalHint, PlannedTask
from cultdip_desktop.domain.text import BiText

GAPS: Final = frozenset({"city", "country", "year", "lunar_year"})
"""What the texts of a template may leave to be filled in: `{city}`."""

FIELDS: Final = (
    "name", "about", "title", "summary", "kind", "days", "audience", "scale", "occasion", "goals", "tasks", "budget",
    *FACETS.values(),
)  # fmt: skip
_CODE: Final = re.compile(r"[A-Z][A-Z0-9._]{0,23}")
_MOST: Final = 100
_TEXT: Final = 4000
_FAR: Final = 1000


def read_template(template_id: str, fields: Fields) -> EventTemplate:
    """Read the content of a central item of kind `template`.

    Raises:
        UserError: `issue.bad_value`, `issue.unknown_field`, `issue.too_long`, `issue.too_many`.
    """
    fields.only(*FIELDS)
    return EventTemplate(
        id=template_id,
        name=fields.bitext("name", limit=_TEXT, required=True),
        about=fields.bitext("about", limit=_TEXT),
        title=_gapped(fields, "title", required=True),
        summary=_gapped(fields, "summary"),
        kind=fields.choice("kind", EventKind),
        days=fields.integer("days", 1, 400, 1),
        audience=_gapped(fields, "audience"),
        codes={name: tuple(_codes(fields, name)) for name in FACETS.values() if fields.has(name)},
        scale=_code(fields, "scale"),
        occasion=_code(fields, "occasion"),
        goals=tuple(GoalHint(_some_code(one, "code"), _said(one, "why")) for one in fields.records("goals", _MOST)),
        tasks=tuple(
            PlannedTask(_said(one, "title"), one.integer("before", -_FAR, _FAR))
            for one in fields.records("tasks", _MOST)
        ),
        budget=tuple(
            BudgetHint(_some_code(one, "source"), _said(one, "note")) for one in fields.records("budget", _MOST)
        ),
    )


def _said(fields: Fields, name: str) -> BiText:
    return fields.bitext(name, limit=_TEXT, required=True)


def _gapped(fields: Fields, name: str, *, required: bool = False) -> BiText:
    """A text with gaps: only such as every mission can fill."""
    text = fields.bitext(name, limit=_TEXT, required=required)
    for language in ("vi", "en"):
        said = getattr(text, language)
        try:
            parts = list(string.Formatter().parse(said))
        except ValueError as error:
            raise bad(fields.at(f"{name}.{language}"), said) from error
        for _before, gap, form, conversion in parts:
            if gap is not None and (gap not in GAPS or form or conversion):
                raise bad(fields.at(f"{name}.{language}"), f"{{{gap}}}")
    return text


def _codes(fields: Fields, name: str) -> Iterator[str]:
    for index, value in enumerate(fields.entries(name, _MOST)):
        if not isinstance(value, str) or not _CODE.fullmatch(value):
            raise bad(f"{fields.at(name)}[{index}]", value)
        yield value


def _code(fields: Fields, name: str) -> str | None:
    return _some_code(fields, name) if fields.has(name) else None


def _some_code(fields: Fields, name: str) -> str:
    code = fields.text(name, None, limit=24)
    if not _CODE.fullmatch(code):
        raise bad(fields.at(name), code)
    return code
