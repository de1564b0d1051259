"""Marks of state secrecy: the product is not made for such material and refuses the marks wherever a form is filled in."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from cultdip_desktop.core.errors import UserError

MARKS: Final = ("TUYỆT MẬT", "TỐI MẬT", "MẬT")
"""The three degrees of the law on the protection of state secrets, the highest first."""

_DEGREE: Final = re.compile(r"(?<!\w)(tuyệt|tối)[\W_]*mật(?!\w)", re.IGNORECASE)
_CLASS: Final = re.compile(r"(?<!\w)độ[\W_]+mật(?!\w)", re.IGNORECASE)
_ALONE: Final = re.compile(r"(?<!\w)MẬT(?!\w)")
_BEFORE: Final = re.compile(r"(\w+)[\W_]*\Z")
_COMPOUND: Final = frozenset({"BẢO", "BÍ", "CƠ", "THÂN", "HUYỀN", "BIỆT", "CHỈ", "TRĂNG", "NGỌT", "CẨN"})
"""What makes another word of it: "Cục Bảo mật" is an office, not a mark."""

_AFTER: Final = re.compile(r"\A[\W_]*(\w+)")
_COMPOUND_AFTER: Final = frozenset("ONG HOA MÍA NGỌT MÃ THIẾT ĐỘ TÔNG THƯ ƯỚC KHẨU".split())
"""The same behind it: honey, a code, density, a school of Buddhism."""

_WHOLE: Final = frozenset({"mật", "mat", "tuyệt mật", "tuyet mat", "tối mật", "toi mat", "secret", "top secret"})


def mark_in(text: str) -> str | None:
    """The mark of secrecy that `text` bears, or None; letters set apart, other cases and hidden characters do not help."""
    shown = "".join(
        character
        for character in unicodedata.normalize("NFC", unicodedata.normalize("NFKC", text))
        if unicodedata.category(character) != "Cf"
    )
    for line in shown.splitlines():
        found = _mark_of(line) or _mark_of(_joined(line))
        if found is not None:
            return found
    return None


def require_open(*texts: str) -> None:
    """Refuse texts that bear a mark of secrecy.

    Raises:
        UserError: `letterhead.secrecy` naming the mark.
    """
    for text in texts:
        found = mark_in(text)
        if found is not None:
            raise UserError("letterhead.secrecy", mark=found)


def _mark_of(line: str) -> str | None:
    degree = _DEGREE.search(line)
    if degree is not None:
        return MARKS[0] if degree.group(1).casefold() == "tuyệt" else MARKS[1]
    whole = " ".join(re.findall(r"\w+", line.casefold()))
    if whole in _WHOLE:
        return MARKS[0] if whole.startswith(("tuy", "top")) else MARKS[1] if whole.startswith("t") else MARKS[2]
    if _CLASS.search(line):
        return MARKS[2]
    for found in _ALONE.finditer(line):
        before, after = _BEFORE.search(line[: found.start()]), _AFTER.search(line[found.end() :])
        innocent = before is not None and before.group(1).upper() in _COMPOUND
        if not innocent and (after is None or after.group(1) not in _COMPOUND_AFTER):
            return MARKS[2]
    return None


def _joined(line: str) -> str:
    """Letters that were set apart ("T Ố I   M Ậ T"), put together; blanks of two and more part words."""
    if not re.fullmatch(r"\W*(\w\W+)*\w\W*", line):
        return line
    return " ".join(re.sub(r"\W", "", word) for word in re.split(r"\W{2,}", line))
