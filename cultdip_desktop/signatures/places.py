"""The two places for signatures in our documents: fields that stand empty until somebody signs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class SignerRole(StrEnum):
    """Who signs, in the order of Decree 30/2020, Article 4: the competent person, then the agency."""

    PERSON = "person"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class Place:
    """An empty or filled signature field."""

    name: str
    """Of the field; ours are called as the roles."""

    filled: bool
    page: int
    """Counted from 1; 0 when the field is on no page."""

    left: float
    bottom: float
    width: float
    height: float
    """Points, from the page's lower left corner; all 0 for a field that cannot be seen."""


def places(pdf: Any) -> tuple[Place, ...]:
    """The signature fields of what pyHanko has opened, in the order of the form."""
    from pyhanko.sign.fields import enumerate_sig_fields

    pages = {
        reference.reference: number for number, reference in enumerate(_pages(pdf), start=1) if reference is not None
    }
    found = []
    for name, value, reference in enumerate_sig_fields(pdf):
        field = reference.get_object()
        left, bottom, right, top = _rectangle(field)
        page = field.raw_get("/P") if "/P" in field else None
        number = pages.get(getattr(page, "reference", None), 0)
        found.append(Place(str(name), value is not None, number, left, bottom, right - left, top - bottom))
    return tuple(found)


def _rectangle(field: Any) -> tuple[float, float, float, float]:
    try:
        left, bottom, right, top = (float(value) for value in field["/Rect"])
    except (KeyError, TypeError, ValueError):
        return 0.0, 0.0, 0.0, 0.0
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _pages(pdf: Any) -> list[Any]:
    root = pdf.root["/Pages"]
    return [pdf.find_page_for_modification(index)[0] for index in range(int(root["/Count"]))]
