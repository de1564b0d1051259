"""The places of a Word file that hold a section's running text: what officers may edit and what is read back.

A place is a content control with a bookmark inside: Word keeps the one, LibreOffice the other.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Final

from cultdip_desktop.i18n.words import Language
from cultdip_desktop.reports.word_xml import Element, element

TAG: Final = "cultdip:"
"""How the tag of a content control begins: `cultdip:II.3:vi`."""

MARK: Final = "cultdip_"
"""How a bookmark begins: `cultdip_II_3_vi`."""

_TAG: Final = re.compile(r"cultdip:([A-Za-z0-9.]{1,20}):(vi|en)")
_MARK: Final = re.compile(r"cultdip_([A-Za-z0-9_]{1,20})_(vi|en)")


def region(key: str, language: Language, title: str, number: int, paragraphs: Sequence[Element]) -> Element:
    """`paragraphs` as one place; `title` is what Word shows when the cursor stands in it, `number` is its own."""
    name = f"{MARK}{key.replace('.', '_')}_{language}"
    first, last = paragraphs[0], paragraphs[-1]
    first.insert(1, element("bookmarkStart", id=number, name=name))
    last.append(element("bookmarkEnd", id=number))
    about = element(
        "sdtPr",
        element("alias", val=title[:60]),
        element("tag", val=f"{TAG}{key}:{language}"),
        element("id", val=_NUMBERS_FROM + number),
        element("lock", val="sdtLocked"),
    )
    return element("sdt", about, element("sdtContent", *paragraphs))


_NUMBERS_FROM: Final = 771_000


def of_tag(tag: str) -> tuple[str, str] | None:
    """Key and language of a content control's tag, None for a foreign one."""
    found = _TAG.fullmatch(tag)
    return None if found is None else (found[1], found[2])


def of_mark(name: str) -> tuple[str, str] | None:
    """The same of a bookmark's name."""
    found = _MARK.fullmatch(name)
    return None if found is None else (found[1].replace("_", "."), found[2])


def settled(text: str) -> str:
    """One line for each paragraph, no blanks around them, no empty ones."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def digest(text: str) -> str:
    """SHA-256 of the text as it is compared, 64 hex digits; how many blanks part two words does not matter."""
    same = "\n".join(" ".join(line.split()) for line in settled(text).split("\n"))
    return hashlib.sha256(same.encode("utf-8", "replace")).hexdigest()
