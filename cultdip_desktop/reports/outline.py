"""The outline of a report (DOMAIN, section 8): sections with keys that never change, and the numbers they get.

Keys are stored with the office's own texts; numbers follow from what is printed, so that a section left out leaves no
gap. Nothing heavy is loaded here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from cultdip_desktop.i18n.messages.message import N_
from cultdip_desktop.i18n.words import Words

ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class OutlineSection:
    """One section that an office can write, tick or leave out."""

    key: str
    title: str
    """msgid."""

    level: int
    """1 or 2; level 2 stands under the part that its key names before the point."""

    has_text: bool
    """It has running text that can be written by hand; tables, charts and pictures are always made from the data."""

    @property
    def part(self) -> str:
        """The part of level 1 it belongs to: `II.3` → `II`."""
        return self.key.partition(".")[0]

    @property
    def appendix(self) -> bool:
        """It stands behind the signature."""
        return self.part == "A"


SECTIONS: Final[tuple[OutlineSection, ...]] = (
    OutlineSection("opening", N_("Opening paragraph"), 1, True),
    OutlineSection("I", N_("Local situation and direction of work"), 1, True),
    OutlineSection("II.1", N_("Results by goal of the Strategy"), 2, True),
    OutlineSection("II.2", N_("Results by group of breakthrough solutions"), 2, True),
    OutlineSection("II.3", N_("Notable events"), 2, True),
    OutlineSection("II.4", N_("Resources used"), 2, True),
    OutlineSection("II.5", N_("Information and media coverage"), 2, True),
    OutlineSection("II.6", N_("Events postponed or cancelled"), 2, True),
    OutlineSection("III", N_("Assessment"), 1, True),
    OutlineSection("IV", N_("Direction for the coming period"), 1, True),
    OutlineSection("V", N_("Proposals and initiatives"), 1, True),
    OutlineSection("VI", N_("Proposals for commendation"), 1, True),
    OutlineSection("A.events", N_("List of events"), 1, False),
    OutlineSection("A.money", N_("Money by event"), 1, False),
    OutlineSection("A.photos", N_("Pictures of the events"), 1, False),
)

PARTS: Final[Mapping[str, str]] = {"II": N_("Results of the period")}
"""Parts of level 1 that only hold sections of level 2: key → title (msgid)."""

KEYS: Final = tuple(section.key for section in SECTIONS)

_BY_KEY: Final = {section.key: section for section in SECTIONS}


def find(key: str) -> OutlineSection | None:
    """The section of a key."""
    return _BY_KEY.get(key)


def numbers(printed: Collection[str]) -> dict[str, str]:
    """The number of each printed section and of the parts around them: `{"I": "I", "II": "II", "II.3": "1"}`.

    The opening has none; appendices are numbered by themselves, in Roman numerals too.
    """
    found: dict[str, str] = {}
    parts: list[str] = []
    inside = appendices = 0
    for section in SECTIONS:
        if section.key not in printed or section.key == "opening":
            continue
        if section.appendix:
            found[section.key] = ROMAN[appendices]
            appendices += 1
            continue
        if section.part not in parts:
            parts.append(section.part)
            found[section.part] = ROMAN[len(parts) - 1]
            inside = 0
        if section.level == 2:
            inside += 1
            found[section.key] = str(inside)
    return found


def title(words: Words, key: str) -> str:
    """The title of a section or part in words: "Đánh giá"; the key itself where it is unknown."""
    section = _BY_KEY.get(key)
    msgid = section.title if section else PARTS.get(key)
    return words.t(msgid) if msgid else key
